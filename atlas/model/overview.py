"""What the start page shows of an area: every decision about it, taken once."""

from __future__ import annotations

from dataclasses import dataclass

from atlas.model.scope import Scope
from atlas.model.specs import MapSeries, TableSpec


@dataclass(frozen=True, slots=True, kw_only=True)
class TrendPoint:
    """One year of a small line; points of different segments are not joined."""

    year: int
    value: float
    segment: int = 0
    forecast: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Trend:
    """A small line over all years; `current` is the year of the tile.

    `breaks` are the years from which on the series can't be compared with the years before.
    `alt` describes the line in words, `caption` is the line of text below it. `beside` is a second
    line to compare with. `label` and `beside_label` say what the lines are of.
    """

    points: tuple[TrendPoint, ...]
    current: int
    breaks: tuple[int, ...]
    alt: str
    caption: str
    beside: tuple[TrendPoint, ...] = ()
    label: str = ""
    beside_label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tile:
    """One core figure of the whole area.

    `change` is label and text, None where there is one year only. `references` are label and
    text. `trend` is None where there is one year only. `scope` is what the links to map, table
    and charts open. `remark` says which other total there is for the figure.
    """

    title: str
    value: str
    date: str
    change: tuple[str, str] | None
    references: tuple[tuple[str, str], ...]
    trend: Trend | None
    scope: Scope
    remark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SmallMap:
    """A core figure in the districts: a map of one year, which is the only column of `series`.

    `alt` describes it in words; `unit_line` says in which unit the labels of the legend are. A ring
    is drawn around the units `ringed` where they are too small to be seen.
    """

    title: str
    alt: str
    unit_line: str
    series: MapSeries
    scope: Scope
    ringed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Direction:
    """Districts that moved in one direction, in official order.

    `text` says how many and names all of a few, of many those that moved most; then `fold` is
    what the list of all of them is called.
    """

    text: str
    names: tuple[str, ...]
    fold: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorMovement:
    """One indicator with districts that moved beyond chance, at most once up and once down.

    `period` names both years, `scope` is the map of the change.
    """

    title: str
    period: str
    directions: tuple[Direction, ...]
    scope: Scope


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What changed in the districts.

    `intro` says what is told of and what isn't. `method` is the arithmetic of chance: how it is
    examined, how many comparisons there were, and of which indicators nothing is told.
    """

    intro: str
    movements: tuple[IndicatorMovement, ...]
    method: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Freshness:
    """How new the figures are, in sentences and by source."""

    sentences: tuple[str, ...]
    table: TableSpec


@dataclass(frozen=True, slots=True, kw_only=True)
class OverviewSpec:
    """An area at a glance.

    `headline` is the first core figure as a sentence. `small_map` is None where no core figure can
    be mapped. `scale` says what all small lines have
    in common. `remarks` say why something that could be expected isn't there. `real` are areas
    with real figures, offered beside an invented one: id and name.
    """

    headline: str
    small_map: SmallMap | None
    scale: str
    tiles: tuple[Tile, ...]
    remarks: tuple[str, ...]
    changes: Changes
    freshness: Freshness
    real: tuple[tuple[str, str], ...]
