"""The drawings of a document: SVGs as wide as their column, without frame, headline or source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, TypeAlias

from atlas.atlas import Atlas
from atlas.memo import memoized
from atlas.model.documents import BarRows, Document, Drawing, LinkCode, Pyramid
from atlas.model.figures import FigureChoice
from atlas.model.overview import SmallMap, Trend
from atlas.render.chart.bar_rows import bar_rows
from atlas.render.chart.pyramid import pyramid
from atlas.render.chart.sparkline import sparkline
from atlas.render.figures import figure_svg
from atlas.render.qr import qr_code
from atlas.render.small_map import PlacedShapes, placed_shapes, small_map

Drawings: TypeAlias = Mapping[Drawing, str]
"""SVG of each drawing."""
_LEVELS_KEPT: Final = 4


def drawings_of(atlas: Atlas, spec: Document) -> Drawings:
    """Draw all figures of a document."""
    return Drawer(atlas).drawings_of(spec)


@dataclass(frozen=True, eq=False)
class Drawer:
    """Draws the figures of documents; what the maps of a level have in common it places once."""

    atlas: Atlas

    def drawings_of(self, spec: Document) -> Drawings:
        """Draw all figures of a document."""
        every = {figure.drawing for figure in spec.figures if figure.drawing is not None}
        return {drawing: self._drawn(drawing) for drawing in every}

    def _drawn(self, drawing: Drawing) -> str:
        match drawing:
            case SmallMap(scope=scope):
                placed = self._placed(scope.area, scope.level, scope.vintage)
                return small_map(drawing.series, placed, drawing.ringed)
            case Trend():
                return sparkline(drawing)
            case BarRows():
                return bar_rows(drawing)
            case Pyramid():
                return pyramid(drawing)
            case FigureChoice():
                return figure_svg(self.atlas, drawing)
            case LinkCode(link=link):
                code = qr_code(link)
                return code.svg if code else ""

    @memoized(maxsize=_LEVELS_KEPT)
    def _placed(self, area: str, level: str, vintage: date | None) -> PlacedShapes:
        """Place the shapes of a level; below custom areas lies the whole area, as on all maps."""
        ground = self.atlas.area(area).ground_level(level)
        below = self.atlas.boundaries(area, ground) if ground else None
        return placed_shapes(self.atlas.boundaries(area, level, vintage), below)


def width_of(drawing: Drawing) -> float:
    """The part of its column that a drawing takes: a map needs less than bars with their names.

    Two figures of a report with their words fit on a page.
    """
    if isinstance(drawing, LinkCode):
        return 0.3
    if isinstance(drawing, SmallMap):
        return 0.42
    if isinstance(drawing, Pyramid):
        return 0.8
    return 0.92 if isinstance(drawing, FigureChoice) else 1.0
