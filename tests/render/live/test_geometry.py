from __future__ import annotations

import json
from dataclasses import dataclass
from itertools import pairwise

import geopandas as gpd
import numpy as np
import pytest
import shapely
from shapely import Polygon, box

from atlas.errors import TooManyUnitsError
from atlas.model.areas import SpatialUnit
from atlas.render.live.geometry import (
    NO_UNIT,
    BorderOverlay,
    digest,
    geometry_bytes,
    repairs_in,
    units_in,
)
from atlas.views.map.boundary_notes import Repairs

# metres near Cologne, far from the zone's edge
EAST, NORTH = 360_000.0, 5_650_000.0


@dataclass
class Decoded:
    """The binary read as its description says, without the code that wrote it."""

    header: dict
    left: np.ndarray
    right: np.ndarray
    arcs: list[np.ndarray]
    centres: np.ndarray
    parents: list[np.ndarray]

    def unit_at(self, x: float, y: float) -> str | None:
        """Walk eastwards from far west; every border crossed says which unit follows."""
        step, (west, south) = self.header["step"], self.header["origin"]
        across, up = (x - west) / step, (y - south) / step
        crossed: list[tuple[float, int]] = []
        for left, right, points in zip(self.left, self.right, self.arcs, strict=True):
            for (x0, y0), (x1, y1) in pairwise(points):
                if min(y0, y1) <= up < max(y0, y1):
                    at = x0 + (up - y0) / (y1 - y0) * (x1 - x0)
                    if at <= across:
                        crossed.append((at, int(right if y1 > y0 else left)))
        unit = max(crossed)[1] if crossed else NO_UNIT
        return None if unit == NO_UNIT else self.header["units"][unit]


def decoded(data: bytes) -> Decoded:
    length = int.from_bytes(data[:4], "little")
    header = json.loads(data[4 : 4 + length])
    numbers = np.frombuffer(data, "<u2", (len(data) - 4 - length) // 2, 4 + length)
    arcs, points, units = header["arcs"], header["points"], len(header["units"])
    cuts = np.cumsum([arcs] * 3 + [units] * 3 + [units] * len(header["levels"]))
    left, right, lengths, *rest = np.split(numbers, cuts)[:-1]
    planes = np.frombuffer(data, np.uint8, 4 * points, len(data) - 4 * points).reshape(4, points)
    steps = planes[[0, 2]].astype(np.int64) + (planes[[1, 3]].astype(np.int64) << 8)
    positions = (np.cumsum(steps, axis=1) % 65_536).T
    return Decoded(
        header=header,
        left=left,
        right=right,
        arcs=np.split(positions, np.cumsum(lengths)[:-1]),
        centres=np.column_stack(rest[:3]),
        parents=rest[3:],
    )


def level(**shapes) -> gpd.GeoDataFrame:
    """Boundaries from shapes in metres around the origin."""
    shifted = [shapely.transform(s, lambda p: np.add(p, (EAST, NORTH))) for s in shapes.values()]
    frame = gpd.GeoDataFrame({"unit": list(shapes), "name": list(shapes)}, geometry=shifted)
    return frame.set_index("unit").set_crs("EPSG:25832").to_crs("EPSG:4326")


def encoded(frame: gpd.GeoDataFrame, *overlays: BorderOverlay) -> Decoded:
    units = [SpatialUnit(id=unit, name=f"Bezirk {unit}") for unit in frame.index]
    return decoded(geometry_bytes(frame, units, overlays))


def unit_at(geometry: Decoded, x: float, y: float) -> str | None:
    return geometry.unit_at(EAST + x, NORTH + y)


def test_a_border_between_two_units_is_stored_once():
    geometry = encoded(level(a=box(0, 0, 1000, 1000), b=box(1000, 0, 2000, 1000)))
    sides = sorted(zip(geometry.left.tolist(), geometry.right.tolist(), strict=True))
    assert len([pair for pair in sides if NO_UNIT not in pair]) == 1
    assert unit_at(geometry, 500, 500) == "a"
    assert unit_at(geometry, 1500, 500) == "b"
    assert unit_at(geometry, 2500, 500) is None
    assert unit_at(geometry, -500, 500) is None


def test_holes_exclaves_and_parts_are_found():
    around = box(0, 0, 3000, 3000) - box(1000, 1000, 2000, 2000)
    inside = box(1000, 1000, 2000, 2000) - box(1400, 1400, 1600, 1600)
    parts = shapely.union_all([box(1400, 1400, 1600, 1600), box(4000, 0, 5000, 1000)])
    geometry = encoded(level(around=around, inside=inside, parts=parts))
    assert unit_at(geometry, 500, 1500) == "around"
    assert unit_at(geometry, 1200, 1500) == "inside"
    assert unit_at(geometry, 1500, 1500) == "parts"
    assert unit_at(geometry, 4500, 500) == "parts"
    assert unit_at(geometry, 3500, 500) is None


def test_one_single_unit_has_one_ring():
    geometry = encoded(level(only=box(0, 0, 1000, 500)))
    assert geometry.left.tolist() == [0]
    assert geometry.right.tolist() == [NO_UNIT]
    assert unit_at(geometry, 500, 250) == "only"


def test_random_points_lie_where_shapely_says(rng):
    seeds = rng.uniform(0, 10_000, (60, 2))
    cells = shapely.get_parts(
        shapely.voronoi_polygons(shapely.MultiPoint(seeds), extend_to=box(0, 0, 10_000, 10_000))
    )
    shapes = {f"u{n:02}": cell for n, cell in enumerate(cells)}
    geometry = encoded(level(**shapes))
    points = rng.uniform(500, 9_500, (300, 2))
    for x, y in points:
        inside = [
            unit
            for unit, shape in shapes.items()
            if shape.contains(shapely.Point(x, y))
            and shape.boundary.distance(shapely.Point(x, y)) > 5
        ]
        if inside:
            assert unit_at(geometry, x, y) == inside[0]


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (box(0, 0, 1010, 1000), box(1000, 0, 2000, 1000)),
        (box(0, 0, 999.8, 1000), box(1000, 0, 2000, 1000)),
    ],
    ids=["overlap", "sliver"],
)
def test_a_dirty_border_is_closed_for_the_screen(a, b):
    geometry = encoded(level(a=a, b=b))
    pairs = list(zip(geometry.left.tolist(), geometry.right.tolist(), strict=True))
    assert any(NO_UNIT not in pair for pair in pairs)
    assert unit_at(geometry, 500, 500) == "a"
    assert unit_at(geometry, 1500, 500) == "b"


def repairs(frame: gpd.GeoDataFrame) -> Repairs:
    units = [SpatialUnit(id=unit, name=unit) for unit in frame.index]
    return repairs_in(geometry_bytes(frame, units))


def test_what_overlaps_is_reported_with_its_area():
    repaired = repairs(level(a=box(0, 0, 1010, 1000), b=box(1000, 0, 2000, 1000)))
    assert (repaired.overlaps, repaired.gaps, repaired.rings) == (1, 0, 0)
    # 10 m × 1 000 m
    assert repaired.overlap_area == pytest.approx(10_000, rel=0.002)


def test_a_gap_is_reported_with_its_area():
    around = box(0, 0, 8000, 8000) - box(1000, 1000, 1000.8, 3000)
    west, east = around & box(0, 0, 1000.4, 8000), around & box(1000.4, 0, 8000, 8000)
    repaired = repairs(level(a=west, b=east))
    assert (repaired.overlaps, repaired.gaps) == (0, 1)
    # 0.8 m × 2 000 m
    assert repaired.gap_area == pytest.approx(1_600, rel=0.01)


def test_crossed_rings_are_counted():
    bow = Polygon([(0, 0), (1000, 1000), (1000, 0), (0, 1000)])
    assert repairs(level(bow=bow)) == Repairs(rings=1)


def test_what_fits_together_needs_no_repairs():
    assert repairs(level(a=box(0, 0, 900, 900), b=box(900, 0, 1800, 900))) == Repairs()
    assert repairs(level(a=box(0, 0, 900, 900)).iloc[:0]) == Repairs()


def test_crossed_rings_are_put_right():
    bow = Polygon([(0, 0), (1000, 1000), (1000, 0), (0, 1000)])
    geometry = encoded(level(bow=bow))
    assert unit_at(geometry, 100, 500) == "bow"
    assert unit_at(geometry, 500, 100) is None


def test_a_unit_without_shape_is_left_out():
    frame = level(a=box(0, 0, 1000, 1000), b=box(1000, 0, 2000, 1000))
    frame.loc["b", "geometry"] = None
    assert encoded(frame).header["units"] == ["a"]


def test_a_level_without_any_shape_is_an_empty_file():
    frame = level(a=box(0, 0, 1000, 1000))
    frame.loc["a", "geometry"] = None
    assert encoded(frame).header["arcs"] == 0


def test_names_are_in_the_header_unchanged():
    frame = level(a=box(0, 0, 1000, 1000))
    unit = SpatialUnit(id="a", name="<script>alert(1)</script>", everyday_name="Köln „Süd“")
    geometry = decoded(geometry_bytes(frame, [unit]))
    assert geometry.header["names"] == ["Köln „Süd“"]
    assert geometry.header["official"] == ["<script>alert(1)</script>"]
    assert geometry.header["everyday"] == ["Köln „Süd“"]
    # Python sets the names, the browser only finds them a place
    assert geometry.header["settings"][0] == [[["Köln „Süd“"], 0], [["Köln", "„Süd“"], 0]]


def test_a_label_is_in_the_middle_of_its_unit():
    geometry = encoded(level(a=box(0, 0, 1000, 1000), b=box(1000, 0, 3000, 1000)))
    step = geometry.header["step"]
    x, y, radius = (geometry.centres * step)[0]
    assert (x, y, radius) == pytest.approx((500, 500, 500), abs=20)


def test_coarser_units_are_numbered():
    frame = level(a=box(0, 0, 1, 1), b=box(1, 0, 2, 1), c=box(2, 0, 3, 1))
    geometry = encoded(
        frame, BorderOverlay(title="Räume", parent_of={"a": "x", "b": "y", "c": "x"})
    )
    assert geometry.header["levels"] == ["Räume"]
    assert geometry.parents[0].tolist() == [0, 1, 0]


def test_too_many_points_are_simplified_and_still_fit(rng):
    angles = np.linspace(0, 2 * np.pi, 120_000, endpoint=False)
    radius = 5000 + rng.uniform(-1, 1, len(angles)).cumsum() * 0.05
    wild = Polygon(np.column_stack((radius * np.cos(angles), radius * np.sin(angles))))
    geometry = encoded(level(wild=wild))
    assert geometry.header["points"] <= 40_030
    assert unit_at(geometry, 0, 0) == "wild"


def test_a_unit_wholly_covered_by_another_is_left_out():
    square = box(0, 0, 1000, 1000)
    frame = level(a=square, b=square, c=box(1000, 0, 2000, 1000))
    geometry = encoded(
        frame, BorderOverlay(title="Räume", parent_of={"a": "x", "b": "x", "c": "y"})
    )
    kept, last = geometry.header["units"]
    assert kept in {"a", "b"}
    assert last == "c"
    assert geometry.header["names"] == [f"Bezirk {kept}", "Bezirk c"]
    assert (geometry.centres * geometry.header["step"])[1][0] == pytest.approx(1500, abs=20)
    assert geometry.parents[0].tolist() == [0, 1]
    assert unit_at(geometry, 500, 500) == kept
    assert unit_at(geometry, 1500, 500) == "c"


def many(width: float) -> np.ndarray:
    """Return 21,000 small squares: 105,000 points, more than a level may have."""
    west, south = (c.ravel() * 60.0 + 50 for c in np.meshgrid(np.arange(150), np.arange(140)))
    return shapely.box(west, south, west + width, south + width)


def riddled(width: float) -> Polygon:
    holes = shapely.get_exterior_ring(many(width))
    return Polygon(box(0, 0, 10_000, 10_000).exterior, list(holes))


@pytest.mark.slow
def test_thousands_of_holes_come_to_an_end():
    geometry = encoded(level(riddled=riddled(30), beside=box(10_000, 0, 11_000, 10_000)))
    assert unit_at(geometry, 25, 5000) == "riddled"
    assert unit_at(geometry, 10_500, 5000) == "beside"


def test_holes_nobody_can_see_are_filled():
    geometry = encoded(level(riddled=riddled(0.1)))
    assert geometry.header["points"] == 5
    assert unit_at(geometry, 50.05, 50.05) == "riddled"


def test_specks_go_but_every_unit_keeps_its_largest_part():
    dust = shapely.multipolygons([*many(0.1), box(10, 10, 10.12, 10.12)])
    geometry = encoded(level(dust=dust, plain=box(10_000, 0, 20_000, 10_000)))
    assert geometry.header["units"] == ["dust", "plain"]
    assert geometry.header["points"] <= 10
    assert (geometry.centres * geometry.header["step"])[0] == pytest.approx((0, 10, 0), abs=1)
    assert unit_at(geometry, 15_000, 5_000) == "plain"


def test_a_border_of_more_points_than_16_bits_count_is_cut():
    angles = np.linspace(0, 2 * np.pi, 79_000, endpoint=False)
    geometry = encoded(
        level(round=Polygon(5000 * np.column_stack((np.cos(angles), np.sin(angles)))))
    )
    assert [len(arc) for arc in geometry.arcs] == [65_535, 79_000 - 65_534 + 1]
    assert geometry.arcs[0][-1].tolist() == geometry.arcs[1][0].tolist()
    assert geometry.arcs[1][-1].tolist() == geometry.arcs[0][0].tolist()
    assert unit_at(geometry, 0, 0) == "round"
    assert unit_at(geometry, 4900, 3000) is None


@pytest.mark.slow
def test_more_units_than_16_bits_number_are_refused():
    west = EAST + np.arange(65_535)
    names = [f"{n:05}" for n in range(65_535)]
    shapes = shapely.box(west, NORTH, west + 1, NORTH + 1)
    frame = gpd.GeoDataFrame(index=names, geometry=shapes, crs="EPSG:25832")
    with pytest.raises(TooManyUnitsError, match=r"höchstens 65.534 Einheiten, .* 65.535\."):
        geometry_bytes(frame, [SpatialUnit(id=name, name=name) for name in names])


def test_the_digest_names_content():
    frame = level(a=box(0, 0, 1000, 1000))
    unit = SpatialUnit(id="a", name="A")
    same = digest(frame, [unit], ())
    assert digest(frame.copy(), [unit], ()) == same
    assert digest(frame, [SpatialUnit(id="a", name="B")], ()) != same
    assert digest(frame, [SpatialUnit(id="a", name="A", everyday_name="Altstadt")], ()) != same
    assert digest(level(a=box(0, 0, 1000, 1001)), [unit], ()) != same
    assert digest(frame, [unit], [BorderOverlay(title="x", parent_of={})]) != same


def test_units_are_read_back_in_order():
    frame = level(b=box(0, 0, 1, 1), a=box(1, 0, 2, 1))
    data = geometry_bytes(frame, [SpatialUnit(id=u, name=u) for u in "ab"])
    assert units_in(data) == ("b", "a")


@pytest.fixture
def rng() -> np.random.Generator:
    return np.random.default_rng(7)
