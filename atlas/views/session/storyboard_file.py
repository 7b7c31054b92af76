"""Storyboards as JSON: a file to keep, and the content of an entry of the journal."""

from __future__ import annotations

import json
from typing import Annotated, Any, Final

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from atlas.errors import StoryboardFileError
from atlas.model.notes import Note, Storyboard
from atlas.model.text import in_one_line, without_forbidden
from atlas.views.figure.address import NOTED_PAGES

VERSION: Final = 1
MOST_NOTES: Final = 60
LONGEST_MESSAGE, LONGEST_SPEECH, LONGEST_LINE = 200, 4000, 200
MOST_BYTES: Final = 1_000_000
_LONGEST_WORD: Final = 4000


def _line(text: str) -> str:
    return in_one_line(without_forbidden(text)).strip()


def _with_area(words: dict[str, str]) -> dict[str, str]:
    """Refuse a figure of no area: what is kept of it would outlive the data it shows."""
    if not words.get("gebiet"):
        raise ValueError(words)
    return words


_Line = Annotated[str, Field(max_length=LONGEST_LINE), AfterValidator(_line)]
_Word = Annotated[str, Field(max_length=_LONGEST_WORD)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class _NoteEntry(_Strict):
    page: Annotated[str, Field(pattern=f"^({'|'.join(NOTED_PAGES)})$")]
    words: Annotated[dict[_Word, _Word], Field(max_length=40), AfterValidator(_with_area)]
    release: _Line = ""
    message: Annotated[str, Field(max_length=LONGEST_MESSAGE), AfterValidator(_line)] = ""
    speech: Annotated[str, Field(max_length=LONGEST_SPEECH), AfterValidator(without_forbidden)] = ""


class _Entry(_Strict):
    version: int
    title: _Line = ""
    committee: _Line = ""
    day: _Line = ""
    item: _Line = ""
    notes: Annotated[list[_NoteEntry], Field(max_length=MOST_NOTES)]


def storyboard_fields(storyboard: Storyboard) -> dict[str, Any]:
    """Write a storyboard as what JSON has."""
    notes = [
        {
            "page": note.page,
            "words": dict(note.words),
            "release": note.release,
            "message": note.message,
            "speech": note.speech,
        }
        for note in storyboard.notes
    ]
    names = ("title", "committee", "day", "item")
    return {"version": VERSION, "notes": notes} | {n: getattr(storyboard, n) for n in names}


def storyboard_bytes(storyboard: Storyboard) -> bytes:
    """Write a storyboard into a file."""
    return json.dumps(storyboard_fields(storyboard), ensure_ascii=False, indent=1).encode()


def storyboard_from_bytes(content: bytes) -> Storyboard:
    """Read a storyboard from a file anybody may have written.

    Raises
    ------
    StoryboardFileError
        If it is none, or of a newer atlas.
    """
    if len(content) > MOST_BYTES:
        raise StoryboardFileError("too_large")
    try:
        fields = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise StoryboardFileError("no_storyboard") from error
    return storyboard_from_fields(fields)


def storyboard_from_fields(fields: object) -> Storyboard:
    """Read what `storyboard_fields` writes; raises `StoryboardFileError`."""
    if not isinstance(fields, dict):
        raise StoryboardFileError("no_storyboard")
    version = fields.get("version")
    if type(version) is int and version > VERSION:
        raise StoryboardFileError("newer")
    try:
        entry = _Entry.model_validate(fields)
    except ValidationError as error:
        raise StoryboardFileError("no_storyboard") from error
    notes = (
        Note(
            page=note.page,
            words=tuple(sorted(note.words.items())),
            release=note.release,
            message=note.message,
            speech=note.speech,
        )
        for note in entry.notes
    )
    return Storyboard(
        title=entry.title,
        committee=entry.committee,
        day=entry.day,
        item=entry.item,
        notes=tuple(notes),
    )
