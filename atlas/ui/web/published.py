"""What the browser fetches once: code and geometry, never values.

Streamlit serves the folder `static/` beside app.py without asking who fetches, so nothing in it
may say more than a blank map does. Names carry a digest: what has changed has a new address.
"""

from __future__ import annotations

import json
from functools import cache
from hashlib import sha256
from pathlib import Path
from uuid import uuid4

import streamlit as st
from xstatic.pkg import leaflet

from atlas import render
from atlas.errors import FileWriteError
from atlas.views.map import texts as map_texts

FOLDER = Path(__file__).parents[3] / "static"
LIVE = Path(render.__file__).parent / "live"
LEAFLET = ("leaflet-src.esm.js", "leaflet.css")
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
    if path.exists():
        return
    temporary = path.with_name(f".{uuid4().hex}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_bytes(content)
        temporary.replace(path)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise FileWriteError(str(path), error.strerror or error) from error
