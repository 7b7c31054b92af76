"""The additive system of the small town, by hand, and its equations on whole tables."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from atlas import pipeline
from atlas.desk import Desk
from atlas.model.additive import CellKey, Equation, EquationKind
from atlas.model.cells import State
from atlas.model.quantities import Audience

DATA = Path(__file__).parents[2] / "data"


def years_of(folder, area_id):
    desk = Desk.open(folder)
    data, _ = desk.read(area_id)
    return pipeline.protected_years(
        data, desk.catalogue_file(data.area.id).catalogue, Audience.STATISTICS
    )


@pytest.fixture(scope="module")
def system(plain_town):
    return years_of(plain_town, "ort")[2020].system


def cell(level, unit, quantity="kinder", *, delivered=False):
    return CellKey(level=level, unit=unit, quantity=quantity, delivered=delivered)


def test_every_larger_unit_is_the_sum_of_the_blocks_that_lay_in_it(system):
    sums = {
        (item.total.level, item.total.unit): [part.unit for part in item.parts]
        for item in system.equations()
        if item.total.quantity == "kinder" and item.kind is EquationKind.UNITS
    }
    assert sums == {
        ("bezirk", "A"): ["01", "02", "03"],
        ("bezirk", "B"): ["04"],
        ("stadt", "S"): ["01", "02", "03", "04"],
        ("schule", "X"): ["01", "03"],
        ("schule", "Y"): ["02", "04"],
        ("quartier", "Q"): ["01"],
    }


def test_means_and_given_figures_are_in_no_equation(system):
    assert {item.total.quantity for item in system.equations()} == {"leute", "kinder"}
    assert {group.quantity for group in system.cells} == {"leute", "kinder"}


def test_an_incomplete_breakdown_is_no_equation(system):
    assert [(item.whole, item.part) for item in system.subsets] == [("leute", "kinder")]
    assert not system.part_sums


def test_a_complete_breakdown_adds_up_in_every_unit(town, edit):
    catalogue = town / "indicators/catalogue.toml"
    edit(catalogue, 'among = ["kinder"]', 'parts = [["kinder"]]')
    parts = [
        item
        for item in years_of(town, "ort")[2020].system.equations()
        if item.kind is EquationKind.PARTS
    ]
    assert len(parts) == 4 + 2 + 1 + 2 + 1
    assert parts[0] == Equation(
        kind=EquationKind.PARTS,
        total=cell(parts[0].total.level, parts[0].total.unit, "leute"),
        parts=(cell(parts[0].total.level, parts[0].total.unit),),
    )


def test_a_delivered_total_is_tied_to_the_sum_with_tolerance(town, edit):
    edit(town / "indicators/ort/2020.csv", "bezirk;A;", "stadt;S;Ort;;191;;\nbezirk;A;")
    system = years_of(town, "ort")[2020].system
    (total,) = (item for item in system.equations() if item.kind is EquationKind.DELIVERED)
    assert total.total == cell("stadt", "S", delivered=True)
    assert total.parts == (cell("stadt", "S"),)
    assert total.tolerance == pytest.approx(0.01)


def test_a_total_of_something_else_stays_a_cell_that_nothing_ties(town, edit):
    edit(town / "indicators/ort/2020.csv", "bezirk;A;", "stadt;S;Ort;;190;;\nbezirk;A;")
    edit(town / "indicators/ort/2020.toml", "[kinder]", '[kinder]\ntotal = "delivered"')
    system = years_of(town, "ort")[2020].system
    assert [(group.quantity, group.level, group.units) for group in system.untied] == [
        ("kinder", "stadt", ("S",))
    ]
    assert EquationKind.DELIVERED not in {item.kind for item in system.equations()}


def test_a_total_that_differs_too_much_is_tied_by_nothing(town, edit):
    # one percent of 192 is 1.92, and the blocks make 190
    edit(town / "indicators/ort/2020.csv", "bezirk;A;", "stadt;S;Ort;;192;;\nbezirk;A;")
    system = years_of(town, "ort")[2020].system
    assert [group.units for group in system.untied] == [("S",)]
    assert EquationKind.DELIVERED not in {item.kind for item in system.equations()}


def test_a_sum_that_misses_a_unit_ties_nothing(town, edit):
    edit(town / "districts/ort/memberships.csv", "block;04;bezirk;B;;\n", "")
    levels = {item.total.level for item in years_of(town, "ort")[2020].system.equations()}
    assert levels == {"schule", "quartier"}


def held(year):
    """Values of a year by cell, where they have one."""
    rows = year.cells[year.cells["state"] <= State.LIMITED]
    columns = (rows[name].tolist() for name in ("level", "unit", "quantity", "delivered", "value"))
    return {
        CellKey(level=level, unit=unit, quantity=quantity, delivered=delivered): value
        for level, unit, quantity, delivered, value in zip(*columns, strict=True)
    }


@pytest.mark.slow
def test_all_equations_of_musterstadt_hold():
    years = years_of(DATA, "musterstadt")
    counted = Counter()
    for year in (2013, 2020, 2024):
        values = held(years[year])
        for item in years[year].system.equations():
            if item.total not in values or any(part not in values for part in item.parts):
                continue
            difference = abs(values[item.total] - sum(values[part] for part in item.parts))
            counted[item.kind, difference > 1e-6 + item.tolerance * values[item.total]] += 1
    assert counted[EquationKind.UNITS, False] > 5_000
    assert not {kind for kind, fails in counted if fails}
