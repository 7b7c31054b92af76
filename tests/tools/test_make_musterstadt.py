"""Musterstadt comes out byte for byte the same, and its figures fit together."""

import json

import geopandas as gpd
import numpy as np
import pytest
import shapely

from atlas.desk import Desk
from atlas.sources.coverage import check_coverage
from tests.tools.shipped import DATA as SHIPPED
from tests.tools.shipped import pairs, residents, table
from tools.musterstadt import build as building
from tools.musterstadt import cell_texts, chance, deliveries
from tools.musterstadt.cells import make_cell_map
from tools.musterstadt.districts import make_districts
from tools.musterstadt.level_data import within
from tools.musterstadt.plan import read_bezirke
from tools.musterstadt.population import populate
from tools.musterstadt.tables import kinds, rates

FOLDERS = ("districts/musterstadt", "indicators/musterstadt")
FILES = sorted(
    str(path.relative_to(SHIPPED)) for name in FOLDERS for path in (SHIPPED / name).glob("*.*")
)
YEARS = range(2013, 2025)
UNITS = {
    "stadt": 1,
    "sozialraum": 12,
    "bezirk": 48,
    "wahlbezirk": 24,
    "grundschulbezirk": 20,
    "baublockgruppe": 305,
}
EMPTY = {"034", "104"}  # harbour and forest
RAIL = "024"


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    folder = tmp_path_factory.mktemp("musterstadt") / "data"
    building.build(folder)
    return folder


@pytest.fixture(scope="module")
def city():
    bezirke = read_bezirke()
    return populate(bezirke, make_districts(make_cell_map(), bezirke))


@pytest.fixture(scope="module")
def shapes():
    return {
        level: gpd.read_file(SHIPPED / FOLDERS[0] / f"{level}.geojson").set_index("unit")
        for level in UNITS
    }


@pytest.fixture(scope="module")
def tables():
    return {year: table(year) for year in YEARS}


@pytest.fixture(scope="module")
def atlas(shipped):
    return shipped


# --- The files ---


@pytest.mark.slow
def test_the_same_files_come_out(built):
    files = sorted(str(path.relative_to(built)) for path in built.rglob("*.*"))
    assert files == FILES


@pytest.mark.slow
def test_every_file_is_reproduced_byte_for_byte(built):
    different = [
        name for name in FILES if (built / name).read_bytes() != (SHIPPED / name).read_bytes()
    ]
    assert not different


@pytest.mark.slow
def test_it_is_small(built):
    assert sum(path.stat().st_size for path in built.rglob("*.*")) < 10_000_000


@pytest.mark.slow
def test_check_finds_only_what_is_meant(atlas):
    problems = [item for item in Desk.open(atlas.folder).problems() if item.area == "musterstadt"]
    reported = {(item.code, item.severity) for item in problems}
    assert reported == {
        ("total_differs", "Hinweis"),
        ("implausible", "Warnung"),
        ("level_mostly_small", "Hinweis"),
        ("relation_undeclared", "Hinweis"),
    }
    implausible = [item for item in problems if item.code == "implausible"]
    # one of each indicator, whatever the number of years
    assert len(implausible) == 5
    assert all("Gleisbogen" in item.message for item in implausible)


# --- The map ---


@pytest.mark.parametrize(("level", "count"), UNITS.items())
def test_units_of_every_level(shapes, level, count):
    assert len(shapes[level]) == count
    assert set(shapes[level].geom_type) == {"Polygon"}


@pytest.mark.parametrize("level", UNITS)
def test_borders_fit(shapes, level):
    flaws = check_coverage(shapes[level])
    assert (flaws.overlaps, flaws.gaps) == ((), ())


@pytest.mark.parametrize("level", ["bezirk", "wahlbezirk", "grundschulbezirk"])
def test_units_consist_of_their_blocks(shapes, level):
    parent = pairs("baublockgruppe", level)
    blocks = shapes["baublockgruppe"].assign(parent=lambda frame: frame.index.map(parent))
    for unit, members in blocks.groupby("parent").geometry:
        union = shapely.coverage_union_all(members.to_numpy())
        assert union.normalize() == shapes[level].geometry[unit].normalize()


@pytest.mark.parametrize("level", ["wahlbezirk", "grundschulbezirk"])
def test_schools_and_wards_cut_across_the_districts(level):
    bezirk, other = pairs("baublockgruppe", "bezirk"), pairs("baublockgruppe", level)
    touched = {}
    for block, unit in other.items():
        touched.setdefault(bezirk[block], set()).add(unit)
    assert sum(len(units) > 1 for units in touched.values()) >= 12


def test_blocks_are_smaller_in_the_middle_of_town(shapes):
    size = shapes["baublockgruppe"].to_crs("EPSG:25832").area / 1e6
    name = shapes["baublockgruppe"]["name"]
    assert size[name.str.startswith("Altstadt")].median() < 0.3
    assert size[name.str.startswith("Mittelwahne")].median() > 1.5
    assert 140 < size.sum() < 160


def test_only_the_river_shore_is_straight(shapes):
    """Borders wind: they are clearly longer than the straight lines between their bends."""
    outline = shapely.get_coordinates(shapes["stadt"].geometry.iloc[0])
    assert len(outline) > 500


def test_a_file_says_that_it_is_invented():
    text = json.loads((SHIPPED / FOLDERS[0] / "bezirk.geojson").read_text(encoding="utf-8"))
    assert "frei erfunden" in text["description"]


# --- The people ---


def test_about_185000_people_live_here(tables):
    assert sum(residents(2024, tables).values()) == 184_744


def test_nobody_lives_in_the_harbour_and_the_forest(tables):
    for year in YEARS:
        assert {unit for unit, count in residents(year, tables).items() if not count} == EMPTY


def test_the_rail_land_is_settled_from_2020(tables):
    counts = [residents(year, tables, 2024)[RAIL] for year in YEARS]
    assert counts == [0, 0, 0, 0, 0, 0, 0, 641, 1081, 1620, 2150, 2700]


@pytest.mark.parametrize("year", list(YEARS)[1:])
def test_residents_change_by_births_deaths_and_moves(tables, year):
    now, before = residents(year, tables), residents(year - 1, tables, year)
    events = ("lebendgeborene", "gestorbene", "zuzuege", "fortzuege")
    born, died, came, went = (tables[year]["bezirk", code] for code in events)
    for unit, count in now.items():
        change = born[unit] - died[unit] + came[unit] - went[unit]
        assert count - before[unit] == change
        assert tables[year]["bezirk", "ew_mittel"][unit] == (count + before[unit]) / 2


@pytest.mark.parametrize("year", [2013, 2024])
def test_women_and_men_are_all_people_of_their_ages(tables, year):
    both = {
        "ew_u6": ["u6"], "ew_6_14": ["6_14"], "ew_15_24": ["15_24"], "ew_25_54": ["25_39", "40_54"],
        "ew_55_64": ["55_64"], "ew_65_79": ["65_79"], "ew_80p": ["80p"],
    }  # fmt: skip
    counts = tables[year]
    for whole, groups in both.items():
        parts = [("bezirk", f"ew_{sex}_{g}") for sex in ("frauen", "maenner") for g in groups]
        for unit, count in counts["bezirk", whole].items():
            assert sum(counts[part][unit] for part in parts) == count
    # more boys are born, women grow older
    women, men = (
        [sum(counts["bezirk", f"ew_{sex}_{g}"].values()) for g in ("u6", "80p")]
        for sex in ("frauen", "maenner")
    )
    assert women[0] < men[0]
    assert women[1] > 1.4 * men[1]


@pytest.mark.slow
def test_inner_moves_balance_over_the_city(city):
    for year in city.years.values():
        assert year.left_within.sum() == year.arrived_within.sum() > 0
        assert (year.left_within <= year.left.sum(axis=1)).all()
        assert (year.arrived_within <= year.arrived.sum(axis=1)).all()


@pytest.mark.parametrize("year", [2013, 2024])
def test_households_fit_the_people(tables, year):
    homes = {code: tables[year]["bezirk", code] for code in ("hh", "hh_1pers", "ew_65p_privat")}
    old = tables[year]["bezirk", "pflegeplaetze"]
    for unit, people in residents(year, tables).items():
        private = people - old[unit]
        least = homes["hh_1pers"][unit] + 2 * (homes["hh"][unit] - homes["hh_1pers"][unit])
        assert least <= private


@pytest.mark.parametrize("year", [2013, 2020, 2024])
def test_foreigners_of_the_year_before(tables, year):
    if year > 2013:
        total = residents(year - 1, tables, year, "ew_ausl")
        assert tables[year]["bezirk", "ew_ausl_vorjahr"] == total
    assert sum(tables[year]["bezirk", "ew_ausl_vorjahr"].values()) > 0


# --- The stories ---


def shares(tables, code, per, year, unit):
    return tables[year]["bezirk", code][unit] / tables[year]["bezirk", per][unit]


def test_the_old_harbour_becomes_dear(tables):
    poor = [shares(tables, "sgb2_nef_u15", "ew_u15", year, "014") for year in (2013, 2024)]
    rent = [tables[year]["bezirk", "miete_median"]["014"] for year in (2013, 2024)]
    assert poor[1] < 0.6 * poor[0]
    assert rent[1] > 1.6 * rent[0]


@pytest.mark.parametrize(("unit", "older"), [("061", -1.5), ("062", 2.0)])
def test_one_district_gets_younger_and_one_older(tables, unit, older):
    ages = [
        tables[year]["bezirk", "alter_summe"][unit] / residents(year, tables)[unit]
        for year in (2014, 2024)
    ]
    change = ages[1] - ages[0]
    assert change < older if older < 0 else change > older


def test_the_jump_of_2022(tables):
    total = {year: sum(residents(year, tables).values()) for year in YEARS}
    growth = {year: total[year] - total[year - 1] for year in YEARS if year > 2013}
    assert max(growth, key=growth.get) == 2022
    assert growth[2022] > 3 * growth[2021]


def test_neighbours_are_alike(shapes, tables):
    """Moran's I of child poverty between neighbouring Bezirke (methods.md 3)."""
    lived_in = {unit for unit, count in residents(2024, tables).items() if count}
    frame = shapes["bezirk"].loc[sorted(lived_in)].to_crs("EPSG:25832")
    value = np.array([shares(tables, "sgb2_nef_u15", "ew_u15", 2024, u) for u in frame.index])
    z = value - value.mean()
    left, right = shapely.STRtree(frame.geometry).query(frame.geometry, predicate="touches")
    moran = len(z) / len(left) * (z[left] * z[right]).sum() / (z**2).sum()
    assert moran > 0.25


def test_small_cells_are_there_to_be_hidden(tables):
    counts = tables[2024]["bezirk", "hlu"].values()
    assert any(count in {1, 2} for count in counts)


@pytest.mark.parametrize(
    ("year", "sign"),
    [(2024, " p;"), (2021, " r;"), (2018, " s;"), (2030, " f;"), (2023, ";…"), (2020, ";.;")],
)
def test_official_signs_occur(year, sign):
    assert sign in (SHIPPED / FOLDERS[1] / f"{year}.csv").read_text(encoding="utf-8")


def test_many_indicators_can_be_computed(atlas):
    shipped = set(atlas.catalogue("musterstadt").indicators)
    assert len(shipped & set(atlas.available("musterstadt", "bezirk"))) >= 60
    assert len(shipped & set(atlas.available("musterstadt", "stadt"))) >= 85


# --- The parts ---


def test_random_numbers_are_those_of_pcg64():
    assert (
        chance.stream("a").random()
        == np.random.Generator(np.random.PCG64([20_130_101, 0xE8B7BE43])).random()
    )


def test_apportion_gives_largest_remainders_and_the_first_of_equals():
    assert chance.apportion(np.array([1.0, 1.0, 1.0]), 2).tolist() == [1, 1, 0]
    assert chance.apportion(np.array([5.0, 3.0, 2.0]), 7).tolist() == [4, 2, 1]


def test_whole_numbers_keep_the_mean():
    drawn = chance.whole(np.full(10_000, 2.3), "test")
    assert set(drawn.tolist()) == {2, 3}
    assert drawn.mean() == pytest.approx(2.3, abs=0.02)


def test_limits_give_way_where_no_whole_number_fits():
    assert within(
        np.array([9, 0, 5]), np.array([1.2, 0.3, 1.0]), np.array([4.9, 0.8, 9.0])
    ).tolist() == [4, 0, 5]


@pytest.mark.parametrize(
    ("rule", "written"),
    [
        ("31.12.", "2024-12-31"),
        ("01.03.+1", "2025-03-01"),
        ("year", "2024"),
        ("school", '"2024/25"'),
        ("pooled 5", '"2020-2024"'),
    ],
)
def test_reference_dates(rule, written):
    assert deliveries.reference_date(rule, 2024) == written


def test_years_of_a_delivery():
    assert deliveries.years_in("2014, 2018-2020") == {2014, 2018, 2019, 2020}


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (12.0, "ew", "12"),
        (0.5, "ew_mittel", "0,5"),
        (7.0, "miete_median", "7"),
        (7.25, "miete_median", "7,25"),
    ],
)
def test_numbers_are_written_the_german_way(value, code, text):
    assert cell_texts.number(value, code) == text


def test_every_kind_of_district_has_a_whole_age_structure():
    groups = ("0-5", "6-17", "18-24", "25-34", "35-49", "50-64", "65-79", "80+")
    sums = [sum(row[group] for group in groups) for row in kinds().values()]
    assert sums == pytest.approx([100.0] * 12)


def test_limits_of_rates_are_in_order():
    assert all(0 <= rate.low < rate.base < rate.high <= 1 for rate in rates().values())
