"""The annex of a report: what is missing, definitions, secrecy, sources, signs, state of data."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from atlas.atlas import Atlas
from atlas.model.documents import Block, Facts, Listing, Paragraph, Section, SubHeading, TextKind
from atlas.model.specs import Provenance, TableCell, TableColumn, TableRow, TableSpec
from atlas.views import method, texts
from atlas.views.provenance import edition_name, merged
from atlas.views.report import texts as words
from atlas.views.report.key_figures import KeyFigures, plain_table
from atlas.views.table import texts as table_texts


def sources_of(key_figures: KeyFigures) -> Provenance:
    """Where all figures of a report come from; dates differ too much for one line."""
    atlas, area = key_figures.atlas, key_figures.area
    stated = Provenance(
        source="",
        publisher=area.publisher,
        reference_dates="",
        boundaries="",
        licence=area.licence,
        edition=edition_name(atlas, area.id),
        notes=(texts.FICTIONAL,) if area.fictional else (),
        identity=atlas.identity(area.id),
    )
    every = [key_figures.sources(figure) for figure in key_figures.by_code.values()]
    return replace(merged(every, split_sources=True), reference_dates="") if every else stated


def sources_table(key_figures: KeyFigures) -> TableSpec:
    """List source and reference dates of each indicator."""
    rows = []
    for figure in key_figures.by_code.values():
        sources = key_figures.sources(figure)
        cells = (figure.item.title, sources.reference_dates, sources.source)
        rows.append(TableRow(cells=tuple(TableCell(text=t or texts.NOT_STATED) for t in cells)))
    heads = (
        TableColumn(key="indicator", title=words.INDICATOR),
        TableColumn(key="dates", title=table_texts.REFERENCE_DATES),
        TableColumn(key="source", title=table_texts.SOURCE),
    )
    fields = {"area": key_figures.area.name, "year": key_figures.scope.year}
    return plain_table(words.SOURCES_OF.format(**fields), heads, rows)


def remarks_section(remarks: Sequence[str]) -> Iterator[Section]:
    """Say what is missing or to be checked, if anything is."""
    if remarks:
        listed = Listing(items=tuple(dict.fromkeys(remarks)))
        yield Section(title=words.MISSING, blocks=(listed,))


def method_section(key_figures: KeyFigures) -> Section:
    """Define each indicator, and say how small counts are protected."""
    atlas, area = key_figures.atlas, key_figures.area.id
    blocks: list[Block] = [Paragraph(text=words.METHOD_INTRO)] if key_figures.by_code else []
    for code in key_figures.by_code:
        entry = method.entry(atlas, area, code)
        blocks.append(
            SubHeading(title=texts.TITLE_WITH_UNIT.format(title=entry.title, unit=entry.unit))
        )
        # the table of sources names them, with the days
        blocks.append(Facts(pairs=tuple(p for p in entry.facts if p[0] != texts.DATA_SOURCE)))
    blocks.append(SubHeading(title=words.HIDDEN))
    blocks += (Paragraph(text=sentence) for sentence in method.secrecy(atlas, area))
    return Section(title=words.METHOD, blocks=tuple(blocks))


def closing_sections(
    atlas: Atlas, key_figures: KeyFigures, sources: Provenance
) -> Iterator[Section]:
    """Explain the signs, and name the state of the data."""
    signs = method.signs(atlas, key_figures.area.id)
    yield Section(title=words.SIGNS, blocks=(Listing(items=signs),))
    level = key_figures.level
    units = words.LEVEL_TEXT.format(plural=level.plural, number=len(level.newest_units))
    facts = (
        (words.LEVEL_FACT, units),
        (texts.PUBLISHER, sources.publisher),
        (texts.BOUNDARIES, sources.boundaries),
        (texts.LICENCE, sources.licence or texts.NOT_STATED),
        (texts.OFFICE, sources.identity.sender),
        (texts.EDITION, sources.edition),
    )
    blocks: list[Block] = [Facts(pairs=tuple((label, text) for label, text in facts if text))]
    if sources.notes:
        blocks.append(Listing(items=sources.notes))
    blocks += (
        Paragraph(text=sign, kind=TextKind.REMARK) for sign in sources.signs if sign not in signs
    )
    yield Section(title=words.STATE_OF_DATA, blocks=tuple(blocks))
