"""All methods of finding class limits, behind one function (methods 7.1 and 3; see `classify`)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from itertools import pairwise
from math import ceil, floor, log10
from statistics import median
from typing import Final

import jenkspy
import numpy as np
import numpy.typing as npt

from atlas.measures.cells import Floats
from atlas.measures.change_classes import change_steps
from atlas.measures.classes import (
    CROWDED,
    Classification,
    ClassingNote,
    Figures,
    all_equal,
    diverging_steps,
    equal_steps,
    single_class,
    usual_classes,
)
from atlas.measures.round_limits import (
    ROUND_STEPS,
    as_printed,
    round_step,
    rounded_outwards,
    roundest,
    tidy,
)
from atlas.model.classing import FEWEST_CLASSES, MOST_CLASSES, Classing, Method

STANDARD_SCORES: Final[Mapping[int, tuple[float, ...]]] = {
    3: (-1, 1),
    4: (-1, 1, 1.5),
    5: (-1.5, -0.5, 0.5, 1.5),
    6: (-2, -1, 0, 1, 2),
    7: (-2.5, -1.5, -0.5, 0.5, 1.5, 2.5),
}
"""Limits in standard deviations from the mean. Three and four classes are those of Berlin's
Monitoring Soziale Stadtentwicklung for changes and for values (methods 7.1)."""
MOST_FIGURES = 3000
"""Natural breaks take time with the square of the number of figures; more are thinned out."""
LEEWAY = 0.02
"""Part of an average class that may lie on the other side of a limit to make it rounder."""
MOST_OUTLIERS = 0.4
"""Part of the figures that may lie beyond the steps; with more they would be the bulk."""
WORTHWHILE = 0.03
"""Part of the figures by which the fullest class must shrink for less simple limits."""
FEWEST_FIGURES = 5
"""Among fewer figures none is far from all others."""
TAILS = (5.0, 95.0)
"""Percentiles that classes around the area's value span; the outer classes are open."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassingContext:
    """What classes depend on besides the figures.

    `units` is the number of units on the map, `decimals` that of the figures as printed.
    `zero` says that 0 has a meaning (changes, deviations, balances), `change` that the figures
    are changes, which hardly differ from 0 in a class of their own. `area` is the value of the
    whole area, None where it has none; `highest` is the largest number a figure can be.
    `by_year` holds the figures once more, year by year, where a classing should suit each year.
    """

    units: int
    decimals: int
    zero: bool = False
    change: bool = False
    area: float | None = None
    highest: float | None = None
    by_year: tuple[Floats, ...] = ()


def classify(values: Figures, classing: Classing, context: ClassingContext) -> Classification:
    """Find the classes of a map.

    Parameters
    ----------
    values
        Figures of all units in all years, without missing ones: one classing over all years,
        so that colours keep their meaning. They are those printed (`as_printed`) where a map is
        to agree with its table.
    classing
        Method, number of classes (clipped to 3 to 7) and, for MANUAL, the inner limits.
    context
        Number of units, decimals and centre.

    Returns
    -------
    Classification
        No more classes than wished, with a note where there are fewer; one class where all
        values are equal; none without values.
    """
    ordered = np.sort(np.asarray(values, dtype=float))
    classing = replace(classing, classes=_allowed(classing.classes))
    return _up_to(context.highest, _classified(ordered, classing, context))


def _classified(ordered: Floats, classing: Classing, context: ClassingContext) -> Classification:
    if classing.method is Method.EQUAL:
        return _equal(ordered, classing.classes, context)
    if not ordered.size:
        return Classification(limits=())
    if classing.method is Method.MANUAL:
        return _manual(ordered, classing.limits, context)
    if all_equal(ordered):
        return single_class(ordered, classing.classes)
    return _METHODS[classing.method](ordered, classing.classes, context)


def _up_to(highest: float | None, classification: Classification) -> Classification:
    """Let the classes end at the largest number a figure can be, none beyond it."""
    limits = classification.limits
    if highest is None or not limits or limits[-1] <= highest:
        return classification
    if limits[-2] < highest:
        return replace(classification, limits=(*limits[:-1], highest))
    if classification.only is None:
        return classification
    return replace(classification, limits=(2 * highest - limits[-1], highest))


def _equal(values: Floats, classes: int | None, context: ClassingContext) -> Classification:
    """Equal steps; figures far from most others don't push these into one class.

    Neither do those of an exceptional year push most units of all other years into one.
    """
    if context.change:
        return change_steps(values, context.units, context.decimals, classes)
    steps = diverging_steps if context.zero else equal_steps
    best = of_all = steps(values, context.units, classes, context.decimals)
    if len(values) < FEWEST_FIGURES or of_all.only is not None:
        return of_all
    nearest, removed = np.argsort(np.abs(values - np.median(values)), kind="stable"), 1
    largest = partial(_largest, values=values, by_year=context.by_year)
    while largest(best) >= CROWDED and removed <= len(values) * MOST_OUTLIERS:
        # in order, those nearest to the median lie side by side
        usual = nearest[: len(values) - removed]
        bulk = values[usual.min() : usual.max() + 1]
        opened = _opened(_limits_within(bulk, values, classes, context), values, context)
        if largest(opened) < largest(best) - WORTHWHILE:
            best = opened
        removed = ceil(removed * 1.5)
    return best


def _limits_within(
    bulk: Floats, values: Floats, classes: int | None, context: ClassingContext
) -> list[float]:
    """Limits between equal steps of the bulk of the figures, and 0 where it is a centre."""
    units, decimals = context.units, context.decimals
    if not context.zero:
        return list(equal_steps(bulk, units, classes, decimals).limits[1:-1])
    if bulk[0] < 0 < bulk[-1] or not values[0] < 0 <= values[-1]:
        return list(diverging_steps(bulk, units, classes, decimals).limits[1:-1])
    # the bulk lies on one side: 0 is a limit for the sake of the others, in place of the farthest
    inner = equal_steps(bulk, units, classes, decimals).limits[1:-1]
    return sorted({0.0, *sorted(inner, key=abs)[:-1]})


def _largest(classification: Classification, values: Floats, by_year: tuple[Floats, ...]) -> float:
    """Part of the figures in the fullest class, of all years or of a usual one if that is more."""
    parts = [
        float(np.bincount(classification.codes(figures)).max() / len(figures))
        for figures in (values, *by_year)
        if figures.size
    ]
    return max(parts[0], median(parts[1:] or parts))


def _opened(inner: list[float], values: Floats, context: ClassingContext) -> Classification:
    """Classes between these limits, the outer ones open to all figures."""
    low, high = rounded_outwards(float(values[0]), float(values[-1]), context.decimals)
    return Classification(
        limits=_closed(inner, low, high),
        centre=0.0 if context.zero else None,
        open_ended=bool(inner),
        note=ClassingNote.OUTLIERS,
    )


def _allowed(classes: int | None) -> int | None:
    return None if classes is None else min(max(classes, FEWEST_CLASSES), MOST_CLASSES)


def _quantiles(values: Floats, classes: int | None, context: ClassingContext) -> Classification:
    """Equally many figures per class, as far as ties permit."""
    number = usual_classes(context.units, classes)
    starts = _starts(values, context.decimals)[1:]
    shares = (len(values) * part / number for part in range(1, number))
    # the gap between two different figures that is nearest to the share
    gaps = {int(starts[np.abs(starts - share).argmin()]) for share in shares if starts.size}
    return _between(values, gaps, number, context)


def _natural(values: Floats, classes: int | None, context: ClassingContext) -> Classification:
    """Natural breaks (Jenks, Fisher): classes as homogeneous as possible."""
    requested = usual_classes(context.units, classes)
    starts = _starts(values, context.decimals)
    distinct = values[starts]
    number = min(requested, len(distinct))
    thinned = np.append(values[:: -(-len(values) // MOST_FIGURES)], values[-1])
    if len(np.unique(thinned)) < number:
        thinned = distinct
    breaks = jenkspy.jenks_breaks(thinned, number)[1:-1]
    # a break is the largest figure of its class
    following = np.searchsorted(starts, np.searchsorted(values, breaks, side="right"))
    gaps = {int(starts[position]) for position in following if position < len(starts)}
    return _between(values, gaps, requested, context)


def _starts(values: Floats, decimals: int) -> npt.NDArray[np.int64]:
    """Positions in the sorted figures at which the printed number changes, 0 first.

    No limit separates figures printed alike, and none needs more than one decimal more.
    """
    return np.flatnonzero(np.diff(as_printed(values, decimals), prepend=-np.inf) > 0)


def _between(
    values: Floats, gaps: set[int], requested: int, context: ClassingContext
) -> Classification:
    """Put a limit into each gap (before the figure at that position), as round as possible.

    No figure changes its class by that, or, among thousands, only a few next to the limit.
    """
    leeway = int(len(values) / requested * LEEWAY)
    inner = [
        roundest(float(values[max(gap - 1 - leeway, 0)]), float(values[gap + leeway]))
        for gap in sorted(gaps)
        if gap + leeway < len(values)
    ]
    low, high = rounded_outwards(float(values[0]), float(values[-1]), context.decimals)
    note = ClassingNote.FEW_FIGURES if len(inner) + 1 < requested else None
    return Classification(limits=_closed(sorted(set(inner)), low, high), note=note)


def _closed(inner: list[float], low: float, high: float) -> tuple[float, ...]:
    """Put the outer limits around the inner ones; they never fall together."""
    if not inner:
        return (low, high)
    width = min((b - a for a, b in pairwise(inner)), default=abs(inner[0]) or 1.0)
    first = low if low < inner[0] else inner[0] - width
    last = high if high > inner[-1] else inner[-1] + width
    return (first, *inner, last)


def _deviation(values: Floats, classes: int | None, context: ClassingContext) -> Classification:
    """Distances from the mean of the units in population standard deviations (÷ k)."""
    # Berlin has four classes for values and three for changes (methods 7.1)
    number = classes if classes is not None else 3 if context.zero else 4
    mean, spread = float(values.mean()), float(values.std())
    digits = context.decimals + 1
    while round(spread / 4, digits) == 0:
        digits += 1
    limits = [round(mean + score * spread, digits) for score in STANDARD_SCORES[number]]
    classification = _within(limits, round(mean, digits), values, context.decimals)
    return classification if classes is not None else replace(classification, note=None)


def _around(values: Floats, classes: int | None, context: ClassingContext) -> Classification:
    """Equally wide classes around the area's value, the outer ones open.

    As in the official yearbook of Rheinland-Pfalz (methods 7.1): an even number of classes has
    the area's value as a limit, an odd one as the middle of the middle class.
    """
    if context.area is None:
        steps = equal_steps(values, context.units, classes, context.decimals)
        return replace(steps, note=ClassingNote.NO_AREA)
    number = usual_classes(context.units, classes)
    low, high = np.percentile(values, TAILS)
    span = float(high - low) or float(values[-1] - values[0])
    whole = not context.decimals and span > number
    odd = number % 2
    # of an odd number half a step is round, since limits lie half a step beside the centre
    part = round_step(span / number / (1 + odd), whole=whole, steps=ROUND_STEPS)
    step = part * (1 + odd)
    digits = max(context.decimals, -floor(log10(part)))
    centre = round(float(context.area), digits)
    first = centre - step * (number - 2) / 2
    limits = [tidy(first + step * n, 10.0**-digits) for n in range(number - 1)]
    classification = _within(limits, centre, values, context.decimals)
    return classification if classes is not None else replace(classification, note=None)


def _within(limits: list[float], centre: float, values: Floats, decimals: int) -> Classification:
    """Leave out limits beyond which there is no figure; the outer classes are open."""
    lowest, highest = float(values[0]), float(values[-1])
    inner = [limit for limit in limits if lowest < limit <= highest]
    low, high = rounded_outwards(lowest, highest, decimals)
    return Classification(
        limits=_closed(inner, low, high),
        centre=centre,
        open_ended=bool(inner),
        note=ClassingNote.OUTSIDE if len(inner) < len(limits) else None,
    )


def _manual(values: Floats, inner: tuple[float, ...], context: ClassingContext) -> Classification:
    """Inner limits set by hand: all are kept, also around classes without figures."""
    limits = sorted(set(inner))
    low, high = rounded_outwards(float(values[0]), float(values[-1]), context.decimals)
    if not limits:
        return single_class(values) if all_equal(values) else Classification(limits=(low, high))
    centre = 0.0 if context.zero and 0 in limits else None
    return Classification(limits=_closed(limits, low, high), centre=centre, open_ended=True)


_METHODS: Final[
    Mapping[Method, Callable[[Floats, int | None, ClassingContext], Classification]]
] = {
    Method.QUANTILES: _quantiles,
    Method.NATURAL: _natural,
    Method.STANDARD_DEVIATION: _deviation,
    Method.AROUND_AREA: _around,
}
