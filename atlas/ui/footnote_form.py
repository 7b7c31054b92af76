"""Notes on figures of an area: below what they stand, what they say, who may see them."""

from __future__ import annotations

from typing import Final

import streamlit as st

from atlas.commands.entries import Writer
from atlas.commands.writings import LONGEST_LINE, LONGEST_NOTE, note_footnote
from atlas.model.footnotes import Footnote
from atlas.model.journal import Entry, EntryKind
from atlas.model.quantities import Audience
from atlas.ui import markup, show
from atlas.ui.desk_history import attempt, show_history
from atlas.ui.desk_view import DeskView
from atlas.views.desk import catalogue_texts as words
from atlas.views.desk import texts as desk_words
from atlas.views.provenance import footnote_line
from atlas.views.writings import footnote_of

_SHORT: Final = 90
"""Letters of a note in a list of them."""


def draw(view: DeskView) -> None:
    """Ask for a note or a change of one, and list all versions."""
    area, titles = view.holdings.area, view.holdings.catalogue.titles()
    st.write(markup.as_markdown(words.NOTE_LEAD.format(area=area.name)))
    tables = view.deliveries.tables
    writer = Writer(journal=tables.journal, actor=tables.actor)
    versions = tables.journal.versions(EntryKind.FOOTNOTE, view.area)
    entries = {one.key: one for one in tables.journal.current(EntryKind.FOOTNOTE, view.area)}

    def line_of(entry: Entry) -> str:
        return footnote_line(area, titles, footnote_of(entry))

    key = f"desk_note_{view.area}_{len(versions)}"
    entry = None
    if entries:
        labels = {"": words.NEW} | {name: line_of(one)[:_SHORT] for name, one in entries.items()}
        chosen = st.selectbox(
            words.NOTE_TEXT, list(labels), format_func=labels.__getitem__, key=f"{key}_entry"
        )
        entry = entries.get(chosen)
    note = _ask_note(view, footnote_of(entry) if entry else None, f"{key}_{entry and entry.key}")
    if note.text:
        st.caption(words.NOTE_PREVIEW)
        st.html(markup.element("p", footnote_line(area, titles, note)))
    with st.container(horizontal=True):
        saves = st.button(words.NOTE_ADD, type="primary", key="desk_note_save")
        removes = entry is not None and st.button(words.NOTE_REMOVE, key="desk_note_remove")
    if saves:
        attempt(lambda: _saved(writer, view, note, entry))
    if entry and removes:
        attempt(lambda: _removed(writer, entry))
    show_history(versions, line_of)


def _ask_note(view: DeskView, before: Footnote | None, key: str) -> Footnote:
    """Ask below which figures a note stands, what it says, and for whom it is."""
    level, unit = _ask_unit(view, before, key)
    subject, year = _ask_figures(view, before, key)
    text = st.text_area(
        words.NOTE_TEXT,
        before.text if before else "",
        max_chars=LONGEST_NOTE,
        help=words.NOTE_HELP,
        height=100,
        key=f"{key}_text",
    )
    left, right = st.columns(2)
    function = left.text_input(
        words.FUNCTION,
        before.function if before else "",
        max_chars=LONGEST_LINE,
        help=words.FUNCTION_HELP,
        key=f"{key}_function",
    )
    audiences = list(Audience)
    audience: Audience = right.selectbox(
        words.VISIBLE,
        audiences,
        # a text nobody has looked through is nothing for the public
        index=audiences.index(before.audience if before else Audience.INTERNAL),
        format_func=desk_words.AUDIENCES.__getitem__,
        key=f"{key}_audience",
    )
    if audience is not Audience.STATISTICS:
        st.caption(words.NO_RULE)
    return Footnote(
        area=view.area,
        text=" ".join(text.split()),
        function=" ".join(function.split()),
        day=show.today(),
        audience=audience,
        level=level,
        unit=unit,
        subject=subject,
        year=year,
    )


def _ask_unit(view: DeskView, before: Footnote | None, key: str) -> tuple[str, str]:
    """Ask for a unit and its level; empty for a note on all of them."""
    left, right = st.columns(2)
    levels = {"": words.ALL_LEVELS} | {one.id: one.plural for one in view.holdings.area.levels}
    codes = list(levels)
    level: str = left.selectbox(
        words.LEVEL,
        codes,
        index=codes.index(before.level) if before and before.level in levels else 0,
        format_func=levels.__getitem__,
        key=f"{key}_level",
    )
    of_level = view.holdings.area.level(level) if level else None
    if of_level is None:
        return "", ""
    names = {one.id: f"{one.name} ({one.id})" for one in of_level.units}
    units = list(names)
    unit: str = right.selectbox(
        words.NOTE_UNIT,
        units,
        index=units.index(before.unit) if before and before.unit in names else 0,
        format_func=names.__getitem__,
        key=f"{key}_unit_{level}",
    )
    return level, unit


def _ask_figures(view: DeskView, before: Footnote | None, key: str) -> tuple[str, int]:
    """Ask for an indicator or quantity and a year; "" and 0 for all of them."""
    left, right = st.columns(2)
    catalogue, titles = view.holdings.catalogue, view.holdings.catalogue.titles()
    subjects = {"": words.ALL_SUBJECTS}
    for codes_of in (catalogue.indicators, catalogue.quantities):
        titled = sorted((titles[code], code) for code in codes_of)
        subjects |= {code: f"{title} ({code})" for title, code in titled}
    codes = list(subjects)
    subject: str = left.selectbox(
        words.SUBJECT,
        codes,
        index=codes.index(before.subject) if before and before.subject in subjects else 0,
        format_func=subjects.__getitem__,
        key=f"{key}_subject",
    )
    delivered = {year for years in view.holdings.delivered.values() for year in years}
    years = [0, *sorted(delivered | ({before.year} if before and before.year else set()))[::-1]]
    year: int = right.selectbox(
        words.NOTE_YEAR,
        years,
        index=years.index(before.year) if before else 0,
        format_func=lambda number: str(number or words.ALL_YEARS),
        key=f"{key}_year",
    )
    return subject, year


def _saved(writer: Writer, view: DeskView, note: Footnote, entry: Entry | None) -> str:
    note_footnote(writer, view.holdings.area, view.holdings.catalogue, note, entry)
    return words.NOTE_SAVED


def _removed(writer: Writer, entry: Entry) -> str:
    writer.remove(entry)
    return words.NOTE_REMOVED
