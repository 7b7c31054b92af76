"""The choice of classes and colours of a map; its state is one word of the address."""

from __future__ import annotations

import streamlit as st

from atlas.model.classing import FEWEST_CLASSES, MOST_CLASSES, Classing, Method
from atlas.model.scope import Scope
from atlas.model.specs import MapKind, MapSeries
from atlas.render.legend import inner_limits
from atlas.ui import cache, controls, frame, markup
from atlas.views import choices, texts
from atlas.views.map import classing_words

METHOD, NUMBER, COLOURS, LIMITS = "classes_method", "classes_number", "classes_colours", "limits"
SHOWN_LIMITS = "classes_shown_limits"
WRONG = "classes_limits_wrong"
SUITS = ""
NUMBERS = (SUITS, *(str(n) for n in range(FEWEST_CLASSES, MOST_CLASSES + 1)))


def ask(page: frame.Page, scope: Scope, in_one: str = "") -> None:
    """Ask in the sidebar how the map is to be classed; a change takes effect in the next run.

    Maps of circles, and those that show a second indicator `in_one`, have nothing to choose: they
    say how they are made.
    """
    used = choices.classing(page.atlas, scope)
    _settle(used)
    with st.sidebar.popover(
        texts.CLASSES_CHOICE, width="stretch", key="classes", on_change="rerun"
    ) as unfolded:
        if unfolded.open:
            series = _series(page, scope, in_one)
            if series.kind is not MapKind.CHOROPLETH:
                st.write(markup.as_markdown(f"{texts.CLASSING}: {series.method}."))
                return
            st.session_state[SHOWN_LIMITS] = _text(inner_limits(series))
            _fields(scope, used)


def _series(page: frame.Page, scope: Scope, in_one: str) -> MapSeries:
    if in_one:
        return cache.bivariate_series(page.atlas, scope, in_one)
    return cache.map_series(page.atlas, scope)


def _fields(scope: Scope, used: Classing) -> None:
    _pick(texts.CLASS_METHOD, tuple(classing_words.METHODS), METHOD, texts.CLASS_METHODS)
    if used.method is Method.MANUAL:
        st.text_input(texts.CLASS_LIMITS, key=LIMITS, on_change=_store)
        st.caption(texts.CLASS_LIMITS_HINT)
        if st.session_state.get(WRONG):
            st.error(texts.CLASS_LIMITS_WRONG)
    else:
        names = {SUITS: texts.SUITS} | {number: number for number in NUMBERS[1:]}
        _pick(texts.CLASS_NUMBER, NUMBERS, NUMBER, names)
    _pick(texts.CLASS_COLOURS, (SUITS, *classing_words.PALETTES), COLOURS, texts.PALETTES)
    st.button(texts.CLASSES_RESET, on_click=_reset, disabled=scope.classing is None)


def _pick(label: str, options: tuple[str, ...], key: str, names: dict[str, str]) -> None:
    st.selectbox(label, options, key=key, format_func=lambda word: names[word], on_change=_store)


def _settle(used: Classing) -> None:
    """Let the widgets stand on what is used."""
    methods = {method: word for word, method in classing_words.METHODS.items()}
    palettes = {palette: word for word, palette in classing_words.PALETTES.items()}
    st.session_state[METHOD] = methods[used.method]
    st.session_state[NUMBER] = str(used.classes or SUITS)
    st.session_state[COLOURS] = palettes[used.palette] if used.palette else SUITS
    if not st.session_state.get(WRONG):
        st.session_state[LIMITS] = _text(used.limits)


def _text(limits: tuple[float, ...]) -> str:
    return "; ".join(f"{limit:.10g}".replace(".", ",") for limit in limits)


def _store() -> None:
    """Write the widgets into the address, if they make sense together."""
    state = st.session_state
    method, number, colours = state[METHOD], state.get(NUMBER, SUITS), state[COLOURS]
    manual = classing_words.METHODS[method] is Method.MANUAL
    # whoever begins with own limits begins with those on the screen
    written = state.get(LIMITS) or state.get(SHOWN_LIMITS, "")
    limits = "_".join(written.replace(" ", "").split(";")) if manual else ""
    parts = (method, limits, "" if manual else number, colours)
    word = ".".join(part for part in parts if part)
    # a full stop separates the words of an address: "10; 12.5" would be read as 10, 12 and 5
    state[WRONG] = "." in limits or not _readable(word)
    if not state[WRONG]:
        state[controls.CLASSING] = word


def _readable(word: str) -> bool:
    try:
        classing_words.classing_of(word)
    except ValueError:
        return False
    return True


def _reset() -> None:
    st.session_state[controls.CLASSING] = ""
    st.session_state[WRONG] = False
