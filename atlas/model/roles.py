"""Who may do what: persons, their roles and departments."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from unicodedata import normalize


class Role(StrEnum):
    """Lesen, Liefern (for the own department), Freigeben, Statistikstelle, Verwalten."""

    READ = "read"
    DELIVER = "deliver"
    RELEASE = "release"
    STATISTICS = "statistics"
    ADMINISTER = "administer"


WRITING = frozenset(Role) - {Role.READ}
"""Each of these may write something."""
RELEASING = frozenset({Role.RELEASE, Role.STATISTICS, Role.ADMINISTER})
"""Each of these may take deliveries over, reject them, and see figures of all departments."""


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

    @property
    def may_release(self) -> bool:
        """Whether the person may work on the deliveries of all departments."""
        return bool(self.roles & RELEASING)

    def may_deliver_for(self, department: str) -> bool:
        """Whether the person may hand in files of a department, and see what became of them."""
        return self.may_release or (Role.DELIVER in self.roles and department in self.departments)

    def has_acted(self, actor: str) -> bool:
        """Whether it was this person whom the journal names so.

        A checked person is known by the subject: the name can be changed at the provider.
        """
        if self.verified and self.subject:
            return actor.endswith(f" ({self.subject})")
        return _folded(actor) == _folded(self.actor)


def _folded(name: str) -> str:
    return " ".join(normalize("NFKC", name).casefold().split())


def on_own_machine(name: str) -> Person:
    """Return whoever sits at the machine the atlas runs on: the name is stated, not checked."""
    return Person(
        name=name, subject="", roles=frozenset(Role), departments=frozenset(), verified=False
    )
