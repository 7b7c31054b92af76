"""What is shown to whom, as the environment says; an address never does.

It loads nothing that takes time: the server looks here before it starts.
"""

from __future__ import annotations

import os
from ipaddress import ip_address
from typing import Final

from atlas.errors import NotForNetworkError, UnknownNameError
from atlas.model.quantities import Audience
from atlas.model.releases import AUDIENCES, LATEST, LATEST_OR_WORKING, WORKING

NOBODY: Final = "-"
"""In place of a name, while nobody signs in."""
_EVERYWHERE: Final = "0.0.0.0"  # noqa: S104  (named, not bound)


def audience() -> Audience:
    """Who looks: what ATLAS_AUDIENCE says, the public without.

    Raises
    ------
    UnknownNameError
        If it names no audience.
    """
    name = os.environ.get("ATLAS_AUDIENCE") or Audience.PUBLIC.value
    if name not in {item.value for item in Audience}:
        raise UnknownNameError("ATLAS_AUDIENCE", name, [item.value for item in Audience])
    return Audience(name)


def release() -> str | None:
    """Name of the release that is shown, None for the working state.

    Without ATLAS_RELEASE the latest one of each area is, to those for whom there are releases.
    """
    default = LATEST if audience() in AUDIENCES else WORKING
    name = os.environ.get("ATLAS_RELEASE") or default
    return None if name == WORKING else name


def require_reach(address: str | None) -> None:
    """Refuse a server others can reach, unless it shows releases to the public.

    Nobody signs in: who reaches it sees it all.

    Parameters
    ----------
    address
        What the server is bound to, None or "" for all addresses of the machine.

    Raises
    ------
    NotForNetworkError
        If others than this machine can reach what isn't public.
    UnknownNameError
        If ATLAS_AUDIENCE names no audience.
    """
    reader, shown = audience(), release()
    if _is_loopback(address or ""):
        return
    where = address or _EVERYWHERE
    if reader is not Audience.PUBLIC:
        raise NotForNetworkError(f"ATLAS_AUDIENCE={reader.value}", where)
    if shown is None or shown == LATEST_OR_WORKING:
        raise NotForNetworkError(f"ATLAS_RELEASE={shown or WORKING}", where)


def writer_name(address: str | None) -> str:
    """Who writes into the journal: "" where nobody may.

    Nobody signs in, so only this machine may write, unless ATLAS_WRITE says "yes" or "no"; then
    ATLAS_ACTOR names who.

    Parameters
    ----------
    address
        What the server is bound to, None or "" for all addresses of the machine.
    """
    allowed = os.environ.get("ATLAS_WRITE", "").strip().lower()
    may_write = _is_loopback(address or "") if allowed not in {"yes", "no"} else allowed == "yes"
    return (os.environ.get("ATLAS_ACTOR", "").strip() or NOBODY) if may_write else ""


def _is_loopback(address: str) -> bool:
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return address == "localhost"
