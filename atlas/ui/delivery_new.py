"""A department's file on the page: read, understood, described, checked, compared, handed in."""

from __future__ import annotations

from base64 import b64decode
from binascii import Error as Base64Error
from contextlib import suppress
from dataclasses import replace
from datetime import date
from typing import Final

import streamlit as st

from atlas.commands.deliveries import Preview
from atlas.commands.intake import IntakeReader, handed_in
from atlas.errors import AtlasError, IntakeFileError
from atlas.model.areas import Level
from atlas.model.dates import year_end
from atlas.model.submissions import SubmissionRequest
from atlas.sources.intake.corrections import NO_CORRECTIONS
from atlas.sources.intake.intake import Intake
from atlas.ui import (
    delivery_change,
    delivery_description,
    delivery_mapping,
    delivery_reading,
    markup,
)
from atlas.ui.component import component, component_value
from atlas.ui.delivery_draft import LONGEST, Draft, begin, chosen_draft, drop, keep, kept_draft, say
from atlas.ui.desk_view import DeskView, show_findings
from atlas.views.desk import tables
from atlas.views.desk import texts as words

MOST_MEGABYTES: Final = 30
"""Of a file through the browser; Base64 makes it a third larger, and a message may have 50."""
FILE, FAULT, DONE = "desk_file", "desk_fault", "desk_done"
SENDER, YEAR = "desk_sender", "desk_year"
ENDINGS: Final = ".xlsx,.xlsm,.xls,.ods,.csv,.txt,.tsv"


def draw(view: DeskView) -> None:
    """Lead through a file, from choosing it to handing it in."""
    if done := st.session_state.pop(DONE, ""):
        st.success(markup.as_message(done))
    if fault := st.session_state.pop(FAULT, ""):
        st.error(markup.as_message(fault))
    if not view.senders:
        st.info(words.NO_DEPARTMENT)
        return
    st.html(markup.element("h2", words.STEP_FILE))
    slot = st.container()
    _ask_file()
    draft = chosen_draft()
    with slot:
        reader, level, year = _ask_where(view, draft)
    if draft is None:
        _offer_kept(view)
        return
    try:
        intake = _read(view, draft, reader, level, year)
    except IntakeFileError as error:
        _refuse(view, draft, str(error))
        return
    _show_understood(view, draft, intake, level, year)
    if intake.frame.empty:
        show_findings(intake.problems, {}, _findings_key(draft), draft.fields)
        st.warning(words.NOTHING_FITS)
    else:
        request = replace(
            delivery_description.ask(view, draft, intake, level, year),
            department=view.department_of(reader.sender),
        )
        _check(view, draft, intake, request, reader)
    if chosen_draft() is draft:
        keep(draft, view.person.actor)


def _refuse(view: DeskView, draft: Draft, why: str) -> None:
    """Say why a file isn't read; what was said last is taken back if it could be read before."""
    if draft.said != draft.readable:
        st.session_state[FAULT] = why
        say(draft, draft.readable)
    # nothing of what must not be read is kept
    drop(view.person.actor)
    st.error(markup.as_message(why))


def _offer_kept(view: DeskView) -> None:
    """Offer to go on with the file of an earlier session."""
    draft = kept_draft(view.person.actor)
    if draft is None:
        return
    with st.container(horizontal=True):
        label = words.GO_ON.format(file=draft.name)
        st.button(label, key="desk_go_on", on_click=_go_on, args=(draft,))
        if st.button(words.PUT_ASIDE, key="desk_put_aside_kept"):
            drop(view.person.actor)
            st.rerun()


def _go_on(draft: Draft) -> None:
    """Take the file up again, with sender and year as they were."""
    begin(draft)
    st.session_state.update({key: draft.fields[key] for key in (SENDER, YEAR)})


def _findings_key(draft: Draft) -> str:
    """Begin the keys of answers: those to another file's findings are none to this one's."""
    return f"desk_finding_{draft.mark}"


def _ask_where(view: DeskView, draft: Draft | None) -> tuple[IntakeReader, Level, int]:
    area = view.holdings.area
    sender_box, level_box, year_box = st.columns(3)
    typed = draft.fields if draft else {}
    senders = view.senders
    if st.session_state.get(SENDER) not in senders:
        st.session_state[SENDER] = typed[SENDER] if typed.get(SENDER) in senders else senders[0]
    if YEAR not in st.session_state:
        # the year before this one, anywhere
        st.session_state[YEAR] = typed.get(YEAR, date.today().year - 1)  # noqa: DTZ011
    sender = sender_box.selectbox(words.SENDER, senders, key=SENDER)
    levels = {level.id: level for level in area.levels if level.custom is None}
    agreed = [item.level for item in view.holdings.agreements if item.department.name == sender]
    year = year_box.number_input(words.YEAR, min_value=1900, max_value=2199, step=1, key=YEAR)
    reader = IntakeReader(
        deliveries=view.deliveries, area=area, catalogue=view.holdings.catalogue, sender=sender
    )
    first = _fitting_level(draft, reader, int(year)) or (agreed or [*levels])[0]
    level = level_box.selectbox(
        words.LEVEL,
        list(levels),
        index=list(levels).index(first),
        format_func=lambda name: levels[name].plural,
        # another file or sender, another proposal
        key=f"desk_level_{view.area}_{sender}_{draft.mark if draft else ''}",
    )
    return reader, levels[level], int(year)


def _fitting_level(draft: Draft | None, reader: IntakeReader, year: int) -> str | None:
    """The level a file has units of; nothing of a file that can't be read, which is told below."""
    if draft is None:
        return None
    with suppress(IntakeFileError):
        level: str | None = draft.remembered(
            "level",
            (reader.area.id, year),
            lambda: reader.fitting_level(draft.content, draft.name, year),
        )
        return level
    return None


def _ask_file() -> None:
    box = {
        "label": words.FILE.format(most=MOST_MEGABYTES),
        "ending": ENDINGS,
        # one more than there may be tells a file that is too large
        "most": MOST_MEGABYTES * 1_000_000 + 1,
        "binary": True,
    }
    component("file", "file_box")(key=FILE, data=box, on_file_change=_take_file)


def _take_file() -> None:
    sent = component_value(FILE, "file")
    if sent is None:
        return
    try:
        content = b64decode(str(sent["base64"]), validate=True)
        name = str(sent["name"])[:LONGEST]
    except (Base64Error, KeyError, TypeError, ValueError):
        return
    if len(content) > MOST_MEGABYTES * 1_000_000:
        st.session_state[FAULT] = words.FILE_TOO_LARGE.format(most=MOST_MEGABYTES)
        return
    begin(Draft(name=name, content=content))


def _read(view: DeskView, draft: Draft, reader: IntakeReader, level: Level, year: int) -> Intake:
    key = (view.area, reader.sender, level.id, year, draft.said)
    intake: Intake = draft.remembered(
        "intake", key, lambda: reader.read(draft.content, draft.name, level.id, year, draft.said)
    )
    draft.readable = draft.said
    return intake


def _show_understood(view: DeskView, draft: Draft, intake: Intake, level: Level, year: int) -> None:
    st.html(markup.element("h2", words.STEP_UNDERSTOOD))
    sentence = words.READ.format(
        file=draft.name, rows=len(intake.rows), columns=len(intake.understood.columns)
    )
    with st.container(horizontal=True, vertical_alignment="center"):
        st.write(markup.as_markdown(sentence))
        if st.button(words.PUT_ASIDE, key="desk_put_aside"):
            drop(view.person.actor)
            st.rerun()
    if draft.said is None and intake.corrections != NO_CORRECTIONS:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.write(words.AS_LAST_TIME)
            if st.button(words.RECOGNIZE_ANEW, key="desk_anew"):
                say(draft, NO_CORRECTIONS)
    units = intake.units
    pairs = list(tables.understood_pairs(intake))
    if units.matched is not None:
        all_units = len(level.units_on(year_end(year)))
        text = words.UNITS_MATCHED.format(matched=units.matched, all=all_units, units=level.plural)
        pairs.append((words.UNITS_FOUND, text))
    if units.pseudo:
        pairs.append((words.UNITS_PSEUDO, ", ".join(units.pseudo)))
    st.html(markup.pairs_html(pairs))
    delivery_reading.ask_decimal(draft, intake)
    delivery_mapping.ask_columns(draft, intake, view.holdings.catalogue, year)
    delivery_mapping.ask_units(draft, intake, level, year)
    with st.expander(words.CHANGE_READING, key="desk_reading"):
        delivery_reading.draw(draft, intake)
    st.html(markup.table_html(tables.first_rows(intake)))


def _check(
    view: DeskView,
    draft: Draft,
    intake: Intake,
    request: SubmissionRequest,
    reader: IntakeReader,
) -> None:
    """Show what is odd and what changes, and let the file be handed in."""
    file = handed_in(draft.content, intake, reader.sender)
    try:
        preview: Preview = draft.remembered(
            "preview",
            (request, id(intake)),
            lambda: view.deliveries.preview(file, request),
        )
    except AtlasError as error:
        st.warning(markup.as_message(str(error)))
        return
    st.html(markup.element("h2", words.STEP_FINDINGS))
    answers = show_findings(preview.findings, {}, _findings_key(draft), draft.fields)
    if preview.findings:
        level = view.holdings.area.level(request.level)
        head = words.ASK_HEAD.format(
            file=draft.name, level=level.plural if level else request.level, year=request.year
        )
        with st.popover(words.TO_ASK):
            st.code(tables.question_text(preview.findings, head), language=None, wrap_lines=True)
    st.html(markup.element("h2", words.STEP_CHANGE))
    delivery_change.draw(view, preview.change, preview.effects, request.level, request.year)
    if st.button(words.HAND_IN, type="primary", key="desk_hand_in"):
        _hand_in(view, draft, intake, request, reader, answers)


def _hand_in(  # noqa: PLR0913, PLR0917  (all of what was asked)
    view: DeskView,
    draft: Draft,
    intake: Intake,
    request: SubmissionRequest,
    reader: IntakeReader,
    answers: dict[str, str],
) -> None:
    try:
        file = handed_in(draft.content, intake, reader.sender)
        submission = view.deliveries.hand_in(file, request, answers)
        reader.remember(intake)
    except AtlasError as error:
        st.error(markup.as_message(str(error)))
        return
    drop(view.person.actor)
    status = words.STATUSES[submission.status]
    st.session_state[DONE] = words.HANDED_IN.format(status=status)
    st.rerun()
