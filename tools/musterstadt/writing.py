"""The files of the atlas: units, memberships, boundaries, yearly tables and their descriptions."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Mapping, Sequence
from io import StringIO
from pathlib import Path

from shapely.geometry import mapping

from tools.musterstadt.units import Unit

DESCRIPTION = "Musterstadt ist frei erfunden. Diese Grenzen gibt es nicht; sie sind berechnet."


def write_text(path: Path, text: str) -> None:
    """Write a file with the same bytes on every system."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Semicolon-separated table."""
    out = StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\n")
    writer.writerow(head)
    writer.writerows(rows)
    return out.getvalue()


def units_table(units: Iterable[Unit]) -> str:
    """Text of units.csv."""
    rows = [
        [unit.level, unit.key, unit.name, unit.everyday_name, unit.valid_from, unit.valid_to]
        for unit in units
    ]
    return table(["level", "unit", "name", "everyday_name", "valid_from", "valid_to"], rows)


def memberships_table(rows: Iterable[Sequence[str]]) -> str:
    """Text of memberships.csv."""
    return table(["level", "unit", "parent_level", "parent", "valid_from", "valid_to"], rows)


def geojson(title: str, units: Iterable[Unit]) -> str:
    """GeoJSON (RFC 7946) of the units of a level, one unit a line."""
    features = [
        json.dumps(
            {
                "type": "Feature",
                "properties": {"unit": unit.key, "name": unit.name},
                "geometry": mapping(unit.shape),
            },
            ensure_ascii=False,
            separators=(",", ":"),
        )
        for unit in units
    ]
    head = {
        "type": "FeatureCollection",
        "name": f"Musterstadt: {title}",
        "description": DESCRIPTION,
    }
    start = json.dumps(head, ensure_ascii=False)[:-1]
    return start + ', "features": [\n' + ",\n".join(features) + "\n]}\n"


def year_table(
    columns: Sequence[str],
    cells: Mapping[tuple[str, str, str], str],
    names: Mapping[tuple[str, str], str],
) -> str:
    """Text of a yearly table.

    Parameters
    ----------
    columns
        Quantities in order.
    cells
        Text by level, unit and quantity.
    names
        Name by level and unit, in the order of the rows; a unit without cells has no row.
    """
    delivered = {(level, unit) for level, unit, _ in cells}
    rows = [
        [*unit, name, *(cells.get((*unit, code), "") for code in columns)]
        for unit, name in names.items()
        if unit in delivered
    ]
    return table(["level", "unit", "name", *columns], rows)


def year_description(sections: Mapping[str, Mapping[str, str]], boundary_date: str) -> str:
    """Text of the description beside a yearly table; entries are TOML values."""
    default = {
        "base": '"bezirk"',
        "publisher": '"Stadt Musterstadt (frei erfunden)"',
        "source": '"Melderegister, statistischer Abzug"',
        "audience": '"public"',
        "boundary_date": boundary_date,
    }
    blocks = [("defaults", default)]
    for code, entries in sections.items():
        differing = {key: value for key, value in entries.items() if default.get(key) != value}
        blocks.append((code, differing))
    return "\n".join(
        "\n".join([f"[{name}]", *(f"{key} = {value}" for key, value in entries.items()), ""])
        for name, entries in blocks
    )
