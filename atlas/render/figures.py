"""A figure of any page as a drawing without frame: words stand around it where it is used."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from atlas.atlas import Atlas
from atlas.model.figures import FigureChoice
from atlas.model.scope import Scope
from atlas.model.specs import ChartSpec, MapPair, MapSpec, SmallMultiples, TableSpec
from atlas.render.paper.formats import ColumnSize, Paper
from atlas.views.address import atlas_of
from atlas.views.figure.figures import figure_spec, halves

if TYPE_CHECKING:
    from geopandas import GeoDataFrame

    from atlas.render.paper.print_setup import PrintSheet

GAP: Final = 24
"""Units of the drawing between two maps."""
_VIEW: Final = re.compile(r'viewBox="([^"]*)"')
_SIZE: Final = re.compile(r'(?:width|height)="[^"]*" ?')


def figure_svg(atlas: Atlas, choice: FigureChoice, size: ColumnSize = "column") -> str:
    """Draw a figure as an SVG whose text needs our fonts; "" for a table, which is no drawing.

    It shows the release that the scope of the choice names.

    Raises
    ------
    UnknownNameError, NoDataError, NoBoundariesError
        If the figure can't be had.
    """
    atlas = atlas_of(atlas, choice.scope)
    # matplotlib and Altair take half a second each: only what draws loads them
    match figure_spec(atlas, choice):
        case ChartSpec() as spec:
            from atlas.render.chart.charts import column_chart  # noqa: PLC0415  (see above)

            return column_chart(spec, flat=size == "slide")
        case MapSpec() as spec:
            return _map(atlas, choice.scope, spec, size)
        case SmallMultiples() as spec:
            from atlas.render.paper.several_maps import column_multiples  # noqa: PLC0415  (see above)

            boundaries = _boundaries(atlas, choice.scope)
            return column_multiples(spec, boundaries, _sheet(atlas, choice.scope, size))
        case MapPair() as pair:
            scopes = halves(atlas, choice.scope, choice.beside or choice.scope)
            return _pair(atlas, scopes, pair, size)
        case TableSpec():
            return ""


def _pair(atlas: Atlas, scopes: Sequence[Scope], pair: MapPair, size: ColumnSize) -> str:
    """Draw two maps: with one legend where they can share it, else each with its own."""
    from atlas.render.paper.legend import shares_legend  # noqa: PLC0415  (see `figure_svg`)
    from atlas.render.paper.print_setup import Borders  # noqa: PLC0415  (see `figure_svg`)
    from atlas.render.paper.several_maps import column_pair  # noqa: PLC0415  (see `figure_svg`)

    if shares_legend(pair):
        left, right = (Borders.of(atlas, scope) for scope in scopes)
        return column_pair(pair, (left, right), _sheet(atlas, scopes[0], size))
    is_slide = size == "slide"
    half: ColumnSize = "half" if is_slide else size
    drawn = [_map(atlas, *one, half) for one in zip(scopes, pair.maps, strict=True)]
    # in a column each legend can be read only where its map has the whole width
    return _in_one(drawn, below=not is_slide)


def _map(atlas: Atlas, scope: Scope, spec: MapSpec, size: ColumnSize) -> str:
    from atlas.render.paper.column_map import column_map  # noqa: PLC0415  (see `figure_svg`)

    return column_map(spec, _boundaries(atlas, scope), _sheet(atlas, scope, size))


def _boundaries(atlas: Atlas, scope: Scope) -> GeoDataFrame:
    return atlas.boundaries(scope.area, scope.level, scope.vintage)


def _sheet(atlas: Atlas, scope: Scope, size: ColumnSize) -> PrintSheet:
    from atlas.render.paper.print_setup import print_setup  # noqa: PLC0415  (see `figure_svg`)

    return print_setup(atlas, scope, Paper(size=size))


def _in_one(drawings: Sequence[str], *, below: bool) -> str:
    """Put drawings of the same size beside or below each other into one."""
    _, _, width, height = (float(side) for side in _VIEW.findall(drawings[0])[0].split())
    step = (0.0, height + GAP) if below else (width + GAP, 0.0)
    placed = (
        _SIZE.sub("", drawing, count=2).replace(
            "<svg ",
            f'<svg x="{number * step[0]:g}" y="{number * step[1]:g}" '
            f'width="{width:g}" height="{height:g}" ',
            1,
        )
        for number, drawing in enumerate(drawings)
    )
    last = len(drawings) - 1
    across, down = last * step[0] + width, last * step[1] + height
    view = f"0 0 {across:g} {down:g}"
    # as white as the drawings: pixels across their edge would be grey where it is transparent
    ground = f'<rect width="{across:g}" height="{down:g}" fill="#ffffff"/>'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{view}">{ground}{"".join(placed)}</svg>'
    )
