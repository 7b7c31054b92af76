"""Geometries and backgrounds in the static folder; see `web.published`."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from hashlib import sha256

from atlas.atlas import Atlas
from atlas.render.live.geometry import digest, geometry_bytes, repairs_in, units_in
from atlas.ui.web import published
from atlas.views.map.boundary_notes import Repairs


@dataclass(frozen=True, slots=True, kw_only=True)
class Geometry:
    """A published geometry: address in the static folder, units in their order, repairs."""

    address: str
    units: tuple[str, ...]
    repairs: Repairs


def publish_geometry(
    atlas: Atlas, area_id: str, level_id: str, vintage: date | None = None
) -> Geometry:
    """Encode the boundaries of a level for the browser, unless that was done before."""
    boundaries = atlas.boundaries(area_id, level_id, vintage)
    units = atlas.level_at(area_id, level_id, vintage).units
    coarser = atlas.area(area_id).border_overlay(level_id, vintage)
    overlay = (coarser,) if coarser else ()
    name = f"geometry-{digest(boundaries, units, overlay)}.bin"
    path = published.FOLDER / name
    if not published.is_there(path):
        published.publish(name, geometry_bytes(boundaries, units, overlay))
    content = path.read_bytes()
    return Geometry(address=name, units=units_in(content), repairs=repairs_in(content))


def publish_background(atlas: Atlas, area_id: str) -> dict[str, object]:
    """What the browser needs to know of an area's background; its picture is published.

    Raises
    ------
    OSError
        If the picture can't be read; the page says so.
    """
    background = atlas.area(area_id).background
    if background is None:
        return {}
    described = {name: value for name, value in asdict(background).items() if value}
    if background.file:
        path = atlas.folder_of(area_id) / background.file
        content = path.read_bytes()
        described["url"] = f"background-{sha256(content).hexdigest()[:16]}{path.suffix}"
        published.publish(described["url"], content)
    return described
