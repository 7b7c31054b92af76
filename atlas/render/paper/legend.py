"""The legend of a printed map: its blocks, and how they find room beside or below the map.

It never overflows: where it is long, its entries move together; where that isn't enough, it
gets a second column.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product
from typing import Final, TypeAlias

from atlas.model.areas import BorderOverlay
from atlas.model.specs import LegendClass, MapKind, MapPair, MapSpec
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
    CELL,
    AreaLine,
    Bars,
    Block,
    Circles,
    Counts,
    Density,
    Paragraph,
    Rows,
    Square,
    Stack,
)
from atlas.render.paper.page import Box, PrintPage, Style
from atlas.render.paper.symbols import SCALE_HEIGHT, SCALE_WIDTH
from atlas.views.map import texts as map_texts
from atlas.views.map.chance import listed
from atlas.views.map.several import counts_of_both

DENSITIES: Final = tuple(
    Density(row=row, size=size)
    for row, size in ((7.4, 9.5), (6.2, 9.0), (5.0, 8.5), (4.2, 7.5), (3.5, 6.8))
)
"""From roomy to tight."""
_READABLE: Final = tuple(replace(density, size=max(density.size, 8.0)) for density in DENSITIES)
"""The same in letters that can be read from the last row."""
_TITLE = Style(size=11, weight=Weight.SEMIBOLD)
_TITLE_LINES: Final = 5
_CELL_ROWS: Final = 2.6
"""Height of a cell of two indicators in those of tight rows."""
_GAP: Final = 1.6
_COLUMN_WIDTH, _SLIM_WIDTH = 62.0, 48.0
_NARROW_WIDTH, _NARROW_GAP = 47.0, 1.0
_LEAST_BESIDE: Final = 100.0
"""Millimetres a map and a legend of usual width take at least."""
COLUMN_GAP: Final = 7.0
"""Millimetres between map and legend, and between its columns."""
COLUMN_BESIDE: Final = _COLUMN_WIDTH + COLUMN_GAP
"""Millimetres a legend of one column takes beside the map."""
_LEAST_COLUMN: Final = 55.0
"""Millimetres a column below the map needs."""
_SHARES: Final = (0.22, 0.28, 0.34, 0.4, 0.46, 0.52, 0.58)
"""Parts of the height that a legend below the map may take."""
PlacedBlocks: TypeAlias = list[tuple[Block, Box]]
Entry: TypeAlias = tuple[LegendClass, Counts]


def shares_legend(pair: MapPair) -> bool:
    """Whether one legend says all of both maps: same title and unit, same classes and colours."""
    left, right = (
        (
            spec.kind,
            spec.legend_title,
            unit_line(spec),
            spec.circles,
            [_look(entry) for entry in spec.legend if in_ramp(entry)],
        )
        for spec in pair.maps
    )
    return left == right


def _is_about_chance(entry: LegendClass) -> bool:
    """Whether an entry counts changes within chance, or those that can't be tested."""
    return entry.within_chance or not entry.colour


def _look(entry: LegendClass) -> tuple[object, ...]:
    """What is seen of an entry."""
    return entry.label, entry.colour, entry.sign, entry.hatched


@dataclass(frozen=True, slots=True, kw_only=True)
class Legend:
    """What the legend of one map or of several says.

    `entries` are those of the map and, where it has some, of shapes without figure, each with its
    number of units; `counts_line` says what is counted and what lies on top. A `shared` one has
    nothing that is of one map only: the area's value.
    """

    spec: MapSpec
    entries: tuple[Entry, ...]
    counts_line: str
    shared: bool = False

    @classmethod
    def of_map(
        cls,
        spec: MapSpec,
        outside: int,
        overlay: BorderOverlay | None = None,
        *,
        ground: bool = False,
    ) -> Legend:
        """The legend of one map: `outside` counts the shapes without figure.

        `ground` says whether the whole area lies below.
        """
        counted = listed(spec.legend, spec.current_map.counts, spec.current_map.untested)
        entries = tuple((entry, (count,)) for entry, count in counted)
        rest: tuple[Entry, ...] = ((WITHOUT_FIGURE, (outside,)),) if outside else ()
        line = counts_line(spec, overlay, ground=ground)
        return cls(spec=spec, entries=entries + rest, counts_line=line)

    @classmethod
    def of_years(cls, spec: MapSpec, *, outside: bool, ground: bool = False) -> Legend:
        """The legend of small maps: it counts nothing, for it speaks of all of them."""
        counted = listed(spec.legend, spec.current_map.counts, spec.current_map.untested)
        entries: list[Entry] = [(entry, ()) for entry, _ in counted]
        rest: list[Entry] = [(WITHOUT_FIGURE, ())] if outside else []
        line = map_texts.GROUND_BELOW if ground else ""
        return cls(spec=spec, entries=(*entries, *rest), counts_line=line, shared=True)

    @classmethod
    def of_pair(
        cls,
        pair: MapPair,
        outside: tuple[int, int],
        overlays: Sequence[BorderOverlay],
        *,
        ground: bool = False,
    ) -> Legend:
        """The legend of two maps with the same classes: it counts the units of both."""
        counts = [Counter[tuple[object, ...]]() for _ in pair.maps]
        entries: dict[tuple[object, ...], LegendClass] = {}
        for number, spec in enumerate(pair.maps):
            counted = listed(spec.legend, spec.current_map.counts, spec.current_map.untested)
            for entry, count in (*counted, (WITHOUT_FIGURE, outside[number])):
                entries.setdefault(_look(entry), entry)
                counts[number][_look(entry)] += count
        drawn = (
            (entry, (counts[0][look], counts[1][look]))
            for look, entry in entries.items()
            if entry is not WITHOUT_FIGURE or any(outside)
        )
        same_bins = pair.left.histogram == pair.right.histogram
        spec = pair.left if same_bins else replace(pair.left, histogram=())
        borders = (map_texts.COARSER_BORDERS.format(plural=item.title) for item in overlays)
        below = [map_texts.GROUND_BELOW] if ground else []
        line = "; ".join(dict.fromkeys((counts_of_both(pair), *borders, *below)))
        return cls(spec=spec, entries=tuple(drawn), counts_line=line, shared=True)

    def blocks(self, density: Density, radius: float) -> list[Block]:
        """List the blocks; `radius` is that of the largest circle, in millimetres."""
        spec = self.spec
        main = (*self._head(density), *self._classes(density, radius))
        rest = list(self._rest(density))
        if self.counts_line:
            rest.append(Paragraph(text=self.counts_line, after=2.5))
        blocks: list[Block] = [Stack(blocks=main)]
        blocks += [Stack(blocks=tuple(rest))] if rest else []
        return [*blocks, _bars(spec)] if spec.histogram else blocks

    def _head(self, density: Density) -> Iterator[Block]:
        """Yield the title of the legend, its unit and what it is related to."""
        spec = self.spec
        if spec.kind is not MapKind.BIVARIATE:  # its axes have titles of their own
            title = replace(_TITLE, size=min(_TITLE.size, density.size + 1.5))
            yield Paragraph(text=spec.legend_title, style=title, lines=_TITLE_LINES, after=0.5)
        if line := unit_line(spec):
            yield Paragraph(text=line, after=2)

    def _classes(self, density: Density, radius: float) -> Iterator[Block]:
        """Yield the classes of values in the way of the map's kind, then the area's value.

        What is within chance, or can't be tested, is a part of the classes: it follows right
        behind them.
        """
        spec = self.spec
        ramp = tuple(pair for pair in self.entries if in_ramp(pair[0]))
        if spec.kind is MapKind.BIVARIATE:
            side = min(CELL, density.row * _CELL_ROWS)
            yield Square(cells=ramp, axes=spec.axes, classes=spec.axis_classes, side=side)
            return
        pointer = None if self.shared else area_position(spec, spec.current_map)
        is_round = spec.kind is MapKind.CIRCLES
        if ramp:
            yield Rows(entries=ramp, density=density, pointer=pointer, round=is_round)
        if within := tuple(pair for pair in self.entries if _is_about_chance(pair[0])):
            yield Rows(entries=within, density=density, gap=_GAP)
        if is_round:
            yield Circles(steps=spec.circles, radius=radius)
        if not self.shared and (line := area_line(spec, spec.current_map)):
            yield AreaLine(text=line, pointed=pointer is not None)

    def _rest(self, density: Density) -> Iterator[Block]:
        """Yield hatched classes and signs, set apart."""
        apart = [pair for pair in self.entries if not in_ramp(pair[0])]
        rest = [pair for pair in apart if not _is_about_chance(pair[0])]
        hatched = [pair for pair in rest if pair[0].hatched]
        counts = tuple(map(sum, zip(*(counts for _, counts in hatched), strict=True)))
        if self.spec.kind is MapKind.BIVARIATE and hatched:
            # the square shows the class by its colour: one entry is enough for all of them
            first, _ = hatched[0]
            common = replace(first, label=map_texts.LIMITED_CLASSES, colour=WITHOUT_FIGURE.colour)
            rest = [(common, counts), *(pair for pair in rest if not pair[0].hatched)]
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

    @property
    def spaces(self) -> tuple[tuple[Box, ...], ...]:
        """Ways to use what is left: above the scale, or down to its foot and beside it."""
        *others, last = self.free
        taken = SCALE_WIDTH + COLUMN_GAP
        beside = replace(
            last,
            x=last.x + taken,
            width=last.width - taken,
            height=last.height + self.scale.height,
        )
        return self.free, (*others, beside)

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
    legend: Legend, body: Box, radius_of: Callable[[Box], float], *, beside: bool
) -> Arrangement:
    """Find room for map, legend and scale as `arrangements` does; return the first."""
    return next(arrangements(legend, body, radius_of, beside=beside))


def arrangements(
    legend: Legend, body: Box, radius_of: Callable[[Box], float], *, beside: bool
) -> Iterator[Arrangement]:
    """Find room for map, legend and scale: the legend beside the map, or below it.

    Yield the roomiest legend, then tighter ones that leave the map as large as it is.
    `radius_of` gives the radius of the largest circle of a map that fills a box.
    """
    divisions = list(_beside(body) if beside else _below(body))
    fitting = _fitting(divisions, legend, radius_of)
    first = next(fitting, None)
    if first is None:
        # where nothing holds everything, the end of the legend goes: it holds the histogram
        placed, _ = _placed(divisions[-1], legend, radius_of(divisions[-1].room))
        first = _arrangement(divisions[-1], placed)
    yield first
    yield from (other for other in fitting if other.room == first.room)


def arrangements_in(
    legend: Legend, room: Box, column: Box, radius_of: Callable[[Box], float]
) -> Iterator[Arrangement]:
    """Yield ways to put legend and scale into a column beside the room of the map, if any."""
    columns = _with_scale([column])
    divisions = (_Division(room=room, columns=columns, density=d) for d in DENSITIES)
    return _fitting(divisions, legend, radius_of)


def readable_arrangement(
    legend: Legend, body: Box, radius_of: Callable[[Box], float]
) -> Arrangement:
    """Put the legend beside the map in letters as large as there is room for; there is no scale."""
    if body.width < _LEAST_BESIDE:
        return _narrow_arrangement(legend, body, radius_of)
    room = replace(body, width=body.width - COLUMN_BESIDE)
    column = replace(body, x=room.right + COLUMN_GAP, width=_COLUMN_WIDTH)
    divisions = [_Division(room=room, columns=(column,), density=d) for d in _READABLE]
    slim = replace(column, x=body.right - _SLIM_WIDTH, width=_SLIM_WIDTH)
    left = replace(slim, x=slim.x - COLUMN_GAP - _SLIM_WIDTH)
    smaller = replace(body, width=left.x - COLUMN_GAP - body.x)
    divisions.append(_Division(room=smaller, columns=(left, slim), density=_READABLE[-1]))
    first = next(_fitting(divisions, legend, radius_of), None)
    return first or _arrangement(divisions[-1], _placed(divisions[-1], legend, 0.0)[0])


def _narrow_arrangement(
    legend: Legend, body: Box, radius_of: Callable[[Box], float]
) -> Arrangement:
    """Put the legend beside one of two maps: both are narrow."""
    column = replace(body, x=body.right - _NARROW_WIDTH, width=_NARROW_WIDTH)
    room = replace(body, width=column.x - _NARROW_GAP - body.x)
    divisions = [_Division(room=room, columns=(column,), density=d) for d in _READABLE]
    first = next(_fitting(divisions, legend, radius_of), None)
    return first or _arrangement(divisions[-1], _placed(divisions[-1], legend, 0.0)[0])


def _fitting(
    divisions: Iterable[_Division], legend: Legend, radius_of: Callable[[Box], float]
) -> Iterator[Arrangement]:
    whole = (_holding(division, legend, radius_of) for division in divisions)
    return (arrangement for arrangement in whole if arrangement is not None)


def _holding(
    division: _Division, legend: Legend, radius_of: Callable[[Box], float]
) -> Arrangement | None:
    """Arrange the legend as a division says; None if not all of it finds room."""
    placed, is_whole = _placed(division, legend, radius_of(division.room))
    return _arrangement(division, placed) if is_whole else None


def _arrangement(division: _Division, placed: PlacedBlocks) -> Arrangement:
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
        width = number * (_COLUMN_WIDTH + COLUMN_GAP)
        room = replace(body, width=body.width - width)
        starts = (room.right + COLUMN_GAP + n * (_COLUMN_WIDTH + COLUMN_GAP) for n in range(number))
        columns = [replace(body, x=x, width=_COLUMN_WIDTH) for x in starts]
        yield from (
            _Division(room=room, columns=_with_scale(columns), density=d) for d in densities
        )


def _below(body: Box) -> Iterator[_Division]:
    """Yield as many columns below as there is room for, tighter rather than much higher."""
    options = sorted(
        product(range(len(DENSITIES)), range(len(_SHARES))), key=lambda way: (sum(way), way)
    )
    number = max(1, int((body.width + COLUMN_GAP) / (_LEAST_COLUMN + COLUMN_GAP)))
    width = (body.width - (number - 1) * COLUMN_GAP) / number
    for density, share in options:
        height = body.height * _SHARES[share]
        room = replace(body, height=body.height - height - COLUMN_GAP)
        column = Box(x=body.x, y=room.bottom + COLUMN_GAP, width=width, height=height)
        columns = [replace(column, x=body.x + n * (width + COLUMN_GAP)) for n in range(number)]
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
