"""QR codes: the address of a view as a square that a phone reads off paper."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import Final, TypeAlias

import segno

_MODULE: Final = 0.4
"""Millimetres of a module: phones read finer ones, but not of every printer."""
_LEAST, _MOST = 18.0, 32.0
"""Millimetres of a side. What needs more, the address of a selection of hundreds, has no code."""
QUIET: Final = 4
"""Modules around a code that stay white (ISO/IEC 18004)."""

Strip: TypeAlias = tuple[int, int, int]
"""Row, first column and number of dark modules beside each other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QrCode:
    """Rows of modules from top to bottom, True where dark, without the quiet zone."""

    rows: tuple[tuple[bool, ...], ...]

    @property
    def modules(self) -> int:
        """Modules of a side."""
        return len(self.rows)

    @property
    def side(self) -> float:
        """Millimetres of a side on paper."""
        return max(_LEAST, self.modules * _MODULE)

    @property
    def framed_side(self) -> float:
        """Millimetres of a side with the quiet zone, which `svg` has."""
        return self.side * (self.modules + 2 * QUIET) / self.modules

    @property
    def strips(self) -> Iterator[Strip]:
        """All dark modules."""
        for number, row in enumerate(self.rows):
            start = 0
            for dark, same in groupby(row):
                length = len(list(same))
                if dark:
                    yield number, start, length
                start += length

    @property
    def svg(self) -> str:
        """The code as a drawing, with its quiet zone."""
        path = "".join(f"M{x} {y}h{length}v1h-{length}z" for y, x, length in self.strips)
        size = self.modules + 2 * QUIET
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{-QUIET} {-QUIET} {size} {size}" '
            f'width="{size}" height="{size}"><rect x="{-QUIET}" y="{-QUIET}" width="{size}" '
            f'height="{size}" fill="#ffffff"/><path d="{path}" fill="#000000"/></svg>'
        )


@lru_cache(64)
def qr_code(address: str) -> QrCode | None:
    """Encode an address; None for a path, which leads nowhere, and for one that is too long."""
    if not address.startswith(("http://", "https://")):
        return None
    try:
        drawn = segno.make_qr(address, error="l")
    except segno.DataOverflowError:
        return None
    code = QrCode(rows=tuple(tuple(map(bool, row)) for row in drawn.matrix))
    return code if code.side <= _MOST else None
