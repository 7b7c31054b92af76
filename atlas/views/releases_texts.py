"""The German words of the page on releases and of `release diff`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from atlas.model.quantities import Audience

HEADLINE: Final = "Ausgaben: {area}"
INTRO: Final = (
    "Eine Ausgabe ist, was an einem Tag veröffentlicht wurde. Sie ändert sich nicht mehr: Wer ihre "
    "Adresse aufruft, sieht auch später dieselben Zahlen."
)
WORKING_STATE: Final = (
    "Diese Anwendung zeigt den Arbeitsstand, keine Ausgabe: Er ändert sich mit jeder Lieferung und "
    "hat keine Adresse, die sich zitieren lässt."
)
NONE_YET: Final = (
    "Von {area} gibt es noch keine Ausgabe; „python -m atlas release build --area {id} --name …“ "
    "baut eine."
)
OF_READER: Final[Mapping[Audience, str]] = {
    Audience.INTERNAL: "{title}, intern",
    Audience.PUBLIC: "{title}, öffentlich",
}
"""Heads of columns where several readers' stand beside each other."""
ADDRESSES: Final = "Dauerhafte Adressen"
ADDRESS_NOTE: Final = (
    "Die dauerhaften Adressen gelten in den Anwendungen, die Ausgaben zeigen: der öffentlichen und "
    "der für die Verwaltung. In dieser öffnen sie den Arbeitsstand."
)
RELEASE_OF_NEWS: Final = "Was neu ist in der Ausgabe"
READER: Final = "Für wen"
LIST: Final = "Alle Ausgaben, die neueste zuerst"
RELEASE: Final = "Ausgabe"
DAY: Final = "vom"
YEARS: Final = "Jahre"
FIGURES: Final = "Zahlen"
HIDDEN: Final = "davon verdeckt"
UNKNOWN: Final = "."
SPAN: Final = "{first}–{last}"
DAMAGED: Final = (
    "Die Ausgabe „{name}“ lässt sich nicht zeigen: Sie ist nicht mehr, was veröffentlicht wurde."
)
OF_OTHER_VERSION: Final = (
    "Die Ausgabe „{name}“ lässt sich hier nicht zeigen: Eine andere Fassung des Sozialatlas hat "
    "sie geschrieben."
)
RELEASE_CHOICE: Final = "Ausgabe, die alle Seiten zeigen"
OPTION: Final = "{name} vom {day}"
OPTION_NEWEST: Final = "{name} vom {day} (neueste)"
ADDRESS: Final = "Dauerhafte Adresse der Ausgabe {name}:"

NEWS: Final = "Was neu ist in {new} gegenüber {old}"
FIRST: Final = "Was neu ist in {new}"
ONLY_ONE: Final = (
    "Es gibt erst diese eine Ausgabe. Ab der zweiten steht hier, was hinzukam und welche Zahlen "
    "berichtigt wurden."
)
THE_FIRST: Final = (
    "Dies ist die erste Ausgabe. Was danach hinzukam und berichtigt wurde, steht bei den späteren."
)
NOT_COMPARABLE: Final = (
    "Die Ausgabe „{old}“ davor lässt sich nicht lesen; darum ist nicht bekannt, was neu ist."
)
NEW_YEARS: Final = "Neue Jahre: {years}."
NEW_QUANTITIES: Final = "Neue Messgrößen: {titles}."
NEW_INDICATORS: Final = "Neue Indikatoren: {titles}."
LATE: Final = "Nachgeliefert für {year}: {titles}."
LOST: Final = "Nicht mehr enthalten für {year}: {titles}."
GONE: Final = "Nicht mehr enthalten: {titles}."
NOTHING_NEW: Final = "Es kamen weder Jahre noch Messgrößen noch Indikatoren hinzu."
MORE: Final = "{titles} und {count} weitere"
NO_CORRECTION: Final = "Keine veröffentlichte Zahl wurde berichtigt."
CORRECTED: Final = "Berichtigt: {count} {figures} ({years}; {titles})."
CORRECTED_WITH_SUMS: Final = (
    "Berichtigt: {count} {figures}, die Summen größerer Gebiete mitgezählt ({years}; {titles})."
)
FIGURE_NOUN: Final = ("Zahl", "Zahlen")
COMPARING: Final = "Die Ausgaben werden verglichen …"
ONLY_PUBLISHED: Final = (
    "Verglichen sind nur Zahlen, die beide Ausgaben nennen; über verdeckte Zahlen ist damit nichts "
    "gesagt."
)
CORRECTIONS: Final = "Berichtigte Zahlen"
CORRECTIONS_OF: Final = "Berichtigte Zahlen, {area}: Ausgabe {new} gegenüber {old}"
LEVEL: Final = "Ebene"
NAME: Final = "Name"
QUANTITY: Final = "Messgröße"
OLD: Final = "bisher ({name})"
NEW: Final = "berichtigt ({name})"
DIFFERENCE: Final = "Unterschied"
STATE: Final = "Ausgabe {new} ({day}) gegenüber {old} ({before})"
STEM: Final = "{area}__berichtigungen__ausgabe-{new}__gegenueber-{old}"
