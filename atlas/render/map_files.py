"""A map as the page and the command line ask for it: one, all years on a sheet, or two in a row."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Final

from atlas.atlas import Atlas
from atlas.errors import FormatError
from atlas.model.scope import Scope
from atlas.model.specs import MapSpec
from atlas.render import downloads
from atlas.render.archives import packed
from atlas.render.description import is_described_sheet
from atlas.render.paper.formats import Paper
from atlas.render.paper.print_setup import Borders, print_setup
from atlas.views import file_name_texts
from atlas.views.file_names import file_stem
from atlas.views.map import bivariate, maps, several
from atlas.views.map import texts as map_texts
from atlas.views.selected import outlined

PACKED: Final = "zip"
"""The format of all sheets of a map in one file, each a PNG."""
MAP_FORMATS: Final = ("png", PACKED, *downloads.MAP_FORMATS[1:])
_SHEETS_APART: Final = ("png", "svg")
"""Formats that hold one sheet: each further one is a file of its own."""
SHEETS: Final = (*downloads.SHEET_FORMATS, PACKED)
"""Formats of maps that hold all that stands on the screen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MapFile:
    """A map to be written: `other` is the second indicator of a bivariate map.

    `day` is printed as the day the map was made. `beside` is the map right of it, where two stand
    side by side; `every_year` puts all years on one sheet, or into geodata: those of the scope, if
    it names some. `values` stand beside the names.
    """

    scope: Scope
    form: str
    paper: Paper
    day: date
    other: str = ""
    beside: Scope | None = None
    every_year: bool = False
    values: bool = True


def map_file(atlas: Atlas, request: MapFile) -> bytes:
    """Draw a map into one file: of images the first sheet, or all of them packed.

    Raises
    ------
    UnknownNameError, NoDataError, NoBoundariesError, FormatError
        If it can't be had.
    """
    if request.form != PACKED:
        return map_files(atlas, request)[0]
    return _packed(map_files(atlas, replace(request, form="png")), f"{_stem(atlas, request)}.png")


def map_files(atlas: Atlas, request: MapFile) -> tuple[bytes, ...]:
    """Draw a map into files: one per sheet where it is an image; errors as for `map_file`."""
    scope, form = request.scope, request.form
    if form not in MAP_FORMATS:
        raise FormatError(form, MAP_FORMATS)
    setup = print_setup(atlas, scope, request.paper, request.day)
    sheet = replace(setup, values=request.values)
    if request.beside is not None:
        pair = several.map_pair(atlas, scope, request.beside)
        borders = (Borders.of(atlas, scope), Borders.of(atlas, request.beside))
        return downloads.pair_files(pair, borders, form, sheet)
    boundaries = atlas.boundaries(scope.area, scope.level, scope.vintage)
    if not request.every_year or request.other:
        spec = outlined(_spec(atlas, request), scope.selection)
        return downloads.map_files(spec, boundaries, form, sheet, every_year=request.every_year)
    multiples = several.small_multiples(atlas, scope)
    if form in downloads.SHEET_FORMATS:
        return downloads.multiples_files(multiples, boundaries, form, sheet)
    return downloads.map_files(multiples.spec, boundaries, form, sheet, every_year=True)


def _spec(atlas: Atlas, request: MapFile) -> MapSpec:
    # of what is drawn only an HTML file can switch between the years
    every = request.form == "html" or request.every_year
    if request.other:
        return bivariate.bivariate(atlas, request.scope, request.other, every_year=every)
    return maps.choropleth(atlas, request.scope, every_year=every)


def _stem(atlas: Atlas, request: MapFile) -> str:
    if request.other:
        return file_stem(atlas, request.scope, file_name_texts.MAP, request.other)
    every_year = request.every_year
    return several.sheet_stem(atlas, request.scope, request.beside, every_year=every_year)


def _packed(sheets: Sequence[bytes], name: str) -> bytes:
    """Put the sheets of a map into a ZIP file; the same sheets give the same bytes."""
    paths = sheet_paths(Path(name), len(sheets))
    return packed((str(path), sheet) for path, sheet in zip(paths, sheets, strict=True))


def sheet_paths(first: Path, number: int) -> list[Path]:
    """Name the files of all sheets by that of the first: karte.png, karte-2.png."""
    following = (first.with_stem(f"{first.stem}-{sheet}") for sheet in range(2, number + 1))
    return [first, *following]


def stale_sheets(first: Path, number: int) -> dict[Path, bool]:
    """Find what looks like further sheets beside a map that has only `number` of them.

    True is one that says of itself that it is the sheet its name tells: an earlier, longer map of
    the same name left it. False is a file of which nobody knows whose it is.
    """
    if first.suffix.removeprefix(".") not in _SHEETS_APART:
        return {}
    name = re.compile(rf"{re.escape(first.stem)}-(\d{{1,2}}){re.escape(first.suffix)}")
    beside = {path: name.fullmatch(path.name) for path in sorted(first.parent.iterdir())}
    sheets = {path: int(match[1]) for path, match in beside.items() if match and path.is_file()}
    return {
        path: is_described_sheet(path.read_bytes(), map_texts.PAGE.format(number=sheet, total=""))
        for path, sheet in sheets.items()
        if sheet > number
    }
