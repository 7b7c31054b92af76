"""Colours as "#rrggbb": the accent, and how well one stands out against another."""

from __future__ import annotations

from functools import cache
from typing import Final

ACCENT: Final = "#0b6e75"
"""Of headlines, links and marks, where a publisher has none of its own."""

# Constants of WCAG 2.1, "relative luminance".
_DARKEST = 0.04045
_WEIGHTS = (0.2126, 0.7152, 0.0722)


def contrast(colour: str, other: str) -> float:
    """Return the contrast of two colours ("#rrggbb") after WCAG 2.1, from 1 to 21."""
    darker, lighter = sorted((_luminance(colour), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@cache
def readable_on(ground: str, colour: str, least: float = 4.5) -> str:
    """Mix a colour with as little white as makes it stand out against a dark ground."""
    for part in range(0, 100, 5):
        mixed = _with_white(colour, part / 100)
        if contrast(mixed, ground) >= least:
            return mixed
    return "#ffffff"


def _with_white(colour: str, part: float) -> str:
    channels = (int(colour[start : start + 2], 16) for start in (1, 3, 5))
    return "#" + "".join(f"{round(c + (255 - c) * part):02x}" for c in channels)


@cache
def _luminance(colour: str) -> float:
    channels = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    return sum(w * _linear(c) for w, c in zip(_WEIGHTS, channels, strict=True))


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= _DARKEST else ((channel + 0.055) / 1.055) ** 2.4
