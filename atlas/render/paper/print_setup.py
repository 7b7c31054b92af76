"""What a map of an area bears beside its spec: logo, and borders of the coarser level."""

from __future__ import annotations

from datetime import date

from atlas.atlas import Atlas
from atlas.model.scope import Scope
from atlas.render.paper.formats import Paper
from atlas.render.paper.sheet import Sheet


def sheet_for(atlas: Atlas, scope: Scope, paper: Paper, created: date | None = None) -> Sheet:
    """Gather what the area prints on every map of the scope's level and Gebietsstand."""
    area = atlas.area(scope.area)
    logo = atlas.folder / "districts" / scope.area / area.logo
    return Sheet(
        paper=paper,
        created=created,
        logo=logo.read_bytes() if area.logo else b"",
        overlay=area.border_overlay(scope.level, scope.vintage),
    )
