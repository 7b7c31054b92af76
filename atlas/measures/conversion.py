"""CONVERT: published quantities of one Gebietsstand on the units of another (methods 6.4).

Only quantities are converted, never rates: those are derived anew. A part without a value
leaves the unit it goes to without one, however small the part. What is summed whole is exact;
what a split unit gave away is an estimate. Nothing is rounded, so that totals are conserved.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from functools import reduce
from itertools import compress

import numpy as np
import numpy.typing as npt
import pandas as pd

from atlas.measures.cells import UNIT, YEAR, Floats, derived_figures
from atlas.measures.matrix import QuantityMatrix, align_matrix, resolved_matrix, with_column
from atlas.measures.quotients import quotient
from atlas.model.cells import State, Status
from atlas.model.crosswalk import Crosswalk
from atlas.model.quantities import Kind, Quantity


def convert(
    parts: QuantityMatrix,
    crosswalk: Crosswalk,
    years: Iterable[int],
    quantities: Mapping[str, Quantity],
) -> QuantityMatrix:
    """Bring the quantities of some years from one Gebietsstand to another.

    Parameters
    ----------
    parts
        Protected quantities on (unit, year), units of `crosswalk.from_vintage`.
    crosswalk
        Passages from these units to those of `crosswalk.to_vintage`.
    years
        Years to convert.
    quantities
        Definitions of all columns of `parts`.

    Returns
    -------
    QuantityMatrix
        The same quantities on (unit, year), each unit some passage leads to in every year,
        sorted. A count or amount is Σ w·x by the weights it is `converted_by`; without such
        weights it is UNKNOWN where a unit was split. A mean is Σ w·n·m / Σ w·n. What is
        `given` stays with a unit that passes over as a whole and takes in no other; elsewhere
        it is NOT_APPLICABLE. A figure in which a part of a split unit takes part is ESTIMATED.
    """
    means = [
        code
        for code in parts.quantities
        if quantities[code].kind is Kind.MEAN and quantities[code].weight in parts.quantities
    ]
    products = reduce(lambda sums, code: _multiplied(sums, quantities[code]), means, parts)
    weights, absent = _weights(products.quantities, crosswalk, quantities)
    sums = _summed(products, crosswalk, sorted(years), weights, absent)
    return reduce(lambda matrix, code: _divided(matrix, quantities[code]), means, sums)


def _multiplied(matrix: QuantityMatrix, item: Quantity) -> QuantityMatrix:
    """Replace a mean by what it was divided from: mean times weight."""
    mean, weight = matrix.figures(item.code), matrix.figures(item.weight or "")
    product = derived_figures(mean["value"].to_numpy() * weight["value"].to_numpy(), mean, weight)
    # nobody has no mean and needs none
    nobody = weight["state"] == State.ZERO
    chosen = {name: product[name].where(~nobody, weight[name]) for name in product}
    return with_column(matrix, item.code, pd.DataFrame(chosen))


def _divided(matrix: QuantityMatrix, item: Quantity) -> QuantityMatrix:
    product, weight = matrix.figures(item.code), matrix.figures(item.weight or "")
    return with_column(matrix, item.code, quotient(product, weight, factor=1.0))


def _weights(
    codes: Iterable[str], crosswalk: Crosswalk, quantities: Mapping[str, Quantity]
) -> tuple[Floats, npt.NDArray[np.int8]]:
    """Weight of each quantity in each passage, NaN where it has none, and the state it has then.

    Arrays of (passages, quantities) and of (quantities,).
    """
    weights = np.array([passage.weights for passage in crosswalk.passages], dtype=np.float64)
    whole = (weights == 1).all(axis=1)
    takes_in = np.asarray((weights > 0).any(axis=1), dtype=np.bool_)
    parts = Counter(passage.target for passage in compress(crosswalk.passages, takes_in))
    sources = np.array([parts[passage.target] for passage in crosswalk.passages])
    passes_whole, lost = whole & (sources == 1), takes_in | (sources == 0)
    columns, absent = [], []
    present = tuple(codes)
    for code in present:
        kind = _kind(quantities[code], quantities, present)
        absent.append(State.NOT_APPLICABLE if kind is None else State.UNKNOWN)
        if kind is None:
            columns.append(np.where(passes_whole, 1.0, np.where(lost, np.nan, 0.0)))
        elif kind in crosswalk.weight_kinds:
            columns.append(weights[:, crosswalk.weight_kinds.index(kind)])
        else:
            columns.append(np.where(whole, 1.0, np.nan))
    return np.column_stack(columns), np.array(absent, dtype=np.int8)


def _kind(
    item: Quantity, quantities: Mapping[str, Quantity], present: Container[str]
) -> str | None:
    """By which weights a quantity is converted; None for one that does not add up."""
    if item.kind is Kind.MEAN and item.weight and item.weight in present:
        return quantities[item.weight].converted_by
    return item.converted_by if item.kind in (Kind.COUNT, Kind.AMOUNT) else None


def _summed(
    parts: QuantityMatrix,
    crosswalk: Crosswalk,
    years: Sequence[int],
    weights: Floats,
    absent: npt.NDArray[np.int8],
) -> QuantityMatrix:
    """Weigh the parts of every unit of the other Gebietsstand and add them up."""
    units = np.array([passage.unit for passage in crosswalk.passages])
    targets = np.array([passage.target for passage in crosswalk.passages])
    passage = np.tile(np.arange(len(units)), len(years))
    year = np.repeat(np.array(years, dtype=np.int64), len(units))
    # sorted by unit, the floats are added in one order, however the rows came in
    order = np.lexsort((units[passage], year, targets[passage]))
    passage, year = passage[order], year[order]
    cells = align_matrix(
        parts, pd.MultiIndex.from_arrays([units[passage], year], names=[UNIT, YEAR])
    )
    wholes = pd.MultiIndex.from_arrays([targets[passage], year], names=[UNIT, YEAR])
    first = np.flatnonzero(~wholes.duplicated())
    sizes = np.diff(np.append(first, len(wholes)))
    weight = weights[passage]
    # to a unit on which nobody lived every part counts, with nothing: what is hidden stays hidden
    uninhabited = ~np.maximum.reduceat(weight != 0, first).repeat(sizes, axis=0)
    counts = (weight != 0) | uninhabited
    split = (weight > 0) & (weight < 1) & (cells.state <= State.LIMITED)
    state = np.where(np.isnan(weight), np.maximum(cells.state, absent), cells.state)
    return resolved_matrix(
        wholes[first],
        parts.quantities,
        {
            "value": np.add.reduceat(np.where(counts, weight * cells.value, 0.0), first),
            "state": np.maximum.reduceat(np.where(counts, state, State.ZERO), first),
            "status": np.maximum.reduceat(
                np.where(
                    counts,
                    np.maximum(cells.status, np.where(split, Status.ESTIMATED, Status.FINAL)),
                    Status.FINAL,
                ),
                first,
            ),
            "small": np.add.reduceat(
                (counts & (cells.state == State.LESS_THAN_HALF)).astype(int), first
            ),
        },
    )
