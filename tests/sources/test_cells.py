from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas.errors import CellError
from atlas.model.cells import Cell, State, Status
from atlas.model.quantities import Kind
from atlas.sources.cells import LARGEST, number_of, parse_cell, write_cell, year_of

ALL_KINDS = [Kind.COUNT, Kind.AMOUNT, Kind.MEAN, Kind.GIVEN]
FRACTIONAL = [Kind.AMOUNT, Kind.MEAN, Kind.GIVEN]


@pytest.mark.parametrize("kind", ALL_KINDS)
@pytest.mark.parametrize(
    ("text", "value", "state", "status"),
    [
        ("", None, State.UNKNOWN, Status.FINAL),
        ("•", None, State.UNKNOWN, Status.FINAL),
        ("unbekannt", None, State.UNKNOWN, Status.FINAL),
        (".", None, State.SECRET, Status.FINAL),
        ("geheim", None, State.SECRET, Status.FINAL),
        ("…", None, State.PENDING, Status.FINAL),
        ("...", None, State.PENDING, Status.FINAL),
        ("x", None, State.NOT_APPLICABLE, Status.FINAL),
        ("X", None, State.NOT_APPLICABLE, Status.FINAL),
        ("/", None, State.UNRELIABLE, Status.FINAL),
        ("–", 0.0, State.ZERO, Status.FINAL),
        ("-", 0.0, State.ZERO, Status.FINAL),
        ("−", 0.0, State.ZERO, Status.FINAL),
        ("0", 0.0, State.ZERO, Status.FINAL),
        ("12", 12.0, State.MEASURED, Status.FINAL),
        ("+12", 12.0, State.MEASURED, Status.FINAL),
        ("007", 7.0, State.MEASURED, Status.FINAL),
        ("(12)", 12.0, State.LIMITED, Status.FINAL),
        ("( 12 )", 12.0, State.LIMITED, Status.FINAL),
        ("(0)", 0.0, State.LIMITED, Status.FINAL),
        ("12 r", 12.0, State.MEASURED, Status.REVISED),
        ("12 p", 12.0, State.MEASURED, Status.PROVISIONAL),
        ("12p", 12.0, State.MEASURED, Status.PROVISIONAL),
        ("12 s", 12.0, State.MEASURED, Status.ESTIMATED),
        ("12 f", 12.0, State.MEASURED, Status.FORECAST),
        ("(12) p", 12.0, State.LIMITED, Status.PROVISIONAL),
        ("– r", 0.0, State.ZERO, Status.REVISED),
        (". p", None, State.SECRET, Status.PROVISIONAL),
        ("x p", None, State.NOT_APPLICABLE, Status.PROVISIONAL),
        ("/ s", None, State.UNRELIABLE, Status.ESTIMATED),
        ("• f", None, State.UNKNOWN, Status.FORECAST),
    ],
)
def test_every_official_sign_means_the_same_for_every_kind(kind, text, value, state, status):
    assert parse_cell(text, kind) == Cell(value=value, state=state, status=status)


@pytest.mark.parametrize(
    ("text", "kind", "state"),
    [
        ("0", Kind.COUNT, State.ZERO),
        ("–", Kind.COUNT, State.ZERO),
        ("0,0", Kind.COUNT, State.ZERO),
        ("0", Kind.AMOUNT, State.ZERO),
        ("–", Kind.AMOUNT, State.ZERO),
        ("0,0", Kind.AMOUNT, State.LESS_THAN_HALF),
        ("0,00", Kind.GIVEN, State.LESS_THAN_HALF),
        ("0,0", Kind.MEAN, State.LESS_THAN_HALF),
        ("+0", Kind.AMOUNT, State.ZERO),
        ("−0,0", Kind.GIVEN, State.LESS_THAN_HALF),
    ],
)
def test_exactly_nothing_is_not_almost_nothing(text, kind, state):
    cell = parse_cell(text, kind)
    assert (cell.state, str(cell.value)) == (state, "0.0")


def test_zero_missing_and_secret_are_three_things():
    states = {parse_cell(text, Kind.COUNT).state for text in ("0", "", ".")}
    assert states == {State.ZERO, State.UNKNOWN, State.SECRET}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1.234", 1234),
        ("1.234.567", 1_234_567),
        ("1\u202f234", 1234),
        ("1\u2009234\u2009567", 1_234_567),
        ("12\u00a0345", 12345),
        ("1.234,5", 1234.5),
        ("3,5", 3.5),
        ("0,25", 0.25),
        ("−4,1", -4.1),
        ("-4,1", -4.1),
        ("-1.234,5", -1234.5),
    ],
)
def test_german_numbers(text, value):
    assert parse_cell(text, Kind.GIVEN) == Cell(value=value, state=State.MEASURED)


@pytest.mark.parametrize("kind", FRACTIONAL)
def test_what_is_not_counted_may_have_fractions(kind):
    assert parse_cell("3,5", kind).value == 3.5


@pytest.mark.parametrize(
    ("text", "kind", "code"),
    [
        ("3.5", Kind.AMOUNT, "cell_point"),
        ("3.5", Kind.COUNT, "cell_point"),
        ("1234.567", Kind.COUNT, "cell_point"),
        ("0.125", Kind.GIVEN, "cell_point"),
        ("012.500", Kind.GIVEN, "cell_point"),
        ("1,234.5", Kind.AMOUNT, "cell_not_number"),
        ("viele", Kind.COUNT, "cell_not_number"),
        ("12 Kinder", Kind.COUNT, "cell_not_number"),
        ("12 q", Kind.COUNT, "cell_not_number"),
        ("12 pp", Kind.COUNT, "cell_not_number"),
        ("p", Kind.COUNT, "cell_not_number"),
        ("(12", Kind.COUNT, "cell_not_number"),
        ("12)", Kind.COUNT, "cell_not_number"),
        ("()", Kind.COUNT, "cell_not_number"),
        ("(.)", Kind.COUNT, "cell_not_number"),
        ("(–)", Kind.COUNT, "cell_not_number"),
        ("- 23", Kind.GIVEN, "cell_not_number"),
        ("1 234", Kind.COUNT, "cell_not_number"),
        ("12\u202f34", Kind.COUNT, "cell_not_number"),
        ("1e5", Kind.AMOUNT, "cell_not_number"),
        ("inf", Kind.AMOUNT, "cell_not_number"),
        ("nan", Kind.AMOUNT, "cell_missing"),
        ("NaN", Kind.COUNT, "cell_missing"),
        ("<NA>", Kind.COUNT, "cell_missing"),
        ("#NV", Kind.GIVEN, "cell_missing"),
        ("#DIV/0!", Kind.COUNT, "cell_formula"),
        ("#BEZUG!", Kind.GIVEN, "cell_formula"),
        ("١٢٣", Kind.COUNT, "cell_digits"),
        ("１２", Kind.GIVEN, "cell_digits"),
        ("1000.5", Kind.COUNT, "cell_point"),
        ("1000.000", Kind.COUNT, "cell_point"),
        ("1000.0", Kind.AMOUNT, "cell_point"),
        ("*", Kind.COUNT, "cell_not_number"),
        ("5 %", Kind.GIVEN, "cell_not_number"),
        ("=1+1", Kind.COUNT, "cell_not_number"),
        ("9" * 400, Kind.COUNT, "cell_too_large"),
        ("1,000", Kind.COUNT, "cell_comma"),
        ("(12,000)", Kind.COUNT, "cell_comma"),
        ("2,345", Kind.COUNT, "cell_comma"),
        ("1,234,567", Kind.AMOUNT, "cell_comma"),
        ("3,5", Kind.COUNT, "cell_not_whole"),
        ("(3,5)", Kind.COUNT, "cell_not_whole"),
        ("-3", Kind.COUNT, "cell_negative"),
        ("9007199254740994", Kind.COUNT, "cell_too_large"),
        ("-9.007.199.254.740.994", Kind.GIVEN, "cell_too_large"),
        ("−3,5", Kind.AMOUNT, "cell_negative"),
        ("-3", Kind.MEAN, "cell_negative"),
    ],
)
def test_what_no_cell_can_say_is_refused(text, kind, code):
    with pytest.raises(CellError) as refused:
        parse_cell(text, kind)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (Cell(value=12.0, state=State.MEASURED), "12"),
        (Cell(value=1234.5, state=State.MEASURED), "1234,5"),
        (Cell(value=-4.1, state=State.MEASURED), "-4,1"),
        (Cell(value=1e22, state=State.MEASURED), "1" + "0" * 22),
        (Cell(value=2.5e-7, state=State.MEASURED), "0,00000025"),
        (Cell(value=0.0, state=State.ZERO), "–"),
        (Cell(value=0.0, state=State.LESS_THAN_HALF), "0,0"),
        (Cell(value=7.0, state=State.LIMITED, status=Status.PROVISIONAL), "(7) p"),
        (Cell(value=None, state=State.UNKNOWN), ""),
        (Cell(value=None, state=State.UNKNOWN, status=Status.ESTIMATED), "• s"),
        (Cell(value=None, state=State.SECRET), "."),
        (Cell(value=2.0, state=State.SECRET), "."),
        (Cell(value=None, state=State.PENDING), "…"),
        (Cell(value=None, state=State.NOT_APPLICABLE, status=Status.REVISED), "x r"),
        (Cell(value=None, state=State.UNRELIABLE), "/"),
    ],
)
def test_cells_are_written_with_the_official_signs(cell, text):
    assert write_cell(cell) == text


def values_of(kind):
    """Numbers other than 0 that a quantity of this kind can have."""
    if kind is Kind.COUNT:
        return st.integers(1, 2**53).map(float)
    lowest = -LARGEST if kind is Kind.GIVEN else 0
    return st.floats(min_value=lowest, max_value=LARGEST).filter(bool)


@st.composite
def cells_with_kind(draw):
    kind = draw(st.sampled_from(Kind))
    state = draw(st.sampled_from(State))
    if kind is Kind.COUNT and state is State.LESS_THAN_HALF:
        state = State.ZERO
    numbers = {
        State.ZERO: st.just(0.0),
        State.LESS_THAN_HALF: st.just(0.0),
        State.MEASURED: values_of(kind),
        State.LIMITED: values_of(kind) | st.just(0.0),
    }
    value = draw(numbers.get(state, st.none()))
    return Cell(value=value, state=state, status=draw(st.sampled_from(Status))), kind


@given(cells_with_kind())
def test_what_is_written_is_read_back(cell_and_kind):
    cell, kind = cell_and_kind
    assert parse_cell(write_cell(cell), kind) == cell


german = st.text("0123456789.,-–−+()x/…•prsf \u202f")


@given(st.text() | german, st.sampled_from(Kind))
def test_any_text_is_a_cell_or_refused(text, kind):
    try:
        has_value = parse_cell(text, kind).value is not None
    except CellError:
        has_value = False
    assert not has_value or any(sign.isdigit() or sign in "-–−" for sign in text)


@pytest.mark.parametrize(("text", "number"), [("63.000", 63000), ("12,5", 12.5), ("–", 0)])
def test_a_plain_number_is_read_as_in_tables(text, number):
    assert number_of(text) == number


@pytest.mark.parametrize("text", ["", ".", "x", "3.5", "viel"])
def test_what_is_no_plain_number_is_refused(text):
    with pytest.raises(CellError):
        number_of(text)


def test_a_year_has_four_digits():
    assert year_of("2014") == 2014
    for text in ("", "14", "2014/15", "02014", "2014-12"):
        with pytest.raises(ValueError, match="Invalid isoformat"):
            year_of(text)


@pytest.mark.parametrize(("text", "value"), [("1000.0", 1000), ("0.0", 0), ("12.00", 12)])
def test_programs_write_whole_numbers_with_a_point(text, value):
    assert parse_cell(text, Kind.COUNT).value == value


def test_a_count_has_fractions_only_where_it_may():
    assert parse_cell("389,5", Kind.COUNT, fractional=True).value == 389.5
    with pytest.raises(CellError):
        parse_cell("389,5", Kind.COUNT)


@pytest.mark.parametrize(
    "text", ["1" + " " * 100_000 + "(", "1 " * 50_000 + "(", "(" + " " * 100_000, "9" * 100_000]
)
def test_a_long_cell_takes_no_longer_than_its_length(text):
    start = perf_counter()
    with pytest.raises(CellError):
        parse_cell(text, Kind.COUNT)
    # with backtracking, 400 blanks took seconds
    assert perf_counter() - start < 2


@pytest.mark.parametrize(
    ("text", "kind", "fractional", "value"),
    [
        ("1000,000", Kind.COUNT, False, 1000),
        ("1,000", Kind.COUNT, True, 1),
        ("1,000", Kind.AMOUNT, False, 1),
    ],
)
def test_a_comma_before_three_digits_is_a_decimal_one_where_it_can_be(
    text, kind, fractional, value
):
    assert parse_cell(text, kind, fractional=fractional).value == value


def test_among_decimal_points_no_point_separates_thousands():
    assert parse_cell("7.125", Kind.AMOUNT).value == 7125
    with pytest.raises(CellError) as refused:
        parse_cell("7.125", Kind.AMOUNT, decimal_points=True)
    assert refused.value.code == "cell_point"
