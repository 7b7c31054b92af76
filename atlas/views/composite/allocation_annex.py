"""A budget that is shared out as an annex to a council paper: formula, tables, charts, method."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from atlas.atlas import Atlas
from atlas.model.documents import (
    Block,
    DocumentSpec,
    DocumentTable,
    Facts,
    Figure,
    Listing,
    Paragraph,
    Section,
    TextKind,
)
from atlas.model.numbers import format_number
from atlas.model.specs import Provenance, TableSpec
from atlas.views import texts
from atlas.views.composite import allocation_captions as captions
from atlas.views.composite import allocation_texts as words
from atlas.views.composite.allocation import AreaAllocation, allocation_sources, overview_table
from atlas.views.composite.captions import explanation
from atlas.views.file_names import index_stem
from atlas.views.provenance import document_foot
from atlas.views.table import texts as table_texts

MOST_BARS_ON_PAPER: Final = 30
"""Units whose bars fit on a page with title and caption."""
_WIDTHS: Final = {"name": 2.4, "class": 1.5, "change": 1.7}
_NUMBER: Final = 1.2


def allocation_annex(atlas: Atlas, shared: AreaAllocation, day: date) -> DocumentSpec:
    """Lay out the annex, made on a day."""
    scope, index = shared.choice.scope, shared.index
    sources = allocation_sources(atlas, shared.choice)
    area = atlas.area(scope.area).name
    return DocumentSpec(
        title=words.ANNEX.format(
            budget=format_number(shared.choice.budget.euros, 0), title=index.recipe.title
        ),
        kicker=words.KICKER.format(area=area, plural=index.level.plural, year=scope.year),
        sections=tuple(_sections(shared, sources, area, day)),
        provenance=sources,
        foot=document_foot(atlas, scope.area, sources.publisher, day),
        day=day,
        file_stem=annex_stem(atlas, shared),
    )


def annex_stem(atlas: Atlas, shared: AreaAllocation) -> str:
    """Name the files of an allocation."""
    stem = index_stem(atlas, shared.choice.scope, shared.index.recipe.title)
    return f"{stem}__{words.FILE}"


def _sections(
    shared: AreaAllocation, sources: Provenance, area: str, day: date
) -> Iterator[Section]:
    notice = Paragraph(text=words.NOTICE, kind=TextKind.NOTICE)
    common = captions.common_sentences(shared, day)
    yield Section(title=words.FORMULA, blocks=(notice, Listing(items=common)))
    for name, variant, result in shared.named:
        items = captions.variant_sentences(shared, variant, result)
        yield Section(title=name, blocks=(Listing(items=items),))
    table = _document_table(overview_table(shared, sources, whole=False))
    yield Section(title=words.OVERVIEW, blocks=(table,), new_page=True)
    caption = words.CAPTION.format(area=area, year=shared.choice.scope.year, day=f"{day:%d.%m.%Y}")
    charts = tuple(_charts(shared, caption))
    yield Section(title=words.CHARTS, blocks=charts)
    how = Listing(items=explanation(shared.index))
    yield Section(title=words.HOW_INDEX, blocks=(how,))
    yield Section(title=words.SOURCES, blocks=tuple(_sources(sources)))


def _document_table(spec: TableSpec) -> DocumentTable:
    widths = tuple(_WIDTHS.get(column.key.partition(" ")[0], _NUMBER) for column in spec.columns)
    return DocumentTable(spec=spec, widths=widths, name=words.TABLE)


def _charts(shared: AreaAllocation, caption: str) -> Iterator[Block]:
    count = len(shared.units.keys)
    if count > MOST_BARS_ON_PAPER:
        plural = shared.index.level.plural
        yield Paragraph(text=words.TOO_MANY_BARS.format(count=count, plural=plural))
        return
    for title, bars in captions.charts(shared):
        alt = captions.bars_in_words(title, bars)
        yield Figure(title=title, caption=caption, alt=alt, drawing=bars)


def _sources(sources: Provenance) -> Iterator[Block]:
    labelled = (
        (texts.PUBLISHER, sources.publisher),
        (table_texts.SOURCE, sources.source),
        (table_texts.REFERENCE_DATES, sources.reference_dates),
        (texts.LICENCE, sources.licence or texts.NOT_STATED),
        (texts.OFFICE, sources.identity.sender),
        (texts.EDITION, sources.edition),
        *((texts.NOTE, note) for note in sources.notes),
    )
    yield Facts(pairs=tuple((label, said) for label, said in labelled if said))
    if sources.signs:
        yield Listing(items=sources.signs)
