"""What stands beside a map: another year, indicator or level, all years, or two in one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

import streamlit as st

from atlas.model.scope import Scope, View
from atlas.ui import cache, controls, frame
from atlas.views import choices, texts
from atlas.views.map import texts as map_texts


class ComparisonKind(StrEnum):
    """Kinds of comparison, as the address names them."""

    NOTHING = "keiner"
    YEAR = "jahr"
    INDICATOR = "indikator"
    LEVEL = "ebene"
    ALL_YEARS = "alle-jahre"
    TWO_IN_ONE = "zusammenhang"


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """A kind of comparison, and the second map where there is one."""

    kind: ComparisonKind
    other: Scope | None = None

    @property
    def in_one(self) -> str:
        """Second indicator of a map that shows two at once, "" for all others."""
        if self.kind is not ComparisonKind.TWO_IN_ONE or self.other is None:
            return ""
        return self.other.indicator


def ask(page: frame.Page, scope: Scope) -> Comparison:
    """Ask in the sidebar what to compare with; only what the data allow is offered."""
    with st.sidebar:
        return _ask(page, scope)


def _ask(page: frame.Page, scope: Scope) -> Comparison:
    partners = cache.partners(page.atlas, scope)
    levels = choices.other_levels(page.atlas, scope)
    offered = _offered(page, scope, partners=bool(partners), levels=bool(levels))
    names = {kind.value: map_texts.BESIDE[kind.value] for kind in offered}
    kind = ComparisonKind(controls.second("vergleich", map_texts.BESIDE_CHOICE, names))
    if kind in {ComparisonKind.INDICATOR, ComparisonKind.TWO_IN_ONE}:
        code = controls.second("mit", texts.OTHER_INDICATOR, partners)
        other = replace(scope, indicator=code, classing=None)
        return Comparison(kind=kind, other=_viewable(page, other))
    if kind is ComparisonKind.LEVEL:
        level = controls.second("zweite_ebene", map_texts.OTHER_LEVEL, levels)
        return Comparison(kind=kind, other=_viewable(page, replace(scope, level=level)))
    return Comparison(kind=kind, other=_earlier(scope) if kind is ComparisonKind.YEAR else None)


def _offered(
    page: frame.Page, scope: Scope, *, partners: bool, levels: bool
) -> list[ComparisonKind]:
    value = scope.view is View.VALUE
    several = len(page.atlas.years(scope.area, scope.indicator, scope.level)) > 1
    allowed = {
        ComparisonKind.NOTHING: True,
        ComparisonKind.YEAR: scope.base_year is not None and scope.view is not View.CHANGE,
        ComparisonKind.INDICATOR: partners,
        ComparisonKind.LEVEL: levels,
        ComparisonKind.ALL_YEARS: several,
        ComparisonKind.TWO_IN_ONE: partners and value,
    }
    return [kind for kind, possible in allowed.items() if possible]


def _earlier(scope: Scope) -> Scope | None:
    return None if scope.base_year is None else replace(scope, year=scope.base_year)


def _viewable(page: frame.Page, scope: Scope) -> Scope:
    """Keep the view where the other map has it, and a base year it has figures of."""
    bases = choices.base_years(page.atlas, scope, scope.year)
    base = scope.base_year if scope.base_year in bases else next(iter(bases), None)
    asked = replace(scope, base_year=base)
    offered = choices.views(page.atlas, asked)
    return asked if asked.view in offered else replace(asked, view=View.VALUE)
