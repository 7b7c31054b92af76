"""Versions of a yearly table: who changed what, and the way back."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from atlas.errors import AtlasError
from atlas.model.submissions import TableVersion
from atlas.ui import markup
from atlas.ui.desk_view import DeskView
from atlas.views.desk import tables
from atlas.views.desk import texts as words

DONE = "desk_history_done"


def draw(view: DeskView) -> None:
    """Show the versions of a year's table, and what each differs in from what is there now."""
    if done := st.session_state.pop(DONE, ""):
        st.success(markup.as_message(done))
    if not view.may_release:
        st.info(words.HISTORY_OF_ALL)
        return
    years = sorted({year for of in view.holdings.delivered.values() for year in of}, reverse=True)
    if not years:
        st.info(words.NO_FIGURES)
        return
    year: int = st.selectbox(words.YEAR, years, key=f"desk_history_{view.area}")
    history = view.deliveries.tables
    versions = history.versions(view.area, year)
    if not versions:
        st.info(words.NO_VERSIONS.format(year=year))
        return
    labels = {item.version: _label(item) for item in versions} | {0: words.BEFORE_FIRST}
    number, other = _ask_versions(view, year, labels)
    current = versions[-1].version
    is_today = history.pair_of_version(view.area, year, number) == versions[-1].after
    if is_today:
        st.write(words.IS_CURRENT)
    if other != number:
        changes = history.compare(view.area, year, other, number)
        st.html(markup.element("h2", words.COMPARED))
        heads = (_head(other, current), _head(number, current))
        area, catalogue = view.holdings.area, view.holdings.catalogue
        if changes:
            st.html(markup.table_html(tables.versions_table(changes, heads, area, catalogue)))
        else:
            st.write(words.SAME_VERSION)
    may_restore = view.may_release and not is_today
    if may_restore and st.button(words.RESTORE, type="primary", key="desk_restore"):
        _restore(view, year, number)


def _ask_versions(view: DeskView, year: int, labels: Mapping[int, str]) -> tuple[int, int]:
    """Ask for a version and for the one to compare it with: today's, or the one before today's."""
    newest_first = sorted(labels, reverse=True)
    left, right = st.columns(2)
    number: int = left.selectbox(
        words.VERSION,
        newest_first,
        format_func=labels.__getitem__,
        key=f"desk_version_{view.area}_{year}",
    )
    other: int = right.selectbox(
        words.COMPARED_WITH,
        newest_first,
        index=1 if number == newest_first[0] else 0,
        format_func=labels.__getitem__,
        # another version, another one to begin with
        key=f"desk_compared_{view.area}_{year}_{number}",
    )
    return number, other


def _head(number: int, current: int) -> str:
    if number == current:
        return words.TODAY
    return words.IN_VERSION.format(number=number) if number else words.BEFORE


def _label(item: TableVersion) -> str:
    what = ""
    if item.restored is not None:
        what = words.RESTORED_FROM.format(number=item.restored)
    return words.VERSION_LABEL.format(
        number=item.version,
        day=f"{item.written.astimezone():%d.%m.%Y %H:%M}",
        actor=item.actor,
        what=what,
    )


def _restore(view: DeskView, year: int, number: int) -> None:
    try:
        version = view.deliveries.tables.restore(view.area, year, number)
    except AtlasError as error:
        st.error(markup.as_message(str(error)))
        return
    st.session_state[DONE] = words.RESTORED.format(number=version.version)
    st.rerun()
