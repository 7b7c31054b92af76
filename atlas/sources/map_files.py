"""Map files as people hand them over: which format, packed or not, and nothing but that file.

GDAL follows what a file says: a VRT, the description of a WFS or a linked coordinate system lead
to other files and into the network. So the format is decided here, by its signature, and GDAL
gets a file with a name of ours and the one driver that may read it. That also makes names with
`!` or `;`, endings in capitals and folders inside a ZIP harmless.
"""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
import warnings
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from enum import Enum
from lzma import LZMAError
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import Any

import geopandas as gpd
import pandas as pd
import pyarrow as pa
import pyogrio
import pyogrio.errors
import pyproj.exceptions
import shapely.errors

from atlas.errors import BoundaryError
from atlas.sources import boundary_texts as texts
from atlas.sources.text_encoding import as_utf8, declared_encoding, decoded_table

# What one file may unpack to: the largest German data set of boundaries has a tenth of it.
MAX_BYTES = 2_000_000_000
# GeoJSON is held in memory as text, several times: ten times a million vertices.
MAX_GEOJSON_BYTES = 200_000_000
UNREAD_CRS = "unread_crs"
"""Key of `attrs` under which a frame names the coordinate system nobody knows."""
_DEFAULT_SYSTEM = "EPSG:4326"
# What a GeoJSON in degrees calls its system.
_DEGREES = re.compile(r"(?<!\d)(4326|4979)(?!\d)|CRS:?84|WGS[ _-]?(19)?84", re.IGNORECASE)
_MOST_NAME = 60
_MOST_LAYERS = 30
_SHAPEFILE_PARTS = (".shp", ".shx", ".dbf", ".prj", ".cpg")
_NEEDED_PARTS = (".shx", ".dbf")
_SIGNATURE_LENGTH = 16

_VIEWS = (
    "SELECT 1 FROM sqlite_master WHERE type = 'view' AND lower(name) LIKE 'gpkg%'",
    (
        "SELECT 1 FROM sqlite_master WHERE type = 'view' AND lower(name) IN "
        "(SELECT lower(table_name) FROM gpkg_contents)"
    ),
)

# What GDAL, pyogrio, GEOS and PROJ raise for content that is no map; anything else is our mistake.
_UNREADABLE = (
    pyogrio.errors.DataSourceError,
    pyogrio.errors.DataLayerError,
    pyogrio.errors.FeatureError,
    pyogrio.errors.GeometryError,
    pyogrio.errors.FieldError,
    pyogrio.errors.CRSError,
    pyproj.exceptions.ProjError,
    shapely.errors.ShapelyError,
    ValueError,
    OSError,
)
_BROKEN_ZIP = (
    *(zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, LZMAError),
    *(OSError, ValueError, EOFError),
)
# And Arrow; GeoPandas takes the metadata of a GeoParquet for what the format wants.
_NO_PARQUET = (*_UNREADABLE, pa.ArrowException, KeyError, TypeError, AttributeError)


class Format(Enum):
    """Formats that are read, with the ending GDAL knows and the prefix that fixes its driver."""

    GEOJSON = (".geojson", "GeoJSON:")
    GEOPACKAGE = (".gpkg", "GPKG:")
    FLATGEOBUF = (".fgb", "")
    SHAPEFILE = (".shp", "")
    PARQUET = (".parquet", "")
    ZIP = (".zip", "")

    @property
    def suffix(self) -> str:
        """Ending of the file GDAL gets."""
        return self.value[0]

    @property
    def prefix(self) -> str:
        """What stands before the path; formats with a binary signature need none."""
        return self.value[1]


_ONE_LAYER = (Format.GEOJSON, Format.SHAPEFILE, Format.PARQUET)
_SIGNATURES = {
    b"SQLite format 3\0": Format.GEOPACKAGE,
    b"fgb": Format.FLATGEOBUF,
    b"\x00\x00\x27\x0a": Format.SHAPEFILE,
    b"PAR1": Format.PARQUET,
    b"PK\x03\x04": Format.ZIP,
    b"PK\x05\x06": Format.ZIP,
}
# How a file begins that may be GeoJSON, in whatever encoding, or is mistaken for it.
_TEXT = re.compile(rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?[\0\s]*(?:[{\[<]|\Z)")
# Inside a ZIP: what a name promises; the signature decides once it is unpacked.
_MAP_SUFFIXES = (".shp", ".geojson", ".json", ".gpkg", ".fgb", ".parquet", ".geoparquet", ".pq")


@dataclass(frozen=True, slots=True, kw_only=True)
class _MapFile:
    """A file of a known format; `name` is what people call it, `layer` the one to read in it."""

    path: Path
    format: Format
    name: str
    layer: str = ""


def read_map(path: Path, layer: str = "", encoding: str = "") -> gpd.GeoDataFrame:
    """Read the polygons, points or lines of a file, with all its columns.

    `layer` chooses among several, `encoding` overrides what a shapefile or GeoJSON says. A GeoJSON
    that names a coordinate system nobody knows is read as degrees; `attrs` names it (`UNREAD_CRS`).

    Raises
    ------
    BoundaryError
        If it is no file of a format that is read, or its content can't be used.
    """
    with TemporaryDirectory() as folder, _opened(path, layer, Path(folder)) as map_file:
        try:
            frame = _read(map_file, encoding)
        except _UNREADABLE as error:
            raise _unreadable(path.name) from error
    if not isinstance(frame, gpd.GeoDataFrame) or frame.empty or frame.geometry.isna().all():
        raise BoundaryError("empty", path.name)
    return frame


def _unreadable(name: str, reason: str = texts.DAMAGED) -> BoundaryError:
    return BoundaryError("unreadable", name, reason=reason)


@contextmanager
def _opened(path: Path, layer: str, folder: Path) -> Iterator[_MapFile]:
    """Give the file a name of ours in a folder; of a ZIP the map inside."""
    source = _MapFile(path=path, format=_format(path, path.name), name=path.name, layer=layer)
    if source.format is Format.ZIP:
        source = _unpacked(source, folder)
    else:
        _refuse_other_layer(source, path.stem)
    if source.format is Format.GEOJSON and source.path.stat().st_size > MAX_GEOJSON_BYTES:
        raise BoundaryError("geojson_too_large", source.name, most=MAX_GEOJSON_BYTES // 1_000_000)
    target = folder / f"map{source.format.suffix}"
    if source.format is Format.SHAPEFILE:
        for suffix, part in _parts(source).items():
            _link(part, target.with_suffix(suffix))
    else:
        _link(source.path, target)
    yield replace(source, path=target)


def _link(path: Path, target: Path) -> None:
    """Give a file a second name; copy it where the system has no links."""
    try:
        target.symlink_to(path.resolve())
    except OSError:
        shutil.copyfile(path, target)


def _format(path: Path, name: str) -> Format:
    """Tell the format by its signature.

    A pipe or device is never opened: reading one could wait for ever. `name` is what people call
    the file.
    """
    if not path.exists():
        raise BoundaryError("missing", path)
    if not path.is_file():
        raise BoundaryError("no_file", path)
    if path.stat().st_size > MAX_BYTES:
        raise BoundaryError("too_large", name, most=MAX_BYTES // 1_000_000_000)
    try:
        with path.open("rb") as file:
            head = file.read(_SIGNATURE_LENGTH)
    except OSError as error:
        raise _unreadable(name, texts.NO_RIGHTS) from error
    for signature, form in _SIGNATURES.items():
        if head.startswith(signature):
            return form
    if path.suffix.lower() in {".json", ".geojson"} and _TEXT.match(head):
        return Format.GEOJSON
    raise _unreadable(name, texts.OTHER_FORMAT)


def _parts(source: _MapFile) -> dict[str, Path]:
    """Find the files a shapefile is made of, however their endings are written."""
    stem = source.path.stem
    others = (path for path in source.path.parent.iterdir() if path.is_file())
    same = (path for path in others if path.stem.casefold() == stem.casefold())
    # of two names that Windows can't tell apart the one written alike
    beside = {path.suffix.lower(): path for path in sorted(same, key=lambda one: one.stem == stem)}
    parts = {suffix: beside[suffix] for suffix in _SHAPEFILE_PARTS if suffix in beside}
    parts[".shp"] = source.path
    missing = [suffix for suffix in _NEEDED_PARTS if suffix not in parts]
    if missing:
        raise BoundaryError("parts_missing", source.name, parts=texts.AND.join(missing))
    return parts


def _unpacked(source: _MapFile, folder: Path) -> _MapFile:
    """Unpack the one map of a ZIP, with the files beside it."""
    try:
        with zipfile.ZipFile(source.path) as archive:
            chosen = _chosen(archive, source)
            path = _extracted(archive, chosen, folder)
    except _BROKEN_ZIP as error:
        raise _unreadable(source.name) from error
    except (RuntimeError, NotImplementedError) as error:
        raise _unreadable(source.name, texts.LOCKED) from error
    form = _format(path, source.name)
    if form is Format.ZIP:
        raise _unreadable(source.name, texts.OTHER_FORMAT)
    # a name that chose the file can't choose a layer in it as well
    inside = _without_ending(chosen)
    layer = "" if source.layer in {inside.name, str(inside)} else source.layer
    unpacked = replace(source, path=path, format=form, layer=layer)
    _refuse_other_layer(unpacked, inside.name)
    return unpacked


def _refuse_other_layer(source: _MapFile, stem: str) -> None:
    """Refuse a layer a file can't have as it has but one, called like itself."""
    if source.format in _ONE_LAYER and source.layer not in {"", stem}:
        raise _other_layers(source, [stem])


def _chosen(archive: zipfile.ZipFile, source: _MapFile) -> zipfile.ZipInfo:
    """Choose the map; what a Mac adds (`__MACOSX/._map.shp`) is none."""
    maps = {_without_ending(entry): entry for entry in archive.infolist() if _may_be_map(entry)}
    if not maps:
        raise BoundaryError("zip_empty", source.name)
    if len(maps) == 1:
        return next(iter(maps.values()))
    once = len({path.name for path in maps}) == len(maps)
    named = {path.name if once else str(path): entry for path, entry in maps.items()}
    if source.layer not in named:
        raise _other_layers(source, list(named))
    return named[source.layer]


def _may_be_map(entry: zipfile.ZipInfo) -> bool:
    path = _inside(entry)
    hidden = path.name.startswith(".") or "__MACOSX" in path.parts
    return path.suffix.lower() in _MAP_SUFFIXES and not entry.is_dir() and not hidden


def _inside(entry: zipfile.ZipInfo) -> PurePosixPath:
    """Path of an entry; some programs of Windows write it with backslashes."""
    return PurePosixPath(entry.filename.replace("\\", "/"))


def _without_ending(entry: zipfile.ZipInfo, *, lower: bool = False) -> PurePosixPath:
    """Path of an entry without its ending; `lower` as Windows tells names apart."""
    path = _inside(entry)
    stem = path.parent / path.stem
    return PurePosixPath(str(stem).casefold()) if lower else stem


def _other_layers(source: _MapFile, layers: Sequence[str]) -> BoundaryError:
    """Name the layers of a file of which none, or one it doesn't have, was asked for."""
    code = "layer_unknown" if source.layer else "layers"
    listed = ", ".join(layers[:_MOST_LAYERS]) + (" …" if len(layers) > _MOST_LAYERS else "")
    return BoundaryError(code, source.name, layer=source.layer, layers=listed)


def _extracted(archive: zipfile.ZipFile, chosen: zipfile.ZipInfo, folder: Path) -> Path:
    """Unpack an entry, and of a shapefile its other parts, under names of ours."""
    suffix = _inside(chosen).suffix.lower()
    wanted = _SHAPEFILE_PARTS if suffix == Format.SHAPEFILE.suffix else (suffix,)
    entries = {
        _inside(entry).suffix.lower(): entry
        for entry in archive.infolist()
        if _without_ending(entry, lower=True) == _without_ending(chosen, lower=True)
    }
    parts = {end: entry for end, entry in entries.items() if end in wanted}
    if sum(entry.file_size for entry in parts.values()) > MAX_BYTES:
        raise BoundaryError("too_large", chosen.filename, most=MAX_BYTES // 1_000_000_000)
    below = folder / "unpacked"
    below.mkdir()
    for end, entry in parts.items():
        with archive.open(entry) as packed, (below / f"map{end}").open("wb") as out:
            shutil.copyfileobj(packed, out)
    return below / f"map{suffix}"


def _read(map_file: _MapFile, encoding: str) -> pd.DataFrame:
    """Let pyarrow read GeoParquet and GDAL the rest."""
    if map_file.format is Format.PARQUET:
        return _read_parquet(map_file)
    if map_file.format is Format.GEOJSON:
        return _read_geojson(map_file, encoding)
    if map_file.format is Format.SHAPEFILE:
        # ISO 8859-1 keeps every byte, so that their encoding can be told
        raw = _let_gdal_read(map_file, encoding="ISO-8859-1")
        return decoded_table(raw, map_file.name, encoding, declared_encoding(map_file.path))
    return _let_gdal_read(map_file, layer=_layer(map_file))


def _read_parquet(map_file: _MapFile) -> pd.DataFrame:
    try:
        frame: pd.DataFrame = gpd.read_parquet(map_file.path)
    except _NO_PARQUET as error:
        raise _unreadable(map_file.name) from error
    return frame


def _read_geojson(map_file: _MapFile, encoding: str) -> pd.DataFrame:
    """Read GeoJSON that is nothing else and says itself where it lies."""
    content = map_file.path.read_bytes()
    text = as_utf8(content, map_file.name, encoding)
    if not text.lstrip().startswith("{") or '"Feature' not in text:
        raise _unreadable(map_file.name, texts.NO_GEOJSON)
    # parsing takes as long as reading: only where a coordinate system is named at all
    named = _named_system(text, map_file.name) if '"crs"' in text or "\\u" in text else None
    if not content.startswith(text[:1].encode()) or encoding:
        copy = map_file.path.with_name("utf8.geojson")
        copy.write_text(text, encoding="utf-8")
        map_file = replace(map_file, path=copy)
    frame = _with_ids(_let_gdal_read(map_file, fid_as_index=True), text)
    if named is not None and frame.crs == _DEFAULT_SYSTEM and not _DEGREES.search(named):
        # GDAL takes a system it doesn't know for degrees, without a word
        frame.attrs[UNREAD_CRS] = named[:_MOST_NAME]
    return frame


def _with_ids(frame: pd.DataFrame, text: str) -> pd.DataFrame:
    """Make the numbers beside `properties` the column `id`, as GDAL does with ids that are texts.

    Where there are none, GDAL counts from 0.
    """
    numbers = frame.index.tolist()
    frame = frame.reset_index(drop=True)
    if "id" in frame or numbers == list(range(len(frame))) or '"id"' not in text:
        return frame
    return frame.assign(id=numbers)


def _named_system(text: str, file: str) -> str | None:
    """Return what a GeoJSON says of its coordinate system, None if it doesn't say anything."""
    try:
        content = json.loads(text, object_pairs_hook=_without_links(file))
    except (RecursionError, ValueError) as error:
        raise _unreadable(file) from error
    entry = content.get("crs")
    if entry is None:
        return None
    properties = entry.get("properties") if isinstance(entry, dict) else None
    named = properties.get("name") or properties.get("code") if isinstance(properties, dict) else ""
    return str(named or json.dumps(entry, ensure_ascii=False))


def _without_links(name: str) -> Any:  # noqa: ANN401 (json wants a function on anything)
    """Refuse a coordinate system that stands elsewhere; reading it would ask the network."""

    def checked(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
        for key, value in pairs:
            kind = value.get("type") if key == "crs" and isinstance(value, dict) else None
            if isinstance(kind, str) and kind.lower() in {"link", "url", "ogc"}:
                raise BoundaryError("crs_linked", name)
        return dict(pairs)

    return checked


def _let_gdal_read(map_file: _MapFile, **options: str | bool | None) -> pd.DataFrame:
    """Let GDAL read a layer; a table without geometry comes back as a plain frame."""
    with warnings.catch_warnings():
        # GDAL warns of winding orders and field widths, which are harmless; what matters
        # (validity, keys, coordinates) is checked by those who use it.
        warnings.simplefilter("ignore")
        frame: pd.DataFrame = pyogrio.read_dataframe(_gdal_name(map_file), **options)
    return frame


def _gdal_name(map_file: _MapFile) -> str:
    return f"{map_file.format.prefix}{map_file.path}"


def _layer(map_file: _MapFile) -> str | None:
    """Return the layer asked for, or the one with geometry; refuse to guess among several."""
    if map_file.format is Format.GEOPACKAGE:
        _refuse_views(map_file)
    layers = pyogrio.list_layers(_gdal_name(map_file))
    spatial = [str(name) for name, kind in layers if kind is not None]
    if not len(layers):
        raise _unreadable(map_file.name)
    if map_file.layer in spatial:
        return map_file.layer
    if map_file.layer or len(spatial) > 1:
        raise _other_layers(map_file, spatial)
    return spatial[0] if spatial else None


def _refuse_views(map_file: _MapFile) -> None:
    """Refuse a GeoPackage that computes what it shows: that may take for ever."""
    address = f"{map_file.path.resolve().as_uri()}?mode=ro"
    try:
        with closing(sqlite3.connect(address, uri=True)) as database:
            # the list of layers may be one itself
            views = any(database.execute(query).fetchone() for query in _VIEWS)
    except sqlite3.Error as error:
        raise _unreadable(map_file.name) from error
    if views:
        raise _unreadable(map_file.name, texts.VIEW)
