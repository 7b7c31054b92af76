"""A sheet of paper in millimetres from its top left corner: texts, boxes, paragraphs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.image import AxesImage
from matplotlib.patches import Circle, PathPatch, Polygon, Rectangle
from matplotlib.path import Path
from numpy.typing import NDArray

from atlas.model.colours import ACCENT
from atlas.render import fonts
from atlas.render.colours import INK
from atlas.render.fonts import POINT, Weight
from atlas.render.line_breaks import wrapped
from atlas.render.paper.formats import Paper
from atlas.render.paper.writings import Align, Writing, Writings

_INCH = 25.4
_LEADING = 1.25


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """How a text is set; `halo` is the colour of a rim that keeps it apart from the map."""

    size: float
    weight: Weight = Weight.REGULAR
    colour: str = INK
    align: Align = "left"
    halo: str = ""

    @property
    def leading(self) -> float:
        """Distance of two lines in millimetres."""
        return self.size * POINT * _LEADING

    @property
    def cap_height(self) -> float:
        """Height of a capital letter in millimetres."""
        return self.size * POINT * 0.66

    def width(self, text: str) -> float:
        """Return the width of a text in millimetres."""
        return fonts.width(text, self.size, self.weight)


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A rectangle on the sheet."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Lower edge."""
        return self.y + self.height

    def holds(self, other: Box) -> bool:
        """Whether another box lies within this one."""
        across = self.x <= other.x and other.right <= self.right
        return across and self.y <= other.y and other.bottom <= self.bottom

    def meets(self, other: Box) -> bool:
        """Whether two boxes overlap."""
        across = self.x < other.right and other.x < self.right
        return across and self.y < other.bottom and other.y < self.bottom


@dataclass(slots=True)
class PrintPage:
    """A sheet to draw on. It keeps the letters written on it, for the fonts of an SVG file.

    What is drawn in `ACCENT` has the `accent` of the sheet.
    """

    paper: Paper = field(default_factory=Paper)
    accent: str = ACCENT
    figure: Figure = field(init=False)
    axes: Axes = field(init=False)
    _writings: Writings = field(default_factory=Writings, init=False)
    letters: set[str] = field(default_factory=set, init=False)

    def __post_init__(self) -> None:
        fonts.register()
        width, height = self.paper.width, self.paper.height
        self.figure = Figure(figsize=(width / _INCH, height / _INCH), facecolor="white")
        self.axes = self.figure.add_axes((0, 0, 1, 1))
        self.axes.set(xlim=(0, width), ylim=(height, 0))
        self.axes.set_axis_off()
        self.axes.add_artist(self._writings)

    def write(self, x: float, y: float, text: str, style: Style) -> None:
        """Write one line with its baseline at y; text is text, never a formula."""
        printable = fonts.printable(text)
        self.letters.update(printable)
        self._writings.texts.append(
            Writing(
                x=x,
                y=y,
                text=printable,
                size=style.size,
                weight=style.weight,
                colour=self._own(style.colour),
                align=style.align,
                halo=style.halo,
            )
        )

    def _own(self, colour: str) -> str:
        return self.accent if colour == ACCENT else colour

    @property
    def writings(self) -> list[Writing]:
        """The texts on the page, in the order in which they were written."""
        return self._writings.texts

    def paragraph(self, box: Box, text: str, style: Style) -> float:
        """Write lines into a box, as many as its height holds; return where they end."""
        most = max(1, round(box.height / style.leading))
        y = box.y
        for line in wrapped(text, box.width, style.width, most):
            self.write(box.x, y + style.leading * 0.8, line, style)
            y += style.leading
        return y

    def rectangle(self, box: Box, fill: str, **patch: Any) -> None:  # noqa: ANN401
        """Draw a filled rectangle; `patch` sets properties of matplotlib's patches."""
        shape = Rectangle((box.x, box.y), box.width, box.height, facecolor=fill, **patch)
        self.axes.add_patch(shape)

    def rectangles(self, boxes: Iterable[Box], fill: str) -> None:
        """Draw rectangles as one shape: where two touch no line shows."""
        corners = [
            ((b.x, b.y), (b.right, b.y), (b.right, b.bottom), (b.x, b.bottom), (b.x, b.y))
            for b in boxes
        ]
        shape = Path.make_compound_path(*(Path(points, closed=True) for points in corners))
        self.axes.add_patch(PathPatch(shape, facecolor=fill, linewidth=0))

    def polygon(self, points: Sequence[tuple[float, float]], fill: str, **patch: Any) -> None:  # noqa: ANN401
        """Draw a filled polygon; `patch` as for rectangles."""
        self.axes.add_patch(Polygon(points, facecolor=self._own(fill), **patch))

    def circle(self, centre: tuple[float, float], radius: float, fill: str, **patch: Any) -> None:  # noqa: ANN401
        """Draw a filled circle; `patch` as for rectangles."""
        self.axes.add_patch(Circle(centre, radius, facecolor=fill, **patch))

    def picture(self, box: Box, pixels: NDArray[np.uint8]) -> None:
        """Draw an image (height × width × 3 or 4 channels) into a box of its proportions."""
        extent = (box.x, box.right, box.bottom, box.y)
        image = AxesImage(self.axes, extent=extent, interpolation="antialiased")
        image.set_data(pixels)
        self.axes.add_image(image)

    def line(self, start: tuple[float, float], end: tuple[float, float], width: float) -> None:
        """Draw a straight line in ink; its width is in points."""
        xs, ys = zip(start, end, strict=True)
        self.axes.plot(xs, ys, color=INK, linewidth=width, solid_capstyle="butt")
