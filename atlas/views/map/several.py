"""Several maps on one sheet: all years under one legend, or two maps side by side.

Each map is laid out as if it were alone, so that classes and colours are the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from atlas.atlas import Atlas
from atlas.errors import UnknownYearError
from atlas.model.classing import Classing, Method
from atlas.model.scope import Scope, View
from atlas.model.specs import (
    LegendClass,
    MapPair,
    MapSeries,
    MapSpec,
    MapYear,
    Provenance,
    SmallMultiples,
)
from atlas.views import file_name_texts
from atlas.views.choices import classing
from atlas.views.citation import permanent_link
from atlas.views.file_names import file_stem, slug
from atlas.views.map import texts as map_texts
from atlas.views.map.captions import MAP_PAGE, map_provenance
from atlas.views.map.chance import listed
from atlas.views.map.maps import choropleth, series
from atlas.views.numbers import title_with_unit
from atlas.views.plurals import weak
from atlas.views.provenance import vintage_notes
from atlas.views.selected import outlined
from atlas.views.selected_texts import SELECTED_STEM


def small_multiples(atlas: Atlas, scope: Scope) -> SmallMultiples:
    """Lay out all years that share the legend of a scope, or those of them in its `years`.

    Raises
    ------
    UnknownNameError, NoDataError
        If the scope asks for what the data don't hold.
    """
    requested, scope = scope.years, replace(scope, years=())
    spec = choropleth(atlas, scope, every_year=True)
    years = tuple(year for year in spec.years if year.year in requested or not requested)
    if scope.year not in {year.year for year in years}:
        offered = [year.year for year in years or spec.years]
        raise UnknownYearError(spec.title, scope.year, offered)
    spec = outlined(replace(spec, years=years), scope.selection)
    return SmallMultiples(
        spec=spec,
        summary=_summary(atlas, atlas.with_base_year(scope), spec),
    )


def _summary(atlas: Atlas, scope: Scope, spec: MapSpec) -> MapYear:
    """What is written around all years: the notes on units that are outlined stay."""
    current, sources = spec.current_map, provenance_of_years(atlas, scope, spec)
    label = _span(scope, spec.years)
    opening = map_texts.ALT_MULTIPLES.format(
        title=spec.legend_title, within=atlas.area(scope.area).within, span=label
    )
    return replace(
        current,
        label=label,
        text_alternative=(opening, *(_sentence(spec, year) for year in spec.years)),
        provenance=replace(
            sources, notes=tuple(dict.fromkeys((*sources.notes, *current.provenance.notes)))
        ),
    )


def _span(scope: Scope, years: Sequence[MapYear]) -> str:
    """Name the span of years; changes name theirs: all begin in the base year."""
    first, last = years[0].label, years[-1].label
    if first == last or scope.view is View.CHANGE:
        return last
    return map_texts.YEARS_SPAN.format(first=first, last=last)


def provenance_of_years(atlas: Atlas, scope: Scope, series: MapSeries) -> Provenance:
    """Where the figures of all years of a map come from."""
    shown = series.years if isinstance(series, MapSpec) else series.columns
    return map_provenance(atlas, atlas.with_base_year(scope), [item.year for item in shown])


def _sentence(spec: MapSpec, year: MapYear) -> str:
    """Say of one year the area's value and how many units lie in which class."""
    counted = listed(spec.legend, year.counts, year.untested)
    parts = [f"{spec.area_label} {year.area_text}"] if year.area_text else []
    parts += [f"{entry.label}: {count}" for entry, count in counted if count]
    return map_texts.ALT_OF_YEAR.format(year=year.label, parts="; ".join(parts))


def map_pair(atlas: Atlas, left: Scope, right: Scope) -> MapPair:
    """Lay out two maps side by side; both outline the units their scope selects.

    Raises
    ------
    UnknownNameError, NoDataError
        If a scope asks for what the data don't hold.
    """
    specs = [_half(atlas, *sides) for sides in ((left, right), (right, left))]
    link = pair_link(atlas, left, right)
    specs = [_linked(spec, link) if link else spec for spec in specs]
    labels = [spec.current_map.label for spec in specs]
    return MapPair(left=specs[0], right=specs[1], title=pair_title(specs, (labels[0], labels[1])))


def pair_link(atlas: Atlas, left: Scope, right: Scope) -> str:
    """Write the address that shows both maps side by side; "" where no page can show such two.

    The page compares one thing at a time, the later of two years with the earlier.
    """
    selection = tuple(dict.fromkeys((*left.selection, *right.selection)))
    scope = max(left, right, key=lambda half: half.year)
    words = {
        "year": {_BESIDE: "jahr", "basis": str(min(left.year, right.year))},
        "indicator": {_BESIDE: "indikator", "mit": right.indicator},
        "level": {_BESIDE: "ebene", "zweite_ebene": right.level},
    }
    differing = [name for name in words if getattr(left, name) != getattr(right, name)]
    two_changes = differing == ["year"] and left.view is View.CHANGE
    if len(differing) != 1 or two_changes:
        return ""
    chosen = replace(scope, selection=selection)
    return permanent_link(atlas, chosen, MAP_PAGE, words[differing[0]])


_BESIDE: Final = "vergleich"


def _linked(spec: MapSpec, link: str) -> MapSpec:
    year = spec.current_map
    return spec.of_year(replace(year, provenance=replace(year.provenance, link=link)))


def _half(atlas: Atlas, scope: Scope, other: Scope) -> MapSpec:
    spec = choropleth(atlas, scope)
    year = half_texts(atlas, scope, other, spec.current_map)
    return outlined(spec.of_year(year), scope.selection)


def half_texts(atlas: Atlas, scope: Scope, other: Scope, year: MapYear) -> MapYear:
    """Say below one of two years, too, that figures of the other were converted.

    Parameters
    ----------
    year
        What is written on the map of the scope if it is alone.
    """
    if (scope.level, scope.indicator) != (other.level, other.indicator):
        return year
    sources = vintage_notes(atlas, scope, year.provenance, (scope.year, other.year))
    notes = tuple(dict.fromkeys((*year.provenance.notes, *sources.notes)))
    return replace(year, provenance=replace(year.provenance, notes=notes))


def pair_title(maps: Sequence[MapSeries], labels: tuple[str, str]) -> str:
    """Name the area and what differs between two maps: "Ort · 2009 und 2014"."""
    sides = [
        [series.legend_title, series.level_plural, label]
        for series, label in zip(maps, labels, strict=True)
    ]
    differing = (pair for pair in zip(*sides, strict=True) if pair[0] != pair[1])
    named = (map_texts.PAIR_OF.format(left=first, right=second) for first, second in differing)
    return " · ".join((maps[0].area, *named))


def sheet_stem(
    atlas: Atlas, scope: Scope, beside: Scope | None = None, *, every_year: bool = False
) -> str:
    """Name a file of one map, of all years or of two maps, without ending."""
    parts = [] if beside is None else list(_differences(atlas, scope, beside))
    parts += [file_name_texts.EVERY_YEAR] if every_year else []
    parts += [SELECTED_STEM] if scope.selection else []
    return "__".join((file_stem(atlas, scope, file_name_texts.MAP), *parts))


def _differences(atlas: Atlas, scope: Scope, beside: Scope) -> Iterator[str]:
    """Name what is another on the map beside."""
    if beside.level != scope.level:
        yield slug(atlas.level(beside.area, beside.level).plural) or beside.level
    if beside.indicator != scope.indicator:
        yield slug(atlas.indicator(beside.area, beside.indicator).title) or beside.indicator
    if beside.year != scope.year:
        yield str(beside.year)


def with_shared_classes(atlas: Atlas, scope: Scope, other: Scope) -> tuple[Scope, Scope]:
    """Class one indicator on two levels as on the first: a colour means the same on both maps.

    Two years of a level have the same classes anyway, two indicators can't.
    """
    if scope.level == other.level or scope.indicator != other.indicator:
        return scope, other
    legend = series(atlas, scope).legend
    lowest = {entry.lower for entry in legend if entry.lower is not None and not entry.hatched}
    # what hardly changed keeps both its limits, though nothing may lie beyond one of them here
    around = _around_zero(legend) if scope.view is View.CHANGE else set()
    limits = tuple(sorted({*sorted(lowest)[1:], *around}))
    if not limits:
        return scope, other
    palette = classing(atlas, scope).palette
    shared = Classing(method=Method.MANUAL, limits=limits, palette=palette)
    return replace(scope, classing=shared), replace(other, classing=shared)


def half_title(series: MapSeries, label: str) -> str:
    """Say above one of two maps what it shows: indicator, unit, units, year."""
    title = title_with_unit(series.legend_title, series.unit)
    return map_texts.HALF_TITLE.format(title=title, plural=series.level_plural, year=label)


def pair_sentences(pair: MapPair) -> tuple[str, ...]:
    """Describe both maps in sentences, each below its title."""
    return tuple(
        sentence
        for form, spec in zip(map_texts.PAIR_SIDES, pair.maps, strict=True)
        for sentence in (
            form.format(title=half_title(spec, spec.current_map.label)),
            *spec.current_map.text_alternative,
        )
    )


def counts_of_both(pair: MapPair) -> str:
    """Say what the numbers of a legend for both maps count."""
    if pair.left.level_plural != pair.right.level_plural:
        left, right = (weak(spec.level_plural) for spec in pair.maps)
        return map_texts.PAIR_COUNTS_OF_LEVELS.format(left=left, right=right)
    return map_texts.PAIR_COUNTS.format(
        plural=weak(pair.left.level_plural),
        left=pair.left.current_map.label,
        right=pair.right.current_map.label,
    )


def _around_zero(legend: Sequence[LegendClass]) -> set[float]:
    """Limits of the class that reaches as far below 0 as above it, if there is one."""
    classes = ((entry.lower, entry.upper) for entry in legend)
    return {
        limit
        for lower, upper in classes
        if lower is not None and upper is not None and lower == -upper
        for limit in (lower, upper)
    }
