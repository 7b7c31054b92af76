"""The atlas's own boundary files: read them, and say what is wrong with them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TypeAlias

import geopandas as gpd
import pandas as pd
import shapely

from atlas.errors import BoundaryError, NoBoundariesError
from atlas.model.areas import Level, SpatialUnit
from atlas.model.character_texts import described
from atlas.model.problem_texts import KINDS, MORE_FLAWS
from atlas.model.problems import Problem
from atlas.model.source_location import SourceLocation
from atlas.model.text import FORBIDDEN, without_forbidden
from atlas.sources.boundary_place import corner, far_units
from atlas.sources.coverage import Coverage
from atlas.sources.kept_coverage import coverage_of
from atlas.sources.map_files import UNREAD_CRS, read_map
from atlas.sources.shapes import (
    POLYGONAL,
    WGS84,
    invalid_reason,
    named,
    square_metres,
    within_degrees,
)
from atlas.sources.unit_names import other_names

Part: TypeAlias = tuple[str, str]
"""A unit of which another one is made: its level and its key."""
# More pairs than this are one cause, not many: the sentence on the largest says how many follow.
MAX_FLAWS = 10


def read_boundaries(path: Path, crs: str | None = None) -> gpd.GeoDataFrame:
    """Read a boundary file of the atlas: index `unit`, columns `name` and `geometry`.

    Coordinates are WGS 84, or projected to `crs` if one is given. Of a key that occurs twice
    the first shape counts, as `boundary_problems` says.

    Raises
    ------
    BoundaryError
        If the file can't be used at all.
    """
    frame = _cleaned(_read(path))
    frame = frame[~frame.index.duplicated()]
    return frame if crs is None else frame.to_crs(crs)


def read_shapes(level: Level, area_folder: Path, vintage: date | None = None) -> gpd.GeoDataFrame:
    """Read the boundaries of a level at a Gebietsstand, the newest without one.

    Raises
    ------
    NoBoundariesError
        If the level has none.
    BoundaryError
        If their file can't be used, or shows none of the units the level ever had.
    """
    boundaries = level.boundaries_at(vintage)
    if boundaries is None:
        raise NoBoundariesError(level.name)
    frame = read_boundaries(area_folder / boundaries.file)
    if level.units and not _shares_keys(frame, level):
        raise BoundaryError("other_stand", boundaries.file, **_counts(frame, level))
    return frame


def united(
    level: Level, parts: Mapping[str, Sequence[Part]], shapes: Mapping[str, gpd.GeoDataFrame]
) -> gpd.GeoDataFrame:
    """Unite the boundaries of a level from those of the parts of its units.

    As `read_boundaries` does, with the boundaries of the levels of the parts in `shapes`. A unit
    of which a part has no shape is left out: half of it would be drawn for the whole.

    Raises
    ------
    NoBoundariesError
        If no unit can be drawn.
    """
    united_shapes: dict[str, shapely.Geometry] = {}
    for unit, listed in parts.items():
        blocks = [shapes[of].geometry.loc[part] for of, part in listed if part in shapes[of].index]
        if blocks and len(blocks) == len(listed):
            united_shapes[unit] = shapely.union_all(blocks)
    if not united_shapes:
        raise NoBoundariesError(level.name)
    names = {unit.id: unit.name for unit in level.latest_versions()}
    index = pd.Index(list(united_shapes), name="unit")
    columns = {"name": [names.get(unit, unit) for unit in united_shapes]}
    return gpd.GeoDataFrame(columns, geometry=list(united_shapes.values()), index=index, crs=WGS84)


def _shares_keys(frame: gpd.GeoDataFrame, level: Level) -> bool:
    """Whether any shape belongs to a unit: files of another Gebietsstand may share no key."""
    return any(unit.id in frame.index for unit in level.units)


def _counts(frame: gpd.GeoDataFrame, level: Level) -> dict[str, object]:
    return {"level": level.name, "shapes": len(frame), "units": len(level.latest_versions())}


def boundary_problems(level: Level, area_folder: Path, home: Path | None = None) -> list[Problem]:
    """List what is wrong with the boundaries of a level; nothing if it claims to have none.

    In `home` is kept what takes long to compute.
    """
    vintages = [item for item in (*level.former_boundaries, level.boundaries) if item and item.file]
    paths = {area_folder / item.file: item.valid_at for item in vintages}
    return [
        problem for path, day in paths.items() for problem in _file_problems(path, day, level, home)
    ]


def _file_problems(path: Path, day: date | None, level: Level, home: Path | None) -> list[Problem]:
    location = SourceLocation(area=path.parent.name, file="/".join(path.parts[-3:]))
    try:
        frame = _read(path)
    except BoundaryError as error:
        kind = f"boundary_{error.code}"
        # an archive, a pipe, a linked system: whatever it is, the atlas wrote no such file
        return [location.problem(kind if kind in KINDS else "boundary_unreadable")]
    frame, problems = _cleaned(frame), _forbidden(frame, location)
    if level.units and not _shares_keys(frame, level):
        return [*problems, location.problem("stand_keys", level.name, **_counts(frame, level))]
    return [
        *problems,
        *_key_problems(frame, level, day, location),
        *_shape_problems(frame, location),
        *_far_problems(frame, level, location),
        *_coverage_problems(_coverage(frame, path, home), location),
    ]


def _read(path: Path) -> gpd.GeoDataFrame:
    """Read a boundary file with its duplicates."""
    if not path.is_file():
        raise BoundaryError("missing", path.name)
    frame = read_map(path)
    if "unit" not in frame:
        raise BoundaryError("column", path.name, column="unit", columns=", ".join(frame))
    if unread := frame.attrs.get(UNREAD_CRS):
        raise BoundaryError("crs_unread", path.name, crs=unread, **corner(frame))
    return _in_degrees(_tidy(frame), path)


def _tidy(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Keep key, name and shape; keys and names are text."""
    units = frame["unit"].astype("str").rename("unit")
    names = frame["name"].astype("str").fillna("") if "name" in frame else units
    tidy = frame.set_geometry(shapely.force_2d(frame.geometry.array))
    return tidy.assign(name=names).set_index(units)[["name", tidy.geometry.name]]


def _cleaned(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Drop the characters no drawing may hold from keys and names; these stand in one line."""
    names = frame["name"].map(lambda name: " ".join(without_forbidden(name).split()))
    index = frame.index.map(without_forbidden, na_action="ignore").rename("unit")
    return frame.assign(name=names).set_index(index)


def _forbidden(frame: gpd.GeoDataFrame, location: SourceLocation) -> list[Problem]:
    characters = FORBIDDEN.findall("".join(map(str, (*frame.index, *frame["name"]))))
    return [location.problem("text_characters", described(characters))] if characters else []


def _in_degrees(frame: gpd.GeoDataFrame, path: Path) -> gpd.GeoDataFrame:
    """Convert to WGS 84, or refuse metres that claim to be degrees."""
    if frame.crs is not None and not frame.crs.is_geographic:
        return frame.to_crs(WGS84)
    if not within_degrees(frame):
        raise BoundaryError("metres", path.name, crs=WGS84, **corner(frame))
    return frame.set_crs(WGS84, allow_override=True)


def _key_problems(
    frame: gpd.GeoDataFrame, level: Level, day: date | None, location: SourceLocation
) -> Iterator[Problem]:
    """Keys that occur twice, units without shape, shapes without unit."""
    counts = frame.index[frame.index.duplicated(keep=False)].value_counts().sort_index()
    yield from (
        location.problem("boundary_twice", unit, count=count) for unit, count in counts.items()
    )
    drawn = frame[~frame.geometry.isna() & ~frame.geometry.is_empty]
    for unit in _expected(level, day):
        if unit.id not in drawn.index:
            yield location.problem("boundary_unit_without_shape", unit.id, name=unit.name)
    keys, names = other_names(level, _names(drawn))
    if keys:
        yield location.problem("boundary_name_differs", keys[0], about=keys, names=names)
    unit_ids = {unit.id for unit in level.units}
    for key, name in drawn["name"].items():
        if key not in unit_ids:
            yield location.problem(
                "boundary_shape_without_unit",
                str(key),
                about=(str(key), level.id),
                name=name,
                level=level.name,
            )


def _names(drawn: gpd.GeoDataFrame) -> Iterator[tuple[str, str]]:
    """Keys with the names of their shapes; a file without names has the keys instead."""
    return ((str(key), name) for key, name in drawn["name"].items() if name != key)


def _expected(level: Level, day: date | None) -> tuple[SpatialUnit, ...]:
    """Units that should have a shape: those valid at the Gebietsstand, else those not ended."""
    if day is not None:
        return level.units_on(day)
    return tuple(unit for unit in level.units if unit.valid_to is None)


def _shape_problems(frame: gpd.GeoDataFrame, location: SourceLocation) -> Iterator[Problem]:
    """Points and lines, and polygons whose rings are invalid."""
    shapes = frame.geometry.dropna()
    for unit, kind in shapes.geom_type[~shapes.geom_type.isin(POLYGONAL)].items():
        yield location.problem("boundary_not_polygon", str(unit), shape=kind)
    for unit, shape in shapes[~shapes.is_valid].items():
        yield location.problem("boundary_invalid", str(unit), reason=invalid_reason(shape))


def _far_problems(
    frame: gpd.GeoDataFrame, level: Level, location: SourceLocation
) -> Iterator[Problem]:
    """Units of which a part lies so far off that the others can't be read on a map."""
    # a shape without unit isn't drawn
    drawn = frame[frame.index.isin([unit.id for unit in level.units])] if level.units else frame
    polygons = drawn[drawn.geom_type.isin(POLYGONAL) & ~drawn.geometry.is_empty]
    for unit, distance in far_units(polygons):
        yield location.problem("boundary_far", unit, km=f"{distance:.0f}")


def _coverage(frame: gpd.GeoDataFrame, path: Path, home: Path | None) -> Coverage:
    """Overlaps and gaps; of a key that occurs twice the first shape counts."""
    shapes = frame[~frame.index.duplicated()].dropna(subset=[frame.geometry.name])
    return coverage_of(shapes, path.read_bytes(), home)


def _coverage_problems(coverage: Coverage, location: SourceLocation) -> Iterator[Problem]:
    """Overlaps and gaps, the largest first; one for all where they are too many."""
    if coverage.unmatched:
        yield location.problem("boundary_unmatched", share=f"{100 * coverage.unmatched:.0f}")
    for kind, flaws in (("boundary_overlap", coverage.overlaps), ("boundary_gap", coverage.gaps)):
        rest = len(flaws) - MAX_FLAWS
        for flaw in flaws[:MAX_FLAWS]:
            more = MORE_FLAWS.format(count=rest) if flaw is flaws[0] and rest > 0 else ""
            yield location.problem(
                kind, named(flaw.units), area=square_metres(flaw.area), more=more
            )
