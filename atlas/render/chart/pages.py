"""Where many bars stand on paper: in two columns, and in a PDF on several pages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from itertools import pairwise
from math import ceil
from typing import Final

import pikepdf

from atlas.model.scope import ChartKind
from atlas.model.specs import ChartSpec
from atlas.render.chart.parts import LINE

WHOLE: Final = slice(None)
MOST_IN_ONE_COLUMN: Final = 60
COLUMNS: Final = 2
_PITCH: Final = LINE - 1
"""Height of one of many bars, see `bar_chart`."""
_AXIS: Final = 90
"""Height of axis, its title and what keeps them apart from the rest."""
_LEAST_ROWS: Final = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page of a chart: which marks each column has; `number` of `total` pages, 0 if alone."""

    parts: tuple[slice, ...] = (WHOLE,)
    number: int = 0
    total: int = 0


def single_page(spec: ChartSpec) -> Page:
    """All bars on one page as high as they need, in columns if they are many."""
    return Page(parts=_columns(0, len(spec.marks))) if _has_many_bars(spec) else Page()


def pages(spec: ChartSpec, height: float) -> list[Page]:
    """Put many bars on pages that leave this height for the drawing."""
    if not _has_many_bars(spec):
        return [Page()]
    labels = LINE * len(spec.lines)
    rows = max(_LEAST_ROWS, int((height - _AXIS - labels) / _PITCH))
    total = ceil(len(spec.marks) / (rows * COLUMNS))
    # as many on each page, so that the last is not nearly empty
    most = ceil(len(spec.marks) / total)
    starts = [*range(0, len(spec.marks), most), len(spec.marks)]
    parts = [_columns(start, end) for start, end in pairwise(starts)]
    if len(parts) == 1:
        return [Page(parts=parts[0])]
    return [Page(parts=each, number=n, total=len(parts)) for n, each in enumerate(parts, 1)]


def joined_pdf(drawn: list[bytes]) -> bytes:
    """Join PDFs of one page each; the same pages give the same bytes."""
    buffer = BytesIO()
    with pikepdf.new() as pdf:
        for content in drawn:
            with pikepdf.open(BytesIO(content)) as page:
                pdf.pages.extend(page.pages)
        pdf.save(buffer, object_stream_mode=pikepdf.ObjectStreamMode.disable, deterministic_id=True)
    return buffer.getvalue()


def _has_many_bars(spec: ChartSpec) -> bool:
    return spec.kind is ChartKind.BARS and len(spec.marks) > MOST_IN_ONE_COLUMN


def _columns(start: int, end: int) -> tuple[slice, ...]:
    """Cut a run of marks into columns, the first one the longest."""
    return tuple(_slices(start, end, ceil((end - start) / COLUMNS)))


def _slices(start: int, end: int, length: int) -> Iterator[slice]:
    for first in range(start, end, length):
        yield slice(first, min(first + length, end))
