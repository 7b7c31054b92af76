"""What is said of a delivery: source, day, audience, exactness; last time's are proposed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

import streamlit as st

from atlas.model.areas import Level
from atlas.model.dates import Period
from atlas.model.quantities import Audience, Delivery, Exactness
from atlas.model.submissions import DeliveryFacts, SubmissionRequest
from atlas.sources.intake.intake import Intake
from atlas.ui import markup
from atlas.ui.delivery_draft import LONGEST, Draft
from atlas.ui.desk_view import DeskView
from atlas.views.desk import texts as words

C = TypeVar("C", Audience, Exactness)


@dataclass(frozen=True, kw_only=True)
class _Fields:
    """Fields of a file, each with what was typed into it before, if anything was."""

    draft: Draft
    key: str

    def text(self, place: Any, name: str, label: str, usual: str) -> str:  # noqa: ANN401  (a column)
        key = f"{self.key}_{name}"
        hint = words.DATE_HELP if name == "date" else None
        value = self.draft.typed(key, usual)
        typed: str = place.text_input(label, value, max_chars=LONGEST, help=hint, key=key)
        return typed

    def choice(
        self,
        place: Any,  # noqa: ANN401  (a column)
        name: str,
        labels: tuple[str, Mapping[C, str]],
        usual: C,
    ) -> C:
        label, options = labels
        key = f"{self.key}_{name}"
        chosen: C = place.selectbox(
            label,
            list(options),
            index=list(options).index(self.draft.typed(key, usual)),
            format_func=options.__getitem__,
            key=key,
        )
        return chosen


def ask(view: DeskView, draft: Draft, intake: Intake, level: Level, year: int) -> SubmissionRequest:
    """Ask what is to be said of the figures of a file."""
    st.html(markup.element("h2", words.STEP_FACTS))
    usual = _last_delivery(view, draft, intake, year)
    quantity = usual.quantity if usual else ""
    fields = _Fields(draft=draft, key=f"desk_fact_{draft.mark}_{view.area}_{year}_{quantity}")
    left, right = st.columns(2)
    source = fields.text(left, "source", words.SOURCE, usual.source if usual else "")
    publisher = fields.text(right, "publisher", words.PUBLISHER, usual.publisher if usual else "")
    day, audience, exact = st.columns(3)
    reference = fields.text(day, "date", words.DATE, _usual_date(usual, year))
    released_to = fields.choice(
        audience,
        "audience",
        (words.AUDIENCE, words.AUDIENCES),
        usual.audience if usual else Audience.STATISTICS,
    )
    exactness = fields.choice(
        exact, "exactness", (words.EXACTNESS, words.EXACTNESSES), Exactness.EXACT
    )
    note = fields.text(st, "note", words.NOTE, "")
    key = f"{fields.key}_partial"
    partial = st.checkbox(words.PARTIAL, value=draft.typed(key, usual=False), key=key)
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


def _last_delivery(view: DeskView, draft: Draft, intake: Intake, year: int) -> Delivery | None:
    desk, codes = view.deliveries.desk, tuple(intake.frame["quantity"].unique())
    last = draft.remembered(
        "last",
        (desk, view.area, codes, year),
        lambda: desk.last_deliveries(view.area, codes, year),
    )
    return next(iter(last), None)


def _usual_date(usual: Delivery | None, year: int) -> str:
    """Return the day as last time, a year or more later."""
    if usual is None or usual.reference_date is None:
        return ""
    span = usual.reference_date
    moved = span.start.year + year - usual.year
    if span.period is Period.DAY:
        return f"{span.start:%d.%m.}{moved}"
    return str(moved) if span.period is Period.YEAR else ""
