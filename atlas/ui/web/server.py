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


app = st.App(
    ROOT / "app.py",
    routes=[Route("/karte.bin", _preview)],
    middleware=[Middleware(Guard, documents=(STREAMLIT_PAGE.read_text("utf-8"),))],
)
