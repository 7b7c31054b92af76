"""One walk through the whole app."""

from __future__ import annotations

import pytest

from atlas.ui import controls


def test_the_start_opens_the_first_page(opened, html):
    page = opened("app.py")
    assert not page.exception
    assert "Jedes neunte Kind" in html(page)


def test_the_choice_is_kept_across_pages(opened, address, part):
    page = opened("app.py")
    page.session_state["choice_indikator"] = "ew_u15"  # what the box of indicators does
    page.run()
    assert address(page)["indikator"] == "ew_u15"
    page.query_params.clear()
    page.switch_page("pages/tabelle.py").run()
    assert not page.exception
    assert address(page)["indikator"] == "ew_u15"
    assert part(page, "indicators")["chosen"] == "ew_u15"


def test_a_choice_that_arrives_when_its_page_was_left_is_kept(opened, address):
    page = opened("app.py")
    # the callback ran, its page did not
    page.session_state[controls.CHOSEN] = {"jahr": "2009"}
    page.query_params.clear()
    page.switch_page("pages/tabelle.py").run()
    assert address(page)["jahr"] == "2009"
    assert controls.CHOSEN not in page.session_state


def test_choosing_another_year_changes_what_can_be_compared(opened, address):
    page = opened("pages/tabelle.py", auswertung="veraenderung")
    page.session_state["choice_jahr"] = "2009"
    page.run()
    assert not page.exception
    assert not page.warning
    assert address(page)["auswertung"] == "wert"
    assert "basis" not in address(page)


def test_a_topic_field_narrows_the_indicators(opened, address, part):
    page = opened("pages/tabelle.py")
    page.sidebar.selectbox(key="choice_thema").set_value("Grundzahlen").run()
    assert len(part(page, "indicators")["options"]) == 2
    assert address(page)["indikator"] == "ew_u15"


def test_a_new_address_in_the_same_session_wins(opened, address):
    page = opened("pages/tabelle.py")
    page.query_params["indikator"] = "ew_u15"
    page.run()
    assert address(page)["indikator"] == "ew_u15"


@pytest.mark.parametrize(
    ("audience", "words"),
    [("", "Öffentliche Fassung"), ("internal", "Verwaltungsintern"), ("statistics", "Statistik")],
)
def test_the_audience_comes_from_the_configuration(opened, html, monkeypatch, audience, words):
    monkeypatch.setenv("ATLAS_AUDIENCE", audience)
    assert words in html(opened("pages/tabelle.py", audience="statistics"))


def test_an_unknown_audience_is_told_and_shows_nothing(opened, monkeypatch):
    monkeypatch.setenv("ATLAS_AUDIENCE", "presse")
    page = opened("pages/tabelle.py")
    assert not page.exception
    assert "presse" in page.error[0].value
    assert not page.sidebar.selectbox
