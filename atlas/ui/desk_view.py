"""What the parts of the data desk work with: an area, somebody, and the keepers' commands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import Final

import streamlit as st

from atlas.commands.deliveries import Deliveries, keepers_holdings
from atlas.measures.completeness import Holdings
from atlas.model.intake import IntakeProblem, IntakeSeverity
from atlas.model.roles import Person
from atlas.model.submissions import Comment
from atlas.ui import markup
from atlas.views.desk import tables
from atlas.views.desk import texts as words

MOST_SHOWN: Final = 50
"""Findings of one kind that the page lists; the command line lists all."""
LONGEST_ANSWER: Final = 500
NOTHING_TYPED: Final[Mapping[str, str]] = MappingProxyType({})


@dataclass(frozen=True, kw_only=True)
class DeskView:
    """An area, somebody who works on its figures, and the commands that do it."""

    area: str
    person: Person
    deliveries: Deliveries

    @property
    def may_release(self) -> bool:
        """Whether the person may take a delivery over."""
        return self.person.may_release

    @cached_property
    def holdings(self) -> Holdings:
        """What the area has, and who delivers what."""
        return keepers_holdings(self.deliveries.desk, self.area)

    @property
    def senders(self) -> list[str]:
        """Departments the person may deliver for: the own ones, all for who may release."""
        if self.may_release:
            return [*(item.name for item in self.holdings.departments), words.OTHER_SENDER]
        return sorted(self.person.departments)

    def department_of(self, sender: str) -> str:
        """Name of the department that was chosen, "" for any other."""
        return "" if sender == words.OTHER_SENDER else sender


def show_findings(
    problems: Iterable[IntakeProblem],
    answers: dict[str, Comment],
    key: str,
    typed: Mapping[str, str] = NOTHING_TYPED,
) -> dict[str, str]:
    """List findings, errors first; return what was answered to the others, by kind.

    `typed` is what stood in the fields for answers when they were last seen, by their keys.
    """
    groups = tables.by_kind(problems)
    said: dict[str, str] = {}
    if not groups:
        st.write(words.NOTHING_ODD)
        return said
    st.write(tables.counts_text([item for _, items in groups for item in items]))
    for code, items in groups:
        severity = items[0].severity
        title = f"{words.SEVERITY[severity]}: {items[0].message}"
        if len(items) > 1:
            title = words.AND_MORE.format(title=title, count=len(items) - 1)
        is_open = severity is IntakeSeverity.ERROR or code not in answers
        with st.expander(markup.as_markdown(title), expanded=is_open, key=f"{key}_{code}"):
            if len(items) > 1:
                st.html(markup.table_html(tables.findings_table(items[:MOST_SHOWN])))
            else:
                st.html(markup.pairs_html(tables.finding_pairs(items[0])))
            if severity is IntakeSeverity.ERROR:
                continue
            if code in answers:
                answer = answers[code]
                text = words.ANSWERED.format(actor=answer.actor, text=answer.text)
                st.write(markup.as_markdown(text))
            box = f"{key}_answer_{code}"
            said[code] = st.text_input(
                words.ANSWER, typed.get(box, ""), key=box, max_chars=LONGEST_ANSWER
            )
    if any(items[0].severity is IntakeSeverity.ERROR for _, items in groups):
        st.warning(words.ERRORS_BLOCK)
    return said
