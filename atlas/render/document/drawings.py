"""The drawings of a document: SVGs as wide as their column, without frame, headline or source."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from atlas.atlas import Atlas
from atlas.model.documents import BarRows, DocumentSpec, Drawing
from atlas.model.overview import SmallMap, Trend
from atlas.render.chart.bar_rows import bar_rows
from atlas.render.chart.sparkline import sparkline
from atlas.render.small_map import small_map

Drawings: TypeAlias = Mapping[Drawing, str]
"""SVG of each drawing."""


def drawings_of(atlas: Atlas, spec: DocumentSpec) -> Drawings:
    """Draw all figures of a document."""
    every = {figure.drawing for figure in spec.figures if figure.drawing is not None}
    return {drawing: _drawn(atlas, drawing) for drawing in every}


def _drawn(atlas: Atlas, drawing: Drawing) -> str:
    match drawing:
        case SmallMap(series=series, scope=scope):
            boundaries = atlas.boundaries(scope.area, scope.level, scope.vintage)
            return small_map(series, boundaries)
        case Trend():
            return sparkline(drawing)
        case BarRows():
            return bar_rows(drawing)


def width_of(drawing: Drawing) -> float:
    """The part of its column that a drawing takes: a map needs less than bars with their names."""
    return 0.42 if isinstance(drawing, SmallMap) else 1.0
