"""The German words of the page on methods."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

INDICATOR: Final = "So wird gerechnet"
DATES: Final = "Stichtage und Quellen je Jahr"
ALL_INDICATORS: Final = "Alle Indikatoren und Grundzahlen dieses Gebiets"
PROBLEMS: Final = "Was in der Vorlage nicht aufgeht"

# An indicator or quantity.
DEFINITION: Final = "Definition"
FORMULA: Final = "Berechnung"
DATE_RULE: Final = "Stichtagsregel"
REMARK: Final = "Anmerkung"

# Dates and sources by year.
QUANTITY: Final = "Messgröße"
KIND: Final = "Art"
KINDS: Final[Mapping[str, str]] = {
    "count": "Anzahl, wird aufsummiert",
    "amount": "Menge, wird aufsummiert",
    "mean": "Mittelwert, gewichtet zusammengefasst",
    "given": "fertige Zahl, nur wie geliefert",
}
NOTE_HEAD: Final = "Hinweis zur Lieferung"

# What the check says.
SEVERITY: Final = "Art der Meldung"
MESSAGE: Final = "Befund"
NO_PROBLEMS: Final = "Die Prüfung hat nichts gefunden."
