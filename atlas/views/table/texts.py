"""The German words of tables, on the screen and as files."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

# Rows and columns.
SIGN: Final = "Zeichen"
SIGN_OF: Final = "Zeichen: {title}"
DEVIATES: Final = "Abweichung"
SUM: Final = "Summe der Einheiten"
WHOLE_AREA: Final = "gesamtes Gebiet"
DIFFERENCE: Final = "Unterschied (Summe − gemeldet)"
ALL_INDICATORS: Final = "Alle Indikatoren und Größen"

# On the screen.
TABLE_ALT: Final = "Tabelle: {title}"
ROWS_CUT: Final = (
    "Die Tabelle zeigt die ersten {shown} von {total} Zeilen; alle stehen in der CSV-Datei."
)

# Labels of exported tables.
TITLE: Final = "Titel"
SUBTITLE: Final = "Untertitel"
SOURCE: Final = "Quelle"
REFERENCE_DATES: Final = "Stand"
ATTRIBUTION: Final = "Geometrie"
FILE_STEM: Final = "Dateiname"
SHEET_TABLE: Final = "Tabelle"
SHEET_SOURCES: Final = "Quellen und Zeichen"
PAGE_FOOTER: Final = "Seite &P von &N"

# Tidy files: names and meanings of their columns.
TIDY_TITLE: Final = "{title}, {area}, {plural}, {span}"
TIDY_SUBTITLE: Final = "eine Zeile je Indikator, Einheit und Jahr; Zahlen ungerundet"
TIDY_NAMES: Final[Mapping[str, str]] = {
    "indicator": "indikator",
    "unit": "schluessel",
    "name": "name",
    "year": "jahr",
    "value": "wert",
    "numerator": "zaehler",
    "denominator": "nenner",
    "sign": "zeichen",
    "base_year": "basisjahr",
    "base": "wert_basis",
    "base_sign": "zeichen_basis",
    "change": "veraenderung",
    "change_sign": "zeichen_veraenderung",
    "deviation": "abweichung",
    "deviation_sign": "zeichen_abweichung",
    "origin": "herkunft",
    "counts": "gilt",
}
TIDY_MEANINGS: Final[Mapping[str, str]] = {
    "indicator": "Code des Indikators oder der Größe",
    "unit": "amtlicher Schlüssel der Einheit ({level})",
    "name": "Name der Einheit ({level})",
    "year": "Berichtsjahr",
    "value": "Wert",
    "numerator": "Zähler",
    "denominator": "Nenner",
    "sign": "Zeichen neben dem Wert oder statt seiner, siehe Zeichenerklärung",
    "base_year": "Jahr, mit dem verglichen wird",
    "base": "Wert im Basisjahr",
    "base_sign": "Zeichen zum Wert im Basisjahr",
    "change": "{view}",
    "change_sign": "Zeichen zur Veränderung",
    "deviation": "{view}",
    "deviation_sign": "Zeichen zur Abweichung",
    "origin": "„gemeldet“: als Summe gemeldet; leer: je Einheit geliefert oder daraus summiert",
    "counts": "„false“: von Summe und gemeldetem Wert einer Einheit und eines Jahres der, der in "
    "Karten und Diagrammen nicht zählt",
}
OF_QUANTITIES: Final = "{part}: {title}"
AND_VIEW: Final = "{title}; {view} in: {unit}"
COLUMN: Final = "Spalte {name}"
ENTRY: Final = "angabe"
CONTENT: Final = "inhalt"
SHEET_DATA: Final = "Daten"
SHEET_MEANINGS: Final = "Spalten und Quellen"
