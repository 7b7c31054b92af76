"""The recipe somebody looks at or edits: kept in the session, and in the address as one word."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import streamlit as st

from atlas.errors import AtlasError, RecipeError
from atlas.model.recipes import Recipe
from atlas.model.scope import Scope
from atlas.sources.recipes import read_recipe, recipe_of
from atlas.ui import markup
from atlas.ui.component import component, component_value
from atlas.ui.folders import ROOT, data_folder
from atlas.ui.frame import Page
from atlas.views.composite import page_texts as words
from atlas.views.composite.address import PACKED, packed, unpacked
from atlas.views.composite.choices import (
    catalogue_recipes,
    consistent,
    fits,
    own_recipe,
    with_method,
    without_missing,
)
from atlas.views.composite.table import RECIPE

USUAL: Final = "z-mittel"
"""Preset that is shown first, where the level has its parts."""
OWN: Final = ""
_DRAFT: Final = "recipe_draft"
_SEEN: Final = "recipe_seen"
_FILE, _FAULT = "recipe_file", "recipe_fault"
_LARGEST_FILE: Final = 50_000


@dataclass(slots=True, kw_only=True)
class RecipeDraft:
    """A recipe in the making: `preset` is the one it is, `OWN` for none of them."""

    recipe: Recipe
    preset: str = OWN
    remark: str = ""


def presets(page: Page, area: str) -> Mapping[str, Recipe]:
    """The indices of the area's catalogue by code, then the recipes of the folder by name."""
    folder = recipe_folder()
    stamps = tuple((path, path.stat().st_mtime_ns) for path in sorted(folder.glob("*.toml")))
    return {**catalogue_recipes(page.atlas, area), **_read(stamps)}


def offered(page: Page, scope: Scope) -> dict[str, str]:
    """Titles of the presets by name: first those a level has all parts of."""
    every = presets(page, scope.area)
    fitting = {name: fits(page.atlas, scope, recipe) for name, recipe in every.items()}
    order = sorted(every, key=lambda name: (not fitting[name], name != _usual_name(page, scope)))
    return {
        name: every[name].title
        if fitting[name]
        else words.OTHER_METHOD.format(title=every[name].title)
        for name in order
    }


def recipe_folder() -> Path:
    """Folder of the presets."""
    folder = data_folder() / "recipes"
    return folder if folder.is_dir() else ROOT / "data" / "recipes"


@lru_cache(maxsize=4)
def _read(stamps: tuple[tuple[Path, int], ...]) -> Mapping[str, Recipe]:
    """Read recipes; one that can't be read isn't offered: `index` says what is wrong with it."""
    recipes = {}
    for path, _ in stamps:
        try:
            recipes[path.stem] = read_recipe(path)
        except RecipeError:
            continue
    return recipes


def current_draft(page: Page, scope: Scope) -> RecipeDraft:
    """The draft of the session: of the address if that says something new, else as it was."""
    word = st.query_params.get(RECIPE, "")
    draft: RecipeDraft | None = st.session_state.get(_DRAFT)
    if word and word != st.session_state.get(_SEEN):
        draft = _addressed(page, scope, word)
    if draft is not None and draft.preset:
        # another area or release may call another recipe so
        recipe = presets(page, scope.area).get(draft.preset)
        draft = replace(draft, recipe=recipe) if recipe else None
    if draft is None or (draft.preset and not fits(page.atlas, scope, draft.recipe)):
        draft = _usual(page, scope)
    st.session_state[_DRAFT] = draft
    return draft


def _addressed(page: Page, scope: Scope, word: str) -> RecipeDraft:
    """Read the word of an address; what can't be read is told, and the usual recipe shown."""
    try:
        if word.startswith(PACKED):
            return RecipeDraft(recipe=unpacked(word, recipe_folder()))
    except RecipeError:
        pass_over = True
    else:
        pass_over = word not in presets(page, scope.area)
    draft = _usual(page, scope) if pass_over else _chosen(page, scope, word)
    if pass_over:
        draft.remark = words.ADDRESS_FAULT.format(title=draft.recipe.title)
    return draft


def _usual(page: Page, scope: Scope) -> RecipeDraft:
    name = _usual_name(page, scope)
    recipe = presets(page, scope.area)[name] if name else own_recipe(page.atlas, scope)
    return RecipeDraft(recipe=recipe, preset=name)


def _usual_name(page: Page, scope: Scope) -> str:
    """The area's own index, else the usual preset, else any a level has all parts of."""
    every = presets(page, scope.area)
    fitting = [name for name, recipe in every.items() if fits(page.atlas, scope, recipe)]
    own = [name for name in fitting if name in catalogue_recipes(page.atlas, scope.area)]
    usual = [USUAL] if USUAL in fitting else []
    return next(iter((*own, *usual, *fitting)), OWN)


def _chosen(page: Page, scope: Scope, name: str) -> RecipeDraft:
    """Take a preset, or its method alone where the level lacks its parts."""
    recipe = presets(page, scope.area)[name]
    if fits(page.atlas, scope, recipe):
        return RecipeDraft(recipe=recipe, preset=name)
    before: RecipeDraft = st.session_state.get(_DRAFT) or _usual(page, scope)
    own = before.recipe
    if not fits(page.atlas, scope, own):
        own = own_recipe(page.atlas, scope)
    made = without_missing(page.atlas, scope, with_method(own, recipe))
    return RecipeDraft(recipe=made, remark=words.METHOD_APPLIED)


def choose(page: Page, scope: Scope, key: str) -> None:
    """Take the preset that was chosen in a widget."""
    name = st.session_state[key]
    if name:
        st.session_state[_DRAFT] = _chosen(page, scope, name)


def change(draft: RecipeDraft, **fields: Any) -> None:  # noqa: ANN401  (any field of a recipe)
    """Change fields of the recipe; then it is nobody's preset."""
    draft.recipe = consistent(replace(draft.recipe, **fields))
    draft.preset, draft.remark = OWN, ""


def word_of(draft: RecipeDraft) -> str:
    """How an address names the recipe."""
    return draft.preset or packed(draft.recipe)


def write_address(draft: RecipeDraft) -> None:
    """Let the address say which recipe is shown; each writing costs the browser time."""
    word = word_of(draft)
    st.session_state[_SEEN] = word
    if st.query_params.get(RECIPE) != word:
        st.query_params[RECIPE] = word


def ask_file() -> None:
    """Ask for a recipe file; the browser reads it, since the server takes no uploads."""
    if fault := st.session_state.pop(_FAULT, ""):
        st.error(markup.as_message(fault))

    def opened() -> None:
        text = component_value(_FILE, "text")
        if text is None:
            return
        try:
            content = str(text).encode("utf-8", "replace")
            recipe = recipe_of(content, words.FILE_NAME, recipe_folder())
            st.session_state[_DRAFT] = RecipeDraft(recipe=recipe)
        except AtlasError as error:
            st.session_state[_FAULT] = str(error)

    # one more than there may be tells a file that is too large
    sent = {"label": words.FILE, "ending": ".toml", "most": _LARGEST_FILE + 1}
    component("file", "file_box")(key=_FILE, data=sent, on_text_change=opened)
