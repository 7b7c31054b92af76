"""What is selected on the map shows on the other pages, too."""

from __future__ import annotations

from pathlib import Path

import pytest

# variations on what quicker tests promise: each of them takes its time
pytestmark = pytest.mark.slow

SHIPPED = Path(__file__).parents[2] / "data"
PAIR = "05378008,05378012"
LINE = "2 Kommunen ausgewählt: Burscheid, Kürten"
MARKED = 'class="atlas-selected"'


@pytest.fixture
def visited(opened):
    return lambda stem, **address: opened(f"pages/{stem}.py", gebiet="rhein-berg", **address)


def test_the_page_says_what_is_selected(visited, html):
    page = visited("tabelle", auswahl=PAIR)
    assert not page.exception
    assert LINE in html(page)


@pytest.mark.parametrize("kind", ["bars", "series", "distribution"])
def test_units_are_picked_beside_each_chart(visited, html, address, kind):
    page = visited("diagramme", auswahl=PAIR, diagramm=kind)
    assert page.multiselect(key="picked_units").value == PAIR.split(",")
    page.multiselect(key="picked_units").set_value(["05378024"]).run()
    assert not page.exception
    assert address(page)["auswahl"] == "05378024"
    assert "Overath" in html(page)


@pytest.mark.parametrize("stem", ["tabelle", "diagramme"])
def test_without_selection_nothing_is_said(visited, html, stem):
    page = visited(stem)
    assert "ausgewählt" not in html(page)
    assert "Auswahl aufheben" not in [button.label for button in page.button]


def test_the_selection_can_be_dropped(visited, html, address):
    page = visited("tabelle", auswahl=PAIR)
    page.button(key="unselect").click().run()
    assert not page.exception
    assert LINE not in html(page)
    assert "auswahl" not in address(page)


def test_selected_rows_are_marked_for_eye_and_ear(visited, html):
    text = html(visited("tabelle", auswahl=PAIR))
    assert text.count(MARKED) == 2
    assert 'Burscheid<span class="atlas-hidden"> (ausgewählt)</span>' in text
    assert "Odenthal" in text


def test_the_table_can_be_cut_to_the_selection(visited, html, address):
    page = visited("tabelle", auswahl=PAIR)
    page.toggle(key="switch_nur_auswahl").set_value(True).run()
    text = html(page)
    assert "Odenthal" not in text
    assert "Rheinisch-Bergischer Kreis (gemeldet)" in text
    assert "nur Auswahl: 2 von 8 Kommunen" in text
    assert address(page)["nur_auswahl"] == "ja"


def test_a_link_opens_the_cut_table(visited, html, address):
    page = visited("tabelle", auswahl=PAIR, nur_auswahl="ja")
    assert "Odenthal" not in html(page)
    page.toggle(key="switch_nur_auswahl").set_value(False).run()
    assert "Odenthal" in html(page)
    assert "nur_auswahl" not in address(page)


def test_a_cut_without_selection_shows_all(visited, html):
    assert "Odenthal" in html(visited("tabelle", nur_auswahl="ja"))


@pytest.mark.parametrize("kind", ["bars", "series"])
def test_the_text_twin_of_a_chart_names_what_stands_out(visited, html, kind):
    page = visited("diagramme", auswahl=PAIR, diagramm=kind)
    assert "Hervorgehoben: Burscheid, Kürten." in html(page)


def test_a_histogram_says_where_the_selected_units_lie(visited, html):
    page = visited("diagramme", auswahl=PAIR, diagramm="distribution")
    assert not page.exception
    assert "Ausgewählt: Burscheid 12,5\N{NO-BREAK SPACE}%, Kürten 8,2\N{NO-BREAK SPACE}%." in html(
        page
    )


def unfolded(page):
    """The map with the chart beside it, which costs nothing while it is folded."""
    page.session_state["atlas_linked"] = True
    return page.run()


def test_too_many_units_for_a_chart_beside_the_map_are_left_to_the_table(visited, monkeypatch):
    monkeypatch.setattr("atlas.ui.linked_chart.MOST_UNITS", 7)
    page = unfolded(visited("karte"))
    assert not page.exception
    assert page.info[0].value.replace("\\", "").startswith("8 Kommunen: Für so viele Balken")


def test_a_scatter_plot_beside_the_map_needs_a_second_indicator(visited):
    page = unfolded(visited("karte", dazu="punkte"))
    assert not page.exception
    assert "Bisher gibt es nur diesen einen" in page.info[0].value


@pytest.mark.parametrize(("kind", "feet"), [("balken", 1), ("punkte", 2)])
def test_a_second_indicator_brings_its_own_sources(opened, html, kind, feet):
    page = unfolded(opened("pages/karte.py", SHIPPED, gebiet="musterstadt", dazu=kind))
    assert not page.exception
    assert html(page).count('class="atlas-foot"') == feet


def test_units_that_never_were_leave_the_address_and_are_told(visited, html, address):
    page = visited("tabelle", auswahl=f"{PAIR},99999999")
    assert "Auswahl „99999999“" in page.warning[0].value
    assert address(page)["auswahl"] == PAIR
    assert LINE in html(page)
    page.run()
    assert not page.warning


def test_units_of_another_level_stay_remembered(visited, address):
    page = visited("tabelle", ebene="kreis", indikator="ew_u15", auswahl=PAIR)
    assert not page.warning
    assert address(page)["auswahl"] == PAIR


def test_another_area_forgets_the_selection_without_a_word(opened, address):
    page = opened("pages/tabelle.py", SHIPPED, gebiet="rhein-berg", auswahl=PAIR)
    page.sidebar.selectbox(key="choice_gebiet").set_value("musterstadt").run()
    assert not page.warning
    assert "auswahl" not in address(page)


def place_of_chart(page) -> int:
    ids = [getattr(child.proto, "id", "") for child in page.main.children.values()]
    return next(number for number, name in enumerate(ids) if name.endswith("-atlas_linked"))


def test_a_selection_moves_nothing_that_has_the_focus(visited):
    """Streamlit rebuilds an element that moves, and the focus goes back to the top of the page."""
    assert place_of_chart(visited("karte")) == place_of_chart(visited("karte", auswahl=PAIR))
