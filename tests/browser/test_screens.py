"""The pages in a real Chromium: cold, at three sizes, with the keyboard, without network."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.conftest import ROOT, running

pytestmark = pytest.mark.browser

PAGES = (
    *("uebersicht", "karte", "tabelle", "diagramme", "profil", "gebiete", "bericht", "sitzung"),
    "sozialindex",
    "ausgaben",
    "methodik",
)
SIZES = {"laptop": (1366, 768), "beamer": (1920, 1080), "phone": (390, 844)}
BAR = 60
"""Pixels of Streamlit's bar at the top of a page."""
SHIPPED = "gebiet=rhein-berg&ebene=kommune&indikator=ein_kinder_sgb2_u15"
HEADLINE = "Jedes neunte Kind unter 15 Jahren im Rheinisch-Bergischen Kreis"

FOCUSED = """
() => {
  let found = document.activeElement;
  while (found.shadowRoot?.activeElement) found = found.shadowRoot.activeElement;
  const inside = found.getRootNode() !== document;
  return found.tagName.toLowerCase() + (inside ? `.${found.classList[0] ?? ""}` : "");
}
"""
"""Which element has the focus; those of the map with their class."""

NOTE_LETTERS = """
window.letters = {};
const write = CanvasRenderingContext2D.prototype.fillText;
CanvasRenderingContext2D.prototype.fillText = function (text, ...rest) {
  window.letters[text] = parseFloat(/([\\d.]+)px/.exec(this.font)[1]);
  return write.call(this, text, ...rest);
};
"""
"""How large the letters of each text on a canvas are, in its pixels."""

# What axe finds in Streamlit's own elements, which we can't change:
STREAMLIT_FINDINGS = {
    "aria-allowed-attr",  # base web select: aria-expanded on an input
    "aria-required-children",  # top navigation: list without list items
    "aria-required-parent",  # the same
    "nested-interactive",  # the grid of st.dataframe
    "scrollable-region-focusable",  # main section
}


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("stem", PAGES)
def test_a_page_stands_by_its_own_address(visit, stem, size):
    window = visit(*SIZES[size], cold=size == "laptop")
    page = window.open(stem)
    window.picture(f"{stem}-{size}")
    assert page.title().endswith("Sozialatlas")
    assert page.locator("h1").count() == 1
    assert page.evaluate("document.documentElement.lang") == "de"
    wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert wide <= 0


def test_the_start_address_leads_to_the_overview(visit):
    page = visit().open(f"?{SHIPPED}")
    assert page.url.split("?")[0].endswith("/uebersicht")
    assert HEADLINE in page.locator("h1").inner_text()


def test_a_link_carries_the_whole_view(visit):
    page = visit().open(f"karte?{SHIPPED}&jahr=2009&auswertung=abweichung&klassen=quantile.3")
    chosen = page.locator(".atlas-chosen").inner_text()
    assert "2009" in chosen
    assert "Abweichung" in chosen
    lines = page.locator(".live-map .classes li")
    lines.first.wait_for()
    assert lines.count() == 3


@pytest.mark.parametrize(
    "query",
    [
        "jahr=1999",
        "indikator=%3Cscript%3Ealert(1)%3C/script%3E",
        "gebiet=../../etc/passwd",
        "ebene=" + "x" * 500,
        "auswertung=drop%20table",
    ],
)
def test_a_bad_address_says_so_and_shows_the_default(visit, query):
    page = visit().open(f"karte?{query}")
    assert page.locator("h1").count() == 1
    assert page.get_by_test_id("stAlert").or_(page.locator(".atlas-notice")).count() >= 1


def test_the_choice_follows_to_the_next_page(visit):
    window = visit()
    page = window.open(f"karte?{SHIPPED}&jahr=2009")
    page.get_by_role("link", name="Tabelle").first.click()
    page.wait_for_url("**/tabelle**")
    window.settle()
    window.assert_addressed("jahr=2009")


def test_all_profiles_can_be_stopped_while_they_are_made(visit):
    page = visit().open("profil?gebiet=musterstadt&ebene=bezirk")
    page.get_by_role("button", name="Profile aller Bezirke").click()
    page.get_by_role("button", name="48 Profile erstellen").click()
    page.get_by_role("progressbar").wait_for()
    page.get_by_role("button", name="Abbrechen").click()
    page.get_by_role("progressbar").wait_for(state="detached")
    assert page.get_by_role("button", name="MB").count() == 0


def test_the_map_stands_with_its_legend(visit):
    page = visit().open(f"karte?{SHIPPED}&jahr=2014")
    page.locator(".live-map canvas.colours").wait_for()
    # Bergisch Gladbach 14,7 and Burscheid 12,5; three above 9; two above 6; Odenthal 3,0
    counts = page.locator(".live-map .class-count").all_inner_texts()
    assert counts == ["(1)", "(2)", "(3)", "(2)"]  # from low to high, as on paper
    assert page.locator(".live-map .legend-area").inner_text() == "Kreiswert 11,2 %"


@pytest.mark.parametrize("query", [f"{SHIPPED}&auswahl=05378008", "gebiet=musterstadt&auswahl=013"])
def test_all_about_the_selected_district_is_in_sight_on_a_laptop(visit, query):
    window = visit(*SIZES["laptop"])
    page = window.open(f"karte?{query}")
    page.locator(".live-map .panel .fact dd", has_text="Zufallsschwankung").wait_for()
    panel, side = (page.locator(f".live-map .{part}").bounding_box() for part in ("panel", "side"))
    end = panel["y"] + panel["height"]
    assert end <= min(SIZES["laptop"][1], side["y"] + side["height"])
    # the histogram below it is seen whole or not at all
    hidden = page.locator(".live-map .side").evaluate("one => one.scrollHeight - one.clientHeight")
    assert hidden <= 0


@pytest.mark.parametrize("query", [SHIPPED, "gebiet=musterstadt&ebene=bezirk"])
def test_two_maps_begin_at_one_height_with_their_legends_in_sight_on_a_laptop(visit, query):
    page = visit(*SIZES["laptop"]).open(f"karte?{query}&vergleich=jahr")
    page.locator(".live-map .classes").nth(1).wait_for()
    frames = [frame.bounding_box() for frame in page.locator(".live-map .stage-frame").all()]
    assert len(frames) == 2
    assert frames[0]["y"] == pytest.approx(frames[1]["y"], abs=1)
    for legend in page.locator(".live-map .legend").all():
        box = legend.bounding_box()
        assert box["y"] + box["height"] <= SIZES["laptop"][1]


@pytest.mark.parametrize(("size", "pixels"), [("laptop", 13), ("beamer", 18)])
def test_names_on_the_map_can_be_read_from_the_back_row(visit, size, pixels):
    window = visit(*SIZES[size])
    window.page.add_init_script(NOTE_LETTERS)
    page = window.open(f"karte?{SHIPPED}")
    page.wait_for_function("window.letters['Wermelskirchen'] > 0")
    assert page.evaluate("Math.min(...Object.values(window.letters))") >= pixels


def test_the_page_is_reached_by_keyboard(visit):
    page = visit().open(f"karte?{SHIPPED}")
    page.locator(".live-map .stage canvas").first.wait_for()
    reached = set()
    for _ in range(40):
        page.keyboard.press("Tab")
        reached.add(page.evaluate(FOCUSED))
    # links of the pages, choices, and within the map: search, buttons, map, slider
    assert {"a", "input", "button", "input.search", "div.stage", "input.years"} <= reached


def test_each_part_of_the_methods_is_reached_by_its_link(visit):
    page = visit(*SIZES["laptop"]).open(f"methodik?{SHIPPED}")
    links = page.get_by_role("navigation", name="Auf dieser Seite").get_by_role("link")
    parts = [link.get_attribute("href") for link in links.all()]
    assert "#geheimhaltung" in parts
    for part in parts:
        links.and_(page.locator(f'[href="{part}"]')).press("Enter")
        heading = page.locator(part)
        expect(heading).to_be_focused()
        # below Streamlit's bar, which lies over the page
        assert heading.bounding_box()["y"] >= BAR
    assert page.url.endswith(parts[-1])


@pytest.mark.parametrize("stem", PAGES)
def test_axe_finds_nothing_serious_of_ours(visit, stem):
    page = visit().open(stem)
    found = Axe().run(page).response["violations"]
    ours = [
        (item["id"], [node["target"] for node in item["nodes"]])
        for item in found
        if item["impact"] in {"serious", "critical"} and item["id"] not in STREAMLIT_FINDINGS
    ]
    assert not ours


def test_a_broken_data_folder_is_told_in_german(visit, tmp_path):
    empty = tmp_path / "leer"
    empty.mkdir()
    with running(empty, tmp_path) as server:
        window = visit(address=server.address)
        window.page.goto(f"{server.address}/karte")
        alert = window.page.get_by_test_id("stAlert").first
        alert.wait_for()
        assert "catalogue.toml" in alert.inner_text()


def test_the_shipped_data_are_what_the_server_shows(visit):
    assert (ROOT / "data" / "indicators" / "catalogue.toml").is_file()
    page = visit().open(f"tabelle?{SHIPPED}&jahr=2014")
    assert "4.241" in page.content()


@pytest.mark.parametrize("kind", ["bars", "series", "scatter", "distribution"])
def test_letters_of_a_chart_can_be_read_from_the_back_row(visit, kind):
    page = visit(1920, 1080).open(f"diagramme?gebiet=musterstadt&diagramm={kind}")
    page.locator('[data-testid="stVegaLiteChart"] svg text').first.wait_for()
    sizes = page.evaluate(
        """() => [...document.querySelectorAll('[data-testid="stVegaLiteChart"] svg text')]
        .map(e => parseFloat(getComputedStyle(e).fontSize) * e.getScreenCTM().a)"""
    )
    assert min(sizes) >= 18
    drawn = page.locator('[data-testid="stVegaLiteChart"] svg').first.bounding_box()
    head = page.locator("h1").bounding_box()
    assert drawn is not None
    assert head is not None
    assert drawn["width"] == pytest.approx(head["width"], abs=4)
