"""How the classes of a map are formed; part of the scope of a view."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

FEWEST_CLASSES, MOST_CLASSES = 3, 7
"""Fewer classes say too little, more can't be distinguished (methods 7.1)."""


class Method(StrEnum):
    """How class limits are chosen."""

    EQUAL = "equal"
    QUANTILES = "quantiles"
    NATURAL = "natural"
    STANDARD_DEVIATION = "deviation"
    AROUND_AREA = "around"
    MANUAL = "manual"


class Palette(StrEnum):
    """Data colours; without one the colours that suit the method are used."""

    PETROL = "petrol"
    BLUE = "blue"
    PURPLE = "purple"
    BLUE_ORANGE = "blue-orange"
    PURPLE_GREEN = "purple-green"


@dataclass(frozen=True, slots=True, kw_only=True)
class Classing:
    """A requested classing.

    `classes` is their number, None for what suits the number of units. `limits` are the inner
    limits of the method MANUAL, ascending; the outer ones come from the figures. `palette` None
    means the one that suits the method.
    """

    method: Method = Method.EQUAL
    classes: int | None = None
    limits: tuple[float, ...] = ()
    palette: Palette | None = None
