"""From the plan to the files: the whole way once through."""

from __future__ import annotations

from pathlib import Path

from tools.musterstadt import telling, writing
from tools.musterstadt.borders import areas_km2, block_polygons
from tools.musterstadt.cells import make_ground
from tools.musterstadt.deliveries import read_deliveries
from tools.musterstadt.districts import make_districts
from tools.musterstadt.figures import make_sheets
from tools.musterstadt.plan import HERE, read_bezirke
from tools.musterstadt.population import City, populate
from tools.musterstadt.sheet import Sheet
from tools.musterstadt.units import CITY, CITY_LEVEL, Level, make_levels, memberships

AREA = "musterstadt"


def build(data: Path) -> None:
    """Write districts/musterstadt and indicators/musterstadt of a data folder."""
    bezirke = read_bezirke()
    ground = make_ground()
    districts = make_districts(ground, bezirke)
    city = populate(bezirke, districts)
    shapes = block_polygons(ground, districts.block_of_cell)
    levels = make_levels(city, shapes)
    _write_area(data / "districts" / AREA, levels, city)
    sheets = make_sheets(city, levels, areas_km2(shapes))
    _write_figures(data / "indicators" / AREA, levels, sheets)


def _write_area(folder: Path, levels: dict[str, Level], city: City) -> None:
    units = [unit for level in levels.values() for unit in level.units]
    writing.write_text(folder / "area.toml", (HERE / "area.toml").read_text(encoding="utf-8"))
    writing.write_text(folder / "units.csv", writing.units_table(units))
    pairs = writing.memberships_table(memberships(city, levels))
    writing.write_text(folder / "memberships.csv", pairs)
    for name, level in levels.items():
        writing.write_text(folder / f"{name}.geojson", writing.geojson(name, level.units))


def _write_figures(folder: Path, levels: dict[str, Level], sheets: dict[str, list[Sheet]]) -> None:
    names = {(unit.level, unit.key): unit.name for lv in levels.values() for unit in lv.units}
    deliveries = read_deliveries()
    for year in sorted({year for item in deliveries for year in item.years}):
        told = [item for item in deliveries if year in item.years]
        cells: dict[tuple[str, str, str], str] = {}
        for item in told:
            sheet = next(sheet for sheet in sheets[item.level] if year in sheet.years)
            for key, text in telling.cells(item, sheet, year, levels[item.level].keys):
                cells[item.level, key, item.quantity] = text
            if total := telling.total(item, sheet, year):
                cells[CITY_LEVEL, CITY, item.quantity] = total
        columns = [item.quantity for item in told]
        sections = {item.quantity: item.described(year) for item in told}
        writing.write_text(folder / f"{year}.csv", writing.year_table(columns, cells, names))
        writing.write_text(folder / f"{year}.toml", writing.year_description(sections))
