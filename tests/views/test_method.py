from __future__ import annotations

from datetime import date

from atlas.atlas import Atlas
from atlas.desk import Desk
from atlas.model.scope import Scope
from atlas.views import method
from tests import small_town


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
    assert "Gezeigt wird die Ausgabe „2021/1“: 29 von 72 Zahlen" in sentences[0]
    assert "Ganz zurückgehalten, weil eine Regel fehlt: „Kinder“." in sentences
    by_level = {
        row.cells[0].text: int(row.cells[1].text) for row in method.hidden_table(atlas, "ort").rows
    }
    assert sum(by_level.values()) == 29
    assert by_level["Quartiere"] == 4
    rules = [[cell.text for cell in row.cells] for row in method.rules_table(atlas, "ort").rows]
    # of mean age and rent nothing is small
    assert rules == [
        ["nicht angegeben", "3", "keine Grenze", "1"],
        ["nicht angegeben", "keine Grenze", "keine Grenze", "2"],
    ]
