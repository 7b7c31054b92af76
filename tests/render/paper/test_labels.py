from __future__ import annotations

import pytest
import shapely

from atlas.model.specs import UnitFigure
from atlas.render.colours import INK, PAPER
from atlas.render.paper.formats import Paper
from atlas.render.paper.labels import DrawnUnit, draw_labels
from atlas.render.paper.page import Box, PrintPage

DARK = "#2b4431"


def label(width):
    """Sizes and inks of the words on a dark strip of this width in millimetres."""
    page = PrintPage(paper=Paper())
    figure = UnitFigure(
        unit="1",
        name="Westvorstadt",
        value=8.1,
        text="8,1 p | 28,3",
        flag="",
        legend_class=0,
        details=(),
    )
    strip = shapely.box(100, 50, 100 + width, 150)
    draw_labels(
        page,
        [DrawnUnit(figure=figure, shape=strip, fill=DARK)],
        Box(x=0, y=0, width=297, height=210),
    )
    written = [text for text in page.axes.texts if not text.get_path_effects()]
    return {text.get_text(): (text.get_fontsize(), text.get_color()) for text in written}


@pytest.mark.parametrize(
    ("width", "size", "ink"),
    [
        (60, 9.0, PAPER),  # all of it lies within
        (13.5, 6.5, PAPER),  # the smallest letters lie across the border as little as can be
        (11, 6.5, INK),  # letters on the neighbour's colour: on a white rim
    ],
)
def test_a_label_lies_across_a_border_as_little_as_can_be(width, size, ink):
    written = label(width)
    assert written["Westvorstadt"] == (size, ink)
    assert written["8,1 p | 28,3"] == (size + 1.5, ink)
