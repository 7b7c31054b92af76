"""Several maps on one sheet of paper: all years as small maps, or two maps side by side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import starmap
from typing import Final

import geopandas as gpd

from atlas.model.colours import ACCENT
from atlas.model.specs import MapPair, SmallMultiples
from atlas.model.text import join_distinct, without_forbidden
from atlas.render.colours import GREY
from atlas.render.description import Description
from atlas.render.fonts import Weight
from atlas.render.geometry import drawable, in_metres
from atlas.render.legend import area_line
from atlas.render.line_breaks import wrapped
from atlas.render.paper.files import Form, inner_svg, page_files
from atlas.render.paper.formats import MARGIN
from atlas.render.paper.head_and_foot import (
    Head,
    draw_foot,
    draw_half_head,
    draw_pair_head,
    foot_entries,
    pair_foot_entries,
)
from atlas.render.paper.key_list import KeyList, draw_beside
from atlas.render.paper.label_texts import Label
from atlas.render.paper.legend import (
    COLUMN_BESIDE,
    Legend,
    arrange,
    readable_arrangement,
    shares_legend,
)
from atlas.render.paper.page import Box, PrintPage, Style
from atlas.render.paper.print_setup import Borders, PrintSheet
from atlas.render.paper.printed_map import MapShapes, description, with_keys
from atlas.render.paper.symbols import draw_scale
from atlas.views.map import texts as map_texts
from atlas.views.map.several import pair_sentences

_YEAR: Final = Style(size=9.5, weight=Weight.SEMIBOLD, align="center")
_AREA: Final = Style(size=7.5, colour=GREY, align="center")
_MOST_LINES: Final = 3
_GAP: Final = 3.0
"""Millimetres between small maps."""
_MOST_APART: Final = 10.0
"""More millimetres between rows, where there is room: a map belongs to the year above it."""
_GUTTER: Final = 9.0
"""Millimetres between two maps side by side."""
_LEAST_HEIGHT: Final = 60.0
_LOWEST: Final = 1.0
"""Millimetres below which a small map can't be drawn at all."""


def multiples_files(
    multiples: SmallMultiples, boundaries: gpd.GeoDataFrame, form: Form, sheet: PrintSheet
) -> tuple[bytes, ...]:
    """Draw all years as small maps under one legend; parameters as for `map_files`."""
    around = multiples.spec.of_year(multiples.summary)
    page, maps = (
        PrintPage(paper=sheet.paper, accent=sheet.accent),
        _small_maps(multiples, boundaries, sheet.ground),
    )
    top = Head.on_top(around, sheet).draw(page)
    shapeless = dict.fromkeys(figure.shown for small in maps for figure in small.shapeless)
    foot = list(foot_entries(around, shapeless, sheet.created))
    bottom = draw_foot(page, foot, link=multiples.summary.provenance.link)
    key, beside = _draw_years(page, multiples, maps, _body(page, top, bottom))
    pages = [page] if beside else with_keys(page, [(around, key)], foot)
    return page_files(pages, description(around, multiples.summary), form)


def column_multiples(
    multiples: SmallMultiples, boundaries: gpd.GeoDataFrame, sheet: PrintSheet
) -> str:
    """Draw all years without head, foot and further pages as an SVG; see `column_map`."""
    page = PrintPage(paper=sheet.paper, accent=sheet.accent)
    maps = _small_maps(multiples, boundaries, sheet.ground)
    body = _body(page, MARGIN, page.paper.height - MARGIN)
    if sheet.paper.smallest_letters:
        _draw_years_only(page, multiples, maps, body)
    else:
        _draw_years(page, multiples, maps, body)
    return inner_svg(page)


def _draw_years_only(
    page: PrintPage, multiples: SmallMultiples, maps: tuple[MapShapes, ...], body: Box
) -> None:
    """Draw small maps and their classes: no key, histogram or scale could be read on a slide."""
    bare = replace(multiples.spec.of_year(multiples.summary), histogram=())
    legend = Legend.of_years(bare, outside=any(small.outside for small in maps))

    def radius(room: Box) -> float:
        return maps[0].radius(_Grid.fitting(maps, room).map_box(0))

    arrangement = readable_arrangement(legend, body, radius)
    arrangement.draw(page)
    nameless = tuple(replace(small, least=page.paper.height) for small in maps)
    _Grid.fitting(nameless, arrangement.room).draw(page, multiples.spec.current)


def column_pair(pair: MapPair, borders: tuple[Borders, Borders], sheet: PrintSheet) -> str:
    """Draw two maps with one legend without head and foot, each below its year; see `column_map`.

    The maps must share a legend (`shares_legend`).
    """
    page = PrintPage(paper=sheet.paper, accent=sheet.accent)
    least = sheet.paper.smallest_letters
    maps = _on_one_scale(pair, borders, values=sheet.values)
    left, right = (replace(h, least=least).readable() if least else h for h in maps)
    outside = (len(left.outside), len(right.outside))
    overlays = [half.overlay for half in (left, right) if half.overlay is not None]
    ground = any(len(half.ground) for half in (left, right))
    bare = replace(pair, left=replace(pair.left, histogram=()))
    legend = Legend.of_pair(bare, outside, overlays, ground=ground)
    body = _body(page, MARGIN, page.paper.height - MARGIN)
    arrangement = readable_arrangement(
        legend, body, lambda room: left.radius(_below_year(_halves(room)[0]))
    )
    arrangement.draw(page)
    for half, room in zip((left, right), _halves(arrangement.room), strict=True):
        middle = replace(room, x=room.x + room.width / 2)
        page.paragraph(middle, half.spec.current_map.label, _YEAR)
        half.draw(page, _below_year(room))
    return inner_svg(page)


def _below_year(room: Box) -> Box:
    height = _YEAR.leading + 1
    return replace(room, y=room.y + height, height=room.height - height)


def _draw_years(
    page: PrintPage, multiples: SmallMultiples, maps: tuple[MapShapes, ...], body: Box
) -> tuple[KeyList, bool]:
    """Draw small maps and their legend; return the key of their numbers, and if it had room."""
    around = multiples.spec.of_year(multiples.summary)
    outside, ground = any(small.outside for small in maps), bool(len(maps[0].ground))
    legend = Legend.of_years(around, outside=outside, ground=ground)

    def radius(room: Box) -> float:
        return maps[0].radius(_Grid.fitting(maps, room).map_box(0))

    arrangement = arrange(legend, body, radius, beside=page.paper.is_landscape)
    arrangement.draw(page)
    grid = _Grid.fitting(maps, arrangement.room)
    labels = grid.draw(page, multiples.spec.current)
    if not maps[0].is_empty:
        draw_scale(page, arrangement.scale, maps[0].metres_per_millimetre(grid.map_box(0)))
    key = maps[0].key_of_numbers(labels)
    spaces = (*arrangement.spaces, *((box,) for box in grid.left_over))
    return key, any(draw_beside(page, key, space) for space in spaces)


def pair_files(
    pair: MapPair, borders: tuple[Borders, Borders], form: Form, sheet: PrintSheet
) -> tuple[bytes, ...]:
    """Draw two maps side by side, each below its own head; they share a legend if they can.

    Of the `sheet` paper, day, number and logo count: each map has borders of its own.
    """
    page = PrintPage(paper=sheet.paper, accent=sheet.accent)
    maps = _on_one_scale(pair, borders, values=sheet.values)
    top = draw_pair_head(page, pair, sheet)
    names = [[figure.shown for figure in half.shapeless] for half in maps]
    left, right, common = pair_foot_entries(pair, names, sheet.created)
    # two that no page shows together have an address each, which is below them
    links = {spec.current_map.provenance.link for spec in pair.maps}
    bottom = draw_foot(page, common, (left, right), links.pop() if len(links) == 1 else "")
    body, one = _body(page, top, bottom), shares_legend(pair)
    beside = one and page.paper.is_landscape
    columns = _halves(replace(body, width=body.width - (COLUMN_BESIDE if beside else 0)))
    ends = [draw_half_head(page, *half) for half in zip(columns, pair.maps, strict=True)]
    halves = _Halves(pair=pair, maps=maps, head=max(ends) - body.y)
    if one:
        labels = halves.draw_with_one_legend(page, body, beside=beside)
    else:
        labels = halves.draw_with_own_legends(page, body, beside=page.paper.is_landscape)
    keys = zip(pair.maps, halves.keys(labels), strict=True)
    pages = with_keys(page, keys, common)
    return page_files(pages, _pair_description(pair), form)


def _small_maps(
    multiples: SmallMultiples, boundaries: gpd.GeoDataFrame, ground: gpd.GeoDataFrame | None
) -> tuple[MapShapes, ...]:
    """All years of a map, from shapes that are projected once."""
    spec, frame = multiples.spec, in_metres(drawable(boundaries))
    return tuple(
        replace(MapShapes.of(spec.of_year(year), frame, ground), mark=f"{year.year}-", small=True)
        for year in spec.years
    )


def _on_one_scale(
    pair: MapPair, borders: tuple[Borders, Borders], *, values: bool
) -> tuple[MapShapes, MapShapes]:
    """Both maps with the same bounds: what lies at one place is at one place on both."""
    frames = [in_metres(drawable(item.boundaries)) for item in borders]
    grounds = [item.ground for item in borders]
    left, right = starmap(MapShapes.of, zip(pair.maps, frames, grounds, strict=True))
    drawn = [half.bounds for half in (left, right) if not half.is_empty]
    wests, souths, easts, norths = zip(*drawn, strict=True) if drawn else ((0,),) * 4
    bounds = (min(wests), min(souths), max(easts), max(norths))
    return (
        replace(left, bounds=bounds, overlay=borders[0].overlay, mark="left-", values=values),
        replace(right, bounds=bounds, overlay=borders[1].overlay, mark="right-", values=values),
    )


def _body(page: PrintPage, top: float, bottom: float) -> Box:
    """What head and foot leave for maps and legends."""
    height = max(_LEAST_HEIGHT, bottom - top)
    return Box(x=MARGIN, y=top, width=page.paper.inner_width, height=height)


def _halves(room: Box) -> tuple[Box, Box]:
    left = replace(room, width=(room.width - _GUTTER) / 2)
    return left, replace(left, x=left.right + _GUTTER)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Halves:
    """Two maps below their heads, which take `head` millimetres."""

    pair: MapPair
    maps: tuple[MapShapes, MapShapes]
    head: float

    def keys(self, labels: Sequence[Iterable[Label]]) -> Iterator[KeyList]:
        """Yield the keys of both maps, each saying of which it is."""
        for half, own, side in zip(self.maps, labels, map_texts.SIDES.values(), strict=True):
            key = half.key(own)
            title = f"{side}, {half.spec.current_map.label}: {key.title}"
            yield replace(key, title=title)

    def draw_with_one_legend(
        self, page: PrintPage, body: Box, *, beside: bool
    ) -> list[list[Label]]:
        """Draw both maps, and beside or below them one legend that counts the units of both."""
        left, right = self.maps
        outside = (len(left.outside), len(right.outside))
        overlays = [half.overlay for half in self.maps if half.overlay is not None]
        ground = any(len(half.ground) for half in self.maps)
        # beside the maps the legend begins as high as their heads, else the heads need no room
        whole = body if beside else self._below_head(body)
        room_of = self._below_head if beside else _same
        arrangement = arrange(
            Legend.of_pair(self.pair, outside, overlays, ground=ground),
            whole,
            lambda room: left.radius(_halves(room_of(room))[0]),
            beside=beside,
        )
        arrangement.draw(page)
        rooms = _halves(room_of(arrangement.room))
        labels = [half.draw(page, room) for half, room in zip(self.maps, rooms, strict=True)]
        if not left.is_empty and not right.is_empty:
            draw_scale(page, arrangement.scale, left.metres_per_millimetre(rooms[0]))
        return labels

    def draw_with_own_legends(
        self, page: PrintPage, body: Box, *, beside: bool
    ) -> list[list[Label]]:
        """Draw each map with its own legend, both maps of one size."""
        columns = _halves(self._below_head(body))
        arrangements = [
            arrange(
                half.legend(),
                column,
                half.radius,
                beside=beside,
            )
            for column, half in zip(columns, self.maps, strict=True)
        ]
        width = min(arrangement.room.width for arrangement in arrangements)
        height = min(arrangement.room.height for arrangement in arrangements)
        labels = []
        for arrangement, half in zip(arrangements, self.maps, strict=True):
            arrangement.draw(page)
            room = replace(arrangement.room, width=width, height=height)
            labels.append(half.draw(page, room))
            if not half.is_empty:
                draw_scale(page, arrangement.scale, half.metres_per_millimetre(room))
        return labels

    def _below_head(self, room: Box) -> Box:
        return replace(room, y=room.y + self.head, height=room.height - self.head)


def _same(room: Box) -> Box:
    return room


def _pair_description(pair: MapPair) -> Description:
    each = [description(spec, spec.current_map) for spec in pair.maps]
    return Description(
        title=" | ".join(dict.fromkeys(item.title for item in each)),
        text=without_forbidden(" ".join(pair_sentences(pair))),
        keywords=", ".join(dict.fromkeys(item.keywords for item in each)),
        author="; ".join(dict.fromkeys(item.author for item in each)),
        source="; ".join(dict.fromkeys(item.source for item in each)),
        licence=each[0].licence,
        edition=each[0].edition,
        link=each[0].link,
        comment=join_distinct((item.comment for item in each), "\n"),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Grid:
    """Small maps in rows, each below its year and the area's value."""

    maps: tuple[MapShapes, ...]
    room: Box
    columns: int

    @classmethod
    def fitting(cls, maps: tuple[MapShapes, ...], room: Box) -> _Grid:
        """Choose the number of columns with which the maps are largest."""
        ways = [cls(maps=maps, room=room, columns=n + 1) for n in range(len(maps))]
        possible = [way for way in ways if way.map_box(0).height > _LOWEST]
        return min(possible or ways[-1:], key=lambda way: way.smallness)

    @property
    def smallness(self) -> float:
        """Metres that a millimetre of paper stands for."""
        first = self.maps[0]
        return 0.0 if first.is_empty else first.metres_per_millimetre(self.map_box(0))

    def draw(self, page: PrintPage, current: int) -> list[Label]:
        """Draw all maps; the `current` year, of which the headline speaks, stands out.

        Return the labels of the first map: those of the others are at the same places.
        """
        first = self.map_box(0)
        labels = self.maps[0].small_labels(first, self._sizes)
        for number, small in enumerate(self.maps):
            year = small.spec.current_map
            cell = self._cell(number)
            style = replace(_YEAR, colour=ACCENT) if year.year == current else _YEAR
            middle = replace(cell, x=cell.x + cell.width / 2, height=_YEAR.leading)
            y = page.paragraph(middle, year.label, style)
            lines = replace(middle, y=y, height=_MOST_LINES * _AREA.leading)
            page.paragraph(lines, area_line(small.spec, year), _AREA)
            box = self.map_box(number)
            small.draw(page, box)
            moved = (label.moved(box.x - first.x, box.y - first.y) for label in labels)
            small.write(page, moved)
        return labels

    @property
    def _sizes(self) -> dict[str, float]:
        """The size of the largest circle of each unit in any year."""
        sizes: dict[str, float] = {}
        for figure in (figure for small in self.maps for figure in small.drawn):
            sizes[figure.unit] = max(figure.size, sizes.get(figure.unit, 0.0))
        return sizes

    def map_box(self, number: int) -> Box:
        """Room of a map below its caption."""
        cell, caption = self._cell(number), self._caption_height
        box = replace(cell, y=cell.y + caption, height=cell.height - caption)
        shapes = self.maps[0]
        if shapes.is_empty or box.height <= _LOWEST:
            return box
        # no higher than the map: it follows its caption closely
        _, south, _, north = shapes.bounds
        needed = (north - south) / shapes.metres_per_millimetre(box)
        return replace(box, height=min(box.height, needed))

    @property
    def left_over(self) -> list[Box]:
        """What the last row leaves free behind its maps, and what is free below it."""
        last, room = self._cell(len(self.maps) - 1), self.room
        behind = replace(last, x=last.right + _GAP, width=room.right - last.right - _GAP)
        top = self.map_box(len(self.maps) - 1).bottom + _GAP
        return [behind, replace(room, y=top, height=room.bottom - top)]

    @property
    def _width(self) -> float:
        return (self.room.width - (self.columns - 1) * _GAP) / self.columns

    @property
    def _caption_height(self) -> float:
        """Millimetres of year and value, as many lines as the longest one has."""
        captions = (area_line(small.spec, small.spec.current_map) for small in self.maps)
        lines = (len(wrapped(text, self._width, _AREA.width, _MOST_LINES)) for text in captions)
        return _YEAR.leading + max(lines) * _AREA.leading + 1

    @property
    def _height(self) -> float:
        """Millimetres of a row: all there is, unless the width lets no map be as high."""
        rows = -(-len(self.maps) // self.columns)
        most = (self.room.height - (rows - 1) * _GAP) / rows
        west, south, east, north = self.maps[0].bounds
        if self.maps[0].is_empty:
            return most
        needed = self._width * (north - south) / (east - west)
        return min(most, self._caption_height + needed + _MOST_APART)

    def _cell(self, number: int) -> Box:
        row, column = divmod(number, self.columns)
        return Box(
            x=self.room.x + column * (self._width + _GAP),
            y=self.room.y + row * (self._height + _GAP),
            width=self._width,
            height=self._height,
        )
