"""Disclosure rules in a catalogue: which quantity is protected from which count on."""

from __future__ import annotations

import pytest

from atlas.model.disclosure import DisclosureRule, Relation, RelationTerm
from atlas.sources.catalogue import read_catalogue

RULE = '[disclosure.amt]\ntitle = "Ämter"\nminimum = 5\nminimum_denominator = 30\ngroup = true\n'


def quantity(more):
    facts = 'title = "Hilfen"\nunit = "Personen"\nkind = "count"\nsource = "Amt"\n'
    return f"[quantity.hilfen]\n{facts}{more}\n"


@pytest.fixture
def read(write):
    return lambda text: read_catalogue(write("catalogue.toml", text))


def test_a_quantity_is_protected_by_the_rule_it_names(read):
    file = read(RULE + quantity('disclosure = "amt"'))
    assert file.problems == ()
    assert file.catalogue.rule_of("hilfen") == DisclosureRule(
        title="Ämter", minimum=5, minimum_denominator=30, group=True
    )


@pytest.mark.parametrize(
    ("more", "minimum"),
    [
        ('disclosure = "amt"\nminimum = 7', 7),
        ('disclosure = "amt"\nminimum = 3', 5),
        ("minimum = 3", 3),
    ],
)
def test_the_larger_minimum_counts(read, more, minimum):
    assert read(RULE + quantity(more)).catalogue.rule_of("hilfen").minimum == minimum


def test_without_a_rule_nothing_says_what_may_be_published(read):
    assert read(RULE + quantity("")).catalogue.rule_of("hilfen") is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            RULE.replace("minimum = 5\n", "") + quantity('disclosure = "amt"'),
            "Der Eintrag „minimum“ im Abschnitt [disclosure.amt] ist nicht brauchbar: der",
        ),
        (
            RULE.replace("= 5", "= -1") + quantity('disclosure = "amt"'),
            "Der Eintrag „minimum“ im Abschnitt [disclosure.amt] ist nicht brauchbar: ",
        ),
        (
            RULE + quantity('disclosure = "ampt"'),
            "Die Messgröße „hilfen“ nennt die Geheimhaltungsregel „ampt“, die",
        ),
        (
            RULE + quantity('disclosure = "amt"\nminimum = 3'),
            "Die Messgröße „hilfen“ hat mit 3 ein kleineres „minimum“ als ihre",
        ),
    ],
    ids=["no threshold", "negative", "unknown", "lower"],
)
def test_each_mistake_in_a_rule_is_one_sentence(read, text, expected):
    (problem,) = read(text).problems
    assert problem.message.startswith(expected)
    assert problem.line


def test_a_relation_ties_quantities_across_years(read):
    terms = '{ quantity = "hilfen" }, { quantity = "hilfen", factor = -1, years_before = 1 }'
    file = read(f"{quantity('')}[[relation]]\nterms = [{terms}]\n")
    assert file.problems == ()
    assert file.catalogue.relations == (
        Relation(
            terms=(
                RelationTerm(quantity="hilfen"),
                RelationTerm(quantity="hilfen", factor=-1, years_before=1),
            )
        ),
    )


def test_a_relation_of_something_unknown_ties_nothing(read):
    terms = '{ quantity = "hilfen" }, { quantity = "hlifen", factor = -1 }'
    file = read(f"{quantity('')}[[relation]]\nterms = [{terms}]\n")
    (problem,) = file.problems
    assert (problem.code, problem.value) == ("catalogue_relation", "hlifen")
    assert file.catalogue.relations == ()
