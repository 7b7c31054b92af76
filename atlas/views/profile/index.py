"""The indices of the catalogue in a profile: index and class of a unit, and what drives them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from atlas.errors import AtlasError
from atlas.model.documents import Block, Figure, Paragraph, TextKind
from atlas.model.scope import Scope
from atlas.views.composite import driver_texts as words
from atlas.views.composite.captions import method_line
from atlas.views.composite.choices import catalogue_recipes
from atlas.views.composite.drivers import (
    IndexDrivers,
    bars_in_words,
    index_drivers,
    unit_bars,
    unit_sentence,
)
from atlas.views.composite.figures import IndexChoice, area_index
from atlas.views.profile.figures import UnitProfile
from atlas.views.profile.level import LevelProfiles


def index_blocks(profile: UnitProfile) -> tuple[Block, ...]:
    """Say index and class of the unit for each index of the level, with its contributions."""
    return tuple(
        block for drivers in _level_indices(profile.of_level) for block in _blocks(profile, drivers)
    )


@lru_cache(maxsize=2)  # asked for each unit of a level, the same for all of them
def _level_indices(of_level: LevelProfiles) -> tuple[IndexDrivers, ...]:
    return tuple(level_indices(of_level))


def level_indices(of_level: LevelProfiles) -> Iterator[IndexDrivers]:
    """Yield the indices of a level in the last year they have up to that of the profile."""
    atlas, scope = of_level.atlas, of_level.scope
    offered = set(atlas.available(scope.area, of_level.level.id))
    for code, recipe in catalogue_recipes(atlas, scope.area).items():
        years = atlas.years(scope.area, code, of_level.level.id) if code in offered else ()
        year = max((year for year in years if year <= scope.year), default=None)
        if year is None:
            continue
        dated = Scope(
            area=scope.area,
            level=of_level.level.id,
            indicator="",
            year=year,
            vintage=scope.vintage,
        )
        choice = IndexChoice(scope=dated, recipe=recipe)
        try:
            yield index_drivers(area_index(atlas, choice))
        except AtlasError:
            # too few units show all parts in this year: there is no index to speak of
            continue


def _blocks(profile: UnitProfile, drivers: IndexDrivers) -> Iterator[Block]:
    index, unit = drivers.index, profile.choice.unit
    title, year = index.recipe.title, index.choice.scope.year
    if unit not in index.figures.units:
        return
    sentence = unit_sentence(drivers, unit)
    lead = words.IN_PROFILE.format(title=title, year=year, sentence=sentence)
    yield Paragraph(text=lead, kind=TextKind.LEAD)
    bars = unit_bars(drivers, unit)
    if bars is not None:
        yield Figure(
            title=words.CONTRIBUTION_AXIS,
            caption=f"{profile.name}, {year}; {method_line(index.recipe)}",
            alt=bars_in_words(profile.name, bars),
            drawing=bars,
        )
        how = words.CONTRIBUTION_LEAD.format(plural=index.level.plural)
        yield Paragraph(text=how, kind=TextKind.REMARK)
