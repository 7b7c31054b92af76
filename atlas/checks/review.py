"""Review one area: collect every contradiction in its figures, stop at none.

Works on the summed quantities before protection: the reviewer sits where the data are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

import pandas as pd

from atlas.checks.claims import claim_problems
from atlas.checks.wording import figure, full
from atlas.measures.figures import signed_sum
from atlas.measures.quotients import quotient
from atlas.model import formulas as f
from atlas.model.indicators import Catalogue, Indicator
from atlas.model.problem_texts import Place
from atlas.model.problems import Problem
from atlas.model.quantities import Delivery
from atlas.sources.area_data import AreaData

ROW = ["level", "unit", "year"]
LARGE_RESIDUAL = 0.01
"""Above this part of the total, the rest that belongs to no unit is a warning (methods 3)."""
MONTHS_APART = 6
"""Numerator and denominator further apart than this are worth a note (methods 3)."""
DAYS_PER_MONTH = 365.25 / 12


@dataclass(frozen=True, slots=True)
class Reviewed:
    """What a review looks at: an area, the catalogue and all quantities on all levels."""

    data: AreaData
    catalogue: Catalogue
    table: pd.DataFrame

    def values(self, code: str, *, delivered: bool) -> pd.DataFrame:
        """Figures of one quantity on (level, unit, year), delivered totals or the others."""
        mask = (self.table["quantity"] == code) & (self.table["delivered"] == delivered)
        return self.table[mask].set_index(ROW)[["value", "state", "status"]]

    def best(self, code: str) -> pd.DataFrame:
        """Delivered totals where there are some, own figures elsewhere."""
        both = pd.concat([self.values(code, delivered=True), self.values(code, delivered=False)])
        return both[~both.index.duplicated()]

    def problem(self, code: str, spot: Spot, **words: str) -> Problem:
        """Report a figure at the file and line it was read from."""
        line = self.data.lines.get((spot.year, spot.level, spot.unit))
        file = f"indicators/{self.data.area.id}/{spot.year}.csv"
        place = Place(area=self.data.area.id, file=file, line=line)
        level = self.data.area.level(spot.level)
        names = {item.id: item.name for item in level.units} if level else {}
        named = {"name": names.get(spot.unit, spot.unit), "year": spot.year}
        return place.problem(code, full(spot.one), **named, **words)


class Spot(NamedTuple):
    """Two figures of one unit in one year, held against each other."""

    level: str
    unit: str
    year: int
    one: float
    other: float


def _spots(one: pd.DataFrame, other: pd.DataFrame) -> Iterator[Spot]:
    """Go through the rows where both frames have a value."""
    values = {"one": one["value"], "other": other["value"]}
    both = pd.concat(values, axis=1, join="inner").dropna().reset_index()
    columns = (both[name].tolist() for name in (*ROW, "one", "other"))
    return (Spot(*row) for row in zip(*columns, strict=True))


def review(
    data: AreaData, catalogue: Catalogue, table: pd.DataFrame, offered: Iterable[Indicator]
) -> tuple[Problem, ...]:
    """List every contradiction in the figures of one area.

    Parameters
    ----------
    data
        The area as it was read.
    catalogue
        Definitions of its quantities.
    table
        All its quantities on all levels (`pipeline.sums`).
    offered
        Indicators it has figures for.
    """
    seen = Reviewed(data, catalogue, table)
    indicators = tuple(offered)
    return (
        *_totals(seen),
        *_parts(seen),
        *(problem for item in indicators for problem in _quotient_problems(seen, item)),
        *_missing_dates(seen),
        *claim_problems(data, seen.best, indicators),
    )


def _totals(seen: Reviewed) -> Iterator[Problem]:
    for code in dict.fromkeys(seen.table["quantity"]):
        title = seen.catalogue.titles()[code]
        summed = seen.values(code, delivered=False)
        for spot in _spots(seen.values(code, delivered=True), summed):
            if spot.one == spot.other:
                continue
            delivery = seen.data.delivery(code, spot.year)
            base = seen.data.area.level(delivery.base_level) if delivery else None
            large = abs(spot.one - spot.other) > LARGE_RESIDUAL * spot.one
            yield seen.problem(
                "residual_large" if large else "total_differs",
                spot,
                parts=base.plural if base else "Teile",
                title=title,
                sum=full(spot.other),
                difference=full(spot.other - spot.one),
            )


def _parts(seen: Reviewed) -> Iterator[Problem]:
    delivered = set(seen.table["quantity"])
    for code in dict.fromkeys(seen.table["quantity"]):
        quantity = seen.catalogue.quantities[code]
        for parts in quantity.parts:
            if delivered.issuperset(parts):
                yield from _parts_against_whole(seen, code, parts)
        inner = {part for group in quantity.parts for part in group} | set(quantity.among)
        for part in sorted(inner & delivered):
            yield from _part_over_whole(seen, part, code)


def _parts_against_whole(seen: Reviewed, whole: str, parts: tuple[str, ...]) -> Iterator[Problem]:
    title = seen.catalogue.titles()[whole]
    total = _sum(seen, tuple(f.Term(quantity=part) for part in parts))
    for spot in _spots(seen.values(whole, delivered=False), total):
        if spot.one != spot.other:
            yield seen.problem("parts_differ", spot, whole=title, sum=full(spot.other))


def _part_over_whole(seen: Reviewed, part: str, whole: str) -> Iterator[Problem]:
    titles = seen.catalogue.titles()
    words = {"part": titles[part], "whole": titles[whole]}
    pair = (seen.values(code, delivered=False) for code in (part, whole))
    for spot in _spots(*pair):
        if spot.one > spot.other:
            values = {"part_value": full(spot.one), "whole_value": full(spot.other)}
            yield seen.problem("part_over_whole", spot, **words, **values)


def _quotient_problems(seen: Reviewed, item: Indicator) -> Iterator[Problem]:
    if not isinstance(item.formula, f.Quotient):
        return
    yield from _dates_apart(seen, item, item.formula)
    of, per = (_sum(seen, terms) for terms in (item.formula.of, item.formula.per))
    figures = quotient(of, per, item.formula.factor)
    bounded = isinstance(item.formula, f.Share) and not item.formula.may_exceed
    for spot in _spots(figures, figures):
        shown = figure(spot.one, item.decimals)
        if bounded and spot.one > f.PER_HUNDRED:
            yield seen.problem("share_over_100", spot, title=item.title, share=shown)
        elif item.plausible and not item.plausible.lower <= spot.one <= item.plausible.upper:
            lower, upper = (
                figure(bound, item.decimals)
                for bound in (item.plausible.lower, item.plausible.upper)
            )
            words = {"title": item.title, "shown": shown, "lower": lower, "upper": upper}
            yield seen.problem("implausible", spot, **words)


def _sum(seen: Reviewed, terms: f.SignedSum) -> pd.DataFrame:
    frames = {term.quantity: seen.values(term.quantity, delivered=False) for term in terms}
    return signed_sum(terms, frames)


def _dates_apart(seen: Reviewed, item: Indicator, formula: f.Quotient) -> Iterator[Problem]:
    first, second = formula.of[0].quantity, formula.per[0].quantity
    for year in seen.data.delivered_years(first):
        one, other = (seen.data.delivery(code, year) for code in (first, second))
        dates = [d.reference_date for d in (one, other) if d and d.reference_date]
        if len(dates) < 2:  # noqa: PLR2004  (both dates are needed)
            continue
        months = round(abs((dates[0].middle - dates[1].middle).days) / DAYS_PER_MONTH)
        if months > MONTHS_APART:
            yield _toml(seen, year).problem(
                "dates_apart",
                year=year,
                title=item.title,
                first=dates[0].label,
                second=dates[1].label,
                months=months,
            )


def _missing_dates(seen: Reviewed) -> Iterator[Problem]:
    by_year: dict[int, list[Delivery]] = {}
    for delivery in seen.data.deliveries:
        if delivery.reference_date is None:
            by_year.setdefault(delivery.year, []).append(delivery)
    titles = seen.catalogue.titles()
    for year, deliveries in sorted(by_year.items()):
        named = ", ".join(f"„{titles[delivery.quantity]}“" for delivery in deliveries)
        yield _toml(seen, year).problem("date_missing", year=year, titles=named)


def _toml(seen: Reviewed, year: int) -> Place:
    area = seen.data.area.id
    return Place(area=area, file=f"indicators/{area}/{year}.toml")
