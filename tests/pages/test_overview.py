"""The start page on its own."""

from __future__ import annotations

import pytest

from tests.pages.test_pages import ROOT

SHIPPED = ROOT / "data"


def test_the_county_at_a_glance(opened, html):
    text = html(opened("pages/uebersicht.py"))
    assert text.count("<h1") == 1
    assert "Jedes neunte Kind unter 15 Jahren" in text
    assert "11,2\N{NO-BREAK SPACE}%" in text
    assert "+0,4 Prozentpunkte" in text
    assert (
        "Der Anteil der Kinder unter 15 Jahren im SGB-II-Bezug ist seit 2009 in 3 von 8 Kommunen "
        "gestiegen: Bergisch Gladbach, Burscheid und Kürten."
    ) in text
    assert "Gesunken ist er in einer von 8: Overath." in text
    assert 'src="data:image/svg+xml;base64,' in text
    assert 'alt="Verlauf von 2009 (10,8 %) bis 2014 (11,2 %)' in text


def test_the_ways_carry_the_indicator_and_a_level_with_districts(opened):
    page = opened("pages/uebersicht.py")
    links = [link.proto for link in page.get("page_link")]
    assert [link.label for link in links] == ["Große Karte", "Karte", "Tabelle", "Diagramme"]
    for link in links:
        assert "indikator=ein_kinder_sgb2_u15" in link.query_string
        assert "ebene=kommune" in link.query_string
        assert "jahr=2014" in link.query_string


def test_choices_that_change_nothing_are_not_asked_for(opened, part):
    page = opened("app.py", auswertung="veraenderung")
    assert [box.label for box in page.sidebar.selectbox][:2] == ["Stadt / Kreis", "Räumliche Ebene"]
    assert not page.sidebar.radio
    box = part(page, "indicators")
    assert (box["chosen"], box["label"]) == ("", "Indikator suchen (öffnet die Karte)")
    # what was chosen elsewhere isn't lost by a choice here
    page.sidebar.selectbox(key="choice_ebene").set_value("kreis").run()
    page.sidebar.selectbox(key="choice_ebene").set_value("kommune").run()
    page.query_params.clear()
    page.switch_page("pages/tabelle.py").run()
    assert page.sidebar.radio(key="choice_auswertung").value == "veraenderung"


def test_the_arithmetic_of_chance_is_told_on_the_page_on_methods(opened, html):
    assert "Newcombe" not in html(opened("pages/uebersicht.py"))
    text = html(opened("pages/methodik.py"))
    assert "Newcombe" in text
    assert "8 Vergleiche geprüft" in text


def test_the_map_of_a_change_is_a_link_with_both_years(opened, html):
    text = html(opened("pages/uebersicht.py"))
    assert 'href="karte?' in text
    assert "jahr=2014&amp;basis=2009&amp;auswertung=veraenderung" in text


def test_the_year_of_the_sidebar_is_obeyed(opened, html):
    text = html(opened("pages/uebersicht.py", jahr="2009"))
    assert "10,8\N{NO-BREAK SPACE}%" in text
    assert "seit 2009" not in text


@pytest.fixture
def city(opened):
    return opened("pages/uebersicht.py", SHIPPED, gebiet="musterstadt")


def test_the_invented_city_leads_to_real_figures(city, html):
    assert not city.exception
    assert "Frei erfunden" in html(city)
    labels = {button.label.replace("\\", ""): button for button in city.button}
    assert list(labels) == ["Echte Zahlen: Rheinisch-Bergischer Kreis", "Auf die Merkliste"]
    page = labels["Echte Zahlen: Rheinisch-Bergischer Kreis"].click().run()
    assert not page.exception
    assert "Jedes neunte Kind" in html(page)
    assert [button.label for button in page.button] == ["Auf die Merkliste"]


def test_an_indicator_chosen_elsewhere_stays_chosen(opened, address):
    page = opened("app.py", SHIPPED, gebiet="musterstadt", indikator="dem_u18")
    assert address(page)["indikator"] == "dem_u18"
    page.query_params.clear()
    page.switch_page("pages/tabelle.py").run()
    assert address(page)["indikator"] == "dem_u18"
