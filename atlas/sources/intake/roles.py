"""What the columns of a table are: key, name, dimensions, values.

Nothing here is certain: every choice can be overridden (`corrections.py`), and what is close is
asked about.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from atlas.sources.intake import layout_texts as words
from atlas.sources.intake import sign_texts
from atlas.sources.intake.layout import Layout
from atlas.sources.intake.tokens import TokenKind, TokenTable

_MOSTLY: Final = 0.9
_LONG: Final = 0.75
"""A table has several rows for each unit if its keys are at most this part of its rows."""
_WHOLE: Final = re.compile(r"[0-9]+")
_LEADING_ZERO: Final = re.compile(r"0[0-9]+")
_FRACTION: Final = re.compile(r"[0-9][^.,]*[.,].*")
_YEAR: Final = re.compile(r"(?:19|20)[0-9]{2}")
_CODE: Final = re.compile(r"[#A-Z]{0,4}[-_. /]?[0-9]+(?:[-_. /][0-9]+)*")
_SURE: Final = 3.0
_FEW_ROWS: Final = 3
_MOST_PARTS: Final = 150
"""Ages by single years, with room to spare: what has more different numbers is a measure."""


class KeyKind(StrEnum):
    """By what the rows name their units."""

    CODE = "code"
    NAME = "name"


@dataclass(frozen=True, slots=True, kw_only=True)
class Roles:
    """Positions of the columns by what they are. `name` is the column of names beside codes.

    `measures` are the columns of values, `level` says of each unit of which kind it is.
    """

    key: int
    kind: KeyKind
    name: int | None
    dimensions: tuple[int, ...]
    measures: tuple[int, ...]
    level: int | None = None


@dataclass(frozen=True)
class Column:
    """One column of the body: its head, the codes of its texts and what they look like."""

    index: int
    head: str
    codes: npt.NDArray[np.intp]
    kinds: npt.NDArray[np.int8]
    table: TokenTable = field(repr=False)

    @cached_property
    def distinct(self) -> npt.NDArray[np.intp]:
        """Codes of the distinct texts that aren't empty."""
        return np.unique(self.codes[self.kinds != TokenKind.EMPTY])

    @cached_property
    def _parts(self) -> npt.NDArray[np.float64]:
        """Part of the filled cells that are of each kind."""
        counts = np.bincount(self.kinds, minlength=len(TokenKind)).astype(float)
        counts[TokenKind.EMPTY] = 0
        parts: npt.NDArray[np.float64] = counts / max(1.0, counts.sum())
        return parts

    def share(self, *kinds: TokenKind) -> float:
        """Part of the filled cells that are of some kinds."""
        return float(sum(self._parts[kind] for kind in kinds))

    def matches(self, pattern: re.Pattern[str]) -> float:
        """Part of the distinct texts that are of a form."""
        return float(self.table.matching(pattern)[self.distinct].mean())

    @cached_property
    def filling(self) -> float:
        """Part of the cells that aren't empty."""
        return float((self.kinds != TokenKind.EMPTY).mean())

    @cached_property
    def is_numeric(self) -> bool:
        """Whether most cells are numbers or signs; signs alone are numbers that are missing."""
        measured = self.share(TokenKind.NUMBER, TokenKind.SIGN)
        return measured > 1 - _LONG and measured >= self.share(TokenKind.TEXT, TokenKind.DAY)

    @cached_property
    def _words(self) -> float:
        """Part of the distinct texts that are words for a total or for no unit."""
        return self.matches(words.TOTAL) + self.matches(words.PSEUDO)

    @cached_property
    def has_leading_zeros(self) -> bool:
        """Whether numbers begin with zeros, as those that count nothing do."""
        part = self.matches(_WHOLE)
        return part > 0 and part + self._words > _MOSTLY and self.matches(_LEADING_ZERO) > 0

    @cached_property
    def has_fractions(self) -> bool:
        """Whether any number has a point or a comma."""
        return self.matches(_FRACTION) > 0

    @cached_property
    def looks_like_codes(self) -> bool:
        """Whether nearly all texts are numbers, with letters or signs before or within."""
        part = self.matches(_CODE)
        return part > self._words and part + self._words >= _MOSTLY

    @cached_property
    def is_time(self) -> bool:
        """Whether the cells are years or days."""
        if self.share(TokenKind.DAY) >= _MOSTLY:
            return True
        all_years = self.matches(_YEAR) == 1.0
        is_one = len(self.distinct) == 1 and self.matches(_WHOLE) == 1.0
        if all_years and is_one and len(self.codes) > _FEW_ROWS:
            return True
        named = words.TIME.search(self.head) is not None
        return named and (all_years or not self.is_numeric or is_one)


def find_roles(
    table: TokenTable, layout: Layout, heads: dict[int, str], key: int | None, kind: str | None
) -> Roles | None:
    """Find the roles of the columns; None if nothing can be a key or a value."""
    rows = np.array(layout.body, dtype=np.intp)
    columns = [
        Column(
            index=index,
            head=heads.get(index, ""),
            codes=table.codes[rows, index],
            kinds=table.kinds[rows, index],
            table=table,
        )
        for index in range(table.codes.shape[1])
    ]
    columns = [column for column in columns if column.filling]
    chosen = _key(columns, key, kind)
    if chosen is None:
        return None
    is_code = kind == KeyKind.CODE if kind else _is_code(chosen, columns)
    name = _name_beside(chosen, columns) if is_code else None
    dimensions = _dimensions(chosen, name, columns)
    taken = {chosen.index, *dimensions, *([name.index] if name else [])}
    values = tuple(
        column.index for column in columns if column.index not in taken and _is_value(column)
    )
    if not values:
        return None
    return Roles(
        key=chosen.index,
        kind=KeyKind.CODE if is_code else KeyKind.NAME,
        name=name.index if name else None,
        dimensions=dimensions,
        measures=values,
        level=_level(chosen, name, columns, taken),
    )


def _key(columns: Sequence[Column], key: int | None, kind: str | None) -> Column | None:
    """Choose the key column, codes before names; None if nothing can be one."""
    if key is not None:
        return next((column for column in columns if column.index == key), None)
    scores = {column.index: _code_score(column, columns) for column in columns}
    codes = [column for column in columns if scores[column.index] >= _SURE]
    if codes and kind != KeyKind.NAME:
        return max(codes, key=lambda column: (scores[column.index], len(column.distinct)))
    names = [column for column in columns if column.share(TokenKind.TEXT) > 1 - _LONG]
    names = [column for column in names if not column.is_time and not column.is_numeric] or names
    if not names:
        return _only_codes(columns)
    return max(names, key=lambda column: _name_score(column, columns))


def _only_codes(columns: Sequence[Column]) -> Column | None:
    """Take the first column as key where there is neither a name nor a code by its form."""
    first = columns[0] if len(columns) > 1 else None
    is_key = first and len(first.distinct) > _MOSTLY * len(first.codes) and not first.has_fractions
    return first if is_key else None


def _code_score(column: Column, columns: Sequence[Column]) -> float:
    """Say how much a column looks like the codes of units; from 3 on it is believed."""
    if column.is_time or words.RUNNING.search(column.head):
        return 0.0
    if words.CODE.search(column.head) and column.matches(sign_texts.ROUNDED) > 0:
        # keys a spreadsheet has rounded are keys still, and have to be asked for again
        return 2 * _SURE
    if column.filling < _LONG or (column.is_numeric and column.has_fractions):
        return 0.0
    if not column.looks_like_codes:
        return 0.0
    score = 3.0 * bool(words.CODE.search(column.head)) + 3.0 * column.has_leading_zeros
    is_area = words.AREA.search(column.head) is not None
    # "Stadtbezirk" above 1, 2, 3 is a key where it comes first
    is_first = column.index == min(c.index for c in columns if c.is_numeric or c is column)
    is_numbered = is_first and words.KEY_HEAD.search(column.head) is not None
    score += 3.0 * (is_area and (score > 0 or is_numbered))
    score -= 3.0 * bool(words.MEASURE.search(column.head) and not column.has_leading_zeros)
    score -= 2.0 * bool(words.DIMENSION.search(column.head))
    unique = len(column.distinct) / len(column.codes)
    score += 2.0 * (unique >= _MOSTLY and _is_before_names(column, columns) and not column.head)
    score += 1.0 * (unique >= _MOSTLY) + 1.0 * _have_one_length(column)
    # a number of the row isn't that of a unit where another column repeats codes
    is_row_number = unique == 1.0 and not words.AREA.search(column.head)
    return score - 4.0 * (is_row_number and any(map(_repeats_codes, columns)))


def _repeats_codes(column: Column) -> bool:
    """Whether a column has codes of areas, most of them several times."""
    is_short = len(column.distinct) <= _LONG * len(column.codes)
    return bool(is_short and words.AREA.search(column.head) and column.has_leading_zeros)


def _is_before_names(column: Column, columns: Sequence[Column]) -> bool:
    following = [other for other in columns if other.index > column.index]
    return bool(following) and following[0].share(TokenKind.TEXT) > _LONG


def _have_one_length(column: Column) -> bool:
    lengths = {len(column.table.texts[code]) for code in column.distinct}
    return len(lengths) == 1 and min(lengths) > 2  # noqa: PLR2004  (numbers have two digits, too)


def _name_score(column: Column, columns: Sequence[Column]) -> float:
    """Say how much a column looks like the names of units."""
    first_value = min((c.index for c in columns if c.is_numeric), default=0)
    score = 3.0 * bool(words.AREA.search(column.head)) + 1.5 * bool(words.NAME.search(column.head))
    score -= 3.0 * bool(words.DIMENSION.search(column.head)) + 1.0 * (column.filling < _MOSTLY)
    score += 2.0 * len(column.distinct) / len(column.codes) + 1.0 * (column.index < first_value)
    return score - 0.01 * column.index


def _is_code(column: Column, columns: Sequence[Column]) -> bool:
    return column.looks_like_codes or _code_score(column, columns) >= _SURE


def _name_beside(key: Column, columns: Sequence[Column]) -> Column | None:
    """Find the column with one text for each code, the nearest one that names areas."""
    texts = [
        column
        for column in columns
        if column is not key
        and column.share(TokenKind.TEXT) > _LONG
        and not column.is_numeric
        and _depends_on(column, key)
    ]
    if not texts:
        return None
    return max(
        texts,
        key=lambda column: (
            len(column.distinct) > 1,
            bool(words.AREA.search(column.head)) + bool(words.NAME.search(column.head)),
            len(column.distinct),
            -abs(column.index - key.index),
        ),
    )


def _depends_on(column: Column, key: Column) -> bool:
    """Whether each key has one text in a column."""
    pairs = pd.DataFrame({"key": key.codes, "text": column.codes}).drop_duplicates()
    return len(pairs) == len(np.unique(key.codes))


def _dimensions(key: Column, name: Column | None, columns: Sequence[Column]) -> tuple[int, ...]:
    """Find the columns that tell the rows of one unit apart, as few as do it."""
    if len(key.distinct) > _LONG * len(key.codes):
        return ()
    others = [column for column in columns if column is not key and column is not name]
    candidates = [column for column in others if _may_subdivide(column)]
    # texts and years first: their codes and running numbers say nothing more
    candidates.sort(key=lambda column: (_is_derived(column), column.index))
    groups = key.codes
    count = len(np.unique(groups))
    dimensions = []
    for column in candidates:
        if count == len(groups):
            break
        finer = pd.factorize(pd.MultiIndex.from_arrays([groups, column.codes]))[0]
        refined = len(np.unique(finer))
        if refined > count and not (_is_derived(column) and column.filling < _MOSTLY):
            dimensions.append(column.index)
            groups, count = finer, refined
    return tuple(sorted(dimensions))


def _is_derived(column: Column) -> bool:
    return (
        column.looks_like_codes and not column.is_time and not words.DIMENSION.search(column.head)
    )


def _may_subdivide(column: Column) -> bool:
    """Whether a column can tell groups apart: texts, years, or numbers that are said to."""
    if column.filling < _MOSTLY or len(column.distinct) in {0, 1, len(column.codes)}:
        return False
    if column.is_time or not column.is_numeric:
        return True
    if column.has_leading_zeros:
        return True
    is_measure = words.MEASURE.search(column.head) is not None or column.has_fractions
    if is_measure or len(column.distinct) > min(_MOST_PARTS, len(column.codes) / 2):
        return False
    named = words.DIMENSION.search(column.head) or words.CODE.search(column.head)
    return bool(named)


def _is_value(column: Column) -> bool:
    """Whether a column holds figures: no codes, years or running numbers."""
    if not column.is_numeric or column.is_time or words.RUNNING.search(column.head):
        return False
    if column.has_leading_zeros:
        return False
    is_named_code = words.CODE.search(column.head) and not words.MEASURE.search(column.head)
    return not (is_named_code and column.looks_like_codes and not column.has_fractions)


def _level(
    key: Column, name: Column | None, columns: Sequence[Column], taken: set[int]
) -> int | None:
    """Find a column of few texts that says of each unit what kind it is of."""
    for column in columns:
        is_kind = (
            column.index not in taken
            and not column.is_numeric
            and 1 < len(column.distinct) < 7  # noqa: PLR2004  (an area has few levels)
            and words.LEVEL.search(column.head)
            and _depends_on(column, key)
        )
        if is_kind and column is not name:
            return column.index
    return None
