import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from atlas.errors import UnknownNameError
from atlas.measures.evaluate import Calculation, evaluate_reference
from atlas.measures.evaluate import evaluate as evaluate_all
from atlas.measures.matrix import matrix, side_by_side
from atlas.model.cells import State, Status
from atlas.model.formulas import (
    Change,
    Difference,
    Given,
    IndexNumber,
    Mean,
    Rate,
    Ratio,
    Share,
    Term,
    Total,
)

CASES, PEOPLE = (Term(quantity="cases"),), (Term(quantity="people"),)
ROW = ("a", 2014)


def evaluate(formula, frames, pooled_years=1):
    """Figures of a single formula."""
    (result,) = evaluate_all([Calculation(formula, pooled_years)], side_by_side(frames))
    return result


@pytest.fixture
def quantities(figures):
    return {
        "cases": figures({("a", 2013): 30, ROW: 50}),
        "people": figures({("a", 2013): 100, ROW: 300}),
    }


@pytest.mark.parametrize(
    ("formula", "number", "base"),
    [
        (Total(of=CASES), 50, (np.nan, np.nan)),
        (Total(of=(*PEOPLE, Term(quantity="cases", sign=-1))), 250, (np.nan, np.nan)),
        (Given(of=CASES), 50, (np.nan, np.nan)),
        (Share(of=CASES, per=PEOPLE), 100 / 6, (50, 300)),
        (Rate(of=CASES, per=PEOPLE), 1000 / 6, (50, 300)),
        (Rate(of=CASES, per=PEOPLE, factor=100_000.0), 100_000 / 6, (50, 300)),
        (Ratio(of=PEOPLE, per=CASES), 6, (300, 50)),
        (Mean(of=PEOPLE, per=CASES), 6, (300, 50)),
        (Share(of=CASES, per=(*PEOPLE, *CASES)), 100 / 7, (50, 350)),
    ],
)
def test_each_kind_with_numerator_and_denominator(quantities, formula, number, base):
    result = evaluate(formula, quantities)
    assert list(result.columns) == ["value", "state", "status", "numerator", "denominator"]
    assert result.loc[ROW, "value"] == pytest.approx(number)
    np.testing.assert_array_equal(result.loc[ROW, ["numerator", "denominator"]].astype(float), base)


@pytest.mark.parametrize(
    ("formula", "number"),
    [
        (Share(of=CASES, per=PEOPLE), 100 * 80 / 400),
        (Total(of=CASES), 80),
        (Given(of=CASES), 50),
    ],
)
def test_numerator_and_denominator_are_pooled_first(quantities, formula, number):
    result = evaluate(formula, quantities, pooled_years=2)
    assert result.loc[ROW, "value"] == number


def test_the_first_years_of_a_pooled_series_are_unknown(quantities, cells):
    result = evaluate(Share(of=CASES, per=PEOPLE), quantities, pooled_years=2)
    assert cells(result)["a", 2013] == (None, State.UNKNOWN)


def test_care_rates_above_100_only_where_allowed(quantities, cells):
    more = {"of": PEOPLE, "per": CASES}
    assert cells(evaluate(Share(**more), quantities))[ROW] == (None, State.UNRELIABLE)
    assert cells(evaluate(Share(**more, may_exceed=True), quantities))[ROW] == (600, State.MEASURED)


@pytest.mark.parametrize(
    ("cases", "people", "state"),
    [
        (State.SECRET, 100, State.SECRET),
        (State.PENDING, 100, State.PENDING),
        (5, State.UNKNOWN, State.UNKNOWN),
        (5, 0, State.NOT_APPLICABLE),
    ],
)
def test_no_figure_without_its_base(figures, cells, cases, people, state):
    frames = {"cases": figures({ROW: cases}), "people": figures({ROW: people})}
    assert cells(evaluate(Rate(of=CASES, per=PEOPLE), frames)) == {ROW: (None, state)}


def test_a_secret_numerator_is_not_handed_on(figures):
    secret = figures({ROW: (2, State.SECRET)})
    result = evaluate(Share(of=CASES, per=PEOPLE), {"cases": secret, "people": figures({ROW: 9})})
    assert np.isnan(result.loc[ROW, "numerator"])
    assert result.loc[ROW, "denominator"] == 9


def test_a_quantity_delivered_for_other_years_leaves_unknown_rows(figures, cells):
    frames = {"cases": figures({("a", 2013): 1}), "people": figures({ROW: 9})}
    result = evaluate(Share(of=CASES, per=PEOPLE), frames)
    assert set(cells(result).values()) == {(None, State.UNKNOWN)}
    assert result.loc[ROW, "denominator"] == 9


@pytest.fixture
def indicators(figures):
    return {
        "now": figures({("a", 2009): 40.0, ROW: 50.0, ("b", 2014): 7.0}),
        "other": figures({("a", 2009): 40.0, ROW: 20.0, ("b", 2014): State.SECRET}),
    }


@pytest.mark.parametrize(
    ("formula", "in_points", "expected"),
    [
        (Difference(of="now", minus="other"), False, [0, 30, State.SECRET]),
        (Change(of="now", years=5), False, [State.UNKNOWN, 25, State.UNKNOWN]),
        (Change(of="now", years=5), True, [State.UNKNOWN, 10, State.UNKNOWN]),
        (IndexNumber(of="now", base_year=2009), False, [100, 125, State.UNKNOWN]),
        (IndexNumber(of="now", base_year=2014), False, [80, 100, 100]),
    ],
)
def test_formulas_over_indicators(indicators, cells, formula, in_points, expected):
    result = evaluate_reference(formula, indicators, in_points=in_points)
    seen = [state if number is None else number for number, state in cells(result).values()]
    assert seen == expected
    assert result[["numerator", "denominator"]].isna().all(axis=None)


def test_the_change_of_a_rate_knows_the_cases_behind_it(figures, cells):
    frames = {
        "cases": figures({("a", 2013): 12, ROW: 18, ("b", 2013): 40, ("b", 2014): 60}),
        "people": figures({("a", 2013): 40, ROW: 40, ("b", 2013): 900, ("b", 2014): 900}),
    }
    rate = evaluate(Share(of=CASES, per=PEOPLE), frames)
    result = cells(evaluate_reference(Change(of="rate", years=1), {"rate": rate}))
    assert result[ROW] == (pytest.approx(50), State.LIMITED)
    assert result["b", 2014] == (pytest.approx(50), State.MEASURED)


def test_an_unknown_indicator_is_named(indicators):
    with pytest.raises(UnknownNameError, match="Indikator „gone“"):
        evaluate_reference(Difference(of="now", minus="gone"), indicators)


def test_the_rbk_table_from_quantities_to_points(residents, children):
    frames = {"cases": children, "people": residents}
    share = evaluate(Share(of=CASES, per=PEOPLE), frames)
    change = evaluate_reference(Change(of="share", years=5), {"share": share}, in_points=True)
    printed = [0.990, 2.356, 1.644, -0.965, -0.825, -1.632, -0.261, -0.733]
    points = change.xs(2014, level="year")["value"]
    np.testing.assert_allclose(points, printed, atol=5e-4)


STATES = [*State]
CODES = ("a", "b", "c")


@st.composite
def tables(draw):
    """Figures of three quantities of four units in every state, with small whole numbers."""
    rows = []
    for unit in "klmn":
        for code in CODES:
            state = draw(st.sampled_from(STATES))
            value = float(draw(st.integers(1, 4))) if state.has_value else math.nan
            value = 0.0 if state in {State.ZERO, State.LESS_THAN_HALF} else value
            status = draw(st.sampled_from([*Status]))
            rows.append((unit, 2020, code, value, int(state), int(status)))
    columns = ["unit", "year", "quantity", "value", "state", "status"]
    return pd.DataFrame(rows, columns=columns).astype({"state": "int8", "status": "int8"})


def terms(*codes, minus=()):
    plus = tuple(Term(quantity=code) for code in codes)
    return (*plus, *(Term(quantity=code, sign=-1) for code in minus))


MANY = [
    Share(of=terms("a"), per=terms("b")),
    Total(of=terms("a", minus="b")),
    Rate(of=terms("a", "b"), per=terms("c")),
    Share(of=terms("c", minus="a"), per=terms("b", "c")),
    Share(of=terms("b"), per=terms("a"), may_exceed=True),
    Given(of=terms("c")),
    Mean(of=terms("a"), per=terms("c")),
    Share(of=terms("a"), per=terms("unbekannt")),
]


@pytest.mark.slow
@settings(max_examples=30)
@given(table=tables())
def test_many_formulas_at_once_give_what_each_gives_alone(table):
    quantities = matrix(table, CODES)
    many = [Calculation(formula) for formula in MANY]
    for one, figures in zip(many, evaluate_all(many, quantities), strict=True):
        (alone,) = evaluate_all([one], quantities)
        pd.testing.assert_frame_equal(figures, alone)


@settings(max_examples=30)
@given(table=tables())
def test_a_share_has_a_number_only_where_both_parts_have_one(table):
    quantities = matrix(table, CODES)
    share = Share(of=terms("a"), per=terms("b"), may_exceed=True)
    (result,) = evaluate_all([Calculation(share)], quantities)
    part, whole = (quantities.figures(code) for code in "ab")
    expected = [
        100 * x / n if max(s, t) <= State.LIMITED and n > 0 else None
        for x, s, n, t in zip(
            part["value"], part["state"], whole["value"], whole["state"], strict=True
        )
    ]
    assert [None if math.isnan(value) else value for value in result["value"]] == expected


def test_what_nobody_delivered_is_unknown(figures, cells):
    result = evaluate(Share(of=CASES, per=terms("nobody")), {"cases": figures({ROW: 5})})
    assert cells(result) == {ROW: (None, State.UNKNOWN)}


def test_pooled_and_single_years_side_by_side(quantities):
    both = [Calculation(Total(of=CASES)), Calculation(Total(of=CASES), 2)]
    single, pooled = evaluate_all(both, side_by_side(quantities))
    assert (single.loc[ROW, "value"], pooled.loc[ROW, "value"]) == (50, 80)


def test_no_formulas_give_nothing(figures):
    assert evaluate_all([], side_by_side({"a": figures({ROW: 1})})) == []
