from __future__ import annotations

import pytest

from atlas.desk import Desk

HEAD = "place;level;unit;subject;measure;base_year;year;base_value;end_value;printed"


@pytest.fixture
def claim(town):
    """Codes of the problems of one printed figure."""

    def check(row: str) -> list[str]:
        table = town / "indicators/ort/published.csv"
        table.write_text(f"{HEAD}\n{row}\n", encoding="utf-8")
        return [problem.code for problem in Desk.open(town).problems()]

    return check


@pytest.mark.slow
@pytest.mark.parametrize(
    ("row", "codes"),
    [
        ("P;stadt;S;kinderanteil;value;;2020;;;19,0", []),
        ("P;stadt;S;kinderanteil;value;;2020;;;19", []),
        ("P;stadt;S;kinderanteil;value;;2020;;;19,1", ["claim_differs"]),
        ("P;block;03;kinder;value;;2021;;;62", []),
        ("P;stadt;S;kinder;change_percent;2020;2021;;;-10,5", []),
        ("P;stadt;S;kinder;change_percent;2020;2021;;;-10,6", ["claim_differs"]),
        ("P;stadt;S;kinderanteil;change_points;2020;2021;;;-2,0", []),
        ("P;stadt;S;kinderanteil;change_points;2020;2021;;;-1,9", ["claim_differs"]),
        ("P;bezirk;A;kinderanteil_2j;value;;2021;;;13,3", []),
        ("P;;;Freie Angabe;change_percent;2014;2030;16000;24500;53", []),
        ("P;;;Freie Angabe;change_percent;2014;2030;16000;24500;52", ["claim_differs"]),
        ("P;;;Freie Angabe;change_percent;2014;2030;0;24500;52", ["claim_not_computable"]),
        ("P;stadt;S;kinderanteil;value;;1999;;;19,0", ["claim_not_computable"]),
        ("P;stadt;T;kinderanteil;value;;2020;;;19,0", ["claim_not_computable"]),
        ("P;stadt;S;kinderanteil_vorjahr;value;;2021;;;-2,0", ["claim_not_computable"]),
        ("P;stadt;S;unbekannt;value;;2020;;;19,0", ["claim_not_computable"]),
    ],
)
def test_printed_figures_are_recomputed(claim, row, codes):
    assert claim(row) == codes


def test_a_paper_is_measured_by_its_own_total(town, edit, claim):
    edit(town / "indicators/ort/2020.csv", "bezirk;A;", "stadt;S;Ort;1000;191;;\nbezirk;A;")
    assert claim("P;stadt;S;kinderanteil;value;;2020;;;19,1") == ["total_differs"]


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("P;bezirk;A;kinderanteil;value;;2020;;;19,1", "P („Anteil der Kinder“, Altstadt, 2020)"),
        (
            "P;stadt;S;kinder;change_percent;2020;2021;;;-10,6",
            "P („Kinder“, Ort, 2020–2021)",
        ),
        ("P;;;Frei;change_percent;2014;2030;16000;24500;52", "P (Frei, 2014–2030)"),
        ("P;stadt;S;kinder;value;;20x0;;;19", "P (kinder, S, 20x0)"),
        ("P;stadt;S;kinder;value;;1999;;;19", "Für 1999 gibt es keine Zahl."),
        ("P;stadt;T;kinder;value;;2020;;;19", "Die Einheit „T“ gibt es auf der Ebene „stadt“"),
        ("P;stadt;S;kynder;value;;2020;;;19", "„kynder“ ist kein Indikator und keine Größe"),
        ("P;stadt;S;kinderanteil_vorjahr;value;;2021;;;-2,0", "aus anderen Indikatoren"),
        ("P;;;Frei;change_percent;2014;2030;0;24500;52", "Aus 0 lässt sich keine Veränderung"),
    ],
)
def test_findings_about_claims_name_indicator_unit_year_and_cause(claim, town, row, words):
    claim(row)
    (problem,) = Desk.open(town).problems()
    assert words in problem.message
