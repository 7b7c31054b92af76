from __future__ import annotations

import json
from math import nan

import pytest

from atlas.model.scope import ChartKind
from atlas.model.specs import NO_CODE, ChartSpec, LegendClass, Mark, ReferenceLine, TableSpec
from atlas.render.live.chart_message import LinkedView, chart_message
from atlas.views.chart.data import AREA
from atlas.views.chart.linked import MOST_UNITS, LinkedSpec

VIEW = LinkedView(channel="karte", selection=("b",))
LEGEND = (
    LegendClass(label="0 bis unter 10", colour="#d3e9ea", lower=0, upper=10),
    LegendClass(label="10 bis 20", colour="#0d5358", lower=10, upper=20, hatched=True),
    LegendClass(label="kein Wert", colour="#d4d4d4", sign="."),
)


def mark(unit: str, y: float, text: str, x: float | None = None, note: str = "") -> Mark:
    return Mark(label=f"Ort {unit}", group=unit, y=y, text=text, x=x, note=note)


@pytest.fixture
def make(provenance):
    def build(kind: ChartKind, marks, codes, across=()) -> LinkedSpec:
        table = TableSpec(
            title="", subtitle="", columns=(), rows=(), provenance=provenance, file_stem=""
        )
        line = ReferenceLine(label="Kreiswert", value=11.25, text="11,3 %")
        chart = ChartSpec(
            kind=kind,
            kicker="",
            headline="Jeder neunte",
            subtitle="",
            x_title="Wert (%)",
            y_title="Kommune",
            decimals=1,
            marks=tuple(marks),
            lines=(line,) if kind is ChartKind.BARS else (),
            breaks=(),
            text_alternative=(),
            table=table,
            provenance=provenance,
            file_stem="",
        )
        across = tuple(across) or ("",) * len(chart.marks)
        return LinkedSpec(
            chart=chart, legend=LEGEND, codes=tuple(codes), across=across, finding="Befund"
        )

    return build


@pytest.fixture
def bars(make) -> LinkedSpec:
    marks = [mark("a", 8.0, "8,0"), mark("b", 12.5, "12,5", note="313 von 2 499")]
    return make(ChartKind.BARS, [*marks, mark("c", nan, ".")], (0, 1, 2))


@pytest.fixture
def points(make) -> LinkedSpec:
    marks = [mark("a", 1.0, "1,0", 30.0, "x: 30"), mark(AREA, 2.0, "2,0", 40.0, "x: 40")]
    return make(ChartKind.SCATTER, marks, (0, NO_CODE), ("30", "40"))


def test_bars_carry_value_text_class_and_fraction(bars):
    assert chart_message(bars, VIEW)["marks"] == [
        ("a", "Ort a", 8.0, None, 0, "8,0", ""),
        ("b", "Ort b", 12.5, None, 1, "12,5", "313 von 2 499"),
        ("c", "Ort c", None, None, 2, ".", ""),
    ]


def test_points_carry_both_figures_and_the_area_has_no_id(points):
    message = chart_message(points, VIEW)
    assert message["marks"] == [
        ("a", "Ort a", 1.0, 30.0, 0, "1,0", "30"),
        ("", f"Ort {AREA}", 2.0, 40.0, None, "2,0", "40"),
    ]
    assert message["titles"] == ["Kommune", "Wert (%)"]


def test_bars_begin_at_zero_and_ticks_are_written_in_german(bars):
    low, high, ticks = chart_message(bars, VIEW)["y"]
    assert (low, high) == (0.0, 12.5)
    assert ticks == [
        (0.0, "0,0"),
        (2.5, "2,5"),
        (5.0, "5,0"),
        (7.5, "7,5"),
        (10.0, "10,0"),
        (12.5, "12,5"),
    ]


def test_the_area_is_a_line_across_bars_and_a_mark_among_points(bars, points):
    assert chart_message(bars, VIEW)["lines"] == [(11.25, "Kreiswert 11,3 %")]
    assert chart_message(points, VIEW)["lines"] == []
    assert chart_message(bars, VIEW)["x"] is None


def test_the_legend_is_that_of_the_map(bars):
    assert chart_message(bars, VIEW)["legend"] == [
        ("0 bis unter 10", "#d3e9ea", 0),
        ("10 bis 20", "#0d5358", 1),
        ("kein Wert", "#d4d4d4", 0),
    ]


def test_the_message_says_its_channel_and_what_is_selected(bars):
    message = chart_message(bars, VIEW)
    assert (message["channel"], message["selection"]) == ("karte", ("b",))
    assert message["label"] == "Befund"


def test_the_message_is_plain_json_and_small(make):
    many = [
        mark(f"{n:08d}", n / 7, f"{n / 7:.1f}", note="313 von 2 499") for n in range(MOST_UNITS)
    ]
    message = chart_message(make(ChartKind.BARS, many, [0] * MOST_UNITS), VIEW)
    sent = json.dumps(message, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    assert len(sent.encode()) < 50_000


def test_a_chart_without_any_value_can_be_sent(make):
    message = chart_message(make(ChartKind.SCATTER, (), ()), VIEW)
    assert message["marks"] == []
    assert json.dumps(message, allow_nan=False)
