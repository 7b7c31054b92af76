"""Which cell belongs to which unit: districts, blocks within them, schools and wards across.

Labels are positions in the list of units; cells outside the city have the label -1.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components
from scipy.spatial import cKDTree

from tools.musterstadt.cells import CellMap, east_of_river
from tools.musterstadt.chance import Floats, Ints, normal, smooth_field, stream
from tools.musterstadt.plan import Bezirk
from tools.musterstadt.tables import kinds

Flags = NDArray[np.bool_]

OUTSIDE = -1
BENDS = ((0.17, 1.9), (0.06, 0.7), (0.02, 0.22))  # km: how far borders bend, wavelength
BANK_GAP = 50.0  # km added between the banks, so that nothing reaches across the river
ROUNDS = 25  # of moving middles; more moves nothing visible
RESIDENTS_PER_BLOCK = 640
FEWEST_BLOCKS, MOST_BLOCKS = 3, 11
BLOCKS_OF_EMPTY = 4
BUILT_OUTSIDE = 0.02  # share of houses in the fields
SCHOOLS, WARDS = 20, 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Districts:
    """The units as labels.

    Attributes
    ----------
    block_of_cell
        Block of each cell, `OUTSIDE` beyond the limits.
    bezirk_of_block, school_of_block, ward_of_block
        Larger unit each block lies in.
    middles
        Middle of each block by houses (n, 2), km.
    houses
        Share of the houses of its district that stand in a block.
    """

    block_of_cell: Ints
    bezirk_of_block: Ints
    school_of_block: Ints
    ward_of_block: Ints
    middles: Floats
    houses: Floats


def make_districts(cell_map: CellMap, bezirke: Sequence[Bezirk]) -> Districts:
    """Divide the map into districts and blocks, and join blocks to schools and wards."""
    bent = _bent(cell_map)
    bezirk = _bezirk_of_cell(cell_map, bent, bezirke)
    houses = _houses(cell_map, bezirk, bezirke)
    block, bezirk_of_block = _blocks(cell_map, bent, bezirk, houses, bezirke)
    built, middles = _houses_of_blocks(cell_map, block, houses)
    share = built / np.bincount(bezirk_of_block, built)[bezirk_of_block]
    planned = np.array([item.residents for item in bezirke])[bezirk_of_block]
    residents = planned * share + 1.0
    links = _neighbours(cell_map, block)
    return Districts(
        block_of_cell=block,
        bezirk_of_block=bezirk_of_block,
        school_of_block=_merged(links, middles, np.sqrt(residents), SCHOOLS, "school"),
        ward_of_block=_merged(links, middles, residents, WARDS, "ward"),
        middles=middles,
        houses=share,
    )


def _houses_of_blocks(cell_map: CellMap, block: Ints, houses: Floats) -> tuple[Floats, Floats]:
    """Houses of each block, and its middle by houses."""
    inside = block >= 0
    label, weight = block[inside], houses[inside]
    built = np.asarray(np.bincount(label, weight), dtype=float)
    middles = [np.bincount(label, weight * axis) / built for axis in cell_map.points[inside].T]
    return built, np.column_stack(middles)


def _bent(cell_map: CellMap) -> Floats:
    """Bend the map, so that straight borders come out winding; the banks are kept apart."""
    bent = cell_map.points.copy()
    for depth, wavelength in BENDS:
        for axis in range(2):
            name = f"bend {wavelength} {axis}"
            bent[:, axis] += depth * smooth_field(name, cell_map.points, wavelength)
    bent[:, 0] += BANK_GAP * cell_map.east_bank
    return bent


def _bezirk_of_cell(cell_map: CellMap, bent: Floats, bezirke: Sequence[Bezirk]) -> Ints:
    """Nearest middle on the same bank."""
    middles = np.array([[item.x, item.y] for item in bezirke])
    middles[:, 0] += BANK_GAP * east_of_river(middles)
    nearest = cKDTree(middles).query(bent)[1].astype(np.int64)
    # islands beyond the limits and ponds within them go to what surrounds them
    inside = _without_strays(
        cell_map.inside.astype(np.int64), cell_map.sides, np.zeros_like(nearest)
    )
    label = np.where(inside == 1, nearest, OUTSIDE)
    return _without_strays(label, cell_map.sides, inside)


def _houses(cell_map: CellMap, bezirk: Ints, bezirke: Sequence[Bezirk]) -> Floats:
    """How many houses stand in each cell: area, thinning out away from the middle."""
    middles = np.array([[item.x, item.y] for item in bezirke])
    reach = np.array([kinds()[item.kind]["settled_km"] for item in bezirke])
    away = np.hypot(*(cell_map.points - middles[bezirk]).T)
    density = np.exp(-((away / reach[bezirk]) ** 2)) + BUILT_OUTSIDE
    return np.asarray(cell_map.size * density)


def _blocks(
    cell_map: CellMap, bent: Floats, bezirk: Ints, houses: Floats, bezirke: Sequence[Bezirk]
) -> tuple[Ints, Ints]:
    """Blocks of all cells, and the district of each block."""
    block = np.full(len(bezirk), OUTSIDE, dtype=np.int64)
    parents: list[int] = []
    for k, item in enumerate(bezirke):
        members = np.flatnonzero(bezirk == k)
        count = _block_count(item)
        label = _clustered(bent[members], houses[members], count, f"blocks {item.key}")
        block[members] = label + len(parents)
        parents.extend([k] * count)
    return _without_strays(block, cell_map.sides, bezirk), np.array(parents, dtype=np.int64)


def _block_count(item: Bezirk) -> int:
    if not item.residents:
        return BLOCKS_OF_EMPTY
    return min(max(round(item.residents / RESIDENTS_PER_BLOCK), FEWEST_BLOCKS), MOST_BLOCKS)


def _clustered(points: Floats, weight: Floats, count: int, name: str) -> Ints:
    """Group points around `count` middles that move until they rest (Lloyd)."""
    # spread the first middles: each where the houses are and the others are far
    luck = -np.log1p(-stream(name).random(len(points)))
    first = [int(np.argmax(weight / (luck + 0.05)))]
    for _ in range(count - 1):
        away = cKDTree(points[first]).query(points)[0]
        first.append(int(np.argmax(away**2 * weight)))
    middles = points[first]
    label = np.zeros(len(points), dtype=np.int64)
    for _ in range(ROUNDS):
        label = cKDTree(middles).query(points)[1].astype(np.int64)
        mass = np.bincount(label, weight, count)
        sums = [np.bincount(label, weight * axis, count) for axis in points.T]
        middles = np.column_stack(sums) / mass[:, None]
    return label


def _merged(links: Ints, middles: Floats, weight: Floats, count: int, name: str) -> Ints:
    """Join blocks to `count` connected larger units of like weight, on one bank each."""
    points = middles + 0.12 * normal(f"{name} shift", (len(middles), 2))
    points[:, 0] += BANK_GAP * east_of_river(middles)
    label = _clustered(points, weight, count, name)
    label = _without_strays(label, links, np.zeros_like(label))
    # numbered from north to south, as on a reader's way through the map
    north = np.bincount(label, middles[:, 1], count) / np.bincount(label, minlength=count)
    rank = np.argsort(np.argsort(np.round(-north, 9), kind="stable"), kind="stable")
    return rank[label].astype(np.int64)


def _neighbours(cell_map: CellMap, block: Ints) -> Ints:
    """Pairs of blocks with a common border on land or water."""
    pairs = np.sort(block[cell_map.sides], axis=1)
    return np.unique(pairs[(pairs[:, 0] >= 0) & (pairs[:, 0] != pairs[:, 1])], axis=0)


def _without_strays(label: Ints, links: Ints, parent: Ints) -> Ints:
    """Give every scattered bit of a unit to the neighbour that most of its members touch.

    Only neighbours within the same parent count; the largest part of each unit stays.
    """
    label = label.copy()
    while True:
        stray = _stray(label, links)
        both = np.concatenate([links, links[:, ::-1]])
        usable = stray[both[:, 0]] & ~stray[both[:, 1]]
        usable &= parent[both[:, 0]] == parent[both[:, 1]]
        if not usable.any():
            return label
        votes = coo_matrix(
            (np.ones(int(usable.sum())), (both[usable, 0], label[both[usable, 1]])),
            shape=(len(label), int(label.max()) + 1),
        ).tocsr()
        movable = np.unique(both[usable, 0])
        label[movable] = np.asarray(votes[movable].argmax(axis=1)).ravel()


def _stray(label: Ints, links: Ints) -> Flags:
    """Which members don't belong to the largest connected part of their unit."""
    within = links[label[links[:, 0]] == label[links[:, 1]]]
    shape = (len(label), len(label))
    graph = coo_matrix((np.ones(len(within)), (within[:, 0], within[:, 1])), shape=shape)
    part = connected_components(graph, directed=False)[1]
    size = np.bincount(part)[part]
    largest = np.zeros(int(label.max()) + 1, dtype=np.int64)
    inside = label >= 0
    np.maximum.at(largest, label[inside], size[inside])
    return np.asarray(inside & (size < largest[label]))
