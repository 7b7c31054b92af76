"""A map as geodata, of its year or of all: GeoJSON for the web, GeoPackage for a GIS."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeAlias

import geopandas as gpd
import numpy as np
import shapely
from pyogrio import write_dataframe

from atlas.model.specs import MapKind, MapSpec, MapYear, UnitFigure
from atlas.model.text import join_distinct
from atlas.render.captions import citation, foot_lines, kicker, notices
from atlas.render.geometry import drawable, in_metres, turned
from atlas.views import texts
from atlas.views.map import geodata_texts as words
from atlas.views.map import texts as map_texts
from atlas.views.map.chance import listed
from atlas.views.numbers import title_with_unit

Properties: TypeAlias = dict[str, str | float | None]
_LAYER = "atlas"
_NUMBERS = {words.VALUE, words.NUMERATOR, words.DENOMINATOR, words.CHANGE}
_DIGITS = 7  # about a centimetre, as RFC 7946 advises


def geojson_bytes(
    spec: MapSpec, boundaries: gpd.GeoDataFrame, *, every_year: bool = False
) -> bytes:
    """Write GeoJSON (RFC 7946, WGS 84): a feature per unit, with or without shape.

    Properties are key, name and year, then value (unrounded, null where there is none), numerator,
    denominator, change and sign, and origin where some figures are delivered totals; of two
    indicators there are both figures as text and their class instead. Of all years there is a
    property for each year, whose name ends in it. `fields` says what they are.
    """
    year = spec.current_map
    provenance = year.provenance
    collection = {
        "type": "FeatureCollection",
        "title": year.headline,
        "subtitle": year.subtitle,
        "indicator": spec.legend_title,
        "area": spec.area,
        "level": spec.level,
        "year": year.label,
        "years": [item.year for item in (spec.years if every_year else (year,))],
        "measured_in": spec.unit,
        "legend": list(_legend(spec)),
        "source": provenance.source,
        "publisher": provenance.publisher,
        "stand": provenance.reference_dates,
        "gebietsstand": provenance.boundaries,
        "attribution": provenance.attribution,
        "classing": spec.method,
        "notes": list(dict.fromkeys((*notices(spec), *provenance.notes))),
        "signs": provenance.signs,
        "licence": provenance.licence,
        "edition": provenance.edition,
        "link": provenance.link,
        "fields": dict(_meanings(spec)),
        "features": list(_features(spec, boundaries, every_year=every_year)),
    }
    return json.dumps(collection, ensure_ascii=False, allow_nan=False).encode("utf-8")


def gpkg_bytes(spec: MapSpec, boundaries: gpd.GeoDataFrame, *, every_year: bool = False) -> bytes:
    """Write a GeoPackage with one layer, projected to UTM; it says where the figures come from.

    Its columns are the properties of `geojson_bytes`.
    """
    frame = in_metres(_joined(spec, boundaries, every_year=every_year))
    metadata = {"TITLE": spec.current_map.headline, "DESCRIPTION": _description(spec)}
    with TemporaryDirectory() as folder:
        path = Path(folder) / "map.gpkg"
        write_dataframe(
            frame,
            path,
            layer=_LAYER,
            driver="GPKG",
            geometry_type="MultiPolygon",
            promote_to_multi=True,
            layer_options={"IDENTIFIER": metadata["TITLE"], "DESCRIPTION": metadata["DESCRIPTION"]},
            layer_metadata=metadata,
        )
        return path.read_bytes()


def geometry_of(shape: shapely.Geometry | None, digits: int = _DIGITS) -> dict[str, Any] | None:
    """Return a shape as a GeoJSON object with rounded coordinates, None if there is none."""
    if shape is None:
        return None
    rounded = shapely.transform(shape, lambda points: np.round(points, digits))
    geometry: dict[str, Any] = shapely.geometry.mapping(rounded)
    return geometry


def _features(
    spec: MapSpec, boundaries: gpd.GeoDataFrame, *, every_year: bool
) -> Iterator[dict[str, Any]]:
    """Yield the units in the order of the table."""
    for properties, shape in _pairs(spec, boundaries, every_year=every_year):
        yield {"type": "Feature", "properties": properties, "geometry": geometry_of(shape)}


def _joined(spec: MapSpec, boundaries: gpd.GeoDataFrame, *, every_year: bool) -> gpd.GeoDataFrame:
    """Return a row per unit with its shape."""
    pairs = list(_pairs(spec, boundaries, every_year=every_year))
    rows = [properties for properties, _ in pairs]
    columns = {key: [row[key] for row in rows] for key in rows[0]} if rows else {}
    shapes = [shape for _, shape in pairs]
    frame = gpd.GeoDataFrame(columns, geometry=shapes, crs=boundaries.crs)
    # A column of nothing but None would become text.
    numbers = {key: "float64" for key in columns if (key.rpartition("_")[0] or key) in _NUMBERS}
    return frame.astype(numbers)


def _pairs(
    spec: MapSpec, boundaries: gpd.GeoDataFrame, *, every_year: bool
) -> Iterator[tuple[Properties, shapely.Geometry | None]]:
    """Yield the properties of each unit with its shape, if it has one."""
    frame = drawable(boundaries)
    shapes = dict(zip(frame.index, turned(np.asarray(frame.geometry.array)), strict=True))
    rows = _of_all_years(spec) if every_year else _of_year(spec, spec.current_map)
    yield from ((row, shapes.get(unit)) for unit, row in rows)


def _of_year(spec: MapSpec, year: MapYear) -> Iterator[tuple[str, Properties]]:
    """Yield key and properties of the units of a year."""
    for figure in year.figures:
        names: Properties = {words.KEY: figure.unit, words.NAME: figure.name, words.YEAR: year.year}
        yield figure.unit, names | _figures(spec, year, figure)


def _of_all_years(spec: MapSpec) -> Iterator[tuple[str, Properties]]:
    """Yield key and properties of the units of any year; null in years without the unit."""
    names = {figure.unit: figure.name for year in spec.years for figure in year.figures}
    of_years = {
        year.year: {figure.unit: _figures(spec, year, figure) for figure in year.figures}
        for year in spec.years
    }
    fields = {
        year: tuple(dict.fromkeys(key for row in rows.values() for key in row))
        for year, rows in of_years.items()
    }
    for unit in sorted(names):
        row: Properties = {words.KEY: unit, words.NAME: names[unit]}
        for year, rows in of_years.items():
            of_unit = rows.get(unit, {})
            row |= {f"{key}_{year}": of_unit.get(key) for key in fields[year]}
        yield unit, row


def _figures(spec: MapSpec, year: MapYear, figure: UnitFigure) -> Properties:
    """What is said of a unit in a year."""
    if spec.kind is MapKind.BIVARIATE:
        label = spec.legend[figure.legend_class].label
        return {words.BOTH: figure.text, words.CLASS: label}
    row: Properties = {
        words.VALUE: figure.value,
        words.NUMERATOR: figure.numerator,
        words.DENOMINATOR: figure.denominator,
        words.CHANGE: figure.change,
        words.SIGN: figure.sign,
    }
    # the column is there for all units or for none: a table has no gaps
    if any(other.delivered for other in year.figures):
        row[words.ORIGIN] = texts.DELIVERED if figure.delivered else ""
    return row


def _meanings(spec: MapSpec) -> Iterator[tuple[str, str]]:
    """Yield the properties that are figures, each with what it is."""
    if spec.kind is MapKind.BIVARIATE:
        yield words.BOTH, spec.title
        return
    yield words.VALUE, title_with_unit(spec.legend_title, spec.unit)
    if spec.denominator:
        yield words.NUMERATOR, spec.numerator
        yield words.DENOMINATOR, spec.denominator
    if spec.change_label:
        yield words.CHANGE, spec.change_label


def _legend(spec: MapSpec) -> Iterator[dict[str, str | float | None]]:
    """Yield the classes of the map, with the number of units in each."""
    for entry, count in zip(spec.legend, spec.current_map.counts, strict=True):
        limits = {"lower": entry.lower, "upper": entry.upper}
        yield {"label": entry.label, **limits, "colour": entry.colour, "count": count}


def _description(spec: MapSpec) -> str:
    """Say in one text what a map on paper says around the map."""
    year = spec.current_map
    classes = [f"{entry.label} ({count})" for entry, count in listed(spec.legend, year.counts)]
    classing = "; ".join(part for part in (*classes, spec.method) if part)
    lines = (
        f"{spec.title} · {kicker(spec, year)}",
        year.subtitle,
        texts.IN_UNIT.format(unit=spec.unit) if spec.unit else "",
        *(f"{name}: {text}" for name, text in _meanings(spec)),
        f"{map_texts.CLASSING}: {classing}" if classing else "",
        *(text for text in notices(spec) if text not in year.provenance.notes),
        *foot_lines(year.provenance),
        *citation(year.provenance),
    )
    return join_distinct(lines, "\n")
