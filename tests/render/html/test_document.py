from __future__ import annotations

import json
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from atlas.render.html.document import html_bytes
from atlas.views import texts
from atlas.views.map import texts as map_texts

NAMES = [
    "<script>window.hit=1</script>",
    "</script><img src=x onerror='window.hit=1'>",
    "N" * 120,
    "{{ 7*7 }} ${window.hit=1}",
    "<!-- <script>",
    "A & B \"Q\" 'S'",
    "\u2028\u202e",
    "",
]


class Parts(HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags, self.data, self.inside = [], "", False

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        self.inside = (tag, dict(attrs).get("id")) == ("script", "data")

    def handle_data(self, data):
        self.data += data if self.inside else ""

    def handle_endtag(self, _tag):
        self.inside = False


def parts(content: bytes) -> Parts:
    parser = Parts()
    parser.feed(content.decode())
    return parser


def test_the_page_holds_classes_colours_and_texts_of_the_spec(map_spec, boundaries):
    data = json.loads(parts(html_bytes(map_spec, boundaries)).data)
    entries = [(entry["label"], entry["colour"], entry["hatched"]) for entry in data["legend"]]
    assert entries[:-1] == [(e.label, e.colour, e.hatched) for e in map_spec.legend]
    for year, written in zip(map_spec.years, data["years"], strict=True):
        assert [
            (f["unit"], f["name"], f["text"], f["legend_class"]) for f in written["figures"]
        ] == [(f.unit, f.name, f.text, f.legend_class) for f in year.figures]
        assert written["counts"][:-1] == [f"({count})" for count in year.counts]
        assert written["headline"] == year.headline


def test_the_geometry_is_there_once_for_all_years(map_spec, boundaries):
    content = html_bytes(map_spec, boundaries)
    data = json.loads(parts(content).data)
    assert {shape["id"] for shape in data["shapes"]["features"]} == set(boundaries.index)
    assert content.count(b'"coordinates"') == len(boundaries)


def test_the_page_can_be_read_without_its_script(map_spec, boundaries):
    page = html_bytes(replace(map_spec, fictional=True), boundaries).decode()
    written, _, _ = page.partition('<script type="application/json"')
    provenance = map_spec.current_map.provenance
    required = (
        map_spec.current_map.headline,
        *map_spec.current_map.text_alternative,
        provenance.source,
        provenance.reference_dates,
    )
    notices = (texts.FICTIONAL, map_texts.SCHEMATIC_NOTICE, provenance.boundaries, map_spec.method)
    for text in (*required, *notices):
        assert text in written


def test_the_table_has_caption_and_head_cells(map_spec, boundaries):
    tags = parts(html_bytes(map_spec, boundaries)).tags
    assert ("html", {"lang": "de"}) in tags
    assert any(tag == "caption" for tag, _ in tags)
    assert sum(attrs.get("scope") == "row" for _, attrs in tags) == len(
        map_spec.current_map.figures
    )
    assert sum(attrs.get("scope") == "col" for _, attrs in tags) == 4


def test_nothing_points_to_another_file(map_spec, boundaries):
    page = parts(html_bytes(map_spec, boundaries))
    addresses = [attrs[key] for _, attrs in page.tags for key in ("src", "href") if key in attrs]
    assert addresses
    assert all(address.startswith("data:") for address in addresses)


@pytest.mark.slow
def test_the_file_is_small_and_always_the_same(map_spec, boundaries):
    content = html_bytes(map_spec, boundaries)
    assert len(content) < 1_500_000
    assert content == html_bytes(map_spec, boundaries)


def test_hostile_names_add_no_markup(make_spec, map_spec, boundaries):
    hostile = html_bytes(make_spec(list(boundaries.index), NAMES), boundaries)
    plain = html_bytes(map_spec, boundaries)
    assert [tag for tag, _ in parts(hostile).tags] == [tag for tag, _ in parts(plain).tags]
    assert [f["name"] for f in json.loads(parts(hostile).data)["years"][0]["figures"]] == NAMES


def test_shapes_and_units_that_lack_each_other(map_spec, boundaries):
    year = replace(map_spec.current_map, figures=map_spec.current_map.figures[1:])
    page = html_bytes(replace(map_spec, years=(year,)), boundaries.iloc[:-1])
    data = json.loads(parts(page).data)
    assert data["names"] == {"05378004": "Bergisch Gladbach"}
    assert data["years"][0]["counts"][-1] == "(1)"
    assert [map_texts.WITHOUT_SHAPE, "Wermelskirchen"] in data["years"][0]["sources"]


def fills(page) -> dict[str, str]:
    return dict(
        page.eval_on_selector_all(
            "path[data-unit]", "all => all.map(p => [p.dataset.unit, p.getAttribute('fill')])"
        )
    )


def colours(spec, year) -> dict[str, str]:
    return {
        f.unit: f"url(#hatch-{f.legend_class})"
        if spec.legend[f.legend_class].hatched
        else spec.legend[f.legend_class].colour
        for f in year.figures
    }


@pytest.mark.browser
def test_the_map_shows_the_colours_and_changes_them_with_the_year(opened, map_spec, boundaries):
    page = opened(html_bytes(map_spec, boundaries))
    assert fills(page) == colours(map_spec, map_spec.years[1])
    page.locator("input[name=year]:checked").focus()
    page.keyboard.press("ArrowLeft")
    assert fills(page) == colours(map_spec, map_spec.years[0])
    assert page.locator("h1").inner_text() == map_spec.years[0].headline
    assert page.locator("#legend .count").first.inner_text() == f"({map_spec.years[0].counts[0]})"
    assert (
        page.locator("#twin").inner_text().split("\n\n")[0] == map_spec.years[0].text_alternative[0]
    )
    assert not page.faults


@pytest.mark.browser
def test_pointer_keyboard_and_list_show_the_details(opened, map_spec, boundaries):
    page = opened(html_bytes(map_spec, boundaries))
    details = page.locator("#details")
    page.locator("path[data-unit='05378008']").hover()
    assert "Burscheid" in details.inner_text()
    assert "12,5 %" in details.inner_text()
    page.locator("path[data-unit='05378012']").focus()
    assert "Kürten" in details.inner_text()
    page.select_option("#units", "05378024")
    assert "Overath" in details.inner_text()
    page.locator("path[data-unit='05378028']").click()
    assert page.locator("#units").input_value() == "05378028"
    assert not page.faults


@pytest.mark.browser
def test_hostile_names_are_inert(opened, make_spec, boundaries):
    page = opened(html_bytes(make_spec(list(boundaries.index), NAMES), boundaries))
    for unit in boundaries.index:
        page.select_option("#units", unit)
    page.locator(f"path[data-unit='{boundaries.index[1]}']").hover()
    page.locator("input[name=year]").first.check(force=True)
    assert page.evaluate("window.hit") is None
    assert page.locator("#rows th").all_inner_texts()[0] == NAMES[0]
    assert not page.faults


@pytest.mark.browser
@pytest.mark.parametrize(("width", "height"), [(390, 844), (1366, 768), (1920, 1080)])
def test_nothing_scrolls_sideways_and_the_map_is_large(opened, map_spec, boundaries, width, height):
    page = opened(html_bytes(map_spec, boundaries), width, height)
    assert page.evaluate("document.documentElement.scrollWidth") == width
    box = page.locator(".map").bounding_box()
    assert box["height"] > height / 2
    assert box["width"] > width * 0.6
    names = page.locator(".name").all_inner_texts()
    assert len(names) == len(boundaries)
    assert not page.faults


@pytest.mark.browser
def test_a_level_without_shapes_still_has_its_table(offline, map_spec, boundaries, tmp_path):
    path = tmp_path / "leer.html"
    path.write_bytes(html_bytes(map_spec, boundaries.iloc[:0]))
    page = offline.new_page()
    faults = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(path.as_uri())
    assert page.locator(".empty").inner_text() == map_texts.NO_SHAPES
    page.locator("input[name=year]").first.check(force=True)
    assert page.locator("#rows tr").count() == 8
    assert not faults
    page.close()


def test_the_script_never_sets_markup(map_spec, boundaries):
    script = html_bytes(map_spec, boundaries).decode().rpartition("<script>")[2]
    assert not re.search(r"innerHTML|insertAdjacentHTML|document\.write|eval\(", script)
