"""The German words of tables, on the screen and as files."""

from __future__ import annotations

from typing import Final

# Rows and columns.
SIGN: Final = "Zeichen"
DEVIATES: Final = "Abweichung"
SUM: Final = "Summe der Einheiten"
WHOLE_AREA: Final = "gesamtes Gebiet"
DIFFERENCE: Final = "Unterschied (Summe − gemeldet)"
ALL_INDICATORS: Final = "Alle Indikatoren und Größen"

# On the screen.
TABLE_ALT: Final = "Tabelle: {title}"
ROWS_CUT: Final = "Die Tabelle zeigt die ersten {shown} von {total} Zeilen; alle stehen in der CSV."

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
