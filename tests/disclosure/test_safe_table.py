"""Vectors of disclosure control: what is hidden, and what an attacker can compute.

All intervals are computed by hand, for an attacker who knows that no zero is hidden.
"""

from __future__ import annotations

from dataclasses import replace
from math import inf

import pytest

from atlas.disclosure.auditor import audit
from atlas.disclosure.secret_table import secret_table
from atlas.model.additive import AdditiveSystem, CellGroup
from atlas.model.cells import State
from atlas.model.disclosure import DisclosureRule, ProtectionMode
from atlas.model.published_table import PublishedRate
from tests.secret_town import BASE, SECRET, YEAR, Town, quantity, row, short

MEN = {"A": 2, "B": 7, "D": 6, "E": 12}
WOMEN = {"A": 8, "B": 9, "D": 4, "E": 11}
ALL = {unit: count + WOMEN[unit] for unit, count in MEN.items()}
BY_SEX = Town(
    counts={"m": MEN, "w": WOMEN, "k": ALL},
    quantities={"k": quantity("k", parts=(("m", "w"),))},
)
AMONG = Town(
    counts={"all": {"A": 4, "B": 50}, "some": {"A": 2, "B": 9}},
    quantities={"all": quantity("all", among=("some",))},
)
ODD_CYCLE = Town(
    counts={"q": {"1": 2, "2": 9, "3": 8, "4": 30}},
    systems=(
        {"a": "12", "b": "34"},
        {"c": "13", "d": "24"},
        {"e": "14", "f": "23"},
    ),
)


@pytest.mark.parametrize(("lead", "other"), [("w", "k"), ("k", "w")])
def test_what_a_lead_indicator_rests_on_is_hidden_last(lead, other):
    # the 2 men of A go with another district's, and with the women or with all of both
    hidden = replace(BY_SEX, lead=frozenset({lead})).hidden_names()
    assert {name.split()[-1] for name in hidden} == {"m", other}


@pytest.mark.parametrize(
    ("counts", "hidden"),
    [
        ((1, 2, 17), {"A", "B", "C"}),
        ((1, 2, 4, 0, 30), {"A", "B", "C", "E"}),
        ((1, 4, 6, 19), {"A", "C"}),
        ((1, 2), {"A", "B", "Z"}),
        ((4, 5, 6), set()),
    ],
)
def test_enough_is_hidden_and_what_is_cheapest(counts, hidden):
    assert row(*counts).hidden_names() == hidden


@pytest.mark.parametrize(
    ("counts", "hidden", "limits", "verdict"),
    [
        ((1, 2, 17), "AB", {"A": (1, 2), "B": (1, 2)}, "narrow"),
        ((1, 2, 17), "ABC", {"A": (1, 18), "B": (1, 18), "C": (1, 18)}, "proven"),
        ((1, 5, 40), "AB", {"A": (1, 5), "B": (1, 5)}, "narrow"),
        ((1, 6, 40), "AB", {"A": (1, 6), "B": (1, 6)}, "proven"),
        ((2, 5, 40), "AB", {"A": (1, 6), "B": (1, 6)}, "proven"),
        ((1, 2, 4, 0, 30), "ABC", {"A": (1, 5), "B": (1, 5), "C": (1, 5)}, "narrow"),
        ((1, 2, 5, 0, 30), "ABC", {"A": (1, 6), "B": (1, 6), "C": (1, 6)}, "proven"),
        ((10, 3, 1, 1), "CD", {"C": (1, 1), "D": (1, 1)}, "narrow"),
        ((1, 2, 17), "A", {"A": (1, 1)}, "narrow"),
    ],
)
def test_the_audit_computes_what_an_attacker_can(counts, hidden, limits, verdict):
    expected = {name: (*interval, verdict) for name, interval in limits.items()}
    assert row(*counts).attacked(*hidden) == expected


@pytest.mark.parametrize(
    ("counts", "mode", "hidden"),
    [
        # 1 + 2: either can be the other
        ((1, 2, 17), ProtectionMode.EXACT, {"A", "B"}),
        ((1, 2, 17), ProtectionMode.WIDTH_3, {"A", "B", "C"}),
        # 1 + 1 is known to the digit
        ((1, 1, 6, 17), ProtectionMode.EXACT, {"A", "B", "C"}),
        # 1 + 4: from 1 to 4 each, which is 3 wide and not 5
        ((1, 4, 40), ProtectionMode.EXACT, {"A", "B"}),
        ((1, 4, 40), ProtectionMode.WIDTH_3, {"A", "B"}),
        ((1, 4, 40), ProtectionMode.WIDTH_5, {"A", "B", "C"}),
    ],
)
def test_less_is_hidden_where_less_room_is_asked_for(counts, mode, hidden):
    town = replace(row(*counts), mode=mode)
    assert town.hidden_names() == hidden
    assert {verdict.verdict.value for verdict in town.protected().verdicts} == {"proven"}


def test_the_audit_asks_for_the_room_that_was_promised():
    attacked = {
        mode: replace(row(1, 4, 40), mode=mode).attacked("A", "B")["A"]
        for mode in (ProtectionMode.EXACT, ProtectionMode.WIDTH_3, ProtectionMode.WIDTH_5)
    }
    assert list(attacked.values()) == [(1, 4, "proven"), (1, 4, "proven"), (1, 4, "narrow")]
    alone = replace(row(1, 4, 40), mode=ProtectionMode.EXACT)
    assert alone.attacked("A")["A"] == (1, 1, "narrow")


def test_the_minimum_of_a_rule_is_room_that_is_asked_for_anyway():
    wide = DisclosureRule(minimum=10)
    town = replace(row(1, 12, 40), rules={"q": wide}, mode=ProtectionMode.WIDTH_3)
    # 1 + 12: from 1 to 12, 11 wide; with 1 + 8 it is 7
    assert town.attacked("A", "B")["A"] == (1, 12, "proven")
    other = replace(row(1, 8, 40), rules={"q": wide}, mode=ProtectionMode.WIDTH_3)
    assert other.attacked("A", "B")["A"] == (1, 8, "narrow")


def test_a_breakdown_and_its_whole_give_a_hidden_part_away():
    assert BY_SEX.attacked("A m", "B m") == {"A m": (2, 2, "narrow"), "B m": (7, 7, "narrow")}


def test_a_square_of_hidden_cells_is_safe():
    assert BY_SEX.attacked("A m", "B m", "A w", "B w") == {
        "A m": (1, 8, "proven"),
        "A w": (2, 9, "proven"),
        "B m": (1, 8, "proven"),
        "B w": (8, 15, "proven"),
    }
    with_the_whole = BY_SEX.attacked("A m", "B m", "A k", "B k")
    assert with_the_whole["A m"] == (1, 8, "proven")
    assert with_the_whole["A k"] == (9, 16, "proven")


def test_a_printed_rate_gives_its_hidden_numerator_away():
    # 2 of 500 are 0.4 %; 1 would be 0.2 and 3 would be 0.6
    town = Town(
        counts={**BY_SEX.counts, "n": dict.fromkeys(MEN, 500)}, quantities=BY_SEX.quantities
    )
    rate = PublishedRate(
        numerator=((town.cell("A m"), 1.0),),
        denominator=((town.cell("A n"), 1.0),),
        factor=100,
        value=0.4,
        decimals=1,
    )
    hidden = ("A m", "B m", "A w", "B w")
    assert town.attacked(*hidden)["A m"] == (1, 8, "proven")
    assert town.attacked(*hidden, rates=[rate])["A m"] == (2, 2, "narrow")


def test_two_hidden_cells_in_every_sum_do_not_suffice_in_an_odd_cycle():
    intervals = ODD_CYCLE.attacked("1", "2", "3", "4")
    assert intervals == {
        "1": (2, 2, "narrow"),
        "2": (9, 9, "narrow"),
        "3": (8, 8, "narrow"),
        "4": (30, 30, "narrow"),
    }
    assert ODD_CYCLE.protected().hidden > {ODD_CYCLE.cell("1")}


def test_what_a_subset_is_part_of_limits_it():
    assert AMONG.attacked("A some", "B some") == {
        "A some": (1, 4, "narrow"),
        "B some": (7, 10, "narrow"),
    }
    hidden = AMONG.attacked("A some", "B some", "A all", "B all")
    # the larger ones have to hold the smaller ones: 54 less at least 1 leaves 53
    assert hidden == {
        "A some": (1, 10, "proven"),
        "B some": (1, 10, "proven"),
        "A all": (1, 53, "proven"),
        "B all": (1, 53, "proven"),
    }


@pytest.mark.parametrize("town", [BY_SEX, AMONG, ODD_CYCLE])
def test_what_is_protected_passes_the_audit(town):
    safe = town.protected()
    assert safe.hidden
    assert {verdict.verdict.value for verdict in safe.verdicts} == {"proven"}
    assert not safe.withheld


def test_both_tables_of_a_proven_cell_add_up_to_what_is_published():
    town = row(1, 2, 17)
    published = town.published(map(town.cell, "ABC"))
    for verdict in audit(published):
        values = [table[verdict.key] for table in verdict.tables]
        assert values == [verdict.lower, verdict.upper]
        assert [sum(table.values()) for table in verdict.tables] == [20, 20]


def test_a_delivered_total_may_differ_from_its_sum_by_a_hundredth():
    town = Town(counts={"q": {"A": 2000, "B": 2241}}, totals={"q": 4240})
    assert town.protected().hidden == frozenset()
    assert not town.secret().contradictions


def test_a_delivered_total_beside_a_hidden_sum_narrows_it():
    # 600 is delivered, so the sum is between 594 and 606; C is published
    town = Town(counts={"q": {"A": 2, "B": 3, "C": 595}}, totals={"q": 600})
    intervals = town.attacked("A", "B", "Z")
    assert intervals["Z"] == (597, 606, "proven")
    assert intervals["A"] == (1, 10, "proven")


def test_a_value_delivered_as_secret_is_protected_like_a_hidden_one():
    town = Town(counts={"q": {"A": SECRET, "B": 60, "C": 38}}, totals={"q": 100})
    assert town.attacked("A", "Z")["A"] == (1, 3, "narrow")
    assert town.cell("A") in town.protected().hidden
    assert {verdict.verdict.value for verdict in town.protected().verdicts} == {"proven"}


def test_where_published_figures_contradict_each_other_nothing_is_said_of_a_hidden_cell():
    town = row(10, 3)
    published = town.published([town.cell("B")])
    wrong = replace(published, figures={**published.figures, town.cell("Z"): 5})
    (verdict,) = audit(wrong)
    assert (verdict.verdict, verdict.lower, verdict.upper) == ("undecided", 1, inf)


def test_less_than_half_without_a_number_is_no_secret():
    table = row(SECRET, SECRET, 8)
    figures = table.figures()
    figures.loc[figures["unit"] == "A", "state"] = State.LESS_THAN_HALF
    units = CellGroup(quantity="q", level=BASE, units=("A", "B", "C"))
    system = AdditiveSystem(year=YEAR, cells=(units,))
    cells = secret_table(system, figures[figures["level"] == BASE], {}).cells
    assert {key[2]: cell.secret for key, cell in cells.items()} == {"B": True, "C": False}


def test_parts_that_are_larger_than_their_whole_are_not_published():
    town = Town(
        counts={"all": {"A": 4, "B": 50}, "some": {"A": 9, "B": 9}, "other": {"A": 1, "B": 30}},
        quantities={"all": quantity("all", among=("some",))},
    )
    safe = town.protected()
    assert safe.withheld == {(YEAR, "all"), (YEAR, "some")}
    assert {short(key) for key in safe.hidden} == {"A other", "B other"}


def test_others_than_a_few_are_protected_too_where_the_rule_says_so():
    # 59 of 60 have it: who hasn't is known
    town = Town(
        counts={"all": {"A": 60, "B": 70, "C": 80}, "some": {"A": 59, "B": 30, "C": 80}},
        quantities={"all": quantity("all", among=("some",))},
        rules={"some": DisclosureRule(minimum=3, complement=True)},
    )
    assert town.cell("A some") in town.protected().hidden
    whole = DisclosureRule(minimum=3, group=True)
    groups = Town(counts=town.counts, quantities=town.quantities, rules={"some": whole})
    assert groups.cell("C some") in groups.protected().hidden
    assert groups.cell("A some") not in {
        key for key, c in groups.secret().cells.items() if c.primary
    }


def test_what_is_hidden_does_not_depend_on_the_order_of_the_cells():
    backwards = {code: dict(reversed(of.items())) for code, of in reversed(BY_SEX.counts.items())}
    town = Town(counts=backwards, quantities=BY_SEX.quantities)
    assert town.protected().hidden == BY_SEX.protected().hidden


def test_the_public_starts_from_what_is_hidden_inside():
    town = row(1, 4, 6, 19)
    inside = town.protected().hidden
    outside = town.protected(hidden=[*inside, town.cell("D")]).hidden
    assert inside < outside
