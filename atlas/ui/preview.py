"""The live map of an address, by a route beside Streamlit: it is there before its page is.

Streamlit needs 150 to 200 ms from a choice to a page made anew. A map alone takes a tenth of it.
The route says nothing that the page of the same address doesn't say to the same reader.
"""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from atlas.errors import AtlasError
from atlas.model.scope import Scope
from atlas.ui import cache, live_map
from atlas.ui.folders import without_folders
from atlas.ui.web import published
from atlas.views import address


def address_of(scope: Scope) -> str:
    """Address of the live map of a scope, but for the code of its indicator, which comes last."""
    parameters = address.encode(replace(scope, indicator="", selection=()))
    return f"{published.server_address(published.PREVIEW)}?{urlencode(parameters)}&indikator="


def respond(request: Request) -> Response:
    """Answer with the message of the live map of an address; see `render.live.message`."""
    try:
        atlas = cache.open_atlas()
        link = address.decode(dict(request.query_params))
        atlas = address.atlas_of(atlas, link.scope)
        scope = address.resolve(atlas, link.scope).scope
        content = live_map.message(atlas, live_map.Slot(scope=scope))
    except AtlasError as error:
        return PlainTextResponse(without_folders(str(error)), status_code=404)
    headers = {"Cache-Control": "no-store"}
    return Response(content, media_type="application/octet-stream", headers=headers)
