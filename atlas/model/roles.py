"""Who may do what: persons, their roles and departments."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """Lesen, Liefern (for the own department), Freigeben, Statistikstelle, Verwalten."""

    READ = "read"
    DELIVER = "deliver"
    RELEASE = "release"
    STATISTICS = "statistics"
    ADMINISTER = "administer"


WRITING = frozenset(Role) - {Role.READ}
"""Each of these may write something."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody at the atlas.

    `subject` tells persons apart, as the provider of identities does. Who is not `verified` has
    stated a name and nobody has checked it.
    """

    name: str
    subject: str
    roles: frozenset[Role]
    departments: frozenset[str]
    verified: bool

    @property
    def actor(self) -> str:
        """How the journal names the person; two of one name are told apart."""
        return f"{self.name} ({self.subject})" if self.subject else self.name

    @property
    def may_write(self) -> bool:
        """Whether there is anything the person may write."""
        return bool(self.roles & WRITING)


def on_own_machine(name: str) -> Person:
    """Return whoever sits at the machine the atlas runs on: the name is stated, not checked."""
    return Person(
        name=name, subject="", roles=frozenset(Role), departments=frozenset(), verified=False
    )
