import re
from string import Formatter
from time import perf_counter

import pytest

from atlas.model.problem_texts import KINDS, spelling_hint
from atlas.model.problems import Problem, Severity
from atlas.model.source_location import SourceLocation


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS.keys())
def test_every_kind_is_a_sentence_with_a_remedy(kind):
    assert isinstance(kind.severity, Severity)
    fields = {
        name: "X"
        for text in (kind.message, kind.remedy)
        for _, name, *_ in Formatter().parse(text)
        if name
    }
    for text in (kind.message, kind.remedy):
        sentence = text.format(**fields)
        assert sentence[0].isupper() or sentence[0] in "„Xäöü"
        assert sentence[-1] in ".X"
        assert "  " not in sentence
    assert kind.remedy.endswith(".")
    assert not kind.until_then or re.fullmatch(r"bis dahin .*\.", kind.until_then)


def test_a_problem_says_what_where_and_what_to_do():
    location = SourceLocation(area="dorf", file="2014.csv").at_line(7)
    assert location.problem("cell_point", "3.5", column="ew") == Problem(
        code="cell_point",
        severity=Severity.ERROR,
        message="„3.5“ in der Spalte „ew“ ist mehrdeutig: Der Punkt trennt Tausender.",
        remedy="Schreiben Sie Dezimalzahlen mit Komma; bis dahin gilt der Wert als unbekannt.",
        area="dorf",
        file="2014.csv",
        line=7,
        value="3.5",
    )


@pytest.mark.parametrize(("line", "location"), [(7, "2014.csv, Zeile 7"), (None, "2014.csv")])
def test_the_location_as_printed(line, location):
    problem = SourceLocation(file="2014.csv", line=line).problem("file_empty")
    assert problem.location == location


def test_only_a_file_can_have_consequences_until_it_is_mended():
    in_file = SourceLocation(file="levels/ort/a.toml", line=1).problem("own_no_name")
    typed = SourceLocation().problem("own_no_name")
    assert in_file.remedy == "Geben Sie ihr einen; bis dahin fehlt die Ebene."
    assert typed.remedy == "Geben Sie ihr einen."


def test_braces_in_a_value_are_only_characters():
    problem = SourceLocation(file="a.csv").problem(
        "cell_not_number", "{0}{column}", column="{value}"
    )
    assert "„{0}{column}“ in der Spalte „{value}“" in problem.message


@pytest.mark.parametrize(
    ("name", "candidates", "hint"),
    [
        ("kinnder", ["kinder", "ew"], " Gemeint ist vielleicht „kinder“."),
        ("komune", ["kreis", "kommune"], " Gemeint ist vielleicht „kommune“."),
        ("05378021", ["05378032", "05378020"], " Gemeint ist vielleicht „05378020“."),
        ("xyz", ["kinder", "ew"], ""),
        ("", ["kinder", ""], ""),
        ("kinder", [], ""),
    ],
)
def test_a_misspelt_name_is_guessed(name, candidates, hint):
    assert spelling_hint(name, candidates) == hint


def test_guessing_among_all_municipalities_is_quick():
    keys = [f"{key:08d}" for key in range(1_001_000, 1_012_000)]
    assert spelling_hint("01005001x", keys) == " Gemeint ist vielleicht „01005001“."
    started = perf_counter()
    for _ in range(10):
        spelling_hint("91005001", keys)
    assert perf_counter() - started < 1
