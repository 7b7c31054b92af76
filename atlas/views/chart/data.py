"""What all charts of a scope share: its figures, its words, the sentences of the text twin."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from math import nan

from atlas.atlas import Atlas
from atlas.model import formulas as f
from atlas.model.areas import Area, Level
from atlas.model.indicators import Indicator
from atlas.model.numbers import format_change, format_number
from atlas.model.results import ValueRow, ValueTable
from atlas.model.scope import Scope, View
from atlas.model.specs import ChartKind, Provenance, ReferenceLine
from atlas.views import texts
from atlas.views.chart import texts as chart_texts
from atlas.views.headlines import area_row, best_rows, figure_text, measured, span, subtitle
from atlas.views.numbers import measure
from atlas.views.provenance import boundary_text
from atlas.views.table.tables import value_text
from atlas.views.table.unit_tables import query

AREA = "*"
"""Group of the whole area's marks; all other groups are keys of units."""
NO_BAR = nan
"""The number of a mark without value: its text is the sign."""
MOST_NAMES = 12
"""Units named in a sentence; more are counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartData:
    """What a scope shows: `rows` one per unit, `whole` the area's row where it compares."""

    scope: Scope
    area: Area
    level: Level
    item: Indicator
    table: ValueTable
    rows: tuple[ValueRow, ...]
    whole: ValueRow | None

    @property
    def what(self) -> str:
        """How the indicator is looked at: "Wert", "Veränderung seit 2009"."""
        return measured(self.scope, self.area)

    @property
    def measure(self) -> str:
        """What is measured, with its unit: "Wert (%)"."""
        return measure(self.what, self.table.unit)

    @property
    def titled_measure(self) -> str:
        """Title of an axis that shares its chart with another indicator."""
        of_values = self.scope.view is View.VALUE
        what = self.item.title if of_values else f"{self.what}: {self.item.title}"
        return measure(what, self.table.unit)

    def kicker(self, time: str = "") -> str:
        """Say what, where, for which units and when."""
        time = time or span(self.scope)
        return f"{self.item.title} · {self.area.name} · {self.level.plural} · {time}"

    @property
    def words(self) -> dict[str, object]:
        """Words every sentence may use."""
        return {
            "title": self.item.title,
            "within": self.area.within,
            "year": self.scope.year,
            "level": self.level.name,
            "plural": self.level.plural,
            "measure": self.measure,
            "total": len(self.rows),
            "missing": len(self.missing),
        }

    @property
    def missing(self) -> tuple[ValueRow, ...]:
        """Units without value."""
        return tuple(row for row in self.rows if row.value is None)

    def text(self, row: ValueRow) -> str:
        """Print a figure as the table does."""
        return value_text(self.table, row)

    def stem(self, kind: ChartKind) -> str:
        """Name for exported files."""
        return f"{self.scope.file_stem}__{kind}"


def chart_data(atlas: Atlas, scope: Scope) -> ChartData:
    """Answer a scope; a change without base year starts from the first year.

    Raises
    ------
    UnknownNameError, NoDataError
        If the scope asks for what the data don't hold.
    """
    table = atlas.values(query(scope))
    scope = replace(scope, base_year=table.base_year) if scope.view is View.CHANGE else scope
    area, item = atlas.area(scope.area), atlas.indicator(scope.indicator)
    total = isinstance(item.formula, f.Total) and scope.view is View.VALUE
    alone = total or scope.level == area.top_level
    return ChartData(
        scope=scope,
        area=area,
        level=atlas.level_at(scope.area, scope.level, scope.vintage),
        item=item,
        table=table,
        rows=best_rows(table.rows),
        whole=None if alone else area_row(atlas, scope),
    )


def chart_subtitle(atlas: Atlas, scope: Scope) -> str:
    """Give the subtitle of a scope without the boundaries, which a chart doesn't show."""
    level = atlas.level_at(scope.area, scope.level, scope.vintage)
    line = texts.BOUNDARIES_LINE.format(text=boundary_text(level.boundaries))
    return subtitle(atlas, scope).removesuffix(line).removesuffix("; ")


def area_line(look: ChartData) -> tuple[ReferenceLine, ...]:
    """The area's value; in deviations it is the zero everything is measured from."""
    row = look.whole
    if row is None or row.value is None:
        return ()
    label = texts.AREA_VALUE.format(kind=look.area.kind)
    if look.scope.view is View.DEVIATION:
        text = f"{figure_text(row, look.item, View.VALUE)} {look.item.unit}"
        return (ReferenceLine(label=label, value=0.0, text=text),)
    text = f"{figure_text(row, look.item, look.scope.view)} {look.table.unit}"
    return (ReferenceLine(label=label, value=row.value, text=text),)


def fraction(look: ChartData, row: ValueRow) -> str:
    """Say what a share was computed from: "313 von 2 499"."""
    part, whole = row.numerator, row.denominator
    if not isinstance(look.item.formula, f.Share) or part is None or whole is None:
        return ""
    return chart_texts.OUT_OF.format(part=format_number(part, 0), whole=format_number(whole, 0))


def merged(first: Provenance, other: Provenance) -> Provenance:
    """Put what two figures carry into one, each word once."""
    return replace(
        first,
        source=once("; ", first.source, other.source),
        publisher=once("; ", first.publisher, other.publisher),
        reference_dates=once("; ", first.reference_dates, other.reference_dates),
        boundaries=once(", ", first.boundaries, other.boundaries),
        signs=tuple(dict.fromkeys((*first.signs, *other.signs))),
        notes=tuple(dict.fromkeys((*first.notes, *other.notes))),
    )


def value_range(look: ChartData) -> str:
    """Say from where to where the units reach, without naming any."""
    values = [row.value for row in look.rows if row.value is not None]
    if not values:
        return texts.NO_VALUES.format(**look.words)
    form = format_number if look.scope.view is View.VALUE else format_change
    low, high = (form(value, look.table.decimals) for value in (min(values), max(values)))
    words = look.words | {"low": low, "high": high, "value": low, "unit": look.table.unit}
    return (texts.ALL_EQUAL if low == high else texts.RANGE).format(**words)


def absent(look: ChartData) -> str:
    """Say for which units there is no value."""
    if not look.missing:
        complete = texts.TWIN_COMPLETE.format(**look.words).removesuffix(".")
        return complete if len(look.rows) > 1 else ""
    if len(look.missing) == len(look.rows):
        return chart_texts.TWIN_ALL_MISSING.format(**look.words)
    if len(look.missing) > MOST_NAMES:
        return texts.TWIN_MISSING.format(**look.words).removesuffix(".")
    named = (f"{row.name} ({look.text(row)})" for row in look.missing)
    return chart_texts.TWIN_MISSING_NAMED.format(names=", ".join(named))


def some_names(names: Iterable[str]) -> str:
    """List names, the first ones of many."""
    listed = list(names)
    more = f" … ({len(listed)})" if len(listed) > MOST_NAMES else ""
    return ", ".join(listed[:MOST_NAMES]) + more


def once(separator: str, *words: str) -> str:
    """Join words that say something, each once."""
    return separator.join(dict.fromkeys(word for word in words if word))


def sentences(*parts: str) -> tuple[str, ...]:
    """Close each part that says something with a full stop."""
    return tuple(f"{part}." for part in parts if part)
