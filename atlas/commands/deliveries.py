"""Files of departments on their way into the atlas: handed in, checked, released or rejected.

The journal holds every step with who did it. The figures lie in the yearly tables; a table and its
description change together, and what has begun is finished also if somebody is ended in between
(`sources.delivery_store`).
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from enum import StrEnum
from io import BytesIO
from pathlib import Path
from typing import Any, Final
from uuid import uuid4

import pandas as pd

from atlas.checks.intake.check import intake_findings
from atlas.checks.intake.difference import CELL, FIGURE, Difference, difference
from atlas.checks.intake.figures import IntakeFigures
from atlas.desk import Desk
from atlas.errors import (
    FileWriteError,
    JournalError,
    OutdatedTableError,
    OutdatedVersionError,
    SubmissionError,
    UnknownAreaError,
    UnknownLevelError,
    UnknownSubmissionError,
    UnknownTableVersionError,
)
from atlas.journal import Journal, finish_acceptance, open_journal
from atlas.measures.nesting import coarser_levels
from atlas.model.dates import Period, ReferenceDate, parse_reference_date, parse_typed_day
from atlas.model.intake import IntakeProblem
from atlas.model.journal import Entry, EntryKind, content_of, entry_fields
from atlas.model.quantities import Delivery, Exactness
from atlas.model.submissions import (
    Comment,
    DeliveryFacts,
    IndicatorEffects,
    KeptFile,
    Submission,
    SubmissionRequest,
    SubmissionStatus,
    TablePair,
    TableVersion,
    submission_fields,
    submission_of,
    version_fields,
    version_of,
)
from atlas.sources.delivery_store import (
    Acceptance,
    DeliveryStore,
    alone_with_tables,
    pair_of,
    present_pair,
)
from atlas.sources.year_tables import TableCell, changed_cells, with_cells, with_sections

FOUR_EYES_VARIABLE: Final = "ATLAS_FOUR_EYES"
SHORT_KEY: Final = 8
"""Letters of the key of a file that are shown: they tell it from all others."""
LONGEST: Final = 2000
"""Letters of one comment or reason."""
FRAME_COLUMNS: Final = (
    *("level", "unit", "year", "quantity", "value", "state", "status"),
    *("row", "column"),
)
_MOST_SENTENCES: Final = 3
_FIRST_YEAR, _LAST_YEAR = 1000, 2999
_LOG: Final = logging.getLogger(__name__)


class ReleaseStep(StrEnum):
    """What is being done while a file is released, for who waits."""

    READ = "read"
    COMPARE = "compare"
    WRITE = "write"


Progress = Callable[[ReleaseStep], None]


@dataclass(frozen=True, kw_only=True, eq=False)
class HandedIn:
    """A file as it was read.

    `figures` is a row per cell with the columns `FRAME_COLUMNS`; row and column as Excel shows
    them. `problems` is what reading found. `mapping` says how the file was understood, as JSON.
    """

    name: str
    content: bytes
    figures: pd.DataFrame
    problems: Sequence[IntakeProblem] = ()
    mapping: Mapping[str, Any]


@dataclass(frozen=True, kw_only=True, eq=False)
class Preview:
    """What a file would change, and what that does to the indicators of its year.

    `findings` are those of reading it and of its figures.
    """

    figures: IntakeFigures
    findings: tuple[IntakeProblem, ...]
    change: Difference
    effects: IndicatorEffects


@dataclass(frozen=True, kw_only=True, eq=False)
class Deliveries:
    """The files handed in for the areas of a data folder, and somebody who works on them.

    With `four_eyes` nobody releases what he has handed in himself.
    """

    desk: Desk
    store: DeliveryStore
    journal: Journal
    actor: str
    four_eyes: bool = False

    def submissions(self, area: str) -> tuple[Submission, ...]:
        """All files of an area in their newest version, the newest file first.

        Raises
        ------
        UnknownAreaError
            If there is no such area.
        JournalError
            If the journal can't be read.
        """
        if area not in self.desk.area_ids:
            raise UnknownAreaError(area, self.desk.area_ids)
        entries = self.journal.current(EntryKind.SUBMISSION, area)
        items = [submission_of(entry) for entry in entries]
        released = {
            version.submission: version
            for year in {item.request.year for item in items}
            for version in self.versions(area, year)
        }
        items_now = (_with_release(item, released.get(item.key)) for item in items)
        return tuple(sorted(items_now, key=lambda item: item.handed_in, reverse=True))

    def find(self, area: str, key: str) -> Submission:
        """Return the file of a key, or of the only one that begins like that.

        Raises
        ------
        UnknownSubmissionError
            If there is none, or several.
        """
        items = self.submissions(area)
        fitting = [item for item in items if key and item.key.startswith(key)]
        if len(fitting) != 1:
            raise UnknownSubmissionError(key, [item.key[:SHORT_KEY] for item in items])
        return fitting[0]

    def _newest(self, submission: Submission) -> Submission:
        """The newest version of a file, with its release if there was one."""
        request = submission.request
        history = self.journal.history(EntryKind.SUBMISSION, request.area, submission.key)
        versions = self.versions(request.area, request.year)
        released = [item for item in versions if item.submission == submission.key]
        return _with_release(submission_of(history[-1]), next(iter(released), None))

    def versions(self, area: str, year: int) -> tuple[TableVersion, ...]:
        """All versions of the table of a year that somebody released or restored, oldest first."""
        return tuple(map(version_of, self.journal.history(EntryKind.YEAR_TABLE, area, str(year))))

    def preview(self, handed_in: HandedIn, request: SubmissionRequest) -> Preview:
        """Check a file and compare it with what is there; nothing is kept.

        Raises
        ------
        SubmissionError
            If the request can't be followed.
        """
        return self._preview(
            self._figures(handed_in.figures, request), request, tuple(handed_in.problems)
        )

    def preview_of(self, submission: Submission) -> Preview:
        """Check a file that was handed in and compare it with what is there now."""
        read = submission.problems[: submission.read_problems]
        return self._preview(self._figures_of(submission), submission.request, read)

    def _preview(
        self,
        figures: IntakeFigures,
        request: SubmissionRequest,
        read_problems: tuple[IntakeProblem, ...],
    ) -> Preview:
        change = difference(figures, partial=request.partial)
        deliveries = _deliveries(figures, request)
        return Preview(
            figures=figures,
            findings=(*read_problems, *intake_findings(figures)),
            change=change,
            effects=self.desk.indicator_effects(figures, change, deliveries),
        )

    def hand_in(
        self, handed_in: HandedIn, request: SubmissionRequest, answers: Mapping[str, str]
    ) -> Submission:
        """Keep a file, check it and note it in the journal; `answers` are to findings, by code.

        Raises
        ------
        SubmissionError
            If the request can't be followed, or nobody hands it in.
        FileWriteError, JournalError
            If it can't be kept.
        """
        self._require_actor()
        figures = self._figures(handed_in.figures, request)
        now = _now()
        submission = Submission(
            key=uuid4().hex,
            version=0,
            status=SubmissionStatus.HANDED_IN,
            request=request,
            file=KeptFile(
                name=handed_in.name,
                digest=self.store.keep(handed_in.content),
                size=len(handed_in.content),
            ),
            figures=self.store.keep(_as_bytes(figures)),
            mapping=handed_in.mapping,
            sections={},
            problems=tuple(handed_in.problems),
            read_problems=len(handed_in.problems),
            comments={},
            base=TablePair(),
            changes={},
            handed_in_by=self.actor,
            handed_in=now,
            actor=self.actor,
            written=now,
        )
        return self._checked(submission, figures, answers)

    def check(self, submission: Submission, answers: Mapping[str, str]) -> Submission:
        """Check a file against what is there now, with further answers to its findings.

        Raises
        ------
        SubmissionError
            If it was released or rejected.
        OutdatedVersionError
            If somebody else has worked on it meanwhile.
        """
        self._require_actor()
        _require_open(submission)
        return self._checked(submission, self._figures_of(submission), answers)

    def reject(self, submission: Submission, reason: str) -> Submission:
        """Say why a file isn't taken over; it is kept.

        Raises
        ------
        SubmissionError
            Without a reason, or if it was released or rejected already.
        OutdatedVersionError
            If somebody else has worked on it meanwhile.
        """
        self._require_actor()
        _require_short(reason)
        if not reason.strip():
            raise SubmissionError("reason")
        with alone_with_tables(self.desk.folder, submission.request.area):
            self._finish(submission.request.area)
            _require_open(self._newest(submission))
            rejected = replace(submission, status=SubmissionStatus.REJECTED, reason=reason.strip())
            return self._written(rejected)

    def release(self, submission: Submission, progress: Progress = lambda _: None) -> TableVersion:
        """Take a checked file over into the table of its year.

        Raises
        ------
        SubmissionError
            If it has errors or unanswered findings, was released or rejected, changes nothing, or
            must be released by somebody else.
        OutdatedVersionError
            If somebody else has worked on it meanwhile.
        OutdatedTableError
            If the table isn't what the file was checked against.
        YearTableError
            If something in the table would be lost.
        FileWriteError, JournalError
            If it can't be written; all is as before then.
        """
        self._require_actor()
        request = submission.request
        with alone_with_tables(self.desk.folder, request.area):
            self._finish(request.area)
            self._require_releasable(submission)
            before = present_pair(self.desk.folder, request.area, request.year)
            if pair_of(before) != submission.base:
                raise OutdatedTableError(request.area, request.year)
            progress(ReleaseStep.READ)
            figures = self._figures_of(submission, earlier=False)
            progress(ReleaseStep.COMPARE)
            change = difference(figures, partial=request.partial)
            after = _pair_after(before, figures, change, submission)
            progress(ReleaseStep.WRITE)
            if after == before:
                raise SubmissionError("no_change")
            place = request.area, request.year
            return self._change_table(*place, before, after, submission=submission.key)

    def restore(self, area: str, year: int, number: int) -> TableVersion:
        """Let the table of a year be what it was after a version, or before the first one (0).

        Raises
        ------
        UnknownTableVersionError
            If there is no such version.
        SubmissionError
            If the table is like that already.
        FileWriteError, JournalError
            If it can't be written; all is as before then.
        """
        self._require_actor()
        with alone_with_tables(self.desk.folder, area):
            self._finish(area)
            wanted = self.pair_of_version(area, year, number)
            before = present_pair(self.desk.folder, area, year)
            if pair_of(before) == wanted:
                raise SubmissionError("same_version")
            after = {
                name: self.store.read(digest) if digest else b""
                for name, digest in (("csv", wanted.csv), ("toml", wanted.toml))
            }
            return self._change_table(area, year, before, after, restored=number)

    def compare(self, area: str, year: int, old: int, new: int) -> tuple[TableCell, ...]:
        """Cells in which two versions of the table of a year differ.

        Raises
        ------
        UnknownTableVersionError
            If there is no such version.
        DamagedDeliveryError
            If one of them isn't kept any more.
        """
        digests = (self.pair_of_version(area, year, number).csv for number in (old, new))
        tables = [self.store.read(digest) if digest else b"" for digest in digests]
        return changed_cells(tables[0], tables[1], f"{year}.csv")

    def pair_of_version(self, area: str, year: int, number: int) -> TablePair:
        """Table and description of a version; 0 is what was there before the first one.

        Raises
        ------
        UnknownTableVersionError
            If there is no such version.
        """
        versions = self.versions(area, year)
        first = tuple(version.before for version in versions[:1])
        pairs: dict[int, TablePair] = dict(
            enumerate((*first, *(version.after for version in versions)))
        )
        if number not in pairs:
            raise UnknownTableVersionError(number, sorted(pairs))
        return pairs[number]

    def _figures_of(self, submission: Submission, *, earlier: bool = True) -> IntakeFigures:
        """Lay the cells of a file beside what is there now, and `earlier` figures if wanted."""
        content = self.store.read(submission.figures)
        frame = pd.read_parquet(BytesIO(content))
        return self._figures(frame, submission.request, earlier=earlier)

    def _figures(
        self, frame: pd.DataFrame, request: SubmissionRequest, *, earlier: bool = True
    ) -> IntakeFigures:
        date = _reference_date(request)
        tables = self.desk.intake_tables(
            request.area, request.year, frame["quantity"].unique(), earlier=earlier
        )
        tables = replace(
            tables,
            annual_mean=date is not None and date.period is Period.ANNUAL_MEAN,
            exact=request.facts.exactness is Exactness.EXACT,
        )
        figures = IntakeFigures.of(frame[list(FRAME_COLUMNS)], tables)
        levels = [level.id for level in figures.tables.area.levels]
        if request.level not in levels:
            raise UnknownLevelError(request.level, levels)
        if figures.frame.empty:
            raise SubmissionError("no_figures")
        if lost := len(frame) - len(figures.frame):
            raise SubmissionError("lost_figures", count=lost)
        return figures

    def _checked(
        self, submission: Submission, figures: IntakeFigures, answers: Mapping[str, str]
    ) -> Submission:
        """Note what is found in a file now, beside what reading it has found."""
        _require_short(*answers.values())
        request = submission.request
        before = present_pair(self.desk.folder, request.area, request.year)
        read = submission.problems[: submission.read_problems]
        problems = (*read, *intake_findings(figures))
        change = difference(figures, partial=request.partial)
        noted = replace(
            submission,
            problems=problems,
            comments=self._comments(submission, problems, answers),
            sections={
                delivery.quantity: _entries(delivery, request.facts)
                for delivery in _deliveries(figures, request)
            },
            base=pair_of(before),
            changes={kind.value: count for kind, count in change.counts.items()},
        )
        is_open = noted.errors or noted.unanswered
        status = SubmissionStatus.HANDED_IN if is_open else SubmissionStatus.CHECKED
        return self._written(replace(noted, status=status))

    def _comments(
        self,
        submission: Submission,
        problems: Sequence[IntakeProblem],
        answers: Mapping[str, str],
    ) -> dict[str, Comment]:
        """Comments there are, as far as they are about what is still found, and new ones."""
        kept = {
            code: comment
            for code, comment in submission.comments.items()
            if _messages(submission.problems, code) == _messages(problems, code)
        }
        added = {
            code: Comment(text=text.strip(), actor=self.actor)
            for code, text in answers.items()
            if text.strip()
        }
        return {**kept, **added}

    def _written(self, submission: Submission) -> Submission:
        entry = Entry(
            kind=EntryKind.SUBMISSION,
            area=submission.request.area,
            key=submission.key,
            version=submission.version + 1,
            actor=self.actor,
            written=_now(),
            content=content_of(submission_fields(submission)),
        )
        self.journal.write(entry)
        _LOG.info("submission %s: version %d, %s", entry.key, entry.version, submission.status)
        return submission_of(entry)

    def _finish(self, area: str) -> None:
        finish_acceptance(self.desk.folder, area, self.store, self.journal)

    def _require_actor(self) -> None:
        if not self.actor.strip():
            raise SubmissionError("no_actor")

    def _require_releasable(self, submission: Submission) -> None:
        newest = self._newest(submission)
        _require_open(newest)
        if newest.version != submission.version:
            raise OutdatedVersionError(newest.version)
        if newest.errors:
            sentences = " ".join(problem.message for problem in newest.errors[:_MOST_SENTENCES])
            raise SubmissionError("errors", count=len(newest.errors), sentences=sentences)
        if newest.unanswered:
            raise SubmissionError("unanswered", codes=", ".join(newest.unanswered))
        if self.four_eyes and _same_person(self.actor, newest.handed_in_by):
            raise SubmissionError("same_actor", actor=newest.handed_in_by)

    def _change_table(  # noqa: PLR0913  (where, what, and why)
        self,
        area: str,
        year: int,
        before: Mapping[str, bytes],
        after: Mapping[str, bytes],
        *,
        submission: str = "",
        restored: int | None = None,
    ) -> TableVersion:
        """Change a table with its description and note it: all of it, whatever comes between."""
        version = TableVersion(
            area=area,
            year=year,
            version=len(self.versions(area, year)) + 1,
            actor=self.actor,
            written=_now(),
            before=self.store.keep_pair(before),
            after=self.store.keep_pair(after),
            submission=submission,
            restored=restored,
        )
        entry = Entry(
            kind=EntryKind.YEAR_TABLE,
            area=area,
            key=str(year),
            version=version.version,
            actor=version.actor,
            written=version.written,
            content=content_of(version_fields(version)),
        )
        self.store.begin(
            Acceptance(area=area, year=year, after=version.after, entry=entry_fields(entry))
        )
        try:
            self.store.put_in_place(self.desk.folder, area, year, version.after)
            self.journal.write(entry)
        except (FileWriteError, JournalError, OutdatedVersionError):
            self.store.put_in_place(self.desk.folder, area, year, version.before)
            self.store.end(area)
            raise
        self.store.end(area)
        _LOG.info("table of %s %d: version %d", area, year, version.version)
        return version


def open_deliveries(desk: Desk, home: Path, actor: str) -> Deliveries:
    """Open the files that were handed in; the environment says whether two persons are needed.

    Raises
    ------
    JournalError
        If the journal can't be opened.
    """
    return Deliveries(
        desk=desk,
        store=DeliveryStore.of(home),
        journal=open_journal(home),
        actor=actor,
        four_eyes=os.environ.get(FOUR_EYES_VARIABLE, "").strip() not in {"", "0"},
    )


def _now() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)


def _messages(problems: Sequence[IntakeProblem], code: str) -> list[str]:
    return [problem.message for problem in problems if problem.code == code]


def _same_person(one: str, other: str) -> bool:
    return " ".join(one.casefold().split()) == " ".join(other.casefold().split())


def _with_release(submission: Submission, version: TableVersion | None) -> Submission:
    """Let a file that was taken over say who did it: that stands in the history of the table."""
    if version is None:
        return submission
    released = SubmissionStatus.RELEASED
    return replace(submission, status=released, actor=version.actor, written=version.written)


def _require_open(submission: Submission) -> None:
    if submission.status in {SubmissionStatus.RELEASED, SubmissionStatus.REJECTED}:
        raise SubmissionError(submission.status.value)


def _require_short(*texts: str) -> None:
    if any(len(text) > LONGEST for text in texts):
        raise SubmissionError("long", longest=LONGEST)


def _as_bytes(figures: IntakeFigures) -> bytes:
    out = BytesIO()
    frame = figures.frame[list(FRAME_COLUMNS)]
    frame.assign(column=frame["column"].astype("category")).to_parquet(out, index=False)
    return out.getvalue()


def _reference_date(request: SubmissionRequest) -> ReferenceDate | None:
    """Reference date of a request; one that can't be followed raises `SubmissionError`."""
    facts = request.facts
    if not _FIRST_YEAR <= request.year <= _LAST_YEAR:
        raise SubmissionError("year", text=request.year)
    for name in ("source", "publisher"):
        if not getattr(facts, name).strip():
            raise SubmissionError(name)
    _boundary_date(facts)
    try:
        return parse_reference_date(facts.date) if facts.date else None
    except ValueError as error:
        raise SubmissionError("date", text=facts.date) from error


def _boundary_date(facts: DeliveryFacts) -> date | None:
    try:
        return parse_typed_day(facts.boundary_date) if facts.boundary_date else None
    except ValueError as error:
        raise SubmissionError("boundary_date", text=facts.boundary_date) from error


def _described(figures: IntakeFigures, request: SubmissionRequest) -> list[str]:
    """Quantities of which a file says where they come from, and not only how large a total is."""
    tables = figures.tables
    bases = {said.base_level for said in tables.described.values()}
    finer = {base for base in bases if request.level in coarser_levels(base, tables.area)}
    codes = (figures.quantities[column] for column in figures.delivered_columns())
    present = ((code, tables.described.get(code)) for code in codes)
    return [code for code, said in present if said is None or said.base_level not in finer]


def _deliveries(figures: IntakeFigures, request: SubmissionRequest) -> tuple[Delivery, ...]:
    """What is said of the quantities of a file; who says nothing of it leaves the definition."""
    facts = request.facts
    return tuple(
        Delivery(
            quantity=code,
            year=request.year,
            base_level=request.level,
            reference_date=_reference_date(request),
            source=facts.source,
            publisher=facts.publisher,
            boundary_date=_boundary_date(facts),
            definition=facts.definition or (said.definition if said else ""),
            audience=facts.audience,
            note=facts.note,
            total=facts.total or (said.total if said else None),
            exactness=facts.exactness,
        )
        for code in _described(figures, request)
        for said in (figures.tables.last_said_of(code),)
    )


def _pair_after(
    before: Mapping[str, bytes],
    figures: IntakeFigures,
    change: Difference,
    submission: Submission,
) -> dict[str, bytes]:
    """Table and description with what a file brings; all else stays as it is written."""
    year = submission.request.year
    cells = change.cells[[*CELL, *FIGURE]]
    return {
        "csv": with_cells(before["csv"], cells, figures.unit_names, f"{year}.csv"),
        "toml": with_sections(before["toml"], submission.sections, f"{year}.toml"),
    }


def _entries(delivery: Delivery, facts: DeliveryFacts) -> dict[str, str]:
    """What a description says of a quantity; days as they were typed."""
    entries = {
        "base": delivery.base_level,
        "date": facts.date,
        "boundary_date": facts.boundary_date,
        "source": delivery.source,
        "publisher": delivery.publisher,
        "definition": delivery.definition,
        "audience": delivery.audience.value,
        "note": delivery.note,
        "total": delivery.total.value if delivery.total else "",
        "exactness": "" if delivery.exactness is Exactness.EXACT else delivery.exactness.value,
    }
    return {key: value for key, value in entries.items() if value}
