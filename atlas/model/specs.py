"""Specs of tables, maps and charts: every decision, taken once. Renderers only draw them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeAlias

from atlas.model.identity import NOT_STATED, Identity
from atlas.model.scope import ChartKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """What every figure carries on paper: where it comes from and of which day it is.

    `reference_dates` says of which days the figures are, `boundaries` names the Gebietsstand and
    says of schematic boundaries that they are; `signs` explains the signs that occur in the figure.
    `licence` is that of the data. `edition` says which state of the data the figure was made from,
    `link` is the address that shows it again: complete if the app's own address is known. Who
    publishes the atlas, and how that looks, is its `identity`; `publisher` is that of the data.
    """

    source: str
    publisher: str
    reference_dates: str
    boundaries: str
    attribution: str = ""
    signs: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    licence: str = ""
    edition: str = ""
    link: str = ""
    identity: Identity = NOT_STATED


@dataclass(frozen=True, slots=True, kw_only=True)
class TableColumn:
    """One column: `unit` is in the head, not in each cell. `decimals` None means text."""

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
    """One row of a table.

    `emphasis` sets sums and delivered totals apart, `selected` marks units somebody picked.
    """

    cells: tuple[TableCell, ...]
    emphasis: bool = False
    selected: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TableSpec:
    """A whole table: `title` says what, where, when; `subtitle` gives unit and dates."""

    title: str
    subtitle: str
    columns: tuple[TableColumn, ...]
    rows: tuple[TableRow, ...]
    provenance: Provenance
    file_stem: str


class DataType(StrEnum):
    """What the cells of a column of a tidy table are, as XML Schema and CSVW call it."""

    TEXT = "string"
    INTEGER = "integer"
    NUMBER = "number"
    TRUTH = "boolean"


@dataclass(frozen=True, slots=True, kw_only=True)
class TidyColumn:
    """One column of a tidy table: `name` is its head, `meaning` says what is in it.

    `decimals` are those a program may show of its unrounded numbers.
    """

    name: str
    meaning: str
    datatype: DataType = DataType.TEXT
    unit: str = ""
    decimals: int | None = None


TidyValue: TypeAlias = str | float | bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TidyTable:
    """Figures for programs: one head, a row per figure, nothing but numbers among numbers.

    `rows` have one value per column, None where there is none. `indicators` are code and title
    with unit of each indicator.
    """

    title: str
    subtitle: str
    columns: tuple[TidyColumn, ...]
    rows: tuple[tuple[TidyValue, ...], ...]
    indicators: tuple[tuple[str, str], ...]
    provenance: Provenance
    file_stem: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LegendClass:
    """One entry of a map's legend.

    `sign` is empty for a class of values and holds the sign of a class without value ("x",
    "." …). `hatched` marks figures that are uncertain: of limited reliability, or, if
    `within_chance`, changes that chance alone may have made. `position` is column and row of a
    class in the square legend of two indicators, 0 for low. An entry without `colour` is a line
    of text that counts.
    """

    label: str
    colour: str
    sign: str = ""
    lower: float | None = None
    upper: float | None = None
    hatched: bool = False
    within_chance: bool = False
    position: tuple[int, int] | None = None

    @property
    def is_class(self) -> bool:
        """Whether it is a plain class of values, neither hatched nor without value."""
        return bool(self.colour) and not self.sign and not self.hatched


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedNumber:
    """An unrounded number, None where there is none, and the sign beside it or in its place."""

    number: float | None = None
    sign: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitNumbers:
    """What a program needs to know of a unit in a year, whatever its map shows.

    `value` is that of the year with its `numerator` and `denominator`, `base` that of the year
    from which on `change` is counted, `deviation` that from the whole area where the map shows it.
    """

    value: SignedNumber = SignedNumber()
    numerator: float | None = None
    denominator: float | None = None
    base: SignedNumber = SignedNumber()
    change: SignedNumber = SignedNumber()
    deviation: SignedNumber | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitFigure:
    """What a map or chart says of one unit: `details` are label and text, in reading order.

    `legend_class` is the index of the unit's entry in the legend. `size` is the area of the
    unit's circle on a map of circles, as a part (0 to 1) of the largest of all years. `delivered`
    marks a total that somebody delivered. No other unit has the `name` or the `everyday` name. On a
    map of two indicators `second` are the numbers of the other one.
    """

    unit: str
    name: str
    value: float | None
    text: str
    flag: str
    legend_class: int
    details: tuple[tuple[str, str], ...]
    size: float = 0.0
    delivered: bool = False
    numbers: UnitNumbers = UnitNumbers()
    second: UnitNumbers = UnitNumbers()
    everyday: str = ""

    @property
    def shown(self) -> str:
        """What a screen calls the unit: see `UnitName.shown`."""
        return self.everyday or self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class MapYear:
    """One year of a map. `counts` has one entry per legend class.

    `text_alternative` says in sentences what the map shows.
    `area_text` is the whole area's value with its unit, as a sentence would say it; `untested` as
    in `MapColumn`.
    """

    year: int
    label: str
    headline: str
    subtitle: str
    figures: tuple[UnitFigure, ...]
    counts: tuple[int, ...]
    area_value: float | None
    area_text: str
    text_alternative: tuple[str, ...]
    provenance: Provenance
    untested: int | None = None


class MapKind(StrEnum):
    """How a map shows its figures."""

    CHOROPLETH = "choropleth"
    CIRCLES = "circles"
    BIVARIATE = "bivariate"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bin:
    """One bar of the histogram beside a legend; the last one holds its upper limit."""

    lower: float
    upper: float
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CircleStep:
    """One circle of the legend of circles; `size` as in `UnitFigure`."""

    label: str
    size: float


@dataclass(frozen=True, slots=True, kw_only=True)
class MapColumn:
    """One year of a map in short: all that is needed to colour it.

    `codes` has one byte per unit, the index of its entry in the legend, `NO_CODE` for a unit
    without entry; `sizes` has one byte per unit, the radius of its circle in 255ths of the
    largest (empty unless the map is one of circles). `counts` has one entry per legend class.
    `untested` counts changes of which nobody can tell whether chance made them: estimated ones;
    None where no year has any.
    """

    year: int
    label: str
    codes: bytes
    counts: tuple[int, ...]
    area_value: float | None
    area_text: str
    sizes: bytes = b""
    untested: int | None = None


NO_CODE = 255
"""Code of a unit that isn't on the map in this year."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MapSeries:
    """All years of an indicator under one legend, without their texts.

    `units` are ids in the order of the bytes of the `columns`. `histogram` counts the figures
    of all years together, as the limits do. `circles` is the legend of a map of circles, `axes`
    names the two indicators of a bivariate map and `axis_classes` the classes of each from low
    to high ("unter 4,0"). `denominator` says what the figures are related to ("Einwohner unter
    15 Jahren"), `numerator` what is related to it, `view_label` what is shown of the indicator if
    not its value ("Veränderung seit 2013"). `area_label` names the whole area's value
    ("Kreiswert"), `method` the classing, `change_label` since when and in what unit values
    changed, "" where there is but one year; `base_label` names the values they changed from.
    `value_unit` is the unit of the values, whatever is shown of them in `unit`.
    """

    title: str
    area: str
    level: str
    level_plural: str
    unit: str
    decimals: int
    legend: tuple[LegendClass, ...]
    area_label: str
    method: str
    schematic: bool
    fictional: bool
    kind: MapKind = MapKind.CHOROPLETH
    units: tuple[str, ...] = ()
    columns: tuple[MapColumn, ...] = ()
    histogram: tuple[Bin, ...] = ()
    circles: tuple[CircleStep, ...] = ()
    axes: tuple[str, ...] = ()
    axis_classes: tuple[tuple[str, ...], ...] = ()
    numerator: str = ""
    denominator: str = ""
    view_label: str = ""
    change_label: str = ""
    base_label: str = ""
    value_unit: str = ""

    @property
    def legend_title(self) -> str:
        """What the classes of the legend are classes of."""
        return f"{self.view_label}: {self.title}" if self.view_label else self.title


@dataclass(frozen=True, slots=True, kw_only=True)
class MapSpec(MapSeries):
    """A map with all that screen and paper write on it; `current` is the year to show.

    `years` holds the years to be drawn: all of them where the drawing has a switch, else only
    the one to show. `selected` are the ids of the units that are outlined.
    """

    years: tuple[MapYear, ...]
    current: int
    file_stem: str
    selected: tuple[str, ...] = ()

    @property
    def current_map(self) -> MapYear:
        """The map of the year to show."""
        return next(year for year in self.years if year.year == self.current)

    def of_year(self, year: MapYear) -> MapSpec:
        """The same map, of one year only."""
        return replace(self, years=(year,), current=year.year)


@dataclass(frozen=True, slots=True, kw_only=True)
class SmallMultiples:
    """All years of a map as small maps under one legend.

    `spec` holds the years. `summary` says what is written around all of them: its label names the
    span of years, headline and subtitle are those of the year to show, text alternative and
    provenance speak of all years.
    """

    spec: MapSpec
    summary: MapYear


@dataclass(frozen=True, slots=True, kw_only=True)
class MapPair:
    """Two maps side by side; `title` says what they have in common and what they compare."""

    left: MapSpec
    right: MapSpec
    title: str

    @property
    def maps(self) -> tuple[MapSpec, MapSpec]:
        """Both, from left to right."""
        return self.left, self.right


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitCard:
    """What stands beside a map about a unit, or about several together.

    `label` and `figure` are what the map shows, in words and with its unit; `lines` are label
    and text of all that puts it into context, `dates` when it was counted; `brief` says the same
    in short, for a tooltip.
    """

    label: str
    figure: str
    lines: tuple[tuple[str, str], ...]
    brief: tuple[str, ...]
    dates: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SelectionCards:
    """What stands beside a map about the selected units.

    `each` has id, name and figure in short, in official order; `together` is about all of them as
    one, None where they can't be added up; `note` says how that comes about, or why there is none.
    `heading` says how many there are.
    """

    heading: str
    each: tuple[tuple[str, str, str], ...]
    together: UnitCard | None
    note: str = ""


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
    `selected` are the groups that stand out among the marks; empty if none does. `remarks` are the
    years of a series with the first, second … numbered note. `advice` says in place of marks what
    to do to get some.
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
    text_alternative: tuple[str, ...]
    table: TableSpec
    provenance: Provenance
    file_stem: str
    fictional: bool = False
    schematic: bool = False
    selected: tuple[str, ...] = ()
    remarks: tuple[int, ...] = ()
    advice: str = ""
