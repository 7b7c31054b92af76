"""Files without what the atlas doesn't read: exports of GIS programs bring whole tables along."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any, Final

from atlas.errors import UnpublishableMapError
from atlas.model.problems import Problem
from atlas.model.source_location import SourceLocation
from atlas.sources import memberships, units
from atlas.sources.text_files import DELIMITER, read_csv

_READ: Final = ("unit", "name")
_DAYS: Final = ("valid_from", "valid_to")
_TABLES: Final = {
    "units.csv": (*units.COLUMNS, "everyday_name", *_DAYS),
    "memberships.csv": (*memberships.COLUMNS, *_DAYS),
}
"""The tables that may have further columns, with those that are read."""


def bare_content(path: Path) -> bytes:
    """Content of a file of districts without what nobody reads; unchanged if all is read.

    Raises
    ------
    UnpublishableMapError
        If it is called GeoJSON and isn't.
    """
    if path.name in _TABLES:
        return _bare_table(path, _TABLES[path.name])
    content = path.read_bytes()
    if path.suffix.lower() != ".geojson":
        return content
    try:
        return bare_map(content)
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise UnpublishableMapError(path.name) from error


def _bare_table(path: Path, columns: tuple[str, ...]) -> bytes:
    problems: list[Problem] = []
    table = read_csv(path, SourceLocation(file=path.name), ("level", "unit"), problems)
    if not problems and set(table.columns) <= set(columns):
        return path.read_bytes()
    there = [column for column in columns if column in table.columns]
    sink = io.StringIO()
    writer = csv.writer(sink, delimiter=DELIMITER, lineterminator="\n")
    writer.writerow(there)
    writer.writerows([row.cells.get(column, "") for column in there] for row in table.rows)
    return sink.getvalue().encode()


def bare_map(content: bytes) -> bytes:
    """Keep key, name and shape of each feature; unchanged if there is nothing else.

    What is no collection of features raises what it comes to.
    """
    collection = json.loads(content)
    features = [_bare(feature) for feature in collection["features"]]
    bare = {"type": "FeatureCollection", "features": features}
    if "crs" in collection:
        bare["crs"] = collection["crs"]
    if bare == collection:
        return content
    return json.dumps(bare, ensure_ascii=False, separators=(",", ":")).encode()


def _bare(feature: dict[str, Any]) -> dict[str, Any]:
    properties = feature["properties"]
    return {
        "type": "Feature",
        "properties": {name: properties[name] for name in _READ if name in properties},
        "geometry": feature["geometry"],
    }
