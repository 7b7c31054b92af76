"""Where a unit stands: scores from ten units on, sides of a value beyond chance, ranks."""

from __future__ import annotations

from math import nan

import numpy as np
import pytest

from atlas.measures.grid import Grid, GridCell
from atlas.measures.unit_position import rank_of_units, side_of, standard_scores
from atlas.model.cells import State, Status

YEAR = 2024


def grid_of(*values: float) -> Grid:
    """One year of a unit for each value, named "00", "01" …; NaN is a hidden one."""
    row = np.array([values], dtype=float)
    return Grid(
        years=(YEAR,),
        units=tuple(f"{number:02}" for number in range(len(values))),
        value=row,
        state=np.where(np.isnan(row), State.SECRET, State.MEASURED).astype(np.int8),
        status=np.full(row.shape, Status.FINAL, dtype=np.int8),
        numerator=np.full(row.shape, nan),
        denominator=np.full(row.shape, nan),
        delivered=np.zeros(row.shape, dtype=np.bool_),
    )


def test_a_score_counts_population_standard_deviations_from_the_mean_of_the_units():
    # 1 to 10: mean 5.5, variance (100 - 1) / 12 = 8.25
    scores = standard_scores(grid_of(*range(1, 11)), YEAR)
    assert scores["09"] == pytest.approx(4.5 / 8.25**0.5)
    assert scores["00"] == pytest.approx(-4.5 / 8.25**0.5)


def test_nine_values_or_equal_ones_have_no_score():
    assert not standard_scores(grid_of(*range(1, 10), nan), YEAR)
    assert not standard_scores(grid_of(*[7.0] * 10), YEAR)
    # 1, 3: mean 2, standard deviation 1
    assert standard_scores(grid_of(1.0, 3.0), YEAR, fewest=2) == {"00": -1.0, "01": 1.0}


def test_a_hidden_unit_has_neither_score_nor_rank():
    figures = grid_of(*range(1, 11), nan)
    every = [f"{number:02}" for number in range(10)]
    assert sorted(standard_scores(figures, YEAR)) == every
    assert sorted(rank_of_units(figures, YEAR)) == every


def test_rank_one_is_the_highest_and_equals_share_the_better_rank():
    figures = grid_of(5.0, 8.0, 8.0, 1.0, nan)
    assert rank_of_units(figures, YEAR) == {"01": 1, "02": 1, "00": 3, "03": 4}


def share(of: float | None, per: float | None, status: Status = Status.FINAL) -> GridCell:
    value = None if of is None or per is None else 100 * of / per
    return GridCell(value=value, state=State.MEASURED, status=status, numerator=of, denominator=per)


# Wilson intervals of methods.md, appendix A: the Kreis has 11,16 %
@pytest.mark.parametrize(
    ("of", "per", "side"),
    [(313, 2499, 1), (58, 1917, -1), (384, 3970, -1), (20, 190, 0)],
    ids=["Burscheid", "Odenthal", "Overath", "few people, wide interval"],
)
def test_a_share_lies_beside_the_areas_only_where_its_interval_excludes_it(of, per, side):
    assert side_of(share(of, per), 11.1619) == side


@pytest.mark.parametrize(
    "cell", [share(None, 2499), share(90, 99), share(313, 2499, Status.ESTIMATED)]
)
def test_hidden_estimated_and_small_shares_lie_on_neither_side(cell):
    assert side_of(cell, 11.1619) == 0
