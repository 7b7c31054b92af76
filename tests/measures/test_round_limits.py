"""Numbers with few digits: steps, the roundest number of a gap, outer limits."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas.measures.round_limits import (
    FINER_STEPS,
    multiples,
    round_step,
    rounded_outwards,
    roundest,
    tidy,
)

FIGURES = st.floats(-1e7, 1e7).map(lambda value: float(f"{value:.6g}"))


@pytest.mark.parametrize(
    ("raw", "step"), [(2.2, 2.5), (2.5, 2.5), (0.021, 0.025), (6, 10), (99, 100), (310, 400)]
)
def test_the_next_round_step(raw, step):
    assert round_step(raw, whole=False) == pytest.approx(step)


def test_whole_figures_get_whole_steps():
    assert round_step(0.2, whole=True) == 1
    assert round_step(2.2, whole=True) == 3
    assert round_step(1.1, whole=True, steps=FINER_STEPS) == 2
    assert round_step(1.1, whole=False, steps=FINER_STEPS) == pytest.approx(1.2)


def test_multiples_without_noise():
    assert multiples(1, 3, 0.1) == (0.1, 0.2, 0.3)
    assert tidy(0.1 + 0.2, 0.1) == 0.3


@pytest.mark.parametrize(
    ("above", "upto", "number"),
    [
        (3.851, 6.569, 5),
        (9.673, 9.801, 9.8),
        (8.213, 8.294, 8.25),
        (0.3, 17.2, 10),
        (-3, 5, 0),
        (-8.5, -7.2, -8),
        (4.1, 4.2, 4.2),
        (120, 990, 500),
        (1, 2, 2),
    ],
)
def test_the_roundest_number_of_a_gap(above, upto, number):
    assert roundest(above, upto) == number


@given(pair=st.tuples(FIGURES, FIGURES).filter(lambda pair: pair[0] < pair[1]))
def test_a_limit_in_a_gap_leaves_every_figure_where_it_is(pair):
    above, upto = pair
    assert above < roundest(above, upto) <= upto


@pytest.mark.parametrize(
    ("low", "high", "decimals", "limits"),
    [
        (3.026, 14.706, 1, (3.0, 14.8)),
        (3.026, 14.706, 0, (3, 15)),
        (-1.63, 2.36, 1, (-1.7, 2.4)),
        (0.1, 0.1 * 3, 1, (0.1, 0.3)),
    ],
)
def test_outer_limits_hold_all_figures(low, high, decimals, limits):
    assert rounded_outwards(low, high, decimals) == limits
