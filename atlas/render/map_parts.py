"""What maps say on screen and on paper alike: notices, sources, the place of the area's value."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from atlas.model.figures import LegendClass, MapSpec, MapYear
from atlas.model.numbers import NARROW_SPACE, format_number
from atlas.render.delimited import source_lines
from atlas.render.look import OUTSIDE
from atlas.views import texts

WITHOUT_FIGURE: Final = LegendClass(label=texts.WITHOUT_FIGURE, colour=OUTSIDE)
"""The entry of shapes for which the table has no row."""


def kicker(spec: MapSpec, year: MapYear) -> str:
    """Say where, for which units and when."""
    return f"{spec.area} · {spec.level_plural} · {year.label}"


def notices(spec: MapSpec) -> tuple[str, ...]:
    """List what must not be overlooked."""
    said = ((spec.fictional, texts.FICTIONAL), (spec.schematic, texts.SCHEMATIC_NOTICE))
    return tuple(text for applies, text in said if applies)


def area_line(spec: MapSpec, year: MapYear) -> str:
    """Name the area's value with its unit, "" if there is none to show."""
    if not year.area_text:
        return ""
    return f"{spec.area_label} {year.area_text}{NARROW_SPACE}{spec.unit}".rstrip()


def area_mark(spec: MapSpec, year: MapYear) -> tuple[int, float] | None:
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


def in_ramp(entry: LegendClass) -> bool:
    """Whether an entry is a plain class of values, not one hatched or without value."""
    return not entry.sign and not entry.hatched


def count_text(count: int) -> str:
    """Write the number of units of a class, as in "(12)"."""
    return texts.LEGEND_COUNT.format(count=format_number(count, 0))


def source_entries(spec: MapSpec, year: MapYear) -> Iterator[tuple[str, str]]:
    """Yield label and text of all that stands below a map."""
    for label, text in source_lines(year.provenance):
        if text not in notices(spec):  # stands above the map already
            yield label, text
    if spec.method:
        yield texts.CLASSING, spec.method
