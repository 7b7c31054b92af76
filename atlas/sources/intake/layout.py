"""Where a table stands in its sheet: title lines, head, body, footer.

All rows are counted from 0. A body row has something in a column of numbers; a head names these
columns in the rows right above the body.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import numpy.typing as npt

from atlas.sources.intake import layout_texts as words
from atlas.sources.intake.heads import is_number_row
from atlas.sources.intake.tokens import TokenKind, TokenTable

MOST_HEAD_ROWS: Final = 8
_HALF: Final = 0.5
_MOSTLY_FILLED: Final = 0.6
_FIRST_YEAR, _LAST_YEAR = 1900, 2100
Rows = npt.NDArray[np.intp]
Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """The rows of a table, from 0; `headings` are rows of the body that hold no value."""

    head: tuple[int, ...]
    body: tuple[int, ...]
    footer: tuple[int, ...]
    headings: tuple[int, ...] = ()
    repeated: tuple[int, ...] = ()
    """Rows in which the head stands again."""
    second: int | None = None
    """First row of another table below this one, which isn't read."""
    columns: tuple[int, ...] = ()
    """Columns of the body in which numbers or signs stand, keys among them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sheet:
    """What the rows of a sheet look like."""

    table: TokenTable
    texts: npt.NDArray[np.object_]
    filled: Mask
    measures: Mask
    numeric: Mask
    """By column: whether most of its cells in rows with numbers are numbers or signs."""

    @property
    def measured(self) -> int:
        """Number of columns of numbers beside the leftmost column, which has keys."""
        leftmost = int(np.argmax(self.filled.any(axis=0)))
        return int(self.numeric[leftmost + 1 :].sum())


def find_layout(
    table: TokenTable,
    head: tuple[int, ...] | None = None,
    footer: tuple[int, ...] | None = None,
) -> Layout | None:
    """Find head, body and footer; what is given is taken as it is. None without a table."""
    sheet = _sheet(table)
    candidates = _candidates(sheet, footer)
    if not len(candidates):
        return None
    first = _first_body_row(sheet, candidates) if head is None else _below(head, candidates)
    body = candidates[candidates >= first]
    if not len(body):
        return None
    start = _raised(sheet, int(body[0])) if head is None else int(body[0])
    rows = _head(sheet, start) if head is None else head
    second = _second_table(sheet, rows, body)
    end = int(body[-1])
    body = body if second is None else body[body < second]
    last = int(body[-1])
    filled: Mask = np.asarray(sheet.filled.any(axis=1))
    inner = np.arange(start, last + 1)
    above = range(max(rows, default=start) + 1, start)
    silent = np.array([*above, *inner], dtype=np.intp)
    repeated = _repeated_heads(sheet, rows, silent)
    body = body[~np.isin(body, repeated)]
    silent = silent[filled[silent] & ~np.isin(silent, [*body, *repeated])]
    missing, headings = _without_values(sheet, silent)
    trailing = _trailing(sheet, last) if footer is None else np.array(footer, dtype=np.intp)
    below = np.arange(last + 1, len(filled))
    return Layout(
        head=tuple(rows),
        body=tuple(sorted({*body.tolist(), *missing.tolist(), *_late(sheet, below, trailing)})),
        footer=tuple(row for row in trailing.tolist() if second is None or row > end),
        headings=tuple(headings.tolist()),
        repeated=tuple(repeated.tolist()),
        second=second,
        columns=tuple(np.flatnonzero(sheet.numeric).tolist()),
    )


def _sheet(table: TokenTable) -> _Sheet:
    kinds = table.kinds
    filled = kinds != TokenKind.EMPTY
    measures = (kinds == TokenKind.NUMBER) | (kinds == TokenKind.SIGN)
    rows = measures.any(axis=1) & (filled.sum(axis=1) > 1)
    counted, total = (mask[rows].sum(axis=0) for mask in (measures, filled))
    numbers = (kinds[rows] == TokenKind.NUMBER).sum(axis=0)
    numeric = (counted > _HALF * total) & ((numbers > 0) | (counted == total)) & (total > 0)
    texts = np.array(table.texts, dtype=object)
    return _Sheet(table=table, texts=texts, filled=filled, measures=measures, numeric=numeric)


def _candidates(sheet: _Sheet, footer: tuple[int, ...] | None) -> Rows:
    """Rows with a number or sign in a column of numbers, and something beside it."""
    rows = (sheet.measures & sheet.numeric).any(axis=1) & (sheet.filled.sum(axis=1) > 1)
    numbers = np.flatnonzero(rows)
    if footer is not None:
        return numbers[~np.isin(numbers, footer)]
    return np.array([row for row in numbers if not _is_note(sheet, int(row))], dtype=np.intp)


def _is_note(sheet: _Sheet, row: int) -> bool:
    """Whether a row begins like a note: source, date of the file, legend of signs."""
    first = int(np.argmax(sheet.filled[row]))
    text = sheet.texts[sheet.table.codes[row, first]]
    return words.NOTE.match(text) is not None or len(text) > words.LONGEST_KEY


def _first_body_row(sheet: _Sheet, candidates: Rows) -> int:
    """Skip rows with numbers that belong to the head: years, numbers of columns."""
    lower = candidates[len(candidates) // 4 :]
    anchors = sheet.filled[lower].mean(axis=0) > 0.9  # noqa: PLR2004  (nearly always filled)
    anchors &= ~sheet.numeric | (np.arange(len(anchors)) == int(np.argmax(anchors)))
    for row in candidates[: MOST_HEAD_ROWS + words.MOST_TITLES]:
        if not _is_head(sheet, int(row), anchors, lower):
            return int(row)
    return int(candidates[0])


def _is_head(sheet: _Sheet, row: int, anchors: Mask, lower: Rows) -> bool:
    """Whether the numbers of a row are names of columns, as years and running numbers are."""
    kinds = sheet.table.kinds[row]
    numbers = np.flatnonzero(kinds == TokenKind.NUMBER)
    values = [_whole(sheet.texts[sheet.table.codes[row, column]]) for column in numbers]
    if not values or None in values:
        return False
    counts = [value for value in values if value is not None]
    if len(counts) > 1 and counts == list(range(counts[0], counts[0] + len(counts))):
        is_running = counts[0] <= 2 and len(counts) == int(sheet.filled[row].sum())  # noqa: PLR2004
        if is_running:
            return len(counts) > 2 or row < lower[0]  # noqa: PLR2004
    if not all(_FIRST_YEAR <= value <= _LAST_YEAR for value in counts):
        return False
    lacks_key = bool(anchors.any()) and not sheet.filled[row][anchors].all()
    named = (kinds == TokenKind.TEXT) & sheet.numeric
    return lacks_key or bool(named.any()) or _are_headings(sheet, row, numbers, lower)


def _are_headings(sheet: _Sheet, row: int, columns: Rows, lower: Rows) -> bool:
    """Whether years stand above columns of other numbers, beside the name of the key column."""
    below = lower[lower > row]
    codes = sheet.table.codes[np.ix_(below, columns)].ravel()
    values = [_whole(text) for text in sheet.texts[np.unique(codes)]]
    years = [value for value in values if value and _FIRST_YEAR <= value <= _LAST_YEAR]
    first = sheet.texts[sheet.table.codes[row, int(np.argmax(sheet.filled[row]))]]
    is_named = words.KEY_HEAD.search(first) is not None
    return is_named or (len(columns) > 1 and len(years) <= _HALF * max(1, len(values)))


def _whole(text: str) -> int | None:
    return int(text) if text.isdecimal() and text.isascii() and len(text) < 9 else None  # noqa: PLR2004


def _below(head: tuple[int, ...], candidates: Rows) -> int:
    return max(head) + 1 if head else int(candidates[0])


def _raised(sheet: _Sheet, first: int) -> int:
    """Return the first row of the body: rows without a number may stand above those with one.

    Of several rows that fill the key column and most others, the highest with the name of a key
    is the head, else the highest of all.
    """
    key = int(np.argmax(sheet.filled[first]))
    least = _MOSTLY_FILLED * int(sheet.filled[first].sum())
    rows: list[int] = []
    row = first - 1
    while row >= 0 and sheet.filled[row, key] and int(sheet.filled[row].sum()) >= least:
        if not _is_unnamed(sheet, row):
            rows.append(row)
        row -= 1
    texts = [sheet.texts[sheet.table.codes[row, key]] for row in rows]
    if len(set(texts)) < 2:  # noqa: PLR2004  (one head, or one merged over several rows)
        return first
    named = [row for row, text in zip(rows, texts, strict=True) if words.KEY_HEAD.search(text)]
    return (named or rows)[-1] + 1


def _head(sheet: _Sheet, first: int) -> tuple[int, ...]:
    """Collect the rows above the body that name its columns, from the lowest upwards."""
    named = sheet.filled & sheet.numeric
    key = int(np.argmax(sheet.filled[first]))
    row = first - 1
    while row >= 0 and first - row <= MOST_HEAD_ROWS and not _names_columns(sheet, row, named):
        row -= 1
    rows: list[int] = []
    while row >= 0 and len(rows) < MOST_HEAD_ROWS and _names_columns(sheet, row, named):
        named_rows = [lower for lower in rows if not _is_unnamed(sheet, lower)]
        if _begins_anew(sheet, row, named_rows, key):
            break
        rows.append(row)
        row -= 1
    return tuple(reversed(rows))


def _is_unnamed(sheet: _Sheet, row: int) -> bool:
    """Whether a row of the head names nothing: it numbers the columns, or says their units."""
    cells = sheet.table.codes[row][sheet.filled[row] & sheet.numeric]
    units = [words.UNIT.fullmatch(sheet.texts[code]) for code in cells]
    return is_number_row(sheet.table, row) or (bool(units) and all(units))


def _names_columns(sheet: _Sheet, row: int, named: Mask) -> bool:
    """Whether a row has text above a column of numbers that isn't the leftmost of all."""
    columns = np.flatnonzero(sheet.filled[row])
    if not len(columns):
        return False
    leftmost = int(np.argmax(sheet.filled.any(axis=0)))
    return bool(named[row].any()) and (len(columns) > 1 or int(columns[0]) != leftmost)


def _begins_anew(sheet: _Sheet, row: int, below: list[int], key: int) -> bool:
    """Whether a row names the key column again: then it is a title line and no part of the head."""
    codes = sheet.table.codes
    if not sheet.filled[row, key]:
        return False
    texts = {sheet.texts[codes[lower, key]] for lower in below if sheet.filled[lower, key]}
    return bool(texts) and sheet.texts[codes[row, key]] not in texts


def _repeated_heads(sheet: _Sheet, head: tuple[int, ...], rows: Rows) -> Rows:
    """Find heads that stand again within the body, as on each page of a print."""
    codes = {tuple(sheet.table.codes[row]) for row in head}
    return np.array([r for r in rows if tuple(sheet.table.codes[r]) in codes], dtype=np.intp)


def _second_table(sheet: _Sheet, head: tuple[int, ...], body: Rows) -> int | None:
    """Find the head of another table: texts above numbers, below a row that is empty."""
    own = {tuple(sheet.table.codes[row]) for row in head}
    filled: Mask = np.asarray(sheet.filled.any(axis=1))
    for row in range(int(body[0]) + 1, int(body[-1])):
        is_text = (sheet.table.kinds[row] == TokenKind.TEXT) & sheet.numeric
        if filled[row - 1] or is_text.sum() < 1 or sheet.measures[row].any():
            continue
        if is_text.sum() == sheet.measured and tuple(sheet.table.codes[row]) not in own:
            return row
    return None


def _without_values(sheet: _Sheet, rows: Rows) -> tuple[Rows, Rows]:
    """Divide rows without values: units with nothing delivered, and headings between them."""
    single = sheet.filled[rows].sum(axis=1) == 1
    is_heading = single & (sheet.measured > 1)
    return rows[~is_heading], rows[is_heading]


def _trailing(sheet: _Sheet, last: int) -> Rows:
    """Rows below the body that hold anything, but for units without values right below it."""
    rows = np.arange(last + 1, len(sheet.filled))
    filled = rows[sheet.filled[rows].any(axis=1)]
    late = set(_late(sheet, rows, None))
    return np.array([row for row in filled if row not in late], dtype=np.intp)


def _late(sheet: _Sheet, below: Rows, footer: Rows | None) -> list[int]:
    """Find units without any value that stand right below the last row with one."""
    late: list[int] = []
    for row in below.tolist():
        cells = int(sheet.filled[row].sum())
        first = int(np.argmax(sheet.filled[row]))
        code = sheet.texts[sheet.table.codes[row, first]]
        is_unit = cells > 1 or sheet.measured == 1
        if not cells or not is_unit or _is_note(sheet, row) or len(code) > words.LONGEST_KEY:
            break
        if footer is not None and row in footer:
            break
        if (sheet.filled[row] & sheet.numeric).any():
            break
        late.append(row)
    return late


def filled_down(table: TokenTable, layout: Layout) -> TokenTable:
    """Repeat the texts of key columns that stand once for a block of rows of one height.

    Only columns left of all figures are looked at, and only where another one is filled.
    """
    body = np.array(layout.body, dtype=np.intp)
    filled = table.kinds[body] != TokenKind.EMPTY
    first = min((column for column in layout.columns if filled[:, column].any()), default=0)
    shares = filled[:, :first].mean(axis=0)
    if not (shares == 1).any():
        return table
    codes, kinds = table.codes.copy(), table.kinds.copy()
    for column in np.flatnonzero((shares > 0) & (shares < _MOSTLY_FILLED) & filled[0, :first]):
        starts = np.flatnonzero(filled[:, column])
        heights = np.diff([*starts, len(body)])
        if len(starts) > 1 and len(set(heights.tolist())) == 1:
            source = body[starts[np.cumsum(filled[:, column]) - 1]]
            codes[body, column] = table.codes[source, column]
            kinds[body, column] = table.kinds[source, column]
    return replace(table, codes=codes, kinds=kinds)
