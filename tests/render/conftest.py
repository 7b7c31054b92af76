from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import cycle
from pathlib import Path

import geopandas as gpd
import pytest

from atlas.model.specs import (
    CircleStep,
    LegendClass,
    MapKind,
    MapSpec,
    MapYear,
    Provenance,
    SignedNumber,
    TableCell,
    TableColumn,
    TableRow,
    TableSpec,
    UnitFigure,
    UnitNumbers,
)
from atlas.sources.geography import read_boundaries

NARROW = "\u202f"
HOSTILE = [
    "=1+1",
    "+49 2202",
    "-1",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "<script>alert(1)</script>",
    "Straße; „Süd“ \"Nord\" 'West'",
    "zwei\nZeilen",
    # ended the whole server
    "Alt\ufffebr\x0bü\0ck\ud800",
    "https://example.org/",
    "N" * 120,
    "",
    "001",
    "{=1+1}",
]


@pytest.fixture
def hostile() -> list[str]:
    return HOSTILE


@pytest.fixture
def provenance() -> Provenance:
    return Provenance(
        source="Statistik der Bundesagentur für Arbeit; Landesbetrieb IT.NRW",
        publisher="Rheinisch-Bergischer Kreis",
        reference_dates="31.10.2014",
        boundaries="01.01.2014, schematisch",
        attribution="© GeoBasis-DE / BKG 2014",
        signs=("– = genau null", "p = vorläufig"),
        notes=("Die Summe weicht ab.", "Geschätzt; siehe Methodik."),
    )


@pytest.fixture
def spec(provenance) -> TableSpec:
    return TableSpec(
        title="Kinder unter 15 Jahren mit SGB-II-Leistungen 2014",
        subtitle="Anteil in %",
        columns=(
            TableColumn(key="id", title="Schlüssel"),
            TableColumn(key="name", title="Kommune"),
            TableColumn(key="n", title="Kinder", decimals=0),
            TableColumn(key="share", title="Anteil", unit="%", decimals=1),
        ),
        rows=(
            row("001", "Bergisch Gladbach", ("2.170", 2170.0), ("14,7", 14.7058)),
            row("002", "Kürten", (".", None), (f"(8,2){NARROW}p", 8.2122)),
            row("003", "Odenthal", ("–", 0.0), ("x", None)),
            row("", "Kreis", ("4.240", 4240.0), ("11,2", 11.1641), emphasis=True),
        ),
        provenance=provenance,
        file_stem="rhein-berg__gemeinde__ein_sgb2_u15__value__2014",
    )


def row(*cells: str | tuple[str, float | None], emphasis: bool = False) -> TableRow:
    pairs = [(cell, None) if isinstance(cell, str) else cell for cell in cells]
    drawn = tuple(TableCell(text=text, number=number) for text, number in pairs)
    return TableRow(cells=drawn, emphasis=emphasis)


@pytest.fixture
def names_table(provenance) -> Callable[[list[str]], TableSpec]:
    def make(names: list[str]) -> TableSpec:
        return TableSpec(
            title=names[0] if names else "",
            subtitle="",
            columns=(TableColumn(key="name", title="Name"),),
            rows=tuple(row(name) for name in names),
            provenance=provenance,
            file_stem="namen",
        )

    return make


# Maps: eight municipalities, two years, one class hatched, one unit without value.
RHEIN_BERG = Path(__file__).parents[2] / "data" / "districts" / "rhein-berg"
LEGEND = (
    LegendClass(label="3,0 bis unter 6,0", colour="#d3e9ea", lower=3.0, upper=6.0),
    LegendClass(label="6,0 bis unter 9,0", colour="#8fc5c8", lower=6.0, upper=9.0),
    LegendClass(label="9,0 bis unter 12,0", colour="#47979d", lower=9.0, upper=12.0),
    LegendClass(label="12,0 bis 15,0", colour="#0d5358", lower=12.0, upper=15.0),
    LegendClass(
        label="9,0 bis unter 12,0, eingeschränkt (\u00a0)",
        colour="#47979d",
        lower=9.0,
        upper=12.0,
        hatched=True,
    ),
    LegendClass(label="kein Wert ausgewiesen (.)", colour="#d4d4d4", sign="."),
)
VALUES = {
    2009: (13.716295, 10.169491, 6.569106, 8.293661, 3.851037, 11.304141, 9.800664, 10.535013),
    2014: (14.706080, 12.525010, 8.213256, 7.328540, None, 9.672506, 9.539474, 9.801713),
}
HATCHED = 7  # position of the unit whose figure is of limited reliability


@pytest.fixture(scope="session")
def boundaries() -> gpd.GeoDataFrame:
    return read_boundaries(RHEIN_BERG / "kommune.geojson")


@pytest.fixture
def map_spec(boundaries, provenance) -> MapSpec:
    return make_map(list(boundaries.index), list(boundaries["name"]), provenance)


@pytest.fixture
def make_spec(provenance) -> Callable[..., MapSpec]:
    def make(units: list[str], names: list[str]) -> MapSpec:
        return make_map(units, names, provenance)

    return make


def make_map(units: list[str], names: list[str], provenance: Provenance) -> MapSpec:
    years = tuple(make_year(year, units, names, provenance) for year in VALUES)
    return MapSpec(
        title="Kinder unter 15 Jahren mit SGB-II-Leistungen",
        area="Rheinisch-Bergischer Kreis",
        level="Kommune",
        level_plural="Kommunen",
        unit="%",
        decimals=1,
        legend=LEGEND,
        years=years,
        current=2014,
        area_label="Kreiswert",
        method="gleich breite Klassen mit runden Grenzen",
        schematic=True,
        fictional=False,
        file_stem="karte",
    )


def make_year(year: int, units: list[str], names: list[str], provenance: Provenance) -> MapYear:
    values = cycle(VALUES[year])
    triples = zip(units, names, values, strict=False)
    figures = tuple(figure(index, *triple) for index, triple in enumerate(triples))
    classes = [entry.legend_class for entry in figures]
    return MapYear(
        year=year,
        label=str(year),
        headline=f"Jedes neunte Kind bezieht {year} SGB-II-Leistungen",
        subtitle=f"Kreis 11,2 %; Stichtag 31.10.{year}",
        figures=figures,
        counts=tuple(classes.count(index) for index in range(len(LEGEND))),
        area_value=11.164052,
        area_text="11,2 %",
        text_alternative=(
            f"Jedes neunte Kind im Jahr {year}.",
            "Für 7 von 8 Kommunen liegen Werte vor.",
        ),
        provenance=provenance,
    )


def figure(index: int, unit: str, name: str, value: float | None) -> UnitFigure:
    text = "." if value is None else f"{value:.1f}".replace(".", ",")
    code = 5 if value is None else min(int(value // 3) - 1, 3)
    return UnitFigure(
        unit=unit,
        name=name,
        value=value,
        text=f"({text})" if index == HATCHED else text,
        flag="c" if value is None else "",
        legend_class=4 if index == HATCHED and value is not None and code == 2 else code,
        details=(("Wert", f"{text} %"), ("Kinder", "313"), ("Einwohner", "2499")),
        numbers=UnitNumbers(value=SignedNumber(number=value, sign="." if value is None else "")),
    )


# The same eight municipalities as circles (one hatched, one without value, one exactly zero) …
CIRCLES = (2000.0, 500.0, 125.0, 500.0, 0.0, 45.0, None, 180.0)
CIRCLE_LEGEND = (
    LegendClass(label="Fläche nach Wert", colour="#2f848a"),
    LegendClass(label="Fläche nach Wert, eingeschränkt (\u00a0)", colour="#2f848a", hatched=True),
    LegendClass(label="genau null (–)", colour="#ffffff", sign="–"),
    LegendClass(label="kein Wert ausgewiesen (.)", colour="#d4d4d4", sign="."),
)
CIRCLE_CLASSES = (0, 0, 0, 0, 2, 0, 3, 1)
# … and as the square of two indicators: 3 across, 2 up, one class hatched, one unit without value.
AXES = (("niedrig: unter 4,0", "mittel: 4,0 bis unter 6,0", "hoch: 6,0 und mehr"), ("tief", "hoch"))
SQUARE = tuple(
    LegendClass(label=f"X {across}, Y {up}", colour=f"#{40 + 60 * x:02x}{200 - 99 * y:02x}80")
    for y, up in enumerate(AXES[1])
    for x, across in enumerate(AXES[0])
)
SQUARE_CLASSES = (0, 1, 2, 3, 4, 5, 6, 7)


@pytest.fixture
def circle_spec(map_spec) -> MapSpec:
    texts = ["2.000", "500", "125", "500", "–", "45", ".", "(180)"]
    years = tuple(
        redrawn(
            replace(year, area_value=None, area_text="3.350"),
            CIRCLE_CLASSES,
            texts,
            [(value or 0) / 2000 for value in CIRCLES],
        )
        for year in map_spec.years
    )
    return replace(
        map_spec,
        kind=MapKind.CIRCLES,
        unit="Personen",
        decimals=0,
        legend=CIRCLE_LEGEND,
        years=years,
        circles=(
            CircleStep(label="2.000", size=1.0),
            CircleStep(label="500", size=0.25),
            CircleStep(label="200", size=0.1),
        ),
    )


@pytest.fixture
def bivariate_spec(map_spec) -> MapSpec:
    cells = tuple(replace(entry, position=(n % 3, n // 3)) for n, entry in enumerate(SQUARE))
    hatched = replace(cells[1], label=f"{cells[1].label}, eingeschränkt (\u00a0)", hatched=True)
    texts = [f"{n},5 | {n}0" for n in range(8)]
    years = tuple(
        redrawn(replace(year, area_value=None, area_text=""), SQUARE_CLASSES, texts)
        for year in map_spec.years
    )
    return replace(
        map_spec,
        kind=MapKind.BIVARIATE,
        unit="",
        legend=(*cells, hatched, LEGEND[-1]),
        years=years,
        axes=("Arbeitslose (%)", "Kinder <b>im</b> $SGB$ II (%)"),
        axis_classes=AXES,
    )


def redrawn(
    year: MapYear, classes: Sequence[int], texts: Sequence[str], sizes: Sequence[float] = (0.0,) * 8
) -> MapYear:
    """The same units with other classes, texts and sizes."""
    figures = tuple(
        replace(figure, legend_class=code, text=text, size=size)
        for figure, code, text, size in zip(year.figures, classes, texts, sizes, strict=True)
    )
    counts = tuple(classes.count(code) for code in range(max(classes) + 1))
    return replace(year, figures=figures, counts=counts)
