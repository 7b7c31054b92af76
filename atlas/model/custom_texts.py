"""The German words of areas of one's own: what is wrong with a level somebody put together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final

from atlas.model.problem_texts import ERROR, Place, ProblemKind
from atlas.model.problems import Problem

_LEFT_OUT: Final = "{remedy}; bis dahin fehlt die Ebene."
_DO: Final = "{remedy}."

# The remedies end without a full stop: see `custom_problem`.
KINDS: Final[Mapping[str, ProblemKind]] = {
    "own_id": ProblemKind(
        ERROR,
        "„{value}“ ist als Kennung einer Ebene nicht brauchbar.",
        "Benennen Sie die Datei mit Kleinbuchstaben, Ziffern, - und _",
    ),
    "own_unit_id": ProblemKind(
        ERROR,
        "„{value}“ ist als Kennung eines Gebiets nicht brauchbar.",
        "Schreiben Sie [unit.…] mit Buchstaben, Ziffern, Punkt, - und _",
    ),
    "own_id_taken": ProblemKind(
        ERROR,
        "Eine Ebene mit der Kennung „{value}“ hat das Gebiet schon.",
        "Geben Sie der eigenen Ebene einen anderen Namen",
    ),
    "own_no_name": ProblemKind(ERROR, "Die Ebene hat keinen Namen.", "Geben Sie ihr einen"),
    "own_name_taken": ProblemKind(
        ERROR,
        "Eine Ebene mit dem Namen „{value}“ gibt es schon.",
        "Wählen Sie einen anderen Namen",
    ),
    "own_body_missing": ProblemKind(
        ERROR,
        "Zum Beschluss fehlt, wer ihn gefasst hat.",
        "Nennen Sie das Gremium oder führen Sie die Ebene als Entwurf",
    ),
    "own_resolved_missing": ProblemKind(
        ERROR,
        "Zum Beschluss fehlt das Datum.",
        "Nennen Sie es oder führen Sie die Ebene als Entwurf",
    ),
    "own_nothing": ProblemKind(
        ERROR,
        "Die Ebene „{value}“ enthält kein einziges Gebiet.",
        "Ergänzen Sie eines als Abschnitt [unit.<kennung>]",
    ),
    "own_unit_name": ProblemKind(
        ERROR, "Das Gebiet „{value}“ hat keinen Namen.", "Geben Sie ihm einen"
    ),
    "own_unit_name_twice": ProblemKind(
        ERROR,
        "Zwei Gebiete der Ebene heißen „{value}“.",
        "Geben Sie einem davon einen anderen Namen",
    ),
    "own_empty": ProblemKind(
        ERROR,
        "Das Gebiet „{value}“ hat keine Bausteine.",
        "Wählen Sie mindestens einen",
    ),
    "own_part_unreadable": ProblemKind(
        ERROR,
        "Der Baustein „{value}“ nennt nicht Ebene und Schlüssel.",
        "Schreiben Sie ihn wie „bezirk:0101“",
    ),
    "own_part_level": ProblemKind(
        ERROR,
        "Der Baustein „{value}“ nennt die Ebene „{level}“, die es im Gebiet nicht gibt.{hint}",
        "Verwenden Sie Ebenen des Gebiets, keine eigenen",
    ),
    "own_part_unknown": ProblemKind(
        ERROR,
        "Den Baustein „{value}“ gibt es im neuesten Gebietsstand der Ebene „{level}“ nicht.{hint}",
        "Berichtigen Sie den Schlüssel oder entfernen Sie den Baustein",
    ),
    "own_part_twice": ProblemKind(
        ERROR,
        "„{name}“ ({value}) steht im Gebiet „{unit}“ zweimal und würde doppelt gezählt.",
        "Entfernen Sie einen der Einträge",
    ),
    "own_shared": ProblemKind(
        ERROR,
        "„{name}“ ({value}) gehört zu „{unit}“ und zugleich zu „{other}“.",
        "Jeder Baustein darf nur zu einem Gebiet der Ebene gehören",
    ),
    "own_overlap": ProblemKind(
        ERROR,
        "„{name}“ ({value}, Gebiet „{unit}“) und „{other_name}“ ({other}, Gebiet "
        "„{other_unit}“) überschneiden sich, heute oder in einem früheren Jahr; der gemeinsame "
        "Teil würde doppelt gezählt.",
        "Entfernen Sie einen der beiden Bausteine",
    ),
    "own_cut": ProblemKind(
        ERROR,
        "Die Bausteine stammen aus Ebenen ({value}), von denen sich nicht sagen lässt, ob sie sich "
        "überschneiden: Es gibt keine feinere Ebene, die allen zugeordnet ist.",
        "Bilden Sie die Gebiete aus einer einzigen Ebene",
    ),
}


AREA_UNKNOWN: Final = ProblemKind(
    ERROR,
    "Das Gebiet „{value}“ gibt es nicht; was in seinem Ordner liegt ({files}), wird nicht "
    "gelesen.{hint}",
    "Benennen Sie den Ordner nach der Kennung eines Gebiets oder entfernen Sie ihn.",
)


def area_unknown(place: Place, area_id: str, files: Iterable[str], hint: str) -> Problem:
    """Build the problem that a folder belongs to no area, with the files in it."""
    return place.told(AREA_UNKNOWN, "own_area_unknown", area_id, files=", ".join(files), hint=hint)


def custom_problem(place: Place, code: str, value: object = "", **texts: object) -> Problem:
    """Build the problem `code` found at a place, its templates filled with `texts`.

    Of a level in a file it is said that it is left out; one without is still being written.
    """
    kind = KINDS[code]
    remedy = (_LEFT_OUT if place.file else _DO).format(remedy=kind.remedy)
    return place.told(replace(kind, remedy=remedy), code, value, **texts)
