"""Everything `check` finds in one area: what can't be read, and what contradicts itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from atlas import pipeline
from atlas.checks.gaps import gap_problems
from atlas.checks.review import review
from atlas.editions.custom_areas import with_custom_levels
from atlas.editions.edition import Edition
from atlas.model.indicators import Catalogue
from atlas.model.problems import Problem
from atlas.model.quantities import Audience
from atlas.sources.area_data import AreaData, read_area_data
from atlas.sources.custom_levels import RawCustomFile


def area_problems(
    folder: Path, area_id: str, catalogue: Catalogue, own: Sequence[RawCustomFile] = ()
) -> tuple[Problem, ...]:
    """Read an area and list its problems, consequences of others among them.

    Parameters
    ----------
    folder
        The data folder.
    area_id
        The area; its figures are looked at before protection.
    catalogue
        Definitions of its quantities and indicators.
    own
        The files of levels of one's own.
    """
    data, problems = read_area_data(folder, area_id, catalogue)
    if data is None:
        return problems
    sets = with_custom_levels(data.area, own).problems
    return (*problems, *sets, *_boundary_problems(data, folder), *_contradictions(data, catalogue))


def _boundary_problems(data: AreaData, folder: Path) -> Iterator[Problem]:
    # geopandas takes a second to load: only the check of the boundaries needs it
    from atlas.sources.geography import boundary_problems  # noqa: PLC0415

    for level in data.area.levels:
        yield from boundary_problems(level, folder / "districts" / data.area.id)


def _contradictions(data: AreaData, catalogue: Catalogue) -> tuple[Problem, ...]:
    delivered = {delivery.quantity for delivery in data.deliveries}
    codes = [code for code in catalogue.quantities if code in delivered]
    table = pipeline.sums(data, catalogue, codes)
    shown = Edition(data, catalogue, Audience.STATISTICS)  # the reviewer sits where the data are
    offered = [item for item in catalogue.indicators.values() if shown.years(item)]
    return (*gap_problems(data), *review(data, catalogue, table, offered))
