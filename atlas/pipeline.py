"""ADD UP → PROTECT → DERIVE, in this order. The place to read first.

Quantities travel through as one table with the columns level, unit, year, quantity, value,
state, status and delivered (True for a total somebody delivered beside the atlas's own sum).
What leaves `derive` are figures on (unit, year) with numerator and denominator.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias

import numpy as np
import pandas as pd

from atlas.disclosure.protect import withhold
from atlas.measures import comparisons
from atlas.measures.aggregation import add_up_all, add_up_mean
from atlas.measures.cells import Flags, align, at_least, at_year, has_value
from atlas.measures.change import point_change, relative_change
from atlas.measures.evaluate import evaluate, evaluate_all, evaluate_reference
from atlas.measures.matrix import Sheet, sheet
from atlas.measures.nesting import coarser_levels, parents_by_year, years_with_lost_units
from atlas.model import formulas as f
from atlas.model.areas import Area
from atlas.model.cells import State
from atlas.model.indicators import Catalogue, Indicator
from atlas.model.quantities import Audience, Kind
from atlas.model.scope import View
from atlas.sources.area_data import AreaData

FIGURE_COLUMNS = ["value", "state", "status"]
ROW = ["unit", "year"]
TOLD = ["quantity", "year"]
BASE = "base"
Ways: TypeAlias = Mapping[str, Mapping[str, tuple[str, ...]]]
"""By base level: the levels above it, each with the way there."""


def quantities_needed(item: Indicator, catalogue: Catalogue) -> tuple[str, ...]:
    """Codes of all quantities an indicator rests on, also through other indicators."""
    own = f.inputs(item.formula)
    linked = (catalogue.indicators[code] for code in f.references(item.formula))
    below = (code for other in linked for code in quantities_needed(other, catalogue))
    weights = (catalogue.quantities[code].weight for code in own)
    return tuple(dict.fromkeys([*own, *below, *(weight for weight in weights if weight)]))


def protected_quantities(
    data: AreaData, catalogue: Catalogue, codes: Iterable[str], audience: Audience
) -> pd.DataFrame:
    """Sum the quantities to every coarser level, then take out what the audience may not see."""
    weights = {code: item.weight for code, item in catalogue.quantities.items() if item.weight}
    return withhold(sums(data, catalogue, codes), data.deliveries, audience, weights)


def sums(data: AreaData, catalogue: Catalogue, codes: Iterable[str]) -> pd.DataFrame:
    """ADD UP: every quantity on every level, own sums beside delivered totals."""
    wanted = {code: catalogue.quantities[code] for code in codes}
    told = _with_base(data, wanted)
    ways = {base: coarser_levels(base, data.area) for base in told[BASE].dropna().unique()}
    kinds = {
        kind: told["quantity"].isin([code for code, item in wanted.items() if item.kind is kind])
        for kind in Kind
    }
    computed = [(base, target) for base, found in ways.items() for target in found]
    beside = pd.MultiIndex.from_frame(told[[BASE, "level"]]).isin(computed) & ~kinds[Kind.GIVEN]
    # an empty cell beside a sum means that nobody delivered a total
    nothing = beside & (told["state"] == State.UNKNOWN)
    tables = [
        told.drop(columns=BASE).assign(delivered=beside)[~nothing],
        *_added(told[kinds[Kind.COUNT] | kinds[Kind.AMOUNT]], ways, data.area),
        *_averaged(told[kinds[Kind.MEAN]], ways, data, catalogue),
    ]
    names = {name: told[name].dtype for name in ("level", "unit", "quantity")}
    return pd.concat([table.astype(names) for table in tables], ignore_index=True)


def _with_base(data: AreaData, codes: Iterable[str]) -> pd.DataFrame:
    """Observations of some quantities, each with its base level where that is known."""
    rows = data.observations[data.observations["quantity"].isin(list(codes))]
    bases = {(d.quantity, d.year): d.base_level for d in data.deliveries}
    keys = pd.MultiIndex.from_frame(rows[TOLD])
    known = keys.unique()
    levels = pd.Series([bases.get(key) for key in known], dtype=rows["level"].dtype)
    return rows.assign(**{BASE: levels.take(known.get_indexer(keys)).array})


def _added(told: pd.DataFrame, ways: Ways, area: Area) -> Iterator[pd.DataFrame]:
    """Sums of counts and amounts, all quantities of a base level at once."""
    for base, found in ways.items():
        rows = told[told[BASE] == base]
        parts = sheet(rows[rows["level"] == base], rows["quantity"].unique())
        delivered = pd.MultiIndex.from_frame(rows[TOLD]).unique()
        for target, way in found.items():
            parents = parents_by_year(area, way, sorted(rows["year"].unique()))
            table = add_up_all(parts, parents).rows(told)
            table = table[pd.MultiIndex.from_frame(table[TOLD]).isin(delivered)]
            yield _placed(table, area, way, parents).assign(level=target)


def _averaged(
    told: pd.DataFrame, ways: Ways, data: AreaData, catalogue: Catalogue
) -> Iterator[pd.DataFrame]:
    """Means of larger units; the count they are weighted with may come from smaller ones."""
    for code, base in told[["quantity", BASE]].dropna().drop_duplicates().to_numpy().tolist():
        rows = told[(told["quantity"] == code) & (told[BASE] == base)]
        weight = catalogue.quantities[code].weight
        weights = sums(data, catalogue, [weight] if weight else [])
        weights = weights[(weights["level"] == base) & ~weights["delivered"].astype(bool)]
        mean = _figures(rows[rows["level"] == base])
        for target, way in ways[base].items():
            parents = parents_by_year(data.area, way, sorted(rows["year"].unique()))
            summed = add_up_mean(mean, _figures(weights), parents).reset_index()
            placed = _placed(summed, data.area, way, parents)
            yield placed.assign(level=target, quantity=code)


def _placed(
    summed: pd.DataFrame, area: Area, way: tuple[str, ...], parents: pd.DataFrame
) -> pd.DataFrame:
    """Leave out the sums of years in which nobody knows in which of them a unit is missing."""
    lost = years_with_lost_units(area, way, parents, summed["year"].unique())
    incomplete = summed["year"].isin(list(lost)).to_numpy(dtype=bool)
    known = at_least(summed, incomplete, State.UNKNOWN)
    return summed.assign(value=known["value"], state=known["state"], delivered=False)


def _figures(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.set_index(ROW)[FIGURE_COLUMNS]


def derive(
    item: Indicator, catalogue: Catalogue, quantities: Sheet, rows: pd.Index
) -> pd.DataFrame:
    """DERIVE: evaluate an indicator from the protected quantities of one level.

    Parameters
    ----------
    item
        Indicator to evaluate.
    catalogue
        Catalogue the indicator's references are looked up in.
    quantities
        Protected quantities of one level. Years before the wanted ones take part: pooled
        figures and changes look back.
    rows
        The (unit, year) pairs wanted; one without figures has no value.

    Returns
    -------
    pd.DataFrame
        Columns value, state, status, numerator, denominator on `rows`.
    """
    return align(_evaluated(item, catalogue, quantities), rows)


def derive_all(
    items: Sequence[Indicator], catalogue: Catalogue, quantities: Sheet
) -> list[pd.DataFrame]:
    """DERIVE many indicators at once, each as `derive` does, on the rows of the quantities."""
    found: dict[int, pd.DataFrame] = {}
    plain: dict[int, f.FromQuantities] = {}
    for number, item in enumerate(items):
        formula = item.formula
        looks_back = item.pooled_years > 1
        if looks_back or isinstance(formula, f.FromIndicators):
            found[number] = derive(item, catalogue, quantities, quantities.index)
        else:
            plain[number] = formula
    figures = evaluate_all(list(plain.values()), quantities)
    found |= dict(zip(plain, figures, strict=True))
    return [found[number] for number in range(len(items))]


def _evaluated(item: Indicator, catalogue: Catalogue, quantities: Sheet) -> pd.DataFrame:
    formula = item.formula
    if isinstance(formula, f.FromIndicators):
        linked = {code: catalogue.indicators[code] for code in f.references(formula)}
        figures = {code: _evaluated(other, catalogue, quantities) for code, other in linked.items()}
        points = in_points(linked[formula.of])
        return evaluate_reference(formula, figures, in_points=points)
    # where no year looks at another one, rows by number do: they are cheaper by far
    rows = quantities if item.pooled_years > 1 else quantities.by_number()
    frames = {code: rows.figures(code) for code in f.inputs(formula)}
    return evaluate(formula, frames, item.pooled_years).set_axis(quantities.index)


def years_used(item: Indicator, catalogue: Catalogue, year: int) -> frozenset[int]:
    """Years whose quantities the figure of one year rests on."""
    formula = item.formula
    if isinstance(formula, f.FromIndicators):
        years = {year}
        if isinstance(formula, f.Change):
            years.add(year - formula.years)
        if isinstance(formula, f.IndexNumber):
            years.add(formula.base_year)
        linked = [catalogue.indicators[code] for code in f.references(formula)]
        return frozenset().union(*(years_used(o, catalogue, y) for o in linked for y in years))
    return frozenset(range(year - item.pooled_years + 1, year + 1))


def unbroken(figures: pd.DataFrame, years: Container[int]) -> pd.DataFrame:
    """Take away the figures of all other years: they compare what can't be compared."""
    known = figures.index.get_level_values("year")
    broken = known.isin([year for year in known.unique() if year not in years])
    return without_value(figures, np.asarray(broken, dtype=bool))


def without_value(figures: pd.DataFrame, where: Flags) -> pd.DataFrame:
    """Take away some figures that compare what can't be compared: NOT_APPLICABLE."""
    if not where.any():
        return figures
    result = at_least(figures, where, State.NOT_APPLICABLE)
    return result.assign(numerator=figures["numerator"], denominator=figures["denominator"])


def in_points(item: Indicator) -> bool:
    """Whether a change is told in the indicator's own unit; of other figures it is in percent.

    The change of a share is told in percentage points, that of a count in percent: the
    percentage of a percentage misleads (methods: "Change in percentage points").
    """
    return item.unit == "%" or isinstance(item.formula, f.Quotient | f.Difference)


def view_unit(item: Indicator, view: View) -> str:
    """Unit of an indicator's value, its change between two years, or its deviation."""
    if view is View.VALUE:
        return item.unit
    if view is View.CHANGE and not in_points(item):
        return "%"
    return f.PERCENTAGE_POINTS if item.unit == f.PERCENT else item.unit


def view_decimals(item: Indicator, view: View) -> int:
    """Decimals of a value, change or deviation: percent changes get one at least."""
    points = in_points(item) or view is not View.CHANGE
    return item.decimals if points else max(1, item.decimals)


def change(
    item: Indicator, figures: pd.DataFrame, base_year: int, comparable: Container[int]
) -> pd.DataFrame:
    """Compare figures with those of the base year: shares in points, totals in percent.

    A year that is not `comparable` with the base year (its quantities are defined
    differently) has no change: NOT_APPLICABLE.
    """
    base = at_year(figures, base_year)
    compare = point_change if in_points(item) else relative_change
    result = compare(figures, base)
    result = result.assign(numerator=figures["numerator"], denominator=figures["denominator"])
    return unbroken(result, comparable)


def deviation(item: Indicator, figures: pd.DataFrame, area: pd.DataFrame) -> pd.DataFrame:
    """Compare units with the whole area of the same year.

    `area` holds the area's figures by year. A total can't deviate from the total it is a
    part of: it has no value and is NOT_APPLICABLE.
    """
    result = comparisons.deviation_points(figures, area)
    if isinstance(item.formula, f.Total):
        result = at_least(result, has_value(result), State.NOT_APPLICABLE)
    return result.assign(numerator=figures["numerator"], denominator=figures["denominator"])
