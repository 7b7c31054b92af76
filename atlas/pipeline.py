"""ADD UP → PROTECT → DERIVE, in this order. The place to read first.

Quantities travel through as one table with the columns level, unit, year, quantity, value,
state, status and delivered (True for a total somebody delivered beside the atlas's own sum).
What leaves `derive` are figures on (unit, year) with numerator and denominator.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Container, Iterable, Iterator, Mapping
from datetime import date
from functools import lru_cache
from itertools import pairwise

import numpy as np
import pandas as pd

from atlas.disclosure.protect import withhold
from atlas.measures import place
from atlas.measures.aggregation import add_up, add_up_mean
from atlas.measures.change import point_change, relative_change
from atlas.measures.evaluate import evaluate, evaluate_reference
from atlas.measures.figures import align, at_least, at_year, has_value
from atlas.model import formulas as f
from atlas.model.indicators import Catalogue, Indicator
from atlas.model.quantities import Audience, Kind, Quantity
from atlas.model.scope import View
from atlas.model.units import Area, Membership, is_valid
from atlas.model.values import State
from atlas.sources.area_data import AreaData

FIGURE_COLUMNS = ["value", "state", "status"]
ROW = ["unit", "year"]
REMEMBERED = 64


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
    observed = data.observations
    tables = [
        table
        for code in codes
        for table in _levels_of(catalogue.quantities[code], catalogue, observed, data)
    ]
    return pd.concat(tables, ignore_index=True) if tables else observed[:0].assign(delivered=False)


def _levels_of(
    quantity: Quantity, catalogue: Catalogue, observed: pd.DataFrame, data: AreaData
) -> Iterator[pd.DataFrame]:
    weights = _weights(quantity, catalogue, observed, data)
    own = observed[observed["quantity"] == quantity.code]
    bases = {d.year: d.base_level for d in data.deliveries if d.quantity == quantity.code}
    for base, years in _years_by_base(bases).items():
        rows = own[own["year"].isin(years)]
        targets = coarser_levels(base, data.area) if quantity.kind is not Kind.GIVEN else {}
        computed = [_sum_to(target, base, rows, quantity, weights, data.area) for target in targets]
        yield from computed
        delivered = rows["level"].isin(list(targets))
        empty = rows["state"] == State.UNKNOWN
        yield rows[~delivered].assign(delivered=False)
        # an empty cell beside a sum means that nobody delivered a total
        yield rows[delivered & ~empty].assign(delivered=True)
    undescribed = own[~own["year"].isin(list(bases))]
    yield undescribed.assign(delivered=False)


def _years_by_base(bases: Mapping[int, str]) -> dict[str, list[int]]:
    grouped: dict[str, list[int]] = {}
    for year, base in bases.items():
        grouped.setdefault(base, []).append(year)
    return grouped


def coarser_levels(base: str, area: Area) -> dict[str, tuple[str, ...]]:
    """Levels reachable upwards from a complete base level, each with the way there.

    A way never leads through a level that covers only part of the area: what lies outside
    it would be missing from the sum without a word. For the same reason a step that leaves
    out some units (a few blocks assigned to the city directly) is taken only without another.
    """
    level = area.level(base)
    if level is None or not level.complete:
        return {}
    members: dict[tuple[str, str], set[str]] = {}
    for item in area.memberships:
        members.setdefault((item.level, item.parent_level), set()).add(item.unit)
    whole = [step for step, units in members.items() if not _left_out(step, units, area)]
    return _ways(base, members, area) | _ways(base, whole, area)


def _left_out(step: tuple[str, str], units: set[str], area: Area) -> bool:
    """Whether a step to a level that covers the area leaves out some of the smaller units."""
    fine, coarse = (area.level(level) for level in step)
    if fine is None or coarse is None or not coarse.complete:
        return False
    return any(unit.id not in units for unit in fine.units)


def _ways(base: str, pairs: Iterable[tuple[str, str]], area: Area) -> dict[str, tuple[str, ...]]:
    """Shortest way from a level to each one above it, by steps from a level to the next."""
    steps: dict[str, list[str]] = {}
    for fine, coarse in pairs:
        steps.setdefault(fine, []).append(coarse)
    ways: dict[str, tuple[str, ...]] = {base: (base,)}
    queue = deque([base])
    partial = {item.id for item in area.levels if not item.complete}
    while queue:
        current = queue.popleft()
        if current in partial:
            continue
        for upper in steps.get(current, ()):
            if upper not in ways:
                ways[upper] = (*ways[current], upper)
                queue.append(upper)
    del ways[base]
    return ways


def _sum_to(  # noqa: PLR0913, PLR0917  (one step of `sums`, all of it context)
    target: str,
    base: str,
    rows: pd.DataFrame,
    quantity: Quantity,
    weights: pd.DataFrame,
    area: Area,
) -> pd.DataFrame:
    years = sorted(rows["year"].unique())
    way = coarser_levels(base, area)[target]
    parents = parents_by_year(area, way, years)
    figures = _figures(rows[rows["level"] == base])
    if quantity.kind is Kind.MEAN:
        weight = weights[weights["level"] == base]
        summed = add_up_mean(figures, _figures(weight), parents)
    else:
        summed = add_up(figures, parents)
    lost = _years_with_lost_units(area, way, parents, years)
    # nobody knows in which of the sums a unit without a parent is missing
    incomplete = summed.index.get_level_values("year").isin(list(lost))
    summed = at_least(summed, np.asarray(incomplete, dtype=bool), State.UNKNOWN)
    return summed.reset_index().assign(level=target, quantity=quantity.code, delivered=False)


def _years_with_lost_units(
    area: Area, way: tuple[str, ...], parents: pd.DataFrame, years: Iterable[int]
) -> frozenset[int]:
    """Years in which a unit of the first level lies in no unit of the last, though all should."""
    fine, coarse = area.level(way[0]), area.level(way[-1])
    if fine is None or coarse is None or not coarse.complete:
        return frozenset()
    placed = frozenset(parents[ROW].itertuples(index=False, name=None))
    existing = {year: fine.units_on(date(int(year), 12, 31)) for year in years}
    return frozenset(
        year for year, units in existing.items() if any((u.id, year) not in placed for u in units)
    )


def _weights(
    quantity: Quantity, catalogue: Catalogue, observed: pd.DataFrame, data: AreaData
) -> pd.DataFrame:
    """Sums of the count a mean is weighted with; it may be delivered for smaller units."""
    if quantity.weight is None:
        return observed[:0]
    tables = _levels_of(catalogue.quantities[quantity.weight], catalogue, observed, data)
    table = pd.concat([observed[:0].assign(delivered=False), *tables], ignore_index=True)
    return table[~table["delivered"].astype(bool)]


def _figures(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.set_index(ROW)[FIGURE_COLUMNS]


def parents_by_year(area: Area, way: tuple[str, ...], years: Iterable[int]) -> pd.DataFrame:
    """Which unit of the first level of `way` lay in which unit of the last, per year.

    A unit counts for a year if it and its membership are valid on 31 December.
    """
    return _parents(area, way, tuple(years))


@lru_cache(maxsize=REMEMBERED)  # all quantities of an area take the same ways
def _parents(area: Area, way: tuple[str, ...], years: tuple[int, ...]) -> pd.DataFrame:
    tables = []
    for year in years:
        day = date(int(year), 12, 31)
        steps = [_step(area, fine, coarse, day) for fine, coarse in pairwise(way)]
        table = steps[0]
        for step in steps[1:]:
            upper = step.rename(columns={"unit": "parent", "parent": "grandparent"})
            table = table.merge(upper, on="parent").drop(columns="parent")
            table = table.rename(columns={"grandparent": "parent"})
        tables.append(table.assign(year=int(year)))
    return pd.concat(tables, ignore_index=True) if tables else _pairs([]).assign(year=0)


def _step(area: Area, fine: str, coarse: str, day: date) -> pd.DataFrame:
    level = area.level(fine)
    existing = {unit.id for unit in level.units_on(day)} if level else set()
    valid = [
        item
        for item in area.memberships
        if (item.level, item.parent_level) == (fine, coarse) and is_valid(item, day)
        if item.unit in existing
    ]
    return _pairs(valid)


def _pairs(memberships: list[Membership]) -> pd.DataFrame:
    pairs = [(item.unit, item.parent) for item in memberships]
    return pd.DataFrame(pairs, columns=pd.Index(["unit", "parent"]))


def derive(
    item: Indicator, catalogue: Catalogue, table: pd.DataFrame, rows: pd.MultiIndex
) -> pd.DataFrame:
    """DERIVE: evaluate an indicator from the protected quantities of one level.

    Parameters
    ----------
    item
        Indicator to evaluate.
    catalogue
        Catalogue the indicator's references are looked up in.
    table
        Protected quantities of one level, one row per unit, year and quantity.
    rows
        The (unit, year) pairs wanted; one without figures has no value.

    Returns
    -------
    pd.DataFrame
        Columns value, state, status, numerator, denominator on `rows`.
    """
    # years before the wanted ones take part: pooled figures and changes look back
    index = rows.union(pd.MultiIndex.from_frame(table[ROW].drop_duplicates()))
    return align(_evaluated(item, catalogue, table, index), rows)


def _evaluated(
    item: Indicator, catalogue: Catalogue, table: pd.DataFrame, index: pd.Index
) -> pd.DataFrame:
    formula = item.formula
    if isinstance(formula, f.Difference | f.Change | f.IndexNumber):
        linked = {code: catalogue.indicators[code] for code in f.references(formula)}
        figures = {
            code: _evaluated(other, catalogue, table, index) for code, other in linked.items()
        }
        points = in_points(linked[formula.of])
        return evaluate_reference(formula, figures, in_points=points)
    frames = {
        code: align(_figures(table[table["quantity"] == code]), index) for code in f.inputs(formula)
    }
    return evaluate(formula, frames, item.pooled_years)


def years_used(item: Indicator, catalogue: Catalogue, year: int) -> frozenset[int]:
    """Years whose quantities the figure of one year rests on."""
    formula = item.formula
    if isinstance(formula, f.Difference | f.Change | f.IndexNumber):
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
    broken = [year not in years for year in figures.index.get_level_values("year")]
    result = at_least(figures, np.array(broken, dtype=bool), State.NOT_APPLICABLE)
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
    return "Prozentpunkte" if item.unit == "%" else item.unit


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
    result = place.deviation_points(figures, area)
    if isinstance(item.formula, f.Total):
        result = at_least(result, has_value(result), State.NOT_APPLICABLE)
    return result.assign(numerator=figures["numerator"], denominator=figures["denominator"])
