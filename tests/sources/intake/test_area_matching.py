"""A file that was read, held against an area: units, quantities, and the frame of what fits."""

from __future__ import annotations

from dataclasses import replace

import pytest

from atlas.errors import UnknownCodeError, UnknownLevelError
from atlas.model.areas import Area, Level, Membership, SpatialUnit
from atlas.model.cells import State
from atlas.model.indicators import Catalogue
from atlas.model.quantities import Kind, Quantity
from atlas.sources.intake.area_matching import (
    FRAME_COLUMNS,
    IntakeTarget,
    matched_intake,
    row_parts,
    total_part,
)
from atlas.sources.intake.corrections import ColumnChoice, Corrections
from atlas.sources.intake.quantity_matching import match_columns
from atlas.sources.intake.unit_matching import normalized_name

PLACES = {
    "01": "Altstadt",
    "02": "Nordstadt II",
    "03": "Mühlgrund",
    "04": "Neustadt",
    "14": "Neustadt",
}


def level(code, units):
    return Level(
        id=code,
        name=code.title(),
        plural=code.title(),
        units=tuple(SpatialUnit(id=key, name=name) for key, name in units.items()),
    )


@pytest.fixture(scope="module")
def target():
    parents = {"04": "1", "14": "2"}
    area = Area(
        id="kreis",
        name="Kreis",
        kind="Kreis",
        within="im Kreis",
        publisher="Kreis",
        levels=(
            level("ort", PLACES),
            level("stadt", {"1": "Oberstadt", "2": "Unterstadt"}),
            level("kreis", {"0": "Kreis"}),
        ),
        memberships=tuple(
            Membership(level="ort", unit=unit, parent_level="stadt", parent=parent)
            for unit, parent in parents.items()
        ),
        top_level="kreis",
    )
    quantities = {
        code: Quantity(code=code, title=title, unit="Personen", kind=Kind.COUNT, synonyms=synonyms)
        for code, title, synonyms in (
            ("ew", "Einwohner", ("Bevölkerung",)),
            ("sgb2", "Personen mit SGB II", ()),
        )
    }
    catalogue = Catalogue(quantities=quantities, indicators={}, topics={}, taxonomies={})
    return IntakeTarget(area=area, level="ort", year=2023, catalogue=catalogue)


def found(intake, code):
    return [problem for problem in intake.problems if problem.code == code]


def rows(intake):
    columns = intake.frame[["unit", "quantity", "value", "row", "column"]]
    return [tuple(row) for row in columns.itertuples(index=False)]


def test_lost_zeros_are_repaired_and_the_frame_says_where_each_figure_stands(read, target):
    intake = matched_intake(read("Nr;Ort;Einwohner\n1;Alt;10\n2;Nord;.\n14;Neu;-\n"), target)
    assert tuple(intake.frame.columns) == FRAME_COLUMNS
    assert intake.frame["unit"].tolist() == ["01", "02", "14"]
    assert intake.frame["state"].tolist() == [State.MEASURED, State.SECRET, State.ZERO]
    assert intake.frame["row"].tolist() == [2, 3, 4]
    assert set(
        zip(intake.frame["level"], intake.frame["year"], intake.frame["column"], strict=True)
    ) == {("ort", 2023, "C")}
    assert intake.units.matched == 3
    assert intake.units.missing == ("03", "04")
    assert "„1 → 01“" in found(intake, "keys_repaired")[0].message


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("02 Nordstadt-II", "Nordstadt II"),
        ("Muehlgrund", "Mühlgrund"),
        ("MÜHLGRUND ¹⁾", "Mühlgrund"),
        ("St. Georg", "Sankt Georg"),
    ],
)
def test_the_same_name_to_a_reader(written, name):
    assert normalized_name(written) == normalized_name(name)


def test_near_names_are_proposed_and_equal_ones_of_two_towns_refused(read, target):
    intake = matched_intake(
        read("Ort;Einwohner\n02 Nordstadt-II;10\nAltsatdt;20\nNeustadt;5\nXanten;1\n"), target
    )
    assert intake.frame["unit"].tolist() == ["02"]
    assert [(item.key, item.unit) for item in intake.units.proposed] == [("Altsatdt", "01")]
    assert set(intake.units.unknown) == {"Xanten", "Neustadt"}
    assert "04 (Oberstadt)“, „14 (Unterstadt)" in found(intake, "unit_ambiguous")[0].message


def test_official_names_lose_what_they_add_unless_another_level_has_the_name(read, target):
    table = "Ort;Einwohner\nMühlgrund (Rhld.), Stadt;10\nAltstadt, Kreis;20\nOberstadt, Stadt;3\n"
    intake = matched_intake(read(table), target)
    assert intake.frame[["level", "unit"]].to_numpy().tolist() == [["ort", "03"], ["stadt", "1"]]
    assert [item.key for item in intake.units.proposed] == ["Altstadt, Kreis"]


def test_what_a_person_says_about_units_and_columns_counts(read, target):
    said = Corrections(
        units=(("Altsatdt", "01"), ("Neustadt", "14"), ("Xanten", "")),
        columns=(ColumnChoice(column="B", quantity="sgb2"),),
    )
    table = "Ort;Wert\nAltsatdt;20\nNeustadt;5\nXanten;1\n"
    intake = matched_intake(read(table, corrections=said), target)
    assert rows(intake) == [("01", "sgb2", 20.0, 2, "B"), ("14", "sgb2", 5.0, 3, "B")]
    assert not intake.units.unknown


def test_columns_are_recognised_by_code_title_and_synonym_and_else_asked_about(read, target):
    head = "Nr;sgb2;Bevölkerung am 31.12.2023;Bevölkerung am 31.12.2022;Hunde"
    intake = matched_intake(read(f"{head}\n01;1;2;3;4\n02;5;6;7;8\n"), target)
    named = {c.column: (c.quantity, c.confidence) for c in intake.understood.columns}
    assert named == {"B": ("sgb2", 1.0), "C": ("ew", 0.9), "D": (None, 0.0), "E": (None, 0.0)}
    assert [problem.column for problem in found(intake, "quantity_open")] == ["E"]


def test_a_long_table_gives_the_rows_of_the_year_and_asks_what_divides_them(read, target):
    table = "Nr;Jahr;Geschlecht;Einwohner\n" + "".join(
        f"{unit};{year};{sex};{year - 2000}\n"
        for unit in ("01", "02")
        for year in (2022, 2023)
        for sex in ("w", "m")
    )
    asked = matched_intake(read(table), target)
    assert asked.frame.empty
    assert "„m“" in found(asked, "dimension_open")[0].message
    choice = ColumnChoice(column="D", quantity="ew", where=(("C", "w"),))
    intake = matched_intake(read(table, corrections=Corrections(columns=(choice,))), target)
    assert [(unit, value) for unit, _, value, _, _ in rows(intake)] == [("01", 23), ("02", 23)]


def test_totals_and_people_without_a_place_are_kept_apart(read, target):
    table = "Ort;Einwohner\nAltstadt;10\nnicht zuzuordnen;2\nInsgesamt;12\n"
    intake = matched_intake(read(table), target)
    assert intake.units.pseudo == ("nicht zuzuordnen",)
    assert intake.frame[["level", "unit"]].to_numpy().tolist() == [["ort", "01"], ["kreis", "0"]]


def test_two_rows_of_one_unit_are_an_error(read, target):
    intake = matched_intake(read("Nr;Einwohner\n03;10\n3;12\n02;5\n"), target)
    assert intake.frame["unit"].tolist() == ["02"]
    assert found(intake, "unit_twice")[0].value == "03"


def test_a_turned_table_is_said_once(read, target):
    intake = matched_intake(read("Merkmal;Altstadt;Mühlgrund\nEinwohner;1;2\nHunde;3;4\n"), target)
    assert [problem.code for problem in intake.problems if problem.severity == "error"] == [
        "turned"
    ]


def test_unknown_levels_and_quantities_are_refused(read, target):
    choice = ColumnChoice(column="B", quantity="hunde")
    intake = read("Nr;X\n01;1\n02;2\n", corrections=Corrections(columns=(choice,)))
    with pytest.raises(UnknownCodeError):
        matched_intake(intake, target)
    with pytest.raises(UnknownLevelError):
        matched_intake(intake, replace(target, level="block"))


def test_parts_of_a_long_table_are_named_and_the_total_is_found(read, target):
    table = "Nr;Jahr;Geschlecht;Einwohner\n" + "".join(
        f"{unit};{year};{sex};{year - 2000}\n"
        for unit in ("01", "02")
        for year in (2022, 2023)
        for sex in ("w", "m", "insgesamt")
    )
    parts = row_parts(matched_intake(read(table), target), 2023)
    assert parts == ((("C", "w"),), (("C", "m"),), (("C", "insgesamt"),))
    total = total_part(parts)
    assert total == (("C", "insgesamt"),)
    choice = ColumnChoice(column="D", quantity="ew", where=total)
    intake = matched_intake(read(table, corrections=Corrections(columns=(choice,))), target)
    assert rows(intake) == [("01", "ew", 23.0, 7, "D"), ("02", "ew", 23.0, 13, "D")]


def test_titles_with_brackets_are_told_apart_and_a_piece_of_a_code_is_none(target):
    titles = {"hlu": "Hilfe im Alter (SGB XII)", "lb": "Hilfe (SGB II)", "frauen_u6": "Mädchen"}
    quantities = {
        code: Quantity(code=code, title=title, unit="Personen", kind=Kind.COUNT)
        for code, title in titles.items()
    }
    catalogue = replace(target.catalogue, quantities=quantities)
    columns = {"B": "Hilfe im Alter (SGB XII)", "C": "Hilfe (SGB II)", "D": "Frauen"}
    chosen, problems = match_columns(columns, catalogue, 2023, ())
    assert {column: code for column, (code, _) in chosen.items()} == {"B": "hlu", "C": "lb"}
    assert [problem.code for problem in problems] == ["quantity_open"]
