"""Sizes of paper."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

Size = Literal["A4", "A3"]
ColumnSize = Literal["column", "slide", "half"]
"""Sizes of a map in a document, on whose pages the column takes 170 millimetres, on a slide, and
of one of two maps on a slide."""
Orientation = Literal["landscape", "portrait"]
MARGIN: Final = 12.0
"""Millimetres of the layout that stay white around it."""
_SIDES: Final = {
    "A4": (297.0, 210.0),
    "A3": (420.0, 297.0),
    "column": (194.0, 134.0),
    "slide": (204.0, 90.0),
    "half": (110.0, 90.0),
}
_SCALES: Final = {"A4": 1.0, "A3": 1.3, "column": 1.0, "slide": 1.0, "half": 1.0}
"""A3 hangs on a wall: its letters are larger, and it still holds more than A4."""
_READABLE: Final = {"slide": 8.0, "half": 8.0}
"""Points of the smallest letters, where smaller ones can't be read from the last row: on a slide
1920 pixels wide they are 28 pixels high."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A sheet to print on.

    Everything is laid out in millimetres of A4; on larger paper these are scaled up.
    """

    size: Size | ColumnSize = "A4"
    orientation: Orientation = "landscape"
    below: float = 0.0
    """Millimetres of the layout that a sheet is higher than its size."""

    @property
    def scale(self) -> float:
        """How many millimetres of paper one millimetre of the layout takes."""
        return _SCALES[self.size]

    @property
    def millimetres(self) -> tuple[float, float]:
        """Width and height of the sheet itself."""
        longer, shorter = _SIDES[self.size]
        return (longer, shorter) if self.is_landscape else (shorter, longer)

    @property
    def width(self) -> float:
        """Width in millimetres of the layout."""
        return self.millimetres[0] / self.scale

    @property
    def height(self) -> float:
        """Height in millimetres of the layout."""
        return self.millimetres[1] / self.scale + self.below

    @property
    def inner_width(self) -> float:
        """Width between the margins, in millimetres of the layout."""
        return self.width - 2 * MARGIN

    @property
    def smallest_letters(self) -> float:
        """Points below which nothing may be written, 0 where nothing forbids it."""
        return _READABLE.get(self.size, 0.0)

    @property
    def is_landscape(self) -> bool:
        """Whether the width is the longer side."""
        return self.orientation == "landscape"
