"""Printed figures against the figures they were made from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

import pandas as pd

from atlas.checks.evidence import Evidence
from atlas.measures.cells import has_value
from atlas.measures.change import point_change, relative_change
from atlas.measures.evaluate import Calculation, evaluate
from atlas.measures.matrix import side_by_side
from atlas.model import formulas as f
from atlas.model.areas import Area
from atlas.model.cells import State, Status
from atlas.model.formulas import PERCENT, PERCENTAGE_POINTS
from atlas.model.indicators import Indicator
from atlas.model.numbers import format_number, rounded
from atlas.model.problem_texts import (
    CLAIM_NO_CHANGE,
    CLAIM_NO_FIGURE,
    CLAIM_OF_OTHERS,
    CLAIM_SUBJECT_UNKNOWN,
    CLAIM_UNIT_UNKNOWN,
)
from atlas.model.problems import Problem
from atlas.model.published import ClaimMeasure, PublishedClaim
from atlas.model.source_location import SourceLocation

QuantityFigures = Callable[[str], pd.DataFrame]
Figures = Callable[[str, str], pd.DataFrame]


@dataclass(frozen=True, kw_only=True)
class _ClaimedFigures:
    """What claims are checked against, and the names of what they are about."""

    area: Area
    titles: Mapping[str, str]
    indicators: Mapping[str, Indicator]
    figures: Figures

    def described(self, claim: PublishedClaim) -> str:
        """Name indicator, unit and year of a claim."""
        title = self.titles.get(claim.subject)
        level = self.area.level(claim.level)
        names = {unit.id: unit.name for unit in level.units} if level else {}
        years = (claim.base_year, claim.year) if claim.base_year else (claim.year,)
        named = (
            f"„{title}“" if title else claim.subject,
            names.get(claim.unit, claim.unit),
            "–".join(map(str, years)),
        )
        return ", ".join(filter(None, named))

    def unit_of(self, claim: PublishedClaim) -> str:
        """Unit of measurement of the printed figure."""
        if claim.measure is ClaimMeasure.CHANGE_POINTS:
            return PERCENTAGE_POINTS
        if claim.measure is ClaimMeasure.CHANGE_PERCENT:
            return PERCENT
        return self.indicators[claim.subject].unit if claim.subject in self.indicators else ""

    def computed(self, claim: PublishedClaim) -> float | None:
        """Recompute the printed figure; None if it can't be."""
        if claim.base_value is not None and claim.end_value is not None:
            return _change(claim.measure, claim.end_value, claim.base_value)
        end = self._value(claim, claim.year)
        if claim.measure is ClaimMeasure.VALUE or claim.base_year is None:
            return end
        base = self._value(claim, claim.base_year)
        return None if end is None or base is None else _change(claim.measure, end, base)

    def _value(self, claim: PublishedClaim, year: int) -> float | None:
        number = self.figures(claim.subject, claim.level)["value"].get((claim.unit, year))
        return None if number is None or pd.isna(number) else float(number)

    def obstacle(self, claim: PublishedClaim) -> str:
        """Say why a claim can't be recomputed."""
        if claim.base_value is not None and claim.end_value is not None:
            return CLAIM_NO_CHANGE.format(base=format_number(claim.base_value, claim.decimals))
        if claim.subject not in self.titles:
            return CLAIM_SUBJECT_UNKNOWN.format(subject=claim.subject)
        level = self.area.level(claim.level)
        if level is None or claim.unit not in {unit.id for unit in level.units}:
            return CLAIM_UNIT_UNKNOWN.format(unit=claim.unit, level=claim.level)
        item = self.indicators.get(claim.subject)
        if item and isinstance(item.formula, f.FromIndicators | f.Composite):
            return CLAIM_OF_OTHERS
        years = filter(None, (claim.base_year, claim.year))
        missing = [year for year in years if self._value(claim, year) is None]
        if missing:
            return CLAIM_NO_FIGURE.format(year=missing[0])
        return CLAIM_NO_CHANGE.format(base=claim.base_year)


def claim_problems(
    evidence: Evidence,
    quantity_figures: QuantityFigures,
    offered: Iterable[Indicator],
    titles: Mapping[str, str],
) -> Iterator[Problem]:
    """Compare every printed figure with the recomputed one, rounded to the printed digits.

    Parameters
    ----------
    evidence
        Area with its claims.
    quantity_figures
        Gives the figures of a quantity on (level, unit, year), delivered totals first: a
        paper is checked against the numbers it printed itself.
    offered
        Indicators a claim may be about.
    titles
        German titles of quantities and indicators by code.
    """
    indicators = {item.code: item for item in offered}

    @cache
    def figures(subject: str, level: str) -> pd.DataFrame:
        return _figures(indicators.get(subject), subject, level, quantity_figures)

    claimed = _ClaimedFigures(
        area=evidence.area, titles=titles, indicators=indicators, figures=figures
    )
    for claim in evidence.claims:
        yield from _claim_problem(claim, claimed)


def _claim_problem(claim: PublishedClaim, claimed: _ClaimedFigures) -> Iterator[Problem]:
    area = claimed.area.id
    file = f"indicators/{area}/published.csv"
    location = SourceLocation(area=area, file=file, line=claim.line)
    computed, unit = claimed.computed(claim), claimed.unit_of(claim)
    printed = f"{format_number(claim.printed, claim.decimals)} {unit}".strip()
    about = (claim.unit, claim.subject, str(claim.year))
    described = claimed.described(claim)
    fields = {"printed_at": claim.printed_at, "claimed": described, "printed": printed}
    if computed is None:
        reason = claimed.obstacle(claim)
        yield location.problem(
            "claim_not_computable", printed, about=about, **fields, reason=reason
        )
    elif rounded(computed, claim.decimals) != rounded(claim.printed, claim.decimals):
        # one digit more than printed, where "40" and "38" hide how far they are apart
        recomputed = f"{format_number(computed, max(1, claim.decimals))} {unit}".strip()
        yield location.problem("claim_differs", printed, about=about, **fields, computed=recomputed)


def _figures(
    item: Indicator | None, subject: str, level: str, quantity_figures: QuantityFigures
) -> pd.DataFrame:
    """Figures of an indicator, or of a quantity, on the (unit, year) of one level."""
    formula = item.formula if item else f.Total(of=(f.Term(quantity=subject),))
    if isinstance(formula, f.FromIndicators | f.Composite):
        return _on_level(quantity_figures(subject), level)
    frames = {code: _on_level(quantity_figures(code), level) for code in f.inputs(formula)}
    calculation = Calculation(formula, item.pooled_years if item else 1)
    (figures,) = evaluate([calculation], side_by_side(frames))
    return figures


def _on_level(figures: pd.DataFrame, level: str) -> pd.DataFrame:
    return figures[figures.index.get_level_values("level") == level].droplevel("level")


def _change(measure: ClaimMeasure, end: float, base: float) -> float | None:
    compare = point_change if measure is ClaimMeasure.CHANGE_POINTS else relative_change
    rows = (
        pd.DataFrame({"value": [number], "state": [State.MEASURED], "status": [Status.FINAL]})
        for number in (end, base)
    )
    result = compare(*rows)
    return float(result["value"].iloc[0]) if has_value(result)[0] else None
