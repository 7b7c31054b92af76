"""Rows that are the sum of others, told by the figures where names don't tell."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

_FEWEST_ROWS = 3
_FEWEST_PARTS = 2
_CLOSE = 1e-6


def sum_rows(numbers: npt.NDArray[np.float64]) -> tuple[int, ...]:
    """Find the rows that are sums: of all others, or each of the rows right below it.

    Only columns without a gap count. Rows of the second kind are believed only if they divide
    the whole table: one number may be the sum of two others by chance.

    Parameters
    ----------
    numbers
        Rows × columns of figures, NaN where there is none.
    """
    whole = numbers[:, ~np.isnan(numbers).any(axis=0)]
    if whole.shape[1] == 0 or len(whole) < _FEWEST_ROWS or (whole < 0).any():
        return ()
    if heads := _block_heads(whole):
        return tuple(heads)
    total = _row_of(whole, 2)
    if total is not None:
        return (total,)
    # a total above subtotals above parts: each figure stands three times
    total = _row_of(whole, 3)
    others = np.delete(np.arange(len(whole)), [] if total is None else [total])
    heads = [] if total is None else others[_block_heads(whole[others])].tolist()
    return tuple(sorted([total, *heads])) if total is not None and heads else ()


def _row_of(rows: npt.NDArray[np.float64], times: int) -> int | None:
    """Find the only row that is an n-th of the sum of all rows in each column, zeros apart."""
    fits = np.isclose(times * rows, rows.sum(axis=0), rtol=0, atol=_CLOSE).all(axis=1)
    places = np.flatnonzero(fits & rows.any(axis=1))
    return int(places[0]) if len(places) == 1 else None


def _block_heads(rows: npt.NDArray[np.float64]) -> list[int]:
    """Divide rows into blocks, each headed by the sum of its others; none if they don't divide."""
    sums = np.vstack([np.zeros(rows.shape[1]), np.cumsum(rows, axis=0)])
    heads: list[int] = []
    at = 0
    while at < len(rows):
        target = sums[at + 1] + rows[at]
        end = int(np.searchsorted(sums[:, 0], target[0] - _CLOSE))
        fits = end < len(sums) and np.allclose(sums[end], target, rtol=0, atol=_CLOSE)
        if not fits or end - at - 1 < _FEWEST_PARTS:
            return []
        heads.append(at)
        at = end
    return heads if len(heads) > 1 else []
