"""The German words of the page on methods."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

CONTENTS: Final = "Auf dieser Seite"
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
OF_READER: Final = "{reader}: {text}"
RELEASED: Final = (
    "In der Ausgabe „{release}“ sind {hidden} von {cells} Zahlen verdeckt ({share} %) und tragen "
    "das Zeichen „.“, ebenso alles, was aus ihnen berechnet wird."
)
RELEASED_ALL: Final = "In der Ausgabe „{release}“ musste keine der {cells} Zahlen verdeckt werden."
WHY_HIDDEN: Final = (
    "Verdeckt wird, was geheim oder nicht freigegeben geliefert ist, was kleiner ist als die "
    "kleinste Fallzahl seiner Regel oder von so wenigen stammt, Quoten mit zu kleinem Nenner, und "
    "so viel weiteres, dass niemand es ausrechnen kann: nicht aus Summen, nicht aus gröberen "
    "Ebenen, Aufteilungen, anderen Themen oder Jahren. Das Zeichen sagt nicht, was davon der Grund "
    "ist."
)
HOW_WIDE: Final = (
    "Ein eigener Prüfer, der nur das Veröffentlichte kennt, hat nachgerechnet: Für jede verdeckte "
    "Zahl sind mindestens zwei Werte möglich, die um die kleinste Fallzahl, wenigstens um "
    "{narrowest} auseinanderliegen."
)
NOT_EXACT: Final = (
    "Ein eigener Prüfer, der nur das Veröffentlichte kennt, hat nachgerechnet: Keine verdeckte "
    "Zahl lässt sich genau ausrechnen. Wie weit sie sich eingrenzen lässt, prüft er nicht."
)
ROUNDED: Final = (
    "Jede Zahl ist für sich auf ein Vielfaches von {base} gerundet, ab der Hälfte nach oben; „–“ "
    "heißt 0 bis {most}. Quoten, Veränderungen und Indizes sind aus den gerundeten Zahlen "
    "berechnet, Summen können abweichen. Verdeckt ist nur, was geheim oder nicht freigegeben "
    "geliefert ist, wofür eine Regel fehlt, Mittelwerte, Beträge weniger und Quoten mit zu "
    "kleinem Nenner."
)
NAIVE: Final = (
    (
        "Nur die kleinen Zahlen zu verdecken (rund {hidden}), verriete rund {narrow} ungefähr, "
        "rund {exact} genau."
    ),
    (
        "Mit einer weiteren in jeder Summe (rund {hidden}) wären es rund {narrow} und rund "
        "{exact}. Hier: keine."
    ),
)
"""Only small counts hidden; one more in each sum."""
WITHHELD: Final = (
    "Ganz oder in einzelnen Jahren zurückgehalten, weil die Zahlen sich widersprechen oder nicht "
    "zu schützen sind: {titles}."
)
WITHOUT_RULE: Final = "Ganz zurückgehalten, weil eine Regel fehlt: {titles}."
LIMITS: Final = "Was sich nicht verhindern lässt und was niemand prüft"
NOT_GUARANTEED: Final = (
    (
        "Eigenes Wissen: Wer selbst zu einer Gruppe gehört oder jemanden aus ihr kennt, kann mehr "
        "schließen als alle anderen."
    ),
    (
        "Fremde Veröffentlichungen: Was andere über dieselben Menschen berichten, und was in einem "
        "Text steht, kennt der Prüfer nicht."
    ),
    (
        "Die Lieferung selbst: Ist sie falsch, ist es auch, was daraus wird. Ob ein Einzelner fast "
        "allein hinter einer Zahl steht, wird nur geprüft, wo die Lieferung es sagt."
    ),
)
NOT_OF_HIDDEN: Final = (
    (
        "Wahrscheinlichkeiten: Der Prüfer belegt, dass eine verdeckte Zahl mehrere Werte haben "
        "kann, auch für jemanden, der alle früheren Ausgaben kennt. Welcher davon wahrscheinlicher "
        "ist, sagt er nicht."
    ),
)
NOT_OF_ROUNDED: Final = (
    (
        "Gerundete Summen: Wer Teile mit ihrer ebenfalls gerundeten Summe vergleicht, kann manche "
        "Zahl enger eingrenzen, als die Rundung es tut. Das prüft niemand."
    ),
    (
        "Frühere Ausgaben: Gerundete Ausgaben werden nicht zusammen geprüft. Ist eine Zahl in "
        "zweien verschieden gerundet, verrät das etwas über beide."
    ),
)
"""Of figures some of which are hidden, and of rounded ones."""
HIDDEN_BY_LEVEL: Final = "Verdeckte Zahlen je Messgröße und Ebene"
HIDDEN: Final = "zusammen"
ALL: Final = "Alle Messgrößen"
VERSIONS: Final = "Drei Fassungen nebeneinander"
VERSIONS_INTRO: Final = (
    "Links der Arbeitsstand mit allen Zahlen, daneben, was die jeweils letzte Ausgabe zeigt. Die "
    "Tabelle ist nur für die Statistikstelle."
)
VERSION: Final = (
    "{reader}: {state}; {differing} von {all} Angaben weicht ab.",
    "{reader}: {state}; {differing} von {all} Angaben weichen ab.",
)
"""Where one differs, and where none or several do."""
NO_VERSION: Final = "{reader}: Es gibt noch keine Ausgabe."
DIFFERENCES: Final = (
    "Bei {differing} von {all} {plural} sehen nicht alle dasselbe. Vor jeder Angabe, die vom "
    "Arbeitsstand abweicht, steht „≠“."
)
NO_DIFFERENCE: Final = "Alle sehen dasselbe."
ALL_UNITS: Final = "Auch zeigen, wo alle dasselbe sehen"
DIFFERENT: Final = "≠ {text}"
NOT_CONTAINED: Final = "nicht enthalten"
