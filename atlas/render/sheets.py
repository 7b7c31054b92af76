"""What a map of an area bears on paper beside its spec: logo, and borders of the coarser level."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from atlas.atlas import Atlas
from atlas.errors import BoundaryError
from atlas.render.paper import Paper
from atlas.render.print_sheet import Sheet

if TYPE_CHECKING:
    from geopandas import GeoDataFrame


def sheet_for(
    atlas: Atlas, area_id: str, level_id: str, paper: Paper, created: date | None = None
) -> Sheet:
    """Gather what the area prints on every map of a level."""
    area = atlas.area(area_id)
    logo = atlas.folder / "districts" / area_id / area.logo
    return Sheet(
        paper=paper,
        created=created,
        logo=logo.read_bytes() if area.logo else b"",
        coarser=_coarser(atlas, area_id, level_id),
    )


def _coarser(atlas: Atlas, area_id: str, level_id: str) -> GeoDataFrame | None:
    """Boundaries of the next coarser level that has any."""
    chains = (system.levels for system in reversed(atlas.area(area_id).systems))
    above = {fine: coarse for chain in chains for fine, coarse in pairwise(chain)}
    found = above.get(level_id)
    while found is not None and atlas.level(area_id, found).boundaries is None:
        found = above.get(found)
    if found is None:
        return None
    try:
        return atlas.boundaries(area_id, found)
    except BoundaryError:
        # the map itself can be drawn without them, and `check` names what is wrong
        return None
