"""How large the circles of a map are, and what lies below them."""

from __future__ import annotations

from math import pi, sqrt
from typing import Final

from atlas.model.specs import LegendClass, MapSpec
from atlas.render.colours import OUTSIDE

BACKDROP: Final = LegendClass(label="", colour=OUTSIDE)
"""How a shape below a circle is drawn."""
_COVERED: Final = 0.18
"""Part of the map that all circles together cover."""
_NARROWEST, _WIDEST = 0.008, 0.1
"""Radius of the largest circle as part of the map's shorter side: at least, at most."""


def largest_radius(spec: MapSpec, area: float, side: float) -> float:
    """Return the radius of a circle of size 1, in the unit of the map.

    The same for all years of a map, so that a circle keeps its meaning: in the year with the
    most, circles cover a fixed part of the `area` of all shapes, unless the largest would reach
    too far across the shorter `side` of the map or could hardly be seen.
    """
    covered = max((sum(f.size for f in year.figures) for year in spec.years), default=0.0)
    sizes = [sum((byte / 255) ** 2 for byte in column.sizes) for column in spec.columns]
    most = max(covered, *sizes, 0.0)
    if not most:
        return 0.0
    fitting = sqrt(_COVERED * area / (pi * most))
    return min(max(fitting, _NARROWEST * side), _WIDEST * side)
