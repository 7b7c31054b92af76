"""What two indicators have to do with each other, in words."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from atlas.measures.correlation import rank_correlation
from atlas.model.numbers import format_number
from atlas.views.chart import texts as chart_texts

_DECIMALS = 2


def correlation_words(pairs: Sequence[tuple[float | None, float | None]]) -> str:
    """Say how far the figures of units go together, "" for too few to tell.

    Parameters
    ----------
    pairs
        Both figures of each unit, all of them there.
    """
    figures = np.array(pairs, dtype=np.float64).reshape(-1, 2)
    together = rank_correlation(figures[:, 0], figures[:, 1])
    if together is None:
        return ""
    size = abs(together.coefficient)
    form = chart_texts.TOGETHER_UP if together.coefficient > 0 else chart_texts.TOGETHER_DOWN
    if not together.beyond_chance:
        form = chart_texts.NOT_TOGETHER
    strength = next(word for least, word in chart_texts.STRENGTHS if size >= least)
    return form.format(strength=strength, r=format_number(together.coefficient, _DECIMALS))
