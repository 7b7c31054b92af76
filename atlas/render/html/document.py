"""A map as one HTML file: opens by double click, needs no network.

folium brings Leaflet's map; its files, the fonts and the shapes are part of the page, and a
content security policy forbids the browser every request. Changing the year recolours the
shapes that are there. The words of the page are in document.html, its behaviour in
document.js beside this module.
"""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, Final

import folium
import geopandas as gpd
import numpy as np
from branca.element import Figure
from folium.template import Template
from markupsafe import Markup
from xstatic.pkg import leaflet

from atlas.model.areas import BorderOverlay
from atlas.model.specs import LegendClass, MapKind, MapSpec, MapYear, UnitFigure
from atlas.render.captions import kicker, notices, source_entries
from atlas.render.circles import BACKDROP, largest_radius
from atlas.render.colours import GROUND, INK, PAPER, ink_on
from atlas.render.fonts import face_rules
from atlas.render.geometry import drawable, turned
from atlas.render.html.shapes import (
    DIGITS,
    FEW_UNITS,
    WEB_MERCATOR,
    borders,
    bounds,
    collection,
    for_screen,
    label_anchors,
)
from atlas.render.html.templates import LATIN, template, text_of
from atlas.render.hyphenation import LONGEST_KEY, MOST_LABELLED, layouts
from atlas.render.legend import (
    WITHOUT_FIGURE,
    area_line,
    area_position,
    bars,
    class_limits,
    count_text,
    counts_line,
    in_ramp,
    limit_text,
    unit_line,
)
from atlas.render.logo import logo_of
from atlas.views import texts
from atlas.views.map import texts as map_texts
from atlas.views.map.chance import listed

_NAME: Final = "atlas_map"
_LONG_DETAIL: Final = 30


class _Map(folium.Map):
    """A map of folium that takes Leaflet from the installed package instead of the web."""

    # Not folium's template: its viewport would forbid readers to enlarge the page.
    _template = Template(
        """
        {% macro header(this, kwargs) %}
            <script>L_NO_TOUCH = false; L_DISABLE_3D = false;</script>
        {% endmacro %}
        {% macro html(this, kwargs) %}
            <div class="folium-map" id={{ this.get_name()|tojson }}></div>
        {% endmacro %}
        {% macro script(this, kwargs) %}
            var {{ this.get_name() }} = L.map({{ this.get_name()|tojson }}, {
                center: {{ this.location|tojson }},
                crs: L.CRS.{{ this.crs }},
                ...{{ this.options|tojavascript }}
            });
        {% endmacro %}
        """
    )

    def __init__(self) -> None:
        super().__init__(
            tiles=None,
            attribution_control=False,
            zoom_control=False,  # document.js adds it, in German
            zoom_snap=0.25,
            zoom_delta=0.5,
            max_zoom=18,
        )
        self.default_js = [("leaflet", _leaflet_script())]
        self.default_css = [("leaflet_css", _leaflet_style())]

    def get_name(self) -> str:
        """Return a fixed name: folium's random one would make each file different."""
        return _NAME


def html_bytes(
    spec: MapSpec,
    boundaries: gpd.GeoDataFrame,
    overlay: BorderOverlay | None = None,
    ground: gpd.GeoDataFrame | None = None,
) -> bytes:
    """Draw a map with all its years as a page that needs nothing but itself.

    The borders of the `overlay` level lie on top, the shapes of the `ground` below.
    """
    frame = drawable(boundaries)
    below = frame.iloc[:0] if ground is None else drawable(ground)
    years = [_year(spec, year, frame) for year in spec.years]
    current = years[spec.years.index(spec.current_map)]
    shapes = _shapes(frame, below, overlay)
    data = _json(_data(spec, frame, years) | shapes)
    identity = spec.current_map.provenance.identity
    accent = f":root {{ --accent: {identity.accent}; }}"
    styles = (face_rules(LATIN + data), text_of("document.css"), accent)
    page = template("document.html").render(
        **_map_markup(),
        **_sentences(spec, overlay, ground=len(below) > 0),
        spec=spec,
        year=spec.current_map,
        current=current,
        rows=[
            (row["row"], _cells(figure, current["heads"]))
            for figure, row in zip(spec.current_map.figures, current["figures"], strict=True)
        ],
        classes=_legend(spec, current["counts"]),
        ticks=_ticks(spec),
        bars=bars(spec),
        ends=_ends(spec),
        notices=notices(spec),
        has_shapes=len(frame) > 0,
        has_labels=_has_labels(spec, len(frame)),
        data=Markup(data),  # noqa: S704  (_json leaves no "<" in it)
        logo=logo_of(identity.logo),
        logo_alt=texts.LOGO_ALT.format(office=identity.office or spec.area),
        styles=Markup("\n".join(styles)),  # noqa: S704  (ours; the colour is one)
        script=Markup(text_of("document.js")),  # noqa: S704
    )
    return page.encode("utf-8")


def _sentences(spec: MapSpec, overlay: BorderOverlay | None, *, ground: bool) -> dict[str, str]:
    """Return the sentences of the page that depend on the spec."""
    return {
        "no_shapes": map_texts.NO_SHAPES,
        "counts_line": counts_line(spec, overlay, ground=ground),
        "unit_line": unit_line(spec),
        "histogram": map_texts.HISTOGRAM,
        "values_switch": map_texts.VALUES_ON_MAP,
    }


def _map_markup() -> dict[str, Markup]:
    """Return what folium makes of the map: links, element, script."""
    leaflet_map, root = _Map(), Figure()
    root.add_child(leaflet_map)
    leaflet_map.render()  # type: ignore[no-untyped-call]  # folium's mixin has no annotations
    parts = {"head": root.header, "map": root.html, "map_script": root.script}
    return {name: Markup(part.render()) for name, part in parts.items()}  # noqa: S704


def _shapes(
    frame: gpd.GeoDataFrame, below: gpd.GeoDataFrame, overlay: BorderOverlay | None
) -> dict[str, Any]:
    """Return what Leaflet draws: the units, what lies on top and below, and where all of it is."""
    shapes, whole = (turned(np.asarray(each.geometry.array)) for each in (frame, below))
    simplified = for_screen(shapes)
    return {
        "bounds": bounds(np.concatenate([shapes, whole])),
        "shapes": collection(frame.index, simplified),
        "coarser": borders(frame.index, simplified, overlay),
        "whole": collection(("" for _ in whole), for_screen(whole)),
        "wholeColour": GROUND,
    }


def _data(spec: MapSpec, frame: gpd.GeoDataFrame, years: list[dict[str, Any]]) -> dict[str, Any]:
    """Return all that the script of the page needs beside the shapes."""
    return {
        "map": _NAME,
        "legend": [_drawing_of(number, entry) for number, entry in enumerate(_entries(spec))],
        "outside": len(spec.legend),
        "names": _names(spec, frame),
        "few": len(frame) <= FEW_UNITS,
        "labels": _labels(spec, frame) if _has_labels(spec, len(frame)) else {},
        "official": map_texts.OFFICIAL_NAME,
        "weight": min(1.2, max(0.15, 7 / np.sqrt(max(1, len(frame))))),
        "zoom": (map_texts.ZOOM_IN, map_texts.ZOOM_OUT),
        "spots": list(label_anchors(spec, frame)),
        "radius": _radius(spec, frame),
        "circles": [{"label": step.label, "size": step.size} for step in spec.circles],
        "ground": BACKDROP.colour if spec.kind is MapKind.CIRCLES else "",
        "picked": spec.selected,
        "current": spec.years.index(spec.current_map),
        "years": years,
    }


def _year(spec: MapSpec, year: MapYear, frame: gpd.GeoDataFrame) -> dict[str, Any]:
    """Return everything that changes with the year."""
    units = {figure.unit for figure in year.figures}
    outside = sum(unit not in units for unit in frame.index)
    return {
        "label": year.label,
        "headline": year.headline,
        "subtitle": year.subtitle,
        "caption": f"{spec.title}, {kicker(spec, year)}",
        "area": area_line(spec, year),
        "mark": area_position(spec, year),
        "counts": [count_text(n) for _, n in (*_listed(spec, year), (None, outside))],
        "twin": year.text_alternative,
        "heads": _heads(spec, year),
        "sources": list(_below(spec, year, frame)),
        "figures": [_figure(figure, numbered=len(frame) > FEW_UNITS) for figure in year.figures],
    }


def _below(spec: MapSpec, year: MapYear, frame: gpd.GeoDataFrame) -> Iterator[tuple[str, str]]:
    """Yield label and text of everything below the table."""
    yield from _shared(year)
    yield from source_entries(spec, year)
    if year.provenance.signs:
        yield texts.SIGN_LEGEND, "; ".join(year.provenance.signs)
    names = [figure.shown for figure in year.figures if figure.unit not in frame.index]
    if names:
        yield map_texts.WITHOUT_SHAPE, ", ".join(names)


def _has_labels(spec: MapSpec, units: int) -> bool:
    """Whether names are written on a map: not on thousands of units, nor among many circles."""
    most = FEW_UNITS if spec.kind is MapKind.CIRCLES else MOST_LABELLED
    return 0 < units <= most


def _labels(spec: MapSpec, frame: gpd.GeoDataFrame) -> dict[str, Any]:
    """Return the ways to set the name of each unit, and its number where that isn't too long.

    As on the screen and on paper the number stands for a name that finds no room.
    """
    names = {figure.unit: figure.shown for year in spec.years for figure in year.figures}
    return {
        unit: {
            "names": [way.lines for way in sorted(layouts(name), key=lambda way: way.is_torn)],
            "number": unit if len(unit) <= LONGEST_KEY else "",
        }
        for unit, name in names.items()
        if unit in frame.index
    }


def _figure(figure: UnitFigure, *, numbered: bool) -> dict[str, Any]:
    """Return what the page says of a unit; its row is `numbered` where the map bears numbers."""
    official = figure.name if figure.name != figure.shown else ""
    named = texts.MARKED.format(text=figure.shown, mark=official) if official else figure.shown
    first = figure.details[0] if figure.details else (texts.VALUE, figure.text)
    return {
        "unit": figure.unit,
        "name": figure.shown,
        "official": official,
        "row": f"{figure.unit} {named}" if numbered else named,
        "text": figure.text,
        "line": ": ".join(first),
        "size": round(figure.size, DIGITS),
        "legend_class": figure.legend_class,
        "details": figure.details,
    }


def _heads(spec: MapSpec, year: MapYear) -> list[str]:
    """Return the heads of the table: the unit, then every label its details have."""
    shared = dict(_shared(year))
    labels = (label for figure in year.figures for label, _ in figure.details)
    return [spec.level, *(label for label in dict.fromkeys(labels) if label not in shared)]


def _shared(year: MapYear) -> Iterator[tuple[str, str]]:
    """Yield long details that are the same for all units: they are below, not in each row."""
    if not year.figures:
        return
    for label, text in year.figures[0].details:
        same = all((label, text) in figure.details for figure in year.figures)
        if same and len(text) > _LONG_DETAIL:
            yield label, text


def _cells(figure: UnitFigure, heads: list[str]) -> list[str]:
    details = dict(figure.details)
    return [details.get(head, "") for head in heads[1:]]


def _entries(spec: MapSpec) -> tuple[LegendClass, ...]:
    """Return the legend, and at its end the entry of shapes without a row."""
    return (*spec.legend, WITHOUT_FIGURE)


def _drawing_of(number: int, entry: LegendClass) -> dict[str, str | bool]:
    """Return how a class is drawn."""
    line = ink_on(entry.colour or PAPER)
    return {
        "label": entry.label,
        "colour": entry.colour,
        "line": line,
        "light": line == INK,
        "hatched": entry.hatched,
        "sign": entry.sign,
        "pattern": f"hatch-{number}",
    }


def _legend(spec: MapSpec, counts: list[str]) -> list[dict[str, Any]]:
    """Return the entries of the legend as the page lists them."""
    listed_entries = (*(entry for entry, _ in _listed(spec, spec.current_map)), WITHOUT_FIGURE)
    return [
        {
            **_drawing_of(number, entry),
            "position": entry.position if not entry.hatched else None,
            "apart": not in_ramp(entry) or entry is WITHOUT_FIGURE,
            "count": count,
        }
        for number, (entry, count) in enumerate(zip(listed_entries, counts, strict=True))
        if entry is not WITHOUT_FIGURE or count != count_text(0)
    ]


def _listed(spec: MapSpec, year: MapYear) -> tuple[tuple[LegendClass, int], ...]:
    return listed(spec.legend, year.counts, year.untested)


def _ticks(spec: MapSpec) -> list[dict[str, Any]]:
    """Return the classes along the sides of a square legend, each with column and row."""
    if spec.kind is not MapKind.BIVARIATE:
        return []
    across, up = spec.axis_classes
    left = [{"column": 1, "row": len(up) - index, "text": text} for index, text in enumerate(up)]
    below = [
        {"column": index + 2, "row": len(up) + 1, "text": text} for index, text in enumerate(across)
    ]
    return [*left, *below]


def _ends(spec: MapSpec) -> list[str]:
    """Return what is written at the ends of the histogram; cut ones hold all that lies beyond."""
    if not spec.histogram:
        return []
    (first, *_, last), limits = spec.histogram, class_limits(spec)
    below, beyond = (limit_text(spec, limit) for limit in (first.upper, last.lower))
    return [
        map_texts.CLASS_UNDER.format(upper=below)
        if limits[0] < first.lower
        else limit_text(spec, first.lower),
        map_texts.CLASS_FROM.format(lower=beyond)
        if limits[-1] > last.upper
        else limit_text(spec, last.upper),
    ]


def _radius(spec: MapSpec, frame: gpd.GeoDataFrame) -> float:
    """Return the radius of the largest circle on Leaflet's plane."""
    if spec.kind is not MapKind.CIRCLES or not len(frame):
        return 0.0
    plane = frame.geometry.to_crs(WEB_MERCATOR)
    west, south, east, north = plane.total_bounds
    return largest_radius(spec, float(plane.area.sum()), float(min(east - west, north - south)))


def _names(spec: MapSpec, frame: gpd.GeoDataFrame) -> dict[str, str]:
    """Return names of shapes that lack a figure in some year."""
    always = set.intersection(*({f.unit for f in year.figures} for year in spec.years))
    return {unit: name for unit, name in frame["name"].items() if unit not in always}


def _json(data: dict[str, Any]) -> str:
    """Write JSON that is safe in a script element: no name can end it or begin a comment."""
    text = json.dumps(data, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


@cache
def _leaflet_script() -> str:
    return _data_uri("leaflet.js", "text/javascript")


@cache
def _leaflet_style() -> str:
    """Return Leaflet's style sheet with its images in it."""
    style = _leaflet_file("leaflet.css").read_text("utf-8")
    for image in _leaflet_file("images").glob("*.png"):
        style = style.replace(
            f"images/{image.name}", _data_uri(f"images/{image.name}", "image/png")
        )
    return f"data:text/css;base64,{_base64(style.encode('utf-8'))}"


def _data_uri(name: str, kind: str) -> str:
    return f"data:{kind};base64,{_base64(_leaflet_file(name).read_bytes())}"


def _leaflet_file(name: str) -> Path:
    return Path(leaflet.BASE_DIR) / name


def _base64(content: bytes) -> str:
    return b64encode(content).decode("ascii")
