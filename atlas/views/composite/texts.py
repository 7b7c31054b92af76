"""German words of composite indices."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from atlas.model.recipes import Cause, ClassMethod, CombineMethod, Rescale, ScaleMethod

OF_TABLE: Final = "{title} · {count} Einheiten, davon {excluded} ausgeschlossen"
METHOD: Final = "{count}, {scale}; {combine}{rescale}{classes}"
PART_COUNT: Final = "{count} Bestandteile"
ONE_PART: Final = "1 Bestandteil"
SCALES: Final[Mapping[ScaleMethod, str]] = {
    ScaleMethod.ZSCORE: "z-standardisiert (ddof = {ddof})",
    ScaleMethod.MINMAX: "auf 0 bis 1 skaliert (Min–Max)",
    ScaleMethod.RANK: "als Ränge (1 = niedrigster Wert)",
    ScaleMethod.PERCENTILE: "als Prozentränge",
    ScaleMethod.EXPONENTIAL: "als exponentielle Ränge von 0 bis 100 (wie englischer IMD)",
}
WEIGHTED_BY: Final = ", gewichtet mit {column}"
BASE_YEAR: Final = ", Maßstab {year}"
COMBINATIONS: Final[Mapping[CombineMethod, str]] = {
    CombineMethod.SUM: "gewichtete Summe",
    CombineMethod.MEAN: "gewichtetes Mittel",
    CombineMethod.GEOMETRIC: "gewichtetes geometrisches Mittel",
}
RESCALINGS: Final[Mapping[Rescale, str]] = {
    Rescale.NONE: "",
    Rescale.SD: ", in Standardabweichungen vom Mittel",
    Rescale.MINMAX: ", auf 0 bis 1 skaliert",
}
CLASSES: Final[Mapping[ClassMethod, str]] = {
    ClassMethod.SD: "; Klassen bei {breaks} Standardabweichungen",
    ClassMethod.FIXED: "; feste Klassengrenzen {breaks}",
    ClassMethod.QUANTILE: "; Quantile bei {breaks}",
}
KEY: Final = "Schlüssel der Einheit"
PART: Final = "Bestandteil, skaliert: hoch ist belastet; Gewicht {weight}"
SUM: Final = "zusammengefasste Bestandteile vor der letzten Skalierung"
INDEX: Final = "Index: hoch ist belastet"
CLASS: Final = "Klasse des Index, von niedrig nach hoch: {labels}"
CLASS_NUMBER: Final = "Klasse des Index, 1 ist die niedrigste; leer, wenn das Rezept keine nennt"
CROSS_INDEX: Final = "Index des zweiten Rezepts: {title}"
CROSS_CLASS: Final = "Klasse des zweiten Rezepts"
GROUP: Final = "Gruppe aus beiden Klassen"
CROSSED: Final = "Gekreuzt mit „{title}“: {method}"
RANK: Final = "Rang des Index: 1 ist der höchste"
EXCLUDED: Final = "Grund, aus dem eine Einheit keinen Index hat; leer, wenn sie einen hat"
REASONS: Final[Mapping[Cause, str]] = {
    Cause.NAMED: "im Rezept ausgeschlossen",
    Cause.SMALL: "{column} unter {below}",
    Cause.MISSING: "kein Wert ausgewiesen",
}
RECIPE: Final = "Rezept „{name}“, Fassung {version}; berechnet am {day}"
RELATIVE: Final = (
    "Der Index vergleicht die Einheiten miteinander: Geht es allen besser, bleiben die Klassen "
    "gleich."
)
TABLE: Final = "Tabelle {name}"
FILE_STEM: Final = "index"
UNKNOWN_UNITS: Final = (
    "Hinweis: [exclude] nennt Einheiten, die es hier nicht gibt: {units}. Prüfen Sie die Schlüssel."
)
