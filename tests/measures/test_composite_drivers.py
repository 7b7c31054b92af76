"""What drives an index and how sure it is; all figures computed by hand."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from atlas.errors import CompositeError
from atlas.measures.composite import composite
from atlas.measures.composite_drivers import (
    contributions,
    leave_one_out,
    part_checks,
    stability,
)
from atlas.model.recipes import (
    Classes,
    ClassMethod,
    Combine,
    CombineMethod,
    Part,
    Rescale,
    ScaleMethod,
)
from tests.measures.test_composite import frame, recipe

MEDIAN = Classes(method=ClassMethod.QUANTILE, breaks=(0.5,))
AROUND_MEAN = Classes(method=ClassMethod.SD, breaks=(0,))


def parts_of(*names):
    return tuple(Part(name=name) for name in names)


def test_contributions_add_up_to_the_distance_from_the_mean_index():
    """Scaled (0, 1), (½, ½), (1, 0) with weights 1 and 3: indices 3, 2, 1, mean 2."""
    made = recipe(parts=("a", Part(name="b", weight=3, direction=-1)))
    columns = frame(a=[0, 5, 10, np.nan], b=[0, 2, 4, 1])
    figures = composite(made, columns)
    moved = contributions(made, figures.scaled)
    assert moved[:3].tolist() == [[-0.5, 1.5], [0, 0], [0.5, -1.5]]
    assert np.isnan(moved[3]).all()
    as_mean = replace(made, combine=Combine(method=CombineMethod.MEAN, rescale=Rescale.MINMAX))
    moved = contributions(as_mean, composite(as_mean, columns).scaled)
    assert moved[0].tolist() == [-0.25, 0.75]  # means 0.75, 0.5, 0.25 become 1, 0.5, 0
    geometric = replace(made, combine=Combine(method=CombineMethod.GEOMETRIC))
    with pytest.raises(CompositeError, match="Beiträge"):
        contributions(geometric, figures.scaled)


def test_parts_that_say_the_same_or_the_contrary_are_seen():
    columns = frame(a=[0, 0, 0, 10], b=[0, 0, 0, 5], c=[4, 4, 4, 0], d=[1, np.nan, 2, 3])
    checks = part_checks(recipe(parts=("a", "b", "c")), columns)
    assert checks.correlations[0] == pytest.approx([1, 1, -1])
    assert checks.double_counted == ((0, 1), (0, 2), (1, 2))
    assert checks.with_others[2] == pytest.approx(-1)
    assert np.isnan(checks.with_others[0])  # b and c cancel each other out
    assert checks.skewness[0] == pytest.approx(93.75 / 18.75**1.5)
    assert part_checks(recipe(parts=("d",)), columns).missing.tolist() == [0.25]


def test_one_part_left_out_moves_units_into_other_classes():
    """Sums 1, ⅓, ⅔, 1 around a median of ⅚; without b units 1 and 3, without a unit 4 change."""
    made = recipe(parts=("a", "b"), classes=MEDIAN)
    without_a, without_b = leave_one_out(made, frame(a=[0, 1, 2, 3], b=[3, 0, 0, 0]))
    assert without_a.part == "a"
    assert without_a.changed == (False, False, False, True)
    assert without_b.changed == (True, False, True, False)
    assert leave_one_out(recipe(parts=("a",)), frame(a=[0, 1])) == ()
    # a and b cancel each other out: without c there is no index
    against = (*parts_of("a", "c"), Part(name="b", direction=-1))
    left = leave_one_out(
        recipe("zscore", parts=against, classes=AROUND_MEAN),
        frame(a=[0, 1, 2], b=[0, 1, 2], c=[5, 1, 0]),
    )
    assert [each.part for each in left] == ["a", "b"]


def test_variants_say_how_often_a_unit_stays_in_its_class():
    """Mean 5 of 0, 1, 2, 17: only as percentiles (25, 50, 75, 100; mean 62.5) 2 is above it."""
    made = recipe("zscore", classes=AROUND_MEAN)
    columns = frame(a=[0, 1, 2, 17, np.nan])
    sure = stability(made, columns)
    assert sure.scalings == (ScaleMethod.ZSCORE, ScaleMethod.MINMAX, ScaleMethod.PERCENTILE)
    assert sure.same_class[[0, 1, 3]].tolist() == [1, 1, 1]
    assert sure.same_class[2] == pytest.approx(2 / 3, abs=0.05)
    assert (sure.low_rank[3], sure.high_rank[0]) == (1, 4)
    assert np.isnan(sure.same_class[4])
    assert stability(made, columns).same_class[2] == sure.same_class[2]


def test_weights_alone_vary_where_limits_are_in_the_unit_of_the_scaling():
    """Sums w_a and w_b around a limit of 1.1: weights from 0.75 to 1.25 are below it in 70 %."""
    fixed = Classes(method=ClassMethod.FIXED, breaks=(1.1,))
    made = recipe(parts=("a", "b"), classes=fixed)
    sure = stability(made, frame(a=[1, 0, 0], b=[0, 1, 0]))
    assert sure.scalings == (ScaleMethod.MINMAX,)
    assert sure.same_class[:2] == pytest.approx([0.7, 0.7], abs=0.04)
    assert sure.same_class[2] == 1
    without = stability(replace(made, classes=None), frame(a=[1, 0, 0], b=[0, 1, 0]))
    assert np.isnan(without.same_class).all()
    assert without.low_rank.tolist() == [1, 1, 3]
