"""What gets in the way of protecting figures: small counts on a level, sums nobody declared."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from atlas.checks.evidence import Evidence
from atlas.checks.protection import protection_problems
from atlas.model.disclosure import DisclosureRule, Relation, RelationTerm
from atlas.model.indicators import Catalogue
from atlas.model.quantities import Audience, Delivery
from tests.secret_town import BASE, Town

JOBLESS = {"A": 2, "B": 17, "C": 25, "D": 31, "E": 44, "F": 58}
OTHERS = {"A": 30, "B": 20, "C": 45, "D": 71, "E": 83, "F": 13}
ALL = {unit: count + OTHERS[unit] for unit, count in JOBLESS.items()}
SUM = Relation(
    terms=(
        RelationTerm(quantity="all", factor=-1),
        RelationTerm(quantity="jobless"),
        RelationTerm(quantity="others"),
    )
)


def found(*years, minimum=3, relations=(), audience=Audience.PUBLIC):
    """What is found in the figures of some years from 2020 on, by quantity and district."""
    town = Town(counts=years[0])
    numbered = list(enumerate(years, 2020))
    tables = [replace(town, counts=counts).figures().assign(year=year) for year, counts in numbered]
    table = pd.concat(tables, ignore_index=True)
    table = table.astype(dict.fromkeys(("level", "unit", "quantity"), "category"))
    deliveries = tuple(
        Delivery(
            quantity=code,
            year=year,
            base_level=BASE,
            reference_date=None,
            source="",
            publisher="",
            audience=audience,
        )
        for year, counts in numbered
        for code in counts
    )
    catalogue = Catalogue(
        quantities={code: replace(q, disclosure="r") for code, q in town.codes().items()},
        indicators={},
        topics={},
        taxonomies={},
        rules={"r": DisclosureRule(minimum=minimum)},
        relations=relations,
    )
    evidence = Evidence(area=town.area(), table=table, delivered=table, deliveries=deliveries)
    return [(p.code, p.value, p.message) for p in protection_problems(evidence, catalogue)]


COUNTS = {"all": ALL, "jobless": JOBLESS, "others": OTHERS}


def test_a_sum_nobody_declared_is_told_in_words():
    ((code, level, message),) = found(COUNTS)
    assert (code, level) == ("relation_undeclared", BASE)
    assert "„all“ = „jobless“ + „others“" in message or "„jobless“ + „others“ = „all“" in message


def test_a_declared_sum_is_no_news():
    assert found(COUNTS, relations=(SUM,)) == []


def test_a_sum_that_does_not_hold_in_the_year_before_is_a_coincidence():
    jobless = dict(zip("ABCDEF", (5, 12, 31, 22, 57, 40), strict=True))
    others = dict(zip("ABCDEF", (33, 29, 41, 60, 94, 17), strict=True))
    every = {unit: count + others[unit] for unit, count in jobless.items()}
    later = {"all": every, "jobless": jobless, "others": others}
    assert [code for code, *_ in found(COUNTS, later)] == ["relation_undeclared"]
    assert found({**COUNTS, "others": {**OTHERS, "F": 14}}, later) == []


def test_a_sum_of_what_is_never_hidden_is_nobody_s_business():
    assert found(COUNTS, minimum=0) == []


@pytest.mark.parametrize(("number", "expected"), [(2, ["level_mostly_small"]), (0, [])])
def test_a_level_with_many_small_counts_is_told(number, expected):
    # five of six in the first year; none of the second: five of twelve are 42 %
    small = dict.fromkeys("ABCDE", number) | {"F": 9}
    problems = found({"q": small}, {"q": dict.fromkeys("ABCDEF", 9)})
    assert [code for code, *_ in problems] == expected
    assert all("„q“ (42 %)" in message for *_, message in problems)


def test_what_nobody_outside_sees_needs_no_other_level():
    small = dict.fromkeys("ABCDE", 2) | {"F": 9}
    assert found({"q": small}, audience=Audience.STATISTICS) == []


def test_four_small_counts_are_no_reason_to_drop_a_level():
    assert found({"q": dict.fromkeys("ABCD", 2) | {"E": 9, "F": 9}}) == []
