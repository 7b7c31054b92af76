"""Areas of one's own in Chromium: from two districts on the map to a map of their own."""

from __future__ import annotations

import pytest

from tests.browser import squares
from tests.browser.conftest import running

pytestmark = pytest.mark.browser

PAIR = "karte?jahr=2024&indikator=kinderanteil&auswahl=r0c0,r0c1"


@pytest.fixture(scope="module")
def own_home(tmp_path_factory):
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="module")
def own_land(tmp_path_factory, own_home):
    """A land of squares with a home of its own: what is saved here nobody else sees."""
    data = squares.write(tmp_path_factory.mktemp("data") / "land")
    with running(data, own_home) as found:
        yield found


def test_two_districts_of_the_map_become_an_area_with_a_map_of_its_own(visit, own_land):
    window = visit(address=own_land.address)
    page = window.open(PAIR)
    page.get_by_role("link", name="Als eigenes Gebiet speichern").click()
    page.get_by_role("heading", name="Eigene Gebiete im Quadratland").wait_for()
    window.settle()
    assert "uebernehmen" not in page.url
    page.get_by_label("Name der Ebene").fill("Planungsräume")
    page.get_by_label("Name des Gebiets").fill("Südwest")
    page.get_by_role("button", name="Speichern", exact=True).click()
    page.get_by_text("„Südwest“ ist gespeichert.").wait_for()
    window.settle()
    table = page.get_by_role("group", name="Alle Indikatoren: Südwest")
    table.wait_for()
    assert "Anteil der Kinder" in table.inner_text()
    window.picture("gebiete-gespeichert")
    page.locator(".st-key-own_on").get_by_role("link", name="Karte").click()
    page.wait_for_url("**/karte?**")
    page.locator('.atlas-chosen:has-text("Planungsräume")').wait_for()
    page.locator(".live-map .legend").first.wait_for()
    field = page.get_by_role("combobox", name="Gebiet suchen").first
    field.fill("Südwest")
    field.press("Enter")
    # 25 and 33 children of 1,000 people each
    page.locator(".panel dd", has_text="2,9").first.wait_for()
    window.settle()
    window.picture("gebiete-karte")
    assert page.locator(".panel h2").inner_text() == "Südwest"
    window.assert_addressed("ebene=planungsraeume")


def test_a_set_without_name_is_refused_and_keeps_its_parts(visit, own_land):
    window = visit(390, 844, own_land.address)
    page = window.open("gebiete?auswahl=r0c2,r0c3&ebene=gemeinde&uebernehmen=ja")
    page.get_by_label("Name der Ebene").fill("Andere")
    page.get_by_role("button", name="Speichern", exact=True).click()
    page.get_by_text("Geben Sie dem Gebiet einen Namen.").wait_for()
    window.settle()
    assert page.get_by_label("Name der Ebene").input_value() == "Andere"
    for name in ("r0c2", "r0c3"):
        assert page.get_by_text(f"{name} (Gemeinde {name})", exact=True).is_visible()
    assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0
    window.picture("gebiete-telefon")


def test_a_name_somebody_else_changed_meanwhile_can_be_loaded(visit, own_land, own_home):
    window = visit(address=own_land.address)
    page = window.open("gebiete?auswahl=r1c0,r1c1&uebernehmen=ja")
    level, name = page.get_by_label("Name der Ebene"), page.get_by_label("Name des Gebiets")
    save = page.get_by_role("button", name="Speichern", exact=True)
    level.fill("Quartiere")
    name.fill("Nord")
    page.get_by_label("Gültig ab").fill("1.1.2027")
    save.click()
    page.get_by_text("„Nord“ ist gespeichert.").wait_for()
    window.settle()
    # whoever works by keyboard goes on from where they were
    assert save.evaluate("button => button === document.activeElement")
    path = own_home / "levels/land/quartiere.toml"
    text = path.read_text("utf-8")
    assert "valid_from = 2027-01-01" in text
    path.write_text(text.replace('"Nord"', '"Norden"'), encoding="utf-8")
    name.fill("Nordstadt")
    save.click()
    page.get_by_role("button", name="Jetzigen Stand laden").click()
    page.get_by_text("inzwischen anderswo geändert").wait_for(state="hidden")
    window.settle()
    # the browser knows choices by their label: it must follow the new one
    chosen = page.get_by_role("combobox", name="Gebiet", exact=True).first
    assert (name.input_value(), chosen.input_value()) == ("Norden", "Norden")


def test_whatever_a_name_looks_like_it_stays_text(visit, own_land):
    window = visit(address=own_land.address)
    page = window.open("gebiete?auswahl=r4c0,r4c1&ebene=gemeinde&uebernehmen=ja")
    name = "www.evil.example a@evil.de https://evil.de :material/home: -> -- x"
    page.get_by_label("Name der Ebene").fill("Namen wie Links")
    page.get_by_label("Name des Gebiets").fill(name)
    page.get_by_role("button", name="Speichern", exact=True).click()
    told = page.get_by_test_id("stAlert").first
    told.wait_for()
    window.settle()
    assert told.inner_text().replace("\N{WORD JOINER}", "") == f"„{name}“ ist gespeichert."
    assert page.locator('a[href*="evil"]').count() == 0
    assert told.get_by_role("img").count() == 0
