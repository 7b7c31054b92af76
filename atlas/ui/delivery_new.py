"""A department's file on the page: read, understood, described, checked, compared, handed in."""

from __future__ import annotations

from base64 import b64decode
from binascii import Error as Base64Error
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Final

import pandas as pd
import streamlit as st

from atlas.commands.deliveries import Preview
from atlas.commands.intake import IntakeReader, handed_in
from atlas.errors import AtlasError, IntakeFileError
from atlas.model.areas import Level, distinct_names
from atlas.model.dates import Period, year_end
from atlas.model.quantities import Audience, Delivery, Exactness
from atlas.model.submissions import DeliveryFacts, SubmissionRequest
from atlas.sources.intake.corrections import NO_CORRECTIONS, ColumnChoice, Corrections
from atlas.sources.intake.intake import Intake
from atlas.sources.intake.quantity_matching import proposed_quantities
from atlas.ui import delivery_change, markup
from atlas.ui.component import component, component_value
from atlas.ui.desk_view import DeskView, show_findings
from atlas.views.desk import tables
from atlas.views.desk import texts as words

MOST_MEGABYTES: Final = 30
"""Of a file through the browser; Base64 makes it a third larger, and a message may have 50."""
FILE, DRAFT, FAULT, DONE = "desk_file", "desk_draft", "desk_fault", "desk_done"
ENDINGS: Final = ".xlsx,.xlsm,.xls,.ods,.csv,.txt,.tsv"
ENCODINGS: Final = ("utf-8", "cp1252", "utf-16", "cp850")
LONGEST: Final = 300


@dataclass(slots=True)
class Draft:
    """A file somebody is working on; what is computed of it is kept as long as it holds."""

    name: str
    content: bytes
    said: Corrections | None = None
    kept: dict[str, tuple[Any, Any]] = field(default_factory=dict)

    def remembered(self, name: str, key: Any, make: Any) -> Any:  # noqa: ANN401  (see `kept`)
        """Return what was made for this key, or make it now."""
        if name not in self.kept or self.kept[name][0] != key:
            self.kept[name] = (key, make())
        return self.kept[name][1]


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
    draft: Draft | None = st.session_state.get(DRAFT)
    with slot:
        reader, level, year = _ask_where(view, draft)
    if draft is None:
        return
    try:
        intake = _read(view, draft, reader, level, year)
    except IntakeFileError as error:
        # nothing of what must not be read is kept
        del st.session_state[DRAFT]
        st.error(markup.as_message(str(error)))
        return
    _show_understood(view, draft, intake, level, year)
    if intake.frame.empty:
        show_findings(intake.problems, {}, "desk_finding")
        st.warning(words.NOTHING_FITS)
        return
    request = replace(
        _ask_facts(view, intake, level, year), department=view.department_of(reader.sender)
    )
    _check(view, draft, intake, request, reader)


def _ask_where(view: DeskView, draft: Draft | None) -> tuple[IntakeReader, Level, int]:
    area = view.holdings.area
    sender_box, level_box, year_box = st.columns(3)
    sender = sender_box.selectbox(words.SENDER, view.senders, key="desk_sender")
    levels = {level.id: level for level in area.levels if level.custom is None}
    agreed = [item.level for item in view.holdings.agreements if item.department.name == sender]
    year = year_box.number_input(
        words.YEAR,
        min_value=1900,
        max_value=2199,
        value=date.today().year - 1,  # noqa: DTZ011  (the year before this one, anywhere)
        step=1,
        key="desk_year",
    )
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
        key=f"desk_level_{view.area}_{sender}_{draft.name if draft else ''}",
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
    st.session_state[DRAFT] = Draft(name=name, content=content)


def _read(view: DeskView, draft: Draft, reader: IntakeReader, level: Level, year: int) -> Intake:
    key = (view.area, reader.sender, level.id, year, draft.said)
    intake: Intake = draft.remembered(
        "intake", key, lambda: reader.read(draft.content, draft.name, level.id, year, draft.said)
    )
    return intake


def _show_understood(view: DeskView, draft: Draft, intake: Intake, level: Level, year: int) -> None:
    st.html(markup.element("h2", words.STEP_UNDERSTOOD))
    sentence = words.READ.format(
        file=draft.name, rows=len(intake.rows), columns=len(intake.understood.columns)
    )
    st.write(markup.as_markdown(sentence))
    units = intake.units
    pairs = list(tables.understood_pairs(intake))
    if units.matched is not None:
        all_units = len(level.units_on(year_end(year)))
        text = words.UNITS_MATCHED.format(matched=units.matched, all=all_units, units=level.plural)
        pairs.append((words.UNITS_FOUND, text))
    if units.pseudo:
        pairs.append((words.UNITS_PSEUDO, ", ".join(units.pseudo)))
    st.html(markup.pairs_html(pairs))
    _ask_columns(view, draft, intake, year)
    _ask_units(draft, intake, level, year)
    with st.expander(words.CHANGE_READING, key="desk_reading"):
        _ask_reading(draft, intake)
    st.html(markup.table_html(tables.first_rows(intake)))


def _said(draft: Draft, intake: Intake) -> Corrections:
    """What holds now: what was said, or what was remembered of the form."""
    return intake.corrections if draft.said is None else draft.said


def _ask_columns(view: DeskView, draft: Draft, intake: Intake, year: int) -> None:
    """Ask of each column of values what it is."""
    quantities = view.holdings.catalogue.quantities
    labels = {code: f"{item.title} ({code})" for code, item in quantities.items()}
    codes = {label: code for code, label in labels.items()}
    columns = intake.understood.columns
    table = pd.DataFrame(
        {
            words.COLUMN: [column.column for column in columns],
            words.HEAD: [column.name for column in columns],
            words.IS: [labels.get(column.quantity or "", words.NOT_TAKEN) for column in columns],
            words.SURENESS: [words.SURE if column.confidence == 1.0 else "" for column in columns],
        }
    )
    st.html(markup.element("h3", words.COLUMNS))
    edited = st.data_editor(
        table,
        hide_index=True,
        width="stretch",
        disabled=[words.COLUMN, words.HEAD, words.SURENESS],
        column_config={
            words.COLUMN: st.column_config.TextColumn(width="small"),
            words.HEAD: st.column_config.TextColumn(width="large"),
            words.IS: st.column_config.SelectboxColumn(
                options=[words.NOT_TAKEN, *sorted(codes)], required=True, width="large"
            ),
            words.SURENESS: st.column_config.TextColumn(width="small"),
        },
        key=f"desk_columns_{hash((draft.name, _said(draft, intake)))}",
    )
    before, after = table[words.IS].tolist(), edited[words.IS].tolist()
    said = _said(draft, intake)
    changed = {
        column.column: codes.get(new, "")
        for column, old, new in zip(columns, before, after, strict=True)
        if old != new
    }
    answered = {choice.column for choice in said.columns}
    unknown = {c.column: c.name for c in columns if not c.quantity and c.column not in answered}
    proposed = proposed_quantities(unknown, view.holdings.catalogue, year)
    if proposed:
        pairs = ", ".join(
            f"{column}: {quantities[code].title}" for column, code in proposed.items()
        )
        st.write(markup.as_markdown(words.PROPOSED.format(pairs=pairs)))
        if st.button(words.TAKE_PROPOSALS, key="desk_column_proposals"):
            changed |= proposed
    if not changed:
        return
    kept = tuple(choice for choice in said.columns if choice.column not in changed)
    added = tuple(ColumnChoice(column=name, quantity=code) for name, code in changed.items())
    _say(draft, replace(said, columns=(*kept, *added)))


def _ask_units(draft: Draft, intake: Intake, level: Level, year: int) -> None:
    """Ask which unit is meant where a key or name fits none for certain."""
    proposed = {item.key: item.unit for item in intake.units.proposed}
    open_keys = list(dict.fromkeys([*proposed, *intake.units.unknown]))
    if not open_keys:
        return
    names = distinct_names(level.units_on(year_end(year)))
    labels = {unit: f"{name.name} ({unit})" for unit, name in names.items()}
    units = {label: unit for unit, label in labels.items()}
    said = dict(_said(draft, intake).units)
    table = pd.DataFrame(
        {
            words.IN_FILE: open_keys,
            words.PROPOSAL: [labels.get(proposed.get(key, ""), "") for key in open_keys],
            words.MEANT: ["" for _ in open_keys],
        }
    )
    st.html(markup.element("h3", words.UNITS))
    edited = st.data_editor(
        table,
        hide_index=True,
        width="stretch",
        disabled=[words.IN_FILE, words.PROPOSAL],
        column_config={
            words.MEANT: st.column_config.SelectboxColumn(options=[words.NO_UNIT, *units])
        },
        key=f"desk_units_{hash((draft.name, _said(draft, intake)))}",
    )
    taken_over = bool(proposed) and st.button(words.TAKE_PROPOSALS, key="desk_proposals")
    if taken_over:
        said |= proposed
    chosen = zip(open_keys, edited[words.MEANT].tolist(), strict=True)
    said |= {key: units.get(label, "") for key, label in chosen if label}
    if said != dict(_said(draft, intake).units):
        _say(draft, replace(_said(draft, intake), units=tuple(said.items())))


def _ask_reading(draft: Draft, intake: Intake) -> None:
    """Ask how the file is written, where the guess is wrong."""
    said, understood = _said(draft, intake), intake.understood
    with st.form("desk_reading_form", border=False):
        columns = st.columns(3)
        sheet = columns[0].text_input(words.PARTS_UNDERSTOOD["sheet"], said.sheet or "")
        encoding = _one_of(columns[1], "encoding", ENCODINGS, said.encoding)
        delimiter = _one_of(columns[2], "delimiter", (";", ",", "\t", "|"), said.delimiter)
        columns = st.columns(3)
        decimal = _one_of(columns[0], "decimal", (",", "."), said.decimal)
        header = columns[1].text_input(
            words.PARTS_UNDERSTOOD["header_rows"],
            tables.rows_text(said.header_rows or ()),
            help=words.ROWS_HINT,
        )
        footer = columns[2].text_input(
            words.PARTS_UNDERSTOOD["footer_rows"],
            tables.rows_text(said.footer_rows or ()),
            help=words.ROWS_HINT,
        )
        columns = st.columns(3)
        key_column = columns[0].text_input(
            words.PARTS_UNDERSTOOD["key_column"],
            said.key_column or "",
            placeholder=understood.key_column,
            max_chars=3,
        )
        kinds = ("", *words.KEY_KINDS)
        key_kind = columns[1].selectbox(
            words.KEY_KIND,
            kinds,
            index=kinds.index(said.key_kind or ""),
            format_func=lambda kind: words.KEY_KINDS.get(kind, words.GUESS),
        )
        signs = columns[2].text_input(
            words.SIGNS_SAID,
            ", ".join(f"{sign}={words.STATES[state]}" for sign, state in said.signs),
            help=words.SIGNS_HELP.format(states=", ".join(words.STATES.values())),
        )
        asked = st.form_submit_button(words.READ_AGAIN)
    if not asked:
        return
    try:
        corrections = replace(
            said,
            sheet=sheet.strip() or None,
            encoding=encoding,
            delimiter=delimiter,
            decimal=decimal,
            header_rows=_rows(header),
            footer_rows=_rows(footer),
            key_column=key_column.strip().upper() or None,
            key_kind=key_kind or None,
            signs=tuple(_signs(signs)),
        )
    except ValueError as error:
        st.error(markup.as_message(words.NOT_UNDERSTOOD.format(text=error)))
        return
    _say(draft, corrections)


def _one_of(
    place: Any,  # noqa: ANN401  (Streamlit's column)
    name: str,
    options: Sequence[str],
    chosen: str | None,
) -> str | None:
    every = ["", *options]
    index = every.index(chosen) if chosen in every else 0
    label = words.PARTS_UNDERSTOOD[name]
    picked: str = place.selectbox(
        label,
        every,
        index=index,
        format_func=lambda text: words.WORDS.get(text, text.upper()) or words.GUESS,
    )
    return picked or None


def _rows(text: str) -> tuple[int, ...] | None:
    """Read "3, 5-7"; raises `ValueError` with what can't be read."""
    rows: list[int] = []
    for part in filter(None, (piece.strip() for piece in text.split(","))):
        first, _, last = part.partition("-")
        if not (first.strip().isdecimal() and (not last or last.strip().isdecimal())):
            raise ValueError(part)
        rows += range(int(first), int(last or first) + 1)
    return tuple(rows) or None


def _signs(text: str) -> Iterable[tuple[str, str]]:
    """Read "*=geheim gehalten, 0=unbekannt"; raises `ValueError` with what can't be read."""
    codes = {meaning.casefold(): code for code, meaning in words.STATES.items()}
    for part in filter(None, (piece.strip() for piece in text.split(","))):
        sign, _, meaning = part.partition("=")
        if meaning.strip().casefold() not in codes or not sign.strip():
            raise ValueError(part)
        yield sign.strip(), codes[meaning.strip().casefold()]


def _say(draft: Draft, said: Corrections) -> None:
    draft.said = None if said == NO_CORRECTIONS else said
    st.rerun()


def _ask_facts(view: DeskView, intake: Intake, level: Level, year: int) -> SubmissionRequest:
    """Ask what is to be said of the figures; last time's are proposed."""
    st.html(markup.element("h2", words.STEP_FACTS))
    codes = intake.frame["quantity"].unique()
    last = view.deliveries.desk.last_deliveries(view.area, codes, year)
    usual = next(iter(last), None)
    key = f"desk_{view.area}_{year}_{usual.quantity if usual else ''}"
    left, right = st.columns(2)
    source = left.text_input(
        words.SOURCE, usual.source if usual else "", max_chars=LONGEST, key=f"{key}_source"
    )
    publisher = right.text_input(
        words.PUBLISHER,
        usual.publisher if usual else "",
        max_chars=LONGEST,
        key=f"{key}_publisher",
    )
    day, audience, exact = st.columns(3)
    reference = day.text_input(
        words.DATE, _usual_date(usual, year), help=words.DATE_HELP, key=f"{key}_date"
    )
    audiences = list(words.AUDIENCES)
    released_to: Audience = audience.selectbox(
        words.AUDIENCE,
        audiences,
        index=audiences.index(usual.audience if usual else Audience.STATISTICS),
        format_func=words.AUDIENCES.__getitem__,
        key=f"{key}_audience",
    )
    exactness: Exactness = exact.selectbox(
        words.EXACTNESS,
        list(words.EXACTNESSES),
        format_func=words.EXACTNESSES.__getitem__,
        key=f"{key}_exactness",
    )
    note = st.text_input(words.NOTE, max_chars=LONGEST, key=f"{key}_note")
    partial = st.checkbox(words.PARTIAL, key=f"{key}_partial")
    return SubmissionRequest(
        area=view.area,
        level=level.id,
        year=year,
        facts=DeliveryFacts(
            source=source,
            publisher=publisher,
            date=reference,
            boundary_date=usual.boundary_date.isoformat() if usual and usual.boundary_date else "",
            audience=released_to,
            note=note,
            exactness=exactness,
        ),
        partial=partial,
    )


def _usual_date(usual: Delivery | None, year: int) -> str:
    """Return the day as last time, a year or more later."""
    if usual is None or usual.reference_date is None:
        return ""
    span = usual.reference_date
    moved = span.start.year + year - usual.year
    if span.period is Period.DAY:
        return f"{span.start:%d.%m.}{moved}"
    return str(moved) if span.period is Period.YEAR else ""


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
    answers = show_findings(preview.findings, {}, "desk_finding")
    if preview.findings:
        head = words.ASK_HEAD.format(file=draft.name, level=request.level, year=request.year)
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
    del st.session_state[DRAFT]
    status = words.STATUSES[submission.status]
    st.session_state[DONE] = words.HANDED_IN.format(status=status)
    st.rerun()
