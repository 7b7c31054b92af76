"""Read an edition: years that are computed already are used again, only the others computed."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from stat import S_ISREG

from atlas import pipeline
from atlas.editions.edition import Edition
from atlas.editions.protected_area import ProtectedArea
from atlas.editions.releases import altered_files, files_for, release_folder, released_years
from atlas.editions.shelf import FORMAT, Faults, Shelf
from atlas.errors import (
    DamagedReleaseError,
    DataChangingError,
    DataError,
    UnreadableFileError,
)
from atlas.model.areas import Area
from atlas.model.indicators import Catalogue, ReferenceValue
from atlas.model.problems import Acknowledgement, Problem
from atlas.model.quantities import Audience
from atlas.model.releases import Release
from atlas.pipeline import ProtectedYear
from atlas.sources.acknowledgements import FILE as ACKNOWLEDGED
from atlas.sources.acknowledgements import read_acknowledgements
from atlas.sources.area_data import data_of
from atlas.sources.areas import read_area
from atlas.sources.catalogue import NAME as CATALOGUE_NAME
from atlas.sources.catalogue import CatalogueFile, read_area_catalogue, read_shared_catalogue
from atlas.sources.files import VERSIONS_FOLDER
from atlas.sources.identity import FILE as IDENTITY
from atlas.sources.table_names import is_yearly

_STRUCTURE = frozenset(
    {("districts", name) for name in ("area.toml", "units.csv", "memberships.csv")}
    | {("indicators", CATALOGUE_NAME)}
)
"""Files on which sums depend; the others of that folder hold boundaries and crosswalks."""
OPEN_FACTS = frozenset({"catalogue.toml", "published.csv", "references.csv"})
"""Files beside the yearly tables that readers are shown. Others, such as an old copy of a table,
may hold hidden figures: a digest of them that readers see would let them try out which."""
_ATTEMPTS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaDigests:
    """Digests of an area's files.

    `digest` is of all of them, `facts_digest` of those readers may see (not the yearly tables),
    `years` have by year the digest of those its sums depend on.
    """

    digest: str
    facts_digest: str
    years: Mapping[int, str]


@dataclass(frozen=True, kw_only=True, eq=False)
class ReadingContext:
    """Data folder, shared catalogue and audience of all editions.

    `home` None keeps none on disk. In a folder that is a `release`, the figures are protected.
    """

    folder: Path
    catalogue: CatalogueFile
    audience: Audience
    home: Path | None = None
    release: Release | None = None

    def catalogue_of(self, area_id: str) -> CatalogueFile:
        """Read the catalogue of an area: the shared one with the area's own above it."""
        return read_area_catalogue(self.folder, area_id, self.catalogue)


def area_digests(context: ReadingContext, area_id: str) -> AreaDigests:
    """Digest the files of an area, each together with all the figures of a year depend on."""
    digests = _digests(context.folder, area_id)
    shared = [context.audience.value, context.catalogue.digest, str(FORMAT)]
    structure = [digest for key, digest in digests.items() if key in _STRUCTURE]
    seen = OPEN_FACTS if context.audience is Audience.PUBLIC else OPEN_FACTS | {ACKNOWLEDGED}
    tables: dict[int, list[str]] = {}
    facts = []
    for (room, name), digest in digests.items():
        if room == "indicators" and is_yearly(name):
            tables.setdefault(int(name[:4]), []).append(digest)
        elif room == "districts" or name in seen:
            facts.append(digest)
    return AreaDigests(
        digest=_joined([*shared, *digests.values()]),
        facts_digest=_joined([*shared, *facts]),
        years={
            year: _joined([area_id, str(year), *shared, *structure, *table])
            for year, table in tables.items()
        },
    )


def _digests(folder: Path, area_id: str) -> dict[tuple[str, str], str]:
    """Digest of name and content of each file of an area, by room and name, in order."""
    digests = {}
    for room in ("districts", "indicators"):
        below = folder / room / area_id
        for path in sorted(below.glob("**/*")):
            name = path.relative_to(below).as_posix()
            # of an imprint no figure is: written anew, it makes no other state of the data
            if VERSIONS_FOLDER in path.parts or name == IDENTITY:
                continue
            if _is_file(path, f"{room}/{area_id}/{name}"):
                content = _content(path, f"{room}/{area_id}/{name}")
                digests[room, name] = sha256(
                    room.encode() + os.fsencode(name) + content
                ).hexdigest()
    return digests


def _is_file(path: Path, name: str) -> bool:
    """Whether there is a file; what can't even be looked at raises `UnreadableFileError`."""
    try:
        return S_ISREG(path.stat().st_mode)
    except FileNotFoundError:  # deleted meanwhile, or a link to nothing
        return False
    except OSError as error:
        raise UnreadableFileError(name, error) from error


def _content(path: Path, name: str) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise UnreadableFileError(name, error) from error


def _joined(facts: list[str]) -> str:
    return sha256(" ".join(facts).encode()).hexdigest()


def read_edition(context: ReadingContext, area_id: str, previous: Edition | None = None) -> Edition:
    """Read what an audience may see of an area.

    Parameters
    ----------
    context
        Data folder, catalogue and audience.
    area_id
        An existing area.
    previous
        The edition of the same area and audience before something changed: years whose figures
        depend on nothing that changed are taken from it.

    Raises
    ------
    DataError
        If the area.toml can't be used.
    UnreadableFileError
        If a file is there but can't be opened.
    DataChangingError
        If the files go on changing while they are read.
    DamagedReleaseError
        If a file of the release isn't what its manifest says.
    """
    if context.release is not None:
        return _released(context, area_id, context.release, previous)
    for _ in range(_ATTEMPTS):
        digests = area_digests(context, area_id)
        if previous is not None and previous.files_digest == digests.digest:
            return previous
        edition, computed = _read(context, area_id, digests, previous)
        if area_digests(context, area_id) == digests:
            # not before: what was read while a file changed may not be what its key says
            shelf = _shelf(context, edition.area, edition.catalogue)
            if shelf is not None:
                shelf.store(computed)
            return edition
    raise DataChangingError(area_id)


def _read(
    context: ReadingContext, area_id: str, digests: AreaDigests, previous: Edition | None
) -> tuple[Edition, dict[str, ProtectedYear]]:
    """Read an edition; beside it, by their keys, the years that had to be computed."""
    kept = previous.protected.years_by_key if previous else {}
    years = {year: kept[key] for year, key in digests.years.items() if key in kept}
    faults: Faults = {}
    file = context.catalogue_of(area_id)
    catalogue = file.catalogue
    area = usable_area(context, area_id, catalogue)
    shelf = _shelf(context, area, catalogue)
    if shelf is not None:
        for year, key in digests.years.items():
            if year not in years and (stored := shelf.load(year, key, faults)):
                years[year] = stored
    missing = set(digests.years) - set(years)
    data = data_of(context.folder, area, catalogue, missing)
    computed = pipeline.protected_years(data, catalogue, context.audience) if missing else {}
    years |= computed
    protected = ProtectedArea(
        area=data.area,
        catalogue=catalogue,
        audience=context.audience,
        years_by_key={digests.years[year]: years[year] for year in sorted(years)},
        crosswalks=data.crosswalks,
    )
    edition = Edition(
        area=data.area,
        protected=protected,
        audience=context.audience,
        files_digest=digests.digest,
        facts_digest=digests.facts_digest,
        references=(*_own_references(context, catalogue), *data.references),
        claims=data.claims,
        acknowledgements=_acknowledgements(context, area_id),
        notices=tuple(_notices(faults, data.area)),
        catalogue_problems=file.problems,
        faults=file.faults,
    )
    return edition, {digests.years[year]: protected for year, protected in computed.items()}


def release_context(context: ReadingContext, release: Release) -> ReadingContext:
    """Where the figures of a release are read, for the same audience.

    Raises
    ------
    DamagedReleaseError
        If a file isn't what its manifest says.
    UnreadableFileError
        If a file is there but can't be opened.
    """
    if altered := altered_files(context.folder, release, context.audience):
        raise DamagedReleaseError(release.name, altered)
    folder = release_folder(context.folder, release.area, release.name)
    return replace(
        context, folder=folder, catalogue=read_shared_catalogue(folder), home=None, release=release
    )


def _released(
    context: ReadingContext, area_id: str, release: Release, previous: Edition | None
) -> Edition:
    files = files_for(release, context.audience)
    # the name as well: releases of the same data differ in nothing else
    digest = _joined([release.name, *files.values(), context.audience.value, str(FORMAT)])
    if previous is not None and previous.files_digest == digest:
        return previous
    file = context.catalogue_of(area_id)
    area = usable_area(context, area_id, file.catalogue)
    data = data_of(context.folder, area, file.catalogue, years=())
    protected = ProtectedArea(
        area=area,
        catalogue=file.catalogue,
        audience=context.audience,
        years_by_key=released_years(
            context.folder, release, context.audience, area, file.catalogue
        ),
        crosswalks=data.crosswalks,
    )
    return Edition(
        area=area,
        protected=protected,
        audience=context.audience,
        files_digest=digest,
        facts_digest=digest,
        release=release.name,
        protection=release.protections[context.audience],
        references=(*_own_references(context, file.catalogue), *data.references),
        claims=data.claims,
        catalogue_problems=file.problems,
        faults=file.faults,
    )


def _acknowledgements(context: ReadingContext, area_id: str) -> tuple[Acknowledgement, ...]:
    """What was looked at; nothing of it for the public, since it may be about hidden figures."""
    if context.audience is Audience.PUBLIC:
        return ()
    # what is wrong with their file is told by `check`
    return read_acknowledgements(context.folder, area_id, [])


def _own_references(context: ReadingContext, catalogue: Catalogue) -> tuple[ReferenceValue, ...]:
    """Reference values of the area's own catalogue: they come after the shared ones."""
    return catalogue.references[len(context.catalogue.catalogue.references) :]


def _notices(faults: Faults, area: Area) -> Iterator[str]:
    """One sentence for each kind of fault, however many years have it."""
    for sentence, years in faults.items():
        yield sentence.format(area=area.name, years=", ".join(map(str, sorted(years))))


def _shelf(context: ReadingContext, area: Area, catalogue: Catalogue) -> Shelf | None:
    if context.home is None:
        return None
    return Shelf.of(context.home, area, catalogue, context.audience)


def usable_area(context: ReadingContext, area_id: str, catalogue: Catalogue) -> Area:
    """Read levels, units and systems of an area; `catalogue` is only looked up in.

    Raises
    ------
    DataError
        If its area.toml can't be used.
    """
    read = read_area(context.folder / "districts" / area_id, catalogue)
    if read.area is None:
        raise _unusable(read.problems)
    return read.area


def _unusable(problems: tuple[Problem, ...]) -> DataError:
    return DataError(" ".join(f"{problem.location}: {problem.message}" for problem in problems))
