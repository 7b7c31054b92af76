"""Files of departments on their way into the atlas: handed in, checked, released or rejected.

The journal holds every step with who did it; the figures lie in the yearly tables.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any, Final
from uuid import uuid4

import pandas as pd

from atlas.checks.intake.check import intake_findings
from atlas.checks.intake.difference import CELL, FIGURE, Difference, difference
from atlas.checks.intake.figures import IntakeFigures
from atlas.commands.delivery_facts import deliveries_of, reference_date, sections_of_file
from atlas.commands.table_history import (
    TableHistory,
    require_actor,
    require_department,
    require_releasing,
)
from atlas.desk import Desk
from atlas.errors import (
    OutdatedTableError,
    OutdatedVersionError,
    SubmissionError,
    UnknownAreaError,
    UnknownLevelError,
    UnknownSubmissionError,
)
from atlas.journal import open_journal
from atlas.measures.completeness import Holdings
from atlas.model.dates import Period
from atlas.model.intake import IntakeProblem
from atlas.model.journal import Entry, EntryKind, content_of
from atlas.model.quantities import Exactness
from atlas.model.roles import Person
from atlas.model.submissions import (
    Comment,
    IndicatorEffects,
    KeptFile,
    Submission,
    SubmissionRequest,
    SubmissionStatus,
    TablePair,
    TableVersion,
    submission_fields,
    submission_of,
)
from atlas.sources.delivery_store import DeliveryStore, pair_of, present_pair
from atlas.sources.year_tables import with_cells, with_sections

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

    `tables` are those they come into. With `four_eyes` nobody releases what he has handed in
    himself.
    """

    desk: Desk
    tables: TableHistory
    four_eyes: bool = False

    def submissions(self, area: str) -> tuple[Submission, ...]:
        """Files of an area the person may see, in their newest version, the newest file first.

        Raises
        ------
        UnknownAreaError
            If there is no such area.
        JournalError
            If the journal can't be read.
        """
        if area not in self.desk.area_ids:
            raise UnknownAreaError(area, self.desk.area_ids)
        entries = self.tables.journal.current(EntryKind.SUBMISSION, area)
        items = [submission_of(entry) for entry in entries]
        released = {
            version.submission: version
            for year in {item.request.year for item in items}
            for version in self.tables.versions(area, year)
        }
        items_now = (_with_release(item, released.get(item.key)) for item in items)
        allowed = (
            item
            for item in items_now
            if self.tables.person.may_deliver_for(item.request.department)
        )
        return tuple(sorted(allowed, key=lambda item: item.handed_in, reverse=True))

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
        history = self.tables.journal.history(EntryKind.SUBMISSION, request.area, submission.key)
        versions = self.tables.versions(request.area, request.year)
        released = [item for item in versions if item.submission == submission.key]
        return _with_release(submission_of(history[-1]), next(iter(released), None))

    def preview(self, handed_in: HandedIn, request: SubmissionRequest) -> Preview:
        """Check a file and compare it with what is there; nothing is kept.

        Raises
        ------
        SubmissionError
            If the request can't be followed, or is another department's.
        """
        self._require_own(handed_in, request)
        return self._preview(
            self._figures(handed_in.figures, request), request, tuple(handed_in.problems)
        )

    def preview_of(self, submission: Submission) -> Preview:
        """Check a file that was handed in and compare it with what is there now.

        Raises
        ------
        SubmissionError
            If it is another department's.
        """
        require_department(self.tables.person, submission.request.department)
        read = submission.problems[: submission.read_problems]
        return self._preview(self._figures_of(submission), submission.request, read)

    def _preview(
        self,
        figures: IntakeFigures,
        request: SubmissionRequest,
        read_problems: tuple[IntakeProblem, ...],
    ) -> Preview:
        change = difference(figures, partial=request.partial)
        deliveries = deliveries_of(figures, request)
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
            If the request can't be followed, is another department's, or nobody hands it in.
        FileWriteError, JournalError
            If it can't be kept.
        """
        require_actor(self.tables.actor)
        self._require_own(handed_in, request)
        figures = self._figures(handed_in.figures, request)
        now = _now()
        submission = Submission(
            key=uuid4().hex,
            version=0,
            status=SubmissionStatus.HANDED_IN,
            request=request,
            file=KeptFile(
                name=handed_in.name,
                digest=self.tables.store.keep(handed_in.content),
                size=len(handed_in.content),
            ),
            figures=self.tables.store.keep(_as_bytes(figures)),
            mapping=handed_in.mapping,
            sections={},
            problems=tuple(handed_in.problems),
            read_problems=len(handed_in.problems),
            comments={},
            base=TablePair(),
            changes={},
            handed_in_by=self.tables.actor,
            handed_in=now,
            actor=self.tables.actor,
            written=now,
        )
        return self._checked(submission, figures, answers)

    def check(self, submission: Submission, answers: Mapping[str, str]) -> Submission:
        """Check a file against what is there now, with further answers to its findings.

        Raises
        ------
        SubmissionError
            If it was released or rejected, or is another department's.
        OutdatedVersionError
            If somebody else has worked on it meanwhile.
        """
        require_actor(self.tables.actor)
        require_department(self.tables.person, submission.request.department)
        _require_open(submission)
        return self._checked(submission, self._figures_of(submission), answers)

    def reject(self, submission: Submission, reason: str) -> Submission:
        """Say why a file isn't taken over; it is kept.

        Raises
        ------
        NotAllowedError
            If the person may release nothing.
        SubmissionError
            Without a reason, or if it was released or rejected already.
        OutdatedVersionError
            If somebody else has worked on it meanwhile.
        """
        require_actor(self.tables.actor)
        require_releasing(self.tables.person)
        _require_short(reason)
        if not reason.strip():
            raise SubmissionError("reason")
        with self.tables.alone(submission.request.area):
            _require_open(self._newest(submission))
            rejected = replace(submission, status=SubmissionStatus.REJECTED, reason=reason.strip())
            return self._written(rejected)

    def release(self, submission: Submission, progress: Progress = lambda _: None) -> TableVersion:
        """Take a checked file over into the table of its year.

        Raises
        ------
        NotAllowedError
            If the person may release nothing.
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
        require_actor(self.tables.actor)
        require_releasing(self.tables.person)
        request = submission.request
        with self.tables.alone(request.area):
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
            return self.tables.change(*place, before, after, submission=submission.key)

    def _figures_of(self, submission: Submission, *, earlier: bool = True) -> IntakeFigures:
        """Lay the cells of a file beside what is there now, and `earlier` figures if wanted."""
        content = self.tables.store.read(submission.figures)
        frame = pd.read_parquet(BytesIO(content))
        return self._figures(frame, submission.request, earlier=earlier)

    def _figures(
        self, frame: pd.DataFrame, request: SubmissionRequest, *, earlier: bool = True
    ) -> IntakeFigures:
        date = reference_date(request)
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
            sections=sections_of_file(figures, request),
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
            code: Comment(text=text.strip(), actor=self.tables.actor)
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
            actor=self.tables.actor,
            written=_now(),
            content=content_of(submission_fields(submission)),
        )
        self.tables.journal.write(entry)
        _LOG.info("submission %s: version %d, %s", entry.key, entry.version, submission.status)
        return submission_of(entry)

    def _require_own(self, handed_in: HandedIn, request: SubmissionRequest) -> None:
        """Refuse a file for another department, or of figures it isn't to deliver.

        What a file changes shows what was there: nobody learns the figures of other departments.
        """
        person, department = self.tables.person, request.department
        require_department(person, department)
        if person.may_release:
            return
        agreed = {
            code
            for agreement in self.desk.holdings(request.area).agreements
            if agreement.department.name == department
            for code in agreement.quantities
        }
        if others := sorted(set(handed_in.figures["quantity"].unique()) - agreed):
            raise SubmissionError("not_agreed", department=department, quantities=", ".join(others))

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
        if self.four_eyes and self.tables.person.has_acted(newest.handed_in_by):
            raise SubmissionError("same_actor", actor=newest.handed_in_by)


@lru_cache(maxsize=2)
def keepers_desk(folder: Path, home: Path, stamp: str) -> Desk:  # noqa: ARG001  (see below)
    """Open the keepers' door of a data folder for pages; another `stamp`, other files.

    Raises
    ------
    DataFolderError
        If the folder holds no catalogue.
    """
    return Desk.open(folder, home)


@lru_cache(maxsize=4)
def keepers_holdings(desk: Desk, area: str) -> Holdings:
    """What an area has, read once for each desk: pages ask for it at every change.

    Raises
    ------
    UnknownAreaError
        If there is no such area.
    DataError
        If its area.toml can't be used.
    """
    return desk.holdings(area)


def open_deliveries(desk: Desk, home: Path, person: Person) -> Deliveries:
    """Open the files that were handed in; the environment says whether two persons are needed.

    Raises
    ------
    JournalError
        If the journal can't be opened.
    """
    return Deliveries(
        desk=desk,
        tables=TableHistory(
            folder=desk.folder,
            store=DeliveryStore.of(home),
            journal=open_journal(home),
            person=person,
        ),
        four_eyes=os.environ.get(FOUR_EYES_VARIABLE, "").strip() not in {"", "0"},
    )


def _now() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)


def _messages(problems: Sequence[IntakeProblem], code: str) -> list[str]:
    return [problem.message for problem in problems if problem.code == code]


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
