from __future__ import annotations

import pytest

from atlas.checks.wording import figure, full


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [(4241, 0, "4.241"), (-19.9396, 1, "−19,9"), (12.45, 1, "12,5"), (1234567.5, 1, "1.234.567,5")],
)
def test_numbers_in_sentences(value, decimals, text):
    assert figure(value, decimals) == text


@pytest.mark.parametrize(("value", "text"), [(4240.0, "4.240"), (8.5, "8,50")])
def test_quantities_keep_the_digits_they_have(value, text):
    assert full(value) == text
