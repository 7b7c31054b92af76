"""A figure as a document of its own: what a report would say of it, and the table behind it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from atlas.atlas import Atlas
from atlas.model.documents import (
    DocumentSpec,
    DocumentTable,
    Facts,
    Figure,
    Listing,
    Paragraph,
    Section,
    TextKind,
)
from atlas.model.figures import FigureChoice
from atlas.model.specs import TableSpec
from atlas.views import method, texts
from atlas.views.figure import texts as words
from atlas.views.figure.figures import FigureText, figure_text, printed_table
from atlas.views.figure.summaries import summary_of
from atlas.views.provenance import document_foot
from atlas.views.selected import KEY
from atlas.views.table import texts as table_texts
from atlas.views.table.unit_tables import YEARS, without_file_columns

_NAME_WIDTH, _NUMBER_WIDTH = 2.0, 1.3
_NARROW: Final = {KEY: 0.9, YEARS: 0.7}
"""Widths of columns, relative to each other: of names, of numbers, and of others by their key."""


def figure_document(atlas: Atlas, choice: FigureChoice, day: date) -> DocumentSpec:
    """Lay out one figure with its table, method and sources, made on a day.

    Raises
    ------
    UnknownNameError, NoDataError, NoBoundariesError
        If the choice asks for what the data don't hold.
    """
    text = figure_text(atlas, choice)
    return DocumentSpec(
        title=text.headline,
        kicker=text.kicker,
        sections=tuple(_sections(atlas, choice, text)),
        provenance=text.provenance,
        foot=document_foot(atlas, choice.scope.area, text.provenance.publisher, day),
        day=day,
        file_stem=text.file_stem,
    )


def _sections(atlas: Atlas, choice: FigureChoice, text: FigureText) -> Iterator[Section]:
    notices = (Paragraph(text=notice, kind=TextKind.NOTICE) for notice in text.notices)
    is_drawn = not choice.kind.is_table
    figure = Figure(
        title=text.subtitle, caption=text.caption, alt=" ".join(text.alt), drawing=choice
    )
    lead = figure if is_drawn else Paragraph(text=text.subtitle, kind=TextKind.LEAD)
    yield Section(title=words.FIGURE, blocks=(*notices, lead))
    yield Section(title=words.TABLE, blocks=(document_table(printed_table(atlas, choice)),))
    yield Section(title=words.METHOD, blocks=tuple(method_facts(atlas, choice)))
    yield Section(title=words.SOURCES, blocks=(_sources(text),))
    if text.provenance.signs:
        yield Section(title=texts.SIGN_LEGEND, blocks=(Listing(items=text.provenance.signs),))


def document_table(table: TableSpec) -> DocumentTable:
    """Set a table on a page: without the columns that only programs read."""
    spec = without_file_columns(table)
    widths = (
        _NARROW.get(column.key, _NUMBER_WIDTH if column.is_number else _NAME_WIDTH)
        for column in spec.columns
    )
    return DocumentTable(spec=spec, widths=tuple(widths), name=words.TABLE)


def method_facts(atlas: Atlas, choice: FigureChoice) -> Iterator[Facts]:
    """Say of each indicator of a figure how it is defined and computed."""
    scope = choice.scope
    beside = choice.beside.indicator if choice.beside else ""
    drawn = (scope.indicator, choice.other, beside)
    codes = summary_of(atlas, choice).codes if choice.kind.is_summary else drawn
    for code in dict.fromkeys(filter(None, codes)):
        entry = method.entry(atlas, scope.area, code)
        yield Facts(pairs=((entry.title, entry.unit), *entry.facts))


def _sources(text: FigureText) -> Facts:
    stated = text.provenance
    labelled = (
        (texts.PUBLISHER, stated.publisher),
        (table_texts.SOURCE, stated.source),
        (table_texts.REFERENCE_DATES, stated.reference_dates),
        (texts.BOUNDARIES, stated.boundaries),
        (texts.LICENCE, stated.licence or texts.NOT_STATED),
        (texts.OFFICE, stated.identity.sender),
        (texts.EDITION, stated.edition),
        (texts.LINK, stated.link),
        *((texts.NOTE, note) for note in stated.notes),
    )
    return Facts(pairs=tuple((label, said) for label, said in labelled if said))
