"""Where a delivery changes figures, as a small map."""

from __future__ import annotations

from bisect import bisect_right
from typing import Final

from atlas.checks.intake.difference import Difference
from atlas.model.areas import Area
from atlas.model.overview import SmallMap
from atlas.model.scope import Scope
from atlas.model.specs import NO_CODE, LegendClass, MapColumn, MapSeries
from atlas.views.desk import texts as words
from atlas.views.desk.tables import changed_cells
from atlas.views.map.colours import sequential

LIMITS: Final = (1, 2, 10)
"""From how many changed cells on a unit is in a class."""


def changed_map(area: Area, level_id: str, change: Difference, year: int) -> SmallMap | None:
    """Count the changed cells of each unit of a level; None where the level has no boundaries."""
    level = area.level(level_id)
    if level is None or (level.boundaries is None and not level.drawn_from):
        return None
    counts = changed_cells(change, level)
    units = tuple(dict.fromkeys(unit.id for unit in level.units))
    codes = bytes(
        bisect_right(LIMITS, counts[unit]) - 1 if unit in counts else NO_CODE for unit in units
    )
    labels = words.CHANGED_CLASSES
    legend = tuple(
        LegendClass(label=label, colour=colour)
        for label, colour in zip(labels, sequential(len(LIMITS)), strict=True)
    )
    column = MapColumn(
        year=year,
        label=str(year),
        codes=codes,
        counts=tuple(codes.count(code) for code in range(len(LIMITS))),
        area_value=None,
        area_text="",
    )
    series = MapSeries(
        title=words.CHANGED_MAP,
        area=area.name,
        level=level.name,
        level_plural=level.plural,
        unit=words.CELLS,
        decimals=0,
        legend=legend,
        area_label="",
        method="",
        schematic=False,
        fictional=area.fictional,
        units=units,
        columns=(column,),
    )
    classes = ", ".join(
        words.CLASS_COUNT.format(label=label, count=count)
        for label, count in zip(labels, column.counts, strict=True)
        if count
    )
    return SmallMap(
        title=words.CHANGED_MAP,
        alt=words.CHANGED_ALT.format(units=level.plural, classes=classes),
        unit_line="",
        series=series,
        scope=Scope(area=area.id, level=level.id, indicator=""),
    )
