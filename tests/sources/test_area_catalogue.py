"""The catalogue of an area stands above the shared one; a typo costs one entry of either."""

import pytest

from atlas.errors import DataFolderError
from atlas.model.formulas import Share, Term
from atlas.sources.catalogue import (
    read_area_catalogue,
    read_catalogue,
    read_shared_catalogue,
)

OWN = """\
[quantity.hunde]
title = "Hunde"
unit = "Tiere"
kind = "count"

[indicator.hundedichte]
title = "Hunde je 1.000 Einwohner"
topics = ["kinder"]
unit = "je 1.000"
formula = { kind = "rate", of = ["hunde"], per = ["ew"] }
definition = "Hunde je 1.000 Einwohner"
date_rule = "31.12."
source = "Steueramt"
"""


@pytest.fixture
def stacked(write, catalogue_text):
    """Read the small shared catalogue (or another text) with an own one above it."""

    def reading(own, shared=None):
        path = write("data/indicators/catalogue.toml", shared or catalogue_text)
        write("data/indicators/altdorf/catalogue.toml", own)
        return read_area_catalogue(path.parents[1], "altdorf", read_catalogue(path))

    return reading


def test_own_entries_join_the_shared_ones(stacked):
    file = stacked(OWN)
    assert file.problems == ()
    assert list(file.catalogue.quantities) == ["ew", "kinder", "flaeche", "saldo", "hunde"]
    assert list(file.catalogue.indicators) == ["kinderanteil", "hundedichte"]


def test_an_area_without_own_file_has_the_shared_catalogue(write, catalogue_text):
    path = write("data/indicators/catalogue.toml", catalogue_text + "\n[quantity.x]\n")
    shared = read_catalogue(path)
    other = read_area_catalogue(path.parents[1], "neudorf", shared)
    assert other.catalogue is shared.catalogue
    assert shared.problems
    assert other.problems == ()


def test_own_words_for_a_shared_indicator_leave_its_formula(stacked):
    file = stacked(
        '[indicator.kinderanteil]\ntitle = "Unsere Kinder"\nnote = "Ohne Nebenwohnung."\n'
        '[topic.kinder]\ntitle = "Jugend"\n'
    )
    item = file.catalogue.indicators["kinderanteil"]
    assert file.problems == ()
    assert (item.title, item.note, item.unit) == ("Unsere Kinder", "Ohne Nebenwohnung.", "%")
    assert item.formula == Share(of=(Term(quantity="kinder"),), per=(Term(quantity="ew"),))
    assert file.catalogue.topics["kinder"].title == "Jugend"


def test_own_synonyms_join_those_of_a_shared_indicator(stacked, catalogue_text, facts):
    shared = catalogue_text.replace(
        "[indicator.kinderanteil]\n", '[indicator.kinderanteil]\nsynonyms = ["Nachwuchs"]\n'
    )
    file = stacked('[indicator.kinderanteil]\nsynonyms = ["Pänz"]\n', shared)
    assert file.problems == ()
    assert file.catalogue.indicators["kinderanteil"].synonyms == ("Nachwuchs", "Pänz")
    bad = stacked('[indicator.kinderanteil]\nsynonyms = [" "]\nsubject = "Kinder"\n')
    assert facts(bad.problems) == [("toml_bad_value", 3, "Kinder"), ("toml_bad_value", 2, " ")]


def test_a_shared_indicator_cannot_come_to_mean_something_else(stacked, facts):
    file = stacked(
        '[indicator.kinderanteil]\ntitle = "Unsere"\n'
        'formula = { kind = "share", of = ["ew"], per = ["ew"] }\n'
    )
    assert facts(file.problems) == [("catalogue_fixed", 3, "formula")]
    item = file.catalogue.indicators["kinderanteil"]
    assert (item.title, item.formula.of) == ("Unsere", (Term(quantity="kinder"),))


def test_own_breakdowns_join_those_of_a_shared_quantity(stacked, catalogue_text):
    shared = catalogue_text.replace(
        'title = "Einwohner"\n', 'title = "Einwohner"\nparts = [["kinder", "saldo"]]\n'
    )
    file = stacked('[quantity.ew]\nparts = [["kinder", "flaeche"]]\n', shared)
    assert file.problems == ()
    assert file.catalogue.quantities["ew"].parts == (("kinder", "saldo"), ("kinder", "flaeche"))


def test_a_misspelt_shared_entry_is_told_once(stacked, facts):
    file = stacked('[indicator.kinderantiel]\ntitle = "Unsere Kinder"\n')
    assert facts(file.problems) == [("catalogue_incomplete", 1, "kinderantiel")]
    assert "Gemeint ist vielleicht „kinderanteil“." in file.problems[0].message
    assert list(file.catalogue.indicators) == ["kinderanteil"]


def test_faulty_own_words_leave_the_shared_entry(stacked, facts):
    file = stacked('[indicator.kinderanteil]\ntitle = 3\n[quantity.ew]\ntitle = "Leute\n')
    assert [(code, line) for code, line, _ in facts(file.problems)] == [
        ("toml_syntax", 4),
        ("toml_bad_value", 2),
    ]
    assert {problem.area for problem in file.problems} == {"altdorf"}
    assert file.catalogue.indicators["kinderanteil"].title == "Anteil der Kinder"
    assert file.catalogue.quantities["ew"].title == "Einwohner"
    assert dict(file.faults) == {}


def test_the_problems_of_the_shared_file_are_not_told_again(stacked, catalogue_text):
    file = stacked(OWN, catalogue_text + '\n[quantity.x]\ntitle = "X"\n')
    assert file.problems == ()
    assert "x" in file.faults


@pytest.mark.parametrize(
    ("own", "lost", "kept"),
    [
        (
            OWN.replace("quantity.hunde]", "quantity.kinderanteil]").replace('"hunde"', '"kinder"'),
            "quantity.kinderanteil",
            {"kinderanteil", "hundedichte"},
        ),
        (OWN.replace("indicator.hundedichte", "indicator.ew"), "indicator.ew", {"kinderanteil"}),
        (OWN.replace("hundedichte", "hunde"), "indicator.hunde", {"kinderanteil"}),
    ],
)
def test_of_one_code_for_two_things_the_later_one_goes(stacked, own, lost, kept):
    file = stacked(own)
    (problem,) = file.problems
    section, code = lost.split(".")
    assert (problem.code, problem.value) == ("catalogue_code_twice", code)
    assert problem.file == "indicators/altdorf/catalogue.toml"
    assert f"bis dahin fehlt [{lost}]" in problem.remedy
    assert "catalogue.toml, Zeile" in problem.message
    assert set(file.catalogue.indicators) == kept
    assert (code in file.catalogue.quantities) == (section == "indicator")


def test_a_circle_through_both_files_is_told_once(stacked, catalogue_text):
    shared = catalogue_text.replace(
        'title = "Einwohner"\n', 'title = "Einwohner"\nparts = [["kinder", "saldo"]]\n'
    )
    file = stacked('[quantity.kinder]\nparts = [["ew"]]\n', shared)
    assert [problem.code for problem in file.problems] == ["catalogue_cycle"]


def test_an_area_can_do_without_shared_catalogue(write, facts, catalogue_text):
    folder = write("data/indicators/altdorf/catalogue.toml", catalogue_text).parents[2]
    shared = read_shared_catalogue(folder)
    own = read_area_catalogue(folder, "altdorf", shared)
    assert (shared.problems, own.problems) == ((), ())
    assert list(own.catalogue.indicators) == ["kinderanteil"]
    other = read_area_catalogue(folder, "neudorf", shared)
    assert facts(other.problems) == [("file_missing", None, "")]
    assert other.problems[0].file == "indicators/neudorf/catalogue.toml"


def test_a_folder_without_any_catalogue_is_refused(write):
    folder = write("data/indicators/altdorf/2020.csv", "level;unit\n").parents[2]
    with pytest.raises(DataFolderError, match="kein Gebiet hat einen eigenen Katalog"):
        read_shared_catalogue(folder)
