"""What maps say on screen and on paper alike: notices, sources, the place of the area's value."""

from __future__ import annotations

from collections.abc import Iterator
from math import pi, sqrt
from typing import Final, NamedTuple

from atlas.model.areas import BorderOverlay
from atlas.model.numbers import format_number
from atlas.model.specs import LegendClass, MapColumn, MapSeries, MapSpec, MapYear
from atlas.render.look import OUTSIDE, RULE
from atlas.render.table.delimited import source_lines
from atlas.views import texts
from atlas.views.map import texts as map_texts

WITHOUT_FIGURE: Final = LegendClass(label=map_texts.WITHOUT_FIGURE, colour=OUTSIDE)
"""The entry of shapes for which the table has no row."""
GROUND: Final = LegendClass(label="", colour=OUTSIDE)
"""The look of a shape below a circle."""
_MOST_DIGITS: Final = 9
_COVERED: Final = 0.18
"""Part of the map that all circles together cover."""
_NARROWEST, _WIDEST = 0.008, 0.1
"""Radius of the largest circle as part of the map's shorter side: at least, at most."""


def largest_radius(spec: MapSpec, area: float, side: float) -> float:
    """Return the radius of a circle of size 1, in the unit of the map.

    The same for all years of a map, so that a circle keeps its meaning: in the year with the
    most, circles cover a fixed part of the `area` of all shapes, unless the largest would reach
    too far across the shorter `side` of the map or could hardly be seen.
    """
    covered = max((sum(f.size for f in year.figures) for year in spec.years), default=0.0)
    sizes = [sum((byte / 255) ** 2 for byte in column.sizes) for column in spec.columns]
    most = max(covered, *sizes, 0.0)
    if not most:
        return 0.0
    fitting = sqrt(_COVERED * area / (pi * most))
    return min(max(fitting, _NARROWEST * side), _WIDEST * side)


def kicker(spec: MapSpec, year: MapYear) -> str:
    """Say where, for which units and when."""
    return f"{spec.area} · {spec.level_plural} · {year.label}"


def notices(spec: MapSpec) -> tuple[str, ...]:
    """List what must not be overlooked."""
    said = ((spec.fictional, texts.FICTIONAL), (spec.schematic, map_texts.SCHEMATIC_NOTICE))
    return tuple(text for applies, text in said if applies)


def area_line(spec: MapSeries, year: MapYear) -> str:
    """Name the area's value, "" if there is none to show."""
    return f"{spec.area_label} {year.area_text}" if year.area_text else ""


def area_mark(spec: MapSeries, year: MapYear | MapColumn) -> tuple[int, float] | None:
    """Find the area's value in the legend: index of the entry, and how far through it (0 to 1).

    A value on a limit belongs to the class above; the last class holds its upper limit.
    """
    value = year.area_value
    if value is None or not year.area_text:
        return None
    for number, entry in reversed(list(enumerate(spec.legend))):
        low, high = entry.lower, entry.upper
        if low is None or high is None or not in_ramp(entry):
            continue
        if low <= value <= high:
            return number, (value - low) / (high - low)
    return None


def unit_line(spec: MapSpec) -> str:
    """Say what the figures are measured in and what they are related to."""
    said = (
        (spec.unit, texts.IN_UNIT.format(unit=spec.unit)),
        (spec.denominator, map_texts.RELATED_TO.format(denominator=spec.denominator)),
    )
    return "; ".join(text for value, text in said if value)


def class_limits(spec: MapSeries) -> tuple[float, ...]:
    """All limits of the classes, ascending."""
    ramp = [entry for entry in spec.legend if in_ramp(entry)]
    found = {limit for entry in ramp for limit in (entry.lower, entry.upper) if limit is not None}
    return tuple(sorted(found))


def inner_limits(spec: MapSeries) -> tuple[float, ...]:
    """Limits between the classes, ascending."""
    return class_limits(spec)[1:-1]


def limit_text(spec: MapSpec, limit: float) -> str:
    """Write a limit with the digits that the labels of the classes give it."""
    digits = spec.decimals
    # a thousandth of a class is told by nobody: limits such as 1/3 need no sixteen digits
    limits = class_limits(spec)
    slack = (limits[-1] - limits[0]) / 10_000
    # open classes end where the figures do, which needn't be round
    told = limits[1:-1] or limits
    while digits < _MOST_DIGITS and any(abs(round(x, digits) - x) > slack for x in told):
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
    return not entry.sign and not entry.hatched


def count_text(count: int) -> str:
    """Write the number of units of a class, as in "(12)"."""
    return map_texts.LEGEND_COUNT.format(count=format_number(count, 0))


def counts_line(spec: MapSeries, overlay: BorderOverlay | None) -> str:
    """Say what the numbers in brackets count, and what the strong lines on top are."""
    counted = map_texts.LEGEND_COUNTS.format(plural=spec.level_plural)
    borders = map_texts.COARSER_BORDERS.format(plural=overlay.title) if overlay else ""
    return "; ".join(part for part in (counted, borders) if part)


def source_entries(spec: MapSpec, year: MapYear) -> Iterator[tuple[str, str]]:
    """Yield label and text of all that stands below a map."""
    for label, text in source_lines(year.provenance):
        if text not in notices(spec):  # stands above the map already
            yield label, text
    if spec.method:
        yield map_texts.CLASSING, spec.method
