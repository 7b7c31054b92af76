"""The classes of a map in words and colours: which were wished, what they are called."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from math import ceil
from typing import Final

import numpy as np

from atlas.measures.cells import Floats
from atlas.measures.class_methods import ClassingContext, classify
from atlas.measures.classes import Classification, Note
from atlas.measures.round_limits import NOISE
from atlas.model.classing import Classing, Method, Palette
from atlas.model.indicators import Indicator
from atlas.model.numbers import format_number
from atlas.model.scope import Scope, View
from atlas.model.specs import Bin
from atlas.views import texts
from atlas.views.map import colours

FEWEST_BINS, MOST_BINS = 12, 24
"""Bars of the histogram beside a legend: more than classes, still to be told apart."""
_METHODS: Final[Mapping[Method, str]] = {
    Method.QUANTILES: texts.METHOD_QUANTILES,
    Method.NATURAL: texts.METHOD_NATURAL,
    Method.STANDARD_DEVIATION: texts.METHOD_DEVIATION,
    Method.AROUND_AREA: texts.METHOD_AROUND,
    Method.MANUAL: texts.METHOD_MANUAL,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaMark:
    """The whole area's value that classes may be placed around: name, year, number."""

    label: str
    year: int
    value: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Classes:
    """Classes with all that is said of them: one label and one colour each, from low to high."""

    found: Classification
    labels: tuple[str, ...]
    colours: tuple[str, ...]
    method: str
    histogram: tuple[Bin, ...]


def wish(scope: Scope, item: Indicator) -> Classing:
    """The classing of a scope: its own, else the one stored with the indicator, else the usual.

    What is stored is meant for the values, not for their changes and deviations.
    """
    if scope.classing is not None:
        return scope.classing
    stored = item.classing if scope.view is View.VALUE else None
    return stored or Classing()


def classes_of(
    values: Floats, wished: Classing, setting: ClassingContext, area: AreaMark | None = None
) -> Classes:
    """Class the figures of all years and put the classes into words and colours.

    Parameters
    ----------
    values
        Figures of all units in all years, without missing ones.
    wished
        The wish (see `wish`).
    setting
        Number of units, decimals, centre; `setting.area` is `area.value`.
    area
        Name and year of the area's value, for the sentence on the method.
    """
    found = classify(values, wished, setting)
    return Classes(
        found=found,
        labels=class_labels(found, setting.decimals),
        colours=class_colours(found, wished.palette),
        method=_method(found, wished, setting, area),
        histogram=histogram(values, found),
    )


def zero_matters(values: Floats, view: View) -> bool:
    """Whether 0 is a centre: for changes and deviations, and for values of both signs."""
    both_signs = bool(values.size) and values.min() < 0 < values.max()
    return view is not View.VALUE or bool(both_signs)


def class_labels(found: Classification, decimals: int) -> tuple[str, ...]:
    """Write the classes in words: "3,0 bis unter 6,0", the last one with its upper limit.

    Classes with open ends are "unter 4,6" and "8,6 und mehr" on the outside.
    """
    digits = _limit_decimals(found, decimals)
    limits = [format_number(limit, digits) for limit in found.limits]
    forms = [texts.CLASS_BELOW] * found.classes
    if forms:
        forms[-1] = texts.CLASS_LAST
    if found.open_ended:
        forms[0], forms[-1] = texts.CLASS_UNDER, texts.CLASS_FROM
    pairs = zip(forms, pairwise(limits), strict=True)
    return tuple(form.format(lower=lower, upper=upper) for form, (lower, upper) in pairs)


def _limit_decimals(found: Classification, decimals: int) -> int:
    """Digits the limits need to be told apart, at least those of the figures."""
    told = found.limits[1:-1] if found.open_ended else found.limits
    widths = [upper - lower for lower, upper in pairwise(told)]
    # a thousandth of a class is told by nobody: limits such as 1/3 need no sixteen digits
    digits, slack = decimals, min(widths, default=1.0) / 1000
    while any(abs(round(limit, digits) - limit) > slack for limit in told):
        digits += 1
    return digits


def class_colours(found: Classification, palette: Palette | None = None) -> tuple[str, ...]:
    """Colours of the classes from low to high.

    Two hues need a centre with a meaning: without one such a palette is not used. One hue may
    be wished for classes with a centre, too.
    """
    if not found.diverging or palette in colours.ONE_HUE:
        return colours.sequential(found.classes, palette)
    below, above = found.sides
    return colours.diverging(below, above, found.classes - below - above, palette)


def _method(
    found: Classification, wished: Classing, setting: ClassingContext, area: AreaMark | None
) -> str:
    """Name the method, and say why there are fewer classes than wished."""
    if not found.limits:
        return texts.METHOD_NONE
    centre = "" if found.centre is None else format_number(found.centre, setting.decimals)
    words = {"label": area.label if area else "", "year": area.year if area else ""}
    said = _form(found, wished).format(**words, value=centre, mean=centre)
    if found.note is None:
        return said
    note = texts.CLASS_NOTES[found.note].format(**words)
    return texts.METHOD_NOTED.format(method=said, note=note)


def _form(found: Classification, wished: Classing) -> str:
    """The sentence on the method that was used in the end."""
    manual = wished.method is Method.MANUAL
    if found.classes == 1 and not manual:
        return texts.METHOD_ONE
    unfit = found.note is Note.NO_AREA or (manual and not wished.limits)
    if unfit or wished.method is Method.EQUAL:
        return texts.METHOD_DIVERGING if found.diverging else texts.METHOD_EQUAL
    return _METHODS[wished.method]


def histogram(values: Floats, found: Classification) -> tuple[Bin, ...]:
    """Count the figures in equally wide bins that respect the class limits where they can.

    Parameters
    ----------
    values
        Figures of all units in all years, without missing ones.
    found
        Their classes. Where the limits lie on a common step, so do the bins; otherwise a few
        bins lie across a limit.

    Returns
    -------
    tuple of Bin
        12 to 24 bins from the lowest to the highest class; their counts sum up to the number
        of figures. None without classes.
    """
    if not found.classes:
        return ()
    edges = _edges(found)
    binned = replace(found, limits=edges)
    counts = np.bincount(binned.codes(values), minlength=len(edges) - 1)
    return tuple(
        Bin(lower=lower, upper=upper, count=int(count))
        for (lower, upper), count in zip(pairwise(edges), counts, strict=True)
    )


def _edges(found: Classification) -> tuple[float, ...]:
    """Edges of the bins: parts of the narrowest class, if they meet all other limits, too."""
    inner = found.limits[1:-1] or found.limits
    narrowest = min((b - a for a, b in pairwise(inner)), default=inner[0] - found.limits[0])
    span = found.limits[-1] - found.limits[0]
    for parts in range(1, MOST_BINS + 1):
        width = narrowest / parts
        if span / width > MOST_BINS + 1:
            break  # limits a hair apart would make millions of bins
        edges = _stepped(found.limits, inner[0], width)
        if FEWEST_BINS < len(edges) <= MOST_BINS + 1 and _meets(inner, width):
            return edges
    usual = (FEWEST_BINS + MOST_BINS) / 2
    return _stepped(found.limits, inner[0], span / usual)


def _stepped(limits: tuple[float, ...], start: float, width: float) -> tuple[float, ...]:
    """Steps of this width from a start both ways, until the outer limits are within."""
    below = ceil((start - limits[0]) / width - NOISE)
    above = ceil((limits[-1] - start) / width - NOISE)
    return tuple(start + width * place for place in range(-below, above + 1))


def _meets(limits: tuple[float, ...], width: float) -> bool:
    """Whether every limit lies on a multiple of the width from the first one on."""
    steps = [(limit - limits[0]) / width for limit in limits]
    return all(abs(step - round(step)) < NOISE * 100 for step in steps)
