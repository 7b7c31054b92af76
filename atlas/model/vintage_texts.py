"""The German words of what is wrong where units and borders change: versions and crosswalk."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from atlas.model.problem_texts import ERROR, WARNING, Place, ProblemKind
from atlas.model.problems import Problem

_REFUSED: Final = "bis dahin wird zwischen den beiden Gebietsständen nicht umgerechnet."

KINDS: Final[Mapping[str, ProblemKind]] = {
    "unit_overlap": ProblemKind(
        ERROR,
        "Der Schlüssel „{value}“ gilt in dieser Zeile und in Zeile {other} zur selben Zeit.",
        "Grenzen Sie valid_from und valid_to ab; gelesen wird die frühere Zeile.",
    ),
    "unit_gap": ProblemKind(
        ERROR,
        "„{name}“ ({value}) gilt bis {end}, die nächste Fassung beginnt erst später.",
        "Lassen Sie die Fassungen aneinander anschließen; bis dahin gibt es die Einheit in der "
        "Zwischenzeit nicht.",
    ),
    "stand_twice": ProblemKind(
        ERROR,
        "Zum Gebietsstand {value} sind zweimal Grenzen eingetragen.",
        "Berichtigen Sie valid_at; verwendet werden die ersten.",
    ),
    "crosswalk_stand": ProblemKind(
        ERROR,
        "Für die Ebene „{level}“ gibt es keinen Gebietsstand vom {value}.",
        "Nennen Sie ein valid_at der Grenzen in area.toml; bis dahin fehlt die Zeile.",
    ),
    "crosswalk_unit": ProblemKind(
        ERROR,
        "Den Schlüssel „{value}“ gibt es auf der Ebene „{level}“ zum {day} nicht.{hint}",
        f"Berichtigen Sie den Schlüssel; {_REFUSED}",
    ),
    "crosswalk_weight": ProblemKind(
        ERROR,
        "„{value}“ in der Spalte „{column}“ ist kein Gewicht von 0 bis 1.",
        f"Schreiben Sie den Anteil wie 0,25; {_REFUSED}",
    ),
    "crosswalk_twice": ProblemKind(
        ERROR,
        "Der Übergang von „{value}“ nach „{target}“ steht schon in Zeile {other}.",
        f"Entfernen Sie eine der Zeilen; {_REFUSED}",
    ),
    "crosswalk_sum": ProblemKind(
        ERROR,
        "Die Gewichte „{column}“ von „{value}“ ergeben zusammen {total} statt 1.",
        f"Berichtigen Sie die Anteile; {_REFUSED}",
    ),
    "crosswalk_missing": ProblemKind(
        ERROR,
        "„{name}“ ({value}) hat sich zwischen den Gebietsständen {start} und {end} geändert, "
        "steht aber in keiner Zeile.",
        f"Ergänzen Sie, worin die Einheit aufgegangen ist; {_REFUSED}",
    ),
    "crosswalk_nothing": ProblemKind(
        WARNING,
        "„{name}“ ({value}) erhält von keiner Einheit des Gebietsstands {start} etwas.",
        "Ergänzen Sie, woraus die Einheit entstanden ist, notfalls mit dem Gewicht 0; bis dahin "
        "bleiben ihre umgerechneten Werte unbekannt.",
    ),
    "crosswalk_kind": ProblemKind(
        ERROR,
        "Die Größe „{value}“ wird mit den Gewichten „{column}“ umgerechnet; die Spalte fehlt.",
        "Ergänzen Sie die Spalte oder nennen Sie in catalogue.toml eine andere (converted_by); bis "
        "dahin bleiben geteilte Einheiten ohne Wert.",
    ),
    "stand_keys": ProblemKind(
        ERROR,
        "Kein einziger der {shapes} Schlüssel der Datei kommt unter den {units} Einheiten der "
        "Ebene „{value}“ vor; beide gehören zu verschiedenen Gebietsständen.",
        "Hinterlegen Sie die Grenzen des Gebietsstands, zu dem die Zahlen gehören; bis dahin gibt "
        "es keine Karte.",
    ),
    "stand_rows": ProblemKind(
        ERROR,
        "Kein einziger der {rows} Schlüssel der Tabelle kommt unter den {units} Einheiten der "
        "Ebene „{value}“ vor; beide gehören zu verschiedenen Gebietsständen.",
        "Liefern Sie die Zahlen zum Gebietsstand der Einheiten oder ergänzen Sie units.csv um die "
        "Einheiten dieses Gebietsstands; bis dahin fehlen alle Zahlen der Ebene.",
    ),
}


def vintage_problem(place: Place, code: str, value: object, **texts: object) -> Problem:
    """Build the problem `code` found at a place, its templates filled with `texts`."""
    return place.told(KINDS[code], code, value, **texts)
