"""Text in drawings that are written by hand."""

from __future__ import annotations

from html import escape

from atlas.render.chart.layout import clean
from atlas.render.chart.paper import INK
from atlas.render.chart.parts import BODY


def svg_text(  # noqa: PLR0913  (each is an attribute of the element)
    x: float,
    y: float,
    text: str,
    *,
    size: int = BODY,
    weight: int = 400,
    anchor: str = "start",
    colour: str = INK,
) -> str:
    """Write a text element, free of what no drawing may contain."""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" font-weight="{weight}" '
        f'text-anchor="{anchor}" fill="{colour}">{escape(clean(text))}</text>'
    )
