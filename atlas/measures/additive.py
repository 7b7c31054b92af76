"""Build the additive system of a year from its cells, as they were added up."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

import numpy as np
import pandas as pd

from atlas.measures.cells import Flags
from atlas.measures.nesting import coarser_levels, parents_by_year, years_with_lost_units
from atlas.model.additive import (
    RESIDUAL_TOLERANCE,
    AdditiveSystem,
    CellGroup,
    PartSums,
    Subset,
    UnitSums,
)
from atlas.model.areas import Area
from atlas.model.quantities import Delivery, Kind, Quantity, TotalRule

_ADDITIVE = frozenset({Kind.COUNT, Kind.AMOUNT})


def additive_system(
    year: int,
    area: Area,
    quantities: Mapping[str, Quantity],
    deliveries: Sequence[Delivery],
    cells: pd.DataFrame,
) -> AdditiveSystem:
    """Say which cell of a year is the sum of which.

    Parameters
    ----------
    year
        The year.
    area
        Levels, memberships and systems.
    quantities
        Definitions: kinds, complete and incomplete breakdowns.
    deliveries
        What was delivered for the year, with base levels.
    cells
        The table of this year: columns level, unit, quantity (categories), value and delivered.

    Returns
    -------
    AdditiveSystem
        Sums over units (all levels and systems), complete breakdowns, incomplete ones, and
        delivered totals beside own sums. Means and given figures are in none of them.
    """
    delivered = cells["delivered"].to_numpy(dtype=bool)
    adds_up = cells["quantity"].isin(
        [code for code, item in quantities.items() if item.kind in _ADDITIVE]
    )
    cells_by_group = tuple(_groups(cells[adds_up & ~delivered]))
    present = {group.quantity for group in cells_by_group}
    untied = _is_untied(cells, quantities, deliveries)
    additive = [d for d in deliveries if quantities[d.quantity].kind in _ADDITIVE]
    return AdditiveSystem(
        year=year,
        cells=cells_by_group,
        totals=tuple(_groups(cells[adds_up & delivered & ~untied])),
        untied=tuple(_groups(cells[adds_up & delivered & untied])),
        unit_sums=tuple(_unit_sums(area, additive, year)),
        part_sums=tuple(_part_sums(quantities, present)),
        subsets=tuple(_subsets(quantities, present)),
    )


def _is_untied(
    cells: pd.DataFrame, quantities: Mapping[str, Quantity], deliveries: Iterable[Delivery]
) -> Flags:
    """Which delivered totals aren't the sum of their units: by their rule, or by their size."""
    rules = {code: item.total for code, item in quantities.items()}
    rules |= {item.quantity: item.total for item in deliveries if item.total}
    counted = [code for code, rule in rules.items() if rule is TotalRule.DELIVERED]
    keys = pd.MultiIndex.from_frame(cells[["level", "unit", "quantity"]])
    delivered = cells["delivered"].to_numpy(dtype=bool)
    value = cells["value"].to_numpy(dtype=np.float64)
    sums = pd.Series(value[~delivered], index=keys[~delivered]).reindex(keys).to_numpy()
    # a hidden figure on either side leaves the equation: it may hold
    differ = np.abs(value - sums) > RESIDUAL_TOLERANCE * np.abs(value)
    return np.asarray(cells["quantity"].isin(counted) | differ, dtype=np.bool_)


def _groups(cells: pd.DataFrame) -> Iterator[CellGroup]:
    """Units of each quantity and level; those with the same units share one tuple."""
    level, unit, quantity = (cells[name].cat for name in ("level", "unit", "quantity"))
    shape = (len(level.categories), len(quantity.categories), len(unit.categories))
    present = np.zeros(shape, dtype=np.bool_)
    present[level.codes, quantity.codes, unit.codes] = True
    names = np.array(unit.categories, dtype=object)
    tuples: dict[bytes, tuple[str, ...]] = {}
    for row, column in np.argwhere(present.any(axis=2)):
        units = present[row, column]
        key = units.tobytes()
        if key not in tuples:
            tuples[key] = tuple(names[units])
        yield CellGroup(
            quantity=str(quantity.categories[column]),
            level=str(level.categories[row]),
            units=tuples[key],
        )


def _unit_sums(area: Area, deliveries: Iterable[Delivery], year: int) -> Iterator[UnitSums]:
    codes: dict[str, list[str]] = {}
    for delivery in deliveries:
        codes.setdefault(delivery.base_level, []).append(delivery.quantity)
    for base, of_base in sorted(codes.items()):
        for level, path in coarser_levels(base, area).items():
            parents = parents_by_year(area, path, [year])
            # a sum that misses a unit is unknown: it ties nothing
            if years_with_lost_units(area, path, parents, [year]):
                continue
            members: dict[str, set[str]] = {}
            for unit, parent in zip(parents["unit"], parents["parent"], strict=True):
                members.setdefault(parent, set()).add(unit)
            yield UnitSums(
                base=base,
                level=level,
                quantities=tuple(sorted(of_base)),
                members=tuple((unit, tuple(sorted(of))) for unit, of in sorted(members.items())),
            )


def _part_sums(quantities: Mapping[str, Quantity], present: Collection[str]) -> Iterator[PartSums]:
    for code, item in quantities.items():
        for parts in item.parts:
            if all(part in present for part in (code, *parts)):
                yield PartSums(whole=code, parts=parts)


def _subsets(quantities: Mapping[str, Quantity], present: Collection[str]) -> Iterator[Subset]:
    for code, item in quantities.items():
        for part in item.among:
            if code in present and part in present:
                yield Subset(whole=code, part=part)
