"""From the plan to the files: the whole way once through."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from tools.musterstadt import crosswalk, telling, writing
from tools.musterstadt.borders import areas_km2, block_polygons
from tools.musterstadt.cells import make_ground
from tools.musterstadt.chance import Floats
from tools.musterstadt.comparison import HEAD, comparison_rows
from tools.musterstadt.deliveries import Delivery, read_deliveries
from tools.musterstadt.districts import make_districts
from tools.musterstadt.figures import PIECES, make_sheets
from tools.musterstadt.plan import HERE, read_bezirke
from tools.musterstadt.population import populate
from tools.musterstadt.sheet import Sheet
from tools.musterstadt.units import BEZIRK, CITY, CITY_LEVEL, Places, make_places, memberships
from tools.musterstadt.vintages import BEFORE, CHANGE_YEAR, stand_of

AREA = "musterstadt"


def build(data: Path) -> None:
    """Write districts/musterstadt and indicators/musterstadt of a data folder."""
    bezirke = read_bezirke()
    ground = make_ground()
    districts = make_districts(ground, bezirke)
    city = populate(bezirke, districts)
    shapes = block_polygons(ground, districts.block_of_cell)
    places = make_places(city, shapes)
    area = areas_km2(shapes)
    sheets = make_sheets(city, places, area)
    folder = data / "districts" / AREA
    _write_area(folder, places)
    _write_crosswalk(folder / "crosswalk.csv", places, sheets[PIECES][0], area)
    _write_figures(data / "indicators" / AREA, places, sheets)
    rows = writing.table(HEAD, comparison_rows())
    writing.write_text(data / "indicators" / AREA / "references.csv", rows)


def _write_area(folder: Path, places: Places) -> None:
    writing.write_text(folder / "area.toml", (HERE / "area.toml").read_text(encoding="utf-8"))
    writing.write_text(folder / "units.csv", writing.units_table(places.versions()))
    pairs = writing.memberships_table(memberships(places))
    writing.write_text(folder / "memberships.csv", pairs)
    for name, level in places.levels.items():
        writing.write_text(folder / f"{name}.geojson", writing.geojson(name, level.units))
    former = writing.geojson(f"{BEZIRK} bis {CHANGE_YEAR - 1}", places.former.units)
    writing.write_text(folder / f"{BEZIRK}-{BEFORE[:4]}.geojson", former)


def _write_crosswalk(path: Path, places: Places, pieces: Sheet, block_area: Floats) -> None:
    """Weights as at the end of the last year before the change; areas as drawn."""
    row = pieces.years.index(CHANGE_YEAR - 1)
    sizes = {kind: pieces[code][row] for kind, code in crosswalk.WEIGHTS.items() if code}
    sizes[crosswalk.AREA] = np.bincount(places.vintages.piece_of_block, block_area)
    now, former = places.levels[BEZIRK].keys, places.former.keys
    rows = crosswalk.crosswalk_rows(places.vintages, now, former, sizes)
    writing.write_text(path, writing.table(crosswalk.HEAD, ((BEZIRK, *row) for row in rows)))


def _write_figures(folder: Path, places: Places, sheets: dict[str, list[Sheet]]) -> None:
    deliveries = read_deliveries()
    for year in sorted({year for item in deliveries for year in item.years}):
        told = [item for item in deliveries if year in item.years]
        cells = _cells(told, year, places, sheets)
        names = {
            (unit.level, unit.key): unit.name
            for level in places.levels
            for unit in places.level(level, year).units
        }
        columns = [item.quantity for item in told]
        sections = {item.quantity: item.described(year) for item in told}
        description = writing.year_description(sections, stand_of(year))
        writing.write_text(folder / f"{year}.csv", writing.year_table(columns, cells, names))
        writing.write_text(folder / f"{year}.toml", description)


def _cells(
    told: Sequence[Delivery], year: int, places: Places, sheets: dict[str, list[Sheet]]
) -> dict[tuple[str, str, str], str]:
    """Texts of a year by level, unit and quantity."""
    cells: dict[tuple[str, str, str], str] = {}
    for item in told:
        sheet = next(sheet for sheet in sheets[item.level] if year in sheet.years)
        for key, text in telling.cells(item, sheet, year, places.level(item.level, year).keys):
            cells[item.level, key, item.quantity] = text
        if total := telling.total(item, sheet, year):
            cells[CITY_LEVEL, CITY, item.quantity] = total
    return cells
