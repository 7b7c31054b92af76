"""What all charts of a scope share: its figures, labels and sentences of the text alternative."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from math import nan

from atlas.atlas import Atlas
from atlas.model import formulas as f
from atlas.model.areas import Area, Level, UnitName, distinct_names
from atlas.model.cells import Status
from atlas.model.indicators import Indicator
from atlas.model.numbers import format_change, format_number
from atlas.model.results import ValueRow, ValueTable
from atlas.model.scope import ChartKind, Scope, View
from atlas.model.specs import Provenance, ReferenceLine
from atlas.views import headlines, texts
from atlas.views.chart import texts as chart_texts
from atlas.views.citation import permanent_link
from atlas.views.headlines import (
    area_row,
    best_rows,
    boundaries_line,
    figure_text,
    final,
    marked,
    span,
    subtitle,
    with_unit,
)
from atlas.views.numbers import shared_status, title_with_unit
from atlas.views.plurals import dative, weak
from atlas.views.table.tables import value_text

AREA = "*"
"""Group of the whole area's marks; all other groups are keys of units."""
NO_BAR = nan
"""The number of a mark without value: its text is the sign."""
CHART_PAGE = "diagramme"
MOST_NAMES = 12
"""Units named in a sentence; more are counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartData:
    """The figures of a scope: one row per unit; `area_row` is None where it can't be compared.

    `names` are those of the level's units.
    """

    scope: Scope
    area: Area
    level: Level
    item: Indicator
    table: ValueTable
    rows: tuple[ValueRow, ...]
    area_row: ValueRow | None
    names: Mapping[str, UnitName]
    shared_status: Status = Status.FINAL

    @property
    def view_label(self) -> str:
        """Name of the view: "Wert", "Veränderung seit 2009"."""
        return headlines.view_label(self.scope, self.area)

    @property
    def value_label(self) -> str:
        """Name of the view with the unit: "Wert (%)"."""
        return title_with_unit(self.view_label, self.table.unit)

    @property
    def indicator_label(self) -> str:
        """Title of an axis that shares its chart with another indicator."""
        of_values = self.scope.view is View.VALUE
        title = self.item.title if of_values else f"{self.view_label}: {self.item.title}"
        return title_with_unit(title, self.table.unit)

    def kicker(self, time: str = "") -> str:
        """Say what, where, for which units and when."""
        time = time or span(self.scope)
        return f"{self.item.title} · {self.area.name} · {self.level.plural} · {time}"

    @property
    def sentence_fields(self) -> dict[str, object]:
        """Values for the templates of sentences."""
        return {
            "title": self.item.title,
            "within": self.area.within,
            "year": self.scope.year,
            "level": self.level.name,
            "plural": self.level.plural,
            "value_label": self.value_label,
            "total": len(self.rows),
            "missing": len(self.missing),
        }

    def label(self, row: ValueRow) -> str:
        """Name of a unit in a chart, the same as on maps."""
        return marked(self.name(row), row)

    def name(self, row: ValueRow) -> str:
        """What people call a unit."""
        return self.names.get(row.unit, UnitName(name=row.name)).shown

    @property
    def missing(self) -> tuple[ValueRow, ...]:
        """Units without value."""
        return tuple(row for row in self.rows if row.value is None)

    def text(self, row: ValueRow) -> str:
        """Print a figure as the table does; a status that all figures have isn't repeated."""
        shared = row.status is self.shared_status
        return value_text(self.table, final(row) if shared else row)

    def linked(self, atlas: Atlas, sources: Provenance, kind: ChartKind, **more: str) -> Provenance:
        """Add the permanent link of a chart; `more` are parameters of this kind alone."""
        words = {} if kind is ChartKind.BARS else {"diagramm": kind.value}
        link = permanent_link(atlas, self.scope, CHART_PAGE, words | more)
        # a chart shows no boundaries: where nobody says which they were, there is nothing to say
        stated = sources.boundaries != texts.DATE_UNKNOWN
        return replace(sources, link=link, boundaries=sources.boundaries if stated else "")


def chart_data(atlas: Atlas, scope: Scope) -> ChartData:
    """Answer a scope; a change without base year starts from the first year.

    Raises
    ------
    UnknownNameError, NoDataError
        If the scope asks for what the data don't hold.
    """
    table = atlas.values(scope.single_year)
    scope = replace(scope, base_year=table.base_year) if scope.view is View.CHANGE else scope
    area, item = atlas.area(scope.area), atlas.indicator(scope.area, scope.indicator)
    total = isinstance(item.formula, f.Total) and scope.view is View.VALUE
    without_area = total or scope.level == area.top_level
    rows = best_rows(table.rows)
    level = atlas.level_at(scope.area, scope.level, scope.vintage)
    return ChartData(
        shared_status=shared_status(row.status for row in rows if row.value is not None),
        scope=scope,
        area=area,
        level=level,
        names=distinct_names(level.units),
        item=item,
        table=table,
        rows=rows,
        area_row=None if without_area else area_row(atlas, scope),
    )


def chart_subtitle(atlas: Atlas, scope: Scope) -> str:
    """Give the subtitle of a scope without the boundaries, which a chart doesn't show."""
    level = atlas.level_at(scope.area, scope.level, scope.vintage)
    line = boundaries_line(level.boundaries)
    return subtitle(atlas, scope).removesuffix(line).removesuffix("; ")


def area_line(data: ChartData) -> tuple[ReferenceLine, ...]:
    """The area's value; in deviations it is the zero all are relative to."""
    given = data.area_row
    if given is None or given.value is None:
        return ()
    row = final(given) if given.status is data.shared_status else given
    label = marked(texts.AREA_VALUE.format(kind=data.area.kind), row)
    if data.scope.view is View.DEVIATION:
        text = with_unit(figure_text(row, data.item, View.VALUE), data.item.unit)
        return (ReferenceLine(label=label, value=0.0, text=text),)
    text = with_unit(figure_text(row, data.item, data.scope.view), data.table.unit)
    return (ReferenceLine(label=label, value=given.value, text=text),)


def fraction(data: ChartData, row: ValueRow) -> str:
    """Say what a share was computed from: "313 von 2.499"."""
    part, whole = row.numerator, row.denominator
    if not isinstance(data.item.formula, f.Share) or part is None or not whole:
        return ""  # of nobody there is no part
    form = chart_texts.OUT_OF if part else chart_texts.NONE_OUT_OF
    return form.format(part=format_number(part, 0), whole=format_number(whole, 0))


def value_range(data: ChartData) -> str:
    """State the lowest and highest figure of the units, without naming any."""
    values = [row.value for row in data.rows if row.value is not None]
    if not values:
        return texts.NO_VALUES.format(**data.sentence_fields)
    form = format_number if data.scope.view is View.VALUE else format_change
    low, high = (form(value, data.table.decimals) for value in (min(values), max(values)))
    fields = data.sentence_fields | {
        "low": low,
        "high": high,
        "value": low,
        "unit": data.table.unit,
    }
    return (texts.ALL_EQUAL if low == high else texts.RANGE).format(**fields)


def absent(data: ChartData) -> str:
    """Say for which units there is no value."""
    if not data.missing:
        fields = data.sentence_fields | {"plural": weak(data.level.plural)}
        complete = texts.ALT_COMPLETE.format(**fields).removesuffix(".")
        return complete if len(data.rows) > 1 else ""
    if len(data.missing) == len(data.rows):
        return chart_texts.ALT_ALL_MISSING.format(**data.sentence_fields)
    if len(data.missing) > MOST_NAMES:
        fields = data.sentence_fields | {"plural": dative(data.level.plural)}
        return texts.ALT_MISSING.format(**fields).removesuffix(".")
    names = (f"{data.label(row)} ({data.text(row)})" for row in data.missing)
    return chart_texts.ALT_MISSING_NAMED.format(names=", ".join(names))


def some_names(names: Iterable[str]) -> str:
    """List names, the first ones of many."""
    all_names = list(names)
    more = f" … ({len(all_names)})" if len(all_names) > MOST_NAMES else ""
    return ", ".join(all_names[:MOST_NAMES]) + more


def sentences(*parts: str) -> tuple[str, ...]:
    """Close each part that isn't empty with a full stop."""
    return tuple(f"{part}." for part in parts if part)
