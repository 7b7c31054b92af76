"""The key of a printed map: number, name and value of the units that don't bear them all.

It stands in what the legend leaves free, else on pages of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import product
from typing import Final

from atlas.render.colours import GREY
from atlas.render.fonts import POINT, Weight
from atlas.render.line_breaks import wrapped
from atlas.render.paper.page import Box, PrintPage, Style

_BESIDE_SIZES: Final = (7.5, 7.0, 6.5)
_PAGE_SIZES: Final = (8.5, 8.0, 7.5, 7.0, 6.5)
"""From large to small: the first that needs no second page is taken."""
_BELOW_SIZE: Final = 7.0
_ENDLESS: Final = 1000.0
"""Millimetres no key is high."""
_TITLE = Style(size=8, colour=GREY)
_HEADING = Style(size=11, weight=Weight.SEMIBOLD)
_GAP: Final = 2.0
"""Millimetres between number, name and value."""
_GUTTER: Final = 7.0
_NAME_WIDTHS: Final = (20.0, 50.0)
"""Millimetres of the names: at least, at most."""
_NAME_WIDTHS_BELOW: Final = (50.0, 36.0, 28.0, 22.0)
"""Millimetres beyond which names are parted below a map."""
_MOST_LINES: Final = 4
_LEADING: Final = 1.22
_ROUNDING: Final = 0.1
_LEAST_BESIDE: Final = 16.0
"""Millimetres below which what the legend leaves of a column stays empty."""
_BEFORE_TITLE, _AFTER_TITLE = 3.0, 1.5


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyRow:
    """One unit of the key; `value` is "" where values aren't wanted."""

    number: str
    name: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyList:
    """The key: what its columns are, and its rows in official order."""

    title: str
    rows: tuple[KeyRow, ...]


PlacedRows = list[tuple[KeyRow, Box]]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Setting:
    """How rows are set: size of the letters, millimetres of number, longest name and value."""

    size: float
    number: float
    name: float
    value: float

    @classmethod
    def of(cls, rows: Sequence[KeyRow], size: float) -> _Setting:
        """Measure rows."""
        least, most = _NAME_WIDTHS
        width = Style(size=size).width
        bold = Style(size=size, weight=Weight.SEMIBOLD).width
        name = max(width(row.name) for row in rows)
        return cls(
            size=size,
            number=max(bold(row.number) for row in rows) + _GAP,
            name=min(max(name, least), most) + _ROUNDING,
            value=max(width(row.value) for row in rows) + _GAP,
        )

    def columns(self, box: Box) -> list[Box]:
        """Divide a box into columns, as many as names leave room for; none if it is too narrow."""
        beside = self.number + self.value
        if box.width < beside + _NAME_WIDTHS[0]:
            return []
        natural = min(beside + self.name, box.width)
        number = max(1, int((box.width + _GUTTER) / (natural + _GUTTER)))
        step = (box.width + _GUTTER) / number
        return [replace(box, x=box.x + n * step, width=natural) for n in range(number)]

    def lines(self, row: KeyRow, width: float) -> list[str]:
        """Break a name into the lines it takes in a column."""
        room = width - self.number - self.value
        return wrapped(row.name, room, Style(size=self.size).width, _MOST_LINES)

    def height(self, row: KeyRow, width: float) -> float:
        """Millimetres a row takes in a column."""
        return max(1, len(self.lines(row, width))) * self.leading

    @property
    def leading(self) -> float:
        """Distance of two lines."""
        return self.size * POINT * _LEADING

    def filled(
        self, rows: Sequence[KeyRow], columns: Iterable[Box]
    ) -> tuple[PlacedRows, Sequence[KeyRow]]:
        """Put rows into columns, one column after the other; return those without room, too."""
        placed: PlacedRows = []
        for column in columns:
            y = column.y
            for row in rows[len(placed) :]:
                height = self.height(row, column.width)
                if y + height > column.bottom:
                    break
                placed.append((row, replace(column, y=y, height=height)))
                y += height
        return placed, rows[len(placed) :]

    def spread(self, rows: Sequence[KeyRow], box: Box) -> tuple[PlacedRows, Sequence[KeyRow]]:
        """Fill a box with rows, in columns of one height where they don't need all of it."""
        columns = self.columns(box)
        height = sum(self.height(row, box.width) for row in rows) / max(1, len(columns))
        while height < box.height:
            low = [replace(column, height=height) for column in columns]
            placed, rest = self.filled(rows, low)
            if not rest:
                return placed, rest
            height += self.leading
        return self.filled(rows, columns)

    def draw(self, page: PrintPage, placed: PlacedRows) -> None:
        """Write rows: the number, the name, the value at the right."""
        style = Style(size=self.size)
        for row, box in placed:
            y = box.y + self.leading * 0.78
            page.write(box.x, y, row.number, replace(style, weight=Weight.SEMIBOLD))
            page.write(box.right, y, row.value, replace(style, align="right"))
            for number, line in enumerate(self.lines(row, box.width)):
                page.write(box.x + self.number, y + number * self.leading, line, style)


def draw_beside(page: PrintPage, key: KeyList, boxes: Sequence[Box]) -> bool:
    """Draw the key into boxes and return True, or draw nothing where they don't hold it whole.

    One box is better than several; a key without rows needs none.
    """
    if not key.rows:
        return True
    roomy = [box for box in boxes if box.height >= _LEAST_BESIDE]
    ways = [*([box] for box in roomy), roomy]
    for way, size in product(ways, _BESIDE_SIZES):
        setting = _Setting.of(key.rows, size)
        lines = wrapped(key.title, way[0].width, _TITLE.width, 3) if way else []
        below = [_without_top(box, len(lines) * _TITLE.leading + _AFTER_TITLE) for box in way]
        placed, rest = setting.filled(key.rows, [c for box in below for c in setting.columns(box)])
        if not rest:
            page.paragraph(replace(way[0], height=3 * _TITLE.leading), key.title, _TITLE)
            setting.draw(page, placed)
            return True
    return False


def key_height(key: KeyList, width: float) -> float:
    """Millimetres that a key needs below a map."""
    placed, _ = _below(key, Box(x=0, y=0, width=width, height=_ENDLESS))
    return _end(placed)


def draw_below(page: PrintPage, key: KeyList, box: Box) -> float:
    """Draw the key below a map, into a box of its `key_height`; return where it ends."""
    page.paragraph(replace(box, y=box.y + _BEFORE_TITLE, height=_TITLE.leading), key.title, _TITLE)
    placed, setting = _below(key, replace(box, height=_ENDLESS))
    setting.draw(page, placed)
    return _end(placed)


def _end(placed: PlacedRows) -> float:
    return max((box.bottom for _, box in placed), default=0.0)


def _below(key: KeyList, box: Box) -> tuple[PlacedRows, _Setting]:
    """Place rows below the title in columns of one height, as many as need the least of it."""
    natural = _Setting.of(key.rows, _BELOW_SIZE)
    room = _without_top(box, _BEFORE_TITLE + _TITLE.leading + _AFTER_TITLE)
    settings = [replace(natural, name=min(natural.name, width)) for width in _NAME_WIDTHS_BELOW]
    ways = [(setting.spread(key.rows, room)[0], setting) for setting in settings]
    return min(ways, key=lambda way: _end(way[0]))


def draw_pages(key: KeyList, new_page: Callable[[], tuple[PrintPage, Box]]) -> list[PrintPage]:
    """Draw the key on pages of its own; `new_page` gives the next one and the room on it."""
    pages: list[PrintPage] = []
    rows: Sequence[KeyRow] = key.rows
    setting = None
    while rows:
        page, room = new_page()
        end = page.paragraph(replace(room, height=_HEADING.leading), key.title, _HEADING)
        box = _without_top(room, end - room.y + _AFTER_TITLE)
        setting = setting or _largest(key.rows, box)
        placed, rows = setting.spread(rows, box)
        setting.draw(page, placed)
        pages.append(page)
    return pages


def _largest(rows: Sequence[KeyRow], box: Box) -> _Setting:
    """Choose the largest letters with which rows fit into a box, else the smallest."""
    settings = [_Setting.of(rows, size) for size in _PAGE_SIZES]
    fitting = (s for s in settings if not s.filled(rows, s.columns(box))[1])
    return next(fitting, settings[-1])


def _without_top(box: Box, height: float) -> Box:
    return replace(box, y=box.y + height, height=box.height - height)
