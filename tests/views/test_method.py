from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from atlas.atlas import Atlas
from atlas.desk import Desk
from atlas.editions import release_build
from atlas.model.disclosure import ProtectionMode
from atlas.model.quantities import Audience
from atlas.model.releases import NaiveHiding
from atlas.model.scope import Scope
from atlas.views import method
from atlas.views.map.maps import choropleth
from atlas.views.numbers import explained_signs
from tests import small_town

# variations on what quicker tests promise: each of them takes its time
pytestmark = pytest.mark.slow


def test_the_table_of_dates_says_what_is_computed(town, edit):
    catalogue = town / "indicators/catalogue.toml"
    edit(
        catalogue, 'title = "Leute"\nunit', 'title = "Leute"\nparts = [["kinder", "uebrige"]]\nunit'
    )
    rest = small_town.count("uebrige", "Übrige")
    catalogue.write_text(catalogue.read_text("utf-8") + rest, encoding="utf-8")
    table = method.dates_table(
        Atlas.open(town), Scope(area="ort", level="bezirk", indicator="uebrige")
    )
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert [row[0] for row in rows] == ["2020", "2021"]
    assert {row[3] for row in rows} == {"31.12.2020", "31.12.2021"}
    assert {row[-1] for row in rows} == {"„Übrige“ ist berechnet: „Leute“ abzüglich „Kinder“."}


def test_an_own_indicator_is_described_in_its_area(town):
    own = small_town.of_all("kinderquote", "kinder", "Unsere Quote", "Eigene Zählung")
    (town / "indicators/ort/catalogue.toml").write_text(own, encoding="utf-8")
    entry = method.entry(Atlas.open(town), "ort", "kinderquote")
    assert entry.title == "Unsere Quote"
    assert ("Definition", "Eigene Zählung") in entry.facts


def test_the_working_state_says_that_it_hides_nothing_itself(plain_atlas):
    (sentence,) = method.secrecy(plain_atlas(), "ort")
    assert sentence.startswith("Gezeigt wird der Arbeitsstand.")
    assert not method.hidden_table(plain_atlas(), "ort").rows


def test_a_release_says_how_much_is_hidden_and_by_which_rules(town, edit):
    edit(town / "indicators/ort/2020.csv", "block;01;Anger;100;10;", "block;01;Anger;2;1;")
    Desk.open(town).release("ort", "2021/1", date(2022, 3, 1), lambda _: None)
    atlas = Atlas.open(town, release="2021/1")
    sentences = method.secrecy(atlas, "ort")
    # people of 01, of the quarter (which is 01) and of one block more; their mean age, that of A,
    # X and the town as well; the children of ten units in two years
    assert "In der Ausgabe „2021/1“ sind 29 von 72 Zahlen verdeckt" in sentences[0]
    assert "Ganz zurückgehalten, weil eine Regel fehlt: „Kinder“." in sentences
    table = method.hidden_table(atlas, "ort")
    heads = [column.title for column in table.columns]
    assert [heads[0], heads[-1]] == ["Messgröße", "zusammen"]
    hidden = {row.cells[0].text: [cell.text for cell in row.cells[1:]] for row in table.rows}
    # of the quarter: people and mean age of 2020, children of both years
    quarters = heads.index("Quartiere") - 1
    assert {title: of[quarters] for title, of in hidden.items()} == {
        "Leute": "1",
        "Durchschnittsalter": "1",
        "Kinder": "2",
        "Alle Messgrößen": "4",
    }
    assert (hidden["Kinder"][-1], hidden["Alle Messgrößen"][-1]) == ("20", "29")
    listed, meanings = method.rules(atlas, "ort")
    assert not meanings
    rules = [[cell.text for cell in row.cells] for row in listed.rows]
    # of mean age and rent nothing is small
    assert rules == [
        ["nicht angegeben", "3", "keine Grenze", "1"],
        ["nicht angegeben", "keine Grenze", "keine Grenze", "2"],
    ]


def test_a_release_that_hides_nothing_says_so_and_no_more():
    shipped = Atlas.open(Path(__file__).parents[2] / "data", release="2014/1")
    first, *others = method.secrecy(shipped, "rhein-berg")
    assert first == "In der Ausgabe „2014/1“ musste keine der 40 Zahlen verdeckt werden."
    assert [sentence.split()[0] for sentence in others] == ["Verdeckt"]


@pytest.fixture
def one_child(town, edit):
    """The town with one child of 100 people in block 01 in 2020; children have a rule."""
    edit(
        town / "indicators/catalogue.toml", 'title = "Kinder"\n', 'title = "Kinder"\nminimum = 3\n'
    )
    edit(town / "indicators/ort/2020.csv", "block;01;Anger;100;10;", "block;01;Anger;100;1;")
    return town


def released(folder, mode=None):
    Desk.open(folder).release("ort", "2021/1", date(2022, 3, 1), lambda _: None, mode=mode)
    return Atlas.open(folder, release="2021/1")


def test_a_release_says_in_tens_what_naive_hiding_would_have_given_away(one_child, monkeypatch):
    hidings = [
        NaiveHiding(hidden=117, narrow=86, exact=36),
        NaiveHiding(hidden=159, narrow=99, exact=44),
    ]
    monkeypatch.setattr(release_build, "naive_hidings", lambda *_: hidings)
    sentence = method.secrecy(released(one_child), "ort")[3]
    assert sentence == (
        "Nur die kleinen Zahlen zu verdecken (rund 120), verriete rund 90 ungefähr, rund 40 genau. "
        "Mit einer weiteren in jeder Summe (rund 160) wären es rund 100 und rund 40. Hier: keine."
    )


def test_how_many_counts_are_small_is_not_said_where_it_would_tell_which(one_child):
    # hidden are 01, Q (which is 01) and 03, and 01 + 03 = 61: if two of them are small, it is 01
    text = " ".join(method.secrecy(released(one_child), "ort"))
    assert "Nur die kleinen Zahlen" not in text
    manifest = json.loads((one_child / "releases/ort/2021/1/manifest.json").read_text("utf-8"))
    assert manifest["protection"]["naive"] == []


EXACTLY_ZERO = "– = genau null"


@pytest.mark.parametrize(
    ("mode", "sentence", "dash", "limit"),
    [
        (
            ProtectionMode.EXACT,
            "Keine verdeckte Zahl lässt sich genau ausrechnen.",
            EXACTLY_ZERO,
            "Wahrscheinlichkeiten",
        ),
        (
            ProtectionMode.WIDTH_3,
            "die kleinste Fallzahl, wenigstens um 3 auseinanderliegen.",
            EXACTLY_ZERO,
            "Wahrscheinlichkeiten",
        ),
        (
            ProtectionMode.ROUNDING_5,
            "Vielfaches von 5 gerundet, ab der Hälfte nach oben; „–“ heißt",
            "– = null, oder auf null gerundet (0 bis 2)",
            "Frühere Ausgaben",
        ),
    ],
)
def test_a_release_says_how_it_is_protected_and_how_not(one_child, mode, sentence, dash, limit):
    atlas = released(one_child, mode)
    assert sentence in " ".join(method.secrecy(atlas, "ort"))
    assert method.not_guaranteed(atlas, "ort")[-1].startswith(f"{limit}: ")
    assert method.signs(atlas, "ort")[0] == dash
    # a file for programs explains the sign as its figures do
    assert explained_signs({"–"}, [dash]) == (dash,)


def rows_of(table):
    return [[cell.text for cell in row.cells] for row in table.rows]


def test_three_versions_stand_side_by_side_and_what_differs_is_marked(one_child):
    units = one_child / "districts/ort/units.csv"
    head, *lines = units.read_text("utf-8").splitlines()
    everyday = {"01": "Am Anger"}
    named = (f"{line};{everyday.get(line.split(';')[1], '')}" for line in lines)
    units.write_text("\n".join((f"{head};everyday_name", *named)), encoding="utf-8")
    others = [released(one_child), Atlas.open(one_child, Audience.INTERNAL, release="latest")]
    everything = Atlas.open(one_child, Audience.STATISTICS)
    scope = Scope(area="ort", level="block", indicator="kinder", years=(2020,))
    versions = method.versions(everything, others, scope)
    differing = [["Am Anger", "1", "≠ .", "≠ ."], ["Christhof", "60", "≠ .", "≠ ."]]
    assert rows_of(versions.differing) == differing
    assert rows_of(versions.every) == [
        differing[0],
        ["Bach", "20", "20", "20"],
        differing[1],
        ["Damm", "100", "100", "100"],
    ]
    release = "Ausgabe 2021/1, Verdecktes mit Spielraum 5; 2 von 4 Angaben weichen ab."
    *readers, summary = versions.sentences[1:]
    assert readers == [f"Öffentliche Fassung: {release}", f"Verwaltungsintern: {release}"]
    assert summary.startswith("Bei 2 von 4 Blöcken sehen nicht alle dasselbe.")
    # what is said of the protection holds for both, and is said once
    assert [*method.secrecy_of_releases(others, "ort")] == [*method.secrecy(others[0], "ort")]


def test_without_a_release_there_is_nothing_to_compare_with(one_child):
    everything = Atlas.open(one_child, Audience.STATISTICS)
    scope = Scope(area="ort", level="block", indicator="kinder", years=(2020,))
    other = Atlas.open(one_child, release="latest")
    versions = method.versions(everything, [other], scope)
    assert versions.sentences[1:] == ("Öffentliche Fassung: Es gibt noch keine Ausgabe.",)
    assert {row.cells[2].text for row in versions.every.rows} == {""}
    assert not versions.differing.rows


def test_rules_that_hide_more_than_small_counts_say_so(one_child, edit):
    edit(
        one_child / "indicators/catalogue.toml",
        'title = "Kinder"\nminimum = 3\n',
        'title = "Kinder"\ndisclosure = "streng"\n',
    )
    with (one_child / "indicators/catalogue.toml").open("a", encoding="utf-8") as catalogue:
        catalogue.write('\n[disclosure.streng]\ntitle = "Kinder"\nminimum = 4\n')
        catalogue.write("complement = true\ndominance = 85\n")
    table, meanings = method.rules(Atlas.open(one_child), "ort")
    assert [column.title for column in table.columns][3:-1] == [
        "kleinster Rest einer Gruppe",
        "größter Anteil eines Einzelnen",
    ]
    assert [cell.text for cell in table.rows[0].cells] == [
        *("Kinder", "4", "keine Grenze", "4", "85 %", "1")
    ]
    assert [sentence.partition(":")[0] for sentence in meanings] == [
        "Kleinster Rest einer Gruppe",
        "Größter Anteil eines Einzelnen",
    ]


def test_a_map_of_rounded_counts_says_what_its_dash_stands_for(one_child):
    scope = Scope(area="ort", level="block", indicator="kinder", year=2020)
    labels = {
        mode: {entry.label for entry in choropleth(atlas, scope).legend}
        for mode, atlas in (
            ("working", Atlas.open(one_child)),
            ("rounded", released(one_child, ProtectionMode.ROUNDING_5)),
        )
    }
    assert "0 bis 2, auf null gerundet (–)" in labels["rounded"]
    assert not {label for label in labels["rounded"] if "genau null" in label}
