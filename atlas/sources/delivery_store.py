"""What was handed in and every version of a yearly table, each file once, named by its SHA-256.

The folder lies in ATLAS_HOME, outside of every served one; only its owner may open it. Beside the
files it holds, while the table of a year is being changed, what is to stand there in the end: who
is ended meanwhile leaves it, and whoever comes next does the rest.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from atlas.errors import DamagedDeliveryError, FileWriteError, UnreadableFileError
from atlas.model.submissions import TablePair
from atlas.sources.area_files import read_if_exists
from atlas.sources.files import (
    VERSIONS_FOLDER,
    locked,
    put_away,
    write_all,
    write_private,
)

FOLDER: Final = "deliveries"
UNFINISHED: Final = "unfinished"


@dataclass(frozen=True, slots=True, kw_only=True)
class Acceptance:
    """A change of the table of a year that has begun: it is finished in any case.

    `entry` is what the journal is to say of it, as JSON.
    """

    area: str
    year: int
    after: TablePair
    entry: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class DeliveryStore:
    """The kept files of one ATLAS_HOME."""

    folder: Path

    @classmethod
    def of(cls, home: Path) -> DeliveryStore:
        """Return the store of a home; its folder need not exist."""
        return cls(home / FOLDER)

    def keep(self, content: bytes) -> str:
        """Keep a file, if it isn't there yet, and return its SHA-256; raises `FileWriteError`."""
        digest = sha256(content).hexdigest()
        if not (self.folder / digest).exists():
            write_private({self.folder / digest: content})
        return digest

    def read(self, digest: str) -> bytes:
        """Return a kept file.

        Raises
        ------
        DamagedDeliveryError
            If it is gone or isn't any more what it was.
        """
        try:
            content = (self.folder / digest).read_bytes()
        except OSError as error:
            raise DamagedDeliveryError(digest) from error
        if sha256(content).hexdigest() != digest:
            raise DamagedDeliveryError(digest)
        return content

    def keep_pair(self, pair: Mapping[str, bytes]) -> TablePair:
        """Keep a table and its description (`csv`, `toml`; empty where there is none)."""
        kept = {name: self.keep(content) if content else "" for name, content in pair.items()}
        return TablePair(**kept)

    def begin(self, acceptance: Acceptance) -> None:
        """Note a change that is about to happen; from here on it is finished in any case."""
        fields = {
            "area": acceptance.area,
            "year": acceptance.year,
            "csv": acceptance.after.csv,
            "toml": acceptance.after.toml,
            "entry": acceptance.entry,
        }
        write_private({self._note(acceptance.area): json.dumps(fields).encode()})

    def end(self, area: str) -> None:
        """Forget a change that was finished or undone; raises `FileWriteError`."""
        path = self._note(area)
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            raise FileWriteError(path, error) from error

    def unfinished_areas(self) -> tuple[str, ...]:
        """Areas in which a change has begun and not ended."""
        return tuple(sorted(path.stem for path in (self.folder / UNFINISHED).glob("*.json")))

    def unfinished(self, area: str) -> Acceptance | None:
        """The change of an area that has begun and not ended, None if there is none.

        Raises
        ------
        UnreadableFileError
            If its note can't be opened.
        DamagedDeliveryError
            If the note isn't what was written.
        """
        path = self._note(area)
        try:
            fields = json.loads(path.read_bytes())
            return Acceptance(
                area=fields["area"],
                year=fields["year"],
                after=TablePair(csv=fields["csv"], toml=fields["toml"]),
                entry=fields["entry"],
            )
        except FileNotFoundError:
            return None
        except OSError as error:
            raise UnreadableFileError(path.name, error) from error
        except (ValueError, LookupError, TypeError) as error:
            raise DamagedDeliveryError(path.name) from error

    def put_in_place(self, folder: Path, area: str, year: int, pair: TablePair) -> None:
        """Let the table of a year and its description be a kept pair; they change together.

        Raises
        ------
        FileWriteError
            If they can't be written; they are as before then.
        DamagedDeliveryError
            If one of them isn't kept any more.
        """
        paths = table_paths(folder, area, year)
        digests = {"csv": pair.csv, "toml": pair.toml}
        write_all({paths[name]: self.read(digest) for name, digest in digests.items() if digest})
        for name, digest in digests.items():
            if not digest:
                put_away(paths[name])

    def _note(self, area: str) -> Path:
        return self.folder / UNFINISHED / f"{area}.json"


def table_paths(folder: Path, area: str, year: int) -> dict[str, Path]:
    """Paths of the table of a year (`csv`) and of its description (`toml`)."""
    below = folder / "indicators" / area
    return {name: below / f"{year}.{name}" for name in ("csv", "toml")}


def present_pair(folder: Path, area: str, year: int) -> dict[str, bytes]:
    """Contents of the table of a year and its description, empty where there is none."""
    return {name: read_if_exists(path) for name, path in table_paths(folder, area, year).items()}


def pair_of(contents: Mapping[str, bytes]) -> TablePair:
    """SHA-256 of a table and its description."""
    return TablePair(
        **{name: sha256(text).hexdigest() if text else "" for name, text in contents.items()}
    )


@contextmanager
def alone_with_tables(folder: Path, area: str) -> Iterator[None]:
    """Keep all others waiting who want to change the yearly tables of an area.

    Raises
    ------
    FileWriteError
        If nobody may write there.
    """
    # among the old versions, which no digest of an area counts
    with locked(folder / "indicators" / area / VERSIONS_FOLDER):
        yield
