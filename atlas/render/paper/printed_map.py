"""A map on paper, with all that a printed map must bear (methods 7.3)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray

from atlas.model.areas import BorderOverlay
from atlas.model.specs import LegendClass, MapKind, MapSpec, UnitFigure
from atlas.model.text import without_forbidden
from atlas.render.circles import BACKDROP, largest_radius
from atlas.render.colours import GREY, PAPER, contrast
from atlas.render.geometry import centres, drawable, in_metres, merged, slimmed, turned
from atlas.render.hyphenation import MOST_LABELLED
from atlas.render.legend import WITHOUT_FIGURE
from atlas.render.paper.circle_labels import (
    LabelledDisc,
    draw_circle_signs,
    place_circle_labels,
)
from atlas.render.paper.files import Description, Form, page_bytes
from atlas.render.paper.formats import MARGIN, Paper
from atlas.render.paper.head_and_foot import draw_foot, draw_head, draw_short_head, foot_entries
from atlas.render.paper.key_list import (
    KeyList,
    KeyRow,
    draw_below,
    draw_beside,
    draw_pages,
)
from atlas.render.paper.label_texts import Label, UnitTexts, unit_texts
from atlas.render.paper.labels import DrawnUnit, draw_labels, draw_signs, place_labels
from atlas.render.paper.legend import Legend, arrange
from atlas.render.paper.page import Box, PrintPage, Style
from atlas.render.paper.print_setup import PrintSheet
from atlas.render.paper.symbols import draw_scale
from atlas.render.paper.units import Disc, Discs, Outlines, Unit, Units, title_of
from atlas.views.map import texts as map_texts

_PLAIN = Style(size=10, colour=GREY)
_MOST_CORNERS: Final = 100_000
_FINEST: Final = 0.05
"""Millimetres that can't be told apart on paper."""
_THICKEST, _THINNEST = 0.7, 0.1
_THICKEST_OVERLAY: Final = 1.0
_LEAST_HEIGHT: Final = 60.0


def map_bytes(
    spec: MapSpec, boundaries: gpd.GeoDataFrame, form: Form, sheet: PrintSheet | None = None
) -> bytes:
    """Draw the current year of a map on a sheet of paper.

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
    page = PrintPage(paper=sheet.paper)
    shapes = _MapShapes.of(spec, boundaries)
    top = draw_head(page, spec, sheet)
    shapeless = [figure.name for figure in shapes.shapeless]
    foot = list(foot_entries(spec, shapeless, sheet.created))
    bottom = draw_foot(page, foot)
    height = max(_LEAST_HEIGHT, bottom - top)
    body = Box(x=MARGIN, y=top, width=page.paper.inner_width, height=height)
    legend = Legend(spec=spec, outside=len(shapes.outside), overlay=sheet.overlay)
    arrangement = arrange(page.paper, legend, body, shapes.radius)
    arrangement.draw(page)
    if shapes.is_empty:
        page.paragraph(arrangement.room, map_texts.NO_SHAPES, _PLAIN)
        return page_bytes([page], _description(spec), form)
    texts = unit_texts(shapes.drawn, shapes.signs, values=sheet.values)
    labels = shapes.draw(page, arrangement.room, sheet.overlay, texts)
    draw_scale(page, arrangement.scale, shapes.metres_per_millimetre(arrangement.room))
    key = _key(spec, texts, labels, values=sheet.values)
    if not key.rows or draw_beside(page, key, arrangement.free):
        return page_bytes([page], _description(spec), form)
    if form != "pdf":
        draw_below(page, key)
        return page_bytes([page], _description(spec), form)
    pages = draw_pages(key, lambda: _key_page(spec, sheet.paper, foot))
    return page_bytes([page, *pages], _description(spec), form)


def _key(
    spec: MapSpec, texts: Sequence[UnitTexts], labels: Iterable[Label], *, values: bool
) -> KeyList:
    """List the units of which the map doesn't say all that was asked for."""
    complete = {label.unit for label in labels if label.text.is_complete}
    listed = texts if len(texts) <= MOST_LABELLED else ()
    rows = tuple(
        KeyRow(number=item.number, name=item.names[0], value=item.value)
        for item in listed
        if item.unit not in complete
    )
    words = map_texts.KEY_WITH_VALUES if values else map_texts.KEY
    unit = f" ({spec.unit})" if spec.unit else ""
    return KeyList(title=words.format(plural=spec.level_plural, unit=unit), rows=rows)


def _key_page(
    spec: MapSpec, paper: Paper, foot: Sequence[tuple[str, str]]
) -> tuple[PrintPage, Box]:
    """Begin a page of the key, with head and foot of the map; return the room between them."""
    page = PrintPage(paper=paper)
    top = draw_short_head(page, spec)
    bottom = draw_foot(page, foot)
    return page, Box(x=MARGIN, y=top, width=paper.inner_width, height=bottom - top)


@dataclass(frozen=True, slots=True, kw_only=True)
class _MapShapes:
    """The map itself: units with shape and figure, shapes without figure, the rest."""

    spec: MapSpec
    drawn: tuple[UnitFigure, ...]
    shapes: NDArray[np.object_]
    outside: tuple[str, ...]
    shapeless: tuple[UnitFigure, ...]

    @classmethod
    def of(cls, spec: MapSpec, boundaries: gpd.GeoDataFrame) -> _MapShapes:
        """Bring figures and shapes together; `shapes` are those drawn, then those outside."""
        frame = in_metres(drawable(boundaries))
        figures = {figure.unit: figure for figure in spec.current_map.figures}
        with_shape = set(frame.index)
        drawn = tuple(figure for unit, figure in figures.items() if unit in with_shape)
        outside = tuple(unit for unit in frame.index if unit not in figures)
        order = [*(figure.unit for figure in drawn), *outside]
        return cls(
            spec=spec,
            drawn=drawn,
            shapes=turned(np.asarray(frame.geometry.reindex(order).array)),
            outside=outside,
            shapeless=tuple(f for unit, f in figures.items() if unit not in with_shape),
        )

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to draw."""
        return not len(self.shapes)

    def metres_per_millimetre(self, room: Box) -> float:
        """Return the scale at which the map fills a box."""
        west, south, east, north = shapely.total_bounds(self.shapes)
        return float(max((east - west) / room.width, (north - south) / room.height))

    def radius(self, room: Box) -> float:
        """Return the radius of a circle of size 1 in millimetres, when the map fills a box."""
        if self.is_empty or self.spec.kind is not MapKind.CIRCLES:
            return 0.0
        west, south, east, north = shapely.total_bounds(self.shapes)
        side = float(min(east - west, north - south))
        metres = largest_radius(self.spec, float(shapely.area(self.shapes).sum()), side)
        return metres / self.metres_per_millimetre(room)

    @property
    def signs(self) -> list[str]:
        """Signs of the entries of the legend to which the drawn units belong."""
        return [self._entry(figure).sign for figure in self.drawn]

    def draw(
        self,
        page: PrintPage,
        room: Box,
        overlay: BorderOverlay | None,
        texts: Sequence[UnitTexts],
    ) -> list[Label]:
        """Draw shapes, borders of the coarser level, circles and labels into a box.

        Return the labels: not every unit has room for one.
        """
        placed = self._placed(self.shapes, room)
        units = [
            *(self._unit(figure) for figure in self.drawn),
            *(Unit(name=f"outside-{unit}", entry=WITHOUT_FIGURE) for unit in self.outside),
        ]
        order = _dark_first(units)
        width = _line_width(placed)
        page.axes.add_artist(Units([units[n] for n in order], placed[order], width))
        if overlay is not None:
            ids = (*(figure.unit for figure in self.drawn), *self.outside)
            borders = merged(placed, [overlay.parent_of.get(unit) for unit in ids])
            if len(borders):
                page.axes.add_artist(Outlines(borders, _overlay_width(width)))
        if self.spec.kind is MapKind.CIRCLES:
            return self._draw_circles(page, room, placed, texts)
        drawn = self._drawn_units(placed)
        if len(drawn) > MOST_LABELLED:
            draw_signs(page, drawn)
            return []
        labels = place_labels(drawn, texts, room)
        draw_labels(page, labels)
        return labels

    def _drawn_units(self, placed: NDArray[np.object_]) -> list[DrawnUnit]:
        pairs = ((figure, self._entry(figure)) for figure in self.drawn)
        return [
            DrawnUnit(shape=shape, fill=entry.colour, sign=entry.sign, hatched=entry.hatched)
            for (figure, entry), shape in zip(pairs, placed, strict=False)
        ]

    def _draw_circles(
        self,
        page: PrintPage,
        room: Box,
        placed: NDArray[np.object_],
        texts: Sequence[UnitTexts],
    ) -> list[Label]:
        """Draw a circle per figure, the large ones below, and their labels."""
        discs = self._discs(placed, self.radius(room))
        page.axes.add_artist(Discs(sorted(discs, key=lambda disc: -disc.radius)))
        if len(discs) > MOST_LABELLED:
            draw_circle_signs(page, discs)
            return []
        triples = zip(discs, placed, texts, strict=False)
        labels = place_circle_labels(
            (LabelledDisc(disc=disc, shape=shape, texts=item) for disc, shape, item in triples),
            room,
        )
        draw_labels(page, labels)
        return labels

    def _discs(self, placed: NDArray[np.object_], largest: float) -> list[Disc]:
        """Circles at the middles of their units; `largest` is the radius of one of size 1."""
        middles = centres(placed[: len(self.drawn)])
        return [
            Disc(
                figure=figure,
                entry=self._entry(figure),
                x=float(x),
                y=float(y),
                radius=largest * figure.size**0.5,
            )
            for figure, (x, y) in zip(self.drawn, middles, strict=True)
        ]

    def _unit(self, figure: UnitFigure) -> Unit:
        """Shape of a unit; on a map of circles one with a circle is mere backdrop."""
        entry = self._entry(figure)
        if self.spec.kind is MapKind.CIRCLES and not entry.sign:
            return Unit(name=f"ground-{figure.unit}", entry=BACKDROP)
        return Unit(name=f"unit-{figure.unit}", entry=entry, title=title_of(figure, entry))

    def _entry(self, figure: UnitFigure) -> LegendClass:
        return self.spec.legend[figure.legend_class]

    def _placed(self, shapes: NDArray[np.object_], room: Box) -> NDArray[np.object_]:
        """Move shapes into the middle of a box, in millimetres, north up."""
        west, south, east, north = shapely.total_bounds(self.shapes)
        scale = self.metres_per_millimetre(room)
        middle = np.array([(west + east) / 2, (south + north) / 2])
        target = np.array([room.x + room.width / 2, room.y + room.height / 2])
        turn = np.array([1, -1]) / scale
        placed: NDArray[np.object_] = shapely.transform(
            shapes, lambda points: (points - middle) * turn + target
        )
        many = shapely.get_num_coordinates(placed).sum() > _MOST_CORNERS
        return slimmed(placed, _FINEST) if many else placed


def _dark_first(units: list[Unit]) -> list[int]:
    """Order light units on top: where two meet, their dark line is seen."""
    return sorted(range(len(units)), key=lambda n: -contrast(units[n].entry.colour, PAPER))


def _line_width(shapes: NDArray[np.object_]) -> float:
    """Return points: thinner lines between smaller units, or borders would hide colours."""
    size = float(np.sqrt(np.median(shapely.area(shapes))))
    return min(_THICKEST, max(_THINNEST, size * 0.06))


def _overlay_width(line_width: float) -> float:
    """Return points of the coarser borders: thicker than the units', but no bars across colours."""
    return min(_THICKEST_OVERLAY, line_width + 0.45)


def _description(spec: MapSpec) -> Description:
    year = spec.current_map
    return Description(
        title=without_forbidden(year.headline),
        text=without_forbidden(" ".join(year.text_alternative)),
        keywords=without_forbidden(f"{spec.title}, {spec.area}, {spec.level_plural}, {year.label}"),
        author=without_forbidden(year.provenance.publisher),
    )
