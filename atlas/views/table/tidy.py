"""Whole series for programs: all years and units with value, numerator, denominator and sign."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from atlas.atlas import Atlas
from atlas.errors import NoDataError
from atlas.model import formulas as f
from atlas.model.cells import State
from atlas.model.results import ValueRow, ValueTable
from atlas.model.scope import Scope, View
from atlas.model.specs import DataType, TidyColumn, TidyTable, TidyValue
from atlas.views import file_name_texts, texts
from atlas.views.citation import permanent_link
from atlas.views.file_names import file_stem, stem_of_all
from atlas.views.headlines import view_label
from atlas.views.numbers import title_with_unit
from atlas.views.provenance import merged
from atlas.views.table import texts as table_texts
from atlas.views.table.tables import quantities_title, table_sources
from atlas.views.table.unit_tables import PAGE

_TYPES: Mapping[str, DataType] = {
    "year": DataType.INTEGER,
    "value": DataType.NUMBER,
    "numerator": DataType.NUMBER,
    "denominator": DataType.NUMBER,
    "counts": DataType.TRUTH,
}


def tidy_table(atlas: Atlas, scope: Scope, codes: Sequence[str]) -> TidyTable:
    """Lay out the figures of some indicators or quantities, one row per figure of `Atlas.values`.

    The years are those of the scope, all if it names none; what a program needs to read the
    figures is said of each column.

    Raises
    ------
    UnknownNameError, NoDataError
        If the scope asks for what the data don't hold, or there are no codes.
    """
    base = scope.base_year if scope.view is View.CHANGE else None
    scopes = [replace(scope.unselected, indicator=code, base_year=base) for code in codes]
    level = atlas.level_at(scope.area, scope.level, scope.vintage)
    if not scopes:
        raise NoDataError(table_texts.ALL_INDICATORS, level.plural, ())
    tables = [atlas.values(item) for item in scopes]
    sources = merged(
        table_sources(atlas, item, table, table.rows)
        for item, table in zip(scopes, tables, strict=True)
    )
    years = sorted({year for table in tables for year in table.years})
    ends = dict.fromkeys((years[0], years[-1]))
    titles = [table.title for table in tables]
    return TidyTable(
        title=table_texts.TIDY_TITLE.format(
            title=titles[0] if len(titles) == 1 else table_texts.ALL_INDICATORS,
            area=atlas.area(scope.area).name,
            plural=level.plural,
            span="–".join(map(str, ends)),
        ),
        subtitle=table_texts.TIDY_SUBTITLE,
        columns=_columns(atlas, scopes[0], tables),
        rows=tuple(_row(table, row) for table in tables for row in table.rows),
        indicators=tuple((t.indicator, title_with_unit(t.title, t.unit)) for t in tables),
        # several indicators have no view of their own that a link could open
        provenance=replace(
            sources, link=permanent_link(scopes[0], PAGE) if len(codes) == 1 else ""
        ),
        file_stem=_stem(atlas, replace(scopes[0], years=tuple(ends)), len(tables)),
    )


def _stem(atlas: Atlas, scope: Scope, number: int) -> str:
    if number == 1:
        return file_stem(atlas, scope, file_name_texts.SERIES)
    return stem_of_all(atlas, scope)


def _columns(atlas: Atlas, scope: Scope, tables: Sequence[ValueTable]) -> tuple[TidyColumn, ...]:
    """Name the columns; of a single indicator it is said what its parts are."""
    level = atlas.level_at(scope.area, scope.level, scope.vintage)
    label = view_label(atlas.with_base_year(scope), atlas.area(scope.area))
    meanings = {
        key: text.format(level=level.name, view=label)
        for key, text in table_texts.TIDY_MEANINGS.items()
    }
    single = tables[0] if len(tables) == 1 else None
    if single is not None:
        meanings |= _parts(atlas, scope, meanings)
    return tuple(
        TidyColumn(
            name=name,
            meaning=meanings[key],
            datatype=_TYPES.get(key, DataType.TEXT),
            unit=single.unit if single and key == "value" else "",
            decimals=single.decimals if single and key == "value" else None,
        )
        for key, name in table_texts.TIDY_NAMES.items()
    )


def _parts(atlas: Atlas, scope: Scope, meanings: Mapping[str, str]) -> dict[str, str]:
    """Say of value, numerator and denominator of what they are."""
    item = atlas.indicator(scope.area, scope.indicator)
    titles = {"value": item.title}
    if isinstance(item.formula, f.Quotient):
        names = atlas.catalogue(scope.area).titles()
        titles["numerator"] = quantities_title(item.formula.of, names)
        titles["denominator"] = quantities_title(item.formula.per, names)
    return {
        key: table_texts.OF_QUANTITIES.format(part=meanings[key], title=title)
        for key, title in titles.items()
    }


def _row(table: ValueTable, row: ValueRow) -> tuple[TidyValue, ...]:
    return (
        table.indicator,
        row.unit,
        row.name,
        row.year,
        row.value,
        row.numerator,
        row.denominator,
        _sign(row),
        texts.DELIVERED if row.delivered else "",
        row.counts,
    )


def _sign(row: ValueRow) -> str:
    """The sign of a figure; a number too small to print is told from one that is missing."""
    if row.value is None and row.state is State.LESS_THAN_HALF:
        return " ".join(sign for sign in ("0", row.status.sign) if sign)
    return row.flag_sign
