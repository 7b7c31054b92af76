"""Review one area: collect every contradiction in its figures, stop at none.

Works on the summed quantities before protection: the reviewer sits where the data are.
One mistake gives one sentence: figures that contradict each other take no part in the
comparisons that follow. Each sentence is about a cell of a yearly table, so that there is a
line to mend; what is only a sum of such cells can't be wrong by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple, TypeAlias

import numpy as np
import pandas as pd

from atlas.checks.claims import claim_problems
from atlas.checks.evidence import Evidence
from atlas.checks.wording import beyond, decimals_of, full
from atlas.measures.aggregation import add_up
from atlas.measures.cells import Flags, Floats
from atlas.measures.matrix import matrix
from atlas.measures.nesting import (
    coarser_levels,
    nearest_parts,
    parents_by_year,
    years_with_lost_units,
)
from atlas.measures.totals import prevailing_last
from atlas.model import formulas as f
from atlas.model.indicators import Catalogue, Indicator
from atlas.model.numbers import format_number
from atlas.model.problems import Problem
from atlas.model.quantities import Delivery, Kind, Quantity, TotalRule
from atlas.model.source_location import SourceLocation

ROW = ["level", "unit", "year"]
LARGE_RESIDUAL = 0.01
"""Above this part of the total, the rest that belongs to no unit is a warning (methods 3)."""
MONTHS_APART = 6
"""Numerator and denominator further apart than this are worth a note (methods 3)."""
DAYS_PER_MONTH = 365.25 / 12
NOISE = 1e-9
"""Differences below this part of a figure come from computing with floats."""


FigureKey: TypeAlias = tuple[str, str, int]
"""Level, unit and year."""
Comparison: TypeAlias = Callable[[Floats, Floats], Flags]
Impossible: TypeAlias = tuple[FigureKey, Problem]
"""A figure that can't be right, with what is wrong."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuantityColumns:
    """Values side by side: arrays with a row per entry of `keys` and a column per quantity.

    `delivered` are delivered totals, `computed` all others, `preferred` the first where there are
    some; NaN where there is none. `observed` says which cells somebody delivered. `columns` are
    all quantities, `quantities` those with any cell, in the order of the table.
    """

    keys: Sequence[FigureKey]
    columns: Mapping[str, int]
    quantities: tuple[str, ...]
    delivered: Floats
    computed: Floats
    preferred: Floats
    observed: Flags

    @classmethod
    def of(cls, evidence: Evidence) -> QuantityColumns:
        """Arrange the values of an area side by side."""
        table, height = evidence.table, len(evidence.table)
        cells = pd.concat([table, evidence.delivered])
        by_row = cells.groupby(ROW, observed=True)
        rows, columns = by_row.ngroup().to_numpy(), cells["quantity"].cat.codes.to_numpy()
        codes = table["quantity"].cat.categories
        given = set(evidence.delivered["quantity"].unique())
        observed = np.zeros((by_row.ngroups, len(codes)), dtype=np.bool_)
        observed[rows[height:], columns[height:]] = evidence.delivered["value"].notna()
        values = np.full((2, *observed.shape), np.nan)
        values[table["delivered"].astype(int), rows[:height], columns[:height]] = table["value"]
        computed, delivered = values
        return cls(
            keys=by_row.size().index.tolist(),
            columns={code: number for number, code in enumerate(codes)},
            # what is computed from others can't contradict them
            quantities=tuple(c for c in table["quantity"].unique() if c in given),
            delivered=delivered,
            computed=computed,
            preferred=np.where(np.isnan(delivered), computed, delivered),
            observed=observed,
        )

    def total(self, terms: f.SignedSum, *, own: bool = False) -> Floats:
        """Sum of several quantities; none where one of them is missing.

        If `own`, of sums even where a total was delivered.
        """
        values = self.computed if own else self.preferred
        columns = values[:, [self.columns[term.quantity] for term in terms]]
        return np.asarray(columns @ [term.sign for term in terms], dtype=np.float64)

    def pairs(self, first: Floats, second: Floats, where: Comparison) -> Iterator[FigurePair]:
        """Pair two columns in the rows where both have a value and these compare like that."""
        both = ~np.isnan(first) & ~np.isnan(second)
        for row in np.flatnonzero(both & where(first, second)).tolist():
            yield FigurePair(*self.keys[row], float(first[row]), float(second[row]))


@dataclass(frozen=True, slots=True)
class ReviewedArea:
    """An area under review, with the catalogue and all its quantities on all levels."""

    evidence: Evidence
    catalogue: Catalogue
    quantities: QuantityColumns
    doubtful: frozenset[FigureKey] = frozenset()
    """Where a part is larger than its whole."""

    def figures(self, code: str) -> pd.DataFrame:
        """Figures of one quantity: delivered totals where there are some, others elsewhere."""
        table = self.evidence.table
        rows = prevailing_last(table[table["quantity"] == code], TotalRule.DELIVERED)
        rows = rows.set_index(ROW)
        return rows.loc[~rows.index.duplicated(keep="last"), ["value", "state", "status"]]

    def pairs(
        self, first: f.SignedSum, second: f.SignedSum, where: Comparison
    ) -> Iterator[FigurePair]:
        """Pair two sums where somebody delivered a cell of them and they compare like that."""
        columns = [self.quantities.columns[term.quantity] for term in (*first, *second)]
        observed = self.quantities.observed[:, columns].any(axis=1)
        totals = np.where(observed, self.quantities.total(first), np.nan)
        return self.quantities.pairs(totals, self.quantities.total(second), where)

    def problem(
        self, code: str, pair: FigurePair, about: tuple[str, ...], **fields: str
    ) -> Problem:
        """Report a figure, about these quantities, at the file and line it was read from."""
        line = self.evidence.lines.get((pair.year, pair.level, pair.unit))
        file = f"indicators/{self.evidence.area.id}/{pair.year}.csv"
        location = SourceLocation(area=self.evidence.area.id, file=file, line=line)
        level = self.evidence.area.level(pair.level)
        names = {item.id: item.name for item in level.units} if level else {}
        name = names.get(pair.unit, pair.unit)
        fields |= {"name": name, "year": str(pair.year)}
        return location.problem(code, full(pair.first), about=(pair.unit, *about), **fields)


class FigurePair(NamedTuple):
    """Two figures of one unit in one year that are compared."""

    level: str
    unit: str
    year: int
    first: float
    second: float

    @property
    def key(self) -> FigureKey:
        """Level, unit and year."""
        return self.level, self.unit, self.year


def unequal(first: Floats, second: Floats) -> Flags:
    """Whether figures differ by more than the last binary digit of sums of decimals."""
    return np.abs(first - second) > NOISE * np.maximum(np.abs(first), np.abs(second))


def larger(first: Floats, second: Floats) -> Flags:
    """Whether figures are larger by more than the last binary digit of sums of decimals."""
    return (first > second) & unequal(first, second)


def review(
    evidence: Evidence, catalogue: Catalogue, offered: Iterable[Indicator]
) -> tuple[Problem, ...]:
    """List every contradiction in the figures of one area.

    Parameters
    ----------
    evidence
        All its figures.
    catalogue
        Definitions of its quantities.
    offered
        Indicators it has figures for.
    """
    indicators = tuple(offered)
    area = ReviewedArea(evidence, catalogue, QuantityColumns.of(evidence))
    impossible = dict([*_shares_over_100(area, indicators), *_parts_over_whole(area)])
    area = replace(area, doubtful=frozenset(impossible))
    return (
        *impossible.values(),
        *_totals(area),
        *_totals_without_sum(area),
        *_parts(area),
        *(problem for item in indicators for problem in _quotient_problems(area, item)),
        *_missing_dates(area),
        *_dates_of_other_years(area),
        *claim_problems(_without_doubtful(area), area.figures, indicators, catalogue.titles()),
    )


def _without_doubtful(area: ReviewedArea) -> Evidence:
    """Return the area without the claims that rest on contradictory figures."""
    claims = tuple(
        claim
        for claim in area.evidence.claims
        if not area.doubtful & {(claim.level, claim.unit, y) for y in (claim.year, claim.base_year)}
    )
    return replace(area.evidence, claims=claims)


def _parts_over_whole(area: ReviewedArea) -> Iterator[Impossible]:
    quantities = area.catalogue.quantities
    for whole in area.quantities.quantities:
        item = quantities[whole]
        inner = {part for group in item.parts for part in group} | set(item.among)
        for part in sorted(inner.intersection(area.quantities.quantities)):
            names = {"part": quantities[part].title, "whole": item.title}
            for pair in area.pairs(_terms(part), _terms(whole), larger):
                values = {"part_value": full(pair.first), "whole_value": full(pair.second)}
                yield (
                    pair.key,
                    area.problem("part_over_whole", pair, (part, whole), **names, **values),
                )


def _shares_over_100(area: ReviewedArea, indicators: Iterable[Indicator]) -> Iterator[Impossible]:
    for item in indicators:
        formula = item.formula
        if not isinstance(formula, f.Share) or formula.may_exceed:
            continue
        for pair in area.pairs(formula.of, formula.per, larger):
            if pair.second > 0:
                value = f.PER_HUNDRED * pair.first / pair.second
                share = beyond(value, f.PER_HUNDRED, item.decimals)
                problem = area.problem(
                    "share_over_100", pair, (item.code,), title=item.title, share=share
                )
                yield pair.key, problem


def _totals(area: ReviewedArea) -> Iterator[Problem]:
    columns = area.quantities
    doubtful_years = {year for *_, year in area.doubtful}
    for code in columns.quantities:
        item, column = area.catalogue.quantities[code], columns.columns[code]
        delivered, computed = columns.delivered[:, column], columns.computed[:, column]
        for pair in columns.pairs(delivered, computed, unequal):
            delivery = area.evidence.delivery_index.find(code, pair.year)
            difference = _total_difference(pair, item, delivery)
            # what is computed follows from totals that are told themselves
            if delivery and difference and pair.year not in doubtful_years:
                yield _total_problem(area, difference, pair, item, delivery.base_level)


def _totals_without_sum(area: ReviewedArea) -> Iterator[Problem]:
    """Totals that the base level doesn't reach, unequal to the sum of the nearest units."""
    structure, levels = area.evidence.area, _levels_with_values(area.evidence.table)
    for delivery in area.evidence.deliveries:
        item = area.catalogue.quantities[delivery.quantity]
        if item.kind not in {Kind.COUNT, Kind.AMOUNT}:
            continue
        delivered = levels.get((delivery.quantity, delivery.year), frozenset())
        summed = {delivery.base_level, *coarser_levels(delivery.base_level, structure)}
        for level in sorted(delivered - summed):
            path = nearest_parts(level, delivered - {level}, structure)
            for pair in _totals_and_sums(area, delivery, path) if path else ():
                difference = _total_difference(pair, item, delivery)
                yield _total_problem(area, difference, pair, item, path[0])


def _levels_with_values(table: pd.DataFrame) -> dict[tuple[str, int], frozenset[str]]:
    """By quantity and year: the levels with any value."""
    keys = table.loc[table["value"].notna(), ["quantity", "year", "level"]].drop_duplicates()
    levels: dict[tuple[str, int], frozenset[str]] = {}
    for quantity, year, level in keys.itertuples(index=False, name=None):
        levels[quantity, int(year)] = levels.get((quantity, int(year)), frozenset()) | {level}
    return levels


def _totals_and_sums(
    area: ReviewedArea, delivery: Delivery, path: tuple[str, ...]
) -> Iterator[FigurePair]:
    """Pair the figures of the last level of a path with unequal sums of the first one's."""
    table, structure, year = area.evidence.table, area.evidence.area, delivery.year
    of_delivery = table[(table["quantity"] == delivery.quantity) & (table["year"] == year)]
    parents = parents_by_year(structure, path, [year])
    if years_with_lost_units(structure, path, parents, [year]):
        return
    parts, totals = (
        matrix(of_delivery[of_delivery["level"] == level], [delivery.quantity])
        for level in (path[0], path[-1])
    )
    sums = add_up(parts, parents).figures(delivery.quantity)["value"]
    both = totals.figures(delivery.quantity)["value"].to_frame("total").join(sums.rename("sum"))
    for (unit, _), total, summed in both.dropna().itertuples(name=None):
        pair = FigurePair(path[-1], unit, year, total, summed)
        if unequal(np.array([total]), np.array([summed])).any():
            yield pair


def _total_problem(
    area: ReviewedArea, code: str, pair: FigurePair, item: Quantity, parts: str
) -> Problem:
    level = area.evidence.area.level(parts)
    return area.problem(
        code,
        pair,
        (item.code,),
        parts=level.plural if level else "Teile",
        title=item.title,
        sum=full(pair.second),
        difference=full(pair.second - pair.first),
    )


def _total_difference(pair: FigurePair, quantity: Quantity, delivery: Delivery | None) -> str:
    """Code of the problem of a delivered total unequal to what the atlas computes, or empty."""
    if quantity.kind is Kind.MEAN:
        # both means are printed rounded
        rounding = 10.0**-quantity.decimals
        return "mean_differs" if abs(pair.first - pair.second) > rounding * (1 + NOISE) else ""
    rule = (delivery and delivery.total) or quantity.total
    # who says that the total counts knows that it differs
    large = rule is TotalRule.SUM and abs(pair.first - pair.second) > LARGE_RESIDUAL * pair.first
    return "residual_large" if large else "total_differs"


def _parts(area: ReviewedArea) -> Iterator[Problem]:
    delivered, quantities = area.quantities.quantities, area.catalogue.quantities
    breakdowns = ((whole, parts) for whole in delivered for parts in quantities[whole].parts)
    for whole, parts in breakdowns:
        if not set(delivered).issuperset(parts):
            continue
        one, other = (area.quantities.total(_terms(*of), own=True) for of in ((whole,), parts))
        # a total somebody delivered may count something else than the parts
        contradictory = {pair.key for pair in area.quantities.pairs(one, other, unequal)}
        for pair in area.pairs(_terms(whole), _terms(*parts), unequal):
            if pair.key not in area.doubtful:
                title = quantities[whole].title
                code = "parts_contradict" if pair.key in contradictory else "parts_differ"
                yield area.problem(code, pair, (whole,), whole=title, sum=full(pair.second))


def _terms(*codes: str) -> f.SignedSum:
    return tuple(f.Term(quantity=code) for code in codes)


def _quotient_problems(area: ReviewedArea, item: Indicator) -> Iterator[Problem]:
    if not isinstance(item.formula, f.Quotient):
        return
    yield from _dates_apart(area, item, item.formula)
    usual = item.plausible
    if usual is None:
        return
    factor = item.formula.factor

    def implausible(first: Floats, second: Floats) -> Flags:
        value = np.divide(factor * first, second, out=np.full_like(first, np.nan), where=second > 0)
        return (value < usual.lower) | (value > usual.upper)

    for pair in area.pairs(item.formula.of, item.formula.per, implausible):
        if pair.key in area.doubtful:
            continue
        value = factor * pair.first / pair.second
        written = beyond(value, usual.lower if value < usual.lower else usual.upper, item.decimals)
        lower, upper = (
            format_number(limit, max(item.decimals, decimals_of(limit)))
            for limit in (usual.lower, usual.upper)
        )
        yield area.problem(
            "implausible",
            pair,
            (item.code,),
            title=item.title,
            actual=written,
            lower=lower,
            upper=upper,
        )


def _dates_apart(area: ReviewedArea, item: Indicator, formula: f.Quotient) -> Iterator[Problem]:
    first, second = formula.of[0].quantity, formula.per[0].quantity
    index = area.evidence.delivery_index
    for year in index.years(first):
        deliveries = [index.find(code, year) for code in (first, second)]
        dates = [d.reference_date for d in deliveries if d and d.reference_date]
        if len(dates) < 2:  # noqa: PLR2004  (both dates are needed)
            continue
        months = round(abs((dates[0].middle - dates[1].middle).days) / DAYS_PER_MONTH)
        if months > MONTHS_APART:
            yield _toml_location(area, year).problem(
                "dates_apart",
                about=(item.code,),
                year=year,
                title=item.title,
                first=dates[0].label,
                second=dates[1].label,
                months=months,
            )


def _missing_dates(area: ReviewedArea) -> Iterator[Problem]:
    by_year: dict[int, list[Delivery]] = {}
    for delivery in area.evidence.deliveries:
        if delivery.reference_date is None:
            by_year.setdefault(delivery.year, []).append(delivery)
    quantities = area.catalogue.quantities
    for year, deliveries in sorted(by_year.items()):
        named = ", ".join(f"„{quantities[d.quantity].title}“" for d in deliveries)
        yield _toml_location(area, year).problem(
            "date_missing", about=tuple(d.quantity for d in deliveries), year=year, titles=named
        )


def _dates_of_other_years(area: ReviewedArea) -> Iterator[Problem]:
    """Tell dates that stand for an earlier year, too, and dates more than a year away.

    A description that was copied from another year looks like that.
    """
    index = area.evidence.delivery_index
    doubtful: dict[tuple[int, str], list[Delivery]] = {}
    for delivery in area.evidence.deliveries:
        date, quantity = delivery.reference_date, delivery.quantity
        if date is None:
            continue
        earlier = (year for year in index.years(quantity) if year < delivery.year)
        same = [y for y in earlier if (d := index.find(quantity, y)) and d.reference_date == date]
        far = date.end.year < delivery.year - 1 or date.start.year > delivery.year + 1
        if same or far:
            doubtful.setdefault((delivery.year, str(same[0]) if same else ""), []).append(delivery)
    for (year, other), deliveries in sorted(doubtful.items()):
        dates = ", ".join(
            dict.fromkeys(d.reference_date.label for d in deliveries if d.reference_date)
        )
        titles = ", ".join(f"„{area.catalogue.quantities[d.quantity].title}“" for d in deliveries)
        code = "date_repeated" if other else "date_other_year"
        location = _toml_location(area, year)
        yield location.problem(code, dates, year=year, other=other, titles=titles)


def _toml_location(area: ReviewedArea, year: int) -> SourceLocation:
    area_id = area.evidence.area.id
    return SourceLocation(area=area_id, file=f"indicators/{area_id}/{year}.toml")
