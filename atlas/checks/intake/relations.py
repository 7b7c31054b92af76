"""Figures that contradict each other: parts and wholes, units and totals, shares."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np
import pandas as pd

from atlas.checks.intake.figures import ROUNDED_TO, IntakeFigures, Positions
from atlas.checks.intake.findings import Finding, row_findings, written
from atlas.checks.review import larger, unequal
from atlas.checks.wording import beyond, decimals_of
from atlas.measures.cells import Flags, Floats
from atlas.measures.nesting import nearest_parts, parents_by_year
from atlas.model import formulas as f
from atlas.model.indicators import Indicator
from atlas.model.numbers import format_number
from atlas.model.quantities import Kind, TotalRule


def relation_findings(figures: IntakeFigures) -> Iterator[Finding]:
    """List what can't be true at the same time, as far as the file brings one of the figures."""
    for code, column in figures.column_of.items():
        item = figures.tables.catalogue.quantities[code]
        for part in sorted(_inner(figures, code) & figures.column_of.keys()):
            yield from _part_over_whole(figures, figures.column_of[part], column)
        for group in item.parts:
            if figures.column_of.keys() >= set(group):
                yield from _parts(figures, column, [figures.column_of[part] for part in group])
    for column in figures.delivered_columns():
        yield from _units(figures, column)
    for indicator in figures.tables.catalogue.indicators.values():
        yield from _quotients(figures, indicator)


def _inner(figures: IntakeFigures, whole: str) -> set[str]:
    """What is declared a part of a quantity."""
    item = figures.tables.catalogue.quantities[whole]
    return {part for group in item.parts for part in group} | set(item.among)


def _part_over_whole(figures: IntakeFigures, part: int, whole: int) -> Iterator[Finding]:
    touched = figures.in_file[:, part] | figures.in_file[:, whole]
    hits = touched & larger(figures.value[:, part], figures.value[:, whole])
    yield from row_findings(
        figures,
        "part_over_whole",
        hits,
        [part, whole],
        lambda row: {
            "whole": figures.title_of(whole),
            "whole_value": written(figures.value[row, whole]),
        },
    )


def _parts(figures: IntakeFigures, whole: int, parts: Sequence[int]) -> Iterator[Finding]:
    """Parts that don't add up, or do so only because a hidden one was left out of the whole."""
    touched = figures.in_file[:, [whole, *parts]].any(axis=1)
    total, values = figures.value[:, whole], figures.value[:, parts]
    hidden = np.isnan(values)
    visible = np.nansum(values, axis=1)
    complete = ~hidden.any(axis=1)
    words = _PartWords(figures, parts)
    apart = np.abs(total - visible) > _slack(figures, [whole, *parts])
    differ = touched & complete & unequal(total, visible) & apart
    # a part that is larger than its whole is told by itself
    differ &= ~larger(values, total[:, None]).any(axis=1)
    yield from row_findings(
        figures,
        "parts_differ",
        differ,
        [whole, *parts],
        lambda row: {"sum": written(visible[row]), "parts": words.visible(row)},
    )
    left_out = touched & hidden.any(axis=1) & ~unequal(total, visible) & (total > 0)
    yield from row_findings(
        figures,
        "total_without_hidden",
        left_out,
        [whole, *parts],
        lambda row: {"parts": words.visible(row), "hidden": words.hidden(row)},
    )


def _slack(figures: IntakeFigures, columns: Sequence[int]) -> float:
    """How far the sum of one figure of each column may be off because they were rounded."""
    bases = figures.rounding[columns]
    least = 0 if figures.tables.exact else max(ROUNDED_TO)
    return float(np.maximum(bases, least).sum()) / 2


class _PartWords:
    """Words for the parts of a whole in a row."""

    def __init__(self, figures: IntakeFigures, parts: Sequence[int]) -> None:
        self._figures, self._parts = figures, parts

    def visible(self, row: int) -> str:
        """The parts with a value, as a sum."""
        values = (self._figures.value[row, part] for part in self._parts)
        return " + ".join(written(value) for value in values if not np.isnan(value))

    def hidden(self, row: int) -> str:
        """Titles of the parts without one."""
        missing = [part for part in self._parts if np.isnan(self._figures.value[row, part])]
        return ", ".join(f"„{self._figures.title_of(part)}“" for part in missing)


_AGAINST_TOTAL: Final = frozenset({"units_over_total", "units_differ"})


def _units(figures: IntakeFigures, column: int) -> Iterator[Finding]:
    """Delivered totals against the sum of the nearest units with figures."""
    item = figures.tables.catalogue.quantities[figures.quantities[column]]
    if item.kind not in {Kind.COUNT, Kind.AMOUNT}:
        return
    with_values = {
        level: rows
        for level, rows in figures.of_level.items()
        if (rows & ~np.isnan(figures.value[:, column])).any()
    }
    for level in with_values:
        path = nearest_parts(level, with_values.keys() - {level}, figures.tables.area)
        if path:
            yield from _totals(figures, column, path)


def _totals(figures: IntakeFigures, column: int, path: tuple[str, ...]) -> Iterator[Finding]:
    sums, members, absent, touched = _sums(figures, column, path)
    total = figures.value[:, column]
    touched |= figures.in_file[:, column] & ~np.isnan(sums)
    level = figures.tables.area.level(path[0])
    item = figures.tables.catalogue.quantities[figures.quantities[column]]
    said = figures.tables.last_said_of(item.code)
    rule = (said and said.total) or item.total
    hits = {
        "units_over_total": touched & larger(sums, total) & (absent > 0),
        "units_without_hidden": touched & ~unequal(sums, total) & (absent > 0) & (total > 0),
    }
    if rule is TotalRule.SUM:
        # who says that the total counts knows that it differs
        apart = np.abs(total - sums) > _slack(figures, [column]) * (members + 1)
        hits["units_differ"] = touched & unequal(sums, total) & (absent == 0) & apart
    # against a total of an earlier file the new figures may well be right
    in_file = figures.in_file[:, column]
    against_total = np.logical_or.reduce([hits[code] for code in hits.keys() & _AGAINST_TOTAL])
    hits |= {code: hits[code] & in_file for code in hits.keys() & _AGAINST_TOTAL}
    hits["units_apart_from_earlier_total"] = against_total & ~in_file
    for code, rows in hits.items():
        yield from row_findings(
            figures,
            code,
            rows & ~np.isnan(total) & ~np.isnan(sums),
            [column],
            lambda row: {
                "parts": level.plural if level else path[0],
                "sum": written(sums[row]),
                "count": int(absent[row]),
                "difference": written(abs(sums[row] - total[row])),
            },
        )


def _sums(
    figures: IntakeFigures, column: int, path: tuple[str, ...]
) -> tuple[Floats, Positions, Positions, Flags]:
    """By row: sum of the visible units of the first level of a path in the units of its last one.

    With it how many units there are, how many of them have no value, and whether the file brings
    any of them; NaN, 0, 0 and False in all other rows.
    """
    parents = parents_by_year(figures.tables.area, path, [figures.tables.year])
    rows = pd.Series(
        np.arange(len(figures.units)),
        index=pd.MultiIndex.from_arrays([figures.levels, figures.units]),
    )
    fine = pd.MultiIndex.from_arrays([[path[0]] * len(parents), parents["unit"]])
    coarse = pd.MultiIndex.from_arrays([[path[-1]] * len(parents), parents["parent"]])
    member, whole = rows.reindex(fine), rows.reindex(coarse).to_numpy()
    given = member.notna().to_numpy() & ~np.isnan(whole)
    has_row = np.isfinite(whole)
    value = np.full(len(parents), np.nan)
    positions = member.to_numpy()[given].astype(np.intp)
    value[given] = figures.value[positions, column]
    in_file = np.zeros(len(parents), dtype=np.bool_)
    in_file[given] = figures.in_file[positions, column]
    target = whole[has_row].astype(np.intp)
    sums = np.full(len(figures.units), np.nan)
    sums[target] = 0.0
    np.add.at(sums, target, np.nan_to_num(value[has_row]))
    members, absent = (np.zeros(len(figures.units), dtype=np.intp) for _ in range(2))
    np.add.at(members, target, 1)
    np.add.at(absent, target, np.isnan(value[has_row]))
    touched = np.zeros(len(figures.units), dtype=np.bool_)
    touched[target[in_file[has_row]]] = True
    return sums, members, absent, touched


def _quotients(figures: IntakeFigures, item: Indicator) -> Iterator[Finding]:
    """Shares over 100 % and figures outside the plausible range."""
    formula = item.formula
    if not isinstance(formula, f.Quotient) or item.pooled_years > 1:
        return
    terms = (*formula.of, *formula.per)
    if not all(term.quantity in figures.column_of for term in terms):
        return
    columns = [figures.column_of[term.quantity] for term in terms]
    touched = figures.in_file[:, columns].any(axis=1)
    above, below = (_total(figures, part) for part in (formula.of, formula.per))
    with np.errstate(divide="ignore", invalid="ignore"):
        value = np.where(below > 0, formula.factor * above / below, np.nan)
    over = np.zeros_like(touched)
    if isinstance(formula, f.Share) and not formula.may_exceed:
        over = touched & larger(above, below) & (below > 0)
        # what is declared a part of the whole is told as that
        declared = _inner(figures, formula.per[0].quantity) >= {formula.of[0].quantity}
        yield from row_findings(
            figures,
            "share_over_100",
            over & (not (len(terms) == 2 and declared)),  # noqa: PLR2004  (one part, one whole)
            columns,
            lambda row: {
                "title": item.title,
                "share": beyond(value[row], f.PER_HUNDRED, item.decimals),
                "part_value": written(above[row]),
                "whole_value": written(below[row]),
            },
        )
    yield from _implausible(figures, item, value, touched & ~over)


def _implausible(
    figures: IntakeFigures, item: Indicator, value: Floats, wanted: Flags
) -> Iterator[Finding]:
    usual, formula = item.plausible, item.formula
    if usual is None or not isinstance(formula, f.Quotient):
        return
    hits = wanted & ((value < usual.lower) | (value > usual.upper))
    columns = [figures.column_of[term.quantity] for term in (*formula.of, *formula.per)]
    yield from row_findings(
        figures,
        "implausible",
        hits,
        columns,
        lambda row: {
            "title": item.title,
            "actual": beyond(
                value[row], usual.lower if value[row] < usual.lower else usual.upper, item.decimals
            ),
            "lower": format_number(usual.lower, max(item.decimals, decimals_of(usual.lower))),
            "upper": format_number(usual.upper, max(item.decimals, decimals_of(usual.upper))),
        },
    )


def _total(figures: IntakeFigures, terms: f.SignedSum) -> Floats:
    columns = figures.value[:, [figures.column_of[term.quantity] for term in terms]]
    return np.asarray(columns @ [term.sign for term in terms], dtype=np.float64)
