"""Custom areas in a whole atlas: every number below is computed by hand."""

from __future__ import annotations

from datetime import date

import pytest
from shapely.geometry import box

from atlas.atlas import Atlas
from atlas.cli import listing
from atlas.desk import Desk
from atlas.editions.custom_areas import faults, read_custom_levels
from atlas.errors import NoBoundariesError, NoDataError, UnknownNameError, UnknownVintageError
from atlas.model.quantities import Audience
from atlas.model.scope import Scope, View
from atlas.sources.custom_levels import custom_files_in
from atlas.views import choices
from atlas.views.map.maps import choropleth
from atlas.views.table.tables import value_table
from tests.owned import draft, write_own
from tests.wandel import write_wandel

# variations on what quicker tests promise: each of them takes its time
pytestmark = pytest.mark.slow


@pytest.fixture
def home(tmp_path):
    return tmp_path / "home"


@pytest.fixture
def wandel(tmp_path):
    return write_wandel(tmp_path / "wandel")


def rows(atlas, code, area="ort", level="eigen", **more):
    table = atlas.values(Scope(area=area, level=level, indicator=code, **more))
    return {(row.unit, row.year): (row.value, row.flag) for row in table.rows}


def test_counts_means_and_shares_of_sets(town, home):
    write_own(home, "ort", "eigen", draft("Eigen", ost=["block:01", "block:03"], b=["block:04"]))
    atlas = Atlas.open(town, home=home)
    assert rows(atlas, "leute") == {
        ("ost", 2020): (400, ""),
        ("ost", 2021): (420, ""),
        ("b", 2020): (400, ""),
        ("b", 2021): (390, ""),
    }
    # 10 + 60 of 400; 100 times 40 years and 300 times 30
    assert rows(atlas, "kinderanteil")["ost", 2020] == (17.5, "")
    assert rows(atlas, "alter")["ost", 2020] == (32.5, "")
    assert rows(atlas, "kinderanteil_vorjahr")["ost", 2021][0] == pytest.approx(
        100 * 73 / 420 - 17.5
    )


def test_a_given_figure_stays_with_a_set_of_one_part(town, home):
    write_own(home, "ort", "eins", draft("Eins", a=["bezirk:A"]))
    write_own(home, "ort", "zwei", draft("Zwei", ab=["bezirk:A", "bezirk:B"]))
    atlas = Atlas.open(town, home=home)
    assert rows(atlas, "miete", level="eins") == {("a", 2020): (8.5, ""), ("a", 2021): (9, "")}
    with pytest.raises(NoDataError):
        rows(atlas, "miete", level="zwei")


def test_a_mean_without_weight_is_not_offered_to_sets_of_several_parts(town, home, edit):
    edit(town / "indicators/catalogue.toml", 'weight = "leute"\n', "")
    write_own(home, "ort", "eins", draft("Eins", a=["block:01"]))
    write_own(home, "ort", "zwei", draft("Zwei", ost=["block:01", "block:03"]))
    atlas = Atlas.open(town, home=home)
    assert rows(atlas, "alter", level="eins")["a", 2020] == (40, "")
    assert "alter" not in atlas.available("ort", "zwei")
    assert "leute" in atlas.available("ort", "zwei")


def test_one_hidden_part_hides_the_sum_one_missing_leaves_it_missing(town, home, edit):
    edit(town / "indicators/ort/2020.csv", "block;03;Christhof;300;60", "block;03;Christhof;300;.")
    edit(town / "indicators/ort/2021.csv", "block;01;Anger;110;11", "block;01;Anger;110;")
    write_own(home, "ort", "eigen", draft("Eigen", ost=["block:01", "block:03"]))
    result = rows(Atlas.open(town, home=home), "kinder")
    assert result == {("ost", 2020): (None, "secret"), ("ost", 2021): (None, "unknown")}


def test_what_is_not_released_is_not_summed(town, home, edit):
    edit(town / "indicators/ort/2020.toml", "[kinder]\n", '[kinder]\naudience = "internal"\n')
    write_own(home, "ort", "eigen", draft("Eigen", ost=["block:01", "block:03"]))
    public, internal = (
        rows(Atlas.open(town, audience, home), "kinder")["ost", 2020]
        for audience in (Audience.PUBLIC, Audience.INTERNAL)
    )
    assert public == (None, "secret")
    assert internal == (70, "")


def test_parts_of_two_levels(town, home):
    # since 2021 block 03 lies in B, in 2020 it lay in A
    write_own(home, "ort", "eigen", draft("Eigen", mix=["bezirk:A", "block:04"]))
    result = rows(Atlas.open(town, home=home), "leute")
    assert result["mix", 2021] == (110 + 190 + 390, "")


def test_years_before_a_change_of_borders_are_converted(wandel, home):
    text = draft("Eigen", glatt=["bezirk:10", "bezirk:07"], halb=["bezirk:31", "bezirk:08"])
    write_own(home, "wandel", "eigen", text)
    atlas = Atlas.open(wandel, home=home)
    people = rows(atlas, "leute", "wandel")
    assert people["glatt", 2019] == (100 + 200 + 50, "")
    assert people["halb", 2019] == (500 + 60, "estimated")
    assert people["halb", 2020] == (500 + 60, "")
    assert rows(atlas, "kinder", "wandel")["halb", 2018] == (None, "secret")
    changes = rows(atlas, "leute", "wandel", view=View.CHANGE, base_year=2019)
    assert changes["glatt", 2020] == (0, "zero")


def test_without_crosswalk_a_part_with_other_borders_has_no_figure(wandel, home):
    (wandel / "districts/wandel/crosswalk.csv").unlink()
    write_own(
        home,
        "wandel",
        "eigen",
        draft("Eigen", same=["bezirk:08"], moved=["bezirk:04", "bezirk:05"], new=["bezirk:31"]),
    )
    result = rows(Atlas.open(wandel, home=home), "leute", "wandel")
    assert result["same", 2019] == (60, "")
    assert result["moved", 2019] == (None, "na")
    assert result["new", 2019] == (None, "unknown")
    assert result["moved", 2020] == (510, "")


def test_the_borders_of_a_set_are_those_of_its_parts_together(wandel, home):
    # the squares of 04 and 05 stand side by side, that of 07 stands apart
    text = draft("Eigen", paar=["bezirk:04", "bezirk:05"], weit=["bezirk:07", "bezirk:10"])
    write_own(home, "wandel", "eigen", text)
    atlas = Atlas.open(wandel, home=home)
    shapes = atlas.boundaries("wandel", "eigen")
    assert shapes.crs.to_epsg() == 4326
    assert shapes.loc["paar", "name"] == "Paar"
    assert shapes.loc["paar", "geometry"].equals(box(7, 51, 7.02, 51.01))
    assert shapes.loc["weit", "geometry"].area == pytest.approx(2e-4)
    level = atlas.level("wandel", "eigen")
    assert level.boundaries.attribution == "Stadt Wandel"
    assert level.boundaries.valid_at == date(2020, 1, 1)


def test_a_set_with_a_part_without_shape_is_not_drawn(wandel, home, edit):
    shapes = wandel / "districts/wandel/bezirk.geojson"
    edit(shapes, '"unit": "04"', '"unit": "other"')
    write_own(
        home, "wandel", "eigen", draft("Eigen", a=["bezirk:04", "bezirk:05"], b=["bezirk:07"])
    )
    write_own(home, "wandel", "leer", draft("Leer", a=["bezirk:04"]))
    atlas = Atlas.open(wandel, home=home)
    assert list(atlas.boundaries("wandel", "eigen").index) == ["b"]
    with pytest.raises(NoBoundariesError):
        atlas.boundaries("wandel", "leer")


def test_a_level_without_borders_gives_sets_without(town, home):
    write_own(home, "ort", "eigen", draft("Eigen", a=["block:01"]))
    atlas = Atlas.open(town, home=home)
    assert atlas.level("ort", "eigen").boundaries is None
    with pytest.raises(NoBoundariesError):
        atlas.boundaries("ort", "eigen")


def test_a_map_says_whose_areas_these_are(wandel, home):
    text = draft("Planungsraum", paar=["bezirk:10", "bezirk:05"], eins=["bezirk:08"])
    write_own(home, "wandel", "eigen", 'plural = "Planungsräume"\nvalid_from = 2027-01-01\n' + text)
    scope = Scope(area="wandel", level="eigen", indicator="kinderanteil", year=2019)
    spec = choropleth(Atlas.open(wandel, home=home), scope)
    notes = spec.current_map.provenance.notes
    assert notes[-1] == (
        "Eigene Gebiete „Planungsräume“ (Entwurf, gültig ab 01.01.2027): Summen aus den "
        "veröffentlichten Werten der Bausteine"
    )
    assert notes[-2].startswith("Gebietsstand 01.01.2020; Werte vor 2020 umgerechnet")


def test_a_table_names_the_resolution_and_the_whole_area(town, home):
    write_own(
        home,
        "ort",
        "eigen",
        draft("Eigen", a=["block:01"]).replace(
            '"Entwurf"', '"Beschluss"\nbody = "Rat"\nresolved = 2026-03-12', 1
        ),
    )
    spec = value_table(
        Atlas.open(town, home=home),
        Scope(area="ort", level="eigen", indicator="leute", years=(2020,)),
    )
    assert [row.cells[1].text for row in spec.rows] == ["A", "Ort (gesamtes Gebiet)"]
    assert spec.provenance.notes[-1].startswith(
        "Eigene Gebiete „Eigen“ (Beschluss: Rat, 12.03.2026): Summen"
    )


@pytest.mark.parametrize(
    ("parts", "complete"),
    [
        ({"a": ["block:01"]}, False),
        ({"a": ["block:01", "block:02"], "b": ["bezirk:B"]}, True),
        ({"a": ["bezirk:A"], "b": ["bezirk:B"]}, True),
    ],
)
def test_a_level_knows_whether_it_covers_the_area(town, home, parts, complete):
    write_own(home, "ort", "eigen", draft("Eigen", **parts))
    assert Atlas.open(town, home=home).level("ort", "eigen").complete is complete


def test_own_levels_come_last_and_are_never_the_first_choice(town, home):
    sets = {f"s{unit}": [f"block:{unit}"] for unit in ("01", "02", "03", "04")}
    write_own(home, "ort", "eigen", draft("Eigen", **sets))
    atlas = Atlas.open(town, home=home)
    offered = choices.levels(atlas, "ort")
    assert list(offered)[-1] == "eigen"
    assert choices.default_level(atlas, "ort", offered) == "block"


def test_without_a_home_there_are_none(town, home):
    write_own(home, "ort", "eigen", draft("Eigen", a=["block:01"]))
    with pytest.raises(UnknownNameError):
        Atlas.open(town).level("ort", "eigen")
    assert Atlas.open(town).area("ort") == Atlas.open(town, home=home / "elsewhere").area("ort")


def test_a_custom_level_is_laid_over_the_edition(town, home):
    before = Atlas.open(town, home=home)
    base = before.edition("ort")
    write_own(home, "ort", "eigen", draft("Eigen", ost=["block:01", "block:03"]))
    after = Atlas.open(town, home=home, previous=before)
    assert rows(after, "kinderanteil")
    assert rows(after, "leute", level="bezirk") == rows(before, "leute", level="bezirk")
    assert after.edition("ort").protected is base.protected
    assert before.area("ort").level("eigen") is None


def test_what_is_known_of_the_data_is_not_computed_anew_for_a_saved_level(town, home):
    plain = Atlas.open(town, home=home)
    base, item = plain.edition("ort"), plain.indicator("ort", "kinderanteil")
    figures = base.figures("block", item, delivered=False)
    of_town = base.unit_figures("stadt", "S", [item])
    write_own(home, "ort", "eigen", draft("Eigen", ost=["block:01", "block:03"]))
    edition = Atlas.open(town, home=home, previous=plain).edition("ort")
    assert edition.figures("block", item, delivered=False) is figures
    assert edition.unit_figures("stadt", "S", [item]) is of_town
    # of its own levels it computes, and the edition below knows nothing of them
    assert edition.figures("eigen", item, delivered=False).loc[("ost", 2020), "value"] == 17.5
    assert base.area.level("eigen") is None


def test_a_saved_level_changes_the_revision(town, home):
    before = Atlas.open(town, home=home).revision("ort")
    path = write_own(home, "ort", "eigen", draft("Eigen", a=["block:01"]))
    then = Atlas.open(town, home=home).revision("ort")
    path.write_text(draft("Eigen", a=["block:02"]), encoding="utf-8")
    assert len({before, then, Atlas.open(town, home=home).revision}) == 3


def test_going_back_to_an_older_file_shows_the_older_sets(town, home):
    path = write_own(home, "ort", "eigen", draft("Eigen", a=["block:01"]))
    early = Atlas.open(town, home=home)
    path.write_text(draft("Eigen", a=["block:02"]), encoding="utf-8")
    # what is kept under a revision must be what the revision speaks of
    assert rows(early, "leute")["a", 2020] == (100, "")
    path.write_text("name = ", encoding="utf-8")
    assert not early.custom_levels("ort").problems


def test_a_folder_of_no_area_is_told_by_the_check_of_all(town, home, cli):
    write_own(home, "dort", "eigen", draft("Eigen", a=["block:01"]))
    result = cli("check", "--data", town, "--home", home, "--format", "json")
    assert result.code == 1
    assert [item["code"] for item in result.json["problems"]] == ["own_area_unknown"]
    assert Desk.open(town, home=home).problems("ort") == ()


def test_a_bad_file_is_named_and_takes_nothing_else_away(town, home):
    write_own(home, "ort", "gut", draft("Gut", a=["block:01"]))
    write_own(home, "ort", "kaputt", draft("Kaputt", a=["block:99"]))
    atlas = Atlas.open(town, home=home)
    assert [level.id for level in atlas.area("ort").levels if level.custom] == ["gut"]
    (problem,) = Desk.open(town, home).problems("ort")
    assert (problem.code, problem.file, problem.line) == (
        "own_part_unknown",
        "levels/ort/kaputt.toml",
        5,
    )


@pytest.mark.parametrize("name", [".#eigen.toml", "link.toml", "folder.toml"])
def test_what_editors_leave_behind_takes_nothing_down(town, home, name):
    path = write_own(home, "ort", "gut", draft("Gut", a=["block:01"])).with_name(name)
    path.mkdir() if name == "folder.toml" else path.symlink_to("nobody@nowhere.1")
    atlas = Atlas.open(town, home=home)
    assert atlas.revision
    assert [level.id for level in atlas.area("ort").levels if level.custom] == ["gut"]


def test_sets_stand_on_the_newest_gebietsstand_only(wandel, home):
    write_own(home, "wandel", "eigen", draft("Eigen", a=["bezirk:10"]))
    atlas = Atlas.open(wandel, home=home)
    with pytest.raises(UnknownVintageError):
        rows(atlas, "leute", area="wandel", vintage=date(2013, 1, 1))


def test_of_two_levels_with_one_name_the_first_stays(town, home):
    for name in ("eins", "zwei"):
        write_own(home, "ort", name, draft("Eigen", a=["block:01"]))
    result = read_custom_levels(Atlas.open(town).area("ort"), custom_files_in(home))
    assert [level.id for level in result.levels] == ["eins"]
    assert [problem.code for problem in result.problems] == ["own_name_taken"]


def test_a_level_may_be_saved_anew_under_its_own_name(town, home):
    write_own(home, "ort", "eigen", draft("Eigen", a=["block:01"]))
    area = Atlas.open(town, home=home).area("ort")
    custom = area.level("eigen").custom
    assert faults(custom, area) == ()


def test_the_list_of_areas_marks_them(town, home):
    write_own(home, "ort", "eigen", draft("Eigen", a=["block:01"]))
    result = listing.areas(Atlas.open(town, home=home))
    (custom,) = result["areas"][0]["own_levels"]
    assert (custom["level"], custom["status"]) == ("eigen", "Entwurf")
    assert custom["units"] == [{"unit": "a", "name": "A", "parts": ["block:01"]}]
    assert "eigen (1, eigene Ebene, Entwurf)" in listing.areas_text(result)


def test_the_command_line_knows_them(town, home, cli):
    write_own(home, "ort", "eigen", draft("Eigen", ost=["block:01", "block:03"]))
    options = ("--area", "ort", "--level", "eigen", "--indicator", "leute", "--year", "2020")
    result = cli("values", *options, "--data", town, "--home", home)
    assert [row["value"] for row in result.json["rows"]] == [400]


@pytest.mark.parametrize("ending", ["geojson", "html", "svg"])
def test_maps_of_sets_can_be_taken_away(wandel, home, cli, tmp_path, ending):
    text = draft("Eigen", paar=["bezirk:04", "bezirk:05"], eins=["bezirk:07"])
    write_own(home, "wandel", "eigen", text)
    out = tmp_path / f"map.{ending}"
    options = ("--area", "wandel", "--level", "eigen", "--indicator", "kinderanteil")
    result = cli("map", *options, "--year", "2020", "--data", wandel, "--home", home, "--out", out)
    assert result.code == 0
    written = out.read_text("utf-8")
    assert "Paar" in written
    assert "Stadt Wandel" in written


def test_sets_of_an_area_without_figures_take_nothing_down(town, home):
    for path in (town / "indicators/ort").iterdir():
        path.unlink()
    write_own(home, "ort", "eigen", draft("Eigen", a=["block:01"]))
    atlas = Atlas.open(town, home=home)
    assert [unit.id for unit in atlas.level_at("ort", "eigen").units] == ["a"]
    assert choices.levels(atlas, "ort") == {}
