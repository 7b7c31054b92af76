"""The table in Chromium: heads that stay and sort, by mouse and by keyboard."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

COUNTY = "tabelle?gebiet=rhein-berg&ebene=kommune&indikator=ein_kinder_sgb2_u15&jahr=2014"
NAMES = "table.atlas-table tbody th"


def test_a_head_sorts_and_totals_stay_below(visit):
    page = visit().open(COUNTY)
    values = page.get_by_role("button", name="Wert (%)")
    official = page.locator(NAMES).all_inner_texts()
    values.click()
    names = page.locator(NAMES).all_inner_texts()
    assert (names[:2], names[7:]) == (["Bergisch Gladbach", "Burscheid"], ["Odenthal"])
    assert page.locator("tfoot th").all_inner_texts()[1:] == [
        "Rheinisch-Bergischer Kreis (gemeldet)",
        "Unterschied (Summe − gemeldet)",
    ]
    head = page.locator("th", has=values)
    expect(head).to_have_attribute("aria-sort", "descending")
    values.press("Enter")
    assert page.locator(NAMES).first.inner_text() == "Odenthal"
    values.press("Space")
    expect(head).to_have_attribute("aria-sort", "none")
    assert page.locator(NAMES).all_inner_texts() == official


def test_heads_stay_and_sort_anew_after_a_change(visit):
    window = visit()
    page = window.open("tabelle?gebiet=musterstadt&ebene=bezirk&indikator=ein_sgb2_u15&jahr=2024")
    top = page.locator(".atlas-scroll").bounding_box()["y"]
    page.locator(".atlas-scroll").evaluate("frame => frame.scrollTo(0, 500)")
    assert page.locator("thead th").first.bounding_box()["y"] == pytest.approx(top, abs=1)
    # the city is in sight, whatever the rows between
    city = page.get_by_text("Musterstadt (Summe der Einheiten)")
    box = city.bounding_box()
    assert box["y"] + box["height"] <= 768
    page.get_by_text("Veränderung", exact=True).click()
    page.get_by_role("button", name="Wert 2024").click()
    # 47,5 is the highest; the two without children have no value and come last of the units
    assert page.locator(NAMES).first.inner_text() == "Lerchenfeld-Süd"
    assert page.locator(NAMES).last.inner_text() in {
        "Nordhafen",
        "Stadtforst",
    }


def test_on_a_phone_a_wide_table_says_that_it_can_be_moved(visit):
    page = visit(390, 844).open(COUNTY)
    expect(page.get_by_text("Sie lässt sich seitlich verschieben")).to_be_visible()
    # no hole above the first row, and its name is in sight while the others are moved
    head = page.locator("thead").bounding_box()
    assert head["height"] < 90
    page.locator(".atlas-scroll").evaluate("frame => frame.scrollTo(400, 0)")
    assert page.locator("tbody th").first.bounding_box()["x"] == pytest.approx(16, abs=2)
    wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert wide <= 0
    laptop = visit().open(COUNTY)
    expect(laptop.get_by_text("Sie lässt sich seitlich verschieben")).to_be_hidden()
