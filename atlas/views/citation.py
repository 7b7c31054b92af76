"""The permanent link of a figure: short enough for paper, and it opens what the paper shows."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import replace
from typing import Final
from urllib.parse import urlencode, urlsplit

from atlas.atlas import Atlas
from atlas.model.scope import Scope, View
from atlas.views.address import encode, units_word

ADDRESS_VARIABLE: Final = "ATLAS_URL"
"""Where the atlas is found by its readers, e.g. https://sozialatlas.example.org/."""
_OF_CHANGES: Final = "basis"
_OF_VIEWS: Final = "auswertung"
_SELECTION: Final = "auswahl"


RELEASES_PAGE: Final = "ausgaben"
ONLY_SELECTED: Final = "&nur_auswahl=ja"
"""What a link to a table says that is cut to the selected units."""


def with_selection(link: str, units: tuple[str, ...]) -> str:
    """Add selected units to a link that has none."""
    if not units or f"&{_SELECTION}=" in link:
        return link
    return f"{link}&{urlencode({_SELECTION: units_word(units)}, safe=',')}"


def permanent_link(
    atlas: Atlas, scope: Scope, page: str, more: Mapping[str, str] | None = None
) -> str:
    """Write the address of a figure without what is said by default.

    It names the release that is shown: what is printed is opened as it is, whatever came later.

    Parameters
    ----------
    page
        Stem of the page that shows the figure.
    more
        Parameters of that page alone.

    Returns
    -------
    str
        A whole address if the environment tells the app's own, else the path from there on.
        What is no address of the web is none of the app.
    """
    words = encode(replace(scope, release=atlas.edition(scope.area).release))
    if scope.view is View.VALUE:
        del words[_OF_VIEWS]
    if scope.view is not View.CHANGE:
        words.pop(_OF_CHANGES, None)
    return f"{_home()}/{page}?{urlencode(words | dict(more or {}), safe=',/')}"


def release_link(area_id: str, name: str) -> str:
    """Write the permanent address of a release of an area: it opens with what is new in it."""
    words = encode(Scope(area=area_id, level="", indicator="", release=name))
    del words[_OF_VIEWS]
    return f"{_home()}/{RELEASES_PAGE}?{urlencode(words, safe=',/')}"


def _home() -> str:
    """The app's own address up to its path, empty if none is parts."""
    parts = urlsplit(os.environ.get(ADDRESS_VARIABLE, "").strip())
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        return ""
    return f"{parts.scheme}://{parts.netloc}{parts.path.rstrip('/')}"
