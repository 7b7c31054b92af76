"""What the command `profile` writes: a profile, or those of all units of a level."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from atlas.atlas import Atlas
from atlas.cli import texts as words
from atlas.errors import FormatError, UsageError
from atlas.model.custom_areas import Part
from atlas.model.documents import DocumentSpec
from atlas.model.scope import Scope
from atlas.render.document.files import (
    COLLECTION_WRITERS,
    collection_file,
    document_file,
    packed_documents,
)
from atlas.views.profile.batch import MOST_IN_ONE, profile_collection, unit_documents
from atlas.views.profile.document import profile_document
from atlas.views.profile.figures import SIMILAR, ProfileChoice
from atlas.views.profile.level import LevelProfiles
from atlas.views.writings import NOTHING_WRITTEN, Writings

ALL, PACKED = "all", "zip"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileRequest:
    """Profiles as the options ask for them, made on a day, with what is written about the area.

    `form` is that of the files in a ZIP.
    """

    choice: ProfileChoice
    day: date
    form: str | None = None
    writings: Writings = NOTHING_WRITTEN

    @property
    def scope(self) -> Scope:
        """Level and year."""
        return self.choice.scope


def profile_file(
    atlas: Atlas, request: ProfileRequest, ending: str, say: Callable[[str], None]
) -> bytes:
    """Write what is asked for into a file with this ending; `say` is told how far it is.

    Raises
    ------
    FormatError
        If there is no such format, or it can't hold several profiles.
    UsageError
        If options don't go together, or one file would hold too many profiles.
    """
    if request.form and (request.choice.unit, ending) != (ALL, PACKED):
        raise UsageError(words.FORMAT_OF_ZIP)
    if request.choice.unit != ALL:
        written = request.writings.of_unit(request.scope.level, request.choice.unit)
        spec = profile_document(atlas, request.choice, request.day, written)
        return document_file(atlas, spec, ending)
    if ending not in {PACKED, *COLLECTION_WRITERS}:
        raise FormatError(ending, (PACKED, *COLLECTION_WRITERS))
    of_level = LevelProfiles(atlas, request.scope)
    documents = unit_documents(of_level, request.choice, request.day, request.writings)
    announced = _announced(documents, len(of_level.names), say)
    if ending == PACKED:
        return packed_documents(atlas, announced, request.form or "pdf")
    if len(of_level.names) > MOST_IN_ONE:
        raise UsageError(words.TOO_MANY_IN_ONE.format(most=MOST_IN_ONE, number=len(of_level.names)))
    collection = profile_collection(of_level, announced)
    say(words.SETTING)
    return collection_file(atlas, collection, ending)


def beside_key(level: str, text: str) -> str:
    """What stands beside a profile: the key of a unit goes without its level if it is the same."""
    return text if text in {"", SIMILAR} or ":" in text else Part(level=level, unit=text).key


def _announced(
    documents: Iterable[DocumentSpec], number: int, say: Callable[[str], None]
) -> Iterator[DocumentSpec]:
    for count, document in enumerate(documents, 1):
        say(words.PROFILE_PROGRESS.format(count=count, number=number, title=document.title))
        yield document
