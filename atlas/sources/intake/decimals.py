"""Which sign separates decimals in a table: told by all its numbers together, or asked.

1.234 is a thousand in a German table and one and a quarter in an English one. A table in which
every number with a point or comma looks like that is asked about: a guess would be wrong by a
factor of a thousand, and a single cell read otherwise by a factor of ten.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from atlas.sources.intake.tokens import Evidence, TokenTable

COMMA, POINT = ",", "."


@dataclass(frozen=True, slots=True, kw_only=True)
class Decimals:
    """The decimal sign of a table, None if nothing needs one or it is in doubt, and by column.

    `doubtful` are columns with numbers that can be read in two ways; `mixed` those in which
    numbers of both conventions stand that can each be read in one way only.
    """

    sign: str | None
    by_column: dict[int, str | None]
    doubtful: tuple[int, ...]
    mixed: tuple[int, ...]


def find_decimals(
    table: TokenTable, rows: Sequence[int], columns: Sequence[int], wanted: str | None
) -> Decimals:
    """Find the decimal sign of columns of values; `wanted` overrides what the numbers say."""
    body = np.asarray(rows, dtype=np.intp)
    counts = {column: _evidence(table, body, column) for column in columns}
    if wanted:
        return Decimals(
            sign=wanted, by_column=dict.fromkeys(columns, wanted), doubtful=(), mixed=()
        )
    overall = _sign(sum(counts.values(), Counter()))
    by_column = {column: _sign(count) or overall for column, count in counts.items()}
    ambiguous = {
        column
        for column, count in counts.items()
        if count[Evidence.EITHER_POINT] or count[Evidence.EITHER_COMMA]
    }
    return Decimals(
        sign=overall,
        by_column=by_column,
        doubtful=tuple(
            column for column in columns if column in ambiguous and not by_column[column]
        ),
        mixed=tuple(column for column, count in counts.items() if _is_mixed(count)),
    )


def _evidence(table: TokenTable, rows: npt.NDArray[np.intp], column: int) -> Counter[Evidence]:
    """Count the distinct numbers of a column by what they say."""
    codes = np.unique(table.codes[rows, column])
    counts = np.bincount(table.evidence[codes], minlength=len(Evidence))
    return Counter(dict(zip(Evidence, counts.tolist(), strict=True)))


def _sign(count: Counter[Evidence]) -> str | None:
    """Decide by the numbers that can be read in one way; None if there are none, or as many."""
    comma, point = count[Evidence.COMMA], count[Evidence.POINT]
    if comma == point:
        return None
    return COMMA if comma > point else POINT


def _is_mixed(count: Counter[Evidence]) -> bool:
    return bool(count[Evidence.COMMA] and count[Evidence.POINT])


def column_values(
    table: TokenTable, rows: npt.NDArray[np.intp], column: int, sign: str | None
) -> npt.NDArray[np.float64]:
    """Read the texts of a column as numbers; NaN where a text is none or can be read in two ways.

    Numbers that can be read in one way only are read so, whatever the sign of the column.
    """
    codes = table.codes[rows, column]
    german, english = table.german[codes], table.english[codes]
    first, second = (english, german) if sign == POINT else (german, english)
    values: npt.NDArray[np.float64] = np.where(np.isnan(first), second, first)
    if sign is None:
        values[table.evidence[codes] >= Evidence.EITHER_POINT] = np.nan
    return values
