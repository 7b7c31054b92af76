"""What is wrong with a recipe or its table, in German: ends of sentences."""

from __future__ import annotations

from typing import Final

NO_PARTS: Final = "ein Index braucht mindestens einen Abschnitt [[part]]"
ONE_NAME: Final = "genau einer der Einträge column und indicator ist nötig"
NAME_TWICE: Final = "diesen Bestandteil gibt es schon"
NAME_TAKEN: Final = "so heißt schon eine Spalte des Ergebnisses"
NEGATIVE: Final = "Gewichte dürfen nicht negativ sein; für die umgekehrte Richtung steht direction"
WEIGHTLESS: Final = "die Summe der Gewichte ist null"
ONLY_ZSCORE: Final = 'der Eintrag gilt nur für method = "zscore"'
NO_BASE_OF_RANKS: Final = "ein Basisjahr gibt es nur für zscore und minmax"
WEIGHTED_SAMPLE: Final = "mit einem Gewicht (center) gilt die Standardabweichung mit ddof = 0"
TOGETHER: Final = "column und below gehören zusammen"
NOT_ASCENDING: Final = "erwartet werden ansteigende Zahlen"
NO_PROBABILITIES: Final = "Anteile liegen zwischen 0 und 1"
K_OR_BREAKS: Final = "erwartet wird entweder k oder breaks"
ONLY_QUANTILE: Final = 'der Eintrag gilt nur für method = "quantile"'
BREAKS_MISSING: Final = "der Eintrag fehlt"
LABELS: Final = "erwartet werden {count} Bezeichnungen, von niedrig nach hoch"
LABEL_TWICE: Final = "jede Bezeichnung darf nur einmal vorkommen"
NO_SECTION: Final = "der Abschnitt fehlt"
DECIMAL_COMMA: Final = "mit Komma (12,5)"
DECIMAL_POINT: Final = "mit Punkt (12.5), wie es zum Trennzeichen Komma gehört"
FILE_OR_YEARS: Final = "erwartet wird entweder recipe oder change_years"
TOO_LARGE: Final = "Die Datei ist zu groß für ein Rezept."
DYNAMICS: Final = "{title}, Veränderung in {years} Jahren"
CLASSES_OF_DYNAMICS: Final = ("positiv", "stabil", "negativ")
BARE_NAME: Final = "erwartet wird der Name einer Datei im selben Ordner"
CROSSED_TWICE: Final = "„{name}“ ist selbst mit einem Rezept gekreuzt"
OTHER_KEY: Final = "„{name}“ hat einen anderen Schlüssel (key)"
BOTH_CLASSED: Final = "beide Rezepte brauchen [classes]"
GROUPS: Final = "erwartet werden {rows} Listen mit je {columns} Bezeichnungen"
PAIR: Final = "{first} / {second}"
