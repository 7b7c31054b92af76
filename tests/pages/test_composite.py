"""The page of composite indices: choose, edit, link, and what can't be computed."""

from __future__ import annotations

import pytest

PAGE = "pages/sozialindex.py"


@pytest.fixture
def page(opened):
    """The page with its form unfolded."""
    return unfolded(opened(PAGE))


def unfolded(page):
    page.session_state["recipe_edit"] = True
    return page.run()


def test_an_edited_recipe_is_in_the_address_and_opens_from_it(page, opened, html, address):
    page.text_input(key="recipe_title").set_value("Lage der Kinder").run()
    page.selectbox(key="recipe_classes").set_value("fixed").run()
    page.text_input(key="recipe_breaks").set_value("−1; 0,5").run()
    word = address(page)["rezept"]
    again = opened(PAGE, rezept=word)
    assert "Lage der Kinder, 2014: 2 von 8 Kommunen in der Klasse „3“" in html(again)
    assert unfolded(again).text_input(key="recipe_breaks").value == "−1; 0,5"
    assert address(again)["rezept"] == word


def test_a_method_of_others_is_computed_with_own_parts(page, html, address):
    page.selectbox(key="recipe_preset").set_value("imd").run()
    assert "exponentielle Ränge" in html(page)
    assert any("Ihren Bestandteilen" in item.value for item in page.info)
    assert not page.error
    assert address(page)["rezept"].startswith("~")


@pytest.mark.parametrize(
    ("key", "value", "named"),
    [
        ("recipe_breaks", "eins", "ist keine Zahl"),
        ("recipe_breaks", "0,8; 0,2", "ansteigende Zahlen"),
        ("recipe_labels", "a; a; b; b; c", "nur einmal"),
        ("recipe_weight_0", "0", "Summe der Gewichte"),
        ("recipe_weight_0", "-1", "nicht negativ"),
    ],
)
def test_bad_input_is_told_and_the_form_stays(page, key, value, named):
    page.text_input(key=key).set_value(value).run()
    assert not page.exception
    assert any(named in item.value.replace("\\", "") for item in page.error)
    assert page.selectbox(key="recipe_scale").options


def test_a_recipe_nobody_can_read_is_passed_over(opened, html):
    page = opened(PAGE, rezept="~AAAA")
    assert any("Rezept in der Adresse" in item.value for item in page.info)
    assert "Wie wird gerechnet?" in html(page)


@pytest.mark.parametrize(
    ("view", "named"),
    [
        ("treiber", "Passen die Bestandteile zusammen?"),
        ("sicherheit", "der Varianten in ihrer Klasse"),
        ("bewegung", "2009 bis 2014: "),
    ],
)
def test_each_view_opens_from_its_address(opened, html, view, named):
    page = opened(PAGE, ansicht=view, auswahl="05378004")
    assert not page.exception
    assert not page.error
    assert named in html(page)


def test_dynamics_are_offered_and_told_where_there_are_none(opened, html):
    """The county has no figures of 2012: its change in two years can't be computed."""
    page = opened(PAGE, ansicht="dynamik")
    page.button(key="recipe_cross_now").click().run()
    assert not page.exception
    assert [item.value for item in page.error]


def test_a_budget_is_shared_out_in_variants_beside_each_other(opened, html):
    page = opened(PAGE, ansicht="modellrechnung")
    assert not page.exception
    assert "Modellrechnung: 100.000 € auf 8 Kommunen" in html(page)
    page.text_input(key="allocation_budget").set_value("5").run()
    assert "Modellrechnung: 5 € auf 8 Kommunen" in html(page)
    page.text_area(key="allocation_present").set_value("Mond; 5").run()
    assert any("Mond" in item.value for item in page.error)
