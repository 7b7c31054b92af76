"""What our own code adds around Streamlit's pages: a way past the menu, links, progress."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.test_screens import SHIPPED

pytestmark = pytest.mark.browser

MOST_STOPS = 60
RING = """
() => {
  let focused = document.activeElement;
  while (focused.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement;
  const { outlineStyle, outlineWidth } = getComputedStyle(focused);
  return [focused.textContent.trim(), outlineStyle, parseFloat(outlineWidth)];
}
"""


def test_the_first_tab_leads_past_the_menu_and_each_focus_has_a_ring(visit):
    page = visit().open(f"tabelle?{SHIPPED}")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Zum Inhalt springen")
    expect(skip).to_be_focused()
    stops = [page.evaluate(RING)]
    while stops[-1][0] != "Linkexpand_more" and len(stops) < MOST_STOPS:
        page.keyboard.press("Tab")
        stops.append(page.evaluate(RING))
    for text, style, width in stops:
        assert (style, width >= 3) == ("solid", True), text
    texts = " ".join(text for text, *_ in stops)
    assert "Skip to" not in texts
    assert "Methodik und Quellen" in texts
    skip.focus()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_be_focused()


def test_what_streamlit_names_in_english_is_read_out_in_german(visit):
    chosen = "auswahl=05378008,05378024"
    page = visit().open(f"diagramme?{SHIPPED}&diagramm=series&{chosen}")
    page.get_by_role("button", name="Burscheid entfernen").wait_for()
    assert page.get_by_role("button", name="Alle entfernen").count() == 1
    assert page.get_by_role("navigation", name="Seiten").count() == 1
    shown = "found => found.filter((one) => one.checkVisibility()).map((one) => one.ariaLabel)"
    labels = page.locator("[aria-label]").evaluate_all(shown)
    english = re.compile(r"\b(Open|Remove|Clear|Sidebar|pages|values|Collapse)\b")
    assert not [label for label in labels if english.search(label)]


def test_on_a_phone_the_menu_has_a_name_and_closes_after_a_choice(visit):
    window = visit(390, 844)
    page = window.open(f"tabelle?{SHIPPED}")
    sidebar = page.get_by_test_id("stSidebar")
    page.get_by_role("button", name="Menü").click()
    expect(sidebar).to_have_attribute("data-collapsed", "false")
    sidebar.get_by_text("Veränderung", exact=True).click()
    window.assert_addressed("auswertung=veraenderung")
    expect(sidebar).to_have_attribute("data-collapsed", "true")
    window.settle()
    page.get_by_role("button", name="Menü").click()
    sidebar.get_by_role("link", name="Karte").click()
    page.wait_for_url("**/karte?**")
    expect(sidebar).to_have_attribute("data-collapsed", "true")


def test_the_part_of_the_map_in_view_is_in_the_link(visit):
    window = visit()
    page = window.open(f"karte?{SHIPPED}")
    page.locator(".live-map canvas.colours").wait_for()
    page.get_by_role("button", name="Vergrößern").click()
    page.wait_for_url("**ausschnitt=**")
    view = re.search(r"ausschnitt=[^&]*", page.url)[0]
    # a choice keeps it, though the server knows nothing of it
    page.get_by_text("Veränderung", exact=True).first.click()
    window.assert_addressed("auswertung=veraenderung", view)
    window.settle()
    page.get_by_role("button", name="Link").click()
    assert view in page.locator("textarea#link").input_value()
    opened = visit().open(f"karte?{SHIPPED}&{view}")
    opened.locator(".live-map canvas.colours").wait_for()
    assert view in opened.url
    opened.get_by_role("button", name="Alles zeigen").click()
    opened.wait_for_url(lambda url: "ausschnitt" not in url)


@pytest.mark.parametrize("word", ["1_2_5", "383187_6035721_99", "unsinn"])
def test_a_view_outside_the_area_shows_the_whole_area(visit, word):
    page = visit().open(f"karte?{SHIPPED}&ausschnitt={word}")
    page.locator(".live-map canvas.colours").wait_for()
    assert page.locator("h1").count() == 1
    page.get_by_role("button", name="Vergrößern").click()
    page.wait_for_url(re.compile("ausschnitt=(?!" + word + ")"))


def test_making_a_file_shows_at_once_that_it_is_being_made(visit):
    page = visit().open(f"karte?{SHIPPED}")
    page.get_by_role("button", name="Herunterladen").click()
    button = page.get_by_test_id("stDownloadButton").get_by_role("button").filter(has_text="PDF")
    with page.expect_download() as made:
        button.click()
        assert button.get_attribute("data-busy") == "Wird erstellt …"
    assert made.value.suggested_filename.endswith(".pdf")
    expect(button).not_to_have_attribute("data-busy", "Wird erstellt …")
