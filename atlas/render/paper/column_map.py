"""A map without head and foot, as wide as a column of a document or as a slide."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import geopandas as gpd

from atlas.model.specs import MapSpec
from atlas.render.paper.files import inner_svg
from atlas.render.paper.formats import MARGIN
from atlas.render.paper.key_list import KeyList, draw_below, draw_beside, key_height
from atlas.render.paper.legend import Arrangement, arrangements, readable_arrangement
from atlas.render.paper.page import Box, PrintPage
from atlas.render.paper.print_setup import PrintSheet
from atlas.render.paper.printed_map import MapShapes
from atlas.render.paper.symbols import draw_scale

_LOWER: Final = 16.0
"""Millimetres a map is lower for the key below it: another figure has room on the page."""
_HIGHEST_KEY: Final = 64.0
"""Millimetres of a key that leaves a map its place on a page."""


def column_map(spec: MapSpec, boundaries: gpd.GeoDataFrame, sheet: PrintSheet) -> str:
    """Draw the current year of a map with its legend as an SVG; words stand around it elsewhere.

    In a column units are named on the map or in a key: beside it where that has room, else below a
    lower map; of very many only signs stand on it. On a slide those have names that have room for
    letters to be read from the last row; histogram and scale are left out.

    Parameters
    ----------
    boundaries
        Index `unit`, columns `name` and `geometry`, WGS 84.
    sheet
        Paper "column" or "slide"; borders and ground as for a printed map.
    """
    shapes = MapShapes.on_sheet(spec, boundaries, sheet)
    if sheet.paper.smallest_letters:
        return _slide(shapes, sheet)
    page, key = _drawn(shapes, sheet, _body(sheet))
    if not key.rows:
        return inner_svg(page)
    # a lower map may name fewer units than the first: there is room for all of them
    height = key_height(shapes.key(()), sheet.paper.inner_width)
    if height <= _HIGHEST_KEY:
        return _with_key_below(shapes, sheet, height)
    return inner_svg(_drawn(replace(shapes, small=True), sheet, _body(sheet))[0])


def _with_key_below(shapes: MapShapes, sheet: PrintSheet, height: float) -> str:
    """Draw a lower map with its key below it, which takes so many millimetres at most."""
    paper = replace(sheet.paper, below=height - _LOWER)
    whole = _body(sheet)
    body = replace(whole, height=whole.height - _LOWER)
    page, key = _drawn(shapes, replace(sheet, paper=paper), body)
    if not key.rows:
        return inner_svg(page, body.bottom)
    return inner_svg(page, draw_below(page, key, replace(body, y=body.bottom, height=height)))


def _slide(shapes: MapShapes, sheet: PrintSheet) -> str:
    page = PrintPage(paper=sheet.paper, accent=sheet.accent)
    shapes = replace(shapes, spec=replace(shapes.spec, histogram=())).readable()
    arrangement = readable_arrangement(shapes.legend(), _body(sheet), shapes.radius)
    shapes.draw(page, arrangement.room)
    arrangement.draw(page)
    return inner_svg(page)


def _drawn(shapes: MapShapes, sheet: PrintSheet, body: Box) -> tuple[PrintPage, KeyList]:
    """Draw map, legend and scale, with the key beside them; return a key that has no room there."""
    page = PrintPage(paper=sheet.paper, accent=sheet.accent)
    arrangement = _arrangement(shapes, body)
    labels = shapes.draw(page, arrangement.room)
    arrangement.draw(page)
    if not shapes.is_empty:
        draw_scale(page, arrangement.scale, shapes.metres_per_millimetre(arrangement.room))
    key = shapes.key(labels)
    has_room = any(draw_beside(page, key, space) for space in arrangement.spaces)
    return page, replace(key, rows=()) if has_room else key


def _arrangement(shapes: MapShapes, body: Box) -> Arrangement:
    """Put the legend beside the map, in one column: without histogram where all has no room."""
    plain = replace(shapes, spec=replace(shapes.spec, histogram=()))
    first, other = (
        next(arrangements(each.legend(), body, each.radius, beside=True))
        for each in (shapes, plain)
    )
    return other if other.room.width > first.room.width else first


def _body(sheet: PrintSheet) -> Box:
    paper = sheet.paper
    height = paper.height - 2 * MARGIN
    return Box(x=MARGIN, y=MARGIN, width=paper.inner_width, height=height)
