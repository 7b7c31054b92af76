"""What somebody looks at, as parameters of an address: pure, versioned, checked on the way in.

`encode` and `decode` know only how a link is written; `resolve` knows what an atlas has. A link
without a version is of version 1, which named the same things in the same words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Final, TypeVar

from atlas.atlas import Atlas
from atlas.errors import UnknownReleaseError, UnusableReleaseError, shortened
from atlas.model.dates import parse_day
from atlas.model.scope import Scope, View
from atlas.views import choices, texts
from atlas.views.choices import NothingToChooseError
from atlas.views.map.classing_codec import decode_classing, encode_classing

T = TypeVar("T")
VERSION: Final = 2
"""Of the links written today; a change that older programs would misread needs a new one."""
VERSION_NAME: Final = "v"
RELEASE_NAME: Final = "ausgabe"
MOST_LETTERS: Final = 40
"""Of a word of an address, where a sentence repeats it."""
VIEWS: Final[Mapping[str, View]] = {
    "wert": View.VALUE,
    "veraenderung": View.CHANGE,
    "abweichung": View.DEVIATION,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Parameter:
    """How a field of a scope is written; `read` refuses with a ValueError or KeyError."""

    field: str
    read: Callable[[str], Any] = str
    write: Callable[[Any], str] = str


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """What an address says: `scope` is empty where it says nothing.

    `rejected` are the words nobody can read, by parameter. `version` may be a newer one than
    `VERSION`.
    """

    scope: Scope
    version: int = VERSION
    rejected: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """A scope the atlas can show; `missing` are the words it replaced, by parameter."""

    scope: Scope
    missing: Mapping[str, str]


def encode(scope: Scope) -> dict[str, str]:
    """Write a scope as the parameters of an address, without those that are empty."""
    words = {
        name: parameter.write(getattr(scope, parameter.field))
        for name, parameter in PARAMETERS.items()
    }
    return {name: word for name, word in words.items() if word} | {VERSION_NAME: str(VERSION)}


def decode(words: Mapping[str, str]) -> Link:
    """Read the parameters of an address; others than those of `encode` are passed over."""
    fields: dict[str, Any] = {}
    rejected = {}
    for name, parameter in PARAMETERS.items():
        word = words.get(name, "")
        if word and not _read_into(fields, parameter, word):
            rejected[name] = word
    version = words.get(VERSION_NAME) or "1"
    if not _is_number(version):
        rejected[VERSION_NAME], version = version, str(VERSION)
    return Link(scope=replace(_NOTHING, **fields), version=int(version), rejected=rejected)


def _read_into(fields: dict[str, Any], parameter: _Parameter, word: str) -> bool:
    try:
        fields[parameter.field] = parameter.read(word)
    except (ValueError, KeyError):
        return False
    return True


def _is_number(word: str) -> bool:
    """Whether a word is a number of up to four digits that doesn't begin with zero."""
    return word.isascii() and word.isdecimal() and len(word) <= len("9999") and word[0] != "0"


def _year(word: str) -> int:
    if not _is_number(word):
        raise ValueError(word)
    return int(word)


def units_word(units: tuple[str, ...]) -> str:
    """Write keys of units; a backslash stands before a comma within a key."""
    return ",".join(re.sub(r"([\\,])", r"\\\1", unit) for unit in units)


def units_of(word: str) -> tuple[str, ...]:
    """Read keys of units, each once."""
    written = re.findall(r"(?:\\.|[^\\,]|\\$)+", word)
    return tuple(dict.fromkeys(re.sub(r"\\(.)", r"\1", unit) for unit in written))


def rejoined(units: tuple[str, ...], existing: Collection[str]) -> tuple[str, ...]:
    """Join what a comma parted that stands within an existing key, written as it is."""
    left, result = list(units), []
    while left:
        ends = range(len(left), 1, -1)
        length = next((end for end in ends if ",".join(left[:end]) in existing), 1)
        result.append(",".join(left[:length]))
        del left[:length]
    return tuple(dict.fromkeys(result))


def _unless_empty(value: date | int | None) -> str:
    return str(value or "")


_VIEW_NAMES: Final = {view: name for name, view in VIEWS.items()}
_NOTHING: Final = Scope(area="", level="", indicator="")
PARAMETERS: Final[Mapping[str, _Parameter]] = {
    "gebiet": _Parameter(field="area"),
    "ebene": _Parameter(field="level"),
    "indikator": _Parameter(field="indicator"),
    "stand": _Parameter(field="vintage", read=parse_day, write=_unless_empty),
    "jahr": _Parameter(field="year", read=_year, write=_unless_empty),
    "basis": _Parameter(field="base_year", read=_year, write=_unless_empty),
    "auswertung": _Parameter(field="view", read=VIEWS.__getitem__, write=_VIEW_NAMES.__getitem__),
    "klassen": _Parameter(field="classing", read=decode_classing, write=encode_classing),
    "auswahl": _Parameter(field="selection", read=units_of, write=units_word),
    RELEASE_NAME: _Parameter(field="release"),
}
"""All that a link says about a scope; what belongs to one page only is left to that page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Check:
    """One pass through a scope; collects what the atlas doesn't have."""

    missing: dict[str, str] = field(default_factory=dict)

    def one_of(self, name: str, value: T, offered: Collection[T], default: Callable[[], T]) -> T:
        """Return the value if it is offered, else the default; an empty one is not missing."""
        if value in offered:
            return value
        if value:
            self.missing[name] = PARAMETERS[name].write(value)
        return default()


def atlas_of(atlas: Atlas, requested: Scope) -> Atlas:
    """The atlas in which the area is shown as in the release that is requested, if it can be.

    Never another state of the data: where the working state is shown there is nothing to choose.
    """
    area = requested.area or next(iter(atlas.area_ids), "")
    if not requested.release or area not in atlas.area_ids:
        return atlas
    try:
        return atlas.showing(area, requested.release)
    except (UnknownReleaseError, UnusableReleaseError):
        return atlas


def resolve(atlas: Atlas, requested: Scope) -> Resolution:
    """Replace by the default what the atlas doesn't have, and what a scope leaves open.

    The atlas is that of `atlas_of`. Units of all levels of the area stay selected: another level
    may be looked at next.

    Raises
    ------
    NothingToChooseError
        If there is no area, or no figure of it.
    """
    check = _Check()
    areas = choices.areas(atlas)
    area = check.one_of("gebiet", requested.area, areas, lambda: choices.default_area(atlas, areas))
    levels = choices.levels(atlas, area)
    if not levels:
        text = texts.NO_FIGURES_READ if atlas.catalogue_errors((area,)) else texts.NO_FIGURES
        raise NothingToChooseError(text.format(area=areas[area], area_id=area))
    level = check.one_of(
        "ebene", requested.level, levels, lambda: choices.default_level(atlas, area, levels)
    )
    code = check.one_of(
        "indikator",
        requested.indicator,
        atlas.available(area, level),
        lambda: _first_indicator(atlas, area, level),
    )
    days = [date.fromisoformat(day) for day in choices.vintages(atlas, area, level)]
    vintage = check.one_of("stand", requested.vintage, [None, *days], lambda: None)
    return _with_years(
        atlas,
        check,
        replace(
            requested,
            area=area,
            level=level,
            indicator=code,
            vintage=None if vintage in days[:1] else vintage,
            selection=_existing(atlas, check, area, requested.selection),
            release=check.one_of(
                RELEASE_NAME, requested.release, ["", atlas.edition(area).release], str
            ),
        ),
    )


def _first_indicator(atlas: Atlas, area: str, level: str) -> str:
    offered = choices.indicators(atlas, area, choices.topic_fields(atlas, area, level))
    return choices.default_indicator(atlas, area, offered)


def _with_years(atlas: Atlas, check: _Check, scope: Scope) -> Resolution:
    """Resolve year, base year and view, which depend on level and indicator."""
    series = (scope.area, scope.level, scope.indicator)
    years = choices.years(atlas, *series)
    year = check.one_of("jahr", scope.year, years, lambda: choices.default_year(atlas, *series))
    bases = choices.base_years(atlas, scope, year)
    base = check.one_of("basis", scope.base_year, bases, lambda: next(iter(bases), None))
    dated = replace(scope, year=year, base_year=base)
    offered = choices.views(atlas, dated)
    view = check.one_of("auswertung", scope.view, offered, lambda: View.VALUE)
    return Resolution(scope=replace(dated, view=view), missing=check.missing)


def _existing(
    atlas: Atlas, check: _Check, area: str, selection: tuple[str, ...]
) -> tuple[str, ...]:
    """Leave out units that no level of the area ever had."""
    if not selection:
        return ()
    units = {unit.id for level in atlas.area(area).levels for unit in level.units}
    selection = rejoined(selection, units)
    unknown = tuple(unit for unit in selection if unit not in units)
    if unknown:
        check.missing["auswahl"] = units_word(unknown)
    return tuple(unit for unit in selection if unit in units)


def notice(link: Link, missing: Mapping[str, str]) -> str:
    """Say what a link asks for in vain, in one sentence each; empty if it opens as it is.

    A release that isn't shown is left to `release_reason`.

    Parameters
    ----------
    missing
        What the atlas doesn't have, by parameter.
    """
    words = {**link.rejected, **missing}
    words.pop(RELEASE_NAME, "")
    labels = texts.ADDRESS_NAMES.items()
    named = {label: words[name] for name, label in labels if name in words}
    sentences = (
        texts.LINK_NEWER if link.version > VERSION else "",
        rejection(named) if words else "",
    )
    return " ".join(sentence for sentence in sentences if sentence)


def rejection(words: Mapping[str, str]) -> str:
    """Say which words of a link there aren't here, by the labels of their choices."""
    named = (
        texts.ADDRESS_WORD.format(label=label, word=shortened(word, MOST_LETTERS))
        for label, word in words.items()
    )
    return texts.ADDRESS_REJECTED.format(words=", ".join(named))


def release_reason(atlas: Atlas, resolution: Resolution) -> str:
    """Say why the release a link asks for isn't shown, and which one is; "" if it is."""
    name, area_id = resolution.missing.get(RELEASE_NAME, ""), resolution.scope.area
    if not name:
        return ""
    shown, release = atlas.edition(area_id).release, shortened(name, MOST_LETTERS)
    if not shown:
        return texts.RELEASE_OF_WORKING_STATE.format(release=release)
    listed = atlas.releases(area_id)
    form = texts.RELEASE_MISSING
    if name in listed.other_versions:
        form = texts.RELEASE_OF_OTHER_VERSION
    elif name in listed.unreadable or listed.find(name) is not None:
        form = texts.RELEASE_DAMAGED
    return form.format(release=release, area=atlas.area(area_id).name, shown=shown)


def reason(atlas: Atlas, resolution: Resolution) -> str:
    """Say why an indicator a link asks for has no figures here; "" if it has or isn't known."""
    code, scope = resolution.missing.get("indikator", ""), resolution.scope
    return atlas.why_missing(scope.area, scope.level, code) if code else ""
