from __future__ import annotations

from collections.abc import Callable

import pytest

from atlas.model.figures import Provenance, TableCell, TableColumn, TableRow, TableSpec

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
        stand="31.10.2014",
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
            row("001", "Bergisch Gladbach", (f"2{NARROW}170", 2170.0), ("14,7", 14.7058)),
            row("002", "Kürten", (".", None), (f"(8,2){NARROW}p", 8.2122)),
            row("003", "Odenthal", ("–", 0.0), ("x", None)),
            row("", "Kreis", (f"4{NARROW}240", 4240.0), ("11,2", 11.1641), emphasis=True),
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
