"""What the pages may load and run in a real Chromium; `visit` fails on whatever is refused."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.test_screens import PAGES, SHIPPED

pytestmark = pytest.mark.browser

MUSTERSTADT = "gebiet=musterstadt&indikator=ein_kinder_sgb2_u15"
INJECTED = """
() => {
  const written = document.createElement("script");
  written.textContent = "window.injected = true";
  document.body.append(written);
  const image = document.createElement("img");
  image.setAttribute("onerror", "window.injected = true");
  image.src = "data:,";
  document.body.append(image);
  return new Promise((resolve) => setTimeout(() => resolve(window.injected ?? false), 500));
}
"""


@pytest.mark.parametrize("stem", PAGES)
def test_a_page_needs_nothing_the_policy_refuses(visit, stem):
    window = visit()
    window.open(f"{stem}?{MUSTERSTADT}")
    window.page.wait_for_load_state("networkidle")
    assert not window.failed


@pytest.mark.parametrize("kind", ["bars", "series", "scatter", "distribution"])
def test_every_chart_is_drawn_under_the_policy(visit, kind):
    window = visit()
    page = window.open(f"diagramme?{MUSTERSTADT}&diagramm={kind}")
    expect(page.locator("canvas, svg.marks").first).to_be_visible()


def test_a_script_from_outside_the_code_does_not_run(visit):
    window = visit()
    page = window.open(f"uebersicht?{SHIPPED}")
    assert page.evaluate(INJECTED) is False
    # twice it was refused, and that is what was to be shown
    assert len(window.failed) == 2
    window.failed.clear()
