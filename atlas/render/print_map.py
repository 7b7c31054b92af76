"""A map on paper: A4 landscape, with all that a printed map must bear (methods 7.3)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray

from atlas.model.figures import LegendClass, MapSpec, UnitFigure
from atlas.render.fonts import Weight
from atlas.render.geometry import drawable, in_metres, slimmed, turned
from atlas.render.look import (
    ACCENT,
    GREY,
    NOTICE,
    NOTICE_EDGE,
    PAPER,
    RULE,
    contrast,
)
from atlas.render.map_parts import WITHOUT_FIGURE, kicker, notices, source_entries
from atlas.render.print_files import Description, Form, saved
from atlas.render.print_labels import Spot, draw_labels
from atlas.render.print_layout import HEIGHT, MARGIN, WIDTH, Box, Page, Style, wrapped
from atlas.render.print_legend import Legend, draw_scale
from atlas.render.print_units import Unit, Units
from atlas.views import texts

_KICKER = Style(size=10, weight=Weight.SEMIBOLD, colour=ACCENT)
_HEADLINES = (
    (Style(size=21, weight=Weight.SEMIBOLD), 1),
    (Style(size=18, weight=Weight.SEMIBOLD), 2),
    (Style(size=14, weight=Weight.SEMIBOLD), 3),
)
_SUBTITLE = Style(size=10, colour=GREY)
_NOTICE = Style(size=9.5, weight=Weight.SEMIBOLD)
_FOOT = Style(size=7.5)
_FOOT_LABEL = Style(size=7.5, colour=GREY)
_FULL: Final = WIDTH - 2 * MARGIN
_LEGEND_WIDTH: Final = 62.0
_FOOT_LABEL_WIDTH: Final = 21.0
_FOOT_LINES: Final = 4
_GUTTER: Final = 7.0
_SUBTITLE_LINES: Final = 3
_MOST_CORNERS: Final = 100_000
_FINEST: Final = 0.05
"""Millimetres that can't be told apart on paper."""
_THICKEST, _THINNEST = 0.7, 0.1


def map_bytes(
    spec: MapSpec,
    boundaries: gpd.GeoDataFrame,
    form: Form,
    created: date | None = None,
) -> bytes:
    """Draw the shown year of a map on a sheet of A4.

    Parameters
    ----------
    spec
        What to draw.
    boundaries
        Index `unit`, columns `name` and `geometry`, WGS 84.
    form
        "png" (300 dpi), "svg" or "pdf".
    created
        The day to print as day of creation; without it the same map gives the same bytes on
        any day.
    """
    page = Page()
    ground = _Ground.of(spec, boundaries)
    top = _draw_head(page, spec)
    bottom = _draw_foot(page, list(_foot_entries(spec, ground, created)))
    room = Box(x=MARGIN, y=top, width=_FULL - _LEGEND_WIDTH - _GUTTER, height=max(20, bottom - top))
    column = Box(x=room.right + _GUTTER, y=top, width=_LEGEND_WIDTH, height=room.height)
    Legend(page=page, column=column, spec=spec, outside=len(ground.outside)).draw()
    if ground.is_empty:
        page.paragraph(room, texts.NO_SHAPES, _SUBTITLE)
    else:
        ground.draw(page, room)
        draw_scale(page, column, ground.metres_per_millimetre(room))
    return saved(page, _description(spec), form)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ground:
    """The map itself: units with shape and figure, shapes without figure, the rest."""

    spec: MapSpec
    drawn: tuple[UnitFigure, ...]
    shapes: NDArray[np.object_]
    outside: tuple[str, ...]
    shapeless: tuple[UnitFigure, ...]

    @classmethod
    def of(cls, spec: MapSpec, boundaries: gpd.GeoDataFrame) -> _Ground:
        """Bring figures and shapes together; `shapes` are those drawn, then those outside."""
        frame = in_metres(drawable(boundaries))
        found = {figure.unit: figure for figure in spec.shown.figures}
        drawn = tuple(figure for unit, figure in found.items() if unit in frame.index)
        outside = tuple(unit for unit in frame.index if unit not in found)
        order = [*(figure.unit for figure in drawn), *outside]
        return cls(
            spec=spec,
            drawn=drawn,
            shapes=turned(np.asarray(frame.geometry.reindex(order).array)),
            outside=outside,
            shapeless=tuple(f for unit, f in found.items() if unit not in frame.index),
        )

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to draw."""
        return not len(self.shapes)

    def metres_per_millimetre(self, room: Box) -> float:
        """Return the scale at which the map fills a box."""
        west, south, east, north = shapely.total_bounds(self.shapes)
        return float(max((east - west) / room.width, (north - south) / room.height))

    def draw(self, page: Page, room: Box) -> None:
        """Draw shapes, then labels, into a box."""
        placed = self._placed(room)
        units = [
            *(Unit(name=f"unit-{f.unit}", entry=self._entry(f)) for f in self.drawn),
            *(Unit(name=f"outside-{unit}", entry=WITHOUT_FIGURE) for unit in self.outside),
        ]
        order = _dark_first(units)
        page.sheet.add_artist(Units([units[n] for n in order], placed[order], _line_width(placed)))
        spots = [
            Spot(figure=figure, shape=shape, fill=self._entry(figure).colour)
            for figure, shape in zip(self.drawn, placed, strict=False)
        ]
        draw_labels(page, spots, room)

    def _entry(self, figure: UnitFigure) -> LegendClass:
        return self.spec.legend[figure.legend_class]

    def _placed(self, room: Box) -> NDArray[np.object_]:
        """Move the shapes into the middle of a box, in millimetres, north up."""
        west, south, east, north = shapely.total_bounds(self.shapes)
        scale = self.metres_per_millimetre(room)
        middle = np.array([(west + east) / 2, (south + north) / 2])
        target = np.array([room.x + room.width / 2, room.y + room.height / 2])
        turn = np.array([1, -1]) / scale
        placed: NDArray[np.object_] = shapely.transform(
            self.shapes, lambda points: (points - middle) * turn + target
        )
        many = shapely.get_num_coordinates(placed).sum() > _MOST_CORNERS
        return slimmed(placed, _FINEST) if many else placed


def _dark_first(units: Sequence[Unit]) -> list[int]:
    """Order light units on top: where light meets light, their dark line is the one seen."""
    return sorted(range(len(units)), key=lambda n: -contrast(units[n].entry.colour, PAPER))


def _line_width(shapes: NDArray[np.object_]) -> float:
    """Return points: thinner lines between smaller units, or borders would hide colours."""
    size = float(np.sqrt(np.median(shapely.area(shapes))))
    return min(_THICKEST, max(_THINNEST, size * 0.06))


def _draw_head(page: Page, spec: MapSpec) -> float:
    """Write place and time, headline, subtitle and notices; return where the map may begin."""
    year = spec.shown
    y = _write(page, MARGIN - 2, kicker(spec, year), _KICKER, 1) + 1
    style, lines = next(
        ((s, n) for s, n in _HEADLINES if len(wrapped(year.headline, _FULL, s, n + 1)) <= n),
        _HEADLINES[-1],
    )
    y = _write(page, y, year.headline, style, lines) + 1
    y = _write(page, y, year.subtitle, _SUBTITLE, _SUBTITLE_LINES) + 2
    for notice in notices(spec):
        y = _draw_notice(page, y, notice)
    return y + 3


def _write(page: Page, y: float, text: str, style: Style, lines: int) -> float:
    room = Box(x=MARGIN, y=y, width=_FULL, height=lines * style.leading)
    return page.paragraph(room, text, style)


def _draw_notice(page: Page, y: float, text: str) -> float:
    band = Box(x=MARGIN, y=y, width=_FULL, height=6.2)
    page.rectangle(band, NOTICE)
    page.rectangle(Box(x=MARGIN, y=y, width=1.2, height=band.height), NOTICE_EDGE)
    page.write(band.x + 3.5, y + (band.height + _NOTICE.cap_height) / 2, text, _NOTICE)
    return band.bottom + 1.4


def _foot_entries(
    spec: MapSpec, ground: _Ground, created: date | None
) -> Iterator[tuple[str, str]]:
    """Yield label and text of everything that stands below the map."""
    yield from source_entries(spec, spec.shown)
    if ground.shapeless:
        yield texts.WITHOUT_SHAPE, ", ".join(figure.name for figure in ground.shapeless)
    if created is not None:
        yield texts.CREATED, f"{created:%d.%m.%Y}"


def _draw_foot(page: Page, entries: Sequence[tuple[str, str]]) -> float:
    """Write the entries in two columns at the bottom; return where the map must end."""
    wide = (_FULL - _GUTTER) / 2
    lines = [
        len(wrapped(text, wide - _FOOT_LABEL_WIDTH, _FOOT, _FOOT_LINES)) for _, text in entries
    ]
    split = next(n for n in range(len(lines) + 1) if sum(lines[:n]) * 2 >= sum(lines))
    height = max(sum(lines[:split]), sum(lines[split:])) * _FOOT.leading
    top = HEIGHT - MARGIN + 3 - height
    page.rectangle(Box(x=MARGIN, y=top - 2.5, width=_FULL, height=0.2), RULE)
    for x, part in ((MARGIN, entries[:split]), (MARGIN + wide + _GUTTER, entries[split:])):
        _draw_column(page, Box(x=x, y=top, width=wide, height=height), part)
    return top - 6


def _draw_column(page: Page, place: Box, entries: Iterable[tuple[str, str]]) -> None:
    y = place.y
    for label, text in entries:
        page.paragraph(Box(x=place.x, y=y, width=_FOOT_LABEL_WIDTH, height=1), label, _FOOT_LABEL)
        room = Box(
            x=place.x + _FOOT_LABEL_WIDTH,
            y=y,
            width=place.width - _FOOT_LABEL_WIDTH,
            height=_FOOT_LINES * _FOOT.leading,
        )
        y = page.paragraph(room, text, _FOOT)


def _description(spec: MapSpec) -> Description:
    year = spec.shown
    return Description(
        title=year.headline,
        text=" ".join(year.twin),
        keywords=f"{spec.title}, {spec.area}, {spec.level_plural}, {year.label}",
        author=year.provenance.publisher,
    )
