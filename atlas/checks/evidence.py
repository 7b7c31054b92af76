"""What a review looks at: figures of one area, as they were delivered or as they are published."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

import pandas as pd

from atlas.model.areas import Area
from atlas.model.cells import State
from atlas.model.published import PublishedClaim
from atlas.model.quantities import Delivery, DeliveryIndex
from atlas.sources.area_data import AreaData, ObservationKey


@dataclass(frozen=True, kw_only=True, eq=False)
class Evidence:
    """All figures of an area, and what is known about them.

    `table` holds the cells of all levels (see `pipeline`), `delivered` those of them that
    somebody delivered: columns level, unit, year, quantity, value. `lines` gives the line of
    (year, level, unit) in the yearly table, where there is a file to look into.
    """

    area: Area
    table: pd.DataFrame
    delivered: pd.DataFrame
    deliveries: tuple[Delivery, ...]
    claims: tuple[PublishedClaim, ...] = ()
    lines: Mapping[ObservationKey, int] = field(default_factory=dict)

    @classmethod
    def of_deliveries(cls, data: AreaData, table: pd.DataFrame) -> Evidence:
        """Take what was delivered, before protection; `table` is `pipeline.summed_cells` of it."""
        return cls(
            area=data.area,
            table=table,
            delivered=data.observations[data.observations["state"] != State.UNKNOWN],
            deliveries=data.deliveries,
            claims=data.claims,
            lines=data.lines,
        )

    @cached_property
    def delivery_index(self) -> DeliveryIndex:
        """The deliveries by quantity and year."""
        return DeliveryIndex.of(self.deliveries)
