"""German words of the budget shared out by an index ("Modellrechnung")."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

VIEW: Final = "Modellrechnung"
METHOD_VERSION: Final = "1"
"""To be raised when the same choice gives other amounts."""
HEADLINE: Final = "Modellrechnung: {budget} € auf {count} {plural} nach „{title}“"
SUBTITLE: Final = "{area}, {year}: {variants} je {level}, Größe: {size}"
ONE_VARIANT: Final = "eine Variante"
VARIANT_COUNT: Final = "{count} Varianten"
NOTICE: Final = (
    "Dies ist eine Modellrechnung: Sie zeigt, was eine Formel ergäbe. Sie ist kein Beschluss und "
    "sagt nicht, was ein Gebiet braucht."
)
VARIANTS: Final = ("Variante A", "Variante B", "Variante C")

# The formula in words.
FORMULA: Final = "Formel in Worten"
BUDGET_SENTENCE: Final = "Verteilt werden {budget} € auf {count} {plural}."
BASIC_NONE: Final = "Es gibt keinen Sockel."
BASIC_SIZE: Final = "{percent} % davon ({euros} €) sind der Sockel; er geht nach „{size}“ an alle."
BASIC_EQUAL: Final = (
    "{percent} % davon ({euros} €) sind der Sockel; er geht zu gleichen Teilen an alle."
)
NEED_NONE: Final = "Der Index wirkt nicht mit, weil alles Sockel ist."
NEED_FACTOR: Final = (
    "Die übrigen {euros} € gehen nach „{size}“ mal Gewicht. Das Gewicht ist {factor} hoch Index "
    "(in Standardabweichungen vom Mittel): Liegt der Index um eine Standardabweichung höher, zählt "
    "ein Kopf {factor}-mal so viel."
)
NEED_GROUPS: Final = (
    "Die übrigen {euros} € gehen nach „{size}“ mal Gewicht. Das Gewicht hängt von der Klasse des "
    "Index ab: {weights}."
)
GROUP_WEIGHT: Final = "„{label}“ zählt {weight}-fach"
EQUATION: Final = (
    "Betrag = Sockel × Anteil am Sockel + übriges Budget × (Größe × Gewicht) ÷ Summe aller "
    "(Größe × Gewicht)."
)
LIMITS: Final = (
    "Gegenüber den bisherigen Beträgen {limits}. Wer eine Grenze verletzt, erhält den Betrag der "
    "Grenze; den Rest teilen sich die übrigen im Verhältnis der Formel. Das wird wiederholt, bis "
    "keine Grenze mehr verletzt ist."
)
LIMIT_LESS: Final = "sinkt kein Betrag um mehr als {percent} %"
LIMIT_MORE: Final = "steigt kein Betrag um mehr als {percent} %"
AND: Final = " und "
LIMITED: Final = "An der Untergrenze: {raised}. An der Obergrenze: {lowered}."
NOBODY: Final = "niemand"
ROUNDED: Final = (
    "Die Beträge sind auf volle {unit} abgerundet; was dabei übrig bleibt, geht an die größten "
    "Reste. Zusammen sind es genau {budget} €."
)
EUROS, CENTS = "Euro", "Cent"
WITHOUT_INDEX: Final = (
    "Ohne Index und deshalb, soweit keine Grenze greift, nur mit Sockel: {units}."
)
WITHOUT_BASIC: Final = (
    "Ohne Index und, weil es keinen Sockel gibt, soweit keine Grenze greift, ohne Betrag: {units}."
)
WITHOUT_SIZE: Final = (
    "„{size}“ ist nicht ausgewiesen, daher zählt die Größe nicht mit (Betrag nur aus gleichem "
    "Sockel oder Grenze): {units}."
)
HEADS: Final = "Ein Kopf ist eine Einheit der Größe „{size}“."
PROTECTED: Final = (
    "Gerechnet wird nur mit ausgewiesenen Werten; Geschütztes geht nicht ein, auch nicht verdeckt."
)
METHOD: Final = (
    "Verfahren: Modellrechnung, Fassung {version}; Index: „{title}“, Rezept in der Fassung "
    "{recipe}; gerechnet am {day}."
)

# Tables.
TABLE: Final = "Beträge"
SIZE: Final = "Größe"
CLASS: Final = "Klasse"
INDEX: Final = "Index"
NEED: Final = "Gewicht"
PRESENT: Final = "bisher"
AMOUNT: Final = "Betrag"
AMOUNT_OF: Final = "{variant}"
PER_HEAD: Final = "je Kopf"
PER_HEAD_OF: Final = "{variant}, je Kopf"
CHANGE: Final = "Veränderung"
CHANGE_OF: Final = "{variant}, Veränderung"
OF_VARIANT: Final = "{variant}: {sentences}"
EURO: Final = "€"
REMARK: Final = "Hinweis"
TOTAL: Final = "Summe"
RAISED, LOWERED = "Untergrenze", "Obergrenze"
NO_INDEX: Final = "ohne Index"
NO_SIZE: Final = "Größe nicht ausgewiesen"
JOINED: Final = "; "

# Charts.
CHART_AMOUNT: Final = "{variant}: Euro je {level} (Modellrechnung)"
CHART_HEAD: Final = "{variant}: Euro je Kopf (Modellrechnung)"
AXIS_AMOUNT: Final = "Euro"
AXIS_HEAD: Final = "Euro je Kopf"
MARK_PRESENT: Final = "bisher"
MARK_MEAN: Final = "Budget je Kopf im Durchschnitt"
ALT: Final = "{title}: {bars}."
BAR_ALT: Final = "{label} {text}"
TOO_MANY_BARS: Final = "Für {count} {plural} gibt es statt eines Diagramms die Tabelle."

# The form.
BUDGET: Final = "Budget in Euro"
SIZE_CHOICE: Final = "Größe der Gebiete"
ROUNDING: Final = "Beträge auf"
ROUNDINGS: Final[Mapping[bool, str]] = {False: "volle Euro", True: "Cent"}
COUNT: Final = "Varianten"
BASIC: Final = "Sockel, % des Budgets"
BASIC_KIND: Final = "Sockel verteilen"
BASIC_KINDS: Final[Mapping[bool, str]] = {False: "nach Größe", True: "zu gleichen Teilen"}
NEED_KIND: Final = "Gewicht nach"
NEED_KINDS: Final[Mapping[bool, str]] = {False: "Index (Faktor)", True: "Klassen (Gewichte)"}
FACTOR: Final = "Faktor je Standardabweichung"
WEIGHT_OF: Final = "Gewicht „{label}“"
MOST_LESS: Final = "höchstens weniger, %"
MOST_MORE: Final = "höchstens mehr, %"
NO_LIMIT: Final = "keine Grenze"
PRESENT_TITLE: Final = "Bisherige Verteilung und Grenzen der Veränderung"
PRESENT_TEXT: Final = "Bisherige Beträge (je Zeile: Schlüssel oder Name; Betrag in Euro)"
PRESENT_EXAMPLE: Final = "01; 12.500"
NO_COUNTS: Final = (
    "Auf dieser Ebene ist keine Anzahl ausgewiesen, nach der sich ein Budget verteilen ließe. "
    "Wählen Sie links eine andere Ebene."
)
FORMS: Final[Mapping[str, str]] = {
    "pdf": "Anlage zur Vorlage (PDF)",
    "docx": "Anlage zur Vorlage (Word)",
    "xlsx": "Excel (XLSX)",
    "csv": "CSV (Tabelle)",
}

# The annex.
ANNEX: Final = "Anlage: Modellrechnung zur Verteilung von {budget} € nach „{title}“"
KICKER: Final = "{area} · {plural} · {year} · Modellrechnung"
OVERVIEW: Final = "Varianten nebeneinander"
HOW_INDEX: Final = "Wie der Index gerechnet ist"
CHARTS: Final = "Diagramme"
SOURCES: Final = "Quellen"
FILE: Final = "modellrechnung"
CAPTION: Final = "{area}, {year}. Modellrechnung vom {day}."
