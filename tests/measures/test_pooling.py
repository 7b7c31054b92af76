import pytest

from atlas.measures.pooling import pooled
from atlas.model.cells import State, Status


@pytest.fixture
def cases(figures):
    years = {2019: 5, 2020: 7, 2021: 0, 2022: 4, 2024: 3}
    return figures({("a", year): count for year, count in years.items()} | {("b", 2021): 9})


def test_three_years_end_in_the_named_year(cases, cells):
    result = cells(pooled(cases, 3))
    assert result["a", 2021] == (12, State.MEASURED)
    assert result["a", 2022] == (11, State.MEASURED)


def test_a_missing_year_is_not_passed_over(cases, cells):
    result = cells(pooled(cases, 3))
    for row in [("a", 2019), ("a", 2020), ("a", 2024), ("b", 2021)]:
        assert result[row] == (None, State.UNKNOWN)


def test_one_year_changes_nothing(cases, cells):
    assert cells(pooled(cases, 1)) == cells(cases)


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (0, 0, (0, State.ZERO)),
        ((2, State.LIMITED), 3, (5, State.LIMITED)),
        (State.SECRET, 3, (None, State.SECRET)),
        (3, State.PENDING, (None, State.PENDING)),
    ],
)
def test_states_combine_as_in_sums(figures, cells, first, second, expected):
    frame = figures({("a", 2020): first, ("a", 2021): second})
    assert cells(pooled(frame, 2))["a", 2021] == expected


def test_a_provisional_year_makes_the_sum_provisional(figures):
    frame = figures({("a", 2020): 1, ("a", 2021): (2, None, Status.PROVISIONAL)})
    assert list(pooled(frame, 2)["status"]) == [Status.FINAL, Status.PROVISIONAL]
