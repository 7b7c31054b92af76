"""Charts with Altair: one drawing for the screen and for paper.

All numbers that are printed come from the spec as text. Nothing is loaded from anywhere: the
data stand in the drawing, and vl-convert is told to refuse every address.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from itertools import groupby
from math import isnan
from typing import Any, Literal, TypeAlias

import altair as alt
import vl_convert as vlc

from atlas.model.figures import ChartKind, ChartSpec, Mark, ReferenceLine
from atlas.render.chart_layout import (
    AxisRange,
    axis_range,
    clean,
    shortened,
    spread,
    text_width,
    wrapped,
)
from atlas.render.chart_paper import FONT, GREY, INK, MARGIN, WIDTH, framed_svg, sized, titled_pdf
from atlas.views import texts
from atlas.views.chart_look import AREA
from atlas.views.numbers import MINUS, NARROW_SPACE

Form: TypeAlias = Literal["png", "svg", "pdf"]
Row: TypeAlias = dict[str, Any]

PETROL, THIN, GRID = "#0b6e75", "#8a9597", "#dde2e3"
BODY, SMALL = 13, 12
DPI = 300
PAPER_SCALE = 0.6
"""640 units become 384 points, 1600 pixels at 300 dpi: text of 13 is 7.8 points high."""
MOST_ROWS = {False: 600, True: 60}
"""Bars drawn on the screen and on paper; the table has them all."""
HEIGHT = 340
_LINE = 16
_NAME_WIDTH = 190
_MOST_POINT_LABELS = 40
_MOST_YEARS = 9
_DASH, _DOTS = [5, 4], [1, 3]


def altair_chart(spec: ChartSpec, *, paper: bool = False) -> alt.LayerChart:
    """Draw a chart as wide as its place on the screen, or of fixed width for paper.

    The page around it shows headline, sources and text twin; on paper `chart_bytes` adds them.
    """
    layers, height = _drawn(spec, MOST_ROWS[paper]) if spec.marks else _nothing()
    chart = alt.LayerChart(layer=layers).properties(
        width=WIDTH if paper else "container",
        height=height,
        description=clean(f"{spec.headline}. {spec.subtitle}"),
        autosize=alt.AutoSizeParams(type="fit-x", contains="padding"),
        padding=MARGIN,
    )
    configured: alt.LayerChart = chart.configure(**_config())
    return configured


def chart_bytes(spec: ChartSpec, form: Form) -> bytes:
    """Draw a chart for paper: 135 mm wide, with headline, sources and signs."""
    _register_fonts()
    drawing = altair_chart(spec, paper=True).to_dict(validate=False)
    svg = framed_svg(vlc.vegalite_to_svg(drawing, allowed_base_urls=[]), spec)
    if form == "svg":
        return sized(svg, PAPER_SCALE, "pt").encode()
    if form == "png":
        return vlc.svg_to_png(svg, scale=PAPER_SCALE, ppi=DPI)
    return titled_pdf(vlc.svg_to_pdf(sized(svg, PAPER_SCALE, "")), spec.headline)


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


Drawn: TypeAlias = tuple[list[alt.Chart], int]


def _drawn(spec: ChartSpec, most: int) -> Drawn:
    if spec.kind is ChartKind.BARS:
        return _bars(spec, most)
    draw = {
        ChartKind.SERIES: _series,
        ChartKind.SCATTER: _scatter,
        ChartKind.DISTRIBUTION: _distribution,
    }
    return draw[spec.kind](spec)


def _chart(rows: Iterable[Row]) -> alt.Chart:
    """Start a layer on inline rows, so that no data transformer takes part."""
    return alt.Chart(alt.Data.from_dict({"values": list(rows)}, validate=False))


def _nothing() -> Drawn:
    """Say that there is nothing to draw."""
    empty = _chart([{"text": texts.NOTHING_DRAWN}]).mark_text(color=GREY, align="left")
    return [empty.encode(text="text:N", x=alt.value(0), y=alt.value(20))], 40


def _tooltip(spec: ChartSpec) -> list[alt.Tooltip]:
    """Label, figure and note as plain fields, which the tooltip escapes."""
    value = spec.x_title if spec.kind is ChartKind.BARS else spec.y_title
    label = texts.CLASS if spec.kind is ChartKind.DISTRIBUTION else texts.DRAWN_UNIT
    heads = {"name": label, "text": value}
    if any(mark.note for mark in spec.marks):
        heads["note"] = texts.DRAWN_NOTE
    return [alt.Tooltip(field=key, type="nominal", title=head) for key, head in heads.items()]


def _row(mark: Mark, **more: object) -> Row:
    """One mark as a row; a mark without value has no number."""
    value = None if isnan(mark.y) else mark.y
    words = {"name": clean(mark.label), "text": clean(mark.text), "note": clean(mark.note) or "–"}
    return {"x": mark.x, "y": value, **words, **more}


def _scale(found: AxisRange) -> alt.Scale:
    return alt.Scale(domain=[found.low, found.high], nice=False, zero=False)


def _number_axis(found: AxisRange, title: str | list[str], **more: object) -> alt.Axis:
    settings: Mapping[str, Any] = {
        "values": list(found.ticks),
        "format": f",.{found.decimals}f",
        "title": title,
        "labelOverlap": True,
        **more,
    }
    return alt.Axis(**settings)


def _across(field: str, found: AxisRange, axis: alt.Axis | None = None) -> alt.X:
    """Place on the x scale; one layer of a chart brings the axis."""
    x = alt.X(field=field, type="quantitative", scale=_scale(found))
    return x if axis is None else x.axis(axis)


def _upwards(field: str, found: AxisRange, axis: alt.Axis | None = None) -> alt.Y:
    """Place on the y scale; one layer of a chart brings the axis."""
    y = alt.Y(field=field, type="quantitative", scale=_scale(found))
    return y if axis is None else y.axis(axis)


def _upright_title(title: str, above: int) -> Row:
    """Title of the y axis, lying above its top end where it can be read."""
    lines = wrapped(title, SMALL, WIDTH - 60, 2)
    return {
        "title": lines,
        "titleAngle": 0,
        "titleAlign": "left",
        "titleAnchor": "end",
        "titleBaseline": "bottom",
        "titleX": 0,
        "titleY": -above - _LINE * (len(lines) - 1),
    }


def _bars(spec: ChartSpec, most: int) -> Drawn:
    """Horizontal bars from zero, with names before and figures behind them."""
    shown = spec.marks[:most]
    few = len(shown) <= most // 2
    names = [wrapped(mark.label, BODY, _NAME_WIDTH, 3 if few else 1) for mark in shown]
    pitch = max(map(len, names)) * _LINE + (8 if few else 2)
    values = [mark.y for mark in shown if not isnan(mark.y)]
    found = axis_range([*values, *(line.value for line in spec.lines)], zero=True, room=0.12)
    rows = [
        _row(mark, row=place, names=name, end=0 if isnan(mark.y) else mark.y)
        for place, (mark, name) in enumerate(zip(shown, names, strict=True))
    ]
    x = _across("y", found, _number_axis(found, wrapped(spec.x_title, SMALL, WIDTH - 240, 2)))
    end = _across("end", found)
    # all rows named, since Vega would forget those without a bar and set them last
    scale = alt.Scale(domain=list(range(len(rows))), paddingInner=0.28)
    row = alt.Y("row:O", axis=None, sort=None, scale=scale)
    base = _chart(rows).encode(y=row)
    height = len(rows) * pitch
    layers = [
        base.mark_bar(color=PETROL).encode(x=x, tooltip=_tooltip(spec)),
        base.transform_filter("datum.end >= 0")
        .mark_text(align="left", baseline="middle", dx=5)
        .encode(x=end, text="text:N"),
        base.transform_filter("datum.end < 0")
        .mark_text(align="right", baseline="middle", dx=-5)
        .encode(x=end, text="text:N"),
        *_bar_names(rows, row),
        _zero_line(found),
        *_vertical_lines(spec.lines, found, 0),
        *_more_rows(len(spec.marks) - len(shown)),
    ]
    return layers, height


def _bar_names(rows: Sequence[Row], place: alt.Y) -> list[alt.Chart]:
    """Names before the bars; Vega sets the first of several lines on the middle of the bar."""
    layers = []
    for lines in sorted({len(row["names"]) for row in rows}):
        mine = [row for row in rows if len(row["names"]) == lines]
        up = -_LINE * (lines - 1) / 2
        text = _chart(mine).mark_text(
            align="right", baseline="middle", lineHeight=_LINE, dx=-8, dy=up
        )
        layers.append(text.encode(y=place, x=alt.value(0), text="names:N"))
    return layers


def _more_rows(number: int) -> list[alt.Chart]:
    """Say how many bars are not drawn."""
    if not number:
        return []
    note = _chart([{"text": texts.MORE_ROWS.format(number=number)}])
    marked = note.mark_text(align="right", baseline="top", color=GREY, dx=-24, dy=5)
    return [marked.encode(x=alt.value(0), y=alt.value("height"), text="text:N")]


def _zero_line(found: AxisRange) -> alt.Chart:
    base = _chart([{"value": 0}]).encode(x=_across("value", found))
    rule: alt.Chart = base.mark_rule(color=GREY).encode(y=alt.value(0), y2=alt.value("height"))
    return rule


def _vertical_lines(
    lines: Sequence[ReferenceLine], found: AxisRange, raised: int
) -> list[alt.Chart]:
    """Lines across the bars; their labels stand `raised` above, one row each."""
    halos, rules, labels = [], [], []
    # the outer ones on top, so that no line runs through the label of another
    order = sorted(lines, key=lambda line: -abs(found.share(line.value) - 0.5))
    for place, line in enumerate(order):
        left = found.share(line.value) <= 0.5  # noqa: PLR2004  (the half of the chart it is in)
        row = {"value": line.value, "label": clean(f"{line.label} {line.text}".strip())}
        above = -6 - raised - _LINE * (len(lines) - 1 - place)
        base = _chart([row]).encode(x=_across("value", found))
        top, bottom = alt.value(above - 10), alt.value("height")
        halos.append(base.mark_rule(color="#ffffff", strokeWidth=4).encode(y=top, y2=bottom))
        width = 1.5 if line is lines[0] else 1
        rules.append(base.mark_rule(color=INK, strokeWidth=width).encode(y=top, y2=bottom))
        label = base.mark_text(
            align="left" if left else "right",
            baseline="bottom",
            dx=5 if left else -5,
            fontSize=SMALL,
        )
        labels.append(label.encode(y=alt.value(above + 3), text="label:N"))
    return [*halos, *rules, *labels]


def _distribution(spec: ChartSpec) -> Drawn:
    """Columns side by side on one scale; the class stands below, the number above."""
    centres = [mark.x or 0.0 for mark in spec.marks]
    half = (centres[1] - centres[0]) / 2 if len(centres) > 1 else 0.5
    low, high = centres[0] - half, centres[-1] + half
    found = AxisRange(low=low, high=high, ticks=(), decimals=0)
    counts = axis_range([mark.y for mark in spec.marks], zero=True)
    width = (WIDTH - 2 * MARGIN) / len(centres) - 6
    rows = [
        _row(
            mark,
            low=centre - half,
            high=centre + half,
            ground=0,
            names=_class_lines(mark.label, width),
        )
        for mark, centre in zip(spec.marks, centres, strict=True)
    ]
    lines = [line for line in spec.lines if low <= line.value <= high]
    below = max(len(row["names"]) for row in rows) * _LINE + 8
    x = _across(
        "low", found, alt.Axis(title=spec.x_title, labels=False, grid=False, titlePadding=below)
    )
    title = _upright_title(spec.y_title, 14 + _LINE * (1 + len(lines)))
    y = _upwards("y", counts, alt.Axis(labels=False, grid=False, **title))
    base = _chart(rows)
    middle = _across("x", found)
    layers = [
        base.mark_rect(color=PETROL, stroke="#ffffff", strokeWidth=2).encode(
            x=x, x2="high:Q", y=y, y2="ground:Q", tooltip=_tooltip(spec)
        ),
        base.mark_text(baseline="bottom", dy=-3).encode(x=middle, y=y, text="text:N"),
        base.mark_text(baseline="top", fontSize=SMALL, lineHeight=_LINE, dy=6).encode(
            x=middle, y=alt.value("height"), text="names:N"
        ),
        *_vertical_lines(lines, found, _LINE),
    ]
    return layers, HEIGHT - 100


def _class_lines(label: str, width: float) -> list[str]:
    return wrapped(label, SMALL, width, 3)


def _series(spec: ChartSpec) -> Drawn:
    """Lines with points, labelled at their right end; pieces are not joined."""
    years = sorted({mark.x or 0 for mark in spec.marks})
    values = [*(mark.y for mark in spec.marks), *(line.value for line in spec.lines)]
    found = axis_range(values, zero=_from_zero(values))
    first, last = years[0], years[-1]
    span = AxisRange(low=first - (first == last), high=last, ticks=_years(years), decimals=0)
    title = _upright_title(_y_title(spec, found), 10 + _LINE * bool(spec.breaks))
    x = _across("x", span, _number_axis(span, "", format="d", grid=False, labelPadding=10))
    y = _upwards("y", found, _number_axis(found, title.pop("title"), **title))
    pieces = [row for rows in map(_pieces, _by_group(spec.marks)) for row in rows]
    layers = [*_horizontal_lines(spec.lines, found), *_break_rules(spec.breaks, span)]
    dot = 24 if len(years) <= _MOST_YEARS else 9
    for area in (False, True):
        mine = [row for row in pieces if row["area"] == area]
        colour, width = (PETROL, 3) if area else (THIN, 1.25)
        lines = _chart(mine).encode(x=x, y=y)
        points = _chart([row for row in mine if not row["joint"]]).encode(x=x, y=y)
        layers += [
            lines.mark_line(color=colour, strokeWidth=width).encode(
                detail="piece:N",
                strokeDash=alt.StrokeDash(
                    field="dashed",
                    type="nominal",
                    scale=alt.Scale(domain=[False, True], range=[[1, 0], _DASH]),
                    legend=None,
                ),
            ),
            points.mark_point(
                color=colour, filled=True, opacity=1, size=(2 if area else 1) * dot
            ).encode(tooltip=_tooltip(spec)),
        ]
    return [*layers, *_end_labels(spec, found)], HEIGHT


def _from_zero(values: Sequence[float]) -> bool:
    """Whether the axis begins at zero: it does unless all the change is far above it."""
    low, high = min(values), max(values)
    return low <= 0 <= high or min(abs(low), abs(high)) < 2 * (high - low) or low == high


def _y_title(spec: ChartSpec, found: AxisRange) -> str:
    hides_zero = found.low > 0 or found.high < 0
    return f"{spec.y_title}; {texts.NOT_FROM_ZERO}" if hides_zero else spec.y_title


def _years(years: Sequence[float]) -> tuple[float, ...]:
    """Years to write below the axis: all of a few, else every n-th back from the last."""
    step = -(-len(years) // _MOST_YEARS)
    return tuple(sorted(years[::-1][::step]))


def _by_group(marks: Sequence[Mark]) -> list[list[Mark]]:
    groups: dict[str, list[Mark]] = {}
    for mark in marks:
        groups.setdefault(mark.group, []).append(mark)
    return list(groups.values())


def _pieces(marks: Sequence[Mark]) -> list[Row]:
    """Rows of one line; a dashed piece begins at the last point before it."""
    rows: list[Row] = []
    last: Mark | None = None
    for (segment, dashed), run in groupby(marks, key=lambda mark: (mark.segment, mark.dashed)):
        piece = f"{marks[0].group}/{len(rows)}"
        if last is not None and last.segment == segment:
            rows.append(_piece(last, piece, dashed=dashed, joint=True))
        for mark in run:
            rows.append(_piece(mark, piece, dashed=dashed, joint=False))
            last = mark
    return rows


def _piece(mark: Mark, piece: str, *, dashed: bool, joint: bool) -> Row:
    return _row(mark, piece=piece, dashed=dashed, joint=joint, area=mark.group == AREA)


def _end_labels(spec: ChartSpec, found: AxisRange) -> list[alt.Chart]:
    """Name each line at the right edge, apart from each other."""
    ends = [(mark.label, mark.text, mark.y, mark.group) for mark in _ends(spec.marks)]
    ends += [(line.label, line.text, line.value, AREA) for line in spec.lines]
    places = spread([(1 - found.share(value)) * HEIGHT for _, _, value, _ in ends], _LINE)
    rows = [
        {
            "label": f"{shortened(label, BODY, _NAME_WIDTH - 40)} {clean(text)}".strip(),
            "y": found.high - place / HEIGHT * (found.high - found.low),
            "area": group == AREA,
        }
        for (label, text, _, group), place in zip(ends, places, strict=True)
    ]
    layers = []
    for area in (False, True):
        base = _chart([row for row in rows if row["area"] == area])
        text = base.mark_text(
            align="left",
            baseline="middle",
            dx=20,
            color=PETROL if area else INK,
            fontWeight="bold" if area else "normal",
        )
        layers.append(text.encode(x=alt.value("width"), y=_upwards("y", found), text="label:N"))
    return layers


def _ends(marks: Sequence[Mark]) -> list[Mark]:
    """Last point of each line."""
    return [group[-1] for group in _by_group(marks)]


def _horizontal_lines(lines: Sequence[ReferenceLine], found: AxisRange) -> list[alt.Chart]:
    """Lines through all years; their names stand with the others at the right edge."""
    base = _chart({"value": line.value} for line in lines).encode(y=_upwards("value", found))
    return [base.mark_rule(color=PETROL, strokeWidth=3)] if lines else []


def _break_rules(breaks: Sequence[int], span: AxisRange) -> list[alt.Chart]:
    """Dotted rules between a year and the one before it that can't be compared."""
    rows = [{"year": year - 0.5, "label": texts.BREAK} for year in breaks]
    base = _chart(rows).encode(x=_across("year", span))
    label = base.mark_text(baseline="bottom", fontSize=SMALL, color=GREY)
    return (
        [
            base.mark_rule(color=GREY, strokeDash=_DOTS, strokeWidth=1.5).encode(
                y=alt.value(0), y2=alt.value("height")
            ),
            label.encode(y=alt.value(-3), text="label:N"),
        ]
        if rows
        else []
    )


def _scatter(spec: ChartSpec) -> Drawn:
    """Points with names where there is room for them."""
    across = axis_range([mark.x or 0 for mark in spec.marks], zero=False)
    upwards = axis_range([mark.y for mark in spec.marks], zero=False)
    title = _upright_title(spec.y_title, 10)
    x = _across("x", across, _number_axis(across, wrapped(spec.x_title, SMALL, WIDTH - 80, 2)))
    y = _upwards("y", upwards, _number_axis(upwards, title.pop("title"), **title))
    layers = []
    for area in (False, True):
        mine = [mark for mark in spec.marks if (mark.group == AREA) == area]
        points = _chart([_row(mark) for mark in mine]).mark_point(
            filled=True,
            size=90 if area else 60,
            color=INK if area else PETROL,
            opacity=0.85,
            shape="diamond" if area else "circle",
        )
        layers.append(points.encode(x=x, y=y, tooltip=_tooltip(spec)))
    if len(spec.marks) <= _MOST_POINT_LABELS:
        layers += _point_labels(spec.marks, across, upwards)
    return layers, HEIGHT


Box: TypeAlias = tuple[float, float, float, float]
_Side: TypeAlias = tuple[Literal["left", "right", "center"], int, int]
_SIDES: tuple[_Side, ...] = (
    ("left", 8, 0),
    ("right", -8, 0),
    ("center", 0, -14),
    ("center", 0, 14),
)
"""How a name is aligned to its point and how far to the right and down it stands."""


def _point_labels(marks: Sequence[Mark], across: AxisRange, upwards: AxisRange) -> list[alt.Chart]:
    """Names beside, above or below their points, where they cover nothing on paper."""
    width = WIDTH - 80
    spots = [
        (across.share(mark.x or 0) * width, (1 - upwards.share(mark.y)) * HEIGHT) for mark in marks
    ]
    taken: list[Box] = [(x - 5, y - 5, x + 5, y + 5) for x, y in spots]
    rows: dict[_Side, list[Row]] = {}
    for mark, spot in zip(marks, spots, strict=True):
        name = shortened(mark.label, SMALL, _NAME_WIDTH)
        boxes = {side: _box(spot, side, text_width(name, SMALL)) for side in _SIDES}
        free = (
            side
            for side, box in boxes.items()
            if _inside(box, width) and not any(_overlap(box, t) for t in taken)
        )
        if side := next(free, None):
            taken.append(boxes[side])
            rows.setdefault(side, []).append({"x": mark.x, "y": mark.y, "name": name})
    return [
        _chart(found)
        .mark_text(align=side[0], baseline="middle", dx=side[1], dy=side[2], fontSize=SMALL)
        .encode(x=_across("x", across), y=_upwards("y", upwards), text="name:N")
        for side, found in rows.items()
    ]


def _box(spot: tuple[float, float], side: _Side, long: float) -> Box:
    """Where a name of this length would stand."""
    align, right, down = side
    left = {"left": 0.0, "right": -long, "center": -long / 2}[align]
    x, y = spot[0] + right, spot[1] + down
    return (x + left, y - 8, x + left + long, y + 8)


def _inside(box: Box, width: float) -> bool:
    return box[0] >= 0 and box[1] >= 0 and box[2] <= width and box[3] <= HEIGHT


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
