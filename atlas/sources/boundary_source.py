"""Read polygons from anybody's map file and refuse what can't be right."""

from __future__ import annotations

import re
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
import pyogrio.errors
import pyproj
import pyproj.exceptions
import shapely

from atlas.errors import BoundaryError
from atlas.model.character_texts import described
from atlas.model.text import FORBIDDEN, without_forbidden
from atlas.sources.boundary_texts import FIRST_OF, NO_GEOMETRY, QUOTED
from atlas.sources.shapes import POLYGONAL, corner, read_layer, shapes_of, within_degrees

_PARQUET = (".parquet", ".geoparquet", ".pq")
FORBIDDEN_FOUND = "forbidden"
"""Key of `attrs` under which a frame names the characters that were dropped."""
_IDENTIFIER = re.compile(r"[a-z0-9][a-z0-9_-]*")
_NAMED = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportRequest:
    """What to take over: file, where it belongs, and its columns for key and name.

    `where` is "COLUMN=VALUE", or "COLUMN=BEGINNING%". `crs` overrides what the file claims,
    `attribution` is the source line of every map drawn from it, `valid_at` the Gebietsstand,
    `layer` chooses among several layers of one file.
    """

    file: Path
    area: str
    level: str
    code: str
    name: str
    where: str = ""
    crs: str = ""
    attribution: str = ""
    valid_at: date | None = None
    layer: str = ""


def read_source(request: ImportRequest) -> gpd.GeoDataFrame:
    """Read the polygons asked for: columns `unit`, `name`, `geometry`, in the file's own system.

    Characters no drawing may hold are dropped; `attrs` names them (`FORBIDDEN_FOUND`).

    Raises
    ------
    BoundaryError
        If the file, the columns, the keys, the coordinates or the shapes can't be used.
    """
    for value in (request.area, request.level):
        if not _IDENTIFIER.fullmatch(value):
            raise BoundaryError("identifier", request.file.name, value=value)
    selected = _selected(_open(request), request)
    frame = gpd.GeoDataFrame(
        {"unit": _codes(selected, request), "name": _names(selected, request)},
        geometry=shapely.force_2d(shapes_of(selected)),
        crs=selected.crs,
    )
    frame.attrs[FORBIDDEN_FOUND] = described(_forbidden(selected, request))
    _refuse_twice(frame, request)
    _refuse_other_shapes(frame, request)
    return _located(frame, request)


def with_leading_zeros(codes: pd.Series, unit_ids: Sequence[str]) -> pd.Series:
    """Give keys back the leading zeros a spreadsheet took, if that makes them units there are."""
    widths = {len(unit) for unit in unit_ids}
    if len(widths) != 1 or not codes.str.fullmatch(r"\d+").all():
        return codes
    padded = codes.str.zfill(widths.pop())
    return padded if padded.isin(unit_ids).sum() > codes.isin(unit_ids).sum() else codes


def _open(request: ImportRequest) -> gpd.GeoDataFrame:
    """Read the file, whatever format it has."""
    path = request.file
    if not path.exists():
        raise BoundaryError("missing", path)
    frame = _read(request)
    if not isinstance(frame, gpd.GeoDataFrame) or frame.empty:
        raise BoundaryError("empty", path.name)
    return frame


def _read(request: ImportRequest) -> pd.DataFrame:
    """Let pyarrow read GeoParquet and GDAL the rest."""
    if request.file.suffix.lower() in _PARQUET:
        return _read_parquet(request.file)
    with warnings.catch_warnings():
        # GDAL warns of winding orders and field widths, which are harmless; what matters
        # (validity, keys, coordinates) is checked below.
        warnings.simplefilter("ignore")
        return read_layer(request.file, request.layer or _only_layer(request.file))


def _read_parquet(path: Path) -> pd.DataFrame:
    """Read GeoParquet."""
    try:
        frame: pd.DataFrame = gpd.read_parquet(path)
    except (ValueError, OSError) as error:
        raise BoundaryError("unreadable", path.name, reason=error) from error
    return frame


def _only_layer(path: Path) -> str | None:
    """Return the one layer with geometry; refuse to guess among several."""
    try:
        layers = pyogrio.list_layers(path)
    except pyogrio.errors.DataSourceError:
        return None  # reading it will say what is wrong
    spatial = [str(name) for name, kind in layers if kind is not None]
    if len(spatial) > 1:
        raise BoundaryError("layers", path.name, layers=", ".join(spatial))
    return spatial[0] if spatial else None


def _text(frame: gpd.GeoDataFrame, column: str, request: ImportRequest) -> pd.Series:
    """Return a column as text; whole numbers without ".0", missing values as ""."""
    columns = [name for name in frame.columns if name != frame.geometry.name]
    if column not in columns:
        listed = ", ".join(map(str, columns))
        raise BoundaryError("column", request.file.name, column=column, columns=listed)
    values: pd.Series = frame[column]
    if pd.api.types.is_float_dtype(values) and (values.dropna() % 1 == 0).all():
        values = values.astype("Int64")
    texts = values.map(str, na_action="ignore").astype("str").fillna("")
    return texts.map(without_forbidden).str.strip()


def _forbidden(frame: gpd.GeoDataFrame, request: ImportRequest) -> list[str]:
    """List the characters dropped from keys and names."""
    read = frame[[request.code, request.name]]
    return FORBIDDEN.findall("".join(map(str, read.to_numpy().ravel())))


def _selected(frame: gpd.GeoDataFrame, request: ImportRequest) -> gpd.GeoDataFrame:
    """Keep the rows that meet the condition."""
    if not request.where:
        return frame
    column, equals, value = (part.strip() for part in request.where.partition("="))
    if not (column and equals and value):
        raise BoundaryError("condition", request.file.name, where=request.where)
    cells = _text(frame, column, request)
    fits = cells.str.startswith(value[:-1]) if value.endswith("%") else cells == value
    if not fits.any():
        fields = {"where": request.where, "column": column, "count": len(frame)}
        values = _few(list(dict.fromkeys(cells)), 5)
        raise BoundaryError("nothing_left", request.file.name, values=values, **fields)
    return frame[fits]


def _codes(frame: gpd.GeoDataFrame, request: ImportRequest) -> pd.Series:
    """Read the keys; each must be there."""
    codes = _text(frame, request.code, request)
    empty = np.flatnonzero(codes == "")
    if len(empty):
        rows = _few([str(row + 1) for row in empty])
        fields = {"column": request.code, "count": len(empty), "rows": rows}
        raise BoundaryError("code_empty", request.file.name, **fields)
    return codes.reset_index(drop=True)


def _names(frame: gpd.GeoDataFrame, request: ImportRequest) -> pd.Series:
    """Read the names; where there is none the key has to do."""
    names = _text(frame, request.name, request)
    return names.where(names != "", _text(frame, request.code, request)).reset_index(drop=True)


def _refuse_twice(frame: gpd.GeoDataFrame, request: ImportRequest) -> None:
    """Each key may occur once."""
    twice = sorted(frame.loc[frame["unit"].duplicated(), "unit"].unique())
    if twice:
        fields = {"column": request.code, "codes": _few(twice)}
        raise BoundaryError("code_twice", request.file.name, **fields)


def _refuse_other_shapes(frame: gpd.GeoDataFrame, request: ImportRequest) -> None:
    """Points, lines and missing geometry can't be units."""
    kinds = frame.geom_type.fillna(NO_GEOMETRY).mask(frame.is_empty, NO_GEOMETRY)
    other = frame[~kinds.isin(POLYGONAL)]
    if len(other):
        listed = ", ".join(sorted(kinds[other.index].unique()))
        fields = {"count": len(other), "kinds": listed, "codes": _few(list(other["unit"]))}
        raise BoundaryError("not_polygon", request.file.name, **fields)


def _located(frame: gpd.GeoDataFrame, request: ImportRequest) -> gpd.GeoDataFrame:
    """Decide on the coordinate system and check whether the coordinates can be in it."""
    if request.crs:
        frame = frame.set_crs(_crs(request), allow_override=True)
    if frame.crs is None:
        raise BoundaryError("crs_missing", request.file.name, **corner(frame))
    if frame.crs.is_geographic != within_degrees(frame):
        code = "metres" if frame.crs.is_geographic else "degrees"
        fields = {"crs": crs_name(frame.crs), **corner(frame)}
        raise BoundaryError(code, request.file.name, **fields)
    return frame


def _crs(request: ImportRequest) -> pyproj.CRS:
    """Parse the coordinate system the user names."""
    try:
        return pyproj.CRS.from_user_input(request.crs)
    except pyproj.exceptions.CRSError as error:
        raise BoundaryError("crs_unknown", request.file.name, crs=request.crs) from error


def crs_name(crs: pyproj.CRS) -> str:
    """Name a coordinate system, with its code if it has one."""
    code = crs.to_epsg()
    return str(crs.name) if code is None else f"{crs.name}, EPSG:{code}"


def _few(texts: Sequence[str], most: int = _NAMED) -> str:
    """List the first few and say how many there are in all."""
    listed = ", ".join(QUOTED.format(text=text) for text in texts[:most])
    return listed if len(texts) <= most else FIRST_OF.format(listed=listed, count=len(texts))
