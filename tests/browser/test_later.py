"""What a page does while somebody reads it."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

ALL_THERE = "() => !document.querySelector('link[rel=atlas-later]:not(.is-there)')"


def test_no_page_waits_for_code_once_somebody_has_read_the_first(visit):
    window = visit(cold=True)
    page = window.open("uebersicht")
    page.wait_for_function(ALL_THERE)
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    for name, stem in {"Karte": "karte", "Tabelle": "tabelle", "Diagramme": "diagramme"}.items():
        page.get_by_role("link", name=name).first.click()
        expect(page).to_have_url(re.compile(stem))
        window.settle()
    assert [url for url in asked if url.endswith(".js")] == []
