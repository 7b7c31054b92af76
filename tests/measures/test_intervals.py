from statistics import NormalDist

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas.measures.intervals import Z_95, newcombe, wilson

WILSON_2014 = {
    "Bergisch Gladbach": (14.1456, 15.2848),
    "Burscheid": (11.2845, 13.8806),
    "Kürten": (7.2487, 9.2933),
    "Leichlingen": (6.5237, 8.2240),
    "Odenthal": (2.3478, 3.8913),
    "Overath": (8.7883, 10.6353),
    "Rösrath": (8.6625, 10.4950),
    "Wermelskirchen": (8.9614, 10.7116),
}
NEWCOMBE_2009_2014 = {
    "Bergisch Gladbach": (0.990, 0.202, 1.778),
    "Burscheid": (2.356, 0.660, 4.070),
    "Kürten": (1.644, 0.304, 3.002),
    "Leichlingen": (-0.965, -2.170, 0.246),
    "Odenthal": (-0.825, -1.916, 0.290),
    "Overath": (-1.632, -2.961, -0.298),
    "Rösrath": (-0.261, -1.543, 1.025),
    "Wermelskirchen": (-0.733, -1.962, 0.501),
}


def _column(*numbers):
    return np.array(numbers, dtype=float)


def test_z_is_the_quantile_of_the_normal_distribution():
    assert pytest.approx(NormalDist().inv_cdf(0.975), abs=1e-14) == Z_95


def test_wilson_intervals_of_the_rbk(rbk):
    for name, (*_, people, cases) in rbk.items():
        bounds = np.ravel(wilson(_column(cases), _column(people)))
        np.testing.assert_allclose(bounds, WILSON_2014[name], atol=5e-5)


@pytest.mark.parametrize(
    ("of", "per", "lower", "upper"),
    [
        (0, 10, 0, 27.7533),
        (1, 10, 1.7876, 40.4150),
        (3, 20, 5.2369, 36.0419),
        (5, 30, 7.3365, 33.5644),
        (10, 10, 72.2467, 100),
    ],
)
def test_wilson_of_small_groups(of, per, lower, upper):
    bounds = np.ravel(wilson(_column(of), _column(per)))
    np.testing.assert_allclose(bounds, [lower, upper], atol=6e-5)


@pytest.mark.parametrize(
    ("of", "per"), [(0, 0), (5, 0), (11, 10), (-1, 10), (np.nan, 10), (3, np.nan), (3, -10)]
)
def test_no_interval_where_there_is_no_share(of, per):
    assert np.isnan(wilson(_column(of), _column(per))).all()
    assert np.isnan(newcombe(_column(of), _column(per), _column(3), _column(10))).all()
    assert np.isnan(newcombe(_column(3), _column(10), _column(of), _column(per))).all()


def test_newcombe_intervals_of_the_rbk(rbk):
    rows = _column(*rbk.values()).T
    result = np.transpose(newcombe(rows[3], rows[2], rows[1], rows[0]))
    np.testing.assert_allclose(result, list(NEWCOMBE_2009_2014.values()), atol=5e-4)


def test_only_four_changes_of_the_rbk_exclude_no_change(rbk):
    rows = _column(*rbk.values()).T
    _, lower, upper = newcombe(rows[3], rows[2], rows[1], rows[0])
    clear = [name for name, low, high in zip(rbk, lower, upper, strict=True) if low * high > 0]
    assert clear == ["Bergisch Gladbach", "Burscheid", "Kürten", "Overath"]


@given(cases=st.integers(0, 5000), others=st.integers(0, 5000))
def test_the_share_lies_within_its_interval(cases, others):
    people = max(cases + others, 1)
    lower, upper = np.ravel(wilson(_column(cases), _column(people)))
    assert 0 <= lower <= 100 * cases / people + 1e-9
    assert 100 * cases / people - 1e-9 <= upper <= 100


def test_no_cases_among_any_number_of_people_start_at_0():
    people = np.arange(1.0, 500.0)
    lower, _ = wilson(np.zeros_like(people), people)
    assert (lower >= 0).all()
    np.testing.assert_allclose(lower, 0, atol=1e-12)
