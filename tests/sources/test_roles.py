"""Who has which role by what the provider of identities says."""

from __future__ import annotations

import pytest

from atlas.errors import SignInError
from atlas.model.roles import Role, on_own_machine
from atlas.sources.roles import read_roles

RULES = """
claim = "resource.atlas.roles"
[roles]
deliver = ["jugend", "sport"]
release = ["leitung"]
[departments]
Jugendamt = ["jugend"]
"""


@pytest.fixture
def rules(tmp_path):
    (tmp_path / "roles.toml").write_text(RULES, "utf-8")
    return read_roles(tmp_path / "roles.toml")


@pytest.mark.parametrize(
    ("held", "roles", "departments"),
    [
        (["jugend", "kantine"], {Role.READ, Role.DELIVER}, {"Jugendamt"}),
        ("leitung", {Role.READ, Role.RELEASE}, set()),
        (["kantine"], set(), set()),
        ([["jugend"], 7, None], set(), set()),
        (None, set(), set()),
        ({"jugend": True}, set(), set()),
    ],
)
def test_a_claim_gives_roles_and_departments(rules, held, roles, departments):
    claims = {"sub": "4711", "name": "Erika", "resource": {"atlas": {"roles": held}}}
    person = rules.person(claims)
    assert (person.roles, person.departments) == (roles, departments)
    assert person.actor == "Erika (4711)"


def test_a_claim_that_leads_nowhere_gives_nothing(rules):
    person = rules.person({"sub": "4711", "resource": "atlas"})
    assert (person.name, person.roles, person.may_write) == ("4711", frozenset(), False)


def test_at_the_own_machine_a_name_is_stated_and_not_checked():
    person = on_own_machine("Erika")
    assert (person.actor, person.verified, person.may_write) == ("Erika", False, True)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (None, "roles.toml"),
        ("claim = 7\n[roles]\n", "claim"),
        ("claim = 'groups'\n", "roles"),
        ("claim = 'groups'\n[roles]\nking = ['a']\n", "king"),
        ("claim = 'groups'\n[roles]\nread = 'all'\n", "read"),
        ("[[", "roles.toml"),
    ],
)
def test_nobody_gets_a_role_from_a_file_with_a_fault(tmp_path, text, told):
    if text is not None:
        (tmp_path / "roles.toml").write_text(text, "utf-8")
    with pytest.raises(SignInError, match=told):
        read_roles(tmp_path / "roles.toml")
