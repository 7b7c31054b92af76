"""The server: Streamlit with the pages, and beside them a route for maps that can't wait."""

from __future__ import annotations

from pathlib import Path

import streamlit as st
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route


def _preview(request: Request) -> Response:
    # the server answers while the pages are still being loaded
    from atlas.ui import preview  # noqa: PLC0415

    return preview.respond(request)


app = st.App(Path(__file__).parents[3] / "app.py", routes=[Route("/karte.bin", _preview)])
