"""The profile of a unit on the screen: the same document that the files hold."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from atlas.model.areas import Level
from atlas.model.custom_areas import Part
from atlas.model.figures import FigureChoice, FigureKind
from atlas.model.scope import Scope
from atlas.ui import composed, controls, journal, profile_batch, profile_text, show, writings
from atlas.ui.cache import kept
from atlas.ui.frame import Page
from atlas.views.commands import document_command
from atlas.views.plurals import dative, weak
from atlas.views.profile import texts as words
from atlas.views.profile.beside import BESIDE, beside_of_word, beside_options
from atlas.views.profile.figures import ProfileChoice


def draw(page: Page, scope: Scope) -> None:
    """Ask for a unit of the level and show its profile as of the scope's year."""
    level = page.atlas.level_at(scope.area, scope.level, scope.vintage)
    with st.container(horizontal=True, vertical_alignment="bottom", key="atlas_profile_choice"):
        unit = controls.unit(page, scope)
        # the whole area is the only one of its kind
        is_whole = level.id == page.atlas.area(scope.area).top_level
        beside = _ask_beside(page, scope, level, unit)
        ranks = not is_whole and controls.toggle("rang", _rank_label(level))
    # neither indicator nor view changes the page
    plain = Scope(
        area=scope.area,
        level=scope.level,
        indicator="",
        year=scope.year,
        base_year=scope.base_year,
        vintage=scope.vintage,
    )
    choice = ProfileChoice(scope=plain, unit=unit, ranks=ranks, beside=beside)
    day, every = show.today(), journal.written(page, scope.area)
    written = every.of_unit(scope.level, unit)
    spec = kept(composed.document, page.atlas, choice, day, written)

    def make(form: str) -> bytes:
        return kept(composed.document_file, page.atlas, choice, day, written, form)

    downloads = show.Downloads(
        name=spec.file_stem,
        formats=tuple(words.FORMS),
        make=make,
        labels=words.FORMS,
        figure=FigureChoice(
            kind=FigureKind.PROFILE, scope=replace(scope, selection=(unit,)), other=beside
        ),
    )
    command = document_command(page.atlas, choice, f"{spec.file_stem}.pdf")
    show.action_row(page, replace(scope, selection=(unit,)), downloads, command)
    slot = st.container()
    show.document(kept(composed.document_body, page.atlas, choice, day, written))
    writings.forms(page, scope, unit, written)
    profile_text.form(page, choice)
    if not is_whole:
        # what takes long comes last: the page is whole meanwhile
        with slot:
            profile_batch.offer(page, replace(choice, unit=""), day, every)


def _ask_beside(page: Page, scope: Scope, level: Level, unit: str) -> str:
    """Ask what stands beside the profile, as a `ProfileChoice` names it."""
    options = kept(beside_options, page.atlas, scope.area, level.id)
    own = Part(level=level.id, unit=unit).key
    offered = {word: label for word, label in options.items() if word != own}
    word = controls.select_box(BESIDE, words.BESIDE_CHOICE, offered, options)
    return beside_of_word(word)


def _rank_label(level: Level) -> str:
    """Offer to name the rank among the units of a level."""
    return words.RANKS.format(plural=dative(weak(level.plural)))
