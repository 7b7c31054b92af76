"""The app as its readers have it: releases only, by default."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from atlas.desk import Desk
from tests.browser.conftest import ROOT, Server, running
from tests.conftest import small_copy

pytestmark = pytest.mark.browser

PAGES = sorted(path.stem for path in (ROOT / "pages").glob("*.py"))
READERS = {"ATLAS_RELEASE": ""}
"""Nothing is set: the tests' own setting is for those who keep the data."""


@pytest.fixture(scope="module")
def released(tmp_path_factory) -> Iterator[Server]:
    """A server of the small shipped area, with a release."""
    data = small_copy(tmp_path_factory.mktemp("released") / "data")
    Desk.open(data).release("rhein-berg", "2014/1", date(2015, 3, 1), lambda *_: None)
    with running(data, tmp_path_factory.mktemp("home"), **READERS) as server:
        yield server


@pytest.fixture(scope="module")
def unreleased(tmp_path_factory) -> Iterator[Server]:
    """A server of the same area without any release."""
    data = small_copy(tmp_path_factory.mktemp("unreleased") / "data")
    with running(data, tmp_path_factory.mktemp("home"), **READERS) as server:
        yield server


def test_every_page_shows_the_release_and_says_so(visit, released):
    window = visit(address=released.address)
    for stem in PAGES:
        page = window.open(stem)
        foot = page.locator("footer.atlas-frame-foot").inner_text()
        assert foot.startswith("Öffentliche Fassung · Ausgabe 2014/1, ")
        # the only one there is, says the page of releases; nothing is noted yet, that of slides
        assert page.get_by_test_id("stAlert").count() == (stem in {"ausgaben", "sitzung"})


def test_a_download_says_for_whom_it_is_and_of_which_release(visit, released):
    page = visit(address=released.address).open("tabelle?gebiet=rhein-berg&indikator=ew_u15")
    page.get_by_role("button", name="Herunterladen").click()
    with page.expect_download() as coming:
        page.get_by_test_id("stDownloadButton").get_by_role("button").filter(
            has_text="CSV (Tabelle)"
        ).click()
    text = coming.value.path().read_text("utf-8")
    assert "(Öffentliche Fassung, Ausgabe 2014/1, " in text


def test_without_a_release_there_is_a_calm_whole_page(visit, unreleased):
    window = visit(address=unreleased.address)
    page = window.open("")
    window.picture("keine-ausgabe")
    assert page.locator("h1").inner_text() == "Noch keine Ausgabe"
    (sentence,) = page.get_by_test_id("stAlert").all_inner_texts()
    assert "python -m atlas release build --area rhein-berg --name" in sentence
    assert "Öffentliche Fassung" in page.locator("footer.atlas-frame-foot").inner_text()
    assert page.get_by_role("link", name="Karte").count()
