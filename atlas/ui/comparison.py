"""What a map is compared with: another year, indicator or level, all years, or two in one."""

from __future__ import annotations

from dataclasses import dataclass, replace

import streamlit as st

from atlas.model.scope import Scope, View
from atlas.ui import controls, frame
from atlas.ui.cache import kept
from atlas.views import choices, texts
from atlas.views.figure import comparisons
from atlas.views.figure.address import COMPARED, OTHER, OTHER_LEVEL, ComparisonKind
from atlas.views.map import texts as map_texts


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """A kind of comparison, and the second map where there is one."""

    kind: ComparisonKind
    other: Scope | None = None

    @property
    def second_indicator(self) -> str:
        """Second indicator of a bivariate map, "" for all other maps."""
        if self.kind is not ComparisonKind.BIVARIATE or self.other is None:
            return ""
        return self.other.indicator


def ask(page: frame.Page, scope: Scope) -> Comparison:
    """Ask in the sidebar what to compare with; only what the data allow is offered."""
    with st.sidebar:
        return _ask_in_sidebar(page, scope)


def _ask_in_sidebar(page: frame.Page, scope: Scope) -> Comparison:
    partners = kept(choices.partners, page.atlas, scope.unselected)
    levels = choices.other_levels(page.atlas, scope)
    offered = comparisons.offered(page.atlas, scope, partners=bool(partners), levels=bool(levels))
    names = {kind.value: map_texts.BESIDE[kind.value] for kind in offered}
    kind = ComparisonKind(
        controls.select_box(COMPARED, map_texts.BESIDE_CHOICE, names, map_texts.BESIDE)
    )
    if kind in {ComparisonKind.INDICATOR, ComparisonKind.BIVARIATE}:
        code = controls.select_box(OTHER, texts.OTHER_INDICATOR, partners)
        other = replace(scope, indicator=code, classing=None)
        return Comparison(kind=kind, other=_viewable(page, other))
    if kind is ComparisonKind.LEVEL:
        level = controls.select_box(OTHER_LEVEL, map_texts.OTHER_LEVEL, levels)
        other = controls.with_selection(page, replace(scope, level=level))
        return Comparison(kind=kind, other=_viewable(page, other))
    return Comparison(kind=kind, other=_earlier(scope) if kind is ComparisonKind.YEAR else None)


def _earlier(scope: Scope) -> Scope | None:
    return None if scope.base_year is None else replace(scope, year=scope.base_year)


def _viewable(page: frame.Page, scope: Scope) -> Scope:
    """Keep view and base year where the other map has them, else use its defaults."""
    bases = choices.base_years(page.atlas, scope, scope.year)
    base = scope.base_year if scope.base_year in bases else next(iter(bases), None)
    with_base = replace(scope, base_year=base)
    offered = choices.views(page.atlas, with_base)
    return with_base if scope.view in offered else replace(with_base, view=View.VALUE)
