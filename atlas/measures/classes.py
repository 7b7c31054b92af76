"""Class limits for maps: round numbers, one classing over all years.

Colours keep their meaning when the year changes, because the limits come from the figures
of all years together (methods 7.1).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor, isclose, log10

FEW_UNITS = 12
"""Below this number of units a map has 3 or 4 classes, otherwise up to 5 (methods 7.1)."""
MOST_CLASSES = 5
NOISE = 1e-9
"""Differences below this part of a step or figure come from computing with floats."""
_ROUND_STEPS = (1.0, 2.0, 2.5, 3.0, 4.0, 5.0, 10.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Classification:
    """Limits in ascending order: class i reaches from limit i to below limit i + 1.

    The last class includes its upper limit. `diverging` says that 0 is a limit with a
    meaning. No limits: there was nothing to class.
    """

    limits: tuple[float, ...]
    diverging: bool = False

    @property
    def classes(self) -> int:
        """Number of classes."""
        return max(0, len(self.limits) - 1)

    def class_of(self, value: float) -> int:
        """Index of the class a value falls into; values outside go to the nearest class."""
        slack = NOISE * (self.limits[-1] - self.limits[0])
        above = sum(value >= limit - slack for limit in self.limits)
        return min(max(above - 1, 0), self.classes - 1)


def equal_steps(values: Sequence[float], units: int) -> Classification:
    """Divide the span of the values into equal classes with round limits.

    Parameters
    ----------
    values
        Figures of all units in all years, without missing ones.
    units
        Number of units on the map, which decides how many classes it gets.

    Returns
    -------
    Classification
        At most 4 classes below 12 units, at most 5 otherwise, at least 3 unless the values
        are few whole numbers; one class where all values are equal; none without values.
    """
    if not values:
        return Classification(limits=())
    low, high = min(values), max(values)
    whole = all(float(value).is_integer() for value in values)
    if isclose(low, high, rel_tol=NOISE, abs_tol=NOISE):
        return Classification(limits=_around(low, whole=whole))
    return Classification(limits=_round_limits(low, high, _most(units), whole=whole))


def diverging_steps(values: Sequence[float], units: int) -> Classification:
    """Divide the span of changes or deviations so that 0 is a limit.

    Parameters
    ----------
    values
        Changes or deviations of all units in all years, without missing ones.
    units
        Number of units on the map.

    Returns
    -------
    Classification
        As many classes as `equal_steps`; 0 itself lies in the class above it.
    """
    if not values:
        return Classification(limits=(), diverging=True)
    low, high = min(*values, 0.0), max(values)
    reach = max(-low, high)
    if reach <= NOISE:
        return Classification(limits=(-1.0, 0.0, 1.0), diverging=True)
    # no change is no decline: it needs a class above 0 even where nothing rises
    high = max(high, reach / 1e6) if high > -NOISE else 0.0
    whole = all(float(value).is_integer() for value in values)
    limits = _round_limits(low, high, _most(units), whole=whole)
    return Classification(limits=limits, diverging=True)


def _most(units: int) -> int:
    return MOST_CLASSES - 1 if units < FEW_UNITS else MOST_CLASSES


def _around(value: float, *, whole: bool) -> tuple[float, ...]:
    step = _round_step(abs(value) / 4, whole=whole) if abs(value) > NOISE else 1.0
    first = floor(value / step + NOISE)
    return _multiples(first, first + 1, step)


def _round_limits(low: float, high: float, most: int, *, whole: bool) -> tuple[float, ...]:
    step = _round_step((high - low) / most, whole=whole)
    while True:
        first, last = floor(low / step + NOISE), ceil(high / step - NOISE)
        if last - first <= most:
            # the whole numbers 0 and 1 would share the one class from 0 to 1
            return _multiples(first, max(last, first + 2), step)
        step = _round_step(step * 1.01, whole=whole)


def _round_step(raw: float, *, whole: bool) -> float:
    """Return the smallest round number (1, 2, 2.5, 3, 4, 5 · 10ⁿ) not below `raw`.

    Whole numbers get whole steps: nobody wants to read of 2.5 persons.
    """
    scale = 10.0 ** floor(log10(raw))
    steps = [step * (max(scale, 1.0) if whole else scale) for step in _ROUND_STEPS]
    return next(
        step for step in steps if step >= raw * (1 - NOISE) and (step.is_integer() or not whole)
    )


def _multiples(first: int, last: int, step: float) -> tuple[float, ...]:
    # rounded so that 3 · 0.1 is the limit 0.3 and not 0.30000000000000004
    digits = max(0, 2 - floor(log10(step)))
    return tuple(round(number * step, digits) for number in range(first, last + 1))
