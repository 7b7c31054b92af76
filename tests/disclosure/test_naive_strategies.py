"""What doesn't suffice: the audit has to bite each of these."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from atlas.disclosure.auditor import audit
from atlas.disclosure.naive import naive_hidings
from atlas.model.published_table import PublishedRate, Verdict
from atlas.model.releases import NaiveHiding
from tests.secret_town import Town, quantity, row

SEXES = Town(
    counts={
        "m": {"A": 1, "B": 6, "C": 20},
        "w": {"A": 9, "B": 8, "C": 30},
        "k": {"A": 10, "B": 14, "C": 50},
    },
    quantities={"k": quantity("k", parts=(("m", "w"),))},
)


@pytest.mark.parametrize(
    ("town", "hidden"),
    [
        (row(1, 2, 17), ["A"]),
        (row(1, 2, 17), ["A", "B"]),
        (row(1, 1, 1, 20), ["A", "B", "C"]),
        (row(10, 3, 1, 1), ["C", "D"]),
        (row(1, 5, 40), ["A", "B"]),
        (SEXES, ["A m", "B m"]),
    ],
    ids=[
        "primary only",
        "one more per parent",
        "three singletons",
        "two that add up to two",
        "a tenth of the total as protection",
        "each table for itself",
    ],
)
def test_the_audit_bites(town, hidden):
    assert "narrow" in {verdict for _, _, verdict in town.attacked(*hidden, exact=False).values()}


def test_what_linear_algebra_calls_safe_is_known_to_the_digit():
    # one equation and two unknown cells: neither is determined, but both are at least 1
    assert np.linalg.matrix_rank(np.array([[1.0, 1.0]])) < 2
    assert row(10, 3, 1, 1).attacked("C", "D")["C"] == (1, 1, "narrow")


def test_a_limit_that_no_whole_number_reaches_is_no_protection():
    # 3 A + 2 B = 16: as fractions B is between 1 and 6.5, which is wide enough; as whole numbers
    # A and B are 2 and 5, or 4 and 2
    town = row(2, 5, 40)
    counted = (town.cell("A"), 3.0), (town.cell("B"), 2.0)
    sixteen = PublishedRate(
        numerator=counted, denominator=((town.cell("C"), 1.0),), factor=100, value=40, decimals=1
    )
    published = replace(town.published(map(town.cell, "ABZ")), rates=(sixteen,))
    intervals = {item.key[2]: (item.lower, item.upper, item.verdict) for item in audit(published)}
    assert intervals["A"] == (2, 4, Verdict.NARROW)
    assert intervals["B"] == (2, 5, Verdict.NARROW)
    assert intervals["Z"] == (46, 47, Verdict.NARROW)


@pytest.mark.slow
def test_primary_only_and_one_more_per_parent_give_most_of_musterstadt_away(musterstadt_2023):
    secret, attacked = musterstadt_2023.secret, musterstadt_2023.attacked
    primary, one_more = naive_hidings(secret, musterstadt_2023.facts, ())
    assert (primary.hidden, primary.narrow) == (94, 76)
    assert primary.narrow == attacked({key for key, cell in secret.cells.items() if cell.primary})
    assert one_more.hidden > primary.hidden
    assert one_more.narrow > 50


def test_it_is_counted_what_naive_hiding_gives_away():
    # 20 = 1 + 2 + 17: A and B are 1 or 2; with the third hidden as well they can be anything
    small, one_more = naive_hidings(row(1, 2, 17).secret(), row(1, 2, 17).facts(), ())
    assert small == one_more == NaiveHiding(hidden=2, narrow=2, exact=0)
    # 21 = 1 + 3 + 17: A alone is 1; with B both are from 1 to 3
    small, one_more = naive_hidings(row(1, 3, 17).secret(), row(1, 3, 17).facts(), ())
    assert small == NaiveHiding(hidden=1, narrow=1, exact=1)
    assert one_more == NaiveHiding(hidden=2, narrow=2, exact=0)


def test_what_is_withheld_cannot_be_given_away():
    town = row(1, 2, 17)
    nothing = NaiveHiding(hidden=0, narrow=0, exact=0)
    assert set(naive_hidings(town.secret(), town.facts(), {(2020, "q")})) == {nothing}
