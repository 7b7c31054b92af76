"""The standalone page draws circles and the square of two indicators, and switches their years."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest

from atlas.model.areas import BorderOverlay
from atlas.model.specs import Bin
from atlas.render.html.document import html_bytes
from atlas.views.map import texts as map_texts


def data_of(page: bytes) -> dict:
    return json.loads(re.search(rb'id="data">(.*?)</script>', page, re.DOTALL).group(1))


def circles(page) -> dict[str, tuple[str, float]]:
    """Fill and width of each circle by unit."""
    drawn = page.eval_on_selector_all(
        "path[data-circle]",
        "all => all.map(p => [p.dataset.circle, p.getAttribute('fill'), p.getBBox().width])",
    )
    return {unit: (fill, width) for unit, fill, width in drawn}


def test_the_page_holds_sizes_and_the_legend_of_circles(circle_spec, boundaries):
    data = data_of(html_bytes(circle_spec, boundaries))
    assert [figure["size"] for figure in data["years"][0]["figures"]][:3] == [1.0, 0.25, 0.0625]
    assert [step["label"] for step in data["circles"]] == ["2.000", "500", "200"]
    assert {spot["unit"] for spot in data["spots"]} == set(boundaries.index)
    assert data["radius"] > 0


@pytest.mark.browser
def test_circles_are_drawn_and_change_with_the_year(opened, circle_spec, boundaries):
    smaller = tuple(replace(f, size=f.size / 4) for f in circle_spec.years[0].figures)
    years = (replace(circle_spec.years[0], figures=smaller), circle_spec.years[1])
    page = opened(html_bytes(replace(circle_spec, years=years), boundaries))
    units = [figure.unit for figure in circle_spec.current_map.figures]
    drawn = circles(page)
    assert set(drawn) == {units[index] for index in (0, 1, 2, 3, 5, 7)}
    assert drawn[units[0]][0] == "#2f848a"
    assert drawn[units[7]][0] == "url(#hatch-1)"
    assert drawn[units[0]][1] / drawn[units[1]][1] == pytest.approx(2, rel=0.05)
    rings = page.eval_on_selector_all("#circles circle", "all => all.map(c => c.r.baseVal.value)")
    assert 2 * max(rings) == pytest.approx(drawn[units[0]][1], rel=0.05)
    page.locator("input[name=year]").first.check(force=True)
    assert circles(page)[units[0]][1] == pytest.approx(drawn[units[0]][1] / 2, rel=0.05)
    assert not page.faults


@pytest.mark.browser
def test_the_backdrop_is_plain_and_signs_keep_their_colour(opened, circle_spec, boundaries):
    page = opened(html_bytes(circle_spec, boundaries))
    fills = dict(
        page.eval_on_selector_all(
            "path[data-unit]", "all => all.map(p => [p.dataset.unit, p.getAttribute('fill')])"
        )
    )
    expected = ["#eceeef"] * 4 + ["#ffffff", "#eceeef", "#d4d4d4", "#eceeef"]
    assert [fills[figure.unit] for figure in circle_spec.current_map.figures] == expected


@pytest.mark.browser
def test_circles_keep_their_size_when_the_reader_zooms_in(opened, circle_spec, boundaries):
    page = opened(html_bytes(circle_spec, boundaries))
    before = circles(page)
    page.locator(".leaflet-control-zoom-in").click()
    page.wait_for_timeout(600)
    after = circles(page)
    unit = circle_spec.current_map.figures[0].unit
    assert after[unit][1] == pytest.approx(before[unit][1], abs=1)
    assert not page.faults


@pytest.mark.browser
def test_the_square_is_in_its_order_with_counts(opened, bivariate_spec, boundaries):
    page = opened(html_bytes(bivariate_spec, boundaries))
    boxes = [cell.bounding_box() for cell in page.locator("#legend .cell").all()]
    assert len(boxes) == 6
    low, right, up = boxes[0], boxes[1], boxes[3]
    assert right["x"] > low["x"]
    assert right["y"] == pytest.approx(low["y"], abs=1)
    assert up["y"] < low["y"]
    assert page.locator("#legend .cell .count").all_inner_texts() == ["(1)"] * 6
    legend = page.locator(".legend").inner_text()
    assert "↑ Kinder <b>im</b> $SGB$ II (%)" in legend
    assert "→ Arbeitslose (%)" in legend
    assert "mittel: 4,0 bis unter 6,0" in legend
    page.locator("input[name=year]").first.check(force=True)
    assert page.locator("#legend .cell .count").first.inner_text() == "(1)"
    assert not page.faults


@pytest.mark.browser
@pytest.mark.parametrize("kind", ["circle_spec", "bivariate_spec"])
def test_names_are_inert_in_every_kind(request, opened, boundaries, kind):
    spec = request.getfixturevalue(kind)
    name = "</script><img src=x onerror='window.hit=1'>"
    figures = tuple(replace(figure, name=name, text=name) for figure in spec.current_map.figures)
    years = tuple(replace(year, figures=figures) for year in spec.years)
    classes = spec.axis_classes or ((name,), (name,))
    named = replace(spec, years=years, axes=(name, name), axis_classes=classes)
    page = opened(html_bytes(named, boundaries))
    page.locator("input[name=year]").first.check(force=True)
    page.select_option("#units", spec.current_map.figures[0].unit)
    assert page.evaluate("window.hit") is None
    assert not page.faults


@pytest.mark.browser
def test_borders_of_the_coarser_level_lie_on_top(opened, map_spec, boundaries):
    *some, last = boundaries.index
    halves = BorderOverlay(title="Hälften", parent_of=dict.fromkeys(some, "A") | {last: "B"})
    page = opened(html_bytes(map_spec, boundaries, halves))
    lines = page.eval_on_selector_all(
        ".leaflet-coarser-pane path",
        "all => all.map(p => ["
        "  p.getAttribute('stroke'), p.getAttribute('fill'), p.getTotalLength(),"
        "])",
    )
    # outer border of both halves and the one between them, each in white and in ink
    assert [line[:2] for line in lines] == [["#fff", "none"]] * 3 + [["#18242b", "none"]] * 3
    assert min(length for *_, length in lines) > 20
    assert "starke Linien: Hälften" in page.locator(".legend").inner_text()
    last_unit = page.locator(f"path[data-unit='{last}']")
    last_unit.hover()  # the lines take no pointer
    assert page.locator("#details h3").count() == 1
    assert not page.faults


@pytest.mark.browser
def test_the_whole_area_lies_grey_below_units_that_cover_a_part_of_it(opened, map_spec, boundaries):
    some = boundaries.iloc[:3]
    page = opened(html_bytes(map_spec, some, None, boundaries.dissolve()))
    assert "grau: übriges Gebiet" in page.locator(".legend").inner_text()
    whole = page.locator(".leaflet-whole-pane path")
    assert whole.get_attribute("fill") == "#e9ecee"
    box = whole.bounding_box()
    for unit in some.index:
        part = page.locator(f".leaflet-colours-pane path[data-unit='{unit}']").bounding_box()
        assert box["x"] <= part["x"] + 1
        assert part["x"] + part["width"] <= box["x"] + box["width"] + 1
    page.locator(f"path[data-unit='{some.index[0]}']").hover()  # the ground takes no pointer
    assert page.locator("#details h3").count() == 1
    assert not page.faults


def test_the_legend_names_what_nobody_tested(map_spec, boundaries):
    entry = replace(map_spec.legend[0], hatched=True, within_chance=True)
    year = replace(map_spec.current_map, counts=(*map_spec.current_map.counts, 1), untested=2)
    spec = replace(map_spec, legend=(*map_spec.legend, entry), years=(year,))
    page = html_bytes(spec, boundaries)
    legend = re.search(r'<ul id="legend".*?</ul>', page.decode(), re.DOTALL).group()
    entries = re.findall(r'"words">(.*?)<.*?"count"[^>]*>(.*?)<', legend, re.DOTALL)
    assert ("davon geschätzt, auf Zufall nicht geprüft", "(2)") in entries
    assert "(2)" in data_of(page)["years"][0]["counts"]


def test_a_map_without_coarser_level_has_no_borders_on_top(map_spec, boundaries):
    page = html_bytes(map_spec, boundaries)
    assert data_of(page)["coarser"]["features"] == []
    assert "starke Linien" not in page.decode()


def test_a_histogram_stands_below_the_legend(map_spec, boundaries):
    histogram = (Bin(lower=3, upper=9, count=4), Bin(lower=9, upper=15, count=2))
    page = html_bytes(replace(map_spec, histogram=histogram), boundaries).decode()
    assert map_texts.HISTOGRAM in page
    _, _, drawn = page.partition('class="bars"')
    assert re.findall(r"width: ([\d.]+)%; height: ([\d.]+)%", drawn) == [
        ("50.0", "100.0"),
        ("50.0", "50.0"),
    ]
    assert map_texts.HISTOGRAM not in html_bytes(map_spec, boundaries).decode()
