"""The cell_map: some twenty thousand small cells, finer in the middle, parted by the river.

All coordinates are km east and north of the market square; `borders` puts them on the globe.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy.interpolate import CubicSpline
from scipy.spatial import Voronoi

from tools.musterstadt.chance import Floats, Ints, smooth_field, stream

REACH = 10.0  # km, well beyond the city limits
STEP = 0.0125  # distance of the lattice points before they are spread, as a share of the reach
SQUEEZE = 0.4  # how much denser the cells are in the middle than they would be evenly
SHAKE = 0.32  # how far a lattice point is moved, as a share of the step
LIMITS = (7.4, 6.7, 5.5, 6.5, 7.5, 6.3, 7.0, 7.6, 6.4, 7.2, 5.9, 6.7, 7.9, 8.1, 6.9, 5.8)
"""Distance of the city limits from the middle in km, from east round by north."""
FRINGE = 0.12, 0.9  # km: depth and wavelength of the bends of the city limits
SHORE = 0.035  # km from the middle of the river to the first cells on either side
SHORE_STEP = 0.07
CLEAR = 0.075  # km on either side of the river where the lattice gives way to the shore cells

_RIVER = np.array(
    [
        [1.1, -10.5], [1.5, -8.0], [0.75, -6.0], [1.35, -4.4], [1.55, -2.9], [0.85, -1.5],
        [0.95, -0.2], [1.15, 0.9], [0.45, 2.2], [-0.55, 3.3], [-0.85, 4.6], [-1.7, 6.2],
        [-1.9, 8.0], [-2.6, 10.5],
    ]
)  # fmt: skip
"""Bends of the river Wahne, from south to north."""


@dataclass(frozen=True)
class CellMap:
    """The cells of the map.

    Attributes
    ----------
    points
        Middle of each cell (n, 2), km.
    size
        Area of each cell in km², as intended.
    inside
        Whether the cell belongs to the city.
    corners
        Corners of all cells (m, 2), km.
    sides
        The two cells on either side of an edge (k, 2).
    ends
        The two corners of an edge (k, 2).
    """

    points: Floats
    size: Floats
    inside: NDArray[np.bool_]
    corners: Floats
    sides: Ints
    ends: Ints

    @cached_property
    def east_bank(self) -> NDArray[np.bool_]:
        """Whether a cell lies east of the river."""
        return east_of_river(self.points)


def river() -> CubicSpline:
    """How far east the river flows (km) at a given northing (km)."""
    return CubicSpline(_RIVER[:, 1], _RIVER[:, 0])


def east_of_river(points: Floats) -> NDArray[np.bool_]:
    """Whether points (n, 2) lie east of the river."""
    return np.asarray(points[:, 0] > river()(points[:, 1]))


def make_cell_map() -> CellMap:
    """Lay out the cells and find their edges."""
    lattice, size = _lattice()
    course = river()
    # distance to the river, measured across it: it never turns back
    slope = np.hypot(1.0, course(lattice[:, 1], 1))
    away = np.abs(lattice[:, 0] - course(lattice[:, 1])) / slope
    kept = away > CLEAR
    shore = _shore(course)
    points = np.concatenate([lattice[kept], shore])
    sizes = np.concatenate([size[kept], np.full(len(shore), SHORE_STEP**2)])
    drawn = Voronoi(points)
    bounded = np.array([min(ends) >= 0 for ends in drawn.ridge_vertices])
    return CellMap(
        points=points,
        size=sizes,
        inside=within_limits(points),
        corners=drawn.vertices,
        sides=drawn.ridge_points[bounded].astype(np.int64),
        ends=np.array([e for e in drawn.ridge_vertices if min(e) >= 0], dtype=np.int64),
    )


def within_limits(points: Floats) -> NDArray[np.bool_]:
    """Whether points (n, 2) lie within the city limits."""
    corners = np.linspace(0.0, 2.0 * np.pi, len(LIMITS) + 1)
    radius = CubicSpline(corners, [*LIMITS, LIMITS[0]], bc_type="periodic")
    depth, wavelength = FRINGE
    bend = depth * smooth_field("city limits", points, wavelength)
    angle = np.mod(np.arctan2(points[:, 1], points[:, 0]), 2.0 * np.pi)
    return np.asarray(np.hypot(points[:, 0], points[:, 1]) < radius(angle) + bend)


def _lattice() -> tuple[Floats, Floats]:
    """Shaken hexagonal lattice, spread outwards, with the area of each point's cell."""
    count = int(1.1 / STEP)
    column, row = np.meshgrid(np.arange(-count, count + 1), np.arange(-count, count + 1))
    flat = np.column_stack(
        [(column + 0.5 * (row % 2)).ravel() * STEP, row.ravel() * STEP * np.sqrt(0.75)]
    )
    flat += (stream("lattice").random(flat.shape) - 0.5) * 2.0 * SHAKE * STEP
    away = np.hypot(flat[:, 0], flat[:, 1])
    flat, away = flat[away < 1.0], away[away < 1.0]
    spread = REACH * (SQUEEZE + (1.0 - SQUEEZE) * away)
    along = REACH * (SQUEEZE + 2.0 * (1.0 - SQUEEZE) * away)
    return flat * spread[:, None], spread * along * STEP**2 * np.sqrt(0.75)


def _shore(course: CubicSpline) -> Floats:
    """Pairs of points on both banks: the edges between them are the middle of the river."""
    fine = np.linspace(-REACH, REACH, 40_001)
    length = np.concatenate([[0.0], np.cumsum(np.hypot(np.diff(course(fine)), np.diff(fine)))])
    north = np.interp(np.arange(0.0, length[-1], SHORE_STEP), length, fine)
    slope = course(north, 1)
    across = np.column_stack([np.ones_like(slope), -slope]) / np.hypot(1.0, slope)[:, None]
    middle = np.column_stack([course(north), north])
    return np.concatenate([middle + SHORE * across, middle - SHORE * across])
