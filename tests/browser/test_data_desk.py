"""A clerk gets a department's messy workbook into the atlas, and nobody else has a desk."""

from __future__ import annotations

import shutil
import time
from io import BytesIO

import openpyxl
import pytest
from playwright.sync_api import expect

from tests.browser.conftest import ROOT, running

pytestmark = pytest.mark.browser
YEAR = 2015


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    """A data folder of its own with Rhein-Berg, and the server of whoever keeps it."""
    folder = tmp_path_factory.mktemp("desk")
    data, home = folder / "data", folder / "home"
    home.mkdir()
    shutil.copytree(ROOT / "data", data, ignore=shutil.ignore_patterns("musterstadt", "releases"))
    with running(
        data, home, ATLAS_ACTOR="Erika Muster", ATLAS_RELEASE="working", ATLAS_WRITE=""
    ) as server:
        yield server, data


def workbook() -> bytes:
    """Title lines, two rows of heads, keys that lost their zero, a total and a source below."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Bevölkerung 2015"
    for row in (
        ["Rheinisch-Bergischer Kreis – Kinder unter 15 Jahren"],
        [],
        ["", "", "Einwohner"],
        ["AGS", "Kommune", "unter 15 Jahren"],
        [5378004, "Bergisch Gladbach", 14500],
        [5378008, "Burscheid", 2450],
        [5378012, "Kürten", 2850],
        [5378016, "Leichlingen", 3600],
        [5378020, "Odenthal", 2150],
        [5378024, "Overath", 3900],
        [5378028, "Roesrath", 4150],
        [5378032, "Wermelskirchen", 4400],
        [None, "Insgesamt", 38000],
        ["Quelle: Landesbetrieb Information und Technik"],
    ):
        sheet.append(row)
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def test_a_workbook_gets_from_a_department_into_the_atlas(visit, kept):
    server, data = kept
    window = visit(address=server.address)
    page = window.page
    page.goto(f"{server.address}/daten?gebiet=rhein-berg")
    page.get_by_label("Berichtsjahr").fill(str(YEAR))
    page.get_by_label("Berichtsjahr").press("Enter")
    began = time.monotonic()
    page.locator("input[type=file]").set_input_files(
        {"name": "kinder.xlsx", "mimeType": "application/octet-stream", "buffer": workbook()}
    )
    expect(page.get_by_role("heading", name="2 · So wurde sie verstanden")).to_be_visible()
    expect(page.get_by_text("8 von 8 gefunden (Kommunen)")).to_be_visible()
    page.get_by_role("heading", name="5 · Was sich ändert").wait_for()
    window.picture("desk-understood")
    while boxes := [
        box for box in page.get_by_label("Antwort dazu").all() if not box.input_value()
    ]:
        boxes[0].fill("mit dem Amt geklärt")
        boxes[0].press("Enter")
        window.settle()
    page.get_by_role("button", name="Einreichen").click()
    expect(page.get_by_text("wartet auf die Freigabe")).to_be_visible()
    page.get_by_text("Eingang", exact=True).click()
    page.get_by_role("button", name="Freigeben und übernehmen").click()
    expect(page.get_by_text(f"Übernommen als Fassung 1 der Zahlen von {YEAR}")).to_be_visible()
    window.picture("desk-released")
    rows = (data / f"indicators/rhein-berg/{YEAR}.csv").read_text("utf-8").splitlines()
    assert "kommune;05378004;Bergisch Gladbach;14500" in rows
    # no figure for anybody to defend, but a promise of the mission: five minutes for a clerk
    assert time.monotonic() - began < 5 * 60
    page.goto(f"{server.address}/tabelle?gebiet=rhein-berg&indikator=ew_u15&jahr={YEAR}")
    expect(page.get_by_text("14.500").first).to_be_visible()


def test_the_public_has_no_desk(visit, tmp_path):
    with running(ROOT / "data", tmp_path, ATLAS_RELEASE="latest", ATLAS_WRITE="no") as server:
        window = visit(address=server.address)
        page = window.open("methodik")
        assert page.get_by_role("link", name="Datenpflege").count() == 0
        page.goto(f"{server.address}/daten")
        page.locator("footer.atlas-frame-foot").first.wait_for()
        assert page.locator("input[type=file]").count() == 0
