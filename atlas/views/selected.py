"""What is selected stands out: in charts, in tables, in words. Nothing is computed anew."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from atlas.atlas import Atlas
from atlas.model.areas import Level, distinct_names
from atlas.model.goals import Goal
from atlas.model.scope import ChartKind, Scope
from atlas.model.specs import ChartSpec, MapSpec, TableRow, TableSpec
from atlas.views import selected_texts
from atlas.views.chart import charts
from atlas.views.chart.data import MOST_NAMES, some_names
from atlas.views.chart.goals import with_goals
from atlas.views.chart.series import series
from atlas.views.citation import ONLY_SELECTED, with_selection
from atlas.views.plurals import dative

KEY = "unit"
"""Key of the column that holds the ids of units."""


def sentence(level: Level, selected: Collection[str]) -> str:
    """Say which units are selected, in official order; empty if none is.

    Units the level doesn't have are passed over.
    """
    labels = distinct_names(level.units)
    names = [label.shown for unit, label in labels.items() if unit in selected]
    noun = level.name if len(names) == 1 else level.plural
    listed = ", ".join(names[:MOST_NAMES]) + (" …" if len(names) > MOST_NAMES else "")
    fields = {"number": len(names), "noun": noun, "names": listed}
    return selected_texts.SELECTED.format(**fields) if names else ""


def emphasised(spec: ChartSpec, selected: Collection[str]) -> ChartSpec:
    """Let the marks of some units stand out, and say so in text alternative and notes.

    A chart without marks of these units stays as it is.
    """
    drawn = dict.fromkeys(mark.group for mark in spec.marks if mark.group in selected)
    if not drawn:
        return spec
    names = dict.fromkeys(mark.label for mark in spec.marks if mark.group in drawn)
    note = selected_texts.EMPHASISED.format(names=some_names(names))
    sources = spec.provenance
    link = with_selection(sources.link, tuple(drawn)) if sources.link else ""
    sources = replace(sources, notes=(*sources.notes, note), link=link)
    return replace(
        spec,
        selected=tuple(drawn),
        text_alternative=(*spec.text_alternative, f"{note}."),
        provenance=sources,
        file_stem=f"{spec.file_stem}__{selected_texts.SELECTED_STEM}",
    )


def outlined(spec: MapSpec, selected: Collection[str]) -> MapSpec:
    """Outline some units of a map, and say so in text alternative and notes of each year.

    A map without any of these units stays as it is.
    """
    names = {
        figure.unit: figure.shown
        for year in spec.years
        for figure in year.figures
        if figure.unit in selected
    }
    if not names:
        return spec
    note = selected_texts.EMPHASISED.format(names=some_names(names.values()))
    years = (
        replace(
            year,
            text_alternative=(*year.text_alternative, f"{note}."),
            provenance=replace(year.provenance, notes=(*year.provenance.notes, note)),
        )
        for year in spec.years
    )
    return replace(
        spec,
        selected=tuple(names),
        years=tuple(years),
    )


def development(atlas: Atlas, scope: Scope) -> ChartSpec:
    """Lay out the lines of selected units beside the others, where these are few enough.

    Else only the selected ones are drawn, and the area's.

    Raises
    ------
    UnknownNameError, NoDataError
        If the scope asks for what the data don't hold.
    """
    selected = scope.selection
    plain = series(atlas, scope)
    if not selected:
        return plain
    drawn = {mark.group for mark in plain.marks}
    units = () if drawn.issuperset(selected) else selected
    return emphasised(series(atlas, scope, units, selected), selected)


def marked(spec: TableSpec, level: Level, selected: Collection[str]) -> TableSpec:
    """Mark the rows of some units of the level, and say so in the notes."""
    labels = distinct_names(level.units)
    names = [label.shown for key, label in labels.items() if key in selected]
    if not names:
        return spec
    position, note = _key_position(spec), selected_texts.EMPHASISED.format(names=some_names(names))
    rows = (
        replace(row, selected=_key(row, position) in selected and not row.emphasis)
        for row in spec.rows
    )
    sources, units = spec.provenance, tuple(selected)
    linked = with_selection(sources.link, units) if sources.link else ""
    sources = replace(sources, notes=(*sources.notes, note), link=linked)
    return replace(spec, rows=tuple(rows), provenance=sources)


def only(spec: TableSpec, level: Level, selected: Collection[str]) -> TableSpec:
    """Leave out the units of the level that are not selected; totals of the area stay."""
    position, units = _key_position(spec), {unit.id for unit in level.units}
    left_out = units.difference(selected)
    subtitle = (spec.subtitle, cut(level, selected))
    link = with_selection(spec.provenance.link, tuple(selected))
    return replace(
        spec,
        subtitle="; ".join(word for word in subtitle if word),
        provenance=replace(spec.provenance, link=f"{link}{ONLY_SELECTED}" if link else ""),
        rows=tuple(row for row in spec.rows if _key(row, position) not in left_out),
        file_stem=f"{spec.file_stem}__{selected_texts.SELECTED_STEM}",
    )


def cut(level: Level, selected: Collection[str]) -> str:
    """Say how many of the units a table shows that is cut to the selected ones."""
    shown = sum(unit.id in selected for unit in level.units)
    fields = {"shown": shown, "total": len(level.units), "plural": dative(level.plural)}
    return selected_texts.ONLY_SELECTED_OF.format(**fields)


def _key(row: TableRow, position: int) -> str:
    return row.cells[position].text


def _key_position(spec: TableSpec) -> int:
    return [column.key for column in spec.columns].index(KEY)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartChoice:
    """Which chart of a scope.

    The units selected in the scope stand out. `other` is the second indicator of a scatter plot.
    `goals` are those that a development may show.
    """

    kind: ChartKind
    scope: Scope
    by_value: bool = False
    other: str = ""
    goals: tuple[Goal, ...] = ()


def chart(atlas: Atlas, choice: ChartChoice) -> ChartSpec:
    """Lay out a chart, the selected units emphasised."""
    scope = choice.scope
    if choice.kind is ChartKind.DISTRIBUTION:
        return charts.distribution(atlas, scope)
    if choice.kind is ChartKind.SERIES:
        return with_goals(atlas, development(atlas, scope), scope, choice.goals)
    if choice.kind is ChartKind.BARS:
        spec = charts.bars(atlas, scope, by_value=choice.by_value)
    else:
        spec = charts.scatter(atlas, scope, choice.other)
    return emphasised(spec, scope.selection)
