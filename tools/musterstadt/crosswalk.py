"""The crosswalk: which part of a unit of one vintage lies in which unit of the other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from tools.musterstadt.chance import Floats, Ints, apportion
from tools.musterstadt.vintages import BEFORE, SINCE, Vintages

DECIMALS = 9
WHOLE = 10**DECIMALS  # weights are shared out in whole numbers, so that they sum to 1 as written
AREA = "area"
WEIGHTS = {"residents": "ew", "u15": "ew_u15", "households": "hh", AREA: ""}
"""Kinds of weights, with the quantity whose last figures before the change they rest on."""
HEAD = ("level", "from_stand", "to_stand", "from", "to", *WEIGHTS)


def crosswalk_rows(
    vintages: Vintages, now: Sequence[str], former: Sequence[str], sizes: Mapping[str, Floats]
) -> Iterator[tuple[str, ...]]:
    """Rows of crosswalk.csv without the level: to today's districts, and back.

    Parameters
    ----------
    now, former
        Keys of the present and the former districts.
    sizes
        Size of every piece by kind of weight.
    """
    forward = (BEFORE, SINCE)
    old, new = vintages.former_of_piece, vintages.now_of_piece
    for direction, (source, target), (keys, targets) in (
        (forward, (old, new), (former, now)),
        (forward[::-1], (new, old), (now, former)),
    ):
        for unit, key in enumerate(keys):
            pieces = np.flatnonzero(source == unit)
            columns = [_shares(sizes, kind, pieces) for kind in WEIGHTS]
            for piece, *weights in zip(pieces, *columns, strict=True):
                yield (*direction, key, targets[target[piece]], *weights)


def _shares(sizes: Mapping[str, Floats], kind: str, pieces: Ints) -> list[str]:
    """Weights of the pieces of one unit; where there is nothing to weigh, by area."""
    size = sizes[kind][pieces]
    shares = apportion(size if size.any() else sizes[AREA][pieces], WHOLE)
    return [written(share) for share in shares.tolist()]


def written(share: int) -> str:
    """Write a weight, given in parts of `WHOLE`, with all its decimals and a comma."""
    text = f"{share // WHOLE},{share % WHOLE:0{DECIMALS}d}"
    return text.rstrip("0").rstrip(",")
