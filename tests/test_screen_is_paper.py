"""One figure spec, four renderings: the same unit has the same class, colour and label in all."""

from __future__ import annotations

import json
import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from atlas.atlas import Atlas
from atlas.model.classing import Classing, Method
from atlas.model.figures import MapKind, MapSpec
from atlas.model.scope import Scope, View
from atlas.render.downloads import map_file
from atlas.render.live_geometry import geometry_bytes, units_in
from atlas.render.live_message import LiveView, message_bytes
from atlas.views import maps
from atlas.views.bivariate import bivariate, bivariate_series
from atlas.views.unit_tables import unit_table

DATA = Path(__file__).parent.parent / "data"
RBK = Scope(area="rhein-berg", level="kommune", indicator="ein_kinder_sgb2_u15", year=2014)
CITY = Scope(area="musterstadt", level="bezirk", indicator="ein_sgb2_u15", year=2023)
SCOPES = {
    "shares": RBK,
    "change": Scope(
        area="rhein-berg",
        level="kommune",
        indicator="ein_kinder_sgb2_u15",
        year=2014,
        base_year=2009,
        view=View.CHANGE,
    ),
    "city": CITY,
    "deviation": Scope(
        area="musterstadt", level="bezirk", indicator="dem_65p", year=2022, view=View.DEVIATION
    ),
    "jenks": Scope(
        area="musterstadt",
        level="sozialraum",
        indicator="arb_anteil",
        year=2021,
        classing=Classing(method=Method.NATURAL, classes=4),
    ),
    "circles": Scope(area="musterstadt", level="bezirk", indicator="dem_ew", year=2023),
}
VALUES = {View.VALUE: "value", View.CHANGE: "change", View.DEVIATION: "deviation"}
"""Keys of the columns that hold what the map shows."""
Look = dict[str, tuple[int, str, str]]


@pytest.fixture(scope="module")
def atlas() -> Atlas:
    return Atlas.open(DATA)


@pytest.fixture(scope="module", params=SCOPES.values(), ids=SCOPES)
def scope(request) -> Scope:
    return request.param


@pytest.fixture(scope="module")
def spec(atlas, scope) -> MapSpec:
    return maps.choropleth(atlas, scope, every_year=True)


def expected(spec: MapSpec) -> Look:
    """Class, colour and label of each unit, as the spec says."""
    looks = {}
    for figure in spec.shown.figures:
        entry = spec.legend[figure.legend_class]
        looks[figure.unit] = (figure.legend_class, entry.colour, entry.label)
    return looks


def on_live_map(atlas: Atlas, scope: Scope, series) -> Look:
    """Read the message as the browser does, for units in the order of the geometry file."""
    level = atlas.level(scope.area, scope.level)
    geometry = geometry_bytes(atlas.boundaries(scope.area, scope.level), level.units)
    units = units_in(geometry)
    view = LiveView(geometry="", link="", topic="", current=scope.year)
    data = message_bytes(series, units, view)
    length = int.from_bytes(data[:4], "little")
    header, codes = json.loads(data[4 : 4 + length]), data[4 + length :]
    start = header["current"] * len(units)
    looks = {}
    for unit, code in zip(units, codes[start : start + len(units)], strict=True):
        label, colour, *_ = header["legend"][code]
        looks[unit] = (code, colour, label)
    return looks


def in_html(page: bytes, year: int) -> Look:
    data = json.loads(
        re.search(r'<script[^>]*id="data"[^>]*>(.*?)</script>', page.decode(), re.DOTALL)[1]
    )
    shown = next(one for one in data["years"] if one["label"].endswith(str(year)))
    looks = {}
    for figure in shown["figures"]:
        entry = data["legend"][figure["legend_class"]]
        looks[figure["unit"]] = (figure["legend_class"], entry["colour"], entry["label"])
    return looks


def fills(svg: bytes) -> dict[str, str]:
    """Colour of each unit drawn."""
    root, found = ET.fromstring(svg), {}  # noqa: S314  (our own file)
    for group in root.iter("{http://www.w3.org/2000/svg}g"):
        name = group.get("id", "")
        if name.startswith("unit-"):
            style = " ".join(path.get("style", "") for path in group)
            colour = re.search(r"fill: (#[0-9a-f]{6})", style)
            found[name.removeprefix("unit-")] = colour[1] if colour else ""
    return found


def test_live_map_and_spec_agree(atlas, scope, spec):
    assert on_live_map(atlas, scope, maps.series(atlas, scope)) == expected(spec)


def test_counts_are_those_of_the_units(atlas, scope, spec):
    codes = [figure.legend_class for figure in spec.shown.figures]
    assert list(spec.shown.counts) == [codes.count(n) for n in range(len(spec.legend))]
    column = next(one for one in maps.series(atlas, scope).columns if one.year == scope.year)
    assert column.counts == spec.shown.counts
    assert sum(column.counts) == len(codes)


def test_html_and_spec_agree(atlas, scope, spec):
    shapes = atlas.boundaries(scope.area, scope.level)
    assert in_html(map_file(spec, shapes, "html"), scope.year) == expected(spec)


def test_svg_and_spec_agree(atlas, scope, spec):
    svg = map_file(spec, atlas.boundaries(scope.area, scope.level), "svg")
    wanted = {unit: colour for unit, (_, colour, _) in expected(spec).items()}
    if spec.kind is MapKind.CIRCLES:
        # circles lie on plain ground: the units beneath bear the colours of signs only
        signs = {entry.colour for entry in spec.legend if entry.sign}
        wanted = {unit: colour for unit, colour in wanted.items() if colour in signs}
    drawn = fills(svg)
    assert {unit: drawn[unit] for unit in wanted} == wanted
    text = "".join(ET.fromstring(svg).itertext())  # noqa: S314  (our own file)
    for entry, count in zip(spec.legend, spec.shown.counts, strict=True):
        first_words = " ".join(entry.label.split()[:2])
        assert first_words in text
        assert f"({count})" in text or count > 999


def test_table_and_map_agree(atlas, scope, spec):
    """The value a table prints lies within the limits of the class that the map shows."""
    table = unit_table(atlas, scope)
    shown = VALUES[scope.view]
    value = next(n for n, column in enumerate(table.columns) if column.key == shown)
    key = next(n for n, column in enumerate(table.columns) if column.key == "unit")
    told = {row.cells[key].text: row.cells[value].number for row in table.rows}
    for figure in spec.shown.figures:
        entry, number = spec.legend[figure.legend_class], told[figure.unit]
        assert number == figure.value
        if number is None:
            assert entry.sign
        elif entry.lower is not None and entry.upper is not None:
            assert entry.lower <= number <= entry.upper


def test_two_indicators_agree(atlas):
    spec = bivariate(atlas, CITY, "dem_65p", every_year=True)
    looks = expected(spec)
    series = bivariate_series(atlas, CITY, "dem_65p")
    shapes = atlas.boundaries(CITY.area, CITY.level)
    assert on_live_map(atlas, CITY, series) == looks
    assert in_html(map_file(spec, shapes, "html"), CITY.year) == looks
    drawn = fills(map_file(spec, shapes, "svg"))
    assert drawn == {unit: colour for unit, (_, colour, _) in looks.items()}
