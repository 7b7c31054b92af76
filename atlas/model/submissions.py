"""Files that departments hand in: from the first check to the release, or their rejection."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from atlas.model.intake import IntakeProblem, IntakeSeverity
from atlas.model.journal import Entry, fields_of, unreadable
from atlas.model.quantities import Audience, Exactness, TotalRule


class SubmissionStatus(StrEnum):
    """How far a file is: checked is one without errors whose warnings were all answered."""

    HANDED_IN = "handed_in"
    CHECKED = "checked"
    RELEASED = "released"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryFacts:
    """What is said of all quantities of a file (see `Delivery`), days as people type them."""

    source: str
    publisher: str
    date: str = ""
    boundary_date: str = ""
    definition: str = ""
    audience: Audience = Audience.STATISTICS
    note: str = ""
    total: TotalRule | None = None
    exactness: Exactness = Exactness.EXACT


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmissionRequest:
    """Where the figures of a file belong.

    `level` is their base level, `department` who delivers them, "" if nobody said. A `partial` file
    brings single cells and leaves all others as they are; others stand for all cells of their
    quantities.
    """

    area: str
    level: str
    year: int
    facts: DeliveryFacts
    partial: bool = False
    department: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptFile:
    """A file that was handed in: its name, SHA-256 and size in bytes."""

    name: str
    digest: str
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """What somebody answered to all findings of one kind."""

    text: str
    actor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TablePair:
    """SHA-256 of a yearly table and of its description; "" where there is none."""

    csv: str = ""
    toml: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """A file that was handed in, as its newest version in the journal says.

    `figures` is the SHA-256 of the cells that were read from it, `mapping` what was understood of
    its form, as JSON. `sections` are what is to be said of each quantity. `base` is the yearly
    table it was compared with, `changes` says how many cells are new, changed and removed. The
    first `read_problems` of the `problems` were there when it was read. `actor` and `written` are
    of this version.
    """

    key: str
    version: int
    status: SubmissionStatus
    request: SubmissionRequest
    file: KeptFile
    figures: str
    mapping: Mapping[str, Any]
    sections: Mapping[str, Mapping[str, str]]
    problems: tuple[IntakeProblem, ...]
    read_problems: int
    comments: Mapping[str, Comment]
    base: TablePair
    changes: Mapping[str, int]
    handed_in_by: str
    handed_in: datetime
    actor: str
    written: datetime
    reason: str = ""

    @property
    def errors(self) -> tuple[IntakeProblem, ...]:
        """Findings that keep the file out."""
        return tuple(item for item in self.problems if item.severity is IntakeSeverity.ERROR)

    @property
    def unanswered(self) -> tuple[str, ...]:
        """Kinds of warnings and questions nobody has answered yet."""
        asked = (item.code for item in self.problems if item.severity is not IntakeSeverity.ERROR)
        return tuple(code for code in dict.fromkeys(asked) if code not in self.comments)


@dataclass(frozen=True, slots=True, kw_only=True)
class TableVersion:
    """A version of the table of a year: how it was before and after somebody changed it.

    `submission` is the key of the file that was taken over, "" where version `restored` was.
    """

    area: str
    year: int
    version: int
    actor: str
    written: datetime
    before: TablePair
    after: TablePair
    submission: str = ""
    restored: int | None = None


def submission_fields(submission: Submission) -> dict[str, Any]:
    """Write what the journal keeps of a submission beside key, version, actor and time."""
    fields = asdict(submission)
    for name in ("key", "version", "actor", "written"):
        del fields[name]
    return fields | {"handed_in": submission.handed_in.isoformat()}


def submission_of(entry: Entry) -> Submission:
    """Read a submission from its entry.

    Raises
    ------
    UnreadableEntryError
        If the entry holds none.
    """
    try:
        return _submission(entry, fields_of(entry))
    except (LookupError, TypeError, ValueError) as error:
        raise unreadable(entry) from error


def _submission(entry: Entry, fields: Mapping[str, Any]) -> Submission:
    request = fields["request"]
    facts = request["facts"]
    return Submission(
        key=entry.key,
        version=entry.version,
        actor=entry.actor,
        written=entry.written,
        status=SubmissionStatus(fields["status"]),
        request=SubmissionRequest(
            **{
                **request,
                "facts": DeliveryFacts(
                    **{
                        **facts,
                        "audience": Audience(facts["audience"]),
                        "total": TotalRule(facts["total"]) if facts["total"] else None,
                        "exactness": Exactness(facts["exactness"]),
                    }
                ),
            }
        ),
        file=KeptFile(**fields["file"]),
        figures=fields["figures"],
        mapping=fields["mapping"],
        sections=fields["sections"],
        problems=tuple(
            IntakeProblem(**{**item, "severity": IntakeSeverity(item["severity"])})
            for item in fields["problems"]
        ),
        read_problems=fields["read_problems"],
        comments={code: Comment(**item) for code, item in fields["comments"].items()},
        base=TablePair(**fields["base"]),
        changes=fields["changes"],
        handed_in_by=fields["handed_in_by"],
        handed_in=datetime.fromisoformat(fields["handed_in"]),
        reason=fields["reason"],
    )


def version_fields(version: TableVersion) -> dict[str, Any]:
    """Write what the journal keeps of a version of a table."""
    return {
        "before": asdict(version.before),
        "after": asdict(version.after),
        "submission": version.submission,
        "restored": version.restored,
    }


def version_of(entry: Entry) -> TableVersion:
    """Read a version of a table from its entry.

    Raises
    ------
    UnreadableEntryError
        If the entry holds none.
    """
    fields = fields_of(entry)
    try:
        return TableVersion(
            area=entry.area,
            year=int(entry.key),
            version=entry.version,
            actor=entry.actor,
            written=entry.written,
            before=TablePair(**fields["before"]),
            after=TablePair(**fields["after"]),
            submission=fields["submission"],
            restored=fields["restored"],
        )
    except (LookupError, TypeError, ValueError) as error:
        raise unreadable(entry) from error


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorMove:
    """A value of an indicator before and after a file is taken over; None where there is none."""

    indicator: str
    level: str
    unit: str
    old: float | None
    new: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorEffects:
    """What taking a file over does to the indicators of its year.

    `counts` has by indicator how many values move, appear and go. `top` are the largest moves, each
    measured by how far the units lie apart.
    """

    counts: Mapping[str, tuple[int, int, int]]
    top: tuple[IndicatorMove, ...]
