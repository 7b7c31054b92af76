"""Review one area: collect every contradiction in its figures, stop at none.

Works on the summed quantities before protection: the reviewer sits where the data are.
One mistake gives one sentence: figures that contradict each other take no part in the
comparisons that follow. Each sentence is about a cell of a yearly table, so that there is a
line to mend; what is only a sum of such cells can't be wrong by itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from math import isclose
from typing import NamedTuple, TypeAlias

import pandas as pd

from atlas.checks.claims import claim_problems
from atlas.checks.evidence import Evidence
from atlas.checks.wording import figure, full
from atlas.measures.totals import counting_last
from atlas.model import formulas as f
from atlas.model.indicators import Catalogue, Indicator
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
Impossible: TypeAlias = tuple[FigureKey, Problem]
"""A figure that can't be right, with what is wrong."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuantityColumns:
    """Values side by side: a row per (level, unit, year), a column per quantity.

    `delivered` are delivered totals, `computed` all others, `preferred` the first where there are
    some. `observed` says which cells somebody delivered.
    """

    delivered: pd.DataFrame
    computed: pd.DataFrame
    preferred: pd.DataFrame
    observed: pd.DataFrame

    @classmethod
    def of(cls, evidence: Evidence) -> QuantityColumns:
        """Arrange the values of an area side by side."""
        table = evidence.table
        is_delivered = table["delivered"].to_numpy(dtype=bool)
        delivered, computed = _by_quantity(table[is_delivered]), _by_quantity(table[~is_delivered])
        rows = counting_last(table[table["value"].notna()], TotalRule.DELIVERED)
        preferred = _by_quantity(rows[~rows.duplicated([*ROW, "quantity"], keep="last")])
        observed = (
            _by_quantity(evidence.delivered).notna().reindex(preferred.index, fill_value=False)
        )
        return cls(delivered=delivered, computed=computed, preferred=preferred, observed=observed)

    def total(self, terms: f.SignedSum) -> pd.Series:
        """Sum of several quantities; none where one of them is missing."""
        columns = self.preferred.reindex(columns=[term.quantity for term in terms])
        signs = [term.sign for term in terms]
        return pd.Series(columns.to_numpy() @ signs, self.preferred.index)


def _by_quantity(rows: pd.DataFrame) -> pd.DataFrame:
    named = rows.assign(level=rows["level"].astype("str"), quantity=rows["quantity"].astype("str"))
    columns: pd.DataFrame = named.pivot(index=ROW, columns="quantity", values="value")  # noqa: PD010  (each cell is there once)
    return columns


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
        rows = counting_last(table[table["quantity"] == code], TotalRule.DELIVERED)
        rows = rows.set_index(ROW)
        return rows.loc[~rows.index.duplicated(keep="last"), ["value", "state", "status"]]

    def pairs(self, first: f.SignedSum, second: f.SignedSum) -> Iterator[FigurePair]:
        """Pair two sums wherever somebody delivered a cell of them."""
        codes = sorted({term.quantity for term in (*first, *second)})
        observed = self.quantities.observed.reindex(columns=codes, fill_value=False).any(axis=1)
        return _pairs(self.quantities.total(first).where(observed), self.quantities.total(second))

    def problem(self, code: str, pair: FigurePair, **fields: str) -> Problem:
        """Report a figure at the file and line it was read from."""
        line = self.evidence.lines.get((pair.year, pair.level, pair.unit))
        file = f"indicators/{self.evidence.area.id}/{pair.year}.csv"
        location = SourceLocation(area=self.evidence.area.id, file=file, line=line)
        level = self.evidence.area.level(pair.level)
        names = {item.id: item.name for item in level.units} if level else {}
        name = names.get(pair.unit, pair.unit)
        return location.problem(code, full(pair.first), name=name, year=pair.year, **fields)


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

    @property
    def equal(self) -> bool:
        """Whether both are the same figure; sums of decimals differ in the last binary digit."""
        return isclose(self.first, self.second, rel_tol=NOISE)


def _pairs(first: pd.Series, second: pd.Series) -> Iterator[FigurePair]:
    """Go through the rows where both have a value."""
    second = second.reindex(first.index)
    complete = (first.notna() & second.notna()).to_numpy()
    rows = first.index[complete]
    keys = (rows.get_level_values(name).tolist() for name in ROW)
    figures = (numbers.to_numpy()[complete].tolist() for numbers in (first, second))
    return (FigurePair(*row) for row in zip(*keys, *figures, strict=True))


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
        *_parts(area),
        *(problem for item in indicators for problem in _quotient_problems(area, item)),
        *_missing_dates(area),
        *claim_problems(_without_doubtful(area), area.figures, indicators),
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
    titles = area.catalogue.titles()
    delivered = set(area.evidence.table["quantity"])
    for whole in dict.fromkeys(area.evidence.table["quantity"]):
        quantity = area.catalogue.quantities[whole]
        inner = {part for group in quantity.parts for part in group} | set(quantity.among)
        for part in sorted(inner & delivered):
            names = {"part": titles[part], "whole": titles[whole]}
            for pair in area.pairs(_terms(part), _terms(whole)):
                if pair.first > pair.second and not pair.equal:
                    values = {"part_value": full(pair.first), "whole_value": full(pair.second)}
                    yield pair.key, area.problem("part_over_whole", pair, **names, **values)


def _shares_over_100(area: ReviewedArea, indicators: Iterable[Indicator]) -> Iterator[Impossible]:
    for item in indicators:
        formula = item.formula
        if not isinstance(formula, f.Share) or formula.may_exceed:
            continue
        for pair in area.pairs(formula.of, formula.per):
            if pair.first > pair.second > 0 and not pair.equal:
                share = figure(f.PER_HUNDRED * pair.first / pair.second, item.decimals)
                problem = area.problem("share_over_100", pair, title=item.title, share=share)
                yield pair.key, problem


def _totals(area: ReviewedArea) -> Iterator[Problem]:
    for code in dict.fromkeys(area.evidence.table["quantity"]):
        title = area.catalogue.titles()[code]
        delivered, computed = (
            area.quantities.delivered.get(code),
            area.quantities.computed.get(code),
        )
        if delivered is None or computed is None:
            continue
        for pair in _pairs(delivered, computed):
            difference = _total_difference(pair, area.catalogue.quantities[code])
            if not difference or pair.year in {year for *_, year in area.doubtful}:
                continue
            delivery = area.evidence.delivery(code, pair.year)
            base = area.evidence.area.level(delivery.base_level) if delivery else None
            yield area.problem(
                difference,
                pair,
                parts=base.plural if base else "Teile",
                title=title,
                sum=full(pair.second),
                difference=full(pair.second - pair.first),
            )


def _total_difference(pair: FigurePair, quantity: Quantity) -> str:
    """Code of the problem if a delivered total isn't what the atlas computes, else empty."""
    if quantity.kind is Kind.MEAN:
        # both means are printed rounded
        rounding = 10.0**-quantity.decimals
        return "mean_differs" if abs(pair.first - pair.second) > rounding * (1 + NOISE) else ""
    if pair.equal:
        return ""
    large = abs(pair.first - pair.second) > LARGE_RESIDUAL * pair.first
    return "residual_large" if large else "total_differs"


def _parts(area: ReviewedArea) -> Iterator[Problem]:
    delivered = set(area.evidence.table["quantity"])
    for code in dict.fromkeys(area.evidence.table["quantity"]):
        quantity = area.catalogue.quantities[code]
        for parts in quantity.parts:
            if delivered.issuperset(parts):
                yield from _parts_against_whole(area, code, parts)


def _parts_against_whole(
    area: ReviewedArea, whole: str, parts: tuple[str, ...]
) -> Iterator[Problem]:
    title = area.catalogue.titles()[whole]
    for pair in area.pairs(_terms(whole), _terms(*parts)):
        if not pair.equal and pair.key not in area.doubtful:
            yield area.problem("parts_differ", pair, whole=title, sum=full(pair.second))


def _terms(*codes: str) -> f.SignedSum:
    return tuple(f.Term(quantity=code) for code in codes)


def _quotient_problems(area: ReviewedArea, item: Indicator) -> Iterator[Problem]:
    if not isinstance(item.formula, f.Quotient):
        return
    yield from _dates_apart(area, item, item.formula)
    usual = item.plausible
    if usual is None:
        return
    for pair in area.pairs(item.formula.of, item.formula.per):
        value = item.formula.factor * pair.first / pair.second if pair.second > 0 else usual.lower
        if usual.lower <= value <= usual.upper or pair.key in area.doubtful:
            continue
        written, lower, upper = (
            figure(number, item.decimals) for number in (value, usual.lower, usual.upper)
        )
        yield area.problem(
            "implausible", pair, title=item.title, actual=written, lower=lower, upper=upper
        )


def _dates_apart(area: ReviewedArea, item: Indicator, formula: f.Quotient) -> Iterator[Problem]:
    first, second = formula.of[0].quantity, formula.per[0].quantity
    for year in area.evidence.delivered_years(first):
        deliveries = [area.evidence.delivery(code, year) for code in (first, second)]
        dates = [d.reference_date for d in deliveries if d and d.reference_date]
        if len(dates) < 2:  # noqa: PLR2004  (both dates are needed)
            continue
        months = round(abs((dates[0].middle - dates[1].middle).days) / DAYS_PER_MONTH)
        if months > MONTHS_APART:
            yield _toml_location(area, year).problem(
                "dates_apart",
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
    titles = area.catalogue.titles()
    for year, deliveries in sorted(by_year.items()):
        named = ", ".join(f"„{titles[delivery.quantity]}“" for delivery in deliveries)
        yield _toml_location(area, year).problem("date_missing", year=year, titles=named)


def _toml_location(area: ReviewedArea, year: int) -> SourceLocation:
    area_id = area.evidence.area.id
    return SourceLocation(area=area_id, file=f"indicators/{area_id}/{year}.toml")
