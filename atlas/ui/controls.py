"""The choices in the sidebar. Their state lives in the address, checked on the way in.

Three stores hold it: the address (links, bookmarks), the widgets (the user's last click) and
the memory of the session (a click on the navigation drops the address's query). The address
wins when it says something new, the widgets otherwise; after a change of page the memory does.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

import streamlit as st

from atlas.atlas import Atlas
from atlas.errors import DataError
from atlas.model.classing import Classing
from atlas.model.scope import Scope, View
from atlas.model.specs import ChartKind
from atlas.ui import composed, frame, markup, year_box
from atlas.ui.cache import kept
from atlas.ui.composed import ChartChoice
from atlas.views import address, choices, texts
from atlas.views.chart import texts as chart_texts
from atlas.views.map import classing_codec

MEMORY = "remembered"
SEEN = "address_seen"
PAGE = "remembered_page"
TOPIC = "thema"
CLASSING = "choice_klassen"
SELECTION = "choice_auswahl"
CHARTS = (ChartKind.BARS, ChartKind.SERIES, ChartKind.SCATTER, ChartKind.DISTRIBUTION)
ORDERS = ("amtlich", "wert")
YES = "ja"
VIEWS: Mapping[str, View] = {
    "wert": View.VALUE,
    "veraenderung": View.CHANGE,
    "abweichung": View.DEVIATION,
}


class NothingToChooseError(DataError):
    """The data folder or an area holds nothing that could be shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Inputs:
    """One pass through the choices; `rejected` collects what the address got wrong."""

    atlas: Atlas
    address: Mapping[str, str]
    rejected: list[str] = field(default_factory=list)

    def select_box(self, name: str, label: str, options: Mapping[str, str], default: str) -> str:
        """Ask for one of some options; `default` unless the address or the user says another."""
        key = self.valid_key(name, options, default)
        chosen = st.selectbox(
            label, list(options), format_func=_label(options), key=key, placeholder=texts.SEARCH
        )
        return chosen if chosen in options else default

    def valid_key(self, name: str, options: Collection[str], default: str) -> str:
        """Return the key of a widget, after making sure that its value is one of its options."""
        key = f"choice_{name}"
        value = st.session_state.get(key)
        if value not in options:
            if name in self.address and self.address[name] == value:
                self.rejected.append(texts.ADDRESS_NAMES[name])
            st.session_state[key] = default
        return key


def scope(page: frame.Page) -> Scope:
    """Ask what to show, and keep the address in step.

    Raises
    ------
    NothingToChooseError
        If there is no area or no figure to show.
    """
    inputs = _Inputs(atlas=page.atlas, address=_seed_widgets(page.stem))
    with st.sidebar:
        chosen = _ask(inputs)
    _drop_unknown_units(inputs, chosen.area)
    frame.show_banner(page, chosen)
    _update_address(page.stem, chosen)
    if inputs.rejected:
        names = markup.as_markdown(", ".join(inputs.rejected))
        st.warning(texts.ADDRESS_REJECTED.format(names=names))
    return chosen


def _seed_widgets(stem: str) -> dict[str, str]:
    """Put what the address or the memory says into the widgets; return a new address."""
    written = st.query_params.to_dict()
    current = {name: written[name] for name in texts.ADDRESS_NAMES if name in written}
    memory: dict[str, str] = st.session_state.get(MEMORY, {})
    # an interrupted run may leave the old address behind: only one not seen before is new
    is_new = bool(current) and current not in (memory, st.session_state.get(SEEN))
    st.session_state[SEEN] = current
    if is_new:
        for name in (*texts.ADDRESS_NAMES, TOPIC):
            st.session_state.pop(f"choice_{name}", None)
    if is_new or st.session_state.get(PAGE) != stem:
        for name, value in (current if is_new else memory).items():
            st.session_state[f"choice_{name}"] = value
    return current if is_new else {}


def _ask(inputs: _Inputs) -> Scope:
    atlas = inputs.atlas
    areas = choices.areas(atlas)
    if not areas:
        raise NothingToChooseError(texts.NO_AREAS)
    area = inputs.select_box("gebiet", texts.AREA_CHOICE, areas, next(iter(areas)))
    levels = kept(choices.levels, atlas, area)
    if not levels:
        raise NothingToChooseError(texts.NO_FIGURES.format(area=areas[area], area_id=area))
    finest = choices.default_level(atlas, area, levels)
    level = inputs.select_box("ebene", texts.LEVEL_CHOICE, levels, finest)
    vintage = _ask_vintage(inputs, area, level)
    code = _ask_indicator(inputs, area, level)
    dated = _ask_years(
        inputs, Scope(area=area, level=level, indicator=code, year=0, vintage=vintage)
    )
    return replace(dated, view=_ask_view(inputs, dated), classing=_classing(inputs))


def _ask_vintage(inputs: _Inputs, area: str, level: str) -> date | None:
    """Ask for the Gebietsstand where borders changed; None for the newest."""
    offered = choices.vintages(inputs.atlas, area, level)
    if not offered:
        inputs.valid_key("stand", [""], "")
        return None
    newest = next(iter(offered))
    chosen = inputs.select_box("stand", texts.VINTAGE_CHOICE, offered, newest)
    return None if chosen == newest else date.fromisoformat(chosen)


def _classing(inputs: _Inputs) -> Classing | None:
    """Read the classing, which is chosen beside the map and not in the sidebar."""
    try:
        return classing_codec.decode_classing(st.session_state.get(CLASSING, ""))
    except ValueError:
        inputs.rejected.append(texts.ADDRESS_NAMES["klassen"])
        st.session_state[CLASSING] = ""
        return None


def _drop_unknown_units(inputs: _Inputs, area: str) -> None:
    """Remove units from the selection that no level of the area ever had."""
    written = st.session_state.get(SELECTION, "")
    selected = address.units_of(written)
    if not selected:
        return
    existing = {unit.id for level in inputs.atlas.area(area).levels for unit in level.units}
    remaining = tuple(unit for unit in selected if unit in existing)
    if remaining == selected:
        return
    # no warning after a change of area: only an address can be wrong
    if inputs.address.get("auswahl") == written:
        inputs.rejected.append(texts.ADDRESS_NAMES["auswahl"])
    select_units(remaining)


def selection(page: frame.Page, chosen: Scope) -> tuple[str, ...]:
    """Return the selected units of the level; those of other levels are remembered."""
    selected = address.units_of(st.session_state.get(SELECTION, ""))
    if not selected:
        return ()
    level = page.atlas.level_at(chosen.area, chosen.level, chosen.vintage)
    existing = {unit.id for unit in level.units}
    return tuple(unit for unit in selected if unit in existing)


def select_units(units: tuple[str, ...]) -> None:
    """Select units, before the run that shows them."""
    st.session_state[SELECTION] = address.units_word(units)


def show_year(year: int) -> None:
    """Choose a year, before the run that shows it."""
    st.session_state["choice_jahr"] = str(year)


def show_area(area: str) -> None:
    """Choose an area, before the run that shows it."""
    st.session_state["choice_gebiet"] = area


def address_at_available_level(page: frame.Page, target: Scope) -> dict[str, str]:
    """Address of an indicator: on the level chosen, or else on one it has figures of.

    A scope of the whole area is shown by district.
    """
    available = page.atlas.levels_of(target.area, target.indicator)
    chosen: str = st.session_state.get("choice_ebene", "")
    default = choices.default_level(page.atlas, target.area, available)
    level = chosen if chosen in available else default
    return address_of(replace(target, level=level))


def _ask_indicator(inputs: _Inputs, area: str, level: str) -> str:
    """Ask for the topic field, then for an indicator of it; an indicator in the address wins."""
    fields = kept(choices.topic_fields, inputs.atlas, area, level)
    titles = {field.title: field.title for field in fields}
    topic = inputs.select_box(
        TOPIC, texts.TOPIC_CHOICE, {texts.ALL_TOPICS: texts.ALL_TOPICS} | titles, texts.ALL_TOPICS
    )
    field_title = "" if topic == texts.ALL_TOPICS else topic
    offered = kept(composed.indicators, inputs.atlas, area, level, field_title)
    default = choices.default_indicator(inputs.atlas, area, offered)
    return inputs.select_box("indikator", texts.INDICATOR, offered, default)


def _ask_years(inputs: _Inputs, scope: Scope) -> Scope:
    """Ask for the year and for one to compare it with."""
    atlas, series = inputs.atlas, (scope.area, scope.level, scope.indicator)
    years = [str(year) for year in choices.years(atlas, *series)]
    default = str(choices.default_year(atlas, *series))
    left, right = st.columns(2)
    with left:
        chosen: str = st.session_state[inputs.valid_key("jahr", years, default)]
        year_box.ask(texts.YEAR_CHOICE, years, chosen, show_year)
        year = int(chosen)
    earlier = [str(old) for old in choices.base_years(atlas, scope, year)]
    with right:
        if not earlier:
            inputs.valid_key("basis", [""], "")
            st.selectbox(texts.BASE_CHOICE, [], placeholder=texts.NO_BASE, disabled=True)
            return replace(scope, year=year)
        base = inputs.select_box("basis", texts.BASE_CHOICE, _as_options(earlier), earlier[0])
    return replace(scope, year=year, base_year=int(base))


def _ask_view(inputs: _Inputs, scope: Scope) -> View:
    offered = choices.views(inputs.atlas, scope)
    names = {name: offered[view] for name, view in VIEWS.items() if view in offered}
    key = inputs.valid_key("auswertung", names, "wert")
    options = list(names)
    chosen = st.radio(
        texts.VIEW_CHOICE,
        options,
        format_func=lambda name: markup.as_markdown(names[name]),
        key=key,
    )
    return VIEWS[chosen or "wert"]


def select_box(name: str, label: str, options: Mapping[str, str]) -> str:
    """Ask for one of many options in a select box; kept in the address of its page only."""
    key = _page_key(name, options)
    chosen = st.selectbox(label, list(options), format_func=_label(options), key=key)
    return _write_to_address(name, chosen or next(iter(options)))


def _as_options(names: Iterable[str]) -> dict[str, str]:
    return {name: name for name in names}


def _label(options: Mapping[str, str]) -> Callable[[str], str]:
    return lambda name: options.get(name, name)


def chart(page: frame.Page, scope: Scope) -> ChartChoice | None:
    """Ask which chart of the scope; None if it needs a second indicator and there is none."""
    kinds = dict(zip((kind.value for kind in CHARTS), chart_texts.CHARTS, strict=True))
    orders = dict(zip(ORDERS, chart_texts.ORDERS, strict=True))
    with st.container(horizontal=True):
        kind = switch("diagramm", chart_texts.CHART_CHOICE, kinds)
        bars = kind == ChartKind.BARS
        by_value = bars and switch("reihenfolge", chart_texts.ORDER, orders) == ORDERS[1]
    if kind != ChartKind.SCATTER:
        return ChartChoice(kind=ChartKind(kind), scope=scope, by_value=by_value)
    partners = kept(choices.partners, page.atlas, scope)
    if not partners:
        st.html(
            markup.element("h1", chart_texts.CHARTS[CHARTS.index(ChartKind.SCATTER)], "headline")
        )
        st.info(texts.ONLY_ONE)
        return None
    inputs = _Inputs(atlas=page.atlas, address={})
    other = inputs.select_box("partner", texts.OTHER_INDICATOR, partners, next(iter(partners)))
    return ChartChoice(kind=ChartKind.SCATTER, scope=scope, other=other)


def switch(name: str, label: str, options: Mapping[str, str]) -> str:
    """Ask for one of a few options; kept in the address of its page only."""
    key = _page_key(name, options)
    chosen = st.segmented_control(
        label, list(options), format_func=_label(options), key=key, required=True, wrap=True
    )
    return _write_to_address(name, chosen or next(iter(options)))


def _page_key(name: str, options: Collection[str]) -> str:
    """Return the key of a widget set to the option chosen or addressed, else to the first."""
    key = f"switch_{name}"
    value = st.session_state.get(key) or st.query_params.get(name)
    st.session_state[key] = value if value in options else next(iter(options))
    return key


def toggle(name: str, label: str) -> bool:
    """Ask yes or no; a yes is kept in the address of its page only."""
    key = f"switch_{name}"
    if key not in st.session_state:
        st.session_state[key] = st.query_params.get(name) == YES
    chosen = st.toggle(label, key=key)
    if chosen:
        _write_to_address(name, YES)
    else:
        st.query_params.pop(name, None)
    return chosen


def _write_to_address(name: str, word: str) -> str:
    """Keep a word in the address; each writing costs the browser time, needed or not."""
    if st.query_params.get(name) != word:
        st.query_params[name] = word
    return word


def address_of(chosen: Scope) -> dict[str, str]:
    """Write a scope as the parameters of an address."""
    names = {view: name for name, view in VIEWS.items()}
    parameters = {
        "gebiet": chosen.area,
        "ebene": chosen.level,
        "indikator": chosen.indicator,
        "stand": str(chosen.vintage or ""),
        "jahr": str(chosen.year),
        "basis": "" if chosen.base_year is None else str(chosen.base_year),
        "auswertung": names[chosen.view],
        "klassen": classing_codec.encode_classing(chosen.classing),
        "auswahl": st.session_state.get(SELECTION, ""),
    }
    return {name: word for name, word in parameters.items() if word}


def _update_address(stem: str, chosen: Scope) -> None:
    """Write the choices into the memory of the session and into the address."""
    parameters = address_of(chosen)
    st.session_state[MEMORY] = parameters
    st.session_state[PAGE] = stem
    before = st.query_params.to_dict()
    others = {name: word for name, word in before.items() if name not in texts.ADDRESS_NAMES}
    if parameters | others != before:
        st.query_params.from_dict(parameters | others)
