"""Many quantities side by side: whatever is computed is computed on such a matrix."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, cast

import numpy as np
import numpy.typing as npt
import pandas as pd

from atlas.measures.cells import (
    LEVEL,
    UNIT,
    YEAR,
    Codes,
    Flags,
    Floats,
    empty,
    outer_align,
    resolve_states,
)
from atlas.model.cells import State, Status
from atlas.model.formulas import SignedSum

QUANTITY = "quantity"
_ABSENT: Mapping[str, Any] = {
    "value": np.float64("nan"),
    "state": np.int8(State.UNKNOWN),
    "status": np.int8(Status.FINAL),
}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class QuantityMatrix:
    """Figures (see `measures.cells`) of many quantities on one index (unit, year).

    `value`, `state` and `status` have one row per entry of `index` and one column per entry of
    `quantities`. A quantity without a figure in a row is UNKNOWN there.
    """

    index: pd.Index
    quantities: pd.Index
    value: Floats
    state: Codes
    status: Codes

    def figures(self, quantity: str) -> pd.DataFrame:
        """Figures of one quantity on `index`; all UNKNOWN if the matrix doesn't have it."""
        if quantity not in self.quantities:
            return empty(self.index)
        column = self.quantities.get_loc(quantity)
        columns = {
            "value": self.value[:, column],
            "state": self.state[:, column],
            "status": self.status[:, column],
        }
        return pd.DataFrame(columns, index=self.index)

    def of_unit(self, unit: str) -> QuantityMatrix:
        """Return the rows of one unit."""
        return self.rows_where(self.index.get_level_values(UNIT) == unit)

    def rows_where(self, wanted: Flags) -> QuantityMatrix:
        """Return some of the rows."""
        rows = np.flatnonzero(wanted)
        return replace(
            self,
            index=self.index[rows],
            value=self.value[rows],
            state=self.state[rows],
            status=self.status[rows],
        )

    def has_any(self, quantities: Iterable[str]) -> Flags:
        """In which rows any of some quantities was delivered."""
        columns = self.quantities.isin(list(quantities))
        return np.asarray((self.state[:, columns] != State.UNKNOWN).any(axis=1), dtype=np.bool_)

    def to_rows(self, names_like: pd.DataFrame) -> pd.DataFrame:
        """List all figures: columns level (if the index has it), unit, year, quantity and figures.

        Names have the categories they have in `names_like`.
        """
        height, width = self.value.shape
        levels = [name for name in self.index.names if name == LEVEL]
        units = pd.Categorical(
            self.index.get_level_values(UNIT), categories=names_like[UNIT].cat.categories
        )
        quantities = pd.Categorical(self.quantities, categories=names_like[QUANTITY].cat.categories)
        return pd.DataFrame(
            {name: self.index.get_level_values(name).repeat(width) for name in levels}
            | {
                UNIT: units.repeat(width),
                YEAR: self.index.get_level_values(YEAR).repeat(width),
                QUANTITY: quantities.take(np.tile(np.arange(width), height)),
                "value": self.value.ravel(),
                "state": self.state.ravel(),
                "status": self.status.ravel(),
            }
        )


def matrix(
    rows: pd.DataFrame, quantities: Iterable[str], index: pd.MultiIndex | None = None
) -> QuantityMatrix:
    """Lay rows of figures side by side, one column per quantity.

    Parameters
    ----------
    rows
        Columns unit, year, quantity, value, state, status. Of two rows of one quantity, unit
        and year the last counts.
    quantities
        Quantities of the matrix, in order.
    index
        Units and years of the matrix; those of the rows, in their order, if left out. A pair may
        occur more than once.
    """
    columns = pd.Index(list(quantities), name=QUANTITY)
    keys = pd.MultiIndex.from_frame(rows[[UNIT, YEAR]])
    unique_keys = keys.unique()
    named = rows[QUANTITY].astype("category").cat
    row = unique_keys.get_indexer(keys)
    column = columns.get_indexer(named.categories)[named.codes]
    unique_keys = unique_keys.set_levels(list(unique_keys.levels[0]), level=UNIT)
    requested = column >= 0
    shape = (len(unique_keys), len(columns))
    arrays = {name: np.full(shape, absent) for name, absent in _ABSENT.items()}
    for name, array in arrays.items():
        array[row[requested], column[requested]] = rows[name].to_numpy()[requested]
    whole = QuantityMatrix(index=unique_keys, quantities=columns, **arrays)
    return whole if index is None else align_matrix(whole, index)


def align_matrix(quantities: QuantityMatrix, index: pd.MultiIndex) -> QuantityMatrix:
    """Bring a matrix onto another index; rows it lacks are UNKNOWN (see `cells.align`)."""
    if quantities.index.equals(index):
        return quantities
    rows = quantities.index.get_indexer(index)
    take = pd.api.extensions.take
    filled: dict[str, Any] = {
        name: take(getattr(quantities, name), rows, allow_fill=True, fill_value=absent)
        for name, absent in _ABSENT.items()
    }
    return QuantityMatrix(index=index, quantities=quantities.quantities, **filled)


def with_quantities(matrix: QuantityMatrix, quantities: pd.Index) -> QuantityMatrix:
    """Bring a matrix onto other quantities, in their order; those it lacks are UNKNOWN."""
    arrays = _taken(matrix, matrix.quantities.get_indexer(quantities))
    return QuantityMatrix(index=matrix.index, quantities=quantities, **arrays)


def without_figures(matrix: QuantityMatrix, rows: Flags, state: State) -> QuantityMatrix:
    """Return the matrix with nothing but a state in some of its rows."""
    if not rows.any():
        return matrix
    absent: dict[str, Any] = {**_ABSENT, "state": np.int8(state)}
    where = rows[:, None]
    arrays = {name: np.where(where, absent[name], getattr(matrix, name)) for name in _ABSENT}
    return replace(matrix, **arrays)


def with_figures(matrix: QuantityMatrix, others: QuantityMatrix) -> QuantityMatrix:
    """Return the matrix with other figures wherever there are some, of the same quantities."""
    if not len(others.index):
        return matrix
    aligned = align_matrix(others, cast("pd.MultiIndex", matrix.index))
    there = aligned.state != State.UNKNOWN
    arrays = {
        name: np.where(there, getattr(aligned, name), getattr(matrix, name)) for name in _ABSENT
    }
    return replace(matrix, **arrays)


def stacked(parts: Sequence[QuantityMatrix]) -> QuantityMatrix:
    """Put matrices of the same quantities below each other; no row may come twice."""
    first, *others = parts
    if not others:
        return first
    # append keeps names and types of both levels, also of a matrix without rows
    arrays: dict[str, Any] = {
        name: np.concatenate([getattr(part, name) for part in parts]) for name in _ABSENT
    }
    index = first.index.append([part.index for part in others])
    return QuantityMatrix(index=index, quantities=first.quantities, **arrays)


def with_column(matrix: QuantityMatrix, quantity: str, figures: pd.DataFrame) -> QuantityMatrix:
    """Return the matrix with other figures of one of its quantities, on the same rows."""
    column = matrix.quantities.get_loc(quantity)
    arrays: dict[str, Any] = {name: getattr(matrix, name).copy() for name in _ABSENT}
    for name, array in arrays.items():
        array[:, column] = figures[name].to_numpy()
    return replace(matrix, **arrays)


def resolved_matrix(
    index: pd.Index, quantities: pd.Index, raw: Mapping[str, npt.NDArray[Any]]
) -> QuantityMatrix:
    """Build a matrix of computed numbers; `raw` as for `cells.resolve_states`, one array each."""
    shape = (len(index), len(quantities))
    figures = resolve_states(pd.DataFrame({name: array.ravel() for name, array in raw.items()}))
    arrays: dict[str, Any] = {name: figures[name].to_numpy().reshape(shape) for name in _ABSENT}
    return QuantityMatrix(index=index, quantities=quantities, **arrays)


def signed_sums(quantities: QuantityMatrix, sums: Sequence[SignedSum]) -> pd.DataFrame:
    """Add and subtract quantities, many sums at once.

    Parameters
    ----------
    quantities
        Figures of the quantities; one it lacks is UNKNOWN.
    sums
        Quantities with their signs, at least one each.

    Returns
    -------
    pd.DataFrame
        Figures of all rows of the first sum, then of the second and so on, by number. Any part
        without a value leaves the sum without a value, with the largest state of its parts.
    """
    positions = {code: position for position, code in enumerate(quantities.quantities)}
    columns = [[positions.get(term.quantity, -1) for term in terms] for terms in sums]
    raws = [_raw_sum(quantities, *both) for both in zip(columns, sums, strict=True)]
    names = ("value", "state", "status", "small")
    return resolve_states(
        pd.DataFrame({name: np.concatenate([raw[name] for raw in raws]) for name in names})
    )


def _raw_sum(
    quantities: QuantityMatrix, columns: Sequence[int], terms: SignedSum
) -> dict[str, npt.NDArray[Any]]:
    """Sum and largest state and status of the terms, unresolved; −1 is an absent column."""
    signs = np.array([term.sign for term in terms], dtype=np.float64)
    parts = _taken(quantities, columns)
    return {
        "value": (parts["value"] * signs).sum(axis=1),
        "state": parts["state"].max(axis=1),
        "status": parts["status"].max(axis=1),
        "small": (parts["state"] == State.LESS_THAN_HALF).sum(axis=1),
    }


def _taken(matrix: QuantityMatrix, columns: Sequence[int] | npt.NDArray[np.intp]) -> dict[str, Any]:
    """Take columns; one of number −1 is UNKNOWN, also of a matrix that has none at all."""
    take = pd.api.extensions.take
    return {
        name: take(getattr(matrix, name), columns, axis=1, allow_fill=True, fill_value=absent)
        for name, absent in _ABSENT.items()
    }


def side_by_side(frames: Mapping[str, pd.DataFrame]) -> QuantityMatrix:
    """Lay figures of several quantities side by side, on the union of their rows.

    Parameters
    ----------
    frames
        Figures by quantity, at least one, each on (unit, year).
    """
    columns = outer_align(*frames.values())
    arrays: dict[str, Any] = {
        name: np.column_stack([figures[name].to_numpy() for figures in columns]) for name in _ABSENT
    }
    return QuantityMatrix(
        index=columns[0].index, quantities=pd.Index(list(frames), name=QUANTITY), **arrays
    )
