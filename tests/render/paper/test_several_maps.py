"""Several maps on one sheet: all years as small maps, two maps side by side, outlined units."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import combinations
from xml.etree import ElementTree as ET

import geopandas as gpd
import pytest
import shapely

from atlas.model.specs import Bin, MapPair, MapSpec, SmallMultiples
from atlas.render.geometry import in_metres
from atlas.render.html.sheet import multiples_page, pair_page
from atlas.render.paper import several_maps
from atlas.render.paper.formats import MARGIN, Paper
from atlas.render.paper.key_list import KeyList
from atlas.render.paper.page import Box, PrintPage
from atlas.render.paper.print_setup import Borders, PrintSheet
from atlas.render.paper.printed_map import MapShapes, map_files
from atlas.render.paper.several_maps import multiples_files, pair_files
from tests.render.conftest import VALUES
from tests.render.paper.test_kinds import KINDS, PAPERS, group, style_of, words

# variations on what quicker tests promise: each of them takes its time
pytestmark = pytest.mark.slow

A4 = PrintSheet(paper=Paper())
TWELVE = range(2003, 2015)
PRINTED = pytest.mark.parametrize("paper", PAPERS, ids=lambda p: f"{p.size}-{p.orientation}")


def of_all_years(spec: MapSpec) -> SmallMultiples:
    summary = replace(spec.current_map, label=f"{spec.years[0].label}–{spec.years[-1].label}")
    return SmallMultiples(spec=spec, summary=summary)


def twelve_years(spec: MapSpec) -> SmallMultiples:
    """The years of a spec by turns, under the numbers of twelve."""
    years = (
        replace(spec.years[year % 2], year=year, label=str(year), area_text=f"{year % 100},5 %")
        for year in TWELVE
    )
    return of_all_years(replace(spec, years=tuple(years), current=2014))


def pair_of(left: MapSpec, right: MapSpec) -> MapPair:
    return MapPair(left=left, right=right, title="Kreis · links und rechts")


def both_years(spec: MapSpec) -> MapPair:
    return pair_of(*(spec.of_year(year) for year in spec.years))


def drawn_pair(pair: MapPair, boundaries, sheet: PrintSheet = A4) -> ET.Element:
    borders = Borders(boundaries=boundaries)
    return ET.fromstring(pair_files(pair, (borders, borders), "svg", sheet)[0])  # noqa: S314  (ours)


@pytest.fixture
def written(monkeypatch) -> list[tuple[str, Box]]:
    """All texts of a sheet, each with the box its letters take, and the boxes of its maps."""
    noted = []
    write = PrintPage.write

    def note(self, x, y, text, style):
        width, height = style.width(text), style.cap_height
        left = x - {"left": 0, "center": width / 2, "right": width}[style.align]
        noted.append((text, Box(x=left, y=y - height, width=width, height=height)))
        write(self, x, y, text, style)

    def note_map(self, page, room):
        # a map may touch its own caption's room, but not the letters
        noted.append((f"map {self.mark}", replace(room, y=room.y + 0.2)))
        return []

    monkeypatch.setattr(PrintPage, "write", note)
    monkeypatch.setattr(MapShapes, "draw", note_map)
    monkeypatch.setattr(MapShapes, "write", lambda *_: None)  # lies on the maps, of course
    monkeypatch.setattr(MapShapes, "key", lambda *_: KeyList(title="", rows=()))
    monkeypatch.setattr(several_maps, "page_files", lambda *_: (b"",))
    return noted


def assert_in_order(written: list[tuple[str, Box]], paper: Paper) -> None:
    """Nothing lies outside the margins, nothing covers anything else."""
    room = Box(
        x=MARGIN - 0.1,
        y=MARGIN - 2,
        width=paper.inner_width + 0.2,
        height=paper.height - 2 * MARGIN + 6,
    )
    assert [text for text, box in written if not room.holds(box)] == []
    pairs = combinations(written, 2)
    assert [(a[0], b[0]) for a, b in pairs if a[1].meets(b[1])] == []


@PRINTED
@pytest.mark.parametrize("kind", KINDS[:3])
def test_twelve_years_have_room_on_one_sheet(request, written, boundaries, paper, kind):
    multiples = twelve_years(request.getfixturevalue(kind))
    multiples_files(multiples, boundaries, "svg", PrintSheet(paper=paper))
    assert_in_order(written, paper)
    assert len([text for text, _ in written if text.startswith("map ")]) == 12
    printed = [text for text, _ in written]
    assert [year for year in TWELVE if str(year) not in printed] == []
    assert any(text.endswith("Kommunen · 2003–2014") for text in printed)


@PRINTED
@pytest.mark.parametrize("kind", KINDS[:2])
def test_two_maps_have_room_on_one_sheet(request, written, boundaries, paper, kind):
    spec = request.getfixturevalue(kind)
    bins = tuple(Bin(lower=n, upper=n + 3.0, count=3) for n in range(3, 15, 3))
    year = replace(spec.years[0], headline="Sehr lange Überschrift " * 6)
    spec = replace(spec, histogram=bins, years=(year, spec.years[1]))
    for pair in (both_years(spec), pair_of(spec, replace(spec, title="Andere " * 15, unit="‰"))):
        written.clear()
        borders = Borders(boundaries=boundaries)
        pair_files(pair, (borders, borders), "svg", PrintSheet(paper=paper))
        assert_in_order(written, paper)
        assert len([text for text, _ in written if text.startswith("map ")]) == 2


def test_every_small_map_has_the_colours_of_its_map_alone(map_spec, boundaries):
    svg = multiples_files(of_all_years(map_spec), boundaries, "svg", A4)[0]
    sheet = ET.fromstring(svg)  # noqa: S314  (our own)
    for year in map_spec.years:
        alone = ET.fromstring(map_files(map_spec.of_year(year), boundaries, "svg")[0])  # noqa: S314
        for figure in year.figures:
            small = group(sheet, f"unit-{year.year}-{figure.unit}")[0]
            single = group(alone, f"unit-{figure.unit}")[0]
            assert style_of(small, "fill") == style_of(single, "fill")


def test_names_of_groups_are_unique_on_a_sheet(map_spec, boundaries):
    for svg in (
        multiples_files(of_all_years(map_spec), boundaries, "svg", A4)[0].decode(),
        ET.tostring(drawn_pair(both_years(map_spec), boundaries), "unicode"),
    ):
        ids = re.findall(r'id="((?:unit|outside)-[^"]+)"', svg)
        assert len(ids) == len(set(ids)) == 16


def test_two_years_share_a_legend_that_counts_both(map_spec, boundaries):
    printed = words(drawn_pair(both_years(map_spec), boundaries))
    # 2009: 3,9 | 6,6 and 8,3 | 9,8, 10,2 and 11,3 and the hatched 10,5 | 13,7
    # 2014: none, for 3,0 is missing | 7,3 and 8,2 | 9,5 and 9,7 and the hatched 9,8 | 12,5, 14,7
    assert [text for text in printed if "|" in text] == [
        "(1 | 0)",
        "(2 | 2)",
        "(3 | 2)",
        "(1 | 2)",
        "(1 | 1)",
        "(0 | 1)",
        "In Klammern: Anzahl der Kommunen, 2009 | 2014",
    ]
    assert printed.count("12,0 bis 15,0") == 1


def test_both_maps_say_headline_dates_gebietsstand_and_notes(map_spec, boundaries, provenance):
    notes = replace(provenance, reference_dates="31.10.2009", notes=("2009 umgerechnet.",))
    earlier = replace(map_spec.years[0], provenance=notes)
    spec = replace(map_spec, years=(earlier, map_spec.years[1]))
    printed = words(drawn_pair(both_years(spec), boundaries))
    text = " ".join(printed)
    for year in (2009, 2014):
        assert f"Jedes neunte Kind bezieht {year} SGB-II-Leistungen" in text
        assert f"Stichtag 31.10.{year}" in text
        assert f"31.10.{year}" in printed
    assert printed.count("01.01.2014, schematisch") == 2
    assert ("Linke Karte" in printed, "Rechte Karte" in printed) == (True, True)
    assert {"2009 umgerechnet.", "Die Summe weicht ab."} <= set(printed)
    # what holds for both is said once
    assert printed.count("Rheinisch-Bergischer Kreis") == 1


def test_maps_of_other_classes_have_a_legend_each(map_spec, boundaries):
    other = replace(map_spec, title="Arbeitslose", unit="‰")
    printed = words(drawn_pair(pair_of(map_spec, other), boundaries))
    assert printed.count("12,0 bis 15,0") == 2
    assert "Angaben in: ‰" in printed


def test_what_is_picked_is_outlined_on_each_map_and_on_no_other(map_spec, boundaries):
    picked = tuple(figure.unit for figure in map_spec.current_map.figures[:2])
    spec = replace(map_spec, selected=(*picked, "none of them"))
    root = ET.fromstring(map_files(spec, boundaries, "svg")[0])  # noqa: S314  (our own)
    assert len(group(root, "selected")) == 4  # a white rim and ink for each
    rim, _, ink, _ = (float(style_of(path, "stroke-width")) for path in group(root, "selected"))
    assert rim > ink > 2
    sheet = ET.fromstring(multiples_files(of_all_years(spec), boundaries, "svg", A4)[0])  # noqa: S314
    assert [len(group(sheet, f"{year}-selected")) for year in VALUES] == [4, 4]
    plain = ET.fromstring(map_files(map_spec, boundaries, "svg")[0])  # noqa: S314  (our own)
    assert group(plain, "selected") is None


def test_the_line_around_picked_units_is_thinner_where_they_are_small(make_spec):
    def width(number: int) -> float:
        units = [f"{n:03}" for n in range(number * number)]
        side = 0.2 / number
        cells = [
            shapely.box(7 + x * side, 51 + y * side, 7 + (x + 1) * side, 51 + (y + 1) * side)
            for y in range(number)
            for x in range(number)
        ]
        frame = gpd.GeoDataFrame({"name": units}, geometry=cells, index=units, crs=4326)
        spec = replace(make_spec(units, units), selected=tuple(units[:2]))
        root = ET.fromstring(map_files(spec, frame, "svg")[0])  # noqa: S314  (our own)
        return float(style_of(group(root, "selected")[-1], "stroke-width"))

    assert width(3) == pytest.approx(2.6)
    assert 1.0 <= width(25) < 1.5


def test_small_maps_bear_names_in_the_ink_of_their_colour(map_spec, boundaries):
    root = ET.fromstring(multiples_files(of_all_years(map_spec), boundaries, "svg", A4)[0])  # noqa: S314
    names = [figure.name for figure in map_spec.current_map.figures]
    written = words(root)
    assert all(written.count(name) == len(map_spec.years) for name in names)


def test_small_maps_of_circles_bear_names_beside_the_largest_circle(circle_spec, boundaries):
    first, second = circle_spec.years
    # in the other year each circle has twice its radius
    grown = tuple(replace(f, size=4 * f.size / 4.1) for f in second.figures)
    small = tuple(replace(f, size=f.size / 4.1) for f in first.figures)
    years = (replace(first, figures=small), replace(second, figures=grown))
    spec = replace(circle_spec, years=years)
    root = ET.fromstring(multiples_files(of_all_years(spec), boundaries, "svg", A4)[0])  # noqa: S314
    written = words(root)
    assert all(written.count(figure.name) == len(years) for figure in first.figures)
    frame, room = in_metres(boundaries), Box(x=0, y=0, width=150, height=150)
    of_years = [replace(MapShapes.of(spec.of_year(year), frame), small=True) for year in years]
    sizes = {figure.unit: figure.size for figure in grown}
    labels = of_years[0].small_labels(room, sizes)
    page = PrintPage()
    for shapes in of_years:
        shapes.draw(page, room)
    discs = [disc for artist in page.axes.artists for disc in getattr(artist, "_discs", ())]
    circles = [shapely.Point(disc.x, disc.y).buffer(disc.radius) for disc in discs]
    assert len({round(circle.area, 3) for circle in circles}) > len(grown) / 2
    for box in (label.box for label in labels):
        letters = shapely.box(box.x, box.y, box.right, box.bottom)
        assert not any(map(letters.intersects, circles))


def test_what_small_maps_number_is_in_one_key_of_the_sheet(make_spec):
    units, names = ["001", "002", "003"], ["Q" * 40, "Ort", "R" * 40]
    cells = [shapely.box(7 + n / 10, 51, 7.1 + n / 10, 51.06) for n in range(3)]
    frame = gpd.GeoDataFrame({"name": names}, geometry=cells, index=units, crs=4326)
    sheets = multiples_files(twelve_years(make_spec(units, names)), frame, "svg", A4)
    printed = [word for svg in sheets for word in words(ET.fromstring(svg))]  # noqa: S314  (ours)
    # on each of twelve maps, those without room for the name once more in the key
    assert [printed.count(text) for text in ("001", "Ort", "002", "003")] == [13, 12, 0, 13]
    assert printed.count("Verzeichnis der Kommunen: Nummer und Name") == 1


def test_the_key_of_each_of_two_maps_has_the_head_of_its_map(make_spec):
    units = [f"{n:03}" for n in range(36)]
    names = [f"{unit}Q" * 10 for unit in units]
    cells = [shapely.box(7 + n / 90, 51, 7 + (n + 1) / 90, 51.3) for n in range(36)]
    frame = gpd.GeoDataFrame({"name": names}, geometry=cells, index=units, crs=4326)
    borders = Borders(boundaries=frame)
    pair = both_years(make_spec(units, names))
    _, left, right = (
        " ".join(words(ET.fromstring(svg)))  # noqa: S314  (our own)
        for svg in pair_files(pair, (borders, borders), "svg", A4)
    )
    for page, year, other in ((left, 2009, 2014), (right, 2014, 2009)):
        assert f"Jedes neunte Kind bezieht {year} SGB-II-Leistungen" in page
        assert f"Jedes neunte Kind bezieht {other}" not in page


def test_a_page_of_its_own_shows_the_sheet_and_all_figures(map_spec, boundaries):
    multiples = of_all_years(map_spec)
    svg = multiples_files(multiples, boundaries, "svg", A4)
    page = multiples_page(multiples, svg).decode()
    assert page.count("<svg ") == 1
    assert '<th scope="col">2009</th><th scope="col">2014</th>' in page
    assert re.search(r'<th scope="row">Burscheid</th><td>10,2</td><td>12,5</td>', page)
    assert re.findall(r'(?:src|href)="(?!data:|#)[^"]*"', page) == []
    pair = both_years(map_spec)
    page = pair_page(pair, svg).decode()
    assert "Linke Karte: Kinder unter 15 Jahren mit SGB-II-Leistungen (%) · Kommunen · 2009" in page
    assert re.search(r'<th scope="row">Burscheid</th><td>10,2</td><td>12,5</td>', page)


def test_a_sheet_of_a_level_without_shapes_says_so(map_spec, boundaries):
    empty = boundaries.iloc[:0]
    for svg in (
        multiples_files(of_all_years(map_spec), empty, "svg", A4)[0],
        ET.tostring(drawn_pair(both_years(map_spec), empty)),
    ):
        assert "keine Flächen hinterlegt" in " ".join(words(ET.fromstring(svg)))  # noqa: S314
