"""What two indicators have to do with each other, in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

import numpy as np

from atlas.measures.correlation import Correlation, rank_correlation
from atlas.model.numbers import format_number
from atlas.views.chart import texts as chart_texts

_DECIMALS = 2


Pairs: TypeAlias = Sequence[tuple[float | None, float | None]]
"""Both figures of each unit, all of them there."""


def correlation_words(pairs: Pairs) -> str:
    """Say how far the figures of units go together, "" for too few to tell."""
    together = _correlation(pairs)
    if together is None:
        return ""
    size = abs(together.coefficient)
    form = chart_texts.TOGETHER if together.beyond_chance else chart_texts.NOT_TOGETHER
    strength = next(word for least, word in chart_texts.STRENGTHS if size >= least)
    return form.format(strength=strength, r=format_number(together.coefficient, _DECIMALS))


def correlation_headline(pairs: Pairs) -> str:
    """The form of the sentence that says which way figures go together, "" for too few to tell."""
    together = _correlation(pairs)
    if together is None:
        return ""
    if not together.beyond_chance:
        return chart_texts.APART
    return chart_texts.TOGETHER_UP if together.coefficient > 0 else chart_texts.TOGETHER_DOWN


def _correlation(pairs: Pairs) -> Correlation | None:
    figures = np.array(pairs, dtype=np.float64).reshape(-1, 2)
    return rank_correlation(figures[:, 0], figures[:, 1])
