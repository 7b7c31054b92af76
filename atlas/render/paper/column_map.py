"""A map without head and foot, as wide as a column of a document or as a slide."""

from __future__ import annotations

from dataclasses import replace

import geopandas as gpd

from atlas.model.specs import MapSpec
from atlas.render.paper.files import inner_svg
from atlas.render.paper.formats import MARGIN
from atlas.render.paper.key_list import draw_beside
from atlas.render.paper.legend import Arrangement, arrangements
from atlas.render.paper.page import Box, PrintPage
from atlas.render.paper.print_setup import PrintSheet
from atlas.render.paper.printed_map import MapShapes
from atlas.render.paper.symbols import draw_scale


def column_map(spec: MapSpec, boundaries: gpd.GeoDataFrame, sheet: PrintSheet) -> str:
    """Draw the current year of a map with its legend as an SVG; words stand around it elsewhere.

    Units are named where all of them can be, on the map or in a key beside it: there is no further
    page for a key.

    Parameters
    ----------
    boundaries
        Index `unit`, columns `name` and `geometry`, WGS 84.
    sheet
        Paper "column" or "slide"; borders and ground as for a printed map.
    """
    shapes = MapShapes.on_sheet(spec, boundaries, sheet)
    return _drawn(shapes, sheet, named=True) or _drawn(replace(shapes, small=True), sheet)


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
    paper = sheet.paper
    height = paper.height - 2 * MARGIN
    body = Box(x=MARGIN, y=MARGIN, width=paper.inner_width, height=height)
    return next(arrangements(shapes.legend(), body, shapes.radius, beside=True))
