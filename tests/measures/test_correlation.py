"""Rank correlations against values worked out by hand."""

from __future__ import annotations

import numpy as np
import pytest

from atlas.measures.correlation import rank_correlation
from atlas.views.chart.correlation import correlation_headline, correlation_words


def test_two_swapped_neighbours():
    # d = (0, 0, 1, −1, 0, 0): 1 − 6·2 / (6·35) = 0,942857…
    x, y = np.arange(6.0), np.array([0.0, 1, 3, 2, 4, 5])
    together = rank_correlation(x, y)
    assert together.coefficient == pytest.approx(1 - 12 / 210)
    assert together.beyond_chance


def test_an_outlier_counts_by_its_rank():
    x = np.array([1.0, 2, 3, 4, 5, 1000])
    assert rank_correlation(x, x).coefficient == 1
    assert rank_correlation(x, -x).coefficient == -1


def test_few_units_and_equal_figures_say_nothing():
    assert rank_correlation(np.arange(5.0), np.arange(5.0)) is None
    assert rank_correlation(np.arange(8.0), np.ones(8)) is None
    assert correlation_words([]) == ""


def test_words_tell_direction_and_chance_apart():
    up = [(float(n), float(n * n)) for n in range(12)]
    assert "desto höher" in correlation_headline(up)
    assert correlation_words(up) == "sehr starker Zusammenhang (Rangkorrelation 1,00)"
    down = [(x, -y) for x, y in up]
    assert "desto niedriger" in correlation_headline(down)
    # ranks 0…7 against 3 0 6 1 7 2 5 4: 1 − 6·Σd² / 504, Σd² = 9+1+16+4+9+9+1+9 = 58 → 0,31
    weak = list(zip(range(8), (3, 0, 6, 1, 7, 2, 5, 4), strict=True))
    assert correlation_words(weak) == (
        "kein Zusammenhang, der sich vom Zufall unterscheiden lässt (Rangkorrelation 0,31)"
    )
    assert "nicht erkennbar zusammen" in correlation_headline(weak)
