"""Back and Forward: what is shown is what the address says, and each step is one."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

START = "gebiet=musterstadt&ebene=bezirk&indikator=ew_u18"
CHILDREN, OLD = "Einwohner unter 18 Jahren", "Einwohner ab 65 Jahren"
DISTRICTS, AREAS = "Bezirke", "Sozialräume"


class Walk:
    """A window in which each step is one choice."""

    def __init__(self, window):
        self.window, self.page = window, window.page

    def choose(self, label: str, option: str) -> None:
        """Choose in a box of the sidebar."""
        box = self.page.get_by_role("combobox", name=label).first
        box.click()
        box.fill(option)
        self.page.get_by_role("option", name=option).first.click()

    def go_to(self, title: str) -> None:
        """Open another page by the navigation."""
        self.page.get_by_test_id("stTopNavLink").filter(has_text=title).first.click()

    def assert_stands(self, stem: str, *names: str, **parameters: str) -> None:
        """Wait until page and address both say this."""
        for name in names:
            expect(self.page.locator(".atlas-chosen").first).to_contain_text(name)
        self.window.assert_addressed(f"/{stem}?", *(f"{k}={v}" for k, v in parameters.items()))
        self.window.settle()


@pytest.fixture
def walk(visit):
    return Walk(visit())


def test_each_back_takes_one_choice_back(walk):
    walk.window.open(f"tabelle?{START}")
    walk.assert_stands("tabelle", CHILDREN, DISTRICTS, indikator="ew_u18", ebene="bezirk")
    walk.choose("Indikator", OLD)
    walk.assert_stands("tabelle", OLD, DISTRICTS, indikator="ew_65p", ebene="bezirk")
    walk.choose("Räumliche Ebene", AREAS)
    walk.assert_stands("tabelle", OLD, AREAS, indikator="ew_65p", ebene="sozialraum")
    walk.page.go_back()
    walk.assert_stands("tabelle", OLD, DISTRICTS, indikator="ew_65p", ebene="bezirk")
    walk.page.go_back()
    walk.assert_stands("tabelle", CHILDREN, DISTRICTS, indikator="ew_u18", ebene="bezirk")
    walk.page.go_forward()
    walk.assert_stands("tabelle", OLD, DISTRICTS, indikator="ew_65p", ebene="bezirk")
    # and from there on
    walk.choose("Räumliche Ebene", AREAS)
    walk.assert_stands("tabelle", OLD, AREAS, indikator="ew_65p", ebene="sozialraum")
    walk.page.go_back()
    walk.assert_stands("tabelle", OLD, DISTRICTS, indikator="ew_65p", ebene="bezirk")


def test_five_backs_lead_through_three_pages(walk):
    walk.window.open(f"?{START}")
    steps = [
        (("uebersicht", DISTRICTS), {"ebene": "bezirk"}),
        (("tabelle", CHILDREN, DISTRICTS), {"indikator": "ew_u18"}),
        (("tabelle", OLD, DISTRICTS), {"indikator": "ew_65p"}),
        (("diagramme", OLD, DISTRICTS), {"diagramm": "bars"}),
        (("diagramme", OLD, DISTRICTS), {"diagramm": "series"}),
        (("diagramme", OLD, AREAS), {"diagramm": "series", "ebene": "sozialraum"}),
    ]
    doing = [
        lambda: walk.go_to("Tabelle"),
        lambda: walk.choose("Indikator", OLD),
        lambda: walk.go_to("Diagramme"),
        lambda: walk.page.get_by_test_id("stButtonGroup").get_by_text("Entwicklung").click(),
        lambda: walk.choose("Räumliche Ebene", AREAS),
    ]
    for act, (names, parameters) in zip([lambda: None, *doing], steps, strict=True):
        act()
        walk.assert_stands(*names, **parameters)
    for names, parameters in reversed(steps[:-1]):
        walk.page.go_back()
        walk.assert_stands(*names, **parameters)
    # the start address isn't a page of its own
    walk.page.go_back()
    assert urlsplit(walk.page.url).scheme in {"about", "chrome"}


def test_a_page_has_one_entry_however_much_it_writes_into_its_address(walk):
    walk.window.open("karte?gebiet=musterstadt")
    walk.window.settle()
    assert parse_qs(urlsplit(walk.page.url).query)["ebene"] == ["bezirk"]
    assert walk.page.evaluate("history.length") == 2
