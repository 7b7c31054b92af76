"""Budget and variants of a model calculation as a form, kept in the session."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Final

import streamlit as st

from atlas.errors import AllocationError
from atlas.model.allocation import AllocationVariant, Budget
from atlas.model.scope import Scope
from atlas.ui import markup
from atlas.ui.cache import kept
from atlas.ui.frame import Page
from atlas.views.composite import allocation_texts as words
from atlas.views.composite.allocation import (
    MOST_VARIANTS,
    AllocationChoice,
    decimal_number,
    decimal_text,
    present_amounts,
)
from atlas.views.composite.choices import offer
from atlas.views.composite.figures import AreaIndex

_DRAFT: Final = "allocation_draft"
_USUAL_BUDGET: Final = 100_000
_FAULT: Final = "allocation_fault"
_LONGEST_NUMBER: Final = 20
_LONGEST_PRESENT: Final = 50_000
_FIRST_VARIANTS: Final = (
    AllocationVariant(),
    AllocationVariant(factor=2.0),
    AllocationVariant(basic_percent=30.0, factor=2.0),
)


@dataclass(slots=True, kw_only=True)
class _Draft:
    """What somebody entered; `count` of the variants are shown."""

    budget: Budget
    variants: list[AllocationVariant]
    count: int = 2
    present: str = ""


def ask(page: Page, scope: Scope, index: AreaIndex) -> AllocationChoice | None:
    """Ask for budget and variants; None where there is no count to share out by.

    Raises
    ------
    AllocationError
        If the present amounts can't be read.
    """
    counts = kept(offer, page.atlas, scope.unselected).counts
    if not counts:
        st.info(words.NO_COUNTS)
        return None
    draft = _draft(counts, index)
    if fault := st.session_state.pop(_FAULT, ""):
        st.error(markup.as_message(fault))
    _budget(draft, counts)
    labels = index.recipe.class_labels
    draft.variants = [_fitted(variant, len(labels)) for variant in draft.variants]
    columns = st.columns(MOST_VARIANTS, gap="large")
    for at, column in enumerate(columns[: draft.count]):
        with column:
            _variant(draft, at, labels)
    present = present_amounts(index, draft.present)
    budget = replace(draft.budget, present=present)
    variants = tuple(draft.variants[: draft.count])
    if not present:
        # limits are entered beside the present amounts only; they wait for the next ones
        variants = tuple(replace(each, most_less=None, most_more=None) for each in variants)
    return AllocationChoice(index=index.choice, budget=budget, variants=variants)


def _draft(counts: Mapping[str, str], index: AreaIndex) -> _Draft:
    """The draft of the session; its size is one that the level has."""
    draft: _Draft | None = st.session_state.get(_DRAFT)
    column = index.recipe.exclude.column
    usual = column if column in counts else next(iter(counts))
    if draft is None:
        budget = Budget(euros=_USUAL_BUDGET, size=usual)
        draft = _Draft(budget=budget, variants=list(_FIRST_VARIANTS))
    if draft.budget.size not in counts:
        draft.budget = replace(draft.budget, size=usual)
    st.session_state[_DRAFT] = draft
    return draft


def _fitted(variant: AllocationVariant, classes: int) -> AllocationVariant:
    """Begin anew with weights where there are other classes than before."""
    if not variant.group_weights or len(variant.group_weights) == classes:
        return variant
    return replace(variant, group_weights=_usual_weights(classes))


def _usual_weights(classes: int) -> tuple[float, ...]:
    return tuple(float(number) for number in range(1, classes + 1))


def _budget(draft: _Draft, counts: Mapping[str, str]) -> None:
    """Ask for what holds for all variants."""

    def put(name: str, value: Any) -> None:  # noqa: ANN401  (any field)
        draft.budget = replace(draft.budget, **{name: value})

    budget, size, rounding, count = st.columns([2, 4, 2, 2], vertical_alignment="bottom")
    with budget:
        euros = draft.budget.euros
        _number("budget", words.BUDGET, euros, lambda n: put("euros", int(n)))
    with size:
        _select("size", words.SIZE_CHOICE, counts, draft.budget.size, lambda v: put("size", v))
    with rounding:
        now = draft.budget.in_cents
        _select("cents", words.ROUNDING, words.ROUNDINGS, now, lambda v: put("in_cents", v))
    with count:
        numbers = {number: str(number) for number in range(1, MOST_VARIANTS + 1)}
        _select("count", words.COUNT, numbers, draft.count, lambda v: setattr(draft, "count", v))
    with st.expander(words.PRESENT_TITLE, key="allocation_present_box"):
        key = "allocation_present"
        st.session_state[key] = draft.present
        st.text_area(
            words.PRESENT_TEXT,
            key=key,
            placeholder=words.PRESENT_EXAMPLE,
            max_chars=_LONGEST_PRESENT,
            on_change=lambda: setattr(draft, "present", st.session_state[key]),
        )


def _variant(draft: _Draft, at: int, labels: tuple[str, ...]) -> None:
    """Ask for the formula of a variant."""
    variant = draft.variants[at]

    def put(name: str, value: Any) -> None:  # noqa: ANN401  (any field)
        draft.variants[at] = replace(draft.variants[at], **{name: value})

    def weigh(by_class: bool) -> None:
        put("group_weights", _usual_weights(len(labels)) if by_class else ())

    def key(name: str) -> str:
        return f"{name}_{at}"

    st.markdown(f"**{words.VARIANTS[at]}**")
    percent = variant.basic_percent
    _number(key("basic"), words.BASIC, percent, lambda n: put("basic_percent", n))
    equal = variant.equal_basic
    _select(
        key("kind"), words.BASIC_KIND, words.BASIC_KINDS, equal, lambda v: put("equal_basic", v)
    )
    if labels:
        by_class = bool(variant.group_weights)
        _select(key("need"), words.NEED_KIND, words.NEED_KINDS, by_class, weigh)
    if variant.group_weights:
        _weights(draft, at, labels)
    else:
        _number(key("factor"), words.FACTOR, variant.factor, lambda n: put("factor", n))
    if draft.present.strip():
        less, more = variant.most_less, variant.most_more
        _number(key("less"), words.MOST_LESS, less, lambda n: put("most_less", n), is_limit=True)
        _number(key("more"), words.MOST_MORE, more, lambda n: put("most_more", n), is_limit=True)


def _weights(draft: _Draft, at: int, labels: tuple[str, ...]) -> None:
    """Ask for a weight per class."""

    def put(number: int, weight: float) -> None:
        weights = list(draft.variants[at].group_weights)
        weights[number] = weight
        draft.variants[at] = replace(draft.variants[at], group_weights=tuple(weights))

    for number, label in enumerate(labels):
        weight = draft.variants[at].group_weights[number]
        title = words.WEIGHT_OF.format(label=label)
        _number(f"weight_{at}_{number}", title, weight, partial(put, number))


def _number(
    name: str,
    label: str,
    value: float | None,
    put: Callable[[Any], None],
    *,
    is_limit: bool = False,
) -> None:
    """Ask for a number with decimal comma; only a limit may be left empty."""
    key = f"allocation_{name}"
    st.session_state[key] = "" if value is None else decimal_text(value)

    def changed() -> None:
        text = st.session_state[key]
        try:
            put(None if is_limit and not text.strip() else decimal_number(text))
        except AllocationError as error:
            st.session_state[_FAULT] = str(error)

    placeholder = words.NO_LIMIT if is_limit else None
    st.text_input(
        label, key=key, max_chars=_LONGEST_NUMBER, placeholder=placeholder, on_change=changed
    )


def _select(
    name: str, label: str, options: Mapping[Any, str], value: object, put: Callable[[Any], None]
) -> None:
    key = f"allocation_{name}"
    st.session_state[key] = value
    st.selectbox(
        label,
        list(options),
        format_func=options.__getitem__,
        key=key,
        on_change=lambda: put(st.session_state[key]),
    )
