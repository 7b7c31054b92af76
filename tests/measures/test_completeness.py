"""What has become of agreed figures, by the day somebody asks."""

from __future__ import annotations

from datetime import date

import pytest

from atlas.measures.completeness import availability, delivery_state
from atlas.model.departments import Agreement, Availability, DeliveryState, Department

EVERY_TWO_YEARS = Agreement(
    department=Department(key="sozialamt", name="Sozialamt"),
    quantities=("pflege",),
    level="bezirk",
    due=(3, 31),
    since=2019,
    every=2,
)
DELIVERED = {"pflege": {2019: False, 2020: True}}


@pytest.mark.parametrize(
    ("year", "today", "state"),
    [
        (2019, date(2026, 1, 1), DeliveryState.DELIVERED),
        (2020, date(2026, 1, 1), DeliveryState.PROVISIONAL),  # not agreed on, and there
        (2022, date(2026, 1, 1), DeliveryState.NOT_AGREED),
        (2017, date(2026, 1, 1), DeliveryState.NOT_AGREED),
        (2025, date(2026, 3, 31), DeliveryState.NOT_DUE),
        (2025, date(2026, 4, 1), DeliveryState.LATE),
        (2025, date(2027, 3, 31), DeliveryState.LATE),
        (2025, date(2027, 4, 1), DeliveryState.MISSING),
    ],
)
def test_figures_are_due_late_and_missing_by_day(year, today, state):
    assert delivery_state("pflege", year, EVERY_TWO_YEARS, DELIVERED, today) is state


@pytest.mark.parametrize(
    ("agreed", "common", "expected"),
    [
        ((), (2020,), Availability.PRESENT),
        (("a", "b"), (), Availability.OBTAINABLE),
        (("a",), (), Availability.ABSENT),
    ],
)
def test_an_indicator_is_there_obtainable_or_absent(agreed, common, expected):
    assert availability(("a", "b"), agreed, common) is expected
