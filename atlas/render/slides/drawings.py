"""The drawings of a presentation: an SVG per slide, without what only a pointer would show."""

from __future__ import annotations

import re
from typing import Final

from atlas.atlas import Atlas
from atlas.model.slides import SlideDeck
from atlas.render.figures import figure_svg
from atlas.views.address import atlas_of

_TITLES: Final = re.compile(r"<title>[^<]*</title>\s*")
_NAMED: Final = re.compile(r'\b(id="|href="#|url\(#)')


def slide_drawings(atlas: Atlas, deck: SlideDeck) -> tuple[str, ...]:
    """Draw the figure of each slide in the release it shows; "" where there is nothing to draw."""
    return tuple(
        ""
        if slide.figure is None
        else _TITLES.sub(
            "",
            figure_svg(atlas_of(atlas, slide.figure.choice.scope), slide.figure.choice, "slide"),
        )
        for slide in deck.slides
    )


def with_own_names(svg: str, mark: str) -> str:
    """Tell the names within a drawing apart from those of others on the same page."""
    return _NAMED.sub(lambda match: f"{match[1]}{mark}-", svg)
