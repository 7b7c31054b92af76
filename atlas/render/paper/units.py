"""The units of a printed map, drawn by one artist: thousands of them in a few seconds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import shapely
from matplotlib.artist import Artist
from matplotlib.backend_bases import GraphicsContextBase, RendererBase
from matplotlib.colors import to_rgb, to_rgba
from matplotlib.path import Path
from numpy.typing import NDArray

from atlas.model.specs import LegendClass, UnitFigure
from atlas.model.text import without_forbidden
from atlas.render.colours import INK, PAPER, ink_on

HATCH = "////"
HATCH_WIDTH = 0.6
_LEADER, _DOT = 0.4, 0.28
"""Points of a line to a label, millimetres of the dot at its end."""
_RIM = 0.6
_THIN_RIM = 0.35
"""Points of rim per millimetre of radius: a small circle isn't all rim."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A unit to draw: the name of its group in an SVG, what it says, its entry in the legend."""

    name: str
    entry: LegendClass
    title: str = ""


class Units(Artist):
    """Draws shapes in the colours of their classes, with lines that stand out from them.

    A patch per unit would take three times as long, a collection would leave no names in an
    SVG file.
    """

    def __init__(
        self, units: Sequence[Unit], shapes: NDArray[np.object_], line_width: float
    ) -> None:
        super().__init__()
        self._paths = list(zip(units, paths(shapes), strict=True))
        self._line_width = line_width

    def draw(self, renderer: RendererBase) -> None:
        """Draw all units onto a renderer of matplotlib."""
        transform = self.get_transform()
        for unit, path in self._paths:
            pen = self._pen(renderer, unit.entry)
            _open(renderer, unit.name, unit.title)
            renderer.draw_path(pen, path, transform, to_rgb(unit.entry.colour))
            renderer.close_group("unit")
            pen.restore()
        self.stale = False

    def _pen(self, renderer: RendererBase, entry: LegendClass) -> GraphicsContextBase:
        line = ink_on(entry.colour)
        pen = renderer.new_gc()
        pen.set_linewidth(self._line_width)
        pen.set_foreground(to_rgba(line), isRGBA=True)
        pen.set_joinstyle("round")
        _hatch(pen, entry)
        return pen


class Outlines(Artist):
    """Draws borders in ink with a white rim, seen on any colour: `name` is their group's.

    `widths` are the points of the line and of the rim behind it.
    """

    def __init__(self, shapes: NDArray[np.object_], widths: tuple[float, float], name: str) -> None:
        super().__init__()
        self._paths = list(paths(shapes))
        self._widths = widths
        self._name = name

    def draw(self, renderer: RendererBase) -> None:
        """Draw all borders onto a renderer of matplotlib."""
        transform = self.get_transform()
        renderer.open_group("borders", gid=self._name)
        for colour, width in ((PAPER, self._widths[1]), (INK, self._widths[0])):
            pen = renderer.new_gc()
            pen.set_linewidth(width)
            pen.set_foreground(to_rgba(colour), isRGBA=True)
            pen.set_joinstyle("round")
            for path in self._paths:
                renderer.draw_path(pen, path, transform)
            pen.restore()
        renderer.close_group("borders")
        self.stale = False


class Leaders(Artist):
    """Draws lines from units to labels beside them, on a white rim that is seen on dark colours."""

    def __init__(self, lines: Sequence[tuple[tuple[float, float], tuple[float, float]]]) -> None:
        super().__init__()
        self._lines = lines

    def draw(self, renderer: RendererBase) -> None:
        """Draw all lines onto a renderer of matplotlib, each with a dot in its unit."""
        transform = self.get_transform()
        renderer.open_group("leaders")
        for colour, width, radius in ((PAPER, 3 * _LEADER, _DOT), (INK, _LEADER, _DOT)):
            pen = renderer.new_gc()
            pen.set_linewidth(width)
            pen.set_foreground(to_rgba(colour), isRGBA=True)
            for start, end in self._lines:
                renderer.draw_path(pen, Path([start, end]), transform)
                renderer.draw_path(pen, Path.circle(start, radius), transform, to_rgb(colour))
            pen.restore()
        renderer.close_group("leaders")
        self.stale = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Disc:
    """The circle of a unit; a unit without figure has one without radius. `mark`: `MapShapes`."""

    figure: UnitFigure
    entry: LegendClass
    x: float
    y: float
    radius: float
    mark: str = ""


class Discs(Artist):
    """Draws circles in the given order, each with a rim that parts it from others."""

    def __init__(self, discs: Sequence[Disc]) -> None:
        super().__init__()
        self._discs = [disc for disc in discs if disc.radius > 0]

    def draw(self, renderer: RendererBase) -> None:
        """Draw all circles onto a renderer of matplotlib."""
        transform = self.get_transform()
        for disc in self._discs:
            pen = renderer.new_gc()
            pen.set_linewidth(min(_RIM, disc.radius * _THIN_RIM))
            pen.set_foreground(to_rgba(PAPER), isRGBA=True)
            _hatch(pen, disc.entry)
            name = f"unit-{disc.mark}{disc.figure.unit}"
            _open(renderer, name, title_of(disc.figure, disc.entry))
            path = Path.circle((disc.x, disc.y), disc.radius)
            renderer.draw_path(pen, path, transform, to_rgb(disc.entry.colour))
            renderer.close_group("unit")
            pen.restore()
        self.stale = False


def title_of(figure: UnitFigure, entry: LegendClass) -> str:
    """Say of a unit what its colour says: name, figure and class."""
    return without_forbidden(f"{figure.shown}: {figure.text}\n{entry.label}")


def _open(renderer: RendererBase, name: str, title: str) -> None:
    """Begin the group of a unit; an SVG shows its title to whoever points at the unit."""
    renderer.open_group("unit", gid=name)
    writer = getattr(renderer, "writer", None)
    if writer is not None and title:
        writer.element("title", title)


def _hatch(pen: GraphicsContextBase, entry: LegendClass) -> None:
    """Hatch what is drawn next if its figure is of limited reliability."""
    if entry.hatched:
        pen.set_hatch(HATCH)
        pen.set_hatch_color(to_rgba(ink_on(entry.colour)))
        pen.set_hatch_linewidth(HATCH_WIDTH)


def paths(shapes: NDArray[np.object_]) -> Iterator[Path]:
    """Yield each shape as one path: outer rings and holes of all its parts."""
    _, corners, offsets = shapely.to_ragged_array(shapes)
    rings = offsets[0]
    codes = np.full(len(corners), Path.LINETO, dtype=Path.code_type)
    codes[rings[:-1]] = Path.MOVETO
    codes[rings[1:] - 1] = Path.CLOSEPOLY
    # Offsets count rings, then (of multipolygons) polygons, then shapes: follow them down.
    ends = offsets[-1]
    for offset in reversed(offsets[:-1]):
        ends = offset[ends]
    for start, end in pairwise(ends):
        yield Path(corners[start:end], codes[start:end])
