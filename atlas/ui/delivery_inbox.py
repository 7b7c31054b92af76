"""What was handed in: its findings, what it changes, and what becomes of it."""

from __future__ import annotations

import streamlit as st

from atlas.commands.deliveries import ReleaseStep
from atlas.errors import AtlasError
from atlas.model.submissions import Submission, SubmissionStatus
from atlas.ui import delivery_change, markup
from atlas.ui.desk_view import LONGEST_ANSWER, DeskView, show_findings
from atlas.views.desk import texts as words

DONE, CHOSEN = "desk_inbox_done", "desk_inbox_chosen"


def draw(view: DeskView) -> None:
    """List what was handed in, and show one of it."""
    if done := st.session_state.pop(DONE, ""):
        st.success(markup.as_message(done))
    submissions = {item.key: item for item in view.deliveries.submissions(view.area)}
    if not submissions:
        st.info(words.INBOX_EMPTY)
        return
    labels = {key: _label(item) for key, item in submissions.items()}
    chosen = st.session_state.get(CHOSEN)
    key = st.selectbox(
        words.SUBMISSION,
        list(labels),
        index=list(labels).index(chosen) if chosen in labels else 0,
        format_func=labels.__getitem__,
        # a browser goes on showing the label of a choice it knows
        key=f"desk_submission_{hash(tuple(labels.values()))}",
    )
    st.session_state[CHOSEN] = key
    _show(view, submissions[key])


def _label(item: Submission) -> str:
    return words.SUBMISSION_LABEL.format(
        file=item.file.name,
        year=item.request.year,
        status=words.STATUSES[item.status],
        day=f"{item.handed_in.astimezone():%d.%m.%Y %H:%M}",
    )


def _show(view: DeskView, item: Submission) -> None:
    level = view.holdings.area.level(item.request.level)
    sentences = [
        words.BY.format(
            actor=item.handed_in_by,
            day=f"{item.handed_in.astimezone():%d.%m.%Y}",
            level=level.plural if level else item.request.level,
            year=item.request.year,
        ),
        words.CHECKSUM.format(name=item.file.name, size=item.file.size, digest=item.file.digest),
    ]
    if item.reason:
        sentences.append(words.REASON_GIVEN.format(actor=item.actor, reason=item.reason))
    st.write(markup.as_markdown(" ".join(sentences)))
    st.html(markup.element("h2", words.FINDINGS))
    answers = show_findings(item.problems, dict(item.comments), f"desk_{item.key}")
    if item.status in {SubmissionStatus.RELEASED, SubmissionStatus.REJECTED}:
        return
    st.html(markup.element("h2", words.CHANGE_HEAD))
    preview = view.deliveries.preview_of(item)
    request = item.request
    delivery_change.draw(view, preview.change, preview.effects, request.level, request.year)
    with st.container(horizontal=True, vertical_alignment="center"):
        if st.button(words.CHECK_AGAIN, key="desk_check"):
            _done(view, item, answers)
        if view.may_release and st.button(
            words.RELEASE,
            type="primary",
            key="desk_release",
            disabled=item.status is not SubmissionStatus.CHECKED,
        ):
            _release(view, item)
        if view.may_release:
            _offer_rejection(view, item)
    if not view.may_release:
        st.write(words.MAY_NOT_RELEASE)


def _done(view: DeskView, item: Submission, answers: dict[str, str]) -> None:
    try:
        checked = view.deliveries.check(item, answers)
    except AtlasError as error:
        st.error(markup.as_message(str(error)))
        return
    st.session_state[DONE] = words.CHECKED_NOW.format(status=words.STATUSES[checked.status])
    st.rerun()


def _release(view: DeskView, item: Submission) -> None:
    with st.status(words.RELEASING) as status:

        def tell(step: ReleaseStep) -> None:
            status.update(label=words.RELEASE_STEPS[step.value])

        try:
            version = view.deliveries.release(item, tell)
        except AtlasError as error:
            status.update(state="error")
            st.error(markup.as_message(str(error)))
            return
    st.session_state[DONE] = words.RELEASED.format(number=version.version, year=version.year)
    st.rerun()


def _offer_rejection(view: DeskView, item: Submission) -> None:
    with st.popover(words.REJECT):
        reason = st.text_input(words.REASON, max_chars=LONGEST_ANSWER, key="desk_reason")
        if not st.button(words.REJECT, key="desk_reject"):
            return
        try:
            view.deliveries.reject(item, reason)
        except AtlasError as error:
            st.error(markup.as_message(str(error)))
            return
    st.session_state[DONE] = words.REJECTED
    st.rerun()
