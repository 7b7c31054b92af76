"""What `audit` prints: how far each hidden cell can be computed from what an audience gets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any, TypeAlias

from atlas.atlas import Atlas
from atlas.cli import texts as words
from atlas.disclosure.auditor import audit
from atlas.disclosure.safe_table import published_table
from atlas.disclosure.secret_table import SecretTable, linked, secret_table
from atlas.editions.protected_area import ProtectedArea
from atlas.errors import UsageError
from atlas.model.published_table import CellVerdict, PublicFacts, Verdict
from atlas.pipeline import ProtectedYear

Listing: TypeAlias = dict[str, Any]


def audited(atlas: Atlas, area_id: str, year: int | None) -> Listing:
    """Audit what an audience gets of an area, one year or all together.

    Published counts below the minimum of their rule are in the list, too: as narrow as can be.

    Raises
    ------
    UsageError
        If nothing was delivered for the year.
    """
    protected = atlas.edition(area_id).protected
    years = [item for item in protected.years_by_key.values() if year in {None, item.year}]
    if not years:
        raise UsageError(words.NOTHING_TO_AUDIT.format(year=year))
    table = _published(protected, years)
    hidden = frozenset(key for key, cell in table.cells.items() if cell.secret)
    facts = PublicFacts(area=protected.area, quantities=protected.catalogue.quantities)
    verdicts = (*audit(published_table(table, hidden, facts)), *_exposed(table))
    return {
        "area": area_id,
        "audience": protected.audience.value,
        "cells": [_cell(verdict) for verdict in sorted(verdicts, key=lambda item: item.key)],
        "unsafe": sum(verdict.verdict is not Verdict.PROVEN for verdict in verdicts),
    }


def _published(protected: ProtectedArea, years: Iterable[ProtectedYear]) -> SecretTable:
    """The cells an audience gets; of a quantity of which it gets none, nobody knows anything."""
    catalogue = protected.catalogue
    rules = {code: rule for code in catalogue.quantities if (rule := catalogue.rule_of(code))}
    tables = []
    for year in years:
        shown = year.cells.loc[year.cells["value"].notna(), "quantity"].unique()
        cells = year.cells[year.cells["quantity"].isin(shown)]
        tables.append(secret_table(year.system, cells, rules))
    return linked(tables, catalogue.relations)


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
    upper = words.NO_LIMIT if cell["upper"] is None else f"{cell['upper']:g}"
    verdict = words.VERDICTS[cell["verdict"]]
    return words.AUDITED_CELL.format(**{**cell, "upper": upper, "verdict": verdict})
