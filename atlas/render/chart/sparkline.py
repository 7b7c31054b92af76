"""A small line without axes, as an SVG: for the eye; its caption says the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from atlas.model.colours import ACCENT
from atlas.model.overview import Trend, TrendPoint
from atlas.render.colours import GREY, RULE

WIDTH, HEIGHT, EDGE = 260, 48, 6
"""Pixels at the size it is drawn for; it scales."""
BESIDE = "#7d898d"
"""Colour of the line to compare with."""
PositionOf = Callable[[TrendPoint], tuple[float, float]]


def sparkline(trend: Trend) -> str:
    """Draw a trend: forecasts dashed, a line at every break, a dot at the current year.

    All have one scale: from zero, where a thin line is, to the figure farthest from it. A small
    change looks small, and two lines can be compared. The line beside it is thin and grey.
    """
    position_of = _scaling((*trend.points, *trend.beside))
    _, zero = position_of(TrendPoint(year=trend.points[0].year, value=0.0))
    parts = [
        f'<path d="M0 {zero}H{WIDTH}" stroke="{RULE}" stroke-width="1"/>',
        *_breaks(trend, position_of),
        *_pieces(trend.beside, position_of, (BESIDE, 1.2)),
        *_pieces(trend.points, position_of, (ACCENT, 2)),
        *_dots(trend, position_of),
    ]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'width="{WIDTH}" height="{HEIGHT}">{"".join(parts)}</svg>'
    )


def _scaling(points: Sequence[TrendPoint]) -> PositionOf:
    years = [point.year for point in points]
    values = [point.value for point in points]
    along = (WIDTH - 2 * EDGE) / (max(years) - min(years) or 1)
    low, high = min(0.0, *values), max(0.0, *values)

    def position_of(point: TrendPoint) -> tuple[float, float]:
        height = (point.value - low) / (high - low or 1)
        x = EDGE + (point.year - min(years)) * along
        return round(x, 1), round(HEIGHT - EDGE - height * (HEIGHT - 2 * EDGE), 1)

    return position_of


def _pieces(
    points: Sequence[TrendPoint], position_of: PositionOf, pen: tuple[str, float]
) -> Iterator[str]:
    """One stroke between each two years that can be joined; dashed towards a forecast."""
    colour, width = pen
    for old, new in pairwise(points):
        if old.segment == new.segment:
            (x0, y0), (x1, y1) = position_of(old), position_of(new)
            stroke = f'{GREY}" stroke-dasharray="4 3' if new.forecast else colour
            yield (
                f'<path d="M{x0} {y0}L{x1} {y1}" stroke="{stroke}" stroke-width="{width}" '
                'stroke-linecap="round" fill="none"/>'
            )


def _breaks(trend: Trend, position_of: PositionOf) -> Iterator[str]:
    """An upright line halfway between the last year before a break and the first after it."""
    for old, new in pairwise(trend.points):
        if any(old.year < year <= new.year for year in trend.breaks):
            x = (position_of(old)[0] + position_of(new)[0]) / 2
            yield (
                f'<path d="M{x:.1f} 0V{HEIGHT}" stroke="{GREY}" stroke-width="1.5" '
                'stroke-dasharray="2 3"/>'
            )


def _dots(trend: Trend, position_of: PositionOf) -> Iterator[str]:
    """A dot at the current year, and at years without neighbours."""
    numbers = [point.segment for point in trend.points]
    for point in trend.points:
        current = point.year == trend.current
        if current or numbers.count(point.segment) == 1:
            x, y = position_of(point)
            fill = GREY if point.forecast else ACCENT
            yield f'<circle cx="{x}" cy="{y}" r="{4 if current else 2.5}" fill="{fill}"/>'
