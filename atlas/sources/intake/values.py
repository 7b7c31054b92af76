"""The cells of the columns of values: number, state, status, and what couldn't be read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from atlas.model.cells import State
from atlas.model.intake import IntakeProblem
from atlas.sources.intake import sign_texts, texts
from atlas.sources.intake.decimals import COMMA, POINT, Decimals, column_values
from atlas.sources.intake.findings import MOST_OF_A_KIND, finding, more_like
from atlas.sources.intake.grid import Grid
from atlas.sources.intake.tokens import Evidence, TokenKind, TokenTable

Places: TypeAlias = tuple[npt.NDArray[np.intp], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Values:
    """Cells of the body × the columns of values, at `rows` and `columns` of the grid (from 0).

    `unread` marks cells whose text is neither a number nor a sign, or can be read in two ways;
    `signed` those that hold a sign in place of a number.
    """

    rows: npt.NDArray[np.intp]
    columns: npt.NDArray[np.intp]
    numbers: npt.NDArray[np.float64]
    states: npt.NDArray[np.int8]
    statuses: npt.NDArray[np.int8]
    unread: npt.NDArray[np.bool_]
    signed: npt.NDArray[np.bool_]
    placeholders: npt.NDArray[np.bool_]


def read_values(
    grid: Grid, table: TokenTable, rows: Sequence[int], columns: Sequence[int], decimals: Decimals
) -> Values:
    """Read the cells of some rows and columns (positions in the grid)."""
    at, to = np.asarray(rows, dtype=np.intp), np.asarray(columns, dtype=np.intp)
    places = np.ix_(at, to)
    codes, kinds = table.codes[places], table.kinds[places]
    own = grid.numbers[places]
    written = [
        column_values(table, at, column, decimals.by_column.get(column)) for column in columns
    ]
    numbers = np.where(np.isnan(own), np.column_stack(written), own)
    signed = kinds == TokenKind.SIGN
    states = np.array([token.state for token in table.tokens], dtype=np.int8)[codes]
    is_number = kinds == TokenKind.NUMBER
    # a number of a workbook is one, however its text would be read
    states = np.where(is_number & ~np.isnan(own), np.int8(State.MEASURED), states)
    zeros = np.where(states == State.ZERO, 0.0, np.nan)
    numbers = np.where(signed, zeros, numbers)
    marks = np.array([token.placeholder for token in table.tokens], dtype=bool)[codes]
    placeholders = _placeholders(marks, numbers)
    unread = (is_number & np.isnan(numbers)) | np.isin(kinds, (TokenKind.TEXT, TokenKind.DAY))
    missing = unread | placeholders | (kinds == TokenKind.EMPTY)
    numbers = np.where(missing, np.nan, numbers)
    states = np.where(missing, np.int8(State.UNKNOWN), states)
    states = np.where((numbers == 0) & (states == State.MEASURED), np.int8(State.ZERO), states)
    return Values(
        rows=at,
        columns=to,
        numbers=numbers,
        states=states,
        statuses=np.array([token.status for token in table.tokens], dtype=np.int8)[codes],
        unread=unread,
        signed=signed,
        placeholders=placeholders,
    )


def _placeholders(
    marked: npt.NDArray[np.bool_], numbers: npt.NDArray[np.float64]
) -> npt.NDArray[np.bool_]:
    """Keep the marks on numbers far from all others of their column: -9999 may be a balance."""
    kept = marked.copy()
    for column in np.flatnonzero(marked.any(axis=0)):
        cells, mask = numbers[:, column], marked[:, column]
        others = np.abs(cells[~mask & ~np.isnan(cells)])
        negatives = (cells[~mask & ~np.isnan(cells)] < 0).any()
        largest = float(others.max()) if len(others) else 0.0
        is_far = np.abs(cells) > 2 * largest
        kept[:, column] = mask & (is_far | ((cells < 0) & ~negatives))
    return kept


def value_findings(
    table: TokenTable, read: Values, decimals: Decimals, heads: Mapping[int, str]
) -> Iterator[IntakeProblem]:
    """Say which cells couldn't be read, and ask what can be read in two ways."""
    for column in decimals.mixed:
        yield finding("decimal_mixed", column=column, name=heads[column])
    yield from _decimal_questions(table, read.rows, decimals)
    yield from _unread_findings(table, read, decimals)
    yield from _sign_findings(table, read)


def _unread_findings(
    table: TokenTable, read: Values, decimals: Decimals
) -> Iterator[IntakeProblem]:
    """Name the first cells of each kind that couldn't be read, and count the others."""
    places = np.ix_(read.rows, read.columns)
    asked = np.isin(read.columns, decimals.doubtful) & (table.kinds[places] == TokenKind.NUMBER)
    kinds = {code: read.unread & ~asked & mask for code, mask in _masks(table, places).items()}
    for code, mask in kinds.items():
        cells = np.argwhere(mask)
        for at, to in cells[:MOST_OF_A_KIND].tolist():
            row, column = int(read.rows[at]), int(read.columns[to])
            text = table.texts[table.codes[row, column]]
            yield finding(code, row=row, column=column, value=text)
        if len(cells) > MOST_OF_A_KIND:
            yield more_like(code, len(cells) - MOST_OF_A_KIND)


def _masks(table: TokenTable, places: Places) -> dict[str, npt.NDArray[np.bool_]]:
    """Mark formula errors, days and other texts among cells."""
    errors = np.array([text.lower() in sign_texts.FORMULA_ERRORS for text in table.texts])
    is_error = errors[table.codes[places]]
    is_day = table.kinds[places] == TokenKind.DAY
    return {"formula_error": is_error, "date_cell": is_day, "unread": ~is_error & ~is_day}


def _decimal_questions(
    table: TokenTable, rows: npt.NDArray[np.intp], decimals: Decimals
) -> Iterator[IntakeProblem]:
    """Ask once for each column whether its points or commas separate thousands."""
    either = (Evidence.EITHER_POINT, Evidence.EITHER_COMMA)
    doubtful = np.array([token.evidence in either for token in table.tokens])
    for column in decimals.doubtful:
        row = int(rows[np.argmax(doubtful[table.codes[rows, column]])])
        text = table.texts[table.codes[row, column]]
        sign = POINT if POINT in text else COMMA
        yield finding(
            "decimal",
            row=row,
            column=column,
            value=text,
            sign=texts.POINT if sign == POINT else texts.COMMA,
            thousands=texts.THOUSANDS.format(value=text.replace(sign, "")),
            fraction=texts.FRACTION.format(value=text.replace(sign, ",")),
        )


def _sign_findings(table: TokenTable, read: Values) -> Iterator[IntakeProblem]:
    states = dict(zip(table.texts, table.tokens, strict=True))
    for text, count in _counted(table, read, read.signed).items():
        if text in sign_texts.DOUBTFUL and states[text].state is State.SECRET:
            yield finding("sign_doubtful", value=text, count=count)
    for text, count in _counted(table, read, read.placeholders).items():
        yield finding("placeholder", value=text, count=count)


def _counted(table: TokenTable, read: Values, mask: npt.NDArray[np.bool_]) -> Counter[str]:
    """Count the texts of marked cells."""
    codes = table.codes[np.ix_(read.rows, read.columns)][mask]
    numbers, counts = np.unique(codes, return_counts=True)
    pairs = zip(numbers.tolist(), counts.tolist(), strict=True)
    return Counter({table.texts[code]: count for code, count in pairs})
