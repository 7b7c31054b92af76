from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from atlas.errors import CompositeError
from atlas.measures.composite import composite
from atlas.model.recipes import (
    Cause,
    Classes,
    ClassMethod,
    Combine,
    CombineMethod,
    Exclude,
    Part,
    Recipe,
    Rescale,
    Scale,
    ScaleMethod,
    Transform,
)

SHARES_2014 = {  # methods.md 1.6 and Appendix A
    "Bergisch Gladbach": (14.7061, 1.6477, 1.5412),
    "Burscheid": (12.5250, 0.9765, 0.9135),
    "Kürten": (8.2133, -0.3503, -0.3276),
    "Leichlingen": (7.3285, -0.6225, -0.5823),
    "Odenthal": (3.0256, -1.9466, -1.8209),
    "Overath": (9.6725, 0.0988, 0.0924),
    "Rösrath": (9.5395, 0.0578, 0.0541),
    "Wermelskirchen": (9.8017, 0.1385, 0.1296),
}
SUM = Combine(method=CombineMethod.SUM)


def recipe(method="minmax", parts=("a",), combine=SUM, **more) -> Recipe:
    """A recipe of columns that are parts of weight 1, or of whole parts."""
    return Recipe(
        title="t",
        key="unit",
        parts=tuple(part if isinstance(part, Part) else Part(name=part) for part in parts),
        scale=more.pop("scale", Scale(method=ScaleMethod(method))),
        combine=combine,
        **more,
    )


def frame(**columns) -> pd.DataFrame:
    """Columns on the units u1, u2 …"""
    units = [f"u{number}" for number in range(1, len(next(iter(columns.values()))) + 1)]
    return pd.DataFrame(columns, index=units, dtype=float)


@pytest.mark.parametrize("ddof", [0, 1])
def test_z_values_with_the_deviation_of_a_population_and_of_a_sample(ddof):
    shares = pd.DataFrame({"a": [row[0] for row in SHARES_2014.values()]}, index=[*SHARES_2014])
    scale = Scale(method=ScaleMethod.ZSCORE, ddof=ddof)
    figures = composite(recipe(scale=scale), shares)
    expected = [row[1 + ddof] for row in SHARES_2014.values()]
    assert figures.scaled[:, 0] == pytest.approx(expected, abs=1e-4)
    assert figures.ranks == (1, 2, 6, 7, 8, 4, 5, 3)


def test_z_values_around_a_weighted_mean():
    # mean (1·0 + 3·4)/4 = 3, variance (1·9 + 3·1)/4 = 3
    scale = Scale(method=ScaleMethod.ZSCORE, center="w")
    figures = composite(recipe(scale=scale), frame(a=[0, 4], w=[1, 3]))
    assert figures.scaled[:, 0] == pytest.approx([-3 / 3**0.5, 1 / 3**0.5])


@pytest.mark.parametrize(
    ("method", "expected"),
    [
        ("minmax", [0, 0.25, 0.25, 1]),
        ("rank", [1, 2.5, 2.5, 4]),
        ("percentile", [25, 62.5, 62.5, 100]),
    ],
)
def test_scales(method, expected):
    assert composite(recipe(method), frame(a=[0, 1, 1, 4])).scaled[:, 0] == pytest.approx(expected)


def test_exponential_ranks_are_those_of_the_english_index():
    figures = composite(recipe("exponential"), frame(a=np.arange(32844.0)))
    scaled = figures.scaled[::-1, 0]  # the highest first
    assert scaled[[0, -1]] == pytest.approx([100, 0.000691], abs=1e-6)
    assert np.median(scaled) == pytest.approx(15.6475, abs=1e-3)
    assert scaled[3284] == pytest.approx(50.4328, abs=1e-2)


def test_exponential_ranks_ties_take_the_smallest_and_the_direction_counts():
    # by value × −1 the first two are highest and share rank 1, the third has 3 of 3
    low = Part(name="a", direction=-1)
    scaled = composite(recipe("exponential", [low]), frame(a=[2, 2, 5])).scaled[:, 0]
    last = -23 * np.log(1 - (1 - np.exp(-100 / 23)) / 3)
    assert scaled == pytest.approx([100, 100, last])


def test_parts_are_turned_scaled_and_then_weighted():
    parts = (Part(name="a", weight=3), Part(name="b", direction=-1))
    columns = frame(a=[0, 5, 10], b=[0, 2, 8])
    figures = composite(recipe(parts=parts), columns)
    assert figures.scaled[:, 1] == pytest.approx([1, 0.75, 0])  # unweighted
    assert figures.sums == pytest.approx([1, 2.25, 3])
    mean = composite(recipe(parts=parts, combine=Combine(method=CombineMethod.MEAN)), columns)
    assert mean.index == pytest.approx([0.25, 0.5625, 0.75])


def test_a_weighted_geometric_mean():
    parts = (Part(name="a", weight=3), Part(name="b", weight=1))
    geometric = Combine(method=CombineMethod.GEOMETRIC)
    figures = composite(recipe("rank", parts, geometric), frame(a=[1, 2], b=[9, 4]))
    assert figures.index == pytest.approx([2**0.25, 2**0.75])


def test_transforms_come_first():
    logarithm = Part(name="a", transform=Transform.LOG1P)
    scaled = composite(recipe(parts=[logarithm]), frame(a=[0, 1, 3])).scaled[:, 0]
    assert scaled == pytest.approx([0, 0.5, 1])
    cut = Part(name="a", transform=Transform.WINSORISE)  # 5 and 95 % of 0 … 20: 1 and 19
    scaled = composite(recipe(parts=[cut]), frame(a=np.arange(21.0))).scaled[:, 0]
    assert scaled[[0, 1, 10, 19, 20]] == pytest.approx([0, 0, 0.5, 1, 1])


@pytest.mark.parametrize(
    ("rescale", "ddof", "expected"),
    [("sd", 0, [-(1.5**0.5), 0, 1.5**0.5]), ("sd", 1, [-1, 0, 1]), ("minmax", 0, [0, 0.5, 1])],
)
def test_the_index_is_rescaled(rescale, ddof, expected):
    combine = Combine(method=CombineMethod.SUM, rescale=Rescale(rescale))
    scale = Scale(method=ScaleMethod.RANK, ddof=ddof)
    figures = composite(recipe(combine=combine, scale=scale), frame(a=[3, 6, 9]))
    assert figures.sums == pytest.approx([1, 2, 3])
    assert figures.index == pytest.approx(expected)


def test_excluded_units_have_no_figures_and_change_none():
    nan = float("nan")
    columns = frame(a=[0, 1, 4, 99, 99, nan], b=[0, 1, 4, 9, 9, 9], ew=[300, 400, 500, 299, 400, 9])
    exclude = Exclude(column="ew", below=300, units=("u5",))
    figures = composite(recipe(parts="ab", exclude=exclude), columns)
    assert [each and each.cause for each in figures.exclusions] == [
        *(None, None, None),
        *(Cause.SMALL, Cause.NAMED, Cause.SMALL),
    ]
    assert figures.index[:3] == pytest.approx([0, 0.5, 2])
    assert np.isnan(figures.index[3:]).all()
    assert figures.ranks == (3, 2, 1, 0, 0, 0)
    missing = composite(recipe(parts="ab"), columns).exclusions
    assert (missing[4], missing[5].cause, missing[5].column) == (None, Cause.MISSING, "a")


def classed(method, breaks, figures, combine=SUM) -> tuple[int, ...]:
    """Classes of figures that are scaled by rank: 1, 2, 3 …"""
    classes = Classes(method=ClassMethod(method), breaks=breaks)
    return composite(recipe("rank", combine=combine, classes=classes), frame(a=figures)).classes


def test_what_is_on_a_limit_belongs_to_the_class_below():
    assert classed("fixed", (1, 3), [1, 2, 3, 4]) == (1, 2, 2, 3)
    # quantiles of 1 … 5 at a half: 3
    assert classed("quantile", (0.5,), [1, 2, 3, 4, 5]) == (1, 1, 1, 2, 2)
    # of 1 … 4 at a third and two thirds: 2 and 3
    assert classed("quantile", (1 / 3, 2 / 3), [1, 2, 3, 4]) == (1, 1, 2, 3)


def test_at_one_deviation_below_the_mean_it_belongs_to_the_class_above():
    scale = Scale(method=ScaleMethod.MINMAX)
    classes = Classes(method=ClassMethod.SD, breaks=(-1, 1))
    # mean and deviation of 0, 0, 1, 1 are a half: all lie at one deviation
    figures = composite(recipe(scale=scale, classes=classes), frame(a=[0, 0, 1, 1]))
    assert figures.classes == (2, 2, 2, 2)
    other = replace(classes, breaks=(-1.0001, 0.9999))
    assert composite(recipe(scale=scale, classes=other), frame(a=[0, 0, 1, 1])).classes == (
        *(2, 2),
        *(3, 3),
    )


def test_a_fixed_year_shows_that_all_improve():
    before = frame(a=[0, 10, 20])
    better = before / 2
    scale = Scale(method=ScaleMethod.ZSCORE, base_year=2014)
    fixed = Classes(method=ClassMethod.FIXED, breaks=(0,))
    own = composite(recipe("zscore", classes=fixed), better)
    against = composite(recipe(scale=scale, classes=fixed), better, before)
    assert own.classes == (1, 1, 2)
    assert against.classes == (1, 1, 1)
    assert against.index == pytest.approx([-(1.5**0.5), -(1.5**0.5) / 2, 0])


@pytest.mark.parametrize(
    ("code", "made", "columns"),
    [
        ("few", recipe(), frame(a=[1])),
        ("few", recipe(), frame(a=[float("nan")] * 3)),
        ("few", recipe(exclude=Exclude(units=("u1", "u2"))), frame(a=[1, 2])),
        ("constant", recipe("zscore"), frame(a=[0.1, 0.1, 0.1])),
        ("log", recipe(parts=[Part(name="a", transform=Transform.LOG1P)]), frame(a=[-1, 2])),
        ("geometric", recipe(combine=Combine(method=CombineMethod.GEOMETRIC)), frame(a=[1, 2])),
        (
            "same_sums",
            recipe("zscore", "ab", Combine(method=CombineMethod.SUM, rescale=Rescale.SD)),
            frame(a=[1, 2, 4], b=[4, 3, 1]),
        ),
        (
            "center",
            recipe(scale=Scale(method=ScaleMethod.ZSCORE, center="w")),
            frame(a=[1, 2], w=[0, 0]),
        ),
    ],
)
def test_what_makes_no_index_is_a_german_sentence(code, made, columns):
    with pytest.raises(CompositeError, match=r"[A-ZÄÖÜ].*\.$") as refused:
        composite(made, columns)
    assert refused.value.code == code
