"""What earlier releases say, and the values they hide: kept at home, for the next release.

A release is protected together with all earlier ones. Which of the hidden figures stayed since, and
what the others were, isn't in a release: `hidden/<area>/<digest of its files>.parquet` in
ATLAS_HOME says it, as confidential as what was delivered. Where that file is missing, because the
release was built elsewhere, protection has to take for granted that all hidden figures stayed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Final

import numpy as np
import pandas as pd
import pyarrow as pa

from atlas import pipeline
from atlas.disclosure.joint import EarlierRelease, Past, joint_table
from atlas.disclosure.safe_table import earlier_table
from atlas.editions.build import ReadingContext, read_edition, release_context
from atlas.editions.edition import Edition
from atlas.model.cells import State
from atlas.model.disclosure import Behind, CellId
from atlas.model.published_table import EarlierTable, PublicFacts
from atlas.model.quantities import Audience
from atlas.model.releases import Release
from atlas.pipeline import SafeYears, SecretTables

FOLDER: Final = "hidden"
_CELL: Final = ["year", "level", "unit", "quantity", "delivered"]


def values_of(edition: Edition) -> Mapping[CellId, float]:
    """All figures of an edition that have a value."""
    return _values(edition.cells)


def _values(cells: pd.DataFrame) -> Mapping[CellId, float]:
    rows = cells[cells["value"].notna()]
    keys = rows[_CELL].itertuples(index=False, name=None)
    return dict(zip(keys, rows["value"].tolist(), strict=True))


def past_releases(
    context: ReadingContext,
    edition: Edition,
    everything: tuple[Mapping[CellId, float], Mapping[int, Behind]],
    earlier: Sequence[Release],
    tables: SecretTables,
) -> Past:
    """What an audience was told of an area before.

    Parameters
    ----------
    context
        Data folder, home and audience.
    edition
        What the audience is to see now.
    everything
        All figures of now, released or not, and who is behind those of each year.
    earlier
        The earlier releases, the first one first.
    tables
        Secret tables of single years, as far as there are any.

    Raises
    ------
    DamagedReleaseError
        If one of them was altered.
    """
    if not earlier:
        return Past()
    every, behind = everything
    visible = values_of(edition)
    return Past(
        releases=tuple(_earlier_release(context, release, behind, tables) for release in earlier),
        unreleased={key: value for key, value in every.items() if key not in visible},
    )


def tables_before(context: ReadingContext, releases: Sequence[Release]) -> tuple[EarlierTable, ...]:
    """What all releases but the last say beside it, to an audience that knows what stayed.

    Where one of them hides what wasn't kept here, nobody knows that.

    Parameters
    ----------
    context
        Data folder, home and audience.
    releases
        At least one, the first one first.

    Raises
    ------
    DamagedReleaseError
        If one of them was altered.
    """
    tables = SecretTables()
    *before, last = (_earlier_release(context, release, {}, tables) for release in releases)
    past = Past(releases=tuple(before), unreleased=last.unreleased)
    joint = joint_table(last.secret, past, last.withheld)
    are_kept = all(release.unreleased or not release.hidden for release in (*before, last))
    return tuple(
        earlier_table(release, versions if are_kept else {})
        for release, versions in zip(before, joint.versions, strict=True)
    )


def _earlier_release(
    context: ReadingContext,
    release: Release,
    behind: Mapping[int, Behind],
    tables: SecretTables,
) -> EarlierRelease:
    edition = read_edition(release_context(context, release), release.area)
    kept = _kept(context.home, release)
    years = (
        pipeline.with_values(year, kept, context.audience)
        for year in edition.protected.years_by_key.values()
    )
    secret = pipeline.secret_years(years, edition.catalogue, behind, tables)
    protection = release.protections[context.audience]
    hidden = _hidden(edition.cells)
    withheld = frozenset(
        table for table in {(key[0], key[3]) for key in hidden} if protection.withholds(*table)
    )
    return EarlierRelease(
        number=release.number,
        secret=secret,
        facts=PublicFacts(area=edition.area, quantities=edition.catalogue.quantities),
        hidden=frozenset(key for key in hidden if (key[0], key[3]) not in withheld),
        withheld=withheld,
        unreleased=kept,
    )


def _hidden(cells: pd.DataFrame) -> frozenset[CellId]:
    rows = cells[cells["state"] == State.SECRET]
    return frozenset(rows[_CELL].itertuples(index=False, name=None))


def kept_path(home: Path, release: Release) -> Path:
    """Where the values a release hides are kept."""
    # a release of the same name may have been built elsewhere
    digest = sha256(repr((release.name, sorted(release.files.items()))).encode()).hexdigest()
    return home / FOLDER / release.area / f"{digest}.parquet"


def _kept(home: Path | None, release: Release) -> Mapping[CellId, float]:
    """Values a release hides, none if nobody kept them here."""
    if home is None:
        return {}
    try:
        return _values(pd.read_parquet(kept_path(home, release)))
    except (OSError, ValueError, LookupError, pa.ArrowException):
        return {}


def hidden_values(statistics: Edition, protected: Mapping[Audience, SafeYears]) -> bytes:
    """What a release hides from the public, as Parquet."""
    public = pd.concat([year.cells for year in protected[Audience.PUBLIC].years.values()])
    visible = _values(public)
    cells = statistics.cells[statistics.cells["value"].notna()]
    keys = cells[_CELL].itertuples(index=False, name=None)
    hidden = cells[np.array([key not in visible for key in keys], dtype=np.bool_)]
    sink = BytesIO()
    hidden[[*_CELL, "value"]].to_parquet(sink, index=False)
    return sink.getvalue()


def first_hiding(past: Past, earlier: Sequence[Release]) -> Mapping[CellId, str]:
    """The cells earlier releases hide, each with the name of the first of them that does."""
    names = {release.number: release.name for release in earlier}
    since: dict[CellId, str] = {}
    for release in past.releases:
        since = dict.fromkeys(release.hidden, names[release.number]) | since
    return since
