from __future__ import annotations

import random

import pandas as pd
import pytest

from atlas import pipeline
from atlas.atlas import Atlas
from atlas.desk import Desk
from atlas.model.cells import State
from atlas.model.quantities import Audience
from atlas.model.scope import Scope, View
from tests.conftest import write_town


@pytest.fixture
def found(town):
    """Values of the town: (level, code, …) → {(unit, year): value}."""

    return asker(lambda audience: Atlas.open(town, audience))


@pytest.fixture(scope="session")
def plain(plain_atlas):
    """Values of the town as it is written."""
    return asker(plain_atlas)


def asker(atlas_for):
    def ask(level, code, audience=Audience.PUBLIC, **more):
        rows = atlas_for(audience).values(Scope(area="ort", level=level, indicator=code, **more))
        return {(row.unit, row.year): row.value for row in rows.rows}

    return ask


def test_counts_add_up_through_all_levels(plain):
    assert plain("stadt", "leute") == {("S", 2020): 1000, ("S", 2021): 1000}


def test_a_unit_counts_where_it_lay_at_the_end_of_the_year(plain):
    sums = {("A", 2020): 600, ("B", 2020): 400, ("A", 2021): 300, ("B", 2021): 700}
    assert plain("bezirk", "leute") == sums


def test_school_areas_cut_across_districts(plain):
    shares = {("X", 2020): 17.5, ("Y", 2020): 20, ("X", 2021): 17.380952, ("Y", 2021): 16.724138}
    assert plain("schule", "kinderanteil") == pytest.approx(shares)


def test_a_partial_level_has_sums_of_its_own(plain):
    assert plain("quartier", "leute") == {("Q", 2020): 100, ("Q", 2021): 110}


def test_shares_of_larger_units_come_from_sums_not_from_averages(plain):
    assert plain("stadt", "kinderanteil") == {("S", 2020): 19, ("S", 2021): 17}
    assert plain("bezirk", "kinderanteil", years=(2021,)) == {("A", 2021): 10, ("B", 2021): 20}


def test_a_mean_adds_up_through_its_weight(plain):
    ages = plain("bezirk", "alter", years=(2020,)) | plain("stadt", "alter", years=(2020,))
    expected = {("A", 2020): 38.333333, ("B", 2020): 20, ("S", 2020): 31}
    assert ages == pytest.approx(expected)


def test_given_figures_are_never_summed(plain_atlas, plain):
    assert plain_atlas().levels_of("ort", "miete") == ("bezirk",)
    assert plain("bezirk", "miete", years=(2020,)) == {("A", 2020): 8.5, ("B", 2020): 7.25}


def test_pooled_years_are_summed_before_dividing(plain):
    shares = plain("bezirk", "kinderanteil_2j", years=(2021,))
    assert shares == pytest.approx({("A", 2021): 13.333333, ("B", 2021): 21.818182})


def test_pooling_two_years_needs_two_years(plain):
    assert plain("stadt", "kinderanteil_2j")["S", 2020] is None


def test_change_indicator_compares_points(plain):
    assert plain("stadt", "kinderanteil_vorjahr")["S", 2021] == pytest.approx(-2)


def test_a_missing_part_makes_every_sum_above_it_missing(town, edit, found):
    edit(town / "indicators/ort/2020.csv", "Bach;200;20;", "Bach;200;.;")
    years = {"years": (2020,)}
    assert found("bezirk", "kinder", **years) == {("A", 2020): None, ("B", 2020): 100}
    assert found("schule", "kinderanteil", **years) == {("X", 2020): 17.5, ("Y", 2020): None}


@pytest.mark.parametrize(("sign", "flag"), [(".", "secret"), ("", "unknown"), ("…", "pending")])
def test_a_missing_sum_says_why(town, edit, sign, flag):
    edit(town / "indicators/ort/2020.csv", "Bach;200;20;", f"Bach;200;{sign};")
    query = Scope(area="ort", level="stadt", indicator="kinderanteil", years=(2020,))
    assert [row.flag for row in Atlas.open(town).values(query).rows] == [flag]


def test_a_delivered_total_takes_over_where_the_sum_is_missing(town, edit):
    edit(town / "indicators/ort/2020.csv", "Bach;200;20;", "Bach;200;.;")
    edit(town / "indicators/ort/2020.csv", "bezirk;A;", "stadt;S;Ort;1000;191;;\nbezirk;A;")
    figures = Atlas.open(town).area_figures("ort", "kinderanteil")
    assert figures["value"].to_dict() == pytest.approx({2020: 19.1, 2021: 17})


def test_the_own_sum_comes_before_the_delivered_total(town, edit):
    edit(town / "indicators/ort/2020.csv", "bezirk;A;", "stadt;S;Ort;1000;191;;\nbezirk;A;")
    atlas = Atlas.open(town)
    assert atlas.area_figures("ort", "kinder")["value"].to_dict() == {2020: 190, 2021: 170}
    rows = atlas.values(Scope(area="ort", level="stadt", indicator="kinder", years=(2020,))).rows
    assert [(row.value, row.delivered) for row in rows] == [(190, False), (191, True)]


def test_a_dissolved_unit_is_missed_by_nobody(town, edit, found):
    edit(town / "districts/ort/units.csv", "level;unit;name\n", "level;unit;name;valid_to\n")
    units = town / "districts/ort/units.csv"
    lines = units.read_text(encoding="utf-8").splitlines()
    dated = [lines[0], *(f"{line};" for line in lines[1:])]
    units.write_text("\n".join([*dated, "block;05;Eck;2020-06-30", ""]), encoding="utf-8")
    members = town / "districts/ort/memberships.csv"
    members.write_text(members.read_text(encoding="utf-8") + "block;05;bezirk;B;;\n")
    assert found("bezirk", "leute", years=(2020,)) == {("A", 2020): 600, ("B", 2020): 400}


@pytest.fixture(scope="module")
def unreleased(tmp_path_factory, edit):
    """The town, its children for the statisticians only."""
    town = write_town(tmp_path_factory.mktemp("unreleased") / "town")
    for year in (2020, 2021):
        toml = town / f"indicators/ort/{year}.toml"
        edit(toml, 'definition = "unter 15"', 'audience = "statistics"')
    return Atlas.open(town)


@pytest.mark.parametrize("view", View)
@pytest.mark.parametrize("level", ["block", "bezirk", "stadt", "schule", "quartier"])
@pytest.mark.parametrize("code", ["kinder", "kinderanteil", "kinderanteil_2j"])
def test_what_is_not_released_shows_nowhere(unreleased, level, code, view):
    query = Scope(area="ort", level=level, indicator=code, view=view)
    rows = unreleased.values(query).rows
    assert {row.value for row in rows} == {None}
    assert {row.numerator for row in rows} == {None}
    assert {row.state for row in rows} == {State.SECRET}


@pytest.mark.parametrize(
    ("audience", "share"),
    [(Audience.PUBLIC, None), (Audience.INTERNAL, 19), (Audience.STATISTICS, 19)],
)
def test_each_audience_sees_what_was_released_to_it(town, edit, found, audience, share):
    toml = town / "indicators/ort/2020.toml"
    edit(toml, 'definition = "unter 15"', 'definition = "unter 15"\naudience = "internal"')
    assert found("stadt", "kinderanteil", audience, years=(2020,)) == {("S", 2020): share}


def test_nothing_is_released_unless_somebody_says_so(town, edit, found):
    edit(town / "indicators/ort/2020.toml", 'audience = "public"\n', "")
    assert found("stadt", "leute") == {("S", 2020): None, ("S", 2021): 1000}


def test_a_hidden_mean_weight_hides_the_mean_of_larger_units(town, edit, found):
    edit(town / "indicators/ort/2021.toml", "[leute]", '[leute]\naudience = "statistics"')
    assert found("stadt", "leute", years=(2021,)) == {("S", 2021): None}
    assert found("bezirk", "kinderanteil", years=(2021,)) == {("A", 2021): None, ("B", 2021): None}


def test_the_order_of_rows_changes_nothing(town):
    def everything():
        atlas = Atlas.open(town)
        codes = [("stadt", "leute"), ("bezirk", "kinderanteil"), ("schule", "alter")]
        return [
            atlas.values(Scope(area="ort", level=lev, indicator=code)).rows for lev, code in codes
        ]

    before = everything()
    for path in town.rglob("*.csv"):
        head, *rows = path.read_text(encoding="utf-8").splitlines()
        random.Random(7).shuffle(rows)  # noqa: S311
        path.write_text("\n".join([head, *rows, ""]), encoding="utf-8")
    assert everything() == before


@pytest.mark.parametrize(
    ("code", "years"),
    [
        ("kinderanteil", {2021}),
        ("kinderanteil_2j", {2020, 2021}),
        ("kinderanteil_vorjahr", {2020, 2021}),
    ],
)
def test_years_a_figure_rests_on(plain_atlas, code, years):
    catalogue = plain_atlas().catalogue("ort")
    assert pipeline.years_used(catalogue.indicators[code], catalogue, 2021) == years


@pytest.mark.parametrize(
    ("code", "codes"),
    [
        ("kinderanteil", ("kinder", "leute")),
        ("kinderanteil_vorjahr", ("kinder", "leute")),
    ],
)
def test_quantities_an_indicator_rests_on(plain_atlas, code, codes):
    catalogue = plain_atlas().catalogue("ort")
    assert pipeline.quantities_needed(catalogue.indicators[code], catalogue) == codes


def test_a_unit_without_parent_leaves_the_sums_unknown(town, edit, found):
    edit(town / "districts/ort/memberships.csv", "block;04;bezirk;B;;\n", "")
    years = {"years": (2021,)}
    assert found("stadt", "leute", **years) == {("S", 2021): None}
    assert found("bezirk", "leute", **years) == {("A", 2021): None, ("B", 2021): None}
    assert found("schule", "leute", **years) == {("X", 2021): 420, ("Y", 2021): 580}


def test_a_gap_in_an_assignment_leaves_that_year_unknown(town, edit, found):
    edit(town / "districts/ort/memberships.csv", "B;2021-01-01", "B;2022-01-01")
    assert found("stadt", "leute") == {("S", 2020): 1000, ("S", 2021): None}


def test_a_direct_way_for_some_units_only_is_not_taken(town, edit, found):
    edit(
        town / "districts/ort/memberships.csv", "A;stadt;S;;\n", "A;stadt;S;;\nblock;01;stadt;S;;\n"
    )
    assert found("stadt", "leute") == {("S", 2020): 1000, ("S", 2021): 1000}


def test_a_mean_may_be_delivered_for_larger_units_than_its_weight(town, edit, found):
    table = town / "indicators/ort/2020.csv"
    for name, age in (("100;10", 40), ("200;20", 50), ("300;60", 30), ("400;100", 20)):
        edit(table, f";{name};{age};", f";{name};;")
    edit(table, "Altstadt;;;;", "Altstadt;;;40;")
    edit(table, "Berg;;;;", "Berg;;;30;")
    edit(town / "indicators/ort/2020.toml", "[alter]", '[alter]\nbase = "bezirk"')
    assert found("stadt", "alter", years=(2020,)) == {("S", 2020): pytest.approx(36)}


def test_a_mean_does_not_tell_how_large_hidden_units_are(town, edit, found):
    edit(town / "indicators/ort/2020.toml", "[leute]", '[leute]\naudience = "internal"')
    years = {"years": (2020,)}
    assert found("stadt", "alter", **years) == {("S", 2020): None}
    assert found("block", "alter", **years)["01", 2020] == 40
    assert found("stadt", "alter", Audience.INTERNAL, **years) == {("S", 2020): 31}


def test_figures_of_a_year_before_a_unit_existed_are_not_compared(town, new_block, found):
    assert found("block", "kinder", view=View.CHANGE)["04", 2021] is None
    assert found("block", "kinder", view=View.CHANGE)["01", 2021] == pytest.approx(10)
    assert found("block", "kinderanteil_vorjahr")["04", 2021] is None
    assert found("block", "kinderanteil_2j")["04", 2021] is None


def test_a_quantity_may_change_its_base_level(town, edit, found):
    edit(town / "indicators/ort/2021.toml", "[leute]", '[leute]\nbase = "bezirk"')
    for name in ("Anger;110", "Bach;190", "Christhof;310", "Damm;390"):
        edit(town / "indicators/ort/2021.csv", f"{name};", f"{name.split(';')[0]};;")
    edit(town / "indicators/ort/2021.csv", "Altstadt;;", "Altstadt;301;")
    edit(town / "indicators/ort/2021.csv", "Berg;;", "Berg;702;")
    assert found("stadt", "leute") == {("S", 2020): 1000, ("S", 2021): 1003}
    assert found("bezirk", "leute", years=(2021,)) == {("A", 2021): 301, ("B", 2021): 702}
    blocks = {("01", 2020): 100, ("02", 2020): 200, ("03", 2020): 300, ("04", 2020): 400}
    assert found("block", "leute") == blocks


def test_summing_one_quantity_or_all_gives_the_same(plain_town):
    desk = Desk.open(plain_town)
    data, _ = desk.read("ort")
    catalogue, codes = desk.catalogue_file("ort").catalogue, ["leute", "kinder", "alter", "miete"]
    keys = ["level", "unit", "year", "quantity", "delivered"]
    together = pipeline.summed_cells(data, catalogue, codes).set_index(keys).sort_index()
    alone = pd.concat(pipeline.summed_cells(data, catalogue, [code]) for code in codes)
    pd.testing.assert_frame_equal(together, alone.set_index(keys).sort_index())
    # in 2 years 4 blocks, 2 districts, 2 schools, 1 quarter, 1 town; of rents blocks, districts
    assert len(together) == 3 * 2 * 10 + 2 * 6
