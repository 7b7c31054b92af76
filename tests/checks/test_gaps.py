from __future__ import annotations

import pytest

from atlas.desk import Desk


@pytest.fixture
def check(town):
    def problems():
        return [(item.code, item.line, item.value) for item in Desk.open(town).problems()]

    return problems


def test_a_gap_in_an_assignment_is_named_with_its_years(town, edit, check):
    edit(town / "districts/ort/memberships.csv", "B;2021-01-01", "B;2022-01-01")
    assert check() == [("membership_gap", None, "03")]
    (problem,) = Desk.open(town).problems()
    assert "„Christhof“ (03)" in problem.message
    assert problem.message.endswith("2021.")


def test_a_parent_that_is_gone_is_a_gap_too(town, check):
    units = town / "districts/ort/units.csv"
    head, *rows = units.read_text(encoding="utf-8").splitlines()
    dated = [f"{row};{'2021-06-30' if row.startswith('schule;Y') else ''}" for row in rows]
    units.write_text("\n".join([f"{head};valid_to", *dated, ""]), encoding="utf-8")
    assert check() == [("membership_gap", None, "02"), ("membership_gap", None, "04")]


def test_figures_of_a_unit_that_does_not_exist_yet_are_named(new_block, check):
    assert check() == [("unit_not_valid", 5, "04")]


def test_a_unit_never_assigned_is_reported_once(town, edit, check):
    edit(town / "districts/ort/memberships.csv", "block;04;bezirk;B;;\n", "")
    assert check() == [("unit_without_parent", None, "04")]
