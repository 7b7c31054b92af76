"""The classes of a map in words and colours: which were requested, what they are called."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from math import ceil
from typing import Final

import numpy as np

from atlas.measures.cells import Floats
from atlas.measures.class_methods import ClassingContext, classify
from atlas.measures.classes import Classification, ClassingNote
from atlas.measures.round_limits import NOISE
from atlas.model.classing import Classing, Method, Palette
from atlas.model.indicators import Indicator
from atlas.model.numbers import format_number
from atlas.model.scope import Scope, View
from atlas.model.specs import Bin
from atlas.views.map import colours
from atlas.views.map import texts as map_texts

FEWEST_BINS, MOST_BINS = 12, 24
"""Bars of the histogram beside a legend: more than classes, still to be told apart."""
_METHODS: Final[Mapping[Method, str]] = {
    Method.QUANTILES: map_texts.METHOD_QUANTILES,
    Method.NATURAL: map_texts.METHOD_NATURAL,
    Method.STANDARD_DEVIATION: map_texts.METHOD_DEVIATION,
    Method.AROUND_AREA: map_texts.METHOD_AROUND,
    Method.MANUAL: map_texts.METHOD_MANUAL,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaMark:
    """The whole area's value that classes may be placed around: name, year, number."""

    label: str
    year: int
    value: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Classes:
    """Classes with their description: one label and one colour each, from low to high."""

    classification: Classification
    labels: tuple[str, ...]
    colours: tuple[str, ...]
    method: str
    histogram: tuple[Bin, ...]


def requested_classing(scope: Scope, item: Indicator) -> Classing:
    """The classing of a scope: that chosen, else that stored with the indicator, else the usual.

    What is stored is meant for the values, not for their changes and deviations.
    """
    if scope.classing is not None:
        return scope.classing
    stored = item.classing if scope.view is View.VALUE else None
    return stored or Classing()


def classes_of(
    values: Floats, requested: Classing, context: ClassingContext, area: AreaMark | None = None
) -> Classes:
    """Class the figures of all years and put the classes into words and colours.

    Parameters
    ----------
    values
        Figures of all units in all years as they are printed, without missing ones.
    requested
        The classing asked for (see `requested_classing`).
    context
        Number of units, decimals, centre; `context.area` is `area.value`.
    area
        Name and year of the area's value, for the sentence on the method.
    """
    classification = classify(values, requested, context)
    return Classes(
        classification=classification,
        labels=class_labels(classification, context.decimals, change=context.change),
        colours=class_colours(classification, requested.palette),
        method=_method(classification, requested, context, area),
        histogram=histogram(values, classification),
    )


def zero_matters(values: Floats, view: View) -> bool:
    """Whether 0 is a centre: for changes and deviations, and for values of both signs."""
    both_signs = bool(values.size) and values.min() < 0 < values.max()
    return view is not View.VALUE or bool(both_signs)


def class_labels(
    classification: Classification, decimals: int, *, change: bool = False
) -> tuple[str, ...]:
    """Write the classes in words: "3,0 bis unter 6,0", the last one with its upper limit.

    Classes with open ends are "unter 4,6" and "8,6 und mehr" on the outside. Of `change` the class
    around 0 says that hardly anything did.
    """
    if classification.only is not None:
        return (format_number(classification.only, decimals),)
    digits = _limit_decimals(classification, decimals)
    limits = [format_number(limit, digits) for limit in classification.limits]
    templates = [map_texts.CLASS_BELOW] * classification.classes
    if templates:
        templates[-1] = map_texts.CLASS_LAST
    if classification.open_ended:
        templates[0], templates[-1] = map_texts.CLASS_UNDER, map_texts.CLASS_FROM
    if change and (around := _around_zero(classification)) is not None:
        templates[around] = map_texts.CLASS_UNCHANGED
    pairs = zip(templates, pairwise(limits), strict=True)
    return tuple(template.format(lower=lower, upper=upper) for template, (lower, upper) in pairs)


def _around_zero(classification: Classification) -> int | None:
    """Index of the class that reaches as far below 0 as above it, None if there is none."""
    pairs = pairwise(classification.limits)
    slack = NOISE * sum(map(abs, classification.limits))
    around = (n for n, (a, b) in enumerate(pairs) if a < 0 < b and abs(a + b) <= slack)
    return next(around, None)


def _limit_decimals(classification: Classification, decimals: int) -> int:
    """Digits needed to tell the limits apart, at least those of the figures."""
    labelled = classification.limits[1:-1] if classification.open_ended else classification.limits
    widths = [upper - lower for lower, upper in pairwise(labelled)]
    # nobody tells a thousandth of a class apart: limits such as 1/3 need no sixteen digits
    digits, slack = decimals, min(widths, default=1.0) / 1000
    while any(abs(round(limit, digits) - limit) > slack for limit in labelled):
        digits += 1
    return digits


def class_colours(
    classification: Classification, palette: Palette | None = None
) -> tuple[str, ...]:
    """Colours of the classes from low to high.

    Two hues need a centre with a meaning: without one such a palette is not used. One hue may
    be requested for classes with a centre, too.
    """
    if not classification.diverging or palette in colours.ONE_HUE:
        return colours.sequential(classification.classes, palette)
    below, above = classification.sides
    return colours.diverging(below, above, classification.classes - below - above, palette)


def _method(
    classification: Classification,
    requested: Classing,
    context: ClassingContext,
    area: AreaMark | None,
) -> str:
    """Name the method, and say why there are fewer classes than requested."""
    if not classification.limits:
        return map_texts.METHOD_NONE
    centre = (
        ""
        if classification.centre is None
        else format_number(classification.centre, context.decimals)
    )
    fields = {"label": area.label if area else "", "year": area.year if area else ""}
    sentence = _method_template(classification, requested, context).format(
        **fields, value=centre, mean=centre
    )
    if classification.note is None:
        return sentence
    note = map_texts.CLASS_NOTES[classification.note].format(**fields)
    return map_texts.METHOD_NOTED.format(method=sentence, note=note)


def _method_template(
    classification: Classification, requested: Classing, context: ClassingContext
) -> str:
    """The sentence on the method that was used in the end."""
    manual, one = requested.method is Method.MANUAL, classification.classes == 1
    if requested.method is Method.EQUAL and context.change:
        return map_texts.METHOD_UNCHANGED if one else map_texts.METHOD_CHANGE
    if one and not manual:
        return map_texts.METHOD_ONE
    impossible = classification.note is ClassingNote.NO_AREA or (manual and not requested.limits)
    if impossible or requested.method is Method.EQUAL:
        return map_texts.METHOD_DIVERGING if classification.diverging else map_texts.METHOD_EQUAL
    return _METHODS[requested.method]


def histogram(values: Floats, classification: Classification) -> tuple[Bin, ...]:
    """Count the figures in equally wide bins that respect the class limits where they can.

    Parameters
    ----------
    values
        Figures of all units in all years, without missing ones.
    classification
        Their classes. Where the limits lie on a common step, so do the bins; otherwise a few
        bins lie across a limit.

    Returns
    -------
    tuple of Bin
        12 to 24 bins from the lowest to the highest class; their counts sum up to the number
        of figures. None without classes. Open classes are cut where they reach further than all
        others together: the outer bins hold what lies beyond.
    """
    if not classification.classes:
        return ()
    edges = _edges(classification)
    binned = replace(classification, limits=edges)
    counts = np.bincount(binned.codes(values), minlength=len(edges) - 1)
    return tuple(
        Bin(lower=lower, upper=upper, count=int(count))
        for (lower, upper), count in zip(pairwise(edges), counts, strict=True)
    )


def _edges(classification: Classification) -> tuple[float, ...]:
    """Edges of the bins: parts of the narrowest class, if they meet all other limits, too."""
    limits = _cut(classification)
    inner = limits[1:-1] or limits
    narrowest = min((b - a for a, b in pairwise(inner)), default=inner[0] - limits[0])
    span = limits[-1] - limits[0]
    for parts in range(1, MOST_BINS + 1):
        width = narrowest / parts
        if span / width > MOST_BINS + 1:
            break  # limits a hair apart would make millions of bins
        edges = _stepped(limits, inner[0], width)
        if FEWEST_BINS < len(edges) <= MOST_BINS + 1 and _meets(inner, width):
            return edges
    usual = (FEWEST_BINS + MOST_BINS) / 2
    return _stepped(limits, inner[0], span / usual)


def _cut(classification: Classification) -> tuple[float, ...]:
    """The limits, the outer ones no farther off than those between the classes are apart."""
    first, *inner, last = classification.limits
    reach = inner[-1] - inner[0] if inner else 0.0
    if not classification.open_ended or not reach:
        return classification.limits
    return max(first, inner[0] - reach), *inner, min(last, inner[-1] + reach)


def _stepped(limits: tuple[float, ...], start: float, width: float) -> tuple[float, ...]:
    """Steps of this width from a start both ways, until the outer limits are within."""
    below = ceil((start - limits[0]) / width - NOISE)
    above = ceil((limits[-1] - start) / width - NOISE)
    return tuple(start + width * step for step in range(-below, above + 1))


def _meets(limits: tuple[float, ...], width: float) -> bool:
    """Whether every limit lies on a multiple of the width from the first one on."""
    steps = [(limit - limits[0]) / width for limit in limits]
    return all(abs(step - round(step)) < NOISE * 100 for step in steps)
