"""What slides of all formats draw alike: an SVG per slide, and what stands below large figures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from atlas.atlas import Atlas
from atlas.model.figures import FigureChoice
from atlas.model.overview import Tile
from atlas.render.figures import figure_svg

_TITLES: Final = re.compile(r"<title>[^<]*</title>\s*")
_NAMED: Final = re.compile(r'\b(id="|href="#|url\(#)')
_PATHS: Final = re.compile(r'\bd="[^"]*"')
_FINER: Final = re.compile(r"(\.\d\d)\d+")
"""Digits beyond a hundredth of a point, which no screen shows: half of a large map."""


def slide_drawing(atlas: Atlas, choice: FigureChoice) -> str:
    """Draw the figure of a slide; "" for a table, which is no drawing."""
    svg = _TITLES.sub("", figure_svg(atlas, choice, "slide"))
    return _PATHS.sub(lambda match: _FINER.sub(r"\1", match[0]).replace("\n", ""), svg)


def with_own_names(svg: str, mark: str) -> str:
    """Tell the names within a drawing apart from those of others on the same page."""
    return _NAMED.sub(lambda match: f"{match[1]}{mark}-", svg)


def tile_lines(tile: Tile) -> Iterator[str]:
    """Yield what stands below a large figure: its date, how it changed, what others have."""
    yield tile.date
    for label, text in (*filter(None, (tile.change,)), *tile.references[:1]):
        yield f"{label}: {text}"
