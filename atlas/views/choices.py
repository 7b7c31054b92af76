"""What can be chosen: areas, levels, topic fields, indicators, years, and what is chosen first."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

import numpy as np

from atlas.atlas import Atlas
from atlas.errors import DataError
from atlas.model import formulas as f
from atlas.model.cells import Status
from atlas.model.classing import Classing
from atlas.model.indicators import Indicator
from atlas.model.releases import LATEST, Release
from atlas.model.scope import Scope, View
from atlas.model.text import distinct_labels
from atlas.views import texts
from atlas.views.map.classing import requested_classing


class NothingToChooseError(DataError):
    """The data folder or an area holds nothing that could be shown."""


class NoReleaseError(NothingToChooseError):
    """No area has the release that is to be shown; `args` are a sentence for each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicField:
    """A topic field with the codes of the indicators gathered in it."""

    title: str
    codes: tuple[str, ...]


def areas(atlas: Atlas) -> dict[str, str]:
    """Names of all areas that can be shown, by id."""
    unusable = atlas.unusable
    usable = (area_id for area_id in atlas.area_ids if area_id not in unusable)
    return distinct_labels({area_id: atlas.area(area_id).name for area_id in usable})


def default_area(atlas: Atlas, offered: Iterable[str]) -> str:
    """Return the first area of those offered.

    Raises
    ------
    NothingToChooseError
        If there is none.
    """
    first = next(iter(offered), None)
    if first is not None:
        return first
    if atlas.unreleased_areas and not atlas.area_ids:
        raise NoReleaseError(*(no_release(atlas, area) for area in atlas.unreleased_areas))
    damaged = atlas.release is not None and atlas.area_ids
    raise NothingToChooseError(texts.NO_USABLE_RELEASE if damaged else texts.NO_AREAS)


def no_release(atlas: Atlas, area_id: str) -> str:
    """Say that an area lacks the release that is shown, and what to do."""
    name = atlas.name_without_release(area_id)
    form = texts.NO_RELEASE if atlas.release == LATEST else texts.NO_SUCH_RELEASE
    return form.format(name=name, area=area_id, release=atlas.release)


def usable_release(atlas: Atlas, area_id: str) -> Release | None:
    """The newest release of an area whose files are what they were, None if there is none."""
    every = reversed(atlas.releases(area_id).readable)
    return next((release for release in every if not atlas.damage(release)), None)


def day_of(release: Release) -> str:
    """The day a release was built, as people write it."""
    return f"{date.fromisoformat(release.day):%d.%m.%Y}"


def levels(atlas: Atlas, area_id: str) -> dict[str, str]:
    """Names of the levels with figures, by id, in the order of the area."""
    with_figures = [
        level for level in atlas.area(area_id).levels if atlas.available(area_id, level.id)
    ]
    return distinct_labels({level.id: level.plural for level in with_figures})


def default_level(atlas: Atlas, area_id: str, offered: Iterable[str]) -> str:
    """Return the finest complete level of the data with boundaries and many indicators.

    Many is at least half of what any level has: blocks with few figures are no good start.
    """
    indicators_per_level = {
        level_id: len(atlas.available(area_id, level_id)) for level_id in offered
    }
    most = max(indicators_per_level.values())

    def distance(level_id: str) -> tuple[bool, bool, bool, bool, int]:
        level = atlas.level(area_id, level_id)
        sparse = indicators_per_level[level_id] * 2 < most
        custom, drawn = level.custom is not None, level.boundaries is not None
        return (custom, not drawn, not level.complete, sparse, -len(level.units))

    return min(indicators_per_level, key=distance)


def topic_fields(atlas: Atlas, area_id: str, level_id: str) -> tuple[TopicField, ...]:
    """Everything with figures on a level, by the area's topic fields; plain quantities last."""
    codes = atlas.available(area_id, level_id)
    catalogued = atlas.catalogue(area_id).indicators
    items = [catalogued[code] for code in codes if code in catalogued]
    plain = tuple(code for code in codes if code not in catalogued)
    fields = [
        TopicField(title=title, codes=_codes(items, topics))
        for title, topics in _field_topics(atlas, area_id)
    ]
    in_fields = {code for field in fields for code in field.codes}
    other = tuple(item.code for item in items if item.code not in in_fields)
    fields.append(TopicField(title=texts.OTHER_TOPICS, codes=other))
    fields.append(TopicField(title=texts.PLAIN_QUANTITIES, codes=plain))
    return tuple(field for field in fields if field.codes)


def _field_topics(atlas: Atlas, area_id: str) -> list[tuple[str, tuple[str, ...]]]:
    """Fields of the area's taxonomy, else the topics; then the cross-cutting topics."""
    catalogue = atlas.catalogue(area_id)
    topics, taxonomy = catalogue.topics, catalogue.taxonomies.get(atlas.area(area_id).taxonomy)
    ordinary = [(item.title, (item.code,)) for item in topics.values() if not item.cross_cutting]
    across = [(item.title, (item.code,)) for item in topics.values() if item.cross_cutting]
    return [*(taxonomy.fields if taxonomy else ordinary), *across]


def _codes(items: Iterable[Indicator], topics: Iterable[str]) -> tuple[str, ...]:
    chosen = set(topics)
    return tuple(item.code for item in items if chosen.intersection(item.topics))


def indicators(atlas: Atlas, area_id: str, fields: Iterable[TopicField]) -> dict[str, str]:
    """Titles of the indicators of some fields, with their units, by code."""
    codes = dict.fromkeys(code for field in fields for code in field.codes)
    items = [atlas.indicator(area_id, code) for code in codes]
    return distinct_labels({item.code: f"{item.title}, {item.unit}" for item in items})


def synonyms(atlas: Atlas, area_id: str) -> dict[str, tuple[str, ...]]:
    """Other words by which indicators and quantities are searched for, by code."""
    catalogue = atlas.catalogue(area_id)
    every = (catalogue.quantities, catalogue.indicators)
    return {code: item.synonyms for items in every for code, item in items.items() if item.synonyms}


def default_indicator(atlas: Atlas, area_id: str, offered: Iterable[str]) -> str:
    """Return the area's first core indicator among those offered, else the first of all."""
    codes = tuple(offered)
    core = (code for code in atlas.area(area_id).core if code in codes)
    return next(core, codes[0])


def years(atlas: Atlas, area_id: str, level_id: str, code: str) -> tuple[int, ...]:
    """Years with figures on a level, the newest first."""
    return tuple(sorted(atlas.years(area_id, code, level_id), reverse=True))


def vintages(atlas: Atlas, area_id: str, level_id: str) -> dict[str, str]:
    """Gebietsstände of a level whose borders changed, the newest first; empty for others."""
    days = [f"{day:%d.%m.%Y}" for day in atlas.level(area_id, level_id).vintages]
    if len(days) < 2:  # noqa: PLR2004  (one is no choice)
        return {}
    labels = [*days[:-1], texts.VINTAGE_NEWEST.format(day=days[-1])]
    keys = (str(day) for day in atlas.level(area_id, level_id).vintages)
    return dict(reversed([*zip(keys, labels, strict=True)]))


def default_year(atlas: Atlas, area_id: str, level_id: str, code: str) -> int:
    """Return the newest year that is not a mere forecast, or else the newest."""
    candidates = years(atlas, area_id, level_id, code)
    figures = atlas.grid(Scope(area=area_id, level=level_id, indicator=code))
    forecast = (figures.status == Status.FORECAST) | np.isnan(figures.value)
    counted = dict(zip(figures.years, ~forecast.all(axis=1), strict=True))
    return next((year for year in candidates if counted.get(year, False)), candidates[0])


def base_years(atlas: Atlas, scope: Scope, year: int) -> tuple[int, ...]:
    """Earlier years that can be compared with a year, the oldest first."""
    breaks = atlas.breaks(scope.area, scope.indicator)
    last_break = max((new for new in breaks if new <= year), default=0)
    all_years = atlas.years(scope.area, scope.indicator, scope.level)
    return tuple(old for old in all_years if last_break <= old < year)


def views(atlas: Atlas, scope: Scope) -> dict[View, str]:
    """Views of an indicator that make sense for the scope, with their names."""
    area = atlas.area(scope.area)
    names = {View.VALUE: texts.VALUE}
    if scope.base_year is not None:
        names[View.CHANGE] = texts.CHANGE
    formula = atlas.indicator(scope.area, scope.indicator).formula
    if not isinstance(formula, f.Total | f.Composite) and area.top_level not in {"", scope.level}:
        names[View.DEVIATION] = texts.DEVIATION.format(kind=area.kind)
    return names


def chosen(atlas: Atlas, scope: Scope, idle: Collection[str] = ()) -> str:
    """Sum up the scope in one line, without the choices that are `idle` on a page.

    A page that doesn't ask for the view shows value and change.
    """
    against = texts.CHOSEN_AGAINST.format(year=scope.year, base=scope.base_year)
    compares = "auswertung" in idle or scope.view is View.CHANGE
    parts = {
        "gebiet": atlas.area(scope.area).name,
        "ebene": atlas.level(scope.area, scope.level).plural,
        "indikator": atlas.indicator(scope.area, scope.indicator).title,
        "jahr": against if compares and scope.base_year is not None else str(scope.year),
        "auswertung": views(atlas, scope).get(scope.view, texts.VALUE),
    }
    return " · ".join(text for name, text in parts.items() if name not in idle)


def partners(atlas: Atlas, scope: Scope) -> dict[str, str]:
    """Titles of the other indicators with figures on the level in the year, by code.

    Plain quantities are left out: two counts mostly show that large units are large. For the same
    reason counts come after what is related to something.
    """
    offered = indicators(atlas, scope.area, topic_fields(atlas, scope.area, scope.level))
    titles = {
        code: title
        for code, title in offered.items()
        if code in atlas.catalogue(scope.area).indicators
        and code != scope.indicator
        and scope.year in atlas.years(scope.area, code, scope.level)
    }
    items = (atlas.indicator(scope.area, code) for code in titles)
    counts = {item.code for item in items if isinstance(item.formula, f.Total)}
    return {code: titles[code] for code in sorted(titles, key=counts.__contains__)}


def other_levels(atlas: Atlas, scope: Scope) -> dict[str, str]:
    """Names of the other levels with boundaries and figures of the indicator, by id."""
    with_figures = (
        atlas.level(scope.area, level_id)
        for level_id in atlas.levels_of(scope.area, scope.indicator)
    )
    drawn = (level for level in with_figures if level.boundaries and len(level.units) > 1)
    return distinct_labels({level.id: level.plural for level in drawn if level.id != scope.level})


def classing(atlas: Atlas, scope: Scope) -> Classing:
    """The classing a map of the scope uses: that of the scope, the stored one, or the usual."""
    return requested_classing(scope, atlas.indicator(scope.area, scope.indicator))
