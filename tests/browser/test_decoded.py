"""The live map as Chromium decodes and draws it tells what paper does (see tests/read_back.py)."""

from __future__ import annotations

import base64

import pytest

from atlas.atlas import Atlas
from atlas.render.downloads import map_file
from atlas.ui.web import published
from tests import read_back
from tests.browser.conftest import running
from tests.browser.test_live_map import FIND, LEGEND, hex_of

pytestmark = pytest.mark.browser

DECODED = """
async ({ code, geometry, message }) => {
  const { decodeGeometry } = await import(`${code}geometry.js`);
  const { decodeMessage } = await import(`${code}message.js`);
  const bytes = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const { units } = decodeGeometry(bytes(geometry).buffer);
  const { columns, current, legend } = decodeMessage(bytes(message));
  const codes = [...columns[current].codes];
  return units.map((unit, place) => {
    const entry = legend[codes[place]];
    return [unit, codes[place], entry.colour, entry.label];
  });
}
"""


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    return read_back.write_land(tmp_path_factory.mktemp("looks") / "data")


@pytest.fixture(scope="module")
def atlas(data) -> Atlas:
    return Atlas.open(data)


@pytest.fixture(scope="module")
def here(data, tmp_path_factory):
    with running(data, tmp_path_factory.mktemp("home")) as found:
        yield found


@pytest.mark.parametrize("name", read_back.VIEWS)
def test_chromium_decodes_what_is_printed(visit, here, atlas, name):
    scope, other = read_back.VIEWS[name]
    spec = read_back.spec_of(atlas, scope, other)
    geometry, message = read_back.files_of_screen(atlas, scope, other)
    page = visit(address=here.address).page
    page.goto(f"{here.address}/_stcore/health")
    code = f"{published.base_address()}{published.publish_code()}"
    sent = [base64.b64encode(part).decode() for part in (geometry, message)]
    found = page.evaluate(DECODED, {"code": code, "geometry": sent[0], "message": sent[1]})
    decoded = {unit: tuple(look) for unit, *look in found}
    svg = map_file(spec, atlas.boundaries(scope.area, scope.level), "svg")
    assert decoded == read_back.in_svg(svg, spec.legend)


ADDRESSES = {
    "share": "jahr=2024&indikator=kinderanteil",
    "change": "jahr=2024&indikator=kinderanteil&auswertung=veraenderung&basis=2019",
    "two": "jahr=2024&indikator=kinderanteil&vergleich=zusammenhang&mit=altenanteil",
}


@pytest.mark.parametrize("name", ADDRESSES)
def test_the_page_draws_what_is_printed(visit, here, atlas, name):
    """Every unit has its colour on the screen, every entry its label in the legend."""
    spec = read_back.spec_of(atlas, *read_back.VIEWS[name])
    svg = map_file(spec, atlas.boundaries("land", "gemeinde"), "svg")
    page = visit(address=here.address).open(f"karte?{ADDRESSES[name]}")
    live = page.locator(".live-map").first
    live.locator(".legend").first.wait_for()
    drawn = live.evaluate(FIND)["units"]
    printed = read_back.in_svg(svg, spec.legend)
    assert set(drawn) == set(printed)
    for unit, (_, colour, _) in printed.items():
        assert colour in drawn[unit]["colours"], unit
    if name == "two":  # its legend is a square
        return
    told = {
        (entry["label"], hex_of(entry["colour"]), entry["sign"], entry["hatched"])
        for entry in live.evaluate(LEGEND)
    }
    listed = {(e.label, e.colour, e.sign, e.hatched) for e in spec.legend if not e.within_chance}
    if any(entry.within_chance for entry in spec.legend):
        listed.add(("davon innerhalb der Zufallsschwankung", "#ffffff", "", True))
    assert told == listed


def test_the_legend_counts_what_is_within_chance_with_its_class_and_once_more(visit, server):
    address = (
        "karte?gebiet=rhein-berg&ebene=kommune&indikator=ein_kinder_sgb2_u15&jahr=2014"
        "&auswertung=veraenderung&basis=2009"
    )
    page = visit(address=server.address).open(address)
    lines = page.locator(".live-map .classes li")
    lines.first.wait_for()
    # −1,6 | −1,0 −0,8 −0,7 −0,3 | 1,0 1,6 | 2,4 (methods.md, Appendix A)
    assert [line.strip() for line in lines.all_inner_texts()] == [
        "unter −1,0\n(1)",
        "kaum verändert (−1,0 bis unter 1,0)\n(4)",
        "1,0 bis unter 2,0\n(2)",
        "2,0 und mehr\n(1)",
        "davon innerhalb der Zufallsschwankung\n(4)",
    ]
    page.locator(".live-map input").first.fill("Odenthal")
    page.locator(".live-map input").first.press("Enter")
    verdict = page.locator(".live-map dd", has_text="innerhalb der Zufallsschwankung")
    verdict.first.wait_for()
