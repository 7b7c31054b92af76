"""Official flat files (GENESIS, Regionalstatistik): their columns are laid down, not guessed."""

from __future__ import annotations

import re
from collections.abc import Mapping

import numpy as np

from atlas.sources.intake import layout_texts as words
from atlas.sources.intake.layout import Layout
from atlas.sources.intake.roles import KeyKind, Roles
from atlas.sources.intake.tokens import TokenTable


def flat_roles(table: TokenTable, layout: Layout, heads: Mapping[int, str]) -> Roles | None:
    """Return the roles of the columns of a flat file; None if the table isn't one."""
    names = {head.strip().lower(): column for column, head in heads.items() if head}
    if not any(marks <= set(names) for marks in words.FLAT_MARKS):
        return None
    codes, labels = (_numbered(names, pattern) for pattern in (words.FLAT_CODE, words.FLAT_LABEL))
    region = _region(table, layout, _numbered(names, words.FLAT_VARIABLE))
    values = tuple(
        column for name, column in names.items() if name == "value" or name.count("__") >= 1
    )
    if region not in codes or not values:
        return None
    others = [labels.get(number, codes[number]) for number in codes if number != region]
    listed = [names[name] for name in words.FLAT_ROWS if name in names]
    dimensions = [column for column in (*others, *listed) if _varies(table, layout, column)]
    return Roles(
        key=codes[region],
        kind=KeyKind.CODE,
        name=labels.get(region),
        dimensions=tuple(sorted(dimensions)),
        measures=values,
    )


def _numbered(names: Mapping[str, int], pattern: re.Pattern[str]) -> dict[str, int]:
    matches = ((pattern.fullmatch(name), column) for name, column in names.items())
    return {match[1]: column for match, column in matches if match}


def _region(table: TokenTable, layout: Layout, variables: Mapping[str, int]) -> str:
    """Return the number of the variable that is a region; the first one if none says so."""
    first = layout.body[0]
    for number, column in variables.items():
        if words.FLAT_REGION.match(table.texts[table.codes[first, column]].upper()):
            return number
    return next(iter(variables), "1")


def _varies(table: TokenTable, layout: Layout, column: int) -> bool:
    codes = table.codes[np.array(layout.body, dtype=np.intp), column]
    return len(np.unique(codes)) > 1
