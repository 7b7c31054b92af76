"""How a map is printed: paper, day, number, logo, and borders of the coarser level."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from atlas.atlas import Atlas
from atlas.model.areas import BorderOverlay
from atlas.model.colours import ACCENT
from atlas.model.scope import Scope
from atlas.render.paper.formats import Paper

if TYPE_CHECKING:
    from geopandas import GeoDataFrame


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PrintSheet:
    """How a map is printed, and what it bears beside its spec.

    `created` is printed as day of creation; without it the same map gives the same bytes on any
    day. `number` is the number of the map in a series. `logo` is a PNG or JPEG file of the
    publisher, `accent` the colour of its headlines and marks. `overlay` is the level whose borders
    lie on top. `values` says whether values stand beside the names; without them the signs of units
    without value still do. `ground` are shapes of the whole area, which lie below units that cover
    a part of it.
    """

    paper: Paper = field(default_factory=Paper)
    created: date | None = None
    number: str = ""
    logo: bytes = b""
    accent: str = ACCENT
    overlay: BorderOverlay | None = None
    values: bool = True
    ground: GeoDataFrame | None = None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Borders:
    """Shapes of one of several maps (see `map_files`), and what lies on top and below."""

    boundaries: GeoDataFrame
    overlay: BorderOverlay | None = None
    ground: GeoDataFrame | None = None

    @classmethod
    def of(cls, atlas: Atlas, scope: Scope) -> Borders:
        """Read what a map of the scope's level and Gebietsstand needs."""
        return cls(
            boundaries=atlas.boundaries(scope.area, scope.level, scope.vintage),
            overlay=atlas.area(scope.area).border_overlay(scope.level, scope.vintage),
            ground=_ground(atlas, scope),
        )


def _ground(atlas: Atlas, scope: Scope) -> GeoDataFrame | None:
    level = atlas.area(scope.area).ground_level(scope.level)
    return atlas.boundaries(scope.area, level, None) if level else None


def print_setup(
    atlas: Atlas, scope: Scope, paper: Paper, created: date | None = None
) -> PrintSheet:
    """Gather what the area prints on every map of the scope's level and Gebietsstand."""
    area = atlas.area(scope.area)
    identity = atlas.identity(scope.area)
    return PrintSheet(
        paper=paper,
        created=created,
        logo=identity.logo,
        accent=identity.accent,
        overlay=area.border_overlay(scope.level, scope.vintage),
        ground=_ground(atlas, scope),
    )
