"""Protected years on disk: what was computed once is read again by other processes.

A file holds one year of one area for one audience: a line with the checksum of the rest, a line
of JSON that says what it is of, then the cells as an Arrow table. It is used only if it is whole,
of this version of the atlas, and of the data as they are now; else it counts as absent and the
year is computed anew.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, fields
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any, Final, TypeAlias

import pandas as pd
import pyarrow as pa

from atlas.editions import texts
from atlas.errors import FileWriteError
from atlas.model.areas import Area
from atlas.model.dates import Period, ReferenceDate
from atlas.model.formulas import Term
from atlas.model.indicators import Catalogue
from atlas.model.quantities import Audience, Delivery, Exactness, TotalRule
from atlas.pipeline import ProtectedYear
from atlas.sources.files import write_all
from atlas.sources.table_names import names_of

FOLDER = "editions"
FORMAT = 5
"""Number of the form of these files; it rises when the same data would be computed otherwise."""


Faults: TypeAlias = dict[str, list[int]]
"""By sentence (`editions.texts`): years whose file can't be used."""


class _DamagedError(ValueError):
    """A file doesn't hold what its first line says."""


_MALFORMED: Final = (
    *(ValueError, LookupError, TypeError, AttributeError),
    *(RecursionError, OSError, pa.ArrowException),
)
"""What reading may raise if a file is cut off, altered, or whole but written by somebody else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """The folder of one area and one audience below ATLAS_HOME; it need not exist."""

    folder: Path
    area: Area
    catalogue: Catalogue

    @classmethod
    def of(cls, home: Path, area: Area, catalogue: Catalogue, audience: Audience) -> Shelf:
        """Return the shelf of an area."""
        folder = home / FOLDER / area.id / audience.value
        return cls(folder=folder, area=area, catalogue=catalogue)

    def load(self, year: int, key: str, faults: Faults) -> ProtectedYear | None:
        """Read a year; None if there is none of this key.

        Parameters
        ----------
        year
            The year to read.
        key
            Digest of everything it is computed from, and of the audience.
        faults
            Gets the year if its file is damaged, of another version or can't be opened.
        """
        try:
            content = self._path(year).read_bytes()
        except (FileNotFoundError, NotADirectoryError):
            return None
        except OSError:
            faults.setdefault(texts.UNREADABLE, []).append(year)
            return None
        try:
            head, payload = _parts(content)
            if head["format"] == FORMAT:
                return self._read(head, payload) if head["key"] == key else None
            fault = texts.OTHER_VERSION
        except _MALFORMED:
            fault = texts.DAMAGED
        faults.setdefault(fault, []).append(year)
        return None

    def _read(self, head: Mapping[str, Any], payload: bytes) -> ProtectedYear:
        with pa.ipc.open_file(pa.BufferReader(payload)) as reader:
            table = reader.read_all()
        return protected_year(head, table, self.area, self.catalogue)

    def store(self, years: Mapping[str, ProtectedYear]) -> None:
        """Keep years, by their keys, for others; what can't be written stays as it is."""
        for key, year in years.items():
            # it is only a shortcut: without it the year is computed again next time
            with suppress(FileWriteError):
                write_all({self._path(year.year): _content(year, key)}, keep_old=False)

    def _path(self, year: int) -> Path:
        return self.folder / f"{year}.arrow"


def _content(year: ProtectedYear, key: str) -> bytes:
    head = {"format": FORMAT, "key": key, **facts_of(year)}
    body = json.dumps(head, ensure_ascii=False).encode() + b"\n" + _payload(year.cells)
    return sha256(body).hexdigest().encode() + b"\n" + body


def facts_of(year: ProtectedYear) -> dict[str, Any]:
    """What is stored of a year beside the table of its cells, as JSON."""
    return {
        "year": year.year,
        "hides": year.hides_anything,
        "levels": {code: sorted(levels) for code, levels in year.levels.items()},
        "deliveries": [_entry(delivery) for delivery in year.deliveries],
    }


def protected_year(
    facts: Mapping[str, Any], table: pa.Table, area: Area, catalogue: Catalogue
) -> ProtectedYear:
    """Put a year together from what was stored of it.

    Parameters
    ----------
    facts
        See `facts_of`.
    table
        Its cells.
    area, catalogue
        Those it is a year of.
    """
    return ProtectedYear(
        year=int(facts["year"]),
        area=area,
        quantities=catalogue.quantities,
        cells=table.to_pandas().astype(names_of(area, catalogue)),
        deliveries=tuple(_delivery(entry) for entry in facts["deliveries"]),
        levels={code: frozenset(levels) for code, levels in facts["levels"].items()},
        hides_anything=bool(facts["hides"]),
    )


def _parts(content: bytes) -> tuple[dict[str, Any], bytes]:
    """Head and cells of a file; one that was cut off or altered is refused."""
    checksum, _, body = content.partition(b"\n")
    if checksum != sha256(body).hexdigest().encode():
        raise _DamagedError
    line, _, payload = body.partition(b"\n")
    return json.loads(line), payload


def _payload(cells: pd.DataFrame) -> bytes:
    table = pa.Table.from_pandas(cells, preserve_index=False)
    sink = pa.BufferOutputStream()
    with pa.ipc.new_file(sink, table.schema) as writer:
        writer.write_table(table)
    return bytes(sink.getvalue())


def _entry(delivery: Delivery) -> dict[str, Any]:
    entry = {field.name: getattr(delivery, field.name) for field in fields(delivery)}
    day, span = delivery.boundary_date, delivery.reference_date
    if delivery.exactness is Exactness.EXACT:
        # as most are, and as those were that earlier versions wrote
        del entry["exactness"]
    return entry | {
        "audience": delivery.audience.value,
        "boundary_date": day.isoformat() if day else None,
        "computed_from": [(term.quantity, term.sign) for term in delivery.computed_from],
        "reference_date": span and [span.period.value, str(span.start), str(span.end)],
    }


def _delivery(entry: Mapping[str, Any]) -> Delivery:
    day, span, rule = entry["boundary_date"], entry["reference_date"], entry["total"]
    parsed = {
        "audience": Audience(entry["audience"]),
        "boundary_date": date.fromisoformat(day) if day else None,
        "computed_from": tuple(Term(quantity=q, sign=sign) for q, sign in entry["computed_from"]),
        "reference_date": _reference_date(*span) if span else None,
        "total": TotalRule(rule) if rule else None,
        "exactness": Exactness(entry.get("exactness", Exactness.EXACT)),
    }
    return Delivery(**{**entry, **parsed})


def _reference_date(period: str, start: str, end: str) -> ReferenceDate:
    return ReferenceDate(
        period=Period(period), start=date.fromisoformat(start), end=date.fromisoformat(end)
    )
