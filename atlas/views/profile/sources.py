"""Where the figures of a profile come from: of all together, and of each indicator."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from atlas.model.documents import DocumentTable
from atlas.model.specs import Provenance, TableCell, TableColumn, TableRow, TableSpec
from atlas.views import texts
from atlas.views.citation import permanent_link
from atlas.views.numbers import printed_states, sign_legend
from atlas.views.profile import texts as words
from atlas.views.profile.beside import BESIDE, beside_word
from atlas.views.profile.figures import UnitFigures, UnitProfile
from atlas.views.provenance import edition_name, honest_signs, merged, vintage_notes
from atlas.views.table import texts as table_texts

PAGE = "profil"
"""Stem of the page that shows a profile."""


def merged_sources(profile: UnitProfile, every: Sequence[UnitFigures]) -> Provenance:
    """Where the figures of several indicators come from; dates differ too much for one line."""
    area = profile.area
    stated = Provenance(
        source="",
        publisher=area.publisher,
        reference_dates="",
        boundaries="",
        licence=area.licence,
        edition=edition_name(profile.atlas, area.id),
        identity=profile.atlas.identity(area.id),
        notes=(texts.FICTIONAL,) if area.fictional else (),
    )
    if every:
        of_all = merged((each.sources for each in every), split_sources=True)
        rows = [(each.item, row) for each in every for row in each.printed_rows]
        states = (
            state
            for item, row in rows
            for state in printed_states(row.value, row.state, item.decimals)
        )
        valued = [row for _, row in rows if row.value is not None]
        legend = sign_legend(states, (row.status for row in valued), (row.year for row in valued))
        signs = honest_signs(profile.atlas, area.id, legend)
        stated = replace(of_all, reference_dates="", signs=signs)
        years = {row.year for _, row in rows}
        stated = vintage_notes(profile.atlas, every[0].scope, stated, years)
    return replace(stated, link=_link(profile))


def _link(profile: UnitProfile) -> str:
    """The page that shows the profile again; the indicator only says what else it leads to.

    It is one with a figure of the year, so that the page finds nothing wrong with the year.
    """
    of_year = [each for each in profile.figures if each.scope.year == profile.year]
    shown = next(iter(of_year or profile.figures), None)
    code = shown.item.code if shown else ""
    base = profile.scope.base_year or (shown.scope.base_year if shown else None)
    selection = (profile.choice.unit,)
    scope = replace(profile.scope, indicator=code, year=profile.year, selection=selection)
    more = {"basis": str(base)} if base else {}
    if profile.choice.ranks:
        more["rang"] = "ja"
    if profile.choice.beside:
        more[BESIDE] = beside_word(profile.choice.beside)
    return permanent_link(profile.atlas, scope, PAGE, more)


def sources_table(profile: UnitProfile) -> DocumentTable:
    """List source and reference dates of each indicator."""
    rows = []
    for figures in profile.figures:
        sources = figures.sources
        cells = (figures.item.title, sources.reference_dates, sources.source)
        stated = (TableCell(text=text or texts.NOT_STATED) for text in cells)
        rows.append(TableRow(cells=tuple(stated)))
    spec = TableSpec(
        title=f"{words.SOURCES}: {profile.name}",
        subtitle="",
        columns=(
            TableColumn(key="indicator", title=words.INDICATOR),
            TableColumn(key="dates", title=table_texts.REFERENCE_DATES),
            TableColumn(key="source", title=table_texts.SOURCE),
        ),
        rows=tuple(rows),
        provenance=merged_sources(profile, profile.figures),
        file_stem="",
    )
    return DocumentTable(spec=spec, widths=(3, 3, 3), name=words.SHEETS["sources"])
