from __future__ import annotations

import pytest

from atlas.checks.wording import beyond, figure, full


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [(4241, 0, "4.241"), (-19.9396, 1, "−19,9"), (12.45, 1, "12,5"), (1234567.5, 1, "1.234.567,5")],
)
def test_numbers_in_sentences(value, decimals, text):
    assert figure(value, decimals) == text


@pytest.mark.parametrize(
    ("value", "text"), [(4240.0, "4.240"), (8.5, "8,50"), (0.1 + 0.2, "0,30"), (1.0625, "1,0625")]
)
def test_quantities_keep_the_digits_they_have(value, text):
    assert full(value) == text


@pytest.mark.parametrize(
    ("value", "limit", "text"),
    [(99.96, 100, "99,96"), (100.004, 100, "100,004"), (150.0, 100, "150,0"), (-0.04, 0, "−0,04")],
)
def test_a_number_beyond_a_limit_does_not_look_like_it(value, limit, text):
    assert beyond(value, limit, 1) == text
