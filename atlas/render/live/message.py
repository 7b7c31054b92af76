"""What the server sends the live map: a short header and one byte per unit and year.

Layout: uint32 length of the header (little-endian), the header as JSON, then the codes of all
units for each year, then for a map of circles their sizes, year by year. Units are in the order
of the geometry file, so that no key is sent twice.
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
from atlas.views.map.chance import listed


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveView:
    """How a series is shown on a page.

    `geometry` is the address of the geometry file below the static folder, `channel` the name of
    the channel the parts of a page share, `slot` the name under which the details of this map's
    units are sent, `current` the year shown, `selection` the ids of the selected units.
    `compact` maps stand side by side, without slider; `multiples` shows all years at once.
    `ground` is the address of the geometry of the whole area, for a level that covers a part of it.
    `texts` are the figures of the units of the series by year, for a map they can be written on.
    """

    geometry: str
    channel: str
    slot: str
    current: int
    selection: tuple[str, ...] = ()
    compact: bool = False
    multiples: bool = False
    background: dict[str, Any] = field(default_factory=dict)
    texts: tuple[tuple[str, ...], ...] = ()
    ground: str = ""


def message_bytes(series: MapSeries, units: Sequence[str], view: LiveView) -> bytes:
    """Encode a series for the units of a geometry file, in their order.

    The header holds no texts but those of the legend, and those of the view: without these its
    size doesn't grow with the units.
    """
    order = _order(series.units, tuple(units))
    header_words = _header(series, len(units), view)
    if view.texts:
        header_words["texts"] = [_texts_in_order(year, order) for year in view.texts]
    text = json.dumps(header_words, ensure_ascii=False, separators=(",", ":"))
    header = text.encode()
    parts = [len(header).to_bytes(4, "little"), header]
    parts += [_in_order(column.codes, order, NO_CODE) for column in series.columns]
    parts += [_in_order(column.sizes, order, 0) for column in series.columns if column.sizes]
    return b"".join(parts)


@lru_cache(maxsize=64)  # needed at every change of a page, the same until the level changes
def _order(source: tuple[str, ...], target: tuple[str, ...]) -> np.ndarray[Any, np.dtype[np.int64]]:
    """Index in the source of each unit of the target, one past the last for those it lacks."""
    index = {unit: n for n, unit in enumerate(source)}
    return np.array([index.get(unit, len(index)) for unit in target], dtype=np.int64)


def _texts_in_order(
    texts: tuple[str, ...], order: np.ndarray[Any, np.dtype[np.int64]]
) -> list[str]:
    source = [*texts, ""]
    return [source[at] for at in order.tolist()]


def _in_order(values: bytes, order: np.ndarray[Any, np.dtype[np.int64]], absent: int) -> bytes:
    source = np.frombuffer(values + bytes([absent]), dtype=np.uint8)
    return bytes(source[order])


def _header(series: MapSeries, units: int, view: LiveView) -> dict[str, Any]:
    years = [column.year for column in series.columns]
    header: dict[str, Any] = {
        "geometry": view.geometry,
        "ground": view.ground,
        "channel": view.channel,
        "slot": view.slot,
        "units": units,
        "title": series.legend_title,
        "unit": series.unit,
        "kind": series.kind,
        "legend": [_entry(entry) for entry in series.legend],
        "lines": [_entry(entry) for entry, _ in _listed(series, series.columns[0])],
        "areaLabel": series.area_label,
        "columns": [_column(series, column) for column in series.columns],
        "current": years.index(view.current),
        "selection": view.selection,
        "compact": view.compact,
        "multiples": view.multiples,
        "background": view.background or None,
        "bins": _bins(series),
    }
    if series.kind is MapKind.CIRCLES:
        header["circles"] = [(step.label, round(step.size, 4)) for step in series.circles]
    if series.kind is MapKind.BIVARIATE:
        header["axes"] = series.axes
        header["axisClasses"] = series.axis_classes
    return header


def _entry(entry: LegendClass) -> tuple[object, ...]:
    """Shorten an entry to label, colour, sign, hatching, limits and cell of a square legend.

    Hatching is 1 for figures of limited reliability, 2 for changes within chance, else 0.
    """
    hatching, limits = entry.hatched + entry.within_chance, (entry.lower, entry.upper)
    return (entry.label, entry.colour, entry.sign, hatching, *limits, entry.position)


def _listed(series: MapSeries, column: MapColumn) -> tuple[tuple[LegendClass, int], ...]:
    return listed(series.legend, column.counts, column.untested)


def _column(series: MapSeries, column: MapColumn) -> tuple[object, ...]:
    mark = area_position(series, column)
    rounded = None if mark is None else (mark[0], round(mark[1], 2))
    counts = [count for _, count in _listed(series, column)]
    return (column.year, column.label, counts, column.area_text, rounded)


def _bins(series: MapSeries) -> dict[str, object] | None:
    if not series.histogram:
        return None
    return {
        "from": series.histogram[0].lower,
        "to": series.histogram[-1].upper,
        "counts": [item.count for item in series.histogram],
    }
