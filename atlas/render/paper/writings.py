"""The texts of a page, drawn by one artist or, as pixels, by Pillow.

matplotlib lays out and draws each text on its own, at two milliseconds a piece: a page that lists
hundreds of units would take many times as long as its map.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path as FilePath
from typing import Final, Literal

from matplotlib.artist import Artist
from matplotlib.backend_bases import RendererBase
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.colors import to_rgba
from matplotlib.font_manager import FontProperties
from matplotlib.path import Path
from matplotlib.text import Text
from matplotlib.textpath import TextPath
from matplotlib.transforms import Affine2D
from PIL import Image, ImageDraw, ImageFont

from atlas.render import fonts
from atlas.render.fonts import POINT, Weight

Align = Literal["left", "center", "right"]
HALO: Final = 0.2
"""Width of a halo as a part of the size of the letters."""
_ANCHORS: Final = {"left": "ls", "center": "ms", "right": "rs"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Writing:
    """One line of printable text with its baseline at a point, in millimetres of the layout."""

    x: float
    y: float
    text: str
    size: float
    weight: Weight
    colour: str
    align: Align
    halo: str = ""

    @property
    def left(self) -> float:
        """Where its first letter begins."""
        part = {"left": 0.0, "center": 0.5, "right": 1.0}[self.align]
        return self.x - part * fonts.width(self.text, self.size, self.weight)


class Writings(Artist):
    """Draws texts as texts, so that they can be searched and read aloud (PDF, SVG)."""

    def __init__(self) -> None:
        super().__init__()
        self.set_zorder(3)  # above all shapes and lines
        self.texts: list[Writing] = []

    def draw(self, renderer: RendererBase) -> None:
        """Draw all texts onto a renderer of matplotlib; pixels get them from `write_pixels`."""
        if isinstance(renderer, RendererAgg) or not self.texts:
            return
        for writing in self.texts:
            if writing.halo:
                self._draw_halo(renderer, writing)
        self._draw_texts(renderer)
        self.stale = False

    def _draw_texts(self, renderer: RendererBase) -> None:
        # SVG wants the point at which a text is anchored, and asks the carrier for the side of it
        is_svg = hasattr(renderer, "writer")
        points = [(text.x if is_svg else text.left, text.y) for text in self.texts]
        height = renderer.get_canvas_width_height()[1]
        carrier, pen = Text(transform=self.get_transform()), renderer.new_gc()
        placed = zip(self.texts, points, self.get_transform().transform(points), strict=True)
        for writing, point, (x, y) in placed:
            carrier.set_position(point)
            carrier.set_horizontalalignment(writing.align)
            pen.set_foreground(to_rgba(writing.colour), isRGBA=True)
            at = (x, height - y if renderer.flipy() else y)
            # SVG names the families, PDF needs the file: to look for it takes longer than to draw
            file = (
                ""
                if is_svg or len(runs := fonts.runs(writing.text, writing.weight)) > 1
                else runs[0][0]
            )
            properties = _properties(writing.size, writing.weight, file)
            renderer.draw_text(pen, *at, writing.text, properties, 0, mtext=carrier)
        pen.restore()

    def _draw_halo(self, renderer: RendererBase, writing: Writing) -> None:
        """Draw the letters once more beneath as mere shapes: they are no text to be found."""
        size = writing.size * POINT
        shape = _shape(writing.text, writing.weight)
        place = Affine2D().scale(size, -size).translate(writing.left, writing.y)
        pen = renderer.new_gc()
        pen.set_foreground(to_rgba(writing.halo), isRGBA=True)
        pen.set_linewidth(writing.size * HALO)
        pen.set_joinstyle("round")
        renderer.draw_path(pen, shape, place + self.get_transform())
        pen.restore()


@lru_cache(maxsize=2048)
def _shape(text: str, weight: Weight) -> Path:
    """The outline of a text set in letters of size 1."""
    return TextPath((0, 0), text, size=1, prop=_properties(1, weight))


def write_pixels(picture: Image.Image, texts: Sequence[Writing], pixels: float) -> None:
    """Write texts into a picture in which a millimetre of the layout has so many pixels."""
    drawing = ImageDraw.Draw(picture)
    for writing in texts:
        size = writing.size * POINT * pixels
        rim = size * HALO / 2 if writing.halo else 0.0
        runs = fonts.runs(writing.text, writing.weight)
        is_whole = len(runs) == 1
        at = pixels * (writing.x if is_whole else writing.left)
        anchor = _ANCHORS[writing.align if is_whole else "left"]
        for path, run in runs:
            font, place = _font(path, size), (at, writing.y * pixels)
            drawing.text(
                place,
                run,
                writing.colour,
                font,
                anchor,
                stroke_width=rim,
                stroke_fill=writing.halo or None,
            )
            # to measure takes as long as to draw: only what something follows is measured
            at += 0 if is_whole else font.getlength(run)


@lru_cache(maxsize=128)
def _font(path: FilePath, size: float) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(path, size)


@lru_cache(maxsize=128)
def _properties(size: float, weight: Weight, file: FilePath | str = "") -> FontProperties:
    return FontProperties(
        family=weight.families if not file else None, size=size, fname=file or None
    )
