"""Which claims of the provider of identities give which roles: the file `ATLAS_ROLES` names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import Field

from atlas.errors import SignInError
from atlas.model.problems import Problem
from atlas.model.roles import Person, Role
from atlas.model.source_location import SourceLocation
from atlas.sources.text_files import FileModel, read_toml, validated

LONGEST_NAME = 80
"""Letters of a name the journal has room for, beside who it is."""


class _RolesEntry(FileModel):
    claim: str = Field(min_length=1)
    roles: dict[Role, tuple[str, ...]]
    departments: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    name: str = "name"


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleRules:
    """What a claim has to hold for each role and department.

    `claim` and `name_claim` are paths through the claims with dots between their parts.
    """

    claim: str
    name_claim: str
    roles: Mapping[Role, frozenset[str]]
    departments: Mapping[str, frozenset[str]]

    def person(self, claims: Mapping[str, Any]) -> Person:
        """Return who the claims of a checked ID token speak of, with the roles they give.

        Whoever has a role may read.
        """
        held = _values(_at(claims, self.claim))
        subject = str(claims.get("sub", ""))
        name = str(_at(claims, self.name_claim) or claims.get("email") or subject)
        roles = frozenset(role for role, values in self.roles.items() if held & values)
        return Person(
            name=name[:LONGEST_NAME],
            subject=subject[:LONGEST_NAME],
            roles=roles | {Role.READ} if roles else roles,
            departments=frozenset(
                department for department, values in self.departments.items() if held & values
            ),
            verified=True,
        )


def read_roles(path: Path) -> RoleRules:
    """Read who has which role.

    Raises
    ------
    SignInError
        If the file is missing or anything in it can't be used: nobody gets a role by mistake.
    """
    problems: list[Problem] = []
    location = SourceLocation(file=path.name)
    file = read_toml(path, location, problems)
    entry = validated(_RolesEntry, (), file, problems) if not problems else None
    if problems or entry is None:
        faults = " ".join(f"{problem.message} {problem.remedy}" for problem in problems)
        raise SignInError("roles", path=path.name, fault=faults)
    return RoleRules(
        claim=entry.claim,
        name_claim=entry.name,
        roles={role: frozenset(values) for role, values in entry.roles.items()},
        departments={name: frozenset(values) for name, values in entry.departments.items()},
    )


def _at(claims: Mapping[str, Any], path: str) -> object:
    """Follow a path; None where it leads nowhere. A claim may have dots in its own name."""
    if path in claims:
        return claims[path]
    value: object = claims
    for part in path.split("."):
        value = value.get(part) if isinstance(value, Mapping) else None
    return value


def _values(claim: object) -> frozenset[str]:
    """Return what a claim holds: one text or a list of them."""
    if isinstance(claim, str):
        return frozenset({claim})
    listed = claim if isinstance(claim, list | tuple) else ()
    return frozenset(value for value in listed if isinstance(value, str))
