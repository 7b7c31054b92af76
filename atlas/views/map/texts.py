"""The German words of maps of circles, of two indicators, and of maps on paper."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

# Circles.
CIRCLE_CLASS: Final = "Fläche des Symbols entspricht dem Wert"
METHOD_CIRCLES: Final = (
    "keine Klassen; die Fläche eines runden Symbols entspricht dem Wert, das größte steht für den "
    "höchsten Wert aller Jahre"
)

# Two indicators.
METHOD_BIVARIATE: Final = (
    "je Merkmal drei etwa gleich große Gruppen, aus allen gemeinsamen Jahren gebildet, Grenzen "
    "gerundet"
)
HEIGHTS: Final[Mapping[int, tuple[str, ...]]] = {
    0: (),
    1: ("einheitlich",),
    2: ("niedrig", "hoch"),
    3: ("niedrig", "mittel", "hoch"),
}
HEIGHT: Final = "{name}: {range}"
HEIGHT_OF: Final = "{title} {name} ({range})"
FEWER_HEIGHTS: Final = "weniger Gruppen, weil viele Werte gleich sind oder fehlen: {titles}"
BOTH: Final = "{x} und {y}"
PAIR: Final = " | "
BIVARIATE_HEADLINE: Final = "Zwei Merkmale im Vergleich: {x} und {y} {within}, {year}"
TWIN_BIVARIATE: Final = (
    "Die Karte zeigt, welche Werte von „{x}“ und „{y}“ {within}, {year}, zusammentreffen, "
    "je {level} eine Fläche."
)
TWIN_CORNERS: Final = (
    "Anzahl der {plural}: beide Werte hoch {high}; beide niedrig {low}; „{x}“ hoch und „{y}“ "
    "niedrig {only_x}; „{x}“ niedrig und „{y}“ hoch {only_y}; dazwischen {rest}."
)
TWIN_HEIGHTS: Final = "Es bedeuten: {heights}."

# Paper.
RELATED_TO: Final = "bezogen auf: {denominator}"
HISTOGRAM: Final = "Verteilung der Werte aller Jahre"
COARSER_BORDERS: Final = "starke Linien: {plural}"
LIMITED_CLASSES: Final = "schraffiert: Aussagewert eingeschränkt (\u00a0)"
MAP_NUMBER: Final = "Karte"

# Boundaries that don't fit together.
REPAIRED: Final = (
    "Grenzen der {plural} für den Bildschirm bereinigt: {repaired}. Auf die Zahlen hat das keinen "
    "Einfluss."
)
REPAIRS: Final = (
    ("Fläche mit sich kreuzender Grenze", "Flächen mit sich kreuzender Grenze"),
    ("Überschneidung", "Überschneidungen"),
    ("Lücke", "Lücken"),
)
SQUARE_METRES: Final = "{area} m²"
HECTARES: Final = "{area} ha"
MORE: Final = "und {number} weitere"
