"""Values of larger regions to compare an area with."""

from __future__ import annotations

from atlas.atlas import Atlas
from atlas.model.indicators import ReferenceValue


def latest(atlas: Atlas, area_id: str, code: str, year: int) -> tuple[ReferenceValue, ...]:
    """Published values of an indicator up to a year, the newest of each region of an area.

    First the regions the area names, then those it has values of its own for; of two values of
    a year that of the area counts.
    """
    of_area = atlas.edition(area_id).references
    newest: dict[str, ReferenceValue] = {}
    for item in sorted(atlas.references(area_id), key=lambda item: item.year):
        if item.indicator == code and item.year <= year:
            newest[item.region] = item
    regions = dict.fromkeys((*atlas.area(area_id).regions, *(item.region for item in of_area)))
    return tuple(newest[region] for region in regions if region in newest)
