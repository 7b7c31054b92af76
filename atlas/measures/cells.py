"""The figures frame: numbers with their states.

A *figures* frame is a DataFrame on a unique index, usually (unit, year), with the columns

* `value`: float64, NaN where there is no number,
* `state`: int8 code of `State`, which says why there is none,
* `status`: int8 code of `Status`.

`value` is NaN exactly where the state has no value. Further columns are kept.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import reduce
from math import isnan
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd

from atlas.model.cells import State, Status

Floats: TypeAlias = npt.NDArray[np.float64]
Codes: TypeAlias = npt.NDArray[np.int8]
Flags: TypeAlias = npt.NDArray[np.bool_]

LEVEL, UNIT, YEAR = "level", "unit", "year"
_ABSENT: Mapping[str, int] = {"state": State.UNKNOWN, "status": Status.FINAL}


def empty(index: pd.Index) -> pd.DataFrame:
    """Return figures without value, UNKNOWN and FINAL, on every row of `index`."""
    return _figures(np.full(len(index), np.nan), State.UNKNOWN, Status.FINAL).set_axis(index)


def align(frame: pd.DataFrame, index: pd.Index) -> pd.DataFrame:
    """Align figures with another index.

    Parameters
    ----------
    frame
        Figures on a unique index.
    index
        Rows of the result, in order; a row may occur more than once.

    Returns
    -------
    pd.DataFrame
        One row per entry of `index`; a row `frame` lacks has no value and is UNKNOWN.
    """
    if frame.index.equals(index):
        return frame
    rows = frame.index.get_indexer(index)
    columns = {
        str(name): pd.api.extensions.take(
            column.to_numpy(), rows, allow_fill=True, fill_value=_ABSENT.get(str(name), np.nan)
        )
        for name, column in frame.items()
    }
    return pd.DataFrame(columns, index=index)


def outer_align(*frames: pd.DataFrame) -> tuple[pd.DataFrame, ...]:
    """Align figures on the union of their indexes (an outer join), so that no row is lost."""
    index = reduce(_union, (frame.index for frame in frames))
    return tuple(align(frame, index) for frame in frames)


def broadcast(area: pd.DataFrame, index: pd.Index) -> pd.DataFrame:
    """Repeat the figures of the whole area on the index of its units.

    Parameters
    ----------
    area
        Figures of the area indexed by year, e.g. `frame.xs(unit, level="unit")`; a single row if
        `index` has no level "year".
    index
        Index of the units. With a level "year" each row takes the area's figure of its year;
        without one, all rows take the single row.
    """
    if YEAR in index.names:
        return align(area, index.get_level_values(YEAR)).set_axis(index)
    return align(area, area.index[[0] * len(index)]).set_axis(index)


def lagged(frame: pd.DataFrame, years: int) -> pd.DataFrame:
    """Return on the rows (unit, year) of `frame` the figures of `years` years earlier."""
    index = frame.index
    return _at(frame, index.get_level_values(YEAR).to_numpy() - years)


def at_year(frame: pd.DataFrame, year: int) -> pd.DataFrame:
    """Return on the rows (unit, year) of `frame` each unit's figure of one fixed year."""
    return _at(frame, np.full(len(frame), year))


def has_value(frame: pd.DataFrame) -> Flags:
    """Say row by row whether there is a number."""
    return np.asarray(frame["state"].to_numpy() <= State.LIMITED, dtype=np.bool_)


def number_or_none(value: float) -> float | None:
    """Return a number of a figures frame; None for NaN."""
    return None if isnan(value) else float(value)


def derived_figures(value: Floats, *inputs: pd.DataFrame) -> pd.DataFrame:
    """Give a computed number the state and status of what it was computed from.

    Parameters
    ----------
    value
        Result of the arithmetic, one number per row; ignored where an input has none.
    *inputs
        Figures on the same index, as `outer_align` returns them.

    Returns
    -------
    pd.DataFrame
        Figures on the index of the inputs, with states as `resolve_states` computes them.
    """
    states = [frame["state"].to_numpy() for frame in inputs]
    small = sum((state == State.LESS_THAN_HALF).astype(np.int8) for state in states)
    status = np.maximum.reduce([frame["status"].to_numpy() for frame in inputs])
    return _resolved(value, np.maximum.reduce(states), status, small).set_axis(inputs[0].index)


def resolve_states(raw: pd.DataFrame) -> pd.DataFrame:
    """Compute the state of computed numbers.

    Parameters
    ----------
    raw
        Columns `value`, `state` and `status` (the *largest* of the inputs), and `small`: how
        many of the inputs were LESS_THAN_HALF.

    Returns
    -------
    pd.DataFrame
        Figures. Any input without a value leaves none, with the largest state; otherwise
        LIMITED if an input was; ZERO if the number is exactly 0; else MEASURED. A 0 into
        which a LESS_THAN_HALF went is not *exactly* nothing and stays LESS_THAN_HALF, as
        does a number to which nothing else contributed.
    """
    columns = (raw[name].to_numpy() for name in ("value", "state", "status", "small"))
    return _resolved(*columns).set_axis(raw.index)


def _resolved(
    value: Floats,
    state: Codes,
    status: Codes,
    small: Codes,
) -> pd.DataFrame:
    alone = (state == State.LESS_THAN_HALF) & (small == 1)
    rounded_to_zero = (value == 0) & (small > 0)
    resolved = np.select(
        [state >= State.LIMITED, alone | rounded_to_zero, value == 0],
        [state, np.int8(State.LESS_THAN_HALF), np.int8(State.ZERO)],
        default=np.int8(State.MEASURED),
    )
    number = np.where(state > State.LIMITED, np.nan, value)
    return _figures(number, resolved, status)


def raise_state(frame: pd.DataFrame, where: Flags, state: State) -> pd.DataFrame:
    """Raise the state of some rows to `state`; a larger one stays, a lost value goes.

    Parameters
    ----------
    frame
        Figures.
    where
        Rows to raise, one truth value per row.
    state
        E.g. NOT_APPLICABLE for a zero denominator: the row has no value any more, but a
        SECRET one stays SECRET.
    """
    before = frame["state"].to_numpy()
    after = np.where(where, np.maximum(before, np.int8(state)), before)
    number = np.where(after > State.LIMITED, np.nan, frame["value"].to_numpy())
    return _figures(number, after, frame["status"].to_numpy()).set_axis(frame.index)


def difference(of: pd.DataFrame, minus: pd.DataFrame) -> pd.DataFrame:
    """Return `of` − `minus` on the union of their rows; without a value where one has none."""
    of, minus = outer_align(of, minus)
    return derived_figures(of["value"].to_numpy() - minus["value"].to_numpy(), of, minus)


def _figures(value: Floats, state: Codes | State, status: Codes | Status) -> pd.DataFrame:
    codes = {
        name: np.broadcast_to(np.asarray(column, dtype=np.int8), value.shape)
        for name, column in (("state", state), ("status", status))
    }
    return pd.DataFrame({"value": value, **codes})


def _union(left: pd.Index, right: pd.Index) -> pd.Index:
    return left if left.equals(right) else left.union(right)


def _at(frame: pd.DataFrame, years: npt.NDArray[np.int64]) -> pd.DataFrame:
    units = frame.index.get_level_values(UNIT)
    keys = pd.MultiIndex.from_arrays([units, years], names=frame.index.names)
    return align(frame, keys).set_axis(frame.index)
