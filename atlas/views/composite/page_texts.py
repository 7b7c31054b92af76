"""German words of the page of composite indices."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from atlas.model.recipes import (
    Cause,
    ClassMethod,
    CombineMethod,
    Rescale,
    ScaleMethod,
    Transform,
)

TITLE: Final = "Sozialindex"
HEADLINE: Final = "{title}, {year}: {count} von {total} {plural} in der Klasse „{label}“"
HEADLINE_PLAIN: Final = "{title}, {year}: {total} {plural} mit Index"
SUBTITLE: Final = "{area}, {year}: {method}"
UNIT_OF_INDEX: Final = "Index"
MAP_TITLE: Final = "{title}: Klassen"
LEGEND: Final = "{label} ({span})"
BELOW: Final = "Index bis {upper}"
BETWEEN: Final = "über {lower} bis {upper}"
ABOVE: Final = "über {lower}"
NO_INDEX: Final[Mapping[Cause, str]] = {
    Cause.NAMED: "ohne Index: im Rezept ausgeschlossen",
    Cause.SMALL: "ohne Index: {column} unter {below}",
    Cause.MISSING: "ohne Index: ein Bestandteil ist nicht ausgewiesen",
}
WITHOUT_CLASSES: Final = (
    "Das Rezept bildet keine Klassen. Wählen Sie unter „Rezept bearbeiten“ welche, dann gibt es "
    "hier eine Karte."
)
TOO_MANY_CLASSES: Final = (
    "Das Rezept bildet {count} Klassen; so viele lassen sich auf einer Karte nicht unterscheiden. "
    "Die Tabelle nennt sie alle."
)

# The unit pointed at.
CLASS: Final = "Klasse"
SUM: Final = "Summe"
INDEX: Final = "Index"
NO_INDEX_CARD: Final = "kein Index"
PART_SCALED: Final = "{title}, skaliert"
EXCLUDED: Final = "Ausgeschlossen, weil"
GROUP: Final = "Gruppe"
SECOND_CLASS: Final = "Klasse der Dynamik"
SECOND_INDEX: Final = "Index der Dynamik"
SCALED: Final = "skaliert"

# What is written below and instead of the figure.
ALT_CLASSES: Final = "Klassen: {classes}."
ALT_EXCLUDED: Final = "Ohne Index bleiben {count} {plural}: {units}."
ALT_ALL: Final = "Alle {total} {plural} haben einen Index."
NAMED_UNIT: Final = "{name} ({reason})"
MORE_UNITS: Final = "und {count} weitere (siehe Tabelle)"
REASONS: Final[Mapping[Cause, str]] = {
    Cause.NAMED: "im Rezept ausgeschlossen",
    Cause.SMALL: "{column} unter {below}",
    Cause.MISSING: "{column}: kein Wert ausgewiesen",
}

# How it is computed, in plain words.
HOW: Final = "Wie wird gerechnet?"
HOW_PARTS: Final = "Der Index fasst {count} Angaben für {year} zusammen: {parts}."
HOW_ONE_PART: Final = "Der Index beruht auf einer einzigen Angabe für {year}: {parts}."
PART: Final = "{title}{change} ({direction}, Gewicht {weight}{transform})"
PART_CHANGE: Final = ", Veränderung in {years} Jahren"
DIRECTIONS: Final[Mapping[int, str]] = {
    1: "ein hoher Wert zählt als Belastung",
    -1: "ein niedriger Wert zählt als Belastung",
}
TRANSFORMED: Final[Mapping[Transform, str]] = {
    Transform.NONE: "",
    Transform.LOG1P: ", logarithmiert",
    Transform.WINSORISE: ", Ausreißer zurückgesetzt",
}
HOW_EXCLUDED: Final = "Nicht mitgerechnet wird, {cases}."
CASE_SMALL: Final = "wo „{column}“ unter {below} liegt"
CASE_NAMED: Final = "was das Rezept namentlich ausschließt ({units})"
CASE_MISSING: Final = "wo ein Bestandteil nicht ausgewiesen ist"
AND: Final = " und "
HOW_SCALED: Final[Mapping[ScaleMethod, str]] = {
    ScaleMethod.ZSCORE: (
        "Damit sich die Angaben zusammenfassen lassen, wird jede in Abstände vom Mittel der "
        "{plural} umgerechnet, gemessen in Standardabweichungen: 0 ist der Durchschnitt, +1 liegt "
        "deutlich darüber."
    ),
    ScaleMethod.MINMAX: (
        "Damit sich die Angaben zusammenfassen lassen, wird jede auf 0 (niedrigster Wert) bis 1 "
        "(höchster Wert) gestreckt."
    ),
    ScaleMethod.RANK: (
        "Statt der Werte zählen nur ihre Ränge: 1 ist der niedrigste Wert, gleiche Werte teilen "
        "sich den mittleren Rang."
    ),
    ScaleMethod.PERCENTILE: (
        "Statt der Werte zählt, wie viele von 100 {plural} einen gleich hohen oder niedrigeren "
        "haben."
    ),
    ScaleMethod.EXPONENTIAL: (
        "Statt der Werte zählen Ränge von 0 bis 100, die oben weit gespreizt sind: Hohe Belastung "
        "bei einer Angabe wird durch niedrige bei einer anderen kaum ausgeglichen."
    ),
}
HOW_BASE: Final = (
    "Maßstab ist das Jahr {year}: Wie weit ein Wert vom Durchschnitt entfernt ist, wird an den "
    "Werten jenes Jahres gemessen."
)
HOW_CENTER: Final = "Mittel und Streuung sind gewichtet mit „{column}“."
HOW_COMBINED: Final[Mapping[CombineMethod, str]] = {
    CombineMethod.SUM: "Die skalierten Angaben werden mit ihren Gewichten addiert.",
    CombineMethod.MEAN: "Aus den skalierten Angaben wird das gewichtete Mittel gebildet.",
    CombineMethod.GEOMETRIC: (
        "Aus den skalierten Angaben wird das gewichtete geometrische Mittel gebildet: Eine "
        "niedrige gleicht eine hohe nur zum Teil aus."
    ),
}
HOW_RESCALED: Final[Mapping[Rescale, str]] = {
    Rescale.NONE: "",
    Rescale.SD: "Das Ergebnis wird noch einmal in Standardabweichungen vom Mittel ausgedrückt.",
    Rescale.MINMAX: "Das Ergebnis wird noch einmal auf 0 bis 1 gestreckt.",
}
HOW_CLASSED: Final[Mapping[ClassMethod, str]] = {
    ClassMethod.SD: (
        "Die Klassengrenzen liegen bei {breaks} Standardabweichungen vom Mittel des Index."
    ),
    ClassMethod.FIXED: "Die Klassengrenzen stehen fest: {breaks}.",
    ClassMethod.QUANTILE: (
        "Die Klassen teilen die {plural} der Reihe nach in möglichst gleich große Gruppen."
    ),
}
HOW_PROTECTED: Final = (
    "Gerechnet wird mit den Werten, die hier ausgewiesen sind. Was aus Datenschutzgründen nicht "
    "ausgewiesen ist, geht nicht ein, auch nicht verdeckt."
)
HOW_NO_RANKING: Final = (
    "Der Index ist eine Rechnung mit gewählten Bestandteilen und Gewichten, kein Urteil über ein "
    "Gebiet: Ob Handlungsbedarf besteht, lässt sich daran allein nicht ablesen."
)

# Relative classes, and a fixed standard beside them.
FIXED: Final = "Ist es insgesamt besser geworden?"
RELATIVE: Final = (
    "Die Klassen vergleichen die {plural} miteinander: Geht es der ganzen Stadt oder dem ganzen "
    "Kreis besser, bleiben sie trotzdem gleich. Daneben stehen deshalb dieselben Klassen mit dem "
    "Maßstab und den Grenzen von {base}."
)
RELATIVE_ONLY: Final = (
    "Die Klassen vergleichen die {plural} miteinander: Geht es allen besser, bleiben sie trotzdem "
    "gleich. Einen festen Maßstab eines anderen Jahres gibt es nur für Abstände vom Mittel "
    "(z-Werte) und für Min–Max, und nur, wenn ein Vergleichsjahr gewählt ist."
)
ABSOLUTE: Final = (
    "Maßstab und Grenzen stammen aus {base}: Geht es allen besser, sinkt der Index überall."
)
RELATIVE_COLUMN: Final = "im Vergleich untereinander, {year}"
FIXED_COLUMN: Final = "am Maßstab von {base}, {year}"
BASE_COLUMN: Final = "{base}"
FIXED_TABLE: Final = "{plural} je Klasse"
USE_BASE: Final = "Mit dem Maßstab von {base} rechnen"

# The choice of a recipe.
RECIPE: Final = "Rezept"
OWN: Final = "Eigenes Rezept: {title}"
OTHER_METHOD: Final = "Weitere Verfahren: {title}"
METHOD_TITLE: Final = "Eigener Index (Verfahren: {title})"
METHOD_APPLIED: Final = (
    "Die Bestandteile dieses Verfahrens gibt es hier nicht. Übernommen sind Skalierung, "
    "Zusammenfassung und Klassen; gerechnet wird mit Ihren Bestandteilen."
)
EDIT: Final = "Rezept bearbeiten"
FILE: Final = "Rezept öffnen (TOML)"
ADDRESS_FAULT: Final = "Das Rezept in der Adresse lässt sich nicht lesen; gezeigt wird „{title}“."
NO_PARTS_HERE: Final = (
    "Für diese Ebene gibt es keine Indikatoren, aus denen sich ein Index bilden ließe. Wählen Sie "
    "links eine andere Ebene."
)
FILE_NAME: Final = "rezept.toml"
DEFAULT_TITLE: Final = "Eigener Sozialindex"

# The form.
INDEX_TITLE: Final = "Titel"
PARTS: Final = "Bestandteile"
WEIGHT: Final = "Gewicht"
DIRECTION: Final = "Belastung ist"
DIRECTION_CHOICES: Final[Mapping[int, str]] = {1: "ein hoher Wert", -1: "ein niedriger Wert"}
TRANSFORM: Final = "Vorher"
TRANSFORM_CHOICES: Final[Mapping[Transform, str]] = {
    Transform.NONE: "unverändert",
    Transform.LOG1P: "logarithmieren",
    Transform.WINSORISE: "Ausreißer zurücksetzen",
}
SCALE: Final = "Skalierung"
SCALE_CHOICES: Final[Mapping[ScaleMethod, str]] = {
    ScaleMethod.ZSCORE: "Abstand vom Mittel (z-Wert)",
    ScaleMethod.MINMAX: "0 bis 1 (Min–Max)",
    ScaleMethod.RANK: "Ränge",
    ScaleMethod.PERCENTILE: "Prozentränge",
    ScaleMethod.EXPONENTIAL: "exponentielle Ränge (wie IMD)",
}
DDOF: Final = "Standardabweichung"
DDOF_CHOICES: Final[Mapping[int, str]] = {0: "der Grundgesamtheit", 1: "einer Stichprobe"}
CENTER: Final = "Mittel und Streuung"
EQUAL_UNITS: Final = "alle Einheiten gleich"
CENTER_BY: Final = "gewichtet mit: {title}"
BASE: Final = "Maßstab"
OWN_YEAR: Final = "das gezeigte Jahr"
COMBINE: Final = "Zusammenfassung"
COMBINE_CHOICES: Final[Mapping[CombineMethod, str]] = {
    CombineMethod.SUM: "gewichtete Summe",
    CombineMethod.MEAN: "gewichtetes Mittel",
    CombineMethod.GEOMETRIC: "geometrisches Mittel",
}
RESCALE: Final = "Ergebnis"
RESCALE_CHOICES: Final[Mapping[Rescale, str]] = {
    Rescale.NONE: "unverändert",
    Rescale.SD: "in Standardabweichungen",
    Rescale.MINMAX: "auf 0 bis 1",
}
EXCLUDE_COLUMN: Final = "Ausschließen, wo klein ist"
NOTHING: Final = "nichts"
EXCLUDE_BELOW: Final = "kleiner als"
EXCLUDE_UNITS: Final = "Außerdem ausschließen"
CLASSES: Final = "Klassen"
NO_CLASSES: Final = "keine"
CLASS_CHOICES: Final[Mapping[ClassMethod, str]] = {
    ClassMethod.SD: "nach Standardabweichungen",
    ClassMethod.FIXED: "feste Grenzen",
    ClassMethod.QUANTILE: "gleich große Gruppen",
}
BREAKS: Final = "Grenzen, durch Semikolon getrennt"
BREAKS_HINT: Final[Mapping[ClassMethod, str]] = {
    ClassMethod.SD: "Standardabweichungen vom Mittel, zum Beispiel −1; 1; 1,5",
    ClassMethod.FIXED: "Werte des Index, zum Beispiel −1; 0; 1",
    ClassMethod.QUANTILE: "Anteile der Einheiten, zum Beispiel 0,2; 0,4; 0,6; 0,8",
}
LABELS: Final = "Bezeichnungen von niedrig nach hoch, durch Semikolon getrennt"
NO_NUMBERS: Final = (
    "„{text}“ ist keine Zahl mit Komma (0,5), mehrere trennt ein Semikolon (−1; 0; 1,5)."
)
CROSS: Final = "Mit der Dynamik kreuzen"
CROSS_CHOICES: Final[Mapping[int, str]] = {
    0: "nein",
    1: "Veränderung in 1 Jahr",
    2: "Veränderung in 2 Jahren",
    3: "Veränderung in 3 Jahren",
    5: "Veränderung in 5 Jahren",
}
CROSS_YEARS: Final = "Veränderung in {years} Jahren"
CROSS_FILE: Final = "mit „{file}“"

TABLE: Final = "Alle Einheiten"
VIEW: Final = "Ansicht"
VIEWS: Final[Mapping[str, str]] = {
    "index": "Index",
    "treiber": "Was treibt ihn?",
    "sicherheit": "Wie sicher ist er?",
    "bewegung": "Wer hat sich bewegt?",
    "dynamik": "Index und Dynamik",
    "modellrechnung": "Modellrechnung",
}
FORMS: Final[Mapping[str, str]] = {
    "csv": "CSV (Tabelle)",
    "xlsx": "Excel (XLSX)",
    "json": "JSON",
    "toml": "Rezept (TOML)",
}
