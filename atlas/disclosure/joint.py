"""A table beside those of earlier releases: what somebody can do who has them all.

A value that stayed is one unknown, however many releases have it. The attacker is taken to know
which values stayed. Where the atlas doesn't know either, they are taken to be the same: whoever
knows less has more tables to choose from, so what is safe from this attacker is safe from all.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import inf
from typing import Final

from atlas.disclosure.secret_table import SecretTable, is_broken
from atlas.model.disclosure import CellId, SecretCell, TableId, Tie, at_release
from atlas.model.published_table import PublicFacts

_UNKNOWN: Final = SecretCell(value=None)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class EarlierRelease:
    """An earlier release as the atlas knows it.

    `number` counts the releases from 1. `secret` has the values of hidden cells where they were
    kept. `withheld` are the tables of which it says nothing, `unreleased` values of cells of which
    the audience wasn't to know anything.
    """

    number: int
    secret: SecretTable
    facts: PublicFacts
    hidden: frozenset[CellId]
    withheld: frozenset[TableId] = frozenset()
    unreleased: Mapping[CellId, float] = field(default_factory=dict)

    def publishes(self, key: CellId) -> float | None:
        """The figure of a cell, None if it is hidden or isn't in the release."""
        is_hidden = key in self.hidden or (key[0], key[3]) in self.withheld
        return None if is_hidden else self.secret.cells.get(key, _UNKNOWN).value

    def hides(self, key: CellId) -> bool:
        """Whether the release has a cell and doesn't publish it."""
        is_there = key in self.unreleased or self.secret.cells.get(key, _UNKNOWN) != _UNKNOWN
        return is_there and self.publishes(key) is None

    def value(self, key: CellId) -> float | None:
        """The value of a cell, None if the atlas doesn't know it."""
        value = self.secret.cells.get(key, _UNKNOWN).value
        return self.unreleased.get(key) if value is None else value


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Past:
    """Earlier releases, the first one first, and what the atlas knows beyond the new table.

    `unreleased` are values the cells of the new table have of which the audience isn't to know
    anything: they say what stayed.
    """

    releases: tuple[EarlierRelease, ...] = ()
    unreleased: Mapping[CellId, float] = field(default_factory=dict)

    def tells_the_same_as(self, other: Past) -> bool:
        """Whether two audiences were told the same, and weren't told the same."""
        own, others = (tuple(map(_content, past.releases)) for past in (self, other))
        return own == others and self.unreleased == other.unreleased


def _content(release: EarlierRelease) -> tuple[object, ...]:
    secret = release.secret
    system = (secret.cells, secret.ties, secret.relations, secret.untied)
    return release.facts, release.hidden, release.withheld, release.unreleased, *system


NO_PAST: Final = Past()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class JointTable:
    """What can't be read from earlier releases of a new table, with what they add to it.

    What they publish of unchanged values is put into the ties. `versions` say of each of them which
    cells have the value of another release (0: the new one).
    """

    table: SecretTable
    versions: tuple[Mapping[CellId, int], ...] = ()


def joint_table(new: SecretTable, past: Past, withheld: Collection[TableId] = ()) -> JointTable:
    """Put what earlier releases say beside a new table.

    Parameters
    ----------
    new
        Cells and ties of the new release, before anything is withheld.
    past
        The earlier ones.
    withheld
        Tables of which the new release says nothing.
    """
    earlier = past.releases
    if not earlier:
        return JointTable(table=new.without(withheld))
    histories = _Histories(new, earlier, past.unreleased)
    versions = tuple(map(histories.versions, earlier))
    cells = dict(new.without(withheld).cells)
    for release, of_release in zip(earlier, versions, strict=True):
        for key in release.secret.cells:
            number = of_release.get(key, release.number)
            name = at_release(key, number)
            cells[name] = histories.cell(release, key, number, cells.get(name, _UNKNOWN))
    corrected = {key[:5] for key in cells.keys() - new.cells.keys() if cells[key].is_published}
    for key in corrected & new.cells.keys():
        cells[key] = replace(cells[key], ruled_out=histories.ruled_out(key))
    own = frozenset(new.ties)
    added = dict.fromkeys(
        tie
        for release, of_release in zip(earlier, versions, strict=True)
        for tie in _renamed(release, of_release)
        if tie not in own
    )
    # of nothing but what is withheld as a whole a release says nothing
    own_ties = (tie for tie in new.ties if not withheld or not _are_withheld(tie, withheld))
    cells |= _gaps(cells, added, histories)
    ties = _with_published((*own_ties, *added), cells)
    unknown = {key: cell for key, cell in cells.items() if not cell.is_published}
    return JointTable(table=replace(new, cells=unknown, ties=tuple(ties)), versions=versions)


class _Histories:
    """What became of each cell from release to release."""

    def __init__(
        self,
        new: SecretTable,
        earlier: Sequence[EarlierRelease],
        unreleased: Mapping[CellId, float],
    ) -> None:
        self._new, self._earlier, self._unreleased = new, earlier, unreleased
        # a contradictory table isn't published: nothing is compared with its values
        tables = (new, *(release.secret for release in earlier))
        self._alone = frozenset(
            key for table in tables for tie in table.contradictions for key, _ in tie.terms
        )

    def versions(self, release: EarlierRelease) -> Mapping[CellId, int]:
        """The release that has the same value as this one, by cell; left out where it is alone."""
        named = ((key, self._version(release, key)) for key in release.secret.cells)
        return {key: number for key, number in named if number != release.number}

    def _version(self, release: EarlierRelease, key: CellId) -> int:
        cell = release.secret.cells[key]
        figure = release.publishes(key)
        if key in self._alone or (cell == _UNKNOWN and key not in release.unreleased):
            return release.number
        value = figure if figure is not None else self._certain(release, key)
        if value is None:
            return 0 if self._may_be_unchanged(key) else self._first_hiding(key)
        if value == self._new_value(key):
            return 0
        same = (other.number for other in self._earlier if other.value(key) == value)
        return next(same, release.number) if figure is None else release.number

    def _certain(self, release: EarlierRelease, key: CellId) -> float | None:
        """The value of a cell if it is known whenever it is hidden; else they may all be one."""
        hiding = [other.value(key) for other in self._earlier if other.hides(key)]
        is_certain = self._new_value(key) is not None and None not in hiding
        return release.value(key) if is_certain else None

    def _may_be_unchanged(self, key: CellId) -> bool:
        """Whether the new table may have a value that was hidden; no zero is."""
        cell = self._new.cells.get(key, _UNKNOWN)
        if cell.value is None:
            return cell.secret
        return (cell.value > 0 or cell.may_be_zero) and not self.is_published(key)

    def _first_hiding(self, key: CellId) -> int:
        return next(other.number for other in self._earlier if other.hides(key))

    def _new_value(self, key: CellId) -> float | None:
        value = self._new.cells.get(key, _UNKNOWN).value
        return self._unreleased.get(key) if value is None else value

    def is_published(self, key: CellId) -> bool:
        """Whether an earlier release publishes the value the cell has now."""
        value = self._new.cells.get(key, _UNKNOWN).value
        return value is not None and any(of.publishes(key) == value for of in self._earlier)

    def is_guess(self, key: CellId) -> bool:
        """Whether nobody kept all values a cell had while it was hidden."""
        return any(of.hides(key) and of.value(key) is None for of in self._earlier)

    def ruled_out(self, key: CellId, before: float = inf) -> frozenset[float]:
        """What was published of a cell before a release; it isn't that, if the release hides it."""
        figures = (of.publishes(key) for of in self._earlier if of.number < before)
        return frozenset(figure for figure in figures if figure is not None)

    def cell(
        self, release: EarlierRelease, key: CellId, number: int, beside: SecretCell
    ) -> SecretCell:
        """A cell of a release; `beside` is what others with the same value say of it."""
        own = release.secret.cells[key]
        if beside.is_published:
            return beside
        latest = own if number else self._new.cells[key]
        if (figure := release.publishes(key)) is not None:
            return replace(latest, value=figure, primary=False, is_published=True)
        if key not in release.hidden:
            return beside
        cell = latest if beside == _UNKNOWN else beside
        return replace(
            cell,
            primary=True,
            secret=cell.value is None,
            # if the rule is stricter by now: what was hidden by the former stays as it was
            minimum=min(own.minimum, cell.minimum),
            ruled_out=self.ruled_out(key, release.number),
        )


def _renamed(release: EarlierRelease, versions: Mapping[CellId, int]) -> Iterator[Tie]:
    """Ties of a release among the names its cells have in all of them."""
    broken = frozenset(release.secret.contradictions)
    for tie in release.secret.ties:
        if tie not in broken and not _are_withheld(tie, release.withheld):
            yield replace(
                tie,
                terms=tuple(
                    (at_release(key, versions.get(key, release.number)), factor)
                    for key, factor in tie.terms
                ),
            )


def _are_withheld(tie: Tie, withheld: Collection[TableId]) -> bool:
    return all((key[0], key[3]) in withheld for key, _ in tie.terms)


def _gaps(
    cells: Mapping[CellId, SecretCell], ties: Iterable[Tie], histories: _Histories
) -> Mapping[CellId, SecretCell]:
    """Cells whose value isn't the one they are taken to have had: it breaks an earlier tie."""
    broken = (tie for tie in ties if is_broken(tie, cells))
    keys = {key for tie in broken for key, _ in tie.terms}
    return {
        key: replace(cells[key], value=None, secret=True)
        for key in sorted(keys)
        if cells[key].primary and histories.is_guess(key)
    }


def _with_published(ties: Iterable[Tie], cells: Mapping[CellId, SecretCell]) -> Iterator[Tie]:
    """Put in what earlier releases publish: it can't change, and ties of nothing else say nothing.

    So what changed is connected with what is hidden or new near it, not with all its years.
    """
    constants = {key: cell.value for key, cell in cells.items() if cell.is_published}
    for tie in ties:
        terms = tuple(term for term in tie.terms if term[0] not in constants)
        if terms:
            rest = sum(factor * (constants.get(key) or 0.0) for key, factor in tie.terms)
            yield Tie(terms=terms, lower=tie.lower - rest, upper=tie.upper - rest)
