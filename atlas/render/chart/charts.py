"""Charts with Altair: one drawing for the screen and for paper.

All numbers beside bars, points and lines come from the spec as text. Nothing is loaded from
anywhere: the data are in the drawing, and vl-convert refuses every address.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Literal, TypeAlias

import altair as alt
import vl_convert as vlc

from atlas.model.scope import ChartKind
from atlas.model.specs import ChartSpec
from atlas.render.chart.bars import MOST_ROWS, bar_chart, histogram, slide_bars
from atlas.render.chart.layout import clean, text_lines
from atlas.render.chart.lines import line_chart
from atlas.render.chart.pages import COLUMNS, WHOLE, Page, joined_pdf, pages, single_page
from atlas.render.chart.paper import (
    FONT,
    GREY,
    INK,
    MARGIN,
    WIDTH,
    complete_svg,
    described_pdf,
    fonts_in_order,
    frame_height,
    framed_svg,
    ordered_pdf,
    sized,
    unframed_svg,
)
from atlas.render.chart.parts import (
    BODY,
    COLUMN_HEIGHT,
    FLAT_HEIGHT,
    GRID,
    HEIGHT,
    LINE,
    SMALL,
    Drawing,
    chart_of,
)
from atlas.render.chart.points import scatter_plot
from atlas.render.converter import register_fonts
from atlas.render.description import Description, described_png, description_of
from atlas.render.tagged_pdf import tagged_pdf
from atlas.views.chart import texts as chart_texts
from atlas.views.numbers import MINUS

Form: TypeAlias = Literal["png", "svg", "pdf"]

DPI = 300
PAPER_SCALE = 0.6
"""640 units become 384 points, 1600 pixels at 300 dpi: text of 13 is 7.8 points high."""
PAGE_HEIGHT = 540
"""Points a page of many bars may be high: A4 across, with margins."""
ROOMY_ROWS = {False: 300, True: 30}
"""Up to so many bars have room for long names, on the screen and on paper."""
_MOST_DRAWS = 99


def altair_chart(
    spec: ChartSpec, *, paper: bool = False, part: slice = WHOLE, height: int = HEIGHT
) -> alt.LayerChart:
    """Draw a chart as wide as its container on the screen, or of fixed width for paper.

    The page around it shows headline, sources and text alternative; `chart_bytes` adds them. Of
    many bars only a `part` may be drawn; they are higher the more they are. Channels are objects
    throughout: Altair takes four times as long to find out what a text or a dictionary means.
    """
    drawn = _drawing(spec, part, height, paper=paper) if spec.marks else _nothing(spec)
    layers, own_height = drawn
    return alt.LayerChart(
        layer=layers,
        width=WIDTH if paper else "container",
        height=own_height,
        description=clean(f"{spec.headline}. {spec.subtitle}"),
        autosize=alt.AutoSizeParams(type="fit-x", contains="padding"),
        # vega-embed's own menu saves pictures without headline and sources; a canvas would be
        # blurred where a big screen magnifies it (ui/style.css)
        usermeta={"embedOptions": {"actions": False, "renderer": "svg"}},
        # a side each: Streamlit writes into it and fails on a single number
        padding=dict.fromkeys(("left", "top", "right", "bottom"), MARGIN),
        config=alt.Config(**_config()),
    )


def chart_bytes(spec: ChartSpec, form: Form) -> bytes:
    """Draw a chart for paper: 135 mm wide, with headline, sources and signs.

    Many bars stand in two columns on twice the width, in a PDF on as many pages of at most the
    height of A4 as they need.
    """
    register_fonts()
    if form == "pdf":
        room = PAGE_HEIGHT / PAPER_SCALE - frame_height(spec, COLUMNS)
        framed = [_framed(spec, page) for page in pages(spec, room)]
        drawn = [_pdf(sized(svg, PAPER_SCALE, "")) for svg in framed]
        description = _description(spec)
        described = described_pdf(drawn[0] if len(drawn) == 1 else joined_pdf(drawn), description)
        return tagged_pdf(described, (f"{description.title}. {description.text}",))
    svg = _framed(spec, single_page(spec))
    if form == "svg":
        return complete_svg(sized(svg, PAPER_SCALE, "pt"), _description(spec)).encode()
    return described_png(vlc.svg_to_png(svg, scale=PAPER_SCALE, ppi=DPI), _description(spec))


def column_chart(spec: ChartSpec, *, flat: bool = False) -> str:
    """Draw a chart without head and foot as an SVG; words stand around it elsewhere.

    A `flat` one is for a slide: of many bars the selected ones are named.
    """
    register_fonts()
    height = COLUMN_HEIGHT if spec.kind is ChartKind.SERIES else HEIGHT
    page = Page() if flat else single_page(spec)
    return unframed_svg(_columns(spec, page, FLAT_HEIGHT if flat else height))


def _framed(spec: ChartSpec, page: Page) -> str:
    """Draw the columns of a page and what is around them."""
    number = chart_texts.PAGE.format(number=page.number, total=page.total) if page.total else ""
    titled = replace(spec, kicker=f"{spec.kicker} · {number}") if number else spec
    return framed_svg(_columns(spec, page), titled)


def _columns(spec: ChartSpec, page: Page, height: int = HEIGHT) -> list[str]:
    charts = (altair_chart(spec, paper=True, part=part, height=height) for part in page.parts)
    return [
        vlc.vegalite_to_svg(chart.to_dict(validate=False), allowed_base_urls=[]) for chart in charts
    ]


def _description(spec: ChartSpec) -> Description:
    keywords = spec.kicker.replace(" · ", ", ")
    text = clean(" ".join(spec.text_alternative))
    return description_of(clean(spec.headline), text, keywords, spec.provenance)


def _pdf(svg: str) -> bytes:
    """Draw until the fonts come in order, so that the same chart gives the same file."""
    pdf = vlc.svg_to_pdf(svg)
    for _ in range(_MOST_DRAWS):
        if fonts_in_order(pdf):
            break
        pdf = vlc.svg_to_pdf(svg)
    return ordered_pdf(pdf)


def _config() -> dict[str, Any]:
    number = vlc.get_format_locale("de-DE") | {"minus": MINUS}
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


def _drawing(spec: ChartSpec, part: slice, height: int, *, paper: bool) -> Drawing:
    if spec.kind is ChartKind.BARS and height == FLAT_HEIGHT:
        return slide_bars(spec)
    if spec.kind is ChartKind.BARS:
        left_out = 0 if paper else max(0, len(spec.marks) - MOST_ROWS)
        drawn = part if paper else slice(MOST_ROWS)
        return bar_chart(spec, roomy=ROOMY_ROWS[paper], part=drawn, left_out=left_out)
    draw = {
        ChartKind.SERIES: line_chart,
        ChartKind.SCATTER: scatter_plot,
        ChartKind.DISTRIBUTION: histogram,
    }
    return draw[spec.kind](spec, height)


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
