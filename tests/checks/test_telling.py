from __future__ import annotations

import pytest

from atlas.atlas import Atlas
from atlas.desk import Desk
from atlas.model.problems import Severity
from atlas.model.quantities import Audience

# variations on what quicker tests promise: each of them takes its time
pytestmark = pytest.mark.slow

HEAD = '[[finding]]\nreason = "Neubaugebiet"\ndate = 2026-11-30\n'


@pytest.fixture
def acknowledge(town):
    """Write acknowledged.toml with these entries, each a text of keys."""

    def write(*entries):
        text = "\n".join(f"{HEAD}{entry}\n" for entry in entries)
        (town / "indicators/ort/acknowledged.toml").write_text(text, "utf-8")

    return write


@pytest.fixture
def doubtful(town):
    """Delivered totals of Altstadt that differ from the sums, by 10 in each year."""
    for year, rent in ((2020, "8,5"), (2021, "9")):
        table = town / f"indicators/ort/{year}.csv"
        text = table.read_text("utf-8")
        total = {2020: "610;90", 2021: "310;30"}[year]
        table.write_text(
            text.replace(f"bezirk;A;Altstadt;;;;{rent}", f"bezirk;A;Altstadt;{total};;{rent}"),
            "utf-8",
        )
    return town


def facts(problems):
    return [(problem.code, problem.severity) for problem in problems]


def test_what_differs_every_year_is_told_once(doubtful, only):
    # 2020: blocks 01, 02 and 03 lie in Altstadt, 100 + 200 + 300; 2021: 01 and 02, 110 + 190
    problem = only()
    assert problem.code == "residual_large"
    assert "ergeben zusammen 600" in problem.message
    assert problem.message.endswith("Ebenso: 2021 (−10).")


def test_an_acknowledged_finding_is_a_note_with_reason_and_date(doubtful, acknowledge, only):
    acknowledge('code = "residual_large"\nunit = "A"\nindicator = "leute"')
    problem = only()
    assert (problem.code, problem.severity) == ("residual_large", Severity.NOTE)
    assert problem.message.endswith("Zur Kenntnis genommen am 30.11.2026: Neubaugebiet.")


def test_a_year_that_was_not_acknowledged_stays_as_it_is(doubtful, acknowledge, found):
    acknowledge('code = "residual_large"\nunit = "A"\nyears = [2020]')
    warned = [("residual_large", Severity.NOTE), ("residual_large", Severity.WARNING)]
    assert facts(found()) == warned
    assert [problem.subject.year for problem in found()] == [2020, 2021]


@pytest.mark.parametrize(
    "narrow",
    ['unit = "B"', 'indicator = "kinder"', "years = [1999]", 'file = "2019.csv"', 'value = "1"'],
)
def test_an_acknowledgement_of_nothing_is_a_note(doubtful, acknowledge, found, narrow):
    acknowledge(f'code = "residual_large"\n{narrow}')
    assert facts(found()) == [
        ("residual_large", Severity.WARNING),
        ("acknowledgement_unmatched", Severity.NOTE),
    ]
    assert found()[1].file == "indicators/ort/acknowledged.toml"


def test_a_misspelt_code_is_guessed(town, acknowledge, only):
    acknowledge('code = "residual_larg"\nunit = "A"')
    assert "„residual_large“" in only().message


def test_a_kind_of_finding_is_too_much_to_acknowledge(doubtful, acknowledge, found):
    acknowledge('code = "residual_large"')
    assert facts(found()) == [
        ("residual_large", Severity.WARNING),
        ("acknowledgement_wide", Severity.WARNING),
    ]


def test_an_error_that_stops_reading_cannot_be_acknowledged(town, edit, acknowledge, found):
    edit(town / "indicators/ort/2020.csv", "Anger;100;", "Anger;1x0;")
    acknowledge('code = "cell_not_number"\nvalue = "1x0"')
    assert facts(found()) == [
        ("cell_not_number", Severity.ERROR),
        ("acknowledgement_refused", Severity.WARNING),
    ]


def test_a_contradiction_in_figures_can_be(town, edit, acknowledge, only, cli):
    edit(town / "indicators/ort/2021.csv", "Bach;190;19;", "Bach;190;191;")
    assert cli("check", "--data", town).code == 1
    acknowledge('code = "part_over_whole"\nunit = "02"\nyears = [2021]')
    assert (only().code, only().severity) == ("part_over_whole", Severity.NOTE)
    assert cli("check", "--data", town).code == 0


def test_a_broken_entry_is_told_and_the_others_count(doubtful, acknowledge, found):
    acknowledge('code = ""\nunit = "A"', 'code = "residual_large"\nunit = "A"')
    codes = [problem.code for problem in found()]
    assert sorted(codes) == ["residual_large", "toml_bad_value"]


def test_another_section_is_told(town, only):
    path = town / "indicators/ort/acknowledged.toml"
    path.write_text('[finding_1]\ncode = "total_differs"\n', "utf-8")
    assert (only().code, only().value) == ("acknowledgement_section", "finding_1")


def test_what_belongs_to_no_area_is_acknowledged_beside_the_catalogue(town, only):
    (town / "indicators/alt").mkdir()
    path = town / "indicators/acknowledged.toml"
    path.write_text(f'{HEAD}code = "folder_unused"\nvalue = "alt"\n', "utf-8")
    assert (only().code, only().severity) == ("folder_unused", Severity.NOTE)
    assert Desk.open(town).problems("ort") == ()


def test_readers_see_findings_as_they_were_acknowledged(doubtful, acknowledge):
    acknowledge('code = "residual_large"\nunit = "A"', 'code = "row_missing"\nfile = "2020.csv"')
    (finding,) = Atlas.open(doubtful, Audience.INTERNAL).findings("ort")
    assert finding.severity is Severity.NOTE
    assert "Neubaugebiet" in finding.for_readers


def test_the_public_sees_no_reasons(doubtful, acknowledge):
    acknowledge('code = "residual_large"\nunit = "A"', 'code = "row_missing"\nfile = "2020.csv"')
    atlas = Atlas.open(doubtful)
    assert atlas.edition("ort").acknowledgements == ()
    assert "Neubaugebiet" not in atlas.findings("ort")[0].for_readers


def test_what_was_acknowledged_is_of_the_revision_of_those_who_see_it(doubtful, acknowledge):
    before = {who: Atlas.open(doubtful, who).revision("ort") for who in Audience}
    acknowledge('code = "residual_large"\nunit = "A"')
    changed = {who for who in Audience if Atlas.open(doubtful, who).revision("ort") != before[who]}
    assert changed == {Audience.INTERNAL, Audience.STATISTICS}


def test_readers_see_no_path_and_no_advice(town, edit):
    edit(town / "districts/ort/memberships.csv", "B;2021-01-01", "B;2022-01-01")
    (finding,) = Atlas.open(town).findings("ort")
    assert "„Bezirk“: 2021" in finding.for_readers
    assert ".csv" not in finding.for_readers


def test_bad_cells_of_a_column_are_told_once(town, edit, only):
    table = town / "indicators/ort/2020.csv"
    edit(table, "Anger;100;", "Anger;1.5;")
    edit(table, "Bach;200;", "Bach;2.5;")
    problem = only()
    assert (problem.code, problem.line) == ("cell_point", 2)
    assert problem.message.endswith("Ebenso: Zeile 3 („2.5“).")


def test_lost_zeros_are_told_once(town, found):
    for year in (2020, 2021):
        table = town / f"indicators/ort/{year}.csv"
        table.write_text(table.read_text("utf-8").replace("block;0", "block;"), "utf-8")
    (problem,) = found()
    assert problem.code == "unit_leading_zero"
    assert "2020.csv Zeile 3 („2“)" in problem.message
    assert "2021.csv Zeile 2 („1“)" in problem.message


def test_a_column_nobody_knows_is_told_once(town, found):
    for year in (2020, 2021):
        table = town / f"indicators/ort/{year}.csv"
        text = table.read_text("utf-8").replace(";miete", ";mite")
        table.write_text(text, "utf-8")
    (problem, *others) = found()
    assert (problem.code, problem.value) == ("csv_column_unknown", "mite")
    assert problem.message.endswith("Ebenso: 2021.")
    assert others == []


def test_very_many_mistakes_of_one_kind_are_one(town, edit, only):
    # 30 keys nobody knows in each of two years: not 60 slips but the wrong list of units
    for year in (2020, 2021):
        table = town / f"indicators/ort/{year}.csv"
        columns = table.read_text("utf-8").partition("\n")[0].count(";") - 1
        rows = "".join(f"block;X{number}{';' * columns}\n" for number in range(30))
        table.write_text(table.read_text("utf-8") + rows, "utf-8")
    problem = only()
    assert (problem.code, problem.value) == ("unit_unknown", "X0")
    assert "(„X1“)" in problem.message
    # 60 rows: the first, twelve that are named, and the others
    assert problem.message.endswith("und 47 weitere.")


def test_a_missing_entry_of_the_catalogue_is_told_once(town, found):
    catalogue = town / "indicators/catalogue.toml"
    text = catalogue.read_text("utf-8")
    wrong = 'topics = ["t"]\nunit = "%"\ndate_rule = "x"\nsource = "x"\ndefinition = "x"\n'
    for code in ("eins", "zwei"):
        formula = f'formula = {{ kind = "share", of = ["weg"], per = ["weg"] }}\ntitle = "{code}"'
        text += f"\n[indicator.{code}]\n{formula}\n{wrong}"
    catalogue.write_text(text, "utf-8")
    problems = [problem for problem in found() if problem.code == "catalogue_unknown"]
    assert [problem.message.rpartition("Ebenso: ")[2] for problem in problems] == ["„zwei“."]
