"""Rows of a yearly table that speak of other units altogether: a cause to be told once."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from atlas.sources.text_files import CsvRow, CsvTable

FEW_KEYS = 10
"""Up to so many keys may all be misspelt; more of them belong to other units."""


def foreign_rows(
    table: CsvTable, units: Mapping[str, Collection[str]]
) -> dict[str, tuple[CsvRow, ...]]:
    """Find the levels none of whose rows name a unit there is, with these rows.

    Parameters
    ----------
    table
        A table with the columns level and unit.
    units
        Keys of the units of each level.
    """
    found: dict[str, list[CsvRow]] = {}
    for row in table.rows:
        if row.cells["level"] in units:
            found.setdefault(row.cells["level"], []).append(row)
    return {level: tuple(rows) for level, rows in found.items() if _is_foreign(rows, units[level])}


def _is_foreign(rows: Sequence[CsvRow], units: Collection[str]) -> bool:
    keys = {row.cells["unit"] for row in rows}
    return len(keys) > FEW_KEYS and len(units) > FEW_KEYS and keys.isdisjoint(units)
