"""The legend of a printed map: its blocks, and how they find room beside or below the map.

It never overflows: where it is long, its entries move together; where that isn't enough, it
gets a second column.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product
from typing import Final, TypeAlias

from atlas.model.areas import BorderOverlay
from atlas.model.specs import LegendClass, MapKind, MapSpec
from atlas.render.fonts import Weight
from atlas.render.legend import (
    WITHOUT_FIGURE,
    area_line,
    area_position,
    bars,
    class_limits,
    counts_line,
    in_ramp,
    limit_text,
    unit_line,
)
from atlas.render.paper.blocks import (
    AreaLine,
    Bars,
    Block,
    Circles,
    Density,
    Paragraph,
    Rows,
    Square,
    Stack,
)
from atlas.render.paper.formats import Paper
from atlas.render.paper.page import Box, PrintPage, Style
from atlas.render.paper.symbols import SCALE_HEIGHT
from atlas.views.map import texts as map_texts

DENSITIES: Final = tuple(
    Density(row=row, size=size)
    for row, size in ((7.4, 9.5), (6.2, 9.0), (5.0, 8.5), (4.2, 7.5), (3.5, 6.8))
)
"""From roomy to tight."""
_TITLE = Style(size=11, weight=Weight.SEMIBOLD)
_TITLE_LINES: Final = 5
_GAP: Final = 1.6
_COLUMN_WIDTH: Final = 62.0
_GUTTER: Final = 7.0
_COLUMNS_BELOW: Final = 3
_SHARES: Final = (0.22, 0.28, 0.34, 0.4, 0.46, 0.52, 0.58)
"""Parts of the height that a legend below the map may take."""
PlacedBlocks: TypeAlias = list[tuple[Block, Box]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Legend:
    """What the legend of a map says.

    `outside` counts the shapes without figure, `overlay` is the level whose borders lie on top.
    """

    spec: MapSpec
    outside: int
    overlay: BorderOverlay | None = None

    def blocks(self, density: Density, radius: float) -> list[Block]:
        """List the blocks; `radius` is that of the largest circle, in millimetres."""
        spec = self.spec
        main = (*self._head(density), *self._classes(density, radius))
        counts = Paragraph(text=counts_line(spec, self.overlay), after=2.5)
        blocks: list[Block] = [Stack(blocks=main), Stack(blocks=(*self._rest(density), counts))]
        return [*blocks, _bars(spec)] if spec.histogram else blocks

    def _head(self, density: Density) -> Iterator[Block]:
        """Yield the title of the legend, its unit and what it is related to."""
        spec = self.spec
        if spec.kind is not MapKind.BIVARIATE:  # its axes have titles of their own
            title = replace(_TITLE, size=min(_TITLE.size, density.size + 1.5))
            yield Paragraph(text=spec.legend_title, style=title, lines=_TITLE_LINES, after=0.5)
        if line := unit_line(spec):
            yield Paragraph(text=line, after=2)

    def _entries(self) -> list[tuple[LegendClass, int]]:
        entries = list(zip(self.spec.legend, self.spec.current_map.counts, strict=True))
        return [*entries, (WITHOUT_FIGURE, self.outside)] if self.outside else entries

    def _classes(self, density: Density, radius: float) -> Iterator[Block]:
        """Yield the classes of values in the way of the map's kind, then the area's value."""
        spec = self.spec
        ramp = tuple(pair for pair in self._entries() if in_ramp(pair[0]))
        if spec.kind is MapKind.BIVARIATE:
            yield Square(cells=ramp, axes=spec.axes, classes=spec.axis_classes)
            return
        pointer = area_position(spec, spec.current_map)
        is_round = spec.kind is MapKind.CIRCLES
        if ramp:
            yield Rows(entries=ramp, density=density, pointer=pointer, round=is_round)
        if is_round:
            yield Circles(steps=spec.circles, radius=radius)
        if line := area_line(spec, spec.current_map):
            yield AreaLine(text=line, pointed=pointer is not None)

    def _rest(self, density: Density) -> Iterator[Block]:
        """Yield hatched classes and signs, set apart."""
        rest = [pair for pair in self._entries() if not in_ramp(pair[0])]
        hatched = sum(count for entry, count in rest if entry.hatched)
        if self.spec.kind is MapKind.BIVARIATE and hatched:
            # the square shows the class by its colour: one entry is enough for all of them
            first = next(entry for entry, _ in rest if entry.hatched)
            common = replace(first, label=map_texts.LIMITED_CLASSES, colour=WITHOUT_FIGURE.colour)
            rest = [(common, hatched), *(pair for pair in rest if not pair[0].hatched)]
        if rest:
            is_round = self.spec.kind is MapKind.CIRCLES
            yield Rows(entries=tuple(rest), density=density, gap=_GAP, round=is_round)


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrangement:
    """Where everything is: the map, the blocks of the legend, the scale; and what is left free."""

    room: Box
    scale: Box
    placed: tuple[tuple[Block, Box], ...]
    free: tuple[Box, ...]

    def draw(self, page: PrintPage) -> None:
        """Draw the legend."""
        for block, box in self.placed:
            block.draw(page, box)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Division:
    """A division of the page: the map's room, the columns of the legend, how tight it is."""

    room: Box
    columns: tuple[Box, ...]
    density: Density


def arrange(
    paper: Paper, legend: Legend, body: Box, radius_of: Callable[[Box], float]
) -> Arrangement:
    """Find room for map, legend and scale.

    `radius_of` gives the radius of the largest circle of a map that fills a box.
    """
    divisions = list(_beside(body) if paper.is_landscape else _below(body))
    attempts = (
        (division, _placed(division, legend, radius_of(division.room))) for division in divisions
    )
    # where nothing holds everything, the end of the legend goes: it holds the histogram
    division, (placed, _) = next(
        (pair for pair in attempts if pair[1][1]),
        (divisions[-1], _placed(divisions[-1], legend, radius_of(divisions[-1].room))),
    )
    last = division.columns[-1]
    scale = replace(last, y=last.bottom, height=SCALE_HEIGHT)
    free = tuple(_rest_of(column, placed) for column in division.columns)
    return Arrangement(room=division.room, scale=scale, placed=tuple(placed), free=free)


def _rest_of(column: Box, placed: PlacedBlocks) -> Box:
    """Return what the blocks leave of a column."""
    y = max((box.bottom for _, box in placed if box.x == column.x), default=column.y)
    return replace(column, y=y, height=max(0.0, column.bottom - y))


def _beside(body: Box) -> Iterator[_Division]:
    """Yield a column on the right, ever tighter, then two of them."""
    for number, densities in ((1, DENSITIES[:-1]), (2, DENSITIES)):
        width = number * (_COLUMN_WIDTH + _GUTTER)
        room = replace(body, width=body.width - width)
        starts = (room.right + _GUTTER + n * (_COLUMN_WIDTH + _GUTTER) for n in range(number))
        columns = [replace(body, x=x, width=_COLUMN_WIDTH) for x in starts]
        yield from (
            _Division(room=room, columns=_with_scale(columns), density=d) for d in densities
        )


def _below(body: Box) -> Iterator[_Division]:
    """Yield three columns below, tighter rather than much higher."""
    options = sorted(
        product(range(len(DENSITIES)), range(len(_SHARES))), key=lambda way: (sum(way), way)
    )
    width = (body.width - (_COLUMNS_BELOW - 1) * _GUTTER) / _COLUMNS_BELOW
    for density, share in options:
        height = body.height * _SHARES[share]
        room = replace(body, height=body.height - height - _GUTTER)
        column = Box(x=body.x, y=room.bottom + _GUTTER, width=width, height=height)
        columns = [replace(column, x=body.x + n * (width + _GUTTER)) for n in range(_COLUMNS_BELOW)]
        yield _Division(room=room, columns=_with_scale(columns), density=DENSITIES[density])


def _with_scale(columns: Sequence[Box]) -> tuple[Box, ...]:
    """Keep the foot of the last column free for the scale."""
    *first, last = columns
    return (*first, replace(last, height=last.height - SCALE_HEIGHT))


def _placed(division: _Division, legend: Legend, radius: float) -> tuple[PlacedBlocks, bool]:
    """Put each block into the first column with room; say whether all of them found some."""
    blocks = legend.blocks(division.density, radius)
    placed: PlacedBlocks = []
    free = {number: column.y for number, column in enumerate(division.columns)}
    for block in blocks:
        height = block.height(division.columns[0].width)
        room = (n for n, column in enumerate(division.columns) if free[n] + height <= column.bottom)
        number = next(room, None)
        if number is not None:
            placed.append((block, replace(division.columns[number], y=free[number], height=height)))
            free[number] += height
    return placed, len(placed) == len(blocks)


def _bars(spec: MapSpec) -> Bars:
    """Lay out the histogram of all years."""
    low, high = spec.histogram[0].lower, spec.histogram[-1].upper
    limits = [limit for limit in class_limits(spec) if low <= limit <= high]
    return Bars(
        title=map_texts.HISTOGRAM,
        bars=bars(spec),
        ticks=tuple(((limit - low) / (high - low), limit_text(spec, limit)) for limit in limits),
    )
