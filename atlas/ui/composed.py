"""Results that combine several views or formats, to be asked for through `cache.kept`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from atlas.atlas import Atlas
from atlas.model.documents import DocumentSpec
from atlas.model.figures import FigureChoice
from atlas.model.overview import SmallMap
from atlas.model.problems import Problem
from atlas.model.scope import ChartKind, Scope
from atlas.model.specs import MapSeries, MapYear, TableSpec
from atlas.render import downloads
from atlas.ui.cache import kept
from atlas.views import choices, headlines, selected
from atlas.views.chart.data import chart_subtitle
from atlas.views.map import bivariate, captions, maps, several
from atlas.views.profile import balance
from atlas.views.profile.batch import profile_collection, unit_documents
from atlas.views.profile.document import FICTION, unit_document
from atlas.views.profile.figures import ProfileChoice, UnitProfile
from atlas.views.profile.level import level_profiles
from atlas.views.report.document import ReportChoice, report_document
from atlas.views.selected import ChartChoice
from atlas.views.table import tidy, unit_tables
from atlas.views.writings import Writings


@dataclass(frozen=True, slots=True, kw_only=True)
class TableChoice:
    """Which table of a scope: the selected units are marked, or the `only` ones."""

    scope: Scope
    only: bool = False


def indicators(atlas: Atlas, area: str, level: str, topic: str) -> dict[str, str]:
    """Titles of the indicators of one topic field, "" for all fields, by their codes."""
    fields = kept(choices.topic_fields, atlas, area, level)
    return choices.indicators(
        atlas, area, [field for field in fields if topic in {field.title, ""}]
    )


def small_map(atlas: Atlas, spec: SmallMap) -> str:
    """Draw the small map of the start page."""
    # geopandas takes a second to load: only maps need it
    from atlas.render import small_map as drawn  # noqa: PLC0415

    scope = spec.scope
    boundaries = atlas.boundaries(scope.area, scope.level, scope.vintage)
    return drawn.small_map(spec.series, drawn.placed_shapes(boundaries))


def map_series(atlas: Atlas, scope: Scope, other: str) -> MapSeries:
    """Return all years of a map: of two indicators where `other` names the second, else ""."""
    if other:
        return bivariate.bivariate_series(atlas, scope, other)
    return maps.series(atlas, scope)


def map_texts(atlas: Atlas, scope: Scope, other: str) -> MapYear:
    """Return what is written on the map of `map_series` in the scope's year."""
    series = kept(map_series, atlas, scope, other)
    if other:
        return bivariate.bivariate_texts(atlas, scope, other, series)
    return captions.year_texts(atlas, scope, series)


def half_texts(atlas: Atlas, scope: Scope, other: Scope) -> MapYear:
    """Return what is written on one of two maps side by side, beside that of the other scope."""
    return several.half_texts(atlas, scope, other, kept(map_texts, atlas, scope, ""))


def all_years_texts(atlas: Atlas, scope: Scope) -> MapYear:
    """Return what is written around all years at once: of the scope's year, sources of all."""
    sources = several.provenance_of_years(atlas, scope, kept(map_series, atlas, scope, ""))
    return replace(kept(map_texts, atlas, scope, ""), provenance=sources)


def table(atlas: Atlas, choice: TableChoice) -> TableSpec:
    """Mark the selected units of a table, or keep nothing but them and the totals."""
    scope = choice.scope
    spec = kept(unit_tables.unit_table, atlas, scope.unselected)
    level = atlas.level_at(scope.area, scope.level, scope.vintage)
    apply = selected.only if choice.only else selected.marked
    return apply(spec, level, scope.selection)


def screen_table(atlas: Atlas, choice: TableChoice) -> TableSpec:
    """The table as a screen shows it: its units are called as on the map."""
    scope = choice.scope
    level = atlas.level_at(scope.area, scope.level, scope.vintage)
    return unit_tables.with_everyday_names(kept(table, atlas, choice), level)


def chart_table(atlas: Atlas, choice: ChartChoice) -> TableSpec:
    """The table behind a chart as a screen shows it; a distribution lists no units."""
    scope, spec = choice.scope, kept(selected.chart, atlas, choice).table
    level = atlas.level_at(scope.area, scope.level, scope.vintage)
    names_units = choice.kind is not ChartKind.DISTRIBUTION
    return unit_tables.with_everyday_names(spec, level) if names_units else spec


def table_heading(atlas: Atlas, choice: TableChoice) -> tuple[str, str]:
    """Statement above a table, and below it what it rests on; a cut table says that it is one."""
    scope = choice.scope.unselected
    statement, line = headlines.headline(atlas, scope), chart_subtitle(atlas, scope)
    if not choice.only:
        return statement, line
    level = atlas.level_at(scope.area, scope.level, scope.vintage)
    return statement, f"{line}; {selected.cut(level, choice.scope.selection)}"


def document(atlas: Atlas, choice: ProfileChoice, day: date, writings: Writings) -> DocumentSpec:
    """Lay out the profile of a unit; the next one of its level finds what they share."""
    return unit_document(kept(level_profiles, atlas, choice.scope), choice, day, writings)


def proposed_sentences(atlas: Atlas, choice: ProfileChoice) -> tuple[str, ...]:
    """Sentences that are proposed on strengths and weaknesses of a unit."""
    return balance.proposed_sentences(
        UnitProfile(kept(level_profiles, atlas, choice.scope), choice)
    )


def document_body(atlas: Atlas, choice: ProfileChoice, day: date, writings: Writings) -> str:
    """Write the profile of a unit as HTML, with its drawings."""
    # typst, Word and Excel come with it: only this page needs them
    from atlas.render.document.drawings import drawings_of  # noqa: PLC0415
    from atlas.render.document.html import html_body  # noqa: PLC0415  (see above)

    spec = kept(document, atlas, choice, day, writings)
    # the frame of the page says already that an area is invented
    first, *others = spec.sections
    blocks = tuple(block for block in first.blocks if block != FICTION)
    spec = replace(spec, sections=(replace(first, blocks=blocks), *others))
    return html_body(spec, drawings_of(atlas, spec))


def document_file(
    atlas: Atlas, choice: ProfileChoice, day: date, writings: Writings, form: str
) -> bytes:
    """Write the profile of a unit into a file."""
    from atlas.render.document import files  # noqa: PLC0415  (see above)

    spec = kept(document, atlas, choice, day, writings)
    return files.document_file(atlas, spec, form)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileBatch:
    """The profiles of all units of a level, as one was chosen, with all that is written.

    Each is a file of a format in one that is `packed`, or all are one file of it.
    """

    choice: ProfileChoice
    day: date
    writings: Writings
    form: str
    packed: bool


def all_documents(atlas: Atlas, batch: ProfileBatch, tell: Callable[[int, int], None]) -> bytes:
    """Write the profiles of all units of a level.

    `tell` is told how many of how many are laid out. The file isn't kept: it may be large.
    """
    from atlas.render.document import files  # noqa: PLC0415  (see above)

    of_level = kept(level_profiles, atlas, batch.choice.scope)
    number = len(of_level.names)

    def announced() -> Iterator[DocumentSpec]:
        every = unit_documents(of_level, batch.choice, batch.day, batch.writings)
        for count, spec in enumerate(every):
            tell(count, number)
            yield spec
        tell(number, number)

    if batch.packed:
        return files.packed_documents(atlas, announced(), batch.form)
    return files.collection_file(atlas, profile_collection(of_level, announced()), batch.form)


def figure_bundle(atlas: Atlas, choice: FigureChoice, day: date, command: str) -> bytes:
    """Pack a figure with its data and words."""
    # typst, Word and Altair come with it: nothing else needs all of them
    from atlas.render import bundle  # noqa: PLC0415

    return bundle.figure_bundle(atlas, choice, day, command)


def report_body(atlas: Atlas, choice: ReportChoice) -> str:
    """Write a report, or one of its chapters, as HTML with its drawings."""
    from atlas.render.document.drawings import drawings_of  # noqa: PLC0415  (see `document_body`)
    from atlas.render.document.html import html_body  # noqa: PLC0415  (see `document_body`)

    spec = report_document(atlas, choice)
    return html_body(spec, drawings_of(atlas, spec))


def report_file(atlas: Atlas, choice: ReportChoice, form: str) -> bytes:
    """Write a report into a file."""
    from atlas.render.document import files  # noqa: PLC0415  (see `document_body`)

    return files.document_file(atlas, report_document(atlas, choice), form)


def custom_problems(atlas: Atlas, area: str) -> tuple[Problem, ...]:
    """Problems of the custom levels of an area, and of files that belong to no area."""
    return (*atlas.custom_levels(area).problems, *atlas.stray_files)


def chart_file(atlas: Atlas, choice: ChartChoice, form: str) -> bytes:
    """Draw a chart into a file."""
    return downloads.chart_file(kept(selected.chart, atlas, choice), form)


def table_file(atlas: Atlas, choice: TableChoice, form: str) -> bytes:
    """Write a table into a file."""
    return downloads.table_file(kept(table, atlas, choice), form)


def series_file(atlas: Atlas, scope: Scope, other: str, form: str) -> bytes:
    """Write all years and units of a scope into a file for programs.

    `other` is a second indicator, "" without one.
    """
    codes = (scope.indicator, *([other] if other else []))
    return downloads.tidy_file(tidy.tidy_table(atlas, scope, codes), form)
