"""The right column of a printed map: classes with their numbers, signs, scale, north."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from math import floor, log10
from typing import Final

from matplotlib.patches import Polygon

from atlas.model.figures import LegendClass, MapSpec
from atlas.model.numbers import format_number
from atlas.render.fonts import Weight
from atlas.render.look import ACCENT, GREY, INK, RULE, ink_on
from atlas.render.map_parts import WITHOUT_FIGURE, area_line, area_mark, count_text, in_ramp
from atlas.render.print_layout import Box, Page, Style
from atlas.render.print_units import HATCH, HATCH_WIDTH
from atlas.views import texts

_TITLE = Style(size=11, weight=Weight.SEMIBOLD)
_LABEL = Style(size=9.5)
_COUNT = replace(_LABEL, colour=GREY, align="right")
SIGN = Style(size=11, weight=Weight.SEMIBOLD, align="center")
_SMALL = Style(size=8, colour=GREY)
_AREA = Style(size=10, weight=Weight.SEMIBOLD, colour=ACCENT)
_SWATCH: Final = 8.0
_MARK: Final = 3.2
_ROW: Final = 7.4
_GAP: Final = 1.6
_COUNT_WIDTH: Final = 11.0
_LONGEST_BAR: Final = 40.0
_KILOMETRE: Final = 1000.0
_TITLE_LINES: Final = 5
_SIGN_LINES: Final = 4


@dataclass(slots=True, kw_only=True)
class Legend:
    """Draws a legend from top to bottom; `y` is where the next line goes."""

    page: Page
    column: Box
    spec: MapSpec
    outside: int
    y: float = 0.0

    def draw(self) -> None:
        """Draw everything above the scale."""
        self.y = self.column.y
        self._say(self.spec.title, _TITLE, _TITLE_LINES)
        if self.spec.unit:
            self._say(texts.IN_UNIT.format(unit=self.spec.unit), _SMALL, 1)
        self.y += 2
        self._draw_classes()
        self.y += 1
        self._say(texts.LEGEND_COUNTS.format(plural=self.spec.level_plural), _SMALL, 2)
        self._draw_signs()

    @property
    def _swatches(self) -> float:
        """Left edge of the swatches; the marker of the area's value stands before it."""
        return self.column.x + _MARK + 0.8

    @property
    def _row(self) -> float:
        """Height of an entry: less where there are many."""
        entries = len(self.spec.legend) + bool(self.outside) + 1
        return min(_ROW, (self.column.bottom - self.y) * 0.7 / entries)

    def _draw_classes(self) -> None:
        """Draw the ramp, the area's value, then hatched classes and signs set apart."""
        shown = list(zip(self.spec.legend, self.spec.shown.counts, strict=True))
        ramp = [(entry, n) for entry, n in shown if in_ramp(entry)]
        rest = [(entry, n) for entry, n in shown if not in_ramp(entry)]
        if self.outside:
            rest.append((WITHOUT_FIGURE, self.outside))
        mark = area_mark(self.spec, self.spec.shown)
        row = self._row
        for entry, count in ramp:
            if mark is not None and entry is self.spec.legend[mark[0]]:
                self._triangle(self.y + mark[1] * row)
            self._draw_entry(entry, count, row)
        self._draw_area()
        for entry, count in rest:
            self._draw_entry(entry, count, row - _GAP)
            self.y += _GAP

    def _draw_entry(self, entry: LegendClass, count: int, height: float) -> None:
        """Draw swatch, label in words and number of units."""
        swatch = Box(x=self._swatches, y=self.y, width=_SWATCH, height=height)
        draw_swatch(self.page, swatch, entry)
        left = swatch.right + 2.5
        wide = self.column.right - left - _COUNT_WIDTH
        lines = 1 if _LABEL.width(entry.label) <= wide else 2
        style = _LABEL if lines == 1 else replace(_LABEL, size=8)
        top = self.y + (height - lines * style.leading) / 2
        room = Box(x=left, y=top, width=wide, height=lines * style.leading)
        self.page.paragraph(room, entry.label, style)
        base = self.y + (height + _COUNT.cap_height) / 2
        self.page.write(self.column.right, base, count_text(count), _COUNT)
        self.y += height

    def _draw_area(self) -> None:
        """Write the area's value behind the same marker."""
        line = area_line(self.spec, self.spec.shown)
        if not line:
            self.y += _GAP * 1.5
            return
        self.y += 2
        if area_mark(self.spec, self.spec.shown) is not None:
            self._triangle(self.y + _AREA.leading / 2)
        room = Box(x=self._swatches, y=self.y, width=self.column.right - self._swatches, height=9)
        self.y = self.page.paragraph(room, line, _AREA) + 2.5

    def _triangle(self, y: float) -> None:
        x = self.column.x
        points = [(x, y - _MARK / 2), (x + _MARK * 0.85, y), (x, y + _MARK / 2)]
        self.page.sheet.add_patch(Polygon(points, facecolor=ACCENT))

    def _draw_signs(self) -> None:
        """Explain the signs that occur."""
        signs = self.spec.shown.provenance.signs
        if signs:
            self.y += 3
            self._say(texts.SIGN_LEGEND, replace(_SMALL, weight=Weight.SEMIBOLD), 1)
        for sign in signs:
            self._say(sign, _SMALL, _SIGN_LINES)

    def _say(self, text: str, style: Style, lines: int) -> None:
        height = lines * style.leading
        room = Box(x=self.column.x, y=self.y, width=self.column.width, height=height)
        self.y = self.page.paragraph(room, text, style)


def draw_swatch(page: Page, place: Box, entry: LegendClass) -> None:
    """Draw the colour of a class, with its hatching or its sign."""
    page.rectangle(place, entry.colour, edgecolor=RULE, linewidth=0.5)
    if entry.hatched:
        ink = ink_on(entry.colour)
        look = {"hatch": HATCH, "hatchcolor": ink, "hatch_linewidth": HATCH_WIDTH}
        page.rectangle(place, "none", linewidth=0, **look)
    if entry.sign:
        style = replace(SIGN, colour=ink_on(entry.colour))
        base = place.y + (place.height + style.cap_height) / 2
        page.write(place.x + place.width / 2, base, entry.sign, style)


def draw_scale(page: Page, place: Box, metres: float) -> None:
    """Draw the scale bar and say where north is; `metres` are those of a millimetre on paper."""
    length = _round_length(_LONGEST_BAR * metres)
    wide, base = length / metres, place.bottom - 1.5
    left, right = place.x, place.x + wide
    page.line((left, base), (right, base), 1.2)
    for x in (left, right):
        page.line((x, base - 1.6), (x, base + 0.2), 1.2)
    page.write((left + right) / 2, base - 1.2, _length(length), replace(_SMALL, align="center"))
    _draw_north(page, place.x, base - 9)


def _draw_north(page: Page, x: float, base: float) -> None:
    tip = base - 5.5
    for side, fill in ((0.0, INK), (3.0, "white")):
        points = [(x + 1.5, tip), (x + side, base), (x + 1.5, base - 1.3)]
        page.sheet.add_patch(Polygon(points, facecolor=fill, edgecolor=INK, linewidth=0.5))
    page.write(x + 5.5, base - 1.2, texts.NORTH, _SMALL)


def _length(metres: float) -> str:
    if metres < _KILOMETRE:
        return texts.METRES.format(length=format_number(metres, 0))
    return texts.KILOMETRES.format(length=format_number(metres / _KILOMETRE, 0))


def _round_length(longest: float) -> float:
    """Return the largest of 1, 2, 5 · 10ⁿ that is not above `longest`."""
    power = 10.0 ** floor(log10(longest))
    steps = (1.0, 2.0, 5.0, 10.0)
    return next(low * power for low, high in pairwise(steps) if longest < high * power)
