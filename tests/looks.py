"""What each form of a map tells of its units: the same views, read back from every form.

A look is the legend entry of a unit: its number in the legend, its colour and its label. The land
these views show holds every state there is: exactly zero, hidden, missing, not certain enough,
of limited reliability, uninhabited.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree as ET

from atlas.atlas import Atlas
from atlas.model.scope import Scope, View
from atlas.model.specs import LegendClass, MapKind, MapSeries, MapSpec, TableSpec
from atlas.render.live.geometry import geometry_bytes, units_in
from atlas.render.live.message import LiveView, message_bytes
from atlas.views.map import maps
from atlas.views.map.bivariate import bivariate, bivariate_series
from atlas.views.table.unit_tables import unit_table
from tests.browser import squares

Looks = dict[str, tuple[int, str, str]]
SVG = "{http://www.w3.org/2000/svg}"
UNINHABITED, NOT_CERTAIN = "r4c1", "r4c0"
SHARE = Scope(area="land", level="gemeinde", indicator="kinderanteil", year=2024)
VIEWS = {
    "share": (SHARE, ""),
    "change": (replace(SHARE, base_year=2019, view=View.CHANGE), ""),
    "circles": (replace(SHARE, indicator="kinder"), ""),
    "two": (SHARE, "altenanteil"),
}
"""Scopes with the second indicator of a map of two."""
SHOWN = {View.VALUE: "value", View.CHANGE: "change", View.DEVIATION: "deviation"}
"""Keys of the columns that hold what a map shows."""


def write_land(folder: Path) -> Path:
    """Write the land of squares; children become more in some squares and fewer in others."""
    squares.write(folder)
    for year in squares.YEARS:
        rows = [_row(number, unit, year) for number, unit in enumerate(squares.units())]
        text = "\n".join(["level;unit;leute;kinder;alte", *rows, ""])
        (folder / "indicators" / "land" / f"{year}.csv").write_text(text, encoding="utf-8")
    return folder


def _row(number: int, unit: str, year: int) -> str:
    if unit == UNINHABITED:
        return f"gemeinde;{unit};0;0;0"
    children = squares.children(unit, squares.YEARS[0])
    if children.isdecimal() and unit != squares.ZERO:
        children = str(int(children) + (number % 5 - 2) * 2 * (year - squares.YEARS[0]))
    if unit == NOT_CERTAIN:
        children = "/"
    return f"gemeinde;{unit};1000;{children};{300 - 7 * number}"


def spec_of(atlas: Atlas, scope: Scope, other: str = "") -> MapSpec:
    """Lay out a map for paper."""
    if other:
        return bivariate(atlas, scope, other, every_year=True)
    return maps.choropleth(atlas, scope, every_year=True)


def series_of(atlas: Atlas, scope: Scope, other: str = "") -> MapSeries:
    """Lay out the same map for the screen."""
    return bivariate_series(atlas, scope, other) if other else maps.series(atlas, scope)


def expected(spec: MapSpec) -> Looks:
    """Read the spec itself."""
    looks = {}
    for figure in spec.shown.figures:
        entry = spec.legend[figure.legend_class]
        looks[figure.unit] = (figure.legend_class, entry.colour, entry.label)
    return looks


def files_of_screen(atlas: Atlas, scope: Scope, other: str = "") -> tuple[bytes, bytes]:
    """Geometry and message as the server sends them."""
    level = atlas.level_at(scope.area, scope.level, scope.vintage)
    boundaries = atlas.boundaries(scope.area, scope.level, scope.vintage)
    geometry = geometry_bytes(boundaries, level.units)
    view = LiveView(geometry="", channel="", slot="", current=scope.year)
    return geometry, message_bytes(series_of(atlas, scope, other), units_in(geometry), view)


def on_screen(geometry: bytes, message: bytes) -> Looks:
    """Read the message as the browser does, for units in the order of the geometry file."""
    units = units_in(geometry)
    length = int.from_bytes(message[:4], "little")
    header, codes = json.loads(message[4 : 4 + length]), message[4 + length :]
    start = header["current"] * len(units)
    looks = {}
    for unit, code in zip(units, codes[start : start + len(units)], strict=True):
        label, colour, *_ = header["legend"][code]
        looks[unit] = (code, colour, label)
    return looks


def in_html(page: bytes, label: str) -> Looks:
    """Read what the script of a page of its own shows of a year."""
    found = re.search(r'<script[^>]*id="data"[^>]*>(.*?)</script>', page.decode(), re.DOTALL)
    data = json.loads(found[1])
    shown = next(one for one in data["years"] if one["label"] == label)
    looks = {}
    for figure in shown["figures"]:
        entry = data["legend"][figure["legend_class"]]
        looks[figure["unit"]] = (figure["legend_class"], entry["colour"], entry["label"])
    return looks


class _Rows(HTMLParser):
    """Collects the cells of all table rows."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.open = False

    def handle_starttag(self, tag, _attrs):
        if tag == "tr":
            self.rows.append([])
        if tag in {"td", "th"}:
            self.rows[-1].append("")
        self.open = tag in {"td", "th"}

    def handle_data(self, data):
        if self.open:
            self.rows[-1][-1] += data

    def handle_endtag(self, _tag):
        self.open = False


def rows_in_html(page: bytes) -> list[list[str]]:
    """Read the table of a page of its own as it stands without script."""
    found = _Rows()
    found.feed(page.decode())
    return found.rows


def in_svg(svg: bytes, legend: Iterable[LegendClass]) -> Looks:
    """Read the drawing: the colour each unit is filled with, and the label in its title."""
    root, found = ET.fromstring(svg), {}  # noqa: S314  (our own file)
    labels = [entry.label for entry in legend]
    hatches = {pattern.get("id"): _colour(pattern) for pattern in root.iter(f"{SVG}pattern")}
    for group in root.iter(f"{SVG}g"):
        name = group.get("id", "")
        if not name.startswith("unit-"):
            continue
        label = group.find(f"{SVG}title").text.split("\n")[-1]
        style = " ".join(path.get("style", "") for path in group.iter(f"{SVG}path"))
        pattern = re.search(r"fill: url\(#(\w+)\)", style)
        colour = hatches[pattern[1]] if pattern else re.search(r"fill: (#[0-9a-f]{6})", style)[1]
        found[name.removeprefix("unit-")] = (labels.index(label), colour, label)
    return found


def _colour(pattern: ET.Element) -> str:
    rectangle = pattern.find(f"{SVG}rect")
    return rectangle.get("fill")


def text_of(svg: bytes) -> str:
    """Read all that stands on the sheet, without titles and descriptions."""
    root = ET.fromstring(svg)  # noqa: S314  (our own file)
    return " ".join(" ".join(node.itertext()) for node in root.iter(f"{SVG}text"))


# The table has no classes. Its printed figures are put into classes by the words of the legend
# alone: what a reader with table and legend would do.


def in_table(atlas: Atlas, scope: Scope, spec: MapSpec) -> Looks:
    """Class the figures of the table of a scope."""
    found = {}
    for unit, (number, text, nobody) in _told(unit_table(atlas, scope), scope.view).items():
        fits = [n for n, e in enumerate(spec.legend) if _fits(e, (number, text, nobody), spec)]
        assert len(fits) == 1, (unit, number, text, fits)
        found[unit] = fits[0]
    return {u: (n, spec.legend[n].colour, spec.legend[n].label) for u, n in found.items()}


def in_two_tables(atlas: Atlas, scope: Scope, other: str, spec: MapSpec) -> Looks:
    """Class the figures of two tables by the words along the axes of the square."""
    second = Scope(area=scope.area, level=scope.level, indicator=other, year=scope.year)
    tables = [_told(unit_table(atlas, one), View.VALUE) for one in (scope, second)]
    found = {}
    for unit in tables[0]:
        told = [table[unit] for table in tables]
        if any(number is None for number, *_ in told):
            sign = next(text for number, text, _ in told if number is None)
            nobody = any(nobody for *_, nobody in told)
            fits = [n for n, e in enumerate(spec.legend) if _is_sign(e, sign, nobody=nobody)]
        else:
            place = tuple(
                next(n for n, words in enumerate(axis) if _within(words.split(": ")[1], number))
                for axis, (number, *_) in zip(spec.axis_classes, told, strict=True)
            )
            hatched = any(text.startswith("(") for _, text, _ in told)
            fits = [
                n for n, e in enumerate(spec.legend) if e.place == place and e.hatched == hatched
            ]
        assert len(fits) == 1, (unit, told, fits)
        found[unit] = fits[0]
    return {u: (n, spec.legend[n].colour, spec.legend[n].label) for u, n in found.items()}


Told = tuple[float | None, str, bool]


def _told(table: TableSpec, view: View) -> dict[str, Told]:
    """Number, text and whether nobody is there, by unit."""
    place = {column.key: n for n, column in enumerate(table.columns)}
    shown, below = place[SHOWN[view]], place.get("denominator")
    return {
        row.cells[place["unit"]].text: (
            row.cells[shown].number,
            row.cells[shown].text,
            below is not None and row.cells[below].text in {"–", "0"},
        )
        for row in table.rows
        if not row.emphasis
    }


def _fits(entry: LegendClass, told: Told, spec: MapSpec) -> bool:
    number, text, nobody = told
    signs = {e.sign for e in spec.legend if e.sign}
    if number is None or (text == "–" and text in signs):
        return _is_sign(entry, text, nobody=nobody)
    if entry.sign or entry.hatched != text.startswith("("):
        return False
    words = re.sub(r", eingeschränkt.*", "", entry.label)
    return spec.kind is MapKind.CIRCLES or _within(words, number)


def _is_sign(entry: LegendClass, text: str, *, nobody: bool) -> bool:
    return entry.sign == text and (text != "x" or entry.label.startswith("ohne ") == nobody)


def _within(words: str, number: float) -> bool:
    """Whether a number lies where a label says, in German: "5,0 bis unter 10,0"."""
    plain = re.sub(r"[\u202f\u00a0]", "", words).replace("−", "-").replace("+", "")
    limits = [float(limit.replace(",", ".")) for limit in re.findall(r"-?\d+(?:,\d+)?", plain)]
    if plain.startswith("unter"):
        return number < limits[0]
    if plain.endswith("mehr"):
        return number >= limits[0]
    low, high = limits
    number = round(number, 9)  # 15,4 − 14,4 is a hair less than 1 to a computer, to no reader
    return low <= number < high or ("unter" not in plain and number == high)
