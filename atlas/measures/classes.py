"""Class limits for maps: round numbers, one classing over all years.

Colours keep their meaning when the year changes, because the limits come from the figures
of all years together (methods 7.1).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from math import ceil, floor, isclose
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from atlas.measures.cells import Floats
from atlas.measures.round_limits import FINER_STEPS, NOISE, ROUND_STEPS, multiples, round_step

FEW_UNITS = 12
"""Below this number of units a map has 3 or 4 classes, otherwise up to 5 (methods 7.1)."""
USUAL_CLASSES = 5
CROWDED = 0.6
"""Part of the figures that makes a class too full to tell its units apart."""
Figures: TypeAlias = Sequence[float] | Floats


class ClassingNote(StrEnum):
    """Why the classes differ from those requested."""

    FEW_FIGURES = "few_figures"
    """Too few different figures: no limit separates ties."""
    ROUND = "round"
    """As many classes as requested would need limits that aren't round."""
    OUTSIDE = "outside"
    """Some limits lie where no figure is."""
    OUTLIERS = "outliers"
    """Figures far from most others lie in the outer classes, which are open."""
    NO_AREA = "no_area"
    """There is no value of the area to place classes around."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Classification:
    """Limits in ascending order: class i reaches from limit i to below limit i + 1.

    The last class includes its upper limit. No limits: there was nothing to class. `centre`
    is a value with a meaning (no change, the area's value), None where classes only go from
    low to high; it is a limit or lies in the middle class. `open_ended` says that the first
    class means "below" its upper limit and the last "from" its lower limit on, whatever the
    outer limits are. `note` says why the classes differ from those requested. `only` is the one
    value all figures have, None where they differ.
    """

    limits: tuple[float, ...]
    centre: float | None = None
    open_ended: bool = False
    note: ClassingNote | None = None
    only: float | None = None

    @property
    def classes(self) -> int:
        """Number of classes."""
        return max(0, len(self.limits) - 1)

    @property
    def diverging(self) -> bool:
        """Whether the classes have a centre with a meaning."""
        return self.centre is not None

    @property
    def sides(self) -> tuple[int, int]:
        """Numbers of classes below and above the centre; a class around it is in neither."""
        if self.centre is None or not self.limits:
            return 0, 0
        slack = self._slack
        below = sum(limit <= self.centre + slack for limit in self.limits[1:])
        above = sum(limit >= self.centre - slack for limit in self.limits[:-1])
        return below, above

    @property
    def _slack(self) -> float:
        return NOISE * (self.limits[-1] - self.limits[0])

    def codes(self, values: Floats) -> npt.NDArray[np.int64]:
        """Index of the class each value falls into; values outside go to the nearest class."""
        bounds = np.asarray(self.limits) - self._slack
        above = np.searchsorted(bounds, values, side="right")
        return np.asarray(np.clip(above - 1, 0, self.classes - 1), dtype=np.int64)

    def class_of(self, value: float) -> int:
        """Index of the class a value falls into; see `codes`."""
        return int(self.codes(np.array([value]))[0])


def equal_steps(
    values: Figures, units: int, classes: int | None = None, decimals: int = 0
) -> Classification:
    """Divide the span of the values into equal classes with round limits.

    Parameters
    ----------
    values
        Figures of all units in all years, without missing ones.
    units
        Number of units on the map, which decides how many classes it gets.
    classes
        Number of classes requested, None for what suits the number of units.
    decimals
        Decimals the figures are printed with: if they are rounded to them, so are the limits.

    Returns
    -------
    Classification
        At most 4 classes below 12 units, at most 5 otherwise, at least 3 unless the values
        are few whole numbers; one class where all values are equal; none without values.
        A requested number is met where round limits allow it, and never exceeded.
    """
    figures = np.asarray(values, dtype=float)
    if not figures.size:
        return Classification(limits=())
    low, high = float(figures.min()), float(figures.max())
    if all_equal(figures):
        return single_class(figures, classes)
    return _stepped(
        (low, high),
        usual_classes(units, classes),
        finest_step(figures, decimals),
        requested=classes is not None,
    )


def diverging_steps(
    values: Figures, units: int, classes: int | None = None, decimals: int = 0
) -> Classification:
    """Divide the span of deviations or balances so that 0 is a limit.

    Parameters
    ----------
    values
        Deviations or balances of all units in all years, without missing ones.
    units
        Number of units on the map.
    classes
        Number of classes requested, None for what suits the number of units.
    decimals
        See `equal_steps`.

    Returns
    -------
    Classification
        As many classes as `equal_steps`; 0 itself lies in the class above it.
    """
    figures = np.asarray(values, dtype=float)
    if not figures.size:
        return Classification(limits=(), centre=0.0)
    low, high = min(float(figures.min()), 0.0), float(figures.max())
    reach = max(-low, high)
    if reach <= NOISE:
        note = ClassingNote.FEW_FIGURES if classes else None
        return Classification(limits=(-1.0, 0.0, 1.0), centre=0.0, note=note)
    # no change is no decline: it needs a class above 0 even where nothing rises
    high = max(high, reach / 1e6) if high > -NOISE else 0.0
    steps = _stepped(
        (low, high),
        usual_classes(units, classes),
        finest_step(figures, decimals),
        requested=classes is not None,
    )
    return replace(steps, centre=0.0)


def usual_classes(units: int, classes: int | None = None) -> int:
    """Largest number of classes: the requested one, or what suits that many units."""
    if classes is not None:
        return classes
    return USUAL_CLASSES - 1 if units < FEW_UNITS else USUAL_CLASSES


def all_equal(values: Floats) -> bool:
    """Whether figures differ by no more than the noise of computing with floats."""
    return isclose(float(values.min()), float(values.max()), rel_tol=NOISE, abs_tol=NOISE)


def single_class(values: Floats, classes: int | None = None) -> Classification:
    """The one class of figures that are all equal."""
    only = float(values.min())
    note = ClassingNote.FEW_FIGURES if classes else None
    return Classification(limits=_around(only, whole=_whole(values)), note=note, only=only)


def _stepped(
    span: tuple[float, float], most: int, finest: float | None, *, requested: bool
) -> Classification:
    """Divide a span into at most so many classes; a requested number is worth less round steps."""
    limits = _round_limits(span, most, ROUND_STEPS, finest)
    if not requested or len(limits) > most:
        return Classification(limits=limits)
    limits = max(limits, _round_limits(span, most, FINER_STEPS, finest), key=len)
    if len(limits) > most:
        return Classification(limits=limits)
    few = finest is not None and isclose(limits[1] - limits[0], finest)
    return Classification(
        limits=limits, note=ClassingNote.FEW_FIGURES if few else ClassingNote.ROUND
    )


def finest_step(values: Floats, decimals: int) -> float | None:
    """Smallest step of limits: 1 between whole numbers, one unit of the last decimal printed.

    None where figures have more decimals than that: their limits may, too.
    """
    if _whole(values):
        return 1.0
    scale = 10.0**decimals
    return 1 / scale if (values == np.rint(values * scale) / scale).all() else None


def _whole(values: Floats) -> bool:
    return bool((values == np.floor(values)).all())


def _around(value: float, *, whole: bool) -> tuple[float, ...]:
    step = round_step(abs(value) / 4, whole=whole) if abs(value) > NOISE else 1.0
    first = floor(value / step + NOISE)
    return multiples(first, first + 1, step)


def _round_limits(
    span: tuple[float, float], most: int, steps: Sequence[float], finest: float | None
) -> tuple[float, ...]:
    # in units of the finest step all limits are whole numbers
    unit, whole = finest or 1.0, finest is not None
    low, high = span[0] / unit, span[1] / unit
    step = round_step((high - low) / most, whole=whole, steps=steps)
    while True:
        first, last = floor(low / step + NOISE), ceil(high / step - NOISE)
        if last - first <= most:
            # the whole numbers 0 and 1 would share the one class from 0 to 1
            return multiples(first, max(last, first + 2), step * unit)
        step = round_step(step * 1.01, whole=whole, steps=steps)
