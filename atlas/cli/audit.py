"""What `audit` prints: how far each hidden cell can be computed from what an audience gets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from typing import Any, TypeAlias

from atlas.atlas import Atlas
from atlas.cli import texts as words
from atlas.disclosure.auditor import audit
from atlas.disclosure.safe_table import published_table
from atlas.disclosure.secret_table import SecretTable, linked, secret_table
from atlas.editions.protected_area import ProtectedArea
from atlas.errors import UsageError
from atlas.model.numbers import format_number, plain_number
from atlas.model.published_table import CellVerdict, PublicFacts, PublishedTable, Verdict

_MOST_DECIMALS = 4
Listing: TypeAlias = dict[str, Any]


def audited(atlas: Atlas, area_id: str, year: int | None) -> Listing:
    """Audit what an audience gets of an area in all years together.

    `year` only says of which cells the result tells, None of all.
    Published counts below the minimum of their rule are in the list, too: as narrow as can be.

    Raises
    ------
    UsageError
        If nothing was delivered for the year.
    """
    protected = atlas.edition(area_id).protected
    if not any(year in {None, item.year} for item in protected.years_by_key.values()):
        raise UsageError(words.NOTHING_TO_AUDIT.format(year=year))
    # relations tie a year to others: what these publish is part of the attack
    table = _table(protected)
    every = (*audit(_published(table, protected)), *_exposed(table))
    verdicts = [verdict for verdict in every if year in {None, verdict.key[0]}]
    return {
        "area": area_id,
        "audience": protected.audience.value,
        "cells": [_cell(verdict) for verdict in sorted(verdicts, key=lambda item: item.key)],
        "unsafe": sum(verdict.verdict is not Verdict.PROVEN for verdict in verdicts),
    }


def _table(protected: ProtectedArea) -> SecretTable:
    """The cells an audience gets, and those of which it is told only that there are some."""
    catalogue = protected.catalogue
    rules = {code: rule for code in catalogue.quantities if (rule := catalogue.rule_of(code))}
    years = protected.years_by_key.values()
    tables = [secret_table(year.system, year.cells, rules) for year in years]
    return linked(tables, catalogue.relations)


def _published(table: SecretTable, protected: ProtectedArea) -> PublishedTable:
    hidden = frozenset(key for key, cell in table.cells.items() if cell.secret)
    released = {
        (item.year, item.quantity)
        for item in protected.deliveries
        if item.is_released_to(protected.audience)
    }
    withheld = frozenset((key[0], key[3]) for key in hidden) - released
    facts = PublicFacts(area=protected.area, quantities=protected.catalogue.quantities)
    return replace(published_table(table, hidden, facts), withheld=withheld)


def _exposed(table: SecretTable) -> Iterable[CellVerdict]:
    for key, cell in table.cells.items():
        if cell.primary and cell.value is not None:
            yield CellVerdict(key=key, verdict=Verdict.NARROW, lower=cell.value, upper=cell.value)


def _cell(verdict: CellVerdict) -> Listing:
    year, level, unit, quantity, delivered = verdict.key
    return {
        "year": year,
        "level": level,
        "unit": unit,
        "quantity": quantity,
        "delivered_total": delivered,
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


def _line(cell: Listing) -> str:
    in_words = {
        "reported": words.REPORTED if cell["delivered_total"] else "",
        "lower": _number(cell["lower"]),
        "upper": words.NO_LIMIT if cell["upper"] is None else _number(cell["upper"]),
        "verdict": words.VERDICTS[cell["verdict"]],
    }
    return words.AUDITED_CELL.format(**{**cell, **in_words})


def _number(value: float) -> str:
    decimals = len(plain_number(round(value, _MOST_DECIMALS)).partition(",")[2])
    return format_number(value, decimals)
