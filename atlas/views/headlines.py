"""Headline and subtitle: statements made from the data by rules.

A headline speaks of the whole area and singles out no unit (docs/architecture.md, "Words").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from atlas import pipeline
from atlas.atlas import Atlas
from atlas.measures.grid import Grid, GridCell
from atlas.model.areas import Area, Boundaries, Level
from atlas.model.cells import State, Status
from atlas.model.formulas import PER_HUNDRED, Share
from atlas.model.indicators import Indicator
from atlas.model.numbers import NARROW_SPACE, format_change, format_number, rounded
from atlas.model.results import ValueRow
from atlas.model.scope import Scope, View
from atlas.pipeline import view_decimals
from atlas.views import headline_texts, texts
from atlas.views.map import chance
from atlas.views.numbers import format_figure, shared_status
from atlas.views.plurals import dative
from atlas.views.provenance import boundary_text, provenance
from atlas.views.subjects import subject

ONE_IN_N_TOLERANCE = 0.2
"""Percentage points by which 1/n may miss the share in "jedes n-te"."""
ONE_DAY = re.compile(r"\d\d\.\d\d\.\d{4}")
YEARS = re.compile(r"[\d–; ]+")
STATUS_LETTER = re.compile(rf"(.*?)((?:{NARROW_SPACE}[a-z])?)", re.DOTALL)
FEMININE = ("e", "stadt", "schaft", "ung", "heit", "ion")
"""Endings of feminine kinds of units (Kommune, Ortschaft, Siedlung, Region)."""


def headline(atlas: Atlas, scope: Scope) -> str:
    """State the main finding for the whole area, or what is shown where there is none.

    Words in brackets say whether a change may be chance and whether its figures are final.
    """
    scope = atlas.with_base_year(scope)
    sentence, word = statement(atlas, scope), status_word(_headline_status(atlas, scope))
    mark = ", ".join(filter(None, (area_verdict(atlas, scope), word)))
    return texts.MARKED.format(text=sentence, mark=mark) if mark else sentence


def area_verdict(atlas: Atlas, scope: Scope) -> str:
    """Say whether the change of the whole area may be chance, "" where that can't be told."""
    area = atlas.area(scope.area)
    level = atlas.level_at(scope.area, scope.level, scope.vintage)
    if scope.view is not View.CHANGE or level.custom is not None or area.top_unit is None:
        return ""
    of_area = replace(scope, level=area.top_level, years=(), view=View.VALUE, vintage=None)
    if of_area.level not in atlas.levels_of(scope.area, scope.indicator):
        return ""
    return chance.verdict(chance.movement(atlas, of_area, atlas.grid(of_area)), area.top_unit.id)


def _headline_status(atlas: Atlas, scope: Scope) -> Status:
    """How final the figures are that a headline rests on: the area's, or those of all units."""
    level = atlas.level_at(scope.area, scope.level, scope.vintage)
    of_units = scope.view is View.DEVIATION or level.custom is not None
    row = None if of_units else area_row(atlas, scope)
    of_area = row is not None and row.value is not None
    statuses = (row.status,) if row and of_area else unit_grid(atlas, scope).statuses
    return shared_status(statuses)


def statement(atlas: Atlas, scope: Scope) -> str:
    """State the main finding without a word on how final it is."""
    scope = atlas.with_base_year(scope)
    item = atlas.indicator(scope.area, scope.indicator)
    area = atlas.area(scope.area)
    if atlas.level_at(scope.area, scope.level, scope.vintage).custom is not None:
        return _custom_headline(atlas, scope, item)
    if scope.view is View.DEVIATION:
        return _deviation_headline(atlas, scope, item)
    row = area_row(atlas, scope)
    if row is None or row.value is None:
        return _plain_headline(atlas, scope, item)
    if scope.view is View.CHANGE:
        return _change_headline(scope, item, area, row)
    return _value_headline(scope, item, area, row)


def span(scope: Scope) -> str:
    """The year looked at, for a change with the year it is compared with: "2009–2014"."""
    return f"{scope.base_year}–{scope.year}" if scope.view is View.CHANGE else str(scope.year)


def _plain_headline(atlas: Atlas, scope: Scope, item: Indicator) -> str:
    level, area = atlas.level_at(scope.area, scope.level, scope.vintage), atlas.area(scope.area)
    views = {View.CHANGE: texts.CHANGE, View.DEVIATION: texts.DEVIATION.format(kind=area.kind)}
    form = headline_texts.PLAIN if scope.view is View.VALUE else headline_texts.PLAIN_VIEW
    fields = {"title": item.title, "plural": level.plural, "within": area.within}
    return form.format(**fields, view=views.get(scope.view), year=span(scope))


def _custom_headline(atlas: Atlas, scope: Scope, item: Indicator) -> str:
    """State the figure of the custom area, or the range of several: the city isn't the topic."""
    level, area = atlas.level_at(scope.area, scope.level, scope.vintage), atlas.area(scope.area)
    view = "" if scope.view is View.VALUE else f"{view_label(scope, area)}: "
    figures = unit_grid(atlas, scope)
    if len(level.units) == 1:
        cell = figures.cell(level.units[0].id, scope.year)
        row = None if cell is None else final(row_of(cell, year=scope.year))
        value = State.UNKNOWN.sign if row is None else figure_phrase(row, item, scope.view)
        result = f"{level.units[0].name} {value}"
    else:
        result = _range_part(figures, level, item, scope.view)
    return headline_texts.CUSTOM.format(view=view, title=item.title, year=scope.year, result=result)


def area_row(atlas: Atlas, scope: Scope) -> ValueRow | None:
    """The whole area's figure: of own sum and delivered total the one that counts."""
    whole = area_scope(atlas, scope, (scope.year,))
    return next(iter(best_rows(atlas.values(whole).rows)), None) if whole else None


def area_scope(atlas: Atlas, scope: Scope, years: tuple[int, ...]) -> Scope | None:
    """Ask for the whole area's figures, all of them without years; None if it has none."""
    area = atlas.area(scope.area)
    if not area.top_level or area.top_level not in atlas.levels_of(scope.area, scope.indicator):
        return None
    view = View.VALUE if scope.view is View.DEVIATION else scope.view
    return replace(scope, level=area.top_level, view=view, years=years)


def best_rows(rows: Iterable[ValueRow]) -> tuple[ValueRow, ...]:
    """One row per unit and year: of own sum and delivered total the one that counts."""
    return tuple(row for row in rows if row.counts)


def marked(text: str, row: ValueRow) -> str:
    """Say of a figure or its name that it is a delivered total: "Ort (gemeldet)"."""
    return texts.MARKED.format(text=text, mark=texts.DELIVERED) if row.delivered else text


def _value_headline(scope: Scope, item: Indicator, area: Area, row: ValueRow) -> str:
    number = one_in_n(row.value) if isinstance(item.formula, Share) else None
    if item.headline and number:
        nth = headline_texts.ORDINALS[number]
        return item.headline.format(nth=nth, within=area.within, year=scope.year)
    clause = headline_texts.RELATIVE_CLAUSE.search(item.title)
    title = f"{item.title}," if clause else item.title
    fields = {"title": title, "within": area.within, "year": scope.year}
    # "Geburten je 1.000 Einwohner" are 9,0, not "9,0 je 1.000"
    said = bool(item.unit) and re.search(rf"\b{re.escape(item.unit)}\b", item.title)
    item = replace(item, unit="") if said else item
    zero = figure_text(row, item, View.VALUE) == State.ZERO.sign
    zero_text = marked(with_unit("0", item.unit), row)
    text = zero_text if zero else figure_phrase(final(row), item, View.VALUE)
    return headline_texts.VALUE.format(**fields, value=text)


def one_in_n(share: float | None) -> int | None:
    """Return n where "one in n" states a share in percent honestly, else None."""
    if not share:
        return None
    n = round(PER_HUNDRED / share)
    # 50.2 misses one in two by 0.2000000000000028
    is_honest = (
        n in headline_texts.ORDINALS
        and round(abs(PER_HUNDRED / n - share), 9) <= ONE_IN_N_TOLERANCE
    )
    return n if is_honest else None


def _change_headline(scope: Scope, item: Indicator, area: Area, row: ValueRow) -> str:
    change, decimals = row.value or 0.0, view_decimals(item, View.CHANGE)
    amount = format_number(abs(change), decimals)
    phrase, unit = subject(item), pipeline.view_unit(item, View.CHANGE)
    fields = {
        "subject": phrase,
        "within": area.within,
        "base": scope.base_year,
        "year": scope.year,
        # "Geburten je 1.000 Einwohner" needn't rise "um 2,5 je 1.000"
        "amount": amount if unit in phrase else with_unit(amount, unit),
    }
    forms = headline_texts.AHEAD if row.status is Status.FORECAST else headline_texts.MOVED
    if rounded(change, decimals):
        return forms["up" if change > 0 else "down"].format(**fields)
    return forms["hardly" if round(change, 9) else "not"].format(**fields)


def _deviation_headline(atlas: Atlas, scope: Scope, item: Indicator) -> str:
    figures = unit_grid(atlas, scope)
    values = figures.numbers.tolist()
    if len(values) <= 1:
        return _plain_headline(atlas, scope, item)
    level, area = atlas.level_at(scope.area, scope.level, scope.vintage), atlas.area(scope.area)
    plural = dative(level.plural)
    # from a whole step on nobody has to ask how a figure is rounded
    step = 10.0**-item.decimals
    near = [value for value in values if 0 < value < step]
    above = sum(value >= step for value in values)
    above += sum(rounded(value, item.decimals) > 0 for value in near)
    return headline_texts.DEVIATION.format(
        subject=subject(item),
        above=how_many(above, len(values), level),
        plural=plural
        if len(values) == len(figures.units)
        else headline_texts.WITH_VALUE.format(plural=plural),
        year=scope.year,
        kind=area.kind,
    )


def how_many(above: int, number: int, level: Level) -> str:
    """Put "how many of" in words that the dative of the plural can follow."""
    if above == number:
        return headline_texts.ALL.get(number, headline_texts.ABOVE_ALL).format(number=number)
    feminine = level.name.lower().endswith(FEMININE)
    few = (headline_texts.FEWEST_FEMININE if feminine else headline_texts.FEWEST_OTHER).get(above)
    return headline_texts.ABOVE_SOME.format(above=few or above, number=number)


def unit_grid(atlas: Atlas, scope: Scope) -> Grid:
    """Figures of all units of the scope in its year, in official order."""
    # the figures of all years are at hand already where a map was drawn of them
    if scope.year not in atlas.answer_years(scope):
        scope = replace(scope, years=(scope.year,))
    return atlas.grid(scope).of_years((scope.year,))


def sign_rows(figures: Grid) -> tuple[ValueRow, ...]:
    """Rows that bear all signs of the figures, without names: what a provenance is made from."""
    return tuple(
        row_of(cell, year=year) for year in figures.years for cell in figures.samples(year)
    )


def row_of(cell: GridCell, *, unit: str = "", name: str = "", year: int) -> ValueRow:
    """Put a cell of a grid as a row."""
    return ValueRow(
        unit=unit,
        name=name,
        year=year,
        value=cell.value,
        state=cell.state,
        status=cell.status,
        numerator=cell.numerator,
        denominator=cell.denominator,
        delivered=cell.delivered,
    )


def subtitle(atlas: Atlas, scope: Scope) -> str:
    """Give the area's value, the range of the units, reference dates and Gebietsstand."""
    scope = atlas.with_base_year(scope)
    item = atlas.indicator(scope.area, scope.indicator)
    level = atlas.level_at(scope.area, scope.level, scope.vintage)
    figures = unit_grid(atlas, scope)
    area_part = _area_part(atlas, scope, item)
    top = scope.level == atlas.area(scope.area).top_level
    same = (bool(area_part) and top) or level.custom is not None
    parts = [area_part, "" if same else _range_part(figures, level, item, scope.view)]
    parts.append(_dates_part(reference_dates(atlas, scope, sign_rows(figures))))
    if level.boundaries is not None:
        parts.append(boundaries_line(level.boundaries))
    return "; ".join(part for part in parts if part)


def boundaries_line(boundaries: Boundaries | None) -> str:
    """Say which boundaries a map shows; schematic ones without a day have no Gebietsstand."""
    text = boundary_text(boundaries)
    dateless = boundaries is not None and boundaries.schematic and not boundaries.valid_at
    return text if dateless else texts.BOUNDARIES_LINE.format(text=text)


def reference_dates(atlas: Atlas, scope: Scope, rows: Sequence[ValueRow]) -> str:
    """Name the reference dates behind rows of one year; other years are named with theirs."""
    item = atlas.indicator(scope.area, scope.indicator)
    base = scope.base_year if scope.view is View.CHANGE else None
    decimals = view_decimals(item, scope.view)
    sources = provenance(atlas, scope.area, item, rows, decimals, base_year=base)
    return sources.reference_dates.removeprefix(f"{scope.year}: ")


def _dates_part(dates: str) -> str:
    """Say what the dates are where they don't speak for themselves."""
    if ONE_DAY.fullmatch(dates):
        return f"{texts.REFERENCE_DATE} {dates}"
    unclear = not YEARS.fullmatch(dates) and (texts.DATE_UNKNOWN in dates or "; " in dates)
    return f"{texts.REFERENCE_DATES} {dates}" if unclear else dates


def _area_part(atlas: Atlas, scope: Scope, item: Indicator) -> str:
    row = area_row(atlas, scope)
    if row is None or row.value is None:
        return ""
    view = View.VALUE if scope.view is View.DEVIATION else scope.view
    label = atlas.area(scope.area).kind
    repeated = row.status is _headline_status(atlas, scope)
    return f"{label} {figure_phrase(final(row) if repeated else row, item, view)}"


def view_label(scope: Scope, area: Area) -> str:
    """Name the view of a scope: "Wert", "Veränderung seit 2009"."""
    return {
        View.VALUE: texts.VALUE,
        View.CHANGE: texts.CHANGE_SINCE.format(base=scope.base_year),
        View.DEVIATION: texts.DEVIATION.format(kind=area.kind),
    }[scope.view]


def figure_text(row: ValueRow, item: Indicator, view: View) -> str:
    """Print a figure for a view: changes and deviations carry their sign."""
    decimals = view_decimals(item, view)
    if view is View.VALUE or row.value is None:
        return format_figure(row.value, row.state, row.status, decimals)
    text = format_change(row.value, decimals)
    text = f"({text})" if row.state is State.LIMITED else text
    return f"{text}{NARROW_SPACE}{row.status.sign}" if row.status.sign else text


def final(row: ValueRow) -> ValueRow:
    """A figure without its status, for where that is said elsewhere."""
    return replace(row, status=Status.FINAL)


def without_shared_status(rows: Iterable[ValueRow]) -> tuple[ValueRow, ...]:
    """Take from rows a status that all their figures have: a sign has to tell cells apart."""
    every = tuple(rows)
    shared = shared_status(row.status for row in every if row.value is not None)
    if shared is Status.FINAL:
        return every
    return tuple(final(row) if row.status is shared else row for row in every)


def figure_phrase(row: ValueRow, item: Indicator, view: View) -> str:
    """Write a figure for a sentence: with its unit, its status as a word, and who added it up."""
    text = with_unit(figure_text(final(row), item, view), pipeline.view_unit(item, view))
    marks = [
        mark for mark in (status_word(row.status), texts.DELIVERED if row.delivered else "") if mark
    ]
    return texts.MARKED.format(text=text, mark=", ".join(marks)) if marks else text


def status_word(status: Status) -> str:
    """The word for a status, "" for the usual one."""
    return texts.STATUS_SIGNS.get(status, "").partition(" = ")[2]


def with_unit(text: str, unit: str) -> str:
    """Put the unit behind a number, before the letter of its status; a sign has none."""
    if unit in headline_texts.UNSPOKEN or not any(sign.isdigit() for sign in text):
        return text
    number, letter = STATUS_LETTER.fullmatch(text).groups()  # type: ignore[union-attr]
    return f"{number} {unit}{letter}"


def _range_part(figures: Grid, level: Level, item: Indicator, view: View) -> str:
    values = figures.numbers
    unit, decimals = pipeline.view_unit(item, view), view_decimals(item, view)
    if not values.size:
        return texts.NO_VALUES.format(plural=level.plural)
    form = format_number if view is View.VALUE else format_change
    low, high = form(values.min(), decimals), form(values.max(), decimals)
    if len(values) == 1:
        return headline_texts.ONE_VALUE.format(plural=level.plural, value=with_unit(low, unit))
    form_text = texts.ALL_EQUAL if low == high else texts.RANGE
    spoken = "" if unit in headline_texts.UNSPOKEN else unit
    fields = {"plural": level.plural, "low": low, "high": high, "value": low, "unit": spoken}
    return form_text.format(**fields).rstrip()
