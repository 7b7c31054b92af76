"""The page of composite indices: choose or edit a recipe, map, table, how it is computed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

import streamlit as st

from atlas.atlas import Atlas
from atlas.errors import AtlasError
from atlas.model.recipes import Recipe
from atlas.model.scope import Scope
from atlas.model.specs import MapSeries, TableSpec, UnitCard
from atlas.render.table.composite import FORMATS, Dialect, index_file
from atlas.sources.recipe_writing import recipe_text, recipe_version
from atlas.ui import (
    allocation,
    composite_drivers,
    composite_map,
    composite_movement,
    controls,
    markup,
    recipe_draft,
    recipe_form,
    show,
)
from atlas.ui.cache import kept
from atlas.ui.frame import Page
from atlas.ui.recipe_draft import RecipeDraft
from atlas.views.commands import index_command
from atlas.views.composite import captions, maps
from atlas.views.composite import page_texts as words
from atlas.views.composite import unit_table as tables
from atlas.views.composite.address import checked
from atlas.views.composite.figures import AreaIndex, IndexChoice, area_index
from atlas.views.composite.table import RecipeFile, index_of_area, index_sources
from atlas.views.file_names import index_stem

TOML = "toml"
VIEW = "ansicht"
"""Parameter of the address: what of an index is shown."""
INDEX, DRIVERS, STABILITY, MOVEMENT, DYNAMICS, ALLOCATION = words.VIEWS


def draw(page: Page, scope: Scope) -> None:
    """Show the index of the units of a level by the recipe chosen."""
    draft = recipe_draft.current_draft(page, scope)
    _ask_recipe(page, scope, draft)
    if not draft.recipe.parts and not draft.preset:
        st.html(markup.head_html(words.TITLE, ""))
        st.info(words.NO_PARTS_HERE)
    with st.expander(words.EDIT, key="recipe_edit", on_change="rerun") as unfolded:
        if unfolded.open:
            recipe_form.edit(page, scope, draft)
    recipe_draft.write_address(draft)
    if draft.remark:
        st.info(markup.as_message(draft.remark))
    try:
        recipe = checked(draft.recipe, recipe_draft.recipe_folder())
        choice = IndexChoice(scope=_figure_scope(scope), recipe=recipe)
        index = kept(area_index, page.atlas, choice)
    except AtlasError as error:
        st.error(markup.as_message(str(error)))
        return
    _show(page, scope, draft, index)


def _figure_scope(scope: Scope) -> Scope:
    """The scope without what other pages choose: one index serves them all."""
    return Scope(
        area=scope.area,
        level=scope.level,
        indicator="",
        year=scope.year,
        vintage=scope.vintage,
        release=scope.release,
    )


def _ask_recipe(page: Page, scope: Scope, draft: RecipeDraft) -> None:
    """Ask in the sidebar for a preset; those whose parts the level lacks lend their method."""
    options = recipe_draft.offered(page, scope)
    if not draft.preset:
        options = {recipe_draft.OWN: words.OWN.format(title=draft.recipe.title), **options}
    key = "recipe_preset"
    st.session_state[key] = draft.preset
    st.sidebar.selectbox(
        words.RECIPE,
        list(options),
        format_func=options.__getitem__,
        key=key,
        on_change=partial(recipe_draft.choose, page, scope, key),
    )


def _show(page: Page, scope: Scope, draft: RecipeDraft, index: AreaIndex) -> None:
    """Show one view of an index."""
    view = controls.switch(VIEW, words.VIEW, words.VIEWS)
    if view == DRIVERS:
        composite_drivers.draw(page, scope, index)
    elif view == STABILITY:
        composite_drivers.draw_stability(page, scope, index)
    elif view == MOVEMENT:
        composite_movement.draw(page, scope, index)
    elif view == DYNAMICS:
        composite_movement.draw_groups(page, scope, draft, index)
    elif view == ALLOCATION:
        # its files are those of the amounts
        allocation.draw(page, scope, index)
        return
    else:
        _index(page, scope, index)
    word = recipe_draft.word_of(draft)
    sources = kept(index_sources, page.atlas, index.choice, word)
    show.sources_and_notes(sources, captions.excluded_sentence(index))
    _files(page, scope, draft, index.recipe)
    if view == INDEX:
        _below(page, scope, draft, index)


def _index(page: Page, scope: Scope, index: AreaIndex) -> None:
    """Show the map of the classes."""
    show.heading(captions.headline(index), captions.subtitle(page.atlas, index))
    _map(page, scope, index)
    show.selection_line(page, scope)


def _below(page: Page, scope: Scope, draft: RecipeDraft, index: AreaIndex) -> None:
    """Show all units, how the index is computed, and a fixed standard beside."""
    atlas, choice = page.atlas, index.choice
    st.html(markup.element("h2", words.TABLE))
    composite_drivers.unit_rows(page, scope, kept(page_table, atlas, choice))
    st.html(markup.element("h2", words.HOW))
    st.html(markup.sentences_html(captions.explanation(index)))
    _standard(page, scope, draft, index)
    show.text_alternative(
        captions.text_alternative(atlas, index), partial(kept, page_table, atlas, choice)
    )


def _map(page: Page, scope: Scope, index: AreaIndex) -> None:
    labels = index.recipe.class_labels
    if index.level.boundaries is None:
        return
    if not labels:
        st.info(words.WITHOUT_CLASSES)
    elif len(labels) > maps.MOST_CLASSES:
        st.info(words.TOO_MANY_CLASSES.format(count=len(labels)))
    else:
        series = kept(class_series, page.atlas, index.choice)
        composite_map.draw(page, scope, series, "atlas_map")
        composite_map.details(page.atlas, index.choice, unit_card)


def class_series(atlas: Atlas, choice: IndexChoice) -> MapSeries:
    """The map of an index."""
    return maps.index_map(atlas, kept(area_index, atlas, choice))


def unit_card(atlas: Atlas, choice: IndexChoice, unit: str) -> UnitCard | None:
    """What stands beside the map about a unit."""
    return maps.index_card(kept(area_index, atlas, choice), unit)


def page_table(atlas: Atlas, choice: IndexChoice) -> TableSpec:
    """The table of an index."""
    index = kept(area_index, atlas, choice)
    sources = index_sources(atlas, choice, "")
    return tables.index_table(atlas, index, sources, "")


def _files(page: Page, scope: Scope, draft: RecipeDraft, recipe: Recipe) -> None:
    """Offer the index in all formats, and its recipe."""
    atlas = page.atlas
    stem = index_stem(atlas, scope, recipe.title)
    name = f"{draft.preset or stem}.{TOML}"
    file = RecipeFile(recipe=recipe, name=name, version=recipe_version(recipe), day=show.today())
    word = recipe_draft.word_of(draft)

    def make(form: str) -> bytes:
        if form == TOML:
            return recipe_text(recipe).encode()
        return index_file(index_of_area(atlas, file, _figure_scope(scope), word), form, Dialect())

    files = show.Downloads(name=stem, formats=(*FORMATS, TOML), make=make, labels=words.FORMS)
    show.action_row(page, scope, files, index_command(atlas, scope, name, stem))


def _standard(page: Page, scope: Scope, draft: RecipeDraft, index: AreaIndex) -> None:
    """Say whether classes are relative, and show beside them what a fixed standard tells."""
    st.html(markup.element("h2", words.FIXED))
    recipe, base = index.recipe, scope.base_year
    st.html(markup.element("p", tables.standard_sentence(index, base)))
    if base is None or recipe.scale.method.is_ranking or recipe.classes is None:
        return
    if recipe.scale.base_year is not None:
        base = recipe.scale.base_year
    try:
        spec = kept(standard_table, page.atlas, index.choice, base)
    except AtlasError as error:
        st.info(markup.as_message(str(error)))
        return
    st.html(markup.table_html(spec))
    if recipe.scale.base_year is None:
        scaled = replace(recipe.scale, base_year=base)
        use: Callable[..., Any] = partial(recipe_draft.change, draft, scale=scaled)
        st.button(words.USE_BASE.format(base=base), on_click=use, key="recipe_use_base")


def standard_table(atlas: Atlas, choice: IndexChoice, base: int) -> TableSpec:
    """Units per class by themselves, and by the standard of a base year."""
    return tables.standards(atlas, kept(area_index, atlas, choice), base)
