"""What `audit` prints: how far each hidden cell can be computed from what an audience gets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from atlas.atlas import Atlas
from atlas.cli import texts as words
from atlas.cli.listing import readers
from atlas.disclosure.auditor import audit
from atlas.disclosure.safe_table import published_table
from atlas.disclosure.secret_table import SecretTable
from atlas.editions.edition import Edition
from atlas.editions.past_releases import tables_before
from atlas.editions.protected_area import ProtectedArea
from atlas.errors import UsageError
from atlas.model.disclosure import CellId, release_of
from atlas.model.numbers import format_number, plain_number
from atlas.model.published_table import CellVerdict, PublishedTable, Verdict
from atlas.model.releases import Release
from atlas.pipeline import public_facts, secret_years

_MOST_DECIMALS = 4
Listing: TypeAlias = dict[str, Any]


def audited(atlas: Atlas, area_id: str, year: int | None) -> Listing:
    """Audit what an audience gets of an area in all years, and releases up to this, together.

    `year` only says of which cells the result tells, None of all.
    Published counts below the minimum of their rule are in the list, too: as narrow as can be.

    Raises
    ------
    UsageError
        If nothing was delivered for the year, or counts are rounded.
    DamagedReleaseError
        If an earlier release was altered.
    """
    result = _audit(atlas, area_id, year)
    return {
        "area": area_id,
        **readers(atlas, area_id),
        "cells": [_cell(verdict, result.releases) for verdict in result.verdicts],
        "unsafe": sum(verdict.verdict is not Verdict.PROVEN for verdict in result.verdicts),
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class _Audit:
    """Verdicts, and by number the names of the releases before the one in question."""

    verdicts: tuple[CellVerdict, ...]
    releases: Mapping[int, str]


def witness_tables(atlas: Atlas, area_id: str, cell: str) -> Listing:
    """Two tables that agree with all an audience gets, in which a hidden cell differs.

    Only cells that differ are listed; `equal` says how many others hang together with them.

    Parameters
    ----------
    atlas, area_id
        Who looks, and at what.
    cell
        Year, level, unit and quantity as `audit` lists them.

    Raises
    ------
    UsageError
        If the cell isn't hidden, or there are no such tables.
    DamagedReleaseError
        If an earlier release was altered.
    """
    result = _audit(atlas, area_id, None)
    verdicts = {_name(item.key, result.releases): item for item in result.verdicts}
    hidden_cell = verdicts.get(" ".join(cell.split()))
    if hidden_cell is None:
        example = next(iter(verdicts), "2023 bezirk 01 ew")
        raise UsageError(words.NO_SUCH_CELL.format(cell=cell, example=example))
    one, other = hidden_cell.tables
    if not one:
        raise UsageError(
            words.NO_WITNESS.format(**_in_words(_cell(hidden_cell, result.releases)), cell=cell)
        )
    differing = [key for key in sorted(one) if one[key] != other[key]]
    return {
        "cell": _name(hidden_cell.key, result.releases),
        "tables": [
            {"cell": _name(key, result.releases), "one": one[key], "other": other[key]}
            for key in differing
        ],
        "equal": len(one) - len(differing),
    }


def witness_text(listed: Listing) -> str:
    """Two tables side by side, for people."""
    lines = (
        words.WITNESS_LINE.format(
            cell=row["cell"], one=_number(row["one"]), other=_number(row["other"])
        )
        for row in listed["tables"]
    )
    equal = listed["equal"]
    rest = [words.WITNESS_EQUAL.format(equal=format_number(equal, 0))] if equal else []
    return "\n".join([words.WITNESS_HEAD, *lines, *rest])


def _audit(atlas: Atlas, area_id: str, year: int | None) -> _Audit:
    edition = atlas.edition(area_id)
    if edition.rounding_base:
        raise UsageError(words.ROUNDED_AUDIT.format(release=edition.release))
    protected = edition.protected
    if not any(year in {None, item.year} for item in protected.years_by_key.values()):
        raise UsageError(words.NOTHING_TO_AUDIT.format(year=year))
    # relations tie a year to others: what these publish is part of the attack
    # cells an audience gets, and those of which it is told only that there are some
    years = protected.years_by_key.values()
    table = secret_years(years, protected.catalogue, protected.contributors)
    releases = _releases(atlas, edition)
    published = _published(table, protected)
    if edition.protection is not None:
        published = replace(published, mode=edition.protection.mode)
    if len(releases) > 1:
        published = replace(published, earlier=tables_before(atlas.context, releases))
    every = (*audit(published), *_exposed(table))
    verdicts = (verdict for verdict in every if year in {None, verdict.key[0]})
    return _Audit(
        verdicts=tuple(sorted(verdicts, key=lambda item: item.key)),
        releases={release.number: release.name for release in releases[:-1]},
    )


def _releases(atlas: Atlas, edition: Edition) -> tuple[Release, ...]:
    """The release in question and all before it; none where it is the working state."""
    listed = atlas.releases(edition.area.id)
    last = listed.find(edition.release)
    return () if last is None else listed.readable[: listed.readable.index(last) + 1]


def _published(table: SecretTable, protected: ProtectedArea) -> PublishedTable:
    hidden = frozenset(key for key, cell in table.cells.items() if cell.secret)
    released = {
        (item.year, item.quantity)
        for item in protected.deliveries
        if item.is_released_to(protected.audience)
    }
    withheld = frozenset((key[0], key[3]) for key in hidden) - released
    facts = public_facts(protected.area, protected.catalogue)
    return replace(published_table(table, hidden, facts), withheld=withheld)


def _exposed(table: SecretTable) -> Iterable[CellVerdict]:
    for key, cell in table.cells.items():
        if cell.primary and cell.value is not None:
            yield CellVerdict(key=key, verdict=Verdict.NARROW, lower=cell.value, upper=cell.value)


def _cell(verdict: CellVerdict, releases: Mapping[int, str]) -> Listing:
    year, level, unit, quantity, delivered = verdict.key[:5]
    return {
        "year": year,
        "level": level,
        "unit": unit,
        "quantity": quantity,
        "delivered_total": delivered,
        "earlier_release": releases.get(release_of(verdict.key), ""),
        "lower": verdict.lower,
        "upper": verdict.upper if verdict.upper < float("inf") else None,
        "verdict": verdict.verdict.value,
    }


def audit_text(listed: Listing) -> str:
    """The audit for people: what isn't safe, then how many cells of each kind there are."""
    unsafe = [cell for cell in listed["cells"] if cell["verdict"] != Verdict.PROVEN]
    counts = Counter(cell["verdict"] for cell in listed["cells"])
    summary = words.AUDIT_SUMMARY.format(
        proven=counts[Verdict.PROVEN],
        narrow=counts[Verdict.NARROW],
        undecided=counts[Verdict.UNDECIDED],
    )
    return "\n".join([*map(_line, unsafe), summary])


def _name(key: CellId, releases: Mapping[int, str]) -> str:
    """A cell as `audit` lists it."""
    year, level, unit, quantity, delivered = key[:5]
    earlier = _of_release(releases.get(release_of(key), ""))
    return f"{year} {level} {unit} {quantity}{words.REPORTED if delivered else ''}{earlier}"


def _of_release(name: str) -> str:
    return words.IN_RELEASE.format(release=name) if name else ""


def _line(cell: Listing) -> str:
    return words.AUDITED_CELL.format(**_in_words(cell))


def _in_words(cell: Listing) -> Listing:
    return {
        **cell,
        "reported": words.REPORTED if cell["delivered_total"] else "",
        "earlier": _of_release(cell["earlier_release"]),
        "lower": _number(cell["lower"]),
        "upper": words.NO_LIMIT if cell["upper"] is None else _number(cell["upper"]),
        "verdict": words.VERDICTS[cell["verdict"]],
    }


def _number(value: float) -> str:
    decimals = len(plain_number(round(value, _MOST_DECIMALS)).partition(",")[2])
    return format_number(value, decimals)
