"""Every unit is named: on the map, or by its number in the key; nothing covers anything."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from io import BytesIO
from xml.etree import ElementTree as ET

import geopandas as gpd
import numpy as np
import pikepdf
import pytest
import shapely

from atlas.model.scope import Scope
from atlas.model.specs import MapPair
from atlas.render.hyphenation import MOST_LABELLED
from atlas.render.paper import printed_map, several_maps
from atlas.render.paper.formats import MARGIN, Paper
from atlas.render.paper.label_room import white_corners
from atlas.render.paper.page import Box
from atlas.render.paper.print_setup import Borders, PrintSheet
from atlas.render.paper.printed_map import map_files
from atlas.render.paper.several_maps import pair_files
from atlas.views.map.maps import choropleth

# variations on what quicker tests promise: each of them takes its time
pytestmark = pytest.mark.slow

UNBREAKABLE = "Q" * 60
LEAST_SIZE = 5.0
"""Points of the smallest figures that can be read on paper."""


@dataclass
class Print:
    """What was put on the sheets of a map."""

    labels: list = field(default_factory=list)
    key: printed_map.KeyList | None = None
    pages: list = field(default_factory=list)

    def boxes(self):
        """Boxes of the letters of each page, with the box of the sheet."""
        for page in self.pages:
            sheet = Box(x=0, y=0, width=page.paper.width, height=page.paper.height)
            yield sheet, [letters(text) for text in page.writings if text.text]


def letters(text) -> Box:
    width = text.size * printed_map.Style(size=1).width(text.text) if text.text else 0
    height = printed_map.Style(size=text.size).cap_height
    return Box(x=text.left, y=text.y - height, width=width, height=height)


def overlaps(boxes) -> list[tuple[int, int]]:
    left, top, right, bottom = np.array([(b.x, b.y, b.right, b.bottom) for b in boxes]).T
    meets = (left[:, None] < right) & (left < right[:, None])
    meets &= (top[:, None] < bottom) & (top < bottom[:, None])
    return [(int(a), int(b)) for a, b in zip(*np.nonzero(meets), strict=True) if a < b]


@pytest.fixture
def drawn(monkeypatch) -> Print:
    result = Print()
    draw_labels, key = printed_map.draw_labels, printed_map.MapShapes.key

    def note_labels(page, labels):
        result.labels = list(labels)
        draw_labels(page, labels)

    def note_key(*args):
        result.key = key(*args)
        return result.key

    def note_pages(pages, *_):
        result.pages = list(pages)
        return (b"",)

    monkeypatch.setattr(printed_map, "draw_labels", note_labels)
    monkeypatch.setattr(printed_map.MapShapes, "key", note_key)
    monkeypatch.setattr(printed_map, "page_files", note_pages)
    return result


def patchwork(make_spec, number: int, names=None):
    """A town whose districts become smaller towards its middle, as they do."""
    side = int(np.ceil(np.sqrt(number)))
    steps = np.linspace(-1, 1, side + 1)
    lines = np.sign(steps) * np.abs(steps) ** 1.5 / 10
    cells = [
        shapely.box(7 + lines[x] * 1.6, 51 + lines[y], 7 + lines[x + 1] * 1.6, 51 + lines[y + 1])
        for y in range(side)
        for x in range(side)
    ][:number]
    units = [f"{index:04}" for index in range(1, number + 1)]
    names = names or [f"Stiftsviertel {unit}" for unit in units]
    frame = gpd.GeoDataFrame({"name": names}, geometry=cells, index=units, crs=4326)
    return make_spec(units, names), frame


def as_circles(model, spec):
    """The units of a map of classes on one of circles."""
    figures = tuple(
        replace(f, legend_class=0, text=f"{n}", size=0.2 + (n % 5) / 6)
        for n, f in enumerate(spec.current_map.figures)
    )
    return replace(model, years=(replace(model.current_map, figures=figures),))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("kind", "number", "paper"),
    [
        ("map_spec", 8, Paper()),
        ("map_spec", 48, Paper(orientation="portrait")),
        ("map_spec", 86, Paper(size="A3")),
        ("map_spec", 305, Paper(orientation="portrait")),
        ("circle_spec", 48, Paper()),
        ("circle_spec", 305, Paper()),
    ],
)
def test_every_unit_is_named_and_nothing_overlaps(request, drawn, kind, number, paper):
    spec, frame = patchwork(request.getfixturevalue("make_spec"), number)
    if kind == "circle_spec":
        spec = as_circles(request.getfixturevalue(kind), spec)
    map_files(spec, frame, "svg", PrintSheet(paper=paper))
    named = {label.unit for label in drawn.labels if label.text.is_named}
    listed = {row.number for row in drawn.key.rows}
    assert named | listed == set(frame.index)
    sizes = [style.size for label in drawn.labels for _, style in label.text.lines]
    assert min(sizes) >= LEAST_SIZE
    on_map = {label.unit for label in drawn.labels}
    assert len(on_map) > 0.8 * number  # where nothing had room, the key must do
    written = [text.text for page in drawn.pages for text in page.writings]
    assert listed <= set(written)
    for sheet, boxes in drawn.boxes():
        assert [box for box in boxes if not sheet.holds(box)] == []
        assert overlaps(boxes) == []


def test_a_name_that_fits_nowhere_stands_whole_in_the_key(make_spec, drawn):
    names = [UNBREAKABLE, *(f"Ort {n}" for n in range(399))]
    spec, frame = patchwork(make_spec, 400, names)
    map_files(spec, frame, "svg")
    written = "".join(text.text for page in drawn.pages for text in page.writings)
    assert UNBREAKABLE in written
    for sheet, boxes in drawn.boxes():
        assert all(map(sheet.holds, boxes))
        assert overlaps(boxes) == []


def test_an_image_has_a_sheet_of_the_paper_for_the_map_and_one_for_its_key(make_spec):
    spec, frame = patchwork(make_spec, 36, ["Q" * 60] * 36)
    sheets = [ET.fromstring(svg) for svg in map_files(spec, frame, "svg")]  # noqa: S314  (ours)
    assert [(sheet.get("width"), sheet.get("height")) for sheet in sheets] == [
        ("297mm", "210mm"),
        ("297mm", "210mm"),
    ]
    first, second = (" ".join(sheet.itertext()) for sheet in sheets)
    assert "Seite 1 von 2; Verzeichnis ab Seite 2" in first
    assert ("Verzeichnis der Kommunen" in first, "Verzeichnis der Kommunen" in second) == (
        False,
        True,
    )


def test_the_head_makes_room_for_a_map_that_is_as_high_as_wide(make_spec, monkeypatch):
    rooms = []
    draw = printed_map.MapShapes.draw

    def note_room(shapes, page, room):
        rooms.append(room)
        return draw(shapes, page, room)

    monkeypatch.setattr(printed_map.MapShapes, "draw", note_room)
    spec, square = patchwork(make_spec, 9)
    wide = square.set_geometry(square.geometry.scale(4, 1, origin=(7, 51)))
    for frame in (square, wide):
        map_files(spec, frame, "svg")
    # beside the square map the head stands in a column, above the wide one in a line
    assert rooms[0].y == MARGIN - 2
    assert rooms[1].y > rooms[0].y + 20


def test_the_key_of_a_pdf_has_pages_of_its_own_and_bears_the_source(make_spec):
    spec, frame = patchwork(make_spec, 36, ["Q" * 60] * 36)
    with pikepdf.open(BytesIO(map_files(spec, frame, "pdf")[0])) as pdf:
        assert len(pdf.pages) == 2
        assert pdf.pages[0].mediabox == pdf.pages[1].mediabox


def test_the_key_lists_values_only_if_they_are_wanted(make_spec, drawn):
    spec, frame = patchwork(make_spec, 100)
    map_files(spec, frame, "pdf")
    assert drawn.key.title == "Verzeichnis der Kommunen: Nummer, Name und Wert (%)"
    assert "14,7" in {row.value for row in drawn.key.rows}
    map_files(spec, frame, "pdf", PrintSheet(values=False))
    assert drawn.key.title == "Verzeichnis der Kommunen: Nummer und Name"
    # the sign of a unit without value still stands there: only it says why
    assert {row.value for row in drawn.key.rows} <= {"", "."}


def test_thousands_of_units_bear_neither_names_nor_a_key(make_spec, drawn):
    spec, frame = patchwork(make_spec, MOST_LABELLED + 1)
    map_files(spec, frame, "svg")
    assert drawn.key.rows == ()
    assert "Namen und Werte" in " ".join(text.text for text in drawn.pages[0].writings)


def test_each_of_two_maps_has_a_key_that_says_of_which_it_is(make_spec, drawn, monkeypatch):
    spec, frame = patchwork(make_spec, 81)
    borders = Borders(boundaries=frame)
    left, right = map(spec.of_year, spec.years)
    pair = MapPair(title="Zwei Jahre", left=left, right=right)
    monkeypatch.setattr(several_maps, "page_files", lambda pages, *_: drawn.pages.extend(pages))
    pair_files(pair, (borders, borders), "pdf", PrintSheet())
    headings = [page.writings for page in drawn.pages[1:]]
    titles = [text.text for page in headings for text in page if "Verzeichnis" in text.text]
    assert titles == [
        "Linke Karte, 2009: Verzeichnis der Kommunen: Nummer, Name und Wert (%)",
        "Rechte Karte, 2014: Verzeichnis der Kommunen: Nummer, Name und Wert (%)",
    ]
    for sheet, boxes in drawn.boxes():
        assert all(map(sheet.holds, boxes))


@pytest.mark.parametrize("orientation", ["landscape", "portrait"])
def test_a_short_key_stands_on_the_sheet_of_its_map(shipped, drawn, orientation):
    scope = Scope(area="musterstadt", level="bezirk", indicator="ein_sgb2_u15", year=2024)
    spec, frame = choropleth(shipped, scope), shipped.boundaries(scope.area, scope.level)
    map_files(spec, frame, "svg", PrintSheet(paper=Paper(orientation=orientation)))
    assert 5 < len(drawn.key.rows) < 20
    assert len(drawn.pages) == 1
    written = [text.text for text in drawn.pages[0].writings]
    assert {row.number for row in drawn.key.rows} <= set(written)
    ((sheet, boxes),) = drawn.boxes()
    assert all(map(sheet.holds, boxes))
    assert overlaps(boxes) == []


def test_a_key_of_its_own_page_has_columns_of_one_height(make_spec, drawn):
    spec, frame = patchwork(make_spec, 144)
    map_files(spec, frame, "svg")
    listed = {row.number for row in drawn.key.rows}
    lines = [text for text in drawn.pages[1].writings if text.text in listed]
    assert len(lines) == len(listed) > 30
    columns = [sum(text.x == x for text in lines) for x in sorted({text.x for text in lines})]
    assert len(columns) > 2
    assert max(columns) - columns[-1] <= len(columns)
    assert len(set(columns[:-1])) == 1


def test_a_key_keeps_clear_of_the_map_in_whose_corner_it_stands():
    room = Box(x=0, y=0, width=200, height=100)
    diamond = np.array([shapely.Polygon([(100, 0), (200, 50), (100, 100), (0, 50)])])
    corners = white_corners(diamond, room)
    assert corners
    for corner in corners:
        assert corner.height < 0 or (
            room.holds(corner)
            and shapely.box(corner.x, corner.y, corner.right, corner.bottom).disjoint(diamond[0])
        )
    # 40 wide at the left, 4 mm from the edge that falls by half: 50 - 44 / 2 - 4
    assert any(box.x == box.y == 0 and box.height == pytest.approx(24) for box in corners)


@pytest.mark.parametrize("paper", [Paper(), Paper(size="A3", orientation="portrait")])
def test_each_of_305_units_bears_its_name_or_its_number(shipped, drawn, paper):
    scope = Scope(area="musterstadt", level="baublockgruppe", indicator="dem_u18", year=2024)
    spec, frame = choropleth(shipped, scope), shipped.boundaries(scope.area, scope.level)
    map_files(spec, frame, "svg", PrintSheet(paper=paper))
    assert {label.unit for label in drawn.labels} == set(frame.index)
    assert len(drawn.labels) == 305
    assert overlaps([label.box for label in drawn.labels]) == []
