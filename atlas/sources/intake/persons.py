"""Lists of persons: told by heads and by cells, refused before anything of them is kept."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from atlas.errors import IntakeFileError
from atlas.sources.intake import layout_texts as words
from atlas.sources.intake.tokens import TokenKind, TokenTable

_KINDS = (
    ("names", words.PERSON_NAMES),
    ("birth", words.BIRTH),
    ("address", words.ADDRESS),
    ("contact", words.CONTACT),
    ("identity", words.IDENTITY),
)
_HEAD_ROWS = 25
"""Rows from the top in which a list has its head."""
_MOSTLY = 0.5
_FEW_ROWS = 3
_SPAN_OF_LIVES = 5
"""Years between the dates of birth of a list; days of a report lie closer."""


def refuse_persons(table: TokenTable) -> None:
    """Refuse a list with one row for each person.

    Raises
    ------
    IntakeFileError
        Naming the columns, and nothing that stands in them.
    """
    for row in range(min(_HEAD_ROWS, table.codes.shape[0])):
        heads = [table.texts[code] for code in table.codes[row]]
        kinds = {
            column: kind
            for column, head in enumerate(heads)
            for kind, pattern in _KINDS
            if len(head) <= words.LONGEST_HEAD and pattern.search(head)
        }
        if "names" in kinds.values():
            kinds |= {c: "name" for c, head in enumerate(heads) if words.PLAIN_NAME.fullmatch(head)}
        if _are_persons(table, row, kinds):
            raise IntakeFileError("persons", columns=", ".join(heads[c].strip() for c in kinds))
    by_cells = _columns_of_persons(table)
    if len(by_cells) > 1:
        raise IntakeFileError("persons", columns=", ".join(by_cells))


def refuse_cases(heads: Sequence[str], measures: Sequence[str]) -> None:
    """Refuse a list without names: no column counts, and others say what each person is.

    `heads` name the columns that are no figures, `measures` those that look like figures.

    Raises
    ------
    IntakeFileError
        Naming the columns.
    """
    traits = [head for head in heads if words.TRAIT.search(head)]
    ages = [head for head in measures if words.AGE.fullmatch(head.strip())]
    if traits and len(ages) == len(measures):
        raise IntakeFileError("persons", columns=", ".join([*traits, *ages]))


def _are_persons(table: TokenTable, row: int, kinds: dict[int, str]) -> bool:
    """Whether heads name persons: two kinds of columns, both names, or days of birth."""
    named = set(kinds.values())
    if named <= {"address", "contact"}:
        return False
    if len(named) > 1 or list(kinds.values()).count("names") > 1:
        return True
    births = [column for column, kind in kinds.items() if kind == "birth"]
    cases = [column for column, kind in kinds.items() if kind == "identity"]
    return any(_share_of_days(table, row + 1, column) > _MOSTLY for column in births) or any(
        _are_unique(table, row + 1, column) for column in cases
    )


def _are_unique(table: TokenTable, first: int, column: int) -> bool:
    """Whether each row has a number of its own: one row for each case."""
    filled = table.kinds[first:, column] != TokenKind.EMPTY
    codes = table.codes[first:, column][filled]
    return len(codes) > _FEW_ROWS and len(np.unique(codes)) == len(codes)


def _share_of_days(table: TokenTable, first: int, column: int) -> float:
    kinds = table.kinds[first:, column]
    filled = kinds[kinds != TokenKind.EMPTY]
    return float((filled == TokenKind.DAY).mean()) if len(filled) else 0.0


def _columns_of_persons(table: TokenTable) -> list[str]:
    """Name what is told by the cells alone: days of birth, streets with numbers."""
    kinds: list[str] = []
    for column in range(table.codes.shape[1]):
        codes = table.codes[:, column]
        distinct = [table.texts[code] for code in np.unique(codes)]
        filled = int((table.kinds[:, column] != TokenKind.EMPTY).sum())
        if filled > _FEW_ROWS and _are_births(distinct, filled):
            kinds.append(words.BIRTHS)
        elif filled > _FEW_ROWS and _are_streets(distinct, filled):
            kinds.append(words.ADDRESSES)
    return list(dict.fromkeys(kinds))


def _are_births(texts: Sequence[str], filled: int) -> bool:
    years = [int(match[1]) for text in texts if (match := _YEAR.fullmatch(text))]
    is_column = len(years) > _MOSTLY * filled
    return is_column and len(set(years)) > _FEW_ROWS and max(years) - min(years) > _SPAN_OF_LIVES


def _are_streets(texts: Sequence[str], filled: int) -> bool:
    return sum(words.STREET.fullmatch(text) is not None for text in texts) > _MOSTLY * filled


_YEAR = re.compile(r"[0-3]?[0-9]\.[01]?[0-9]\.([12][0-9]{3})")
