"""Map and chart hear each other, and the other pages hear what was selected."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, Route, expect

from tests.browser.conftest import running

pytestmark = pytest.mark.browser

MAP = "karte?gebiet=rhein-berg&ebene=kommune&indikator=ein_kinder_sgb2_u15&jahr=2014&dazu=balken"
POINTS = "karte?gebiet=musterstadt&ebene=bezirk&dazu=punkte"
CROSSED = "arb_anteil&jahr=2024"
MET = """(svg) => {
  const box = (part) => {
    const { x, y, width, height } = part.getBBox();
    return [x, y, x + width, y + height];
  };
  const all = (kind) => [...svg.querySelectorAll(kind)];
  const others = [...all(".reference"), ...all(".reference-name")].map(box);
  // letters are about two pixels less high than the box around them
  const meets = (a, b) => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] - 2 && b[1] + 2 < a[3];
  const crossed = all(".figure").filter((part) => others.some((other) => meets(other, box(part))));
  return { lines: all(".reference").length, crossed: crossed.map((part) => part.textContent) };
}"""


def chart(page: Page) -> Locator:
    found = page.locator(".linked-chart svg")
    found.wait_for()
    found.scroll_into_view_if_needed()
    return found


def mark(page: Page, name: str) -> Locator:
    """The bar or point of a unit."""
    return chart(page).get_by_role("option", name=re.compile(f"^{name},"))


def spot(page: Page, name: str) -> tuple[float, float]:
    box = mark(page, name).locator(".body").bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def drawn(page: Page) -> None:
    """Wait for the map, which tells what is pointed at in its panel."""
    page.locator(".live-map canvas").first.wait_for()


def test_every_unit_has_a_bar_with_its_figures_as_text(visit):
    page = visit().open(MAP)
    options = chart(page).get_by_role("option")
    expect(options).to_have_count(8)
    said = mark(page, "Burscheid").get_attribute("aria-label")
    assert said == "Burscheid, Wert (%): 12,5, 313 von 2.499"
    label = chart(page).get_attribute("aria-label")
    assert label.startswith("Jedes neunte Kind unter 15 Jahren")


def test_pointing_at_a_bar_tells_the_map_and_shows_its_figures(visit):
    window = visit()
    page = window.open(MAP)
    drawn(page)
    chart(page)
    page.mouse.move(*spot(page, "Burscheid"))
    tip = page.locator(".linked-chart .tip")
    expect(tip).to_contain_text("Wert (%): 12,5")
    expect(tip).to_contain_text("12,0 bis 15,0")
    expect(page.locator(".live-map .panel h2")).to_have_text("Burscheid")
    window.picture("linked-bars")


def test_pointing_at_the_map_highlights_the_bar(visit):
    page = visit().open(MAP)
    drawn(page)
    chart(page)
    page.locator(".live-map .stage").focus()
    page.keyboard.press("ArrowRight")
    name = page.locator(".live-map .panel h2").inner_text()
    expect(chart(page).locator(".pointed")).to_have_count(1)
    expect(mark(page, name)).to_have_class(re.compile("pointed"))


def test_a_click_on_a_bar_selects_for_the_whole_page(visit):
    window = visit()
    page = window.open(MAP)
    drawn(page)
    chart(page)
    page.mouse.click(*spot(page, "Burscheid"))
    line = page.locator(".atlas-selection")
    expect(line).to_have_text("1 Kommune ausgewählt: Burscheid")
    expect(mark(page, "Burscheid")).to_have_attribute("aria-selected", "true")
    page.keyboard.down("Control")
    page.mouse.click(*spot(page, "Kürten"))
    page.keyboard.up("Control")
    expect(line).to_have_text("2 Kommunen ausgewählt: Burscheid, Kürten")
    page.wait_for_url(re.compile("auswahl=05378008(,|%2C)05378012"))


def test_a_selection_on_the_map_reaches_chart_and_table(visit):
    window = visit()
    page = window.open(MAP)
    drawn(page)
    search = page.locator(".live-map .search")
    search.fill("Kürt")
    search.press("Enter")
    expect(mark(page, "Kürten")).to_have_attribute("aria-selected", "true")
    expect(page.locator(".atlas-selection")).to_contain_text("Kürten")
    page.get_by_role("link", name="Tabelle").first.click()
    page.wait_for_url("**/tabelle**")
    window.settle()
    expect(page.locator(".atlas-table .atlas-selected")).to_contain_text("Kürten")


def test_the_chart_is_drawn_once_however_often_the_page_is_made_anew(visit):
    window = visit()
    page = window.open(MAP)
    drawn(page)
    figure = chart(page)
    figure.evaluate("(svg) => { svg.dataset.first = 'yes'; }")
    window.settle()
    for name in ("Burscheid", "Kürten"):
        page.mouse.click(*spot(page, name))
        expect(page.locator(".atlas-selection")).to_contain_text(name)
        window.settle()
    assert figure.get_attribute("data-first") == "yes"


def test_beside_two_indicators_in_one_the_points_of_these_two_have_its_colours(visit):
    window = visit()
    page = window.open("karte?gebiet=musterstadt&ebene=bezirk&vergleich=zusammenhang&dazu=")
    drawn(page)
    names = page.locator(".live-map .square-frame")
    axes = [names.locator(f".axis-{axis}").inner_text().lstrip("→↑ ") for axis in "xy"]
    for axis in "xy":
        ticks = names.locator(f".tick-{axis}").all_inner_texts()
        words = [r"niedrig: unter \d", r"mittel: \d.* bis unter \d", r"hoch: \d.* und mehr"]
        assert all(map(re.match, words, ticks))
        assert len(ticks) == 3
    heads = chart(page).locator("xpath=..").locator(".head, .foot").all_inner_texts()
    assert [heads[1].removesuffix(" →"), heads[0].removeprefix("↑ ")] == axes
    cells = page.locator(".live-map .cell").all()
    colours = {cell.evaluate("(cell) => cell.style.backgroundColor") for cell in cells}
    points = (
        chart(page)
        .locator("circle.body")
        .evaluate_all("(bodies) => bodies.map((body) => getComputedStyle(body).fill)")
    )
    assert len(points) > 40
    assert set(points) <= colours
    assert len(set(points)) > 4
    window.picture("linked-two-in-one")


def test_dropping_the_selection_clears_the_chart(visit):
    page = visit().open(f"{MAP}&auswahl=05378008")
    expect(mark(page, "Burscheid")).to_have_attribute("aria-selected", "true")
    page.get_by_role("button", name="Auswahl aufheben").click()
    expect(page.locator(".atlas-selection")).to_have_count(0)
    expect(mark(page, "Burscheid")).to_have_attribute("aria-selected", "false")


def test_the_chart_is_one_tab_stop_with_arrow_keys(visit):
    page = visit().open(MAP)
    figure = chart(page)
    assert figure.locator("[tabindex]").count() == 0
    figure.focus()
    for key in ("Home", "ArrowRight"):
        page.keyboard.press(key)
    active = figure.get_attribute("aria-activedescendant")
    assert figure.locator(f"#{active}").get_attribute("aria-label").startswith("Burscheid")
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowRight")
    page.keyboard.press(" ")
    line = page.locator(".atlas-selection")
    expect(line).to_have_text("2 Kommunen ausgewählt: Burscheid, Kürten")
    assert page.evaluate("document.activeElement.tagName") != "BODY"


def test_a_map_that_comes_late_leaves_what_is_pointed_at(visit):
    window = visit()
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    window.page.route("**/geometry-*.bin", hold)
    page = window.open(MAP)
    figure = chart(page)
    figure.focus()
    page.keyboard.press("Home")
    page.keyboard.press("ArrowRight")
    assert held
    for route in held:
        route.continue_()
    drawn(page)
    page.keyboard.press("Enter")
    line = page.locator(".atlas-selection")
    expect(line).to_have_text("1 Kommune ausgewählt: Burscheid")


def test_points_of_two_indicators_hear_the_map(visit):
    window = visit()
    page = window.open(POINTS)
    drawn(page)
    figure = chart(page)
    assert figure.get_by_role("option").count() > 40
    figure.focus()
    page.keyboard.press("Home")
    page.keyboard.press("Enter")
    expect(figure.locator(".selected")).to_have_count(1)
    expect(page.locator(".atlas-selection")).to_contain_text("1 Bezirk ausgewählt")
    window.picture("linked-points")


def test_the_chart_fits_a_phone(visit):
    window = visit(390, 844)
    page = window.open(MAP)
    chart(page)
    window.picture("linked-phone")
    wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert wide <= 0
    box = chart(page).bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390


def test_names_stay_text(visit, data_copy, tmp_path):
    units = data_copy / "districts" / "rhein-berg" / "units.csv"
    evil = "<img src=x onerror=alert(1)>"
    units.write_text(units.read_text("utf-8").replace("Odenthal", evil), "utf-8")
    with running(data_copy, tmp_path) as server:
        page = visit(address=server.address).open(MAP)
        chart(page)
        page.mouse.move(*spot(page, "Overath"))
        page.keyboard.press("Tab")
        assert page.locator(".linked-chart img").count() == 0
        assert page.locator(f'.linked-chart [aria-label^="{evil}"]').count() == 1


def test_axe_finds_nothing_in_the_chart(visit):
    page = visit().open(MAP)
    chart(page)
    found = Axe().run(page, context={"include": [[".st-key-atlas_chart"]]}).response
    serious = [
        item["id"] for item in found["violations"] if item["impact"] in {"serious", "critical"}
    ]
    assert found["passes"]
    assert not serious


@pytest.mark.parametrize("width", [1366, 390])
def test_lines_and_their_names_leave_the_figures_of_bars_readable(visit, width):
    window = visit()
    window.page.set_viewport_size({"width": width, "height": 900})
    page = window.open(f"karte?gebiet=musterstadt&ebene=sozialraum&indikator={CROSSED}&dazu=balken")
    met = chart(page).evaluate(MET)
    assert met["lines"] >= 2
    assert met["crossed"] == []
