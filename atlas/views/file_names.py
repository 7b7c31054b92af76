"""Names of files in German words: which area and level, what, when, and what kind of figure."""

from __future__ import annotations

import re
from typing import Final
from unicodedata import normalize

from atlas.atlas import Atlas
from atlas.model.scope import Scope, View
from atlas.views import file_name_texts as words
from atlas.views.map.classing_codec import encode_classing

_LONGEST: Final = 50
"""Characters of one part: with the folder, some programs take no more than 260 in all."""


def slug(text: str) -> str:
    """Write a text in letters, digits and hyphens that every file system and mail program takes."""
    joined = _plain(text)
    if len(joined) > _LONGEST:
        joined = _plain(re.sub(r"\([^()]*\)", "", text)) or joined
    if len(joined) <= _LONGEST:
        return joined
    return joined[: _LONGEST + 1].rpartition("-")[0] or joined[:_LONGEST]


def _plain(text: str) -> str:
    transliterated = normalize("NFKD", text.lower().translate(words.LETTERS))
    letters = transliterated.encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", letters).strip("-")


def file_stem(atlas: Atlas, scope: Scope, kind: str, other: str = "") -> str:
    """Name the file of a figure of the scope's year, or of its `years` if there are several.

    Parameters
    ----------
    kind
        What the figure is, one of `KINDS`.
    other
        A second indicator.
    """
    codes = [scope.indicator, *([other] if other else [])]
    classing = scope.classing if kind == words.MAP else None
    parts = (
        _place(atlas, scope),
        *(slug(atlas.indicator(scope.area, code).title) or code for code in codes),
        words.VIEWS[scope.view],
        _span(scope),
        words.VINTAGE.format(day=scope.vintage) if scope.vintage else "",
        _release(atlas, scope),
        slug(encode_classing(classing)) if classing else "",
        kind,
    )
    return "__".join(part for part in parts if part)


def stem_of_all(atlas: Atlas, scope: Scope, unit: str = "") -> str:
    """Name the file of all indicators of a level, or of the unit with this name."""
    kind = (words.ALL, words.VIEWS[scope.view], _release(atlas, scope))
    parts = (_place(atlas, scope), slug(unit), *kind)
    return "__".join(part for part in parts if part)


def profile_stem(atlas: Atlas, scope: Scope, unit: str) -> str:
    """Name the file of the profile of the unit with this name in the scope's year."""
    kind = (_span(scope), _release(atlas, scope), words.PROFILE)
    return "__".join(part for part in (_place(atlas, scope), slug(unit), *kind) if part)


def overview_stem(atlas: Atlas, scope: Scope) -> str:
    """Name the file of the core figures of an area in the scope's year."""
    kind = (_span(scope), _release(atlas, scope), words.OVERVIEW)
    return "__".join(part for part in (_place(atlas, scope), *kind) if part)


def report_stem(atlas: Atlas, scope: Scope, title: str) -> str:
    """Name the file of a report with this title on a level of an area in the scope's year."""
    kind = (_span(scope), _release(atlas, scope), slug(title) or words.REPORT)
    return "__".join(part for part in (_place(atlas, scope), *kind) if part)


def index_stem(atlas: Atlas, scope: Scope, title: str) -> str:
    """Name the file of an index with this title of the units of a level in the scope's year."""
    kind = (slug(title), _span(scope), _release(atlas, scope), words.INDEX)
    return "__".join(part for part in (_place(atlas, scope), *kind) if part)


def _place(atlas: Atlas, scope: Scope) -> str:
    """Area and level; before them who alone may see the figure, if not everybody may."""
    level = atlas.level(scope.area, scope.level)
    readers = words.READERS.get(atlas.audience, "")
    parts = (readers, scope.area, slug(level.plural) or level.id)
    return "__".join(part for part in parts if part)


def _release(atlas: Atlas, scope: Scope) -> str:
    """Tell a figure from the same one of another release."""
    name = atlas.edition(scope.area).release
    return words.RELEASE.format(name=slug(name)) if name else ""


def _span(scope: Scope) -> str:
    """The year or the years, with that from which on a change is counted."""
    years = scope.years or ((scope.year,) if scope.year else ())
    base = scope.base_year if scope.view is View.CHANGE else None
    ends = [*([base] if base is not None else []), *years]
    return "-".join(str(year) for year in dict.fromkeys((ends[0], ends[-1]))) if ends else ""
