"""Blocks of a printed legend: each computes its height at a width and draws itself into a box."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final, Protocol, TypeAlias

from atlas.model.colours import ACCENT
from atlas.model.specs import CircleStep, LegendClass
from atlas.render.colours import GREY, INK, PAPER, ink_on
from atlas.render.fonts import Weight
from atlas.render.legend import Bar, count_text
from atlas.render.line_breaks import wrapped
from atlas.render.paper.page import Box, PrintPage, Style
from atlas.render.paper.symbols import POINTER_SIZE, SMALL, draw_pointer, draw_swatch, hatch_of

_LABEL = Style(size=9.5)
_AREA = Style(size=10, weight=Weight.SEMIBOLD, colour=ACCENT)
_AXIS = Style(size=8, weight=Weight.SEMIBOLD)
_TICK = Style(size=7.5, colour=GREY)
_IN_CELL = Style(size=8.5, align="center")
_LEAST_COUNT_WIDTH: Final = 11.0
_SMALLEST: Final = 6.5
"""Points below which letters can't be read: a long word is rather torn apart."""
_GAP: Final = 1.6
_MOST_LINES: Final = 3
CELL: Final = 13.0
"""Millimetres of a cell of two indicators."""
_TICK_WIDTH: Final = 21.0
INDENT: Final = POINTER_SIZE + 0.8
"""Room left of the swatches for the pointer to the area's value."""


Counts: TypeAlias = tuple[int, ...]
"""Units of a class on each map a legend is for; empty where it counts none."""


class Block(Protocol):
    """A part of a legend that isn't torn apart."""

    def height(self, width: float) -> float:
        """Millimetres it takes when it is `width` wide."""
        ...

    def draw(self, page: PrintPage, box: Box) -> None:
        """Draw it from the top of a box down."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Stack:
    """Blocks that stay together, one below the other."""

    blocks: tuple[Block, ...]

    def height(self, width: float) -> float:
        """Millimetres it takes when it is `width` wide."""
        return sum(block.height(width) for block in self.blocks)

    def draw(self, page: PrintPage, box: Box) -> None:
        """Draw it from the top of a box down."""
        y = box.y
        for block in self.blocks:
            height = block.height(box.width)
            block.draw(page, replace(box, y=y, height=height))
            y += height


@dataclass(frozen=True, slots=True, kw_only=True)
class Density:
    """How tight the entries are: height of a swatch in millimetres, letters in points."""

    row: float
    size: float

    @property
    def label(self) -> Style:
        """Style of the labels."""
        return replace(_LABEL, size=self.size)


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph, cut after `lines` lines; `after` is the room below."""

    text: str
    style: Style = SMALL
    lines: int = 3
    after: float = 0.0

    def height(self, width: float) -> float:
        """Millimetres it takes when it is `width` wide."""
        number = len(wrapped(self.text, width, self.style.width, self.lines))
        return number * self.style.leading + self.after

    def draw(self, page: PrintPage, box: Box) -> None:
        """Draw it from the top of a box down."""
        room = replace(box, height=self.lines * self.style.leading)
        page.paragraph(room, self.text, self.style)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """Entries with swatch, label and numbers of units.

    `gap` sets them apart; `pointer` points to the area's value: which entry, how far through it.
    """

    entries: tuple[tuple[LegendClass, Counts], ...]
    density: Density
    gap: float = 0.0
    pointer: tuple[int, float] | None = None
    round: bool = False

    def height(self, width: float) -> float:
        """Millimetres it takes when it is `width` wide."""
        return sum(self._heights(width)) + _GAP

    def draw(self, page: PrintPage, box: Box) -> None:
        """Draw it from the top of a box down."""
        y = box.y
        for number, height in enumerate(self._heights(box.width)):
            row = Box(x=box.x, y=y, width=box.width, height=height - self.gap)
            self._draw_entry(page, row, *self.entries[number])
            if self.pointer is not None and self.pointer[0] == number:
                draw_pointer(page, box.x, y + self.pointer[1] * row.height)
            y += height

    def _heights(self, width: float) -> list[float]:
        return [self._height(entry, width) + self.gap for entry, _ in self.entries]

    def _height(self, entry: LegendClass, width: float) -> float:
        height = len(self._lines(entry, width)) * self._label(entry, width).leading
        return max(self.density.row - self.gap / 2, height + 0.6)

    def _lines(self, entry: LegendClass, width: float) -> list[str]:
        return wrapped(entry.label, self._room(width), self._label(entry, width).width, _MOST_LINES)

    def _label(self, entry: LegendClass, width: float) -> Style:
        """Style of a label, smaller where a long word would be torn apart otherwise."""
        style = self.density.label
        widest = max((style.width(word) for word in entry.label.split(" ")), default=0.0)
        fitting = 0.99 * style.size * self._room(width) / max(widest, 1.0)
        return replace(style, size=min(style.size, max(_SMALLEST, fitting)))

    def _room(self, width: float) -> float:
        """Width of the labels."""
        return width - INDENT - self._swatch - 2.5 - self._count_width

    @property
    def _count_width(self) -> float:
        """Width of the numbers, the same in all rows."""
        texts = (count_text(*counts) for _, counts in self.entries)
        widest = max((self.density.label.width(text) for text in texts), default=0.0)
        return max(_LEAST_COUNT_WIDTH, widest + 1.5) if widest else 0.0

    @property
    def _swatch(self) -> float:
        """Width of the swatches."""
        return min(8.0, self.density.row * 1.3)

    def _draw_entry(self, page: PrintPage, row: Box, entry: LegendClass, counts: Counts) -> None:
        style = self._label(entry, row.width)
        swatch = replace(row, x=row.x + INDENT, width=self._swatch)
        if self.round and not entry.sign:
            _draw_round_swatch(page, swatch, entry)
        else:
            draw_swatch(page, swatch, entry)
        lines = self._lines(entry, row.width)
        y = row.y + (row.height - len(lines) * style.leading) / 2
        for line in lines:
            y += style.leading
            page.write(swatch.right + 2.5, y - style.leading * 0.25, line, style)
        count_style = replace(self.density.label, colour=GREY, align="right")
        base = row.y + (row.height + count_style.cap_height) / 2
        page.write(row.right, base, count_text(*counts), count_style)


def _draw_round_swatch(page: PrintPage, box: Box, entry: LegendClass) -> None:
    """Draw the swatch of an entry that is shown by circles."""
    centre = (box.x + box.width / 2, box.y + box.height / 2)
    radius = min(box.width, box.height) / 2
    draw_disc(page, centre, radius, entry)


def draw_disc(
    page: PrintPage, centre: tuple[float, float], radius: float, entry: LegendClass
) -> None:
    """Draw one circle in the colour of an entry, hatched if that is."""
    hatching = hatch_of(entry) if entry.hatched else {}
    page.circle(centre, radius, entry.colour, edgecolor=PAPER, linewidth=0.5, **hatching)


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaLine:
    """The area's value, behind a pointer if there is one beside the classes."""

    text: str
    pointed: bool

    def height(self, width: float) -> float:
        """Millimetres it takes when it is `width` wide."""
        return len(self._lines(width)) * _AREA.leading + 3.5

    def draw(self, page: PrintPage, box: Box) -> None:
        """Draw it from the top of a box down."""
        y = box.y + 1
        if self.pointed:
            draw_pointer(page, box.x, y + _AREA.leading / 2)
        for line in self._lines(box.width):
            y += _AREA.leading
            page.write(box.x + INDENT, y - _AREA.leading * 0.25, line, _AREA)

    def _lines(self, width: float) -> list[str]:
        return wrapped(self.text, width - INDENT, _AREA.width, _MOST_LINES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Circles:
    """Nested circles with the number each stands for; `radius` is that of size 1."""

    steps: tuple[CircleStep, ...]
    radius: float

    def height(self, width: float) -> float:  # noqa: ARG002  (circles don't wrap)
        """Millimetres it takes when it is `width` wide."""
        lowest = max((y for _, _, y in self._labels()), default=0.0)
        return max(2 * self._largest, lowest + SMALL.leading) + 3

    def draw(self, page: PrintPage, box: Box) -> None:
        """Draw it from the top of a box down."""
        middle, bottom = box.x + INDENT + self._largest, box.y + 1 + 2 * self._largest
        labels = middle + self._largest + 4
        for step, radius, y in self._labels():
            top = (middle, bottom - 2 * radius)
            page.circle((middle, bottom - radius), radius, "none", edgecolor=INK, linewidth=0.6)
            base = box.y + 1 + y
            page.line(top, (labels - 1, base), 0.3)
            page.write(labels, base + SMALL.cap_height / 2, step.label, SMALL)

    @property
    def _largest(self) -> float:
        return max((self.radius * step.size**0.5 for step in self.steps), default=0.0)

    def _labels(self) -> Iterator[tuple[CircleStep, float, float]]:
        """Yield step, radius and distance of its label from the top, the largest first."""
        y = -SMALL.leading
        for step in sorted(self.steps, key=lambda step: -step.size):
            radius = self.radius * step.size**0.5
            y = max(y + SMALL.leading, 2 * (self._largest - radius))
            yield step, radius, y


@dataclass(frozen=True, slots=True, kw_only=True)
class Square:
    """The classes of two indicators: the first from left to right, the second upwards.

    `side` is that of a cell in millimetres.
    """

    cells: tuple[tuple[LegendClass, Counts], ...]
    axes: tuple[str, ...]
    classes: tuple[tuple[str, ...], ...]
    side: float = CELL

    def height(self, width: float) -> float:
        """Millimetres it takes when it is `width` wide."""
        x_title, y_title = self._titles(width)
        height = len(self.classes[1]) * self.side
        return y_title.height(width) + height + x_title.height(width) + self._ticks() + 4

    def draw(self, page: PrintPage, box: Box) -> None:
        """Draw it from the top of a box down."""
        x_title, y_title = self._titles(box.width)
        y_title.draw(page, box)
        left = box.x + _TICK_WIDTH
        bottom = box.y + y_title.height(box.width) + len(self.classes[1]) * self.side
        for entry, counts in self.cells:
            self._draw_cell(page, (left, bottom), entry, counts)
        for row, text in enumerate(self.classes[1]):
            middle = bottom - (row + 0.5) * self.side
            _draw_tick(page, Box(x=box.x, y=middle, width=_TICK_WIDTH - 2, height=0), text)
        for column, text in enumerate(self.classes[0]):
            x = left + column * self.side
            room = Box(x=x + 0.5, y=bottom + 1, width=self.side - 1, height=self._ticks())
            page.paragraph(room, text, _TICK)
        below = bottom + self._ticks() + 1.5
        x_title.draw(page, replace(box, y=below, height=box.bottom - below))

    def _titles(self, width: float) -> tuple[Paragraph, Paragraph]:
        longest = _MOST_LINES if width else 1
        x, y = (
            Paragraph(text=f"{arrow} {title}", style=_AXIS, lines=longest, after=1.5)
            for arrow, title in zip("→↑", self.axes, strict=True)
        )
        return x, y

    def _ticks(self) -> float:
        """Height of the texts below the columns."""
        lines = (len(wrapped(text, self.side - 1, _TICK.width, 5)) for text in self.classes[0])
        return max(lines, default=0) * _TICK.leading

    def _draw_cell(
        self, page: PrintPage, corner: tuple[float, float], entry: LegendClass, counts: Counts
    ) -> None:
        column, row = entry.position or (0, 0)
        x, y = corner[0] + column * self.side, corner[1] - (row + 1) * self.side
        cell = Box(x=x, y=y, width=self.side, height=self.side)
        page.rectangle(cell, entry.colour, edgecolor=PAPER, linewidth=1)
        style = replace(_IN_CELL, colour=ink_on(entry.colour))
        base = y + (self.side + style.cap_height) / 2
        page.write(x + self.side / 2, base, count_text(*counts), style)


def _draw_tick(page: PrintPage, box: Box, text: str) -> None:
    """Write a text that ends at the right edge of a box, around the height of its top."""
    style = replace(_TICK, align="right")
    lines = wrapped(text, box.width, style.width, 3)
    y = box.y - len(lines) * style.leading / 2
    for line in lines:
        y += style.leading
        page.write(box.right, y - style.leading * 0.25, line, style)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bars:
    """A histogram over the limits of the classes.

    `ticks` are position (0 to 1 of the width) and text of the limits, `plot_height` the
    millimetres of the longest bar.
    """

    title: str
    bars: tuple[Bar, ...]
    ticks: tuple[tuple[float, str], ...]
    plot_height: float = 12.0

    def height(self, width: float) -> float:
        """Millimetres it takes when it is `width` wide."""
        return self._title.height(width) + self.plot_height + _TICK.leading + 3

    def draw(self, page: PrintPage, box: Box) -> None:
        """Draw it from the top of a box down."""
        self._title.draw(page, box)
        left, width = box.x + INDENT, box.width - INDENT - 4
        base = box.y + self._title.height(box.width) + self.plot_height
        for start, end, share, colour in self.bars:
            x, height = left + start * width, share * self.plot_height
            bar = Box(x=x, y=base - height, width=(end - start) * width, height=height)
            page.rectangle(bar, colour, edgecolor=GREY, linewidth=0.3)
        page.line((left, base), (left + width, base), 0.5)
        self._draw_ticks(page, left, width, base)

    @property
    def _title(self) -> Paragraph:
        return Paragraph(text=self.title, lines=2, after=1)

    def _draw_ticks(self, page: PrintPage, left: float, width: float, base: float) -> None:
        """Mark each limit; write those that have room beside the one before."""
        style = replace(_TICK, align="center")
        free = -1e9
        for number, (at, text) in enumerate(self.ticks):
            x, half = left + at * width, style.width(text) / 2
            page.line((x, base), (x, base + 1), 0.5)
            last = number == len(self.ticks) - 1
            if x - half >= free and (last or not self._hides_last(x + half, left, width)):
                page.write(x, base + 1 + style.leading * 0.8, text, style)
                free = x + half + 1

    def _hides_last(self, right: float, left: float, width: float) -> bool:
        """Whether a text that ends at `right` leaves no room for the last one."""
        at, text = self.ticks[-1]
        return right + 1 > left + at * width - _TICK.width(text) / 2
