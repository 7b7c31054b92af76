"""Disclosure rules in a catalogue: which quantity is protected from which count on."""

from __future__ import annotations

import pytest

from atlas.model.disclosure import DisclosureRule, Relation, RelationTerm
from atlas.sources.catalogue import read_area_catalogue, read_catalogue

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


@pytest.fixture
def stacked(write):
    """Read what an area says above a shared catalogue that protects from 6 on."""

    def reading(own):
        shared = RULE + "dominance = 85\n" + quantity('disclosure = "amt"\nminimum = 6')
        path = write("data/indicators/catalogue.toml", shared)
        write("data/indicators/ort/catalogue.toml", own)
        return read_area_catalogue(path.parents[1], "ort", read_catalogue(path))

    return reading


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
            RULE.replace("= 5", "= 2.5") + quantity('disclosure = "amt"'),
            "Der Eintrag „minimum“ im Abschnitt [disclosure.amt] ist nicht brauchbar: ",
        ),
        (
            RULE.replace("= 5", '= "fünf"') + quantity('disclosure = "amt"'),
            "Der Eintrag „minimum“ im Abschnitt [disclosure.amt] ist nicht brauchbar: ",
        ),
        (
            RULE.replace("group = true", "dominance = 101") + quantity('disclosure = "amt"'),
            "Der Eintrag „dominance“ im Abschnitt [disclosure.amt] ist nicht brauchbar: ",
        ),
        (
            RULE + quantity('disclosure = "amt"\nminimum = -1'),
            "Der Eintrag „minimum“ im Abschnitt [quantity.hilfen] ist nicht brauchbar: ",
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
    ids=[
        "no threshold",
        "negative",
        "fraction",
        "text",
        "more than all",
        "negative of its own",
        "unknown",
        "lower",
    ],
)
def test_each_mistake_in_a_rule_is_one_sentence(read, text, expected):
    (problem,) = read(text).problems
    assert problem.message.startswith(expected)
    assert problem.line


@pytest.mark.parametrize("disclosure", ["ampt", "amt"])
def test_a_rule_that_cannot_be_used_lets_nothing_out(read, disclosure):
    broken = RULE.replace("minimum = 5\n", "")
    own = f'disclosure = "{disclosure}"\nminimum = 3'
    assert read(broken + quantity(own)).catalogue.rule_of("hilfen") is None


@pytest.mark.parametrize("behind", ["hilfne", "hilfen_summe"])
def test_who_is_behind_a_figure_must_be_a_count(read, behind):
    summed = (
        quantity("minimum = 3").replace(".hilfen]", ".hilfen_summe]").replace("count", "amount")
    )
    file = read(summed + quantity(f'minimum = 3\ncontributors = "{behind}"'))
    (problem,) = file.problems
    assert (problem.code, problem.value) == ("catalogue_contributors", behind)
    assert problem.message.endswith("Das ist keine Messgröße der Art „count“.")
    assert file.catalogue.rule_of("hilfen") is None


def test_what_one_contributor_brings_is_never_published(read):
    facts = 'title = "Größter"\nunit = "€"\nkind = "given"\nminimum = 0\n'
    file = read(f"[quantity.groesster]\n{facts}" + quantity('minimum = 3\nlargest = "groesster"'))
    assert file.problems == ()
    assert file.catalogue.rule_of("groesster") is None
    assert file.catalogue.rule_of("hilfen").minimum == 3


@pytest.mark.parametrize(
    ("own", "key", "section"),
    [
        ("[disclosure.amt]\nminimum = 0\n", "minimum", "disclosure.amt"),
        ("[disclosure.amt]\ngroup = false\n", "group", "disclosure.amt"),
        ('[quantity.hilfen]\ndisclosure = ""\n', "disclosure", "quantity.hilfen"),
        (
            '[disclosure.lax]\ntitle = "Lax"\nminimum = 1\n[quantity.hilfen]\ndisclosure = "lax"\n',
            "disclosure",
            "quantity.hilfen",
        ),
        ("[quantity.hilfen]\nminimum = 0\n", "minimum", "quantity.hilfen"),
        ("[disclosure.amt]\ndominance = 90\n", "dominance", "disclosure.amt"),
    ],
)
def test_an_area_cannot_protect_less_than_all_do(stacked, own, key, section):
    file = stacked(own)
    (problem,) = file.problems
    assert problem.code == "catalogue_laxer"
    assert problem.message.startswith(f"Der Eintrag „{key}“ im Abschnitt [{section}] schützt")
    rule = file.catalogue.rule_of("hilfen")
    assert (rule.minimum, rule.minimum_denominator, rule.group, rule.dominance) == (6, 30, True, 85)


def test_an_area_may_protect_more(stacked):
    file = stacked("[quantity.hilfen]\nminimum = 9\n")
    assert (file.problems, file.catalogue.rule_of("hilfen").minimum) == ((), 9)


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
