"""The one door for pages, command line and reports."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from atlas.checks.consequences import without_consequences
from atlas.desk import area_problems
from atlas.editions.custom_areas import with_custom_levels
from atlas.editions.definition_breaks import redefined
from atlas.editions.edition import Edition
from atlas.editions.queries import Question, no_years, profile, years_shown
from atlas.editions.value_rows import as_indicator
from atlas.errors import (
    DataError,
    DataFolderError,
    UnknownAreaError,
    UnknownCodeError,
    UnknownLevelError,
    UnknownNameError,
)
from atlas.measures.grid import Grid
from atlas.memo import memoized
from atlas.model.areas import Area, Level
from atlas.model.indicators import Catalogue, Indicator
from atlas.model.problems import Problem
from atlas.model.quantities import Audience, Quantity
from atlas.model.results import ValueTable
from atlas.model.scope import Query, Scope, View
from atlas.sources import custom_levels
from atlas.sources.area_data import AreaData, area_ids, read_area_data
from atlas.sources.catalogue import CatalogueFile, read_catalogue
from atlas.sources.files import folder_digest

if TYPE_CHECKING:
    from geopandas import GeoDataFrame

GRIDS_REMEMBERED = 16
REMEMBERED = 128
"""Answers an atlas keeps: one view asks for the same figures several times."""


@dataclass(frozen=True, eq=False)
class Atlas:
    """All areas of one data folder, as one audience may see them.

    Immutable by contract: nobody writes into its frames. `revision` changes with the content
    of the data folder and is the key of every cache. `home` holds what people make at run time:
    levels of their own; without it there are none. What `plain`, the same atlas without home, has
    read and computed is used again: whoever saves a level need not wait for all data.
    """

    folder: Path
    audience: Audience = Audience.PUBLIC
    home: Path | None = None
    plain: Atlas | None = None
    _areas: dict[str, AreaData] = field(default_factory=dict, repr=False)

    @classmethod
    def open(
        cls, folder: Path, audience: Audience = Audience.PUBLIC, home: Path | None = None
    ) -> Atlas:
        """Open a data folder.

        Raises
        ------
        DataFolderError
            If the folder holds no catalogue.
        """
        if not (folder / "indicators" / "catalogue.toml").is_file():
            raise DataFolderError(folder)
        return cls(folder, audience, home)

    @cached_property
    def revision(self) -> str:
        """Digest of all data files, the levels of one's own and the audience."""
        facts = (self.audience.value, custom_levels.digest_of(self.custom_files), self.data_digest)
        return sha256(" ".join(facts).encode()).hexdigest()[:16]

    @cached_property
    def data_digest(self) -> str:
        """Digest of all data files."""
        return self.plain.data_digest if self.plain else folder_digest(self.folder)

    @cached_property
    def custom_files(self) -> tuple[custom_levels.RawCustomFile, ...]:
        """Files of levels of one's own, taken once: `revision` speaks of what is read of them."""
        return custom_levels.custom_files_in(self.home)

    def with_home(self, home: Path) -> Atlas:
        """Return the same atlas with the levels of one's own that are kept in a home."""
        return replace(self, home=home, plain=self, _areas={})

    @property
    def stray_files(self) -> tuple[Problem, ...]:
        """Name levels of one's own in folders of areas that don't exist."""
        return custom_levels.stray_files(self.custom_files, self.area_ids)

    @cached_property
    def _catalogue_file(self) -> CatalogueFile:
        return read_catalogue(self.folder / "indicators" / "catalogue.toml")

    @property
    def catalogue(self) -> Catalogue:
        """The catalogue of quantities and indicators."""
        return self.plain.catalogue if self.plain else self._catalogue_file.catalogue

    @cached_property
    def area_ids(self) -> tuple[str, ...]:
        """Ids of the areas, in order."""
        return area_ids(self.folder)

    def data(self, area_id: str) -> AreaData:
        """Everything read of one area, before protection; for computing, not for showing.

        Raises
        ------
        UnknownNameError
            If there is no such area.
        DataError
            If its area.toml can't be used.
        """
        self._known_area(area_id)
        if area_id not in self._areas:
            data = self.plain.data(area_id) if self.plain else self._read(area_id)
            area = with_custom_levels(data.area, self.custom_files).area
            self._areas[area_id] = replace(data, area=area)
        return self._areas[area_id]

    def _read(self, area_id: str) -> AreaData:
        data, problems = read_area_data(self.folder, area_id, self.catalogue)
        if data is None:
            raise DataError(" ".join(f"{p.location}: {p.message}" for p in problems))
        return data

    def _known_area(self, area_id: str) -> None:
        if area_id not in self.area_ids:
            raise UnknownAreaError(area_id, self.area_ids)

    @cached_property
    def unusable(self) -> Mapping[str, str]:
        """Areas whose area.toml can't be used, each with the reason."""
        reasons: dict[str, str] = {}
        for area_id in self.area_ids:
            try:
                self.data(area_id)
            except DataError as error:
                reasons[area_id] = str(error)
        return reasons

    def area(self, area_id: str) -> Area:
        """Levels, units and systems of an area."""
        return self.data(area_id).area

    @memoized()
    def shown(self, area_id: str) -> Edition:
        """What the audience may see of an area."""
        plain = self.plain.shown(area_id) if self.plain else None
        return Edition(self.data(area_id), self.catalogue, self.audience, plain)

    def level(self, area_id: str, level_id: str) -> Level:
        """One level of an area; an unknown one raises `UnknownNameError`."""
        area = self.area(area_id)
        level = area.level(level_id)
        if level is None:
            raise UnknownLevelError(level_id, [item.id for item in area.levels])
        return level

    def level_at(self, area_id: str, level_id: str, vintage: date | None = None) -> Level:
        """A level as it is shown on a Gebietsstand, the newest one without."""
        return self.shown(area_id).level_at(self.level(area_id, level_id).id, vintage)

    def indicator(self, code: str) -> Indicator:
        """An indicator by its code, or a quantity dressed as one."""
        if code in self.catalogue.indicators:
            return self.catalogue.indicators[code]
        if code in self.catalogue.quantities:
            return as_indicator(self.catalogue.quantities[code])
        codes = [*self.catalogue.indicators, *self.catalogue.quantities]
        raise UnknownCodeError(code, codes)

    def years(self, area_id: str, code: str, level_id: str = "") -> tuple[int, ...]:
        """Years for which every quantity of an indicator was delivered, at all or for a level."""
        shown, item = self.shown(area_id), self.indicator(code)
        return shown.years_on(item, level_id) if level_id else shown.years(item)

    def levels_of(self, area_id: str, code: str) -> tuple[str, ...]:
        """Levels on which an indicator has figures, in the order of the area."""
        return self.shown(area_id).levels(self.indicator(code))

    def offered(self, area_id: str) -> tuple[Indicator, ...]:
        """Indicators an area has figures for, in the order of the catalogue."""
        indicators = self.catalogue.indicators.values()
        return tuple(item for item in indicators if self.years(area_id, item.code))

    def quantities(self, area_id: str) -> tuple[Quantity, ...]:
        """Quantities that were delivered for an area, in the order of the catalogue."""
        delivered = {delivery.quantity for delivery in self.data(area_id).deliveries}
        return tuple(q for code, q in self.catalogue.quantities.items() if code in delivered)

    @memoized()
    def available(self, area_id: str, level_id: str) -> tuple[str, ...]:
        """Codes of all indicators and quantities with figures on a level of an area."""
        codes = [item.code for item in self.offered(area_id)]
        codes += [quantity.code for quantity in self.quantities(area_id)]
        return tuple(code for code in codes if level_id in self.levels_of(area_id, code))

    def answerable(self, query: Query) -> tuple[str, ...]:
        """Codes of all indicators and quantities of a level a query has an answer for.

        Raises
        ------
        UnknownYearError, SingleYearError
            If there are figures, but none for the years wanted, or of one year and no change.
        """
        codes = self.available(query.area, self.level(query.area, query.level).id)
        found = tuple(code for code in codes if self.years_shown(replace(query, code=code)))
        if codes and not found:
            known = {year for code in codes for year in self.years(query.area, code)}
            raise no_years(query, self.indicator(codes[0]).title, sorted(known))
        return found

    def years_shown(self, query: Query) -> tuple[int, ...]:
        """Years of an answer; see `questions.years_shown`."""
        return years_shown(query, self.years(query.area, query.code, query.level))

    def settled(self, scope: Scope) -> Scope:
        """Give a change without base year the first year with figures."""
        if scope.view is not View.CHANGE or scope.base_year is not None:
            return scope
        years = self.years(scope.area, scope.indicator, scope.level)
        return replace(scope, base_year=years[0]) if years else scope

    def _question(self, query: Query) -> Question:
        level = self.level(query.area, query.level)
        item = self.indicator(query.code)
        return Question(query=query, level=level, item=item, shown=self.shown(query.area))

    @memoized(most=REMEMBERED)
    def values(self, query: Query) -> ValueTable:
        """Answer a query.

        Raises
        ------
        UnknownNameError
            If the area, level or indicator doesn't exist.
        NoDataError, UnknownYearError, SingleYearError
            If there are no such figures; see `Question.years`.
        """
        return self._question(query).table()

    @memoized(most=GRIDS_REMEMBERED)
    def grid(self, query: Query) -> Grid:
        """Answer a query as arrays, one figure per unit and year; refuses what `values` does."""
        return self._question(query).grid()

    def profile(
        self,
        area_id: str,
        level_id: str,
        unit_id: str,
        codes: Iterable[str],
        vintage: date | None = None,
    ) -> tuple[ValueTable, ...]:
        """All years of one unit, a table for each indicator or quantity of the level.

        On a Gebietsstand, the newest one without.

        Raises
        ------
        UnknownNameError
            If the area, level, unit or one of the codes doesn't exist.
        NoDataError
            If one of them has no figures of the unit.
        """
        asked = Query(area=area_id, level=level_id, code="", vintage=vintage)
        return self._profile(asked, unit_id, tuple(codes))

    @memoized(most=REMEMBERED)
    def _profile(
        self, asked: Query, unit_id: str, codes: tuple[str, ...]
    ) -> tuple[ValueTable, ...]:
        level = self.level(asked.area, asked.level)
        known = {unit.id: unit for unit in level.each(asked.vintage)}
        if unit_id not in known:
            raise UnknownNameError(level.name, unit_id, known)
        return profile(
            [self._question(replace(asked, code=code)) for code in codes], known[unit_id]
        )

    def breaks(
        self, area_id: str, code: str, level_id: str = "", vintage: date | None = None
    ) -> tuple[int, ...]:
        """Years from which on a series can't be compared with the year before.

        Without a level only definitions count, with one its units as well: figures of a
        level break where some of its units are new, gone or others, unless a crosswalk leads
        to the Gebietsstand wanted.
        """
        years = self.years(area_id, code, level_id)
        found = redefined(self.data(area_id), self.catalogue, self.indicator(code), years)
        if level_id:
            found |= (
                self.shown(area_id).level_vintage(level_id, vintage).years_with_new_borders(years)
            )
        return tuple(sorted(found))

    def area_figures(self, area_id: str, code: str) -> pd.DataFrame:
        """Figures of the whole area by year: the atlas's own sum, else the delivered total."""
        return self.shown(area_id).of_area(self.indicator(code))

    def boundaries(self, area_id: str, level_id: str, vintage: date | None = None) -> GeoDataFrame:
        """Boundaries of a level: index `unit`, columns `name` and `geometry`, WGS 84.

        Raises
        ------
        NoBoundariesError
            If the level has none.
        BoundaryError
            If their file can't be used, or shows none of the units there are.
        """
        # geopandas takes a second to load: only maps need it
        from atlas.sources.geography import read_shapes, united  # noqa: PLC0415

        level, folder = self.level(area_id, level_id), self.folder / "districts" / area_id
        if level.own is None:
            return read_shapes(level, folder, vintage)
        return united(level, {name: self.boundaries(area_id, name) for name in level.own.levels})

    def problems(self, area_id: str | None = None) -> tuple[Problem, ...]:
        """Everything `check` finds: in the catalogue, in one area or in all of them."""
        found = list(self._catalogue_file.problems)
        for name in (area_id,) if area_id else self.area_ids:
            self._known_area(name)
            found += area_problems(self.folder, name, self.catalogue, self.custom_files)
        if area_id is None:
            found += self.stray_files
        return without_consequences(found)
