"""Head and foot of a printed map: what, where and when; where from, of which day, by whom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from io import BytesIO
from typing import Final, TypeAlias

import numpy as np
from PIL import Image

from atlas.model.specs import MapPair, MapSpec
from atlas.render.captions import kicker, notices, source_entries
from atlas.render.colours import ACCENT, GREY, NOTICE, NOTICE_EDGE, RULE
from atlas.render.fonts import Weight
from atlas.render.hyphenation import MOST_LABELLED
from atlas.render.line_breaks import wrapped
from atlas.render.paper.formats import MARGIN, Paper
from atlas.render.paper.page import Box, PrintPage, Style
from atlas.render.paper.print_setup import PrintSheet
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
_NOTICE = Style(size=9.5, weight=Weight.SEMIBOLD)
_FEET: Final = tuple(Style(size=size) for size in (7.5, 7.0, 6.5, 6.0))
_FOOT_SHARE: Final = 0.22
"""Part of the height the foot may take before its letters become smaller."""
_FOOT_MOST: Final = 0.3
_FOOT_LABEL_WIDTH: Final = 23.0
_MOST_CODES: Final = 8
_OF_EACH: Final = frozenset({table_texts.REFERENCE_DATES, texts.BOUNDARIES, texts.NOTE})
"""Labels of what is said below each of two maps, even where it is the same."""
_GUTTER: Final = 7.0
_LOGO: Final = (44.0, 16.0)
_LOGO_PIXELS: Final = 1200


def draw_head(page: PrintPage, spec: MapSpec, sheet: PrintSheet) -> float:
    """Write area and year, headline, subtitle and notices; return where the map may begin."""
    year = spec.current_map
    logo = _draw_logo(page, sheet.logo)
    width = page.paper.inner_width - (logo.width + _GUTTER if logo else 0)
    number = f" · {map_texts.MAP_NUMBER} {sheet.number}" if sheet.number else ""
    room = Box(x=MARGIN, y=MARGIN - 2, width=width, height=1)
    room = _write(page, room, kicker(spec, year) + number, (_KICKER, 1))
    room = _write(page, room, year.headline, _fitting(year.headline, width, _HEADLINES))
    room = _write(page, room, year.subtitle, _fitting(year.subtitle, width, _SUBTITLES))
    y = max(room.y + 1, logo.bottom + 2 if logo else 0)
    return _draw_notices(page, y, notices(spec)) + 3


def draw_pair_head(page: PrintPage, pair: MapPair, sheet: PrintSheet) -> float:
    """Write above two maps what they compare, and notices; return where their heads begin."""
    logo = _draw_logo(page, sheet.logo)
    width = page.paper.inner_width - (logo.width + _GUTTER if logo else 0)
    number = f" · {map_texts.MAP_NUMBER} {sheet.number}" if sheet.number else ""
    room = Box(x=MARGIN, y=MARGIN - 2, width=width, height=1)
    room = _write(page, room, pair.title + number, (_KICKER, 2))
    y = max(room.y, logo.bottom + 2 if logo else 0)
    both = dict.fromkeys(notice for spec in pair.maps for notice in notices(spec))
    return _draw_notices(page, y, both) + 1


def draw_half_head(page: PrintPage, room: Box, spec: MapSpec) -> float:
    """Write title, headline and subtitle of one of two maps into a column; return their end."""
    year, width = spec.current_map, room.width
    title = half_title(spec, year.label)
    room = _write(page, room, title, _fitting(title, width, _HALF_TITLES))
    room = _write(page, room, year.headline, _fitting(year.headline, width, _HALF_HEADLINES))
    room = _write(page, room, year.subtitle, _fitting(year.subtitle, width, _HALF_SUBTITLES))
    return room.y + 2


def _draw_notices(page: PrintPage, y: float, lines: Iterable[str]) -> float:
    for line in lines:
        y = _draw_notice(page, y, line)
    return y


def draw_short_head(page: PrintPage, spec: MapSpec) -> float:
    """Write area, year and headline on a page that follows the map; return where it may go on."""
    year, width = spec.current_map, page.paper.inner_width
    room = Box(x=MARGIN, y=MARGIN - 2, width=width, height=1)
    room = _write(page, room, kicker(spec, year), (_KICKER, 1))
    settings = _HEADLINES[2:]
    room = _write(page, room, year.headline, _fitting(year.headline, width, settings))
    y = room.y + 1
    for notice in notices(spec):
        y = _draw_notice(page, y, notice)
    return y + 3


def _fitting(text: str, width: float, settings: Sequence[_Setting]) -> _Setting:
    """Choose the first setting that holds a text whole."""
    fit = (
        (s, most) for s, most in settings if len(wrapped(text, width, s.width, most + 1)) <= most
    )
    return next(fit, settings[-1])


def _write(page: PrintPage, room: Box, text: str, setting: _Setting) -> Box:
    """Write a paragraph at the top of a box; return the box below it."""
    style, lines = setting
    y = page.paragraph(replace(room, height=lines * style.leading), text, style)
    return replace(room, y=y + 1)


def _draw_logo(page: PrintPage, content: bytes) -> Box | None:
    """Draw the logo in the upper right corner; return its box, None without one."""
    if not content:
        return None
    with Image.open(BytesIO(content)) as file:
        picture = file.convert("RGBA")
    picture.thumbnail((_LOGO_PIXELS, _LOGO_PIXELS))
    scale = min(_LOGO[0] / picture.width, _LOGO[1] / picture.height)
    width, height = picture.width * scale, picture.height * scale
    box = Box(x=page.paper.width - MARGIN - width, y=MARGIN - 2, width=width, height=height)
    page.picture(box, np.asarray(picture))
    return box


def _draw_notice(page: PrintPage, y: float, text: str) -> float:
    lines = wrapped(text, page.paper.inner_width - 7, _NOTICE.width, 2)
    band = Box(x=MARGIN, y=y, width=page.paper.inner_width, height=1.4 + len(lines) * 4.8)
    page.rectangle(band, NOTICE)
    page.rectangle(replace(band, width=1.2), NOTICE_EDGE)
    for number, line in enumerate(lines):
        base = band.y + 0.7 + (number + 0.5) * 4.8 + _NOTICE.cap_height / 2
        page.write(band.x + 3.5, base, line, _NOTICE)
    return band.bottom + 1.4


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
    names_drawn = (figure.name for figure in year.figures)
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

    Dates, Gebietsstand and notes are said of each map, all else that is the same of both once.
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
) -> float:
    """Write the entries in two columns at the bottom; return where the map must end.

    What is `beside` each other comes first, in the left and in the right column.
    """
    paper = page.paper
    most = paper.height * _FOOT_SHARE
    fixed = (tuple(beside[0]), tuple(beside[1]))
    smallest = _Foot(paper=paper, entries=tuple(entries), beside=fixed, style=_FEET[-1])
    foots = (replace(smallest, style=style) for style in _FEET)
    foot = next(
        (foot for foot in foots if foot.height <= most),
        replace(smallest, most=paper.height * _FOOT_MOST),
    )
    top = paper.height - MARGIN + 3 - foot.height
    page.rectangle(Box(x=MARGIN, y=top - 2.5, width=paper.inner_width, height=0.2), RULE)
    foot.draw(page, top)
    return top - 6


@dataclass(frozen=True, slots=True, kw_only=True)
class _Foot:
    """The entries set in one size of letters; `most` is a height that cuts long texts."""

    paper: Paper
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
        return (self.paper.inner_width - _GUTTER) / 2

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
