"""Figure specs: every decision of a table, made once. Renderers only draw them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """What every figure carries on paper: where it comes from and of which day it is.

    `stand` names the reference dates, `boundaries` the Gebietsstand and, for schematic
    boundaries, that they are; `signs` explains the signs that occur in the figure.
    """

    source: str
    publisher: str
    stand: str
    boundaries: str
    attribution: str = ""
    signs: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TableColumn:
    """One column: `unit` stands in the head, not in each cell. `decimals` None means text."""

    key: str
    title: str
    unit: str = ""
    decimals: int | None = None

    @property
    def is_number(self) -> bool:
        """Whether the column holds numbers (right-aligned, number format)."""
        return self.decimals is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class TableCell:
    """A cell: `number` unrounded for calculation, `text` as printed (sign instead of number)."""

    text: str
    number: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRow:
    """One row of a table; `emphasis` sets sums and delivered totals apart."""

    cells: tuple[TableCell, ...]
    emphasis: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TableSpec:
    """A whole table: `title` says what, where, when; `subtitle` gives unit and dates."""

    title: str
    subtitle: str
    columns: tuple[TableColumn, ...]
    rows: tuple[TableRow, ...]
    provenance: Provenance
    file_stem: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LegendClass:
    """One entry of a map's legend.

    `sign` is empty for a class of values and holds the sign of a class without value ("x",
    "." …). `hatched` marks figures of limited reliability.
    """

    label: str
    colour: str
    sign: str = ""
    lower: float | None = None
    upper: float | None = None
    hatched: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitFigure:
    """What a map or chart says of one unit: `details` are label and text, in reading order.

    `legend_class` is the index of the unit's entry in the legend.
    """

    unit: str
    name: str
    value: float | None
    text: str
    flag: str
    legend_class: int
    details: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MapYear:
    """One year of a map. `counts` has one entry per legend class; `twin` is the text twin."""

    year: int
    label: str
    headline: str
    subtitle: str
    figures: tuple[UnitFigure, ...]
    counts: tuple[int, ...]
    area_value: float | None
    area_text: str
    twin: tuple[str, ...]
    provenance: Provenance


@dataclass(frozen=True, slots=True, kw_only=True)
class MapSpec:
    """A choropleth with one legend over all its years; `current` is the year to show.

    `area_label` names the whole area's value ("Kreiswert"), `method` the classing.
    """

    title: str
    area: str
    level: str
    level_plural: str
    unit: str
    decimals: int
    legend: tuple[LegendClass, ...]
    years: tuple[MapYear, ...]
    current: int
    area_label: str
    method: str
    schematic: bool
    fictional: bool
    file_stem: str

    @property
    def shown(self) -> MapYear:
        """The year to show."""
        return next(year for year in self.years if year.year == self.current)


class ChartKind(StrEnum):
    """What a chart shows."""

    BARS = "bars"
    SERIES = "series"
    SCATTER = "scatter"
    DISTRIBUTION = "distribution"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One bar, point or piece of a line.

    `label` names the unit or class; `x` and `y` are numbers (x is the year of a series, the
    other indicator of a scatter plot, None for bars); `group` names the line or colour;
    `segment` counts the unbroken pieces of a line: marks of different segments are not
    joined. `dashed` marks forecasts, `note` is the text for hover and table.
    """

    label: str
    y: float
    text: str
    x: float | None = None
    group: str = ""
    segment: int = 0
    dashed: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceLine:
    """A line across the chart: the area's value or a published one of a larger region."""

    label: str
    value: float
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartSpec:
    """A chart: `marks` in the order to draw them, axis titles with units.

    `kicker` says what, where and when, which the statement above a chart may leave open.
    """

    kind: ChartKind
    kicker: str
    headline: str
    subtitle: str
    x_title: str
    y_title: str
    decimals: int
    marks: tuple[Mark, ...]
    lines: tuple[ReferenceLine, ...]
    breaks: tuple[int, ...]
    twin: tuple[str, ...]
    table: TableSpec
    provenance: Provenance
    file_stem: str
    fictional: bool = False
    schematic: bool = False
