"""Who publishes the atlas of an area and how it looks: as of today, whatever release is shown."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final

from atlas.model.colours import ACCENT


class Conformity(StrEnum):
    """How far the atlas meets what the law on accessibility asks for."""

    FULL = "full"
    PARTIAL = "partial"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Privacy:
    """Who answers for personal data; `officer` and `authority` are lines of an address.

    `text` are further paragraphs, such as what a web server in front writes down.
    """

    controller: str = ""
    officer: tuple[str, ...] = ()
    authority: tuple[str, ...] = ()
    text: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Accessibility:
    """What the declaration of accessibility says, None or "" where nothing is stated.

    `declared_on` is the day of the declaration, `barriers` are what not everybody can use,
    `contact` is where to tell of others, and `arbitration` whom to turn to if that doesn't help:
    lines of an address.
    """

    conformity: Conformity | None = None
    declared_on: date | None = None
    method: str = ""
    barriers: tuple[str, ...] = ()
    contact: str = ""
    arbitration: tuple[str, ...] = ()
    text: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """The publisher's name, address and design; "" where nothing is stated.

    `responsible` is a person or function, `accent` a colour as "#rrggbb" that can be read on white,
    `logo` the content of a PNG or JPEG file. `imprint` are further paragraphs.
    """

    office: str = ""
    address: tuple[str, ...] = ()
    email: str = ""
    telephone: str = ""
    responsible: str = ""
    accent: str = ACCENT
    logo: bytes = field(default=b"", repr=False)
    imprint: tuple[str, ...] = ()
    privacy: Privacy = Privacy()
    accessibility: Accessibility = Accessibility()

    @property
    def sender(self) -> str:
        """Office and address in one line, "" if neither is stated."""
        return ", ".join(line for line in (self.office, *self.address) if line)


NOT_STATED: Final = Identity()
"""Of an area whose publisher has told nothing."""
