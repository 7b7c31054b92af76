"""Adding quantities and indicators to the catalogue of an area, and notes on its figures."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

import streamlit as st

from atlas.commands.catalogue import LONGEST, CatalogueEntries, draft_of, text_of_draft
from atlas.model.catalogue_drafts import (
    FORMULA_KINDS,
    RATE,
    SHARE,
    CatalogueDraft,
    IndicatorDraft,
    QuantityDraft,
)
from atlas.model.formulas import PERCENT
from atlas.model.indicators import Catalogue
from atlas.model.journal import Entry, fields_of
from atlas.model.numbers import format_number
from atlas.model.quantities import Kind
from atlas.model.roles import Role
from atlas.sources.catalogue import NAME
from atlas.ui import controls, footnote_form, markup
from atlas.ui.desk_history import attempt, say_what_was_done, show_history
from atlas.ui.desk_view import DeskView
from atlas.views.desk import catalogue_texts as words

PART_WORD = "katalog"
EDITING: Final = frozenset({Role.STATISTICS, Role.ADMINISTER})
"""Who may change what figures mean."""


def draw(view: DeskView) -> None:
    """Ask what to edit, and show it."""
    if not view.person.roles & EDITING:
        st.info(words.ONLY_OFFICE)
        return
    say_what_was_done()
    part = controls.switch(PART_WORD, words.PART, words.PARTS)
    if part in _ASKED:
        _draw_entries(view, part)
    else:
        footnote_form.draw(view)


@dataclass(frozen=True, kw_only=True)
class _Form:
    """Fields of one entry: those of a new one, or of the `draft` of one that is changed.

    `key` tells its widgets from those of other entries.
    """

    key: str
    catalogue: Catalogue
    draft: CatalogueDraft | None

    def text(self, name: str, label: str, hint: str = "", *, fixed: bool = False) -> str:
        """Ask for one line."""
        said = st.text_input(
            label,
            getattr(self.draft, name, ""),
            max_chars=LONGEST,
            help=hint or None,
            disabled=fixed,
            key=f"{self.key}_{name}",
        )
        return " ".join(said.split())

    def long_text(self, name: str, label: str, hint: str) -> str:
        """Ask for a paragraph."""
        said = st.text_area(
            label,
            getattr(self.draft, name, ""),
            max_chars=LONGEST,
            help=hint,
            height=100,
            key=f"{self.key}_{name}",
        )
        return " ".join(said.split())

    def one(self, name: str, label: str, options: Mapping[str, str]) -> str:
        """Ask for one of some."""
        codes, before = list(options), str(getattr(self.draft, name, ""))
        chosen: str = st.selectbox(
            label,
            codes,
            index=codes.index(before) if before in options else 0,
            format_func=options.__getitem__,
            key=f"{self.key}_{name}",
        )
        return chosen

    def some(
        self, name: str, label: str, options: Mapping[str, str], hint: str = ""
    ) -> tuple[str, ...]:
        """Ask for any of some."""
        chosen = st.multiselect(
            label,
            list(options),
            [code for code in getattr(self.draft, name, ()) if code in options],
            format_func=options.__getitem__,
            help=hint or None,
            placeholder=words.CHOOSE,
            key=f"{self.key}_{name}",
        )
        return tuple(chosen)

    @property
    def quantities(self) -> dict[str, str]:
        """Titles of all quantities but this one, with their names, which are the columns."""
        own = self.draft.code if self.draft else ""
        items = sorted(self.catalogue.quantities.values(), key=lambda item: item.title)
        return {item.code: f"{item.title} ({item.code})" for item in items if item.code != own}


def _draw_entries(view: DeskView, part: str) -> None:
    ask, section = _ASKED[part]
    st.write(markup.as_markdown(words.LEADS[part].format(area=view.holdings.area.name)))
    catalogue = CatalogueEntries(desk=view.deliveries.desk, tables=view.deliveries.tables)
    history = [one for one in catalogue.history(view.area) if one.key.startswith(section)]
    entries = {one.key: one for one in catalogue.entries(view.area) if one.key.startswith(section)}
    entry = _ask_entry(entries, f"desk_{section}_{view.area}_{len(history)}")
    form = _Form(
        key=f"desk_{section}_{view.area}_{entry.key if entry else ''}_{len(history)}",
        catalogue=view.holdings.catalogue,
        draft=draft_of(entry) if entry else None,
    )
    draft = ask(form)
    st.caption(words.PREVIEW.format(file=f"indicators/{view.area}/{NAME}"))
    st.code(text_of_draft(draft), language="toml", wrap_lines=True)
    with st.container(horizontal=True):
        label = words.CHANGE if entry else words.ADD
        saves = st.button(label, type="primary", key="desk_catalogue_save")
        removes = entry is not None and st.button(words.REMOVE, key="desk_catalogue_remove")
    if saves:
        attempt(lambda: _saved(catalogue, view.area, draft, entry))
    if entry and removes:
        attempt(lambda: _removed(catalogue, entry))
    show_history(history, _text_of)


def _ask_entry(entries: Mapping[str, Entry], key: str) -> Entry | None:
    """Ask which entry is to be changed, if there is any."""
    if not entries:
        return None
    labels = {"": words.NEW} | {name: draft_of(one).title for name, one in entries.items()}
    chosen = st.selectbox(words.ENTRY, list(labels), format_func=labels.__getitem__, key=key)
    return entries.get(chosen)


def _ask_quantity(form: _Form) -> QuantityDraft:
    left, right = st.columns(2)
    rules = {"": words.CHOOSE} | {
        code: words.RULE_LINE.format(title=rule.title, minimum=rule.minimum)
        for code, rule in form.catalogue.rules.items()
    }
    with left:
        title = form.text("title", words.TITLE)
        unit = form.text("unit", words.UNIT, words.UNIT_HELP)
        disclosure = form.one("disclosure", words.RULE, rules)
    with right:
        code = form.text("code", words.NAME, words.NAME_HELP, fixed=form.draft is not None)
        kind = form.one("kind", words.KIND, words.KINDS)
        source = form.text("source", words.SOURCE)
    counts = {"": words.CHOOSE} | form.quantities
    weight = form.one("weight", words.WEIGHT, counts) if kind == Kind.MEAN else ""
    definition = form.long_text("definition", words.DEFINITION, words.DEFINITION_HELP)
    adds_up = kind in {Kind.COUNT, Kind.AMOUNT}
    parts = form.some("parts", words.PARTS_OF, form.quantities, words.PARTS_HELP) if adds_up else ()
    return QuantityDraft(
        code=code,
        title=title,
        unit=unit,
        kind=kind,
        definition=definition,
        disclosure=disclosure,
        parts=parts,
        weight=weight,
        source=source,
    )


def _ask_indicator(form: _Form) -> IndicatorDraft:
    left, right = st.columns(2)
    formulas = {kind: words.FORMULAS[kind] for kind in FORMULA_KINDS}
    polarities = {str(number): text for number, text in words.POLARITIES.items()}
    topics = {code: topic.title for code, topic in form.catalogue.topics.items()}
    with left:
        title = form.text("title", words.TITLE)
        kind = form.one("kind", words.FORMULA, formulas)
        of = form.some("of", words.NUMERATOR, form.quantities, words.SUMMED_HELP)
        chosen_topics = form.some("topics", words.TOPICS, topics)
        date_rule = form.text("date_rule", words.DATE_RULE, words.DATE_RULE_HELP)
    with right:
        code = form.text("code", words.NAME, words.NAME_HELP, fixed=form.draft is not None)
        unit, factor = _ask_unit(form, kind, of)
        per = form.some("per", words.DENOMINATOR, form.quantities, words.SUMMED_HELP)
        polarity = form.one("polarity", words.POLARITY, polarities)
        source = form.text("source", words.SOURCE)
    definition = form.long_text("definition", words.DEFINITION, words.DEFINITION_HELP)
    return IndicatorDraft(
        code=code,
        title=title,
        kind=kind,
        of=of,
        per=per,
        topics=chosen_topics,
        polarity=int(polarity),
        definition=definition,
        date_rule=date_rule,
        source=source,
        unit=unit,
        factor=factor,
    )


def _ask_unit(form: _Form, kind: str, of: tuple[str, ...]) -> tuple[str, int]:
    """Ask for the unit where the formula leaves it open, for the factor of a rate."""
    draft = form.draft if isinstance(form.draft, IndicatorDraft) else None
    if kind == RATE:
        before = draft.factor if draft else 1000
        factors = sorted({*words.FACTORS, before})
        factor: int = st.selectbox(
            words.FACTOR,
            factors,
            index=factors.index(before),
            format_func=lambda number: format_number(number, 0),
            key=f"{form.key}_factor",
        )
        return "", factor
    if kind == SHARE:
        st.text_input(words.UNIT, PERCENT, disabled=True, key=f"{form.key}_percent")
        return "", 1000
    usual = form.catalogue.quantities[of[0]].unit if of else ""
    unit = st.text_input(
        words.UNIT,
        (draft.unit if draft else "") or usual,
        max_chars=LONGEST,
        help=words.UNIT_HELP,
        # another numerator, another proposal
        key=f"{form.key}_unit_{of[:1]}",
    )
    return " ".join(unit.split()), 1000


def _saved(
    catalogue: CatalogueEntries, area: str, draft: CatalogueDraft, entry: Entry | None
) -> str:
    catalogue.write(area, draft, entry)
    return words.ADDED.format(title=draft.title)


def _removed(catalogue: CatalogueEntries, entry: Entry) -> str:
    title = draft_of(entry).title
    catalogue.remove(entry)
    return words.REMOVED.format(title=title)


def _text_of(entry: Entry) -> str:
    """What a version of an entry put into the catalogue."""
    return str(fields_of(entry).get("text", ""))


_ASKED: Final[Mapping[str, tuple[Callable[[_Form], CatalogueDraft], str]]] = {
    "messgroessen": (_ask_quantity, "quantity"),
    "indikatoren": (_ask_indicator, "indicator"),
}
"""By part of the page: what asks for an entry, and its section of a catalogue."""
