"""What may stand in a label: name and value of a unit, or its number where they find no room."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import product
from math import inf
from typing import Final

from atlas.model.specs import UnitFigure
from atlas.render.fonts import POINT, Weight
from atlas.render.hyphenation import LONGEST_KEY, layouts
from atlas.render.paper.page import Box, PrintPage, Style
from atlas.views import texts

NAME_SIZES: Final = (9.0, 8.0, 7.0, 6.5)
NUMBER_SIZES: Final = (7.5, 6.5, 5.5, 5.0)
"""In points; on A3 they are larger by a third. Figures can still be read where letters can't, but
not below 5 points (figures 1.2 mm high): a number without room stands beside its unit."""
_VALUE_GROWTH: Final = 1.0
"""Points by which a value is larger than the name above it."""
_NAME_LEADING, _NUMBER_LEADING = 1.06, 0.84
"""Lines of a label stand closer than those of a paragraph; figures have nothing below the line."""
_NAME_AIR, _NUMBER_AIR = 0.35, 0.15


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelText:
    """Lines of text and what they say: whether the name, whether all that was asked for."""

    lines: tuple[tuple[str, Style], ...]
    is_named: bool = False
    is_complete: bool = False

    @property
    def width(self) -> float:
        """Millimetres the label takes from left to right."""
        return max(style.width(text) for text, style in self.lines) + 2 * self._air

    @property
    def height(self) -> float:
        """Millimetres it takes from top to bottom."""
        return sum(map(self.line_height, (style for _, style in self.lines))) + self._air

    def line_height(self, style: Style) -> float:
        """Millimetres one of its lines takes."""
        return style.size * POINT * (_NAME_LEADING if self.is_named else _NUMBER_LEADING)

    def below(self, style: Style) -> float:
        """Millimetres from the baseline of a line to its end: letters like "g" need more."""
        return style.size * POINT * (0.24 if self.is_named else 0.09)

    @property
    def _air(self) -> float:
        """Room left and right, and half of it above and below."""
        return _NAME_AIR if self.is_named else _NUMBER_AIR

    def around(self, x: float, y: float) -> Box:
        """Return its room with its middle at a point."""
        width, height = self.width, self.height
        return Box(x=x - width / 2, y=y - height / 2, width=width, height=height)

    def in_ink(self, colour: str, halo: str = "") -> LabelText:
        """Return it in another colour, on a rim of `halo` where that is one."""
        styled = ((text, replace(style, colour=colour, halo=halo)) for text, style in self.lines)
        return replace(self, lines=tuple(styled))


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A label at its place; `leader` is the line from its unit to it, where it lies beside."""

    unit: str
    text: LabelText
    box: Box
    leader: tuple[tuple[float, float], tuple[float, float]] | None = None

    def moved(self, x: float, y: float) -> Label:
        """Return it at another place, so many millimetres to the right and down."""
        box = replace(self.box, x=self.box.x + x, y=self.box.y + y)
        if self.leader is None:
            return replace(self, box=box)
        (start_x, start_y), (end_x, end_y) = self.leader
        leader = ((start_x + x, start_y + y), (end_x + x, end_y + y))
        return replace(self, box=box, leader=leader)

    def draw(self, page: PrintPage) -> None:
        """Write the lines from top to bottom."""
        height = sum(self.text.line_height(style) for _, style in self.text.lines)
        y = self.box.y + (self.box.height - height) / 2
        for text, style in self.text.lines:
            y += self.text.line_height(style)
            page.write(self.box.x + self.box.width / 2, y - self.text.below(style), text, style)


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitTexts:
    """The texts of a unit, and which labels can be made of them.

    `value` is what stands below the name: "" where values aren't wanted; the sign of a unit
    without value always stands there, for only it tells grey from grey. No letter is smaller than
    `least` points.
    """

    unit: str
    name: str
    official: str
    number: str
    value: str
    least: float = 0.0

    @property
    def names_in_key(self) -> str:
        """The official name, and behind it the everyday one where maps and charts bear that."""
        if self.official == self.name:
            return self.name
        return texts.MARKED.format(text=self.official, mark=self.name)

    def named(self, *, valued: bool, within: float = inf) -> Iterator[LabelText]:
        """Yield labels with the name: whole words first, in each way the largest letters first.

        What is wider than `within` millimetres is left out.
        """
        value = self.value if valued else ""
        for is_torn, size in product((False, True), self._sizes(NAME_SIZES)):
            below = _value_lines(value, size + _VALUE_GROWTH, within)
            if value and not below:
                continue
            style = _plain(size)
            for way in layouts(self.name):
                if way.is_torn == is_torn and way.width * size <= within:
                    lines = (*((line, style) for line in way.lines), *below)
                    yield LabelText(lines=lines, is_named=True, is_complete=value == self.value)

    def numbered(self, *, valued: bool, within: float = inf) -> Iterator[LabelText]:
        """Yield labels with the number instead of the name, the largest letters first."""
        value = self.value if valued else ""
        for size in self._sizes(NUMBER_SIZES):
            below = _value_lines(value, size, within)
            style = _plain(size)
            if style.width(self.number) <= within and bool(below) == bool(value):
                yield LabelText(lines=((self.number, style), *below))

    def _sizes(self, sizes: Sequence[float]) -> list[float]:
        return [size for size in sizes if size >= self.least]


def unit_texts(
    figures: Sequence[UnitFigure], signs: Sequence[str], *, values: bool, least: float = 0.0
) -> list[UnitTexts]:
    """Return the texts of all units of a map.

    `signs` are those of their entries in the legend, "" for an entry with values.
    """
    numbers = unit_numbers(figures)
    return [
        UnitTexts(
            unit=figure.unit,
            name=_name(figure.shown, figure, numbers),
            official=_name(figure.name, figure, numbers),
            number=numbers[figure.unit],
            value=figure.text if values or sign else "",
            least=least,
        )
        for figure, sign in zip(figures, signs, strict=True)
    ]


def unit_numbers(figures: Sequence[UnitFigure]) -> dict[str, str]:
    """Return the official numbers; if one is too long for a map, the position in their order."""
    if all(len(figure.unit) <= LONGEST_KEY for figure in figures):
        return {figure.unit: figure.unit for figure in figures}
    return {figure.unit: str(position) for position, figure in enumerate(figures, start=1)}


def _name(name: str, figure: UnitFigure, numbers: Mapping[str, str]) -> str:
    """Return a name, the number where it is blank."""
    return name if name.strip() else numbers[figure.unit]


@cache
def _plain(size: float) -> Style:
    return Style(size=size, align="center")


@cache
def _bold(size: float) -> Style:
    return Style(size=size, weight=Weight.SEMIBOLD, align="center")


def _value_lines(value: str, size: float, within: float) -> tuple[tuple[str, Style], ...]:
    """Return the line with the value, none if there is none or it is too wide."""
    style = _bold(size)
    return ((value, style),) if value and style.width(value) <= within else ()
