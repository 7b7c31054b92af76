"""The view of an index that shares out a budget by it ("Modellrechnung")."""

from __future__ import annotations

from datetime import date

import streamlit as st

from atlas.atlas import Atlas
from atlas.errors import AllocationError
from atlas.model.documents import BarRows
from atlas.model.scope import Scope
from atlas.model.specs import TableSpec
from atlas.render.downloads import TABLE_FORMATS, table_file
from atlas.ui import allocation_form, markup, show
from atlas.ui.cache import kept
from atlas.ui.composite_drivers import unit_rows
from atlas.ui.frame import Page
from atlas.ui.overview import picture_html
from atlas.views.composite import allocation_captions as captions
from atlas.views.composite import allocation_texts as words
from atlas.views.composite.allocation import (
    AllocationChoice,
    AreaAllocation,
    allocation_sources,
    area_allocation,
    headline,
    overview_table,
)
from atlas.views.composite.allocation_annex import allocation_annex, annex_stem
from atlas.views.composite.figures import AreaIndex


def draw(page: Page, scope: Scope, index: AreaIndex) -> None:
    """Ask for budget and variants; show formula, amounts and charts, and offer the annex."""
    heading = st.container()
    try:
        choice = allocation_form.ask(page, scope, index)
        shared = kept(area_allocation, page.atlas, choice) if choice else None
    except AllocationError as error:
        shared = None
        st.error(markup.as_message(str(error)))
    if shared is None:
        with heading:
            show.heading(words.VIEW, "")
        return
    with heading:
        show.heading(headline(shared), captions.subtitle(page.atlas, shared))
        st.info(words.NOTICE)
    _show(page, scope, shared)


def _show(page: Page, scope: Scope, shared: AreaAllocation) -> None:
    """Show the variants beside each other, then the formula of each with its charts."""
    atlas, choice = page.atlas, shared.choice
    show.selection_line(page, scope)
    unit_rows(page, scope, kept(page_table, atlas, choice))
    show.sources_and_notes(kept(allocation_sources, atlas, choice))
    _files(page, shared)
    drawn = list(captions.charts(shared))
    count = len(shared.units.keys)
    if count > captions.MOST_BARS:
        st.info(words.TOO_MANY_BARS.format(count=count, plural=shared.index.level.plural))
        drawn = []
    for at, (name, variant, result) in enumerate(shared.named):
        st.html(markup.element("h2", name))
        st.html(markup.sentences_html(captions.variant_sentences(shared, variant, result)))
        for column, (title, bars) in zip(st.columns(2), drawn[2 * at :][:2], strict=False):
            with column:
                _chart(title, bars)
    st.html(markup.element("h2", words.FORMULA))
    st.html(markup.sentences_html(captions.common_sentences(shared, show.today())))


def _chart(title: str, bars: BarRows) -> None:
    # fonts and shapes of text take a while to load: only drawings need them
    from atlas.render.chart.bar_rows import bar_rows  # noqa: PLC0415

    st.html(markup.element("h3", title))
    st.html(picture_html(bar_rows(bars), captions.bars_in_words(title, bars), "index-bars"))


def page_table(atlas: Atlas, choice: AllocationChoice) -> TableSpec:
    """The table of an allocation with all that is known of each unit."""
    sources = kept(allocation_sources, atlas, choice)
    return overview_table(kept(area_allocation, atlas, choice), sources, whole=True)


def allocation_file(atlas: Atlas, choice: AllocationChoice, day: date, form: str) -> bytes:
    """Write an allocation into a file: its table with formula and method, or an annex."""
    shared = kept(area_allocation, atlas, choice)
    if form in TABLE_FORMATS:
        return table_file(captions.filed_table(atlas, shared, day), form)
    # what sets pages takes a while to load
    from atlas.render.document.files import document_file  # noqa: PLC0415

    return document_file(atlas, allocation_annex(atlas, shared, day), form)


def _files(page: Page, shared: AreaAllocation) -> None:
    def make(form: str) -> bytes:
        return allocation_file(page.atlas, shared.choice, show.today(), form)

    files = show.Downloads(
        name=annex_stem(page.atlas, shared),
        formats=tuple(words.FORMS),
        make=make,
        labels=words.FORMS,
    )
    show.download_menu(page.atlas, files)
