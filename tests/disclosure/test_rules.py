"""Vectors of the rules: groups, those behind an amount, who brings most of it. By hand."""

from __future__ import annotations

import pytest

from atlas.model.disclosure import Contributors, DisclosureRule
from atlas.model.quantities import Kind, Quantity
from tests.secret_town import BASE, Town, quantity, short

ALL = {"A": 60, "B": 70, "C": 80}


def part_of_all(some, **rule) -> Town:
    return Town(
        counts={"all": ALL, "some": dict(zip("ABC", some, strict=True))},
        quantities={"all": quantity("all", among=("some",))},
        rules={"some": DisclosureRule(minimum=3, **rule)},
    )


def small(town: Town) -> set[str]:
    return {short(key) for key, cell in town.secret().cells.items() if cell.primary}


@pytest.mark.parametrize(
    ("some", "rule", "expected"),
    [
        ((59, 30, 50), {"complement": True}, {"A some"}),
        ((57, 30, 50), {"complement": True}, set()),
        ((60, 30, 50), {"complement": True}, set()),
        ((60, 30, 50), {"group": True}, {"A some"}),
        ((0, 30, 50), {"group": True}, {"A some"}),
        ((0, 30, 50), {"complement": True}, set()),
        ((59, 30, 0), {"complement": True, "group": True}, {"A some", "C some"}),
        ((59, 30, 80), {}, set()),
    ],
)
def test_what_tells_of_the_others_or_of_all_is_hidden(some, rule, expected):
    assert small(part_of_all(some, **rule)) == expected


def test_of_all_and_none_nobody_can_tell_which():
    # 0 of 60 and 80 of 80: A + C = 80, A between 0 and 60
    town = part_of_all((0, 30, 80), group=True)
    assert town.hidden_names() == {"A some", "C some"}
    assert town.attacked("A some", "C some") == {
        "A some": (0, 60, "proven"),
        "C some": (20, 80, "proven"),
    }


def test_a_zero_is_told_where_none_is_hidden():
    # the same signs by a rule that hides no zeros: A is 1 at least
    town = part_of_all((0, 30, 80), complement=True)
    assert town.attacked("A some", "C some")["A some"] == (1, 60, "proven")


def test_who_has_it_not_cannot_be_counted_to_a_few():
    # 59 of 60: with B hidden as well it may be 19 (then all 70 of B have it) to 60
    town = part_of_all((59, 30, 50), complement=True)
    assert town.hidden_names() == {"A some", "B some"}
    assert town.attacked("A some", "B some")["A some"] == (19, 60, "proven")


def with_amounts(people, euros, *, largest=0.0, minimum=3) -> Town:
    """Districts with people and what they bring; the largest contributor is in A."""
    districts = "ABC"
    return Town(
        counts={
            "people": dict(zip(districts, people, strict=True)),
            "euros": dict(zip(districts, euros, strict=True)),
        },
        quantities={
            "euros": Quantity(code="euros", title="euros", unit="€", kind=Kind.AMOUNT),
        },
        rules={"euros": DisclosureRule(minimum=minimum, dominance=85)},
        behind={
            (BASE, unit, "euros"): Contributors(
                quantity="people", count=count, largest=largest if unit == "A" else 0.0
            )
            for unit, count in zip(districts, people, strict=True)
        },
    )


@pytest.mark.parametrize("minimum", [3, 1])
def test_an_amount_is_hidden_with_the_count_of_those_behind_it(minimum):
    # also where their rule would show it, and that of B, whose count hides that of A
    town = with_amounts((2, 9, 30), (90, 300, 900), minimum=minimum)
    assert town.hidden_names() == {f"{unit} {of}" for unit in "AB" for of in ("people", "euros")}


def test_a_hidden_amount_can_be_that_of_three():
    # one brings 50, three would bring 150; with B, who brings 3, A could be 1 to 52
    town = with_amounts((1, 9, 30), (50, 3, 900))
    assert {f"{unit} euros" for unit in "ABC"} <= town.hidden_names()
    assert "C people" not in town.hidden_names()
    assert town.attacked("A euros", "B euros")["A euros"] == (1, 52, "narrow")


def test_an_amount_with_many_behind_it_is_shown():
    assert with_amounts((4, 9, 30), (2, 300, 900), largest=1).hidden_names() == set()


@pytest.mark.parametrize(
    ("largest", "expected"),
    [(86, {"A euros", "B euros"}), (85, set())],
)
def test_an_amount_that_one_dominates_is_hidden(largest, expected):
    # 85 % of 100
    town = with_amounts((5, 9, 30), (100, 300, 900), largest=largest)
    assert town.hidden_names() == expected


def test_nobody_knows_who_is_behind_it():
    few = DisclosureRule(minimum=3)
    assert few.are_few(Contributors(quantity="people", count=None))
    assert not few.are_few(Contributors(quantity="people", count=3))
    assert not DisclosureRule(minimum=0).are_few(Contributors(quantity="people", count=None))


def test_how_wide_an_amount_must_be():
    rule = DisclosureRule(minimum=3, dominance=85)
    # five bring 100, three 60; of 100 one brings 90: he would dominate no 105.9 any more
    assert rule.least_of_amount(100, Contributors(quantity="n", count=5)) == 60
    assert rule.least_of_amount(100, Contributors(quantity="n", count=100, largest=90)) == 12
