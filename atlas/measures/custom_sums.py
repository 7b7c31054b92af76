"""Sums for custom areas, from published cells only: docs/architecture.md, "Schützen".

A set takes in its building blocks whole, as a unit of one Gebietsstand takes in whole units of
another: the arithmetic is that of `conversion`. A hidden part hides the sum, a missing one
leaves it missing; a mean goes through its weight; what is `given` stays with a set of one block.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from atlas.measures.cells import UNIT, YEAR
from atlas.measures.conversion import convert
from atlas.measures.matrix import QuantityMatrix, stacked, with_quantities
from atlas.model.crosswalk import DEFAULT_WEIGHTS, Crosswalk, Passage
from atlas.model.custom_areas import CustomLevel, CustomUnit, Part
from atlas.model.quantities import Kind, Quantity

_BEFORE, _NOW = date.min, date.max


def custom_sums(
    custom: CustomLevel,
    parts: Mapping[str, QuantityMatrix],
    years: Iterable[int],
    quantities: Mapping[str, Quantity],
) -> QuantityMatrix:
    """Add up the building blocks of each set.

    Parameters
    ----------
    custom
        The sets; each building block occurs once.
    parts
        Published quantities on (unit, year) by level: all levels the blocks come from.
    years
        Years to add up.
    quantities
        Definitions of all columns of `parts`.

    Returns
    -------
    QuantityMatrix
        All quantities of all levels on (set, year), sorted.
    """
    codes = pd.Index(
        list(dict.fromkeys(code for matrix in parts.values() for code in matrix.quantities))
    )
    named = [_named(with_quantities(matrix, codes), level) for level, matrix in parts.items()]
    return convert(stacked(named), _passages(custom), years, quantities)


def _named(matrix: QuantityMatrix, level: str) -> QuantityMatrix:
    """Put the level before each unit: two levels may use one key."""
    units = matrix.index.get_level_values(UNIT)
    keys = [Part(level=level, unit=str(unit)).key for unit in units]
    years: Any = matrix.index.get_level_values(YEAR).to_numpy(dtype=np.int64)
    return replace(matrix, index=pd.MultiIndex.from_arrays([keys, years], names=[UNIT, YEAR]))


def _passages(custom: CustomLevel) -> Crosswalk:
    whole = (1.0,)
    passages = (
        Passage(unit=part.key, target=unit.id, weights=whole)
        for unit in custom.units
        for part in unit.parts
    )
    return Crosswalk(
        level=custom.id,
        from_vintage=_BEFORE,
        to_vintage=_NOW,
        weight_kinds=(DEFAULT_WEIGHTS,),
        passages=tuple(passages),
    )


def can_have_figures(unit: CustomUnit, levels: Iterable[str], item: Quantity) -> bool:
    """Whether a quantity with figures on some levels can have one of a set."""
    with_figures = set(levels)
    summable = len(unit.parts) == 1 or can_be_summed(item)
    return summable and all(part.level in with_figures for part in unit.parts)


def can_be_summed(item: Quantity) -> bool:
    """Whether a set of several building blocks can have a figure: a mean needs its weight."""
    return item.kind in {Kind.COUNT, Kind.AMOUNT} or (
        item.kind is Kind.MEAN and item.weight is not None
    )
