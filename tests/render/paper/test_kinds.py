"""Prints of every kind of map on every paper: nothing cut off, nothing overlapping."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from itertools import combinations
from math import pi
from xml.etree import ElementTree as ET

import geopandas as gpd
import numpy as np
import pikepdf
import pytest
import shapely
from PIL import Image

from atlas.model.areas import BorderOverlay
from atlas.model.specs import Bin, LegendClass
from atlas.render.circles import largest_radius
from atlas.render.fonts import POINT
from atlas.render.geometry import in_metres, merged
from atlas.render.legend import limit_text
from atlas.render.paper import printed_map
from atlas.render.paper.formats import MARGIN, Paper
from atlas.render.paper.page import Box, PrintPage
from atlas.render.paper.print_setup import PrintSheet
from atlas.render.paper.printed_map import map_files
from atlas.views.map import texts as map_texts

SVG = "{http://www.w3.org/2000/svg}"
PAPERS = [
    Paper(size=size, orientation=orientation)
    for size in ("A4", "A3")
    for orientation in ("landscape", "portrait")
]
KINDS = ("map_spec", "circle_spec", "bivariate_spec", "crowded")
SIGNS = (
    "– = genau null",
    "0 oder 0,0 = mehr als nichts, aber weniger als die Hälfte der kleinsten dargestellten Einheit",
    ". = Zahlenwert unbekannt oder aus Datenschutzgründen nicht ausgewiesen",
    "… = Angabe folgt später",
    "x = Aussage nicht sinnvoll (zum Beispiel Nenner null)",
    "/ = Zahlenwert nicht sicher genug",
    "( ) = Aussagewert eingeschränkt",
    "p = vorläufig",
)


def shade(number: int) -> str:
    return f"#{230 - 30 * number:02x}{240 - 25 * number:02x}{240 - 25 * number:02x}"


@pytest.fixture
def crowded(map_spec):
    """The longest legend there can be: 7 classes, all of them hatched, too, and 5 signs."""
    plain = [
        LegendClass(
            label=f"{3 * n},0 bis unter {3 * n + 3},0",
            colour=shade(n),
            lower=3.0 * n,
            upper=3.0 * n + 3,
        )
        for n in range(7)
    ]
    hatched = [replace(e, label=f"{e.label}, eingeschränkt (\u00a0)", hatched=True) for e in plain]
    signs = [
        LegendClass(label=f"kein Wert ausgewiesen ({s})", colour="#d4d4d4", sign=s) for s in "–./x…"
    ]
    year = map_spec.current_map
    provenance = replace(year.provenance, signs=SIGNS, notes=year.provenance.notes * 3)
    year = replace(
        year,
        counts=tuple(range(1000, 1019)),
        headline=f"{year.headline}, {year.headline}",
        subtitle=f"{year.subtitle}; " * 4,
        provenance=provenance,
    )
    return replace(
        map_spec,
        title="Kinder und Jugendliche unter 15 Jahren mit Leistungen nach dem SGB II " * 2,
        legend=(*plain, *hatched, *signs),
        years=(year,),
        fictional=True,
        denominator="Einwohner unter 15 Jahren mit Hauptwohnung",
        histogram=tuple(Bin(lower=float(n), upper=n + 1.0, count=n % 5) for n in range(21)),
    )


@pytest.fixture
def logo() -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (900, 300), "#0b6e75").save(buffer, "PNG")
    return buffer.getvalue()


@pytest.fixture
def written(monkeypatch) -> list[tuple[str, Box]]:
    """All texts of the pages drawn, each with the box its letters take."""
    texts_written = []
    write = PrintPage.write

    def note(self, x, y, text, style):
        width, height = style.width(text), style.cap_height
        left = x - {"left": 0, "center": width / 2, "right": width}[style.align]
        texts_written.append(
            (text, Box(x=left, y=y - height, width=width, height=height + 0.4 * POINT))
        )
        write(self, x, y, text, style)

    monkeypatch.setattr(PrintPage, "write", note)
    # the position of everything is decided before the file is written
    monkeypatch.setattr(printed_map, "page_files", lambda *_: (b"",))
    return texts_written


@pytest.mark.slow
@pytest.mark.parametrize("paper", PAPERS, ids=lambda p: f"{p.size}-{p.orientation}")
@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_cut_off_or_covered(request, written, paper, kind):
    spec, boundaries, logo = map(request.getfixturevalue, (kind, "boundaries", "logo"))
    map_files(spec, boundaries, "svg", PrintSheet(paper=paper, logo=logo))
    room = Box(
        x=MARGIN - 0.1,
        y=MARGIN - 2,
        width=paper.inner_width + 0.2,
        height=paper.height - 2 * MARGIN + 6,
    )
    assert [text for text, box in written if not room.holds(box)] == []
    pairs = combinations(written, 2)
    assert [(a[0], b[0]) for a, b in pairs if a[1].meets(b[1])] == []


@pytest.mark.parametrize("paper", PAPERS, ids=lambda p: f"{p.size}-{p.orientation}")
def test_the_longest_legend_is_complete(crowded, boundaries, written, logo, paper):
    map_files(crowded, boundaries, "svg", PrintSheet(paper=paper, logo=logo))
    printed = " ".join(text for text, _ in written)
    for entry, count in zip(crowded.legend, crowded.current_map.counts, strict=True):
        assert f"({count // 1000}.{count % 1000:03})" in printed
        assert entry.label in printed
    assert map_texts.HISTOGRAM in printed
    assert "21,0" in printed
    for sign in SIGNS:
        assert sign in printed


@pytest.mark.slow
@pytest.mark.parametrize(
    ("paper", "pixels", "points"),
    [
        pytest.param(PAPERS[0], (3507, 2480), (841.9, 595.3), marks=pytest.mark.slow),
        (PAPERS[1], (2480, 3507), (595.3, 841.9)),
        (PAPERS[2], (4960, 3507), (1190.6, 841.9)),
        pytest.param(PAPERS[3], (3507, 4960), (841.9, 1190.6), marks=pytest.mark.slow),
    ],
    ids=lambda value: f"{value.size}-{value.orientation}" if isinstance(value, Paper) else "",
)
def test_files_have_the_size_of_their_paper(map_spec, boundaries, paper, pixels, points):
    sheet = PrintSheet(paper=paper)
    picture = Image.open(io.BytesIO(map_files(map_spec, boundaries, "png", sheet)[0]))
    assert picture.size == pytest.approx(pixels, abs=1)
    assert picture.info["dpi"] == pytest.approx((300, 300), abs=0.01)
    with pikepdf.open(io.BytesIO(map_files(map_spec, boundaries, "pdf", sheet)[0])) as pdf:
        assert [float(side) for side in pdf.pages[0].mediabox[2:]] == pytest.approx(points, abs=0.2)
    root = ET.fromstring(map_files(map_spec, boundaries, "svg", sheet)[0])  # noqa: S314  (our own)
    width, height = paper.millimetres
    assert (root.get("width"), root.get("height")) == (f"{width:g}mm", f"{height:g}mm")


def test_a_pdf_says_title_subject_keywords_and_language(circle_spec, boundaries):
    with pikepdf.open(io.BytesIO(map_files(circle_spec, boundaries, "pdf")[0])) as pdf:
        assert str(pdf.Root.Lang) == "de-DE"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert str(pdf.docinfo["/Title"]) == circle_spec.current_map.headline
        assert str(pdf.docinfo["/Subject"]) == " ".join(circle_spec.current_map.text_alternative)
        assert str(pdf.docinfo["/Keywords"]).startswith(circle_spec.title)
        with pdf.open_metadata() as metadata:
            assert metadata["dc:title"] == circle_spec.current_map.headline


# What is drawn.


def root_of(spec, boundaries, **more) -> ET.Element:
    return ET.fromstring(map_files(spec, boundaries, "svg", PrintSheet(**more))[0])  # noqa: S314  (ours)


def group(root: ET.Element, name: str) -> list[ET.Element] | None:
    """What is drawn in a group, without its title."""
    groups = (g for g in root.iter(f"{SVG}g") if g.get("id") == name)
    return next(([node for node in g if node.tag != f"{SVG}title"] for g in groups), None)


def style_of(node: ET.Element, key: str) -> str:
    return re.search(rf"{key}: ([^;]+)", node.get("style", "")).group(1)


def stroke_width(node: ET.Element) -> float:
    """Width of a line; 1 needn't be written."""
    found = re.search(r"stroke-width: ([^;]+)", node.get("style", ""))
    return float(found.group(1)) if found else 1.0


def span(node: ET.Element) -> float:
    """Width of a path in the units of the drawing."""
    numbers = [float(n) for n in re.findall(r"-?\d+\.?\d*", node.get("d"))]
    return max(numbers[::2]) - min(numbers[::2])


def words(root: ET.Element) -> list[str]:
    return [node.text or "" for node in root.iter(f"{SVG}text")]


def test_areas_of_circles_are_as_their_figures(circle_spec, boundaries):
    root = root_of(circle_spec, boundaries)
    units = [figure.unit for figure in circle_spec.current_map.figures]
    widths = {index: span(group(root, f"unit-{units[index]}")[0]) for index in (0, 1, 2, 5)}
    # 2000 : 500 : 125 : 45
    assert widths[0] / widths[1] == pytest.approx(2, rel=1e-3)
    assert widths[0] / widths[2] == pytest.approx(4, rel=1e-3)
    assert (widths[0] / widths[5]) ** 2 == pytest.approx(2000 / 45, rel=1e-2)
    assert style_of(group(root, f"unit-{units[0]}")[0], "fill") == "#2f848a"
    assert style_of(group(root, f"ground-{units[0]}")[0], "fill") == "#eceeef"


def test_zero_and_missing_have_a_sign_and_no_circle(circle_spec, boundaries):
    root = root_of(circle_spec, boundaries)
    zero, missing = (circle_spec.current_map.figures[index].unit for index in (4, 6))
    assert style_of(group(root, f"unit-{zero}")[0], "fill") == "#ffffff"
    assert style_of(group(root, f"unit-{missing}")[0], "fill") == "#d4d4d4"
    assert group(root, f"ground-{zero}") is None
    assert {"–", "."} <= set(words(root))


def test_an_uncertain_circle_is_hatched(circle_spec, boundaries):
    root = root_of(circle_spec, boundaries)
    last = circle_spec.current_map.figures[7].unit
    assert style_of(group(root, f"unit-{last}")[0], "fill").startswith("url(#")


def test_circles_of_the_legend_have_the_scale_of_the_map(circle_spec, boundaries):
    root = root_of(circle_spec, boundaries)
    first = span(group(root, f"unit-{circle_spec.current_map.figures[0].unit}")[0])
    rings = [
        span(path)
        for path in root.iter(f"{SVG}path")
        if "fill: none" in path.get("style", "") and path.get("d", "").count("C") > 3
    ]
    assert max(rings) == pytest.approx(first, rel=1e-3)
    assert {"2.000", "500", "200"} <= set(words(root))


def test_circles_cover_the_same_part_in_the_fullest_year(circle_spec):
    # 3350 of 2000: 1.675 circles of size 1 on 18 percent of 100 square metres
    radius = largest_radius(circle_spec, 100.0, 100.0)
    assert radius == pytest.approx((18 / (pi * 1.675)) ** 0.5, rel=1e-3)
    assert largest_radius(circle_spec, 100.0, 5.0) == 0.5
    assert largest_radius(circle_spec, 100.0, 1000.0) == 8.0
    assert largest_radius(replace(circle_spec, years=()), 100.0, 5.0) == 0.0


def test_the_square_has_its_axes_classes_and_counts(bivariate_spec, boundaries):
    root = root_of(bivariate_spec, boundaries)
    printed = " ".join(words(root))
    assert "→ Arbeitslose (%)" in printed
    assert "↑ Kinder <b>im</b> $SGB$ II (%)" in printed
    assert "unter 4,0" in printed
    assert words(root).count("(1)") == 6 + 1 + 1
    assert map_texts.LIMITED_CLASSES in printed
    for figure in bivariate_spec.current_map.figures:
        entry = bivariate_spec.legend[figure.legend_class]
        if not entry.hatched:
            assert style_of(group(root, f"unit-{figure.unit}")[0], "fill") == entry.colour


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["circle_spec", "bivariate_spec"])
@pytest.mark.parametrize("form", ["svg", "pdf", pytest.param("png", marks=pytest.mark.slow)])
def test_hostile_names_are_text_in_every_kind(request, boundaries, kind, form):
    spec = request.getfixturevalue(kind)
    names = ["<script>alert(1)</script>", "$x^2$", "]]>", "A & B", "zwei\nZeilen", "\U0001f600"]
    figures = tuple(
        replace(figure, name=name)
        for figure, name in zip(spec.current_map.figures, [*names, "", "N" * 120], strict=True)
    )
    year = replace(spec.current_map, figures=figures)
    content = map_files(replace(spec, years=(year,)), boundaries, form)[0]
    if form != "svg":
        assert len(content) > 10_000
        return
    root = ET.fromstring(content)  # noqa: S314  (our own)
    assert not list(root.iter(f"{SVG}script"))
    assert {"$x^2$", "A & B"} <= set(words(root))


def test_borders_of_the_coarser_level_lie_on_top(map_spec, boundaries):
    *some, last = boundaries.index
    halves = BorderOverlay(title="Hälften", parent_of=dict.fromkeys(some, "A") | {last: "B"})
    root = root_of(map_spec, boundaries, overlay=halves)
    order = [g.get("id", "") for g in root.iter(f"{SVG}g")]
    last_unit = max(n for n, name in enumerate(order) if name.startswith("unit-"))
    assert order.index("borders") > last_unit
    borders = group(root, "borders")
    assert len(borders) == 2 * 2  # a white rim and ink for each half
    unit = stroke_width(group(root, f"unit-{last}")[0])
    assert unit < stroke_width(borders[2]) <= 1 < stroke_width(borders[0]) <= 2
    assert "starke Linien: Hälften" in " ".join(words(root))
    assert group(root_of(map_spec, boundaries), "borders") is None


def test_borders_of_the_coarser_level_are_those_of_the_units():
    """A gap and an overlap between units of one half are no borders of it."""
    frame = tiles(4)
    frame.loc["001", "geometry"] = shapely.box(7.10001, 51, 7.20001, 51.1)
    keys = ["W", "W", "O", "O"]
    halves = merged(np.asarray(frame.geometry.array), keys)
    assert [len(shapely.get_rings(half)) for half in halves] == [1, 1]
    assert halves[0].symmetric_difference(shapely.box(7, 51, 7.2, 51.1)).area < 1e-5
    assert not len(merged(np.asarray(frame.geometry.array), [None] * 4))
    assert len(merged(np.asarray(frame.geometry.array), ["W", None, None, "O"])) == 2


def test_the_logo_keeps_its_proportions(map_spec, boundaries, logo):
    plain = root_of(map_spec, boundaries)
    root = root_of(map_spec, boundaries, logo=logo)
    images = list(root.iter(f"{SVG}image"))
    assert not list(plain.iter(f"{SVG}image"))
    assert len(images) == 1
    width, height = (float(images[0].get(side)) for side in ("width", "height"))
    assert width / height == pytest.approx(3, rel=0.02)


def test_headlines_and_marks_have_the_colour_of_the_publisher(map_spec, boundaries):
    own = ET.tostring(root_of(map_spec, boundaries, accent="#5b3a8c"), "unicode")
    usual = ET.tostring(root_of(map_spec, boundaries), "unicode")
    assert own == usual.replace("#0b6e75", "#5b3a8c")
    assert own != usual


@pytest.mark.slow
def test_a_sheet_without_date_is_always_the_same(map_spec, boundaries, logo):
    sheet = PrintSheet(paper=PAPERS[3], logo=logo)
    first, second = (map_files(map_spec, boundaries, "pdf", sheet)[0] for _ in range(2))
    assert first == second


# Odd shapes and odd figures.


def tiles(number: int) -> gpd.GeoDataFrame:
    names = [f"Ort {n}" for n in range(number)]
    boxes = [shapely.box(7 + n / 10, 51, 7.1 + n / 10, 51.1) for n in range(number)]
    units = [f"{n:03}" for n in range(number)]
    return gpd.GeoDataFrame({"name": names}, geometry=boxes, index=units, crs=4326)


def test_a_unit_of_two_parts_around_an_exclave_has_one_circle(circle_spec, boundaries):
    frame = boundaries.copy()
    ring = frame.geometry.iloc[0].buffer(0.02)
    island = shapely.box(7.6, 51.0, 7.62, 51.02)
    hole = shapely.Point(ring.representative_point()).buffer(0.004)
    frame.loc[frame.index[0], "geometry"] = shapely.union(ring.difference(hole), island)
    root = root_of(circle_spec, frame)
    unit = frame.index[0]
    assert group(root, f"ground-{unit}")[0].get("d").count("M") == 3
    assert len(group(root, f"unit-{unit}")) == 1


@pytest.mark.parametrize("paper", PAPERS[::3], ids=lambda p: f"{p.size}-{p.orientation}")
@pytest.mark.parametrize("kind", ["map_spec", "circle_spec", "bivariate_spec"])
def test_a_single_unit_fills_the_sheet(request, kind, paper):
    spec, frame = request.getfixturevalue(kind), tiles(1)
    only = replace(spec.current_map.figures[0], unit="000", name="Einzige")
    year = replace(spec.current_map, figures=(only,))
    root = root_of(replace(spec, years=(year,)), frame, paper=paper)
    assert "Einzige" in words(root)


def test_all_figures_missing(circle_spec, boundaries):
    figures = tuple(
        replace(figure, value=None, text=".", size=0.0, legend_class=3)
        for figure in circle_spec.current_map.figures
    )
    year = replace(circle_spec.current_map, figures=figures, counts=(0, 0, 0, 8))
    root = root_of(replace(circle_spec, years=(year,), circles=()), boundaries)
    assert words(root).count(".") >= 8
    assert "(8)" in words(root)


def test_all_figures_equal_are_one_class(map_spec, boundaries):
    only = LegendClass(label="5,0 bis 10,0", colour="#5aa9ae", lower=5.0, upper=10.0)
    figures = tuple(replace(f, value=7.0, legend_class=0) for f in map_spec.current_map.figures)
    year = replace(
        map_spec.current_map, figures=figures, counts=(8,), area_value=7.0, area_text="7,0"
    )
    histogram = (Bin(lower=5.0, upper=10.0, count=8),)
    spec = replace(map_spec, years=(year,), legend=(only,), histogram=histogram)
    root = root_of(spec, boundaries)
    assert "(8)" in words(root)
    assert {"5,0", "10,0"} <= set(words(root))


def test_a_long_word_of_the_legend_is_set_smaller_not_torn_apart(map_spec, boundaries):
    label = "ohne Lohn- und Einkommensteuerpflichtige (x)"
    legend = (*map_spec.legend, LegendClass(label=label, colour="#ffffff", sign="x"))
    year = replace(map_spec.current_map, counts=(*map_spec.current_map.counts, 0))
    root = root_of(replace(map_spec, legend=legend, years=(year,)), boundaries)
    assert any("Einkommensteuerpflichtige" in text.split() for text in words(root))


def test_limits_are_written_as_in_the_labels(map_spec):
    assert limit_text(map_spec, 3.0) == "3,0"
    finer = tuple(
        replace(
            entry, lower=entry.lower and entry.lower / 12, upper=entry.upper and entry.upper / 12
        )
        for entry in map_spec.legend
    )
    assert limit_text(replace(map_spec, legend=finer), 0.25) == "0,25"


def test_the_ends_of_open_classes_are_rounded_like_the_limits(map_spec):
    first = replace(map_spec.legend[0], lower=3.025676)
    assert limit_text(replace(map_spec, legend=(first, *map_spec.legend[1:])), 3.025676) == "3,0"


def test_no_shapes_at_all(circle_spec, boundaries):
    assert map_texts.NO_SHAPES in words(root_of(circle_spec, boundaries.iloc[:0]))


@pytest.mark.slow
@pytest.mark.real_data
@pytest.mark.parametrize("paper", PAPERS, ids=lambda p: f"{p.size}-{p.orientation}")
def test_real_districts_with_many_names_overlap_nowhere(real_data, make_spec, written, paper):
    frame = gpd.read_file(real_data / "koeln" / "Stadtteil.shp").to_crs(4326)
    frame = frame.rename(columns={"STT_NAME": "name"}) if "STT_NAME" in frame else frame
    frame["name"] = frame.get("name", frame.columns[0])
    frame.index = [f"{n:03}" for n in range(len(frame))]
    spec = make_spec(list(frame.index), [str(name) for name in frame["name"]])
    map_files(spec, frame, "png", PrintSheet(paper=paper))
    assert np.isfinite(in_metres(frame).total_bounds).all()
    pairs = combinations(written, 2)
    assert [(a[0], b[0]) for a, b in pairs if a[1].meets(b[1])] == []


def test_the_legend_names_what_nobody_tested_behind_what_is_within_chance(map_spec, boundaries):
    entry = replace(map_spec.legend[0], hatched=True, within_chance=True)
    year = replace(map_spec.current_map, counts=(*map_spec.current_map.counts, 1), untested=2)
    spec = replace(map_spec, legend=(*map_spec.legend, entry), years=(year,))
    printed = words(root_of(spec, boundaries))
    within = next(n for n, word in enumerate(printed) if word.startswith("davon innerhalb"))
    untested = next(n for n, word in enumerate(printed) if word.startswith("davon geschätzt"))
    assert within < untested
    assert "(2)" in printed[untested:]
