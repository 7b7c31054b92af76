"""Printed figures against the figures they were made from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache

import pandas as pd

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
from atlas.model.problem_texts import Place
from atlas.model.problems import Problem
from atlas.model.published import ClaimMeasure, PublishedClaim
from atlas.sources.area_data import AreaData

Best = Callable[[str], pd.DataFrame]
Figures = Callable[[str, str], pd.DataFrame]


def claim_problems(data: AreaData, best: Best, offered: Iterable[Indicator]) -> Iterator[Problem]:
    """Compare every printed figure with the recomputed one, rounded to the printed digits.

    Parameters
    ----------
    data
        Area with its claims.
    best
        Gives the figures of a quantity on (level, unit, year), delivered totals first: a
        paper is measured by the numbers it printed itself.
    offered
        Indicators a claim may speak of.
    """
    indicators = {item.code: item for item in offered}

    @cache
    def figures(subject: str, level: str) -> pd.DataFrame:
        return _figures(indicators.get(subject), subject, level, best)

    for claim in data.claims:
        name = f"indicators/{data.area.id}/published.csv"
        place = Place(area=data.area.id, file=name, line=claim.line)
        computed = _computed(claim, figures)
        unit = PERCENTAGE_POINTS if claim.measure is ClaimMeasure.CHANGE_POINTS else "%"
        if claim.measure is ClaimMeasure.VALUE:
            unit = indicators[claim.subject].unit if claim.subject in indicators else ""
        printed = f"{figure(claim.printed, claim.decimals)} {unit}".strip()
        if computed is None:
            yield place.problem("claim_not_computable", printed, place=claim.place, printed=printed)
        elif rounded(computed, claim.decimals) != rounded(claim.printed, claim.decimals):
            # one digit more than printed, where "40" and "38" hide how far they are apart
            shown = f"{figure(computed, max(1, claim.decimals))} {unit}".strip()
            words = {"place": claim.place, "printed": printed, "computed": shown}
            yield place.problem("claim_differs", printed, **words)


def _computed(claim: PublishedClaim, figures: Figures) -> float | None:
    if claim.base_value is not None and claim.end_value is not None:
        return _change(claim.measure, claim.end_value, claim.base_value)
    series = figures(claim.subject, claim.level)
    now = _value(series, claim.unit, claim.year)
    if claim.measure is ClaimMeasure.VALUE or claim.base_year is None:
        return now
    base = _value(series, claim.unit, claim.base_year)
    return None if now is None or base is None else _change(claim.measure, now, base)


def _value(series: pd.DataFrame, unit: str, year: int) -> float | None:
    number = series["value"].get((unit, year))
    return None if number is None or pd.isna(number) else float(number)


def _figures(item: Indicator | None, subject: str, level: str, best: Best) -> pd.DataFrame:
    """Figures of an indicator, or of a quantity, on the (unit, year) of one level."""
    formula = item.formula if item else f.Total(of=(f.Term(quantity=subject),))
    if isinstance(formula, f.FromIndicators):
        return _on_level(best(subject), level)
    frames = {code: _on_level(best(code), level) for code in f.inputs(formula)}
    calculation = Calculation(formula, item.pooled_years if item else 1)
    (figures,) = evaluate([calculation], side_by_side(frames))
    return figures


def _on_level(figures: pd.DataFrame, level: str) -> pd.DataFrame:
    return figures[figures.index.get_level_values("level") == level].droplevel("level")


def _change(measure: ClaimMeasure, now: float, base: float) -> float | None:
    compare = point_change if measure is ClaimMeasure.CHANGE_POINTS else relative_change
    end, start = (
        pd.DataFrame({"value": [number], "state": [State.MEASURED], "status": [Status.FINAL]})
        for number in (now, base)
    )
    result = compare(end, start)
    return float(result["value"].iloc[0]) if has_value(result)[0] else None
