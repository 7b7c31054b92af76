"""From the plan to the files: the whole way once through."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from tools.musterstadt import cell_texts, crosswalk, writing
from tools.musterstadt.borders import areas_km2, block_polygons
from tools.musterstadt.cells import make_cell_map
from tools.musterstadt.chance import Floats
from tools.musterstadt.comparison import HEAD, comparison_rows
from tools.musterstadt.deliveries import Delivery, read_deliveries
from tools.musterstadt.districts import make_districts
from tools.musterstadt.figures import PIECES, make_figures
from tools.musterstadt.level_data import LevelData
from tools.musterstadt.plan import FOLDER, read_bezirke
from tools.musterstadt.population import populate
from tools.musterstadt.units import BEZIRK, CITY, CITY_LEVEL, CityUnits, make_units, memberships
from tools.musterstadt.vintages import BEFORE, CHANGE_YEAR, vintage_of

AREA = "musterstadt"


def build(data_folder: Path) -> None:
    """Write districts/musterstadt and indicators/musterstadt of a data_folder folder."""
    bezirke = read_bezirke()
    cell_map = make_cell_map()
    districts = make_districts(cell_map, bezirke)
    city = populate(bezirke, districts)
    shapes = block_polygons(cell_map, districts.block_of_cell)
    units = make_units(city, shapes)
    area = areas_km2(shapes)
    figures = make_figures(city, units, area)
    folder = data_folder / "districts" / AREA
    _write_area(folder, units)
    _write_crosswalk(folder / "crosswalk.csv", units, figures[PIECES][0], area)
    _write_figures(data_folder / "indicators" / AREA, units, figures)
    rows = writing.table(HEAD, comparison_rows())
    writing.write_text(data_folder / "indicators" / AREA / "references.csv", rows)
    # written by hand
    for name in ("acknowledged.toml", "departments.toml"):
        text = (FOLDER / name).read_text(encoding="utf-8")
        writing.write_text(data_folder / "indicators" / AREA / name, text)


def _write_area(folder: Path, units: CityUnits) -> None:
    for name in ("area.toml", "identity.toml"):
        writing.write_text(folder / name, (FOLDER / name).read_text(encoding="utf-8"))
    (folder / "logo.png").write_bytes((FOLDER / "logo.png").read_bytes())
    writing.write_text(folder / "units.csv", writing.units_table(units.versions()))
    pairs = writing.memberships_table(memberships(units))
    writing.write_text(folder / "memberships.csv", pairs)
    for name, level in units.levels.items():
        writing.write_text(folder / f"{name}.geojson", writing.geojson(name, level.units))
    former = writing.geojson(f"{BEZIRK} bis {CHANGE_YEAR - 1}", units.former.units)
    writing.write_text(folder / f"{BEZIRK}-{BEFORE[:4]}.geojson", former)


def _write_crosswalk(path: Path, units: CityUnits, pieces: LevelData, block_area: Floats) -> None:
    """Weights as at the end of the last year before the change; areas as drawn."""
    row = pieces.years.index(CHANGE_YEAR - 1)
    sizes = {kind: pieces[code][row] for kind, code in crosswalk.WEIGHTS.items() if code}
    sizes[crosswalk.AREA] = np.bincount(units.vintages.piece_of_block, block_area)
    now, former = units.levels[BEZIRK].keys, units.former.keys
    rows = crosswalk.crosswalk_rows(units.vintages, now, former, sizes)
    writing.write_text(path, writing.table(crosswalk.HEAD, ((BEZIRK, *row) for row in rows)))


def _write_figures(folder: Path, units: CityUnits, figures: dict[str, list[LevelData]]) -> None:
    deliveries = read_deliveries()
    for year in sorted({year for item in deliveries for year in item.years}):
        of_year = [item for item in deliveries if year in item.years]
        cells = _cells(of_year, year, units, figures)
        names = {
            (unit.level, unit.key): unit.name
            for level in units.levels
            for unit in units.level(level, year).units
        }
        columns = [item.quantity for item in of_year]
        sections = {item.quantity: item.entries(year) for item in of_year}
        description = writing.year_description(sections, vintage_of(year))
        writing.write_text(folder / f"{year}.csv", writing.year_table(columns, cells, names))
        writing.write_text(folder / f"{year}.toml", description)


def _cells(
    deliveries: Sequence[Delivery], year: int, units: CityUnits, figures: dict[str, list[LevelData]]
) -> dict[tuple[str, str, str], str]:
    """Texts of a year by level, unit and quantity."""
    cells: dict[tuple[str, str, str], str] = {}
    for item in deliveries:
        data = next(data for data in figures[item.level] if year in data.years)
        keys = units.level(item.level, year).keys
        for key, text in cell_texts.cells(item, data, year, keys):
            cells[item.level, key, item.quantity] = text
        if total := cell_texts.total(item, data, year):
            cells[CITY_LEVEL, CITY, item.quantity] = total
    return cells
