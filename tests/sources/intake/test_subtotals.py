from __future__ import annotations

import numpy as np
import pytest

from atlas.sources.intake.subtotals import sum_rows

NAN = np.nan


@pytest.mark.parametrize(
    ("rows", "sums"),
    [
        ([[1, 5], [2, 6], [3, 11]], (2,)),
        ([[30], [10], [20], [12], [5], [7], [42]], (0, 3, 6)),
        ([[30, 1], [10, 2], [20, 3], [12, 4], [5, 5], [7, 6]], ()),
        ([[3], [1], [2], [50], [7]], ()),
        ([[5], [5]], ()),
        ([[NAN, 1], [2, 2], [3, 3]], (2,)),
        ([[NAN], [2], [3]], ()),
        ([[0], [0], [0]], ()),
    ],
)
def test_rows_that_are_sums_of_others(rows, sums):
    assert sum_rows(np.array(rows, dtype=float)) == sums
