"""Which unit of an area a row is about: exactly, by repaired key, by name; else proposed.

What isn't certain is never taken in silence: near names are proposed, and a person confirms.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Final, NamedTuple

from rapidfuzz import fuzz, process

from atlas.model.areas import Area, Level, SpatialUnit
from atlas.model.intake import IntakeProblem
from atlas.sources.intake import layout_texts as words
from atlas.sources.intake.findings import finding, limited, listed
from atlas.sources.intake.levels import is_pseudo

_NEAR: Final = 80.0
"""From 0 to 100: from here on two names are near enough to be proposed."""
_PUNCTUATION: Final = re.compile(r"[^\w]+|_")
_NUMBERED: Final = re.compile(r"(?:[#(]?[0-9]+(?:[.\-/][0-9]+)*\)?[.:)]?\s*[-–:]?\s+)(?=\D)")
_FOOTNOTE: Final = re.compile(r"\s*(?:\*+|[¹²³⁴⁵⁶⁷⁸⁹⁰]+[)⁾]?|\s[0-9]{1,2}\))$")
_SAINT: Final = re.compile(r"\bst\b")


class ProposedUnit(NamedTuple):
    """A unit whose name is near a key that fits none; `score` is from 0 to 1."""

    key: str
    unit: str
    name: str
    score: float


class UnitPlace(NamedTuple):
    """A unit with the level it belongs to."""

    level: str
    unit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitMatches:
    """How the keys of a file fit an area: `matched` counts units of the level wanted.

    `matched` is None where no area was named. `missing` are units without a row and without a
    proposed one, `pseudo` keys of rows that belong to no unit, `places` the unit of each key that
    has one.
    """

    matched: int | None = None
    unknown: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    proposed: tuple[ProposedUnit, ...] = ()
    pseudo: tuple[str, ...] = ()
    repaired: tuple[tuple[str, str], ...] = ()
    places: Mapping[str, UnitPlace] = field(default_factory=dict)


NO_MATCHES: Final = UnitMatches()


def normalized_name(name: str) -> str:
    """Return what is the same name to a reader: "Nordstadt II" is "02 Nordstadt-II"."""
    # superscripts become digits in what follows
    marked = _FOOTNOTE.sub("", name)
    folded = unicodedata.normalize("NFKC", marked).casefold().translate(words.SPELLINGS)
    bare = _NUMBERED.sub("", folded, count=1) if _NUMBERED.match(folded) else folded
    plain = _PUNCTUATION.sub(" ", bare).strip()
    return _SAINT.sub("sankt", plain)


@dataclass(frozen=True, eq=False)
class UnitRegister:
    """The units of an area on a day, to look up by key and by name; `wanted` is the level."""

    area: Area
    wanted: Level
    day: date

    @cached_property
    def by_level(self) -> dict[str, tuple[SpatialUnit, ...]]:
        """Units of each level, that wanted first."""
        others = [level for level in self.area.levels if level.id != self.wanted.id]
        return {
            level.id: level.units_on(self.day) or level.newest_units
            for level in (self.wanted, *others)
            if level.custom is None
        }

    @cached_property
    def by_key(self) -> dict[str, UnitPlace]:
        """The unit of each key; one of the level wanted before one of another level."""
        return {
            unit.id: UnitPlace(level, unit.id)
            for level, units in reversed(self.by_level.items())
            for unit in units
        }

    @cached_property
    def lengths(self) -> tuple[int, ...]:
        """How many digits the keys of the level wanted have."""
        keys = (unit.id for unit in self.by_level[self.wanted.id])
        return tuple(sorted({len(key) for key in keys if key.isdecimal()}))

    def by_name(self, level: str, *, exact: bool) -> dict[str, list[str]]:
        """Keys of the units of a level that go by each name, official or everyday."""
        return self._names[level, exact]

    @cached_property
    def _names(self) -> dict[tuple[str, bool], dict[str, list[str]]]:
        names: dict[tuple[str, bool], dict[str, list[str]]] = {}
        for level, units in self.by_level.items():
            for exact in (True, False):
                keys = names.setdefault((level, exact), {})
                for unit in units:
                    own = {unit.name, unit.everyday_name} - {""}
                    for name in own if exact else {normalized_name(name) for name in own}:
                        keys.setdefault(name, []).append(unit.id)
        return names

    def coded(self, key: str, name: str, present: Collection[str]) -> UnitPlace | None:
        """Find the unit of a key, also of one that lost its leading zeros, or got blanks or ".0".

        "11" may be the whole key of a larger unit, or "011" of one of the level wanted without its
        zero: the name beside it tells; else it is that of the level wanted, unless "011" is
        `present` in the file, too.
        """
        exact = self.by_key.get(key)
        if exact and exact.level == self.wanted.id:
            return exact
        places = self._repaired(key)
        wanted = {place for place in places if place.level == self.wanted.id}
        named = {place for place in self.named(name) if place == exact or place in wanted}
        if len(named) == 1:
            return named.pop()
        if len(wanted) == 1 and next(iter(wanted)).unit not in present:
            return wanted.pop()
        if exact:
            return exact
        return places.pop() if len(places) == 1 else None

    def _repaired(self, key: str) -> set[UnitPlace]:
        bare = re.sub(r"[\s\u00a0.\-/]", "", key.removesuffix(".0").removesuffix(",0"))
        forms = {bare, *(bare.zfill(length) for length in self.lengths if bare.isdecimal())}
        return {self.by_key[form] for form in forms - {key} if form in self.by_key}

    def named(self, name: str) -> tuple[UnitPlace, ...]:
        """Find the units of a name: those of the level wanted, else those of another level."""
        for level in self.by_level:
            for exact in (True, False):
                label = name if exact else normalized_name(name)
                keys = self.by_name(level, exact=exact).get(label, [])
                if keys:
                    return tuple(UnitPlace(level, key) for key in keys)
        return self._without_suffix(name)

    def _without_suffix(self, name: str) -> tuple[UnitPlace, ...]:
        """Find the units of an official name: "Overath, Stadt", "Leichlingen (Rhld.), Stadt".

        All levels count: Aachen may be a town and a county.
        """
        bare = normalized_name(words.OFFICIAL_SUFFIX.sub("", name))
        if not bare or bare == normalized_name(name):
            return ()
        return tuple(
            UnitPlace(level, key)
            for level in self.by_level
            for key in self.by_name(level, exact=False).get(bare, [])
        )

    def named_by_person(self, unit: str) -> tuple[UnitPlace, ...]:
        """Return the unit of an id, none if there is none."""
        return (self.by_key[unit],) if unit in self.by_key else ()

    def whole(self) -> UnitPlace | None:
        """Return the unit that is the whole area, to which totals belong."""
        units = self.by_level.get(self.area.top_level, ())
        return UnitPlace(self.area.top_level, units[0].id) if len(units) == 1 else None

    def near(self, name: str, taken: set[str]) -> ProposedUnit | None:
        """Find the unit of the level wanted whose name is nearest, if any is near."""
        names = self.by_name(self.wanted.id, exact=False)
        free = {label: keys[0] for label, keys in names.items() if keys[0] not in taken}
        best = process.extractOne(
            normalized_name(name), list(free), scorer=fuzz.WRatio, score_cutoff=_NEAR
        )
        if best is None:
            return None
        unit = free[best[0]]
        title = next(item.name for item in self.by_level[self.wanted.id] if item.id == unit)
        return ProposedUnit(name, unit, title, round(best[1] / 100, 2))


def match_units(
    register: UnitRegister,
    rows: Sequence[tuple[str, str, int]],
    said: Mapping[str, str],
    *,
    is_code: bool,
) -> tuple[UnitMatches, list[IntakeProblem]]:
    """Match the rows of a file (key, name, row from 0) with the units of an area.

    `said` are units by key as a person named them, "" for none.
    """
    places: dict[str, UnitPlace] = {}
    repaired: list[tuple[str, str]] = []
    pseudo: list[str] = []
    left: list[tuple[str, str, int]] = []
    several: dict[str, tuple[int, tuple[UnitPlace, ...]]] = {}
    present = frozenset(key for key, _, _ in rows)
    for key, name, row in dict.fromkeys(rows):
        if not key or key in places or said.get(key) == "":
            continue
        candidates = (
            register.named_by_person(said[key])
            if key in said
            else _candidates(register, key, name, present, is_code=is_code)
        )
        if len(candidates) == 1:
            places[key] = candidates[0]
            if candidates[0].unit != key and is_code and key not in said:
                repaired.append((key, candidates[0].unit))
        elif candidates:
            several[key] = (row, candidates)
        elif is_pseudo(key, name):
            pseudo.append(key)
        else:
            left.append((key, name, row))
    taken = {place.unit for place in places.values() if place.level == register.wanted.id}
    proposed = _proposed(register, left, taken, is_code=is_code)
    near = {item.key for item in proposed}
    likely = {item.unit for item in proposed}
    unknown = [(key, name, row) for key, name, row in left if key not in near]
    units = register.by_level[register.wanted.id]
    matches = UnitMatches(
        matched=len(taken),
        unknown=tuple(dict.fromkeys([*(key for key, _, _ in unknown), *several])),
        missing=tuple(unit.id for unit in units if unit.id not in taken | likely),
        proposed=tuple(proposed),
        pseudo=tuple(pseudo),
        repaired=tuple(repaired),
        places=places,
    )
    return matches, [
        *_several_findings(register, several),
        *_findings(matches, unknown, {key: row for key, _, row in left}, register),
    ]


def _candidates(
    register: UnitRegister, key: str, name: str, present: Collection[str], *, is_code: bool
) -> tuple[UnitPlace, ...]:
    """Find the units a key may mean; a total is the whole area, whatever the other keys are."""
    if is_code:
        place = register.coded(key, name, present)
        if place is not None:
            return (place,)
    elif by_name := register.named(key):
        return by_name
    whole = register.whole() if words.TOTAL.fullmatch(key) else None
    return (whole,) if whole else ()


def _proposed(
    register: UnitRegister,
    left: Sequence[tuple[str, str, int]],
    taken: set[str],
    *,
    is_code: bool,
) -> list[ProposedUnit]:
    proposed = []
    for key, name, _ in left:
        label = name if is_code else key
        near = register.near(label, taken) if label and not label.isdecimal() else None
        if near is not None:
            proposed.append(near._replace(key=key))
    return proposed


def _several_findings(
    register: UnitRegister, several: Mapping[str, tuple[int, tuple[UnitPlace, ...]]]
) -> Iterator[IntakeProblem]:
    for key, (row, places) in several.items():
        units = (f"{place.unit}{_parent(register.area, place)}" for place in places)
        yield finding("unit_ambiguous", row=row, value=key, units=listed(units))


def _parent(area: Area, place: UnitPlace) -> str:
    """Name what a unit lies in, in brackets: equal names of two towns are told apart so."""
    for item in area.memberships:
        if (item.level, item.unit) == place:
            level = area.level(item.parent_level)
            units = level.newest_units if level else ()
            name = next((unit.name for unit in units if unit.id == item.parent), item.parent)
            return f" ({name})"
    return ""


def _findings(
    matches: UnitMatches,
    unknown: Sequence[tuple[str, str, int]],
    rows: Mapping[str, int],
    register: UnitRegister,
) -> Iterator[IntakeProblem]:
    if not matches.matched:
        keys = listed(unit.id for unit in register.by_level[register.wanted.id])
        yield finding("units_foreign", level=register.wanted.name, keys=keys)
    if not matches.missing and len(unknown) > (matches.matched or 0):
        # a table of the whole country: the area is complete in it
        names = listed(name for _, name, _ in unknown)
        yield finding("rows_elsewhere", row=unknown[0][2], count=len(unknown), names=names)
        unknown = ()
    yield from limited(
        finding("unit_unknown", row=row, value=key, level=register.wanted.name)
        for key, _, row in unknown
    )
    for item in matches.proposed:
        yield finding(
            "unit_proposed", row=rows[item.key], value=item.key, unit=item.unit, name=item.name
        )
    if matches.repaired:
        pairs = listed(f"{key} → {unit}" for key, unit in matches.repaired)
        yield finding("keys_repaired", count=len(matches.repaired), pairs=pairs)
    if matches.missing:
        units = register.by_level[register.wanted.id]
        absent = [f"{unit.name} ({unit.id})" for unit in units if unit.id in matches.missing]
        yield finding("units_missing", count=len(absent), units=listed(absent))
