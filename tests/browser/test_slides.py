"""Slides in a real Chromium: the file from a USB stick without network, the show on the page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from atlas.model.figures import FigureChoice, FigureKind
from atlas.model.notes import Note, Storyboard
from atlas.model.scope import Scope
from atlas.render.slides.drawings import slide_drawing
from atlas.render.slides.html import slides_html
from atlas.views.figure.address import page_of, words_of
from atlas.views.session.slides import figure_slide, slide_deck
from tests.browser.test_screens import SHIPPED

pytestmark = pytest.mark.browser

SCOPE = Scope(area="musterstadt", level="sozialraum", indicator="ein_sgb2_u15", year=2023)
MOST_BYTES = 5_000_000


@pytest.fixture(scope="module")
def file(shipped, tmp_path_factory) -> Path:
    """Ten slides with figures, as a file."""
    kinds = [FigureKind.MAP] * 4 + [FigureKind.TABLE] + [FigureKind.BARS] * 3 + [FigureKind.SERIES]
    years = range(2015, 2024)
    choices = [
        FigureChoice(kind=kind, scope=replace(SCOPE, year=year))
        for kind, year in zip(kinds, years, strict=True)
    ]
    choices.append(FigureChoice(kind=FigureKind.DISTRIBUTION, scope=SCOPE))
    notes = tuple(
        Note(page=page_of(choice), words=tuple(sorted(words_of(choice).items())))
        for choice in choices
    )
    slides = [figure_slide(shipped, note) for note in notes]
    deck = slide_deck(shipped, Storyboard(title="Kinder", notes=notes), slides, date(2026, 12, 1))
    drawings = tuple(
        slide_drawing(shipped, slide.figure.choice) if slide.figure else "" for slide in deck.slides
    )
    path = tmp_path_factory.mktemp("stick") / "folien.html"
    path.write_text(slides_html(deck, drawings), "utf-8")
    return path


@pytest.fixture
def opened(chromium, file) -> Iterator[tuple[Page, list[str]]]:
    """The file in a window without network, and what it asked for beside itself."""
    context = chromium.new_context(viewport={"width": 1920, "height": 1080}, offline=True)
    page, asked = context.new_page(), list[str]()
    page.on("request", lambda request: asked.append(request.url))
    page.goto(file.as_uri())
    yield page, asked
    context.close()


def test_ten_slides_are_small_enough_to_be_sent(file):
    assert file.stat().st_size <= MOST_BYTES


@pytest.mark.parametrize("key", ["PageDown", "ArrowRight", " "])
def test_the_keyboard_walks_all_slides_and_each_is_drawn_without_network(opened, file, key):
    page, asked = opened
    total = page.locator("section").count()
    drawn = 0
    for number in range(1, total + 1):
        expect(page.locator("#folie")).to_contain_text(f"Folie {number} von {total}")
        slide = page.locator("section:visible")
        assert slide.count() == 1
        for figure in slide.locator("svg, table").all():
            box = figure.bounding_box()
            assert box is not None
            assert box["width"] > 600
            assert box["height"] > 400
            drawn += 1
        # nothing is wider or higher than the slide
        assert slide.evaluate(
            "e => e.scrollHeight <= e.clientHeight && e.scrollWidth <= e.clientWidth"
        )
        page.keyboard.press(key)
    assert drawn == 10
    page.keyboard.press("Home")
    expect(page.locator("#folie")).to_contain_text(f"Folie 1 von {total}")
    assert asked == [file.as_uri()]


@pytest.mark.parametrize("look", ["light", "dark"])
def test_axe_finds_nothing_serious_on_slides(opened, look):
    page, _ = opened
    page.emulate_media(color_scheme=look)
    found = []
    for _ in range(page.locator("section").count()):
        found += Axe().run(page).response["violations"]
        page.keyboard.press("PageDown")
    assert [item["id"] for item in found if item["impact"] in {"serious", "critical"}] == []
    sizes = page.evaluate(
        """() => [...document.querySelectorAll("section, section *")]
        .filter(e => [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()))
        .filter(e => !e.closest("svg, style"))
        .map(e => parseFloat(getComputedStyle(e).fontSize))"""
    )
    assert min(sizes) >= 28


def test_a_noted_figure_is_shown_over_the_whole_window_until_escape(visit):
    page = (window := visit()).open(f"tabelle?{SHIPPED}")
    page.get_by_role("button", name="Auf die Merkliste").click()
    page.get_by_role("link", name="Merkliste (1)").click()
    page.wait_for_url("**/sitzung*")
    page.get_by_role("button", name="Vorführen").click()
    slides = page.frame_locator("dialog iframe")
    expect(slides.locator("#folie")).to_contain_text("Folie 1 von 3")
    page.keyboard.press("PageDown")
    expect(slides.locator("section:visible table")).to_contain_text("Burscheid")
    box = page.locator("dialog iframe").bounding_box()
    assert box is not None
    assert (box["width"], box["height"]) == (1366, 768)
    page.keyboard.press("Escape")
    expect(page.locator("dialog[open]")).to_have_count(0)
    assert not window.failed
