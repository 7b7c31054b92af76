"""The German words of charts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

# Titles, axes, notes.
COUNT_OF: Final = "Anzahl der {plural}"
CLASS_MISSING: Final = "kein Wert ausgewiesen"
CLASS: Final = "Klasse"
NOTHING_DRAWN: Final = "Es gibt keinen Wert, der sich zeichnen lässt."
CHOOSE: Final = (
    "Wählen Sie Einheiten aus: Die Linien aller {total} ({plural}) ließen sich nicht "
    "unterscheiden; bis zu {most} ausgewählte bekommen eigene Farben"
)
OUT_OF: Final = "{part} von {whole}"
NONE_OUT_OF: Final = "keine von {whole}"
REGION_YEAR: Final = "{region} ({year})"
SERIES_SPAN: Final = "{value_label}, {first} bis {last}"
SERIES_ONE: Final = "{value_label}, nur {first}"
SCATTER_HEADLINE: Final = "{y} und {x} {within}, {year}"
SCATTER_SUBTITLE: Final = "je {level} ein Punkt"
DIAMOND: Final = "Raute: {kind}wert"
STRENGTHS: Final = ((0.8, "sehr starker"), (0.6, "starker"), (0.4, "mittlerer"), (0.0, "schwacher"))
TOGETHER: Final = "{strength} Zusammenhang (Rangkorrelation {r})"
TOGETHER_UP: Final = "je höher {x}, desto höher ist {within} {year} meist {y}"
TOGETHER_DOWN: Final = "je höher {x}, desto niedriger ist {within} {year} meist {y}"
APART: Final = "{y} und {x} hängen {within} {year} nicht erkennbar zusammen"
NOT_TOGETHER: Final = (
    "kein Zusammenhang, der sich vom Zufall unterscheiden lässt (Rangkorrelation {r})"
)
BREAK: Final = "Bruch {year}"
REMARK_SIGN: Final = "({number})"
REMARK: Final = "({number}) {year}: {text}"
CHANGES_OF: Final = "{title}, {base} bis {last}: {changes}"
ROSE: Final = "gestiegen in {count}"
FELL: Final = "gesunken in {count}"
STAYED: Final = "unverändert in {count}"
NOT_COMPARABLE: Final = "nicht vergleichbar"
NOT_KNOWN: Final = "nicht vergleichbar in allen"
MOVED: Final = "{moved} von {number} ausgewählten {plural}"
GREY_OTHERS: Final = "farbig die ersten {most} von {number} ausgewählten {plural}, die übrigen grau"
SOME_OTHERS: Final = (
    "farbig die ersten {most} von {number} ausgewählten {plural}, grau weitere bis zur {lines}.; "
    "die Tabelle hat alle"
)
GREY_UNITS: Final = "grau: die einzelnen {plural}"
WITHIN: Final = "{count} innerhalb der Zufallsschwankung"
NOT_FROM_ZERO: Final = "Achse beginnt nicht bei null"
DRAWN_UNIT: Final = "Gebiet"
DRAWN_NOTE: Final = "dazu"
PAGE: Final = "Seite {number} von {total}"
MORE_ROWS: Final = "… {number} weitere: siehe Tabelle"

# The text alternative.
ALT_BARS: Final = (
    "Das Balkendiagramm zeigt „{title}“ {within}, {year}, je {level} ein Balken: {value_label}"
)
ALT_SERIES: Final = "Das Liniendiagramm zeigt „{title}“ {within}: {value_label}"
ALT_SCATTER: Final = (
    "Das Punktdiagramm zeigt „{y}“ (senkrecht) und „{x}“ (waagerecht) {within}, {year}, "
    "je {level} ein Punkt"
)
ALT_DISTRIBUTION: Final = (
    "Das Säulendiagramm zeigt für „{title}“ {within}, {year}, wie viele {plural} in welcher "
    "Klasse liegen: {classes}"
)
ALT_LOCATED: Final = "Ausgewählt: {names}"
ALT_REFERENCES: Final = "zum Vergleich: {references}"
ALT_MISSING_NAMED: Final = "Kein Wert ausgewiesen wird für {names}"
ALT_ALL_MISSING: Final = "Für keine Einheit dieser Ebene ({plural}) wird ein Wert ausgewiesen"
ALT_LEFT_OUT: Final = "Nicht gezeigt, weil ein Wert fehlt: {names}"
ALT_BREAKS: Final = (
    "Die Reihe ist gebrochen ab {years}: Werte davor und danach sind nicht vergleichbar"
)
ALT_ONE_YEAR: Final = (
    "Es liegt nur das Jahr {year} vor; eine Entwicklung lässt sich daraus nicht ablesen"
)
ALT_FORECAST: Final = "gestrichelte Abschnitte sind vorausberechnet"
ALT_GAPS: Final = "wo ein Wert fehlt, ist die Linie unterbrochen"

# The page of charts.
CHART_CHOICE: Final = "Diagramm"
CHARTS: Final = ("Werte im Vergleich", "Entwicklung", "Zwei Indikatoren", "Verteilung")
ORDER: Final = "Reihenfolge"
ORDERS: Final = ("amtlich", "nach Wert")

# The chart that hears the map.
LINKED_TITLE: Final = "Diagramm zur Karte"
LINKED_CHOICE: Final = "Art des Diagramms"
LINKED: Final[Mapping[str, str]] = {"balken": "Balken", "punkte": "Streudiagramm"}
LINKED_TOO_MANY: Final = (
    "{number} {plural}: Für so viele Balken oder Punkte reicht der Platz neben der Karte nicht; "
    "die Tabelle zeigt sie alle."
)
LINKED_QUADRANTS: Final = (
    "Über beiden {label}en: {above} von {number} {plural}; unter beiden: {below}"
)
LINKED_WORDS: Final[Mapping[str, str]] = {
    "keys": "Mit den Pfeiltasten von Gebiet zu Gebiet; Eingabetaste wählt aus, Leertaste wählt "
    "dazu oder ab.",
    "several": "mehrere auswählen",
    "class": "Klasse",
    "nothing": "Es gibt keinen Wert, der sich zeichnen lässt.",
}
"""Words of the chart's JavaScript."""
