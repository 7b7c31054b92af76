"""Figures on the units of another Gebietsstand: every number below is computed by hand."""

from __future__ import annotations

from datetime import date

import pytest

from atlas.atlas import Atlas
from atlas.desk import Desk
from atlas.errors import UnknownVintageError
from atlas.model.cells import State
from atlas.model.scope import Scope, View
from atlas.views.map.data import map_data
from atlas.views.map.maps import choropleth
from atlas.views.table.tables import value_table
from tests.wandel import write_wandel

# variations on what quicker tests promise: each of them takes its time
pytestmark = pytest.mark.slow

OLD, NEW = date(2013, 1, 1), date(2020, 1, 1)


@pytest.fixture
def wandel(tmp_path):
    return write_wandel(tmp_path / "wandel")


@pytest.fixture
def rows(wandel):
    """(code, year, …) → {unit: (value, flag)}."""

    def figures(code, year, vintage=None, view=View.VALUE, base=None):
        query = Scope(
            area="wandel",
            level="bezirk",
            indicator=code,
            years=(year,),
            vintage=vintage,
            view=view,
            base_year=base,
        )
        table = Atlas.open(wandel).values(query)
        return {row.unit: (row.value, row.flag) for row in table.rows}

    return figures


def near(value):
    return pytest.approx(value, abs=1e-9)


def test_the_town_is_without_fault(wandel):
    assert [problem.message for problem in Desk.open(wandel).problems("wandel")] == []


def test_counts_of_2019_on_the_units_of_2020(rows):
    assert rows("leute", 2019) == {
        "04": (300, "estimated"),
        "05": (180, "estimated"),
        "06": (0, "zero"),
        "07": (50, ""),
        "08": (60, ""),
        "10": (300, ""),
        "31": (500, "estimated"),
        "32": (300, "estimated"),
        "33": (200, "estimated"),
    }


def test_each_quantity_has_its_own_weights(rows):
    figures = rows("kinder", 2019)
    assert {unit: value for unit, (value, _) in figures.items()} == {
        "04": 20,
        "05": 28,
        "06": 0,
        "07": 5,
        "08": 0,
        "10": 40,
        "31": 60,
        "32": 40,
        "33": 0,
    }


def test_shares_are_computed_from_converted_quantities(rows):
    figures = rows("kinderanteil", 2019)
    assert figures["10"] == (near(100 * 40 / 300), "")
    assert figures["31"] == (near(12), "estimated")
    assert figures["05"] == (near(100 * 28 / 180), "estimated")
    assert figures["06"] == (None, "na")


@pytest.mark.parametrize("vintage", [OLD, NEW])
@pytest.mark.parametrize(
    ("code", "year", "total"),
    [
        ("leute", 2018, 1790),
        ("leute", 2019, 1890),
        ("leute", 2020, 1940),
        ("kinder", 2019, 193),
        ("kinder", 2020, 223),
    ],
)
def test_totals_are_conserved(rows, vintage, code, year, total):
    assert sum(value for value, _ in rows(code, year, vintage).values()) == near(total)


def test_figures_of_2020_on_the_units_of_2013(rows):
    assert rows("kinder", 2020, OLD) == {
        "01": (15, "estimated"),
        "02": (45, "estimated"),
        "03": (91, ""),
        "04": (41, "estimated"),
        "05": (20, "estimated"),
        "07": (5, ""),
        "08": (6, ""),
    }


def test_years_of_the_gebietsstand_itself_are_as_delivered(rows):
    assert rows("leute", 2019, OLD)["04"] == (400, "")
    assert rows("leute", 2020, NEW)["04"] == (310, "")
    assert set(rows("leute", 2019, OLD)) == {"01", "02", "03", "04", "05", "07", "08"}


def test_a_hidden_part_is_not_split(rows):
    figures = rows("kinder", 2018)
    assert [figures[unit] for unit in ("31", "32", "33")] == [(None, "secret")] * 3
    assert figures["10"] == (30, "")


def test_means_are_weighed_and_given_figures_kept_where_nothing_changed(rows):
    ages, rents = rows("alter", 2019), rows("miete", 2019)
    assert ages["10"] == (near((100 * 30 + 200 * 60) / 300), "")
    assert ages["05"] == (near((80 * 31 + 100 * 40) / 180), "estimated")
    assert ages["06"] == (None, "na")
    assert (rents["07"], rents["08"]) == ((6.5, ""), (9, ""))
    assert {rents[unit] for unit in ("04", "05", "06", "10", "31")} == {(None, "na")}


def test_changes_over_the_border_change(rows):
    figures = rows("leute", 2020, view=View.CHANGE, base=2019)
    assert figures["10"] == (near(0), "zero")
    assert figures["05"] == (near(100 * 20 / 180), "estimated")
    assert rows("kinderanteil_vorjahr", 2020)["10"] == (near(20 - 100 * 40 / 300), "")


def test_with_a_crosswalk_the_series_is_whole_without_it_broken(wandel):
    assert Atlas.open(wandel).breaks("wandel", "leute", "bezirk") == ()
    (wandel / "districts/wandel/crosswalk.csv").unlink()
    assert Atlas.open(wandel).breaks("wandel", "leute", "bezirk") == (2020,)


@pytest.mark.parametrize(
    ("code", "view"),
    [
        ("leute", View.CHANGE),
        ("kinderanteil_vorjahr", View.VALUE),
    ],
)
def test_without_a_crosswalk_nothing_is_compared_with_another_border(wandel, rows, code, view):
    (wandel / "districts/wandel/crosswalk.csv").unlink()
    figures = rows(code, 2020, view=view, base=2019 if view is View.CHANGE else None)
    assert figures["04"] == (None, "na")
    assert figures["08"][0] is not None


def test_without_a_crosswalk_years_keep_their_units(wandel, rows):
    (wandel / "districts/wandel/crosswalk.csv").unlink()
    assert set(rows("leute", 2019)) == {"01", "02", "03", "04", "05", "07", "08"}
    assert rows("leute", 2019)["04"] == (400, "")


def test_a_year_with_a_unit_the_crosswalk_does_not_know_is_not_converted(wandel, rows):
    units = wandel / "districts/wandel/units.csv"
    units.write_text(f"{units.read_text()}bezirk;09;Neun;2019-01-01;2019-12-31\n")
    table = wandel / "indicators/wandel/2019.csv"
    table.write_text(f"{table.read_text()}bezirk;09;;7;1;40;9\n")
    assert rows("leute", 2019)["09"] == (7, "")
    assert "01" not in rows("leute", 2018)


def test_names_are_those_of_the_gebietsstand(wandel):
    atlas = Atlas.open(wandel)

    def name(vintage):
        query = Scope(
            area="wandel", level="bezirk", indicator="leute", years=(2019,), vintage=vintage
        )
        return {row.unit: row.name for row in atlas.values(query).rows}["07"]

    assert (name(OLD), name(NEW), name(None)) == ("Siebendorf", "Siebenstadt", "Siebenstadt")


def test_a_gebietsstand_nobody_knows_is_refused(wandel):
    query = Scope(area="wandel", level="bezirk", indicator="leute", vintage=date(2017, 1, 1))
    with pytest.raises(UnknownVintageError, match=r"2017-01-01.*2013-01-01, 2020-01-01"):
        Atlas.open(wandel).values(query)


def test_the_sum_of_the_town_needs_no_crosswalk(wandel):
    query = Scope(area="wandel", level="stadt", indicator="leute")
    rows = Atlas.open(wandel).values(query).rows
    assert [(row.year, row.value, row.flag) for row in rows] == [
        (2018, 1790, ""),
        (2019, 1890, ""),
        (2020, 1940, ""),
    ]


def test_a_profile_has_the_converted_years(wandel):
    (table,) = Atlas.open(wandel).profile("wandel", "bezirk", "10", ["leute"])
    assert [(row.year, row.value) for row in table.rows] == [(2018, 300), (2019, 300), (2020, 300)]


def test_a_profile_of_a_unit_that_is_gone(wandel):
    (table,) = Atlas.open(wandel).profile("wandel", "bezirk", "03", ["leute"], OLD)
    assert [(row.year, row.value) for row in table.rows] == [
        (2018, 900),
        (2019, 1000),
        (2020, 1000),
    ]
    assert (table.vintage, {row.name for row in table.rows}) == (OLD, {"Drei"})


def test_boundaries_are_those_of_the_gebietsstand(wandel):
    atlas = Atlas.open(wandel)
    assert "03" in atlas.boundaries("wandel", "bezirk", OLD).index
    assert "31" in atlas.boundaries("wandel", "bezirk").index


def test_a_map_does_not_draw_figures_within_other_borders(wandel):
    (wandel / "districts/wandel/crosswalk.csv").unlink()
    atlas = Atlas.open(wandel)
    scope = Scope(area="wandel", level="bezirk", indicator="kinderanteil", year=2019)
    grid = map_data(atlas, scope).grid
    assert grid.cell("04", 2019).state is State.NOT_APPLICABLE
    assert grid.cell("04", 2020).value == near(10)
    assert grid.cell("08", 2018).value == near(10)


def test_a_map_draws_the_converted_figures(wandel):
    scope = Scope(area="wandel", level="bezirk", indicator="kinderanteil", year=2019, vintage=NEW)
    spec = choropleth(Atlas.open(wandel), scope)
    assert set(spec.units) == {"04", "05", "06", "07", "08", "10", "31", "32", "33"}
    (note,) = [text for text in spec.current_map.provenance.notes if "umgerechnet" in text]
    assert note == (
        "Gebietsstand 01.01.2020; Werte vor 2020 umgerechnet, Werte geteilter Einheiten geschätzt"
    )


@pytest.mark.parametrize(
    ("year", "vintage", "boundaries", "notes"),
    [
        (2019, OLD, "nicht angegeben", 0),
        (2020, OLD, "01.01.2013", 1),
        (2020, None, "nicht angegeben", 0),
    ],
)
def test_tables_name_the_gebietsstand_of_converted_figures(
    wandel, year, vintage, boundaries, notes
):
    query = Scope(area="wandel", level="bezirk", indicator="leute", years=(year,), vintage=vintage)
    carried = value_table(Atlas.open(wandel), query).provenance
    assert carried.boundaries == boundaries
    assert sum("Werte ab 2020 umgerechnet" in note for note in carried.notes) == notes


@pytest.mark.parametrize(
    ("vintage", "units"),
    [(OLD, "01 02 03 04 05 07 08"), (None, "04 05 06 07 08 10 31 32 33")],
)
def test_a_level_is_shown_with_the_units_of_the_gebietsstand(wandel, vintage, units):
    level = Atlas.open(wandel).level_at("wandel", "bezirk", vintage)
    assert [unit.id for unit in level.units] == units.split()
    assert level.boundaries.valid_at == (vintage or NEW)


def test_the_command_line_asks_for_a_gebietsstand(wandel, cli):
    options = ("--area", "wandel", "--level", "bezirk", "--indicator", "leute", "--data", wandel)
    rows = cli("values", *options, "--year", 2020, "--stand", OLD).json["rows"]
    assert {row["unit"]: row["value"] for row in rows}["03"] == 1000
    within = ("--year", 2020, "--stand", "2014-06-30")
    assert cli("values", *options, *within).json["rows"] == rows
    assert "2013-01-01, 2020-01-01" in cli("values", *options, "--stand", "2012-12-31").err
    assert "ist kein Tag" in cli("values", *options, "--stand", "gestern").err


def test_the_command_line_draws_both_gebietsstaende(wandel, cli, tmp_path):
    options = ("--area", "wandel", "--level", "bezirk", "--indicator", "leute", "--data", wandel)
    for vintage in (OLD, NEW):
        out = tmp_path / f"{vintage}.svg"
        assert cli("map", *options, "--year", 2020, "--stand", vintage, "--out", out).code == 0
        assert ("Siebendorf" in out.read_text()) == (vintage == OLD)


def test_one_overlap_is_one_message(tmp_path, edit):
    folder = write_wandel(tmp_path / "wandel")
    # the version of 2020 begins a year too early, and is not read
    edit(folder / "districts/wandel/units.csv", "04;Vier;2020-01-01;", "04;Vier;2019-01-01;")
    (problem,) = Desk.open(folder).problems()
    assert (problem.code, problem.line) == ("unit_overlap", 6)
    # two rows of the crosswalk and the figures of 2020
    assert problem.remedy.endswith(
        "3 Meldungen, die daraus folgen, sind weggelassen; prüfen Sie danach noch einmal."
    )
