"""What each form of a map says of its units: the same views, read back from every form.

Of each unit the legend entry is read: its number in the legend, its colour and its label. The
land of these views holds every state there is: exactly zero, hidden, missing, not certain enough,
of limited reliability, uninhabited.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import replace
from html.parser import HTMLParser
from math import hypot, sqrt
from pathlib import Path
from xml.etree import ElementTree as ET

from atlas.atlas import Atlas
from atlas.model.cells import Status
from atlas.model.scope import Scope, View
from atlas.model.specs import LegendClass, MapKind, MapSeries, MapSpec, TableSpec
from atlas.render.live.geometry import geometry_bytes, units_in
from atlas.render.live.message import LiveView, message_bytes
from atlas.views.map import maps
from atlas.views.map.bivariate import bivariate, bivariate_series
from atlas.views.table.unit_tables import unit_table
from tests.browser import squares

Entries = dict[str, tuple[int, str, str]]
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
SHARES = {"ein_kinder_sgb2_u15", "ein_sgb2_u15"}
"""Indicators of the shipped areas that count cases among people."""
COLUMN_OF = {View.VALUE: "value", View.CHANGE: "change", View.DEVIATION: "deviation"}
"""Keys of the columns with the figures of a map."""


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


def expected(spec: MapSpec) -> Entries:
    """Read the spec itself."""
    entries = {}
    for figure in spec.current_map.figures:
        entry = spec.legend[figure.legend_class]
        entries[figure.unit] = (figure.legend_class, entry.colour, entry.label)
    return entries


def files_of_screen(atlas: Atlas, scope: Scope, other: str = "") -> tuple[bytes, bytes]:
    """Geometry and message as the server sends them."""
    level = atlas.level_at(scope.area, scope.level, scope.vintage)
    boundaries = atlas.boundaries(scope.area, scope.level, scope.vintage)
    geometry = geometry_bytes(boundaries, level.units)
    view = LiveView(geometry="", channel="", slot="", current=scope.year)
    return geometry, message_bytes(series_of(atlas, scope, other), units_in(geometry), view)


def on_screen(geometry: bytes, message: bytes) -> Entries:
    """Read the message as the browser does, for units in the order of the geometry file."""
    units = units_in(geometry)
    length = int.from_bytes(message[:4], "little")
    header, codes = json.loads(message[4 : 4 + length]), message[4 + length :]
    start = header["current"] * len(units)
    entries = {}
    for unit, code in zip(units, codes[start : start + len(units)], strict=True):
        label, colour, *_ = header["legend"][code]
        entries[unit] = (code, colour, label)
    return entries


def in_html(page: bytes, label: str) -> Entries:
    """Read what the script of a page of its own draws for a year."""
    script = re.search(r'<script[^>]*id="data"[^>]*>(.*?)</script>', page.decode(), re.DOTALL)
    data = json.loads(script[1])
    year = next(year for year in data["years"] if year["label"] == label)
    entries = {}
    for figure in year["figures"]:
        entry = data["legend"][figure["legend_class"]]
        entries[figure["unit"]] = (figure["legend_class"], entry["colour"], entry["label"])
    return entries


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
    """Read the table of a page of its own as it is without script."""
    parser = _Rows()
    parser.feed(page.decode())
    return parser.rows


def in_svg(svg: bytes, legend: Iterable[LegendClass]) -> Entries:
    """Read the drawing: the colour each unit is filled with, and the label in its title."""
    root, entries = ET.fromstring(svg), {}  # noqa: S314  (our own file)
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
        entries[name.removeprefix("unit-")] = (labels.index(label), colour, label)
    return entries


def _colour(pattern: ET.Element) -> str:
    rectangle = pattern.find(f"{SVG}rect")
    return rectangle.get("fill")


def text_of(svg: bytes) -> str:
    """Read all texts of the page, without titles and descriptions."""
    root = ET.fromstring(svg)  # noqa: S314  (our own file)
    return " ".join(" ".join(node.itertext()) for node in root.iter(f"{SVG}text"))


# The table has no classes. Its printed figures are put into classes by the words of the legend
# alone: what a reader with table and legend would do.


def in_table(atlas: Atlas, scope: Scope, spec: MapSpec) -> Entries:
    """Class the figures of the table of a scope."""
    codes, within = {}, _within_chance(atlas, scope)
    for unit, printed in _printed(unit_table(atlas, scope), scope.view).items():
        fits = [
            n
            for n, e in enumerate(spec.legend)
            if _fits(e, printed, spec) and (e.sign or _is_told(e, printed[1], unit in within))
        ]
        assert len(fits) == 1, (unit, printed, fits)
        codes[unit] = fits[0]
    return {u: (n, spec.legend[n].colour, spec.legend[n].label) for u, n in codes.items()}


def _is_told(entry: LegendClass, text: str, is_within: bool) -> bool:
    """Whether an entry says of a change that it may be chance, and of one in brackets both."""
    doubtful = entry.label.endswith("vielleicht Zufall")
    if not is_within:
        return not (entry.within_chance or doubtful)
    return doubtful if text.startswith("(") else entry.within_chance


def in_two_tables(atlas: Atlas, scope: Scope, other: str, spec: MapSpec) -> Entries:
    """Class the figures of two tables by the words along the axes of the square."""
    second = Scope(area=scope.area, level=scope.level, indicator=other, year=scope.year)
    tables = [_printed(unit_table(atlas, side), View.VALUE) for side in (scope, second)]
    codes = {}
    for unit in tables[0]:
        printed = [table[unit] for table in tables]
        if any(number is None for number, *_ in printed):
            sign = next(text for number, text, _ in printed if number is None)
            nobody = any(nobody for *_, nobody in printed)
            fits = [n for n, e in enumerate(spec.legend) if _is_sign(e, sign, nobody=nobody)]
        else:
            position = tuple(
                next(n for n, words in enumerate(axis) if _within(words.split(": ")[1], number))
                for axis, (number, *_) in zip(spec.axis_classes, printed, strict=True)
            )
            hatched = any(text.startswith("(") for _, text, _ in printed)
            fits = [
                n
                for n, e in enumerate(spec.legend)
                if e.position == position and e.hatched == hatched
            ]
        assert len(fits) == 1, (unit, printed, fits)
        codes[unit] = fits[0]
    return {u: (n, spec.legend[n].colour, spec.legend[n].label) for u, n in codes.items()}


def _within_chance(atlas: Atlas, scope: Scope) -> set[str]:
    """Units whose change chance alone may have made (Newcombe 1998), reckoned once more."""
    if scope.view is not View.CHANGE or scope.indicator not in {"kinderanteil", *SHARES}:
        return set()
    plain = replace(scope, view=View.VALUE, base_year=None)
    rows = {
        (row.unit, row.year): (row.numerator, row.denominator)
        for row in atlas.values(plain).rows
        if row.status < Status.ESTIMATED
    }
    within = set()
    for unit in {unit for unit, _ in rows}:
        cases = [rows.get((unit, year), (None, None)) for year in (scope.year, scope.base_year)]
        if any(of is None or not per or per < 100 for of, per in cases):
            continue
        (p1, low1, high1), (p0, low0, high0) = (_wilson(of / per, per) for of, per in cases)
        below, above = hypot(p1 - low1, high0 - p0), hypot(high1 - p1, p0 - low0)
        if -above <= p1 - p0 <= below:
            within.add(unit)
    return within


def _wilson(p: float, n: float) -> tuple[float, float, float]:
    """A share with its 95 % score interval."""
    z = 1.959964
    middle = (p + z * z / 2 / n) / (1 + z * z / n)
    half = z / (1 + z * z / n) * sqrt(p * (1 - p) / n + z * z / 4 / n / n)
    return p, middle - half, middle + half


def _as_read(number: float | None, text: str) -> float | None:
    """The number as a reader of the printed table knows it: classes are made of those."""
    written = re.search(r"[−-]?\d+(?:,\d+)?", re.sub(r"[\u202f\u00a0]", "", text))
    if number is None or written is None:
        return number
    return float(written[0].replace("−", "-").replace(",", "."))


Printed = tuple[float | None, str, bool]


def _printed(table: TableSpec, view: View) -> dict[str, Printed]:
    """Number, text and whether nobody is there, by unit."""
    index = {column.key: n for n, column in enumerate(table.columns)}
    value, denominator = index[COLUMN_OF[view]], index.get("denominator")
    return {
        row.cells[index["unit"]].text: (
            _as_read(row.cells[value].number, row.cells[value].text),
            row.cells[value].text,
            denominator is not None and row.cells[denominator].text in {"–", "0"},
        )
        for row in table.rows
        if not row.emphasis
    }


def _fits(entry: LegendClass, printed: Printed, spec: MapSpec) -> bool:
    number, text, nobody = printed
    signs = {e.sign for e in spec.legend if e.sign}
    if number is None or (text == "–" and text in signs):
        return _is_sign(entry, text, nobody=nobody)
    limited = entry.hatched and not entry.within_chance
    if entry.sign or (text.startswith("(") and not entry.hatched) or limited > text.startswith("("):
        return False
    words = re.sub(r", (eingeschränkt|innerhalb).*", "", entry.label)
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
    if len(limits) == 1:  # all figures are printed like that
        return abs(number - limits[0]) <= 0.05
    low, high = limits
    number = round(number, 9)  # 15,4 − 14,4 is a hair less than 1 to a computer, to no reader
    return low <= number < high or ("unter" not in plain and number == high)
