"""PNG files written row by row as differences to the row above.

Pillow tries all five filters of the format on each row; on sheets that are mostly plain colour that
takes three times as long for the same size.
"""

from __future__ import annotations

import zlib
from struct import pack
from typing import Final

import numpy as np
from numpy.typing import NDArray

_SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"
_EIGHT_BITS, _TRUE_COLOUR, _UP = 8, 2, 2
"""Of a sample; kind of the pixels; filter of the rows."""
_PACKED, _MOST_MEMORY = 2, 9
"""Levels of zlib: packing more tightly takes twice as long and saves a twentieth."""
_INCHES: Final = 1 / 0.0254
"""In a metre."""


def png_bytes(pixels: NDArray[np.uint8], dpi: float) -> bytes:
    """Write pixels (height × width × 3) as a PNG that says how many there are to an inch."""
    height, width, _ = pixels.shape
    header = pack(">2I5B", width, height, _EIGHT_BITS, _TRUE_COLOUR, 0, 0, 0)
    to_a_metre = round(dpi * _INCHES)
    chunks = (
        chunk(b"IHDR", header),
        chunk(b"pHYs", pack(">2IB", to_a_metre, to_a_metre, 1)),
        chunk(b"IDAT", _packed(pixels.reshape(height, -1))),
        chunk(b"IEND", b""),
    )
    return _SIGNATURE + b"".join(chunks)


def chunk(name: bytes, data: bytes) -> bytes:
    """Write a chunk of a PNG: length, name, data, checksum."""
    body = name + data
    return len(data).to_bytes(4, "big") + body + zlib.crc32(body).to_bytes(4, "big")


def _packed(rows: NDArray[np.uint8]) -> bytes:
    """Pack rows, each behind the number of its filter."""
    filtered = np.empty((rows.shape[0], rows.shape[1] + 1), np.uint8)
    filtered[:, 0] = _UP
    filtered[0, 1:] = rows[0]
    np.subtract(rows[1:], rows[:-1], out=filtered[1:, 1:])
    packer = zlib.compressobj(_PACKED, memLevel=_MOST_MEMORY)
    return packer.compress(filtered.data) + packer.flush()
