"""A sheet of paper in millimetres from its top left corner: texts, boxes, paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, Final, Literal

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.image import AxesImage
from matplotlib.patches import Circle, Polygon, Rectangle
from matplotlib.patheffects import Stroke
from matplotlib.text import Text
from numpy.typing import NDArray

from atlas.render import fonts
from atlas.render.fonts import POINT, Weight
from atlas.render.look import INK
from atlas.render.paper.formats import Paper

_INCH = 25.4
_LEADING = 1.25
ELLIPSIS: Final = "…"
_GAPS: Final = re.compile(r"[ \n\t](?!\)|%)")
"""Where a line may end: not within the sign "( )", nor between a number and "%"."""

Align = Literal["left", "center", "right"]


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
class Page:
    """A sheet to draw on. It remembers its letters, for the fonts of an SVG file."""

    paper: Paper = field(default_factory=Paper)
    figure: Figure = field(init=False)
    sheet: Axes = field(init=False)
    letters: set[str] = field(default_factory=set, init=False)

    def __post_init__(self) -> None:
        fonts.register()
        wide, high = self.paper.width, self.paper.height
        self.figure = Figure(figsize=(wide / _INCH, high / _INCH), facecolor="white")
        self.sheet = self.figure.add_axes((0, 0, 1, 1))
        self.sheet.set(xlim=(0, wide), ylim=(high, 0))
        self.sheet.set_axis_off()

    def write(self, x: float, y: float, text: str, style: Style) -> None:
        """Write one line with its baseline at y; text is text, never a formula."""
        shown = fonts.printable(text)
        self.letters.update(shown)
        if style.halo:
            self._halo(x, y, shown, style)
        self._text(x, y, shown, style)

    def paragraph(self, place: Box, text: str, style: Style) -> float:
        """Write lines into a box, as many as its height holds; return where they end."""
        most = max(1, round(place.height / style.leading))
        y = place.y
        for line in wrapped(text, place.width, style, most):
            self.write(place.x, y + style.leading * 0.8, line, style)
            y += style.leading
        return y

    def rectangle(self, box: Box, fill: str, **look: Any) -> None:  # noqa: ANN401
        """Draw a filled rectangle; `look` are properties of matplotlib's patches."""
        shape = Rectangle((box.x, box.y), box.width, box.height, facecolor=fill, **look)
        self.sheet.add_patch(shape)

    def polygon(self, points: Sequence[tuple[float, float]], fill: str, **look: Any) -> None:  # noqa: ANN401
        """Draw a filled polygon; `look` as for rectangles."""
        self.sheet.add_patch(Polygon(points, facecolor=fill, **look))

    def circle(self, centre: tuple[float, float], radius: float, fill: str, **look: Any) -> None:  # noqa: ANN401
        """Draw a filled circle; `look` as for rectangles."""
        self.sheet.add_patch(Circle(centre, radius, facecolor=fill, **look))

    def picture(self, place: Box, pixels: NDArray[np.uint8]) -> None:
        """Draw an image (height × width × 3 or 4 channels) into a box of its proportions."""
        extent = (place.x, place.right, place.bottom, place.y)
        image = AxesImage(self.sheet, extent=extent, interpolation="antialiased")
        image.set_data(pixels)
        self.sheet.add_image(image)

    def line(self, start: tuple[float, float], end: tuple[float, float], width: float) -> None:
        """Draw a straight line in ink; its width is in points."""
        xs, ys = zip(start, end, strict=True)
        self.sheet.plot(xs, ys, color=INK, linewidth=width, solid_capstyle="butt")

    def _halo(self, x: float, y: float, text: str, style: Style) -> None:
        # Drawn beneath on its own: a text with path effects would become a mere shape in PDF
        # and SVG, which nobody could search or read aloud.
        artist = self._text(x, y, text, style)
        artist.set_path_effects([Stroke(linewidth=style.size / 5, foreground=style.halo)])

    def _text(self, x: float, y: float, text: str, style: Style) -> Text:
        return self.sheet.text(
            x,
            y,
            text,
            fontsize=style.size,
            fontfamily=style.weight.families,
            color=style.colour,
            horizontalalignment=style.align,
            verticalalignment="baseline",
            parse_math=False,
        )


def wrapped(text: str, width: float, style: Style, most: int) -> list[str]:
    """Break a text into at most `most` lines; what doesn't fit ends in "…"."""
    lines = list(islice(_lines(text, width, style), most + 1))
    if len(lines) <= most:
        return lines
    return [*lines[: most - 1], shortened(lines[most - 1] + ELLIPSIS, width, style)]


def shortened(text: str, width: float, style: Style) -> str:
    """Cut a text that is too wide, and say so by "…"."""
    if style.width(text) <= width:
        return text
    kept = text.rstrip(ELLIPSIS)
    while kept and style.width(kept + ELLIPSIS) > width:
        kept = kept[:-1]
    return kept.rstrip() + ELLIPSIS


def _lines(text: str, width: float, style: Style) -> Iterator[str]:
    """Yield lines broken between words, or within a word that is wider than a line."""
    line = ""
    for word in _pieces(text, width, style):
        longer = f"{line} {word}".lstrip()
        if line and style.width(longer) > width:
            yield line
            line = word
        else:
            line = longer
    if line:
        yield line


def _pieces(text: str, width: float, style: Style) -> Iterator[str]:
    """Yield the words of a text, those wider than a line in parts."""
    # Narrow and no-break spaces hold a number and its unit together.
    for word in re.split(_GAPS, text):
        rest = word
        while rest and style.width(rest) > width:
            end = len(rest)
            while end > 1 and style.width(rest[:end]) > width:
                end -= 1
            yield rest[:end]
            rest = rest[end:]
        if rest:
            yield rest
