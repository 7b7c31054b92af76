"""What is said of the protection of a release to those who answer for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from importlib.metadata import version
from typing import Final

from atlas.editions.edition import Edition
from atlas.model.cells import State
from atlas.model.disclosure import METHOD_VERSION, CellId, DisclosureRule
from atlas.model.indicators import Catalogue
from atlas.model.protocol import Protocol, ProtocolRow, Reason
from atlas.model.published_table import CellVerdict, Verdict
from atlas.model.quantities import Audience, Kind
from atlas.model.releases import Release
from atlas.pipeline import ProtectedYear, SafeYears

_CELL: Final = ["level", "unit", "quantity", "delivered"]
_KEY: Final = ["year", *_CELL]


def protocol_of(
    release: Release,
    edition: Edition,
    safe: SafeYears,
    inside: Collection[CellId],
    since: Mapping[CellId, str],
) -> Protocol:
    """Say of all that is hidden from the audience of an edition why it is, and how safe.

    Parameters
    ----------
    release
        What is going to be published.
    edition
        What was released to the audience.
    safe
        What of it is published.
    inside
        What is hidden from an audience that sees more.
    since
        What earlier releases hide, with the name of the first that does.
    """
    rows = _Rows(edition, safe, inside, since)
    every = [row for year in safe.years.values() for row in rows.of_year(year)]
    return Protocol(
        release=release,
        audience=edition.audience,
        area=edition.area.name,
        method=METHOD_VERSION,
        solver=f"HiGHS {version('highspy')}",
        rules=tuple(_rules(edition.catalogue, edition.delivered_quantities)),
        rows=tuple(every),
    )


def _rules(
    catalogue: Catalogue, quantities: Collection[str]
) -> Iterator[tuple[DisclosureRule, int]]:
    of_quantities = (catalogue.rule_of(code) for code in quantities)
    counts = Counter(rule for rule in of_quantities if rule is not None)
    yield from sorted(counts.items(), key=lambda item: (-item[0].minimum, item[0].title))


class _Rows:
    """The rows of a protocol, year by year."""

    def __init__(
        self,
        edition: Edition,
        safe: SafeYears,
        inside: Collection[CellId],
        since: Mapping[CellId, str],
    ) -> None:
        self._catalogue = edition.catalogue
        self._audience: Audience = edition.audience
        self._safe = safe
        self._inside = frozenset(inside)
        self._since = since
        self._verdicts: Mapping[CellId, CellVerdict] = {
            item.key: item for item in safe.table.verdicts
        }
        secret = edition.cells[(edition.cells["state"] == State.SECRET).to_numpy()]
        self._came_hidden = frozenset(secret[_KEY].itertuples(index=False, name=None))
        levels = edition.protected.area.levels
        self._levels = {level.id: level.name for level in levels}
        self._order = {level.id: number for number, level in enumerate(levels)}
        self._units = {(level.id, unit.id): unit.name for level in levels for unit in level.units}

    def of_year(self, year: ProtectedYear) -> Iterator[ProtocolRow]:
        """What is hidden in a year: first tables as a whole, then cells."""
        closed = {
            item.quantity for item in year.deliveries if not item.is_released_to(self._audience)
        }
        yield from (self._of_table(year.year, code) for code in sorted(closed))
        hidden = year.cells[(year.cells["state"] == State.SECRET).to_numpy()]
        keys = hidden[_CELL].itertuples(index=False, name=None)
        open_keys = (key for key in keys if key[2] not in closed)
        for key in sorted(open_keys, key=lambda key: (key[2], self._order[key[0]], key[1:])):
            yield self._of_cell((year.year, *key))

    def _of_table(self, year: int, code: str) -> ProtocolRow:
        rule = self._catalogue.rule_of(code)
        reason = Reason.UNRELEASED
        if (year, code) in self._safe.table.withheld:
            reason = Reason.NO_RULE if rule is None else Reason.WITHHELD
        title = self._catalogue.quantities[code].title
        return ProtocolRow(year=year, code=code, quantity=title, reason=reason, rule=rule)

    def _of_cell(self, key: CellId) -> ProtocolRow:
        year, level, unit, code, delivered = key[:5]
        verdict = self._verdicts.get(key)
        return ProtocolRow(
            year=year,
            level=self._levels[level],
            unit_id=unit,
            unit=self._units.get((level, unit), unit),
            code=code,
            quantity=self._catalogue.quantities[code].title,
            delivered=delivered,
            reason=self._reason(key),
            since=self._since.get(key, ""),
            rule=self._catalogue.rule_of(code),
            interval=(verdict.lower, verdict.upper) if verdict else None,
            is_proven=verdict is not None and verdict.verdict is Verdict.PROVEN,
        )

    def _reason(self, key: CellId) -> Reason:
        cell, rule = self._safe.secret.cells.get(key), self._catalogue.rule_of(key[3])
        if key in self._came_hidden:
            return Reason.DELIVERED
        if self._catalogue.quantities[key[3]].kind is Kind.MEAN:
            return Reason.MEAN
        if cell is None or cell.value is None or (cell.primary and cell.contributors):
            return Reason.FEW
        if cell.primary:
            return Reason.SMALL if rule and rule.is_small(cell.value) else Reason.GROUP
        return self._reason_of_others(key)

    def _reason_of_others(self, key: CellId) -> Reason:
        """Why a cell is hidden that isn't for its own sake; today's data count first."""
        is_from_before = key in self._safe.still_hidden and not self._protects_others(key)
        if is_from_before:
            return Reason.INSIDE if key in self._inside else Reason.EARLIER
        return Reason.OTHERS

    def _protects_others(self, key: CellId) -> bool:
        """Whether a cell hangs together with one that is hidden for its own sake today."""
        verdict, cells = self._verdicts.get(key), self._safe.secret.cells
        others = verdict.tables[0].keys() - {key} if verdict else ()
        return any(other in cells and cells[other].primary for other in others)
