"""German words about who changed class, and about status crossed with dynamics."""

from __future__ import annotations

from typing import Final

HEADLINE: Final = (
    "{title}, {base} bis {year}: {count} von {total} {plural} haben die Klasse gewechselt"
)
NOBODY: Final = "{title}, {base} bis {year}: Keine Klasse hat sich geändert ({total} {plural})"
SUBTITLE: Final = (
    "Davon {up} in eine höhere, {down} in eine niedrigere Klasse; {beyond} erkennbar über das "
    "hinaus, was Zufallsschwankungen erklären"
)
MAP: Final = "Klasse {year} gegenüber {base}"
UP_MANY: Final = "zwei oder mehr Klassen höher"
UP: Final = "eine Klasse höher"
SAME: Final = "gleiche Klasse"
DOWN: Final = "eine Klasse niedriger"
DOWN_MANY: Final = "zwei oder mehr Klassen niedriger"
ONE_YEAR_ONLY: Final = "nur in einem der beiden Jahre ein Index"
NO_INDEX: Final = "kein Index"
RELATIVE: Final = (
    "Jedes Jahr ist für sich eingeteilt: Wer in eine höhere Klasse kommt, steht im Vergleich zu "
    "den anderen höher als früher. Ob es allen besser oder schlechter geht, zeigt erst ein fester "
    "Maßstab (unter „Index“)."
)
ABSOLUTE: Final = "Beide Jahre sind am Maßstab von {base} gemessen."
CHANCE: Final = (
    "Ob ein Wechsel Zufall sein kann, ist für Anteile von Personen geprüft: Die Zahlen beider "
    "Jahre wurden {draws}-mal so neu gezogen, wie sie auch hätten ausfallen können. „Erkennbar“ "
    "heißt: In mindestens {percent} von 100 Ziehungen wechselt das Gebiet in dieselbe Richtung."
)
BEYOND: Final = "erkennbar"
WITHIN: Final = "kann Zufall sein"
UNTESTED: Final = "nicht prüfbar"
THEN: Final = "Klasse {year}"
VERDICT: Final = "Wechsel"
MATRIX: Final = "Von welcher Klasse in welche ({plural})"
FROM: Final = "{base} ↓ / {year} →"
TOTAL: Final = "zusammen"
MOVED: Final = "Wer die Klasse gewechselt hat"
NO_BASE: Final = (
    "Wählen Sie links ein Vergleichsjahr: Dann steht hier, welche Gebiete seither die Klasse "
    "gewechselt haben."
)
NO_CLASSES: Final = "Das Rezept bildet keine Klassen. Wählen Sie unter „Rezept bearbeiten“ welche."
LISTED: Final = "{label}: {count}"

GROUPS_HEADLINE: Final = "{title}, {year}: {count} von {total} {plural} in der Gruppe „{group}“"
GROUPS_SUBTITLE: Final = "Klassen des Index, gekreuzt mit: {second}. {method}"
GROUPS_MAP: Final = "Index und Dynamik"
FIRST_AXIS: Final = "Klasse des Index"
SECOND_AXIS: Final = "Klasse der Dynamik"
GROUPS_MATRIX: Final = "{plural} je Klasse und Dynamik"
GROUPS_TABLE: Final = "Die {count} Gruppen"
GROUP: Final = "Gruppe"
COUNT: Final = "Anzahl"
UNITS: Final = "Gebiete"
NOT_CROSSED: Final = (
    "Das Rezept ist noch nicht mit der Dynamik gekreuzt. Dann stünde hier, in welchen Gebieten "
    "eine hohe Belastung noch zunimmt."
)
CROSS_NOW: Final = "Mit der Veränderung in 2 Jahren kreuzen"
GROUP_LABEL: Final = "{group}: {first}, {second}"
