"""What an audience learns from one release that it didn't from another, and what was corrected."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from atlas import pipeline
from atlas.editions.edition import Edition
from atlas.model.releases import Correction, Release, ReleaseDiff

_NAMES = ("level", "unit", "quantity")
_CELL = ["year", *_NAMES, "delivered"]
_COMPARED = (*_CELL, "value_old", "value_new")


def release_diff(old: tuple[Release, Edition], new: tuple[Release, Edition]) -> ReleaseDiff:
    """Compare two releases of an area, each as the same audience sees it.

    Nothing but published figures is compared: of a cell one of them hides nothing is said.
    """
    before, after = _delivered(old[1]), _delivered(new[1])
    new_years = {year for year, _ in after} - {year for year, _ in before}
    codes, new_codes = {code for _, code in before}, {code for _, code in after}
    was, now = _indicators(old[1], before), _indicators(new[1], after)
    return ReleaseDiff(
        old=old[0],
        new=new[0],
        area=new[1].area,
        catalogue=new[1].catalogue,
        years=tuple(sorted(new_years)),
        quantities=tuple(c for c in new[1].catalogue.quantities if c in new_codes - codes),
        indicators=tuple(code for code in now if code not in was),
        late=tuple(
            (year, code)
            for year, code in sorted(after - before)
            if year not in new_years and code in codes
        ),
        lost=tuple((year, code) for year, code in sorted(before - after) if code in new_codes),
        gone=tuple(
            title
            for code, title in old[1].catalogue.titles().items()
            if code in codes - new_codes or code in set(was) - set(now)
        ),
        corrections=tuple(_corrections(old[1], new[1])),
    )


def _delivered(edition: Edition) -> set[tuple[int, str]]:
    """Years and quantities of which anything is published."""
    return {(delivery.year, delivery.quantity) for delivery in edition.deliveries}


def _indicators(edition: Edition, delivered: set[tuple[int, str]]) -> list[str]:
    """Codes of the indicators with all their quantities in any one year."""
    years = {year for year, _ in delivered}
    catalogue = edition.catalogue
    return [
        code
        for code, item in catalogue.indicators.items()
        if any(
            all(
                (year, needed) in delivered
                for needed in pipeline.quantities_needed(item, catalogue)
            )
            for year in years
        )
    ]


def _corrections(old: Edition, new: Edition) -> list[Correction]:
    """Figures that both publish with different values; newest year first, then official order."""
    levels = [level.id for level in new.area.levels]
    units = {
        (level.id, unit.id): position
        for level in new.area.levels
        for position, unit in enumerate(level.units)
    }
    quantities = list(new.catalogue.quantities)

    def position(item: Correction) -> tuple[int, int, int, int, bool]:
        return (
            -item.year,
            levels.index(item.level),
            units.get((item.level, item.unit), 0),
            quantities.index(item.quantity),
            item.delivered,
        )

    columns = (_changed(old, new)[name].tolist() for name in _COMPARED)
    return sorted(
        (
            Correction(
                year=year,
                level=level,
                unit=unit,
                quantity=quantity,
                delivered=delivered,
                old=was,
                new=now,
            )
            for year, level, unit, quantity, delivered, was, now in zip(*columns, strict=True)
        ),
        key=position,
    )


def _changed(old: Edition, new: Edition) -> pd.DataFrame:
    """Cells with a value in both, and another one in each."""
    # years with the same key hold the same cells
    same = old.protected.years_by_key.keys() & new.protected.years_by_key.keys()
    before, after = (_values(edition, same) for edition in (old, new))
    both = before.merge(after, on=_CELL, suffixes=("_old", "_new"))
    return both[both["value_old"] != both["value_new"]]


def _values(edition: Edition, without: Collection[str]) -> pd.DataFrame:
    """Published values of an edition, but for years with some keys."""
    years = edition.protected.years_by_key.items()
    every = [year.cells for key, year in years if key not in without]
    cells = pd.concat(every or [edition.cells[:0]])
    shown = cells.loc[cells["value"].notna(), [*_CELL, "value"]]
    # categories of two releases may differ
    return shown.astype(dict.fromkeys(_NAMES, object))
