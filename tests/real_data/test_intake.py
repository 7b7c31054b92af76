"""The tables of real offices are understood without a mapping; the traps they are known for."""

from __future__ import annotations

import pytest

from atlas.sources.intake.reading import read_intake

pytestmark = pytest.mark.real_data

TABLES = {
    "rheinland/12411-15i.csv": ((3, 4, 5), "B", "code", (), "DEF", 444),
    "rheinland/12411-09i.csv": ((5, 6, 7, 8), "B", "code", (), None, 61),
    "rheinland/22811-05i.csv": ((6, 7, 8, 9), "B", "code", (), "DEFGHIJK", 434),
    "rheinland/22811-01i.csv": ((6, 7), "A", "code", (), "C", 434),
    "berlin/bln_plr_sozind_attr.csv": ((1,), "A", "name", (), "BCDEFGHIJ", 447),
    "berlin/bln_plr_sozind_data.csv": ((1,), "A", "code", (), "CDEFGHIJK", 447),
    "berlin/mss_2021_index_indikatoren.csv": ((1,), "B", "code", (), None, 542),
    "berlin/mss_2021_indizes.csv": ((1,), "B", "code", (), "DFHK", 542),
    "koeln/bevoelkerung.csv": ((1,), "E", "code", ("C", "D", "H"), "I", 29_135),
    "muenchen/indikatorenatlas2014verkehrpersonenwagendichte.csv": (
        (1,),
        "Q",
        "code",
        ("C", "O"),
        "DEF",
        594,
    ),
}


@pytest.mark.parametrize("name", TABLES)
def test_tables_are_understood_without_a_mapping(real_data, name):
    header, key, kind, dimensions, columns, rows = TABLES[name]
    intake = read_intake(real_data / name)
    understood = intake.understood
    assert (understood.header_rows, understood.key_column, understood.key_kind) == (
        header,
        key,
        kind,
    )
    assert understood.dimensions == dimensions
    assert len(intake.rows) == rows
    if columns:
        assert "".join(column.column for column in understood.columns) == columns
    assert not [problem for problem in intake.problems if problem.severity == "error"]


@pytest.fixture(scope="module")
def benefits(real_data):
    return read_intake(real_data / "rheinland/22811-05i.csv")


def cell(intake, key, column):
    return next((r.value, r.flag) for r in intake.records() if (r.key, r.column) == (key, column))


def test_the_secret_part_of_a_total_stays_secret(benefits):
    assert cell(benefits, "05154040", "D") == (None, "secret")
    assert cell(benefits, "05154040", "E") == (200, "")


def test_dashes_are_zeros_and_people_from_elsewhere_no_unit(benefits):
    assert cell(benefits, "05999998", "D") == (0, "zero")
    said = {problem.code: problem.message for problem in benefits.problems}
    assert "05999998 Wohnort außerhalb von NRW" in said["pseudo_units"]
    assert "Nordrhein-Westfalen" in said["levels_by_code"]


def test_the_footer_is_no_row(benefits):
    assert benefits.understood.footer_rows == (444, 445, 446, 447)


def test_marks_for_missing_are_no_figures(real_data):
    name = "indikatorenatlas2014bevoelkerungeinpersonenhaushalte.csv"
    intake = read_intake(real_data / "muenchen" / name)
    marked = [(r.value, r.flag) for r in intake.records() if r.row == 1611 and r.column == "D"]
    assert intake.understood.signs == {"-88888888": "unknown"}
    assert marked in ([], [(None, "unknown")])
    values = [r.value for r in intake.records() if r.value is not None]
    assert min(values) >= 0


def test_minus_9999_is_excluded_in_berlin(real_data):
    intake = read_intake(real_data / "berlin/mss_2021_index_indikatoren.csv")
    status = [r for r in intake.records() if r.column == "F"]
    assert sum(r.value is None for r in status) == 6
    assert sum(r.value or 0 for r in status) / 536 == pytest.approx(4.972, abs=5e-4)


def test_names_of_two_levels_are_told_in_cologne(real_data):
    intake = read_intake(real_data / "koeln/bevoelkerung.csv")
    names = [problem.value for problem in intake.problems if problem.code == "name_two_levels"]
    assert names[0] == "Rodenkirchen"
    assert len(names) == 8


def test_the_city_and_unassigned_people_of_munich_are_no_districts(real_data):
    name = "indikatorenatlas2014verkehrpersonenwagendichte.csv"
    said = {p.code: p.message for p in read_intake(real_data / "muenchen" / name).problems}
    assert "Stadt München" in said["levels_by_column"]
    assert "99 nicht zuzuordnen" in said["pseudo_units"]


def test_equal_names_without_a_code_are_asked_about(real_data):
    intake = read_intake(real_data / "berlin/bln_plr_sozind_attr.csv")
    assert [p.value for p in intake.problems if p.code == "name_twice"] == ["Schloßstraße"]
