"""The German words of maps, on the screen, on paper and as files."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from atlas.views import texts

# Classes and legend.
CLASSING: Final = "Klassen"
CLASS_BELOW: Final = "{lower} bis unter {upper}"
CLASS_LAST: Final = "{lower} bis {upper}"
CLASS_UNDER: Final = "unter {upper}"
CLASS_FROM: Final = "{lower} und mehr"
CLASS_UNCHANGED: Final = "kaum verändert ({lower} bis unter {upper})"
ZERO_CLASS: Final = "genau null ({sign})"
ROUNDED_ZERO_CLASS: Final = "0 bis {most}, auf null gerundet ({sign})"
NOBODY_CLASS: Final = "ohne {denominator} ({sign})"
NO_VALUE_CLASS: Final = "kein Wert ausgewiesen ({sign})"
NO_CHANGE_CLASS: Final = "in einem der beiden Jahre ohne Wert ({sign})"
OTHER_BORDERS_CLASS: Final = "Grenzen waren andere ({sign})"
LIMITED_CLASS: Final = "{label}, eingeschränkt (\u00a0)"
DOUBTFUL_CLASS: Final = LIMITED_CLASS + ", vielleicht Zufall"
WITHIN_CHANCE: Final = "innerhalb der Zufallsschwankung"
WITHIN_CHANCE_CLASS: Final = "{label}, " + WITHIN_CHANCE
WITHIN_CHANCE_ENTRY: Final = "davon " + WITHIN_CHANCE
UNTESTED_ENTRY: Final = "davon geschätzt, auf Zufall nicht geprüft"
LEGEND_COUNT: Final = "({count})"
LEGEND_COUNTS: Final = "In Klammern: Anzahl der {plural}"
WITHOUT_FIGURE: Final = "ohne Angabe"
RELATED_TO: Final = "bezogen auf: {denominator}"
HISTOGRAM: Final = "Verteilung der Werte aller Jahre"
LIMITED_CLASSES: Final = "schraffiert: Aussagewert eingeschränkt (\u00a0)"
GROUND: Final = "übriges Gebiet"
GROUND_BELOW: Final = "grau: " + GROUND
COARSER_BORDERS: Final = "starke Linien: {plural}"

# Methods of classing.
METHOD_EQUAL: Final = "gleich breite Klassen mit runden Grenzen, aus allen Jahren gebildet"
METHOD_DIVERGING: Final = "gleich breite Klassen um null, aus allen Jahren gebildet"
METHOD_CHANGE: Final = (
    "Klassen mit runden Grenzen um „kaum verändert“, außen offen, aus allen Jahren gebildet"
)
METHOD_CHANCE_POOLED: Final = "{method}, mindestens {years} Jahre auseinander"
METHOD_UNCHANGED: Final = "eine Klasse, weil sich nirgends mehr als kaum etwas verändert hat"
METHOD_CHANCE: Final = (
    "{method}; schraffiert: innerhalb der Zufallsschwankung (95-Prozent-Intervall nach Newcombe), "
    "geprüft bei mindestens {fewest} Personen, Haushalten oder Fällen in beiden Jahren; "
    "Geschätztes ist nicht geprüft"
)
METHOD_NONE: Final = "keine Klassen, weil kein Wert ausgewiesen ist"
METHOD_ONE: Final = "eine Klasse, weil alle Werte gleich sind"
METHOD_QUANTILES: Final = (
    "möglichst gleich viele Werte je Klasse (Quantile), Grenzen gerundet, aus allen Jahren gebildet"
)
METHOD_NATURAL: Final = "natürliche Klassen nach Jenks, Grenzen gerundet, aus allen Jahren gebildet"
METHOD_DEVIATION: Final = (
    "Klassen nach dem Abstand vom ungewichteten Mittelwert ({mean}), gemessen in "
    "Standardabweichungen, aus allen Jahren gebildet"
)
METHOD_AROUND: Final = (
    "gleich breite Klassen um den {label} {year} ({value}), aus allen Jahren gebildet"
)
METHOD_MANUAL: Final = "festgelegte Klassengrenzen, für alle Jahre gleich"
CLASSES_AS_ON: Final = "wie auf der Karte der {plural}"
METHOD_NOTED: Final = "{method}; {note}"
CLASS_NOTES: Final[Mapping[str, str]] = {
    "few_figures": "weniger Klassen als gewünscht, weil es zu wenige verschiedene Werte gibt",
    "round": "weniger Klassen als gewünscht, damit die Grenzen rund bleiben",
    "outside": "weniger Klassen als gewünscht, weil es weiter außen keine Werte gibt",
    "outliers": "die äußeren Klassen sind offen, weil einige Werte weit außerhalb liegen",
    "no_area": "Klassen um den {label} sind nicht möglich, weil er fehlt",
}
BAD_CLASSES: Final = (
    "„{word}“ ist keine Einteilung. Schreiben Sie VERFAHREN, VERFAHREN.ANZAHL oder "
    "VERFAHREN.ANZAHL.FARBEN, eigene Grenzen aufsteigend wie eigene.5_12,5. "
    "Verfahren: {methods}; Anzahl: {fewest} bis {most}; Farben: {palettes}."
)

# The unit pointed at, and the selected ones.
OUT_OF: Final = "{part} von {whole}"
NONE_OUT_OF: Final = "keine von {whole}"
IN_YEAR: Final = "{year}: {value}"
SINCE: Final = "seit {base}: {change}"
COUNTED_ON: Final = "Stand: {dates}"
JUDGEMENT: Final = "Einordnung"
BEYOND_CHANCE: Final = "außerhalb der Zufallsschwankung"
VALUES_ON_MAP: Final = "Werte in der Karte"
OFFICIAL_NAME: Final = "amtlich: {name}"
SELECTED_UNITS: Final = "{number} {noun} ausgewählt"
TOGETHER_SHARE: Final = "aus den addierten Zahlen errechnet, kein Mittelwert"
TOGETHER_CHANGE: Final = "aus den addierten Zahlen beider Jahre"
TOGETHER_SUM: Final = "Summe der ausgewählten"
NOT_TOGETHER: Final = (
    "Zusammen haben sie keinen Wert: Diese Zahlen lassen sich nicht addieren oder fehlen für "
    "eines der Jahre."
)
TOGETHER_ONLY_NEWEST: Final = "Zusammen ergeben sie nur auf dem neuesten Gebietsstand einen Wert."

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
CLASS_NAMES: Final[Mapping[int, tuple[str, ...]]] = {
    0: (),
    1: ("einheitlich",),
    2: ("niedrig", "hoch"),
    3: ("niedrig", "mittel", "hoch"),
}
NAMED_RANGE: Final = "{name}: {range}"
TITLED_RANGE: Final = "{title} {name} ({range})"
FEWER_CLASSES: Final = "weniger Gruppen, weil viele Werte gleich sind oder fehlen: {titles}"
BOTH: Final = "{x} und {y}"
PAIR: Final = " | "
BIVARIATE_HEADLINE: Final = "Zwei Merkmale im Vergleich: {x} und {y} {within}, {year}"

# The text alternative.
ALT_MAP: Final = "Die Karte zeigt „{title}“ {within}, {year}, je {level} eine Fläche."
ALT_CIRCLES: Final = (
    "Die Karte zeigt „{title}“ {within}, {year}, je {level} ein rundes Symbol, dessen Fläche dem "
    "Wert entspricht."
)
ALT_BIVARIATE: Final = (
    "Die Karte zeigt, welche Werte von „{x}“ und „{y}“ {within}, {year}, zusammentreffen, "
    "je {level} eine Fläche."
)
ALT_CLASSES: Final = "{plural} je Klasse: {classes}."
ALT_SIGNS: Final = "{plural} ohne Symbol: {classes}."
ALT_EXTREMES: Final = (
    "In amtlicher Reihenfolge die niedrigsten Werte: {lowest}; die höchsten Werte: {highest}."
)
ALT_MANY_EXTREME: Final = "{number} Einheiten mit je {value}"
ALT_ONE_UNIT: Final = "Es gibt nur eine Einheit, ihr Wert liegt vor."
ALT_ONE_UNIT_MISSING: Final = "Es gibt nur eine Einheit, ihr Wert wird nicht ausgewiesen."
ALT_CORNERS: Final = (
    "Anzahl der {plural}: beide Werte hoch {high}; beide niedrig {low}; „{x}“ hoch und „{y}“ "
    "niedrig {only_x}; „{x}“ niedrig und „{y}“ hoch {only_y}; dazwischen {rest}."
)
ALT_CLASS_NAMES: Final = "Es bedeuten: {names}."

# Several maps on one sheet.
YEARS_SPAN: Final = "{first}–{last}"
ALT_MULTIPLES: Final = (
    "Das Blatt zeigt „{title}“ {within}, {span}: je Jahr eine kleine Karte, alle mit derselben "
    "Legende."
)
ALT_OF_YEAR: Final = "{year}: {parts}."
PAIR_OF: Final = "{left} und {right}"
PAIR_SIDES: Final = ("Linke Karte: {title}", "Rechte Karte: {title}")
PAIR_COUNTS: Final = "In Klammern: Anzahl der {plural}, {left} | {right}"
PAIR_COUNTS_OF_LEVELS: Final = "In Klammern: Anzahl der {left} | {right}"
HALF_TITLE: Final = "{title} · {plural} · {year}"

# Paper and files.
SCHEMATIC_NOTICE: Final = "Schematische Grenzen: keine amtlichen, der Verlauf ist nur angenähert."
OPEN_VIEW: Final = "Diese Ansicht öffnen"
NOT_IN_FONT: Final = "Fehlende Zeichen"
LETTERS_REPLACED: Final = "{codes} hat keine Druckschrift; an ihrer Stelle steht \ufffd"
WITHOUT_SHAPE: Final = "Ohne Fläche"
NO_SHAPES: Final = "Für diese Ebene sind keine Flächen hinterlegt."
ZOOM_IN: Final = "Vergrößern"
ZOOM_OUT: Final = "Verkleinern"
NORTH: Final = "Norden ist oben"
KILOMETRES: Final = "{length} km"
METRES: Final = "{length} m"
CREATED: Final = "Erstellt am"
MAP_NUMBER: Final = "Karte"
NAMES: Final = "Namen"
TOO_MANY_NAMES: Final = (
    "Namen und Werte so vieler {plural} stehen nicht auf der Karte, aber in der Tabelle"
)
PAGE: Final = "Seite {number} von {total}"
FIRST_PAGE: Final = PAGE + "; Verzeichnis ab Seite 2"
KEY: Final = "Verzeichnis der {plural}: Nummer und Name"
KEY_WITH_VALUES: Final = "Verzeichnis der {plural}: Nummer, Name und Wert{unit}"

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
UNMATCHED: Final = "Ränder, die auf {share} % ihrer Länge nicht zu denen der Nachbarn passten"
SQUARE_METRES: Final = "{area} m²"
HECTARES: Final = "{area} ha"
MORE_UNITS: Final = "und {number} weitere"

# The page of the map.
SIDE_CHOICE: Final = "Geodaten (GeoJSON, GeoPackage) welcher Karte"
SIDES: Final[Mapping[str, str]] = {"left": "Linke Karte", "right": "Rechte Karte"}
BESIDE_CHOICE: Final = "Vergleich"
BESIDE: Final[Mapping[str, str]] = {
    "keiner": "Eine Karte",
    "jahr": "Zwei Jahre",
    "indikator": "Zwei Indikatoren",
    "ebene": "Zwei Ebenen",
    "alle-jahre": "Alle Jahre",
    "zusammenhang": "Zwei in einer",
}
OTHER_LEVEL: Final = "Zweite Ebene"
PAPER_CHOICE: Final = "Papier für PNG, SVG und PDF"
PAPERS: Final[Mapping[str, str]] = {
    "a4-quer": "A4 quer",
    "a4-hoch": "A4 hoch",
    "a3-quer": "A3 quer",
    "a3-hoch": "A3 hoch",
}
VALUES_CHOICE: Final = "Werte neben den Namen"
CLASS_METHOD: Final = "Methode"
CLASS_METHODS: Final = {
    "gleich": "Gleiche, runde Abstände",
    "quantile": "Gleich viele je Klasse (Quantile)",
    "natuerlich": "Natürliche Grenzen (Jenks)",
    "standard": "Standardabweichung",
    "gesamtwert": "Rund um den Gesamtwert",
    "eigene": "Eigene Grenzen",
}
CLASS_NUMBER: Final = "Anzahl der Klassen"
CLASS_COLOURS: Final = "Farben"
CLASS_LIMITS: Final = "Grenzen zwischen den Klassen"
CLASS_LIMITS_HINT: Final = "Aufsteigend, durch Semikolon getrennt, höchstens sechs: 5; 10; 12,5"
CLASS_LIMITS_WRONG: Final = (
    "Diese Grenzen lassen sich nicht lesen; es gelten weiter die bisherigen. Schreiben Sie "
    "Zahlen aufsteigend und durch Semikolon getrennt, zum Beispiel 5; 10; 12,5."
)
CLASSES_RESET: Final = "Zurücksetzen"
SUITS: Final = "passend wählen"
PALETTES: Final = {
    "": SUITS,
    "petrol": "Petrol",
    "blau": "Blau",
    "violett": "Violett",
    "blau-orange": "Blau – Orange (um eine Mitte)",
    "violett-gruen": "Violett – Grün (um eine Mitte)",
}

LIVE_MAP: Final[Mapping[str, str]] = {
    "map": "Karte",
    "keys": "Mit den Pfeiltasten von Gebiet zu Gebiet, Eingabetaste wählt aus, Plus und Minus "
    "ändern den Ausschnitt, Null zeigt alles.",
    "search": "Gebiet suchen",
    "nothing": texts.NO_HIT,
    "closer": "Vergrößern",
    "farther": "Verkleinern",
    "whole": "Alles zeigen",
    "several": "mehrere auswählen",
    "year": "Jahr",
    "play": "Abspielen",
    "pause": "Anhalten",
    "class": "Klasse",
    "beside": "Legende und Zahlen",
    "nothingHere": "keine Angabe",
    "together": "Zusammen",
    "ground": GROUND,
    "more": "Weitere stehen darunter: Liste verschieben.",
    "official": OFFICIAL_NAME,
    "values": VALUES_ON_MAP,
    "key": "Nummern, Namen und Werte",
    "hint": "Zeigen Sie auf ein Gebiet oder suchen Sie es: Seine Zahlen stehen dann hier.",
    "histogram": "Verteilung über alle Jahre, mit den Klassengrenzen",
    "borders": "Grenzen: {plural}",
}
"""Words of the live map; its JavaScript fetches them once."""
