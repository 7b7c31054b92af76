"""Names of units in tables and boundary files, held against those in units.csv."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from atlas.model.areas import Level
from atlas.model.problem_texts import OTHER_NAME, listed


def other_names(level: Level, named: Iterable[tuple[str, str]]) -> tuple[tuple[str, ...], str]:
    """Find the units of a level that are named as none of their versions is.

    Parameters
    ----------
    level
        The level with all its units.
    named
        Keys, each with the name it goes by in a file; no name is none.

    Returns
    -------
    tuple[tuple[str, ...], str]
        Keys of the units, and the German text that tells both names of each.
    """
    right_names: dict[str, list[str]] = {}
    for unit in level.units:
        right_names.setdefault(unit.id, []).extend((unit.name, unit.everyday_name))
    others = {
        key: name
        for key, name in named
        if name and key in right_names and _folded(name) not in set(map(_folded, right_names[key]))
    }
    corrections = (
        OTHER_NAME.format(found=name, name=right_names[key][0], unit=key)
        for key, name in others.items()
    )
    return tuple(others), listed(corrections)


def _folded(name: str) -> str:
    """What is the same name to a reader: case and width of blanks don't count."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())
