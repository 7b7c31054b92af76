"""What changed in the districts: only beyond chance, in both directions, in official order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from atlas.atlas import Atlas
from atlas.measures.chance import (
    FALSE_POSITIVE_RATE,
    FEWEST_PEOPLE,
    Movement,
    beyond_chance,
    is_share_of_counts,
)
from atlas.measures.grid import Grid
from atlas.model.areas import Level, distinct_names
from atlas.model.cells import Status
from atlas.model.indicators import Indicator
from atlas.model.overview import Changes, Direction, IndicatorMovement
from atlas.model.scope import Scope, View
from atlas.views.headlines import how_many
from atlas.views.overview import texts as words
from atlas.views.plurals import dative
from atlas.views.subjects import pronoun, subject

FEW_NAMES = 5
"""Up to this number all units that moved are named at once."""
STRONGEST = 3
"""Of more, those that moved most: so many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Examined:
    """One indicator: how many districts were compared, and which of them moved."""

    item: Indicator
    number: int = 0
    movement: IndicatorMovement | None = None


def base_of(
    years: Iterable[int], year: int, requested: int | None, breaks: Iterable[int] = ()
) -> int | None:
    """The year to compare a year with: the one requested, or the first after it that there is.

    Years before the last break in the series can't be compared; None where none is left.
    """
    first = max([requested or 0, *(new for new in breaks if new <= year)])
    return min((old for old in years if first <= old < year), default=None)


def changes(atlas: Atlas, scope: Scope, codes: Iterable[str]) -> Changes:
    """Compare the shares among some indicators in the districts of a level.

    Parameters
    ----------
    scope
        Area, level, Gebietsstand, year and base year. Each indicator is compared in the last year
        up to this one with counted figures.
    codes
        Indicators. Those that are no shares of counts, or have none on the level, are named as
        not examined.
    """
    level = atlas.level_at(scope.area, scope.level, scope.vintage)
    if level.id == atlas.area(scope.area).top_level:
        return _nothing(words.NO_DISTRICTS)
    examined = [_examine(atlas, replace(scope, indicator=code)) for code in codes]
    shares = [each for each in examined if each.number]
    if not shares:
        return _nothing(words.NO_SHARES.format(plural=level.plural))
    movements = tuple(each.movement for each in shares if each.movement)
    method = [line.format(fewest=FEWEST_PEOPLE) for line in words.METHOD_SENTENCES]
    return Changes(
        intro=words.CHANGES_INTRO if movements else words.CHANGES_NOTHING,
        movements=movements,
        method=(
            *method,
            _counted([each.number for each in shares], level),
            *_rest(examined, level),
        ),
    )


def _nothing(sentence: str) -> Changes:
    return Changes(intro=sentence, movements=(), method=())


def _counted(counts: Sequence[int], level: Level) -> str:
    """Say how many comparisons there were, and how many of them chance alone would show."""
    chance = round(sum(counts) * FALSE_POSITIVE_RATE)
    form = words.CHANGES_COUNT if chance > 1 else words.CHANGES_COUNT_FEW
    some = words.SHARES_SOME.format(number=len(counts))
    return form.format(
        number=sum(counts),
        shares=words.SHARES_ONE if len(counts) == 1 else some,
        units=words.UNITS_EXAMINED.format(number=max(counts), plural=level.plural),
        chance=chance,
    )


def _rest(examined: Sequence[_Examined], level: Level) -> Iterator[str]:
    """Name the indicators without movements, by reason."""
    quiet = [each.item.title for each in examined if each.number and not each.movement]
    if quiet:
        yield words.QUIET_INDICATORS.format(titles="; ".join(quiet))
    others = [each.item.title for each in examined if not each.number]
    if others:
        yield words.UNEXAMINED.format(plural=level.plural, titles="; ".join(others))


def _examine(atlas: Atlas, scope: Scope) -> _Examined:
    """Compare all districts for one indicator with the base year."""
    item = atlas.indicator(scope.area, scope.indicator)
    is_examined = is_share_of_counts(item, atlas.catalogue(scope.area).quantities)
    if not is_examined or scope.level not in atlas.levels_of(scope.area, item.code):
        return _Examined(item=item)
    question = Scope(area=scope.area, level=scope.level, indicator=item.code, vintage=scope.vintage)
    figures = atlas.grid(question)
    year = _last_counted(figures, scope.year)
    # figures of several years pooled share people with those of the years between
    apart = [old for old in figures.years if old <= year - item.pooled_years]
    breaks = atlas.breaks(scope.area, scope.indicator, scope.level, scope.vintage)
    base = base_of(apart, year, scope.base_year, breaks)
    if base is None:
        return _Examined(item=item)
    movement = beyond_chance(figures, base, year)
    target = replace(scope, year=year, base_year=base, view=View.CHANGE)
    return _Examined(
        item=item, number=movement.examined, movement=_movement(atlas, figures, target, movement)
    )


def _last_counted(figures: Grid, latest: int) -> int:
    """The last year up to a given one in which any district has a figure that is no forecast."""
    counted = ~np.isnan(figures.value) & (figures.status < Status.ESTIMATED)
    years = np.array(figures.years)[counted.any(axis=1)]
    return int(years[years <= latest].max(initial=0))


def _movement(
    atlas: Atlas, figures: Grid, target: Scope, movement: Movement
) -> IndicatorMovement | None:
    """Word what moved; None where nothing did."""
    directions = tuple(_directions(atlas, figures, target, movement))
    title = atlas.indicator(target.area, target.indicator).title
    period = words.PERIOD.format(year=target.year, base=target.base_year)
    if not directions:
        return None
    return IndicatorMovement(title=title, period=period, directions=directions, scope=target)


def _directions(
    atlas: Atlas, figures: Grid, target: Scope, movement: Movement
) -> Iterator[Direction]:
    """One sentence up and one down, which needn't name the indicator again."""
    level = atlas.level_at(target.area, target.level, target.vintage)
    fallen = words.ALSO_FALLEN if movement.risen else words.FALLEN
    phrase = subject(atlas.indicator(target.area, target.indicator))
    for form, units in ((words.RISEN, movement.risen), (fallen, movement.fallen)):
        if units:
            text = form.format(
                subject=phrase,
                pronoun=pronoun(phrase),
                base=target.base_year,
                number=how_many(len(units), movement.examined, level),
                plural=dative(level.plural),
            )
            yield _direction(text, level, units, _by_size(figures, target, units))


def _direction(text: str, level: Level, units: Sequence[str], by_size: Sequence[str]) -> Direction:
    """Name all units that moved, of many those that moved most."""
    labels = {key: name.shown for key, name in distinct_names(level.units).items()}
    names = tuple(labels[unit] for unit in units)
    if len(units) <= FEW_NAMES:
        return Direction(text=words.NAMED.format(text=text, names=listed(names)), names=names)
    strongest = [labels[unit] for unit in by_size[:STRONGEST]]
    return Direction(
        text=words.STRONGEST.format(text=text, names=listed(strongest)),
        names=names,
        fold=words.ALL_OF.format(number=len(names), plural=level.plural),
    )


def _by_size(figures: Grid, target: Scope, units: Sequence[str]) -> list[str]:
    """Order units by how far they moved, the farthest first; equals stay in official order."""
    early, late = (figures.years.index(year) for year in (target.base_year, target.year))
    sizes = dict(
        zip(figures.units, np.abs(figures.value[late] - figures.value[early]), strict=True)
    )
    return sorted(units, key=lambda unit: -sizes[unit])


def listed(names: Sequence[str]) -> str:
    """Put names in a row: "A, B und C"."""
    *first, last = names
    return words.AND.format(names=", ".join(first), last=last) if first else last
