"""The German words of areas of one's own: what is wrong with a level somebody put together."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from atlas.model.problem_texts import ERROR, Place, ProblemKind
from atlas.model.problems import Problem

_LEFT_OUT: Final = "bis dahin fehlt die Ebene."

KINDS: Final[Mapping[str, ProblemKind]] = {
    "own_id": ProblemKind(
        ERROR,
        "„{value}“ ist als Kennung einer Ebene nicht brauchbar.",
        "Benennen Sie die Datei mit Kleinbuchstaben, Ziffern, - und _; bis dahin fehlt die Ebene.",
    ),
    "own_id_taken": ProblemKind(
        ERROR,
        "Eine Ebene mit der Kennung „{value}“ hat das Gebiet schon.",
        f"Geben Sie der eigenen Ebene einen anderen Namen; {_LEFT_OUT}",
    ),
    "own_no_name": ProblemKind(
        ERROR, "Die Ebene hat keinen Namen.", f"Nennen Sie ihn unter „name“; {_LEFT_OUT}"
    ),
    "own_name_taken": ProblemKind(
        ERROR,
        "Eine Ebene mit dem Namen „{value}“ gibt es schon.",
        f"Wählen Sie einen anderen Namen; {_LEFT_OUT}",
    ),
    "own_body_missing": ProblemKind(
        ERROR,
        "Zum Beschluss fehlt, wer ihn gefasst hat.",
        f"Nennen Sie das Gremium oder führen Sie die Ebene als Entwurf; {_LEFT_OUT}",
    ),
    "own_resolved_missing": ProblemKind(
        ERROR,
        "Zum Beschluss fehlt das Datum.",
        f"Nennen Sie es oder führen Sie die Ebene als Entwurf; {_LEFT_OUT}",
    ),
    "own_nothing": ProblemKind(
        ERROR,
        "Die Ebene „{value}“ enthält kein einziges Gebiet.",
        f"Ergänzen Sie eines als Abschnitt [unit.<kennung>]; {_LEFT_OUT}",
    ),
    "own_unit_name": ProblemKind(
        ERROR, "Das Gebiet „{value}“ hat keinen Namen.", f"Geben Sie ihm einen; {_LEFT_OUT}"
    ),
    "own_unit_name_twice": ProblemKind(
        ERROR,
        "Zwei Gebiete der Ebene heißen „{value}“.",
        f"Geben Sie einem davon einen anderen Namen; {_LEFT_OUT}",
    ),
    "own_empty": ProblemKind(
        ERROR,
        "Das Gebiet „{value}“ hat keine Bausteine.",
        f"Wählen Sie mindestens einen; {_LEFT_OUT}",
    ),
    "own_part_unreadable": ProblemKind(
        ERROR,
        "Der Baustein „{value}“ nennt nicht Ebene und Schlüssel.",
        f"Schreiben Sie ihn wie „bezirk:0101“; {_LEFT_OUT}",
    ),
    "own_part_level": ProblemKind(
        ERROR,
        "Der Baustein „{value}“ nennt die Ebene „{level}“, die es im Gebiet nicht gibt.{hint}",
        f"Verwenden Sie Ebenen des Gebiets, keine eigenen; {_LEFT_OUT}",
    ),
    "own_part_unknown": ProblemKind(
        ERROR,
        "Den Baustein „{value}“ gibt es im neuesten Gebietsstand der Ebene „{level}“ nicht.{hint}",
        f"Berichtigen Sie den Schlüssel oder entfernen Sie den Baustein; {_LEFT_OUT}",
    ),
    "own_part_twice": ProblemKind(
        ERROR,
        "„{name}“ ({value}) steht im Gebiet „{unit}“ zweimal und würde doppelt gezählt.",
        f"Entfernen Sie einen der Einträge; {_LEFT_OUT}",
    ),
    "own_shared": ProblemKind(
        ERROR,
        "„{name}“ ({value}) gehört zu „{unit}“ und zugleich zu „{other}“.",
        f"Jeder Baustein darf nur zu einem Gebiet der Ebene gehören; {_LEFT_OUT}",
    ),
    "own_overlap": ProblemKind(
        ERROR,
        "„{name}“ ({value}, Gebiet „{unit}“) und „{other_name}“ ({other}, Gebiet "
        "„{other_unit}“) überschneiden sich; der gemeinsame Teil würde doppelt gezählt.",
        f"Entfernen Sie einen der beiden Bausteine; {_LEFT_OUT}",
    ),
    "own_cut": ProblemKind(
        ERROR,
        "Die Bausteine stammen aus Ebenen ({value}), von denen sich nicht sagen lässt, ob sie sich "
        "überschneiden: Es gibt keine feinere Ebene, die allen zugeordnet ist.",
        f"Bilden Sie die Gebiete aus einer einzigen Ebene; {_LEFT_OUT}",
    ),
}


def own_problem(place: Place, code: str, value: object = "", **texts: object) -> Problem:
    """Build the problem `code` found at a place, its templates filled with `texts`."""
    return place.told(KINDS[code], code, value, **texts)
