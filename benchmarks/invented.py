"""Data folders of invented figures in the sizes that matter: a rich city, a large country."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from random import Random

from atlas.model.indicators import Catalogue
from atlas.model.quantities import Kind
from atlas.sources.catalogue import read_catalogue

ROOT = Path(__file__).parent.parent
CITY, COUNTRY = "stadt-erfunden", "land-erfunden"
YEARS = range(2013, 2025)
DEFAULT_WEIGHTS = "ew"
"""Quantities of residents are delivered for groups of blocks, all others for Bezirke."""
AREA = """name = "{name}"
kind = "Stadt"
within = "in {name}"
publisher = "niemand"
top_level = "ganz"
fictional = true

[system.verwaltung]
name = "Verwaltung"
levels = [{levels}]
"""
LEVEL = """
[level.{id}]
name = "{id}"
plural = "{id}"
"""
DEFAULTS = """[defaults]
base = "{base}"
source = "erfunden, nur zum Messen"
publisher = "niemand"
audience = "public"
"""
Step = tuple[str, int]


def city(folder: Path) -> Path:
    """Write a city of 300, 48, 12 and 1 units with every quantity of the catalogue in 12 years."""
    levels = [("block", 300), ("bezirk", 48), ("raum", 12), ("ganz", 1)]
    catalogue = _begin(folder)
    _units(folder, CITY, levels)
    bases = {
        code: "block" if code.startswith(DEFAULT_WEIGHTS) else "bezirk"
        for code in catalogue.quantities
    }
    for year in YEARS:
        _year(folder / "indicators" / CITY, year, bases, dict(levels), catalogue)
    return folder


def country(folder: Path, units: int = 11_000) -> Path:
    """Write one level of many units and the whole, two quantities in six years."""
    levels = [("gemeinde", units), ("ganz", 1)]
    catalogue = _begin(folder)
    _units(folder, COUNTRY, levels)
    bases = dict.fromkeys(("ew_u15", "kinder_sgb2_u15"), "gemeinde")
    for year in YEARS[-6:]:
        _year(folder / "indicators" / COUNTRY, year, bases, dict(levels), catalogue)
    return folder


def _begin(folder: Path) -> Catalogue:
    target = folder / "indicators" / "catalogue.toml"
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(ROOT / "data" / "indicators" / "catalogue.toml", target)
    return read_catalogue(target).catalogue


def _units(folder: Path, area: str, levels: list[Step]) -> None:
    district = folder / "districts" / area
    district.mkdir(parents=True, exist_ok=True)
    ids = ", ".join(f'"{level}"' for level, _ in levels)
    text = AREA.format(name=area, levels=ids)
    text += "".join(LEVEL.format(id=level) for level, _ in levels)
    (district / "area.toml").write_text(text, encoding="utf-8")
    rows = [f"{level};{unit};{unit}" for level, count in levels for unit in _ids(level, count)]
    _write(district / "units.csv", ["level;unit;name", *rows])
    _write(district / "memberships.csv", ["level;unit;parent_level;parent", *_memberships(levels)])


def _memberships(levels: list[Step]) -> Iterator[str]:
    for (fine, many), (coarse, few) in pairwise(levels):
        parents = list(_ids(coarse, few))
        for number, unit in enumerate(_ids(fine, many)):
            yield f"{fine};{unit};{coarse};{parents[number * few // many]}"


def _ids(level: str, count: int) -> Iterator[str]:
    return (f"{level[0]}{number:05}" for number in range(count))


def _year(
    folder: Path, year: int, bases: dict[str, str], levels: dict[str, int], catalogue: Catalogue
) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    numbers = Random(year)  # noqa: S311  (the same figures every time)
    lines = [";".join(["level", "unit", *bases])]
    for level in dict.fromkeys(bases.values()):
        for unit in _ids(level, levels[level]):
            cells = (
                _cell(catalogue.quantities[code].kind, numbers) if base == level else ""
                for code, base in bases.items()
            )
            lines.append(";".join([level, unit, *cells]))
    _write(folder / f"{year}.csv", lines)
    sections = [f'[{code}]\nbase = "{base}"\n' for code, base in bases.items()]
    text = DEFAULTS.format(base="ganz") + "".join(sections)
    (folder / f"{year}.toml").write_text(text, encoding="utf-8")


def _cell(kind: Kind, numbers: Random) -> str:
    number = numbers.randrange(2_000)
    return str(number) if kind is Kind.COUNT else f"{number},{numbers.randrange(10)}"


def _write(path: Path, lines: Iterable[str]) -> None:
    path.write_text("\n".join([*lines, ""]), encoding="utf-8")
