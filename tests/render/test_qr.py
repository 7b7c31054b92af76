"""QR codes: what a phone reads is the address, and nothing stands on it."""

from __future__ import annotations

import re

import pytest
import segno

from atlas.render.fonts import width
from atlas.render.paper.formats import MARGIN, Paper
from atlas.render.paper.head_and_foot import draw_foot
from atlas.render.paper.page import PrintPage
from atlas.render.qr import qr_code

LINK = "https://atlas.example.org/karte?gebiet=ort&ebene=bezirk&indikator=kinder&jahr=2021&v=2"
ENTRIES = [("Quelle", "Ein langer Text " * 30), ("Link", LINK)] * 4


def test_the_code_is_that_of_the_address():
    expected = [[bool(module) for module in row] for row in segno.make_qr(LINK, error="l").matrix]
    code = qr_code(LINK)
    assert [list(row) for row in code.rows] == expected
    drawn = [[False] * len(expected) for _ in expected]
    for x, y, length in re.findall(r"M(\d+) (\d+)h(\d+)v1", code.svg):
        drawn[int(y)][int(x) : int(x) + int(length)] = [True] * int(length)
    assert drawn == expected


@pytest.mark.parametrize("address", ["", "/karte?gebiet=ort", LINK + "1" * 900, LINK + "1" * 9000])
def test_what_leads_nowhere_or_is_too_fine_to_read_has_no_code(address):
    assert qr_code(address) is None


@pytest.mark.parametrize("orientation", ["landscape", "portrait"])
def test_nothing_stands_on_the_code_of_a_sheet(orientation):
    page = PrintPage(paper=Paper(orientation=orientation))
    bottom = draw_foot(page, ENTRIES, link=LINK)
    side = qr_code(LINK).side
    assert side >= 15
    left = page.paper.width - MARGIN - side
    *texts, caption = page.writings
    assert caption.text == "Diese Ansicht öffnen"
    widths = [page_width(text) for text in texts]
    assert all(text.x + width < left for text, width in zip(texts, widths, strict=True))
    assert bottom < min(text.y for text in texts)
    patch = page.axes.patches[-1].get_path().get_extents()
    assert (patch.x0, patch.x1) == pytest.approx((left, left + side))
    assert patch.y1 < caption.y < page.paper.height - MARGIN + 3


def page_width(text) -> float:
    return width(text.text, text.size, text.weight)


def test_without_an_address_the_foot_has_the_whole_width():
    page = PrintPage()
    draw_foot(page, ENTRIES, link="/karte?gebiet=ort")
    assert max(text.x + page_width(text) for text in page.writings) > page.paper.width - MARGIN - 15
