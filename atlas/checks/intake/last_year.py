"""Figures against those of the year before: wrong by a power of ten, jumps, zeros for nothing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

import numpy as np

from atlas.checks.intake.figures import IntakeFigures
from atlas.checks.intake.findings import (
    Finding,
    cell_finding,
    cell_findings,
    named,
    written,
)
from atlas.measures.cells import Flags, Floats
from atlas.model.numbers import format_change, format_number
from atlas.model.quantities import Kind

FEWEST_COMPARED: Final = 3
"""Of fewer units nobody can say what is usual."""
FEWEST_FOR_JUMPS: Final = 5
POWER_NEARBY: Final = 0.1
"""How near to a power of ten, in powers of ten, a median ratio is one: 8 to 12.6 is 10."""
SHIFT: Final = float(np.log(1.5))
"""A median change by half is a change of what is counted."""
NORMAL_MAD: Final = 1.4826
"""The median absolute deviation of normal figures times this is their standard deviation."""
LEAST_SPREAD: Final = 0.05
JUMP_SPREADS: Final = 5.0
LEAST_JUMP: Final = float(np.log(1.25))
HUNDREDS: Final = 100
LEAST_BEFORE: Final = 10
FEWEST_ZEROS: Final = 3
_FIRST_SERIAL, _LAST_SERIAL = 20_000, 60_000
"""How Excel stores the days of 1954 to 2064."""
_SERIAL_EPOCH: Final = date(1899, 12, 30)


def comparison_findings(figures: IntakeFigures) -> Iterator[Finding]:
    """List what can't be believed beside the figures of earlier years."""
    log_ratios = _log_ratios(figures)
    shifted = np.zeros_like(figures.in_file)
    for rows in figures.of_level.values():
        for column in figures.delivered_columns():
            code = _shift(log_ratios[rows, column])
            if code:
                shifted[:, column] |= rows
                yield _column_finding(figures, code, log_ratios, rows, column)
    serials = _date_serials(figures) & ~shifted
    yield from cell_findings(
        figures,
        "date_serial",
        serials,
        lambda row, column: {"day": _day_of(figures.value[row, column])},
    )
    yield from _jumps(figures, log_ratios, ~shifted & ~serials)
    yield from _zeros(figures)


def _log_ratios(figures: IntakeFigures) -> Floats:
    """Logarithm of each figure's ratio to that of the year before; NaN where one is none or 0."""
    usable = figures.in_file & (figures.value > 0) & (figures.before > 0)
    with np.errstate(divide="ignore", invalid="ignore"):
        ratios = np.log(figures.value) - np.log(figures.before)
    return np.where(usable, ratios, np.nan)


def _shift(log_ratios: Floats) -> str:
    """Name what moved a whole column, "" if nothing did."""
    given_ratios = log_ratios[~np.isnan(log_ratios)]
    if len(given_ratios) < FEWEST_COMPARED:
        return ""
    median = float(np.median(given_ratios))
    powers = given_ratios / np.log(10)
    nearest = round(median / np.log(10))
    near = np.abs(powers - nearest) < 2 * POWER_NEARBY
    if nearest and abs(median / np.log(10) - nearest) < POWER_NEARBY and near.mean() > 0.8:  # noqa: PLR2004
        return "factor"
    return "column_shift" if abs(median) > SHIFT and len(given_ratios) >= FEWEST_FOR_JUMPS else ""


def _column_finding(
    figures: IntakeFigures, code: str, log_ratios: Floats, rows: Flags, column: int
) -> Finding:
    median = float(np.nanmedian(log_ratios[rows, column]))
    row = int(np.flatnonzero(rows & ~np.isnan(log_ratios[:, column]))[0])
    power = round(median / np.log(10))
    factor = format_number(10.0**power, max(0, -power))
    return cell_finding(figures, code, row, [column], factor=factor, percent=_percent_of(median))


def _jumps(figures: IntakeFigures, log_ratios: Floats, wanted: Flags) -> Iterator[Finding]:
    """Figures that moved otherwise than those of the other units, more than chance explains."""
    medians = np.zeros_like(log_ratios)
    hits = np.zeros_like(figures.in_file)
    counted = np.array(
        [figures.tables.catalogue.quantities[c].kind is Kind.COUNT for c in figures.quantities]
    )
    with np.errstate(divide="ignore", invalid="ignore"):
        chance = np.where(counted, 1 / figures.value + 1 / figures.before, 0.0)
    for rows in figures.of_level.values():
        ratios = log_ratios[rows]
        enough = np.count_nonzero(~np.isnan(ratios), axis=0) >= FEWEST_FOR_JUMPS
        if not enough.any():
            continue
        median = np.where(enough, _median(ratios), np.nan)
        apart = np.abs(ratios - median)
        spread = np.maximum(NORMAL_MAD * _median(apart), LEAST_SPREAD)
        limit = np.maximum(JUMP_SPREADS * np.sqrt(spread**2 + chance[rows]), LEAST_JUMP)
        medians[rows] = median
        hits[rows] = apart > limit
    yield from cell_findings(
        figures,
        "jump",
        hits & wanted,
        lambda row, column: {
            "change": _percent_of(float(log_ratios[row, column])),
            "percent": _percent_of(float(medians[row, column])),
        },
    )


def _median(numbers: Floats) -> Floats:
    """Median of each column of those that are numbers; NaN of a column without any."""
    filled = np.sort(numbers, axis=0)  # NaN comes last
    count = np.count_nonzero(~np.isnan(numbers), axis=0)
    columns = np.arange(numbers.shape[1])
    lower, upper = np.maximum((count - 1) // 2, 0), count // 2
    upper = np.minimum(upper, max(len(filled) - 1, 0))
    return np.asarray((filled[lower, columns] + filled[upper, columns]) / 2, dtype=np.float64)


def _percent_of(log_ratio: float) -> str:
    return format_change(100 * float(np.expm1(log_ratio)), 0)


def _date_serials(figures: IntakeFigures) -> Flags:
    """Figures that may be days as Excel stores them, where there were small ones before."""
    value = figures.value
    in_range = (value >= _FIRST_SERIAL) & (value <= _LAST_SERIAL) & (value == np.floor(value))
    sudden = figures.in_file & in_range & (figures.before * HUNDREDS < value)
    return np.asarray(sudden, dtype=np.bool_)


def _day_of(serial: float) -> str:
    return f"{_SERIAL_EPOCH + timedelta(days=int(serial)):%d.%m.%Y}"


def _zeros(figures: IntakeFigures) -> Iterator[Finding]:
    zeros = figures.in_file & (figures.value == 0)
    empty_rows = _rows_of_zeros(figures, zeros)
    for row in np.flatnonzero(empty_rows).tolist():
        column = int(np.flatnonzero(zeros[row])[0])
        words = {
            "count": int(zeros[row].sum()),
            "old": written(float(np.nanmax(figures.before[row]))),
        }
        yield cell_finding(figures, "row_of_zeros", row, [column], **words)
    zeros = zeros & ~empty_rows[:, None]
    hundreds = zeros & (figures.before >= HUNDREDS)
    yield from cell_findings(figures, "zero_after_hundreds", hundreds)
    yield from _zeros_for_missing(figures, zeros & ~hundreds)


def _rows_of_zeros(figures: IntakeFigures, zeros: Flags) -> Flags:
    """Units of which the file says nothing but zeros, at least three, where there was something."""
    given = figures.in_file & ~np.isnan(figures.value)
    all_zero = (zeros.sum(axis=1) >= FEWEST_ZEROS) & (zeros == given).all(axis=1)
    was_there = (np.nan_to_num(figures.before) * zeros).max(axis=1, initial=0) >= LEAST_BEFORE
    return np.asarray(all_zero & was_there, dtype=np.bool_)


def _zeros_for_missing(figures: IntakeFigures, zeros: Flags) -> Iterator[Finding]:
    """Columns with several zeros and no small figure: who counts few meets one and two as well."""
    for rows in figures.of_level.values():
        for column in figures.delivered_columns():
            # who had none before has none now
            of_column = zeros[:, column] & rows & (figures.before[:, column] != 0)
            given = figures.in_file[:, column] & rows & (figures.value[:, column] > 0)
            if of_column.sum() < FEWEST_ZEROS or given.sum() < FEWEST_FOR_JUMPS:
                continue
            smallest = float(figures.value[given, column].min())
            if smallest >= LEAST_BEFORE:
                where = np.flatnonzero(of_column).tolist()
                yield cell_finding(
                    figures,
                    "zeros_for_missing",
                    where[0],
                    [column],
                    count=len(where),
                    smallest=written(smallest),
                    units=named([figures.name_of(row) for row in where]),
                )
