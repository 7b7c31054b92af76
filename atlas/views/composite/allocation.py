"""A budget shared out among the units of a level by an index: figures and tables.

Amounts come of what an audience is shown: they tell nothing that isn't shown anyway.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

import numpy as np

from atlas.atlas import Atlas
from atlas.errors import AllocationError
from atlas.measures.allocation import Allocation, AllocationUnits, allocate
from atlas.measures.cells import Floats
from atlas.model.allocation import CENTS_PER_EURO, AllocationVariant, Budget
from atlas.model.numbers import format_change, format_number, plain_number
from atlas.model.results import ValueRow
from atlas.model.scope import Scope
from atlas.model.specs import Provenance, TableCell, TableColumn, TableRow, TableSpec
from atlas.views import texts
from atlas.views.composite import allocation_texts as words
from atlas.views.composite.figures import AreaIndex, IndexChoice, area_index
from atlas.views.composite.maps import DECIMALS
from atlas.views.composite.table import index_sources
from atlas.views.numbers import format_figure
from atlas.views.provenance import merged
from atlas.views.table.tables import table_sources

MOST_VARIANTS: Final = len(words.VARIANTS)
_CENTS: Final = 2
_EMPTY: Final = TableCell(text="")
_AMOUNT: Final = re.compile(r"\d{1,3}(\.\d{3})+(,\d{1,2})?|\d+(,\d{1,2})?")
"""Euros as people write them, with or without points between thousands."""
_NUMBER: Final = re.compile(r"(\d{1,3}(\.\d{3})+|\d+)(,\d+)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class AllocationChoice:
    """A budget, its variants and the index it goes by."""

    index: IndexChoice
    budget: Budget
    variants: tuple[AllocationVariant, ...]

    @property
    def scope(self) -> Scope:
        """Area, level and year."""
        return self.index.scope


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class AreaAllocation:
    """Amounts of each variant; `units` are those of the level, `sizes` as they are printed."""

    choice: AllocationChoice
    index: AreaIndex
    units: AllocationUnits
    sizes: tuple[str, ...]
    size_title: str
    results: tuple[Allocation, ...]

    @property
    def decimals(self) -> int:
        """Decimals of an amount in euros."""
        return _CENTS if self.choice.budget.in_cents else 0

    @property
    def named(self) -> Iterator[tuple[str, AllocationVariant, Allocation]]:
        """Name, formula and amounts of each variant."""
        return zip(words.VARIANTS, self.choice.variants, self.results, strict=False)

    def without_index(self, at: int) -> bool:
        """Whether a unit has no index."""
        return bool(np.isnan(self.units.index[at]))

    def without_size(self, at: int) -> bool:
        """Whether the size of a unit isn't shown."""
        return bool(np.isnan(self.units.sizes[at]))

    def per_head(self, cents: int, at: int) -> float | None:
        """Euros per head of a unit; None where the size isn't shown or zero."""
        size = float(self.units.sizes[at])
        return cents / CENTS_PER_EURO / size if size > 0 else None


def area_allocation(atlas: Atlas, choice: AllocationChoice) -> AreaAllocation:
    """Share out a budget among the units of a level.

    Raises
    ------
    UnknownNameError, NoDataError, CompositeError
        See `figures.area_index`.
    AllocationError
        If budget, weights or limits are impossible.
    """
    index = area_index(atlas, choice.index)
    sizes = _size_rows(atlas, choice, index)
    figures = index.figures
    places = {unit: at for at, unit in enumerate(figures.units)}
    keys = tuple(sorted(sizes.keys() | places.keys()))
    values = [sizes[unit].value if unit in sizes else None for unit in keys]
    units = AllocationUnits(
        keys=keys,
        names=tuple(map(index.name, keys)),
        sizes=np.array([np.nan if value is None else value for value in values], dtype=np.float64),
        index=_of_places(figures.index, keys, places),
        classes=tuple(figures.classes[places[u]] if u in places else 0 for u in keys),
    )
    return AreaAllocation(
        choice=choice,
        index=index,
        units=units,
        sizes=tuple(_size_text(sizes.get(unit)) for unit in keys),
        size_title=atlas.indicator(choice.scope.area, choice.budget.size).title,
        results=tuple(allocate(choice.budget, each, units) for each in choice.variants),
    )


def _size_rows(atlas: Atlas, choice: AllocationChoice, index: AreaIndex) -> Mapping[str, ValueRow]:
    rows = atlas.values(_size_scope(choice)).rows
    return {row.unit: row for row in rows if row.counts and row.unit in index.names}


def _size_scope(choice: AllocationChoice) -> Scope:
    scope = choice.scope
    return replace(scope, indicator=choice.budget.size, years=(scope.year,), base_year=None)


def _size_text(row: ValueRow | None) -> str:
    return format_figure(row.value, row.state, row.status, 0) if row else ""


def _of_places(figures: Floats, keys: tuple[str, ...], places: Mapping[str, int]) -> Floats:
    of_units = [figures[places[unit]] if unit in places else np.nan for unit in keys]
    return np.array(of_units, dtype=np.float64)


def allocation_sources(atlas: Atlas, choice: AllocationChoice) -> Provenance:
    """Where the figures of index and size come from."""
    scope = _size_scope(choice)
    viewed = atlas.values(scope)
    size = table_sources(atlas, scope, viewed, viewed.rows, among=True)
    return merged([index_sources(atlas, choice.index, ""), size], split_sources=True)


def decimal_number(text: str) -> float:
    """Read a number with decimal comma and perhaps points between thousands.

    Raises
    ------
    AllocationError
        If it is none, or below zero.
    """
    if not _NUMBER.fullmatch(text.strip()):
        raise AllocationError("number", text=text)
    return float(text.strip().replace(".", "").replace(",", "."))


def decimal_text(value: float) -> str:
    """Write a number as `decimal_number` reads it."""
    whole, comma, decimals = plain_number(value).partition(",")
    return format_number(int(whole), 0) + comma + decimals


def present_amounts(index: AreaIndex, text: str) -> tuple[tuple[str, int], ...]:
    """Read lines of key or name and euros; a line that can't be read raises `AllocationError`."""
    keys = {name.shown: unit for unit, name in index.names.items()}
    keys |= {unit: unit for unit in index.names}
    amounts: dict[str, int] = {}
    for line, written in enumerate(text.splitlines(), 1):
        if not written.strip():
            continue
        name, _, euros = (part.strip() for part in written.rpartition(";"))
        euros = euros.removesuffix(words.EURO).strip()
        if not name or not _AMOUNT.fullmatch(euros):
            raise AllocationError("line", line=line, text=written.strip())
        if name not in keys:
            raise AllocationError("unit", line=line, text=name)
        if keys[name] in amounts:
            raise AllocationError("twice", line=line, text=name)
        number = Decimal(euros.replace(".", "").replace(",", "."))
        amounts[keys[name]] = int(number * CENTS_PER_EURO)
    return tuple(sorted(amounts.items()))


def overview_table(shared: AreaAllocation, sources: Provenance, *, whole: bool) -> TableSpec:
    """Lay out a row per unit, the variants beside each other; `whole` with all that is known."""
    heads = [*_unit_heads(shared, whole=whole)]
    for name, _, _ in shared.named:
        heads.append(_euros("amount " + name, name, shared.decimals))
        if whole or not shared.choice.budget.present:
            title = words.PER_HEAD_OF.format(variant=name)
            heads.append(_euros("head " + name, title, _CENTS))
        if shared.choice.budget.present:
            title = words.CHANGE_OF.format(variant=name)
            heads.append(_euros("change " + name, title, shared.decimals))
    if whole:
        heads.append(TableColumn(key="remark", title=words.REMARK))
    count = len(shared.units.keys)
    rows = [_overview_row(shared, at, whole=whole) for at in range(count)]
    return TableSpec(
        title=headline(shared),
        subtitle=words.NOTICE,
        columns=tuple(heads),
        rows=(*rows, _total_row(shared, heads)),
        provenance=sources,
        file_stem="",
    )


def headline(shared: AreaAllocation) -> str:
    """Say what is shared out, and by what."""
    return words.HEADLINE.format(
        budget=format_number(shared.choice.budget.euros, 0),
        count=len(shared.units.keys),
        plural=shared.index.level.plural,
        title=shared.index.recipe.title,
    )


def _euros(key: str, title: str, decimals: int) -> TableColumn:
    return TableColumn(key=key, title=title, unit=words.EURO, decimals=decimals)


def _unit_heads(shared: AreaAllocation, *, whole: bool) -> Iterator[TableColumn]:
    if whole:
        yield TableColumn(key="unit", title=texts.KEY)
    yield TableColumn(key="name", title=shared.index.level.name)
    yield TableColumn(key="size", title=words.SIZE, decimals=0)
    if shared.index.recipe.classes is not None:
        yield TableColumn(key="class", title=words.CLASS)
    if whole:
        yield TableColumn(key="index", title=words.INDEX, decimals=DECIMALS)
    if shared.choice.budget.present:
        yield _euros("present", words.PRESENT, _CENTS)


def _overview_row(shared: AreaAllocation, at: int, *, whole: bool) -> TableRow:
    present = dict(shared.choice.budget.present)
    unit = shared.units.keys[at]
    cells = [TableCell(text=unit)] if whole else []
    cells += [TableCell(text=shared.index.name(unit)), _size_cell(shared, at)]
    if shared.index.recipe.classes is not None:
        cells.append(TableCell(text=class_label(shared, at)))
    if whole:
        cells.append(_index_cell(shared, at))
    if present:
        cells.append(_euro_cell(present.get(unit), _CENTS))
    for result in shared.results:
        cells.append(_euro_cell(result.cents[at], shared.decimals))
        if whole or not present:
            cells.append(_head_cell(shared, result.cents[at], at))
        if present:
            cells.append(_change_cell(result.cents[at], present.get(unit), shared.decimals))
    if whole:
        cells.append(TableCell(text=words.JOINED.join(_remarks(shared, at))))
    return TableRow(cells=tuple(cells))


def class_label(shared: AreaAllocation, at: int) -> str:
    """Class of a unit, or that it has no index."""
    number = shared.units.classes[at]
    return shared.index.recipe.class_labels[number - 1] if number else words.NO_INDEX


def _size_cell(shared: AreaAllocation, at: int) -> TableCell:
    number = None if shared.without_size(at) else float(shared.units.sizes[at])
    return TableCell(text=shared.sizes[at], number=number)


def _index_cell(shared: AreaAllocation, at: int) -> TableCell:
    if shared.without_index(at):
        return _EMPTY
    number = float(shared.units.index[at])
    return TableCell(text=format_number(number, DECIMALS), number=number)


def _euro_cell(cents: int | None, decimals: int) -> TableCell:
    if cents is None:
        return _EMPTY
    euros = cents / CENTS_PER_EURO
    return TableCell(text=format_number(euros, decimals), number=euros)


def _head_cell(shared: AreaAllocation, cents: int, at: int) -> TableCell:
    number = shared.per_head(cents, at)
    return _EMPTY if number is None else TableCell(text=format_number(number, 2), number=number)


def _change_cell(cents: int, present: int | None, decimals: int) -> TableCell:
    if present is None:
        return _EMPTY
    euros = (cents - present) / CENTS_PER_EURO
    return TableCell(text=format_change(euros, decimals), number=euros)


def _remarks(shared: AreaAllocation, at: int) -> Iterator[str]:
    if shared.without_index(at):
        yield words.NO_INDEX
    if shared.without_size(at):
        yield words.NO_SIZE
    for name, _, result in shared.named:
        if limited := result.limited[at]:
            yield f"{name}: {words.RAISED if limited > 0 else words.LOWERED}"


def _total_row(shared: AreaAllocation, heads: list[TableColumn]) -> TableRow:
    """Sums of amounts and of sizes; the size of all is that of the sizes that are shown."""
    budget = shared.choice.budget
    euros = _euro_cell(budget.euros * CENTS_PER_EURO, shared.decimals)
    before = sum(cents for _, cents in budget.present)
    size = float(np.nansum(shared.units.sizes))
    cells = {
        "name": TableCell(text=words.TOTAL),
        "size": TableCell(text=format_number(size, 0), number=size),
        "present": _euro_cell(before, _CENTS),
        "amount": euros,
        "head": _head_cell_of(budget.euros, size),
        "change": _change_cell(budget.euros * CENTS_PER_EURO, before, shared.decimals),
    }
    ordered = (cells.get(head.key.partition(" ")[0], _EMPTY) for head in heads)
    return TableRow(cells=tuple(ordered), emphasis=True)


def _head_cell_of(euros: int, size: float) -> TableCell:
    return TableCell(text=format_number(euros / size, _CENTS), number=euros / size)
