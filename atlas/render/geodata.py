"""A map as geodata, of its year or of all: GeoJSON for the web, GeoPackage for a GIS."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeAlias

import geopandas as gpd
import numpy as np
import shapely
from pyogrio import write_dataframe

from atlas.model.specs import MapKind, MapSpec, MapYear, SignedNumber, UnitFigure
from atlas.model.text import join_distinct
from atlas.render.captions import file_lines, kicker, notices
from atlas.render.geometry import drawable, in_metres, turned
from atlas.views import texts
from atlas.views.map import geodata_texts as words
from atlas.views.map import texts as map_texts
from atlas.views.map.chance import listed
from atlas.views.numbers import explained_signs, title_with_unit
from atlas.views.provenance import merged
from atlas.views.table import texts as table_texts

Properties: TypeAlias = dict[str, str | float | None]
_Pair: TypeAlias = tuple[Properties, shapely.Geometry | None]
_LAYER = "atlas"
_SIGNED = {
    words.VALUE: words.SIGN,
    words.BASE: words.BASE_SIGN,
    words.CHANGE: words.CHANGE_SIGN,
    words.DEVIATION: words.DEVIATION_SIGN,
}
"""Properties that are numbers, each with that of its sign."""
_NUMBERS = {words.NUMERATOR, words.DENOMINATOR, *_SIGNED}
_OF_WHAT = re.compile(r"(_[12])?(_\d{4})?$")
"""Ends of names: which of two indicators, which year."""
_DIGITS = 7  # about a centimetre, as RFC 7946 advises


def geojson_bytes(
    spec: MapSpec, boundaries: gpd.GeoDataFrame, *, every_year: bool = False
) -> bytes:
    """Write GeoJSON (RFC 7946, WGS 84): a feature per unit, with or without shape.

    Properties are key, name and year, then value (unrounded, null where there is none), numerator,
    denominator, value of the base year and change, each with its sign, and origin where some
    figures are delivered totals; of two indicators there are both figures as text and their class,
    then value, sign and class of each ("wert_1", "wert_2"). Of all years there is a property for
    each year, whose name ends in it. All names are German (`geodata_texts`), "felder" says what the
    properties are.
    """
    features = list(_features(spec, boundaries, every_year=every_year))
    properties = [feature["properties"] for feature in features]
    years = spec.years if every_year else (spec.current_map,)
    said = _said(spec.of_year(_around(spec, years)), properties)
    said["years"] = [year.year for year in years]
    collection = {
        "type": "FeatureCollection",
        **{words.COLLECTION[key]: text for key, text in said.items()},
        "features": features,
    }
    return json.dumps(collection, ensure_ascii=False, allow_nan=False).encode("utf-8")


def _around(spec: MapSpec, years: Sequence[MapYear]) -> MapYear:
    """What is said around the figures of some years: of several nothing that holds for one only."""
    if len(years) == 1:
        return years[0]
    current, span = spec.current_map, f"{years[0].year}–{years[-1].year}"
    title = table_texts.TIDY_TITLE.format(
        title=spec.legend_title, area=spec.area, plural=spec.level_plural, span=span
    )
    sources = merged(year.provenance for year in years)
    return replace(
        current,
        label=span,
        headline=title,
        subtitle="",
        counts=tuple(map(sum, zip(*(year.counts for year in years), strict=True))),
        provenance=replace(sources, link=current.provenance.link),
    )


def _said(spec: MapSpec, properties: Iterable[Properties]) -> dict[str, object]:
    """What the file says of itself, by the keys of `geodata_texts.COLLECTION`."""
    year = spec.current_map
    provenance = year.provenance
    return {
        "title": year.headline,
        "subtitle": year.subtitle,
        "indicator": spec.legend_title,
        "area": spec.area,
        "level": spec.level,
        "year": year.label,
        "unit": spec.unit,
        "legend": list(_legend(spec)),
        "classing": spec.method,
        "source": provenance.source,
        "publisher": provenance.publisher,
        "reference_dates": provenance.reference_dates,
        "boundaries": provenance.boundaries,
        "attribution": provenance.attribution,
        "notes": list(dict.fromkeys((*notices(spec), *provenance.notes))),
        "signs": _signs(properties, provenance.signs),
        "licence": provenance.licence or texts.NOT_STATED,
        "edition": provenance.edition,
        "link": provenance.link,
        "fields": dict(_meanings(spec)),
    }


def _signs(properties: Iterable[Properties], legend: Iterable[str]) -> tuple[str, ...]:
    """Explain the signs of all units: a file says them row by row, a map once for all."""
    names = set(_SIGNED.values())
    cells = (cell for row in properties for cell in row.items())
    return explained_signs({str(text) for key, text in cells if _kind(key) in names}, legend)


def _kind(name: str) -> str:
    """What a property is: "wert_2014" and "wert_1" are values."""
    return _OF_WHAT.sub("", name)


def gpkg_bytes(spec: MapSpec, boundaries: gpd.GeoDataFrame, *, every_year: bool = False) -> bytes:
    """Write a GeoPackage with one layer, projected to UTM; it says where the figures come from.

    Its columns are the properties of `geojson_bytes`.
    """
    pairs = list(_pairs(spec, boundaries, every_year=every_year))
    frame = in_metres(_joined(pairs, boundaries))
    around = _around(spec, spec.years if every_year else (spec.current_map,))
    description = _description(spec.of_year(around), [properties for properties, _ in pairs])
    metadata = {"TITLE": around.headline, "DESCRIPTION": description}
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


def _joined(pairs: Sequence[_Pair], boundaries: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return a row per unit with its shape."""
    rows = [properties for properties, _ in pairs]
    columns = {key: [row[key] for row in rows] for key in rows[0]} if rows else {}
    shapes = [shape for _, shape in pairs]
    frame = gpd.GeoDataFrame(columns, geometry=shapes, crs=boundaries.crs)
    # A column of nothing but None would become text.
    numbers = {key: "float64" for key in columns if _kind(key) in _NUMBERS}
    return frame.astype(numbers)


def _pairs(spec: MapSpec, boundaries: gpd.GeoDataFrame, *, every_year: bool) -> Iterator[_Pair]:
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
        return _of_two(spec, figure)
    numbers = figure.numbers
    row: Properties = {
        **_signed(words.VALUE, numbers.value),
        words.NUMERATOR: numbers.numerator,
        words.DENOMINATOR: numbers.denominator,
        **_signed(words.BASE, numbers.base),
        **_signed(words.CHANGE, numbers.change),
    }
    if numbers.deviation is not None:
        row |= _signed(words.DEVIATION, numbers.deviation)
    # the column is there for all units or for none: a table has no gaps
    if any(other.delivered for other in year.figures):
        row[words.ORIGIN] = texts.DELIVERED if figure.delivered else ""
    return row


def _of_two(spec: MapSpec, figure: UnitFigure) -> Properties:
    """What is said of a unit on a map of two indicators: both values, each with its class."""
    entry = spec.legend[figure.legend_class]
    row: Properties = {words.BOTH: figure.text, words.CLASS: entry.label}
    for index, numbers in enumerate((figure.numbers, figure.second)):
        classes, end = spec.axis_classes[index], f"_{index + 1}"
        row[words.VALUE + end] = numbers.value.number
        row[words.SIGN + end] = numbers.value.sign
        row[words.CLASS + end] = classes[entry.position[index]] if entry.position else ""
    return row


def _signed(name: str, number: SignedNumber) -> Properties:
    return {name: number.number, _SIGNED[name]: number.sign}


def _meanings(spec: MapSpec) -> Iterator[tuple[str, str]]:
    """Yield the properties that are figures, each with what it is."""
    if spec.kind is MapKind.BIVARIATE:
        yield words.BOTH, spec.title
        for number, title in enumerate(spec.axes, start=1):
            yield f"{words.VALUE}_{number}", title
            yield f"{words.CLASS}_{number}", "; ".join(spec.axis_classes[number - 1])
        return
    yield words.VALUE, title_with_unit(spec.title, spec.value_unit)
    if spec.denominator:
        yield words.NUMERATOR, spec.numerator
        yield words.DENOMINATOR, spec.denominator
    if spec.change_label:
        yield words.BASE, spec.base_label
        yield words.CHANGE, spec.change_label
    if spec.current_map.figures and spec.current_map.figures[0].numbers.deviation is not None:
        yield words.DEVIATION, title_with_unit(spec.view_label, spec.unit)


def _legend(spec: MapSpec) -> Iterator[dict[str, str | float | None]]:
    """Yield the classes of the map, with the number of units in each."""
    for entry, count in zip(spec.legend, spec.current_map.counts, strict=True):
        said = {
            "label": entry.label,
            "lower": entry.lower,
            "upper": entry.upper,
            "colour": entry.colour,
            "count": count,
        }
        yield {words.LEGEND[key]: text for key, text in said.items()}


def _description(spec: MapSpec, properties: Iterable[Properties]) -> str:
    """Say in one text what a map on paper says around the map."""
    year = spec.current_map
    counted = listed(spec.legend, year.counts, year.untested)
    classes = [f"{entry.label} ({count})" for entry, count in counted]
    classing = "; ".join(part for part in (*classes, spec.method) if part)
    lines = (
        f"{spec.title} · {kicker(spec, year)}",
        year.subtitle,
        texts.IN_UNIT.format(unit=spec.unit) if spec.unit else "",
        *(f"{name}: {text}" for name, text in _meanings(spec)),
        f"{map_texts.CLASSING}: {classing}" if classing else "",
        *(text for text in notices(spec) if text not in year.provenance.notes),
        *file_lines(replace(year.provenance, signs=_signs(properties, year.provenance.signs))),
    )
    return join_distinct(lines, "\n")
