"""Read what an area has beside a file that is handed in: its year, and figures of earlier ones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

import pandas as pd

from atlas.checks.intake.figures import AreaTables
from atlas.model.areas import Area
from atlas.model.indicators import Catalogue
from atlas.sources.observations import YearFile, no_observations, read_year, year_files

MOST_EARLIER: Final = 3
"""So many earlier tables are looked through for the last figures of each quantity."""


def area_tables(  # noqa: PLR0913  (what is read, and how much of it)
    folder: Path,
    area: Area,
    catalogue: Catalogue,
    year: int,
    quantities: Iterable[str],
    *,
    earlier: bool = True,
) -> AreaTables:
    """Read the table of a year and, where wanted, the `earlier` ones that have quantities last.

    What is wrong with these tables is told by `check`.
    """
    files = year_files(folder / "indicators" / area.id, [])
    nothing = no_observations(area, catalogue)
    path = files.get(year)
    present = read_year(path, area, catalogue, []) if path and path.exists() else None
    before = [path for other, path in sorted(files.items(), reverse=True) if other < year]
    read = (read_year(path, area, catalogue, []) for path in before[:MOST_EARLIER])
    earlier_tables = list(_until_all(read, set(quantities))) if earlier else []
    return AreaTables(
        area=area,
        catalogue=catalogue,
        year=year,
        present=nothing if present is None else present.frame,
        earlier=pd.concat([nothing, *(table.frame for table in earlier_tables)], ignore_index=True),
        described={} if present is None else {d.quantity: d for d in present.deliveries},
        described_before={
            d.quantity: d for table in reversed(earlier_tables) for d in table.deliveries
        },
    )


def _until_all(tables: Iterable[YearFile], quantities: set[str]) -> Iterator[YearFile]:
    """Read tables until each quantity has been in one of them with a value."""
    for table in tables:
        yield table
        given = table.frame.loc[table.frame["value"].notna(), "quantity"]
        quantities = quantities.difference(given.unique())
        if not quantities:
            return
