"""Versions of a yearly table: who changed what, and the way back."""

from __future__ import annotations

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
    number: int = st.selectbox(
        words.VERSION,
        sorted(labels, reverse=True),
        format_func=labels.__getitem__,
        key=f"desk_version_{view.area}_{year}",
    )
    if history.pair_of_version(view.area, year, number) == versions[-1].after:
        st.write(words.IS_CURRENT)
        return
    changes = history.compare(view.area, year, versions[-1].version, number)
    st.html(markup.element("h2", words.COMPARED))
    area, catalogue = view.holdings.area, view.holdings.catalogue
    st.html(markup.table_html(tables.versions_table(changes, area, catalogue)))
    if st.button(words.RESTORE, type="primary", key="desk_restore"):
        _restore(view, year, number)


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
