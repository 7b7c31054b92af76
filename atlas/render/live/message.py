"""What the server sends the live map: a short header and one byte per unit and year.

Layout: uint32 length of the header (little-endian), the header as JSON, then the codes of all
units for each year, then for a map of circles their sizes, year by year. Units stand in the
order of the geometry file, so that no key is sent twice.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import numpy as np

from atlas.model.specs import NO_CODE, LegendClass, MapColumn, MapKind, MapSeries
from atlas.render.legend import area_position


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveView:
    """How a series is shown on a page.

    `geometry` is the address of the geometry file below the static folder, `link` the name
    under which figures of a page hear each other, `topic` the one under which this map's own
    figures are told, `current` the year shown, `selection` the ids of the selected units.
    `compact` maps stand side by side, without slider; `small` shows all years at once.
    """

    geometry: str
    link: str
    topic: str
    current: int
    selection: tuple[str, ...] = ()
    compact: bool = False
    small: bool = False
    background: dict[str, Any] = field(default_factory=dict)


def message_bytes(series: MapSeries, units: Sequence[str], view: LiveView) -> bytes:
    """Encode a series for the units of a geometry file, in their order.

    The header holds no texts but those of the legend; its size doesn't grow with the units.
    """
    order = _order(series.units, tuple(units))
    text = json.dumps(_header(series, len(units), view), ensure_ascii=False, separators=(",", ":"))
    header = text.encode()
    parts = [len(header).to_bytes(4, "little"), header]
    parts += [_in_order(column.codes, order, NO_CODE) for column in series.columns]
    parts += [_in_order(column.sizes, order, 0) for column in series.columns if column.sizes]
    return b"".join(parts)


@lru_cache(maxsize=64)  # asked for at every change of a page, the same until the level changes
def _order(have: tuple[str, ...], wanted: tuple[str, ...]) -> np.ndarray[Any, np.dtype[np.int64]]:
    """Where each unit wanted stands, one behind the last for those that don't."""
    place = {unit: n for n, unit in enumerate(have)}
    return np.array([place.get(unit, len(place)) for unit in wanted], dtype=np.int64)


def _in_order(values: bytes, order: np.ndarray[Any, np.dtype[np.int64]], absent: int) -> bytes:
    known = np.frombuffer(values + bytes([absent]), dtype=np.uint8)
    return bytes(known[order])


def _header(series: MapSeries, units: int, view: LiveView) -> dict[str, Any]:
    years = [column.year for column in series.columns]
    header: dict[str, Any] = {
        "geometry": view.geometry,
        "link": view.link,
        "topic": view.topic,
        "units": units,
        "title": series.legend_title,
        "unit": series.unit,
        "kind": series.kind,
        "legend": [_entry(entry) for entry in series.legend],
        "areaLabel": series.area_label,
        "columns": [_column(series, column) for column in series.columns],
        "current": years.index(view.current),
        "selection": view.selection,
        "compact": view.compact,
        "small": view.small,
        "background": view.background or None,
        "bins": _bins(series),
    }
    if series.kind is MapKind.CIRCLES:
        header["circles"] = [(step.label, round(step.size, 4)) for step in series.circles]
    if series.kind is MapKind.BIVARIATE:
        header["axes"] = series.axes
    return header


def _entry(entry: LegendClass) -> tuple[object, ...]:
    """Shorten an entry to label, colour, sign, hatching, limits and place."""
    limits = (entry.lower, entry.upper)
    return (entry.label, entry.colour, entry.sign, int(entry.hatched), *limits, entry.position)


def _column(series: MapSeries, column: MapColumn) -> tuple[object, ...]:
    mark = area_position(series, column)
    place = None if mark is None else (mark[0], round(mark[1], 2))
    return (column.year, column.label, column.counts, column.area_text, place)


def _bins(series: MapSeries) -> dict[str, object] | None:
    if not series.histogram:
        return None
    return {
        "from": series.histogram[0].lower,
        "to": series.histogram[-1].upper,
        "counts": [item.count for item in series.histogram],
    }
