"""Who may ask the server for what: hosts, origins, methods and paths, before Streamlit looks.

Streamlit checks the host of websockets only and looks up the machine's own address on the
internet, in the event loop, whenever somebody comes from a foreign origin.
"""

from __future__ import annotations

import logging
import socket
from collections.abc import Iterable
from fnmatch import fnmatchcase
from ipaddress import ip_address
from typing import Final
from urllib.parse import urlsplit

import streamlit as st
from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send
from starlette.websockets import WebSocketClose
from streamlit import config, net_util

from atlas.ui.settings import roles_file
from atlas.ui.web import web_texts
from atlas.ui.web.policy import Policy
from atlas.ui.web.published import server_address

READING: Final = frozenset({"GET", "HEAD", "OPTIONS"})
"""The pages have no field for files and send what is chosen through their websocket."""
CORE: Final = "_stcore/"
SERVED: Final = frozenset({"health", "host-config", "stream"})
"""What the pages need of Streamlit's own addresses; the others tell, take or run something."""
LONGEST_NAME: Final = 100
SIGN_IN: Final = ("auth/", "oauth2callback")
"""Where Streamlit signs somebody in and out; not there where nobody does."""
_LOG: Final = logging.getLogger(__name__)


def never_look_up() -> None:
    """Keep Streamlit from asking an address outside for the machine's own."""
    net_util.get_external_ip = lambda: None


class Guard:
    """Middleware that refuses what isn't meant for this server and adds headers to the rest.

    Parameters
    ----------
    app
        What answers the rest.
    documents
        The HTML the server sends: the scripts written in it may run.
    """

    def __init__(self, app: ASGIApp, documents: Iterable[str]) -> None:
        self.app = app
        self.policy = Policy.of(documents)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or let the app do it."""
        if scope["type"] not in {"http", "websocket"}:
            await self.app(scope, receive, send)
            return
        refusal = _refusal(scope)
        if refusal is not None and scope["type"] == "websocket":
            # nobody sees the answer to a websocket
            _LOG.warning(bytes(refusal.body).decode())
            await WebSocketClose(1008)(scope, receive, send)
            return
        await (refusal or self.app)(scope, receive, self.policy.adding_headers(send))


def _refusal(scope: Scope) -> PlainTextResponse | None:
    """What is answered instead of the app; None if it may answer."""
    headers = Headers(scope=scope)
    host, origin = headers.get("host", ""), headers.get("origin")
    words = {
        "host": _short(host),
        "origin": _short(origin or ""),
        "start": server_address("uebersicht"),
    }
    if not is_own_host(host):
        return PlainTextResponse(web_texts.HOST_REFUSED.format(**words), 421)
    if origin is not None and not _is_own_origin(origin, host):
        return PlainTextResponse(web_texts.ORIGIN_REFUSED.format(**words), 403)
    if scope["type"] == "http" and scope["method"] not in READING:
        return PlainTextResponse(web_texts.ONLY_READING, 405, {"Allow": ", ".join(sorted(READING))})
    if not _is_served(scope["path"]):
        return PlainTextResponse(web_texts.NOT_SERVED.format(**words), 404)
    return None


def is_own_host(host: str) -> bool:
    """Whether a host header names this server.

    With `server.allowedHosts` these names do. Without, addresses of machines, `localhost`, the
    machine's name and `browser.serverAddress`: a foreign page that lets its own name lead here
    (DNS rebinding) has none of them.
    """
    name = host_name(host)
    allowed: list[str] = config.get_option("server.allowedHosts")
    if allowed:
        return any(fnmatchcase(name, pattern.strip().lower().rstrip(".")) for pattern in allowed)
    own = {"localhost", socket.gethostname().lower()}
    if config.is_manually_set("browser.serverAddress"):
        own.add(str(st.get_option("browser.serverAddress")).lower())
    return name in own or _is_address(name)


def host_name(host: str) -> str:
    """Name or address in a host header, without port; "" if it holds anything else."""
    try:
        parts = urlsplit(f"//{host}")
        whole = parts.netloc == host and "@" not in host and parts.port != 0
    except ValueError:  # a port that is none, half an IPv6 address
        return ""
    return (parts.hostname or "").rstrip(".") if whole else ""


def _is_address(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True


def _is_own_origin(origin: str, host: str) -> bool:
    # the scheme may differ: a proxy may speak https for this server
    netloc = origin.partition("://")[2]
    return netloc.lower() == host.lower() or origin in config.get_option(
        "server.corsAllowedOrigins"
    )


def _is_served(path: str) -> bool:
    if path.startswith(tuple(map(server_address, SIGN_IN))):
        return roles_file() is not None
    core = server_address(CORE)
    return not path.startswith(core) or path.removeprefix(core) in SERVED


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_NAME else f"{text[:LONGEST_NAME]}…"
