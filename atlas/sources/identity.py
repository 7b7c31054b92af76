"""The publisher's name, address and design: identity.toml beside area.toml.

No release holds it: an imprint is today's, even beside an old release.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final, TypeVar

from atlas.model.colours import ACCENT, contrast
from atlas.model.identity import NOT_STATED, Accessibility, Conformity, Identity, Privacy
from atlas.model.numbers import format_number
from atlas.model.problems import Problem
from atlas.model.source_location import SourceLocation
from atlas.sources.pictures import usable_picture
from atlas.sources.text_files import FileModel, TomlFile, validated
from atlas.sources.toml_sections import read_toml_sections

FILE: Final = "identity.toml"
LEAST_CONTRAST: Final = 4.5
"""Of texts against white, after WCAG 2.1 (1.4.3)."""
_COLOUR: Final = re.compile("#[0-9a-fA-F]{6}")


class _ImprintEntry(FileModel):
    text: tuple[str, ...] = ()


class _PrivacyEntry(FileModel):
    controller: str = ""
    officer: tuple[str, ...] = ()
    authority: tuple[str, ...] = ()
    text: tuple[str, ...] = ()


class _AccessibilityEntry(FileModel):
    conformity: Conformity | None = None
    declared_on: date | None = None
    method: str = ""
    barriers: tuple[str, ...] = ()
    contact: str = ""
    arbitration: tuple[str, ...] = ()
    text: tuple[str, ...] = ()


class _IdentityEntry(FileModel):
    office: str = ""
    address: tuple[str, ...] = ()
    email: str = ""
    telephone: str = ""
    responsible: str = ""
    accent: str = ACCENT
    logo: str = ""
    imprint: object = None
    privacy: object = None
    accessibility: object = None


_Entry = TypeVar("_Entry", bound=FileModel)
_CHECKED_SEPARATELY = {"accent", "logo", "imprint", "privacy", "accessibility"}


@dataclass(frozen=True, slots=True)
class IdentityFile:
    """What is stated, what is wrong with it, and the names of the files it was read from."""

    identity: Identity
    problems: tuple[Problem, ...] = ()
    files: frozenset[str] = frozenset()


def read_identity(folder: Path) -> IdentityFile:
    """Read the identity of the area whose districts are in a folder; nothing without a file.

    What is wrong costs as little as can be: a pale colour only itself, a fault in a section that
    section.
    """
    if not (folder / FILE).is_file():
        return IdentityFile(NOT_STATED)
    problems: list[Problem] = []
    location = SourceLocation(area=folder.name, file=f"districts/{folder.name}/{FILE}")
    file = read_toml_sections(folder / FILE, location, problems, depth=1)
    entry = validated(_IdentityEntry, (), file, problems) or _IdentityEntry()
    logo = usable_picture(entry.logo, folder, file.location_of("logo"), problems)
    identity = Identity(
        accent=_readable(entry.accent, file, problems),
        logo=(folder / logo).read_bytes() if logo else b"",
        imprint=_section("imprint", _ImprintEntry, file, problems).text,
        privacy=Privacy(**_section("privacy", _PrivacyEntry, file, problems).model_dump()),
        accessibility=Accessibility(
            **_section("accessibility", _AccessibilityEntry, file, problems).model_dump()
        ),
        **entry.model_dump(exclude=_CHECKED_SEPARATELY),
    )
    return IdentityFile(identity, tuple(problems), frozenset({FILE, logo} - {""}))


def _section(name: str, model: type[_Entry], file: TomlFile, problems: list[Problem]) -> _Entry:
    """Read a section; one that isn't there or can't be used says nothing."""
    stated = validated(model, (name,), file, problems) if name in file.tables else None
    return stated or model()


def _readable(colour: str, file: TomlFile, problems: list[Problem]) -> str:
    """Return a colour texts can have on white, the usual one in place of any other."""
    location = file.location_of("accent")
    if not _COLOUR.fullmatch(colour):
        problems.append(location.problem("accent_no_colour", colour))
    elif (against_white := contrast(colour, "#ffffff")) < LEAST_CONTRAST:
        stated = format_number(against_white, 1)
        problems.append(location.problem("accent_pale", colour, contrast=stated))
    else:
        return colour.lower()
    return ACCENT
