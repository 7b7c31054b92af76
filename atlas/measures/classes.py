"""Class limits for maps: round numbers, one classing over all years.

Colours keep their meaning when the year changes, because the limits come from the figures
of all years together (methods 7.1).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor, isclose, log10

FEW_UNITS = 12
"""Below this number of units a map has 3 or 4 classes, otherwise 5 (methods 7.1)."""
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
        above = sum(value >= limit or isclose(value, limit) for limit in self.limits)
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
        At most 4 classes below 12 units, at most 5 otherwise; one class where all values
        are equal; none without values.
    """
    if not values:
        return Classification(limits=())
    low, high = min(values), max(values)
    most = 4 if units < FEW_UNITS else 5
    if isclose(low, high):
        return Classification(limits=_around(low))
    return Classification(limits=_round_limits(low, high, most))


def diverging_steps(values: Sequence[float], units: int) -> Classification:
    """Divide the span of changes or deviations so that 0 is a limit.

    Parameters
    ----------
    values
        Changes or deviations of all units in all years, without missing ones.
    units
        Number of units on the map.
    """
    if not values:
        return Classification(limits=(), diverging=True)
    reach = max(abs(value) for value in values)
    if reach == 0:
        return Classification(limits=(-1.0, 0.0, 1.0), diverging=True)
    step = _round_step(reach / (2 if units < FEW_UNITS else 3))
    first, last = floor(min(values) / step), ceil(max(values) / step)
    limits = _multiples(min(first, 0), max(last, 0), step)
    return Classification(limits=limits, diverging=True)


def _around(value: float) -> tuple[float, ...]:
    step = _round_step(abs(value) / 4) if value else 1.0
    first = floor(value / step)
    return _multiples(first, first + 1, step)


def _round_limits(low: float, high: float, most: int) -> tuple[float, ...]:
    step = _round_step((high - low) / most)
    while True:
        first, last = floor(low / step), ceil(high / step)
        if last - first <= most:
            return _multiples(first, last, step)
        step = _round_step(step * 1.01)


def _round_step(raw: float) -> float:
    """Return the smallest round number (1, 2, 2.5, 3, 4, 5 · 10ⁿ) not below `raw`."""
    scale = 10.0 ** floor(log10(raw))
    return next(step * scale for step in _ROUND_STEPS if step * scale >= raw * (1 - 1e-9))


def _multiples(first: int, last: int, step: float) -> tuple[float, ...]:
    # rounded so that 3 · 0.1 is the limit 0.3 and not 0.30000000000000004
    digits = max(0, 2 - floor(log10(step)))
    return tuple(round(number * step, digits) for number in range(first, last + 1))
