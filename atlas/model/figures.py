"""A figure as somebody looks at it: key of a bundle, a chapter of a report and a slide alike."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from atlas.model.scope import ChartKind, Scope


class FigureKind(StrEnum):
    """What a figure is: a map, a table or one of the charts."""

    MAP = "map"
    TABLE = "table"
    BARS = "bars"
    SERIES = "series"
    SCATTER = "scatter"
    DISTRIBUTION = "distribution"

    @property
    def is_map(self) -> bool:
        """Whether it is drawn on boundaries."""
        return self is FigureKind.MAP

    @property
    def chart(self) -> ChartKind | None:
        """The kind of chart, None of a map or table."""
        is_chart = self not in {FigureKind.MAP, FigureKind.TABLE}
        return ChartKind(self.value) if is_chart else None


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureChoice:
    """One figure of one page.

    `other` is the second indicator of a scatter plot or of a map of two indicators. `beside` is the
    scope of a second map, `every_year` puts all years of a map on one sheet. `by_value` sorts bars,
    `only_selected` leaves nothing but the selected units in a table.
    """

    kind: FigureKind
    scope: Scope
    other: str = ""
    beside: Scope | None = None
    every_year: bool = False
    by_value: bool = False
    only_selected: bool = False
