"""The current year of a map as geodata: GeoJSON for the web, GeoPackage for a GIS."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import geopandas as gpd
import numpy as np
import shapely
from pyogrio import write_dataframe

from atlas.model.specs import MapKind, MapSpec, UnitFigure
from atlas.model.text import join_distinct
from atlas.render.captions import foot_lines, kicker, notices
from atlas.render.geometry import drawable, in_metres, turned
from atlas.views import texts
from atlas.views.map import texts as map_texts
from atlas.views.map.chance import listed

_LAYER = "atlas"
_DIGITS = 7  # about a centimetre, as RFC 7946 advises


def geojson_bytes(spec: MapSpec, boundaries: gpd.GeoDataFrame) -> bytes:
    """Write GeoJSON (RFC 7946, WGS 84): a feature per unit, with or without shape.

    Properties are unit, name, value (unrounded, null where there is none) and flag, and origin
    where some figures are delivered totals; of two
    indicators there are unit, name, text (both figures) and class instead.
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
        "features": list(_features(spec, boundaries)),
    }
    return json.dumps(collection, ensure_ascii=False, allow_nan=False).encode("utf-8")


def gpkg_bytes(spec: MapSpec, boundaries: gpd.GeoDataFrame) -> bytes:
    """Write a GeoPackage with one layer, projected to UTM; it says where the figures come from."""
    frame = in_metres(_joined(spec, boundaries))
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


def _features(spec: MapSpec, boundaries: gpd.GeoDataFrame) -> Iterator[dict[str, Any]]:
    """Yield the units in the order of the table."""
    for figure, shape in _pairs(spec, boundaries):
        yield {
            "type": "Feature",
            "properties": _properties(spec, figure),
            "geometry": geometry_of(shape),
        }


def _joined(spec: MapSpec, boundaries: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return a row per unit with its shape."""
    pairs = list(_pairs(spec, boundaries))
    rows = [_properties(spec, figure) for figure, _ in pairs]
    columns = {key: [row[key] for row in rows] for key in rows[0]} if rows else {}
    shapes = [shape for _, shape in pairs]
    frame = gpd.GeoDataFrame(columns, geometry=shapes, crs=boundaries.crs)
    # A column of nothing but None would become text.
    return frame.astype({"value": "float64"}) if "value" in frame else frame


def _pairs(
    spec: MapSpec, boundaries: gpd.GeoDataFrame
) -> Iterator[tuple[UnitFigure, shapely.Geometry | None]]:
    """Yield each unit of the current year with its shape, if it has one."""
    frame = drawable(boundaries)
    shapes = dict(zip(frame.index, turned(np.asarray(frame.geometry.array)), strict=True))
    yield from ((figure, shapes.get(figure.unit)) for figure in spec.current_map.figures)


def _properties(spec: MapSpec, figure: UnitFigure) -> dict[str, str | float | None]:
    properties: dict[str, str | float | None] = {"unit": figure.unit, "name": figure.name}
    if spec.kind is MapKind.BIVARIATE:
        label = spec.legend[figure.legend_class].label
        return {**properties, "text": figure.text, "class": label}
    properties |= {"value": figure.value, "flag": figure.flag}
    # the column is there for all units or for none: a table has no gaps
    if any(other.delivered for other in spec.current_map.figures):
        properties["origin"] = texts.DELIVERED if figure.delivered else ""
    return properties


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
        f"{map_texts.CLASSING}: {classing}" if classing else "",
        *(text for text in notices(spec) if text not in year.provenance.notes),
        *foot_lines(year.provenance),
    )
    return join_distinct(lines, "\n")
