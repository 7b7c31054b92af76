"""The views of an index that say what drives it and how sure its classes are."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from atlas.atlas import Atlas
from atlas.model.scope import Scope
from atlas.model.specs import MapSeries, TableSpec, UnitCard
from atlas.ui import composite_map, controls, grid, markup, show
from atlas.ui.cache import kept
from atlas.ui.frame import Page
from atlas.ui.overview import picture_html
from atlas.views import selected
from atlas.views.composite import driver_texts as words
from atlas.views.composite import drivers, maps, stability
from atlas.views.composite.drivers import IndexDrivers
from atlas.views.composite.figures import AreaIndex, IndexChoice, area_index
from atlas.views.composite.stability import IndexStability


def driven_index(atlas: Atlas, choice: IndexChoice) -> IndexDrivers:
    """What drives an index."""
    return drivers.index_drivers(kept(area_index, atlas, choice))


def sure_index(atlas: Atlas, choice: IndexChoice) -> IndexStability:
    """How sure an index is."""
    return stability.index_stability(kept(area_index, atlas, choice))


def draw(page: Page, scope: Scope, index: AreaIndex) -> None:
    """Show contributions of a unit, checks of the parts, and what one part less changes."""
    driven = kept(driven_index, page.atlas, index.choice)
    heading = st.container()
    unit = controls.unit(page, scope)
    with heading:
        lead = words.CONTRIBUTION_LEAD.format(plural=index.level.plural)
        shown = unit in index.figures.units
        headline = drivers.unit_sentence(driven, unit) if shown else words.DRIVERS
        show.heading(headline, lead)
    bars = drivers.unit_bars(driven, unit) if shown else None
    if bars is not None:
        # fonts and shapes of text take a while to load: only drawings need them
        from atlas.render.chart.bar_rows import bar_rows  # noqa: PLC0415

        alt = drivers.bars_in_words(index.name(unit), bars)
        st.html(picture_html(bar_rows(bars), alt, "index-bars"))
        st.html(markup.element("p", alt, "subtitle"))
    st.html(markup.element("h2", words.CHECKS))
    st.html(markup.sentences_html(drivers.warnings(driven)))
    st.html(markup.table_html(drivers.check_table(driven)))
    st.html(markup.element("h2", words.WITHOUT))
    if driven.without and index.recipe.classes is not None:
        st.html(markup.table_html(drivers.without_table(driven)))
    else:
        st.html(markup.element("p", words.ONE_PART))
    if driven.moved is not None:
        table = kept(contribution_table, page.atlas, index.choice)
        st.html(markup.element("h2", table.title))
        unit_rows(page, scope, table)


def contribution_table(atlas: Atlas, choice: IndexChoice) -> TableSpec:
    """The contributions of all parts in all units."""
    return drivers.contribution_table(kept(driven_index, atlas, choice))


def unit_rows(page: Page, scope: Scope, table: TableSpec) -> None:
    """Show a row per unit, the selected ones marked; very long tables as a grid."""
    level = page.atlas.level_at(scope.area, scope.level, scope.vintage)
    marked = selected.marked(table, level, scope.selection)
    if len(table.rows) <= show.MOST_ROWS:
        st.html(markup.table_html(marked, sortable=True))
    else:
        grid.draw(marked)


def draw_stability(page: Page, scope: Scope, index: AreaIndex) -> None:
    """Show which units stay in their class whatever the weights and the scaling."""
    atlas, choice = page.atlas, index.choice
    sure = kept(sure_index, atlas, choice)
    show.heading(stability.headline(sure), stability.subtitle(sure))
    sentences = [stability.unit_sentence(sure, unit) for unit in scope.selection]
    if index.recipe.classes is not None:
        series = kept(stability_series, atlas, choice)
        if index.level.boundaries is not None:
            composite_map.draw(page, scope, series, "atlas_map")
            composite_map.details(atlas, choice, stability_card)
        show.selection_line(page, scope)
        st.html(markup.sentences_html(filter(None, sentences)))
    else:
        st.info(words.NO_CLASSES)
    st.html(markup.element("p", words.STABILITY_LEAD))
    with_ranks = controls.toggle("raenge", words.SHOW_RANKS)
    if with_ranks:
        st.html(markup.element("p", words.RANKS_NOTE))
    unit_rows(page, scope, stability.stability_table(sure, with_ranks=with_ranks))
    if index.recipe.classes is not None:
        show.text_alternative(stability.text_alternative(sure, series))


def stability_series(atlas: Atlas, choice: IndexChoice) -> MapSeries:
    """The map of the stability of an index."""
    return stability.stability_map(atlas, kept(sure_index, atlas, choice))


def stability_card(atlas: Atlas, choice: IndexChoice, unit: str) -> UnitCard | None:
    """What stands beside the map about a unit: that of the index, with its stability first."""
    sure = kept(sure_index, atlas, choice)
    card = maps.index_card(sure.index, unit)
    share = sure.shares[sure.index.figures.units.index(unit)] if card is not None else None
    if card is None or share is None:
        return card
    text = words.SAME_CLASS_TEXT.format(share=share)
    return replace(
        card, label=words.SAME_CLASS, figure=text, brief=(f"{words.SAME_CLASS} {text}", *card.brief)
    )
