"""Files whose names carry a digest: answered from memory and compressed, kept by the browser.

A page needs a hundred of them in a fresh browser, and Streamlit reads each anew for every visitor.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Final, NamedTuple

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

TYPES: Final[Mapping[str, str]] = {
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".json": "application/json",
    ".bin": "application/octet-stream",
}
"""Media types by the ending of a file; files of other endings are left to Streamlit."""
MOST_FILES: Final = 512
_NAME: Final = re.compile(r"(?:[\w-][\w.-]*/)*[\w-][\w.-]*(\.[a-z]+)", re.ASCII)
"""Neither hidden files nor a way up."""
HEADERS: Final[Mapping[str, str]] = {
    "Cache-Control": "public, max-age=31536000, immutable",
    "Vary": "Accept-Encoding",
    "X-Content-Type-Options": "nosniff",
}


class _Content(NamedTuple):
    plain: bytes
    compressed: bytes


class UnchangingFiles:
    """ASGI middleware that answers requests for the files of some folders.

    Parameters
    ----------
    app
        Answers everything else, also what isn't there.
    folders
        By the path of the server that stands for a folder, with a slash at its end: what reads a
        file of it by its name, or raises an OSError. The first that fits counts.
    """

    def __init__(self, app: ASGIApp, folders: Mapping[str, Callable[[str], bytes]]) -> None:
        self.app = app
        self.folders = folders

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or leave it to the app."""
        answer = self._answer(scope) if scope["type"] == "http" else None
        await (answer or self.app)(scope, receive, send)

    def _answer(self, scope: Scope) -> Response | None:
        headers = Headers(scope=scope)
        if scope["method"] != "GET" or "range" in headers:
            return None
        for start, read in self.folders.items():
            name = _NAME.fullmatch(scope["path"].removeprefix(start))
            if scope["path"].startswith(start) and name and name[1] in TYPES:
                accepted = headers.get("accept-encoding", "")
                return _response(read, name[0], TYPES[name[1]], compressed="gzip" in accepted)
        return None


def _response(
    read: Callable[[str], bytes], name: str, media_type: str, *, compressed: bool
) -> Response | None:
    try:
        content = _content(read, name)
    except OSError:  # it isn't there, or Streamlit says why it can't be had
        return None
    encoding = {"Content-Encoding": "gzip"} if compressed else {}
    body = content.compressed if compressed else content.plain
    return Response(body, media_type=media_type, headers={**HEADERS, **encoding})


@lru_cache(MOST_FILES)
def _content(read: Callable[[str], bytes], name: str) -> _Content:
    plain = read(name)
    return _Content(plain, gzip.compress(plain, 6))
