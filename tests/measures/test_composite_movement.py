"""Who changed class between two years, and what chance would have done."""

from __future__ import annotations

from atlas.measures.composite_movement import IndexYear, class_movement
from atlas.model.recipes import Classes, ClassMethod
from tests.measures.test_composite import frame, recipe

FIXED = recipe("minmax", classes=Classes(method=ClassMethod.FIXED, breaks=(0.5,)))


def year(cases, people, shares=None) -> IndexYear:
    """Shares of counts; None for a unit without."""
    numerators, denominators = frame(a=cases), frame(a=people)
    columns = 100 * numerators / denominators if shares is None else frame(a=shares)
    return IndexYear(columns=columns, base=None, numerators=numerators, denominators=denominators)


def test_a_move_among_many_people_is_beyond_chance_and_one_among_few_is_not():
    """Between 0 and 80 % the limit is 40 %: u2 goes from 30 to 50 % of 10,000, u3 of 10 people."""
    people = [1000, 10_000, 10, 1000, 1000]
    then = year([0, 3000, 3, 800, None], people)
    now = year([0, 5000, 5, 800, 500], people)
    moved = class_movement(FIXED, then, now)
    assert moved.then == (1, 1, 1, 2, 0)
    assert moved.now == (1, 2, 2, 2, 2)
    assert moved.steps == (0, 1, 1, 0, None)
    assert moved.beyond_chance == (None, True, False, None, None)


def test_what_has_no_counts_is_not_tested():
    nothing = [None, None, None]
    then = year(nothing, nothing, [0, 30, 80])
    now = year(nothing, nothing, [0, 50, 80])
    assert class_movement(FIXED, then, now).steps == (0, 1, 0)
    assert class_movement(FIXED, then, now).beyond_chance == (None, None, None)
