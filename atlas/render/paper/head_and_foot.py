"""Head and foot of a printed map: what, where and when; where from, of which day, by whom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from io import BytesIO
from typing import Final

import numpy as np
from PIL import Image

from atlas.model.specs import MapSpec
from atlas.render.captions import kicker, notices, source_entries
from atlas.render.colours import ACCENT, GREY, NOTICE, NOTICE_EDGE, RULE
from atlas.render.fonts import Weight
from atlas.render.line_breaks import wrapped
from atlas.render.paper.formats import MARGIN, Paper
from atlas.render.paper.page import Box, PrintPage, Style
from atlas.render.paper.print_setup import PrintSheet
from atlas.sources.glyphs import missing
from atlas.views import texts
from atlas.views.map import texts as map_texts

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
_NOTICE = Style(size=9.5, weight=Weight.SEMIBOLD)
_FEET: Final = tuple(Style(size=size) for size in (7.5, 7.0, 6.5, 6.0))
_FOOT_SHARE: Final = 0.22
"""Part of the height the foot may take before its letters become smaller."""
_FOOT_MOST: Final = 0.3
_FOOT_LABEL_WIDTH: Final = 23.0
_MOST_CODES: Final = 8
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
) -> Iterator[tuple[str, str]]:
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
    if created is not None:
        yield map_texts.CREATED, f"{created:%d.%m.%Y}"


def draw_foot(page: PrintPage, entries: Sequence[tuple[str, str]]) -> float:
    """Write the entries in two columns at the bottom; return where the map must end."""
    paper = page.paper
    most = paper.height * _FOOT_SHARE
    foots = (_Foot(paper=paper, entries=tuple(entries), style=style) for style in _FEET)
    foot = next(
        (foot for foot in foots if foot.height <= most),
        _Foot(paper=paper, entries=tuple(entries), style=_FEET[-1], most=paper.height * _FOOT_MOST),
    )
    top = paper.height - MARGIN + 3 - foot.height
    page.rectangle(Box(x=MARGIN, y=top - 2.5, width=paper.inner_width, height=0.2), RULE)
    foot.draw(page, top)
    return top - 6


@dataclass(frozen=True, slots=True, kw_only=True)
class _Foot:
    """The entries set in one size of letters; `most` is a height that cuts long texts."""

    paper: Paper
    entries: tuple[tuple[str, str], ...]
    style: Style
    most: float | None = None

    @property
    def height(self) -> float:
        """Millimetres of the higher column."""
        lines, split = self._lines, self._split
        return max(sum(lines[:split]), sum(lines[split:])) * self.style.leading

    def draw(self, page: PrintPage, top: float) -> None:
        """Write both columns."""
        split = self._split
        for number, part in enumerate((self.entries[:split], self.entries[split:])):
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
        return max(2, int(self.most / self.style.leading * 2 / max(1, len(self.entries))))

    @property
    def _lines(self) -> list[int]:
        room = self._column_width - _FOOT_LABEL_WIDTH
        return [
            len(wrapped(text, room, self.style.width, self._most_lines)) for _, text in self.entries
        ]

    @property
    def _split(self) -> int:
        """Number of entries in the first column."""
        lines = self._lines
        heights = [max(sum(lines[:n]), sum(lines[n:])) for n in range(len(lines) + 1)]
        return heights.index(min(heights))
