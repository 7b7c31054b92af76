"""One door to all file formats of a figure: the ending decides."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final, Literal

from atlas.errors import FormatError
from atlas.model.specs import (
    ChartSpec,
    MapPair,
    MapSpec,
    SmallMultiples,
    TableSpec,
    TidyTable,
)

if TYPE_CHECKING:
    from geopandas import GeoDataFrame

    from atlas.render.paper.print_setup import Borders, PrintSheet

MAP_FORMATS: Final = ("png", "svg", "pdf", "html", "geojson", "gpkg")
GEODATA_FORMATS: Final = ("geojson", "gpkg")
"""Formats of maps that can hold all years in their figures."""
CHART_FORMATS: Final = ("png", "svg", "pdf")
TABLE_FORMATS: Final = ("xlsx", "csv")
TIDY_FORMATS: Final = ("xlsx", "zip", "csv")
"""Formats of whole series; the ZIP holds the CSV with its description."""
SHEET_FORMATS: Final = ("png", "svg", "pdf", "html")
"""Formats of maps that hold more than their spec: overlay, logo, day."""
_PAPER: Final[Mapping[str, Literal["png", "svg", "pdf"]]] = {
    "png": "png",
    "svg": "svg",
    "pdf": "pdf",
}


def map_file(
    spec: MapSpec, boundaries: GeoDataFrame, form: str, sheet: PrintSheet | None = None
) -> bytes:
    """Draw a map into a file as `map_files` does; of an image with several sheets the first."""
    return map_files(spec, boundaries, form, sheet)[0]


def map_files(
    spec: MapSpec,
    boundaries: GeoDataFrame,
    form: str,
    sheet: PrintSheet | None = None,
    *,
    every_year: bool = False,
) -> tuple[bytes, ...]:
    """Draw a map into files of this format: an image has one per sheet, all else is one.

    Geodata need no `sheet`, HTML takes its borders. `every_year` puts all years of the spec into
    geodata; HTML has them anyway, paper shows one.

    Raises
    ------
    FormatError
        If maps can't be written in this format.
    """
    # each renderer brings its own heavy library; only the one that draws is loaded
    if form in _PAPER:
        from atlas.render.paper import printed_map  # noqa: PLC0415

        return printed_map.map_files(spec, boundaries, _PAPER[form], sheet)
    if form == "html":
        from atlas.render.html.document import html_bytes  # noqa: PLC0415  (see above)

        around = (sheet.overlay, sheet.ground) if sheet else ()
        return (html_bytes(spec, boundaries, *around),)
    if form not in MAP_FORMATS:
        raise FormatError(form, MAP_FORMATS)
    from atlas.render import geodata  # noqa: PLC0415  (see above)

    write = geodata.geojson_bytes if form == "geojson" else geodata.gpkg_bytes
    return (write(spec, boundaries, every_year=every_year),)


def multiples_files(
    multiples: SmallMultiples, boundaries: GeoDataFrame, form: str, sheet: PrintSheet
) -> tuple[bytes, ...]:
    """Draw all years of a map into files; a format that is no sheet raises `FormatError`."""
    from atlas.render.paper import several_maps  # noqa: PLC0415  (see `map_files`)

    if form in _PAPER:
        return several_maps.multiples_files(multiples, boundaries, _PAPER[form], sheet)
    if form != "html":
        raise FormatError(form, SHEET_FORMATS)
    from atlas.render.html.sheet import multiples_page  # noqa: PLC0415  (see `map_files`)

    drawings = several_maps.multiples_files(multiples, boundaries, "svg", sheet)
    return (multiples_page(multiples, drawings),)


def pair_files(
    pair: MapPair, borders: tuple[Borders, Borders], form: str, sheet: PrintSheet
) -> tuple[bytes, ...]:
    """Draw two maps into files; a format that is no sheet raises `FormatError`."""
    from atlas.render.paper import several_maps  # noqa: PLC0415  (see `map_files`)

    if form in _PAPER:
        return several_maps.pair_files(pair, borders, _PAPER[form], sheet)
    if form != "html":
        raise FormatError(form, SHEET_FORMATS)
    from atlas.render.html.sheet import pair_page  # noqa: PLC0415  (see `map_files`)

    return (pair_page(pair, several_maps.pair_files(pair, borders, "svg", sheet)),)


def chart_file(spec: ChartSpec, form: str) -> bytes:
    """Draw a chart into a file of this format; an unknown one raises `FormatError`."""
    # Altair takes half a second to load: only charts need it
    from atlas.render.chart.charts import chart_bytes  # noqa: PLC0415

    if form in _PAPER:
        return chart_bytes(spec, _PAPER[form])
    raise FormatError(form, CHART_FORMATS)


def table_file(spec: TableSpec, form: str) -> bytes:
    """Write a table into a file of this format; an unknown one raises `FormatError`."""
    # xlsxwriter is loaded for workbooks only
    if form == "xlsx":
        from atlas.render.table.workbook import xlsx_bytes  # noqa: PLC0415

        return xlsx_bytes(spec)
    if form == "csv":
        from atlas.render.table.delimited import csv_bytes  # noqa: PLC0415  (see above)

        return csv_bytes(spec)
    raise FormatError(form, TABLE_FORMATS)


def tidy_file(table: TidyTable, form: str) -> bytes:
    """Write a tidy table into a file of this format; an unknown one raises `FormatError`."""
    if form == "xlsx":
        from atlas.render.table.workbook import tidy_xlsx_bytes  # noqa: PLC0415  (see `table_file`)

        return tidy_xlsx_bytes(table)
    from atlas.render.table import tidy  # noqa: PLC0415  (see `table_file`)

    if form == "zip":
        return tidy.zip_bytes(table)
    if form == "csv":
        return tidy.tidy_csv_bytes(table)
    raise FormatError(form, TIDY_FORMATS)
