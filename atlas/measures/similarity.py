"""Which unit is nearest to another one in several indicators at once: a description, no test."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt

FEWEST_COMMON = 3
"""Indicators both have, for a distance to say something; half of the unit's own at least."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Nearest:
    """The nearest unit, how far it is, and over which indicators that was reckoned."""

    unit: str
    distance: float
    codes: tuple[str, ...]


def nearest(scores: Mapping[str, Mapping[str, float]], unit: str) -> Nearest | None:
    """Find the unit with the smallest Euclidean distance in standard scores.

    It is the root of the mean of the squared differences, over the indicators both have: a sum
    would make units with hidden figures look nearer. Of equals the first in official order.

    Parameters
    ----------
    scores
        By indicator, then by unit; units without a figure aren't there.
    unit
        The unit others are compared with.

    Returns
    -------
    Nearest | None
        None where no other unit has enough indicators in common.
    """
    own = {code: units[unit] for code, units in scores.items() if unit in units}
    fewest = max(FEWEST_COMMON, (len(own) + 1) // 2)
    candidates = []
    for other in sorted({other for code in own for other in scores[code]} - {unit}):
        common = tuple(code for code in own if other in scores[code])
        if len(common) >= fewest:
            squares = ((own[code] - scores[code][other]) ** 2 for code in common)
            distance = sqrt(sum(squares) / len(common))
            candidates.append(Nearest(unit=other, distance=distance, codes=common))
    return min(candidates, key=lambda item: item.distance, default=None)
