import pandas as pd
import pytest

from atlas.disclosure.protect import withhold
from atlas.model.cells import State, Status
from atlas.model.quantities import Audience, Delivery

PUBLIC, INTERNAL, STATISTICS = Audience


def table(*rows):
    columns = pd.Index(["level", "quantity", "year", "value", "state", "status", "delivered"])
    frame = pd.DataFrame(rows, columns=columns)
    return frame.astype({"value": "float64", "state": "int8", "status": "int8"})


def release(quantity, year, audience):
    return Delivery(
        quantity=quantity,
        year=year,
        base_level="weiler",
        reference_date=None,
        source="",
        publisher="",
        audience=audience,
    )


FIGURES = table(
    ("weiler", "kinder", 2014, 58.0, State.MEASURED, Status.PROVISIONAL, False),
    ("dorf", "kinder", 2014, 580.0, State.LIMITED, Status.FINAL, True),
    ("weiler", "kinder", 2009, 0.0, State.ZERO, Status.FINAL, False),
    ("weiler", "ew", 2014, float("nan"), State.PENDING, Status.REVISED, False),
)


def shown(frame):
    return [None if pd.isna(value) else value for value in frame["value"]]


@pytest.mark.parametrize(
    ("released", "audience", "visible"),
    [
        (PUBLIC, PUBLIC, True),
        (PUBLIC, INTERNAL, True),
        (PUBLIC, STATISTICS, True),
        (INTERNAL, PUBLIC, False),
        (INTERNAL, INTERNAL, True),
        (INTERNAL, STATISTICS, True),
        (STATISTICS, PUBLIC, False),
        (STATISTICS, INTERNAL, False),
        (STATISTICS, STATISTICS, True),
    ],
)
def test_each_audience_sees_what_was_released_to_it(released, audience, visible):
    seen = withhold(FIGURES, [release("kinder", 2014, released)], audience)
    assert shown(seen) == ([58.0, 580.0, None, None] if visible else [None] * 3)


@pytest.mark.parametrize("audience", Audience)
def test_what_nobody_released_is_hidden_from_all(audience):
    seen = withhold(FIGURES, [], audience)
    # the three cells of units; that a total was delivered for the village isn't told
    assert list(seen.index) == [0, 2, 3]
    assert shown(seen) == [None] * 3
    assert list(seen["state"]) == [State.SECRET] * 3
    assert list(seen["status"]) == [Status.FINAL] * 3


def test_a_release_of_one_year_does_not_open_another():
    seen = withhold(FIGURES, [release("kinder", 2009, PUBLIC)], PUBLIC)
    assert shown(seen) == [None, 0.0, None]
    assert list(seen["state"]) == [State.SECRET, State.ZERO, State.SECRET]


def test_what_is_shown_stays_as_it_was():
    releases = [
        release("kinder", 2014, PUBLIC),
        release("kinder", 2009, PUBLIC),
        release("ew", 2014, PUBLIC),
    ]
    pd.testing.assert_frame_equal(withhold(FIGURES, releases, PUBLIC), FIGURES)


def test_the_frame_handed_over_is_not_changed():
    before = FIGURES.copy(deep=True)
    withhold(FIGURES, [], PUBLIC)
    pd.testing.assert_frame_equal(FIGURES, before)


def test_a_mean_of_a_larger_unit_is_hidden_like_the_count_it_is_weighted_with():
    ages = table(
        ("weiler", "alter", 2014, 40.0, State.MEASURED, Status.FINAL, False),
        ("dorf", "alter", 2014, 45.0, State.MEASURED, Status.FINAL, False),
        ("dorf", "alter", 2014, 45.1, State.MEASURED, Status.FINAL, True),
        ("pfarre", "alter", 2014, 44.0, State.MEASURED, Status.FINAL, False),
    )
    computed = {("alter", 2014, "dorf")}
    weights = {"alter": "ew"}
    releases = [release("alter", 2014, PUBLIC), release("ew", 2014, INTERNAL)]
    public, internal = (
        withhold(ages, releases, who, weights, computed) for who in (PUBLIC, INTERNAL)
    )
    assert shown(public) == [40.0, None, 45.1, 44.0]
    assert shown(internal) == [40.0, 45.0, 45.1, 44.0]


@pytest.mark.parametrize("releases", [[], [release("kinder", 2014, PUBLIC)]])
def test_types_stay_even_without_rows(releases):
    seen = withhold(FIGURES.iloc[:0], releases, PUBLIC)
    assert [str(seen[name].dtype) for name in ("value", "state", "status")] == [
        "float64",
        "int8",
        "int8",
    ]


def test_rows_that_share_an_index_are_told_apart():
    repeated = FIGURES.set_axis([7, 7, 7, 7])
    seen = withhold(repeated, [release("kinder", 2014, PUBLIC)], PUBLIC)
    assert shown(seen) == [58.0, 580.0, None, None]
