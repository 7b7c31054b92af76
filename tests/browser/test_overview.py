"""The start page in Chromium: ways into the other pages, pictures, keyboard."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.browser

COUNTY = "uebersicht?gebiet=rhein-berg"
CITY = "uebersicht?gebiet=musterstadt"


def test_the_first_start_shows_the_invented_city_and_the_way_to_real_figures(visit):
    window = visit()
    page = window.open("")
    assert page.locator("h1").inner_text().startswith("Der Anteil der Kinder")
    assert "Frei erfunden" in page.locator(".atlas-notice").first.inner_text()
    button = page.get_by_role("button", name="Echte Zahlen: Rheinisch-Bergischer Kreis")
    box = button.bounding_box()
    assert box is not None
    assert box["y"] + box["height"] < 768
    button.click()
    page.get_by_role("heading", name="Jedes neunte Kind").wait_for()
    window.settle()
    window.assert_addressed("gebiet=rhein-berg")


@pytest.mark.parametrize("stem", ["karte", "tabelle", "diagramme"])
def test_a_tile_leads_to_its_indicator(visit, stem):
    window = visit()
    page = window.open(f"{CITY}&indikator=dem_u18")
    names = {"karte": "Karte", "tabelle": "Tabelle", "diagramme": "Diagramme"}
    tile = page.locator(".st-key-atlas_tile_1")
    tile.get_by_role("link", name=names[stem]).click()
    page.wait_for_url(f"**/{stem}?**")
    page.wait_for_function(
        "document.querySelector('.atlas-chosen')?.innerText.includes('Einwohner mit')"
    )
    window.settle()
    window.assert_addressed("indikator=dem_ew", "ebene=bezirk")


def test_the_change_of_districts_leads_to_its_map(visit):
    window = visit()
    page = window.open(COUNTY)
    page.get_by_role("link", name="Karte der Veränderung").first.click()
    page.wait_for_url("**/karte?**")
    page.locator(".live-map canvas.colours").wait_for()
    window.settle()
    assert "gegenüber 2009" in page.locator(".atlas-chosen").inner_text()


def test_a_search_on_the_start_page_leads_to_the_map(visit):
    window = visit()
    page = window.open(COUNTY)
    field = page.get_by_role("combobox", name="Indikator suchen").first
    field.fill("Kinderarmut")
    field.press("Enter")
    page.wait_for_url("**/karte?**")
    window.settle()
    window.assert_addressed("gebiet=rhein-berg", "indikator=ein_kinder_sgb2_u15")


def test_a_search_without_hit_says_so_in_german(visit):
    page = visit().open(COUNTY)
    page.get_by_role("combobox", name="Indikator suchen").first.fill("x" * 1000)
    assert (
        page.get_by_role("listbox", name="Indikatoren zur Auswahl").inner_text() == "Kein Treffer"
    )
    page.get_by_role("combobox", name="Stadt / Kreis").first.fill("zzz")
    empty = page.locator('[data-empty="true"] [role="option"] > span')
    content = "e => [getComputedStyle(e).fontSize, getComputedStyle(e, '::after').content]"
    assert empty.evaluate(content) == ["0px", '"Kein Treffer"']


def test_lines_are_drawn_and_told_in_words(visit):
    page = visit().open(CITY)
    lines = page.locator("img.atlas-trend")
    lines.first.wait_for()
    assert lines.count() == 5
    assert lines.evaluate_all("all => all.every(one => one.complete && one.naturalWidth > 0)")
    assert lines.evaluate_all("all => all.every(one => one.alt.startsWith('Verlauf von'))")


def test_folded_names_open_by_keyboard(visit):
    page = visit().open(CITY)
    more = page.locator(".atlas-changes > details")
    more.locator("> summary").focus()
    page.keyboard.press("Enter")
    folded = more.locator(".atlas-moved details").first
    folded.locator("summary").focus()
    page.keyboard.press("Enter")
    assert folded.locator("p").is_visible()


@pytest.mark.parametrize("area", [COUNTY, CITY])
@pytest.mark.parametrize(
    ("width", "height", "columns"), [(1920, 1080, 2), (1366, 768, 2), (390, 844, 1)]
)
def test_the_map_stands_beside_the_figures_and_above_them_on_a_phone(
    visit, area, width, height, columns
):
    page = visit(width, height).open(area)
    page.locator(".st-key-atlas_tile_0").wait_for()
    style = "e => getComputedStyle(e).gridTemplateColumns.split(' ').length"
    assert page.locator(".st-key-atlas_glance").evaluate(style) == columns
    assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0


@pytest.mark.parametrize("area", [COUNTY, CITY])
def test_all_of_the_ten_seconds_is_in_sight_on_an_office_laptop(visit, area):
    page = visit(1366, 768).open(area)
    seen = ["h1", ".atlas-small-map", "[class*=st-key-atlas_tile_] img.atlas-trend"]
    for part in (*seen, ".atlas-changes > .atlas-moved > li"):
        for box in page.locator(part).all():
            place = box.bounding_box()
            assert place is not None
            assert place["y"] + place["height"] <= 768, part
    map_box = page.locator(".atlas-small-map").bounding_box()
    assert map_box is not None
    assert map_box["height"] >= 300
