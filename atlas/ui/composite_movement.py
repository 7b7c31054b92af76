"""The views of an index that say who changed class, and cross its classes with the dynamics."""

from __future__ import annotations

from functools import partial

import streamlit as st

from atlas.atlas import Atlas
from atlas.model.scope import Scope
from atlas.model.specs import MapSeries, TableSpec, UnitCard
from atlas.ui import composite_map, markup, recipe_draft, show
from atlas.ui.cache import kept
from atlas.ui.composite_drivers import unit_rows
from atlas.ui.frame import Page
from atlas.ui.recipe_draft import RecipeDraft
from atlas.views.composite import groups, maps, movement
from atlas.views.composite import movement_texts as words
from atlas.views.composite.choices import DYNAMIC_YEARS, crossed_with_change
from atlas.views.composite.figures import AreaIndex, IndexChoice, area_index
from atlas.views.composite.movement import IndexMovement


def moved_index(atlas: Atlas, choice: IndexChoice, base: int) -> IndexMovement:
    """Who changed class since a base year."""
    return movement.index_movement(atlas, kept(area_index, atlas, choice), base)


def moved_series(atlas: Atlas, choice: IndexChoice, base: int) -> MapSeries:
    """The map of who changed class."""
    return movement.movement_map(atlas, kept(moved_index, atlas, choice, base))


def moved_table(atlas: Atlas, choice: IndexChoice, base: int) -> TableSpec:
    """The table of who changed class."""
    return movement.moved_table(kept(moved_index, atlas, choice, base))


def group_series(atlas: Atlas, choice: IndexChoice) -> MapSeries:
    """The map of the groups of a crossed recipe."""
    cross = choice.recipe.cross
    if cross is None:
        return maps.index_map(atlas, kept(area_index, atlas, choice))
    return groups.group_map(atlas, kept(area_index, atlas, choice), cross)


def unit_card(atlas: Atlas, choice: IndexChoice, unit: str) -> UnitCard | None:
    """What stands beside the map about a unit."""
    return maps.index_card(kept(area_index, atlas, choice), unit)


def draw(page: Page, scope: Scope, index: AreaIndex) -> None:
    """Show who changed class since the base year of the scope."""
    atlas, choice, base = page.atlas, index.choice, scope.base_year
    if base is None or index.recipe.classes is None:
        show.heading(index.recipe.title, "")
        st.info(words.NO_BASE if base is None else words.NO_CLASSES)
        return
    moved = kept(moved_index, atlas, choice, base)
    show.heading(movement.headline(moved), movement.subtitle(moved))
    series = kept(moved_series, atlas, choice, base)
    if index.level.boundaries is not None:
        composite_map.draw(page, scope, series, "atlas_map")
        composite_map.details(atlas, choice, unit_card)
    show.selection_line(page, scope)
    for remark in movement.remarks(moved):
        st.html(markup.element("p", remark))
    matrix = movement.matrix(moved)
    st.html(markup.element("h2", matrix.title))
    st.html(markup.table_html(matrix))
    st.html(markup.element("h2", words.MOVED))
    unit_rows(page, scope, kept(moved_table, atlas, choice, base))
    show.text_alternative(movement.text_alternative(moved, series))


def draw_groups(page: Page, scope: Scope, draft: RecipeDraft, index: AreaIndex) -> None:
    """Show the groups of a crossed recipe, or offer to cross it."""
    atlas, choice, cross = page.atlas, index.choice, index.recipe.cross
    if cross is None or index.second is None:
        show.heading(index.recipe.title, "")
        if index.recipe.classes is None:
            st.info(words.NO_CLASSES)
            return
        st.info(words.NOT_CROSSED)
        crossed = crossed_with_change(index.recipe, DYNAMIC_YEARS).cross
        use = partial(recipe_draft.change, draft, cross=crossed)
        st.button(words.CROSS_NOW, on_click=use, key="recipe_cross_now", type="primary")
        return
    show.heading(groups.headline(index, cross), groups.subtitle(cross))
    if index.level.boundaries is not None and _is_drawable(index):
        composite_map.draw(page, scope, kept(group_series, atlas, choice), "atlas_map")
        composite_map.details(atlas, choice, unit_card)
    show.selection_line(page, scope)
    for table in (groups.group_matrix(index, cross), groups.group_table(index, cross)):
        st.html(markup.element("h2", table.title))
        st.html(markup.table_html(table))
    show.text_alternative(groups.text_alternative(index, cross))


def _is_drawable(index: AreaIndex) -> bool:
    """Whether the groups are few enough for a square."""
    cross = index.recipe.cross
    second = cross.recipe.class_labels if cross else ()
    return max(len(index.recipe.class_labels), len(second)) <= maps.MOST_CLASSES
