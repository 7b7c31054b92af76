"""Build a release: protect what was released to each audience, audit it, freeze it."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from hashlib import sha256
from itertools import chain
from pathlib import Path
from secrets import token_hex
from typing import Final
from uuid import uuid4

from atlas import pipeline
from atlas.editions.build import (
    OPEN_FACTS,
    ReadingContext,
    area_digests,
    read_edition,
)
from atlas.editions.edition import Edition
from atlas.editions.past_releases import forget_values, keep_values, past_releases, values_of
from atlas.editions.releases import (
    AUDIENCES,
    LATEST,
    MANIFEST,
    manifest_of,
    release_folder,
    releases,
    year_bytes,
    year_path,
)
from atlas.errors import (
    DataChangingError,
    EmptyReleaseError,
    FileWriteError,
    ReleaseNameError,
    ReleaseOrderError,
)
from atlas.model.areas import Area
from atlas.model.cells import State
from atlas.model.disclosure import CellId, TableId
from atlas.model.indicators import Catalogue
from atlas.model.quantities import Audience
from atlas.model.releases import Protection, Release
from atlas.model.text import is_device
from atlas.pipeline import SafeYears
from atlas.sources.bare_files import bare_content
from atlas.sources.catalogue import read_shared_catalogue
from atlas.sources.files import locked, write_all
from atlas.sources.unused import district_files

_PART: Final = r"[^\W_]([\w.-]{0,39}[\w-])?"
_NAME: Final = re.compile(f"{_PART}(/{_PART})?")
# a folder called like the file each release has would be taken for it
_RESERVED: Final = frozenset({LATEST, MANIFEST})

Progress = Callable[[Audience], None]
"""Is told for whom the release is being protected."""


def build_release(
    context: ReadingContext, area_id: str, name: str, day: date, progress: Progress
) -> Release:
    """Freeze what each audience may see of an area now.

    Parameters
    ----------
    context
        Data folder and shared catalogue.
    area_id
        An existing area.
    name
        What the release is called, such as "2024/1".
    day
        Today.
    progress
        Called before the figures are protected for an audience.

    Raises
    ------
    ReleaseNameError
        If the name can't be one, or is taken.
    EmptyReleaseError
        If the area has no figures.
    ReleaseOrderError
        If the data lack years the last release has.
    DataChangingError
        If somebody edits the data while they are read.
    DamagedReleaseError
        If an earlier release was altered.
    FileWriteError
        If the release can't be written; nothing of it is there then.
    """
    folder = release_folder(context.folder, area_id)
    with locked(folder):
        _tidy_up(folder)
        earlier = releases(context.folder, area_id)
        _require_new(name, earlier, folder)
        editions = {
            audience: read_edition(replace(context, audience=audience), area_id)
            for audience in (Audience.STATISTICS, *AUDIENCES)
        }
        _require_later(editions[Audience.PUBLIC], earlier)
        # before the minutes protection takes: what is edited then isn't what the figures are of
        files = dict(_open_files(context.folder, editions[Audience.PUBLIC].area))
        _require_unchanged(context, editions)
        protected = _protected(context, editions, earlier, progress)
        for audience, safe in protected.items():
            # everybody reads the manifest, and its digests of files for some
            salt = "" if audience is Audience.PUBLIC else token_hex()
            files |= {year_path(audience, y): year_bytes(of, salt) for y, of in safe.years.items()}
        release = Release(
            area=area_id,
            name=name,
            number=len(earlier) + 1,
            day=day.isoformat(),
            protections={
                audience: _protection(safe, editions[audience].catalogue)
                for audience, safe in protected.items()
            },
            files={path: sha256(content).hexdigest() for path, content in sorted(files.items())},
        )
        # before the release: if it is there, the next one knows what it hides
        keep_values(context.home, release, editions[Audience.STATISTICS], protected)
        try:
            _write(folder / name, {**files, MANIFEST: manifest_of(release)})
        except FileWriteError:
            forget_values(context.home, release)
            raise
    return release


def _tidy_up(folder: Path) -> None:
    """Remove what somebody who was ended left of a release."""
    for path in folder.rglob(f".{'[0-9a-f]' * 32}"):
        shutil.rmtree(path)


def _require_new(name: str, earlier: Sequence[Release], folder: Path) -> None:
    # upper and lower case are the same to Windows and macOS
    new, taken = name.casefold(), [release.name.casefold() for release in earlier]
    clashes = new in taken or any(
        other.startswith(f"{new}/") or new.startswith(f"{other}/") for other in taken
    )
    reserved = any(part in _RESERVED or is_device(part) for part in new.split("/"))
    if clashes or reserved or not _NAME.fullmatch(name) or (folder / name).exists():
        raise ReleaseNameError(name, [release.name for release in earlier])


def _require_later(edition: Edition, earlier: Sequence[Release]) -> None:
    """Refuse data that lack years the last release has: somebody put an old copy in place."""
    if not edition.protected.years_by_key:
        raise EmptyReleaseError(edition.area.id)
    if not earlier:
        return
    prefix = f"{Audience.PUBLIC.value}/"
    published = {int(Path(name).stem) for name in earlier[-1].files if name.startswith(prefix)}
    if missing := published - {year.year for year in edition.protected.years_by_key.values()}:
        raise ReleaseOrderError(earlier[-1].name, sorted(missing))


def _require_unchanged(context: ReadingContext, editions: Mapping[Audience, Edition]) -> None:
    """Refuse data that were edited while they were read: audiences would see different ones."""
    now = replace(context, catalogue=read_shared_catalogue(context.folder))
    for audience, edition in editions.items():
        digests = area_digests(replace(now, audience=audience), edition.area.id)
        if digests.digest != edition.files_digest:
            raise DataChangingError(edition.area.id)


def _protected(
    context: ReadingContext,
    editions: Mapping[Audience, Edition],
    earlier: Sequence[Release],
    progress: Progress,
) -> Mapping[Audience, SafeYears]:
    """Protect for those who see more first: what is hidden from them is hidden from all."""
    hidden: frozenset[CellId] = frozenset()
    withheld: frozenset[TableId] = frozenset()
    protected: dict[Audience, SafeYears] = {}
    every = values_of(editions[Audience.STATISTICS])
    for audience in AUDIENCES:
        progress(audience)
        edition = editions[audience]
        past = past_releases(replace(context, audience=audience), edition, every, earlier)
        protected[audience] = pipeline.safe_years(
            edition.protected.years_by_key.values(),
            edition.catalogue,
            past=past,
            hidden=hidden.union(*(release.hidden for release in past.releases[-1:])),
            withheld=withheld,
        )
        hidden, withheld = protected[audience].table.hidden, protected[audience].table.withheld
    return protected


def _protection(safe: SafeYears, catalogue: Catalogue) -> Protection:
    ruled = {code for _, code in safe.table.withheld if catalogue.rule_of(code)}
    # counted where the sign stands: tables that are withheld, means and what came hidden as well
    cells = (year.cells for year in safe.years.values())
    hidden = Counter(
        chain.from_iterable(of.loc[of["state"] == State.SECRET, "level"] for of in cells)
    )
    return Protection(
        cells=sum(len(year.cells) for year in safe.years.values()),
        hidden=dict(sorted(hidden.items())),
        withheld=tuple(sorted(table for table in safe.table.withheld if table[1] in ruled)),
        without_rule=tuple(sorted({code for _, code in safe.table.withheld} - ruled)),
        repairs=safe.table.repairs,
    )


def _open_files(data_folder: Path, area: Area) -> Iterator[tuple[str, bytes]]:
    """Districts and catalogues as they are now: everything readers see but the figures.

    What the atlas doesn't read stays behind: people keep deliveries beside their boundaries.
    """
    indicators = data_folder / "indicators"
    districts = data_folder / "districts" / area.id
    of_districts = {districts / name: bare_content for name in sorted(district_files(area))}
    facts = (indicators / "catalogue.toml", *(indicators / area.id / name for name in OPEN_FACTS))
    for path, content in {**of_districts, **dict.fromkeys(facts, Path.read_bytes)}.items():
        if path.is_file():
            yield path.relative_to(data_folder).as_posix(), content(path)


def _write(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write a release beside its place, then move it there: it is whole or not there."""
    unfinished = folder.parent / f".{uuid4().hex}"
    try:
        write_all({unfinished / name: content for name, content in files.items()}, keep_old=False)
        unfinished.rename(folder)
    except OSError as error:
        raise FileWriteError(folder.name, error) from error
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
        # "2024" was made for "2024/1": left empty, it would be no name any more
        with suppress(OSError):
            folder.parent.rmdir()
