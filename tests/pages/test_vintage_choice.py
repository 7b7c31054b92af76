from __future__ import annotations

import pytest

from tests.wandel import write_wandel


@pytest.fixture
def wandel(tmp_path):
    return write_wandel(tmp_path / "wandel")


def choice(page):
    return next((box for box in page.sidebar.selectbox if box.label == "Gebietsstand"), None)


@pytest.mark.parametrize("file", ["karte", "tabelle", "diagramme"])
def test_the_gebietsstand_of_the_address_is_shown(opened, address, wandel, file):
    page = opened(f"pages/{file}.py", wandel, ebene="bezirk", jahr="2020", stand="2013-01-01")
    assert not page.exception
    assert choice(page).options == ["01.01.2020 (neuester)", "01.01.2013"]
    assert choice(page).value == "2013-01-01"
    assert address(page)["stand"] == "2013-01-01"


def test_the_newest_is_the_one_without_a_word(opened, address, wandel):
    page = opened("pages/tabelle.py", wandel, ebene="bezirk")
    assert choice(page).value == "2020-01-01"
    assert "stand" not in address(page)


def test_what_the_level_does_not_have_is_said(opened, address, wandel):
    page = opened("pages/tabelle.py", wandel, ebene="bezirk", stand="2014-01-01")
    assert any("Gebietsstand" in warning.value for warning in page.warning)
    assert "stand" not in address(page)


def test_a_level_with_one_gebietsstand_has_no_choice(opened, wandel):
    page = opened("pages/tabelle.py", wandel, ebene="stadt")
    assert choice(page) is None
    assert not page.warning
