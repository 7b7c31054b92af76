from __future__ import annotations

import json
from pathlib import Path

import pytest

from atlas.atlas import Atlas
from atlas.desk import Desk
from atlas.errors import (
    DataError,
    DataFolderError,
    NoBoundariesError,
    NoDataError,
    SingleYearError,
    UnknownNameError,
    UnknownYearError,
)
from atlas.model.cells import State
from atlas.model.quantities import Audience
from atlas.model.scope import Scope, View
from tests.small_town import drop_column

SHARE, CHILDREN = "ein_kinder_sgb2_u15", "kinder_sgb2_u15"

# methods.md 1.6: share 2009, share 2014, change of the children in %, of the share in points
COUNCIL_PAPER = {
    "Bergisch Gladbach": (13.7163, 14.7061, 3.7037, 0.990),
    "Burscheid": (10.1695, 12.5250, 6.4626, 2.356),
    "Kürten": (6.5691, 8.2133, 12.8713, 1.644),
    "Leichlingen": (8.2937, 7.3285, -19.9396, -0.965),
    "Odenthal": (3.8510, 3.0256, -36.2637, -0.825),
    "Overath": (11.3041, 9.6725, -19.7895, -1.632),
    "Rösrath": (9.8007, 9.5395, -8.7167, -0.261),
    "Wermelskirchen": (10.5350, 9.8017, -14.7059, -0.733),
}
DEVIATION_2014 = {  # r_i − Σx/Σn with Σx/Σn = 4241/37988 = 11,164052…
    "Bergisch Gladbach": 3.542029,
    "Burscheid": 1.360958,
    "Kürten": -2.950795,
    "Leichlingen": -3.835512,
    "Odenthal": -8.138491,
    "Overath": -1.491546,
    "Rösrath": -1.624578,
    "Wermelskirchen": -1.362339,
}


@pytest.fixture(scope="module")
def atlas(shipped):
    return shipped


@pytest.fixture
def ask(atlas):
    def values(level, code, **more):
        return atlas.values(Scope(area="rhein-berg", level=level, indicator=code, **more)).rows

    return values


def column(position):
    return {name: row[position] for name, row in COUNCIL_PAPER.items()}


@pytest.mark.parametrize(("year", "position"), [(2009, 0), (2014, 1)])
def test_shares_of_the_council_paper(ask, year, position):
    shares = {row.name: row.value for row in ask("kommune", SHARE, years=(year,))}
    assert shares == pytest.approx(column(position), abs=5e-5)


def test_change_of_a_count_is_in_percent(ask):
    rows = ask("kommune", CHILDREN, view=View.CHANGE, base_year=2009)
    assert {row.name: row.value for row in rows} == pytest.approx(column(2), abs=5e-5)


def test_change_of_a_share_is_in_points(atlas, ask):
    rows = ask("kommune", SHARE, view=View.CHANGE, base_year=2009)
    assert {row.name: row.value for row in rows} == pytest.approx(column(3), abs=5e-4)
    query = Scope(area="rhein-berg", level="kommune", indicator=SHARE, view=View.CHANGE)
    table = atlas.values(query)
    assert (table.unit, table.base_year, table.years) == ("Prozentpunkte", 2009, (2014,))


def test_the_change_of_a_rent_is_certain_though_it_is_below_20(atlas):
    # 20 cases make a change certain (methods.md 5); 8 euros aren't 8 cases
    scope = Scope(area="musterstadt", level="bezirk", indicator="woh_miete", view=View.CHANGE)
    rows = atlas.values(scope).rows
    changed = {row.state for row in rows if row.value is not None}
    assert State.MEASURED in changed
    assert State.LIMITED not in changed


def test_the_first_year_is_the_base_unless_named(ask):
    named = ask("kommune", SHARE, view=View.CHANGE, base_year=2009)
    assert ask("kommune", SHARE, view=View.CHANGE) == named


def test_deviation_from_the_whole_county(ask):
    rows = ask("kommune", SHARE, view=View.DEVIATION, years=(2014,))
    assert {row.name: row.value for row in rows} == pytest.approx(DEVIATION_2014, abs=5e-6)


def test_a_count_does_not_deviate(ask):
    rows = ask("kommune", CHILDREN, view=View.DEVIATION, years=(2014,))
    assert {row.flag for row in rows} == {"na"}


def test_own_sum_stands_beside_the_delivered_total(ask):
    rows = ask("kreis", CHILDREN, years=(2014,))
    assert [(row.value, row.delivered) for row in rows] == [(4241, False), (4240, True)]


def test_share_of_the_county_from_both_totals(ask):
    own, delivered = ask("kreis", SHARE, years=(2014,))
    assert (own.value, own.numerator, own.denominator) == pytest.approx((11.164052, 4241, 37988))
    assert delivered.value == pytest.approx(11.161419)
    assert (delivered.numerator, delivered.denominator) == (4240, 37988)


def test_the_county_takes_its_own_sum(atlas):
    figures = atlas.area_figures("rhein-berg", SHARE)
    assert figures["value"].to_dict() == pytest.approx({2009: 10.803547, 2014: 11.164052})


def test_values_are_ordered_by_year_and_key(ask):
    rows = [(row.year, row.unit) for row in ask("kommune", SHARE)]
    assert rows == sorted(rows)
    assert len(rows) == 16


def test_asking_for_more_years_than_there_are_gives_those_there_are(ask):
    years = tuple(range(2008, 2016))
    assert {row.year for row in ask("kommune", SHARE, years=years)} == {2009, 2014}


@pytest.mark.parametrize(
    ("query", "error", "hint"),
    [
        ({"area": "rhein-berk"}, UnknownNameError, "Meinten Sie „rhein-berg“?"),
        ({"level": "komune"}, UnknownNameError, "Meinten Sie „kommune“?"),
        ({"indicator": "kinder_sgb2_u16"}, UnknownNameError, "Meinten Sie „kinder_sgb2_u15“?"),
        ({"years": (2010,)}, UnknownYearError, "Vorhanden: 2009, 2014."),
        ({"years": (2035,)}, UnknownYearError, "Meinten Sie „2014“?"),
        ({"years": (2011,)}, UnknownYearError, "Meinten Sie „2009“?"),
        ({"base_year": 1999, "view": View.CHANGE}, UnknownYearError, "Vorhanden: 2009, 2014."),
        ({"indicator": "dem_ew"}, NoDataError, "liegen keine Werte vor für: Kommunen"),
    ],
)
def test_what_there_is_not_is_said_with_a_suggestion(atlas, query, error, hint):
    asked = {"area": "rhein-berg", "level": "kommune", "indicator": SHARE} | query
    with pytest.raises(error) as caught:
        atlas.values(Scope(**asked))
    assert hint in str(caught.value)


def test_one_year_alone_has_no_change(town):
    (town / "indicators/ort/2021.csv").unlink()
    query = Scope(area="ort", level="block", indicator="kinder", view=View.CHANGE)
    with pytest.raises(SingleYearError, match="braucht zwei"):
        Atlas.open(town).values(query)


def test_one_year_alone_has_no_change_of_anything(town):
    (town / "indicators/ort/2021.csv").unlink()
    query = Scope(area="ort", level="block", indicator="all", view=View.CHANGE)
    with pytest.raises(SingleYearError, match="2020"):
        Atlas.open(town).answerable(query)


def test_a_new_definition_breaks_the_series(town, edit):
    edit(town / "indicators/ort/2021.toml", '"unter 15"', '"unter 16"')
    atlas = Atlas.open(town)
    assert atlas.breaks("ort", "kinderanteil") == (2021,)
    assert atlas.breaks("ort", "leute") == ()


def test_new_units_break_the_series_of_their_level(town, new_block):
    atlas = Atlas.open(town)
    assert atlas.breaks("ort", "leute", "block") == (2021,)
    assert atlas.breaks("ort", "leute", "bezirk") == ()
    assert atlas.breaks("ort", "leute", "stadt") == ()
    assert atlas.breaks("ort", "leute") == ()


def test_units_and_definitions_break_a_series_once(town, edit, new_block):
    edit(town / "indicators/ort/2021.toml", '"unter 15"', '"unter 16"')
    assert Atlas.open(town).breaks("ort", "kinder", "block") == (2021,)


@pytest.mark.parametrize(
    ("code", "view", "value"),
    [
        ("kinderanteil", View.CHANGE, -2),
        ("kinder", View.CHANGE, -10.526316),
        ("kinderanteil_vorjahr", View.VALUE, -2),
        ("kinderanteil_2j", View.VALUE, 18),
    ],
)
def test_nothing_is_compared_over_a_break(town, edit, code, view, value):
    query = Scope(area="ort", level="stadt", indicator=code, view=view, years=(2021,))
    (row,) = Atlas.open(town).values(query).rows
    assert row.value == pytest.approx(value)
    edit(town / "indicators/ort/2021.toml", '"unter 15"', '"unter 16"')
    (row,) = Atlas.open(town).values(query).rows
    assert (row.value, row.flag) == (None, "na")


def test_values_themselves_survive_a_break(town, edit):
    edit(town / "indicators/ort/2021.toml", '"unter 15"', '"unter 16"')
    rows = Atlas.open(town).values(Scope(area="ort", level="stadt", indicator="kinderanteil")).rows
    assert [row.value for row in rows] == [19, 17]


def test_available_are_indicators_and_quantities_with_figures(plain_atlas):
    atlas = plain_atlas()
    computed = ("kinderanteil", "kinderanteil_2j", "kinderanteil_vorjahr")
    assert atlas.available("ort", "stadt") == (*computed, "leute", "kinder", "alter")
    assert atlas.available("ort", "bezirk")[-1] == "miete"


def test_answerable_are_those_with_figures_of_the_years(town, edit):
    drop_column(town / "indicators/ort/2020.csv", "miete")
    atlas = Atlas.open(town)
    early = Scope(area="ort", level="bezirk", indicator="all", years=(2020,))
    assert atlas.answerable(early) == atlas.available("ort", "stadt")
    with pytest.raises(UnknownYearError, match="Vorhanden: 2020, 2021"):
        atlas.answerable(Scope(area="ort", level="bezirk", indicator="all", years=(1999,)))


def test_revision_tells_contents_and_audiences_apart(data_copy):
    before = Atlas.open(data_copy).revision("rhein-berg")
    assert Atlas.open(data_copy).revision("rhein-berg") == before
    assert Atlas.open(data_copy, Audience.STATISTICS).revision("rhein-berg") != before
    table = data_copy / "indicators/rhein-berg/2014.csv"
    table.write_text(table.read_text("utf-8") + "\n", encoding="utf-8")
    assert Atlas.open(data_copy).revision("rhein-berg") == before  # an empty line says nothing
    table.write_text(table.read_text("utf-8").replace(";1917;58", ";1917;57"), encoding="utf-8")
    assert Atlas.open(data_copy).revision("rhein-berg") != before


def test_a_folder_without_catalogue_is_refused(tmp_path):
    with pytest.raises(DataFolderError, match="ATLAS_DATA"):
        Atlas.open(tmp_path)


def test_one_broken_area_leaves_the_others_usable(data_copy):
    other = data_copy / "districts" / "kaputt"
    other.mkdir()
    (other / "area.toml").write_text("name = ", encoding="utf-8")
    atlas = Atlas.open(data_copy)
    assert list(atlas.unusable) == ["kaputt"]
    assert atlas.area("rhein-berg").name == "Rheinisch-Bergischer Kreis"
    with pytest.raises(DataError, match="kein gültiges TOML"):
        atlas.area("kaputt")


def test_an_area_without_top_level_has_no_area_figures(town, edit):
    edit(town / "districts/ort/area.toml", 'top_level = "stadt"\n', "")
    figures = Atlas.open(town).area_figures("ort", "kinderanteil")
    assert figures["value"].isna().tolist() == [True, True]


@pytest.mark.parametrize("level", ["block", "bezirk", "stadt", "schule"])
def test_a_profile_says_what_the_single_answers_say(town, edit, level):
    edit(town / "indicators/ort/2020.csv", "bezirk;A;", "stadt;S;Ort;1000;191;;\nbezirk;A;")
    atlas = Atlas.open(town)
    unit = atlas.level("ort", level).units[-1].id
    codes = atlas.available("ort", level)
    tables = atlas.profile("ort", level, unit, codes)
    assert [table.indicator for table in tables] == list(codes)
    for code, table in zip(codes, tables, strict=True):
        whole = atlas.values(Scope(area="ort", level=level, indicator=code))
        assert table.rows == tuple(row for row in whole.rows if row.unit == unit)
        assert (table.title, table.unit, table.decimals) == (
            whole.title,
            whole.unit,
            whole.decimals,
        )


def test_a_profile_has_all_years_and_the_delivered_totals(town, edit):
    edit(town / "indicators/ort/2020.csv", "bezirk;A;", "stadt;S;Ort;1000;191;;\nbezirk;A;")
    (children,) = Atlas.open(town).profile("ort", "stadt", "S", ["kinder"])
    rows = [(row.year, row.value, row.delivered) for row in children.rows]
    assert rows == [(2020, 190, False), (2020, 191, True), (2021, 170, False)]


def test_a_profile_of_nobody_is_refused(plain_atlas):
    atlas = plain_atlas()
    with pytest.raises(UnknownNameError, match="Bezirk „C“"):
        atlas.profile("ort", "bezirk", "C", ["kinder"])
    with pytest.raises(NoDataError):
        atlas.profile("ort", "block", "01", ["miete"])


def test_a_unit_that_began_later_has_a_shorter_profile(town, new_block):
    (children,) = Atlas.open(town).profile("ort", "block", "04", ["kinder"])
    assert [(row.year, row.value) for row in children.rows] == [(2021, 78)]


def without_boundaries_of_the_county(data: Path) -> None:
    path = data / "districts/rhein-berg/area.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.partition("[level.kreis.boundaries]")[0], encoding="utf-8")
    (data / "districts/rhein-berg/kreis.geojson").unlink()


def test_a_level_without_boundaries_is_drawn_from_the_finer_one(data_copy):
    without_boundaries_of_the_county(data_copy)
    atlas = Atlas.open(data_copy)
    parts, county = (atlas.boundaries("rhein-berg", level) for level in ("kommune", "kreis"))
    assert list(county["name"]) == ["Rheinisch-Bergischer Kreis"]
    # eight areas that don't overlap: the whole is as large as all of them
    areas = parts.to_crs("EPSG:3035").area, county.to_crs("EPSG:3035").area
    assert areas[1].sum() == pytest.approx(areas[0].sum(), rel=1e-6)
    drawn = atlas.level("rhein-berg", "kreis").boundaries
    assert drawn.attribution == atlas.level("rhein-berg", "kommune").boundaries.attribution
    assert drawn.schematic
    problems = Desk.open(data_copy).problems("rhein-berg")
    assert not [problem for problem in problems if problem.file.startswith("districts/")]


def test_a_unit_of_which_a_part_has_no_shape_is_not_drawn(data_copy):
    without_boundaries_of_the_county(data_copy)
    path = data_copy / "districts/rhein-berg/kommune.geojson"
    content = json.loads(path.read_text(encoding="utf-8"))
    del content["features"][0]
    path.write_text(json.dumps(content), encoding="utf-8")
    with pytest.raises(NoBoundariesError):
        Atlas.open(data_copy).boundaries("rhein-berg", "kreis")
