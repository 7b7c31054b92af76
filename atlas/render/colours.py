"""Colours that screen and paper share, and the ink that can be read on a colour."""

from __future__ import annotations

from functools import cache
from typing import Final

INK: Final = "#18242b"
GREY: Final = "#59666e"
RULE: Final = "#c9d1d5"
ACCENT: Final = "#0b6e75"
PAPER: Final = "#ffffff"
NOTICE: Final = "#fdefcf"
NOTICE_EDGE: Final = "#b07a10"
OUTSIDE: Final = "#eceeef"
"""Areas that are drawn, but have no figure in this table."""
GROUND: Final = "#e9ecee"
"""The whole area below custom areas: lighter than units without a value, as on the screen."""

# Constants of WCAG 2.1, "relative luminance".
_DARKEST = 0.04045
_WEIGHTS = (0.2126, 0.7152, 0.0722)


def contrast(colour: str, other: str) -> float:
    """Return the contrast of two colours ("#rrggbb") after WCAG 2.1, from 1 to 21."""
    darker, lighter = sorted((_luminance(colour), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@cache
def ink_on(fill: str) -> str:
    """Return the ink for texts and lines on a colour: whichever has more contrast."""
    return max((INK, PAPER), key=lambda ink: contrast(ink, fill))


@cache
def _luminance(colour: str) -> float:
    channels = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    return sum(w * _linear(c) for w, c in zip(_WEIGHTS, channels, strict=True))


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= _DARKEST else ((channel + 0.055) / 1.055) ** 2.4
