"""Where reports come from and go to: templates, files, and the journal with all its versions."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from atlas.errors import AtlasError
from atlas.journal import existing_journal
from atlas.model.journal import Entry, EntryKind, fields_of
from atlas.model.scope import EVERY_YEAR, Scope
from atlas.ui import markup
from atlas.ui import report_draft as drafts
from atlas.ui.cache import kept
from atlas.ui.component import component, component_value
from atlas.ui.folders import home
from atlas.ui.frame import Page
from atlas.ui.journal import may_write, writer
from atlas.ui.report_draft import Draft
from atlas.ui.settings import NOBODY
from atlas.views import choices
from atlas.views.report import codec
from atlas.views.report import page_texts as words
from atlas.views.report.codec import Fields
from atlas.views.report.document import usable
from atlas.views.report.from_template import NAMES, filled, needs_topic, template
from atlas.views.writings import readers

KEY = "bericht"
"""Parameter of the address: the entry of the report that is shown."""
AUDIENCE = "audience"
"""Field of an entry, read by `readers`: for whom the figures were that the saved report showed."""
FILE, FAULT, OUTCOME = "report_file", "report_fault", "report_outcome"


def open_addressed(page: Page, scope: Scope) -> None:
    """Open the saved report of the address, and keep the address in step with the one shown."""
    draft, key = drafts.draft_of(scope.area), st.query_params.get(KEY, "")
    if draft is None and key and may_write():
        entry = next((one for one in _entries(page, scope.area) if one.key == key), None)
        if entry is None:
            st.warning(words.NOT_SAVED_HERE)
        else:
            draft = _opened(page, scope, entry, entry)
            drafts.begin(draft)
    shown = draft.entry.key if draft is not None and draft.entry is not None else ""
    if shown and shown != key:
        st.query_params[KEY] = shown
    elif key and not shown:
        del st.query_params[KEY]


def _entries(page: Page, area: str) -> tuple[Entry, ...]:
    """Newest versions of the saved reports of an area whose texts the audience may see.

    A journal that can't be read is told; what somebody works on can still be saved as a file.
    """
    try:
        journal = existing_journal(home())
        entries = journal.current(EntryKind.REPORT, area) if journal else ()
        return tuple(one for one in entries if readers(one).rank <= page.atlas.audience.rank)
    except AtlasError as error:
        st.error(markup.as_message(str(error)))
        return ()


def open_or_begin(page: Page, scope: Scope, draft: Draft | None) -> None:
    """Offer templates, saved reports and files."""
    if draft is not None:
        st.caption(words.REPLACES)
    left, right = st.columns(2, gap="large")
    with left:
        _templates(page, scope)
    with right:
        _saved(page, scope)
        _file(page, scope)


def _templates(page: Page, scope: Scope) -> None:
    name = st.selectbox(
        words.TEMPLATE, NAMES, format_func=words.TEMPLATES.__getitem__, key="report_template"
    )
    topic = ""
    if needs_topic(template(name)):
        fields = kept(choices.topic_fields, page.atlas, scope.area, scope.level)
        topic = st.selectbox(words.TOPIC, [field.title for field in fields], key="report_topic")
    if st.button(words.START, type="primary", key="report_start"):
        fresh = {**template(name), "year": EVERY_YEAR, "level": ""}
        drafts.begin(_draft(page, scope, fresh, topic))
        st.rerun()


def _draft(page: Page, scope: Scope, fields: Fields, topic: str = "") -> Draft:
    """Read a report for the area looked at, whatever area it was made for."""
    shell = codec.report_of({**fields, "chapters": []}).report
    of_other = shell.area not in {"", scope.area}
    shown, replaced = usable(page.atlas, replace(shell, area=scope.area))
    place = Scope(area=scope.area, level=shown.level, indicator="", year=shown.year)
    read = filled(page.atlas, fields, place, topic)
    area = page.atlas.area(scope.area).name
    other = (words.OTHER_AREA.format(area=shell.area, shown=area),) if of_other else ()
    return Draft(report=read.report, remarks=(*other, *replaced, *read.remarks))


def _saved(page: Page, scope: Scope) -> None:
    """Offer the newest versions of the reports of an area, where somebody may write."""
    if outcome := st.session_state.pop(OUTCOME, ""):
        st.success(markup.as_message(outcome))
    entries = _entries(page, scope.area) if may_write() else ()
    if not entries:
        return
    labels = {entry.key: _label(entry) for entry in entries}
    key = st.selectbox(
        words.SAVED, list(labels), format_func=labels.__getitem__, key="report_saved"
    )
    entry = next(entry for entry in entries if entry.key == key)
    with st.container(horizontal=True, key="report_saved_row"):
        if st.button(words.OPEN, key="report_open"):
            drafts.begin(_opened(page, scope, entry, entry))
            st.rerun()
        with st.popover(words.DELETE, key="report_delete"):
            st.html(markup.element("p", words.DELETE_SURE.format(title=_title(entry))))
            st.button(words.DELETE_YES, on_click=_delete, args=(entry,), key="report_delete_yes")


def _delete(entry: Entry) -> None:
    """Remove a saved report; somebody who works on it keeps it, and may save it anew."""
    try:
        writer().remove(entry)
    except AtlasError as error:
        st.session_state[FAULT] = str(error)
        return
    st.session_state[OUTCOME] = words.DELETED.format(title=_title(entry))
    draft = drafts.draft_of(entry.area)
    if draft is not None and draft.entry is not None and draft.entry.key == entry.key:
        draft.entry = None


def _title(entry: Entry) -> str:
    return codec.report_of(fields_of(entry)).report.title


def _label(entry: Entry) -> str:
    title = _title(entry)
    day = f"{entry.written:%d.%m.%Y}"
    return words.SAVED_LABEL.format(title=title, version=entry.version, day=day)


def _opened(page: Page, scope: Scope, version: Entry, newest: Entry) -> Draft:
    """Work on one version of an entry; saving writes the one after the newest."""
    draft = _draft(page, scope, fields_of(version))
    draft.entry = newest
    return draft


def _file(page: Page, scope: Scope) -> None:
    """Ask for a file; the browser reads it, since the server takes no uploads."""
    if fault := st.session_state.pop(FAULT, ""):
        st.error(markup.as_message(fault))

    def opened() -> None:
        text = component_value(FILE, "text")
        if text is None:
            return
        try:
            fields = codec.fields_of_file(str(text).encode("utf-8", "replace"))
            drafts.begin(_draft(page, scope, fields))
        except AtlasError as error:
            st.session_state[FAULT] = str(error)

    # one more than there may be tells a file that is too large
    data = {"label": words.FILE, "ending": ".json,.toml", "most": codec.LARGEST_FILE + 1}
    component("file", "file_box")(key=FILE, data=data, on_text_change=opened)


def save_row(page: Page, draft: Draft) -> None:
    """Save the report as a new version, and offer the older ones."""
    if not may_write():
        st.caption(words.SESSION_ONLY)
        return
    with st.container(horizontal=True, vertical_alignment="center", key="report_save_row"):
        if st.button(words.SAVE, key="report_save"):
            _save(page, draft)
        if draft.entry is not None:
            with st.popover(words.VERSIONS, on_change="rerun", key="report_versions") as opened:
                if opened.open:
                    _versions(page, draft, draft.entry)


def _save(page: Page, draft: Draft) -> None:
    content = {**codec.fields_of(draft.report), AUDIENCE: page.atlas.audience.value}
    try:
        if draft.entry is None:
            draft.entry = writer().add(EntryKind.REPORT, draft.report.area, content)
        else:
            draft.entry = writer().change(draft.entry, content)
    except AtlasError as error:
        st.error(markup.as_message(str(error)))
    else:
        st.query_params[KEY] = draft.entry.key
        st.success(words.SAVED_AS.format(version=draft.entry.version))


def _versions(page: Page, draft: Draft, newest: Entry) -> None:
    place = Scope(area=draft.report.area, level=draft.report.level, indicator="")
    history = writer().journal.history(EntryKind.REPORT, newest.area, newest.key)
    visible = (
        one
        for one in history
        if not one.is_removed and readers(one).rank <= page.atlas.audience.rank
    )
    for entry in reversed([*visible]):
        form = words.VERSION_PLAIN if entry.actor == NOBODY else words.VERSION
        day = f"{entry.written:%d.%m.%Y}"
        label = form.format(version=entry.version, day=day, actor=entry.actor)
        if st.button(markup.as_markdown(label), key=f"report_version_{entry.version}"):
            drafts.begin(_opened(page, place, entry, newest))
            st.rerun()
