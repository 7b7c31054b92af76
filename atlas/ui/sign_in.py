"""Who looks: whoever has signed in, or whoever sits at the machine the atlas runs on.

Where `ATLAS_ROLES` names a file of roles, every page asks for a sign-in (OpenID Connect, by
Streamlit). Streamlit keeps its cookie for thirty days; here it counts as long as the ID token it
was made from, and roles are looked up anew whenever a page runs.
"""

from __future__ import annotations

import functools
import logging
import time
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

import streamlit as st
from streamlit.auth_util import get_secrets_auth_section

from atlas.errors import SignInError
from atlas.model.quantities import Audience
from atlas.model.roles import Person, Role, on_own_machine
from atlas.sources.roles import RoleRules, read_roles
from atlas.ui import markup, settings
from atlas.ui.web.guard import host_name
from atlas.views import sign_in_texts as texts

NEEDED: Final = (
    "redirect_uri",
    "cookie_secret",
    "client_id",
    "client_secret",
    "server_metadata_url",
)
PROXIED: Final = ("Forwarded", "Via", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP")
"""What proxies add to what a browser asks."""
SHORTEST_SECRET: Final = 32
REFUSED: Final = "sign_in_refused"
"""Key of what the session was refused for: it is logged once, not at every click."""
_LOG: Final = logging.getLogger(__name__)


def require_usable() -> None:
    """Refuse to start a server whose sign-in can't work.

    Raises
    ------
    SignInError
        If the file of roles or the secrets can't be used.
    """
    path = settings.roles_file()
    if path is None:
        return
    read_roles(path)
    section = get_secrets_auth_section()
    missing = [name for name in NEEDED if not section.get(name)]
    if missing:
        raise SignInError("secrets", missing=", ".join(missing))
    if len(section["cookie_secret"]) < SHORTEST_SECRET:
        raise SignInError("cookie_secret", least=SHORTEST_SECRET)
    if not section["redirect_uri"].endswith("/oauth2callback"):
        raise SignInError("redirect")


def person() -> Person | None:
    """Return who looks, with the roles of this moment; None for the public.

    Raises
    ------
    SignInError
        If the file of roles can't be used any more.
    """
    path = settings.roles_file()
    if path is None:
        name = settings.writer_name(st.get_option("server.address"), _asked_name())
        return on_own_machine(name) if name else None
    claims = _claims()
    if not claims or _is_expired(claims):
        return None
    return _rules(path, path.stat().st_mtime_ns if path.is_file() else 0).person(claims)


def _asked_name() -> str | None:
    """Name by which the browser asks for the server, None outside of a session; "" of a proxy.

    nginx asks for 127.0.0.1 unless it is told otherwise: then the origin tells it, or what it adds.
    """
    headers = st.context.headers
    if any(headers.get(name) is not None for name in PROXIED):
        return ""
    host, origin = headers.get("Host"), headers.get("Origin")
    if origin is not None and not settings.is_loopback(host_name(origin.partition("://")[2])):
        return ""
    return None if host is None else host_name(host)


def keeps_data() -> bool:
    """Whether whoever looks may write something; nobody may while the roles can't be read."""
    with suppress(SignInError):
        someone = person()
        return someone is not None and someone.may_write
    return False


def require_reader() -> None:
    """Show nothing of a page to whom it isn't for; ask them to sign in.

    Raises
    ------
    StopException
        If the page ends here.
    SignInError
        If the file of roles can't be used any more.
    """
    if settings.roles_file() is None:
        return
    needed = Role.STATISTICS if settings.audience() is Audience.STATISTICS else Role.READ
    claims, reader = _claims(), person()
    if reader is not None and needed in reader.roles:
        return
    if reader is not None:
        _refuse("no role", reader.subject)
        _ask(texts.NO_ROLE.format(name=reader.name, role=texts.ROLES[needed]), signed_in=True)
    elif claims:
        _refuse("expired", str(claims.get("sub", "")))
        _ask(texts.EXPIRED, signed_in=False)
    else:
        _ask(texts.PLEASE_SIGN_IN, signed_in=False)
    st.stop()


def show_reader() -> None:
    """Say at the end of the margin who is signed in, with the way out."""
    reader = person() if settings.roles_file() is not None else None
    if reader is None:
        return
    with st.sidebar:
        st.html(markup.element("p", texts.SIGNED_IN.format(name=reader.name), "signed-in"))
        st.button(texts.SIGN_OUT, on_click=st.logout, type="tertiary")


def refuse_writing(subject: str) -> None:
    """Log that somebody wanted to write who may not; once a session."""
    _refuse("may not write", subject)


def _claims() -> dict[str, Any]:
    """What the provider said of who signed in; {} of nobody. Streamlit has checked the cookie."""
    return st.user.to_dict() if st.user.is_logged_in else {}


def _is_expired(claims: dict[str, Any]) -> bool:
    expires = claims.get("exp")
    return not isinstance(expires, int | float) or expires <= time.time()


@functools.lru_cache(maxsize=2)
def _rules(path: Path, changed: int) -> RoleRules:  # noqa: ARG001  (another change, other rules)
    return read_roles(path)


def _refuse(reason: str, subject: str) -> None:
    if st.session_state.get(REFUSED) != (reason, subject):
        st.session_state[REFUSED] = (reason, subject)
        _LOG.warning("sign-in refused: %s, subject %r", reason, subject)


def _ask(sentence: str, *, signed_in: bool) -> None:
    st.html(markup.element("h1", texts.SIGN_IN, "headline"))
    st.write(markup.as_markdown(sentence))
    if signed_in:
        st.button(texts.OTHER_ACCOUNT, on_click=st.logout)
    else:
        st.button(texts.SIGN_IN, type="primary", on_click=st.login)
