"""The server: Streamlit with the pages, and beside it what needn't or can't wait for it."""

from __future__ import annotations

from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from atlas.ui.web import published, start_page
from atlas.ui.web.unchanging_files import UnchangingFiles

ROOT = Path(__file__).parents[3]


def _preview(request: Request) -> Response:
    # the server answers while the pages are still being loaded
    from atlas.ui import preview  # noqa: PLC0415

    return preview.respond(request)


def _routes() -> list[Route]:
    stems = [path.stem for path in (ROOT / "pages").glob("*.py")]
    pages = [Route(published.server_address(stem), start_page.respond) for stem in stems]
    return [Route(published.server_address(published.PREVIEW), _preview), *pages]


FOLDERS = {
    published.server_address("static/"): start_page.STREAMLIT / "static",
    published.base_address(): published.FOLDER,
}

app = st.App(
    ROOT / "app.py",
    routes=_routes(),
    middleware=[Middleware(UnchangingFiles, folders=FOLDERS)],
)
