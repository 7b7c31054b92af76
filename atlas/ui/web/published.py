"""What the browser fetches once: code and geometry, never values.

Streamlit serves the folder `static/` beside app.py without asking who fetches, so nothing in it
may say more than a blank map does. Names carry a digest: what has changed has a new address.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Final
from uuid import uuid4

import streamlit as st
from xstatic.pkg import leaflet

from atlas import render
from atlas.errors import FileWriteError
from atlas.ui.folders import ROOT
from atlas.ui.web.joined import Joined, join
from atlas.views import texts
from atlas.views.map import texts as map_texts

FOLDER = ROOT / "static"
LIVE = Path(render.__file__).parent / "live"
UNUSED_DAYS = 90
_PUBLISHED = re.compile(r"(code|geometry|background)-[0-9a-f]{16}|\.[0-9a-f]{32}\.tmp")
LEAFLET = ("leaflet-src.esm.js", "leaflet.css")
HISTORY: Final = "history.js"
"""What has to be there before Streamlit is."""
FRAME: Final = "page_frame.js"
"""What completes Streamlit's pages when they are there."""
PARTS_OF_ALL: Final = ("year_box.js", "indicator_box.js")
"""Our parts on every page."""
PARTS: Final[Mapping[str, tuple[str, ...]]] = {"karte": ("live_map.js", "unit_details.js")}
"""Our parts on a page beyond those, by its stem."""
PARTS_LATER: Final = ("link_box.js", "linked_chart.js", "slide_show.js", "file_box.js")
"""Our parts that somebody has to ask for."""
PREVIEW = "karte.bin"
"""Path of the map that comes before its page; see `ui.preview`."""


def server_address(path: str) -> str:
    """Address of a path of the server, without host."""
    base = str(st.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{base}/{path}" if base else f"/{path}"


def base_address() -> str:
    """Address of the static folder, without host."""
    return server_address("app/static/")


@cache
def code() -> Joined:
    """The live map's code and Leaflet, joined into few files.

    The frame waits where a function can't, and Leaflet is one file already.
    """
    groups = {"first": (HISTORY,), "frame": (FRAME, *PARTS_OF_ALL), **PARTS, "later": PARTS_LATER}
    modules = _modules()
    return join(
        lambda name: modules[name].decode(), groups, {FRAME, LEAFLET[0]}.__contains__, HISTORY
    )


def _modules() -> dict[str, bytes]:
    modules = {path.name: path.read_bytes() for path in sorted(LIVE.glob("*.js"))}
    return modules | {LEAFLET[0]: (Path(leaflet.BASE_DIR) / LEAFLET[0]).read_bytes()}


@cache
def publish_code() -> str:
    """Put the live map's code, Leaflet and the German texts into the static folder.

    Each module is there by itself, too. Returns the address of the folder below `base_address`.
    """
    files = _modules() | {name: text.encode() for name, text in code().files.items()}
    files |= {path.name: path.read_bytes() for path in sorted(LIVE.glob("*.css"))}
    files[LEAFLET[1]] = (Path(leaflet.BASE_DIR) / LEAFLET[1]).read_bytes()
    words = dict(map_texts.LIVE_MAP) | dict(texts.FRAME_WORDS)
    words |= {f"label {english}": german for english, german in texts.LABELS.items()}
    files["texts.json"] = json.dumps(words, ensure_ascii=False).encode()
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
    if is_there(path):
        return
    temporary = path.with_name(f".{uuid4().hex}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_bytes(content)
        temporary.replace(path)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise FileWriteError(path, error) from error


def is_there(path: Path) -> bool:
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
