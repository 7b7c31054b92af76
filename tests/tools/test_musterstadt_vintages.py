"""Musterstadt before and since 1 January 2020: two maps, one city, and the way between them."""

from datetime import date
from decimal import Decimal

import geopandas as gpd
import numpy as np
import pytest
import shapely

from atlas.model.cells import Status
from atlas.model.scope import Scope
from atlas.sources.coverage import check_coverage
from tests.tools.shipped import (
    DISTRICTS,
    INDICATORS,
    pairs,
    residents,
    rows,
    table,
    units,
    valid,
)
from tools.musterstadt.crosswalk import crosswalk_rows, written
from tools.musterstadt.figures import add_up
from tools.musterstadt.level_data import LevelData
from tools.musterstadt.vintages import Vintages, over_time, vintage_of

# variations on what quicker tests promise: each of them takes its time
pytestmark = pytest.mark.slow

OLD, NEW = "2013-01-01", "2020-01-01"
BEFORE, SINCE = range(2013, 2020), range(2020, 2025)
KINDS = ("residents", "u15", "households", "area")
MEANS = {"miete_median", "schuldnerquote"}
CHANGED = {"023", "045", "046", "055", "071", "073"}
BECAME = {"023", "024", "044", "051", "052", "053", "071", "073"}


@pytest.fixture(scope="module")
def maps():
    return {
        vintage: gpd.read_file(DISTRICTS / name).set_index("unit").geometry
        for vintage, name in ((OLD, "bezirk-2013.geojson"), (NEW, "bezirk.geojson"))
    }


@pytest.fixture(scope="module")
def tables():
    return {year: table(year) for year in (*BEFORE, *SINCE)}


@pytest.fixture(scope="module")
def crosswalk():
    """Weights by the vintage they lead from, old and new key, and kind."""
    return {
        (row["from_stand"], row["from"], row["to"]): {
            kind: Decimal(row[kind].replace(",", ".")) for kind in KINDS
        }
        for row in rows(DISTRICTS / "crosswalk.csv")
    }


def converted(values, crosswalk, start, kind="residents"):
    total = {}
    for (vintage, source, target), weights in crosswalk.items():
        if vintage == start:
            total[target] = total.get(target, 0.0) + float(weights[kind]) * values[source]
    return total


def cover_the_same(before, since):
    unions = [shapely.coverage_union_all(shapes).normalize() for shapes in (before, since)]
    return unions[0] == unions[1]


# --- The units ---


def test_46_districts_became_48():
    before, since = units("bezirk", 2019), units("bezirk", 2020)
    assert (len(before), len(since)) == (46, 48)
    assert set(before) - set(since) == {"045", "046", "055"}
    assert set(since) - set(before) == {"024", "044", "051", "052", "053"}


def test_one_district_was_renamed():
    before, since = units("bezirk", 2019), units("bezirk", 2020)
    assert {
        key: (before[key], since[key])
        for key in before
        if key in since and before[key] != since[key]
    } == {"042": ("Ostufer", "Fischerau")}


def test_versions_of_a_unit_follow_upon_each_other():
    spans = {}
    for row in rows(DISTRICTS / "units.csv"):
        spans.setdefault((row["level"], row["unit"]), []).append(
            (row["valid_from"], row["valid_to"])
        )
    twice = {key for key, versions in spans.items() if len(versions) > 1}
    assert twice == {("bezirk", key) for key in ("023", "042", "071", "073")}
    assert all(spans[key] == [("", "2019-12-31"), ("2020-01-01", "")] for key in twice)


@pytest.mark.parametrize("level", ["stadt", "sozialraum", "wahlbezirk", "grundschulbezirk"])
def test_the_other_levels_stay(level):
    assert units(level, 2019) == units(level, 2020)
    assert pairs("baublockgruppe", level, 2019) == pairs("baublockgruppe", level, 2020)


def test_every_block_stays_in_its_sozialraum():
    for year in (2019, 2020):
        bezirk, sozialraum = (
            pairs("baublockgruppe", "bezirk", year),
            pairs("bezirk", "sozialraum", year),
        )
        assert set(bezirk.values()) == set(sozialraum) == set(units("bezirk", year))
        assert {block: sozialraum[unit] for block, unit in bezirk.items()} == {
            block: unit[:2] for block, unit in pairs("baublockgruppe", "bezirk", 2024).items()
        }


def test_no_membership_is_listed_twice_at_a_time():
    for year in (2013, 2019, 2020, 2024):
        memberships = valid("memberships.csv", year)
        pairs_of_levels = {(row["level"], row["unit"], row["parent_level"]) for row in memberships}
        assert len(pairs_of_levels) == len(memberships)


# --- The maps ---


def test_both_maps_are_whole(maps):
    city = gpd.read_file(DISTRICTS / "stadt.geojson").geometry
    for vintage, year in ((OLD, 2019), (NEW, 2020)):
        assert set(maps[vintage].index) == set(units("bezirk", year))
        assert set(maps[vintage].geom_type) == {"Polygon"}
        flaws = check_coverage(maps[vintage].to_frame())
        assert (flaws.overlaps, flaws.gaps) == ((), ())
        assert cover_the_same(maps[vintage], city)


def test_former_districts_consist_of_their_blocks(maps):
    blocks = gpd.read_file(DISTRICTS / "baublockgruppe.geojson").set_index("unit").geometry
    parent = pairs("baublockgruppe", "bezirk", 2019)
    for unit, shape in maps[OLD].items():
        members = blocks[[block for block in blocks.index if parent[block] == unit]]
        assert cover_the_same(members, [shape])


@pytest.mark.parametrize(
    ("before", "since"),
    [
        (["045", "046"], ["044"]),
        (["055"], ["051", "052", "053"]),
        (["023"], ["023", "024"]),
        (["071", "073"], ["071", "073"]),
        (["042"], ["042"]),
    ],
)
def test_the_same_ground_before_and_since(maps, before, since):
    assert cover_the_same(maps[OLD][before], maps[NEW][since])


def test_only_these_borders_were_moved(maps):
    old, new = maps[OLD], maps[NEW]
    lasting = [key for key in old.index if key in new.index and old[key] == new[key]]
    assert set(old.index) - set(lasting) == CHANGED
    assert set(new.index) - set(lasting) == BECAME


# --- The crosswalk ---


def test_weights_sum_to_one_as_written(crosswalk):
    sums = {}
    for (vintage, source, _), weights in crosswalk.items():
        for kind in KINDS:
            assert 0 <= weights[kind] <= 1
            sums[vintage, source, kind] = sums.get((vintage, source, kind), 0) + weights[kind]
    assert set(sums.values()) == {Decimal(1)}


@pytest.mark.parametrize(("start", "year", "other"), [(OLD, 2019, 2020), (NEW, 2020, 2019)])
def test_every_district_leads_to_every_district(crosswalk, start, year, other):
    assert {source for vintage, source, _ in crosswalk if vintage == start} == set(
        units("bezirk", year)
    )
    assert {target for vintage, _, target in crosswalk if vintage == start} == set(
        units("bezirk", other)
    )


def test_the_rows_of_changed_districts(crosswalk):
    plain = {key for key, row in crosswalk.items() if key[1] == key[2] and set(row.values()) == {1}}
    assert set(crosswalk) - plain == {
        (OLD, "023", "024"), (OLD, "045", "044"), (OLD, "046", "044"),
        (OLD, "055", "051"), (OLD, "055", "052"), (OLD, "055", "053"),
        (OLD, "071", "071"), (OLD, "071", "073"), (OLD, "023", "023"),
        (NEW, "024", "023"), (NEW, "044", "045"), (NEW, "044", "046"),
        (NEW, "051", "055"), (NEW, "052", "055"), (NEW, "053", "055"),
        (NEW, "073", "071"), (NEW, "073", "073"),
    }  # fmt: skip


def test_merged_districts_go_over_whole(crosswalk):
    whole = dict.fromkeys(KINDS, Decimal(1))
    for start, sources, target in (
        (OLD, ["045", "046"], "044"),
        (NEW, ["051", "052", "053"], "055"),
        (NEW, ["023", "024"], "023"),
    ):
        assert [crosswalk[start, source, target] for source in sources] == [whole] * len(sources)


def test_the_split_district_by_its_residents(crosswalk):
    """6071, 5397 and 4617 of 16 085 residents at the end of 2019, counted block by block."""
    parts = [crosswalk[OLD, "055", key]["residents"] for key in ("051", "052", "053")]
    assert [float(part) for part in parts] == pytest.approx(
        [0.377432390, 0.335529997, 0.287037613], abs=1e-8
    )


def test_nobody_lived_on_the_land_that_was_cut_out(crosswalk):
    weights = crosswalk[OLD, "023", "024"]
    assert [weights[kind] for kind in ("residents", "u15", "households")] == [0, 0, 0]
    assert weights["area"] > Decimal("0.3")


def test_areas_are_those_of_the_maps(crosswalk, maps):
    land = {vintage: shapes.to_crs("EPSG:25832").area for vintage, shapes in maps.items()}
    for key in ("051", "052", "053"):
        share = land[NEW][key] / land[OLD]["055"]
        assert float(crosswalk[OLD, "055", key]["area"]) == pytest.approx(share, abs=1e-6)


@pytest.mark.parametrize(("start", "year", "other"), [(OLD, 2019, 2020), (NEW, 2020, 2019)])
def test_residents_of_2019_come_out_as_they_were(crosswalk, tables, start, year, other):
    """The weights rest on them: converted, they are the truth for either vintage."""
    result = converted(residents(2019, tables, year), crosswalk, start)
    assert result == pytest.approx(residents(2019, tables, other), abs=1e-4)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("year", [2013, 2019, 2020, 2024])
def test_totals_are_conserved(crosswalk, tables, kind, year):
    start = OLD if year < 2020 else NEW
    every_unit = set(units("bezirk", year))
    for (level, code), values in tables[year].items():
        if level == "bezirk" and code not in MEANS and set(values) == every_unit:
            result = converted(values, crosswalk, start, kind)
            assert sum(result.values()) == pytest.approx(sum(values.values()), rel=1e-9)


# --- The figures ---


@pytest.mark.parametrize("year", [*BEFORE, *SINCE])
def test_figures_are_told_of_the_districts_of_their_year(tables, year):
    assert set(tables[year]["bezirk", "ew_u15"]) == set(units("bezirk", year))
    names = {row["unit"]: row["name"] for row in rows(INDICATORS / f"{year}.csv")}
    assert {key: names[key] for key in units("bezirk", year)} == units("bezirk", year)


@pytest.mark.parametrize(
    ("year", "vintage"), [(2013, OLD), (2019, OLD), (2020, NEW), (2024, NEW), (2035, NEW)]
)
def test_figures_name_their_vintage(year, vintage):
    text = (INDICATORS / f"{year}.toml").read_text(encoding="utf-8")
    assert text.count("boundary_date") == 1
    assert f"\nboundary_date = {vintage}\n" in text


@pytest.mark.parametrize("year", [*BEFORE, *SINCE])
def test_the_districts_of_every_year_are_the_whole_city(tables, year):
    young = (tables[year]["bezirk", code] for code in ("ew_u6", "ew_6_17"))
    under_18 = {unit: sum(pair) for unit, *pair in zip(*_joined(*young), strict=True)}
    assert under_18 == residents(year, tables, code="ew_u18")


def _joined(first, second):
    return list(first), list(first.values()), [second[key] for key in first]


def test_the_land_of_the_city_stays_the_same(tables):
    land = [sum(tables[year]["bezirk", "flaeche_km2"].values()) for year in (2019, 2020)]
    assert land[0] == pytest.approx(land[1], abs=1e-9)


def test_the_mean_of_the_year_in_which_the_borders_changed(tables):
    """For the merged district it counts those who lived in its parts a year before."""
    before = residents(2019, tables)
    now = residents(2020, tables)["044"]
    assert tables[2020]["bezirk", "ew_mittel"]["044"] == (before["045"] + before["046"] + now) / 2


# --- In the atlas ---


@pytest.fixture(scope="module")
def atlas(shipped):
    return shipped


def values_of(atlas, code, year, vintage):
    scope = Scope(
        area="musterstadt",
        level="bezirk",
        indicator=code,
        years=(year,),
        vintage=date.fromisoformat(vintage),
    )
    return {row.unit: (row.value, row.status) for row in atlas.values(scope).rows}


def test_the_atlas_has_the_residents_of_2019_for_either_vintage(atlas):
    """Merged: 2443 + 3002 as they were; split: 6071 of 16 085, an estimate, exact here."""
    former, now = (values_of(atlas, "dem_ew", 2019, vintage) for vintage in (OLD, NEW))
    assert [former[key][0] for key in ("045", "046", "055")] == [2443, 3002, 16_085]
    assert now["044"] == (5445, Status.FINAL)
    assert now["051"] == (pytest.approx(6071, abs=1e-3), Status.ESTIMATED)
    assert now["024"][0] == 0
    assert sum(value for value, _ in former.values()) == pytest.approx(
        sum(value for value, _ in now.values())
    )


def test_a_split_district_leaves_its_rate_to_its_parts(atlas):
    now = values_of(atlas, "ein_sgb2_u15", 2019, NEW)
    whole = values_of(atlas, "ein_sgb2_u15", 2019, OLD)["055"][0]
    assert [now[key][0] for key in ("051", "052", "053")] == pytest.approx([whole] * 3)


def test_land_is_converted_by_area(atlas, tables):
    """Nobody lived there in 2019, but the land was there."""
    land = values_of(atlas, "flaeche_km2", 2019, NEW)
    assert land["024"][0] == pytest.approx(tables[2020]["bezirk", "flaeche_km2"]["024"], abs=0.01)


# --- The parts ---


def test_what_was_valid_when():
    assert list(over_time("071", "071")) == [("071", "", "")]
    assert list(over_time("071", "073")) == [("071", "", "2019-12-31"), ("073", "2020-01-01", "")]
    assert list(over_time(None, "044")) == [("044", "2020-01-01", "")]
    assert list(over_time("045", None)) == [("045", "", "2019-12-31")]


def test_the_vintage_of_a_year():
    assert [vintage_of(year) for year in (2013, 2019, 2020, 2035)] == [OLD, OLD, NEW, NEW]


@pytest.mark.parametrize(
    ("share", "text"),
    [
        (0, "0"),
        (10**9, "1"),
        (500_000_000, "0,5"),
        (1, "0,000000001"),
        (377_432_390, "0,37743239"),
    ],
)
def test_weights_are_written_with_all_their_decimals(share, text):
    assert written(share) == text


def test_where_nobody_lives_the_area_decides():
    """One former district of two pieces, 1 and 3 km², and nobody in either."""
    vintages = Vintages(
        former=(),
        former_of_block=np.array([0, 0]),
        piece_of_block=np.array([0, 1]),
        former_of_piece=np.array([0, 0]),
        now_of_piece=np.array([0, 1]),
    )
    empty = np.zeros(2)
    sizes = dict.fromkeys(("residents", "u15", "households"), empty) | {
        "area": np.array([1.0, 3.0])
    }
    assert list(crosswalk_rows(vintages, ["a", "b"], ["old"], sizes)) == [
        (OLD, NEW, "old", "a", "0,25", "0,25", "0,25", "0,25"),
        (OLD, NEW, "old", "b", "0,75", "0,75", "0,75", "0,75"),
        (NEW, OLD, "a", "old", "1", "1", "1", "1"),
        (NEW, OLD, "b", "old", "1", "1", "1", "1"),
    ]


def test_counts_of_pieces_are_added_and_means_weighed():
    """100 residents pay 8 €, 300 pay 10 €: (100·8 + 300·10) / 400 = 9,50 €."""
    pieces = LevelData(
        level="bezirk",
        years=(2018, 2019),
        conditions={},
        mix=np.zeros((3, 0)),
        quantities={
            "ew": np.array([[1, 1, 1], [100, 300, 50]]),
            "miete_median": np.array([[1.0, 1.0, 1.0], [8.0, 10.0, 7.0]]),
        },
    )
    districts = add_up(pieces, np.array([1, 1, 0]), (2019,))
    assert districts["ew"].tolist() == [[50, 400]]
    assert districts["miete_median"].tolist() == [[7.0, 9.5]]
