from __future__ import annotations

import shlex
from dataclasses import replace

import pytest

from atlas.atlas import Atlas
from atlas.model.quantities import Audience
from atlas.model.scope import Scope, View
from atlas.model.text import distinct_labels
from atlas.views import choices
from atlas.views.commands import drawing_command, values_command
from atlas.views.file_name_texts import TABLE
from atlas.views.file_names import file_stem
from atlas.views.table.unit_tables import unit_table


@pytest.fixture(scope="module")
def atlas(shipped) -> Atlas:
    return shipped


@pytest.fixture
def scope() -> Scope:
    return Scope(
        area="rhein-berg",
        level="kommune",
        indicator="ein_kinder_sgb2_u15",
        year=2014,
        base_year=2009,
    )


def test_the_finest_level_comes_first_even_without_boundaries(plain_atlas):
    atlas = plain_atlas()
    levels = choices.levels(atlas, "ort")
    assert choices.default_level(atlas, "ort", levels) == "block"


def test_a_level_with_boundaries_goes_before_a_finer_one(data_copy):
    path = data_copy / "districts" / "rhein-berg" / "area.toml"
    before, rest = path.read_text("utf-8").split("[level.kommune.boundaries]")
    path.write_text(before + "[level.kreis]" + rest.split("[level.kreis]")[1], "utf-8")
    atlas = Atlas.open(data_copy)
    assert choices.default_level(atlas, "rhein-berg", ["kommune", "kreis"]) == "kreis"


def test_plain_quantities_stand_last(atlas):
    fields = choices.topic_fields(atlas, "rhein-berg", "kommune")
    assert fields[-1].title == "Grundzahlen"
    assert fields[-1].codes == ("ew_u15", "kinder_sgb2_u15")


def test_names_that_occur_twice_get_their_code():
    assert distinct_labels({"a": "Ort", "b": "Ort", "c": "Dorf"}) == {
        "a": "Ort (a)",
        "b": "Ort (b)",
        "c": "Dorf",
    }


def test_a_year_is_compared_with_earlier_ones_only(atlas, scope):
    children = replace(scope, indicator="ew_u15")
    assert choices.base_years(atlas, children, 2014) == (2009,)
    assert choices.base_years(atlas, children, 2009) == ()


def test_the_map_begins_with_the_newest_year_that_is_no_forecast(atlas):
    assert choices.default_year(atlas, "musterstadt", "bezirk", "dem_ew") == 2024
    assert choices.years(atlas, "musterstadt", "bezirk", "dem_ew")[0] == 2035
    assert choices.default_year(atlas, "rhein-berg", "kommune", "ein_kinder_sgb2_u15") == 2014


def test_only_years_a_level_has_figures_of_are_offered(atlas):
    """The forecast is delivered for Bezirke, not for their Baublockgruppen."""
    assert choices.years(atlas, "musterstadt", "baublockgruppe", "dem_ew")[0] == 2024


def test_a_town_begins_with_the_finest_level_that_much_is_known_of(atlas):
    offered = choices.levels(atlas, "musterstadt")
    assert choices.default_level(atlas, "musterstadt", offered) == "bezirk"


def test_years_behind_a_break_are_not_offered(data_copy, scope):
    path = data_copy / "indicators" / "rhein-berg" / "2014.toml"
    path.write_text(path.read_text("utf-8").replace("nicht angegeben", "anders"), "utf-8")
    counted = replace(scope, indicator="kinder_sgb2_u15")
    assert choices.base_years(Atlas.open(data_copy), counted, 2014) == ()


def test_a_count_has_no_deviation_from_the_whole(atlas, scope):
    assert View.DEVIATION in choices.views(atlas, scope)
    count = Scope(area="rhein-berg", level="kommune", indicator="ew_u15", year=2014)
    assert list(choices.views(atlas, count)) == [View.VALUE]


def test_the_change_stands_beside_the_value(atlas, scope):
    spec = unit_table(atlas, scope)
    keys = [column.key for column in spec.columns]
    assert keys[keys.index("value") + 1] == "change"
    odenthal = next(row for row in spec.rows if row.cells[1].text == "Odenthal")
    assert odenthal.cells[keys.index("change")].text == "−0,8"
    difference = spec.rows[-1]
    assert difference.cells[keys.index("change")].text == ""


def test_a_change_stands_beside_the_values_of_both_years(atlas, scope):
    spec = unit_table(atlas, replace(scope, view=View.CHANGE))
    keys = [column.key for column in spec.columns]
    first = keys.index("base")
    assert keys[first : first + 3] == ["base", "value", "change"]
    burscheid = next(row for row in spec.rows if row.cells[1].text == "Burscheid")
    assert [cell.text for cell in burscheid.cells[first : first + 3]] == ["10,2", "12,5", "+2,4"]
    assert spec.title.startswith("Veränderung: ")


def test_a_deviation_stands_beside_its_value_above_the_whole_area(atlas, scope):
    spec = unit_table(atlas, replace(scope, view=View.DEVIATION))
    keys = [column.key for column in spec.columns]
    burscheid = next(row for row in spec.rows if row.cells[1].text == "Burscheid")
    assert burscheid.cells[keys.index("value")].text == "12,5"
    assert burscheid.cells[keys.index("deviation")].text == "+1,4"
    delivered = next(row for row in spec.rows if row.cells[1].text.endswith("(gemeldet)"))
    assert delivered.cells[keys.index("value")].text == "11,2"


def test_a_command_survives_any_name(town):
    name = "a; rm -rf *"
    for room in ("districts", "indicators"):
        (town / room / "ort").rename(town / room / name)
    scope = Scope(area=name, level="$(x)", indicator="'", year=2014)
    atlas = Atlas.open(town, Audience.INTERNAL)
    words = shlex.split(drawing_command("values", scope, atlas, {"--out": "x.csv"}))
    assert words[words.index("--area") + 1] == name
    assert words[words.index("--audience") + 1] == "internal"


def test_what_is_selected_is_no_part_of_command_and_file_name(atlas, scope):
    selected = replace(scope, selection=("05378008",))
    assert file_stem(atlas, selected, TABLE) == file_stem(atlas, scope, TABLE)
    assert values_command(atlas, selected) == values_command(atlas, scope)


def test_what_is_related_to_something_is_offered_before_counts(atlas):
    scope = Scope(area="musterstadt", level="bezirk", indicator="ein_sgb2_u15", year=2024)
    offered = list(choices.partners(atlas, scope))
    # residents and their age, both of the topic field that comes first
    assert offered.index("dem_ew") > offered.index("dem_u18")
    assert offered[0] != "dem_ew"
    assert "ein_sgb2_u15" not in offered
