"""Headline, subtitle and text twin: statements made from the data by rules.

A headline speaks of the whole area and singles out no unit (docs/architecture.md, "Words").
"""

from __future__ import annotations

from collections.abc import Sequence

from atlas import pipeline
from atlas.atlas import Atlas
from atlas.model.figures import LegendClass
from atlas.model.formulas import PER_HUNDRED, Share
from atlas.model.indicators import Indicator
from atlas.model.numbers import format_change, format_number
from atlas.model.results import ValueRow
from atlas.model.scope import Query, Scope, View
from atlas.model.units import Area, Level
from atlas.views import texts
from atlas.views.numbers import format_figure
from atlas.views.provenance import boundary_text, provenance

ONE_IN_N_TOLERANCE = 0.2
"""Percentage points by which 1/n may miss the share in "jedes n-te"."""


def headline(atlas: Atlas, scope: Scope) -> str:
    """Say the main finding for the whole area, or what is shown where there is none."""
    item = atlas.indicator(scope.indicator)
    area = atlas.area(scope.area)
    if scope.view is View.DEVIATION:
        return _deviation_headline(atlas, scope, item)
    row = area_row(atlas, scope)
    if row is None or row.value is None:
        level = atlas.level(scope.area, scope.level)
        words = {"title": item.title, "plural": level.plural, "within": area.within}
        return texts.HEADLINE_PLAIN.format(**words, year=scope.year)
    if scope.view is View.CHANGE:
        return _change_headline(scope, item, area, row.value)
    return _value_headline(scope, item, area, row)


def area_row(atlas: Atlas, scope: Scope) -> ValueRow | None:
    """The whole area's figure: own sum if complete, else the delivered total."""
    area = atlas.area(scope.area)
    if not area.top_level or area.top_level not in atlas.levels_of(scope.area, scope.indicator):
        return None
    view = View.VALUE if scope.view is View.DEVIATION else scope.view
    query = Query(
        area=scope.area,
        level=area.top_level,
        code=scope.indicator,
        years=(scope.year,),
        view=view,
        base_year=scope.base_year,
    )
    return next(iter(best_rows(atlas.values(query).rows)), None)


def best_rows(rows: Sequence[ValueRow]) -> tuple[ValueRow, ...]:
    """One row per unit and year: the atlas's own figure, or the delivered where it has none."""
    best: dict[tuple[str, int], ValueRow] = {}
    for row in rows:
        known = best.get((row.unit, row.year))
        if known is None or (known.value is None and row.value is not None):
            best[row.unit, row.year] = row
    return tuple(best.values())


def _value_headline(scope: Scope, item: Indicator, area: Area, row: ValueRow) -> str:
    number = one_in_n(row.value) if isinstance(item.formula, Share) else None
    if item.headline and number:
        nth = texts.ORDINALS[number]
        return item.headline.format(nth=nth, within=area.within, year=scope.year)
    text = format_figure(row.value, row.state, row.status, item.decimals)
    words = {"title": item.title, "within": area.within, "year": scope.year}
    return texts.HEADLINE_VALUE.format(**words, value=text, unit=item.unit)


def one_in_n(share: float | None) -> int | None:
    """Return n where "one in n" tells a share in percent honestly, else None."""
    if not share:
        return None
    n = round(PER_HUNDRED / share)
    fits = n in texts.ORDINALS and abs(PER_HUNDRED / n - share) <= ONE_IN_N_TOLERANCE
    return n if fits else None


def _change_headline(scope: Scope, item: Indicator, area: Area, change: float) -> str:
    decimals = item.decimals if pipeline.in_points(item) else max(1, item.decimals)
    amount = format_number(abs(change), decimals)
    rounded_away = format_change(change, decimals).startswith("±")
    words = {
        "title": item.title,
        "within": area.within,
        "base": scope.base_year,
        "year": scope.year,
        "amount": amount,
        "unit": pipeline.view_unit(item, View.CHANGE),
    }
    if rounded_away:
        return texts.HEADLINE_UNCHANGED.format(**words)
    return (texts.HEADLINE_UP if change > 0 else texts.HEADLINE_DOWN).format(**words)


def _deviation_headline(atlas: Atlas, scope: Scope, item: Indicator) -> str:
    rows = unit_rows(atlas, scope)
    known = [row for row in rows if row.value is not None]
    level, area = atlas.level(scope.area, scope.level), atlas.area(scope.area)
    above = sum(row.value is not None and row.value > 0 for row in known)
    return texts.HEADLINE_DEVIATION.format(
        title=item.title,
        above=above,
        number=len(known),
        plural=_dative(level),
        year=scope.year,
        kind=area.kind,
    )


def unit_rows(atlas: Atlas, scope: Scope) -> tuple[ValueRow, ...]:
    """Figures of all units of the scope, one row each, in official order."""
    query = Query(
        area=scope.area,
        level=scope.level,
        code=scope.indicator,
        years=(scope.year,),
        view=scope.view,
        base_year=scope.base_year,
    )
    return best_rows(atlas.values(query).rows)


def subtitle(atlas: Atlas, scope: Scope) -> str:
    """Give the area's value, the range of the units, reference dates and Gebietsstand."""
    item = atlas.indicator(scope.indicator)
    level = atlas.level(scope.area, scope.level)
    rows = unit_rows(atlas, scope)
    decimals = view_decimals(item, scope.view)
    parts = [_area_part(atlas, scope, item), _range_part(rows, level, decimals, item, scope.view)]
    carried = provenance(atlas, scope.area, item, rows, decimals)
    parts += [carried.stand.removeprefix(f"{scope.year}: ")]
    if level.boundaries is not None:
        parts.append(texts.BOUNDARIES_LINE.format(text=boundary_text(level.boundaries)))
    return "; ".join(part for part in parts if part)


def view_decimals(item: Indicator, view: View) -> int:
    """Decimals of a value, change or deviation: percent changes get one at least."""
    points = pipeline.in_points(item) or view is not View.CHANGE
    return item.decimals if points else max(1, item.decimals)


def _area_part(atlas: Atlas, scope: Scope, item: Indicator) -> str:
    row = area_row(atlas, scope)
    if row is None or row.value is None:
        return ""
    view = View.VALUE if scope.view is View.DEVIATION else scope.view
    label = atlas.area(scope.area).kind
    return f"{label} {figure_text(row, item, view)} {pipeline.view_unit(item, view)}"


def figure_text(row: ValueRow, item: Indicator, view: View) -> str:
    """Print a figure for a view: changes and deviations carry their sign."""
    decimals = view_decimals(item, view)
    if view is View.VALUE or row.value is None:
        return format_figure(row.value, row.state, row.status, decimals)
    return format_change(row.value, decimals)


def _range_part(
    rows: Sequence[ValueRow], level: Level, decimals: int, item: Indicator, view: View
) -> str:
    values = [row.value for row in rows if row.value is not None]
    if not values:
        return texts.NO_VALUES.format(plural=level.plural)
    form = format_number if view is View.VALUE else format_change
    low, high = form(min(values), decimals), form(max(values), decimals)
    unit = pipeline.view_unit(item, view)
    if low == high:
        return texts.ALL_EQUAL.format(plural=level.plural, value=low, unit=unit)
    return texts.RANGE.format(plural=level.plural, low=low, high=high, unit=unit)


def twin(
    atlas: Atlas, scope: Scope, legend: Sequence[LegendClass], counts: Sequence[int]
) -> tuple[str, ...]:
    """Tell a map in sentences: finding, area, how many units per class, what is missing."""
    level = atlas.level(scope.area, scope.level)
    total = sum(counts)
    hidden = sum(n for entry, n in zip(legend, counts, strict=True) if entry.sign)
    classes = "; ".join(f"{entry.label}: {n}" for entry, n in zip(legend, counts, strict=True) if n)
    words = {"plural": level.plural, "total": total, "missing": hidden}
    coverage = texts.TWIN_COMPLETE if not hidden else texts.TWIN_MISSING
    return (
        f"{headline(atlas, scope)}.",
        f"{subtitle(atlas, scope)}.",
        texts.TWIN_CLASSES.format(plural=level.plural, classes=classes),
        coverage.format(**words),
    )


def _dative(level: Level) -> str:
    """Put a plural into the dative: "Kommunen" stays, "Bezirke" becomes "Bezirken"."""
    return level.plural if level.plural.endswith(("n", "s")) else f"{level.plural}n"
