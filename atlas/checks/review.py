"""Review one area: collect every contradiction in its figures, stop at none.

Works on the summed quantities before protection: the reviewer sits where the data are.
One mistake gives one sentence: figures that contradict each other take no part in the
comparisons that follow. Each sentence speaks of a cell of a yearly table, so that there is a
line to mend; what is only a sum of such cells can't be wrong by itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from math import isclose
from typing import NamedTuple, TypeAlias

import pandas as pd

from atlas.checks.claims import claim_problems
from atlas.checks.wording import figure, full
from atlas.model import formulas as f
from atlas.model.cells import State
from atlas.model.indicators import Catalogue, Indicator
from atlas.model.problem_texts import Place
from atlas.model.problems import Problem
from atlas.model.quantities import Delivery, Kind, Quantity
from atlas.sources.area_data import AreaData

ROW = ["level", "unit", "year"]
LARGE_RESIDUAL = 0.01
"""Above this part of the total, the rest that belongs to no unit is a warning (methods 3)."""
MONTHS_APART = 6
"""Numerator and denominator further apart than this are worth a note (methods 3)."""
DAYS_PER_MONTH = 365.25 / 12
NOISE = 1e-9
"""Differences below this part of a figure come from computing with floats."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    """All values side by side: a row per (level, unit, year), a column per quantity.

    `told` are delivered totals, `own` all others, `best` the first where there are some.
    `read` says which cells somebody delivered.
    """

    told: pd.DataFrame
    own: pd.DataFrame
    best: pd.DataFrame
    read: pd.DataFrame

    @classmethod
    def of(cls, data: AreaData, table: pd.DataFrame) -> Numbers:
        """Lay the values of an area side by side."""
        delivered = table["delivered"].to_numpy(dtype=bool)
        told, own = _wide(table[delivered]), _wide(table[~delivered])
        best = told.combine_first(own)
        observed = data.observations[data.observations["state"] != State.UNKNOWN]
        read = _wide(observed).notna().reindex(best.index, fill_value=False)
        return cls(told=told, own=own, best=best, read=read)

    def total(self, terms: f.SignedSum) -> pd.Series:
        """Sum of several quantities; none where one of them is missing."""
        columns = self.best.reindex(columns=[term.quantity for term in terms])
        return pd.Series(columns.to_numpy() @ [term.sign for term in terms], self.best.index)


def _wide(rows: pd.DataFrame) -> pd.DataFrame:
    known = rows.assign(level=rows["level"].astype("str"), quantity=rows["quantity"].astype("str"))
    wide: pd.DataFrame = known.pivot(index=ROW, columns="quantity", values="value")  # noqa: PD010  (each cell is there once)
    return wide


@dataclass(frozen=True, slots=True)
class Reviewed:
    """What a review looks at: an area, the catalogue and all quantities on all levels."""

    data: AreaData
    catalogue: Catalogue
    table: pd.DataFrame
    numbers: Numbers
    doubtful: frozenset[tuple[str, str, int]] = frozenset()
    """Where (level, unit, year) a part is larger than its whole."""

    def best(self, code: str) -> pd.DataFrame:
        """Figures of one quantity: delivered totals where there are some, others elsewhere."""
        rows = self.table[self.table["quantity"] == code]
        rows = rows.sort_values("delivered", ascending=False, kind="stable").set_index(ROW)
        return rows.loc[~rows.index.duplicated(), ["value", "state", "status"]]

    def pairs(self, one: f.SignedSum, other: f.SignedSum) -> Iterator[Spot]:
        """Hold two sums against each other where somebody delivered a cell of them."""
        codes = sorted({term.quantity for term in (*one, *other)})
        read = self.numbers.read.reindex(columns=codes, fill_value=False).any(axis=1)
        return _spots(self.numbers.total(one).where(read), self.numbers.total(other))

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

    @property
    def where(self) -> tuple[str, str, int]:
        """Level, unit and year."""
        return self.level, self.unit, self.year

    @property
    def same(self) -> bool:
        """Whether both are the same figure; sums of decimals differ in the last binary digit."""
        return isclose(self.one, self.other, rel_tol=NOISE)


Impossible: TypeAlias = tuple[tuple[str, str, int], Problem]


def _spots(one: pd.Series, other: pd.Series) -> Iterator[Spot]:
    """Go through the rows where both have a value."""
    other = other.reindex(one.index)
    known = (one.notna() & other.notna()).to_numpy()
    rows = one.index[known]
    names = (rows.get_level_values(name).tolist() for name in ROW)
    figures = (numbers.to_numpy()[known].tolist() for numbers in (one, other))
    return (Spot(*row) for row in zip(*names, *figures, strict=True))


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
    indicators = tuple(offered)
    first = Reviewed(data, catalogue, table, Numbers.of(data, table))
    impossible = dict([*_shares_over_100(first, indicators), *_parts_over_whole(first)])
    seen = replace(first, doubtful=frozenset(impossible))
    return (
        *impossible.values(),
        *_totals(seen),
        *_parts(seen),
        *(problem for item in indicators for problem in _quotient_problems(seen, item)),
        *_missing_dates(seen),
        *claim_problems(_without_doubtful(seen), seen.best, indicators),
    )


def _without_doubtful(seen: Reviewed) -> AreaData:
    """Return the area without the claims that rest on contradictory figures."""
    claims = tuple(
        claim
        for claim in seen.data.claims
        if not seen.doubtful & {(claim.level, claim.unit, y) for y in (claim.year, claim.base_year)}
    )
    return replace(seen.data, claims=claims)


def _parts_over_whole(seen: Reviewed) -> Iterator[Impossible]:
    titles = seen.catalogue.titles()
    delivered = set(seen.table["quantity"])
    for whole in dict.fromkeys(seen.table["quantity"]):
        quantity = seen.catalogue.quantities[whole]
        inner = {part for group in quantity.parts for part in group} | set(quantity.among)
        for part in sorted(inner & delivered):
            words = {"part": titles[part], "whole": titles[whole]}
            for spot in seen.pairs(_terms(part), _terms(whole)):
                if spot.one > spot.other and not spot.same:
                    values = {"part_value": full(spot.one), "whole_value": full(spot.other)}
                    yield spot.where, seen.problem("part_over_whole", spot, **words, **values)


def _shares_over_100(seen: Reviewed, indicators: Iterable[Indicator]) -> Iterator[Impossible]:
    for item in indicators:
        formula = item.formula
        if not isinstance(formula, f.Share) or formula.may_exceed:
            continue
        for spot in seen.pairs(formula.of, formula.per):
            if spot.one > spot.other > 0 and not spot.same:
                share = figure(f.PER_HUNDRED * spot.one / spot.other, item.decimals)
                words = {"title": item.title, "share": share}
                yield spot.where, seen.problem("share_over_100", spot, **words)


def _totals(seen: Reviewed) -> Iterator[Problem]:
    for code in dict.fromkeys(seen.table["quantity"]):
        title = seen.catalogue.titles()[code]
        told, own = seen.numbers.told.get(code), seen.numbers.own.get(code)
        for spot in _spots(told, own) if told is not None and own is not None else ():
            difference = _total_difference(spot, seen.catalogue.quantities[code])
            if not difference or spot.year in {year for *_, year in seen.doubtful}:
                continue
            delivery = seen.data.delivery(code, spot.year)
            base = seen.data.area.level(delivery.base_level) if delivery else None
            yield seen.problem(
                difference,
                spot,
                parts=base.plural if base else "Teile",
                title=title,
                sum=full(spot.other),
                difference=full(spot.other - spot.one),
            )


def _total_difference(spot: Spot, quantity: Quantity) -> str:
    """Code of the problem if a delivered total isn't what the atlas computes, else empty."""
    if quantity.kind is Kind.MEAN:
        # means are printed rounded, here as there
        rounding = 10.0**-quantity.decimals
        return "mean_differs" if abs(spot.one - spot.other) > rounding * (1 + NOISE) else ""
    if spot.same:
        return ""
    large = abs(spot.one - spot.other) > LARGE_RESIDUAL * spot.one
    return "residual_large" if large else "total_differs"


def _parts(seen: Reviewed) -> Iterator[Problem]:
    delivered = set(seen.table["quantity"])
    for code in dict.fromkeys(seen.table["quantity"]):
        quantity = seen.catalogue.quantities[code]
        for parts in quantity.parts:
            if delivered.issuperset(parts):
                yield from _parts_against_whole(seen, code, parts)


def _parts_against_whole(seen: Reviewed, whole: str, parts: tuple[str, ...]) -> Iterator[Problem]:
    title = seen.catalogue.titles()[whole]
    for spot in seen.pairs(_terms(whole), _terms(*parts)):
        if not spot.same and spot.where not in seen.doubtful:
            yield seen.problem("parts_differ", spot, whole=title, sum=full(spot.other))


def _terms(*codes: str) -> f.SignedSum:
    return tuple(f.Term(quantity=code) for code in codes)


def _quotient_problems(seen: Reviewed, item: Indicator) -> Iterator[Problem]:
    if not isinstance(item.formula, f.Quotient):
        return
    yield from _dates_apart(seen, item, item.formula)
    usual = item.plausible
    if usual is None:
        return
    for spot in seen.pairs(item.formula.of, item.formula.per):
        value = item.formula.factor * spot.one / spot.other if spot.other > 0 else usual.lower
        if usual.lower <= value <= usual.upper or spot.where in seen.doubtful:
            continue
        shown, lower, upper = (
            figure(number, item.decimals) for number in (value, usual.lower, usual.upper)
        )
        words = {"title": item.title, "shown": shown, "lower": lower, "upper": upper}
        yield seen.problem("implausible", spot, **words)


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
