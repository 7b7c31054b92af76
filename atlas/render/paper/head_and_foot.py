"""Head and foot of a printed map: what, where and when; where from, of which day, by whom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from io import BytesIO
from typing import Final, TypeAlias

import numpy as np
from PIL import Image

from atlas.model.colours import ACCENT
from atlas.model.specs import MapPair, MapSpec
from atlas.render.captions import kicker, notices, source_entries
from atlas.render.colours import GREY, NOTICE, NOTICE_EDGE, RULE
from atlas.render.fonts import Weight
from atlas.render.hyphenation import MOST_LABELLED
from atlas.render.line_breaks import wrapped
from atlas.render.logo import logo_of
from atlas.render.paper.blocks import Paragraph, Stack
from atlas.render.paper.formats import MARGIN, Paper
from atlas.render.paper.page import Box, PrintPage, Style
from atlas.render.paper.print_setup import PrintSheet
from atlas.render.paper.symbols import CODE_LINE, SMALL, draw_code
from atlas.render.qr import qr_code
from atlas.sources.glyphs import missing
from atlas.views import texts
from atlas.views.map import texts as map_texts
from atlas.views.map.several import half_title
from atlas.views.table import texts as table_texts

FootEntry: TypeAlias = tuple[str, str]
"""Label and text."""
_Setting = tuple[Style, int]
"""Letters of a text, and the lines it may take."""
_KICKER = Style(size=10, weight=Weight.SEMIBOLD, colour=ACCENT)
_HEADLINES = (
    (Style(size=21, weight=Weight.SEMIBOLD), 1),
    (Style(size=18, weight=Weight.SEMIBOLD), 2),
    (Style(size=14, weight=Weight.SEMIBOLD), 3),
    (Style(size=11, weight=Weight.SEMIBOLD), 12),
)
"""From large to small: the first that holds a headline whole is taken, the last cuts a book."""
_SUBTITLES = ((Style(size=10, colour=GREY), 3), (Style(size=8.5, colour=GREY), 15))
_HALF_TITLES = ((replace(_KICKER, size=9), 2), (replace(_KICKER, size=8), 6))
_HALF_HEADLINES = (
    (Style(size=15, weight=Weight.SEMIBOLD), 2),
    (Style(size=13, weight=Weight.SEMIBOLD), 3),
    (Style(size=11, weight=Weight.SEMIBOLD), 4),
    (Style(size=9, weight=Weight.SEMIBOLD), 12),
)
_HALF_SUBTITLES = ((Style(size=9, colour=GREY), 3), (Style(size=8, colour=GREY), 15))
"""Of two maps side by side: each has but half the width."""
_COLUMN_HEADLINES = (
    (Style(size=16, weight=Weight.SEMIBOLD), 3),
    (Style(size=14, weight=Weight.SEMIBOLD), 3),
    (Style(size=12.5, weight=Weight.SEMIBOLD), 4),
    *_HALF_HEADLINES[2:],
)
"""Of a head in a column beside the map."""
_WIDE_HEAD = (((_KICKER, 1),), _HEADLINES, _SUBTITLES)
_COLUMN_HEAD = (_HALF_TITLES, _COLUMN_HEADLINES, _HALF_SUBTITLES)
_NOTICE = Style(size=9.5, weight=Weight.SEMIBOLD)
_NOTICE_LINES: Final = 3
_NOTICE_LEADING, _AFTER_NOTICE = 4.8, 1.4
_FEET: Final = tuple(Style(size=size) for size in (7.5, 7.0, 6.5, 6.0))
_FOOT_SHARE: Final = 0.22
"""Part of the height the foot may take before its letters become smaller."""
_FOOT_MOST: Final = 0.3
_FOOT_LABEL_WIDTH: Final = 23.0
_MOST_CODES: Final = 8
_OF_EACH: Final = frozenset({table_texts.REFERENCE_DATES, texts.BOUNDARIES})
"""Labels of what is said below each of two maps, even where it is the same."""
_GUTTER: Final = 7.0
_LOGO: Final = (44.0, 16.0)
_PAGE_NUMBER: Final = 5.0
"""Millimetres from the lower edge of the sheet to the line with the number of the page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Notices:
    """What must not be overlooked, each in a coloured band."""

    lines: tuple[str, ...]

    def height(self, width: float) -> float:
        """Millimetres it takes when it is `width` wide."""
        return sum(self._band(line, width) + _AFTER_NOTICE for line in self.lines)

    def draw(self, page: PrintPage, box: Box) -> None:
        """Draw them from the top of a box down."""
        y = box.y
        for text in self.lines:
            band = replace(box, y=y, height=self._band(text, box.width))
            page.rectangle(band, NOTICE)
            page.rectangle(replace(band, width=1.2), NOTICE_EDGE)
            for number, line in enumerate(self._wrapped(text, box.width)):
                base = y + 0.7 + (number + 0.5) * _NOTICE_LEADING + _NOTICE.cap_height / 2
                page.write(band.x + 3.5, base, line, _NOTICE)
            y = band.bottom + _AFTER_NOTICE

    def _band(self, text: str, width: float) -> float:
        return 1.4 + len(self._wrapped(text, width)) * _NOTICE_LEADING

    def _wrapped(self, text: str, width: float) -> list[str]:
        return wrapped(text, width - 7, _NOTICE.width, _NOTICE_LINES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """Area and year, headline, subtitle and notices, above a map or in a column at the right.

    `box` is where it may begin and how wide it is.
    """

    spec: MapSpec
    sheet: PrintSheet
    box: Box
    in_column: bool = False

    @classmethod
    def on_top(cls, spec: MapSpec, sheet: PrintSheet) -> Head:
        """The head that is as wide as the sheet."""
        return cls(spec=spec, sheet=sheet, box=_top_of(sheet.paper))

    @property
    def end(self) -> float:
        """Height at which what it stands above may begin."""
        return self._notices_top + self._notices.height(self.box.width) + 3

    def draw(self, page: PrintPage) -> float:
        """Draw it; return its end."""
        _draw_logo(page, self.sheet)
        self._texts.draw(page, replace(self.box, y=self._top, width=self._text_width))
        self._notices.draw(page, replace(self.box, y=self._notices_top))
        return self.end

    @property
    def _top(self) -> float:
        """Where the texts begin: in a column below the logo."""
        return self._logo_end if self._logo and self.in_column else self.box.y

    @property
    def _text_width(self) -> float:
        """Width of the texts: not in a column they stand beside the logo."""
        taken = 0.0 if self.in_column or not self._logo else self._logo.width + _GUTTER
        return self.box.width - taken

    @property
    def _notices_top(self) -> float:
        return max(self._top + self._texts.height(self._text_width) + 1, self._logo_end)

    @property
    def _logo(self) -> Box | None:
        return _logo_box(self.sheet)

    @property
    def _logo_end(self) -> float:
        return self._logo.bottom + 2 if self._logo else 0.0

    @property
    def _texts(self) -> Stack:
        year, sizes = self.spec.current_map, _COLUMN_HEAD if self.in_column else _WIDE_HEAD
        lines = (kicker(self.spec, year) + _number(self.sheet), year.headline, year.subtitle)
        written = (
            _paragraph(line, self._text_width, settings)
            for line, settings in zip(lines, sizes, strict=True)
        )
        return Stack(blocks=tuple(written))

    @property
    def _notices(self) -> _Notices:
        return _Notices(lines=notices(self.spec))


def number_pages(pages: Sequence[PrintPage]) -> None:
    """Say on each of several pages which it is, and on the first one where its key is."""
    for number, page in enumerate(pages if len(pages) > 1 else (), start=1):
        form = map_texts.FIRST_PAGE if number == 1 else map_texts.PAGE
        text = form.format(number=number, total=len(pages))
        y = page.paper.height - _PAGE_NUMBER
        page.write(page.paper.width - MARGIN, y, text, replace(SMALL, align="right"))


def _number(sheet: PrintSheet) -> str:
    """The number of the map in a series, behind area and year."""
    return f" · {map_texts.MAP_NUMBER} {sheet.number}" if sheet.number else ""


def _top_of(paper: Paper) -> Box:
    """The upper edge of what is written on a sheet."""
    return Box(x=MARGIN, y=MARGIN - 2, width=paper.inner_width, height=1)


def draw_pair_head(page: PrintPage, pair: MapPair, sheet: PrintSheet) -> float:
    """Write above two maps what they compare, and notices; return where their heads begin."""
    logo, room = _draw_logo(page, sheet), _top_of(page.paper)
    title = replace(room, width=room.width - (logo.width + _GUTTER if logo else 0))
    end = _write(page, title, pair.title + _number(sheet), ((_KICKER, 2),)).y
    both = dict.fromkeys(notice for spec in pair.maps for notice in notices(spec))
    room = replace(room, y=max(end, logo.bottom + 2 if logo else 0))
    return _draw_notices(page, room, both) + 1


def draw_half_head(page: PrintPage, room: Box, spec: MapSpec) -> float:
    """Write title, headline and subtitle of one of two maps into a column; return their end."""
    year = spec.current_map
    room = _write(page, room, half_title(spec, year.label), _HALF_TITLES)
    room = _write(page, room, year.headline, _HALF_HEADLINES)
    room = _write(page, room, year.subtitle, _HALF_SUBTITLES)
    return room.y + 2


def draw_short_head(page: PrintPage, spec: MapSpec) -> float:
    """Write area, year and headline on a page that follows the map; return where it may go on."""
    room = _write(page, _top_of(page.paper), kicker(spec, spec.current_map), ((_KICKER, 1),))
    room = _write(page, room, spec.current_map.headline, _HEADLINES[2:])
    return _draw_notices(page, replace(room, y=room.y + 1), notices(spec)) + 3


def _draw_notices(page: PrintPage, room: Box, lines: Iterable[str]) -> float:
    """Draw notices from the top of a box down; return where they end."""
    block = _Notices(lines=tuple(lines))
    block.draw(page, room)
    return room.y + block.height(room.width)


def _fitting(text: str, width: float, settings: Sequence[_Setting]) -> _Setting:
    """Choose the first setting that holds a text whole."""
    fit = (
        (s, most) for s, most in settings if len(wrapped(text, width, s.width, most + 1)) <= most
    )
    return next(fit, settings[-1])


def _paragraph(text: str, width: float, settings: Sequence[_Setting]) -> Paragraph:
    """Set a text in the first setting that holds it whole."""
    style, lines = _fitting(text, width, settings)
    return Paragraph(text=text, style=style, lines=lines, after=1.0)


def _write(page: PrintPage, room: Box, text: str, settings: Sequence[_Setting]) -> Box:
    """Write a paragraph at the top of a box; return the box below it."""
    block = _paragraph(text, room.width, settings)
    block.draw(page, room)
    return replace(room, y=room.y + block.height(room.width))


def _logo_box(sheet: PrintSheet) -> Box | None:
    """Where the logo is, in the upper right corner; None without one."""
    logo = logo_of(sheet.logo)
    if logo is None:
        return None
    width, height = logo.fitting(*_LOGO)
    return Box(x=sheet.paper.width - MARGIN - width, y=MARGIN - 2, width=width, height=height)


def _draw_logo(page: PrintPage, sheet: PrintSheet) -> Box | None:
    """Draw the logo; return its box, None without one."""
    logo, box = logo_of(sheet.logo), _logo_box(sheet)
    if logo is not None and box is not None:
        with Image.open(BytesIO(logo.png)) as file:
            page.picture(box, np.asarray(file))
    return box


def foot_entries(
    spec: MapSpec, shapeless: Iterable[str], created: date | None
) -> Iterator[FootEntry]:
    """Yield label and text of everything below the map."""
    year = spec.current_map
    sources = tuple(source_entries(spec, year))
    yield from sources
    if signs := year.provenance.signs:
        yield texts.SIGN_LEGEND, "; ".join(signs)
    if names := ", ".join(shapeless):
        yield map_texts.WITHOUT_SHAPE, names
    printed = (text for entry in sources for text in entry)
    names_drawn = (figure.name + figure.everyday for figure in year.figures)
    letters = missing("".join((kicker(spec, year), year.headline, *printed, *names_drawn)))
    if letters:
        codes = ", ".join(f"U+{ord(letter):04X}" for letter in letters[:_MOST_CODES])
        yield map_texts.NOT_IN_FONT, map_texts.LETTERS_REPLACED.format(codes=codes)
    if len(year.figures) > MOST_LABELLED:
        yield map_texts.NAMES, map_texts.TOO_MANY_NAMES.format(plural=spec.level_plural)
    yield from _creation(created)


def _creation(created: date | None) -> list[FootEntry]:
    return [] if created is None else [(map_texts.CREATED, f"{created:%d.%m.%Y}")]


def pair_foot_entries(
    pair: MapPair, shapeless: Sequence[Iterable[str]], created: date | None
) -> tuple[list[FootEntry], list[FootEntry], list[FootEntry]]:
    """List what is below the left map, below the right one, and below both.

    Dates and Gebietsstand are said of each map, all else that is the same of both once.
    """
    every = [
        list(foot_entries(spec, names, None))
        for spec, names in zip(pair.maps, shapeless, strict=True)
    ]
    common = [e for e in every[0] if e in every[1] and e[0] not in _OF_EACH]
    left, right = (
        [(side, half_title(spec, spec.current_map.label)), *(e for e in own if e not in common)]
        for side, spec, own in zip(map_texts.SIDES.values(), pair.maps, every, strict=True)
    )
    return left, right, [*common, *_creation(created)]


def draw_foot(
    page: PrintPage,
    entries: Sequence[FootEntry],
    beside: tuple[Sequence[FootEntry], Sequence[FootEntry]] = ((), ()),
    link: str = "",
) -> float:
    """Write the entries in two columns at the bottom; return where the map must end.

    What is `beside` each other comes first, in the left and in the right column. Right of them is
    the QR code of a `link` that leads somewhere.
    """
    paper, code = page.paper, qr_code(link)
    side = code.side if code else 0.0
    most = paper.height * _FOOT_SHARE
    smallest = _Foot(
        width=paper.inner_width - (side + _GUTTER if code else 0.0),
        entries=tuple(entries),
        beside=(tuple(beside[0]), tuple(beside[1])),
        style=_FEET[-1],
    )
    foots = (replace(smallest, style=style) for style in _FEET)
    foot = next(
        (foot for foot in foots if foot.height <= most),
        replace(smallest, most=paper.height * _FOOT_MOST),
    )
    height = max(foot.height, side + CODE_LINE if code else 0.0)
    top = paper.height - MARGIN + 3 - height
    page.rectangle(Box(x=MARGIN, y=top - 2.5, width=paper.inner_width, height=0.2), RULE)
    foot.draw(page, top)
    if code:
        left = paper.width - MARGIN - side
        draw_code(page, Box(x=left, y=top, width=side, height=side + CODE_LINE), code)
    return top - 6


@dataclass(frozen=True, slots=True, kw_only=True)
class _Foot:
    """The entries set in one size of letters, in two columns that are `width` wide together.

    `most` is a height that cuts long texts.
    """

    width: float
    entries: tuple[FootEntry, ...]
    beside: tuple[tuple[FootEntry, ...], tuple[FootEntry, ...]]
    style: Style
    most: float | None = None

    @property
    def height(self) -> float:
        """Millimetres of the higher column."""
        return max(map(self._lines, self._columns)) * self.style.leading

    def draw(self, page: PrintPage, top: float) -> None:
        """Write both columns."""
        for number, part in enumerate(self._columns):
            x, y = MARGIN + number * (self._column_width + _GUTTER), top
            for label, text in part:
                y = self._draw_entry(
                    page, Box(x=x, y=y, width=self._column_width, height=1), label, text
                )

    def _draw_entry(self, page: PrintPage, box: Box, label: str, text: str) -> float:
        grey = replace(self.style, colour=GREY)
        page.paragraph(replace(box, width=_FOOT_LABEL_WIDTH), label, grey)
        room = replace(
            box,
            x=box.x + _FOOT_LABEL_WIDTH,
            width=box.width - _FOOT_LABEL_WIDTH,
            height=self._most_lines * self.style.leading,
        )
        return page.paragraph(room, text, self.style)

    @property
    def _column_width(self) -> float:
        """Width of a column."""
        return (self.width - _GUTTER) / 2

    @property
    def _most_lines(self) -> int:
        """Lines an entry may have: all it needs, unless the foot would become too tall."""
        if self.most is None:
            return 1000
        number = len(self.entries) + sum(map(len, self.beside))
        return max(2, int(self.most / self.style.leading * 2 / max(1, number)))

    def _lines(self, entries: Iterable[FootEntry]) -> int:
        room = self._column_width - _FOOT_LABEL_WIDTH
        most, width_of = self._most_lines, self.style.width
        return sum(len(wrapped(text, room, width_of, most)) for _, text in entries)

    @property
    def _columns(self) -> tuple[tuple[FootEntry, ...], tuple[FootEntry, ...]]:
        """The entries in two columns of about the same height."""
        left, right = self.beside
        ways = (
            ((*left, *self.entries[:n]), (*right, *self.entries[n:]))
            for n in range(len(self.entries) + 1)
        )
        return min(ways, key=lambda way: max(map(self._lines, way)))
