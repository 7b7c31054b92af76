"""What the browser fetches once: code and geometry, never values.

Streamlit serves the folder `static/` beside app.py without asking who fetches, so nothing in it
may say more than a blank map does. Names carry a digest: what has changed has a new address.
"""

from __future__ import annotations

import json
import re
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from uuid import uuid4

from xstatic.pkg import leaflet

from atlas import render
from atlas.atlas import Atlas
from atlas.errors import FileWriteError, system_reason
from atlas.render.live.geometry import digest, geometry_bytes, repairs_in, units_in
from atlas.ui.folders import ROOT, server_address
from atlas.views.map import texts as map_texts
from atlas.views.map.boundary_notes import Repairs

FOLDER = ROOT / "static"
LIVE = Path(render.__file__).parent / "live"
UNUSED_DAYS = 90
_PUBLISHED = re.compile(r"(code|geometry|background)-[0-9a-f]{16}|\.[0-9a-f]{32}\.tmp")
LEAFLET = ("leaflet-src.esm.js", "leaflet.css")


def base_address() -> str:
    """Address of the static folder, without host."""
    return server_address("app/static/")


def publish_code() -> str:
    """Put the live map's code, Leaflet and the German texts into the static folder.

    Returns the address of the folder below `base_address`.
    """
    files = {path.name: path.read_bytes() for path in sorted(LIVE.glob("*.*s"))}
    files |= {name: (Path(leaflet.BASE_DIR) / name).read_bytes() for name in LEAFLET}
    files["texts.json"] = json.dumps(dict(map_texts.LIVE_MAP), ensure_ascii=False).encode()
    checksum = sha256(b"".join(name.encode() + content for name, content in files.items()))
    folder = f"code-{checksum.hexdigest()[:16]}"
    for name, content in files.items():
        publish(f"{folder}/{name}", content)
    return f"{folder}/"


def publish(name: str, content: bytes) -> None:
    """Write a file into the static folder, unless it is there already.

    Raises
    ------
    FileWriteError
        If it can't be written.
    """
    path = FOLDER / name
    if _is_there(path):
        return
    temporary = path.with_name(f".{uuid4().hex}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_bytes(content)
        temporary.replace(path)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise FileWriteError(str(path), system_reason(error)) from error


def _is_there(path: Path) -> bool:
    """Whether a file is published already; it counts as used now."""
    if not path.exists():
        return False
    with suppress(OSError):  # a folder that is only read
        path.touch()
    return True


def remove_unused(now: float) -> None:
    """Remove what no server has published for `UNUSED_DAYS`; who needs it writes it anew.

    Parameters
    ----------
    now
        Seconds since 1970.
    """
    limit = now - UNUSED_DAYS * 24 * 3600
    for path in FOLDER.glob("*"):
        files = [path, *path.rglob("*")]
        if _PUBLISHED.match(path.name) and max(_last_use(file) for file in files) < limit:
            for file in reversed(files):
                (file.rmdir if file.is_dir() else file.unlink)()


def _last_use(path: Path) -> float:
    stat = path.stat()
    return max(stat.st_mtime, stat.st_atime if path.is_file() else 0.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Geometry:
    """A published geometry: address below `base_address`, units in their order, repairs."""

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
    path = FOLDER / name
    if not _is_there(path):
        publish(name, geometry_bytes(boundaries, units, overlay))
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
        path = atlas.folder / "districts" / area_id / background.file
        content = path.read_bytes()
        described["url"] = f"background-{sha256(content).hexdigest()[:16]}{path.suffix}"
        publish(described["url"], content)
    return described
