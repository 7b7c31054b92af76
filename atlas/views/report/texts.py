"""The German words of reports."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from atlas.model.figures import FigureKind
from atlas.model.reports import Openness

# The document.
KICKER: Final = "{area} · {plural} · {year}"
FILE: Final = "bericht"
NUMBER: Final = "Vorlagen-Nr."
BODY: Final = "Gremium"
SESSION: Final = "Sitzung"
ITEM: Final = "TOP"
OPENNESS: Final = "Behandlung"
OPENNESSES: Final[Mapping[Openness, str]] = {
    Openness.UNSTATED: "nicht angegeben",
    Openness.PUBLIC: "öffentlich",
    Openness.CLOSED: "nichtöffentlich",
}
CONTENTS: Final = "Inhalt"
MAPS: Final = "Karten"
CHARTS: Final = "Abbildungen"
TABLES: Final = "Tabellen"
MAP: Final = "Karte {number}: {title}"
CHART: Final = "Abbildung {number}: {title}"
TABLE: Final = "Tabelle {number}: {title}"
TABLE_SHEET: Final = "Tabelle {number}"
VIEWED: Final = "{title}: {view}"
NUMBERED: Final = "{number} {title}"
CHECK_FIRST: Final = (
    "Dieser Bericht ist noch nicht fertig geprüft oder nicht vollständig; siehe „{title}“ am Ende."
)
NO_CHAPTERS: Final = "Zu diesem Bericht gibt es noch keine Zahlen und keine Texte."

# Texts of somebody.
LINK_TARGET: Final = " ({address})"
TEXT_STATE: Final = "Text zum Datenstand {state}."
TEXT_OLD: Final = (
    "Zahlen prüfen: Dieser Text wurde zum Datenstand {old} geschrieben; der Bericht zeigt {new}."
)
TEXT_UNDATED: Final = (
    "Zahlen prüfen: Zu welchem Datenstand dieser Text geschrieben wurde, ist nicht festgehalten; "
    "der Bericht zeigt {new}."
)

# Key figures.
KEY_FIGURES_OF: Final = "{title}: Kennzahlen, {area}, {year}"
INDICATOR: Final = "Kennzahl"
ABSOLUTE: Final = "absolut"
BEFORE: Final = "früher"
BASE: Final = "{value} ({year})"
CHANGE: Final = "Veränderung"
NO_CHANGE: Final = "kein früheres Jahr"
NO_BASE: Final = "entfällt"
RANGE: Final = "Spanne der {plural}"
RANGE_TEXT: Final = "{low} bis {high}"
NO_RANGE: Final = "keine Werte"
OWN_TABLE: Final = "{title}: Tabelle zum Text"
UNITS_OF: Final = "{title}: {plural}, {area}, {year}"
PART: Final = "{title} ({part} von {parts})"
IN_YEAR: Final = "{title}, {year}"
WHOLE: Final = "{kind} insgesamt"

SIGNS_HERE: Final = "Zeichen: {signs}."
SEE_SOURCES: Final = "Quellen und Stichtage stehen im Anhang."
SOURCES_NOTE: Final = "Alle Stichtage, auf die sich die Kennzahlen dieses Berichts stützen."

# What is missing.
MISSING: Final = "Hinweise zu diesem Bericht"
NO_FIGURES: Final = "„{chapter}“: Keine Zahlen bis {year} zu: {titles}."
NO_FIGURE: Final = "„{chapter}“: Eine Darstellung fehlt. {reason}"
OTHER_LEVEL: Final = (
    "„{chapter}“: Zu „{title}“ gibt es keine Werte auf der Ebene {level}; gezeigt wird {shown}."
)
NOTHING_SAID: Final = "Es gibt keine Werte bis {year} zu „{title}“."
UNKNOWN_INDICATOR: Final = "Die Kennzahl „{code}“ gibt es in diesem Gebiet nicht."
NO_PARTNER: Final = "Die zweite Kennzahl „{code}“ gibt es hier nicht."
NO_VIEW: Final = "Diese Auswertung gibt es dafür nicht."
NO_COMPARISON: Final = "Diesen Vergleich gibt es dafür nicht."
LEFT_OUT: Final = "Ohne Zahlen und Text, deshalb nicht enthalten: {titles}."
NO_GOAL: Final = "„{chapter}“: Ein Ziel lässt sich nicht zeigen. {reason}"
TOO_MANY_UNITS: Final = (
    "„{chapter}“: {number} {plural} sind zu viele für Kurzprofile in einem Bericht (höchstens "
    "{most}); die Seite „Profil“ gibt sie gesammelt aus."
)
TOO_LONG: Final = (
    "„{title}“ hat {rows} Zeilen, zu viele für einen Bericht; die Tabelle gibt es als Excel-Datei "
    "auf der Seite „Tabelle“."
)
OLD_TEXT: Final = "„{title}“: Der Text ist zu einem anderen Datenstand geschrieben; Zahlen prüfen."
LEVEL_REPLACED: Final = "Die Ebene „{level}“ gibt es hier nicht; gezeigt wird {shown}."

# The annex.
METHOD: Final = "Methodische Erläuterungen"
METHOD_INTRO: Final = (
    "Definition und Berechnung jeder Kennzahl dieses Berichts. Anteile und Quoten sind für jede "
    "Ebene neu aus Zähler und Nenner berechnet, nie aus Anteilen gemittelt. Verglichen wird, wo "
    "nichts anderes steht, mit dem Wert fünf Jahre zuvor."
)
HIDDEN: Final = "Geheimhaltung"
SOURCES: Final = "Quellen und Stichtage"
SOURCES_OF: Final = "Quellen und Stichtage der Kennzahlen, {area}, {year}"
SIGNS: Final = "Zeichenerklärung"
STATE_OF_DATA: Final = "Datenstand und Ausgabe"
LEVEL_FACT: Final = "Räumliche Ebene"
LEVEL_TEXT: Final = "{plural} ({number})"

# Reading a report.
THE_REPORT: Final = "dem Bericht"
THE_HEAD: Final = "den Kopfdaten"
THE_CHAPTER: Final = "Kapitel {number}"
UNTITLED: Final = "Bericht ohne Titel"
UNTITLED_CHAPTER: Final = "Kapitel {number}"
NO_TITLE: Final = "Dem Bericht fehlt der Titel."
NO_CHAPTER_TITLE: Final = "Kapitel {number} fehlt der Titel."
UNUSABLE: Final = "„{key}“ in {where} ist nicht lesbar und wurde ausgelassen."
CUT: Final = "„{key}“ in {where} ist länger als {longest} Zeichen und wurde gekürzt."
TOO_MANY: Final = "„{key}“ in {where} hat mehr als {most} Einträge; die übrigen fehlen."
FILE_TOO_LARGE: Final = "Sie ist zu groß."
FILE_NO_TEXT: Final = "Sie ist keine Textdatei (UTF-8)."
FILE_UNREADABLE: Final = "Sie ist weder JSON noch TOML."
FILE_NO_REPORT: Final = "Sie enthält keine Kapitel."

KINDS: Final[Mapping[FigureKind, str]] = {
    FigureKind.MAP: "Karte",
    FigureKind.SERIES: "Entwicklung (Linien)",
    FigureKind.BARS: "Balken",
    FigureKind.DISTRIBUTION: "Verteilung",
    FigureKind.SCATTER: "Zusammenhang (Punkte)",
    FigureKind.TABLE: "Tabelle",
}
"""Figures to choose from for a chapter, in order."""
