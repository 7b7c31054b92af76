"""The page on methods: definitions, dates, signs, secrecy, problems, with a way to each of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from html import escape
from itertools import chain
from typing import Final

import streamlit as st

from atlas.atlas import Atlas
from atlas.model.quantities import Audience
from atlas.model.releases import AUDIENCES
from atlas.model.scope import EVERY_YEAR, Scope
from atlas.ui import controls, markup, overview
from atlas.ui.cache import kept, open_latest
from atlas.ui.frame import Page
from atlas.views import method, texts
from atlas.views import method_texts as words
from atlas.views.overview import texts as overview_texts

EVERY_UNIT: Final = "alle"
"""Parameter of the page: whether units of which all see the same are listed, too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """A part of the page with the anchor of its heading; a `slow` one is filled in last."""

    anchor: str
    title: str
    draw: Callable[[Page, Scope], None]
    is_there: Callable[[Page, Scope], bool] = lambda *_: True
    slow: bool = False


def draw(page: Page, scope: Scope) -> None:
    """Show all parts of the page, and above them links to each."""
    parts = [part for part in _PARTS if part.is_there(page, scope)]
    st.html(markup.element("h1", texts.PAGE_TITLES[page.stem], "headline") + _contents(parts))
    slots = {part.anchor: st.container(gap=None) for part in parts}
    for part in sorted(parts, key=lambda part: part.slow):
        with slots[part.anchor]:
            # reachable by the keyboard from its link, and passed over by it otherwise
            st.html(f'<h2 id="{part.anchor}" tabindex="-1">{escape(part.title)}</h2>')
            part.draw(page, scope)


def _contents(parts: Iterable[_Part]) -> str:
    """Links to the parts of the page."""
    links = "".join(f"<li>{markup.link_html(f'#{of.anchor}', of.title)}</li>" for of in parts)
    return f'<nav class="atlas-contents" aria-label="{words.CONTENTS}"><ul>{links}</ul></nav>'


def _indicator(page: Page, scope: Scope) -> None:
    """Say how the chosen indicator is defined and computed."""
    entry = method.entry(page.atlas, scope.area, scope.indicator)
    title = texts.TITLE_WITH_UNIT.format(title=entry.title, unit=entry.unit)
    st.html(markup.element("h3", title) + markup.pairs_html(entry.facts))


def _dates(page: Page, scope: Scope) -> None:
    st.html(markup.table_html(method.dates_table(page.atlas, scope)))


def _problems(page: Page, scope: Scope) -> None:
    """Show the problems of the area's data: the check takes seconds."""
    with st.spinner(texts.CHECKING):
        table = kept(method.problems, page.atlas, scope.area)
    listed = markup.table_html(table) if table.rows else markup.element("p", words.NO_PROBLEMS)
    st.html(listed)


def _has_changes(page: Page, scope: Scope) -> bool:
    return bool(overview.at_a_glance(page.atlas, scope).changes.method)


def _changes(page: Page, scope: Scope) -> None:
    """Say how the start page tells a change from chance, and what it compared."""
    st.html(markup.sentences_html(overview.at_a_glance(page.atlas, scope).changes.method))


def _signs(page: Page, scope: Scope) -> None:
    st.html(markup.sentences_html(method.signs(page.atlas, scope.area)))


def _secrecy(page: Page, scope: Scope) -> None:
    """Say what is hidden in the figures and by which rules; of the working state, to others."""
    area, shown = scope.area, page.atlas
    # those who see everything are told of what others see
    others = [of for of in _released(page) if area in of.area_ids and area not in of.unusable]
    limits = dict.fromkeys(chain(*(method.not_guaranteed(each, area) for each in (shown, *others))))
    table, meanings = method.rules(shown, area)
    st.html(
        markup.sentences_html(
            (*method.secrecy(shown, area), *method.secrecy_of_releases(others, area))
        )
        + "".join(_hidden(each, area) for each in (shown, *others))
        + markup.element("h3", table.title)
        + markup.table_html(table)
        + (markup.sentences_html(meanings) if meanings else "")
        + (markup.element("h3", words.LIMITS) + markup.sentences_html(limits) if limits else "")
    )


def _hidden(atlas: Atlas, area: str) -> str:
    """Count what is hidden by quantity and level, folded."""
    table = method.hidden_table(atlas, area)
    if not table.rows:
        return ""
    title = f"{table.title} ({texts.AUDIENCES[atlas.audience.value]})"
    return markup.details_html(title, markup.table_html(table))


def _released(page: Page) -> tuple[Atlas, ...]:
    """The latest releases as others see them, for those who see everything."""
    if page.atlas.audience is not Audience.STATISTICS:
        return ()
    return tuple(open_latest(audience) for audience in AUDIENCES)


def _has_versions(page: Page, scope: Scope) -> bool:
    is_of_all = page.atlas.audience is Audience.STATISTICS
    return is_of_all and bool(page.atlas.years(scope.area, scope.indicator, scope.level))


def _versions(page: Page, scope: Scope) -> None:
    """Show those who see everything what others see of it, side by side."""
    years = page.atlas.years(scope.area, scope.indicator, scope.level)
    year = st.selectbox(texts.YEAR, years, index=len(years) - 1, key="versions_year")
    of_year = replace(scope.unselected, year=EVERY_YEAR, years=(year,), vintage=None)
    versions = method.versions(page.atlas, _released(page), of_year)
    st.html(markup.sentences_html(versions.sentences))
    shown = versions.every
    if versions.differing.rows and not controls.toggle(EVERY_UNIT, words.ALL_UNITS):
        shown = versions.differing
    st.html(markup.table_html(shown))


def _entries(page: Page, scope: Scope) -> None:
    """List every indicator and quantity of the area, folded."""
    folded = (
        markup.details_html(
            texts.TITLE_WITH_UNIT.format(title=entry.title, unit=entry.unit),
            markup.pairs_html(entry.facts),
        )
        for entry in method.entries(page.atlas, scope.area)
    )
    st.html("".join(folded))


_PARTS: Final = (
    _Part(anchor="rechnung", title=words.INDICATOR, draw=_indicator),
    _Part(anchor="stichtage", title=words.DATES, draw=_dates),
    _Part(anchor="befunde", title=words.PROBLEMS, draw=_problems, slow=True),
    _Part(
        anchor=overview.METHOD_ANCHOR,
        title=overview_texts.METHOD,
        draw=_changes,
        is_there=_has_changes,
    ),
    _Part(anchor="zeichen", title=texts.SIGN_LEGEND, draw=_signs),
    _Part(anchor="geheimhaltung", title=words.SECRECY, draw=_secrecy),
    _Part(anchor="fassungen", title=words.VERSIONS, draw=_versions, is_there=_has_versions),
    _Part(anchor="verzeichnis", title=words.ALL_INDICATORS, draw=_entries),
)
