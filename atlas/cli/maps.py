"""What the command `map` draws: one map, all years on a sheet, or two maps side by side."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from atlas.atlas import Atlas
from atlas.cli import texts as words
from atlas.cli.options import parse_years
from atlas.errors import FormatError, UnknownNameError, UsageError
from atlas.model.scope import Scope
from atlas.model.specs import MapKind, MapSpec
from atlas.render.downloads import (
    GEODATA_FORMATS,
    SHEET_FORMATS,
    map_file,
    multiples_file,
    pair_file,
)
from atlas.render.paper.formats import Paper
from atlas.render.paper.print_setup import Borders, PrintSheet, print_setup
from atlas.views.choices import default_year
from atlas.views.map.bivariate import bivariate
from atlas.views.map.maps import choropleth
from atlas.views.map.several import map_pair, small_multiples, with_shared_classes
from atlas.views.selected import outlined

ALL = "all"


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What a map is compared with: the other year, indicator or level of a second map."""

    year: int | None = None
    indicator: str | None = None
    level: str | None = None

    def __bool__(self) -> bool:
        """Whether there is a second map."""
        return (self.year, self.indicator, self.level) != (None, None, None)

    def applied(self, scope: Scope) -> Scope:
        """The scope of the second map; another indicator has classes of its own."""
        return replace(
            scope,
            year=scope.year if self.year is None else self.year,
            indicator=self.indicator or scope.indicator,
            level=self.level or scope.level,
            classing=None if self.indicator else scope.classing,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class MapRequest:
    """A map as the options ask for it: at most one of `years`, `other` and `compared` is set."""

    scope: Scope
    paper: Paper
    years: str | None = None
    other: str | None = None
    values: bool = True
    compared: Comparison = Comparison()

    def __post_init__(self) -> None:
        """Refuse what can't go together.

        Raises
        ------
        UsageError
            If the options contradict each other, or name no year.
        """
        if self.scope.classing is not None and self.other is not None:
            raise UsageError(words.OTHER_CLASSES)
        if sum((self.years is not None, self.other is not None, bool(self.compared))) > 1:
            raise UsageError(words.ONE_COMPARISON)
        if not self.scope.year and self.years is None:
            raise UsageError(words.MISSING.format(name="--year"))


def map_bytes(atlas: Atlas, request: MapRequest, form: str) -> bytes:
    """Draw what is asked for into a file of a format.

    Raises
    ------
    UsageError, UnknownNameError, NoDataError, FormatError
        If it can't be had.
    """
    scope = atlas.with_base_year(request.scope)
    if request.years is not None:
        scope = _of_years(atlas, scope, request.years)
    _check_units(atlas, scope, request.compared)
    if scope.selection and form not in SHEET_FORMATS:
        raise FormatError(form, SHEET_FORMATS)
    sheet = replace(_sheet(atlas, scope, request.paper, form), values=request.values)
    if request.compared:
        second = atlas.with_base_year(request.compared.applied(request.scope))
        return _pair(atlas, (scope, second), form, sheet)
    boundaries = atlas.boundaries(scope.area, scope.level, scope.vintage)
    if request.years is not None:
        multiples = small_multiples(atlas, scope)
        _check_classes(scope, multiples.spec)
        if form in GEODATA_FORMATS:
            return map_file(multiples.spec, boundaries, form, every_year=True)
        return multiples_file(multiples, boundaries, form, sheet)
    spec = _spec(atlas, scope, request.other, every_year=form == "html")
    return map_file(outlined(spec, scope.selection), boundaries, form, sheet)


def _sheet(atlas: Atlas, scope: Scope, paper: Paper, form: str) -> PrintSheet:
    """What is printed on every map of the area; geodata need nothing of it."""
    if form not in SHEET_FORMATS:
        return PrintSheet()
    return print_setup(atlas, scope, paper, datetime.now().astimezone().date())


def _spec(atlas: Atlas, scope: Scope, other: str | None, *, every_year: bool) -> MapSpec:
    if other is not None:
        return bivariate(atlas, scope, other, every_year=every_year)
    spec = choropleth(atlas, scope, every_year=every_year)
    _check_classes(scope, spec)
    return spec


def _of_years(atlas: Atlas, scope: Scope, years: str) -> Scope:
    """Name the years; the newest of them that isn't a forecast is that of the headline."""
    span = () if years == ALL else parse_years(None, years)
    if scope.year:
        return replace(scope, years=span)
    newest = default_year(atlas, scope.area, scope.level, scope.indicator)
    offered = atlas.years(scope.area, scope.indicator, scope.level)
    last = max((year for year in offered if year in span), default=max(span, default=newest))
    return replace(scope, years=span, year=newest if newest in span or not span else last)


def _pair(atlas: Atlas, scopes: tuple[Scope, Scope], form: str, sheet: PrintSheet) -> bytes:
    """Draw two maps, the earlier year on the left."""
    shared = with_shared_classes(atlas, *scopes)
    left, right = sorted(shared, key=lambda scope: scope.year)
    borders = (Borders.of(atlas, left), Borders.of(atlas, right))
    pair = map_pair(atlas, left, right)
    for half, spec in zip((left, right), pair.maps, strict=True):
        _check_classes(half, spec)
    return pair_file(pair, borders, form, sheet)


def _check_classes(scope: Scope, spec: MapSpec) -> None:
    """Refuse classes for circles, which have none."""
    if scope.classing is not None and spec.kind is MapKind.CIRCLES:
        raise UsageError(words.CIRCLES_CLASSES.format(title=spec.title))


def _check_units(atlas: Atlas, scope: Scope, compared: Comparison) -> None:
    """Refuse a selected unit that no map of the sheet has."""
    levels = [atlas.level(scope.area, name) for name in (scope.level, compared.level) if name]
    keys = list(dict.fromkeys(unit.id for level in levels for unit in level.units))
    for unit in scope.selection:
        if unit not in keys:
            raise UnknownNameError(levels[0].name, unit, keys)
