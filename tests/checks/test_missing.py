"""What isn't there: rows, names, sums of levels that don't cover the area, an audience."""

from __future__ import annotations

import pytest

from atlas.atlas import Atlas
from atlas.errors import NoDataError
from atlas.model.scope import Scope

TABLE = "indicators/ort/{}.csv"
AREA = "districts/ort/area.toml"
BACH = {2020: "block;02;Bach;200;20;50;\n", 2021: "block;02;Bach;190;19;50;\n"}
DAMM = {2020: "block;04;Damm;400;100;20;\n", 2021: "block;04;Damm;390;78;20;\n"}
INCOMPLETE = ('plural = "Blöcke"\n', 'plural = "Blöcke"\ncomplete = false\n')


def test_a_unit_without_row_is_named(town, edit, only):
    edit(town / TABLE.format(2020), BACH[2020], "")
    problem = only()
    assert (problem.code, problem.file) == ("row_missing", "indicators/ort/2020.csv")
    assert "2020: In der Tabelle fehlt die Zeile zu „Bach“ (02)" in problem.message


def test_a_row_missing_in_several_years_is_told_once(town, edit, only):
    for year, row in BACH.items():
        edit(town / TABLE.format(year), row, "")
    assert only().message.endswith("Ebenso: 2021.")


def test_units_without_row_are_named_together(town, edit, only):
    edit(town / TABLE.format(2021), BACH[2021], "")
    edit(town / TABLE.format(2021), DAMM[2021], "")
    assert "„Bach“ (02), „Damm“ (04)" in only().message


def test_a_level_without_rows_is_one_note(town, edit, only):
    edit(town / TABLE.format(2021), "bezirk;A;Altstadt;;;;9\nbezirk;B;Berg;;;;7,5\n", "")
    assert (only().code, only().value) == ("rows_missing", "bezirk")


def test_a_unit_needs_no_row_before_it_exists(new_block, found):
    assert [problem.code for problem in found()] == ["unit_not_valid"]


def test_a_misspelt_key_is_the_cause_of_a_missing_row(town, edit, only):
    edit(town / TABLE.format(2020), "block;02;", "block;20;")
    assert only().code == "unit_unknown"


def test_other_names_are_told_once_for_all_years(town, edit, only):
    for year in BACH:
        edit(town / TABLE.format(year), "02;Bach", "02;Damm")
    problem = only()
    assert (problem.code, problem.value) == ("name_differs", "02")
    assert "„Damm“ statt „Bach“ (02). Ebenso: 2021." in problem.message


def test_case_and_blanks_make_no_other_name(town, edit, found):
    edit(town / TABLE.format(2020), "02;Bach", "02;BACH ")
    assert found() == ()


def test_an_everyday_name_is_a_name(town, edit, found):
    units = town / "districts/ort/units.csv"
    rows = units.read_text("utf-8").splitlines()
    named = [f"{row};{'Am Bach' if ';02;' in row else ''}" for row in rows[1:]]
    units.write_text("\n".join([f"{rows[0]};everyday_name", *named, ""]), "utf-8")
    edit(town / TABLE.format(2020), "02;Bach", "02;Am Bach")
    assert found() == ()


def test_a_level_that_does_not_cover_the_area_is_named_where_sums_lack(town, edit, only):
    edit(town / AREA, *INCOMPLETE)
    problem = only()
    assert (problem.code, problem.value) == ("level_incomplete", "block")
    assert "„Leute“, „Kinder“, „Durchschnittsalter“ (2020, 2021)" in problem.message
    assert "complete = false" in problem.remedy


def test_values_name_the_level_that_does_not_cover_the_area(town, edit, cli):
    edit(town / AREA, *INCOMPLETE)
    scope = Scope(area="ort", level="stadt", indicator="kinderanteil")
    with pytest.raises(NoDataError, match=r"„Block“ gilt in area\.toml als unvollständig"):
        Atlas.open(town).values(scope)
    run = cli(*("values", "--data", town, "--area", "ort", "--level", "schule"), "--indicator=all")
    assert run.json == {"tables": []}
    assert "complete = false" in run.err


def test_a_level_without_figures_for_another_reason_is_not_explained_so(plain_atlas):
    scope = Scope(area="ort", level="stadt", indicator="miete")
    with pytest.raises(NoDataError) as refused:
        plain_atlas().values(scope)
    assert "unvollständig" not in str(refused.value)


@pytest.mark.parametrize("year", [2020, 2021])
def test_a_forgotten_audience_is_one_note(town, edit, only, year):
    edit(town / f"indicators/ort/{year}.toml", 'audience = "public"\n', "")
    problem = only()
    assert (problem.code, problem.file) == ("audience_missing", f"indicators/ort/{year}.toml")
    titles = "„Leute“, „Kinder“, „Durchschnittsalter“, „Mittlere Miete“"
    assert f"{titles} ({year})" in problem.message
    assert 'audience = "public"' in problem.remedy


def test_an_audience_forgotten_in_all_years_is_one_note(town, edit, only):
    for year in (2020, 2021):
        edit(town / f"indicators/ort/{year}.toml", 'audience = "public"\n', "")
    edit(town / "indicators/ort/2021.toml", "[alter]\n", '[alter]\naudience = "public"\n')
    message = only().message
    assert "„Leute“, „Kinder“, „Mittlere Miete“ (2020, 2021)" in message
    assert "„Durchschnittsalter“ (2020)" in message


def test_an_audience_stated_is_not_forgotten(town, edit, found):
    edit(town / "indicators/ort/2020.toml", '"public"', '"statistics"')
    assert found() == ()


def test_a_share_of_a_ready_figure_is_named(town, found):
    catalogue = town / "indicators/catalogue.toml"
    text = catalogue.read_text("utf-8")
    catalogue.write_text(text.replace('per = ["leute"]', 'per = ["miete"]', 1), "utf-8")
    (told,) = (problem for problem in found() if problem.code == "catalogue_given")
    assert told.value == "miete"
    assert "„kinderanteil“" in told.message


def test_a_mean_without_its_weight_is_named(town, only):
    for year in (2020, 2021):
        table = town / TABLE.format(year)
        rows = [row.split(";") for row in table.read_text("utf-8").splitlines()]
        # neither people nor children, only their age and the rents
        table.write_text("\n".join(";".join(row[:3] + row[5:]) for row in rows) + "\n", "utf-8")
        toml = town / f"indicators/ort/{year}.toml"
        text = toml.read_text("utf-8").replace("[leute]\n", "").replace("[kinder]\n", "")
        toml.write_text(text.replace('definition = "unter 15"\n', ""), "utf-8")
    problem = only()
    assert (problem.code, problem.value) == ("weight_missing", "alter")
    assert "(Leute). Ebenso: 2021." in problem.message
