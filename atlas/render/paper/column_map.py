"""A map without head and foot, as wide as a column of a document or as a slide."""

from __future__ import annotations

from dataclasses import replace

import geopandas as gpd

from atlas.model.specs import MapSpec
from atlas.render.paper.files import inner_svg
from atlas.render.paper.formats import MARGIN
from atlas.render.paper.key_list import draw_beside
from atlas.render.paper.legend import Arrangement, arrangements, readable_arrangement
from atlas.render.paper.page import Box, PrintPage
from atlas.render.paper.print_setup import PrintSheet
from atlas.render.paper.printed_map import MapShapes
from atlas.render.paper.symbols import draw_scale


def column_map(spec: MapSpec, boundaries: gpd.GeoDataFrame, sheet: PrintSheet) -> str:
    """Draw the current year of a map with its legend as an SVG; words stand around it elsewhere.

    In a column units are named where all of them can be, on the map or in a key beside it: there
    is no further page for a key. On a slide those have names that have room for letters to be read
    from the last row; histogram and scale are left out.

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
    return _drawn(shapes, sheet, named=True) or _drawn(replace(shapes, small=True), sheet)


def _slide(shapes: MapShapes, sheet: PrintSheet) -> str:
    page = PrintPage(paper=sheet.paper, accent=sheet.accent)
    shapes = replace(shapes, spec=replace(shapes.spec, histogram=())).readable()
    arrangement = readable_arrangement(shapes.legend(), _body(sheet), shapes.radius)
    shapes.draw(page, arrangement.room)
    arrangement.draw(page)
    return inner_svg(page)


def _drawn(shapes: MapShapes, sheet: PrintSheet, *, named: bool = False) -> str:
    """Draw map, legend and scale; a `named` one gives "" where a unit would stay without name."""
    page = PrintPage(paper=sheet.paper, accent=sheet.accent)
    arrangement = _arrangement(shapes, sheet)
    labels = shapes.draw(page, arrangement.room)
    key = shapes.key(labels)
    if named and key.rows and not any(draw_beside(page, key, s) for s in arrangement.spaces):
        return ""
    arrangement.draw(page)
    if not shapes.is_empty:
        draw_scale(page, arrangement.scale, shapes.metres_per_millimetre(arrangement.room))
    return inner_svg(page)


def _arrangement(shapes: MapShapes, sheet: PrintSheet) -> Arrangement:
    """Put the legend beside the map, in one column: without histogram where all has no room."""
    body, plain = _body(sheet), replace(shapes, spec=replace(shapes.spec, histogram=()))
    first, other = (
        next(arrangements(each.legend(), body, each.radius, beside=True))
        for each in (shapes, plain)
    )
    return other if other.room.width > first.room.width else first


def _body(sheet: PrintSheet) -> Box:
    paper = sheet.paper
    height = paper.height - 2 * MARGIN
    return Box(x=MARGIN, y=MARGIN, width=paper.inner_width, height=height)
