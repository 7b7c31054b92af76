"""Noting goals and assessments from practice on the page of a profile."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

import streamlit as st

from atlas.commands.entries import Writer
from atlas.commands.writings import note_goal, note_practice_text
from atlas.errors import AtlasError, CellError, WritingError
from atlas.model.formulas import PERCENT, PERCENTAGE_POINTS
from atlas.model.goals import Goal
from atlas.model.journal import Entry, fields_of
from atlas.model.numbers import format_number
from atlas.model.practice import PracticeText
from atlas.model.quantities import Audience
from atlas.model.scope import Scope
from atlas.sources.cells import number_of
from atlas.ui import journal, markup, settings, show
from atlas.ui.frame import Page, show_error
from atlas.views import choices, texts
from atlas.views import goal_texts as words
from atlas.views.goals import GoalState, goal_state
from atlas.views.writings import Writings, readers

SAID = "writings_said"
"""Key of the sentence to say once about what was written last."""
_SECONDS = 20
"""How long it is said."""
_USUAL_SPAN = 5
"""Years a goal is given at first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Desk:
    """Where somebody writes about a unit of the level of a scope."""

    page: Page
    scope: Scope
    unit: str
    writer: Writer

    @property
    def audience(self) -> Audience:
        """Who looks at the page."""
        return self.page.atlas.audience


def forms(page: Page, scope: Scope, unit: str, written: Writings) -> None:
    """Offer to write about a unit, to whom the configuration lets."""
    if not journal.may_write():
        return
    if said := st.session_state.pop(SAID, ""):
        # in the corner of the window: what was written moves the forms, and a place beside them
        # may be off screen
        st.toast(said, duration=_SECONDS)
    with st.expander(words.WRITE_PRACTICE, key="atlas_write_practice", on_change="rerun") as opened:
        if opened.open:
            attempt(lambda: _practice(_desk(page, scope, unit), written))
    with st.expander(words.WRITE_GOAL, key="atlas_write_goal", on_change="rerun") as opened:
        if opened.open:
            attempt(lambda: _goals(_desk(page, scope, unit), written))


def _desk(page: Page, scope: Scope, unit: str) -> _Desk:
    return _Desk(page=page, scope=scope, unit=unit, writer=journal.writer())


def attempt(act: Callable[[], str]) -> None:
    """Do what may write, and say what was done or what stands against it; what was typed stays."""
    try:
        said = act()
    except AtlasError as error:
        show_error(error)
        return
    if said:
        st.session_state[SAID] = said
        st.rerun()


def _practice(desk: _Desk, written: Writings) -> str:
    """Ask for an assessment; return what to say after one was written or removed."""
    heads = {
        entry.key: words.PRACTICE_BY.format(
            topic=text.topic or words.NO_TOPIC, function=text.function, day=f"{text.day:%d.%m.%Y}"
        )
        for entry, text in zip(written.practice_entries, written.practice, strict=True)
    }
    for entry in written.practice_entries:
        if _is_removed(desk, entry, heads[entry.key]):
            return words.GONE
    st.caption(words.NO_NAMES)
    keys = ["", *heads]
    chosen = st.selectbox(words.WHICH, keys, format_func=lambda key: heads.get(key, words.NEW))
    number = keys.index(chosen) - 1
    before = written.practice[number] if chosen else None
    # a form of its own after each that was written: nothing is noted twice
    text = _ask_text(desk, before, f"{chosen}_{len(written.practice)}")
    if text is None:
        return ""
    changed = written.practice_entries[number] if chosen else None
    note_practice_text(desk.writer, desk.page.atlas, desk.scope.area, text, changed)
    return words.SAVED


def _ask_text(desk: _Desk, before: PracticeText | None, key: str) -> PracticeText | None:
    """Ask for the parts of an assessment; None until they are to be saved."""
    scope = desk.scope
    fields = choices.topic_fields(desk.page.atlas, scope.area, scope.level)
    topics = list(dict.fromkeys(["", *(field.title for field in fields)]))
    seen = [audience for audience in Audience if audience.rank <= desk.audience.rank][::-1]
    first = before.topic if before and before.topic in topics else ""
    with st.form(f"practice_{key}", border=False):
        topic = st.selectbox(
            words.TOPIC_FIELD,
            topics,
            index=topics.index(first),
            format_func=lambda title: title or words.NO_TOPIC,
        )
        text = st.text_area(words.TEXT_FIELD, before.text if before else "")
        function = st.text_input(words.FUNCTION_FIELD, before.function if before else "")
        audience = st.selectbox(
            words.VISIBLE_FIELD,
            seen,
            index=seen.index(before.audience) if before else 0,
            format_func=lambda one: texts.AUDIENCES[one.value],
        )
        if not st.form_submit_button(words.SAVE):
            return None
    return PracticeText(
        level=scope.level,
        unit=desk.unit,
        topic=topic,
        text=text.strip(),
        day=show.today(),
        function=function.strip(),
        audience=audience,
    )


def _goals(desk: _Desk, written: Writings) -> str:
    """Ask for a goal; return what to say after one was written or removed."""
    scope, atlas = desk.scope, desk.page.atlas
    for entry, goal in zip(written.goal_entries, written.goals, strict=True):
        state = goal_state(atlas, scope.area, goal, scope.year)
        head = f"{state.item.title}: {state.target_text} – {state.status_text}"
        if _is_removed(desk, entry, head):
            return words.GONE
    new = _ask_goal(_ask_start(desk), len(written.goals))
    if new is None:
        return ""
    note_goal(desk.writer, atlas, scope.area, new)
    return words.SAVED


def _ask_start(desk: _Desk) -> GoalState:
    """Ask what the goal is for, and from which value it sets out."""
    scope, atlas = desk.scope, desk.page.atlas
    fields = choices.topic_fields(atlas, scope.area, scope.level)
    offered = choices.indicators(atlas, scope.area, fields)
    code = st.selectbox(words.INDICATOR, list(offered), format_func=offered.__getitem__)
    grid = atlas.grid(Scope(area=scope.area, level=scope.level, indicator=code))
    cells = {year: grid.cell(desk.unit, year) for year in reversed(grid.years)}
    starts = {year: c.value for year, c in cells.items() if c is not None and c.value is not None}
    if not starts:
        raise WritingError("no_start", year=scope.year)
    year = st.selectbox(words.START_YEAR, list(starts))
    draft = Goal(
        level=scope.level,
        unit=desk.unit,
        indicator=code,
        start_year=year,
        start=starts[year],
        target=starts[year],
        due=date(max(year, show.today().year) + _USUAL_SPAN, 12, 31),
        # who looks sees the start value; nobody who sees less is told it
        audience=desk.audience,
    )
    item = atlas.indicator(scope.area, code)
    state = GoalState(goal=draft, item=item, year=year, value=draft.start, shows_start=True)
    st.caption(words.FROZEN.format(value=state.start_text))
    return state


def _ask_goal(start: GoalState, number: int) -> Goal | None:
    """Ask for target, due day and who is responsible; None until they are to be saved.

    With each goal the `number` of those there are grows, and the fields are empty again.
    """
    draft, item = start.goal, start.item
    key = f"goal_{draft.unit}_{draft.indicator}_{draft.start_year}_{number}"
    with st.form(key, border=False):
        label = words.TARGET_VALUE.format(unit=item.unit)
        # a field for numbers takes 12,5 for 125 in a browser that isn't German
        target = st.text_input(label, placeholder=words.TARGET_HINT)
        due = st.date_input(words.DUE, draft.due, format="DD.MM.YYYY")
        unit = PERCENTAGE_POINTS if item.unit == PERCENT else item.unit
        tolerance = st.text_input(words.TOLERANCE.format(unit=unit), format_number(0, 0))
        responsible = st.text_input(words.RESPONSIBLE_FIELD)
        resolution = st.text_input(words.RESOLUTION_FIELD)
        if not st.form_submit_button(words.SAVE):
            return None
    return replace(
        draft,
        target=_typed_number(target),
        due=due,
        tolerance=_typed_number(tolerance),
        responsible=responsible.strip(),
        resolution=resolution.strip(),
    )


def _typed_number(text: str) -> float:
    """Read a number as files have it, with a decimal comma; raises `WritingError`."""
    try:
        return number_of(text.strip())
    except CellError as error:
        raise WritingError("number") from error


def _is_removed(desk: _Desk, entry: Entry, head: str) -> bool:
    """Show an entry with its history; True after it was removed."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.html(markup.element("p", head))
        removed = st.button(words.REMOVE, key=f"remove_{entry.key}", type="tertiary")
    every = desk.writer.journal.history(entry.kind, entry.area, entry.key)
    # an earlier version may have been for fewer eyes
    history = [one for one in every if readers(one).rank <= desk.audience.rank]
    if len(history) > 1:
        lines = markup.sentences_html(map(version_line, history))
        st.html(markup.details_html(words.HISTORY, lines))
    if removed:
        desk.writer.remove(entry)
    return removed


def version_line(entry: Entry) -> str:
    """Say in one line when a version was written, by whom, and what it says."""
    fields = fields_of(entry)
    text = " ".join(fields.get("sentences", ())) or str(fields.get("text", ""))
    return words.VERSION.format(
        version=entry.version,
        day=f"{entry.written:%d.%m.%Y}",
        actor=words.NOBODY if entry.actor == settings.NOBODY else entry.actor,
        text=text or words.REMOVED,
    )
