"""Releases: what was published of an area under a name, frozen on disk.

`releases/<area>/<name>/` below the data folder is a data folder of its own: the area's districts,
the catalogues as they were, and by audience the protected years (Parquet) in place of the yearly
tables. `manifest.json` says of every file what was in it, and what was hidden from the public; how
much others aren't shown only those are told. Nothing unprotected is in there.
"""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict
from datetime import date
from errno import ENAMETOOLONG
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import Any, Final
from zlib import compress, decompress
from zlib import error as zlib_error

import pyarrow as pa
import pyarrow.parquet as pq

from atlas.editions.shelf import facts_of, protected_year
from atlas.errors import (
    DamagedReleaseError,
    OtherVersionError,
    UnknownReleaseError,
    UnreadableFileError,
    UnusableReleaseError,
)
from atlas.model.areas import Area
from atlas.model.disclosure import ProtectionMode
from atlas.model.indicators import Catalogue
from atlas.model.quantities import Audience
from atlas.model.releases import (
    AUDIENCES,
    LATEST,
    NaiveHiding,
    Protection,
    Release,
    ReleaseList,
)
from atlas.pipeline import ProtectedYear
from atlas.sources.identity import FILE as IDENTITY

FOLDER: Final = "releases"
MANIFEST: Final = "manifest.json"
INTERNAL_PROTECTION: Final = f"{Audience.INTERNAL.value}/protection.json"
"""How much the administration isn't shown: the public isn't told."""
_ROOMS: Final = ("districts", "indicators")
"""Folders of a release in which everything is read."""
_FORMAT: Final = 2
_FACTS: Final = b"atlas"
_SALT: Final = b"salt"
_TABLE: Final = ".parquet"
_UNREADABLE: Final = (OSError, ValueError, LookupError, TypeError, pa.ArrowException, zlib_error)
"""What reading a year may raise, if its file is of another kind."""
_NO_MANIFEST: Final = (ValueError, LookupError, TypeError, AttributeError, ArithmeticError)
"""What comes of a file that is JSON of another kind, or none."""


def release_folder(data_folder: Path, area_id: str, name: str = "") -> Path:
    """The folder of a release, or of all releases of an area."""
    return data_folder / FOLDER / area_id / name


def releases(data_folder: Path, area_id: str) -> tuple[Release, ...]:
    """All releases of an area, the first one first.

    Raises
    ------
    UnusableReleaseError
        If a manifest can't be read.
    """
    listed = list_releases(data_folder, area_id)
    for name in listed.unreadable:
        raise unreadable_error(listed, name)
    return listed.readable


def unreadable_error(listed: ReleaseList, name: str) -> UnusableReleaseError:
    """Say why one of the releases that can't be read can't."""
    if name in listed.other_versions:
        return OtherVersionError(name)
    return DamagedReleaseError(name, [MANIFEST])


def list_releases(data_folder: Path, area_id: str) -> ReleaseList:
    """All releases of an area, and the names of those whose manifest can't be read."""
    folder = release_folder(data_folder, area_id)
    readable: list[Release] = []
    unreadable: dict[str, UnusableReleaseError] = {}
    for name in _names(folder):
        try:
            readable.append(_release(folder / name / MANIFEST, name))
        except UnusableReleaseError as error:
            unreadable[name] = error
    return ReleaseList(
        readable=tuple(sorted(readable, key=lambda release: release.number)),
        unreadable=tuple(unreadable),
        other_versions=tuple(
            name for name, error in unreadable.items() if isinstance(error, OtherVersionError)
        ),
    )


def _names(folder: Path) -> list[str]:
    """Names of all releases in the folder of an area, without those that are half-written."""
    paths = (path.parent.relative_to(folder) for path in sorted(folder.rglob(MANIFEST)))
    return [path.as_posix() for path in paths if not any(map(_is_passed_over, path.parts))]


def _is_passed_over(name: str) -> bool:
    """Whether it is called like what is half-written, or what a file system keeps for itself."""
    return name.startswith(".")


def _release(manifest: Path, name: str) -> Release:
    try:
        entry = json.loads(manifest.read_bytes())
        if int(entry["format"]) != _FORMAT:
            raise OtherVersionError(name)
        release = Release(
            area=entry["area"],
            name=entry["name"],
            number=int(entry["number"]),
            day=date.fromisoformat(entry["day"]).isoformat(),
            protections=dict(_protections(entry["protection"], manifest.parent)),
            files={str(path): str(digest) for path, digest in entry["files"].items()},
        )
        # refuses names of files that are those of no year
        _ = [release.years(of) for of in AUDIENCES]
    except (OSError, RecursionError, *_NO_MANIFEST) as error:
        raise DamagedReleaseError(name, [MANIFEST]) from error
    place = (manifest.parents[len(name.split("/"))].name, name)
    if (
        (release.area, release.name) != place
        or not release.files
        or not all(map(_is_inside, release.files))
    ):
        raise DamagedReleaseError(name, [MANIFEST])
    return release


def _is_inside(path: str) -> bool:
    """Whether a file that a manifest names lies in its release, as far as the name says."""
    return PurePosixPath(path).as_posix() == path and not {"..", "/"} & {*PurePosixPath(path).parts}


def _protections(
    of_public: Mapping[str, Any], folder: Path
) -> Iterator[tuple[Audience, Protection]]:
    """What is said of the protection for each audience whose files are there."""
    yield Audience.PUBLIC, _protection(of_public)
    # not there on a public server; if it was altered, those who need it are told by its digest
    with suppress(OSError, RecursionError, *_NO_MANIFEST):
        of_internal = json.loads((folder / INTERNAL_PROTECTION).read_bytes())
        yield Audience.INTERNAL, _protection(of_internal)


def _protection(entry: Mapping[str, Any]) -> Protection:
    return Protection(
        cells=int(entry["cells"]),
        hidden={str(level): int(count) for level, count in entry["hidden"].items()},
        withheld=tuple((int(year), str(code)) for year, code in entry["withheld"]),
        all_hidden=tuple((int(year), str(code)) for year, code in entry["all_hidden"]),
        without_rule=tuple(map(str, entry["without_rule"])),
        repairs=int(entry["repairs"]),
        mode=ProtectionMode(entry["mode"]),
        naive=tuple(
            NaiveHiding(hidden=int(of["hidden"]), narrow=int(of["narrow"]), exact=int(of["exact"]))
            for of in entry["naive"]
        ),
    )


def manifest_of(release: Release) -> bytes:
    """The manifest of a release, as it is written: everybody may read it."""
    entry = {"format": _FORMAT, **asdict(release)}
    entry["protection"] = entry.pop("protections")[Audience.PUBLIC]
    return _as_json(entry)


def protection_bytes(protection: Protection, salt: str) -> bytes:
    """What was hidden from those who see more than the public; see `year_bytes` for the salt."""
    return _as_json({**asdict(protection), "salt": salt})


def _as_json(entry: Mapping[str, Any]) -> bytes:
    return json.dumps(entry, ensure_ascii=False, indent=1).encode() + b"\n"


def has_release(data_folder: Path, area_id: str, name: str) -> bool:
    """Whether an area has a release of a name, LATEST for any; it needn't be whole."""
    # looked up in what is there: a name from outside leads to no other folder
    names = _names(release_folder(data_folder, area_id))
    return bool(names) if name == LATEST else name in names


def released_areas(data_folder: Path, name: str) -> tuple[str, ...]:
    """Ids of the areas that have a release of a name, LATEST for any, in order."""
    folders = sorted((data_folder / FOLDER).glob("*/"))
    return tuple(path.name for path in folders if has_release(data_folder, path.name, name))


def find_release(data_folder: Path, area_id: str, name: str) -> Release:
    """The release of a name, LATEST for the last one.

    Raises
    ------
    UnknownReleaseError
        If there is none.
    UnusableReleaseError
        If its manifest can't be read, or one that may be of the last release.
    """
    listed = list_releases(data_folder, area_id)
    release = listed.newest if name == LATEST else listed.find(name)
    if release is not None:
        return release
    for unreadable in listed.unreadable:
        if name in {LATEST, unreadable}:
            raise unreadable_error(listed, unreadable)
    raise UnknownReleaseError(name, [other.name for other in listed.readable])


def is_older_than_data(data_folder: Path, release: Release) -> bool:
    """Whether a file a release was built of was written after it; copies keep such times."""
    built = _written(release_folder(data_folder, release.area, release.name) / MANIFEST)
    indicators = data_folder / "indicators"
    folders = (data_folder / "districts" / release.area, indicators / release.area)
    inside = (path for folder in folders for path in folder.glob("*") if path.is_file())
    files = (path for path in inside if path.name != IDENTITY)
    return any(_written(path) > built for path in (indicators / "catalogue.toml", *files))


def _written(path: Path) -> int:
    """When a file was written, in nanoseconds; 0 if it isn't there."""
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0


def altered_files(
    data_folder: Path, release: Release, audience: Audience | None = None
) -> tuple[str, ...]:
    """Files of a release that are missing, not what its manifest says, or not named there.

    With an audience only those it needs: a public server needn't have what only others may see.
    What was put into a folder of the data is read like what was published, a catalogue above all.

    Raises
    ------
    UnreadableFileError
        If a file is there but can't be opened.
    """
    folder = release_folder(data_folder, release.area, release.name)
    needed = release.files if audience is None else files_for(release, audience)
    altered = [name for name, digest in needed.items() if _digest(folder / name) != digest]
    return (*altered, *sorted(set(_files_in(folder)) - release.files.keys()))


def _files_in(folder: Path) -> Iterator[str]:
    """Names of the files of a release that are read as data."""
    for room in _ROOMS:
        for path in (folder / room).rglob("*"):
            name = path.relative_to(folder)
            if not path.is_dir() and not any(map(_is_passed_over, name.parts)):
                yield name.as_posix()


def files_for(release: Release, audience: Audience) -> Mapping[str, str]:
    """Digests of the files an audience may see: nothing it is told depends on the others."""
    others = tuple(f"{other.value}/" for other in AUDIENCES if other is not audience)
    return {name: digest for name, digest in release.files.items() if not name.startswith(others)}


def _digest(path: Path) -> str:
    try:
        return sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
    except ValueError:  # no name a file can have
        return ""
    except OSError as error:
        if error.errno == ENAMETOOLONG:
            return ""
        raise UnreadableFileError(path.name, error) from error


def year_bytes(year: ProtectedYear, salt: str = "") -> bytes:
    """A protected year as a Parquet file.

    `salt` is anything nobody can guess: with it the digest of the file tells nobody who hasn't got
    the file whether the figures he tries are those in it.
    """
    table = pa.Table.from_pandas(year.cells, preserve_index=False)
    facts = json.dumps(facts_of(year), ensure_ascii=False).encode()
    # Parquet packs columns only, and pyarrow writes this twice: it took five sixths of a file
    packed = b64encode(compress(facts, 9))
    metadata = {**(table.schema.metadata or {}), _FACTS: packed, _SALT: salt.encode()}
    sink = pa.BufferOutputStream()
    pq.write_table(table.replace_schema_metadata(metadata), sink, compression="zstd")
    return bytes(sink.getvalue())


def year_path(audience: Audience, year: int) -> str:
    """Path of the cells of a year in a release."""
    return f"{audience.value}/{year}{_TABLE}"


def released_years(
    folder: Path, release: Release, audience: Audience, area: Area, catalogue: Catalogue
) -> Mapping[str, ProtectedYear]:
    """The protected years of a release, by the digests of their files.

    Raises
    ------
    DamagedReleaseError
        If a file can't be read.
    """
    prefix = f"{audience.value}/"
    every: dict[str, ProtectedYear] = {}
    for name, digest in sorted(release.files.items()):
        if name.startswith(prefix) and name.endswith(_TABLE):
            try:
                table = pq.read_table(folder / name)
                facts: dict[str, Any] = json.loads(
                    decompress(b64decode(table.schema.metadata[_FACTS]))
                )
            except _UNREADABLE as error:
                raise DamagedReleaseError(release.name, [name]) from error
            every[digest] = protected_year(facts, table, area, catalogue)
    return every
