"""Tables: units with value, numerator, denominator and sign; the sum beside the delivered total."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from atlas.atlas import Atlas
from atlas.errors import NoDataError
from atlas.model import formulas as f
from atlas.model.cells import State, Status
from atlas.model.indicators import Indicator
from atlas.model.results import TotalGap, ValueRow, ValueTable
from atlas.model.scope import Scope, View
from atlas.model.specs import Provenance, TableCell, TableColumn, TableRow, TableSpec
from atlas.views import file_name_texts, texts
from atlas.views.citation import permanent_link
from atlas.views.file_names import file_stem, stem_of_all
from atlas.views.headlines import marked, without_shared_status
from atlas.views.numbers import (
    format_change,
    format_figure,
    merged_signs,
    printed_states,
    sign_legend,
)
from atlas.views.provenance import honest_signs, merged, provenance, vintage_notes
from atlas.views.table import texts as table_texts
from atlas.views.totals import reported_gaps, with_totals

EMPTY = TableCell(text="")
PAGE = "tabelle"
"""Stem of the page that shows tables."""


def value_table(atlas: Atlas, scope: Scope, *, among: bool = False) -> TableSpec:
    """Lay out the answer to a question as a table for screen and file.

    `among` others its notes name the quantity they are about.
    """
    table = atlas.values(scope)
    totals = area_rows(atlas, scope, table)
    item = atlas.indicator(scope.area, scope.indicator)
    level = atlas.level_at(scope.area, scope.level, scope.vintage)
    shown = without_shared_status((*table.rows, *totals))
    rows = [_unit_row(table, item, row) for row in shown[: len(table.rows)]]
    # the units of an incomplete level don't add up to the whole area
    total = table_texts.SUM if level.complete else table_texts.WHOLE_AREA
    rows += [_unit_row(table, item, row, total=total) for row in shown[len(table.rows) :]]
    all_rows = (*table.rows, *totals)
    rows += list(_difference_rows(table, item, all_rows))
    rows += [_reported_row(table, gap) for gap in reported_gaps(atlas, scope, totals)]
    return TableSpec(
        title=title(atlas, table),
        subtitle=subtitle(table),
        columns=tuple(_columns(table, item, level.name, atlas.catalogue(scope.area).titles())),
        rows=tuple(rows),
        provenance=table_sources(atlas, scope, table, all_rows, among=among),
        file_stem=file_stem(atlas, _dated(scope, table), file_name_texts.TABLE),
    )


def table_sources(
    atlas: Atlas,
    scope: Scope,
    table: ValueTable,
    rows: Iterable[ValueRow],
    *,
    among: bool = False,
) -> Provenance:
    """Where the answer to a question comes from; `rows` are those whose signs are explained."""
    item, base, rows = atlas.indicator(scope.area, scope.indicator), table.base_year, tuple(rows)
    shown = (scope.level, {row.unit for row in table.rows})
    sources = provenance(atlas, scope.area, item, rows, table.decimals, base_year=base, units=shown)
    sources = replace(
        sources,
        signs=merged_signs(sources.signs, honest_signs(atlas, scope.area, _zero_signs(rows))),
    )
    years = table.years if base is None else (*table.years, base)
    by_vintage = vintage_notes(atlas, scope, sources, years)
    noted = with_totals(atlas, scope, by_vintage, years, among=among)
    return replace(noted, link=_link(atlas, scope, table))


def _link(atlas: Atlas, scope: Scope, table: ValueTable) -> str:
    """The address of the answer on the page of tables, which shows one year at a time."""
    scope = replace(scope, year=table.years[-1] if len(table.years) == 1 else scope.year)
    return permanent_link(atlas, replace(scope, base_year=table.base_year), PAGE)


def all_values(atlas: Atlas, scope: Scope, codes: tuple[str, ...]) -> TableSpec:
    """Lay out every indicator and quantity of a level as one long table."""
    level = atlas.level_at(scope.area, scope.level, scope.vintage)
    if not codes:
        raise NoDataError(table_texts.ALL_INDICATORS, level.plural, ())
    specs = [value_table(atlas, replace(scope, indicator=code), among=True) for code in codes]
    tables = [atlas.values(replace(scope, indicator=code)) for code in codes]
    rows = [
        TableRow(cells=(TableCell(text=table.title), TableCell(text=table.unit), *cells))
        for table in tables
        for cells in _tidy_rows(table)
    ]
    area = atlas.area(scope.area)
    columns = [TableColumn(key="indicator", title=texts.INDICATOR)]
    columns += [TableColumn(key="unit_of_measure", title=texts.UNIT)]
    columns += [*_key_columns(level.name), TableColumn(key="value", title=texts.VALUE, decimals=2)]
    columns += [TableColumn(key="flag", title=table_texts.SIGN)]
    link = permanent_link(atlas, replace(scope, indicator=""), PAGE)
    return TableSpec(
        title=f"{table_texts.ALL_INDICATORS}, {area.name}",
        subtitle=level.plural,
        columns=tuple(columns),
        rows=tuple(rows),
        # a page shows one indicator: the link opens it with all to choose from
        provenance=replace(merged(spec.provenance for spec in specs), link=link),
        file_stem=stem_of_all(atlas, scope),
    )


def area_rows(atlas: Atlas, scope: Scope, table: ValueTable) -> tuple[ValueRow, ...]:
    """Rows of the whole area to put below the units; none for the area's own level."""
    area = atlas.area(scope.area)
    levels = atlas.levels_of(scope.area, scope.indicator)
    if area.top_level in (scope.level, "") or area.top_level not in levels:
        return ()
    if scope.view is View.DEVIATION:
        return ()
    area_table = atlas.values(replace(scope, level=area.top_level))
    return tuple(row for row in area_table.rows if row.year in table.years)


def title(atlas: Atlas, table: ValueTable) -> str:
    """Say what, where and when."""
    area = atlas.area(table.area)
    span = _span(table)
    lead = {
        View.VALUE: table.title,
        View.CHANGE: f"{texts.CHANGE}: {table.title}",
        View.DEVIATION: f"{texts.DEVIATION.format(kind=area.kind)}: {table.title}",
    }[table.view]
    return f"{lead}, {area.name}, {span}"


def subtitle(table: ValueTable) -> str:
    """Give the unit of the values."""
    return texts.IN_UNIT.format(unit=table.unit)


def _dated(scope: Scope, table: ValueTable) -> Scope:
    """The scope with the years it was answered for."""
    return replace(scope, years=table.years, base_year=table.base_year)


def value_text(table: ValueTable, row: ValueRow) -> str:
    """Print one value; changes and deviations carry their sign."""
    if table.view is not View.VALUE and row.value is not None and row.state is not State.LIMITED:
        letter = f"\u202f{row.status.sign}" if row.status.sign else ""
        return format_change(row.value, table.decimals) + letter
    return format_figure(row.value, row.state, row.status, table.decimals)


def _span(table: ValueTable) -> str:
    years = table.years
    if table.base_year is not None:
        return f"{table.base_year}–{years[-1]}"
    return str(years[0]) if len(years) == 1 else f"{years[0]}–{years[-1]}"


def _columns(
    table: ValueTable, item: Indicator, level: str, titles: dict[str, str]
) -> Iterator[TableColumn]:
    yield from _key_columns(level)
    head = {View.VALUE: texts.VALUE, View.CHANGE: texts.CHANGE}.get(
        table.view, table_texts.DEVIATES
    )
    yield TableColumn(key="value", title=head, unit=table.unit, decimals=table.decimals)
    if isinstance(item.formula, f.Quotient):
        for key, terms in (("numerator", item.formula.of), ("denominator", item.formula.per)):
            yield TableColumn(key=key, title=quantities_title(terms, titles), decimals=0)
    yield TableColumn(key="flag", title=table_texts.SIGN)


def quantities_title(terms: f.SignedSum, titles: dict[str, str]) -> str:
    """Write a signed sum of quantities as the head of a column."""
    first, *rest = terms
    tail = (f" {'−' if term.sign < 0 else '+'} {titles[term.quantity]}" for term in rest)
    return titles[first.quantity] + "".join(tail)


def _key_columns(level: str) -> Iterator[TableColumn]:
    yield TableColumn(key="unit", title=texts.KEY)
    yield TableColumn(key="name", title=level)
    yield TableColumn(key="year", title=texts.YEAR)


def _unit_row(table: ValueTable, item: Indicator, row: ValueRow, *, total: str = "") -> TableRow:
    """Lay out a row; `total` is what the row of the whole area is called beside its name."""
    remark = texts.DELIVERED if row.delivered else total
    name = texts.MARKED.format(text=row.name, mark=remark) if remark else row.name
    cells = [*_key_cells(row, name), TableCell(text=value_text(table, row), number=row.value)]
    if isinstance(item.formula, f.Quotient):
        cells += [_quantity_cell(row, row.numerator), _quantity_cell(row, row.denominator)]
    cells.append(TableCell(text=row.flag_sign))
    return TableRow(cells=tuple(cells), emphasis=bool(total))


def _key_cells(row: ValueRow, name: str) -> Iterator[TableCell]:
    yield TableCell(text=row.unit)
    yield TableCell(text=name)
    yield _year_cell(row.year)


def _year_cell(year: int) -> TableCell:
    """A year is a number to sort and filter by, and printed without thousands separator."""
    return TableCell(text=str(year), number=year)


def _quantity_cell(row: ValueRow, number: float | None) -> TableCell:
    """A count or amount of a row: exactly nobody is "–", as in the column of values.

    What is hidden, unknown or still to come bears the sign of the value made of it.
    """
    if number is None:
        return TableCell(text=row.state.sign) if row.state >= State.PENDING else EMPTY
    return TableCell(text=format_figure(number, State.MEASURED, Status.FINAL, 0), number=number)


def _zero_signs(rows: Iterable[ValueRow]) -> tuple[str, ...]:
    """Explain the signs in the columns of counts and amounts."""
    numbers = [number for row in rows for number in (row.numerator, row.denominator)]
    states = (s for n in numbers if n is not None for s in printed_states(n, State.MEASURED, 0))
    return sign_legend(states, ())


def _difference_rows(
    table: ValueTable, item: Indicator, rows: tuple[ValueRow, ...]
) -> Iterator[TableRow]:
    """Own sum minus delivered total, where they differ; counts are exact, shares follow."""
    if table.view is not View.VALUE:
        return
    for summed in rows:
        total = next(
            (
                row
                for row in rows
                if row.delivered and (row.unit, row.year) == (summed.unit, summed.year)
            ),
            None,
        )
        if summed.delivered or total is None or _same(summed, total):
            continue
        pairs = [(summed.value, total.value, table.decimals)]
        if isinstance(item.formula, f.Quotient):
            pairs += [
                (summed.numerator, total.numerator, 0),
                (summed.denominator, total.denominator, 0),
            ]
        cells = [
            *_key_cells(summed, table_texts.DIFFERENCE),
            *(_difference(*pair) for pair in pairs),
            EMPTY,
        ]
        yield TableRow(cells=tuple(cells), emphasis=True)


def _reported_row(table: ValueTable, gap: TotalGap) -> TableRow:
    """The sum of units minus a total that stands for the whole area without it."""
    keys = [TableCell(text=gap.unit), TableCell(text=table_texts.DIFFERENCE)]
    difference = _difference(gap.summed, gap.delivered, table.decimals)
    cells = (*keys, _year_cell(gap.year), difference, EMPTY)
    return TableRow(cells=cells, emphasis=True)


def _same(summed: ValueRow, total: ValueRow) -> bool:
    both = ((row.value, row.numerator, row.denominator) for row in (summed, total))
    return len(set(both)) == 1


def _difference(summed: float | None, total: float | None, decimals: int) -> TableCell:
    if summed is None or total is None:
        return EMPTY
    return TableCell(text=format_change(summed - total, decimals), number=summed - total)


def _tidy_rows(table: ValueTable) -> Iterator[tuple[TableCell, ...]]:
    for row in table.rows:
        value = TableCell(text=value_text(table, row), number=row.value)
        yield (*_key_cells(row, marked(row.name, row)), value, TableCell(text=row.flag_sign))
