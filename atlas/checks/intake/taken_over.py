"""The data of an area as they would be after a file was taken over."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pandas as pd

from atlas.checks.intake.difference import CELL, FIGURE, Difference
from atlas.model.quantities import Delivery
from atlas.sources.area_data import AreaData
from atlas.sources.observations import COLUMNS


def taken_over(
    data: AreaData, year: int, change: Difference, deliveries: Iterable[Delivery]
) -> AreaData:
    """Return the data with other cells in a year, and other descriptions of what was delivered."""
    cells = change.cells[[*CELL, *FIGURE]].assign(year=year)[list(COLUMNS)]
    # of two rows of a cell the later one counts
    table = pd.concat([data.observations, cells], ignore_index=True)
    table = table[~table.duplicated([*CELL, "year"], keep="last")]
    described = {(item.quantity, item.year): item for item in (*data.deliveries, *deliveries)}
    return replace(data, observations=table, deliveries=tuple(described.values()))
