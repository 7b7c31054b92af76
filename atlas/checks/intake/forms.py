"""Figures that can't be, or aren't what they look like, whatever other years and columns say."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from atlas.checks.intake.figures import IntakeFigures
from atlas.checks.intake.findings import Finding, cell_finding, cell_findings, named
from atlas.model.cells import State
from atlas.model.quantities import Kind


def form_findings(figures: IntakeFigures) -> Iterator[Finding]:
    """List what is wrong with the figures by themselves."""
    yield from _empty_cells(figures)
    yield from _negative(figures)
    yield from _fractions(figures)
    yield from _rounded(figures)


def _empty_cells(figures: IntakeFigures) -> Iterator[Finding]:
    """Cells of a column with figures in which nothing stands: one finding for a column."""
    empty = figures.in_file & (figures.state == State.UNKNOWN)
    with_figures = (figures.in_file & ~empty).any(axis=0)
    for column in np.flatnonzero(empty.any(axis=0) & with_figures).tolist():
        rows = np.flatnonzero(empty[:, column]).tolist()
        names = named([figures.name_of(row) for row in rows])
        yield cell_finding(figures, "cells_empty", rows[0], [column], count=len(rows), units=names)


def _of_kind(figures: IntakeFigures, *kinds: Kind) -> npt.NDArray[np.bool_]:
    quantities = figures.tables.catalogue.quantities
    return np.array([quantities[code].kind in kinds for code in figures.quantities], dtype=np.bool_)


def _negative(figures: IntakeFigures) -> Iterator[Finding]:
    adding = _of_kind(figures, Kind.COUNT, Kind.AMOUNT, Kind.MEAN)
    yield from cell_findings(figures, "negative", figures.in_file & (figures.value < 0) & adding)


def _fractions(figures: IntakeFigures) -> Iterator[Finding]:
    """Counts with fractions: one finding for a column, since one cause made all of them."""
    quantities = figures.tables.catalogue.quantities
    whole = _of_kind(figures, Kind.COUNT) & ~np.array(
        [quantities[code].fractional for code in figures.quantities], dtype=np.bool_
    )
    if figures.tables.annual_mean:
        return
    broken = figures.in_file & whole & (figures.value != np.floor(figures.value))
    broken &= ~np.isnan(figures.value)
    for column in np.flatnonzero(broken.any(axis=0)).tolist():
        rows = np.flatnonzero(broken[:, column])
        values = figures.value[rows, column]
        places = {len(f"{value:.6f}".rstrip("0").partition(".")[2]) for value in values.tolist()}
        # 1,250 was 1.250: its last zero is lost
        code = "thousands" if max(places) == len("000") else "not_whole"
        yield cell_finding(figures, code, int(rows[0]), [column], count=len(rows))


def _rounded(figures: IntakeFigures) -> Iterator[Finding]:
    if not figures.tables.exact:
        return
    for column in np.flatnonzero(figures.rounding * _of_kind(figures, Kind.COUNT)).tolist():
        rows = np.flatnonzero(figures.in_file[:, column] & (figures.value[:, column] > 0)).tolist()
        words = {"count": len(rows), "base": int(figures.rounding[column])}
        yield cell_finding(figures, "rounded", rows[0], [column], **words)
