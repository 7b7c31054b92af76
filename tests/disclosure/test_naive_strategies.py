"""What doesn't suffice: the audit has to bite each of these."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from atlas.disclosure.auditor import audit
from atlas.model.published_table import PublishedRate, Verdict
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


def test_primary_only_and_one_more_per_parent_give_most_of_musterstadt_away(musterstadt_2023):
    secret, attacked = musterstadt_2023.secret, musterstadt_2023.attacked
    primary = {key for key, cell in secret.cells.items() if cell.primary}
    one_more = set(primary)
    for tie in secret.ties:
        keys = [key for key, _ in tie.terms[:-1]]
        hidden = [key for key in keys if key in one_more]
        others = [key for key in keys if key not in one_more and secret.cells[key].value]
        if tie.lower == tie.upper == 0 and len(hidden) == 1 and others:
            one_more.add(min(others, key=lambda key: (secret.cells[key].value, key)))
    assert attacked(primary) > 70
    assert attacked(one_more) > 50
