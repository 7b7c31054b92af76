"""All caches of the app: one for results of views, one for what is drawn, and the open atlas.

Results are immutable by contract and shared between sessions; drawn elements are replayed.
Nothing the result depends on is left out of the key.
"""

from __future__ import annotations

import logging
import os
import tomllib
from collections.abc import Callable, Hashable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from functools import cache
from hashlib import sha256
from pathlib import Path
from threading import Condition, Lock
from types import FunctionType
from typing import Any, Concatenate, Final, NamedTuple, ParamSpec, TypeVar

import streamlit as st
from cachetools import LRUCache, cached
from cachetools.keys import hashkey

from atlas.atlas import Atlas
from atlas.errors import AtlasError
from atlas.journal import existing_journal
from atlas.model.footnotes import Footnote
from atlas.model.quantities import Audience
from atlas.model.releases import LATEST
from atlas.sources.custom_levels import FOLDER
from atlas.ui import settings
from atlas.ui.folders import ROOT, data_folder, home
from atlas.views.writings import footnotes

P = ParamSpec("P")
R = TypeVar("R")
K = TypeVar("K", bound=Hashable)
MOST_RESULTS: Final = 64
BOUNDS: Final[Mapping[str, int]] = {
    # geometries are large, a line for the unit under the pointer is small
    "atlas.atlas.Atlas.boundaries": 16,
    # a report has up to ten megabytes
    "atlas.ui.composed.report_body": 4,
    # each holds all figures of a level, and the atlas they are from
    "atlas.views.profile.level.level_profiles": 2,
    "atlas.views.composite.figures.area_index": 16,
    # each holds the figures of a level many times over
    "atlas.ui.composite_movement.moved_index": 8,
    "atlas.ui.composite_drivers.sure_index": 8,
    "atlas.ui.composite_drivers.driven_index": 8,
    "atlas.views.map.bivariate.bivariate_card": 512,
    "atlas.views.map.unit_cards.unit_card": 512,
}
"""How many results of a view are kept, by its qualified name, where it isn't `MOST_RESULTS`."""
MOST_DRAWN: Final = 192
_LOG: Final = logging.getLogger(__name__)
_keepers: Final[dict[str, Callable[..., Any]]] = {}
"""What calls a view unless it has the result, by the qualified name of the view."""


def kept(
    view: Callable[Concatenate[Atlas, P], R], atlas: Atlas, /, *args: P.args, **kwargs: P.kwargs
) -> R:
    """Return `view(atlas, *args, **kwargs)`, computed once for a revision of the data.

    Of many who ask at once, one computes. Errors aren't kept. Streamlit's own caches write a
    digest of all arguments at each call: a fifth of a run.

    Parameters
    ----------
    view
        A function of a module or class: one made anew at each call is never asked again.
    args, kwargs
        Hashable, all that the result depends on.
    """
    name = _qualified_name(view)
    # `setdefault`: of many who ask for the first time at once, all get the same keeper
    keeper = _keepers.get(name) or _keepers.setdefault(
        name, _keeper(BOUNDS.get(name, MOST_RESULTS))
    )
    result: R = keeper(view, atlas, *args, **kwargs)
    return result


def _keeper(bound: int) -> Callable[..., Any]:
    results: LRUCache[Hashable, Any] = LRUCache(bound)
    return cached(results, key=_key, condition=Condition())(_call)


def _call(view: Callable[..., R], atlas: Atlas, *args: Hashable, **kwargs: Hashable) -> R:
    return view(atlas, *args, **kwargs)


def _key(view: Callable[..., Any], atlas: Atlas, *args: Hashable, **kwargs: Hashable) -> Hashable:
    # the function itself as well: two of one name (reloaded, local) have different results
    return hashkey(view, _revision(atlas, *args), *args, **kwargs)


def _revision(atlas: Atlas, *key: Hashable) -> str:
    """Return the revision of all that a result with this key is computed from.

    A result about one area, which its first argument names, depends on nothing of the others, but
    on its publisher and the notes on its figures as of today.
    """
    area = _area_of(key[0]) if key else ""
    if area not in atlas.area_ids:
        return f"{atlas.shared_revision} {hash(atlas.footnotes)}"
    today = hash((atlas.identity(area), atlas.footnotes_of(area)))
    return f"{atlas.revision(area)} {today}"


def _area_of(argument: object) -> str:
    """Id of the area that a scope, a choice or an id is about; "" if it is about none."""
    scope = getattr(argument, "scope", argument)
    area = getattr(scope, "area", scope)
    return area if isinstance(area, str) else ""


def _qualified_name(view: Callable[..., Any]) -> str:
    return f"{view.__module__}.{view.__qualname__}"


def replayed(draw: Callable[[Atlas, K], None], atlas: Atlas, choice: K) -> None:
    """Draw what was chosen; Streamlit replays the elements that were drawn the first time.

    `draw` is a function of a module that shows elements, and none that ask something.
    """
    _replayed(draw, _Revised(atlas, _revision(atlas, choice)), choice)


class _Revised(NamedTuple):
    """An atlas for which only a revision counts."""

    atlas: Atlas
    revision: str


@st.cache_resource(
    max_entries=MOST_DRAWN,
    show_spinner=False,
    hash_funcs={_Revised: lambda revised: revised.revision, FunctionType: _qualified_name},
)
def _replayed(draw: Callable[[Atlas, Any], None], revised: _Revised, choice: Hashable) -> None:
    draw(revised.atlas, choice)


def open_atlas() -> Atlas:
    """Open the configured data folder, anew as soon as a file changes.

    What was read of areas in which nothing changed is used again.

    Raises
    ------
    DataFolderError
        If the folder holds no catalogue.
    UnknownNameError
        If ATLAS_AUDIENCE names no audience.
    ReleaseAudienceError
        If ATLAS_RELEASE asks for releases, and there are none for the audience.
    NotForNetworkError
        If others than this machine can reach what isn't public.
    """
    settings.require_reach(st.get_option("server.address"))
    return _newest(settings.audience(), settings.release())


def open_latest(audience: Audience) -> Atlas:
    """Open the latest releases as an audience sees them that there are releases for.

    Only for pages whose reader sees more than that audience.
    """
    return _newest(audience, LATEST)


def _newest(audience: Audience, release: str | None) -> Atlas:
    folder = data_folder()
    with _OPENING:
        notes = _footnotes(audience)
        stamps = (stamp(folder), stamp(home() / FOLDER), str(hash(notes)))
        key = (folder, audience, home(), release)
        before = _opened.get(key)
        if before is not None and before.stamps == stamps:
            return before.atlas
        previous = before.atlas if before else None
        atlas = Atlas.open(folder, audience, home(), previous, release)
        atlas = replace(atlas, footnotes=notes)
        _opened[key] = _Opened(stamps, atlas)
        return atlas


def _footnotes(audience: Audience) -> tuple[Footnote, ...]:
    """Notes on figures; a journal that can't be read keeps no figures from being shown."""
    try:
        return footnotes(existing_journal(home()), audience)
    except AtlasError:
        _LOG.exception("notes on figures can't be read")
        return ()


class _Opened(NamedTuple):
    stamps: tuple[str, str, str]
    atlas: Atlas


_OPENING: Final = Lock()
_opened: Final[LRUCache[Hashable, _Opened]] = LRUCache(3)
"""The newest atlas by data folder, audience, home and release, with the stamp of its files."""


def stamp(folder: Path) -> str:
    """Digest of names, sizes, times and numbers: cheap enough to compute on every run."""
    folders = sorted(path for path in folder.glob("*") if path.is_dir())
    entries = [entry for path in folders for entry in sorted(_entries(str(path)))]
    return sha256(repr(entries).encode()).hexdigest()


def _entries(folder: str) -> Iterator[tuple[str, int, int, int, int]]:
    """Path, size, times and number of everything below a folder; links aren't followed to folders.

    A folder that can't be opened is as if it were empty: the pages of its area say so.
    """
    with suppress(PermissionError, FileNotFoundError), os.scandir(folder) as entries:
        for entry in entries:
            if entry.name == ".versions":
                continue
            with suppress(OSError):  # deleted meanwhile, a link to nothing or to itself
                stat = entry.stat()
                # written anew within one tick of the clock, or only its rights changed: its
                # number or its second time tells
                times = stat.st_mtime_ns, stat.st_ctime_ns
                yield entry.path, stat.st_size, *times, stat.st_ino
            if entry.is_dir(follow_symlinks=False):
                yield from _entries(entry.path)


@cache
def version() -> str:
    """Return the version of the atlas, as pyproject.toml states it."""
    text = (ROOT / "pyproject.toml").read_text("utf-8")
    return str(tomllib.loads(text)["project"]["version"])
