"""The profiles of all units of a level, one after the other or as one document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import Final

from atlas.model.documents import DocumentCollection, DocumentSpec
from atlas.views.file_names import profile_stem
from atlas.views.profile import texts as words
from atlas.views.profile.document import unit_document
from atlas.views.profile.figures import ProfileChoice
from atlas.views.profile.level import LevelProfiles
from atlas.views.writings import NOTHING_WRITTEN, Writings

MOST_IN_ONE: Final = 80
"""Profiles of one document: each takes 12 MB while its pages are set."""


def unit_documents(
    of_level: LevelProfiles,
    choice: ProfileChoice,
    day: date,
    writings: Writings = NOTHING_WRITTEN,
) -> Iterator[DocumentSpec]:
    """Lay out the profile of each unit of a level, in official order, as one was chosen.

    `writings` are all of the area; each profile has its own.
    """
    for unit in of_level.names:
        written = writings.of_unit(of_level.level.id, unit)
        yield unit_document(of_level, replace(choice, unit=unit), day, written)


def profile_collection(
    of_level: LevelProfiles, documents: Iterable[DocumentSpec]
) -> DocumentCollection:
    """Put the profiles of the units of a level into one document."""
    every = tuple(documents)
    area, level = of_level.area, of_level.level
    return DocumentCollection(
        title=words.ALL_TITLE.format(plural=level.plural),
        kicker=words.ALL_KICKER.format(
            number=len(every), plural=level.plural, within=area.within, year=of_level.year
        ),
        contents=words.CONTENTS,
        documents=every,
        file_stem=all_stem(of_level),
    )


def all_stem(of_level: LevelProfiles) -> str:
    """Name the file of all profiles of a level."""
    return profile_stem(of_level.atlas, replace(of_level.scope, year=of_level.year), "")
