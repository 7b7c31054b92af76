from __future__ import annotations

from pathlib import Path

import pytest

from atlas.desk import Desk
from atlas.model.problems import Severity

DATA = Path(__file__).parents[2] / "data"
NOTES = [
    ("total_differs", "4.241"),
    ("dates_apart", "31.10.2014"),
    ("date_missing", "2009"),
    ("claim_differs", "Leichlingen"),
    ("claim_differs", "Rösrath"),
    ("claim_differs", "Wermelskirchen"),
    ("claim_differs", "53,1 %"),
    ("claim_differs", "38,0 %"),
]


@pytest.fixture(scope="module")
def notes():
    """Problems of the council paper."""
    return Desk.open(DATA).problems("rhein-berg")


@pytest.fixture
def check(town):
    def codes():
        return [problem.code for problem in Desk.open(town).problems()]

    return codes


def test_the_council_paper_has_eight_notes_and_nothing_else(notes):
    assert {problem.severity for problem in notes} == {Severity.NOTE}
    assert [problem.code for problem in notes] == [code for code, _ in NOTES]
    for problem, (_, phrase) in zip(notes, NOTES, strict=True):
        assert phrase in problem.message


@pytest.mark.parametrize(
    ("printed", "computed"),
    [("−20,0 %", "−19,9 %"), ("−8,8 %", "−8,7 %"), ("−14,8 %", "−14,7 %"), ("52 %", "53,1 %")],
)
def test_a_note_names_what_was_printed_and_what_is_right(notes, printed, computed):
    messages = [problem.message for problem in notes]
    assert any(printed in text and computed in text for text in messages)


def test_a_note_names_both_totals_with_file_and_line(notes):
    problem = notes[0]
    assert (problem.file, problem.line) == ("indicators/rhein-berg/2014.csv", 2)
    assert "4.240" in problem.message
    assert "Unterschied 1" in problem.message


def test_a_clean_town_has_no_problems(check):
    assert check() == []


@pytest.mark.parametrize(
    ("total", "codes"),
    [("1000", []), ("1010", ["total_differs"]), ("1011", ["residual_large"])],
)
def test_totals_are_compared_exactly(town, edit, check, total, codes):
    edit(town / "indicators/ort/2020.csv", "bezirk;A;", f"stadt;S;Ort;{total};;;\nbezirk;A;")
    assert check() == codes


def test_parts_have_to_add_up_to_the_whole(town, edit, check):
    edit(
        town / "indicators/catalogue.toml",
        'among = ["kinder"]',
        'parts = [["kinder", "grosse"]]\n[quantity.grosse]\ntitle = "Große"\n'
        'unit = "Personen"\nkind = "count"',
    )
    for year, adults in ((2020, (90, 180, 240, 300)), (2021, (99, 171, 248, 313))):
        table = town / f"indicators/ort/{year}.csv"
        head, *rows = table.read_text(encoding="utf-8").splitlines()
        cells = [*map(str, adults), "", ""]
        lines = [
            f"{head};grosse",
            *(f"{row};{cell}" for row, cell in zip(rows, cells, strict=True)),
        ]
        table.write_text("\n".join(lines), encoding="utf-8")
        toml = town / f"indicators/ort/{year}.toml"
        toml.write_text(toml.read_text(encoding="utf-8") + "\n[grosse]\n", encoding="utf-8")
    (problem,) = Desk.open(town).problems()
    assert (problem.code, problem.file, problem.line) == (
        "parts_contradict",
        "indicators/ort/2021.csv",
        5,
    )
    assert "ergeben 391, geliefert sind 390" in problem.message
    assert "enthält keine Ausgabe etwas vom Ganzen und seinen Teilen" in problem.remedy


def test_a_share_over_100_of_unrelated_quantities(town, edit):
    edit(town / "indicators/catalogue.toml", 'among = ["kinder"]\n', "")
    edit(town / "indicators/ort/2020.csv", "Bach;200;20;", "Bach;200;300;")
    (problem,) = Desk.open(town).problems()
    assert (problem.code, problem.line) == ("share_over_100", 3)
    assert "150,0 %" in problem.message


def test_a_rate_outside_the_usual_range_is_a_question(town, edit):
    file = town / "indicators/catalogue.toml"
    edit(
        file, 'title = "Anteil der Kinder"\n', 'title = "Anteil der Kinder"\nplausible = [0, 22]\n'
    )
    problems = Desk.open(town).problems()
    assert [(p.code, p.line, p.severity) for p in problems] == [
        ("implausible", 5, Severity.WARNING)
    ]
    assert "25,0" in problems[0].message


@pytest.mark.parametrize(("day", "codes"), [("06-30", []), ("06-01", ["dates_apart"] * 2)])
def test_dates_more_than_six_months_apart(town, edit, check, day, codes):
    edit(town / "indicators/ort/2020.toml", "[kinder]", f"[kinder]\ndate = 2020-{day}")
    assert check() == codes


def test_missing_dates_are_one_note_per_year(town, edit, check):
    edit(town / "indicators/ort/2020.toml", "date = 2020-12-31\n", "")
    assert check() == ["date_missing"]


@pytest.mark.parametrize(("mean", "codes"), [("31,1", []), ("31,2", ["mean_differs"])])
def test_a_delivered_mean_may_be_rounded(town, edit, check, mean, codes):
    edit(town / "indicators/ort/2020.csv", "bezirk;A;", f"stadt;S;Ort;;;{mean};\nbezirk;A;")
    assert check() == codes


def test_decimals_that_add_up_are_no_finding(town, edit, check):
    file = town / "indicators/catalogue.toml"
    edit(file, 'kind = "count"\nminimum = 3', 'kind = "amount"\ndecimals = 1')
    table = town / "indicators/ort/2020.csv"
    for name, old, new in (("Anger", 100, "10,1"), ("Bach", 200, "20,1"), ("Damm", 400, "100,4")):
        edit(table, f"{name};{old};", f"{name};{new};")
    edit(table, "Christhof;300;", "Christhof;60;")
    edit(table, "bezirk;A;", "stadt;S;Ort;190,6;;;\nbezirk;A;")
    assert 10.1 + 20.1 + 60.0 + 100.4 != 190.6
    assert check() == []


def test_one_area_can_be_checked_alone(data_copy):
    other = data_copy / "districts" / "kaputt"
    other.mkdir()
    (other / "area.toml").write_text("name = ", encoding="utf-8")
    desk = Desk.open(data_copy)
    assert len(desk.problems("rhein-berg")) == 8
    assert len(desk.problems()) == 9


@pytest.mark.parametrize(
    ("limits", "phrase"),
    [("[20.04, 40]", "beträgt 20,00; üblich sind 20,04 bis 40,0"), ("[0, 19.98]", "0,0 bis 19,98")],
)
def test_a_usual_range_is_named_with_the_digits_it_has(town, edit, limits, phrase):
    file = town / "indicators/catalogue.toml"
    title = 'title = "Anteil der Kinder"\n'
    edit(file, title, f"{title}plausible = {limits}\n")
    assert any(phrase in problem.message for problem in Desk.open(town).problems())


def test_a_description_copied_from_another_year_is_told(town, edit):
    edit(town / "indicators/ort/2021.toml", "date = 2021-12-31\n", "date = 2020-12-31\n")
    (problem,) = Desk.open(town).problems()
    assert (problem.code, problem.file) == ("date_repeated", "indicators/ort/2021.toml")
    assert "31.12.2020, wie schon im Jahr 2020" in problem.message


@pytest.mark.parametrize(
    ("day", "codes"), [("2019-12-31", []), ("2018-12-31", ["date_other_year"])]
)
def test_a_date_more_than_a_year_away_is_told(town, edit, check, day, codes):
    edit(town / "indicators/ort/2020.toml", "date = 2020-12-31\n", f"date = {day}\n")
    assert check() == codes


def test_a_bad_date_is_not_told_as_a_missing_one(town, edit, check):
    edit(town / "indicators/ort/2020.toml", "date = 2020-12-31\n", 'date = "bald"\n')
    assert check() == ["date_bad"]
