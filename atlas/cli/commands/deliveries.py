"""The commands `deliveries …`, and what `import` does after it has read a file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from atlas.cli import delivery_texts as words
from atlas.cli import options as o
from atlas.cli import texts
from atlas.cli.console import say
from atlas.cli.german import Command, Group
from atlas.cli.output import ERRORS_FOUND, FINE, json_text
from atlas.errors import SubmissionError, UsageError
from atlas.model.roles import on_own_machine

if TYPE_CHECKING:
    from atlas.commands.deliveries import Deliveries, ReleaseStep
    from atlas.model.submissions import Submission, SubmissionRequest
    from atlas.sources.intake.intake import Intake

group = typer.Typer(help=words.GROUP, cls=Group, no_args_is_help=True, rich_markup_mode=None)
Key = Annotated[str, typer.Argument(metavar=texts.TEXT_VALUE, help=words.KEY)]
Reason = Annotated[str, o.text("--reason", help=words.REASON)]
Version = Annotated[int, o.number("--version", help=words.VERSION)]
Shown = Annotated[int | None, o.number("--version", help=words.SHOWN)]
Compare = Annotated[str | None, o.text("--compare", help=words.COMPARE)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """Data folder and home, and who works there."""

    data: Path
    home: Path
    actor: str


@group.command("list", help=words.LIST, cls=Command)
def list_deliveries(
    area: o.Area,
    data: o.Data = o.DATA_FOLDER,
    home: o.Home = o.HOME_FOLDER,
    form: o.ListForm = o.ListFormat.TEXT,
) -> None:
    """List the files that were handed in for an area."""
    from atlas.cli.delivery_listing import listed_submissions, submissions_text  # noqa: PLC0415  (see `_opened`)

    items = _opened(Places(data=data, home=home, actor="")).submissions(area)
    as_json = form is o.ListFormat.JSON
    say(json_text(listed_submissions(items)) if as_json else submissions_text(area, items))


@group.command("show", help=words.SHOW, cls=Command)
def show(
    key: Key,
    area: o.Area,
    data: o.Data = o.DATA_FOLDER,
    home: o.Home = o.HOME_FOLDER,
    form: o.ListForm = o.ListFormat.TEXT,
) -> None:
    """Show a file: what was found in it, what it changes, and what that does."""
    from atlas.cli.delivery_listing import listed_submission, submission_text  # noqa: PLC0415  (see `_opened`)

    deliveries = _opened(Places(data=data, home=home, actor=""))
    submission = deliveries.find(area, key)
    preview = deliveries.preview_of(submission)
    as_json = form is o.ListFormat.JSON
    say(
        json_text(listed_submission(submission, preview))
        if as_json
        else submission_text(submission, preview)
    )


@group.command("check", help=words.CHECK, cls=Command)
def check(  # noqa: PLR0913, PLR0917  (one parameter per option)
    key: Key,
    area: o.Area,
    comment: o.Comments = None,
    actor: o.Actor = "",
    data: o.Data = o.DATA_FOLDER,
    home: o.Home = o.HOME_FOLDER,
) -> None:
    """Check a file again, with answers to what was found."""
    deliveries = _opened(Places(data=data, home=home, actor=actor))
    _say_state(deliveries.check(deliveries.find(area, key), answers_of(comment)))


@group.command("accept", help=words.ACCEPT, cls=Command)
def accept(  # noqa: PLR0913, PLR0917  (one parameter per option)
    key: Key,
    area: o.Area,
    comment: o.Comments = None,
    actor: o.Actor = "",
    data: o.Data = o.DATA_FOLDER,
    home: o.Home = o.HOME_FOLDER,
) -> None:
    """Take a file over, with answers to what was found."""
    deliveries = _opened(Places(data=data, home=home, actor=actor))
    submission = deliveries.find(area, key)
    if answers := answers_of(comment):
        submission = deliveries.check(submission, answers)
    version = deliveries.release(submission, _say_step)
    say(words.ACCEPTED.format(year=version.year, area=area, version=version.version))


@group.command("reject", help=words.REJECT, cls=Command)
def reject(  # noqa: PLR0913, PLR0917  (one parameter per option)
    key: Key,
    area: o.Area,
    reason: Reason,
    actor: o.Actor = "",
    data: o.Data = o.DATA_FOLDER,
    home: o.Home = o.HOME_FOLDER,
) -> None:
    """Say why a file isn't taken over."""
    deliveries = _opened(Places(data=data, home=home, actor=actor))
    rejected = deliveries.reject(deliveries.find(area, key), reason)
    say(words.REJECTED.format(file=rejected.file.name))


@group.command("versions", help=words.VERSIONS, cls=Command)
def versions(  # noqa: PLR0913, PLR0917  (one parameter per option)
    area: o.Area,
    year: o.Year,
    compare: Compare = None,
    version: Shown = None,
    out: o.Out = None,
    data: o.Data = o.DATA_FOLDER,
    home: o.Home = o.HOME_FOLDER,
    form: o.ListForm = o.ListFormat.TEXT,
) -> None:
    """List the versions of the table of a year, compare two of them, or write one into a file."""
    from atlas.cli import delivery_listing as listing  # noqa: PLC0415  (see `_opened`)

    deliveries, as_json = (
        _opened(Places(data=data, home=home, actor="")),
        form is o.ListFormat.JSON,
    )
    if version is not None:
        table = deliveries.tables.table_of_version(area, year, version)
        _write(table, out)
        return
    if compare is None:
        items = deliveries.tables.versions(area, year)
        as_text = listing.versions_text(year, items)
        say(json_text(listing.listed_versions(items)) if as_json else as_text)
        return
    named = re.fullmatch(r"\s*([0-9]+)\s*[-–]\s*([0-9]+)\s*", compare)
    if named is None:
        raise UsageError(words.BAD_VERSIONS.format(text=compare))
    cells = deliveries.tables.compare(area, year, int(named[1]), int(named[2]))
    say(json_text([cell._asdict() for cell in cells]) if as_json else listing.cells_text(cells))


@group.command("restore", help=words.RESTORE, cls=Command)
def restore(  # noqa: PLR0913, PLR0917  (one parameter per option)
    area: o.Area,
    year: o.Year,
    version: Version,
    actor: o.Actor = "",
    data: o.Data = o.DATA_FOLDER,
    home: o.Home = o.HOME_FOLDER,
) -> None:
    """Let the table of a year be what it was."""
    deliveries = _opened(Places(data=data, home=home, actor=actor))
    restored = deliveries.tables.restore(area, year, version)
    say(words.RESTORED.format(year=year, area=area, version=restored.version))


def hand_in(  # noqa: PLR0913  (a file, where it belongs, and what is said of it)
    file: Path,
    intake: Intake,
    request: SubmissionRequest,
    places: Places,
    answers: Mapping[str, str],
    *,
    as_json: bool,
) -> None:
    """Keep a file that was read, check it, and say what was found and what it would change.

    Ends with 1 where the file has errors.
    """
    from atlas.cli.delivery_listing import listed_submission, submission_text  # noqa: PLC0415  (see `_opened`)
    from atlas.commands.deliveries import HandedIn  # noqa: PLC0415  (see `_opened`)

    deliveries = _opened(places)
    handed_in = HandedIn(
        name=file.name,
        content=file.read_bytes(),
        figures=intake.frame,
        problems=intake.problems,
        mapping=intake.corrections.as_dict(),
    )
    submission = deliveries.hand_in(handed_in, request, answers)
    preview = deliveries.preview_of(submission)
    if as_json:
        say(json_text(listed_submission(submission, preview)))
    else:
        say(submission_text(submission, preview))
        _say_state(submission)
    raise typer.Exit(ERRORS_FOUND if submission.errors else FINE)


def _opened(places: Places) -> Deliveries:
    # pandas and SQLAlchemy take a second: --help does without
    from atlas.commands.deliveries import open_deliveries  # noqa: PLC0415
    from atlas.desk import Desk  # noqa: PLC0415

    desk = Desk.open(places.data, places.home)
    return open_deliveries(desk, places.home, on_own_machine(places.actor))


def _write(table: bytes, out: Path | None) -> None:
    from atlas.sources.files import write_atomically  # noqa: PLC0415  (see `_opened`)

    if out is None:
        say(table.decode("utf-8-sig"))
        return
    write_atomically(out, table)
    say(texts.WRITTEN.format(path=out), error=True)


def _say_state(submission: Submission) -> None:
    from atlas.cli.delivery_listing import state_lines  # noqa: PLC0415  (see `_opened`)

    say("\n".join(state_lines(submission)))


def _say_step(step: ReleaseStep) -> None:
    say(words.STEPS[step.value], error=True)


def answers_of(comments: Iterable[str] | None) -> dict[str, str]:
    """Read answers to findings, by their code; anything else raises `SubmissionError`."""
    return dict(_parsed(comments or ()))


def _parsed(comments: Iterable[str]) -> Iterator[tuple[str, str]]:
    for comment in comments:
        code, sign, text = comment.partition("=")
        if not (sign and code.strip() and text.strip()):
            raise SubmissionError("comment", text=comment)
        yield code.strip(), text.strip()
