from __future__ import annotations

import io
import re
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from xml.etree import ElementTree as ET

import geopandas as gpd
import pytest
import shapely
from PIL import Image

from atlas.render.description import DUBLIN_CORE, RDF
from atlas.render.paper.formats import Paper
from atlas.render.paper.print_setup import PrintSheet
from atlas.render.paper.printed_map import map_files
from atlas.views import texts
from atlas.views.map import texts as map_texts

SVG = "{http://www.w3.org/2000/svg}"
NAMES = [
    "<script>alert(1)</script>",
    "N" * 120,
    "$x^2$ und $\\frac{1}{2}$",
    "A & B \"Q\" 'S'",
    "zwei\nZeilen",
    "\U0001f600 漢字 العربية",
    "]]> --> &amp;",
    "",
]


def drawing(spec, boundaries, **more) -> ET.Element:
    content = map_files(spec, boundaries, "svg", PrintSheet(**more))[0]
    return ET.fromstring(content)  # noqa: S314  (our own)


def words(root: ET.Element) -> list[str]:
    return [node.text or "" for node in root.iter(f"{SVG}text")]


def shapes_of(root: ET.Element) -> dict[str, list[ET.Element]]:
    groups = root.iter(f"{SVG}g")
    named = {g.get("id", ""): [node for node in g if node.tag != f"{SVG}title"] for g in groups}
    return {name[5:]: nodes for name, nodes in named.items() if name.startswith("unit-")}


def fill(node: ET.Element) -> str:
    return re.search(r"fill: ([^;]+)", node.get("style", "")).group(1)


def test_each_unit_has_the_colour_of_its_class(map_spec, boundaries):
    drawn = shapes_of(drawing(map_spec, boundaries))
    assert set(drawn) == {figure.unit for figure in map_spec.current_map.figures}
    for figure in map_spec.current_map.figures:
        entry = map_spec.legend[figure.legend_class]
        if not entry.hatched:
            assert fill(drawn[figure.unit][0]) == entry.colour


def test_one_line_of_ink_goes_around_the_whole_where_no_coarser_level_is_drawn(
    map_spec, boundaries
):
    """The white line of a dark unit can't be seen on paper: its outer edge had none."""
    groups = {group.get("id"): group for group in drawing(map_spec, boundaries).iter(f"{SVG}g")}
    rim, ink = groups["outline"]
    assert "stroke: #ffffff" in rim.get("style")
    assert "stroke: #18242b" in ink.get("style")
    assert rim.get("d") == ink.get("d")
    assert ink.get("d").count("M") == 1  # the units touch: one line


def test_only_units_of_limited_reliability_are_hatched(map_spec, boundaries):
    drawn = shapes_of(drawing(map_spec, boundaries))
    hatched = {
        unit for unit, nodes in drawn.items() if any(fill(node).startswith("url") for node in nodes)
    }
    assert hatched == {"05378032"}


def test_names_figures_and_signs_are_text(map_spec, boundaries):
    printed = words(drawing(map_spec, boundaries))
    for figure in map_spec.current_map.figures:
        assert figure.name in printed
        assert figure.text in printed


def test_letters_no_font_has_are_named_in_the_foot(make_spec, map_spec, boundaries):
    spec = make_spec(list(boundaries.index), ["Mühl漢grund", "Ort", "Nord", "Süd"])
    assert "U+6F22 hat keine Druckschrift" in " ".join(words(drawing(spec, boundaries)))
    assert "Druckschrift" not in " ".join(words(drawing(map_spec, boundaries)))


def test_no_text_of_a_map_spoils_the_file(make_spec, boundaries):
    spec = make_spec(list(boundaries.index), ["Alt\ufffebr\x0bü\0ck"] * 4)
    year = replace(spec.current_map, headline="A\ufffeB\x0b", text_alternative=("C\0",))
    assert drawing(replace(spec, years=(year,)), boundaries) is not None


def test_the_sheet_bears_what_a_printed_map_must_bear(map_spec, boundaries):
    spec = replace(map_spec, fictional=True)
    spec = replace(spec, denominator="Einwohner unter 15 Jahren")
    root = drawing(spec, boundaries, created=date(2026, 11, 21), number="3a")
    printed = " ".join(words(root))
    year = spec.current_map
    provenance = year.provenance
    for text in (
        year.headline,
        year.subtitle,
        spec.area,
        spec.method,
        provenance.source,
        provenance.publisher,
        provenance.reference_dates,
        provenance.boundaries,
        provenance.attribution,
        *provenance.signs,
        *provenance.notes,
        *(entry.label for entry in spec.legend[:4]),
        "(2)",
        "Kreiswert 11,2 %",
        texts.FICTIONAL,
        map_texts.SCHEMATIC_NOTICE,
        map_texts.NORTH,
        "5 km",
        "21.11.2026",
        "Karte 3a",
        "bezogen auf: Einwohner unter 15",
    ):
        assert text in printed


def test_an_official_map_bears_no_notice(map_spec, boundaries):
    spec = replace(map_spec, schematic=False)
    assert map_texts.SCHEMATIC_NOTICE not in words(drawing(spec, boundaries))


def test_svg_speaks_german_and_describes_itself(map_spec, boundaries):
    root = drawing(map_spec, boundaries)
    assert root.get("lang") == "de"
    assert root.findtext(f"{SVG}title") == map_spec.current_map.headline
    assert root.findtext(f"{SVG}desc") == " ".join(map_spec.current_map.text_alternative)


def test_svg_brings_its_fonts_and_loads_nothing(map_spec, boundaries):
    text = map_files(map_spec, boundaries, "svg")[0].decode()
    assert text.count("@font-face") == 2
    assert set(re.findall(r"https?://[^\"' ]+", text)) == {
        "http://www.w3.org/2000/svg",
        "http://www.w3.org/1999/xlink",
        # names of the vocabularies of its metadata
        RDF,
        DUBLIN_CORE,
    }


def test_pdf_embeds_truetype_fonts_and_says_what_it_is(map_spec, boundaries):
    content = map_files(map_spec, boundaries, "pdf")[0]
    assert b"/FontFile2" in content
    assert b"/Title" in content
    assert b"/Subject" in content
    assert b"/Keywords" in content
    assert b"/CreationDate" not in content


def test_png_is_a4_landscape_and_describes_itself(map_spec, boundaries):
    picture = Image.open(io.BytesIO(map_files(map_spec, boundaries, "png")[0]))
    assert picture.size == (3507, 2480)
    assert picture.info["Title"] == map_spec.current_map.headline
    assert picture.info["Description"] == " ".join(map_spec.current_map.text_alternative)


@pytest.mark.slow
@pytest.mark.parametrize("form", ["png", "svg", "pdf"])
def test_the_same_map_gives_the_same_bytes_even_in_threads(map_spec, boundaries, form):
    with ThreadPoolExecutor(2) as pool:
        files = set(pool.map(lambda _: map_files(map_spec, boundaries, form)[0], range(3)))
    assert len(files) == 1


@pytest.mark.parametrize("form", ["png", "pdf"])
def test_hostile_names_draw_in_every_form(make_spec, boundaries, form):
    spec = make_spec(list(boundaries.index), NAMES)
    assert len(map_files(spec, boundaries, form)[0]) > 10_000


def test_hostile_names_stay_plain_text(make_spec, boundaries):
    spec = make_spec(list(boundaries.index), NAMES)
    long = "<b>$Überschrift$</b> & mehr " * 12
    year = replace(spec.current_map, headline=long, subtitle=long * 3)
    root = drawing(replace(spec, years=(year,), title=long), boundaries)
    printed = words(root)
    assert root.findtext(f"{SVG}title") == long
    assert not list(root.iter(f"{SVG}script"))
    assert any(text.startswith("<b>$Überschrift$</b> &") for text in printed)
    assert any(text.startswith("<script>") for text in printed)
    assert any(text.endswith("…") for text in printed)
    assert not any("N" * 60 in text for text in printed)


@pytest.mark.parametrize("orientation", ["portrait", "landscape"])
def test_no_word_of_headline_and_subtitle_is_cut(map_spec, boundaries, orientation):
    written = [f"Wort{number}" for number in range(260)]
    year = replace(
        map_spec.current_map, headline=" ".join(written[:60]), subtitle=" ".join(written[60:])
    )
    years = tuple(year if other.year == year.year else other for other in map_spec.years)
    spec = replace(map_spec, years=years)
    printed = " ".join(words(drawing(spec, boundaries, paper=Paper(orientation=orientation))))
    assert [word for word in written if word not in printed.split()] == []


def test_units_without_shape_are_listed(map_spec, boundaries):
    root = drawing(map_spec, boundaries.iloc[2:])
    assert "Bergisch Gladbach, Burscheid" in words(root)
    assert len(shapes_of(root)) == 6


def test_shapes_without_figure_are_grey_and_counted(map_spec, boundaries):
    year = replace(map_spec.current_map, figures=map_spec.current_map.figures[1:])
    root = drawing(replace(map_spec, years=(year,)), boundaries)
    group = next(g for g in root.iter(f"{SVG}g") if g.get("id") == "outside-05378004")
    assert fill(group[0]) == "#eceeef"
    assert map_texts.WITHOUT_FIGURE in words(root)


def test_a_level_without_shapes_says_so(map_spec, boundaries):
    assert map_texts.NO_SHAPES in words(drawing(map_spec, boundaries.iloc[:0]))


def test_holes_and_parts_of_a_unit_are_one_shape(make_spec):
    hole = shapely.box(7, 51, 7.2, 51.2).difference(shapely.box(7.05, 51.05, 7.1, 51.1))
    ring = shapely.union(hole, shapely.box(7.3, 51, 7.4, 51.1))
    bow = shapely.Polygon([(7.5, 51), (7.6, 51.1), (7.6, 51), (7.5, 51.1)])
    frame = gpd.GeoDataFrame(
        {"name": ["A", "B", "C"]}, geometry=[ring, bow, None], index=["1", "2", "3"], crs=4326
    )
    drawn = shapes_of(drawing(make_spec(["1", "2", "3"], ["A", "B", "C"]), frame))
    assert drawn["1"][0].get("d").count("M") == 3
    assert drawn["2"][0].get("d").count("M") == 2
    assert set(drawn) == {"1", "2"}


@pytest.mark.slow
@pytest.mark.real_data
def test_all_municipalities_of_germany_take_seconds(real_data, make_spec):
    frame = gpd.read_file(real_data / "germany" / "VG5000_GEM.shp").to_crs(4326)
    frame = frame.rename(columns={"AGS": "unit", "GEN": "name"}).set_index("unit")
    spec = make_spec(list(frame.index), list(frame["name"]))
    begun = time.process_time()  # the processor's time: other work on the machine doesn't count
    map_files(spec, frame, "png")
    assert time.process_time() - begun < 6


def test_the_whole_area_lies_grey_below_units_that_cover_a_part_of_it(map_spec, boundaries):
    some, year = boundaries.iloc[:3], map_spec.current_map
    figures = tuple(figure for figure in year.figures if figure.unit in some.index)
    spec = replace(map_spec, years=(replace(year, figures=figures),))
    root = drawing(spec, some, ground=boundaries.dissolve())
    groups = [group.get("id", "") for group in root.iter(f"{SVG}g")]
    first_unit = min(n for n, name in enumerate(groups) if name.startswith("unit-"))
    assert groups.index("whole-0") < first_unit
    (ground,) = (group for group in root.iter(f"{SVG}g") if group.get("id") == "whole-0")
    assert fill(ground[0]) == "#e9ecee"
    assert "grau: übriges Gebiet" in " ".join(words(root))
    assert "übriges Gebiet" not in " ".join(words(drawing(spec, some)))
