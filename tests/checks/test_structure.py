from __future__ import annotations

from atlas.model.problems import Severity

UNITS = "districts/ort/units.csv"
MEMBERS = "districts/ort/memberships.csv"
AREA = "districts/ort/area.toml"


def test_a_unit_without_children_is_named(town, edit, only):
    edit(town / UNITS, "schule;Y;York\n", "schule;Y;York\nschule;Z;Zell\n")
    problem = only()
    assert (problem.code, problem.value) == ("unit_without_children", "Z")
    assert "„Zell“ (Z, Ebene „Schulbezirk“)" in problem.message


def test_units_without_children_are_told_once(town, edit, only):
    edit(town / UNITS, "schule;Y;York\n", "schule;Y;York\nschule;Z;Zell\nschule;W;Wald\n")
    assert only().message.endswith("Ebenso: „Zell“ (Z).")


def test_units_without_parent_are_told_once(town, edit, only):
    edit(town / MEMBERS, "block;02;schule;Y;;\nblock;04;schule;Y;;\n", "block;04;schule;X;;\n")
    edit(town / UNITS, "schule;Y;York\n", "")
    assert (only().code, only().value) == ("unit_without_parent", "02")


def test_a_child_that_lost_its_parent_is_the_cause_of_a_parent_without_children(town, edit, only):
    edit(town / MEMBERS, "bezirk;A;stadt;S;;\nbezirk;B;stadt;S;;\n", "")
    problem = only()
    assert problem.code == "unit_without_parent"
    assert "„Altstadt“ (A)" in problem.message
    assert problem.message.endswith("Ebenso: „Berg“ (B).")


def test_a_lost_unit_is_named_without_any_system(town, edit, only):
    text = (town / AREA).read_text("utf-8")
    start, end = text.index("[system.verwaltung]"), text.index("[level.block]")
    (town / AREA).write_text(text[:start] + text[end:], "utf-8")
    edit(town / MEMBERS, "block;02;schule;Y;;\n", "")
    assert (only().code, only().value) == ("unit_without_parent", "02")


def test_a_level_without_units_is_a_note(town, only):
    with (town / AREA).open("a", encoding="utf-8") as file:
        file.write('\n[level.wahlbezirk]\nname = "Wahlbezirk"\nplural = "Wahlbezirke"\n')
    problem = only()
    assert (problem.code, problem.severity) == ("level_empty", Severity.NOTE)
    assert "„wahlbezirk“" in problem.message


def test_a_top_level_is_one_unit(town, edit, only):
    edit(town / AREA, 'top_level = "stadt"', 'top_level = "bezirk"')
    assert (only().code, only().value) == ("top_level_units", "bezirk")
    assert "hat 2 Einheiten statt einer" in only().message


def test_a_row_deleted_from_units_is_one_error(town, edit, found):
    edit(town / UNITS, "block;02;Bach\n", "")
    (problem,) = found()
    assert (problem.code, problem.value, problem.severity) == (
        "unit_row_missing",
        "02",
        Severity.ERROR,
    )
    assert "memberships.csv, 2020.csv, 2021.csv" in problem.message
    assert "Ebene „block“" in problem.message


def test_a_key_misspelt_in_one_table_is_told_there(town, edit, only):
    edit(town / "indicators/ort/2020.csv", "block;02;", "block;20;")
    assert (only().code, only().file) == ("unit_unknown", "indicators/ort/2020.csv")


def test_letters_no_font_of_maps_has_are_told_once(town, edit, only):
    units = town / "districts/ort/units.csv"
    edit(units, "Anger", "An漢ger")
    for table in (town / "indicators/ort").glob("*.csv"):
        table.write_text(table.read_text("utf-8").replace("Anger", "An漢ger"), "utf-8")
    problem = only()
    assert (problem.code, problem.severity) == ("text_not_printable", Severity.NOTE)
    assert problem.message == (
        "Für U+6F22 (漢) hat keine der Schriften gedruckter Karten ein Bild: „An漢ger“."
    )
