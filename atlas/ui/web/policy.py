"""What browsers are told of the pages: what these may load and run, and who may show them."""

from __future__ import annotations

import re
import tomllib
from base64 import b64encode
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from starlette.datastructures import MutableHeaders
from starlette.types import Message, Send

from atlas.ui.folders import data_folder

LANGUAGE: Final = 'document.documentElement.lang = "de"'
"""Script of every page. Streamlit says lang="en" whatever a page holds, and screen readers would
read German as English."""
_INLINE_SCRIPT: Final = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_HOST: Final = re.compile(r"[\w.-]+(:\d+)?", re.ASCII)
_HEADERS: Final = {
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    # for browsers that don't know frame-ancestors
    "X-Frame-Options": "SAMEORIGIN",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """The headers of all answers; `scripts` are the hashes of scripts written in documents."""

    scripts: tuple[str, ...]

    @classmethod
    def of(cls, documents: Iterable[str]) -> Policy:
        """Allow the scripts written in documents, and the one of every page."""
        written = [text for html in documents for text in _INLINE_SCRIPT.findall(html)]
        return cls(scripts=tuple(dict.fromkeys(_hash(text) for text in (*written, LANGUAGE))))

    def adding_headers(self, send: Send) -> Send:
        """Return a `send` that adds the headers to an answer."""

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(_HEADERS)
                is_page = headers.get("content-type", "").startswith("text/html")
                pictures = background_origins() if is_page else ()
                headers["Content-Security-Policy"] = self.content(pictures)
            await send(message)

        return send_with_headers

    def content(self, pictures: Iterable[str]) -> str:
        """Return the content policy.

        Parameters
        ----------
        pictures
            Origins of maps behind the map; the only ones outside this server.
        """
        rules = {
            "default-src": ("'self'",),
            # Streamlit loads the code of components from a blob. Programs that drive a browser
            # for tests evaluate strings in the page; none of its own code does, and what
            # somebody plants in a text never starts
            "script-src": ("'self'", "blob:", "'unsafe-eval'", *self.scripts),
            "style-src": ("'self'", "'unsafe-inline'"),
            "img-src": ("'self'", "data:", "blob:", *pictures),
            "font-src": ("'self'", "data:"),
            "worker-src": ("'self'", "blob:"),
            "object-src": ("'none'",),
            "base-uri": ("'self'",),
            "form-action": ("'self'",),
            "frame-ancestors": ("'self'",),
        }
        return "; ".join(" ".join((name, *sources)) for name, sources in rules.items())


def _hash(script: str) -> str:
    return f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'"


def background_origins() -> tuple[str, ...]:
    """Origins of the background maps that areas of the data folder name.

    Read from the files as they are: the pages and what they import may not be loaded yet.
    """
    files = data_folder().glob("districts/*/area.toml")
    origins = set()
    for path in files:
        with suppress(OSError):  # the page of the area says so
            origins.add(_background_origin(path, path.stat().st_mtime_ns))
    return tuple(sorted(origins - {""}))


@lru_cache(64)
def _background_origin(path: Path, _changed: int) -> str:
    with suppress(ValueError, RecursionError):  # no TOML, or no text: the same
        background = tomllib.loads(path.read_text("utf-8")).get("background")
        address = urlsplit(str(background.get("url"))) if isinstance(background, dict) else None
        if address and address.scheme in {"http", "https"} and _HOST.fullmatch(address.netloc):
            return f"{address.scheme}://{address.netloc}"
    return ""
