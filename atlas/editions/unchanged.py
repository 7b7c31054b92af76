"""A release of data that haven't changed: the last one again, under another name.

Where the input of a release is byte for byte that of the last one, so is what is published, and
what is hidden. Beside the earlier releases it says nothing anybody couldn't read in the last one:
the same figures, the same signs, the same equations. So what the last audit proved of it holds, and
nothing is protected or audited again. What that rests on is kept in ATLAS_HOME beside the values
the last release hides: a digest of all it was built of, the method itself included, and its
protocols. Where that isn't there, the release is protected like any other.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

from atlas.editions.build import ReadingContext, read_edition, release_context
from atlas.editions.edition import Edition
from atlas.editions.past_releases import kept_path
from atlas.model.disclosure import DisclosureRule, ProtectionMode
from atlas.model.protocol import Protocol, ProtocolRow, Reason
from atlas.model.quantities import Audience
from atlas.model.releases import AUDIENCES, Protection, Release
from atlas.pipeline import ProtectedYear
from atlas.sources.files import write_private

_PACKAGE: Final = Path(__file__).parents[1]
_NO_RECORD: Final = (OSError, ValueError, LookupError, TypeError, AttributeError)
"""What comes of a file that isn't there, or is of another kind."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Outcome:
    """What is published, and what is kept of what isn't.

    `hidden` has the values that are hidden, as Parquet, `protocols` makes those of a release.
    """

    protections: Mapping[Audience, Protection]
    years: Mapping[Audience, Mapping[int, ProtectedYear]]
    protocols: Callable[[Release], Sequence[Protocol]]
    hidden: bytes


def input_digest(editions: Mapping[Audience, Edition], mode: ProtectionMode) -> str:
    """Digest of all that decides what a release says: files, way of protecting, and method."""
    digest = sha256(f"{mode.value} {version('highspy')}".encode())
    for audience, edition in sorted(editions.items()):
        digest.update(f"{audience.value} {edition.files_digest}".encode())
    code = [_PACKAGE / "pipeline.py"]
    for room in ("disclosure", "measures", "model", "editions", "sources"):
        code += sorted((_PACKAGE / room).glob("*.py"))
    for path in code:
        digest.update(sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def last_outcome(context: ReadingContext, last: Release, digest: str) -> Outcome | None:
    """What the last release says, if it was built of the same; None if that isn't known.

    Raises
    ------
    DamagedReleaseError
        If it was altered.
    """
    if context.home is None:
        return None
    try:
        record = json.loads(_path(context.home, last).read_bytes())
        hidden = kept_path(context.home, last).read_bytes()
        if record["input"] != digest:
            return None
        protocols = [_protocol(entry, last) for entry in record["protocols"]]
        protections = {audience: last.protections[audience] for audience in AUDIENCES}
    except _NO_RECORD:
        return None
    return Outcome(
        protections=protections,
        years={audience: _years(context, last, audience) for audience in AUDIENCES},
        protocols=lambda release: [replace(item, release=release) for item in protocols],
        hidden=hidden,
    )


def keep_outcome(
    home: Path, release: Release, digest: str, outcome: Outcome, protocols: Sequence[Protocol]
) -> None:
    """Keep what a release hides and why; whoever may read the one may read the other.

    Raises
    ------
    FileWriteError
        If it can't be kept.
    """
    entries = [{**asdict(item), "release": None} for item in protocols]
    record = json.dumps({"input": digest, "protocols": entries})
    write_private({kept_path(home, release): outcome.hidden, _path(home, release): record.encode()})


def forget_outcome(home: Path | None, release: Release) -> None:
    """Remove what was kept of a release that couldn't be written."""
    for path in (kept_path(home, release), _path(home, release)) if home else ():
        with suppress(OSError):
            path.unlink()


def _path(home: Path, release: Release) -> Path:
    return kept_path(home, release).with_suffix(".json")


def _years(
    context: ReadingContext, release: Release, audience: Audience
) -> Mapping[int, ProtectedYear]:
    of_audience = release_context(replace(context, audience=audience), release)
    years = read_edition(of_audience, release.area).protected.years_by_key
    return {year.year: year for year in years.values()}


def _protocol(entry: Mapping[str, Any], release: Release) -> Protocol:
    return Protocol(
        **{
            **entry,
            "release": release,
            "audience": Audience(entry["audience"]),
            "rules": tuple((DisclosureRule(**rule), count) for rule, count in entry["rules"]),
            "rows": tuple(_row(row, release.name) for row in entry["rows"]),
        }
    )


def _row(entry: Mapping[str, Any], name: str) -> ProtocolRow:
    rule, interval = entry["rule"], entry["interval"]
    return ProtocolRow(
        **{
            **entry,
            "reason": Reason(entry["reason"]),
            "since": entry["since"] or (name if entry["level"] else ""),
            "rule": rule and DisclosureRule(**rule),
            "interval": interval and tuple(interval),
        }
    )
