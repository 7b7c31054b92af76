"""The readers' door: what pages, command line and reports may ask."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from atlas.editions.build import (
    AreaDigests,
    ReadingContext,
    area_digests,
    read_edition,
    release_context,
    usable_area,
)
from atlas.editions.columns import Column, columns, missing_columns, no_data_error
from atlas.editions.custom_areas import (
    TOGETHER,
    CustomLevels,
    as_level,
    read_custom_levels,
    united,
)
from atlas.editions.definition_breaks import years_redefined
from atlas.editions.edition import Edition
from atlas.editions.queries import Query, answer_years, no_years_error, profile
from atlas.editions.release_diff import release_diff
from atlas.editions.releases import (
    altered_files,
    find_release,
    has_release,
    is_older_than_data,
    list_releases,
    released_areas,
    unreadable_error,
)
from atlas.editions.value_rows import as_indicator
from atlas.errors import (
    DamagedReleaseError,
    DataError,
    FaultyEntryError,
    ReleaseAudienceError,
    UnknownAreaError,
    UnknownCodeError,
    UnknownLevelError,
    UnknownNameError,
    UnknownReleaseError,
)
from atlas.measures.grid import Grid
from atlas.memo import memoized
from atlas.model.areas import Area, Level
from atlas.model.footnotes import Footnote
from atlas.model.identity import Identity
from atlas.model.indicators import Catalogue, Indicator, ReferenceValue
from atlas.model.problems import Problem, Severity
from atlas.model.quantities import Audience, Delivery, Quantity
from atlas.model.releases import (
    AUDIENCES,
    LATEST,
    LATEST_OR_WORKING,
    Release,
    ReleaseDiff,
    ReleaseList,
)
from atlas.model.results import ValueTable
from atlas.model.scope import EVERY_YEAR, Scope, View
from atlas.sources import custom_levels
from atlas.sources.areas import area_ids, finish_imports, stated_name
from atlas.sources.catalogue import read_shared_catalogue
from atlas.sources.identity import read_identity

if TYPE_CHECKING:
    from geopandas import GeoDataFrame

GRIDS_KEPT = 16
RELEASES_KEPT = 3
"""Atlases with an older release of an area: each holds all its figures."""
KEPT = 128
"""Answers an atlas keeps: one view asks for the same figures several times."""


@dataclass(frozen=True, eq=False)
class Atlas:
    """All areas of one data folder, as one audience may see them.

    It holds editions and nothing else: no method returns what wasn't released. Immutable by
    contract: nobody writes into its frames. `custom_files` are taken once, when it is opened.
    `release` is which one of every area is shown, None the working state; `older` names an area of
    which another one is shown, and that one. `footnotes` are those the audience may see: what
    stands below figures, and changes none.
    """

    context: ReadingContext
    custom_files: tuple[custom_levels.RawCustomFile, ...] = ()
    release: str | None = None
    older: tuple[str, str] = ("", "")
    footnotes: tuple[Footnote, ...] = ()
    _previous: Mapping[str, Edition] = field(default_factory=dict, repr=False)
    _editions: dict[str, Edition] = field(default_factory=dict, repr=False)

    @classmethod
    def open(
        cls,
        folder: Path,
        audience: Audience = Audience.PUBLIC,
        home: Path | None = None,
        previous: Atlas | None = None,
        release: str | None = None,
    ) -> Atlas:
        """Open a data folder.

        Parameters
        ----------
        folder
            The data folder, with `districts` and `indicators`.
        audience
            Who is going to look.
        home
            Folder for what people and the atlas make at run time: custom levels, editions.
        previous
            An atlas of the same folder and audience, opened before something changed. What it
            read of areas that didn't change is used again, and of the others every year that
            depends on nothing that changed.
        release
            Which release of every area is shown, LATEST for each its last one: then areas without
            it aren't there. None for the working state, LATEST_OR_WORKING for that of areas that
            have no release yet.

        Raises
        ------
        DataFolderError
            If the folder holds no catalogue.
        ReleaseAudienceError
            If there are no releases for the audience.
        """
        if release is not None and audience not in AUDIENCES:
            raise ReleaseAudienceError([item.value for item in AUDIENCES])
        catalogue = read_shared_catalogue(folder)
        finish_imports(folder)
        context = ReadingContext(folder=folder, catalogue=catalogue, audience=audience, home=home)
        return cls(
            context=context,
            custom_files=custom_levels.custom_files_in(home),
            release=release,
            _previous=previous.base_editions if previous else {},
        )

    @property
    def folder(self) -> Path:
        """The data folder."""
        return self.context.folder

    def folder_of(self, area_id: str) -> Path:
        """Folder with the area.toml of an area and what it names: boundaries, logo, background."""
        return self._context_of(area_id).folder / "districts" / area_id

    @memoized()
    def _context_of(self, area_id: str) -> ReadingContext:
        """Where the files of an area are read: in the data folder or in a release."""
        name = self.older[1] if self.older[0] == area_id else self.release
        if name == LATEST_OR_WORKING:
            name = LATEST if has_release(self.folder, area_id, LATEST) else None
        if name is None:
            return self.context
        return release_context(self.context, find_release(self.folder, area_id, name))

    def has_newer_data(self, area_id: str) -> bool:
        """Whether a file of an area was written after the release of it that is shown."""
        release = self._context_of(area_id).release
        return release is not None and is_older_than_data(self.folder, release)

    @memoized()
    def releases(self, area_id: str) -> ReleaseList:
        """The releases of an area that may be shown: up to the one that is unless one is chosen.

        None where the working state is shown.
        """
        if self.release is None:
            return ReleaseList(readable=())
        every = list_releases(self.folder, area_id)
        if self.release in {LATEST, LATEST_OR_WORKING}:
            return every
        last = every.find(self.release)
        if last is None:  # nobody can say which ones are later
            return replace(every, readable=())
        return replace(every, readable=every.readable[: every.readable.index(last) + 1])

    def older_release(self, area_id: str) -> Release | None:
        """The release of an area that is shown if it isn't the newest one, else None."""
        listed = self.releases(area_id)
        shown = listed.find(self.edition(area_id).release)
        return None if shown is listed.newest else shown

    @memoized(maxsize=RELEASES_KEPT)
    def showing(self, area_id: str, name: str) -> Atlas:
        """The same atlas with one of the releases of an area in place of the newest one.

        Raises
        ------
        UnknownReleaseError
            If it isn't one of `releases`.
        UnusableReleaseError
            If it can't be read, or a file isn't what its manifest says.
        """
        listed = self.releases(area_id)
        if name in listed.unreadable:
            raise unreadable_error(listed, name)
        release = listed.find(name)
        if release is None:
            raise UnknownReleaseError(name, [other.name for other in listed.readable])
        if damage := self.damage(release):
            raise DamagedReleaseError(name, damage)
        return replace(self, older=(area_id, name), _previous=self.base_editions, _editions={})

    @memoized()
    def damage(self, release: Release) -> tuple[str, ...]:
        """Files of a release the audience needs that are missing, or not what they were."""
        return altered_files(self.folder, release, self.audience)

    def release_diff(self, area_id: str, old: str, new: str) -> ReleaseDiff:
        """What the audience learns from one release of an area that it didn't from another.

        Raises
        ------
        UnknownReleaseError
            If there is no such release.
        DamagedReleaseError
            If one of them can't be read, or isn't what was published.
        """
        return release_diff(*(self._released(area_id, name) for name in (old, new)))

    def _released(self, area_id: str, name: str) -> tuple[Release, Edition]:
        """A release with what the audience sees of it; it isn't kept."""
        self._require(area_id)
        release = find_release(self.folder, area_id, name)
        return release, read_edition(release_context(self.context, release), area_id)

    @property
    def home(self) -> Path | None:
        """Folder for what people make at run time."""
        return self.context.home

    @property
    def audience(self) -> Audience:
        """Who looks."""
        return self.context.audience

    def catalogue(self, area_id: str) -> Catalogue:
        """Quantities and indicators of an area: the shared ones and its own."""
        return self.edition(area_id).catalogue

    def catalogue_errors(self, area_ids: Iterable[str]) -> tuple[Problem, ...]:
        """Entries of the shared catalogue that can't be used, and of those of some areas."""
        ids = tuple(area_ids)
        # a release has its own; nothing it shows rests on the shared one as it is now
        contexts = [self._context_of(area) for area in ids] or [self.context]
        shared = (item for context in contexts for item in context.catalogue.problems)
        own = (item for area in ids for item in self.edition(area).catalogue_problems)
        errors = (item for item in (*shared, *own) if item.severity is Severity.ERROR)
        return tuple(dict.fromkeys(errors))

    @cached_property
    def area_ids(self) -> tuple[str, ...]:
        """Ids of the areas, in order."""
        if self.release is None or self.release == LATEST_OR_WORKING:
            return area_ids(self.folder)
        return released_areas(self.folder, self.release)

    @cached_property
    def unreleased_areas(self) -> tuple[str, ...]:
        """Ids of the areas in the data folder that lack the release that is shown."""
        return tuple(area for area in area_ids(self.folder) if area not in self.area_ids)

    def name_without_release(self, area_id: str) -> str:
        """What one of `unreleased_areas` calls itself, else its id: nothing else of it is read."""
        return stated_name(self.folder / "districts" / area_id) or area_id

    @property
    def base_editions(self) -> Mapping[str, Edition]:
        """Editions read so far, without custom levels, by area."""
        return {**self._previous, **self._editions}

    @memoized()
    def edition(self, area_id: str) -> Edition:
        """What the audience may see of an area, with its custom levels.

        Raises
        ------
        UnknownAreaError
            If there is no such area.
        DataError
            If its area.toml can't be used, or a file can't be opened.
        """
        self._require(area_id)
        base = read_edition(self._context_of(area_id), area_id, self._previous.get(area_id))
        self._editions[area_id] = base
        files = [file for file in self.custom_files if file.area == area_id]
        if not files:
            return base
        levels = read_custom_levels(base.area, files).levels
        return base.with_custom_levels(levels, custom_levels.digest_of(files))

    def _require(self, area_id: str) -> None:
        if area_id in self.unreleased_areas:
            return  # the release that is missing is what is said
        if area_id not in self.area_ids:
            raise UnknownAreaError(area_id, self.area_ids)

    def revision(self, area_id: str) -> str:
        """Digest of all an answer about an area depends on: the key of every cache."""
        return self.edition(area_id).digest[:16]

    @cached_property
    def shared_revision(self) -> str:
        """Digest of what isn't of one area: catalogue, names of the areas, audience."""
        facts = (self.audience.value, self.context.catalogue.digest, *self.area_ids)
        return sha256(" ".join(facts).encode()).hexdigest()[:16]

    @property
    def stray_files(self) -> tuple[Problem, ...]:
        """Name custom levels in folders of areas that don't exist."""
        return custom_levels.stray_files(self.custom_files, self.area_ids)

    @memoized()
    def custom_levels(self, area_id: str) -> CustomLevels:
        """Custom levels of an area and what is wrong with their files."""
        return read_custom_levels(self.area(area_id), self.custom_files)

    @property
    def unusable(self) -> Mapping[str, str]:
        """Areas whose files can't be used, each with the reason; what failed is tried again."""
        reasons: dict[str, str] = {}
        for area_id in self.area_ids:
            try:
                self._open_files(area_id)
            except DataError as error:
                reasons[area_id] = str(error)
        return reasons

    @memoized()
    def _open_files(self, area_id: str) -> AreaDigests:
        """Open all files of an area, without reading its figures: others don't wait for them."""
        context = self._context_of(area_id)
        usable_area(context, area_id, context.catalogue_of(area_id).catalogue)
        return area_digests(context, area_id)

    def area(self, area_id: str) -> Area:
        """Levels, units and systems of an area."""
        return self.edition(area_id).area

    @memoized()
    def identity(self, area_id: str) -> Identity:
        """Who publishes the atlas of an area: as of today, whatever release is shown.

        A logo that only area.toml names is that of the release.
        """
        identity = read_identity(self.folder / "districts" / area_id).identity
        logo = self.area(area_id).logo
        if identity.logo or not logo:
            return identity
        return replace(identity, logo=(self.folder_of(area_id) / logo).read_bytes())

    def deliveries(self, area_id: str) -> tuple[Delivery, ...]:
        """What is known of the deliveries of an area that were released to the audience."""
        return self.edition(area_id).deliveries

    def footnotes_of(self, area_id: str) -> tuple[Footnote, ...]:
        """Notes on figures of an area: as of today, whatever release is shown."""
        return tuple(note for note in self.footnotes if note.area == area_id)

    def references(self, area_id: str) -> tuple[ReferenceValue, ...]:
        """Published values of larger regions: those of the catalogue, then those of the area."""
        shared = self._context_of(area_id).catalogue.catalogue.references
        return (*shared, *self.edition(area_id).references)

    def level(self, area_id: str, level_id: str) -> Level:
        """One level of an area; an unknown one raises `UnknownLevelError`."""
        area = self.area(area_id)
        level = area.level(level_id)
        if level is None:
            raise UnknownLevelError(level_id, [item.id for item in area.levels])
        return level

    def level_at(self, area_id: str, level_id: str, vintage: date | None = None) -> Level:
        """A level as it is shown on a Gebietsstand, the newest one without."""
        return self.edition(area_id).level_at(self.level(area_id, level_id).id, vintage)

    def indicator(self, area_id: str, code: str) -> Indicator:
        """An indicator of an area by its code, or a quantity dressed as one.

        Raises
        ------
        UnknownCodeError
            If the catalogue of the area holds neither.
        FaultyEntryError
            If it does, but the entry can't be used.
        """
        edition = self.edition(area_id)
        catalogue = edition.catalogue
        if code in catalogue.indicators:
            return catalogue.indicators[code]
        if code in catalogue.quantities:
            return as_indicator(catalogue.quantities[code])
        if code in edition.faults:
            fault = edition.faults[code]
            raise FaultyEntryError(code, f"{fault.location}: {fault.message} {fault.remedy}")
        raise UnknownCodeError(code, [*catalogue.indicators, *catalogue.quantities])

    def years(self, area_id: str, code: str, level_id: str = "") -> tuple[int, ...]:
        """Years for which every quantity of an indicator was delivered, at all or for a level."""
        edition, item = self.edition(area_id), self.indicator(area_id, code)
        return edition.years_on(item, level_id) if level_id else edition.years(item)

    def levels_of(self, area_id: str, code: str) -> tuple[str, ...]:
        """Levels on which an indicator has figures, in the order of the area."""
        return self.edition(area_id).levels(self.indicator(area_id, code))

    def indicators(self, area_id: str) -> tuple[Indicator, ...]:
        """Indicators an area has figures for, in the order of the catalogue."""
        every = self.catalogue(area_id).indicators.values()
        return tuple(item for item in every if self.years(area_id, item.code))

    def quantities(self, area_id: str) -> tuple[Quantity, ...]:
        """Quantities that were delivered for an area, in the order of the catalogue."""
        delivered = self.edition(area_id).delivered_quantities
        return tuple(
            q for code, q in self.catalogue(area_id).quantities.items() if code in delivered
        )

    def columns(self, area_id: str) -> tuple[Column, ...]:
        """Columns an area can deliver, with what there is of them and what they are good for."""
        return tuple(columns(self.edition(area_id)))

    def missing_columns(self, area_id: str, code: str) -> tuple[str, ...]:
        """Columns an indicator needs and the area has in no year."""
        return missing_columns(self.edition(area_id), self.indicator(area_id, code))

    def why_missing(self, area_id: str, level_id: str, code: str) -> str:
        """Say why an indicator of the catalogue has no figures on a level, "" if it isn't in it."""
        try:
            item = self.indicator(area_id, code)
        except UnknownCodeError:
            return ""
        except FaultyEntryError as error:
            return str(error)
        return str(no_data_error(self.edition(area_id), item, self.level(area_id, level_id)))

    @memoized()
    def available(self, area_id: str, level_id: str) -> tuple[str, ...]:
        """Codes of all indicators and quantities with figures on a level of an area."""
        codes = [item.code for item in self.indicators(area_id)]
        codes += [quantity.code for quantity in self.quantities(area_id)]
        return tuple(code for code in codes if level_id in self.levels_of(area_id, code))

    def answerable(self, scope: Scope) -> tuple[str, ...]:
        """Codes of all indicators and quantities of a level that a question has an answer for.

        Raises
        ------
        UnknownYearError, SingleYearError
            If there are figures, but none for the years asked for, or of one year and no change.
        """
        codes = self.available(scope.area, self.level(scope.area, scope.level).id)
        answered = tuple(c for c in codes if self.answer_years(replace(scope, indicator=c)))
        if codes and not answered:
            years = {year for code in codes for year in self.years(scope.area, code)}
            title = self.indicator(scope.area, codes[0]).title
            raise no_years_error(scope, title, sorted(years))
        return answered

    def answer_years(self, scope: Scope) -> tuple[int, ...]:
        """Years of an answer; see `queries.answer_years`."""
        return answer_years(scope, self.years(scope.area, scope.indicator, scope.level))

    def with_base_year(self, scope: Scope) -> Scope:
        """Give a change without base year the first year with figures."""
        if scope.view is not View.CHANGE or scope.base_year is not None:
            return scope
        years = self.years(scope.area, scope.indicator, scope.level)
        return replace(scope, base_year=years[0]) if years else scope

    def _query(self, scope: Scope) -> Query:
        return Query(
            scope=scope,
            level=self.level(scope.area, scope.level),
            item=self.indicator(scope.area, scope.indicator),
            edition=self.edition(scope.area),
        )

    def values(self, scope: Scope) -> ValueTable:
        """Answer a question: of `scope.years`, or of every year with figures.

        Raises
        ------
        UnknownNameError
            If the area, level or indicator doesn't exist.
        NoDataError, UnknownYearError, SingleYearError
            If there are no such figures; see `Query.years`.
        """
        return self._values(scope.figure_scope)

    @memoized(maxsize=KEPT)
    def _values(self, scope: Scope) -> ValueTable:
        return self._query(scope).table()

    def grid(self, scope: Scope) -> Grid:
        """Answer as arrays, one figure per unit and year; refuses what `values` does."""
        return self._grid(scope.figure_scope)

    @memoized(maxsize=GRIDS_KEPT)
    def _grid(self, scope: Scope) -> Grid:
        return self._query(scope).grid()

    def together(self, scope: Scope) -> Grid:
        """Answer for the selected units as if they were one, with the key `TOGETHER`.

        As custom areas they are summed from published figures of the newest Gebietsstand.

        Raises
        ------
        UnknownNameError, NoDataError
            As `grid`; also where some of the units can't be added up.
        """
        return self._together(replace(scope, year=EVERY_YEAR, classing=None, vintage=None))

    @memoized(maxsize=GRIDS_KEPT)
    def _together(self, scope: Scope) -> Grid:
        edition = self.edition(scope.area)
        custom = united(self.level(scope.area, scope.level), scope.selection)
        level = as_level(custom, edition.area)
        query = Query(
            scope=replace(scope, level=TOGETHER),
            level=level,
            item=self.indicator(scope.area, scope.indicator),
            edition=edition.with_custom_levels((level,), TOGETHER),
        )
        return query.grid()

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
        scope = Scope(area=area_id, level=level_id, indicator="", vintage=vintage)
        return self._profile(scope, unit_id, tuple(codes))

    @memoized(maxsize=KEPT)
    def _profile(
        self, scope: Scope, unit_id: str, codes: tuple[str, ...]
    ) -> tuple[ValueTable, ...]:
        level = self.level(scope.area, scope.level)
        units = {unit.id: unit for unit in level.latest_versions(scope.vintage)}
        if unit_id not in units:
            raise UnknownNameError(level.name, unit_id, units)
        queries = [self._query(replace(scope, indicator=code)) for code in codes]
        return profile(queries, units[unit_id])

    def breaks(
        self, area_id: str, code: str, level_id: str = "", vintage: date | None = None
    ) -> tuple[int, ...]:
        """Years from which on a series can't be compared with the year before.

        Without a level only definitions count, with one its units as well: figures of a
        level break where some of its units are new, gone or others, unless a crosswalk leads
        to the Gebietsstand wanted.
        """
        edition, years = self.edition(area_id), self.years(area_id, code, level_id)
        breaks = years_redefined(edition.protected, self.indicator(area_id, code), years)
        if level_id:
            level_vintage = edition.level_vintage(level_id, vintage)
            breaks |= level_vintage.years_with_new_borders(years)
        return tuple(sorted(breaks))

    def findings(self, area_id: str) -> tuple[Problem, ...]:
        """What doesn't add up in the published figures of an area, and in its structure."""
        # the checks take time to load: only the page on methods needs them
        from atlas.editions.findings import findings  # noqa: PLC0415

        return findings(self.edition(area_id), self.indicators(area_id))

    def area_figures(self, area_id: str, code: str) -> pd.DataFrame:
        """Figures of the whole area by year: the prevailing of own sum and delivered total."""
        return self.edition(area_id).area_figures(self.indicator(area_id, code))

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

        level, folder = self.level(area_id, level_id), self.folder_of(area_id)
        parts = self._parts(area_id, level)
        if not parts:
            return read_shapes(level, folder, vintage)
        levels = {name for listed in parts.values() for name, _ in listed}
        return united(level, parts, {name: self.boundaries(area_id, name) for name in levels})

    def _parts(self, area_id: str, level: Level) -> Mapping[str, Sequence[tuple[str, str]]]:
        """Level and key of what the units of a level are drawn from, none with a file."""
        if level.custom is not None:
            units = level.custom.units
            return {unit.id: [(part.level, part.unit) for part in unit.parts] for unit in units}
        if not level.drawn_from:
            return {}
        members = self.area(area_id).members(level.drawn_from, level.id)
        return {
            unit: [(level.drawn_from, part) for part in inside] for unit, inside in members.items()
        }
