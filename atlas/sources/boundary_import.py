"""Take over boundaries from a map file: plan everything, then write it or leave it.

The plan holds the whole content of every file that would change, so a refusal or a dry run
changes nothing. Observed values (data/indicators) and memberships are never touched.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import MappingProxyType

import geopandas as gpd
import numpy as np
import pyproj.exceptions
import shapely

from atlas.errors import BoundaryError
from atlas.model.areas import Boundaries, SpatialUnit, is_valid
from atlas.sources import boundary_texts as texts
from atlas.sources.area_files import (
    boundaries_file,
    boundary_files,
    has_level,
    read_if_exists,
    units_in,
    with_boundaries,
    with_units,
)
from atlas.sources.boundary_place import (
    Previous,
    far_units,
    likelier_systems,
    place_of,
    refuse_elsewhere,
    remedy,
)
from atlas.sources.boundary_source import FORBIDDEN_FOUND, ImportRequest, crs_name, read_source
from atlas.sources.boundary_texts import counted
from atlas.sources.coverage import Coverage, Flaw, check_coverage
from atlas.sources.files import write_all
from atlas.sources.geography import read_boundaries
from atlas.sources.kept_coverage import keep_coverage
from atlas.sources.shapes import (
    DECIMALS,
    WGS84,
    Shapes,
    areas,
    geojson,
    invalid_reason,
    is_tangled,
    named,
    repaired,
    rounded,
    shapes_of,
    square_metres,
    within_degrees,
)

__all__ = ["ImportPlan", "ImportRequest", "apply_import", "plan_import"]

_NAMED = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportPlan:
    """What an import would do: the new content of each file, and what there is to say about it.

    `notes` are German sentences; what should be looked at begins with "Warnung: ".
    """

    files: Mapping[Path, bytes]
    notes: tuple[str, ...]
    boundaries: gpd.GeoDataFrame
    coverage: Coverage


@dataclass(frozen=True, slots=True, kw_only=True)
class _Area:
    """The files of an area as they are now, and the units of the level."""

    folder: Path
    toml: bytes
    units: bytes
    level_units: tuple[SpatialUnit, ...]

    def names(self, level: str) -> Mapping[str, str]:
        """Names of the units of the level, by key."""
        return {**units_in(self.units, level), **{one.id: one.name for one in self.level_units}}


def plan_import(
    request: ImportRequest, area_folder: Path, level_units: Sequence[SpatialUnit]
) -> ImportPlan:
    """Read, check, repair and convert the boundaries; nothing is written.

    `level_units` are the units the level has now.

    Raises
    ------
    BoundaryError
        If anything prevents an import.
    """
    toml, units = (read_if_exists(area_folder / name) for name in ("area.toml", "units.csv"))
    area = _Area(folder=area_folder, toml=toml, units=units, level_units=tuple(level_units))
    notes: list[str] = []
    previous = _previous(request, area)
    raw = read_source(request, area.names(request.level), previous)
    source = _keyed(raw, notes)
    notes.append(_origin(source, request))
    if raw.attrs[FORBIDDEN_FOUND]:
        notes.append(texts.CHARACTERS_DROPPED.format(characters=raw.attrs[FORBIDDEN_FOUND]))
    mended = _with_repaired(source, request, notes)
    boundaries = _converted(mended, request, previous)
    refuse_elsewhere(boundaries, mended, previous, request.file.name)
    if not previous.frames:
        likelier = texts.OR.join(likelier_systems(boundaries, mended))
        note = texts.LIES_ELSEWHERE if likelier else texts.LIES_AT
        notes.append(note.format(**place_of(boundaries), names=likelier))
    boundaries = _rounded(boundaries, request, notes)
    coverage = check_coverage(boundaries)
    notes += [*_far_notes(boundaries), *_coverage_notes(coverage)]
    files = _files(request, area, boundaries, notes)
    return ImportPlan(
        files=MappingProxyType(files),
        notes=tuple(notes),
        boundaries=boundaries,
        coverage=coverage,
    )


def apply_import(plan: ImportPlan, home: Path | None = None) -> None:
    """Write what was planned, all files or none; old versions stay in `.versions/`.

    In `home` is kept what a check would compute again for long.
    """
    write_all(plan.files)
    if home is not None:
        content = next(text for path, text in plan.files.items() if path.suffix == ".geojson")
        keep_coverage(plan.boundaries, plan.coverage, content, home)


def _previous(request: ImportRequest, area: _Area) -> Previous:
    """Read the boundaries the area has; what can't be read says nothing about where it lies."""
    own = boundaries_file(area.toml, request.level, request.valid_at)
    frames: dict[str, gpd.GeoDataFrame] = {}
    for name in boundary_files(area.toml, request.level):
        with suppress(BoundaryError):
            frames[name] = read_boundaries(area.folder / name)
    files = tuple(frames)
    return Previous(replaced=frames.pop(own, None), others=tuple(frames.values()), files=files)


def _keyed(source: gpd.GeoDataFrame, notes: list[str]) -> gpd.GeoDataFrame:
    """Make the key the index; say which ones got their leading zeros back."""
    lost = source[source["unit"] != source["delivered"]]
    if len(lost):
        example = {"before": lost["delivered"].iloc[0], "after": lost["unit"].iloc[0]}
        notes.append(texts.ZEROS_RESTORED.format(count=len(lost), **example))
    return source.drop(columns="delivered").set_index("unit").sort_index()


def _origin(source: gpd.GeoDataFrame, request: ImportRequest) -> str:
    """Say how many shapes come from where."""
    return texts.ORIGIN.format(
        shapes=counted(len(source), texts.SHAPES),
        level=request.level,
        file=request.file.name,
        condition=texts.CONDITION.format(where=request.where) if request.where else "",
        origin=texts.BY_OPTION if request.crs else texts.BY_FILE,
        crs=crs_name(source.crs),
    )


def _with_repaired(
    source: gpd.GeoDataFrame, request: ImportRequest, notes: list[str]
) -> gpd.GeoDataFrame:
    """Repair invalid polygons and say by how much each has changed."""
    shapes = shapes_of(source)
    broken = np.flatnonzero(~shapely.is_valid(shapes))
    if not len(broken):
        return source
    _refuse_tangled(source.iloc[broken], request)
    valid = shapes.copy()
    valid[broken] = repaired(shapes[broken])
    _refuse_lost(valid, source, request)
    changes = areas(valid[broken], source.crs) - areas(shapes[broken], source.crs)
    # of thousands nobody reads more than those that matter most
    order = np.argsort(-np.abs(changes), kind="stable")
    for place in np.sort(order[:_NAMED]):
        index = broken[place]
        note = texts.REPAIRED.format(
            unit=source.index[index],
            reason=invalid_reason(shapes[index]),
            area=square_metres(changes[place]),
        )
        notes.append(note)
    rest = order[_NAMED:]
    if len(rest):
        largest = square_metres(float(np.abs(changes[rest]).max()))
        more = counted(len(rest), texts.SHAPES)
        notes.append(texts.MORE_REPAIRED.format(shapes=more, area=largest))
    return source.set_geometry(gpd.GeoSeries(valid, source.index, crs=source.crs))


def _refuse_lost(shapes: Shapes, source: gpd.GeoDataFrame, request: ImportRequest) -> None:
    """A shape of which repair or rounding leaves nothing usable."""
    lost = source.index[shapely.is_empty(shapes) | ~shapely.is_valid(shapes)]
    if len(lost):
        raise BoundaryError("not_repairable", request.file.name, codes=named(lost[:_NAMED]))


def _refuse_tangled(invalid: gpd.GeoDataFrame, request: ImportRequest) -> None:
    """Mending a border that crosses itself thousands of times would take for ever."""
    units = [str(unit) for unit, shape in invalid.geometry.items() if is_tangled(shape)]
    if units:
        raise BoundaryError("tangled", request.file.name, codes=named(units[:_NAMED]))


def _converted(
    source: gpd.GeoDataFrame, request: ImportRequest, previous: Previous
) -> gpd.GeoDataFrame:
    """Convert to WGS 84."""
    with suppress(pyproj.exceptions.ProjError):
        frame = source.to_crs(WGS84)
        if np.isfinite(frame.total_bounds).all() and within_degrees(frame):
            return frame
    fields = {"crs": crs_name(source.crs), "remedy": remedy(source, previous)}
    raise BoundaryError("crs_wrong", request.file.name, **fields)


def _rounded(frame: gpd.GeoDataFrame, request: ImportRequest, notes: list[str]) -> gpd.GeoDataFrame:
    """Round the coordinates."""
    shapes, decimals = rounded(shapes_of(frame))
    _refuse_lost(shapes, frame, request)
    if decimals > DECIMALS[0]:
        notes.append(texts.MORE_DECIMALS.format(decimals=decimals, usual=DECIMALS[0]))
    return frame.set_geometry(gpd.GeoSeries(shapes, frame.index, crs=WGS84))


def _far_notes(boundaries: gpd.GeoDataFrame) -> list[str]:
    """Name what makes the rest of the map too small to read."""
    return [
        texts.FAR.format(unit=unit, km=f"{distance:.0f}")
        for unit, distance in far_units(boundaries)
    ]


def _coverage_notes(coverage: Coverage) -> list[str]:
    """Say whether the shapes fit together."""
    overlaps = _flaw_note(coverage.overlaps, texts.OVERLAPS)
    gaps = _flaw_note(coverage.gaps, texts.GAPS)
    share = f"{100 * coverage.unmatched:.0f}"
    unmatched = [texts.UNMATCHED.format(share=share)] if coverage.unmatched else []
    return [*unmatched, *overlaps, *gaps]


def _flaw_note(flaws: Sequence[Flaw], nouns: tuple[str, str]) -> list[str]:
    """Count overlaps or gaps and name the largest."""
    if not flaws:
        return []
    note = texts.FLAWS.format(
        flaws=counted(len(flaws), nouns),
        area=square_metres(sum(flaw.area for flaw in flaws)),
        largest=square_metres(flaws[0].area),
        units=named(flaws[0].units),
    )
    return [note]


def _files(
    request: ImportRequest, area: _Area, boundaries: gpd.GeoDataFrame, notes: list[str]
) -> dict[Path, bytes]:
    """Put together the content of all files that belong to the import."""
    described = _described(request, area.toml, boundaries, notes)
    if not area.toml:
        notes.append(texts.NEW_AREA.format(area=request.area))
    if not has_level(area.toml, request.level):
        notes.append(texts.NEW_LEVEL.format(level=request.level))
    files = {
        area.folder / described.file: geojson(boundaries),
        area.folder / "area.toml": with_boundaries(
            area.toml, request.area, request.level, described
        ),
    }
    new = _new_units(request, area, boundaries, notes)
    if new:
        files[area.folder / "units.csv"] = with_units(area.units, request.level, new)
    return files


def _described(
    request: ImportRequest, toml: bytes, boundaries: gpd.GeoDataFrame, notes: list[str]
) -> Boundaries:
    """Say where the boundaries come from."""
    attribution = request.attribution.strip()
    if not attribution:
        attribution = texts.ATTRIBUTION_MISSING.format(file=request.file.name)
        notes.append(texts.NO_ATTRIBUTION)
    return Boundaries(
        file=boundaries_file(toml, request.level, request.valid_at),
        attribution=attribution,
        source=texts.TAKEN_FROM.format(file=request.file.name, count=len(boundaries)),
        valid_at=request.valid_at,
    )


def _new_units(
    request: ImportRequest, area: _Area, boundaries: gpd.GeoDataFrame, notes: list[str]
) -> list[SpatialUnit]:
    """Compare the keys of the file with the units there are."""
    present = set(area.names(request.level))
    names = boundaries["name"].items()
    new = [SpatialUnit(id=str(unit), name=name) for unit, name in names if unit not in present]
    current = _ids_at(area.level_units, request.valid_at)
    not_current = {unit.id for unit in area.level_units} - current
    missing = sorted(present - set(boundaries.index) - not_current)
    if new:
        units, ids = counted(len(new), texts.UNITS), _few([unit.id for unit in new])
        notes.append(texts.NEW_UNITS.format(units=units, ids=ids))
    if missing:
        units, ids = counted(len(missing), texts.UNITS), _few(missing)
        notes.append(texts.UNITS_WITHOUT_SHAPE.format(units=units, ids=ids))
    return new


def _ids_at(units: Iterable[SpatialUnit], day: date | None) -> set[str]:
    """Keys of the units that exist on a day, or of those that haven't ended."""
    if day is None:
        return {unit.id for unit in units if unit.valid_to is None}
    return {unit.id for unit in units if is_valid(unit, day)}


def _few(ids: Sequence[str]) -> str:
    """List the first keys."""
    return ", ".join(ids[:_NAMED]) + (" …" if len(ids) > _NAMED else "")
