"""Charts with Altair: one drawing for the screen and for paper.

All numbers beside bars, points and lines come from the spec as text. Nothing is loaded from
anywhere: the data are in the drawing, and vl-convert refuses every address.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any, Literal, TypeAlias

import altair as alt
import vl_convert as vlc

from atlas.model.specs import ChartKind, ChartSpec
from atlas.render.chart.bars import bar_chart, histogram
from atlas.render.chart.layout import clean, text_lines
from atlas.render.chart.lines import line_chart
from atlas.render.chart.paper import (
    FONT,
    GREY,
    INK,
    MARGIN,
    WIDTH,
    fonts_in_order,
    framed_svg,
    ordered_pdf,
    sized,
    titled_pdf,
    with_letters,
)
from atlas.render.chart.parts import BODY, GRID, LINE, SMALL, Drawing, chart_of
from atlas.render.chart.points import scatter_plot
from atlas.views.chart import texts as chart_texts
from atlas.views.numbers import MINUS, NARROW_SPACE

Form: TypeAlias = Literal["png", "svg", "pdf"]

DPI = 300
PAPER_SCALE = 0.6
"""640 units become 384 points, 1600 pixels at 300 dpi: text of 13 is 7.8 points high."""
ROOMY_ROWS = {False: 300, True: 30}
"""Up to so many bars have room for long names, on the screen and on paper."""
_MOST_DRAWS = 99


def altair_chart(spec: ChartSpec, *, paper: bool = False) -> alt.LayerChart:
    """Draw a chart as wide as its container on the screen, or of fixed width for paper.

    The page around it shows headline, sources and text alternative; `chart_bytes` adds them.
    Channels are objects throughout: Altair takes four times as long to find out what a text or
    a dictionary means.
    """
    layers, height = _drawing(spec, paper=paper) if spec.marks else _nothing(spec)
    return alt.LayerChart(
        layer=layers,
        width=WIDTH if paper else "container",
        height=height,
        description=clean(f"{spec.headline}. {spec.subtitle}"),
        autosize=alt.AutoSizeParams(type="fit-x", contains="padding"),
        # a side each: Streamlit writes into it and fails on a single number
        padding=dict.fromkeys(("left", "top", "right", "bottom"), MARGIN),
        config=alt.Config(**_config()),
    )


def chart_bytes(spec: ChartSpec, form: Form) -> bytes:
    """Draw a chart for paper: 135 mm wide, with headline, sources and signs."""
    _register_fonts()
    vega = altair_chart(spec, paper=True).to_dict(validate=False)
    svg = framed_svg(vlc.vegalite_to_svg(vega, allowed_base_urls=[]), spec)
    if form == "svg":
        return with_letters(sized(svg, PAPER_SCALE, "pt")).encode()
    if form == "png":
        return vlc.svg_to_png(svg, scale=PAPER_SCALE, ppi=DPI)
    return titled_pdf(_pdf(sized(svg, PAPER_SCALE, "")), spec.headline)


def _pdf(svg: str) -> bytes:
    """Draw until the fonts come in order, so that the same chart gives the same file."""
    pdf = vlc.svg_to_pdf(svg)
    for _ in range(_MOST_DRAWS):
        if fonts_in_order(pdf):
            break
        pdf = vlc.svg_to_pdf(svg)
    return ordered_pdf(pdf)


@cache
def _register_fonts() -> None:
    vlc.register_font_directory(str(files("font_source_sans_pro") / "files"))


def _config() -> dict[str, Any]:
    number = vlc.get_format_locale("de-DE") | {"thousands": NARROW_SPACE, "minus": MINUS}
    text = {"fontSize": BODY, "color": INK}
    axis = {
        "aria": False,
        "domain": False,
        "ticks": False,
        "gridColor": GRID,
        "labelColor": GREY,
        "labelFontSize": SMALL,
        "labelFlush": False,
        "labelPadding": 6,
        "titleColor": GREY,
        "titleFontSize": SMALL,
        "titleFontWeight": "normal",
    }
    return {
        "font": FONT,
        "background": "#ffffff",
        "locale": {"number": number},
        "view": {"stroke": None},
        "mark": {"aria": False},
        "text": text,
        "axis": axis,
    }


def _drawing(spec: ChartSpec, *, paper: bool) -> Drawing:
    if spec.kind is ChartKind.BARS:
        return bar_chart(spec, roomy=ROOMY_ROWS[paper])
    draw = {
        ChartKind.SERIES: line_chart,
        ChartKind.SCATTER: scatter_plot,
        ChartKind.DISTRIBUTION: histogram,
    }
    return draw[spec.kind](spec)


def _nothing(spec: ChartSpec) -> Drawing:
    """Say that there is nothing to draw, or what to do about it."""
    sentence = f"{spec.advice}." if spec.advice else chart_texts.NOTHING_DRAWN
    lines = text_lines(sentence, BODY, WIDTH - 2 * MARGIN, 4)
    text = chart_of([{"text": "\n".join(lines)}]).mark_text(
        color=GREY, align="left", lineBreak="\n", lineHeight=LINE
    )
    return [
        text.encode(text=alt.Text("text:N"), x=alt.XValue(0), y=alt.YValue(20))
    ], 20 + LINE * len(lines)
