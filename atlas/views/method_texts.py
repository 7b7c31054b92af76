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

# How small counts are protected.
SECRECY: Final = "Geheimhaltung"
WORKING_STATE: Final = (
    "Gezeigt wird der Arbeitsstand. Er hält nur zurück, was nicht freigegeben oder geheim "
    "geliefert ist; kleine Zahlen verdeckt er nicht selbst. Das geschieht in den Ausgaben."
)
RELEASED: Final = (
    "Gezeigt wird die Ausgabe „{release}“: {hidden} von {cells} Zahlen sind verdeckt ({share} %) "
    "und tragen das Zeichen „.“, ebenso alles, was aus ihnen berechnet wird."
)
WHY_HIDDEN: Final = (
    "Verdeckt ist, was geheim oder nicht freigegeben geliefert ist, was kleiner ist als die "
    "kleinste Fallzahl seiner Regel, und so viel weiteres, dass niemand es ausrechnen kann: nicht "
    "aus Summen, nicht aus gröberen Ebenen, Aufteilungen, anderen Themen oder Jahren. Das Zeichen "
    "sagt nicht, was davon der Grund ist."
)
HOW_WIDE: Final = (
    "Ein eigener Prüfer, der nur das Veröffentlichte kennt, hat nachgerechnet: Für jede verdeckte "
    "Zahl sind mindestens zwei Werte möglich, die um die kleinste Fallzahl, wenigstens um "
    "{narrowest} auseinanderliegen."
)
WITHHELD: Final = (
    "Ganz oder in einzelnen Jahren zurückgehalten, weil die Zahlen sich widersprechen oder nicht "
    "zu schützen sind: {titles}."
)
WITHOUT_RULE: Final = "Ganz zurückgehalten, weil eine Regel fehlt: {titles}."
NOT_GUARANTEED: Final = (
    "Nicht verhindern lässt sich, dass jemand aus eigenem Wissen schließt (wer selbst zu einer "
    "Gruppe gehört, kennt sich), und dass eine Lieferung selbst falsch ist."
)
RULES: Final = "Regeln"
RULE: Final = "Regel für"
MINIMUM: Final = "kleinste Fallzahl"
MINIMUM_DENOMINATOR: Final = "kleinster Nenner einer Quote (noch nicht angewendet)"
QUANTITIES: Final = "Messgrößen"
HIDDEN_BY_LEVEL: Final = "Verdeckte Zahlen je Ebene"
LEVEL: Final = "Ebene"
HIDDEN: Final = "verdeckt"
NO_MINIMUM: Final = "keine Grenze"
