"""Absolute numbers as proportional circles: the area of a circle is as large as the figure.

As a choropleth they would show little but the size of the units (methods 7.1).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from math import floor, log10
from typing import Final

import numpy as np

from atlas.measures.cells import Flags, Floats
from atlas.model.cells import State
from atlas.model.formulas import Total
from atlas.model.numbers import format_number
from atlas.model.scope import View
from atlas.model.specs import NO_CODE, CircleStep, LegendClass, UnitFigure
from atlas.views.map import colours
from atlas.views.map import texts as map_texts
from atlas.views.map.data import CodedLegend, Codes, MapData, Sign, signs_of

_LARGEST_BYTE: Final = 255
_TOPS: Final = (1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 8.0)
"""Round numbers for the largest circle of a legend, times a power of ten."""
_ROUND: Final = (1.0, 2.0, 5.0)
_SMALLER: Final = (0.45, 0.12)
"""How large the other circles of a legend are at most: their radii shrink in equal steps."""
_SLACK: Final = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class CircleLayout:
    """A map of circles: legend and codes, and per unit the radius in 255ths of the largest."""

    coded: CodedLegend
    sizes: Codes
    steps: tuple[CircleStep, ...]


def is_circles(data: MapData) -> bool:
    """Whether a map shows absolute numbers; balances may be negative and stay a choropleth."""
    total = isinstance(data.item.formula, Total) and data.scope.view is View.VALUE
    return total and not (data.grid.numbers < 0).any()


def circle_layout(data: MapData) -> CircleLayout:
    """Lay out circles and legend over all years.

    The largest circle stands for the largest figure of all years, so that a circle keeps its
    meaning when the year changes.
    """
    parts = _parts(data.grid.value, _largest(data))
    radii = np.sqrt(parts)
    # what is more than nothing is seen: at least one 255th of the largest radius
    sizes = np.where(parts > 0, np.maximum(1, np.rint(radii * _LARGEST_BYTE)), 0)
    return CircleLayout(
        coded=_coded(data), sizes=sizes.astype(np.uint8), steps=steps(_largest(data), data.decimals)
    )


def with_sizes(data: MapData, figures: Iterable[UnitFigure]) -> tuple[UnitFigure, ...]:
    """Give each figure the area of its circle, as a part of the largest of all years."""
    largest = _largest(data) or 1.0
    return tuple(replace(figure, size=(figure.value or 0.0) / largest) for figure in figures)


def steps(largest: float, decimals: int) -> tuple[CircleStep, ...]:
    """Choose three round numbers for the legend, the largest first.

    Parameters
    ----------
    largest
        The figure of the largest circle (size 1), 0 if there is none.
    decimals
        Digits of the figures; of whole ones the legend names no parts.
    """
    if largest <= 0:
        return ()
    top = _round_below(largest, _TOPS)
    least = 10.0**-decimals
    numbers = [top, *(_round_below(top * part, _ROUND) for part in _SMALLER)]
    return tuple(
        CircleStep(label=format_number(number, decimals), size=number / largest)
        for number in numbers
        if number >= least
    )


def _round_below(number: float, leading: tuple[float, ...]) -> float:
    """The largest of some leading digits times a power of ten that is not above a number."""
    power = 10.0 ** floor(log10(number) + _SLACK)
    return max(digit * power for digit in leading if digit * power <= number * (1 + _SLACK))


def _largest(data: MapData) -> float:
    values = data.grid.numbers
    return float(values.max()) if values.size else 0.0


def _parts(values: Floats, largest: float) -> Floats:
    """Figures as parts of the largest; 0 where there is none."""
    numbers = np.nan_to_num(values, nan=0.0)
    return np.asarray(numbers / largest if largest > 0 else np.zeros_like(numbers))


def _coded(data: MapData) -> CodedLegend:
    """One entry for the circles, one for uncertain ones, then the signs."""
    circle = LegendClass(label=map_texts.CIRCLE_CLASS, colour=colours.CIRCLE)
    limited = data.grid.state == State.LIMITED
    entries: list[tuple[LegendClass, Flags]] = [(circle, ~np.isnan(data.grid.value))]
    if limited.any():
        label = map_texts.LIMITED_CLASS.format(label=circle.label)
        entries.append((replace(circle, label=label, hatched=True), np.asarray(limited)))
    entries += _signs(data)
    codes = np.full(data.grid.value.shape, NO_CODE, dtype=np.uint8)
    for number, (_, where) in enumerate(entries):
        codes[where] = number
    return CodedLegend(legend=tuple(entry for entry, _ in entries), codes=codes)


def _signs(data: MapData) -> list[Sign]:
    """The usual signs; nothing has no circle, whether counted or computed."""
    nothing = (data.grid.value == 0) & (data.grid.state != State.LESS_THAN_HALF)
    zero = LegendClass(label=data.zero_label, colour=colours.NOBODY, sign=State.ZERO.sign)
    others = [(entry, where) for entry, where in signs_of(data) if entry.sign != zero.sign]
    return [(zero, np.asarray(nothing)), *others] if nothing.any() else others
