"""The choice of classes and colours of a map; its state is one word of the address."""

from __future__ import annotations

import streamlit as st

from atlas.model.classing import FEWEST_CLASSES, MOST_CLASSES, Classing, Method
from atlas.model.scope import Scope
from atlas.model.specs import MapKind
from atlas.render.legend import inner_limits
from atlas.ui import composed, controls, frame, markup
from atlas.ui.cache import kept
from atlas.views import choices, texts
from atlas.views.map import classing_codec
from atlas.views.map import texts as map_texts

METHOD, NUMBER, COLOURS, LIMITS = "classes_method", "classes_number", "classes_colours", "limits"
LIMITS_OF_MAP = "classes_limits_of_map"
LIMITS_WRONG = "classes_limits_wrong"
AUTOMATIC = ""
NUMBERS = (AUTOMATIC, *(str(n) for n in range(FEWEST_CLASSES, MOST_CLASSES + 1)))


def ask(page: frame.Page, scope: Scope, second_indicator: str = "") -> None:
    """Ask in the sidebar how to class the map; a change takes effect in the next run.

    Maps of circles, and those of a `second_indicator`, have nothing to choose: they say how they
    are classed.
    """
    used = choices.classing(page.atlas, scope)
    _update_widgets(used)
    with st.sidebar.popover(
        texts.CLASSES_CHOICE, width="stretch", key="classes", on_change="rerun"
    ) as unfolded:
        if unfolded.open:
            series = kept(composed.map_series, page.atlas, scope.unselected, second_indicator)
            if series.kind is not MapKind.CHOROPLETH:
                st.write(markup.as_markdown(f"{map_texts.CLASSING}: {series.method}."))
                return
            st.session_state[LIMITS_OF_MAP] = _text(inner_limits(series))
            _fields(scope, used)


def _fields(scope: Scope, used: Classing) -> None:
    _select_box(
        map_texts.CLASS_METHOD, tuple(classing_codec.METHODS), METHOD, map_texts.CLASS_METHODS
    )
    if used.method is Method.MANUAL:
        st.text_input(map_texts.CLASS_LIMITS, key=LIMITS, on_change=_store)
        st.caption(map_texts.CLASS_LIMITS_HINT)
        if st.session_state.get(LIMITS_WRONG):
            st.error(map_texts.CLASS_LIMITS_WRONG)
    else:
        names = {AUTOMATIC: map_texts.SUITS} | {number: number for number in NUMBERS[1:]}
        _select_box(map_texts.CLASS_NUMBER, NUMBERS, NUMBER, names)
    _select_box(
        map_texts.CLASS_COLOURS, (AUTOMATIC, *classing_codec.PALETTES), COLOURS, map_texts.PALETTES
    )
    st.button(map_texts.CLASSES_RESET, on_click=_reset, disabled=scope.classing is None)


def _select_box(label: str, options: tuple[str, ...], key: str, names: dict[str, str]) -> None:
    st.selectbox(
        label,
        options,
        # said twice for the reason that controls have
        index=options.index(st.session_state[key]) if st.session_state.get(key) in options else 0,
        key=key,
        format_func=lambda word: names[word],
        on_change=_store,
    )


def _update_widgets(used: Classing) -> None:
    """Set the widgets to the classing in use."""
    methods = {method: word for word, method in classing_codec.METHODS.items()}
    palettes = {palette: word for word, palette in classing_codec.PALETTES.items()}
    st.session_state[METHOD] = methods[used.method]
    st.session_state[NUMBER] = str(used.classes or AUTOMATIC)
    st.session_state[COLOURS] = palettes[used.palette] if used.palette else AUTOMATIC
    if not st.session_state.get(LIMITS_WRONG):
        st.session_state[LIMITS] = _text(used.limits)


def _text(limits: tuple[float, ...]) -> str:
    return "; ".join(f"{limit:.10g}".replace(".", ",") for limit in limits)


def _store() -> None:
    """Write the values of the widgets into the address, if they make sense together."""
    state = st.session_state
    method, number, colours = state[METHOD], state.get(NUMBER, AUTOMATIC), state[COLOURS]
    manual = classing_codec.METHODS[method] is Method.MANUAL
    # manual limits begin with those on the screen
    written = state.get(LIMITS) or state.get(LIMITS_OF_MAP, "")
    limits = "_".join(written.replace(" ", "").split(";")) if manual else ""
    parts = (method, limits, "" if manual else number, colours)
    word = ".".join(part for part in parts if part)
    # a full stop separates the words of an address: "10; 12.5" would be read as 10, 12 and 5
    state[LIMITS_WRONG] = "." in limits or not _readable(word)
    if not state[LIMITS_WRONG]:
        state[controls.CLASSING] = word


def _readable(word: str) -> bool:
    try:
        classing_codec.decode_classing(word)
    except ValueError:
        return False
    return True


def _reset() -> None:
    st.session_state[controls.CLASSING] = ""
    st.session_state[LIMITS_WRONG] = False
