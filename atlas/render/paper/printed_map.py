"""A map on paper, with all that a printed map must bear (methods 7.3)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import chain
from typing import Final

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray

from atlas.model.areas import BorderOverlay
from atlas.model.colours import contrast
from atlas.model.specs import LegendClass, MapKind, MapSpec, MapYear, UnitFigure
from atlas.render.circles import BACKDROP, largest_radius
from atlas.render.colours import GREY, PAPER, ink_on
from atlas.render.description import Description, description_of
from atlas.render.geometry import centres, drawable, in_metres, merged, slimmed, turned
from atlas.render.hyphenation import MOST_LABELLED
from atlas.render.legend import WHOLE_AREA, WITHOUT_FIGURE
from atlas.render.paper.circle_labels import (
    LabelledDisc,
    draw_circle_signs,
    place_circle_labels,
    place_small_circle_labels,
)
from atlas.render.paper.files import Form, page_files
from atlas.render.paper.formats import MARGIN
from atlas.render.paper.head_and_foot import (
    FootEntry,
    Head,
    draw_foot,
    draw_short_head,
    foot_entries,
    number_pages,
)
from atlas.render.paper.key_list import KeyList, KeyRow, draw_beside, draw_pages
from atlas.render.paper.label_room import outlines, rows_of, white_corners
from atlas.render.paper.label_texts import Label, UnitTexts, unit_texts
from atlas.render.paper.labels import (
    FEW_UNITS,
    DrawnUnit,
    draw_labels,
    draw_signs,
    place_labels,
    place_small_labels,
)
from atlas.render.paper.legend import (
    COLUMN_GAP,
    Arrangement,
    Legend,
    arrangements,
    arrangements_in,
)
from atlas.render.paper.page import Box, PrintPage, Style
from atlas.render.paper.print_setup import PrintSheet
from atlas.render.paper.symbols import draw_scale
from atlas.render.paper.units import Disc, Discs, Outlines, Unit, Units, title_of
from atlas.views.map import texts as map_texts

_PLAIN = Style(size=10, colour=GREY)
_MOST_CORNERS: Final = 100_000
_FINEST, _FINEST_SMALL = 0.05, 0.12
"""Millimetres that can't be told apart on paper."""
_THICKEST, _THINNEST = 0.7, 0.1
_SELECTED, _SELECTED_SMALL, _SELECTED_LEAST = 2.6, 1.2, 1.0
"""Points of the line around picked units: on a map, on a small one, around small units."""
_SELECTED_RIM: Final = 2.3
"""How many times as wide its rim is."""
_THICKEST_OVERLAY: Final = 1.0
_LEAST_HEIGHT: Final = 60.0
_CLEARLY_LARGER: Final = 1.12
"""The head stands in a column where that lets the map be so many times as large."""
_COLUMN_WIDTHS: Final = (62.0, 100.0)
_MOST_SQUEEZED: Final = 60
"""Rows of a key for which room is looked for beyond what the legend leaves."""
_LABELS_BESIDE: Final = 24.0
"""Millimetres for names beside the map, left and right together."""


def map_files(
    spec: MapSpec, boundaries: gpd.GeoDataFrame, form: Form, sheet: PrintSheet | None = None
) -> tuple[bytes, ...]:
    """Draw the current year of a map on a sheet of paper; a key may need further ones.

    A PDF holds all of them, of images there is one per sheet.

    Parameters
    ----------
    spec
        What to draw.
    boundaries
        Index `unit`, columns `name` and `geometry`, WGS 84.
    form
        "png" (300 dpi), "svg" or "pdf".
    sheet
        Paper, day of creation, number, logo, level whose borders lie on top; by default A4
        landscape with nothing of these.
    """
    sheet = sheet or PrintSheet()
    page = PrintPage(paper=sheet.paper, accent=sheet.accent)
    shapes = MapShapes.on_sheet(spec, boundaries, sheet)
    shapeless = [figure.shown for figure in shapes.shapeless]
    foot = list(foot_entries(spec, shapeless, sheet.created))
    bottom = draw_foot(page, foot, link=spec.current_map.provenance.link)
    options = _Frame(shapes=shapes, sheet=sheet, bottom=bottom).options(page)
    first = next(options)
    labels = shapes.draw(page, first.room)
    key = shapes.key(labels)
    corners = partial(shapes.corners, first.room, labels)
    chosen = _draw_key(page, key, chain([first], options), corners)
    arrangement = chosen or first
    arrangement.draw(page)
    if not shapes.is_empty:
        draw_scale(page, arrangement.scale, shapes.metres_per_millimetre(arrangement.room))
    pages = [page] if chosen else with_keys(page, [(spec, key)], foot)
    return page_files(pages, description(spec, spec.current_map), form)


def _draw_key(
    page: PrintPage,
    key: KeyList,
    options: Iterator[Arrangement],
    corners: Callable[[], Iterable[Box]],
) -> Arrangement | None:
    """Draw the key on the sheet of its map; return the arrangement that leaves room for it.

    The first one is tried, then the corners of the map, then legends that are tighter; None says
    that nothing was drawn.
    """
    first = next(options)
    if any(draw_beside(page, key, space) for space in first.spaces):
        return first
    if len(key.rows) > _MOST_SQUEEZED:
        return None
    if any(draw_beside(page, key, [corner]) for corner in corners()):
        return first
    tighter = ((option, space) for option in options for space in option.spaces)
    return next((option for option, space in tighter if draw_beside(page, key, space)), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Frame:
    """What is around a map: head and legend, above a foot that begins at `bottom`.

    On a sheet that is wider than the area the head stands above the legend in one column, where
    that lets the map be clearly larger; else it has the width of the sheet.
    """

    shapes: MapShapes
    sheet: PrintSheet
    bottom: float

    def options(self, page: PrintPage) -> Iterator[Arrangement]:
        """Draw the head; return where map and legend may be: the map has one room in all ways."""
        legend = self.shapes.legend()
        head = Head.on_top(self.shapes.spec, self.sheet)
        on_top = self._below(head, legend)
        first = next(on_top)
        beside = replace(head, box=self._column, in_column=True)
        in_column = self._in_column(beside, legend, first.room)
        other = next(in_column, None)
        (beside if other else head).draw(page)
        return chain([other], in_column) if other else chain([first], on_top)

    def _below(self, head: Head, legend: Legend) -> Iterator[Arrangement]:
        height = max(_LEAST_HEIGHT, self.bottom - head.end)
        body = Box(x=MARGIN, y=head.end, width=head.box.width, height=height)
        return arrangements(legend, body, self.shapes.radius, beside=self.sheet.paper.is_landscape)

    def _in_column(self, head: Head, legend: Legend, other: Box) -> Iterator[Arrangement]:
        """Return nothing unless all has room and the map is clearly larger than in another box."""
        column, scale = head.box, self.shapes.metres_per_millimetre
        room = replace(column, x=MARGIN, width=column.x - COLUMN_GAP - MARGIN)
        is_wide = self.sheet.paper.is_landscape and not self.shapes.is_empty
        if not is_wide or scale(other) < _CLEARLY_LARGER * scale(room):
            return iter(())
        below = replace(column, y=head.end, height=column.bottom - head.end)
        return arrangements_in(legend, room, below, self.shapes.radius)

    @property
    def _column(self) -> Box:
        """The column at the right: as wide as the area leaves it beside a map of full height."""
        paper, top = self.sheet.paper, MARGIN - 2
        height = self.bottom - top
        west, south, east, north = self.shapes.bounds
        map_width = height * (east - west) / max(north - south, 1.0) + _LABELS_BESIDE
        least, most = _COLUMN_WIDTHS
        width = min(max(paper.inner_width - COLUMN_GAP - map_width, least), most)
        return Box(x=paper.width - MARGIN - width, y=top, width=width, height=height)


def with_keys(
    page: PrintPage, keys: Iterable[tuple[MapSpec, KeyList]], foot: Sequence[FootEntry]
) -> list[PrintPage]:
    """Draw keys on pages that follow a map; return all its pages.

    Each of those pages has the head of the map its key speaks of, and the entries of the `foot`.
    """
    pages = [page]
    for spec, key in keys:
        pages.extend(draw_pages(key, partial(_page_of_key, page, spec, foot)))
    number_pages(pages)
    return pages


def _page_of_key(
    first: PrintPage, spec: MapSpec, foot: Sequence[FootEntry]
) -> tuple[PrintPage, Box]:
    """Begin a page for the key of a map; return it with the room for the key."""
    page = PrintPage(paper=first.paper, accent=first.accent)
    top = draw_short_head(page, spec)
    height = draw_foot(page, foot) - top
    return page, Box(x=MARGIN, y=top, width=page.paper.inner_width, height=height)


@dataclass(frozen=True, slots=True, kw_only=True)
class MapShapes:
    """The map itself: units with shape and figure, shapes without figure, the rest.

    `bounds` are those of all shapes, in metres. The borders of the `overlay` level lie on top,
    the shapes of the `ground` below.
    `mark` tells the units of several maps on one page apart, in the names of their groups. A
    `small` map bears no values; on others `values` stand beside the names. No letter is smaller
    than `least` points.
    """

    spec: MapSpec
    drawn: tuple[UnitFigure, ...]
    shapes: NDArray[np.object_]
    outside: tuple[str, ...]
    shapeless: tuple[UnitFigure, ...]
    bounds: tuple[float, float, float, float]
    overlay: BorderOverlay | None = None
    mark: str = ""
    small: bool = False
    values: bool = True
    least: float = 0.0
    ground: NDArray[np.object_] = field(default_factory=lambda: np.array([], dtype=object))

    @classmethod
    def of(
        cls, spec: MapSpec, frame: gpd.GeoDataFrame, ground: gpd.GeoDataFrame | None = None
    ) -> MapShapes:
        """Bring figures together with drawable shapes in metres: those drawn, those outside.

        The boundaries of the `ground` needn't be drawable or in metres.
        """
        figures = {figure.unit: figure for figure in spec.current_map.figures}
        with_shape = set(frame.index)
        drawn = tuple(figure for unit, figure in figures.items() if unit in with_shape)
        outside = tuple(unit for unit in frame.index if unit not in figures)
        order = [*(figure.unit for figure in drawn), *outside]
        shapes = turned(np.asarray(frame.geometry.reindex(order).array))
        below = frame.iloc[:0] if ground is None else drawable(ground).to_crs(frame.crs)
        beneath = turned(np.asarray(below.geometry.array))
        every = np.concatenate([shapes, beneath])
        bounds = shapely.total_bounds(every).tolist() if len(every) else (0.0,) * 4
        west, south, east, north = bounds
        return cls(
            spec=spec,
            drawn=drawn,
            shapes=shapes,
            bounds=(west, south, east, north),
            outside=outside,
            shapeless=tuple(f for unit, f in figures.items() if unit not in with_shape),
            ground=beneath,
        )

    @classmethod
    def on_sheet(cls, spec: MapSpec, boundaries: gpd.GeoDataFrame, sheet: PrintSheet) -> MapShapes:
        """Bring figures and boundaries as read together with what a sheet adds to them."""
        shapes = cls.of(spec, in_metres(drawable(boundaries)), sheet.ground)
        least = sheet.paper.smallest_letters
        return replace(shapes, overlay=sheet.overlay, values=sheet.values, least=least)

    def readable(self) -> MapShapes:
        """The same map for a slide: of many units, only those somebody picked have names."""
        return replace(self, small=len(self.drawn) > FEW_UNITS)

    def legend(self) -> Legend:
        """Return the legend of this map alone."""
        ground = bool(len(self.ground))
        return Legend.of_map(self.spec, len(self.outside), self.overlay, ground=ground)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to draw."""
        return not len(self.shapes)

    def metres_per_millimetre(self, room: Box) -> float:
        """Return the scale at which the map fills a box."""
        west, south, east, north = self.bounds
        return max((east - west) / room.width, (north - south) / room.height)

    def radius(self, room: Box) -> float:
        """Return the radius of a circle of size 1 in millimetres, when the map fills a box."""
        if self.is_empty or self.spec.kind is not MapKind.CIRCLES:
            return 0.0
        west, south, east, north = self.bounds
        side = min(east - west, north - south)
        metres = largest_radius(self.spec, float(shapely.area(self.shapes).sum()), side)
        return metres / self.metres_per_millimetre(room)

    def key(self, labels: Iterable[Label]) -> KeyList:
        """List the units of which the labels don't say all that was asked for."""
        complete = {label.unit for label in labels if label.text.is_complete}
        texts = () if self.small or len(self.drawn) > MOST_LABELLED else self._texts
        rows = (
            KeyRow(number=text.number, name=text.names_in_key, value=text.value)
            for text in texts
            if text.unit not in complete
        )
        words = map_texts.KEY_WITH_VALUES if self.values else map_texts.KEY
        unit = f" ({self.spec.unit})" if self.spec.unit else ""
        title = words.format(plural=self.spec.level_plural, unit=unit)
        return KeyList(title=title, rows=tuple(rows))

    def corners(self, room: Box, labels: Iterable[Label]) -> list[Box]:
        """Return what the map and its labels leave free in the corners of a box."""
        taken = outlines(rows_of(*(label.box for label in labels)))
        drawn = (self._placed(shapes, room) for shapes in (self.shapes, self.ground))
        return white_corners(np.concatenate([*drawn, taken]), room)

    def draw(self, page: PrintPage, room: Box) -> list[Label]:
        """Draw shapes, borders of the coarser level or the whole, circles and labels into a box.

        Return the labels: not every unit has room for one. Where there is nothing to draw, the
        page says so.
        """
        if self.is_empty:
            page.paragraph(room, map_texts.NO_SHAPES, _PLAIN)
            return []
        placed = self._placed(self.shapes, room)
        units = [
            *(self._unit(figure) for figure in self.drawn),
            *(Unit(name=f"outside-{self.mark}{u}", entry=WITHOUT_FIGURE) for u in self.outside),
        ]
        order = _dark_first(units)
        width = _line_width(placed)
        self._draw_ground(page, room, width)
        page.axes.add_artist(Units([units[n] for n in order], placed[order], width))
        self._draw_borders(page, placed, _overlay_widths(width))
        self._outline_selected(page, placed)
        if self.spec.kind is MapKind.CIRCLES:
            discs = self._draw_circles(page, room, placed)
            if not self.small:
                return self._label_circles(page, room, (discs, placed))
        elif not self.small:
            return self._label(page, room, placed)
        return self._label_picked(page, room) if self.least else []

    def _draw_ground(self, page: PrintPage, room: Box, width: float) -> None:
        names = (f"whole-{self.mark}{number}" for number in range(len(self.ground)))
        units = [Unit(name=name, entry=WHOLE_AREA) for name in names]
        if units:
            page.axes.add_artist(Units(units, self._placed(self.ground, room), width))

    def small_labels(self, room: Box, sizes: Mapping[str, float]) -> list[Label]:
        """Find places for names and numbers on a small map: the same in all years.

        `sizes` are those of the largest circles of all years.
        """
        if self.is_empty or len(self.drawn) > MOST_LABELLED:
            return []
        placed = self._placed(self.shapes, room)
        texts = [replace(text, value="") for text in self._texts]
        if self.spec.kind is not MapKind.CIRCLES:
            units = self._drawn_units(placed)
            return place_small_labels(units, texts, room, self.spec.selected)
        triples = zip(self._discs(room, placed, sizes), placed, texts, strict=False)
        discs = [LabelledDisc(disc=disc, shape=shape, texts=t) for disc, shape, t in triples]
        return place_small_circle_labels(discs, room, self.spec.selected)

    def _label_picked(self, page: PrintPage, room: Box) -> list[Label]:
        """Name the units somebody picked: on a slide of many units the only names."""
        sizes = {figure.unit: figure.size for figure in self.drawn}
        labels = self.small_labels(room, sizes) if self.spec.selected else []
        picked = [label for label in labels if label.unit in self.spec.selected]
        self.write(page, picked)
        return picked

    def write(self, page: PrintPage, labels: Iterable[Label]) -> None:
        """Write labels of a small map in the inks that are seen on the colours of this year."""
        entries = {figure.unit: self._entry(figure) for figure in self.drawn}
        styled = []
        for label in (label for label in labels if label.unit in entries):
            fill, hatched = entries[label.unit].colour, entries[label.unit].hatched
            inside = label.text.in_ink(ink_on(fill), fill if hatched else "")
            on_ground = label.leader or self.spec.kind is MapKind.CIRCLES
            styled.append(label if on_ground else replace(label, text=inside))
        draw_labels(page, styled)

    def key_of_numbers(self, labels: Iterable[Label]) -> KeyList:
        """List the units whose number stands on small maps instead of their name."""
        numbered = {label.unit for label in labels if not label.text.is_named}
        rows = (
            KeyRow(number=text.number, name=text.names_in_key, value="")
            for text in self._texts
            if text.unit in numbered
        )
        title = map_texts.KEY.format(plural=self.spec.level_plural)
        return KeyList(title=title, rows=tuple(rows))

    def _label(self, page: PrintPage, room: Box, placed: NDArray[np.object_]) -> list[Label]:
        """Write on units what has room."""
        units = self._drawn_units(placed)
        if len(units) > MOST_LABELLED:
            draw_signs(page, units)
            return []
        labels = place_labels(units, self._texts, room)
        draw_labels(page, labels)
        return labels

    def _label_circles(
        self, page: PrintPage, room: Box, drawn: tuple[list[Disc], NDArray[np.object_]]
    ) -> list[Label]:
        """Write in and beside circles what has room."""
        discs, placed = drawn
        if len(discs) > MOST_LABELLED:
            draw_circle_signs(page, discs)
            return []
        triples = zip(discs, placed, self._texts, strict=False)
        labelled = [LabelledDisc(disc=disc, shape=shape, texts=t) for disc, shape, t in triples]
        labels = place_circle_labels(labelled, room)
        draw_labels(page, labels)
        return labels

    @property
    def _texts(self) -> list[UnitTexts]:
        """What may be written on the drawn units."""
        signs = [self._entry(figure).sign for figure in self.drawn]
        return unit_texts(self.drawn, signs, values=self.values, least=self.least)

    def _draw_borders(
        self, page: PrintPage, placed: NDArray[np.object_], widths: tuple[float, float]
    ) -> None:
        ids = (*(figure.unit for figure in self.drawn), *self.outside)
        # of the whole without a coarser level: white lines of dark units can't be seen on paper
        name, parents = (
            ("outline", dict.fromkeys(ids, ""))
            if self.overlay is None
            else ("borders", self.overlay.parent_of)
        )
        borders = merged(placed, [parents.get(unit) for unit in ids])
        if len(borders):
            page.axes.add_artist(Outlines(borders, widths, f"{self.mark}{name}"))

    def _outline_selected(self, page: PrintPage, placed: NDArray[np.object_]) -> None:
        """Outline the units somebody picked, as on the screen: stronger than any border."""
        picked = [n for n, figure in enumerate(self.drawn) if figure.unit in self.spec.selected]
        if picked:
            most = _SELECTED_SMALL if self.small else _SELECTED
            width = min(most, max(_SELECTED_LEAST, 0.25 * _side(placed[picked])))
            widths = (width, width * _SELECTED_RIM)
            page.axes.add_artist(Outlines(placed[picked], widths, f"{self.mark}selected"))

    def _drawn_units(self, placed: NDArray[np.object_]) -> list[DrawnUnit]:
        pairs = ((figure, self._entry(figure)) for figure in self.drawn)
        return [
            DrawnUnit(shape=shape, fill=entry.colour, sign=entry.sign, hatched=entry.hatched)
            for (_, entry), shape in zip(pairs, placed, strict=False)
        ]

    def _draw_circles(self, page: PrintPage, room: Box, placed: NDArray[np.object_]) -> list[Disc]:
        """Draw a circle per figure, the large ones below."""
        discs = self._discs(room, placed, {figure.unit: figure.size for figure in self.drawn})
        page.axes.add_artist(Discs(sorted(discs, key=lambda disc: -disc.radius)))
        return discs

    def _discs(
        self, room: Box, placed: NDArray[np.object_], sizes: Mapping[str, float]
    ) -> list[Disc]:
        """Return the circles of all figures in these sizes."""
        largest = self.radius(room)
        middles = centres(placed[: len(self.drawn)])
        return [
            Disc(
                figure=figure,
                entry=self._entry(figure),
                x=float(x),
                y=float(y),
                radius=largest * sizes[figure.unit] ** 0.5,
                mark=self.mark,
            )
            for figure, (x, y) in zip(self.drawn, middles, strict=True)
        ]

    def _unit(self, figure: UnitFigure) -> Unit:
        """Shape of a unit; on a map of circles one with a circle is mere backdrop."""
        entry = self._entry(figure)
        if self.spec.kind is MapKind.CIRCLES and not entry.sign:
            return Unit(name=f"ground-{self.mark}{figure.unit}", entry=BACKDROP)
        name = f"unit-{self.mark}{figure.unit}"
        return Unit(name=name, entry=entry, title=title_of(figure, entry))

    def _entry(self, figure: UnitFigure) -> LegendClass:
        return self.spec.legend[figure.legend_class]

    def _placed(self, shapes: NDArray[np.object_], room: Box) -> NDArray[np.object_]:
        """Move shapes into the middle of a box, in millimetres, north up."""
        west, south, east, north = self.bounds
        scale = self.metres_per_millimetre(room)
        middle = np.array([(west + east) / 2, (south + north) / 2])
        target = np.array([room.x + room.width / 2, room.y + room.height / 2])
        turn = np.array([1, -1]) / scale
        placed: NDArray[np.object_] = shapely.transform(
            shapes, lambda points: (points - middle) * turn + target
        )
        many = shapely.get_num_coordinates(placed).sum() > _MOST_CORNERS
        if self.small:
            return slimmed(placed, _FINEST_SMALL)
        return slimmed(placed, _FINEST) if many else placed


def _dark_first(units: list[Unit]) -> list[int]:
    """Order light units on top: where two meet, their dark line is seen."""
    return sorted(range(len(units)), key=lambda n: -contrast(units[n].entry.colour, PAPER))


def _line_width(shapes: NDArray[np.object_]) -> float:
    """Return points: thinner lines between smaller units, or borders would hide colours."""
    return min(_THICKEST, max(_THINNEST, _side(shapes) * 0.06))


def _side(shapes: NDArray[np.object_]) -> float:
    """Return the side of a square as large as the middle one of shapes."""
    return float(np.sqrt(np.median(shapely.area(shapes))))


def _overlay_widths(line_width: float) -> tuple[float, float]:
    """Return points of the coarser borders and of their rim.

    They are thicker than those of the units, but no bars across the colours.
    """
    width = min(_THICKEST_OVERLAY, line_width + 0.45)
    return width, width + 1.0


def description(spec: MapSpec, year: MapYear) -> Description:
    """Return the metadata of a file that shows a year, or several, of a map."""
    keywords = f"{spec.title}, {spec.area}, {spec.level_plural}, {year.label}"
    text = " ".join(year.text_alternative)
    return description_of(year.headline, text, keywords, year.provenance)
