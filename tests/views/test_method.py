from __future__ import annotations

from atlas.atlas import Atlas
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
