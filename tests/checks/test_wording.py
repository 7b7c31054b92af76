from __future__ import annotations

import pytest

from atlas.checks.wording import beyond, full


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
