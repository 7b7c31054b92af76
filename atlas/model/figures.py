"""A figure as somebody looks at it: key of a bundle, a chapter of a report and a slide alike."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from atlas.model.goals import Goal
from atlas.model.scope import ChartKind, Scope


class FigureKind(StrEnum):
    """What a figure is: a map, a table, one of the charts, or figures of several indicators."""

    MAP = "map"
    TABLE = "table"
    BARS = "bars"
    SERIES = "series"
    SCATTER = "scatter"
    DISTRIBUTION = "distribution"
    PROFILE = "profile"
    OVERVIEW = "overview"

    @property
    def is_map(self) -> bool:
        """Whether it is drawn on boundaries."""
        return self is FigureKind.MAP

    @property
    def is_table(self) -> bool:
        """Whether it is nothing but rows of figures."""
        return not self.is_map and self.chart is None

    @property
    def is_summary(self) -> bool:
        """Whether it shows core indicators, whatever the indicator of its scope."""
        return self in {FigureKind.PROFILE, FigureKind.OVERVIEW}

    @property
    def chart(self) -> ChartKind | None:
        """The kind of chart, None of a map or table."""
        return ChartKind(self.value) if self.value in set(ChartKind) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureChoice:
    """One figure of one page.

    `other` is the second indicator of a scatter plot or of a map of two indicators. `beside` is the
    scope of a second map, `every_year` puts all years of a map on one sheet. `by_value` sorts bars,
    `only_selected` leaves nothing but the selected units in a table. A profile is that of the unit
    selected first, `other` is what stands beside it. `goals` are those a development may show.
    """

    kind: FigureKind
    scope: Scope
    other: str = ""
    beside: Scope | None = None
    every_year: bool = False
    by_value: bool = False
    only_selected: bool = False
    goals: tuple[Goal, ...] = ()
