"""Whole series for programs: all years and units with value, numerator, denominator and sign.

A change or deviation stands beside the values it comes from, each number with a sign of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from atlas.atlas import Atlas
from atlas.errors import NoDataError
from atlas.model import formulas as f
from atlas.model.cells import State
from atlas.model.indicators import Indicator
from atlas.model.results import ValueRow, ValueTable
from atlas.model.scope import Scope, View
from atlas.model.specs import DataType, Provenance, TidyColumn, TidyTable, TidyValue
from atlas.views import file_name_texts, texts
from atlas.views.citation import permanent_link
from atlas.views.file_names import file_stem, stem_of_all
from atlas.views.headlines import view_label
from atlas.views.numbers import explained_signs, title_with_unit
from atlas.views.provenance import merged
from atlas.views.table import texts as table_texts
from atlas.views.table.tables import PAGE, quantities_title, table_sources

_TYPES: Final[Mapping[str, DataType]] = {
    "year": DataType.INTEGER,
    "value": DataType.NUMBER,
    "numerator": DataType.NUMBER,
    "denominator": DataType.NUMBER,
    "base_year": DataType.INTEGER,
    "base": DataType.NUMBER,
    "change": DataType.NUMBER,
    "deviation": DataType.NUMBER,
    "counts": DataType.TRUTH,
}
_OF_VIEW: Final[Mapping[View, tuple[str, ...]]] = {
    View.VALUE: (),
    View.CHANGE: ("base_year", "base", "base_sign", "change", "change_sign"),
    View.DEVIATION: ("deviation", "deviation_sign"),
}
"""Columns that a view has beside those of the values."""
_OF_OTHER_VIEWS: Final = frozenset(key for keys in _OF_VIEW.values() for key in keys)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Answer:
    """What is viewed of one indicator, and the values it comes from."""

    scope: Scope
    item: Indicator
    viewed: ValueTable
    values: ValueTable


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
    answers = [_answer(atlas, item) for item in scopes]
    years = sorted({year for answer in answers for year in answer.viewed.years})
    ends = dict.fromkeys((years[0], years[-1]))
    title = answers[0].item.title if len(answers) == 1 else table_texts.ALL_INDICATORS
    if scope.view is not View.VALUE:
        label = _view_label(atlas, answers[0].scope)
        title = table_texts.OF_QUANTITIES.format(part=label, title=title)
    rows = tuple(row for answer in answers for row in _rows(answer))
    columns = _columns(atlas, answers)
    return TidyTable(
        title=table_texts.TIDY_TITLE.format(
            title=title,
            area=atlas.area(scope.area).name,
            plural=level.plural,
            span="–".join(map(str, ends)),
        ),
        subtitle=table_texts.TIDY_SUBTITLE,
        columns=columns,
        rows=rows,
        indicators=tuple((answer.item.code, _described(atlas, answer)) for answer in answers),
        provenance=_sources(atlas, answers, _written_signs(columns, rows)),
        file_stem=_stem(atlas, replace(scopes[0], years=tuple(ends)), len(answers)),
    )


def _answer(atlas: Atlas, scope: Scope) -> _Answer:
    viewed = atlas.values(scope)
    item = atlas.indicator(scope.area, scope.indicator)
    if scope.view is View.VALUE:
        return _Answer(scope=scope, item=item, viewed=viewed, values=viewed)
    years = viewed.years if viewed.base_year is None else (*viewed.years, viewed.base_year)
    plain = replace(scope, view=View.VALUE, base_year=None, years=tuple(sorted(set(years))))
    return _Answer(scope=scope, item=item, viewed=viewed, values=atlas.values(plain))


def _sources(atlas: Atlas, answers: Sequence[_Answer], written: Iterable[str]) -> Provenance:
    """Where the figures come from; every row bears its signs, so that each is explained."""
    several = len(answers) > 1
    every = (
        table_sources(atlas, item.scope, item.viewed, item.viewed.rows, among=several)
        for item in answers
    )
    scope = answers[0].scope
    # several indicators have no view of their own that a link could open
    one = replace(scope, base_year=answers[0].viewed.base_year)
    linked = one if len(answers) == 1 else replace(scope, indicator="")
    sources = merged(every)
    signs = explained_signs(written, sources.signs)
    return replace(sources, signs=signs, link=permanent_link(atlas, linked, PAGE))


def _written_signs(
    columns: Sequence[TidyColumn], rows: Sequence[Sequence[TidyValue]]
) -> frozenset[str]:
    names = {table_texts.TIDY_NAMES[key] for key in ("sign", *_OF_OTHER_VIEWS) if "sign" in key}
    positions = [index for index, column in enumerate(columns) if column.name in names]
    return frozenset(str(row[position]) for row in rows for position in positions)


def _described(atlas: Atlas, answer: _Answer) -> str:
    """Title and unit of an indicator, and the unit of what is viewed of it."""
    title = title_with_unit(answer.item.title, answer.values.unit)
    if answer.scope.view is View.VALUE:
        return title
    label = _view_label(atlas, answer.scope)
    return table_texts.AND_VIEW.format(title=title, view=label, unit=answer.viewed.unit)


def _view_label(atlas: Atlas, scope: Scope) -> str:
    return view_label(atlas.with_base_year(scope), atlas.area(scope.area))


def _stem(atlas: Atlas, scope: Scope, number: int) -> str:
    if number == 1:
        return file_stem(atlas, scope, file_name_texts.SERIES)
    return stem_of_all(atlas, scope)


def _columns(atlas: Atlas, answers: Sequence[_Answer]) -> tuple[TidyColumn, ...]:
    """Name the columns; of a single indicator it is said what its parts are."""
    scope = answers[0].scope
    level = atlas.level_at(scope.area, scope.level, scope.vintage)
    label = _view_label(atlas, scope)
    meanings = {
        key: text.format(level=level.name, view=label)
        for key, text in table_texts.TIDY_MEANINGS.items()
    }
    single = answers[0] if len(answers) == 1 else None
    if single is not None:
        meanings |= _parts(atlas, scope, meanings)
    return tuple(
        _column(key, name, meanings[key], single)
        for key, name in table_texts.TIDY_NAMES.items()
        if key in _OF_VIEW[scope.view] or key not in _OF_OTHER_VIEWS
    )


def _column(key: str, name: str, meaning: str, single: _Answer | None) -> TidyColumn:
    """Name a column; unit and decimals can be told where all rows are of one indicator."""
    column = TidyColumn(name=name, meaning=meaning, datatype=_TYPES.get(key, DataType.TEXT))
    if single is None:
        return column
    if key in {"value", "base"}:
        return replace(column, unit=single.values.unit, decimals=single.values.decimals)
    if key in {View.CHANGE.value, View.DEVIATION.value}:
        return replace(column, unit=single.viewed.unit, decimals=single.viewed.decimals)
    return column


def _parts(atlas: Atlas, scope: Scope, meanings: Mapping[str, str]) -> dict[str, str]:
    """Say of value, numerator and denominator of what they are."""
    item = atlas.indicator(scope.area, scope.indicator)
    titles = dict.fromkeys(("value", "base", "change", "deviation"), item.title)
    if isinstance(item.formula, f.Quotient):
        names = atlas.catalogue(scope.area).titles()
        titles["numerator"] = quantities_title(item.formula.of, names)
        titles["denominator"] = quantities_title(item.formula.per, names)
    return {
        key: table_texts.OF_QUANTITIES.format(part=meanings[key], title=title)
        for key, title in titles.items()
    }


def _rows(answer: _Answer) -> Iterator[tuple[TidyValue, ...]]:
    """Yield the rows of an answer, in the order of the columns."""
    values = {(row.unit, row.year, row.delivered): row for row in answer.values.rows}
    base_year = answer.viewed.base_year
    for row in answer.viewed.rows:
        value = values.get((row.unit, row.year, row.delivered))
        yield (
            *(answer.item.code, row.unit, row.name, row.year),
            value.value if value else None,
            row.numerator,
            row.denominator,
            _sign(value),
            *_of_view(answer, row, values.get((row.unit, base_year or 0, row.delivered))),
            texts.DELIVERED if row.delivered else "",
            row.counts,
        )


def _of_view(answer: _Answer, row: ValueRow, base: ValueRow | None) -> tuple[TidyValue, ...]:
    """What a view adds to the value of a row: the change with its base, or the deviation."""
    if answer.scope.view is View.VALUE:
        return ()
    of_base = (answer.viewed.base_year, base.value if base else None, _sign(base))
    return (*(of_base if answer.scope.view is View.CHANGE else ()), row.value, _sign(row))


def _sign(row: ValueRow | None) -> str:
    """The sign of a figure; a number too small to print is told from one that is missing."""
    if row is None:
        return ""
    if row.value is None and row.state is State.LESS_THAN_HALF:
        return " ".join(sign for sign in ("0", row.status.sign) if sign)
    return row.flag_sign
