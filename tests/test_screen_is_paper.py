"""One view, many forms: the same unit has the same class, colour and label in all of them.

The forms are read back without asking the spec where a unit belongs; see `read_back`.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest

from atlas.atlas import Atlas
from atlas.model.classing import Classing, Method
from atlas.model.scope import Scope, View
from atlas.model.specs import LegendClass, MapKind
from atlas.render.downloads import map_file
from atlas.render.paper.formats import Paper
from atlas.render.paper.print_setup import print_setup
from tests import read_back

# variations on what quicker tests promise: each of them takes its time
pytestmark = pytest.mark.slow

RBK = Scope(area="rhein-berg", level="kommune", indicator="ein_kinder_sgb2_u15", year=2014)
WITHIN = "davon innerhalb der Zufallsschwankung"
CITY = Scope(area="musterstadt", level="bezirk", indicator="ein_sgb2_u15", year=2023)


def city(level: str, indicator: str, year: int, **more) -> Scope:
    return Scope(area="musterstadt", level=level, indicator=indicator, year=year, **more)


SHIPPED = {
    "shares": (RBK, ""),
    "fall and rise": (replace(RBK, base_year=2009, view=View.CHANGE), ""),
    "city": (CITY, ""),
    "change of the city": (
        city("bezirk", "ein_sgb2_u15", 2023, base_year=2014, view=View.CHANGE),
        "",
    ),
    "former borders": (city("bezirk", "ein_sgb2_u15", 2023, vintage=date(2013, 1, 1)), ""),
    "exactly zero": (city("bezirk", "sic_unfaelle", 2023), ""),
    "limited": (city("sozialraum", "par_ehrenamt", 2023), ""),
    "not certain": (city("bezirk", "woh_miete", 2023), ""),
    "deviation": (city("bezirk", "dem_65p", 2022, view=View.DEVIATION), ""),
    "jenks": (
        city("sozialraum", "arb_anteil", 2021, classing=Classing(method=Method.NATURAL, classes=4)),
        "",
    ),
    "circles of the city": (city("bezirk", "dem_ew", 2023), ""),
    "two of the city": (CITY, "dem_65p"),
}
VIEWS = read_back.VIEWS | SHIPPED
STATUS_WORDS = {"p": "vorläufig", "r": "berichtigt", "s": "geschätzt", "f": "Vorausberechnung"}


@pytest.fixture(scope="module")
def land(tmp_path_factory) -> Atlas:
    return Atlas.open(read_back.write_land(tmp_path_factory.mktemp("looks") / "data"))


@pytest.fixture(scope="module", params=VIEWS, ids=VIEWS)
def view(request, land, shipped):
    """Atlas, scope, second indicator and spec of a view."""
    scope, other = VIEWS[request.param]
    atlas = land if scope.area == "land" else shipped
    return atlas, scope, other, read_back.spec_of(atlas, scope, other)


def test_the_land_holds_every_state(land):
    """Without them the other tests would prove less than they say."""
    entries = read_back.expected(read_back.spec_of(land, read_back.SHARE))
    labels = {unit: label for unit, (_, _, label) in entries.items()}
    assert labels[read_back.squares.ZERO] == "genau null (–)"
    hidden = {labels[unit] for unit in (read_back.squares.SECRET, read_back.squares.UNKNOWN)}
    assert hidden == {"kein Wert ausgewiesen (.)"}
    assert labels[read_back.NOT_CERTAIN] == "kein Wert ausgewiesen (/)"
    assert labels[read_back.UNINHABITED] == "ohne Leute (x)"
    assert "eingeschränkt" in labels[read_back.squares.UNCERTAIN]
    change = read_back.spec_of(land, *read_back.VIEWS["change"])
    values = [figure.value for figure in change.current_map.figures if figure.value is not None]
    assert min(values) < 0 < max(values)
    for scope, other in read_back.VIEWS.values():
        spec = read_back.spec_of(land, scope, other)
        assert len({figure.legend_class for figure in spec.current_map.figures}) > 4


def _listed(spec) -> list[tuple[LegendClass, int]]:
    """The legend as it is read: what is within chance is in the number of its class, and summed."""
    figures = [(spec.legend[figure.legend_class], figure) for figure in spec.current_map.figures]
    within = [entry for entry, _ in figures if entry.within_chance]
    lines = []
    for entry in spec.legend:
        if not entry.within_chance:
            also = [] if entry.hatched or entry.sign else within
            own = sum(each == entry for each, _ in figures)
            lines.append((entry, own + sum(each.lower == entry.lower for each in also)))
    if any(entry.within_chance for entry in spec.legend):
        lines.append((LegendClass(label=WITHIN, colour=""), len(within)))
    return lines


@pytest.mark.slow
def test_live_map_and_spec_agree(view):
    atlas, scope, other, spec = view
    decoded = read_back.on_screen(*read_back.files_of_screen(atlas, scope, other))
    assert decoded == read_back.expected(spec)


def test_counts_are_those_of_the_units(view):
    atlas, scope, other, spec = view
    codes = [figure.legend_class for figure in spec.current_map.figures]
    assert list(spec.current_map.counts) == [codes.count(n) for n in range(len(spec.legend))]
    series = read_back.series_of(atlas, scope, other)
    column = next(column for column in series.columns if column.year == scope.year)
    assert column.counts == spec.current_map.counts
    assert sum(column.counts) == len(codes)


@pytest.mark.slow
def test_html_and_spec_agree(view):
    atlas, scope, _, spec = view
    page = map_file(spec, atlas.boundaries(scope.area, scope.level, scope.vintage), "html")
    assert read_back.in_html(page, spec.current_map.label) == read_back.expected(spec)
    rows = [row for row in read_back.rows_in_html(page) if len(row) > 1][1:]
    names = {figure.unit: _in_row(figure, spec) for figure in spec.current_map.figures}
    assert [row[0] for row in rows] == list(names.values())
    if spec.kind is not MapKind.BIVARIATE:  # its two figures have a cell each
        printed = {row[0]: " ".join(row[1:]) for row in rows}
        for figure in spec.current_map.figures:
            # with a unit a figure has a word in brackets instead of the letter
            number, letter = re.fullmatch(r"(.*?)(?:\u202f([a-z]))?", figure.text).groups()
            assert number in printed[names[figure.unit]]
            words = f"({STATUS_WORDS[letter]})" if letter else ""
            assert words in printed[names[figure.unit]]


def _in_row(figure, spec) -> str:
    """How a table names a unit: by its number where a map of many bears numbers, and officially."""
    official = f" ({figure.name})" if figure.everyday else ""
    number = f"{figure.unit} " if len(spec.current_map.figures) > 25 else ""
    return f"{number}{figure.everyday or figure.name}{official}"


def test_svg_and_spec_agree(view):
    atlas, scope, _, spec = view
    svg = map_file(spec, atlas.boundaries(scope.area, scope.level, scope.vintage), "svg")
    assert read_back.in_svg(svg, spec.legend) == read_back.expected(spec)
    if spec.kind is MapKind.BIVARIATE:
        return
    printed = re.sub(r"\s+", " ", read_back.text_of(svg))
    for entry, count in _listed(spec):
        words = re.escape(re.sub(r"\s+", " ", entry.label)).replace(r"\ ", r"\s*")
        assert re.search(rf"{words} \({count}\)", printed), entry.label


def test_table_and_map_agree(view):
    atlas, scope, other, spec = view
    if other:
        classed = read_back.in_two_tables(atlas, scope, other, spec)
    else:
        classed = read_back.in_table(atlas, scope, spec)
    drawn = read_back.expected(spec)
    assert {unit: classed[unit] for unit in drawn} == drawn


def test_text_alternative_and_map_agree(view):
    _, _, _, spec = view
    codes = [figure.legend_class for figure in spec.current_map.figures]
    text = " ".join(spec.current_map.text_alternative)
    for entry, count in _listed(spec):
        named = spec.kind is MapKind.CHOROPLETH or (spec.kind is MapKind.CIRCLES and entry.sign)
        if named and count:
            assert f"{entry.label}: {count}" in text
    missing = sum(figure.value is None for figure in spec.current_map.figures)
    if missing and spec.kind is not MapKind.BIVARIATE:
        assert f"Für {missing} von {len(codes)} " in text


# Borders of the coarser level lie on top in all forms.


def test_borders_on_top_are_the_same_in_all_forms(shipped):
    former = VIEWS["former borders"][0]
    spec = read_back.spec_of(shipped, former)
    shapes = shipped.boundaries(former.area, former.level, former.vintage)
    sheet = print_setup(shipped, former, Paper())
    svg = map_file(spec, shapes, "svg", sheet).decode()
    page = map_file(spec, shapes, "html", sheet).decode()
    for written in (svg, page):
        assert "starke Linien: Sozialräume" in re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", written))
    # twelve Sozialräume, each once in white and once in ink
    borders = svg.partition('id="borders"')[2].partition("</g>")[0]
    assert borders.count("<path") == 2 * 12
    assert '"coarser":{"type":"FeatureCollection","features":[{' in page
