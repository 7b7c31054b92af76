from __future__ import annotations

import json
import re
from dataclasses import replace
from functools import lru_cache
from io import BytesIO
from math import isnan, nan
from xml.etree import ElementTree as ET

import altair as alt
import pikepdf
import pytest
import vl_convert as vlc
from PIL import Image

from atlas.model.identity import Identity
from atlas.model.scope import ChartKind
from atlas.model.specs import ChartSpec, Mark, ReferenceLine
from atlas.render import fonts
from atlas.render.chart import charts
from atlas.render.chart.charts import altair_chart, chart_bytes
from atlas.render.chart.pages import joined_pdf, pages
from atlas.render.chart.paper import described_pdf, frame_height, framed_svg
from atlas.render.description import Description
from atlas.views.chart.data import AREA
from atlas.views.numbers import format_number

SVG = "{http://www.w3.org/2000/svg}"
THOUSANDS = "."


def mark(label, y, text="", **more):
    return Mark(label=label, y=y, text=text or format_number(y, 1), **more)


@pytest.fixture
def bars(spec, provenance) -> ChartSpec:
    return ChartSpec(
        kind=ChartKind.BARS,
        kicker="Kinder im SGB-II-Bezug · Kreis · Kommunen · 2014",
        headline="Jedes neunte Kind bezieht 2014 SGB-II-Leistungen",
        subtitle="Kreis 11,2 %; Kommunen 3,0 bis 14,7 %",
        x_title="Wert (%)",
        y_title="Kommune",
        decimals=1,
        marks=(
            mark("Burscheid", 12.5, note=f"313 von 2{THOUSANDS}499"),
            mark("Kürten", nan, "."),
            mark("Odenthal", 3.0),
            mark("Overath", 1234.5),
        ),
        lines=(
            ReferenceLine(label="Kreiswert", value=11.2, text="11,2 %"),
            ReferenceLine(label="Nordrhein-Westfalen (2012)", value=17.3, text="17,3 %"),
        ),
        breaks=(),
        text_alternative=(
            "Das Balkendiagramm zeigt etwas.",
            "Kein Wert ausgewiesen wird für Kürten (.).",
        ),
        table=spec,
        provenance=provenance,
        file_stem="x__bars",
    )


@pytest.fixture
def series(bars) -> ChartSpec:
    """Two lines with a break in 2012, a gap and a forecast."""
    points = [
        ("A", 2010, 10.0, 0, False),
        ("A", 2011, 11.0, 0, False),
        ("A", 2012, 9.0, 1, False),
        ("A", 2013, 9.5, 1, False),
        ("A", 2014, 10.5, 1, True),
        ("A", 2015, 11.5, 1, True),
        (AREA, 2010, 12.0, 0, False),
        (AREA, 2012, 12.5, 2, False),
    ]
    marks = tuple(
        mark(f"Gebiet {key}", y, x=x, group=key, segment=segment, dashed=dashed)
        for key, x, y, segment, dashed in points
    )
    return replace(
        bars, kind=ChartKind.SERIES, y_title="Wert (%)", marks=marks, lines=(), breaks=(2012,)
    )


@pytest.fixture
def scatter(bars) -> ChartSpec:
    marks = tuple(mark(f"Ort {n}", float(n), x=float(n * n), group=str(n)) for n in range(9))
    return replace(bars, kind=ChartKind.SCATTER, marks=marks, lines=())


@pytest.fixture
def histogram(bars) -> ChartSpec:
    counts = (
        ("3,0 bis unter 6,0", 1, 4.5),
        ("6,0 bis unter 9,0", 0, 7.5),
        ("9,0 bis 12,0", 7, 10.5),
    )
    marks = tuple(mark(label, count, str(count), x=centre) for label, count, centre in counts)
    return replace(bars, kind=ChartKind.DISTRIBUTION, marks=marks, y_title="Anzahl der Kommunen")


@pytest.fixture(params=["bars", "series", "scatter", "histogram"])
def any_spec(request) -> ChartSpec:
    return request.getfixturevalue(request.param)


@pytest.fixture
def hostile_bars(bars, hostile) -> ChartSpec:
    marks = tuple(mark(name, float(n), note=name) for n, name in enumerate(hostile))
    words = "<b>fett</b> & \x07 \"'];datum"
    return replace(bars, marks=marks, headline=words, subtitle=words, text_alternative=(words,))


EMPTY = '<svg xmlns="http://www.w3.org/2000/svg" height="10"/>'


def drawing(spec, **more):
    return altair_chart(spec, **more).to_dict()


def rows(spec):
    """All rows of all layers of a drawing."""
    return [row for data in drawing(spec)["datasets"].values() for row in data]


def layers(spec, kind):
    return [layer for layer in drawing(spec)["layer"] if layer["mark"]["type"] == kind]


@lru_cache(maxsize=16)
def svg(spec):
    """The drawing of a spec: several tests read the same one."""
    return chart_bytes(spec, "svg")


def tree(spec):
    return ET.fromstring(svg(spec))  # noqa: S314


def words(spec):
    return [" ".join(element.itertext()) for element in tree(spec).iter(f"{SVG}text")]


# The drawing


def test_every_kind_is_a_valid_layered_chart_for_the_screen(any_spec):
    chart = altair_chart(any_spec)
    assert isinstance(chart, alt.LayerChart)
    drawn = chart.to_dict(validate=True)
    assert drawn["width"] == "container"
    assert drawn["autosize"] == {"type": "fit-x", "contains": "padding"}
    assert isinstance(drawn["height"], int)


def test_the_description_is_at_the_top(any_spec):
    description = drawing(any_spec)["description"]
    assert description == f"{any_spec.headline}. {any_spec.subtitle}"


def test_logo_colour_and_office_are_those_of_the_publisher(bars):
    buffer = BytesIO()
    Image.new("RGB", (300, 100)).save(buffer, "PNG")
    identity = Identity(office="Amt", accent="#5b3a8c", logo=buffer.getvalue())
    own = replace(bars, provenance=replace(bars.provenance, identity=identity))
    plain, drawn = framed_svg([EMPTY], bars), framed_svg([EMPTY], own)
    assert "<image" not in plain
    assert 'href="data:image/png;base64,' in drawn
    # 150 units wide at most, three times as wide as high: 144 × 48
    assert 'x="484.00" y="12.00" width="144.00" height="48.00"' in drawn
    assert 'fill="#5b3a8c"' in drawn
    assert "Dienststelle: Amt" in drawn
    assert frame_height(own, 1) > frame_height(bars, 1)


def test_a_code_opens_the_chart_where_its_address_is_known(bars):
    link = "https://atlas.example.org/diagramme?gebiet=kreis"
    linked = replace(bars, provenance=replace(bars.provenance, link=link))
    plain, frame = (ET.fromstring(framed_svg([EMPTY], own)) for own in (bars, linked))  # noqa: S314  (drawn by us)
    assert plain.find(f"{SVG}svg") is None
    code = frame.find(f"{SVG}svg")
    left, top, side = (float(code.get(name)) for name in ("x", "y", "width"))
    _, _, width, height = map(float, frame.get("viewBox").split())
    # 18 mm and the quiet zone around it, at 4.72 units a millimetre
    assert side > 18 * 4.72
    assert left + side < width
    assert top + side < height


def test_numbers_are_written_the_german_way(any_spec):
    number = drawing(any_spec)["config"]["locale"]["number"]
    assert (number["decimal"], number["thousands"], number["minus"]) == (",", THOUSANDS, "−")


def test_nothing_is_loaded_from_anywhere(any_spec):
    drawn = drawing(any_spec)
    schema = drawn.pop("$schema")
    assert "vega-lite" in schema
    assert "http" not in str(drawn)
    assert "url" not in str(drawn)


def test_the_transformers_of_altair_are_left_alone(scatter):
    before = alt.data_transformers.active, alt.renderers.active, alt.theme.active
    many = tuple(mark(f"Ort {n}", float(n), x=2014.0, group=str(n)) for n in range(6000))
    drawn = altair_chart(replace(scatter, marks=many)).to_dict(validate=False)
    assert sum(map(len, drawn["datasets"].values())) == 6000
    assert (alt.data_transformers.active, alt.renderers.active, alt.theme.active) == before


def test_tooltips_are_plain_fields(any_spec):
    tips = [layer["encoding"].get("tooltip") for layer in drawing(any_spec)["layer"]]
    fields = {tip["field"] for tooltip in tips if tooltip for tip in tooltip}
    assert fields <= {"name", "text", "note"}
    assert {"name", "text"} <= fields


# Bars


def test_bars_are_as_long_as_their_values(bars):
    bars_drawn = [(row["name"], row["y"]) for row in rows(bars) if "rank" in row]
    assert list(dict.fromkeys(bars_drawn)) == [
        ("Burscheid", 12.5),
        ("Kürten", None),
        ("Odenthal", 3.0),
        ("Overath", 1234.5),
    ]


def test_columns_of_classes_with_selected_units_stand_out(histogram):
    (accent,) = {layer["mark"]["color"] for layer in layers(histogram, "rect")}
    marks = tuple(replace(each, group=each.label) for each in histogram.marks)
    spec = replace(histogram, marks=marks, selected=(marks[1].label,))
    others, chosen = layers(spec, "rect")
    assert (chosen["mark"]["color"], others["mark"]["color"] != accent) == (accent, True)
    numbers = [row["y"] for row in rows(spec) if row.get("rank") == 1]
    assert set(numbers) == {marks[1].y}


def test_bars_begin_at_zero(bars):
    scale = layers(bars, "bar")[0]["encoding"]["x"]["scale"]
    assert scale["domain"][0] == 0
    negative = replace(bars, marks=(mark("A", -3.0), mark("B", 5.0)), lines=())
    low, high = layers(negative, "bar")[0]["encoding"]["x"]["scale"]["domain"]
    assert low < -3 < 5 < high


def test_a_row_without_bar_keeps_its_place(bars):
    scale = layers(bars, "bar")[0]["encoding"]["y"]["scale"]
    assert scale["domain"] == [0, 1, 2, 3]


def test_names_figures_signs_and_lines_are_written(bars):
    written = words(bars)
    for text in ("Burscheid", "12,5", ".", f"1{THOUSANDS}234,5", "Kreiswert 11,2 %", "Wert (%)"):
        assert text in written
    assert "Nordrhein-Westfalen (2012) 17,3 %" in written


INK, BACKGROUND = "#1f2a2c", "#ffffff"


def parts(spec):
    """Lines and texts of a drawing in their order, with the position each begins at."""
    drawn = altair_chart(spec, paper=True).to_dict()
    root = ET.fromstring(vlc.vegalite_to_svg(drawn, allowed_base_urls=[]))  # noqa: S314
    for element in root.iter():
        if element.tag in {f"{SVG}line", f"{SVG}text"}:
            numbers = re.findall(r"-?[\d.]+", element.get("transform", "0 0"))
            yield element, float(numbers[0]), float(numbers[1])


def below(spec, text):
    """Position of a text, and all lines drawn before it as (colour, x, y, to the right, down)."""
    lines = []
    for element, x, y in parts(spec):
        if element.tag == f"{SVG}line":
            reach = (float(element.get(name, 0)) for name in ("x2", "y2"))
            lines.append((element.get("stroke"), x, y, *reach))
        elif "".join(element.itertext()) == text:
            return x, y, lines
    raise LookupError(text)


@pytest.mark.parametrize(("figure", "text"), [(10.0, "10,0 p"), (-10.0, "−10,0")])
def test_no_line_meets_a_figure_since_all_stand_before_the_bars(bars, figure, text):
    lines = (ReferenceLine(label="Kreiswert", value=figure * 1.04, text="x"),)
    marks = (mark("A", figure, text), mark("B", figure * 2))
    drawn = list(parts(replace(bars, marks=marks, lines=lines)))
    end = next(x for e, x, _ in drawn if "".join(e.itertext()) == text)
    uprights = [x for e, x, _ in drawn if abs(float(e.get("y2", 0))) > 20]
    assert uprights
    assert end < min(uprights)
    names = [x for e, x, _ in drawn if "".join(e.itertext()) in {"A", "B"}]
    assert max(names) < end - fonts.width(text, 13) / fonts.POINT


def test_a_line_makes_room_for_the_number_over_a_column(histogram):
    lines = (ReferenceLine(label="Kreiswert", value=10.5, text="x"),)
    x, y, under = below(replace(histogram, lines=lines), "7")
    ink, left, middle, across, _ = under[-1]
    assert ink == BACKGROUND
    assert left < x - 3 < x + 3 < left + across
    assert y - 13 < middle < y


@pytest.mark.parametrize(
    "values",
    [(5.9, 6.9), (17.1, 20.2), (3.4, 7.4), (30.0, 34.0), (2.0, 33.0), (5.0, 6.0, 7.0), (9.0, 9.0)],
)
def test_no_line_runs_through_the_label_of_another(bars, values):
    lines = tuple(ReferenceLine(label="Wert von Land", value=v, text=f"{v} %") for v in values)
    drawn = list(parts(replace(bars, marks=(mark("A", 35.0), mark("B", 0.5)), lines=lines)))
    rules = [
        (x, min(y, y + float(element.get("y2", 0))))
        for element, x, y in drawn
        if element.get("stroke") == INK and abs(float(element.get("y2", 0))) > 20
    ]
    labels = [(e, x, y) for e, x, y in drawn if "Wert von Land" in "".join(e.itertext())]
    assert len(labels) == len(rules) == len(values)
    for label, x, y in labels:
        width = fonts.width("".join(label.itertext()), 12) / fonts.POINT
        left = x - width if label.get("text-anchor") == "end" else x
        assert not [at for at, top in rules if left < at < left + width and top < y - 2]


def test_units_of_the_same_name_have_a_bar_each(bars):
    namesakes = replace(bars, marks=(mark("Neustadt", 1.0), mark("Neustadt", 2.0)))
    assert words(namesakes).count("Neustadt") == 2


@pytest.mark.parametrize(("number", "paper"), [(8, True), (50, True), (60, True), (50, False)])
def test_there_is_a_row_of_text_for_each_bar(bars, number, paper):
    many = replace(bars, marks=tuple(mark(f"Ort {n}", float(n)) for n in range(number)))
    drawn = drawing(many, paper=paper)
    assert drawn["height"] >= 15 * number
    assert "siehe Tabelle" not in str(drawn)


@pytest.mark.parametrize("paper", [True, False])
def test_paper_holds_as_many_bars_as_the_screen(bars, paper):
    many = replace(bars, marks=tuple(mark(f"Ort {n}", float(n)) for n in range(75)))
    assert "siehe Tabelle" not in " ".join(words(many))
    assert "Ort 74" in words(many)
    assert drawing(many, paper=paper)["height"] == 75 * (15 if paper else 24)


@pytest.fixture(scope="module")
def many_bars():
    return tuple(mark(f"Ort {n:03}", float(n)) for n in range(130))


def test_more_bars_than_a_browser_draws_are_counted(bars):
    many = replace(bars, marks=tuple(mark(f"Ort {n}", float(n)) for n in range(2015)))
    sets = altair_chart(many).to_dict(validate=False)["datasets"].values()
    assert ({"text": "… 15 weitere: siehe Tabelle"},) in sets
    assert max(map(len, sets)) == 2000


def test_many_bars_stand_in_two_columns_and_none_is_left_out(bars, many_bars):
    spec = replace(bars, marks=many_bars)
    named = [word for word in words(spec) if word.startswith("Ort ")]
    assert named == [mark.label for mark in many_bars]
    root = tree(spec)
    # twice 640 units of 0.6 points
    assert root.get("width") == "768pt"
    moved = [g.get("transform") for g in root if g.tag.endswith("}g")]
    assert [text.partition(",")[0] for text in moved] == ["translate(0", "translate(640"]


def test_all_columns_have_one_scale(bars, many_bars):
    spec = replace(bars, marks=many_bars)
    first, second = (
        altair_chart(spec, paper=True, part=part).to_dict(validate=False)
        for part in (slice(65), slice(65, 130))
    )
    scales = [drawn["layer"][0]["encoding"]["x"]["scale"]["domain"] for drawn in (first, second)]
    assert scales[0] == scales[1]
    assert scales[0][1] >= 129


def test_two_columns_fit_on_a_page_of_a4_across(bars, many_bars):
    with pikepdf.open(BytesIO(chart_bytes(replace(bars, marks=many_bars[:61]), "pdf"))) as pdf:
        (page,) = pdf.pages
        width, height = (float(side) for side in page.mediabox[2:])
    # A4 across is 842 by 595 points
    assert width == 768
    assert height < 595


def test_pages_are_joined_into_one_described_file(bars):
    drawn = chart_bytes(bars, "pdf")
    content = joined_pdf([drawn] * 3)
    assert content == joined_pdf([drawn] * 3)
    described = Description(title="Ä", text="", keywords="", author="")
    with pikepdf.open(BytesIO(described_pdf(content, described))) as pdf:
        assert len(pdf.pages) == 3
        assert str(pdf.docinfo["/Title"]) == "Ä"
        assert str(pdf.Root.Lang) == "de-DE"


def test_every_bar_is_on_one_page(bars):
    for number in (61, 97, 305, 1000):
        spec = replace(bars, marks=(mark("Ort", 1.0),) * number)
        parts = [part for page in pages(spec, 600) for part in page.parts]
        drawn = [n for part in parts for n in range(number)[part]]
        assert drawn == list(range(number))
        # 32 rows of 15 in 600 less 90 for the axis and 16 for each line
        assert all(part.stop - part.start <= 33 for part in parts)


def test_in_place_of_lines_stands_what_to_do_about_it(bars):
    empty = replace(bars, marks=(), advice="Wählen Sie Einheiten")
    assert "Wählen Sie Einheiten." in words(empty)


def test_sixty_bars_fit_on_a_page_of_a4(bars):
    many = replace(bars, marks=tuple(mark(f"Ort {n} {'x' * 60}", float(n)) for n in range(60)))
    points = float(tree(many).get("height").removesuffix("pt"))
    assert points < 842 - 2 * 56


@pytest.mark.parametrize(
    "marks",
    [
        (mark("A", nan, "."), mark("B", nan, ".")),
        (mark("A", 0.0, "–"),),
        (mark("A", -2.0),),
        tuple(mark(f"Ort {n}", 7.0) for n in range(5)),
    ],
)
def test_hidden_zero_negative_and_equal_values_can_be_drawn(bars, marks):
    written = words(replace(bars, marks=marks, lines=()))
    assert all(item.text in written for item in marks)


# Lines


def pieces(spec):
    points = {}
    for row in rows(spec):
        if "piece" in row and (row["x"], row["y"]) not in points.get(row["piece"], []):
            points.setdefault(row["piece"], []).append((row["x"], row["y"]))
    return points


def test_lines_are_not_joined_over_a_break_or_gap(series):
    drawn = pieces(series)
    assert [(2010, 10.0), (2011, 11.0)] in drawn.values()
    assert [(2010, 12.0)] in drawn.values()
    assert [(2012, 12.5)] in drawn.values()


def test_a_forecast_begins_where_the_figures_end(series):
    assert [(2013, 9.5), (2014, 10.5), (2015, 11.5)] in pieces(series).values()
    dashed = {row["piece"] for row in rows(series) if row.get("dashed")}
    assert len(dashed) == 1


def test_points_where_pieces_join_are_drawn_once(series):
    joints = [(row["name"], row["x"]) for row in rows(series) if row.get("joint")]
    assert set(joints) == {("Gebiet A", 2013)}


def test_a_break_is_a_dotted_rule_with_its_word(series):
    (rule,) = layers(series, "rule")
    assert rule["mark"]["strokeDash"] == [1, 3]
    assert {"year": 2011.5, "label": "Bruch 2012"} in rows(series)
    assert "Bruch 2012" in words(series)


def test_lines_are_named_at_their_end_with_the_last_figure(series):
    written = words(series)
    assert "Gebiet A 11,5" in written
    assert f"Gebiet {AREA} 12,5 (2012)" in written


def test_years_are_written_without_thousands(series):
    assert {"2010", "2011", "2012", "2015"} <= set(words(series))


def test_an_axis_that_hides_zero_says_so(series):
    low = (*series.marks, mark("Gebiet B", 2.0, x=2010, group="B"))
    assert "Achse beginnt nicht bei null" not in " ".join(words(replace(series, marks=low)))
    high = tuple(replace(item, y=item.y + 110000) for item in series.marks)
    assert "Wert (%); Achse beginnt nicht bei null" in words(replace(series, marks=high))
    alone = tuple(item for item in high if item.group == AREA)
    assert "0" in words(replace(series, marks=alone))


def test_one_year_is_drawn_as_points(series):
    single = replace(series, marks=series.marks[:1], breaks=())
    assert "2010" in words(single)
    assert "Gebiet A 10,0" in words(single)


def test_zero_is_a_named_line_in_deviations(series):
    lines = (ReferenceLine(label="Kreiswert", value=0.0, text=""),)
    assert "Kreiswert" in words(replace(series, lines=lines))


# Points and columns


def test_points_are_at_both_values(scatter):
    points = {(row["x"], row["y"]) for row in rows(scatter) if "text" in row}
    assert points == {(n * n, n) for n in range(9)}


def test_names_that_would_cover_each_other_are_left_out(scatter):
    assert sum(word.startswith("Ort") for word in words(scatter)) == 9
    heap = tuple(replace(item, x=1.0, y=1.0) for item in scatter.marks)
    assert sum(word.startswith("Ort") for word in words(replace(scatter, marks=heap))) < 9


def test_the_name_of_the_area_stands_where_it_covers_least(scatter):
    around = [(32.0, 4), (33.0, 4), (27.0, 4), (29.8, 4.3), (30.2, 4.3), (29.8, 3.7), (30.2, 3.7)]
    crowd = [mark(f"Ort {n}", y, x=x, group=f"nah {n}") for n, (x, y) in enumerate(around)]
    spec = replace(scatter, marks=(*scatter.marks, *crowd, mark("Kreis", 4.0, x=30.0, group=AREA)))
    data = drawing(spec)["datasets"]
    (label,) = (
        layer["mark"]
        for layer in layers(spec, "text")
        if any(row["name"] == "Kreis" for row in data[layer["data"]["name"]])
    )
    assert label["align"] == "right"  # one point lies to the left of the area's, two elsewhere


def test_many_points_have_no_names(scatter):
    many = tuple(mark(f"Ort {n}", float(n), x=float(n)) for n in range(41))
    assert not any(word.startswith("Ort") for word in words(replace(scatter, marks=many)))


def test_columns_are_between_the_limits_of_their_class(histogram):
    columns = [(row["low"], row["high"], row["y"]) for row in rows(histogram) if "low" in row]
    assert columns == [(3, 6, 1), (6, 9, 0), (9, 12, 7)]


def test_columns_are_labelled_and_the_area_is_marked(histogram):
    written = words(histogram)
    assert {"3,0 bis unter 6,0", "9,0 bis 12,0", "7", "Kreiswert 11,2 %"} <= set(written)
    assert "Anzahl der Kommunen" in written
    assert not any("Nordrhein" in word for word in written)


def test_one_class_can_be_drawn(histogram):
    assert "3,0 bis unter 6,0" in words(replace(histogram, marks=histogram.marks[:1]))


def test_nothing_to_draw_says_so(any_spec):
    assert "Es gibt keinen Wert, der sich zeichnen lässt." in words(replace(any_spec, marks=()))


# What is selected


def colours(spec, kind):
    return [layer["mark"]["color"] for layer in layers(spec, kind)]


def bold(spec):
    """Names set in bold."""
    texts = tree(spec).iter(f"{SVG}text")
    return {" ".join(item.itertext()) for item in texts if item.get("font-weight") == "600"}


def test_selected_bars_keep_the_accent_and_bold_names(bars):
    marks = tuple(replace(item, group=item.label) for item in bars.marks)
    spec = replace(bars, marks=marks, selected=("Odenthal",))
    assert colours(bars, "bar") == ["#0b6e75"]
    assert colours(spec, "bar") == ["#8a9597", "#0b6e75"]
    assert bold(spec) >= {"Odenthal"}
    assert not bold(spec) & {"Burscheid", "Overath"}
    assert sorted(words(spec)) == sorted(words(bars))


def test_selected_lines_take_the_accent_from_the_area(series):
    assert colours(series, "line") == ["#8a9597", "#0b6e75"]
    chosen = replace(series, selected=("A",))
    assert colours(chosen, "line") == ["#0b6e75", "#1f2a2c"]


def test_selected_points_are_named_among_many(scatter):
    many = tuple(mark(f"Ort {n}", float(n), x=float(n), group=str(n)) for n in range(41))
    spec = replace(scatter, marks=many, selected=("7", "40"))
    assert {word for word in words(spec) if word.startswith("Ort")} == {"Ort 7", "Ort 40"}
    assert colours(spec, "point") == ["#8a9597", "#0b6e75"]
    assert len(rows(spec)) == 41 + 2


# Paper


@pytest.mark.slow
def test_the_same_chart_gives_the_same_bytes(any_spec):
    # a picture and a page are made from the same drawing
    for form, times in (("svg", 4), ("png", 2), ("pdf", 2)):
        assert len({chart_bytes(any_spec, form) for _ in range(times)}) == 1


@pytest.mark.slow
def test_a_png_is_1600_pixels_wide_at_300_dpi(any_spec):
    image = Image.open(BytesIO(chart_bytes(any_spec, "png")))
    assert image.width == 1600
    assert image.info["dpi"] == pytest.approx((300, 300), abs=0.1)


def test_an_svg_has_title_description_and_language(any_spec):
    root = tree(any_spec)
    title, description = root[0], root[1]
    assert (title.tag, title.text) == (f"{SVG}title", any_spec.headline)
    assert (description.tag, description.text) == (
        f"{SVG}desc",
        " ".join(any_spec.text_alternative),
    )
    assert root.get("lang") == "de"
    assert root.get("aria-labelledby") == "chart-title chart-desc"


def test_an_svg_says_nothing_in_english(any_spec):
    text = svg(any_spec).decode()
    for word in ("axis titled", "roledescription", "visualization", "Title text"):
        assert word not in text


def test_an_svg_is_as_wide_as_the_png_and_loads_nothing(any_spec):
    text = svg(any_spec).decode()
    assert 'width="384pt"' in text
    assert not re.search(r"href|url\((?!data:font)|@import|<image|<script", text)
    assert text.count("@font-face") == 2


def test_headline_sources_and_signs_are_around_the_chart(bars):
    text = " ".join(words(bars))
    assert text.startswith(
        "Kinder im SGB-II-Bezug · Kreis · Kommunen · 2014 "
        "Jedes neunte Kind bezieht 2014 SGB-II-Leistungen Kreis 11,2 %"
    )
    assert "Quelle: Statistik der Bundesagentur für Arbeit; Landesbetrieb IT.NRW" in text
    assert "Stand: 31.10.2014" in text
    assert "Zeichenerklärung: – = genau null; p = vorläufig" in text


def test_a_fictional_area_says_so_above_the_chart(bars):
    written = words(replace(bars, fictional=True))
    invented = "Alle Angaben zu diesem Gebiet sind frei erfunden."
    assert written.index(invented) < written.index("Burscheid")
    assert invented not in words(bars)


def test_text_stays_within_the_width_of_the_paper(any_spec):
    long = replace(any_spec, headline="W" * 200, subtitle="wort " * 100)
    lines = [word for word in words(long) if set(word) == {"W"}]
    assert len(lines) > 4
    assert "".join(lines) == "W" * 200


def test_a_pdf_has_title_language_and_its_fonts(bars):
    pdf = chart_bytes(bars, "pdf")
    assert pdf.startswith(b"%PDF-1.7")
    assert b"/Lang (de-DE)" in pdf
    with pikepdf.open(BytesIO(pdf)) as opened:
        assert opened.docinfo.Title == bars.headline
        assert float(opened.pages[0].MediaBox[2]) == 384
    assert b"/DisplayDocTitle true" in pdf
    assert b"SourceSansPro" in pdf


def test_the_added_part_of_a_pdf_points_to_its_objects(bars):
    pdf = chart_bytes(bars, "pdf")
    start = int(re.findall(rb"startxref\s+(\d+)", pdf)[-1])
    assert pdf[start:].startswith(b"xref")
    for number, offset in re.findall(rb"(\d+) 1\n(\d{10}) 00000 n", pdf[start:]):
        assert pdf[int(offset) :].startswith(number + b" 0 obj")
    described = Description(title="Ä", text="", keywords="", author="")
    assert described_pdf(pdf, described).startswith(pdf)


# Hostile texts


def test_hostile_names_stay_text(hostile_bars):
    text = svg(hostile_bars).decode()
    assert "<script" not in text
    assert "<b>" not in text
    written = words(hostile_bars)
    assert "<script>alert(1)</script>" in "".join(written).replace(" ", "")
    assert "=1+1" in written
    assert "zwei Zeilen" in written


def in_every_form(spec):
    return all(chart_bytes(spec, form) for form in ("svg", "png", "pdf"))


def test_all_hostile_names_can_be_drawn_in_every_form(hostile_bars):
    assert in_every_form(hostile_bars)


@pytest.mark.slow
def test_hostile_names_can_be_drawn_in_every_kind_of_chart(hostile, any_spec):
    marks = tuple(
        replace(item, label=name) for item, name in zip(any_spec.marks, hostile[7:], strict=False)
    )
    assert in_every_form(replace(any_spec, marks=marks))


def unescaped(vega: str) -> str:
    """The expressions in a drawing as Vega reads them."""
    return "\n".join(
        json.loads(found) for found in re.findall(r'"signal": ("(?:[^"\\]|\\.)*")', vega)
    )


@pytest.mark.slow
@pytest.mark.parametrize(
    "title",
    [
        *('\\"]: alert(1), "', "\\u0022 \\n"),
        *(pytest.param(of, marks=pytest.mark.slow) for of in ("C:\\Daten\\", "'\"`${x}")),
    ],
)
def test_a_hostile_title_is_a_text_in_every_kind_of_chart(any_spec, title):
    spec = replace(any_spec, x_title=title, y_title=title)
    vega = json.dumps(vlc.vegalite_to_vega(drawing(spec)))
    # what is evaluated when a tooltip is shown
    heads = re.findall(r', ("(?:[^"\\]|\\.)*"): isValid\(datum\["text"\]', unescaped(vega))
    assert {json.loads(head) for head in heads} == {title}
    assert chart_bytes(spec, "svg")


def test_a_name_of_120_letters_is_shortened_in_the_chart_only(bars):
    spec = replace(bars, marks=(mark("N" * 120, 1.0),))
    assert any(word.startswith("NN") and word.endswith("…") for word in words(spec))
    assert any(row.get("name") == "N" * 120 for row in rows(spec))


def test_a_mark_without_value_has_no_number(bars):
    assert isnan(bars.marks[1].y)
    assert "NaN" not in altair_chart(bars).to_json(validate=False)


def test_fonts_are_registered_once():
    charts.register_fonts()
    before = charts.register_fonts.cache_info().misses
    charts.register_fonts()
    assert charts.register_fonts.cache_info().misses == before


def test_rows_hold_plain_texts_and_numbers_which_streamlit_leaves_alone(any_spec):
    kinds = {type(value) for row in rows(any_spec) for value in row.values()}
    assert kinds <= {str, int, float, bool, type(None)}
    assert set(drawing(any_spec)["padding"]) == {"left", "top", "right", "bottom"}
