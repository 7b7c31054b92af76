"""Overlaps and gaps of large files of boundaries, kept so that the next check needn't compute them.

A million vertices take seconds; what was found depends on nothing but the file's content.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from hashlib import sha256
from pathlib import Path
from typing import Any

import geopandas as gpd
import shapely

from atlas.errors import FileWriteError
from atlas.sources.coverage import Coverage, Flaw, check_coverage
from atlas.sources.files import write_all
from atlas.sources.shapes import shapes_of

FOLDER = "coverage"
# Below this the computation is done sooner than anybody waits.
WORTH_KEEPING = 50_000
# Part of the name: another way of counting must not find what the old one kept.
_FORMAT = 2


def coverage_of(boundaries: gpd.GeoDataFrame, content: bytes, home: Path | None) -> Coverage:
    """Return the flaws of boundaries read from a file of this content: kept ones, or computed."""
    if home is None or not _is_large(boundaries):
        return check_coverage(boundaries)
    path = _path(content, home)
    if path.is_file():
        return _read(path)
    coverage = check_coverage(boundaries)
    keep_coverage(boundaries, coverage, content, home)
    return coverage


def keep_coverage(
    boundaries: gpd.GeoDataFrame, coverage: Coverage, content: bytes, home: Path
) -> None:
    """Keep the flaws of boundaries that stand in a file of this content, if they are large."""
    if not _is_large(boundaries):
        return
    kept = json.dumps(asdict(coverage)).encode()
    try:
        write_all({_path(content, home): kept}, keep_old=False)
    except FileWriteError:
        # it is only a shortcut: without it they are computed again next time
        return


def _read(path: Path) -> Coverage:
    kept = json.loads(path.read_bytes())
    overlaps, gaps = (_flaws(kept[kind]) for kind in ("overlaps", "gaps"))
    return Coverage(overlaps=overlaps, gaps=gaps, unmatched=kept["unmatched"])


def _flaws(kept: list[dict[str, Any]]) -> tuple[Flaw, ...]:
    return tuple(Flaw(units=tuple(flaw["units"]), area=flaw["area"]) for flaw in kept)


def _is_large(boundaries: gpd.GeoDataFrame) -> bool:
    return bool(shapely.get_num_coordinates(shapes_of(boundaries)).sum() >= WORTH_KEEPING)


def _path(content: bytes, home: Path) -> Path:
    return home / FOLDER / f"{_FORMAT}-{sha256(content).hexdigest()}.json"
