"""Read polygons from anybody's map file and refuse what can't be right."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pyproj
import pyproj.exceptions
import shapely

from atlas.errors import BoundaryError
from atlas.model.areas import MAX_NAME
from atlas.model.character_texts import described
from atlas.model.text import FORBIDDEN, without_forbidden
from atlas.sources import boundary_texts as texts
from atlas.sources.boundary_keys import KeyedRows, refuse_foreign, with_leading_zeros
from atlas.sources.boundary_place import Previous, corner
from atlas.sources.boundary_texts import FIRST_OF, NO_GEOMETRY, QUOTED, counted
from atlas.sources.map_files import UNREAD_CRS, read_map
from atlas.sources.shapes import POLYGONAL, shapes_of, within_degrees
from atlas.sources.text_encoding import refuse_garbled

FORBIDDEN_FOUND = "forbidden"
"""Key of `attrs` under which a frame names the characters that were dropped."""
_IDENTIFIER = re.compile(r"[a-z0-9][a-z0-9_-]*")
_NAMED = 10
MAX_UNITS = 25_000
"""More than twice as many as Germany has municipalities: what takes longer is no atlas."""
MAX_KEY = 60
# Whole numbers beyond this aren't exact as floats: neighbours would become one key.
_EXACT = 2**53
# Column of the administrative areas of the BKG that tells land (4) from water (2).
_LAND = "GF"


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportRequest:
    """What to take over: file, where it belongs, and its columns for key and name.

    `where` is "COLUMN=VALUE", or "COLUMN=BEGINNING%". `crs` overrides what the file claims,
    `attribution` is the source line of every map drawn from it, `valid_at` the Gebietsstand,
    `layer` chooses among several layers of one file, `encoding` is that of its texts.
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
    encoding: str = ""


def read_source(
    request: ImportRequest, unit_names: Mapping[str, str], previous: Previous
) -> gpd.GeoDataFrame:
    """Read the polygons asked for: columns `unit`, `name`, `geometry`, in the file's own system.

    Characters no drawing may hold are dropped; `attrs` names them (`FORBIDDEN_FOUND`).
    `unit_names` are the names of the units the level has, by key. `delivered` is the key as the
    file has it, where `unit` got its leading zeros back.

    Raises
    ------
    BoundaryError
        If the file, the columns, the keys, the coordinates or the shapes can't be used.
    """
    for value in (request.area, request.level):
        if not _IDENTIFIER.fullmatch(value):
            raise BoundaryError("identifier", request.file.name, value=value)
    rows = _selected(read_map(request.file, request.layer, request.encoding), request)
    if len(rows) > MAX_UNITS:
        raise BoundaryError("too_many", request.file.name, count=len(rows), most=MAX_UNITS)
    delivered, names = _codes(rows, request), _names(rows, request)
    columns = {
        "unit": with_leading_zeros(delivered, unit_names),
        "delivered": delivered,
        "name": names.where(names != "", delivered),
    }
    shapes = shapely.force_2d(shapes_of(rows))
    frame = gpd.GeoDataFrame(columns, geometry=shapes, crs=rows.crs, index=rows.index)
    frame.attrs[UNREAD_CRS] = rows.attrs.get(UNREAD_CRS, "")
    frame.attrs[FORBIDDEN_FOUND] = described(_forbidden(rows, request))
    _refuse_twice(frame, rows, request)
    _refuse_other_keys(frame, rows, request, unit_names)
    frame = frame.reset_index(drop=True)
    _refuse_other_shapes(frame, request)
    return _located(frame, request, previous)


def _columns(frame: gpd.GeoDataFrame) -> list[str]:
    return [name for name in frame.columns if name != frame.geometry.name]


def _text(frame: gpd.GeoDataFrame, column: str, request: ImportRequest) -> pd.Series:
    """Return a column as text; whole numbers without ".0", missing values as ""."""
    if column not in _columns(frame):
        listed = ", ".join(map(str, _columns(frame)))
        raise BoundaryError("column", request.file.name, column=column, columns=listed)
    return _as_text(frame[column])


def _as_text(values: pd.Series) -> pd.Series:
    if pd.api.types.is_float_dtype(values) and _whole(values.dropna()):
        values = values.astype("Int64")
    return values.map(_visible, na_action="ignore").astype("str").fillna("")


def _forbidden(frame: gpd.GeoDataFrame, request: ImportRequest) -> list[str]:
    """List the characters dropped from keys and names that no drawing can hold."""
    read = frame[[request.code, request.name]]
    return FORBIDDEN.findall("".join(map(str, read.to_numpy().ravel())))


def _whole(values: pd.Series) -> bool:
    """Whether floats are whole numbers, and still exact."""
    numbers = values.to_numpy(dtype=float)
    return bool((np.abs(numbers) < _EXACT).all() and (numbers % 1 == 0).all())


def _visible(value: object) -> str:
    """Write a cell as text; line breaks become blanks, what can't be seen is dropped."""
    text = without_forbidden(str(value))
    text = "".join(sign for sign in text if sign.isprintable() or sign.isspace())
    return " ".join(text.split())


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
    """Read the keys; each must be there, and be one."""
    codes = _text(frame, request.code, request)
    empty = np.flatnonzero(codes == "")
    if len(empty):
        rows = _few([str(row + 1) for row in empty])
        count = counted(len(empty), texts.SHAPES)
        raise BoundaryError(
            "code_empty", request.file.name, column=request.code, count=count, rows=rows
        )
    values = frame[request.code]
    _refuse_structures(values, request)
    if pd.api.types.is_float_dtype(values) and not _whole(values):
        fields = {"column": request.code, "example": codes.iloc[0]}
        raise BoundaryError("code_number", request.file.name, **fields)
    if codes.str.len().max() > MAX_KEY:
        example = max(codes, key=len)[:MAX_KEY]
        fields = {"column": request.code, "example": example, "most": MAX_KEY}
        raise BoundaryError("code_long", request.file.name, **fields)
    return codes


def _names(frame: gpd.GeoDataFrame, request: ImportRequest) -> pd.Series:
    """Read the names, "" where there is none."""
    names = _text(frame, request.name, request)
    _refuse_structures(frame[request.name], request)
    raw = frame[request.name].dropna()
    if names.str.len().max() > MAX_NAME:
        example = max(names, key=len)[:MAX_KEY]
        fields = {"column": request.name, "example": example, "most": MAX_NAME}
        raise BoundaryError("name_long", request.file.name, **fields)
    refuse_garbled((text for text in raw if isinstance(text, str)), request.file.name)
    return names


def _refuse_structures(values: pd.Series, request: ImportRequest) -> None:
    """Lists and objects of a GeoJSON are no keys or names."""
    if values.map(lambda cell: isinstance(cell, list | dict | np.ndarray)).any():
        raise BoundaryError("structure", request.file.name, column=values.name)


def _refuse_other_keys(
    frame: gpd.GeoDataFrame,
    rows: gpd.GeoDataFrame,
    request: ImportRequest,
    unit_names: Mapping[str, str],
) -> None:
    """Refuse keys of another kind than those of the level."""
    keyed = KeyedRows(
        file=request.file.name,
        column=request.code,
        codes=frame["unit"],
        names=frame["name"],
        columns={name: _as_text(rows[name]) for name in _columns(rows)},
    )
    refuse_foreign(keyed, request.level, unit_names)


def _refuse_twice(frame: gpd.GeoDataFrame, rows: gpd.GeoDataFrame, request: ImportRequest) -> None:
    """Each key may occur once."""
    twice = sorted(frame.loc[frame["unit"].duplicated(), "unit"].unique())
    if twice:
        fields = {"column": request.code, "codes": _few(twice), "where": _land_only(frame, rows)}
        raise BoundaryError("code_twice", request.file.name, **fields)


def _land_only(frame: gpd.GeoDataFrame, rows: gpd.GeoDataFrame) -> str:
    """Say how the official files of Germany are rid of the parts of units that are water."""
    if _LAND not in rows.columns:
        return ""
    values = _as_text(rows[_LAND])
    every = sorted(values.unique(), reverse=True)
    once = (value for value in every if frame.loc[values == value, "unit"].is_unique)
    value = next(once, "")
    return texts.WHERE_LAND.format(column=_LAND, value=value) if value else ""


def _refuse_other_shapes(frame: gpd.GeoDataFrame, request: ImportRequest) -> None:
    """Points, lines, missing geometry and coordinates that are no numbers can't be units."""
    kinds = frame.geom_type.fillna(NO_GEOMETRY).mask(frame.is_empty, NO_GEOMETRY)
    other = frame[~kinds.isin(POLYGONAL)]
    if len(other):
        listed = ", ".join(sorted(kinds[other.index].unique()))
        count = counted(len(other), texts.ENTRIES)
        fields = {"count": count, "kinds": listed, "codes": _few(list(other["unit"]))}
        raise BoundaryError("not_polygon", request.file.name, **fields)
    points, of_shape = shapely.get_coordinates(shapes_of(frame), return_index=True)
    broken = np.unique(of_shape[~np.isfinite(points).all(axis=1)])
    if len(broken):
        codes = _few(list(frame["unit"].iloc[broken]))
        raise BoundaryError("not_finite", request.file.name, codes=codes)


def _located(
    frame: gpd.GeoDataFrame, request: ImportRequest, previous: Previous
) -> gpd.GeoDataFrame:
    """Decide on the coordinate system and check whether the coordinates can be in it."""
    unread = frame.attrs.pop(UNREAD_CRS)
    if request.crs:
        frame = frame.set_crs(_crs(request), allow_override=True)
    elif unread:
        raise BoundaryError("crs_unread", request.file.name, crs=unread, **corner(frame, previous))
    if frame.crs is None:
        raise BoundaryError("crs_missing", request.file.name, **corner(frame, previous))
    if frame.crs.is_geographic != within_degrees(frame):
        code = "metres" if frame.crs.is_geographic else "degrees"
        fields = {"crs": crs_name(frame.crs), **corner(frame, previous)}
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
