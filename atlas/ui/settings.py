"""What is shown to whom, as the environment says; an address never does.

It loads nothing that takes time: the server looks here before it starts.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from ipaddress import ip_address
from pathlib import Path
from typing import Final

from atlas.errors import NotForNetworkError, UnknownNameError
from atlas.model.quantities import Audience
from atlas.model.releases import AUDIENCES, LATEST, LATEST_OR_WORKING, WORKING

NOBODY: Final = "-"
"""In place of a name, where nobody signs in and none is stated."""
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


def roles_file() -> Path | None:
    """Path of the file that says who has which role; None where nobody signs in."""
    name = os.environ.get("ATLAS_ROLES", "").strip()
    return Path(name).resolve() if name else None


def require_reach(address: str | None) -> None:
    """Refuse a server others can reach, unless it shows releases to the public or asks who looks.

    Where nobody signs in, who reaches it sees it all.

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
    if is_loopback(address or "") or roles_file() is not None:
        return
    where = address or _EVERYWHERE
    if reader is not Audience.PUBLIC:
        raise NotForNetworkError(f"ATLAS_AUDIENCE={reader.value}", where)
    if shown is None or shown == LATEST_OR_WORKING:
        raise NotForNetworkError(f"ATLAS_RELEASE={shown or WORKING}", where)


def writer_name(address: str | None, host: str | None) -> str:
    """Who writes into the journal where nobody signs in: "" where nobody may.

    Only this machine may write, unless ATLAS_WRITE says "yes" or "no"; ATLAS_ACTOR names who.

    Parameters
    ----------
    address
        As for `require_reach`.
    host
        The name the browser asks for, without port; None if nobody knows. Another one than that
        of this machine comes through a proxy: then others sit at the browser.
    """
    allowed = os.environ.get("ATLAS_WRITE", "").strip().lower()
    if allowed not in {"yes", "no"}:
        on_own_machine = is_loopback(address or "") and (host is None or is_loopback(host))
        allowed = "yes" if on_own_machine else "no"
    return (os.environ.get("ATLAS_ACTOR", "").strip() or NOBODY) if allowed == "yes" else ""


def may_take_files(address: str | None, hosts: Iterable[str] = ()) -> bool:
    """Whether somebody may hand in files on a server: never on a public one.

    Parameters
    ----------
    address
        As for `require_reach`.
    hosts
        Names the server answers to, if only some: those of others than this machine come through a
        proxy.
    """
    asked = next((host for host in hosts if not is_loopback(host)), None)
    return roles_file() is not None or bool(writer_name(address, asked))


def is_loopback(address: str) -> bool:
    """Whether a name or address of a machine is that of this one, for itself only."""
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return address == "localhost"
