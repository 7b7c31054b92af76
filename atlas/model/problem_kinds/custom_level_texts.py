"""Kinds of problems: custom levels, saved or still being edited."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from atlas.model.problem_kinds.kind import ERROR, kind
from atlas.model.problems import ProblemKind

_LEVEL_MISSING: Final = "bis dahin fehlt die Ebene."

KINDS: Final[Mapping[str, ProblemKind]] = {
    "own_id": kind(
        ERROR,
        "„{value}“ ist als Kennung einer Ebene nicht brauchbar.",
        "Benennen Sie die Datei mit Kleinbuchstaben, Ziffern, - und _.",
        _LEVEL_MISSING,
    ),
    "own_unit_id": kind(
        ERROR,
        "„{value}“ ist als Kennung eines Gebiets nicht brauchbar.",
        "Schreiben Sie [unit.…] mit Buchstaben, Ziffern, Punkt, - und _.",
        _LEVEL_MISSING,
    ),
    "own_id_taken": kind(
        ERROR,
        "Eine Ebene mit der Kennung „{value}“ hat das Gebiet schon.",
        "Geben Sie der eigenen Ebene einen anderen Namen.",
        _LEVEL_MISSING,
    ),
    "own_no_name": kind(
        ERROR, "Die Ebene hat keinen Namen.", "Geben Sie ihr einen.", _LEVEL_MISSING
    ),
    "own_name_long": kind(
        ERROR,
        "Der Name „{value}“ hat {letters} Zeichen.",
        "Kürzen Sie ihn auf höchstens {most}; so viele haben in Legenden und Tabellen Platz.",
        _LEVEL_MISSING,
    ),
    "own_name_taken": kind(
        ERROR,
        "Eine Ebene mit dem Namen „{value}“ gibt es schon.",
        "Wählen Sie einen anderen Namen.",
        _LEVEL_MISSING,
    ),
    "own_body_missing": kind(
        ERROR,
        "Zum Beschluss fehlt, wer ihn gefasst hat.",
        "Nennen Sie das Gremium oder führen Sie die Ebene als Entwurf.",
        _LEVEL_MISSING,
    ),
    "own_resolved_missing": kind(
        ERROR,
        "Zum Beschluss fehlt das Datum.",
        "Nennen Sie es oder führen Sie die Ebene als Entwurf.",
        _LEVEL_MISSING,
    ),
    "own_nothing": kind(
        ERROR,
        "Die Ebene „{value}“ enthält kein einziges Gebiet.",
        "Ergänzen Sie eines als Abschnitt [unit.<kennung>].",
        _LEVEL_MISSING,
    ),
    "own_unit_name": kind(
        ERROR, "Das Gebiet „{value}“ hat keinen Namen.", "Geben Sie ihm einen.", _LEVEL_MISSING
    ),
    "own_unit_name_twice": kind(
        ERROR,
        "Zwei Gebiete der Ebene heißen „{value}“.",
        "Geben Sie einem davon einen anderen Namen.",
        _LEVEL_MISSING,
    ),
    "own_empty": kind(
        ERROR,
        "Das Gebiet „{value}“ hat keine Bausteine.",
        "Wählen Sie mindestens einen.",
        _LEVEL_MISSING,
    ),
    "own_part_unreadable": kind(
        ERROR,
        "Der Baustein „{value}“ nennt nicht Ebene und Schlüssel.",
        "Schreiben Sie ihn wie „bezirk:0101“.",
        _LEVEL_MISSING,
    ),
    "own_part_level": kind(
        ERROR,
        "Der Baustein „{value}“ nennt die Ebene „{level}“, die es im Gebiet nicht gibt.{hint}",
        "Verwenden Sie Ebenen des Gebiets, keine eigenen.",
        _LEVEL_MISSING,
    ),
    "own_part_unknown": kind(
        ERROR,
        "Den Baustein „{value}“ gibt es im neuesten Gebietsstand der Ebene „{level}“ nicht.{hint}",
        "Berichtigen Sie den Schlüssel oder entfernen Sie den Baustein.",
        _LEVEL_MISSING,
    ),
    "own_part_twice": kind(
        ERROR,
        "„{name}“ ({value}) steht im Gebiet „{unit}“ zweimal und würde doppelt gezählt.",
        "Entfernen Sie einen der Einträge.",
        _LEVEL_MISSING,
    ),
    "own_shared": kind(
        ERROR,
        "„{name}“ ({value}) gehört zu „{unit}“ und zugleich zu „{other}“.",
        "Jeder Baustein darf nur zu einem Gebiet der Ebene gehören.",
        _LEVEL_MISSING,
    ),
    "own_overlap": kind(
        ERROR,
        "„{name}“ ({value}, Gebiet „{unit}“) und „{other_name}“ ({other}, Gebiet "
        "„{other_unit}“) überschneiden sich, heute oder in einem früheren Jahr; der gemeinsame "
        "Teil würde doppelt gezählt.",
        "Entfernen Sie einen der beiden Bausteine.",
        _LEVEL_MISSING,
    ),
    "own_cut": kind(
        ERROR,
        "Die Bausteine stammen aus Ebenen ({value}), von denen sich nicht sagen lässt, ob sie sich "
        "überschneiden: Es gibt keine feinere Ebene, die allen zugeordnet ist.",
        "Bilden Sie die Gebiete aus einer einzigen Ebene.",
        _LEVEL_MISSING,
    ),
    "own_area_unknown": kind(
        ERROR,
        "Das Gebiet „{value}“ gibt es nicht; was in seinem Ordner liegt ({files}), wird nicht "
        "gelesen.{hint}",
        "Benennen Sie den Ordner nach der Kennung eines Gebiets oder entfernen Sie ihn.",
    ),
}
