"""The nearest unit: root of the mean square of differences, over what both have."""

from __future__ import annotations

import pytest

from atlas.measures.similarity import nearest

SCORES = {
    "a": {"1": 0.0, "2": 1.0, "3": -2.0, "4": 0.0},
    "b": {"1": 0.0, "2": 2.0, "3": 0.0, "4": 0.1},
    "c": {"1": 1.0, "2": 3.0, "3": 1.0},
}


def test_the_distance_is_the_root_of_the_mean_square():
    found = nearest(SCORES, "1")
    # to 2: (1 + 4 + 4) / 3 = 3; to 3: (4 + 0 + 0) / 3
    assert (found.unit, found.codes) == ("3", ("a", "b", "c"))
    assert found.distance == pytest.approx((4 / 3) ** 0.5)


def test_who_has_few_figures_in_common_is_not_near():
    # unit 4 is all but equal in the two it has
    assert nearest(SCORES, "4") is None
    four = {**SCORES, **{code: {"1": 0.0} for code in "defg"}}
    assert nearest(four, "1") is None


def test_without_a_figure_nothing_is_near():
    assert nearest(SCORES, "9") is None
    assert nearest({}, "1") is None
