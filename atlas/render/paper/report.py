"""Paragraphs and long tables on as many sheets as they need."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import takewhile
from typing import Final

from atlas.model.specs import ReportSpec, TableSpec
from atlas.render.colours import GREY
from atlas.render.description import description_of
from atlas.render.fonts import Weight
from atlas.render.line_breaks import wrapped
from atlas.render.paper.files import page_files
from atlas.render.paper.formats import MARGIN, Paper
from atlas.render.paper.page import Box, PrintPage, Style
from atlas.views import protocol_texts as words

_PAPER: Final = Paper(orientation="portrait")
_TITLE: Final = Style(size=16, weight=Weight.SEMIBOLD)
_SUBTITLE: Final = Style(size=11)
_TEXT: Final = Style(size=9)
_HEADING: Final = Style(size=11, weight=Weight.SEMIBOLD)
_CELL: Final = Style(size=6.5)
_HEAD: Final = Style(size=6.5, weight=Weight.SEMIBOLD)
_FOOT: Final = Style(size=7, colour=GREY)
_GAP: Final = 2.5
"""Millimetres between columns."""
_AFTER: Final = 3.0
_MOST_LINES: Final = 20
_NARROWEST: Final = 9.0
"""Millimetres below which no column is narrowed."""


def report_pdf(spec: ReportSpec) -> bytes:
    """Draw a report as PDF, A4 upright: title, paragraphs, tables one below the other."""
    sheets = _Sheets(spec)
    sheets.paragraph(spec.title, _TITLE, after=1.0)
    sheets.paragraph(spec.subtitle, _SUBTITLE)
    for text in spec.paragraphs:
        sheets.paragraph(text, _TEXT)
    for table in spec.tables:
        if table.rows:
            sheets.table(table)
    return sheets.pdf()


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where the columns of a table begin and how wide they are, in millimetres."""

    lefts: tuple[float, ...]
    widths: tuple[float, ...]

    @classmethod
    def of(cls, table: TableSpec, room: float) -> _Columns:
        """Give each column what its longest text needs; narrow the widest if that is too much."""
        heads = [max(map(_HEAD.width, column.title.split())) for column in table.columns]
        texts = [{row.cells[at].text for row in table.rows} for at in range(len(heads))]
        widths = [
            max(head, *(_CELL.width(text) for text in of)) + 0.1
            for head, of in zip(heads, texts, strict=True)
        ]
        room -= _GAP * (len(widths) - 1)
        while sum(widths) > room and max(widths) > _NARROWEST:
            widest = widths.index(max(widths))
            widths[widest] = max(widths[widest] - 1.0, _NARROWEST)
        lefts = tuple(MARGIN + sum(widths[:at]) + _GAP * at for at in range(len(widths)))
        return cls(lefts, tuple(widths))

    def lines(self, texts: Sequence[str], style: Style) -> list[list[str]]:
        """Break the texts of a row into the lines they take."""
        return [
            wrapped(text, width, style.width, _MOST_LINES) or [""]
            for text, width in zip(texts, self.widths, strict=True)
        ]


def _repeated(texts: Sequence[str], above: Sequence[str]) -> int:
    """How many of the first columns say what the row above says: a reader needs it once."""
    same = (text == other for text, other in zip(texts[:-1], above, strict=False))
    return sum(takewhile(bool, same))


class _Sheets:
    """The sheets of a report, and how far the last one is filled."""

    def __init__(self, spec: ReportSpec) -> None:
        self._spec = spec
        self._pages: list[PrintPage] = []
        self._y = 0.0
        self._turn()

    @property
    def _bottom(self) -> float:
        return _PAPER.height - MARGIN - _FOOT.leading - 1.0

    def _turn(self) -> None:
        self._pages.append(PrintPage(_PAPER))
        self._y = MARGIN

    def paragraph(self, text: str, style: Style, after: float = 1.5) -> None:
        """Write a paragraph, `after` millimetres above what follows."""
        lines = wrapped(text, _PAPER.inner_width, style.width, _MOST_LINES)
        height = len(lines) * style.leading
        if self._y + height > self._bottom:
            self._turn()
        box = Box(x=MARGIN, y=self._y, width=_PAPER.inner_width, height=height)
        self._y = self._pages[-1].paragraph(box, text, style) + after

    def table(self, table: TableSpec) -> None:
        """Write a table; its head stands on each sheet."""
        columns = _Columns.of(table, _PAPER.inner_width)
        self._y += _AFTER
        if self._y + _HEADING.leading + 6 * _CELL.leading > self._bottom:
            self._turn()
        self.paragraph(table.title, _HEADING, after=0.5)
        heads = columns.lines([column.title for column in table.columns], _HEAD)
        self._row(columns, heads, _HEAD)
        above: list[str] = []
        for row in table.rows:
            texts = [cell.text for cell in row.cells]
            lines = columns.lines(texts, _CELL)
            if self._y + max(map(len, lines)) * _CELL.leading > self._bottom:
                self._turn()
                self._row(columns, heads, _HEAD)
                above = []
            repeated = _repeated(texts, above)
            self._row(columns, [[""]] * repeated + lines[repeated:], _CELL)
            above = texts

    def _row(self, columns: _Columns, lines: list[list[str]], style: Style) -> None:
        page, height = self._pages[-1], max(map(len, lines)) * style.leading
        for left, texts in zip(columns.lefts, lines, strict=True):
            for number, text in enumerate(filter(None, texts)):
                page.write(left, self._y + (number + 0.8) * style.leading, text, style)
        self._y += height
        if style is _HEAD:
            self._y += 0.4
            right = MARGIN + _PAPER.inner_width
            page.line((MARGIN, self._y), (right, self._y), 0.4)
            self._y += 0.4

    def pdf(self) -> bytes:
        """Write the feet and bring all sheets into a file."""
        total, foot = len(self._pages), _PAPER.height - MARGIN
        name = f"{self._spec.title}, {self._spec.subtitle}"
        for number, page in enumerate(self._pages, start=1):
            page.write(MARGIN, foot, name, _FOOT)
            right = replace(_FOOT, align="right")
            place = words.PAGE.format(number=number, total=total)
            page.write(MARGIN + _PAPER.inner_width, foot, place, right)
        text = " ".join((self._spec.subtitle, *self._spec.paragraphs))
        described = description_of(name, text, self._spec.title, self._spec.tables[0].provenance)
        (content,) = page_files(self._pages, described, "pdf")
        return content
