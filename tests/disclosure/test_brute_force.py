"""Small random tables: the audit against the enumeration of all tables there can be."""

from __future__ import annotations

from dataclasses import replace
from functools import reduce

import numpy as np
import pytest

from atlas.model.disclosure import CellId, ProtectionMode
from tests.secret_town import BASE, YEAR, Town, quantity

# variations on what quicker tests promise: each of them takes its time
pytestmark = pytest.mark.slow

SEEDS = range(20)
DISTRICTS = "ABCD"


def random_town(seed: int) -> Town:
    """A count and a subset of it in four districts, cut in two ways that cross."""
    random = np.random.default_rng(seed)
    every = random.integers(0, 6, 4)
    some = random.integers(0, every + 1)
    return Town(
        counts={
            "all": dict(zip(DISTRICTS, every.tolist(), strict=True)),
            "some": dict(zip(DISTRICTS, some.tolist(), strict=True)),
        },
        quantities={"all": quantity("all", among=("some",))},
        systems=({"p": "AB", "q": "CD"}, {"r": "AC", "s": "BD"}, {"Z": DISTRICTS}),
    )


def randomly_hidden(town: Town, seed: int) -> set[CellId]:
    """Four cells of districts and three of what they lie in."""
    cells = town.secret().cells
    random = np.random.default_rng(100 + seed)
    # the whole is published, so no district has more than there are in the town
    positive = [key for key, cell in cells.items() if cell.value and key[2] != "Z"]
    small = [key for key in positive if key[1] == BASE]
    large = [key for key in positive if key[1] != BASE]
    hidden = {small[at] for at in random.permutation(len(small))[:4]}
    return hidden | {large[at] for at in random.permutation(len(large))[:3]}


def enumerated(town: Town, hidden, most: int):
    """Least and largest value of each hidden cell in all tables with values up to `most`."""
    values = {key: cell.value for key, cell in town.secret().cells.items()}
    base = [(YEAR, BASE, unit, code, False) for code in town.counts for unit in DISTRICTS]
    domains = [range(1, most + 1) if key in hidden else [values[key]] for key in base]
    grid = dict(zip(base, (axis.ravel() for axis in np.meshgrid(*domains)), strict=True))
    for code in town.counts:
        for level, unit, members in town.members():
            parts = [grid[YEAR, BASE, member, code, False] for member in members]
            grid[YEAR, level, unit, code, False] = reduce(np.add, parts)
    possible = np.ones(len(next(iter(grid.values()))), dtype=bool)
    for key, column in grid.items():
        possible &= column >= 1 if key in hidden else column == values[key]
        if key[3] == "some":
            possible &= column <= grid[*key[:3], "all", False]
    return {key: (grid[key][possible].min(), grid[key][possible].max()) for key in hidden}


@pytest.mark.parametrize("seed", SEEDS)
def test_the_intervals_of_the_audit_are_those_of_all_tables(seed):
    town = random_town(seed)
    hidden = randomly_hidden(town, seed)
    most = int(sum(town.counts["all"].values()))
    assert town.intervals(hidden) == enumerated(town, hidden, most)


# three is the minimum, so it is the least width where more than one value is asked for
@pytest.mark.parametrize(
    ("mode", "width"),
    [(ProtectionMode.EXACT, 1), (ProtectionMode.WIDTH_3, 3), (ProtectionMode.WIDTH_5, 5)],
)
@pytest.mark.parametrize("seed", SEEDS)
def test_both_tables_of_every_protected_cell_agree_with_what_is_published(seed, mode, width):
    assert_witnesses(replace(random_town(seed), mode=mode), width)


@pytest.mark.parametrize("seed", SEEDS[:5])
def test_so_do_they_where_a_year_is_large(seed, monkeypatch):
    monkeypatch.setattr("atlas.disclosure.suppress._LARGE", 0)
    assert_witnesses(random_town(seed), 5)


def assert_witnesses(town: Town, width: int) -> None:
    """Check both tables of every hidden cell of a town, by addition alone."""
    safe = town.protected()
    small = {key for key, cell in town.secret().cells.items() if cell.primary}
    assert safe.hidden >= small
    assert not safe.withheld
    assert {verdict.key for verdict in safe.verdicts} == safe.hidden
    published = town.published(safe.hidden).figures
    for verdict in safe.verdicts:
        low, high = ({**published, **table} for table in verdict.tables)
        assert high[verdict.key] - low[verdict.key] >= width
        assert all(adds_up(town, table, safe.hidden) for table in (low, high))


def adds_up(town: Town, table, hidden) -> bool:
    """Whether a whole table could be that of a town, by addition alone."""
    sums = {
        (YEAR, level, unit, code, False): sum(
            table[YEAR, BASE, member, code, False] for member in members
        )
        for code in town.counts
        for level, unit, members in town.members()
    }
    subsets = [key for key in table if key[3] == "some"]
    return (
        all(table[key] == total for key, total in sums.items())
        and all(table[key] <= table[*key[:3], "all", False] for key in subsets)
        and all(table[key] >= 1 for key in hidden)
    )
