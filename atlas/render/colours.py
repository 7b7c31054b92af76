"""Colours that screen and paper share, and the ink that can be read on a colour."""

from __future__ import annotations

from functools import cache
from typing import Final

from atlas.model.colours import contrast

INK: Final = "#18242b"
GREY: Final = "#59666e"
RULE: Final = "#c9d1d5"
PAPER: Final = "#ffffff"
NOTICE: Final = "#fdefcf"
NOTICE_EDGE: Final = "#b07a10"
OUTSIDE: Final = "#eceeef"
"""Areas that are drawn, but have no figure in this table."""
GROUND: Final = "#e9ecee"
"""The whole area below custom areas: lighter than units without a value, as on the screen."""


@cache
def ink_on(fill: str) -> str:
    """Return the ink for texts and lines on a colour: whichever has more contrast."""
    return max((INK, PAPER), key=lambda ink: contrast(ink, fill))
