"""All ways to find class limits, behind one door (methods 7.1 and 3; see `classify`)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from math import floor, log10
from typing import Final

import jenkspy
import numpy as np
import numpy.typing as npt

from atlas.measures.cells import Floats
from atlas.measures.classes import (
    Classification,
    Figures,
    Note,
    all_equal,
    diverging_steps,
    equal_steps,
    single_class,
    usual,
)
from atlas.measures.round_limits import NOISE, ROUND_STEPS, round_step, rounded_out, roundest, tidy
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
TAILS = (5.0, 95.0)
"""Percentiles between which classes around the area's value are laid; the outer ones are open."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassingContext:
    """What classes depend on besides the figures.

    `units` is the number of units on the map, `decimals` that of the figures as printed.
    `zero` says that 0 has a meaning (changes, deviations, balances), `area` is the value of
    the whole area, None where it has none.
    """

    units: int
    decimals: int
    zero: bool = False
    area: float | None = None


def classify(values: Figures, wish: Classing, setting: ClassingContext) -> Classification:
    """Find the classes of a map.

    Parameters
    ----------
    values
        Figures of all units in all years, without missing ones: one classing over all years,
        so that colours keep their meaning.
    wish
        Method, number of classes (brought into 3 to 7) and, for MANUAL, the inner limits.
    setting
        Number of units, decimals and centre.

    Returns
    -------
    Classification
        No more classes than wished, with a note where there are fewer; one class where all
        values are equal; none without values.
    """
    found = np.sort(np.asarray(values, dtype=float))
    wish = replace(wish, classes=_allowed(wish.classes))
    if wish.method is Method.EQUAL:
        return (diverging_steps if setting.zero else equal_steps)(
            found, setting.units, wish.classes
        )
    if not found.size:
        return Classification(limits=())
    if wish.method is Method.MANUAL:
        return _manual(found, wish.limits, setting)
    if all_equal(found):
        return single_class(found, wish.classes)
    return _METHODS[wish.method](found, wish.classes, setting)


def _allowed(classes: int | None) -> int | None:
    return None if classes is None else min(max(classes, FEWEST_CLASSES), MOST_CLASSES)


def _quantiles(values: Floats, classes: int | None, setting: ClassingContext) -> Classification:
    """Equally many figures per class, as far as ties permit."""
    number = usual(setting.units, classes)
    starts = _starts(values, setting.decimals)[1:]
    wanted = (len(values) * part / number for part in range(1, number))
    # the gap between two different figures that comes next to the share wanted
    gaps = {int(starts[np.abs(starts - share).argmin()]) for share in wanted if starts.size}
    return _between(values, gaps, number, setting)


def _natural(values: Floats, classes: int | None, setting: ClassingContext) -> Classification:
    """Natural breaks (Jenks, Fisher): classes as homogeneous as possible."""
    wished = usual(setting.units, classes)
    starts = _starts(values, setting.decimals)
    distinct = values[starts]
    number = min(wished, len(distinct))
    thinned = np.append(values[:: -(-len(values) // MOST_FIGURES)], values[-1])
    if len(np.unique(thinned)) < number:
        thinned = distinct
    breaks = jenkspy.jenks_breaks(thinned, number)[1:-1]
    # a break is the largest figure of its class
    following = np.searchsorted(starts, np.searchsorted(values, breaks, side="right"))
    gaps = {int(starts[place]) for place in following if place < len(starts)}
    return _between(values, gaps, wished, setting)


def _starts(values: Floats, decimals: int) -> npt.NDArray[np.int64]:
    """Places in the sorted figures where one begins that is printed differently, 0 first.

    No limit parts what looks the same, and none needs more than one decimal more.
    """
    scale = 10.0**decimals
    printed = np.sign(values) * np.floor(np.abs(values) * scale + 0.5 + NOISE)
    return np.flatnonzero(np.diff(printed, prepend=-np.inf) > 0)


def _between(
    values: Floats, gaps: set[int], wished: int, setting: ClassingContext
) -> Classification:
    """Put a limit into each gap (before the figure at this place), as round as may be.

    No figure changes its class by that, or, among thousands, only a few next to the limit.
    """
    leeway = int(len(values) / wished * LEEWAY)
    inner = [
        roundest(float(values[max(gap - 1 - leeway, 0)]), float(values[gap + leeway]))
        for gap in sorted(gaps)
        if gap + leeway < len(values)
    ]
    low, high = rounded_out(float(values[0]), float(values[-1]), setting.decimals)
    note = Note.FEW_FIGURES if len(inner) + 1 < wished else None
    return Classification(limits=_closed(sorted(set(inner)), low, high), note=note)


def _closed(inner: list[float], low: float, high: float) -> tuple[float, ...]:
    """Put the outer limits around the inner ones; they never fall together."""
    if not inner:
        return (low, high)
    width = min((b - a for a, b in pairwise(inner)), default=abs(inner[0]) or 1.0)
    first = low if low < inner[0] else inner[0] - width
    last = high if high > inner[-1] else inner[-1] + width
    return (first, *inner, last)


def _deviation(values: Floats, classes: int | None, setting: ClassingContext) -> Classification:
    """Distances from the mean of the units in population standard deviations (÷ k)."""
    # Berlin has four classes for values and three for changes (methods 7.1)
    number = classes if classes is not None else 3 if setting.zero else 4
    mean, spread = float(values.mean()), float(values.std())
    digits = setting.decimals + 1
    while round(spread / 4, digits) == 0:
        digits += 1
    limits = [round(mean + score * spread, digits) for score in STANDARD_SCORES[number]]
    found = _within(limits, round(mean, digits), values, setting.decimals)
    return found if classes is not None else replace(found, note=None)


def _around(values: Floats, classes: int | None, setting: ClassingContext) -> Classification:
    """Equally wide classes around the area's value, the outer ones open.

    As in the official yearbook of Rheinland-Pfalz (methods 7.1): an even number of classes has
    the area's value as a limit, an odd one as the middle of the middle class.
    """
    if setting.area is None:
        return replace(equal_steps(values, setting.units, classes), note=Note.NO_AREA)
    number = usual(setting.units, classes)
    low, high = np.percentile(values, TAILS)
    span = float(high - low) or float(values[-1] - values[0])
    whole = not setting.decimals and span > number
    odd = number % 2
    # of an odd number half a step is round, since limits lie half a step beside the centre
    part = round_step(span / number / (1 + odd), whole=whole, steps=ROUND_STEPS)
    step = part * (1 + odd)
    digits = max(setting.decimals, -floor(log10(part)))
    centre = round(float(setting.area), digits)
    first = centre - step * (number - 2) / 2
    limits = [tidy(first + step * place, 10.0**-digits) for place in range(number - 1)]
    found = _within(limits, centre, values, setting.decimals)
    return found if classes is not None else replace(found, note=None)


def _within(limits: list[float], centre: float, values: Floats, decimals: int) -> Classification:
    """Leave out limits beyond which there is no figure; the outer classes are open."""
    lowest, highest = float(values[0]), float(values[-1])
    inner = [limit for limit in limits if lowest < limit <= highest]
    low, high = rounded_out(lowest, highest, decimals)
    return Classification(
        limits=_closed(inner, low, high),
        centre=centre,
        open_ended=bool(inner),
        note=Note.OUTSIDE if len(inner) < len(limits) else None,
    )


def _manual(values: Floats, inner: tuple[float, ...], setting: ClassingContext) -> Classification:
    """Inner limits that somebody has set: they all stay, also around classes without figures."""
    limits = sorted(set(inner))
    low, high = rounded_out(float(values[0]), float(values[-1]), setting.decimals)
    if not limits:
        return single_class(values) if all_equal(values) else Classification(limits=(low, high))
    centre = 0.0 if setting.zero and 0 in limits else None
    return Classification(limits=_closed(limits, low, high), centre=centre, open_ended=True)


_METHODS: Final[
    Mapping[Method, Callable[[Floats, int | None, ClassingContext], Classification]]
] = {
    Method.QUANTILES: _quantiles,
    Method.NATURAL: _natural,
    Method.STANDARD_DEVIATION: _deviation,
    Method.AROUND_AREA: _around,
}
