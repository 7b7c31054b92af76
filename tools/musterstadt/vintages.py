"""The two vintages of the statistical districts: before and since 1 January 2020.

The blocks are the same in both. What lies in one former and one present district is a *piece*:
figures are drawn for pieces and added up to either vintage, so both count the same people.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from tools.musterstadt.chance import Ints
from tools.musterstadt.districts import Districts
from tools.musterstadt.plan import Bezirk, FormerPart, NamedUnit, read_former_parts

CHANGE_YEAR = 2020
BEFORE, SINCE = "2013-01-01", "2020-01-01"
"""First days of the two vintages."""
LAST_DAY_BEFORE = "2019-12-31"


@dataclass(frozen=True, slots=True, kw_only=True)
class Vintages:
    """The former districts, and the pieces common to them and those of today.

    Attributes
    ----------
    former
        The former districts, in the order of their keys.
    former_of_block, piece_of_block
        Former district and piece each block lies in.
    former_of_piece, now_of_piece
        Former and present district each piece lies in.
    """

    former: tuple[NamedUnit, ...]
    former_of_block: Ints
    piece_of_block: Ints
    former_of_piece: Ints
    now_of_piece: Ints


def vintage_of(year: int) -> str:
    """First day of the vintage that is valid on 31 December of a year."""
    return BEFORE if year < CHANGE_YEAR else SINCE


def over_time(before: str | None, since: str | None) -> Iterator[tuple[str, str, str]]:
    """What was valid when: value, first and last day (empty: no limit); None is left out."""
    if before == since and since is not None:
        yield since, "", ""
        return
    if before is not None:
        yield before, "", LAST_DAY_BEFORE
    if since is not None:
        yield since, SINCE, ""


def make_vintages(bezirke: Sequence[Bezirk], districts: Districts) -> Vintages:
    """Find the former district of every block: of those planned for its own, the nearest."""
    parts = read_former_parts()
    now = districts.bezirk_of_block
    key_of_block = [
        _nearest(bezirke[k].key, middle, parts)
        for k, middle in zip(now, districts.middles, strict=True)
    ]
    keys = sorted(set(key_of_block))
    former = np.array([keys.index(key) for key in key_of_block], dtype=np.int64)
    pairs, piece = np.unique(np.column_stack([now, former]), axis=0, return_inverse=True)
    return Vintages(
        former=_former(keys, bezirke, parts),
        former_of_block=former,
        piece_of_block=piece.ravel().astype(np.int64),
        former_of_piece=pairs[:, 1],
        now_of_piece=pairs[:, 0],
    )


def _nearest(now: str, middle: Sequence[float], parts: Sequence[FormerPart]) -> str:
    """Key of the former district of a block; where nothing is planned, nothing changed."""
    candidates = [part for part in parts if part.now == now]
    east, north = middle
    away = [np.hypot(part.x - east, part.y - north) for part in candidates]
    return candidates[int(np.argmin(away))].key if candidates else now


def _former(
    keys: Sequence[str], bezirke: Sequence[Bezirk], parts: Sequence[FormerPart]
) -> tuple[NamedUnit, ...]:
    """Give the former districts their former names, which often are those of today."""
    names = {item.key: (item.name, item.everyday_name) for item in bezirke}
    names |= {part.key: (part.name, part.everyday_name) for part in parts if part.name}
    return tuple(
        NamedUnit(key=key, name=names[key][0], everyday_name=names[key][1]) for key in keys
    )
