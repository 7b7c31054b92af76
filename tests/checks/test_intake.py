"""What is odd about the figures of a file: found, shown where it stands, and worded once."""

import numpy as np
import pandas as pd
import pytest

from atlas.checks.intake import findings
from atlas.checks.intake.check import intake_findings
from atlas.checks.intake.difference import CellChange, difference
from atlas.checks.intake.figures import AreaTables, IntakeFigures
from atlas.model.areas import Area, AreaSystem, Level, Membership, SpatialUnit
from atlas.model.cells import State
from atlas.model.formulas import Share, Term
from atlas.model.indicators import Catalogue, Indicator, PlausibleRange
from atlas.model.intake import IntakeSeverity
from atlas.model.quantities import Kind, Quantity
from atlas.sources.observations import NUMBERS, no_observations

UNITS = tuple(f"{number:02}" for number in range(1, 13))
AREA = Area(
    id="kreis",
    name="Kreis",
    kind="Kreis",
    within="im Kreis",
    publisher="Kreis",
    levels=(
        Level(
            id="ort",
            name="Ort",
            plural="Orte",
            units=tuple(SpatialUnit(id=unit, name=f"Ort {unit}") for unit in UNITS),
        ),
        Level(
            id="kreis", name="Kreis", plural="Kreise", units=(SpatialUnit(id="K", name="Kreis"),)
        ),
    ),
    systems=(AreaSystem(id="v", name="Verwaltung", levels=("ort", "kreis")),),
    memberships=tuple(
        Membership(level="ort", unit=unit, parent_level="kreis", parent="K") for unit in UNITS
    ),
)


def counted(code, **more):
    return Quantity(code=code, title=code.title(), unit="Personen", kind=Kind.COUNT, **more)


QUANTITIES = (
    counted("hilfe", parts=(("sgb2", "alter", "asyl"),)),
    counted("sgb2"),
    counted("alter"),
    counted("asyl"),
    counted("leute"),
)
CATALOGUE = Catalogue(
    quantities={item.code: item for item in QUANTITIES},
    indicators={
        "quote": Indicator(
            code="quote",
            title="Quote",
            unit="%",
            decimals=1,
            polarity=1,
            topics=(),
            definition="",
            date_rule="",
            source="",
            formula=Share(of=(Term(quantity="hilfe"),), per=(Term(quantity="leute"),)),
            plausible=PlausibleRange(lower=1, upper=60),
        )
    },
    topics={},
    taxonomies={},
)
# no multiples of 5, no two alike
PEOPLE = [101, 202, 303, 404, 506, 607, 708, 809, 911, 1012, 1113, 1214]


def rows(columns, *, year=2024, level="ort", units=UNITS):
    """A file whose first unit stands in row 2 and whose first quantity in column B."""
    cells = [
        (level, unit, year, code, *_figure(value), 0, row, chr(ord("B") + number))
        for number, (code, values) in enumerate(columns.items())
        for row, (unit, value) in enumerate(zip(units, values, strict=False), 2)
    ]
    names = [*no_observations(AREA, CATALOGUE), "row", "column"]
    return pd.DataFrame(cells, columns=names).astype(NUMBERS)


def _figure(value):
    if value == ".":
        return np.nan, State.SECRET
    if value == "":
        return np.nan, State.UNKNOWN
    return float(value), State.MEASURED if value else State.ZERO


def observed(frame):
    empty = no_observations(AREA, CATALOGUE)
    return frame[[*empty]].astype(empty.dtypes.to_dict())


def figures_of(frame, *, before=None, present=None):
    nothing = no_observations(AREA, CATALOGUE)
    tables = AreaTables(
        area=AREA,
        catalogue=CATALOGUE,
        year=2024,
        present=nothing if present is None else observed(present),
        earlier=nothing if before is None else observed(before),
    )
    return IntakeFigures.of(frame, tables)


def check(columns, before=None, **more):
    earlier = None if before is None else rows(before, year=2023)
    return intake_findings(figures_of(rows(columns, **more), before=earlier))


def only(problems):
    (problem,) = problems
    return problem


def place(problem):
    return problem.code, problem.column, problem.row


def test_plausible_figures_are_told_of_by_nobody():
    assert check({"leute": [value + 3 for value in PEOPLE]}, {"leute": PEOPLE}) == ()


@pytest.mark.parametrize(("factor", "words"), [(10, "10"), (1000, "1.000"), (0.1, "0,1")])
def test_a_column_that_is_ten_times_that_of_last_year_is_an_error(factor, words):
    before = [value * 10 + 1 for value in PEOPLE]
    problem = only(check({"leute": [round(v * factor) + 1 for v in before]}, {"leute": before}))
    assert place(problem) == ("factor", "B", 2)
    assert problem.severity is IntakeSeverity.ERROR
    assert f"das {words}-fache" in problem.message


def test_thousands_read_as_decimals_are_told_once():
    problem = only(check({"leute": [1.101, 2.25, 3.303, *PEOPLE[3:]]}))
    assert place(problem) == ("thousands", "B", 2)
    assert "3 Werte" in problem.message


def test_a_unit_that_moves_otherwise_than_the_others_is_asked_about():
    # all grow by 1 %, Ort 07 doubles: 708 to 1,416
    grown = [round(value * 1.01) for value in PEOPLE]
    problem = only(check({"leute": [*grown[:6], 1416, *grown[7:]]}, {"leute": PEOPLE}))
    assert place(problem) == ("jump", "B", 8)
    assert "1.416 nach 708 im Jahr 2023 (+100 %)" in problem.message
    assert "im Median +1 %" in problem.message


def test_a_column_that_shifts_as_a_whole_is_asked_about_once():
    problem = only(check({"leute": [value * 2 + 1 for value in PEOPLE]}, {"leute": PEOPLE}))
    assert (problem.code, problem.severity) == ("column_shift", IntakeSeverity.WARNING)


def test_few_cases_may_double_by_chance():
    before = {"leute": [3, 4, 2, 6, 1, 7, 3, 4, 2, 8, 9, 1]}
    assert check({"leute": [6, 4, 3, 6, 2, 7, 3, 5, 2, 8, 9, 2]}, before) == ()


def test_zeros_in_place_of_something():
    gone = [*PEOPLE[:11], 0]
    assert place(only(check({"leute": gone}, {"leute": PEOPLE}))) == (
        "zero_after_hundreds",
        "B",
        13,
    )
    several = [0, 0, 0, *PEOPLE[3:]]
    problem = only(check({"leute": several}))
    assert place(problem) == ("zeros_for_missing", "B", 2)
    assert "„Ort 01“, „Ort 02“, „Ort 03“" in problem.message
    empty = {code: [0, *PEOPLE[1:]] for code in ("sgb2", "alter", "asyl")}
    before = dict.fromkeys(empty, PEOPLE)
    assert place(only(check(empty, before))) == ("row_of_zeros", "B", 2)


def test_figures_that_are_all_multiples_of_five_are_rounded():
    problem = only(check({"leute": [value // 5 * 5 for value in PEOPLE]}))
    assert (problem.code, "durch 5" in problem.message) == ("rounded", True)


def test_a_number_excel_took_for_a_day():
    before = {"alter": [3, 4, 2, 6, 1, 7, 3, 4, 2, 8, 9, 1]}
    # 45352 is 1 March 2024: somebody typed 1.3
    problem = only(check({"alter": [45352, *before["alter"][1:]]}, before))
    assert place(problem) == ("date_serial", "B", 2)
    assert "01.03.2024" in problem.message


def test_a_part_is_no_larger_than_its_whole():
    columns = {"hilfe": [50], "sgb2": [51], "alter": ["."], "asyl": [3]}
    assert place(only(check(columns))) == ("part_over_whole", "C", 2)


def test_a_cell_that_cannot_be_right_is_told_once():
    ten_times = {"hilfe": PEOPLE, "alter": [*PEOPLE[:11], 12_140]}
    before = {"hilfe": PEOPLE, "alter": PEOPLE}
    assert place(only(check(ten_times, before))) == ("part_over_whole", "C", 13)


def test_parts_that_do_not_add_up_are_asked_about():
    columns = {"hilfe": [100, 90], "sgb2": [50, 40], "alter": [20, 30], "asyl": [30, 19]}
    problem = only(check(columns))
    assert place(problem) == ("parts_differ", "B", 3)
    assert "die Teile ergeben 89: 40 + 30 + 19" in problem.message


def test_a_total_that_leaves_a_hidden_part_out():
    # Kranenburg in 22811-05i: 200 = 5 + 140 + 55, and SGB II is secret
    columns = {"hilfe": [200, 30], "sgb2": [".", 11], "alter": [140, 9], "asyl": [60, 10]}
    problem = only(check(columns))
    assert place(problem) == ("total_without_hidden", "B", 2)
    assert "(140 + 60); „Sgb2“ steht mit einem Zeichen da" in problem.message


def test_shares_over_100_and_implausible_ones():
    people = rows({"leute": [100, 100, 100]}, level="ort")
    frame = rows({"hilfe": [101, 61, 60]})
    problems = intake_findings(figures_of(frame, present=people))
    assert list(map(place, problems)) == [("share_over_100", "B", 2), ("implausible", "B", 3)]
    assert "101,0 %: 101 von 100" in problems[0].message
    assert "wäre 61,0, üblich sind 1,0 bis 60,0" in problems[1].message


@pytest.mark.parametrize(
    ("total", "first", "code"),
    [
        (sum(PEOPLE), 101, None),
        (sum(PEOPLE) + 9, 101, "units_differ"),
        (sum(PEOPLE[1:]), ".", "units_without_hidden"),
        (sum(PEOPLE[1:]) - 1, ".", "units_over_total"),
        (sum(PEOPLE), ".", None),
    ],
)
def test_a_total_against_the_sum_of_its_units(total, first, code):
    units = rows({"leute": [first, *PEOPLE[1:]]})
    whole = rows({"leute": [total]}, level="kreis", units=["K"]).assign(row=20)
    problems = intake_findings(figures_of(pd.concat([units, whole], ignore_index=True)))
    assert [place(problem) for problem in problems] == ([(code, "B", 20)] if code else [])


def test_a_total_of_an_earlier_file_keeps_no_corrected_figures_out():
    whole = rows({"leute": [sum(PEOPLE) - 9]}, level="kreis", units=["K"])
    problem = only(intake_findings(figures_of(rows({"leute": PEOPLE}), present=whole)))
    assert problem.code == "units_apart_from_earlier_total"
    assert problem.severity is IntakeSeverity.WARNING
    assert "früher" in problem.message


def test_empty_cells_are_asked_about():
    problem = only(check({"leute": ["", "", *PEOPLE[2:]]}))
    assert place(problem) == ("cells_empty", "B", 2)
    assert "2 Zellen leer: „Ort 01“, „Ort 02“" in problem.message


def test_of_many_findings_of_one_kind_the_rest_is_counted(monkeypatch):
    monkeypatch.setattr(findings, "MOST_TOLD", 2)
    problems = check({"leute": [-1] * 5})
    assert [problem.row for problem in problems] == [2, 3, None]
    assert "3 weitere" in problems[-1].message


def test_the_difference_names_new_changed_and_removed_cells():
    present = rows({"leute": [101, 202, 303], "sgb2": [7, 8, 9]})
    frame = rows({"leute": [101, 203, "", 404]})
    change = difference(figures_of(frame, present=present))
    cells = change.cells[["unit", "quantity", "change", "old_value", "value"]]
    assert cells.astype(object).fillna("-").to_numpy().tolist() == [
        ["02", "leute", "changed", 202, 203],
        ["03", "leute", "removed", 303, "-"],
        ["04", "leute", "new", "-", 404],
    ]
    assert change.counts == {CellChange.NEW: 1, CellChange.CHANGED: 1, CellChange.REMOVED: 1}
