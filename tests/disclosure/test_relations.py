"""Sums across subjects and years: what they give away, and how they are looked for."""

from __future__ import annotations

from dataclasses import replace

from atlas.disclosure.auditor import audit
from atlas.disclosure.relation_finder import is_broken, undeclared_relations
from atlas.disclosure.secret_table import SecretTable, linked
from atlas.model.disclosure import Relation, RelationTerm, SecretCell
from tests.secret_town import BASE, YEAR, Town

JOBLESS = {"A": 2, "B": 17, "C": 25, "D": 31, "E": 44, "F": 58}
OTHERS = {"A": 30, "B": 20, "C": 45, "D": 71, "E": 83, "F": 13}
ALL = {unit: count + OTHERS[unit] for unit, count in JOBLESS.items()}
COUNTS = {"all": ALL, "jobless": JOBLESS, "others": OTHERS}
SUM = Relation(
    terms=(
        RelationTerm(quantity="all", factor=-1),
        RelationTerm(quantity="jobless"),
        RelationTerm(quantity="others"),
    )
)


def year_before(quantity, of) -> Relation:
    last = RelationTerm(quantity=of, factor=-1, years_before=1)
    return Relation(terms=(RelationTerm(quantity=quantity), last))


def test_a_declared_relation_gives_away_what_its_neighbours_tell():
    assert Town(counts=COUNTS).attacked("A jobless", "B jobless")["A jobless"][2] == "proven"
    tied = Town(counts=COUNTS, relations=(SUM,))
    assert tied.attacked("A jobless", "B jobless")["A jobless"] == (2, 2, "narrow")


def test_what_is_protected_is_safe_from_a_declared_relation_too():
    tied = Town(counts=COUNTS, relations=(SUM,))
    safe = tied.protected()
    assert {verdict.verdict.value for verdict in safe.verdicts} == {"proven"}
    loose = Town(counts=COUNTS).protected().hidden
    known_sum = replace(tied.published(loose), relations=tied.secret().relations)
    assert "narrow" in {verdict.verdict.value for verdict in audit(known_sum)}


def test_an_undeclared_sum_is_found_and_a_declared_one_is_no_news():
    secret = Town(counts=COUNTS).secret()
    (relation,) = undeclared_relations(secret, YEAR, BASE, [])
    factors = {term.quantity: term.factor for term in relation.terms}
    assert factors in (
        {"all": 1, "jobless": -1, "others": -1},
        {"all": -1, "jobless": 1, "others": 1},
    )
    assert undeclared_relations(secret, YEAR, BASE, [SUM]) == ()


def test_a_count_of_the_year_before_is_found():
    secret = Town(counts=COUNTS).secret()
    before = {
        (YEAR - 1, *key[1:3], "now", False): c
        for key, c in secret.cells.items()
        if key[3] == "jobless"
    }
    again = {
        (YEAR, *key[1:3], "before", False): c
        for key, c in secret.cells.items()
        if key[3] == "jobless"
    }
    table = SecretTable({**before, **again}, ())
    (relation,) = undeclared_relations(table, YEAR, BASE, [])
    assert {(term.quantity, term.years_before) for term in relation.terms} == {
        ("now", 1),
        ("before", 0),
    }


def test_years_are_tied_where_the_figures_keep_the_relation():
    # unit B was cut anew: its figure isn't the one of the year before
    def cells(year, quantity, counts):
        return {
            (year, BASE, unit, quantity, False): SecretCell(value=count)
            for unit, count in zip("AB", counts, strict=True)
        }

    tables = [
        SecretTable(cells(2019, "now", (4, 9)), ()),
        SecretTable(cells(2020, "before", (4, 7)), ()),
    ]
    table = linked(tables, [year_before("before", "now")])
    assert [item.units for item in table.relations] == [((BASE, "A"),)]
    assert [tie.terms for tie in table.ties] == [
        (((2020, BASE, "A", "before", False), 1.0), ((2019, BASE, "A", "now", False), -1.0))
    ]
    assert table.contradictions == ()


def test_what_was_declared_is_no_news_a_year_before_either():
    # nothing of this year: only what held the year before could be seen
    secret = Town(counts=COUNTS).secret()
    before = {(YEAR - 1, *key[1:]): cell for key, cell in secret.cells.items()}
    now = {
        key: cell for key, cell in secret.cells.items() if key[3] == "jobless" and key[1] == BASE
    }
    table = SecretTable({**before, **now}, ())
    found = undeclared_relations(table, YEAR, BASE, [SUM])
    assert {term.quantity for relation in found for term in relation.terms} == {"jobless"}


def test_where_there_are_no_units_nothing_is_equal():
    secret = Town(counts=COUNTS).secret()
    assert undeclared_relations(secret, YEAR + 1, BASE, []) == ()


def test_a_relation_is_broken_by_one_unit():
    assert not is_broken(Town(counts=COUNTS).secret(), YEAR, BASE, SUM)
    other = {**COUNTS, "others": {**OTHERS, "F": 14}}
    assert is_broken(Town(counts=other).secret(), YEAR, BASE, SUM)
    alone = {"all": ALL, "jobless": JOBLESS}
    assert not is_broken(Town(counts=alone).secret(), YEAR, BASE, SUM)
