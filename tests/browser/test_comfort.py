"""What makes the pages usable for everyone: nothing cramped, nothing told by colour alone."""

from __future__ import annotations

from itertools import pairwise

import pytest

from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser

CITY = "gebiet=musterstadt&ebene=bezirk&indikator=ein_sgb2_u15&jahr=2024"
SERVED = "gebiet=rhein-berg&ebene=kommune&indikator=ein_kinder_sgb2_u15"


@pytest.fixture
def laptop(visit) -> Visit:
    return visit(1366, 768)


def opened(window: Visit, query: str, stem: str = "karte"):
    page = window.open(f"{stem}?{query}")
    if stem == "karte":
        page.locator(".live-map .classes").first.wait_for()
    return page


def test_the_years_of_changes_stand_beside_each_other(laptop):
    page = opened(laptop, f"{CITY}&basis=2013&auswertung=veraenderung")
    ticks = page.locator(".ticks span")
    assert ticks.all_inner_texts() == [str(year) for year in range(2014, 2025)]
    assert page.locator(".year-shown").inner_text() == "2013–2024"
    boxes = [tick.bounding_box() for tick in ticks.all()]
    for one, following in pairwise(boxes):
        assert one["x"] + one["width"] <= following["x"]


@pytest.mark.parametrize(
    ("button", "last"), [("Klassen", "Zurücksetzen"), ("Herunterladen", "Alle Jahre: GeoPackage")]
)
def test_what_unfolds_at_the_foot_of_a_laptop_is_seen_whole(laptop, button, last):
    page = opened(laptop, CITY)
    page.get_by_role("button", name=button).click()
    body = page.get_by_test_id("stPopoverBody")
    field = body.get_by_role("button", name=last)
    field.wait_for()
    page.wait_for_timeout(500)
    frame, box = body.bounding_box(), field.bounding_box()
    assert frame["y"] >= 0
    assert frame["y"] + frame["height"] <= 768
    assert frame["y"] <= box["y"]
    assert box["y"] + box["height"] <= frame["y"] + frame["height"]


def test_no_chart_offers_its_picture_without_sources(laptop):
    page = opened(laptop, SERVED, "diagramme")
    chart = page.get_by_test_id("stVegaLiteChart")
    chart.locator("canvas, svg").first.wait_for()
    chart.hover()
    page.wait_for_timeout(500)
    assert not any(bar.is_visible() for bar in page.get_by_test_id("stElementToolbar").all())
    assert page.locator(".vega-actions").count() == 0


def test_the_legend_keeps_its_colours_where_the_system_forces_its_own(laptop):
    laptop.page.emulate_media(forced_colors="active")
    page = opened(laptop, SERVED)
    colours = page.locator(".swatch").evaluate_all(
        "found => found.map((one) => getComputedStyle(one).backgroundColor)"
    )
    meant = page.locator(".swatch").evaluate_all(
        "found => found.map((one) => one.style.backgroundColor)"
    )
    assert colours == meant
    assert len(set(colours)) == 4


def test_a_choice_made_is_seen_where_the_system_forces_its_colours(laptop):
    laptop.page.emulate_media(forced_colors="active")
    page = opened(laptop, SERVED, "diagramme")
    outlines = page.locator("[data-testid=stButtonGroup] [role=radio]").evaluate_all(
        "found => found.map((one) => [one.getAttribute('aria-checked'),"
        " getComputedStyle(one).outlineStyle])"
    )
    assert {tuple(pair) for pair in outlines} == {("true", "solid"), ("false", "none")}


def test_a_legend_stands_below_a_map_that_has_little_room_beside_it(visit):
    # a projector of 1920 by 1080 at twice the size, with the choices unfolded
    page = opened(visit(960, 540), SERVED)
    stage = page.locator(".stage-frame").bounding_box()
    side = page.locator(".live-map .side").bounding_box()
    assert stage["width"] > 500
    assert side["y"] >= stage["y"] + stage["height"]


def test_maps_beside_each_other_name_their_units(laptop):
    page = opened(laptop, f"{CITY}&vergleich=indikator&mit=dem_ew")
    heads = page.locator("h2.atlas-half").all_inner_texts()
    assert heads[0] == "Kinder unter 15 Jahren mit SGB-II-Leistungen (%) · Bezirke · 2024"
    assert "(Personen) · Bezirke · 2024" in heads[1]


def circle(page) -> float:
    found = page.locator(".circle-legend circle").evaluate_all(
        "found => found.map((one) => Number(one.getAttribute('r')))"
    )
    return max(found)


def test_circles_of_many_units_are_smaller(laptop):
    few = circle(opened(laptop, "gebiet=musterstadt&ebene=bezirk&indikator=ew"))
    many = circle(opened(laptop, "gebiet=musterstadt&ebene=baublockgruppe&indikator=ew"))
    assert many < few / 1.5


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("gebiet=musterstadt&ebene=bezirk&indikator=ew", "Klassen: keine Klassen; die Fläche"),
        (f"{CITY}&vergleich=zusammenhang&mit=ew_haupt", "je Merkmal drei etwa gleich große"),
    ],
)
def test_a_map_without_a_choice_of_classes_says_why(laptop, query, words):
    page = opened(laptop, query)
    page.get_by_role("button", name="Klassen").click()
    body = page.get_by_test_id("stPopoverBody")
    body.get_by_text(words).wait_for()
    assert body.get_by_role("combobox").count() == 0
