"""Classes of changes: one around 0 for those that hardly changed, rounded steps beyond it.

A single large change would otherwise decide how wide all classes are, and hide what happened in
the other units. So limits come from the bulk of the changes, and the outer classes are open.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from atlas.measures.cells import Floats
from atlas.measures.classes import (
    CROWDED,
    Classification,
    ClassingNote,
    Figures,
    usual_classes,
)
from atlas.measures.round_limits import as_printed, round_step

BULK = (5.0, 95.0)
"""Percentiles between which further limits lie."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Steps:
    """Multiples of a step that are limits, ascending, and the parts of the figures per class."""

    step: float
    multiples: tuple[int, ...]
    parts: Floats

    @property
    def rank(self) -> tuple[float, int, int, float]:
        """Best first: nothing crowded, then many classes, none of them empty, then a large step."""
        largest, occupied = float(self.parts.max()), int(np.count_nonzero(self.parts))
        return max(largest, CROWDED), -occupied, len(self.parts), -self.step


def change_steps(
    values: Figures, units: int, decimals: int, classes: int | None = None
) -> Classification:
    """Class changes symmetrically: "hardly changed" reaches from −step to below step.

    Parameters
    ----------
    values
        Changes of all units in all years, without missing ones.
    units
        Number of units on the map.
    decimals
        Decimals the changes are printed with; they are rounded to them, and so are the limits.
    classes
        Number of classes requested, None for what suits the number of units.

    Returns
    -------
    Classification
        Open at both ends. The largest round step at which no class is crowded; the class around
        0 is the only one where nothing changed.
    """
    # whole numbers: the last decimal printed counts as 1
    scale = 10.0**decimals
    figures = np.rint(as_printed(np.asarray(values, dtype=float), decimals) * scale)
    if not figures.size:
        return Classification(limits=(), centre=0.0)
    most = usual_classes(units, classes)
    candidates = [_steps(figures, step, most) for step in _round_steps(figures)]
    best = min(candidates, key=lambda steps: steps.rank)
    few = classes is not None and len(best.multiples) + 1 < classes
    return Classification(
        limits=tuple(round(limit / scale, decimals) for limit in _closed(best, figures)),
        centre=0.0,
        open_ended=True,
        note=ClassingNote.FEW_FIGURES if few else None,
    )


def _round_steps(figures: Floats) -> Iterator[float]:
    """Yield the whole round steps that leave a change beyond them; 1 in any case."""
    step, farthest = 1.0, float(np.abs(figures).max())
    yield step
    while (step := round_step(step * 1.01, whole=True)) <= farthest:
        yield step


def _steps(figures: Floats, step: float, most: int) -> _Steps:
    """Choose the multiples of a step that become limits of at most so many classes."""
    low, high = np.percentile(figures, BULK) / step
    farthest = figures.min() / step, figures.max() / step
    # whatever lies beyond the first step has changed, be it a single unit
    near = [side for side, there in ((-1, farthest[0] < -1), (1, farthest[1] >= 1)) if there]
    beyond = [-n for n in range(2, most) if low < -n] + [n for n in range(2, most) if high >= n]
    longer = 1 if high >= -low else -1
    beyond.sort(key=lambda multiple: (abs(multiple), -multiple * longer))
    multiples = tuple(sorted([*near, *beyond][: most - 1]))
    codes = np.searchsorted(np.array(multiples) * step, figures, side="right")
    counts = np.bincount(codes, minlength=len(multiples) + 1)
    return _Steps(step=step, multiples=multiples, parts=counts / len(figures))


def _closed(best: _Steps, figures: Floats) -> tuple[float, ...]:
    """Put the outer limits around the inner ones: the farthest change or one step more.

    Where nothing fell, or nothing rose, the class around 0 is the outer one.
    """
    step, multiples = best.step, best.multiples
    first = min(multiples[0] - 1, figures.min() / step) if -1 in multiples else -1
    last = max(multiples[-1] + 1, figures.max() / step) if 1 in multiples else 1
    return tuple(float(multiple * step) for multiple in (first, *multiples, last))
