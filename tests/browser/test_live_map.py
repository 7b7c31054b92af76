"""The live map in a real Chromium: years, pointer, keyboard, search, selection, comparison."""

from __future__ import annotations

import re
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser import squares

pytestmark = pytest.mark.browser

RESTED = 600
"""Milliseconds after which the year of the slider has reached the server."""

FIND = """
async (map) => {
  const fetched = performance.getEntriesByType("resource").map((entry) => entry.name);
  const found = (end) => fetched.find((name) => name.endsWith(end));
  // each module is published by itself, too
  const { decodeGeometry } = await import(new URL("geometry.js", found("/karte.js")).href);
  const geometry = decodeGeometry(await (await fetch(found(".bin"))).arrayBuffer());
  const canvas = map.querySelector(".layer.colours");
  const [width, height] = [canvas.width, canvas.height];
  const pixels = new Uint32Array(
    canvas.getContext("2d").getImageData(0, 0, width, height).data.buffer,
  );
  // where the area lies is measured on the picture, not taken from the code that drew it
  let [west, north, east, south] = [width, height, 0, 0];
  pixels.forEach((pixel, index) => {
    if (!pixel) return;
    const [x, y] = [index % width, Math.floor(index / width)];
    [west, east] = [Math.min(west, x), Math.max(east, x + 1)];
    [north, south] = [Math.min(north, y), Math.max(south, y + 1)];
  });
  const hex = (pixel) => (
    `#${[0, 8, 16].map((by) => ((pixel >> by) & 255).toString(16).padStart(2, "0")).join("")}`
  );
  const outlines = map.querySelector(".layer.outlines").getContext("2d");
  const box = canvas.getBoundingClientRect();
  const units = {};
  geometry.units.forEach((id, unit) => {
    const x = Math.round(west + ((east - west) * geometry.labelX[unit]) / geometry.size.width);
    const y = Math.round(south - ((south - north) * geometry.labelY[unit]) / geometry.size.height);
    const row = [...pixels.subarray(y * width + x - 7, y * width + x + 7)].map(hex);
    const half = Math.ceil((east - west) / 12) + 3; // a square's half, and its outline
    const around = outlines.getImageData(x - half, y - half, 2 * half, 2 * half).data;
    units[id] = {
      colours: [...new Set(row)],
      x: box.left + (x * box.width) / width,
      y: box.top + (y * box.height) / height,
      outlined: around.some(Boolean),
    };
  });
  return { units, wide: east - west };
}
"""
"""Where the units of a map lie in the window, and which colours the picture has there."""

LEGEND = """
(map) => [...map.querySelectorAll(".side-legend .classes li")].map((line) => ({
  label: line.querySelector(".class-label").textContent,
  count: line.querySelector(".class-count").textContent,
  sign: line.querySelector(".swatch").textContent,
  colour: line.querySelector(".swatch").style.backgroundColor,
  hatched: line.querySelector(".swatch").classList.contains("hatched"),
}))
"""

MOVE = """
(slider, index) => {
  slider.value = String(index);
  slider.dispatchEvent(new InputEvent("input", { bubbles: true, composed: true }));
  return slider.closest(".live-map").dataset.year;
}
"""

FOCUSED = """
() => {
  let focused = document.activeElement;
  while (focused.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement;
  return focused.tagName;
}
"""

COUNT_DRAWN = """
() => {
  window.drawn = 0;
  const drawing = CanvasRenderingContext2D.prototype;
  const { createImageData } = drawing;
  drawing.createImageData = function counted(...size) {
    window.drawn += 1;
    return createImageData.apply(this, size);
  };
}
"""
"""Count how often a map is drawn anew: each time it takes a fresh picture."""

POINT_AND_CLICK = """
(stage, { x, y }) => {
  const happen = (type) => stage.dispatchEvent(
    new MouseEvent(type, { clientX: x, clientY: y, bubbles: true, composed: true }),
  );
  setTimeout(() => happen("click"), 108); // the figures are fetched after 110 ms
  happen("mousemove");
}
"""


@pytest.fixture
def karte(visit, land):
    """Open the map of the land of squares, ready to be used."""

    def opened(query: str = "jahr=2024"):
        window = visit(address=land.address)
        page = window.open(f"karte?{query}")
        page.locator(".live-map .legend").first.wait_for()
        return window

    return opened


def found(page, number: int = 0) -> dict:
    return page.locator(".live-map").nth(number).evaluate(FIND)


def until(page, holds: Callable[[], bool]) -> None:
    """Give a picture that moves the time to come to rest."""
    for _ in range(100):
        if holds():
            return
        page.wait_for_timeout(100)
    pytest.fail("it never came true")


def point_at(page, unit: str, number: int = 0) -> None:
    centre = found(page, number)["units"][unit]
    page.mouse.move(centre["x"] - 3, centre["y"])
    page.mouse.move(centre["x"], centre["y"])


def click(page, unit: str) -> None:
    centre = found(page)["units"][unit]
    page.mouse.click(centre["x"], centre["y"])


def hex_of(colour: str) -> str:
    return "#" + "".join(f"{int(part):02x}" for part in re.findall(r"\d+", colour))


def table(page) -> dict[str, str]:
    """Value of each unit, as the page of the table writes it."""
    rows = page.locator("table.atlas-table tbody tr").all()
    cells = [row.locator("td, th").all_inner_texts() for row in rows]
    return {row[0]: row[2] for row in cells if row[0] in squares.units()}


def entry_of(cell: str, legend: list[dict]) -> dict:
    """Find the line of the legend that a printed value belongs to."""
    by_sign = [line for line in legend if line["sign"] == cell]
    if by_sign:
        return by_sign[0]
    value = float(cell.strip("()").replace(",", "."))
    for line in legend:
        limits = re.findall(r"\d+,\d+", line["label"])
        if line["hatched"] == cell.startswith("(") and len(limits) == 2:
            lower, upper = (float(limit.replace(",", ".")) for limit in limits)
            if lower <= value < upper or (value == upper and "unter" not in line["label"]):
                return line
    raise AssertionError(cell)


@pytest.mark.parametrize("year", ["2019", "2024"])
def test_the_colour_on_the_screen_is_the_class_of_the_value_in_the_table(karte, year):
    window = karte(f"jahr={year}")
    legend = window.page.locator(".live-map").evaluate(LEGEND)
    units = found(window.page)["units"]
    window.page.get_by_role("link", name="Tabelle").first.click()
    window.page.locator("table.atlas-table").first.wait_for()
    window.settle()
    values = table(window.page)
    assert len(values) == 30
    entries = {unit: entry_of(cell, legend) for unit, cell in values.items()}
    for unit, entry in entries.items():
        inks = set(units[unit]["colours"]) - {hex_of(entry["colour"])}
        # dark on light colours, white on dark ones
        assert inks in ([{"#1f2a30"}, {"#ffffff"}] if entry["hatched"] else [set()]), unit
    for line in legend:
        assert line["count"] == f"({sum(entry is line for entry in entries.values())})"
    # 23,3 of 2024 is uncertain, and so is 21,8 of 2019
    assert entries[squares.UNCERTAIN]["hatched"]
    assert entries[squares.SECRET] is entries[squares.UNKNOWN]


@pytest.mark.alone
def test_the_slider_recolours_at_once_and_reaches_the_server_when_it_rests(visit, land):
    window = visit(address=land.address)
    sent: list[object] = []

    def note(frame: object) -> None:
        sent.append(frame)

    window.page.on("websocket", lambda socket: socket.on("framesent", note))
    page = window.open("karte?jahr=2024")
    page.locator(".live-map .legend").wait_for()
    before = found(page)["units"]["r0c4"]["colours"]
    page.wait_for_timeout(RESTED)
    sent.clear()
    shown = [page.locator(".years").evaluate(MOVE, index) for index in (4, 3, 2, 1, 0)]
    assert shown == ["2023", "2022", "2021", "2020", "2019"]
    assert not sent
    # 5,7 % of 2024 and 4,2 % of 2019 are on different sides of the limit of 5
    after = found(page)["units"]["r0c4"]["colours"]
    assert (before, after) == (["#a3d0d2"], ["#d9eced"])
    page.locator("h1", has_text="2019").wait_for()
    window.settle()
    assert sent
    window.assert_addressed("jahr=2019")
    assert page.get_by_label("Berichtsjahr").input_value() == "2019"
    assert page.locator(".live-map").get_attribute("data-year") == "2019"


@contextmanager
def paused(server) -> Iterator[None]:
    """Let the server say nothing for a while."""
    server.process.send_signal(signal.SIGSTOP)
    try:
        yield
    finally:
        server.process.send_signal(signal.SIGCONT)


def test_box_and_slider_follow_each_other_before_the_server_answers(karte, land):
    window = karte("jahr=2024")
    page = window.page
    box, shown = page.get_by_label("Berichtsjahr"), page.locator(".live-map")
    window.settle()
    with paused(land):
        box.select_option("2019")
        assert shown.get_attribute("data-year") == "2019"
        assert page.locator(".years").input_value() == "0"
        page.locator(".years").evaluate(MOVE, 3)
        assert box.input_value() == "2022"
        box.select_option("2021")
        assert shown.get_attribute("data-year") == "2021"
        page.wait_for_timeout(RESTED)
    page.locator("h1", has_text="2021").wait_for()
    window.settle()
    page.wait_for_timeout(RESTED)
    window.assert_addressed("jahr=2021")
    assert (box.input_value(), shown.get_attribute("data-year")) == ("2021", "2021")


def test_the_box_of_the_years_keeps_the_focus_of_the_keyboard(karte):
    window = karte("jahr=2024")
    page = window.page
    page.get_by_label("Berichtsjahr").focus()
    for year in ("2023", "2022"):
        page.keyboard.press("ArrowDown")
        page.locator("h1", has_text=year).wait_for()
        window.settle()
        assert page.evaluate(FOCUSED) == "SELECT"
    assert page.locator(".live-map").get_attribute("data-year") == "2022"


def test_the_box_of_the_years_keeps_its_year_on_other_pages(karte):
    window = karte("jahr=2024")
    page = window.page
    page.get_by_label("Berichtsjahr").select_option("2020")
    page.locator("h1", has_text="2020").wait_for()
    for name in ("Tabelle", "Karte"):
        page.get_by_role("link", name=name, exact=True).first.click()
        page.locator("h1", has_text="2020").first.wait_for()
        window.settle()
        assert page.get_by_label("Berichtsjahr").input_value() == "2020"
    page.locator('.live-map[data-year="2020"]').wait_for()
    page.locator(".years").evaluate(MOVE, 0)
    assert page.get_by_label("Berichtsjahr").input_value() == "2019"


@pytest.mark.alone
def test_a_slider_left_before_it_rests_leaves_the_box_with_the_servers_year(karte):
    window = karte("jahr=2024")
    page = window.page
    page.locator(".years").evaluate(MOVE, 0)
    page.get_by_role("link", name="Tabelle").first.click()
    page.locator("table.atlas-table").first.wait_for()
    window.settle()
    year = page.get_by_label("Berichtsjahr").input_value()
    window.assert_addressed(f"jahr={year}")
    assert year in page.locator("h1").first.inner_text()


LEAVE_WHILE_BUSY = """
(link) => {
  link.click();
  // the server makes the other page, and the slider comes to rest before the browser shows it
  setTimeout(() => {
    const end = performance.now() + 2000;
    while (performance.now() < end);
  }, 60);
}
"""


@pytest.mark.alone
def test_a_year_told_when_the_page_was_left_breaks_nothing(karte):
    window = karte("jahr=2024")
    page = window.page
    page.locator(".years").evaluate(MOVE, 0)
    page.get_by_role("link", name="Tabelle").first.evaluate(LEAVE_WHILE_BUSY)
    page.locator("table.atlas-table").first.wait_for()
    page.wait_for_timeout(RESTED)
    window.settle()
    expect(page.locator("table.atlas-table").first).to_be_visible()
    year = page.get_by_label("Berichtsjahr").input_value()
    window.assert_addressed(f"jahr={year}")


@pytest.mark.alone
def test_figures_asked_for_when_the_page_was_left_break_nothing(karte):
    window = karte("jahr=2024")
    page = window.page
    point_at(page, "r1c1")
    page.get_by_role("link", name="Tabelle").first.evaluate(LEAVE_WHILE_BUSY)
    page.wait_for_timeout(RESTED)
    window.settle()
    expect(page.locator("table.atlas-table").first).to_be_visible()


def test_the_box_moves_the_picture_of_all_years_at_once(karte, land):
    window = karte("jahr=2024&vergleich=alle-jahre")
    page = window.page
    page.locator(".multiple canvas").first.wait_for()
    window.settle()
    with paused(land):
        page.get_by_label("Berichtsjahr").select_option("2020")
        pressed = page.locator('.multiple[aria-pressed="true"]').inner_text()
        assert pressed.startswith("2020")
    page.locator("h1", has_text="2020").wait_for()


def test_a_year_of_the_sidebar_reaches_both_of_two_maps(karte):
    window = karte("jahr=2024&basis=2019&vergleich=jahr")
    page = window.page
    page.locator(".live-map .legend").nth(1).wait_for()
    page.get_by_label("Berichtsjahr").select_option("2022")
    page.locator("h1", has_text="2022").wait_for()
    page.locator('.live-map[data-year="2022"]').wait_for()
    window.settle()
    years = [page.locator(".live-map").nth(n).get_attribute("data-year") for n in (0, 1)]
    assert years == ["2019", "2022"]


def test_box_and_map_fit_a_phone(visit, land):
    window = visit(390, 844, address=land.address)
    page = window.open("karte?jahr=2024")
    page.locator(".live-map .legend").wait_for()
    page.locator(".years").evaluate(MOVE, 0)  # the box, which tells the server, is folded away
    window.assert_addressed("jahr=2019")
    page.get_by_test_id("stExpandSidebarButton").click()
    box = page.get_by_label("Berichtsjahr")
    box.wait_for()
    page.wait_for_timeout(RESTED)
    edges = box.bounding_box()
    assert edges["x"] >= 0
    assert edges["x"] + edges["width"] <= 390
    assert edges["height"] >= 38
    box.select_option("2020")
    page.locator("h1", has_text="2020").wait_for(state="attached")
    window.picture("years-phone")
    assert page.locator('.live-map[data-year="2020"]').count() == 1


MISSING = {
    "**/geometry-*.bin": ("Die Karte",),
    "**/texts.json": ("Die Karte",),
    "**/live_map.css": ("Die Karte",),
    "**/leaflet-src.esm.js": ("Die Anzeige der Zahlen zur Karte", "Die Karte"),
    "**/frame.js": (
        "Das Feld für das Berichtsjahr",
        "Das Feld für den Indikator",
        "Die Anzeige der Zahlen zur Karte",
        "Die Karte",
    ),
}


@pytest.mark.parametrize("address", MISSING)
def test_what_cannot_be_loaded_says_so_and_can_be_tried_again(visit, land, address):
    window = visit(address=land.address)
    page = window.page
    page.route(address, lambda route: route.abort())
    window.open("karte?jahr=2024")
    alert = page.locator(".stBidiComponent [role=alert], [data-testid*=Bidi] [role=alert]")
    parts = MISSING[address]
    expect(alert).to_have_count(len(parts))
    assert sorted(alert.all_inner_texts()) == [
        f"{part} ließ sich nicht laden. Versuchen Sie es noch einmal; hilft das "
        "nicht, laden Sie die Seite neu."
        for part in parts
    ]
    window.picture("not-loaded")
    page.unroute(address)
    for left in reversed(range(len(parts))):
        page.get_by_role("button", name="Noch einmal versuchen").first.click()
        expect(alert).to_have_count(left)
    page.locator(".live-map .legend").wait_for()
    page.get_by_label("Berichtsjahr").select_option("2020")
    page.locator('.live-map[data-year="2020"]').wait_for()
    expect(alert).to_have_count(0)


def test_box_and_chart_are_there_without_their_style_sheets(visit, land):
    window = visit(address=land.address)
    for name in ("year_box.css", "linked_chart.css"):
        window.page.route(f"**/{name}", lambda route: route.abort())
    page = window.open("karte?jahr=2024&dazu=balken")
    page.locator(".linked-chart svg .mark").first.wait_for()
    assert page.get_by_label("Berichtsjahr").input_value() == "2024"
    assert page.locator(".linked-chart svg .mark").count() == 30


@pytest.mark.alone
def test_dragging_one_of_two_maps_draws_each_once_and_both_end_at_the_same_place(karte):
    window = karte("jahr=2024&basis=2019&vergleich=jahr")
    page = window.page
    page.locator(".live-map .legend").nth(1).wait_for()
    page.get_by_role("button", name="Vergrößern").first.click()
    page.wait_for_timeout(RESTED)
    page.evaluate(COUNT_DRAWN)
    box = page.locator(".live-map .stage").first.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 60, y + 40, steps=30)
    page.wait_for_timeout(RESTED)  # a pointer at rest throws nothing
    page.mouse.up()
    page.wait_for_timeout(RESTED)
    assert page.evaluate("window.drawn") <= 4

    def offset(number: int) -> tuple[float, float]:
        stage = page.locator(".live-map .stage").nth(number).bounding_box()
        unit = found(page, number)["units"]["r2c2"]
        return unit["x"] - stage["x"], unit["y"] - stage["y"]

    until(page, lambda: offset(0) == pytest.approx(offset(1), abs=2))


def test_an_opened_map_is_drawn_once_and_again_in_a_window_of_another_size(visit, land):
    window = visit(address=land.address)
    window.page.add_init_script(f"({COUNT_DRAWN})()")
    page = window.open("karte?jahr=2024")
    expect(page.locator(".live-map .legend")).to_be_visible()
    page.wait_for_timeout(RESTED)
    assert page.evaluate("window.drawn") == 1
    page.set_viewport_size({"width": 1024, "height": 768})
    page.wait_for_timeout(RESTED)
    assert page.evaluate("window.drawn") > 1


def test_a_year_of_the_sidebar_moves_the_slider(karte):
    window = karte("jahr=2024")
    page = window.page
    page.get_by_label("Berichtsjahr").select_option("2021")
    page.locator('.live-map[data-year="2021"]').wait_for()
    assert page.locator(".years").input_value() == "2"
    assert page.locator(".year-shown").inner_text() == "2021"


def test_playing_stops_at_the_last_year(karte):
    window = karte("jahr=2022")
    page = window.page
    page.get_by_role("button", name="Abspielen").click()
    assert page.locator(".play").inner_text() == "Anhalten"
    page.locator('.live-map[data-year="2024"]').wait_for()
    page.get_by_role("button", name="Abspielen").wait_for()
    assert page.locator(".live-map").get_attribute("data-year") == "2024"
    window.assert_addressed("jahr=2024")
    page.locator("h1", has_text="2024").wait_for()


def test_arrow_keys_walk_from_unit_to_unit_and_enter_selects(karte, land):
    window = karte("jahr=2024")
    page = window.page
    voice = page.locator(".live-map [aria-live]")
    page.locator(".stage").focus()
    page.keyboard.press("ArrowRight")  # the first key goes to the first unit
    heard = []
    with paused(land):  # its figures come later, and are announced then
        for key in ("ArrowUp", "ArrowRight", "ArrowRight", "ArrowDown", "ArrowLeft"):
            page.keyboard.press(key)
            heard.append(voice.inner_text())
    assert heard == [
        "r1c0: 5,0 bis unter 10,0",
        "r1c1: 5,0 bis unter 10,0",
        "r1c2: 5,0 bis unter 10,0",
        "r0c2: 0,0 bis unter 5,0",
        "r0c1: 0,0 bis unter 5,0",
    ]
    units = found(page)["units"]
    assert units["r0c1"]["outlined"]
    assert not units["r3c3"]["outlined"]
    page.keyboard.press("Enter")
    page.wait_for_url("**auswahl=r0c1*")
    window.settle()
    page.reload()
    window.settle()
    page.locator(".live-map .legend").wait_for()
    window.assert_addressed("auswahl=r0c1")
    assert found(page)["units"]["r0c1"]["outlined"]
    assert "r0c1" in page.locator(".atlas-selection").inner_text()
    page.get_by_role("link", name="Tabelle").first.click()
    page.locator("table.atlas-table").first.wait_for()
    window.settle()
    assert "r0c1" in page.locator(".atlas-selection").inner_text()


def test_clicks_select_one_or_several(karte):
    window = karte("jahr=2024")
    page = window.page
    click(page, "r1c1")
    page.wait_for_url("**auswahl=r1c1*")
    click(page, "r3c4")
    page.wait_for_url("**auswahl=r3c4*")
    page.get_by_label("mehrere auswählen").first.check()
    click(page, "r2c2")
    page.wait_for_url(re.compile("auswahl=r3c4(,|%2C)r2c2"))
    click(page, "r3c4")
    page.wait_for_url("**auswahl=r2c2*")
    window.settle()
    page.get_by_role("button", name="Auswahl aufheben").click()
    page.wait_for_url(lambda url: "auswahl" not in url)
    window.settle()
    page.mouse.move(5, 5)
    assert not any(unit["outlined"] for unit in found(page)["units"].values())


@pytest.mark.parametrize("text", ["Mühldorf", "die muhle", "R2C2"])
def test_a_unit_is_found_by_name_everyday_name_and_key(karte, text):
    window = karte("jahr=2024")
    page = window.page
    field = page.get_by_role("combobox", name="Gebiet suchen").first
    field.fill(text)
    assert page.locator(".options li").all_inner_texts() == ["Die Mühle (Mühldorf)"]
    field.press("Enter")
    page.wait_for_url("**auswahl=r2c2*")
    assert page.locator(".panel h2").inner_text() == "Die Mühle"
    assert page.locator(".panel .official").inner_text() == "amtlich: Mühldorf"
    page.locator(".panel dd", has_text="13,7").first.wait_for()


def test_a_search_for_nothing_says_so(karte):
    page = karte("jahr=2024").page
    page.get_by_role("combobox", name="Gebiet suchen").first.fill("Timbuktu")
    assert page.get_by_role("listbox", name="Gebiet suchen").inner_text() == "Kein Treffer"


def test_names_that_look_like_markup_are_text_everywhere(karte):
    window = karte("jahr=2024")
    page = window.page
    name, everyday = squares.NAMES["r0c0"]
    page.get_by_role("combobox", name="Gebiet suchen").first.fill("aa")
    assert page.locator(".options li").all_inner_texts() == [f"{everyday} ({name})"]
    page.get_by_role("combobox", name="Gebiet suchen").first.fill("")
    point_at(page, "r0c0")
    assert page.locator(".live-map .tip strong").inner_text() == everyday
    assert page.locator(".panel h2").inner_text() == everyday
    assert page.locator(".panel .official").inner_text() == f"amtlich: {name}"
    click(page, "r0c0")
    page.wait_for_url("**auswahl=r0c0*")
    window.settle()
    assert everyday in page.locator(".atlas-selection").inner_text()
    assert page.locator(".live-map img, .live-map script").count() == 0
    assert page.locator("img[onerror]").count() == 0
    assert page.evaluate("window.hacked") is None


def test_the_figures_of_a_unit_stand_beside_the_map(karte):
    page = karte("jahr=2024").page
    point_at(page, "r1c4")
    page.locator(".panel dd", has_text="10,5").first.wait_for()
    assert page.locator(".panel h2").inner_text() == "r1c4"
    assert "10,5" in page.locator(".live-map .tip").inner_text()
    page.mouse.move(5, 5)
    page.locator(".live-map .tip").wait_for(state="hidden")
    assert not found(page)["units"]["r1c4"]["outlined"]


def test_names_lie_above_the_outline_of_a_selected_unit(karte):
    page = karte("jahr=2024&auswahl=r1c1").page
    assert page.locator(".layer.outlines ~ .layer.labels").count() == 1


def test_several_selected_stand_beside_the_map_with_what_they_are_together(karte):
    page = karte("jahr=2024&auswahl=r1c1,r3c4").page
    panel = page.locator(".panel")
    panel.locator("h2", has_text="2 ").wait_for()
    assert panel.locator(".note").inner_text().startswith("Zusammen: aus den addierten Zahlen")
    assert panel.locator(".each dt").all_inner_texts() == ["r1c1", "r3c4"]
    point_at(page, "r1c4")
    page.locator(".live-map .tip", has_text="10,5").wait_for()
    # the tooltip tells of one, and the list of the others stays
    assert panel.locator(".each dt").count() == 2


def test_values_on_the_map_are_part_of_the_link(karte):
    page = karte("jahr=2024").page
    switch = page.get_by_role("checkbox", name="Werte in der Karte")
    assert not switch.is_checked()
    switch.check()
    page.wait_for_url("**werte=ja*")
    page.reload()
    page.locator(".live-map").wait_for()
    assert page.get_by_role("checkbox", name="Werte in der Karte").is_checked()


@pytest.mark.alone
def test_a_click_while_the_figures_are_fetched_leaves_the_page_whole(karte):
    window = karte("jahr=2024")
    page = window.page
    places = found(page)["units"]
    for unit, value in (("r1c1", "8,1"), ("r3c4", "20,1"), ("r0c5", "6,5")):
        page.locator(".live-map .stage").evaluate(POINT_AND_CLICK, places[unit])
        page.locator(".atlas-selection", has_text=unit).wait_for()
        page.wait_for_timeout(RESTED)
        assert page.locator("footer.atlas-frame-foot").count() == 1
        page.locator(".live-map .panel dd", has_text=value).first.wait_for()


def test_two_maps_follow_each_other(karte):
    window = karte("jahr=2024&basis=2019&vergleich=jahr")
    page = window.page
    page.locator(".live-map").nth(1).wait_for()
    years = [page.locator(".live-map").nth(n).get_attribute("data-year") for n in (0, 1)]
    assert years == ["2019", "2024"]
    point_at(page, "r1c2", 0)
    page.locator(".panel h2", has_text="r1c2").nth(1).wait_for()
    for number in (0, 1):
        units = found(page, number)["units"]
        assert units["r1c2"]["outlined"]
        assert not units["r3c4"]["outlined"]
    wide = found(page, 1)["wide"]
    page.get_by_role("button", name="Verkleinern").first.click()
    until(page, lambda: abs(found(page, 1)["wide"] - wide / 2) <= 3)
    assert found(page, 0)["wide"] == found(page, 1)["wide"]
    legends = [page.locator(".live-map").nth(number).evaluate(LEGEND) for number in (0, 1)]
    same = [[(line["label"], line["colour"]) for line in legend] for legend in legends]
    assert same[0] == same[1]
    assert len(same[0]) == 8


def test_the_sheet_holds_both_maps_and_geodata_the_one_chosen(karte):
    window = karte("jahr=2024&basis=2019&vergleich=jahr")
    page = window.page
    page.get_by_role("button", name="Herunterladen").click()
    page.get_by_role("button", name="SVG").wait_for()
    with page.expect_download() as coming:
        page.get_by_role("button", name="SVG").click()
    sheet = Path(coming.value.path()).read_text("utf-8")
    assert coming.value.suggested_filename.endswith("2019__karte__2024.svg")
    assert all(f"Gemeinden im Quadratland, {year}" in sheet for year in (2019, 2024))
    names, titles = [], []
    for side in ("Linke Karte", "Rechte Karte"):
        page.get_by_role("radio", name=side).or_(page.get_by_role("button", name=side)).click()
        page.wait_for_timeout(RESTED)
        window.settle()
        with page.expect_download() as coming:
            page.get_by_role("button", name="GeoJSON (Geodaten)").click()
        names.append(coming.value.suggested_filename)
        titles.append(Path(coming.value.path()).read_text("utf-8"))
    assert [name.endswith(".geojson") for name in names] == [True, True]
    assert names[0] == names[1].replace("2024", "2019")
    assert ["Gemeinden im Quadratland, 2019" in title for title in titles] == [True, False]
    assert ["Gemeinden im Quadratland, 2024" in title for title in titles] == [False, True]


def test_a_click_on_one_of_all_years_chooses_it(karte):
    window = karte("jahr=2024&vergleich=alle-jahre")
    page = window.page
    page.locator(".multiple canvas").first.wait_for()
    assert page.locator(".multiple-year").all_inner_texts() == [str(y) for y in squares.YEARS]
    assert page.locator(".multiple canvas").count() == 6
    page.locator(".multiple", has_text="2020").click()
    page.locator("h1", has_text="2020").wait_for()
    window.settle()
    window.assert_addressed("jahr=2020")
    assert page.locator('.multiple[aria-pressed="true"]').inner_text().startswith("2020")
    page.get_by_label("Vergleich", exact=True).click()
    page.get_by_role("option", name="Eine Karte").click()
    page.locator(".stage canvas").first.wait_for()
    window.settle()
    assert page.locator(".live-map").get_attribute("data-year") == "2020"
    assert page.locator(".year-shown").inner_text() == "2020"


INKED = """
canvas => {
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  let inked = 0;
  for (let at = 0; at < data.length; at += 4) {
    inked += data[at] < 60 && data[at + 1] < 70 && data[at + 2] < 80;
  }
  return inked;
}
"""
"""How many pixels of a canvas have the ink of letters."""


def test_values_stand_on_the_maps_of_all_years_too(karte):
    page = karte("jahr=2024&vergleich=alle-jahre").page
    maps = page.locator(".multiple canvas")
    maps.first.wait_for()
    before = [one.evaluate(INKED) for one in maps.all()]
    switch = page.get_by_role("checkbox", name="Werte in der Karte")
    assert not switch.is_checked()
    switch.focus()
    page.keyboard.press("Space")
    page.wait_for_url("**werte=ja*")
    after = [one.evaluate(INKED) for one in maps.all()]
    # figures of several digits on each of many squares
    assert all(late > early + 100 for early, late in zip(before, after, strict=True))
    expect(switch).to_be_checked()
    expect(switch).to_be_focused()
    page.keyboard.press("Space")
    expect(switch).not_to_be_checked()
    assert [one.evaluate(INKED) for one in maps.all()] == before


def test_the_map_needs_no_network(karte):
    window = karte("jahr=2024")
    point_at(window.page, "r1c1")
    window.page.get_by_role("button", name="Vergrößern").first.click()
    window.page.locator(".years").first.evaluate(MOVE, 1)
    window.page.locator("h1", has_text="2020").wait_for()
    assert window.outside == []


@pytest.mark.parametrize("query", ["", "&vergleich=jahr", "&vergleich=alle-jahre", "&auswahl=r1c1"])
def test_axe_finds_nothing_in_the_map(karte, query):
    page = karte(f"jahr=2024{query}").page
    violations = Axe().run(page, context=".stBidiComponent, [data-testid*=Bidi]").response
    found_there = [
        (item["id"], item["impact"], [node["html"] for node in item["nodes"]])
        for item in violations["violations"]
    ]
    assert not found_there
