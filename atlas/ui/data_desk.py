"""The page of those who keep the data: what comes in, what becomes of it, what is to come."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import streamlit as st

from atlas.commands.deliveries import keepers_desk, open_deliveries
from atlas.errors import NotAllowedError
from atlas.model.problems import Severity
from atlas.ui import (
    cache,
    catalogue_form,
    controls,
    delivery_inbox,
    delivery_new,
    departments,
    frame,
    markup,
    sign_in,
    table_history,
)
from atlas.ui.desk_view import DeskView
from atlas.ui.folders import data_folder, home
from atlas.ui.frame import CURRENT_AREA, Page
from atlas.ui.settings import NOBODY
from atlas.views.desk import texts as words

AREA_WORD = "gebiet"
PART_WORD = "bereich"
"""Words of the address."""
PARTS: Mapping[str, Callable[[DeskView], None]] = {
    "liefern": delivery_new.draw,
    "eingang": delivery_inbox.draw,
    "verlauf": table_history.draw,
    "kalender": departments.draw,
    "katalog": catalogue_form.draw,
}


def draw(page: Page) -> None:
    """Show the part of the desk that was chosen.

    Raises
    ------
    NotAllowedError
        If whoever looks may write nothing.
    """
    someone = sign_in.person()
    if someone is None or not someone.may_write:
        sign_in.refuse_writing(someone.subject if someone else "")
        raise NotAllowedError
    st.html(markup.head_html(words.TITLE, words.LEAD))
    desk = keepers_desk(data_folder(), home(), cache.stamp(data_folder()))
    area = _ask_area({name: desk.area_name(name) for name in desk.area_ids})
    deliveries = open_deliveries(desk, home(), someone.actor)
    view = DeskView(area=area, person=someone, deliveries=deliveries)
    frame.show_area_notices(page, view.holdings.area)
    _say_who(view)
    for problem in (*desk.shared_catalogue.problems, *desk.catalogue_file(area).problems):
        if problem.severity is Severity.ERROR:
            st.error(markup.as_message(f"{problem.message} {problem.remedy}"))
    part = controls.switch(PART_WORD, words.PART, words.PARTS)
    PARTS[part](view)


def _ask_area(names: Mapping[str, str]) -> str:
    """Ask for an area in the margin; one without any figures can be chosen, too."""
    asked = st.query_params.get(AREA_WORD) or st.session_state.get(CURRENT_AREA, "")
    areas = list(names)
    with st.sidebar:
        area = st.selectbox(
            words.AREA,
            areas,
            index=areas.index(asked) if asked in names else 0,
            format_func=names.__getitem__,
            key="desk_area",
        )
    st.query_params[AREA_WORD] = st.session_state[CURRENT_AREA] = area
    return area


def _say_who(view: DeskView) -> None:
    person = view.person
    name = words.NOBODY if person.name == NOBODY else person.name
    form = words.CHECKED_NAME if person.verified else words.STATED_NAME
    sentences = [form.format(name=name)]
    if view.deliveries.four_eyes:
        sentences.append(words.FOUR_EYES if person.verified else words.FOUR_EYES_STATED)
    st.caption(markup.as_markdown(" ".join(sentences)))
