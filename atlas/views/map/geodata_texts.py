"""The German names of the properties of exported geodata: letters that every GIS takes."""

from __future__ import annotations

from typing import Final

KEY: Final = "schluessel"
NAME: Final = "name"
YEAR: Final = "jahr"
VALUE: Final = "wert"
NUMERATOR: Final = "zaehler"
DENOMINATOR: Final = "nenner"
CHANGE: Final = "veraenderung"
SIGN: Final = "zeichen"
ORIGIN: Final = "herkunft"
BOTH: Final = "werte"
CLASS: Final = "klasse"
