"""Words of figures in bundles, documents and slides."""

from typing import Final

SOURCE: Final = "Quelle: {source}"
DATES: Final = "Stand: {dates}"
CLASSING: Final = "Klassen: {method}"
