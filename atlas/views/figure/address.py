"""The address of a figure: the scope, and the words of the page that shows it.

A note, a chapter of a report and a link say the same: page and words. `words_of` and
`choice_of` are each other's inverse.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from enum import StrEnum
from typing import Final

from atlas.atlas import Atlas
from atlas.model.figures import FigureChoice, FigureKind
from atlas.model.scope import EVERY_YEAR, ChartKind, Scope, View
from atlas.views import address, choices
from atlas.views.profile.beside import BESIDE, beside_of_word, beside_word

MAP_PAGE: Final = "karte"
TABLE_PAGE: Final = "tabelle"
CHART_PAGE: Final = "diagramme"
PAGES: Final = (MAP_PAGE, TABLE_PAGE, CHART_PAGE)
"""Pages that show one figure of one indicator."""
PROFILE_PAGE: Final = "profil"
OVERVIEW_PAGE: Final = "uebersicht"
NOTED_PAGES: Final = (*PAGES, PROFILE_PAGE, OVERVIEW_PAGE)
"""Pages whose figure can be noted."""
_SUMMARIES: Final = {FigureKind.PROFILE: PROFILE_PAGE, FigureKind.OVERVIEW: OVERVIEW_PAGE}
COMPARED, OTHER, OTHER_LEVEL = "vergleich", "mit", "zweite_ebene"
CHART, PARTNER, ORDER, BY_VALUE = "diagramm", "partner", "reihenfolge", "wert"
ONLY_SELECTED, YES = "nur_auswahl", "ja"


class ComparisonKind(StrEnum):
    """Kinds of comparison, as the address names them."""

    NONE = "keiner"
    YEAR = "jahr"
    INDICATOR = "indikator"
    LEVEL = "ebene"
    ALL_YEARS = "alle-jahre"
    BIVARIATE = "zusammenhang"


def page_of(choice: FigureChoice) -> str:
    """Stem of the page that shows a figure."""
    if choice.kind.is_map:
        return MAP_PAGE
    if choice.kind in _SUMMARIES:
        return _SUMMARIES[choice.kind]
    return TABLE_PAGE if choice.kind is FigureKind.TABLE else CHART_PAGE


def words_of(choice: FigureChoice) -> dict[str, str]:
    """Write a figure as the parameters of its page, without those said by default."""
    words = address.encode(choice.scope)
    chart = choice.kind.chart
    if chart is not None:
        named = {} if chart is ChartKind.BARS else {CHART: chart.value}
        ordered = {ORDER: BY_VALUE} if choice.by_value else {}
        return words | named | ordered | ({PARTNER: choice.other} if choice.other else {})
    if choice.kind.is_summary:
        return words | ({BESIDE: beside_word(choice.other)} if choice.other else {})
    if choice.kind is FigureKind.TABLE:
        return words | ({ONLY_SELECTED: YES} if choice.only_selected else {})
    return words | _compared(choice)


def _compared(choice: FigureChoice) -> dict[str, str]:
    scope, beside = choice.scope, choice.beside
    if choice.every_year:
        return {COMPARED: ComparisonKind.ALL_YEARS.value}
    if choice.other:
        return {COMPARED: ComparisonKind.BIVARIATE.value, OTHER: choice.other}
    if beside is None:
        return {}
    if beside.level != scope.level:
        return {COMPARED: ComparisonKind.LEVEL.value, OTHER_LEVEL: beside.level}
    if beside.indicator != scope.indicator:
        return {COMPARED: ComparisonKind.INDICATOR.value, OTHER: beside.indicator}
    return {COMPARED: ComparisonKind.YEAR.value, "basis": str(beside.year)}


def choice_of(atlas: Atlas, page: str, words: Mapping[str, str]) -> FigureChoice:
    """Read the figure of an address; what the atlas doesn't have is replaced as on its page.

    Raises
    ------
    NothingToChooseError
        If there is no area, or no figure of it.
    """
    scope = address.resolve(atlas, address.decode(words).scope).scope
    if page == CHART_PAGE:
        return _chart(atlas, scope, words)
    if page in _SUMMARIES.values():
        return _summary(page, scope, words)
    if page == TABLE_PAGE:
        only = words.get(ONLY_SELECTED) == YES
        return FigureChoice(kind=FigureKind.TABLE, scope=scope, only_selected=only)
    return _map(atlas, scope, words)


def _chart(atlas: Atlas, scope: Scope, words: Mapping[str, str]) -> FigureChoice:
    named = words.get(CHART, "")
    kind = FigureKind(named) if named in set(ChartKind) else FigureKind.BARS
    other = ""
    if kind is FigureKind.SCATTER:
        partners = choices.partners(atlas, scope)
        asked = words.get(PARTNER, "")
        other = asked if asked in partners else next(iter(partners), "")
        kind = kind if other else FigureKind.BARS
    by_value = kind is FigureKind.BARS and words.get(ORDER) == BY_VALUE
    return FigureChoice(kind=kind, scope=scope, by_value=by_value, other=other)


def _summary(page: str, scope: Scope, words: Mapping[str, str]) -> FigureChoice:
    """Without a year it is the newest of each indicator, not that of the one somebody looked at."""
    dated = scope if words.get("jahr") else replace(scope, year=EVERY_YEAR)
    if page == OVERVIEW_PAGE:
        return FigureChoice(kind=FigureKind.OVERVIEW, scope=dated)
    beside = beside_of_word(words.get(BESIDE, ""))
    return FigureChoice(kind=FigureKind.PROFILE, scope=dated, other=beside)


def _map(atlas: Atlas, scope: Scope, words: Mapping[str, str]) -> FigureChoice:
    plain = FigureChoice(kind=FigureKind.MAP, scope=scope)
    compared, other = words.get(COMPARED, ""), words.get(OTHER, "")
    has_partner = other in choices.partners(atlas, scope)
    if compared == ComparisonKind.ALL_YEARS:
        return replace(plain, every_year=True)
    if compared == ComparisonKind.BIVARIATE and has_partner and scope.view is View.VALUE:
        return replace(plain, other=other)
    beside: Scope | None = None
    if compared == ComparisonKind.INDICATOR and has_partner:
        beside = replace(scope, indicator=other, classing=None)
    elif compared == ComparisonKind.LEVEL and words.get(OTHER_LEVEL) in choices.other_levels(
        atlas, scope
    ):
        beside = replace(scope, level=words[OTHER_LEVEL])
    elif (
        compared == ComparisonKind.YEAR
        and scope.base_year is not None
        and scope.view is not View.CHANGE
    ):
        beside = replace(scope, year=scope.base_year)
    return replace(plain, beside=beside)
