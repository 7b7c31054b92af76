from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas.render.chart.layout import axis_range, clean, one_line, spread, text_lines, text_width
from atlas.render.line_breaks import ELLIPSIS

NUMBERS = st.floats(-1e9, 1e9).filter(lambda number: number == 0 or abs(number) > 1e-6)


def test_wide_letters_take_more_room_than_narrow_ones():
    assert text_width("iiii", 13) < text_width("nnnn", 13) < text_width("WWWW", 13)


def test_control_characters_are_gone():
    assert clean("zwei\nZeilen\x07\ud800") == "zwei Zeilen  "


def test_a_text_is_wrapped_at_words():
    assert text_lines("eins zwei drei", 13, 70, 3) == ["eins zwei", "drei"]


def test_a_number_is_not_torn_apart_at_its_narrow_spaces():
    assert text_lines("2.000 bis unter 3.000", 12, 70, 9) == [
        "2.000 bis",
        "unter 3.000",
    ]


def test_a_word_wider_than_the_line_is_cut():
    lines = text_lines("N" * 120, 13, 100, 99)
    assert "".join(lines) == "N" * 120
    assert all(text_width(line, 13) <= 100 for line in lines)


def test_what_does_not_fit_ends_in_an_ellipsis():
    lines = text_lines("wort " * 40, 13, 100, 3)
    assert len(lines) == 3
    assert lines[-1].endswith(ELLIPSIS)
    assert all(text_width(line, 13) <= 100 for line in lines)


def test_nothing_is_one_empty_line():
    assert text_lines("", 13, 100, 3) == [""]


def test_a_short_text_stays_whole():
    assert one_line("Kürten", 13, 100) == "Kürten"


@given(st.text(), st.integers(1, 4))
def test_lines_never_get_wider_than_their_room(text, most):
    lines = text_lines(text, 13, 80, most)
    assert 1 <= len(lines) <= most
    assert all(text_width(line, 13) <= 80 for line in lines)


@pytest.mark.parametrize(
    ("values", "ticks", "decimals"),
    [
        ([3.0, 14.7], (0, 2.5, 5, 7.5, 10, 12.5, 15), 1),
        ([-1.6, 2.4], (-2, -1, 0, 1, 2), 0),
        ([0.0, 0.059], (0, 0.01, 0.02, 0.03, 0.04, 0.05, 0.06), 2),
        ([-3.0], (-3, -2.5, -2, -1.5, -1, -0.5, 0), 1),
        ([], (0, 0.2, 0.4, 0.6, 0.8, 1), 1),
        ([0.0, 0.0], (0, 0.2, 0.4, 0.6, 0.8, 1), 1),
    ],
)
def test_bars_begin_at_zero_with_round_ticks(values, ticks, decimals):
    axis = axis_range(values, zero=True, room=0.12)
    assert axis.ticks == pytest.approx(ticks)
    assert axis.decimals == decimals


def test_room_is_kept_only_where_labels_stand():
    assert axis_range([10.0], zero=True, room=0.1).low == 0
    both = axis_range([-10.0, 10.0], zero=True, room=0.1)
    assert (both.low, both.high) == (-12, 12)


@given(st.lists(NUMBERS, min_size=1), st.booleans(), st.sampled_from([0.0, 0.12]))
def test_an_axis_holds_its_values_and_a_few_ticks(values, zero, room):
    axis = axis_range(values, zero=zero, room=room)
    assert axis.low < axis.high
    slack = 1e-6 * (axis.high - axis.low)
    assert all(axis.low - slack <= value <= axis.high + slack for value in values)
    assert 2 <= len(axis.ticks) <= 10


def test_share_runs_from_low_to_high():
    axis = axis_range([0.0, 10.0], zero=True)
    assert [axis.share(value) for value in (0, 5, 10)] == [0, 0.5, 1]


def test_labels_that_do_not_touch_stay():
    assert spread([10, 50, 30], 16) == [10, 50, 30]


def test_labels_that_touch_move_apart_around_their_middle():
    assert spread([100, 104], 16) == [94, 110]
    assert spread([104, 100], 16) == [110, 94]
    assert spread([100, 100, 100], 10) == [90, 100, 110]


@given(st.lists(st.floats(0, 340), max_size=12))
def test_labels_never_overlap_and_keep_their_order(positions):
    placed = spread(positions, 16)
    assert all(lower + 16 <= upper + 1e-6 for lower, upper in pairwise(sorted(placed)))
    order = sorted(range(len(positions)), key=positions.__getitem__)
    assert [placed[index] for index in order] == sorted(placed)
