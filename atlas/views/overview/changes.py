"""What changed in the districts: only beyond chance, in both directions, in official order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from atlas.atlas import Atlas
from atlas.measures.chance import (
    FALSE_POSITIVE_RATE,
    FEWEST_PEOPLE,
    beyond_chance,
    is_share_of_counts,
)
from atlas.measures.grid import Grid
from atlas.model.areas import Level
from atlas.model.cells import Status
from atlas.model.overview import ChangePeriod, Changes, Direction, IndicatorMovement
from atlas.model.scope import Scope, View
from atlas.views.headlines import dative
from atlas.views.overview import texts as words

SPANS = (1, 5)
"""Years back: the year before, and five years."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Comparison:
    """One indicator in two years: how many districts were compared, and which of them moved."""

    period: ChangePeriod
    examined: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _ExaminedIndicator:
    """One indicator with its comparisons; without any it couldn't be examined."""

    title: str
    comparisons: tuple[_Comparison, ...]

    @property
    def moved(self) -> bool:
        return any(comparison.period.directions for comparison in self.comparisons)

    @property
    def counts(self) -> tuple[int, ...]:
        return tuple(comparison.examined for comparison in self.comparisons if comparison.examined)


def bases(years: Sequence[int], year: int, shortest: int = 1) -> tuple[int, ...]:
    """Years to compare a year with: the one before and five back, else the last one there is.

    `shortest` is the fewest years that have to lie between: figures of three years pooled
    share people with those of the year before.
    """
    earlier = [old for old in years if old <= year - shortest]
    spans = [year - span for span in SPANS if year - span in earlier]
    return tuple(spans or earlier[-1:])


def changes(atlas: Atlas, scope: Scope, codes: Iterable[str]) -> Changes:
    """Compare the shares among some indicators in the districts of a level.

    Parameters
    ----------
    scope
        Area, level, Gebietsstand and year. Each indicator is compared in the last year up to
        this one with counted figures.
    codes
        Indicators. Those that are no shares of counts, or have none on the level, are named as
        not examined.
    """
    level = atlas.level_at(scope.area, scope.level, scope.vintage)
    if level.id == atlas.area(scope.area).top_level:
        return _nothing(words.NO_DISTRICTS)
    examined = [_examine(atlas, replace(scope, indicator=code)) for code in codes]
    counts = [count for indicator in examined for count in indicator.counts]
    if not counts:
        return _nothing(words.NO_SHARES.format(plural=level.plural))
    shares = [indicator for indicator in examined if indicator.counts]
    return Changes(
        intro=(_intro(shares, level), _counted(len(shares), counts, level)),
        movements=tuple(
            IndicatorMovement(
                title=indicator.title,
                periods=tuple(comparison.period for comparison in indicator.comparisons),
            )
            for indicator in shares
            if indicator.moved
        ),
        rest=tuple(_rest(examined, level)),
        method=tuple(line.format(fewest=FEWEST_PEOPLE) for line in words.METHOD_SENTENCES),
    )


def _nothing(sentence: str) -> Changes:
    return Changes(intro=(sentence,), movements=(), rest=(), method=())


def _intro(shares: Sequence[_ExaminedIndicator], level: Level) -> str:
    if any(indicator.moved for indicator in shares):
        return words.CHANGES_INTRO.format(plural=level.plural)
    return words.CHANGES_NOTHING


def _counted(shares: int, counts: Sequence[int], level: Level) -> str:
    """Say how many comparisons there were, and how many of them chance alone would show."""
    chance = round(sum(counts) * FALSE_POSITIVE_RATE)
    form = words.CHANGES_COUNT if chance > 1 else words.CHANGES_COUNT_FEW
    some = words.SHARES_SOME.format(number=shares)
    return form.format(
        number=sum(counts),
        shares=words.SHARES_ONE if shares == 1 else some,
        units=words.UNITS_EXAMINED.format(number=max(counts), plural=level.plural),
        chance=chance,
    )


def _rest(examined: Sequence[_ExaminedIndicator], level: Level) -> Iterator[str]:
    """Name the indicators without movements, by reason."""
    quiet = [indicator.title for indicator in examined if indicator.counts and not indicator.moved]
    if quiet:
        yield words.QUIET_INDICATORS.format(titles="; ".join(quiet))
    others = [indicator.title for indicator in examined if not indicator.counts]
    if others:
        yield words.UNEXAMINED.format(plural=level.plural, titles="; ".join(others))


def _examine(atlas: Atlas, scope: Scope) -> _ExaminedIndicator:
    """Compare all districts for one indicator, with each base year there is."""
    item = atlas.indicator(scope.area, scope.indicator)
    comparisons: tuple[_Comparison, ...] = ()
    is_examined = is_share_of_counts(item, atlas.catalogue(scope.area).quantities)
    if is_examined and scope.level in atlas.levels_of(scope.area, item.code):
        question = Scope(
            area=scope.area, level=scope.level, indicator=item.code, vintage=scope.vintage
        )
        figures = atlas.grid(question)
        year = _last_counted(figures, scope.year)
        base_years = bases(figures.years, year, item.pooled_years)
        comparisons = tuple(_compare(atlas, scope, figures, (base, year)) for base in base_years)
    return _ExaminedIndicator(title=item.title, comparisons=comparisons)


def _last_counted(figures: Grid, latest: int) -> int:
    """The last year up to a given one in which any district has a figure that is no forecast."""
    counted = ~np.isnan(figures.value) & (figures.status < Status.ESTIMATED)
    years = np.array(figures.years)[counted.any(axis=1)]
    return int(years[years <= latest].max(initial=0))


def _compare(atlas: Atlas, scope: Scope, figures: Grid, years: tuple[int, int]) -> _Comparison:
    base, year = years
    level = atlas.level_at(scope.area, scope.level, scope.vintage)
    title = words.PERIOD.format(year=year, base=base)
    target = replace(scope, year=year, base_year=base, view=View.CHANGE)
    breaks = atlas.breaks(scope.area, scope.indicator, scope.level, scope.vintage)
    if any(base < new <= year for new in breaks):
        not_comparable = ChangePeriod(title=title, directions=(), remark=words.BROKEN, scope=target)
        return _Comparison(period=not_comparable, examined=0)
    movement = beyond_chance(figures, base, year)
    both = ((words.RISEN, movement.risen), (words.FALLEN, movement.fallen))
    directions = tuple(
        _direction(text, units, level, movement.examined) for text, units in both if units
    )
    remark = "" if directions else _remark(movement.examined)
    period = ChangePeriod(title=title, directions=directions, remark=remark, scope=target)
    return _Comparison(period=period, examined=movement.examined)


def _direction(text: str, units: tuple[str, ...], level: Level, examined: int) -> Direction:
    names = {unit.id: unit.name for unit in level.units}
    plural = dative(level.plural)
    return Direction(
        text=text.format(number=len(units), examined=examined, plural=plural),
        names=tuple(names[unit] for unit in units),
    )


def _remark(examined: int) -> str:
    if not examined:
        return words.TOO_SMALL
    return words.QUIET.format(examined=examined)
