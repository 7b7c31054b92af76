"""What is written on a figure, the same in a bundle, a document and on a slide."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from atlas.atlas import Atlas
from atlas.model.figures import FigureChoice
from atlas.model.scope import Scope
from atlas.model.specs import (
    ChartSpec,
    MapPair,
    MapSpec,
    MapYear,
    Provenance,
    SmallMultiples,
    TableSpec,
)
from atlas.views import texts as view_texts
from atlas.views.chart.data import chart_subtitle
from atlas.views.figure import texts as words
from atlas.views.figure.summaries import Summary, summary_of
from atlas.views.headlines import headline
from atlas.views.map import bivariate, maps, several
from atlas.views.map.texts import SCHEMATIC_NOTICE
from atlas.views.provenance import merged
from atlas.views.selected import ChartChoice, chart, marked, only, outlined
from atlas.views.table.unit_tables import unit_table, with_everyday_names

FigureSpec: TypeAlias = MapSpec | MapPair | SmallMultiples | ChartSpec | TableSpec


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureText:
    """What stands around a figure.

    `kicker` says where, for which units and when; `headline` is the statement. `alt` describes the
    figure in sentences, `classing` is how a map was classed. `notices` must not be overlooked.
    """

    kicker: str
    headline: str
    subtitle: str
    alt: tuple[str, ...]
    provenance: Provenance
    file_stem: str
    classing: str = ""
    remarks: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()

    @property
    def caption(self) -> str:
        """Where, when and where from, in sentences to stand below the figure."""
        stated = self.provenance
        parts = (
            self.kicker,
            words.SOURCE.format(source=stated.source) if stated.source else "",
            words.DATES.format(dates=stated.reference_dates) if stated.reference_dates else "",
            words.CLASSING.format(method=self.classing) if self.classing else "",
        )
        return " ".join(
            f"{part.rstrip('.')}." for part in (*parts, *self.remarks, *self.notices) if part
        )


def figure_spec(atlas: Atlas, choice: FigureChoice) -> FigureSpec:
    """Lay out a figure, with what is selected outlined, emphasised or marked.

    Raises
    ------
    UnknownNameError, NoDataError
        If the choice asks for what the data don't hold.
    """
    if choice.kind.is_map:
        return _map_spec(atlas, choice)
    kind = choice.kind.chart
    if kind is None:
        return figure_table(atlas, choice)
    chosen = ChartChoice(
        kind=kind,
        scope=choice.scope,
        by_value=choice.by_value,
        other=choice.other,
        goals=choice.goals,
    )
    return chart(atlas, chosen)


def _map_spec(atlas: Atlas, choice: FigureChoice) -> MapSpec | MapPair | SmallMultiples:
    scope = choice.scope
    if choice.beside is not None:
        return several.map_pair(atlas, *halves(atlas, choice.scope, choice.beside))
    if choice.every_year:
        return several.small_multiples(atlas, scope)
    if choice.other:
        return outlined(bivariate.bivariate(atlas, scope, choice.other), scope.selection)
    return outlined(maps.choropleth(atlas, scope), scope.selection)


def halves(atlas: Atlas, scope: Scope, beside: Scope) -> tuple[Scope, Scope]:
    """Scopes of two maps beside each other: with shared classes, the earlier year left."""
    left, right = sorted(
        several.with_shared_classes(atlas, scope, beside), key=lambda half: half.year
    )
    return left, right


def _unit_table(atlas: Atlas, choice: FigureChoice) -> TableSpec:
    scope = choice.scope
    spec = unit_table(atlas, scope.unselected)
    level = atlas.level_at(scope.area, scope.level, scope.vintage)
    apply = only if choice.only_selected and scope.selection else marked
    return apply(spec, level, scope.selection)


def figure_table(atlas: Atlas, choice: FigureChoice) -> TableSpec:
    """Return the figures behind a figure: of a chart its own, of a map those of all units."""
    if choice.kind.is_summary:
        return summary_of(atlas, choice).table
    spec = figure_spec(atlas, choice) if choice.kind.chart else None
    return spec.table if isinstance(spec, ChartSpec) else _unit_table(atlas, choice)


def figure_text(atlas: Atlas, choice: FigureChoice) -> FigureText:
    """Say what stands around a figure; raises what `figure_spec` does."""
    if choice.kind.is_summary:
        return summary_text(atlas, choice, summary_of(atlas, choice))
    match figure_spec(atlas, choice):
        case ChartSpec() as spec:
            return _of_chart(spec)
        case TableSpec() as spec:
            return _of_table(atlas, choice, spec)
        case SmallMultiples(spec=spec, summary=summary):
            stem = several.sheet_stem(atlas, choice.scope, every_year=True)
            return _of_map(spec, summary, stem)
        case MapPair() as pair:
            return _of_pair(atlas, choice, pair)
        case MapSpec() as spec:
            return _of_map(spec, spec.current_map, spec.file_stem)


def summary_text(atlas: Atlas, choice: FigureChoice, said: Summary) -> FigureText:
    """Say what stands around figures of several indicators."""
    return FigureText(
        kicker=said.kicker,
        headline=said.headline,
        subtitle=said.subtitle,
        alt=(),
        provenance=said.table.provenance,
        file_stem=said.table.file_stem,
        notices=_notices(fictional=atlas.area(choice.scope.area).fictional, schematic=False),
    )


def _of_chart(spec: ChartSpec) -> FigureText:
    return FigureText(
        kicker=spec.kicker,
        headline=spec.headline,
        subtitle=spec.subtitle,
        alt=spec.text_alternative,
        provenance=spec.provenance,
        file_stem=spec.file_stem,
        # the chart has only their numbers, and its foot isn't there
        remarks=spec.provenance.notes[: len(spec.remarks)],
        notices=_notices(fictional=spec.fictional, schematic=spec.schematic),
    )


def _of_table(atlas: Atlas, choice: FigureChoice, spec: TableSpec) -> FigureText:
    area = atlas.area(choice.scope.area)
    return FigureText(
        kicker=spec.title,
        headline=headline(atlas, choice.scope),
        subtitle=chart_subtitle(atlas, choice.scope),
        alt=(),
        provenance=spec.provenance,
        file_stem=spec.file_stem,
        notices=_notices(fictional=area.fictional, schematic=False),
    )


def _of_map(spec: MapSpec, year: MapYear, stem: str) -> FigureText:
    return FigureText(
        kicker=f"{spec.area} · {spec.level_plural} · {year.label}",
        headline=year.headline,
        subtitle=year.subtitle,
        alt=year.text_alternative,
        provenance=year.provenance,
        file_stem=stem,
        classing=spec.method,
        notices=_notices(fictional=spec.fictional, schematic=spec.schematic),
    )


def _of_pair(atlas: Atlas, choice: FigureChoice, pair: MapPair) -> FigureText:
    left = pair.left
    labels = dict.fromkeys(spec.current_map.label for spec in pair.maps)
    return FigureText(
        kicker=f"{left.area} · {left.level_plural} · {'–'.join(labels)}",
        headline=pair.title,
        subtitle=" | ".join(spec.current_map.headline for spec in pair.maps),
        alt=several.pair_sentences(pair),
        provenance=merged((spec.current_map.provenance for spec in pair.maps), split_sources=True),
        file_stem=several.sheet_stem(atlas, choice.scope, choice.beside),
        classing=left.method,
        notices=_notices(fictional=left.fictional, schematic=left.schematic),
    )


def _notices(*, fictional: bool, schematic: bool) -> tuple[str, ...]:
    candidates = ((fictional, view_texts.FICTIONAL), (schematic, SCHEMATIC_NOTICE))
    return tuple(text for applies, text in candidates if applies)


def printed_table(atlas: Atlas, choice: FigureChoice) -> TableSpec:
    """Return the figures behind a figure for people to read: units are called as on the map."""
    table, scope = figure_table(atlas, choice), choice.scope
    if not {"unit", "name"} <= {column.key for column in table.columns}:
        return table
    return with_everyday_names(table, atlas.level_at(scope.area, scope.level, scope.vintage))
