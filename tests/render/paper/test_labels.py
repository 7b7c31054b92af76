from __future__ import annotations

import pytest
import shapely

from atlas.model.specs import UnitFigure
from atlas.render.colours import INK, PAPER
from atlas.render.paper.formats import Paper
from atlas.render.paper.label_texts import unit_texts
from atlas.render.paper.labels import DrawnUnit, draw_labels, place_labels
from atlas.render.paper.page import Box, PrintPage

DARK = "#2b4431"
SHEET = Box(x=0, y=0, width=297, height=210)


def figure(name, unit="1", everyday=""):
    return UnitFigure(
        unit=unit,
        name=name,
        everyday=everyday,
        value=8.1,
        text="8,1 p | 28,3",
        flag="",
        legend_class=0,
        details=(),
    )


def label(name, shape, *, everyday="", values=True, fill=DARK):
    """Sizes and inks of the words on a unit of this shape in millimetres."""
    page = PrintPage(paper=Paper())
    texts = unit_texts([figure(name, everyday=everyday)], [""], values=values)
    draw_labels(page, place_labels([DrawnUnit(shape=shape, fill=fill)], texts, SHEET))
    return {text.text: (text.size, text.colour) for text in page.writings}


def strip(width):
    return shapely.box(100, 50, 100 + width, 150)


@pytest.mark.parametrize(
    ("width", "size", "ink"),
    [
        (60, 9.0, PAPER),  # all of it lies within
        (13.5, 6.5, PAPER),  # the smallest letters lie across the border as little as can be
        (11, 6.5, INK),  # letters on the neighbour's colour: on a white rim
    ],
)
def test_a_label_lies_across_a_border_as_little_as_can_be(width, size, ink):
    written = label("Wxxtvxrstxdt", strip(width))  # nothing that could be parted
    assert written == {"Wxxtvxrstxdt": (size, ink), "8,1 p | 28,3": (size + 1, ink)}


def test_a_long_name_is_parted_between_syllables():
    written = label("Donaudampfschifffahrtsviertel", strip(19))
    assert list(written) == ["Donau-", "dampfschiff-", "fahrtsviertel", "8,1 p | 28,3"]


def test_a_map_bears_the_everyday_name_and_the_key_both():
    assert list(label("Wieselbach", strip(40), everyday="Im Dorf")) == ["Im Dorf", "8,1 p | 28,3"]
    (both,) = unit_texts([figure("Wieselbach", everyday="Im Dorf")], [""], values=True)
    assert both.names_in_key == "Wieselbach (Im Dorf)"
    (one,) = unit_texts([figure("Nordhafen")], [""], values=True)
    assert (one.name, one.names_in_key) == ("Nordhafen", "Nordhafen")


def test_without_values_only_names_and_signs_are_written():
    assert list(label("Hafenviertel", strip(40), values=False)) == ["Hafenviertel"]
    sign = unit_texts([figure("Hafenviertel")], ["x"], values=False)
    assert sign[0].value == "8,1 p | 28,3"


def test_a_unit_too_small_for_its_name_gets_a_line_to_it():
    small = DrawnUnit(shape=shapely.box(148, 100, 150, 102), fill=DARK)
    texts = unit_texts([figure("Stiftsviertel")], [""], values=True)
    (placed,) = place_labels([small], texts, SHEET)
    assert placed.text.is_complete
    (start, end) = placed.leader
    assert small.shape.contains(shapely.Point(start))
    assert placed.box.x <= end[0] <= placed.box.right
    assert not shapely.box(*start, *start).intersects(
        shapely.box(placed.box.x, placed.box.y, placed.box.right, placed.box.bottom)
    )


def test_where_numbers_would_be_too_small_to_read_no_label_gives_way():
    shapes = (shapely.box(0, 0, 20, 12), shapely.box(20, 0, 21, 12))
    units = [DrawnUnit(shape=shape, fill=DARK) for shape in shapes]
    figures = [figure("Hafenviertel", unit="1"), figure("Stiftsviertel", unit="2")]
    texts = unit_texts(figures, ["", ""], values=False, least=8.0)
    (placed,) = place_labels(units, texts, Box(x=0, y=0, width=21, height=12))
    assert (placed.unit, placed.text.is_named) == ("1", True)


def test_long_official_numbers_become_running_ones():
    long = [figure("A", unit="05378004"), figure("B", unit="05378008")]
    assert [text.number for text in unit_texts(long, ["", ""], values=True)] == ["1", "2"]
    short = [figure("A", unit="004"), figure("B", unit="008")]
    assert [text.number for text in unit_texts(short, ["", ""], values=True)] == ["004", "008"]
