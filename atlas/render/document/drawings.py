"""The drawings of a document: SVGs as wide as their column, without frame, headline or source."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from atlas.atlas import Atlas
from atlas.model.documents import BarRows, DocumentSpec, Drawing
from atlas.model.figures import FigureChoice
from atlas.model.overview import SmallMap, Trend
from atlas.render.chart.bar_rows import bar_rows
from atlas.render.chart.sparkline import sparkline
from atlas.render.figures import figure_svg
from atlas.render.small_map import small_map

Drawings: TypeAlias = Mapping[Drawing, str]
"""SVG of each drawing."""


def drawings_of(atlas: Atlas, spec: DocumentSpec) -> Drawings:
    """Draw all figures of a document."""
    every = {figure.drawing for figure in spec.figures if figure.drawing is not None}
    return {drawing: _drawn(atlas, drawing) for drawing in every}


def _drawn(atlas: Atlas, drawing: Drawing) -> str:
    match drawing:
        case SmallMap():
            return _map(atlas, drawing)
        case Trend():
            return sparkline(drawing)
        case BarRows():
            return bar_rows(drawing)
        case FigureChoice():
            return figure_svg(atlas, drawing)


def _map(atlas: Atlas, spec: SmallMap) -> str:
    """Draw a map; below custom areas lies the whole area, as on all maps."""
    scope = spec.scope
    ground = atlas.area(scope.area).ground_level(scope.level)
    below = atlas.boundaries(scope.area, ground) if ground else None
    boundaries = atlas.boundaries(scope.area, scope.level, scope.vintage)
    return small_map(spec.series, boundaries, below, spec.ringed)


def width_of(drawing: Drawing) -> float:
    """The part of its column that a drawing takes: a map needs less than bars with their names."""
    return 0.42 if isinstance(drawing, SmallMap) else 1.0
