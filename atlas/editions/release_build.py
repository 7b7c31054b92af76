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
from atlas.disclosure.joint import Past
from atlas.disclosure.naive import naive_hidings
from atlas.editions.build import (
    OPEN_FACTS,
    ReadingContext,
    area_digests,
    read_edition,
    release_context,
)
from atlas.editions.edition import Edition
from atlas.editions.past_releases import (
    first_hiding,
    hidden_values,
    past_releases,
    values_of,
)
from atlas.editions.protocol import protocol_of
from atlas.editions.releases import (
    INTERNAL_PROTECTION,
    MANIFEST,
    manifest_of,
    protection_bytes,
    release_folder,
    releases,
    year_bytes,
    year_path,
)
from atlas.editions.unchanged import (
    Outcome,
    forget_outcome,
    input_digest,
    keep_outcome,
    last_outcome,
)
from atlas.errors import (
    DataChangingError,
    EmptyReleaseError,
    FileWriteError,
    MissingTableError,
    OlderDataError,
    ReleaseModeError,
    ReleaseNameError,
    ReleaseOrderError,
)
from atlas.model.areas import Area
from atlas.model.cells import State
from atlas.model.disclosure import CellId, ProtectionMode, TableId
from atlas.model.indicators import Catalogue
from atlas.model.protocol import Protocol
from atlas.model.quantities import Audience
from atlas.model.releases import (
    AUDIENCES,
    LATEST,
    LATEST_OR_WORKING,
    WORKING,
    NaiveHiding,
    Protection,
    Release,
    Report,
    Stage,
    Step,
)
from atlas.model.text import is_device
from atlas.pipeline import SafeYears, SecretTables
from atlas.sources.bare_files import bare_content
from atlas.sources.catalogue import read_shared_catalogue
from atlas.sources.files import locked, write_all
from atlas.sources.unused import district_files

_PART: Final = r"[^\W_]([\w.-]{0,39}[\w-])?"
_NAME: Final = re.compile(f"{_PART}(/{_PART})?")
# a folder called like the file each release has would be taken for it
_RESERVED: Final = frozenset({LATEST, LATEST_OR_WORKING, WORKING, MANIFEST})

FEWEST_SMALL: Final = 100
"""So many small counts a release must have to say what naive hiding would have given away."""

Progress = Callable[[Step], None]
"""Is told what is being done now."""
KeepProtocols = Callable[[Sequence[Protocol]], None]
"""Puts the protocols of a release away, before it is there."""


def build_release(  # noqa: PLR0913  (what and when, and how it is protected)
    context: ReadingContext,
    area_id: str,
    name: str,
    day: date,
    progress: Progress,
    *,
    mode: ProtectionMode | None = None,
    keep_protocols: KeepProtocols | None = None,
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
        Called at the beginning of each step, and within long ones as often as anything is done.
    mode
        How counts are protected; None as in the last release, else by the default.
    keep_protocols
        Called with one protocol for each audience before anything is published.

    Raises
    ------
    ReleaseNameError
        If the name can't be one, or is taken.
    EmptyReleaseError
        If the area has no figures.
    ReleaseOrderError
        If the data lack years the last release has.
    MissingTableError
        If they lack a quantity the last release has of a year.
    OlderDataError
        If figures are of an earlier day than those of the last release.
    UnpublishableMapError
        If a file of boundaries isn't GeoJSON.
    ReleaseModeError
        If the last release protects counts in another way.
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
        chosen = _required_mode(mode, earlier)
        progress(Step(stage=Stage.READ))
        editions = {
            audience: read_edition(replace(context, audience=audience), area_id)
            for audience in (*AUDIENCES, Audience.STATISTICS)
        }
        _require_later(context, editions[Audience.PUBLIC], earlier)
        # before the minutes protection takes: what is edited then isn't what the figures are of
        files = dict(_open_files(context.folder, editions[Audience.PUBLIC].area))
        _require_unchanged(context, editions)
        digest = input_digest(editions, chosen)
        outcome = last_outcome(context, earlier[-1], digest) if earlier else None
        if outcome is not None:
            progress(Step(stage=Stage.UNCHANGED))
        else:
            outcome = _outcome(context, editions, earlier, progress, mode=chosen)
        files |= _files_of(outcome)
        release = Release(
            area=area_id,
            name=name,
            # not how many there are: one may have been taken back
            number=earlier[-1].number + 1 if earlier else 1,
            day=day.isoformat(),
            protections=outcome.protections,
            files={path: sha256(content).hexdigest() for path, content in sorted(files.items())},
        )
        progress(Step(stage=Stage.WRITE))
        _publish(context, release, files, (outcome, digest), keep_protocols)
    return release


def _outcome(
    context: ReadingContext,
    editions: Mapping[Audience, Edition],
    earlier: Sequence[Release],
    progress: Progress,
    *,
    mode: ProtectionMode,
) -> Outcome:
    """Protect what was released to each audience."""
    pasts, protected = _protected(context, editions, earlier, progress, mode=mode)
    since = {audience: first_hiding(past, earlier) for audience, past in pasts.items()}
    return Outcome(
        protections=_protections(protected, editions),
        years={audience: safe.years for audience, safe in protected.items()},
        protocols=lambda release: list(_protocols(release, editions, protected, since)),
        hidden=hidden_values(editions[Audience.STATISTICS], protected) if context.home else b"",
    )


def _publish(
    context: ReadingContext,
    release: Release,
    files: Mapping[str, bytes],
    outcome: tuple[Outcome, str],
    keep_protocols: KeepProtocols | None,
) -> None:
    """Put away what only few may read, then publish: what can't be put away isn't published."""
    of_release, digest = outcome
    if keep_protocols is not None or context.home is not None:
        protocols = of_release.protocols(release)
    if keep_protocols is not None:
        keep_protocols(protocols)
    # before the release: if it is there, the next one knows what it hides
    if context.home is not None:
        keep_outcome(context.home, release, digest, of_release, protocols)
    try:
        folder = release_folder(context.folder, release.area, release.name)
        _write(folder, {**files, MANIFEST: manifest_of(release)})
    except FileWriteError:
        forget_outcome(context.home, release)
        raise


def _protections(
    protected: Mapping[Audience, SafeYears], editions: Mapping[Audience, Edition]
) -> Mapping[Audience, Protection]:
    protections = {
        audience: _protection(safe, editions[audience].catalogue)
        for audience, safe in protected.items()
    }
    public = protections[Audience.PUBLIC]
    naive = _naive(protected[Audience.PUBLIC])
    return {**protections, Audience.PUBLIC: replace(public, naive=naive)}


def _files_of(outcome: Outcome) -> dict[str, bytes]:
    """Contents of the files with figures, by their paths in the release."""
    internal = outcome.protections[Audience.INTERNAL]
    files = {INTERNAL_PROTECTION: protection_bytes(internal, token_hex())}
    for audience, years in outcome.years.items():
        # everybody reads the manifest, and its digests of files for some
        salt = "" if audience is Audience.PUBLIC else token_hex()
        files |= {year_path(audience, year): year_bytes(of, salt) for year, of in years.items()}
    return files


def _protocols(
    release: Release,
    editions: Mapping[Audience, Edition],
    protected: Mapping[Audience, SafeYears],
    since: Mapping[Audience, Mapping[CellId, str]],
) -> Iterator[Protocol]:
    inside: frozenset[CellId] = frozenset()
    for audience, safe in protected.items():
        yield protocol_of(release, editions[audience], safe, inside, since[audience])
        inside = safe.table.hidden


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


def _required_mode(mode: ProtectionMode | None, earlier: Sequence[Release]) -> ProtectionMode:
    """How counts are protected: as in all releases of the area.

    Side by side, a rounded and an exact release leave a hidden count less room than either was to,
    and so do two that are rounded differently. What a release published that leaves a hidden count
    a narrow interval no later one can take back.
    """
    if not earlier:
        return mode or ProtectionMode.WIDTH_5
    before = earlier[-1].protections[Audience.PUBLIC].mode
    if mode not in {None, before}:
        raise ReleaseModeError(earlier[-1].name, before)
    return before


def _require_later(context: ReadingContext, edition: Edition, earlier: Sequence[Release]) -> None:
    """Refuse data older than the last release, or without its years: an old copy was put back."""
    if not edition.protected.years_by_key:
        raise EmptyReleaseError(edition.area.id)
    if not earlier:
        return
    published = set(earlier[-1].years(Audience.PUBLIC))
    if missing := published - {year.year for year in edition.protected.years_by_key.values()}:
        raise ReleaseOrderError(earlier[-1].name, sorted(missing))
    titles = edition.catalogue.titles()
    for before in read_edition(release_context(context, earlier[-1]), edition.area.id).deliveries:
        # what has left the catalogue is given up; what isn't released any more is there, too
        if before.quantity in edition.catalogue.quantities:
            now = edition.protected.delivery_index.find(before.quantity, before.year)
            table = f"„{titles[before.quantity]}“ {before.year}"
            if now is None:
                raise MissingTableError(earlier[-1].name, table)
            days = now.reference_date, before.reference_date
            if days[0] and days[1] and days[0].end < days[1].end:
                raise OlderDataError(earlier[-1].name, table, (days[0].label, days[1].label))


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
    *,
    mode: ProtectionMode,
) -> tuple[Mapping[Audience, Past], Mapping[Audience, SafeYears]]:
    """Protect for those who see more first: what is hidden from them is hidden from all."""
    everything = editions[Audience.STATISTICS]
    behind = everything.protected.contributors
    hidden: frozenset[CellId] = frozenset()
    withheld: frozenset[TableId] = frozenset()
    all_hidden: frozenset[TableId] = frozenset()
    protected: dict[Audience, SafeYears] = {}
    pasts: dict[Audience, Past] = {}
    every, tables = values_of(everything), SecretTables()
    for audience in AUDIENCES:
        edition = editions[audience]
        of_audience = replace(context, audience=audience)
        past = past_releases(of_audience, edition, (every, behind), earlier, tables)
        wider = next(reversed(protected), None)
        if (
            wider
            and _see_the_same(editions[wider], edition)
            and past.tells_the_same_as(pasts[wider])
        ):
            # the same figures, signs and equations: what is safe for the one is for the other
            progress(Step(stage=Stage.SAME, audience=audience))
            safe = replace(protected[wider], still_hidden=hidden)
        else:
            safe = pipeline.safe_years(
                edition.protected.years_by_key.values(),
                edition.catalogue,
                past=past,
                hidden=hidden.union(*(release.hidden for release in past.releases[-1:])),
                withheld=withheld,
                progress=_stages(progress, audience),
                mode=mode,
                behind=behind,
                tables=tables,
            )
        # what is withheld inside is withheld outside, for the same reason
        all_hidden |= safe.table.all_hidden
        protected[audience] = replace(safe, table=replace(safe.table, all_hidden=all_hidden))
        hidden, withheld = safe.table.hidden, safe.table.withheld
        pasts[audience] = past
    return pasts, protected


def _see_the_same(one: Edition, other: Edition) -> bool:
    """Whether two audiences were given the same figures."""
    own, others = (
        [year.digest for year in edition.protected.years_by_key.values()]
        for edition in (one, other)
    )
    return own == others


def _stages(progress: Progress, audience: Audience) -> Report:
    return lambda stage, left: progress(Step(stage=stage, audience=audience, left=left))


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
        all_hidden=tuple(sorted(safe.table.all_hidden)),
        without_rule=tuple(sorted({code for _, code in safe.table.withheld} - ruled)),
        repairs=safe.table.repairs,
        mode=safe.secret.mode,
    )


def _naive(safe: SafeYears) -> tuple[NaiveHiding, ...]:
    """What naive hiding would have given away, in tens; nothing where few counts are small.

    How many of the hidden counts are small is one more thing to compute with: that of 1 + 20 and
    20 + 40, all hidden, one is, leaves 1 and 2 for it, where the sums alone leave 1 to 20.
    """
    if safe.secret.mode.base:
        return ()
    hidings = tuple(naive_hidings(safe.secret, safe.facts, safe.table.withheld))
    if hidings[0].hidden < FEWEST_SMALL:
        return ()
    return tuple(
        NaiveHiding(
            hidden=round(of.hidden, -1), narrow=round(of.narrow, -1), exact=round(of.exact, -1)
        )
        for of in hidings
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
