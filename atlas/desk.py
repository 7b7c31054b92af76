"""The keepers' door: what was delivered, before protection, and everything wrong with it.

The statistics office sits here. Readers come through `atlas.atlas`, which can't lead here.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import chain
from operator import attrgetter
from pathlib import Path
from typing import TypeAlias

import numpy as np
import pandas as pd

from atlas import pipeline
from atlas.checks.evidence import Evidence
from atlas.checks.gaps import (
    gap_problems,
    incomplete_levels,
    missing_rows,
    missing_weights,
    other_names_in_tables,
)
from atlas.checks.intake.difference import Difference
from atlas.checks.intake.figures import AreaTables, IntakeFigures
from atlas.checks.intake.tables import area_tables
from atlas.checks.intake.taken_over import taken_over
from atlas.checks.protection import matters_for_release, protection_problems
from atlas.checks.review import review
from atlas.checks.structure import structure_problems
from atlas.checks.telling import findings_of, without_effect
from atlas.editions.build import ReadingContext, usable_area
from atlas.editions.custom_areas import read_custom_levels
from atlas.editions.release_build import KeepProtocols, Progress, build_release
from atlas.editions.release_price import Prices, release_prices
from atlas.editions.releases import MANIFEST, altered_files, list_releases
from atlas.errors import DataError, UnknownAreaError
from atlas.measures.completeness import Holdings
from atlas.measures.matrix import matrix
from atlas.measures.moves import moves
from atlas.measures.totals import prevailing_last
from atlas.memo import memoized
from atlas.model.cells import Status
from atlas.model.disclosure import ProtectionMode
from atlas.model.indicators import Catalogue, Indicator
from atlas.model.problems import Problem
from atlas.model.quantities import Audience, Delivery
from atlas.model.releases import Release, ReleaseList
from atlas.model.submissions import IndicatorEffects, IndicatorMove
from atlas.sources import custom_levels
from atlas.sources.acknowledgements import read_acknowledgements
from atlas.sources.area_data import AreaData, data_of, read_area_data
from atlas.sources.areas import area_ids, finish_imports, stated_name
from atlas.sources.catalogue import CatalogueFile, read_area_catalogue, read_shared_catalogue
from atlas.sources.delivery_store import DeliveryStore
from atlas.sources.departments import read_departments
from atlas.sources.identity import read_identity
from atlas.sources.pictures import UNREADABLE
from atlas.sources.releases import forgotten_audiences
from atlas.sources.unused import unused_around, unused_in_area


@dataclass(frozen=True, eq=False)
class Desk:
    """One data folder with all its observations, and the custom levels of a home."""

    folder: Path
    shared_catalogue: CatalogueFile
    home: Path | None = None

    @classmethod
    def open(cls, folder: Path, home: Path | None = None) -> Desk:
        """Open a data folder.

        Raises
        ------
        DataFolderError
            If the folder holds no catalogue.
        FileWriteError, JournalError
            If a change of a table was begun by somebody who was ended, and can't be finished.
        """
        catalogue = read_shared_catalogue(folder)
        finish_imports(folder)
        if home is not None and DeliveryStore.of(home).unfinished_areas():
            # SQLAlchemy takes a third of a second: hardly anybody was ended while writing
            from atlas.journal import finish_acceptances  # noqa: PLC0415

            finish_acceptances(folder, home)
        return cls(folder, catalogue, home)

    @memoized()
    def catalogue_file(self, area_id: str) -> CatalogueFile:
        """The catalogue of an area, and what is wrong with the area's own file."""
        return read_area_catalogue(self.folder, area_id, self.shared_catalogue)

    @cached_property
    def area_ids(self) -> tuple[str, ...]:
        """Ids of the areas, in order."""
        return area_ids(self.folder)

    @cached_property
    def custom_files(self) -> tuple[custom_levels.RawCustomFile, ...]:
        """Files of custom levels, taken once."""
        return custom_levels.custom_files_in(self.home)

    def release(  # noqa: PLR0913  (see `build_release`)
        self,
        area_id: str,
        name: str,
        day: date,
        progress: Progress,
        *,
        mode: ProtectionMode | None = None,
        keep_protocols: KeepProtocols | None = None,
    ) -> Release:
        """Freeze what each audience may see of an area now; see `release_build`.

        Raises
        ------
        UnknownAreaError
            If there is no such area.
        """
        self._require(area_id)
        return build_release(
            self._context,
            area_id,
            name,
            day,
            progress,
            mode=mode,
            keep_protocols=keep_protocols,
        )

    def release_prices(
        self, area_id: str, year: int | None, progress: Callable[[ProtectionMode], None]
    ) -> Prices:
        """What each way of protecting counts would cost; see `release_price`.

        Raises
        ------
        UnknownAreaError
            If there is no such area.
        """
        self._require(area_id)
        return release_prices(self._context, area_id, year, progress)

    @property
    def _context(self) -> ReadingContext:
        return ReadingContext(
            folder=self.folder,
            catalogue=self.shared_catalogue,
            audience=Audience.PUBLIC,
            home=self.home,
        )

    def releases(self, area_id: str) -> ReleaseList:
        """All releases of an area; nobody looks whether they are whole.

        Raises
        ------
        UnknownAreaError
            If there is no such area.
        """
        self._require(area_id)
        return list_releases(self.folder, area_id)

    def altered_releases(self, area_id: str) -> Mapping[str, tuple[str, ...]]:
        """Names of the releases that aren't what they were, with the files that tell.

        Raises
        ------
        UnknownAreaError
            If there is no such area.
        UnreadableFileError
            If a file is there but can't be opened.
        """
        listed = self.releases(area_id)
        altered = {item.name: altered_files(self.folder, item) for item in listed.readable}
        altered |= dict.fromkeys(listed.unreadable, (MANIFEST,))
        for name in listed.other_versions:
            del altered[name]
        return {name: files for name, files in altered.items() if files}

    def _require(self, area_id: str) -> None:
        if area_id not in self.area_ids:
            raise UnknownAreaError(area_id, self.area_ids)

    def read(self, area_id: str) -> tuple[AreaData | None, tuple[Problem, ...]]:
        """Read everything of an area; None beside the problems if its area.toml can't be used.

        Raises
        ------
        UnknownAreaError
            If there is no such area.
        """
        self._require(area_id)
        return read_area_data(self.folder, area_id, self.catalogue_file(area_id).catalogue)

    def area_name(self, area_id: str) -> str:
        """Name of an area, its id where its area.toml says none."""
        return stated_name(self.folder / "districts" / area_id) or area_id

    def last_deliveries(
        self, area_id: str, codes: Collection[str], year: int
    ) -> tuple[Delivery, ...]:
        """What was said of quantities the last time up to a year, the newest first.

        Raises
        ------
        UnknownAreaError
            If there is no such area.
        """
        data, _ = self.read(area_id)
        said = [item for item in data.deliveries if item.quantity in codes] if data else []
        return tuple(
            sorted((item for item in said if item.year <= year), key=lambda item: -item.year)
        )

    def holdings(self, area_id: str) -> Holdings:
        """What an area has been delivered, and what is agreed on.

        Raises
        ------
        UnknownAreaError
            If there is no such area.
        DataError
            If its area.toml can't be used.
        """
        data, problems = self.read(area_id)
        if data is None:
            raise DataError(f"{problems[0].message} {problems[0].remedy}")
        catalogue = self.catalogue_file(area_id).catalogue
        read = read_departments(self.folder / "indicators" / area_id, data.area, catalogue)
        frame = data.observations
        unsettled, forecast = (
            set(zip(rows["quantity"], rows["year"], strict=True))
            for status in (Status.PROVISIONAL, Status.FORECAST)
            for rows in (frame[frame["status"] == status],)
        )
        delivered: dict[str, dict[int, bool]] = {}
        base_levels: dict[str, str] = {}
        for item in sorted(data.deliveries, key=attrgetter("year")):
            if (item.quantity, item.year) in forecast:
                continue
            is_unsettled = (item.quantity, item.year) in unsettled
            delivered.setdefault(item.quantity, {})[item.year] = is_unsettled
            base_levels[item.quantity] = item.base_level
        available: dict[str, set[int]] = {}
        for item in pipeline.with_computed(data, catalogue).deliveries:
            available.setdefault(item.quantity, set()).add(item.year)
        return Holdings(
            area=data.area,
            catalogue=catalogue,
            departments=read.departments,
            agreements=read.agreements,
            delivered=delivered,
            available={code: frozenset(years) for code, years in available.items()},
            base_levels=base_levels,
        )

    def intake_tables(
        self, area_id: str, year: int, quantities: Iterable[str], *, earlier: bool = True
    ) -> AreaTables:
        """Read what an area has beside a file for one of its years.

        Parameters
        ----------
        area_id, year, quantities
            What the file is for.
        earlier
            Whether figures of earlier years are needed, too.

        Raises
        ------
        UnknownAreaError
            If there is no such area.
        DataError
            If its area.toml can't be used.
        """
        self._require(area_id)
        catalogue = self.catalogue_file(area_id).catalogue
        area = usable_area(self._context, area_id, catalogue)
        return area_tables(self.folder, area, catalogue, year, quantities, earlier=earlier)

    def indicator_effects(
        self, figures: IntakeFigures, change: Difference, deliveries: Sequence[Delivery]
    ) -> IndicatorEffects:
        """Compute the indicators of a year before and after a file is taken over.

        Parameters
        ----------
        figures, change
            The file, and what it changes.
        deliveries
            What is said of its quantities.
        """
        area, catalogue, year = figures.tables.area, figures.tables.catalogue, figures.tables.year
        touched = set(change.cells["quantity"].unique())
        items = [
            item
            for item in catalogue.indicators.values()
            if touched.intersection(pipeline.quantities_needed(item, catalogue))
        ]
        years = {year}.union(*(pipeline.years_used(item, catalogue, year) for item in items))
        before = data_of(self.folder, area, catalogue, years)
        after = taken_over(before, year, change, deliveries)
        one, other = (_figures_of(data, catalogue, items, year) for data in (before, after))
        return _effects(one, other)

    def problems(self, area_id: str | None = None) -> tuple[Problem, ...]:
        """Everything `check` finds: in the catalogue, in one area or in all of them.

        Raises
        ------
        UnknownAreaError
            If there is no such area.
        """
        problems = list(self.shared_catalogue.problems)
        names = (area_id,) if area_id else self.area_ids
        for name in names:
            problems += self._of_area(name)
        if area_id is None:
            problems += unused_around(self.folder, self.area_ids)
            problems += custom_levels.stray_files(self.custom_files, self.area_ids)
            names = ("", *names)
        read = (read_acknowledgements(self.folder, name, problems) for name in names)
        acknowledged = tuple(chain.from_iterable(read))
        return (*findings_of(problems, acknowledged), *without_effect(problems, acknowledged))

    def release_problems(self, area_id: str) -> tuple[Problem, ...]:
        """What `check` finds that keeps figures of an area out of a release, or many of them.

        Raises
        ------
        UnknownAreaError
            If there is no such area.
        """
        return tuple(filter(matters_for_release, self.problems(area_id)))

    def _of_area(self, area_id: str) -> Iterator[Problem]:
        data, problems = self.read(area_id)
        yield from self.catalogue_file(area_id).problems
        yield from problems
        if data is None:
            return
        yield from structure_problems(data.area)
        yield from other_names_in_tables(data)
        identity = read_identity(self.folder / "districts" / area_id)
        yield from identity.problems
        named = (*problems, *identity.problems)
        unusable = {problem.value for problem in named if problem.code == UNREADABLE}
        yield from unused_in_area(self.folder, data.area, unusable | identity.files)
        yield from read_custom_levels(data.area, self.custom_files).problems
        folder = self.folder / "indicators" / area_id
        yield from read_departments(
            folder, data.area, self.catalogue_file(area_id).catalogue
        ).problems
        yield from self._of_boundaries(data)
        yield from forgotten_audiences(
            folder,
            data.deliveries,
            self.catalogue_file(area_id).catalogue.titles(),
        )
        yield from self._contradictions(data)

    def _of_boundaries(self, data: AreaData) -> Iterator[Problem]:
        # geopandas takes a second to load: only the check of the boundaries needs it
        from atlas.sources.geography import boundary_problems  # noqa: PLC0415

        for level in data.area.levels:
            folder = self.folder / "districts" / data.area.id
            yield from boundary_problems(level, folder, self.home)

    def _contradictions(self, data: AreaData) -> Iterator[Problem]:
        catalogue = self.catalogue_file(data.area.id).catalogue
        complete = pipeline.with_computed(data, catalogue)
        present = {delivery.quantity for delivery in complete.deliveries}
        codes = [code for code in catalogue.quantities if code in present]
        table = pipeline.summed_cells(complete, catalogue, codes)
        offered = [
            item
            for item in catalogue.indicators.values()
            if complete.delivery_index.common_years(pipeline.quantities_needed(item, catalogue))
        ]
        evidence = Evidence.of_deliveries(data, table)
        yield from gap_problems(evidence)
        yield from missing_rows(evidence)
        yield from incomplete_levels(evidence, catalogue)
        yield from missing_weights(evidence, catalogue)
        yield from protection_problems(evidence, catalogue)
        yield from review(evidence, catalogue, offered)


_Figures: TypeAlias = dict[tuple[str, str], pd.DataFrame]
"""By indicator and level: figures on (unit, year) of one year."""
MOST_MOVES = 20
_NO_MOVES = pd.DataFrame(columns=["indicator", "level", "unit", "old", "new", "size"])


def _figures_of(
    data: AreaData, catalogue: Catalogue, items: Sequence[Indicator], year: int
) -> _Figures:
    """Compute indicators on all levels, as the statistics office sees them: nothing is hidden."""
    needed = {code for item in items for code in pipeline.quantities_needed(item, catalogue)}
    complete = pipeline.with_computed(data, catalogue)
    cells = pipeline.summed_cells(complete, catalogue, sorted(needed))
    figures: _Figures = {}
    rules = _total_rules(cells, complete, catalogue)
    for level, rows in cells.groupby("level", observed=True):
        ordered = prevailing_last(rows, rules[rows.index].to_numpy())
        quantities = matrix(ordered, sorted(needed))
        of_year = quantities.index.get_level_values("year") == year
        for item, derived in zip(items, pipeline.derive(items, catalogue, quantities), strict=True):
            figures[item.code, str(level)] = derived[of_year]
    return figures


def _total_rules(cells: pd.DataFrame, data: AreaData, catalogue: Catalogue) -> pd.Series:
    """Which total counts in each row: as the delivery says, else the catalogue."""
    keys = pd.MultiIndex.from_frame(cells[["quantity", "year"]])
    distinct = keys.unique()
    deliveries = (data.delivery_index.find(*key) for key in distinct)
    rules = [
        (delivery and delivery.total) or catalogue.quantities[key[0]].total
        for key, delivery in zip(distinct, deliveries, strict=True)
    ]
    return pd.Series(np.array(rules, dtype=np.str_)[distinct.get_indexer(keys)], cells.index)


def _effects(before: _Figures, after: _Figures) -> IndicatorEffects:
    counts: dict[str, tuple[int, int, int]] = {}
    tables = []
    for key, new in after.items():
        old = before.get(key, new.iloc[:0])
        table = moves(old, new)
        appeared, gone = int(table["old"].isna().sum()), int(table["new"].isna().sum())
        sums = counts.get(key[0], (0, 0, 0))
        moved = (len(table) - appeared - gone, appeared, gone)
        counts[key[0]] = (sums[0] + moved[0], sums[1] + moved[1], sums[2] + moved[2])
        tables.append(table.assign(indicator=key[0], level=key[1]))
    every = pd.concat(tables) if tables else _NO_MOVES
    top = every.dropna(subset="size").sort_values("size", ascending=False).head(MOST_MOVES)
    return IndicatorEffects(
        counts={code: numbers for code, numbers in counts.items() if any(numbers)},
        top=tuple(
            IndicatorMove(indicator=indicator, level=level, unit=unit, old=old, new=new)
            for indicator, level, unit, old, new in zip(
                *(top[name].tolist() for name in ("indicator", "level", "unit", "old", "new")),
                strict=True,
            )
        ),
    )
