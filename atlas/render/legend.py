"""What the legend of a map holds in every form: entries, limits, counts, the area's value."""

from __future__ import annotations

from typing import Final, NamedTuple

from atlas.model.areas import BorderOverlay
from atlas.model.numbers import format_number, rounded
from atlas.model.specs import LegendClass, MapColumn, MapSeries, MapSpec, MapYear
from atlas.render.colours import GROUND, OUTSIDE, RULE
from atlas.views import texts
from atlas.views.map import texts as map_texts
from atlas.views.plurals import weak

WITHOUT_FIGURE: Final = LegendClass(label=map_texts.WITHOUT_FIGURE, colour=OUTSIDE)
"""The entry of shapes for which the table has no row."""
WHOLE_AREA: Final = LegendClass(label=map_texts.GROUND, colour=GROUND)
"""What lies below custom areas; a legend says it in its line of counts."""
_MOST_DIGITS: Final = 9


def area_line(spec: MapSeries, year: MapYear) -> str:
    """Name the area's value, "" if there is none to show."""
    return f"{spec.area_label} {year.area_text}" if year.area_text else ""


def area_position(spec: MapSeries, year: MapYear | MapColumn) -> tuple[int, float] | None:
    """Locate the area's value in the legend: index of the entry, and how far through it (0 to 1).

    A value on a limit belongs to the class above; the last class holds its upper limit.
    """
    if year.area_value is None or not year.area_text:
        return None
    value = float(rounded(year.area_value, spec.decimals))
    for number, entry in reversed(list(enumerate(spec.legend))):
        low, high = entry.lower, entry.upper
        if low is None or high is None or not in_ramp(entry):
            continue
        if low <= value <= high:
            return number, (value - low) / (high - low)
    return None


def unit_line(spec: MapSpec) -> str:
    """Say in which unit the figures are and what they are related to."""
    parts = (
        (spec.unit, texts.IN_UNIT.format(unit=spec.unit)),
        (spec.denominator, map_texts.RELATED_TO.format(denominator=spec.denominator)),
    )
    return "; ".join(text for value, text in parts if value)


def class_limits(spec: MapSeries) -> tuple[float, ...]:
    """All limits of the classes, ascending."""
    ramp = [entry for entry in spec.legend if in_ramp(entry)]
    limits = {limit for entry in ramp for limit in (entry.lower, entry.upper) if limit is not None}
    return tuple(sorted(limits))


def inner_limits(spec: MapSeries) -> tuple[float, ...]:
    """Limits between the classes, ascending."""
    return class_limits(spec)[1:-1]


def limit_text(spec: MapSpec, limit: float) -> str:
    """Write a limit with the digits that the labels of the classes give it."""
    digits = spec.decimals
    # nobody can tell a thousandth of a class: limits such as 1/3 need no sixteen digits
    limits = class_limits(spec)
    slack = (limits[-1] - limits[0]) / 10_000
    # open classes end where the figures do, which needn't be round
    written = limits[1:-1] or limits
    while digits < _MOST_DIGITS and any(abs(round(x, digits) - x) > slack for x in written):
        digits += 1
    return format_number(limit, digits)


class Bar(NamedTuple):
    """A bar of the histogram: left and right edge and height as parts of 1, and its colour."""

    left: float
    right: float
    height: float
    colour: str


def bars(spec: MapSpec) -> tuple[Bar, ...]:
    """Lay out the histogram of all years, its bars in the colours of their classes."""
    if not spec.histogram:
        return ()
    low = spec.histogram[0].lower
    span = spec.histogram[-1].upper - low
    most = max(item.count for item in spec.histogram) or 1
    return tuple(
        Bar(
            left=(item.lower - low) / span,
            right=(item.upper - low) / span,
            height=item.count / most,
            colour=_colour(spec, (item.lower + item.upper) / 2),
        )
        for item in spec.histogram
    )


def _colour(spec: MapSpec, value: float) -> str:
    """Colour of the class a value falls into; beyond all limits that of the last one."""
    classes = [entry for entry in spec.legend if in_ramp(entry)]
    holding = (e.colour for e in classes if e.upper is not None and value <= e.upper)
    return next(holding, classes[-1].colour if classes else RULE)


def in_ramp(entry: LegendClass) -> bool:
    """Whether an entry is a plain class of values, not one hatched or without value."""
    return entry.is_class


def count_text(*counts: int) -> str:
    """Write the number of units of a class, as in "(12)", of two maps as in "(12 | 9)"."""
    numbers = map_texts.PAIR.join(format_number(count, 0) for count in counts)
    return map_texts.LEGEND_COUNT.format(count=numbers) if counts else ""


def counts_line(spec: MapSeries, overlay: BorderOverlay | None, *, ground: bool) -> str:
    """Say what the numbers in brackets count, what the strong lines on top are, and the ground."""
    counts = map_texts.LEGEND_COUNTS.format(plural=weak(spec.level_plural))
    borders = map_texts.COARSER_BORDERS.format(plural=overlay.title) if overlay else ""
    below = map_texts.GROUND_BELOW if ground else ""
    return "; ".join(part for part in (counts, borders, below) if part)
