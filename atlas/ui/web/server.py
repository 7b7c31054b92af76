"""The server: Streamlit with the pages, and beside them a route for maps that can't wait."""

from __future__ import annotations

from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from atlas.ui.folders import ROOT
from atlas.ui.web.guard import Guard

STREAMLIT_PAGE = Path(st.__file__).parent / "static" / "index.html"


def _preview(request: Request) -> Response:
    # the server answers while the pages are still being loaded
    from atlas.ui import preview  # noqa: PLC0415

    return preview.respond(request)


def _show_error(error: Exception) -> bool:
    """What no page caught, such as an error in a callback: Streamlit would tell it in English."""
    from atlas.ui import frame  # noqa: PLC0415  (likewise)

    return frame.show_error(error)


app = st.App(
    ROOT / "app.py",
    routes=[Route("/karte.bin", _preview)],
    on_script_error=_show_error,
    middleware=[Middleware(Guard, documents=(STREAMLIT_PAGE.read_text("utf-8"),))],
)
