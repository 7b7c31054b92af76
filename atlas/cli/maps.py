"""What the command `map` draws: one map, all years on a sheet, or two maps side by side."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from atlas.atlas import Atlas
from atlas.cli import texts as words
from atlas.cli.options import parse_years
from atlas.errors import FormatError, UnknownNameError, UsageError
from atlas.model.scope import Scope
from atlas.model.specs import MapKind
from atlas.render.map_files import PACKED, SHEETS, MapFile, map_file, map_files
from atlas.render.paper.formats import Paper
from atlas.views.choices import default_year
from atlas.views.figure.figures import halves
from atlas.views.map.maps import series

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


def files(atlas: Atlas, request: MapRequest, form: str) -> tuple[bytes, ...]:
    """Draw what is asked for into files of a format: an image has one per sheet.

    Raises
    ------
    UsageError, UnknownNameError, NoDataError, FormatError
        If it can't be had.
    """
    scope = atlas.with_base_year(request.scope)
    if request.years is not None:
        scope = _of_years(atlas, scope, request.years)
    _check_units(atlas, scope, request.compared)
    if scope.selection and form not in SHEETS:
        raise FormatError(form, SHEETS)
    left, right = _sides(atlas, scope, request)
    for side in (left, right):
        _check_classes(atlas, side)
    file = MapFile(
        scope=left,
        form=form,
        paper=request.paper,
        day=datetime.now().astimezone().date(),
        other=request.other or "",
        beside=right,
        every_year=request.years is not None,
        values=request.values,
    )
    return (map_file(atlas, file),) if form == PACKED else map_files(atlas, file)


def _sides(atlas: Atlas, scope: Scope, request: MapRequest) -> tuple[Scope, Scope | None]:
    """The scope of the only map, or of two: the earlier year on the left."""
    if not request.compared:
        return scope, None
    second = atlas.with_base_year(request.compared.applied(request.scope))
    return halves(atlas, scope, second)


def _of_years(atlas: Atlas, scope: Scope, years: str) -> Scope:
    """Name the years; the newest of them that isn't a forecast is that of the headline."""
    span = () if years == ALL else parse_years(None, years)
    if scope.year:
        return replace(scope, years=span)
    newest = default_year(atlas, scope.area, scope.level, scope.indicator)
    offered = atlas.years(scope.area, scope.indicator, scope.level)
    last = max((year for year in offered if year in span), default=max(span, default=newest))
    return replace(scope, years=span, year=newest if newest in span or not span else last)


def _check_classes(atlas: Atlas, scope: Scope | None) -> None:
    """Refuse classes for circles, which have none."""
    if scope is None or scope.classing is None:
        return
    shown = series(atlas, scope)
    if shown.kind is MapKind.CIRCLES:
        raise UsageError(words.CIRCLES_CLASSES.format(title=shown.title))


def _check_units(atlas: Atlas, scope: Scope, compared: Comparison) -> None:
    """Refuse a selected unit that no map of the sheet has."""
    levels = [atlas.level(scope.area, name) for name in (scope.level, compared.level) if name]
    keys = list(dict.fromkeys(unit.id for level in levels for unit in level.units))
    for unit in scope.selection:
        if unit not in keys:
            raise UnknownNameError(levels[0].name, unit, keys)
