"""The profile of a unit on the screen: the same document that the files hold."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from atlas.model.areas import Level
from atlas.model.scope import Scope
from atlas.ui import composed, controls, journal, show, writings
from atlas.ui.cache import kept
from atlas.ui.frame import Page
from atlas.views.commands import document_command
from atlas.views.plurals import dative, weak
from atlas.views.profile import texts as words
from atlas.views.profile.document import profile_document
from atlas.views.profile.figures import ProfileChoice


def draw(page: Page, scope: Scope) -> None:
    """Ask for a unit of the level and show its profile as of the scope's year."""
    level = page.atlas.level_at(scope.area, scope.level, scope.vintage)
    with st.container(horizontal=True, vertical_alignment="bottom", key="atlas_profile_choice"):
        unit = controls.unit(page, scope)
        # the whole area is the only one of its kind
        is_whole = level.id == page.atlas.area(scope.area).top_level
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
    choice = ProfileChoice(scope=plain, unit=unit, ranks=ranks)
    day = show.today()
    written = journal.written(page, scope.area).of_unit(scope.level, unit)
    spec = kept(profile_document, page.atlas, choice, day, written)

    def make(form: str) -> bytes:
        return kept(composed.document_file, page.atlas, choice, day, written, form)

    downloads = show.Downloads(
        name=spec.file_stem, formats=tuple(words.FORMS), make=make, labels=words.FORMS
    )
    command = document_command(page.atlas, plain, unit, f"{spec.file_stem}.pdf", ranks=ranks)
    show.action_row(page, replace(scope, selection=(unit,)), downloads, command)
    show.document(kept(composed.document_body, page.atlas, choice, day, written))
    writings.forms(page, scope, unit, written)


def _rank_label(level: Level) -> str:
    """Offer to name the rank among the units of a level."""
    return words.RANKS.format(plural=dative(weak(level.plural)))
