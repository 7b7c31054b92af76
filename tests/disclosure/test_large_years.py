"""Years of many cells: one cell after the other, each in its surroundings."""

from __future__ import annotations

from itertools import pairwise, product

import numpy as np
import pytest

from atlas.disclosure.blocks import Block, Rows, blocks
from atlas.disclosure.changes import ChangeModel
from atlas.model.disclosure import SecretCell, Tie
from atlas.model.published_table import Verdict
from tests.secret_town import BASE, YEAR, Town, quantity

CHAIN = "ABCDE"
SIDE = 10
PARTS = ("m", "w", "d")


def chain() -> Block:
    """Five cells, each tied to the next."""
    keys = [(YEAR, BASE, name, "q", False) for name in CHAIN]
    ties = [Tie(terms=((one, 1.0), (other, -1.0))) for one, other in pairwise(keys)]
    (block,) = blocks({key: SecretCell(value=4.0) for key in keys}, ties)
    return block


@pytest.mark.parametrize(
    ("least", "reached"), [(1, [2]), (2, [1, 2, 3]), (4, [0, 1, 2, 3, 4]), (9, [0, 1, 2, 3, 4])]
)
def test_the_surroundings_of_a_cell_grow_tie_by_tie(least, reached):
    assert chain().around(2, least).tolist() == reached


def test_ties_among_some_cells_leave_the_others_as_they_are():
    # 2 of A + 3 of B + 5 of C = 24, where A, B, C are 1, 4, 2; C and D differ by one
    rows = Rows(
        np.array([0, 3, 5]),
        np.array([0, 1, 2, 2, 3]),
        np.array([2.0, 3.0, 5.0, 1.0, -1.0]),
        np.array([24.0, 1.0]),
        np.array([24.0, 1.0]),
    )
    among = rows.of_changes(np.array([1.0, 4.0, 2.0, 1.0])).among(np.array([0, 1]), 4)
    assert len(among) == 1
    assert among.hold(np.array([3.0, -2.0])).all()
    assert not among.hold(np.array([1.0, 0.0])).any()


def crossing_town() -> Town:
    """100 districts cut by rows, columns and diagonals, in three parts; ten small counts.

    No two districts share two units: among such cells the cheapest changes are often fractions.
    """
    names = [f"{row}{column}" for row in range(SIDE) for column in range(SIDE)]
    random = np.random.default_rng(1)
    counts = {
        code: dict(zip(names, random.integers(8, 60, len(names)).tolist(), strict=True))
        for code in PARTS
    }
    for at in random.permutation(len(names))[:10]:
        counts[PARTS[0]][names[at]] = int(random.integers(1, 3))
    counts["k"] = {name: sum(of[name] for of in counts.values()) for name in names}
    systems: tuple[dict[str, list[str]], ...] = ({}, {}, {})
    for row, column in product(range(SIDE), repeat=2):
        units = f"r{row}", f"c{column}", f"d{(row + 2 * column) % SIDE}"
        for system, unit in zip(systems, units, strict=True):
            system.setdefault(unit, []).append(f"{row}{column}")
    return Town(
        counts=counts,
        quantities={"k": quantity("k", parts=(PARTS,))},
        systems=(*systems, {"Z": names}),
    )


@pytest.fixture
def asked(monkeypatch) -> list[bool]:
    """Of each program whether it was asked in whole numbers."""
    asked: list[bool] = []
    solve = ChangeModel.solve

    def noted(self, limits, cost, *, whole=False):
        asked.append(whole)
        return solve(self, limits, cost, whole=whole)

    monkeypatch.setattr(ChangeModel, "solve", noted)
    return asked


@pytest.mark.parametrize("at_once", [1, 16])
def test_where_sums_cross_a_large_year_needs_no_programs_in_whole_numbers(
    asked, at_once, monkeypatch
):
    town = crossing_town()
    town.protected()
    assert any(asked)
    asked.clear()
    monkeypatch.setattr("atlas.disclosure.suppress._LARGE", 0)
    monkeypatch.setattr("atlas.disclosure.suppress._batch_size", lambda _: at_once)
    safe = town.protected()
    assert {item.verdict for item in safe.verdicts} == {Verdict.PROVEN}
    assert not safe.withheld
    assert asked
    assert not any(asked)
