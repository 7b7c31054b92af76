"""Figures of several indicators: the core indicators of a unit, and those of the whole area."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from atlas.atlas import Atlas
from atlas.model.figures import FigureChoice, FigureKind
from atlas.model.formulas import Total
from atlas.model.overview import Tile
from atlas.model.results import ValueRow
from atlas.model.scope import EVERY_YEAR, Scope, View
from atlas.model.specs import Provenance, TableCell, TableColumn, TableRow, TableSpec
from atlas.views import headlines, texts
from atlas.views.citation import permanent_link
from atlas.views.figure import texts as words
from atlas.views.figure.address import OVERVIEW_PAGE
from atlas.views.file_names import overview_stem, profile_stem
from atlas.views.numbers import title_with_unit
from atlas.views.overview.spec import overview
from atlas.views.profile.document import MOST_IN_SUMMARY, kicker, lead, summary_table
from atlas.views.profile.figures import ProfileChoice, UnitProfile
from atlas.views.profile.level import LevelProfiles
from atlas.views.profile.sources import merged_sources
from atlas.views.provenance import edition_name, merged, provenance


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """Rows of figures with what is said of them; `codes` are those of the indicators.

    `tiles` are the same figures to be read at a glance, those of the whole area only.
    """

    headline: str
    kicker: str
    subtitle: str
    table: TableSpec
    codes: tuple[str, ...]
    tiles: tuple[Tile, ...] = ()


def summary_of(atlas: Atlas, choice: FigureChoice) -> Summary:
    """Sum up a unit or the whole area in its core indicators.

    Raises
    ------
    UnknownNameError
        If there is no such area, level or unit.
    """
    if choice.kind is FigureKind.PROFILE:
        return _of_unit(_unit_profile(atlas, choice))
    return _of_area(atlas, choice.scope)


def _unit_profile(atlas: Atlas, choice: FigureChoice) -> UnitProfile:
    """The profile of the unit that is selected first; raises as `summary_of`, but late."""
    scope, unit = _plain(choice.scope), next(iter(choice.scope.selection), "")
    chosen = ProfileChoice(scope=scope, unit=unit, beside=choice.other)
    return UnitProfile(LevelProfiles(atlas, scope, most=MOST_IN_SUMMARY), chosen)


def _plain(scope: Scope) -> Scope:
    """Leave out what changes nothing in figures of all core indicators."""
    return Scope(
        area=scope.area,
        level=scope.level,
        indicator="",
        year=scope.year,
        base_year=scope.base_year,
        vintage=scope.vintage,
    )


def _of_unit(profile: UnitProfile) -> Summary:
    shown = profile.figures
    stem = profile_stem(profile.atlas, replace(profile.scope, year=profile.year), profile.name)
    table = replace(
        summary_table(profile, shown).spec,
        provenance=merged_sources(profile, shown),
        file_stem=stem,
    )
    return Summary(
        headline=_unit_headline(profile),
        kicker=f"{profile.name} · {kicker(profile)}",
        subtitle=lead(profile),
        table=table,
        codes=tuple(figures.item.code for figures in shown),
    )


def _unit_headline(profile: UnitProfile) -> str:
    """State the first core figure that can be compared with the area's, else name the profile."""
    comparable = (
        figures
        for figures in profile.figures
        if figures.cell.value is not None and not isinstance(figures.item.formula, Total)
    )
    figures = next(comparable, None)
    if figures is None:
        return words.UNIT.format(name=profile.name, year=profile.year)
    fields = {
        "name": profile.name,
        "title": figures.item.title,
        "year": figures.scope.year,
        "value": figures.phrase(figures.cell),
    }
    if figures.area is None or figures.area.value is None:
        return words.UNIT_VALUE.format(**fields)
    of_area = headlines.figure_phrase(figures.area, figures.item, View.VALUE)
    return words.UNIT_AND_AREA.format(**fields, kind=profile.area.kind, area=of_area)


def _of_area(atlas: Atlas, scope: Scope) -> Summary:
    area, spec = atlas.area(scope.area), overview(atlas, _plain(scope))
    year = scope.year or max((tile.scope.year for tile in spec.tiles), default=EVERY_YEAR)
    rows = [(tile, headlines.area_row(atlas, tile.scope)) for tile in spec.tiles]
    stated = [(tile, row) for tile, row in rows if row is not None]
    name = f"{area.name} · {year}"
    return Summary(
        headline=spec.headline,
        kicker=name,
        subtitle=words.OVERVIEW.format(area=area.name, year=year),
        table=TableSpec(
            title=name,
            subtitle="",
            columns=(
                TableColumn(key="indicator", title=texts.INDICATOR),
                TableColumn(key="year", title=texts.YEAR),
                TableColumn(key="value", title=texts.VALUE, decimals=1),
                TableColumn(key="change", title=texts.CHANGE),
            ),
            rows=tuple(_area_row(atlas, tile, row) for tile, row in stated),
            provenance=_area_sources(atlas, scope, stated),
            file_stem=overview_stem(atlas, scope),
        ),
        codes=tuple(tile.scope.indicator for tile, _ in stated),
        tiles=spec.tiles,
    )


def _area_row(atlas: Atlas, tile: Tile, row: ValueRow) -> TableRow:
    item = atlas.indicator(tile.scope.area, tile.scope.indicator)
    value = headlines.marked(headlines.figure_text(row, item, View.VALUE), row)
    return TableRow(
        cells=(
            TableCell(text=title_with_unit(item.title, item.unit)),
            TableCell(text=str(row.year)),
            TableCell(text=value, number=row.value),
            TableCell(text=": ".join(tile.change) if tile.change else words.ONE_YEAR),
        )
    )


def _area_sources(atlas: Atlas, scope: Scope, rows: Sequence[tuple[Tile, ValueRow]]) -> Provenance:
    """Where the figures come from; dates differ too much for one line."""
    area = atlas.area(scope.area)
    stated = Provenance(
        source="",
        publisher=area.publisher,
        reference_dates="",
        boundaries="",
        licence=area.licence,
        edition=edition_name(atlas, area.id),
        identity=atlas.identity(area.id),
    )
    each = [
        provenance(atlas, area.id, item, [row], item.decimals, base_year=tile.scope.base_year)
        for tile, row in rows
        for item in (atlas.indicator(area.id, tile.scope.indicator),)
    ]
    of_all = replace(merged(each, split_sources=True), reference_dates="") if each else stated
    return replace(of_all, link=permanent_link(atlas, scope, OVERVIEW_PAGE))
