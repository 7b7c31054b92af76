"""All data of one area, read from its two folders."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

import pandas as pd

from atlas.model.areas import Area
from atlas.model.crosswalk import Crosswalk
from atlas.model.indicators import Catalogue, ReferenceValue
from atlas.model.problems import Problem
from atlas.model.published import PublishedClaim
from atlas.model.quantities import Delivery, DeliveryIndex
from atlas.sources.areas import read_area
from atlas.sources.claims import read_claims
from atlas.sources.crosswalks import read_crosswalks, unknown_kinds
from atlas.sources.observations import no_observations, read_year, year_files
from atlas.sources.references import read_references

ObservationKey = tuple[int, str, str]


@dataclass(frozen=True, eq=False)
class AreaData:
    """An area with its observations (see `sources.observations`), deliveries and claims.

    `lines` says in which line of the yearly table (year, level, unit) is, `names` what it is called
    there. `table_years` are the
    years with a yearly table, of those that were asked for.
    """

    area: Area
    observations: pd.DataFrame
    deliveries: tuple[Delivery, ...]
    claims: tuple[PublishedClaim, ...]
    problems: tuple[Problem, ...]
    lines: Mapping[ObservationKey, int]
    crosswalks: tuple[Crosswalk, ...] = ()
    references: tuple[ReferenceValue, ...] = ()
    table_years: tuple[int, ...] = ()
    names: Mapping[ObservationKey, str] = field(default_factory=dict)

    @cached_property
    def delivery_index(self) -> DeliveryIndex:
        """The deliveries by quantity and year."""
        return DeliveryIndex.of(self.deliveries)


def read_area_data(
    data_folder: Path, area_id: str, catalogue: Catalogue
) -> tuple[AreaData | None, tuple[Problem, ...]]:
    """Read one area; None beside the problems if its area.toml can't be used."""
    read = read_area(data_folder / "districts" / area_id, catalogue)
    if read.area is None:
        return None, read.problems
    data = data_of(data_folder, read.area, catalogue)
    data = replace(data, problems=(*read.problems, *data.problems))
    return data, data.problems


def data_of(
    data_folder: Path, area: Area, catalogue: Catalogue, years: Container[int] | None = None
) -> AreaData:
    """Read what was delivered for an area; its `problems` are without those of the area itself.

    Only the yearly tables of `years` are read, all of them if it is None.
    """
    problems: list[Problem] = []
    folder = data_folder / "indicators" / area.id
    tables = {
        year: read_year(path, area, catalogue, problems)
        for year, path in sorted(year_files(folder, problems).items())
        if years is None or year in years
    }
    crosswalks = read_crosswalks(data_folder / "districts" / area.id, area, problems)
    delivered = {item.quantity for table in tables.values() for item in table.deliveries}
    used = [catalogue.quantities[code] for code in sorted(delivered)]
    problems += unknown_kinds(crosswalks, used, area.id)
    references = read_references(folder, catalogue.indicators, problems)
    return AreaData(
        area=area,
        observations=pd.concat(
            [no_observations(area, catalogue), *(table.frame for table in tables.values())],
            ignore_index=True,
        ),
        deliveries=tuple(item for table in tables.values() for item in table.deliveries),
        claims=read_claims(folder, problems),
        problems=tuple(problems),
        lines={
            (year, *key): line
            for year, table in tables.items()
            for key, line in table.lines.items()
        },
        crosswalks=crosswalks,
        references=references,
        table_years=tuple(tables),
        names={
            (year, *key): name
            for year, table in tables.items()
            for key, name in table.names.items()
        },
    )
