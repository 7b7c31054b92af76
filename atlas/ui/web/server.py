"""The server: Streamlit with the pages, and beside it what needn't or can't wait for it."""

from __future__ import annotations

from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from atlas.render import slides as slides_folder
from atlas.ui.folders import ROOT
from atlas.ui.web import published, start_page
from atlas.ui.web.guard import Guard
from atlas.ui.web.unchanging_files import UnchangingFiles


def _preview(request: Request) -> Response:
    # the server answers while the pages are still being loaded
    from atlas.ui import preview  # noqa: PLC0415

    return preview.respond(request)


def _show_error(error: Exception) -> bool:
    """What no page caught, such as an error in a callback: Streamlit would tell it in English."""
    from atlas.ui import frame  # noqa: PLC0415  (likewise)

    return frame.show_error(error)


def _routes() -> list[Route]:
    stems = [path.stem for path in (ROOT / "pages").glob("*.py")]
    pages = [Route(published.server_address(stem), start_page.respond) for stem in (*stems, "")]
    return [Route(published.server_address(published.PREVIEW), _preview), *pages]


def _streamlits(name: str) -> bytes:
    return (start_page.STREAMLIT / "static" / name).read_bytes()


def _published(name: str) -> bytes:
    return (published.FOLDER / name).read_bytes()


def _documents() -> tuple[str, ...]:
    """All that hold programs: Streamlit's page, and slides, which a frame on ours shows."""
    slides = Path(slides_folder.__file__).with_name("deck.js").read_text("utf-8")
    return start_page.STREAMLIT_PAGE.read_text("utf-8"), f"<script>{slides}</script>"


FOLDERS = {
    published.server_address(start_page.MODULES): start_page.module,
    published.server_address("static/"): _streamlits,
    published.base_address(): _published,
}

app = st.App(
    ROOT / "app.py",
    routes=_routes(),
    on_script_error=_show_error,
    middleware=[
        Middleware(Guard, documents=_documents()),
        Middleware(UnchangingFiles, folders=FOLDERS),
    ],
)
