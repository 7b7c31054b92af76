"""Printed figures against the figures they were made from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache

import pandas as pd

from atlas.checks.evidence import Evidence
from atlas.checks.wording import figure
from atlas.measures.cells import has_value
from atlas.measures.change import point_change, relative_change
from atlas.measures.evaluate import Calculation, evaluate
from atlas.measures.matrix import side_by_side
from atlas.model import formulas as f
from atlas.model.cells import State, Status
from atlas.model.formulas import PERCENTAGE_POINTS
from atlas.model.indicators import Indicator
from atlas.model.numbers import rounded
from atlas.model.problems import Problem
from atlas.model.published import ClaimMeasure, PublishedClaim
from atlas.model.source_location import SourceLocation

QuantityFigures = Callable[[str], pd.DataFrame]
Figures = Callable[[str, str], pd.DataFrame]


def claim_problems(
    evidence: Evidence, quantity_figures: QuantityFigures, offered: Iterable[Indicator]
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
    """
    indicators = {item.code: item for item in offered}

    @cache
    def figures(subject: str, level: str) -> pd.DataFrame:
        return _figures(indicators.get(subject), subject, level, quantity_figures)

    for claim in evidence.claims:
        name = f"indicators/{evidence.area.id}/published.csv"
        location = SourceLocation(area=evidence.area.id, file=name, line=claim.line)
        computed = _computed(claim, figures)
        unit = PERCENTAGE_POINTS if claim.measure is ClaimMeasure.CHANGE_POINTS else "%"
        if claim.measure is ClaimMeasure.VALUE:
            unit = indicators[claim.subject].unit if claim.subject in indicators else ""
        printed = f"{figure(claim.printed, claim.decimals)} {unit}".strip()
        fields = {"printed_at": claim.printed_at, "printed": printed}
        if computed is None:
            yield location.problem("claim_not_computable", printed, **fields)
        elif rounded(computed, claim.decimals) != rounded(claim.printed, claim.decimals):
            # one digit more than printed, where "40" and "38" hide how far they are apart
            recomputed = f"{figure(computed, max(1, claim.decimals))} {unit}".strip()
            yield location.problem("claim_differs", printed, **fields, computed=recomputed)


def _computed(claim: PublishedClaim, figures: Figures) -> float | None:
    if claim.base_value is not None and claim.end_value is not None:
        return _change(claim.measure, claim.end_value, claim.base_value)
    series = figures(claim.subject, claim.level)
    end = _value(series, claim.unit, claim.year)
    if claim.measure is ClaimMeasure.VALUE or claim.base_year is None:
        return end
    base = _value(series, claim.unit, claim.base_year)
    return None if end is None or base is None else _change(claim.measure, end, base)


def _value(series: pd.DataFrame, unit: str, year: int) -> float | None:
    number = series["value"].get((unit, year))
    return None if number is None or pd.isna(number) else float(number)


def _figures(
    item: Indicator | None, subject: str, level: str, quantity_figures: QuantityFigures
) -> pd.DataFrame:
    """Figures of an indicator, or of a quantity, on the (unit, year) of one level."""
    formula = item.formula if item else f.Total(of=(f.Term(quantity=subject),))
    if isinstance(formula, f.FromIndicators):
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
