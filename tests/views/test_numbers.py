from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas.errors import NoNumberError
from atlas.model.cells import State, Status
from atlas.views.numbers import (
    finite,
    format_change,
    format_figure,
    format_number,
    plain_number,
    printed_states,
    rounded,
    sign_legend,
)
from atlas.views.texts import ALL_HAVE_STATUS, SIGNS, STATUS_SIGNS

NUMBERS = st.floats(allow_nan=False, allow_infinity=False)
DECIMALS = st.integers(0, 4)
WITHOUT_VALUE = [state for state in State if not state.has_value]

PROVISIONAL_AND_ESTIMATED = {Status.PROVISIONAL, Status.ESTIMATED}


def parse(text: str) -> Decimal:
    plain = text.replace(".", "").replace("−", "-").replace("±", "").replace(",", ".")
    return Decimal(plain)


@pytest.mark.parametrize(
    ("value", "decimals", "expected"),
    [
        (12.45, 1, "12.5"),  # methods.md, appendix A
        (-12.45, 1, "-12.5"),
        (0.05, 1, "0.1"),
        (-0.05, 1, "-0.1"),
        (2.675, 2, "2.68"),  # below 2.675 in binary
        (0.5, 0, "1"),
        (1.5, 0, "2"),
        (2.5, 0, "3"),
        (0.049999, 1, "0.0"),
        (-0.04, 1, "0.0"),
        (-0.0, 1, "0.0"),
        (1e30, 1, "1" + 30 * "0" + ".0"),
        (1250.0, -2, "1.3E+3"),
    ],
)
def test_rounds_half_away_from_zero_on_decimals(value, decimals, expected):
    assert str(rounded(value, decimals)) == expected


@given(NUMBERS, DECIMALS)
def test_rounding_is_symmetrical(value, decimals):
    assert rounded(-value, decimals) == -rounded(value, decimals)


@given(NUMBERS, DECIMALS)
def test_rounding_moves_by_half_a_step_at_most(value, decimals):
    assert abs(rounded(value, decimals) - Decimal(repr(value))) <= Decimal(5).scaleb(-decimals - 1)


@pytest.mark.parametrize(
    ("value", "decimals", "expected"),
    [
        (0.0, 1, "0,0"),
        (-0.04, 1, "0,0"),
        (999, 0, "999"),
        (999.95, 1, "1.000,0"),
        (1000, 0, "1.000"),
        (-1234567.891, 2, "−1.234.567,89"),
        (14.7061, 1, "14,7"),
        (12.0, 0, "12"),
        (1250.0, -2, "1.300"),
    ],
)
def test_prints_german_numbers(value, decimals, expected):
    assert format_number(value, decimals) == expected


@given(NUMBERS, DECIMALS)
def test_what_is_printed_can_be_read_back(value, decimals):
    assert parse(format_number(value, decimals)) == rounded(value, decimals)
    assert parse(format_change(value, decimals)) == rounded(value, decimals)


@given(NUMBERS, DECIMALS)
def test_zero_is_never_negative(value, decimals):
    text = format_number(value, decimals)
    assert not text.startswith("−") or text.strip("−0,")


@pytest.mark.parametrize(
    ("value", "decimals", "expected"),
    [
        (0.39, 1, "+0,4"),
        (-4.116, 1, "−4,1"),
        (0.0, 1, "±0,0"),
        (-0.04, 1, "±0,0"),
        (0.04, 1, "±0,0"),
        (0.4, 0, "±0"),
        (-182, 0, "−182"),
        (1234.0, 0, "+1.234"),
    ],
)
def test_changes_carry_their_sign(value, decimals, expected):
    assert format_change(value, decimals) == expected


@pytest.mark.parametrize(
    ("value", "state", "status", "expected"),
    [
        (12.34, State.MEASURED, Status.FINAL, "12,3"),
        (12.34, State.MEASURED, Status.PROVISIONAL, "12,3\u202fp"),
        (12.34, State.MEASURED, Status.REVISED, "12,3\u202fr"),
        (12.34, State.LIMITED, Status.FINAL, "(12,3)"),
        (12.34, State.LIMITED, Status.ESTIMATED, "(12,3)\u202fs"),
        (0.0, State.ZERO, Status.FINAL, "–"),
        (None, State.ZERO, Status.FINAL, "–"),
        (0.0, State.ZERO, Status.FORECAST, "–\u202ff"),
        (0.0, State.MEASURED, Status.FINAL, "–"),  # the share of 0 in 100
        (0.0, State.LIMITED, Status.FINAL, "(–)"),
        (0.03, State.MEASURED, Status.FINAL, "0,0"),
        (-0.03, State.MEASURED, Status.FINAL, "0,0"),
        (0.03, State.LESS_THAN_HALF, Status.FINAL, "0,0"),
        (0.0, State.LESS_THAN_HALF, Status.FINAL, "0,0"),
        (None, State.LESS_THAN_HALF, Status.FINAL, "0,0"),
        (float("nan"), State.LESS_THAN_HALF, Status.FINAL, "0,0"),
        (0.3, State.LESS_THAN_HALF, Status.FINAL, "0,3"),  # a sum of several such
    ],
)
def test_figures_of_states_with_value(value, state, status, expected):
    assert format_figure(value, state, status, 1) == expected


@pytest.mark.parametrize("state", WITHOUT_VALUE)
@pytest.mark.parametrize("value", [None, 3.0, float("nan")])
@pytest.mark.parametrize("status", Status)
def test_a_state_without_value_prints_its_sign_only(state, value, status):
    assert format_figure(value, state, status, 1) == state.sign
    assert printed_states(value, state, 1) == (state,)


def test_unknown_and_secret_look_the_same():
    assert State.UNKNOWN.sign == State.SECRET.sign
    assert sign_legend([State.UNKNOWN], []) == sign_legend([State.SECRET], [])


@pytest.mark.parametrize("value", [None, float("nan"), float("inf"), float("-inf")])
@pytest.mark.parametrize("state", [State.MEASURED, State.LIMITED])
def test_a_value_without_number_is_refused(value, state):
    with pytest.raises(NoNumberError, match="Hier soll eine Zahl stehen"):
        format_figure(value, state, Status.FINAL, 1)
    with pytest.raises(NoNumberError):
        finite(value)


@pytest.mark.parametrize(
    ("value", "state", "expected"),
    [
        (5.0, State.MEASURED, (State.MEASURED,)),
        (0.0, State.MEASURED, (State.ZERO,)),
        (0.01, State.MEASURED, (State.LESS_THAN_HALF,)),
        (0.0, State.LIMITED, (State.ZERO, State.LIMITED)),
        (5.0, State.LIMITED, (State.MEASURED, State.LIMITED)),
        (None, State.LESS_THAN_HALF, (State.LESS_THAN_HALF,)),
        (None, State.ZERO, (State.ZERO,)),
    ],
)
def test_shown_states_are_those_whose_signs_are_printed(value, state, expected):
    assert printed_states(value, state, 1) == expected


def test_an_ordinary_table_needs_no_legend():
    assert sign_legend([], []) == ()
    assert sign_legend([State.MEASURED], [Status.FINAL]) == ()


def test_legend_keeps_the_order_of_official_tables():
    states = [State.SECRET, State.ZERO, State.UNKNOWN, State.ZERO]
    assert sign_legend(states, [Status.REVISED, Status.PROVISIONAL]) == (
        "– = genau null",
        ". = Zahlenwert unbekannt oder aus Datenschutzgründen nicht ausgewiesen",
        "p = vorläufig",
        "r = berichtigt",
    )


def test_every_sign_is_explained():
    assert set(SIGNS) == set(State) - {State.MEASURED}
    assert set(STATUS_SIGNS) == set(Status) - {Status.FINAL}
    explained = [*SIGNS.items(), *STATUS_SIGNS.items()]
    assert all(line.startswith(key.sign) for key, line in explained)


@pytest.mark.parametrize(
    ("statuses", "years", "line"),
    [
        ([Status.PROVISIONAL] * 3, [2024], ("alle Werte für 2024 sind vorläufig",)),
        ([Status.FORECAST], [2030, 2035], ("alle Werte sind Vorausberechnungen",)),
        ([Status.PROVISIONAL, Status.FINAL], [2024], ("p = vorläufig",)),
        (
            PROVISIONAL_AND_ESTIMATED,
            [2024],
            ("alle Werte für 2024 sind vorläufig", "s = geschätzt"),
        ),
        ([Status.FINAL], [2024], ()),
        ([], [], ()),
    ],
)
def test_what_holds_for_all_figures_is_told_as_a_sentence(statuses, years, line):
    assert sign_legend([], statuses, years) == line


@given(st.sets(st.sampled_from(State)), st.sets(st.sampled_from(Status)))
def test_legend_explains_what_occurs_and_nothing_else(states, statuses):
    expected = {SIGNS[state] for state in states - {State.MEASURED}}
    of_all = {Status.PROVISIONAL} if statuses == PROVISIONAL_AND_ESTIMATED else statuses
    of_all = of_all - {Status.FINAL} if len(of_all) == 1 else set()
    expected |= {ALL_HAVE_STATUS[status].format(of_year="") for status in of_all}
    expected |= {STATUS_SIGNS[status] for status in statuses - of_all - {Status.FINAL}}
    legend = sign_legend(states, statuses)
    assert set(legend) == expected
    assert len(legend) == len(expected)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (313.0, "313"),
        (313, "313"),
        (14756.25, "14756,25"),
        (-0.965, "-0,965"),
        (-0.0, "0"),
        (1e-7, "0,0000001"),
        (1e22, "1" + 22 * "0"),
        (100.0, "100"),
    ],
)
def test_plain_numbers_are_exact_and_without_ornament(value, expected):
    assert plain_number(value) == expected


@given(NUMBERS)
def test_plain_numbers_lose_nothing(value):
    assert float(plain_number(value).replace(",", ".")) == value
