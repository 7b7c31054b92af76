"""The choices in the sidebar. Their state lives in the address, checked on the way in.

Three stores hold it: the address (links, bookmarks), the widgets (the user's last click) and
the memory of the session (a click on the navigation drops the address's query). The address
wins when it says something new, the widgets otherwise; after a change of page the memory does.
What they say is one scope, written as `address.encode` writes it; `address.resolve` makes of it
one that can be shown, and the widgets show that.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from atlas.atlas import Atlas
from atlas.errors import UnknownAreaError
from atlas.model.areas import distinct_names
from atlas.model.scope import ChartKind, Scope
from atlas.ui import composed, frame, indicator_box, markup, preview, year_box
from atlas.ui.cache import kept
from atlas.views import address, choices, texts
from atlas.views.chart import texts as chart_texts
from atlas.views.selected import ChartChoice

MEMORY = "remembered"
CHOSEN = "chosen_meanwhile"
"""Choices that no run has put into the memory yet, by parameter."""
SEEN = "address_seen"
PAGE = "remembered_page"
TOPIC = "choice_thema"
CLASSING = "choice_klassen"
SELECTION = "choice_auswahl"
PICKED = "picked_units"
ONE_UNIT = "picked_unit"
CHARTS = (ChartKind.BARS, ChartKind.SERIES, ChartKind.SCATTER, ChartKind.DISTRIBUTION)
ORDERS = ("amtlich", "wert")
YES = "ja"
_ALL_BUT_AREA = frozenset({"ebene", "stand", "thema", "indikator", "jahr", "auswertung"})
IDLE = {
    "uebersicht": frozenset({"thema", "indikator", "auswertung"}),
    "profil": frozenset({"thema", "indikator", "auswertung"}),
    "sozialindex": frozenset({"thema", "indikator", "auswertung"}),
    "methodik": frozenset({"stand", "jahr", "auswertung"}),
    "gebiete": frozenset({"stand", "auswertung"}),
    "sitzung": _ALL_BUT_AREA,
    "bericht": _ALL_BUT_AREA,
    "ausgaben": _ALL_BUT_AREA,
    **dict.fromkeys(texts.LEGAL_TITLES, _ALL_BUT_AREA),
}
"""Choices that change nothing on a page, by its stem: they aren't asked for there."""
OF_FIGURES = frozenset({"thema", "indikator", "jahr"})
"""Choices that change nothing where a page shows no figure."""
TO_MAP = "to_map"
"""Whether the next run leads to the map, where the indicator chosen is shown."""
SINGLE_MAPS = frozenset({"", "keiner", "alle-jahre"})
"""Values of `vergleich` with which a page shows one indicator on one map."""


def scope(
    page: frame.Page, shows_figure: Callable[[frame.Page, Scope], bool] | None = None
) -> Scope:
    """Ask what to show, and keep the address in step; the selection is that of the level.

    Parameters
    ----------
    page
        The open page.
    shows_figure
        Whether the page will show a figure of a scope; without, it always does.

    Raises
    ------
    NothingToChooseError
        If there is no area or no figure to show.
    """
    if st.session_state.pop(TO_MAP, False):
        st.switch_page(frame.page_file("karte"))
    link = _new_link()
    requested = link.scope if link else _remembered(page.stem)
    if not link:
        _warn_of_area_gone(page.atlas, requested.area)
    page.atlas = address.atlas_of(page.atlas, requested)
    with st.sidebar:
        area = _ask_area(page.atlas, requested.area)
    frame.show_unreleased(page, requested.area)
    frame.show_catalogue_errors(page, area)
    with st.sidebar:
        resolution = address.resolve(page.atlas, requested)
        resolved = _within_topic(page.atlas, requested, resolution.scope)
        _fill_widgets(page.atlas, resolved)
        selected = with_selection(page, resolved)
        idle = IDLE.get(page.stem, frozenset())
        if shows_figure is not None and not shows_figure(page, selected):
            idle |= OF_FIGURES
        _ask(page, resolved, idle)
    frame.show_banner(page, resolved, idle)
    _update_address(page.stem, resolved)
    missing = _without_unreleased(page.atlas, resolution.missing)
    sentences = [
        address.notice(link, missing) if link else "",
        address.reason(page.atlas, resolution) if link else "",
        address.release_reason(page.atlas, resolution),
    ]
    if any(sentences):
        st.warning(markup.as_message(" ".join(filter(None, sentences))))
    return selected


def _warn_of_area_gone(atlas: Atlas, area: str) -> None:
    """Say that an area somebody looked at is gone: figures of another one follow."""
    if area and area not in (*atlas.area_ids, *atlas.unreleased_areas):
        st.warning(markup.as_message(str(UnknownAreaError(area, atlas.area_ids))))


def _without_unreleased(atlas: Atlas, missing: Mapping[str, str]) -> Mapping[str, str]:
    """What a link names and isn't there; that an area has no release yet is said already."""
    is_said = missing.get("gebiet") in atlas.unreleased_areas
    return {name: word for name, word in missing.items() if not (is_said and name == "gebiet")}


def _new_link() -> address.Link | None:
    """Read the address if it says something new, or if somebody went back or forth to it."""
    written = st.query_params.to_dict()
    names = (*address.PARAMETERS, address.VERSION_NAME)
    current = {name: written[name] for name in names if name in written}
    # an interrupted run may leave the old address behind: only one not seen before is new
    is_new = current not in ({}, st.session_state.get(MEMORY), st.session_state.get(SEEN))
    st.session_state[SEEN] = current
    if not current or not (is_new or _came_by_history()):
        return None
    st.session_state[TOPIC] = texts.ALL_TOPICS
    return address.decode(current)


def _came_by_history() -> bool:
    """Whether this run shows where somebody went with Back or Forward."""
    context = get_script_run_ctx()
    return context is not None and context.is_history_navigation


def _remembered(stem: str) -> Scope:
    """Read what the widgets say, and after a change of page what the memory does."""
    # a page without the widget doesn't keep its word
    memory = st.session_state.get(MEMORY, {})
    words = {
        name: st.session_state.get(_key(name), memory.get(name)) or ""
        for name in address.PARAMETERS
    }
    if st.session_state.get(PAGE) != stem:
        # a choice may arrive when its page was left already, and is newer than the memory
        words |= st.session_state.get(MEMORY, {}) | st.session_state.get(CHOSEN, {})
    if words["gebiet"] != memory.get("gebiet"):
        # another area has other releases, which may bear the same names
        words[address.RELEASE_NAME] = ""
    return address.decode(words).scope


def _key(name: str) -> str:
    """Key of the widget of a parameter, or of its word if the sidebar has no widget for it."""
    return f"choice_{name}"


def _fill_widgets(atlas: Atlas, resolved: Scope) -> None:
    """Let the widgets show a scope, and forget what it doesn't say."""
    words = address.encode(resolved)
    newest = next(iter(choices.vintages(atlas, resolved.area, resolved.level)), "")
    words.setdefault("stand", newest)
    for name in address.PARAMETERS:
        _set(name, words.get(name, ""))


def _set(name: str, word: str) -> None:
    # setting a widget to what it shows already would cost a message to the browser
    if st.session_state.get(_key(name)) != word:
        st.session_state[_key(name)] = word


def _within_topic(atlas: Atlas, requested: Scope, resolved: Scope) -> Scope:
    """Go to an indicator of the topic field chosen, unless the one requested is of it."""
    if st.session_state.get(TOPIC) not in _topics(atlas, resolved):
        st.session_state[TOPIC] = texts.ALL_TOPICS
    offered = _indicators(atlas, resolved)
    if resolved.indicator in offered:
        return resolved
    code = choices.default_indicator(atlas, resolved.area, offered)
    return address.resolve(atlas, replace(requested, indicator=code)).scope


def _topics(atlas: Atlas, scope: Scope) -> list[str]:
    fields = kept(choices.topic_fields, atlas, scope.area, scope.level)
    return [texts.ALL_TOPICS, *(field.title for field in fields)]


def _indicators(atlas: Atlas, scope: Scope) -> dict[str, str]:
    """Titles of the indicators of the topic field chosen, by code."""
    topic = st.session_state[TOPIC]
    title = "" if topic == texts.ALL_TOPICS else topic
    return kept(composed.indicators, atlas, scope.area, scope.level, title)


def _ask_area(atlas: Atlas, requested: str) -> str:
    """Ask for the area, before anything else: one without figures can be left again."""
    areas = choices.areas(atlas)
    area = requested if requested in areas else choices.default_area(atlas, areas)
    _set("gebiet", area)
    _select_box("gebiet", texts.AREA_CHOICE, areas)
    return area


def _ask(page: frame.Page, scope: Scope, idle: Collection[str]) -> None:
    """Ask for all but the area and what is idle; the widgets show the scope already."""
    atlas, area, level = page.atlas, scope.area, scope.level
    if "ebene" not in idle:
        _select_box("ebene", texts.LEVEL_CHOICE, choices.levels(atlas, area))
    vintages = choices.vintages(atlas, area, level)
    if vintages and "stand" not in idle:
        _select_box("stand", texts.VINTAGE_CHOICE, vintages)
    if "thema" in idle:
        st.session_state[TOPIC] = texts.ALL_TOPICS
    else:
        _select_box("thema", texts.TOPIC_CHOICE, _as_options(_topics(atlas, scope)))
    _ask_indicator(page, scope, idle)
    if "jahr" not in idle:
        _ask_years(atlas, scope)
    if "auswertung" not in idle:
        _ask_view(atlas, scope)


def _ask_indicator(page: frame.Page, scope: Scope, idle: Collection[str]) -> None:
    """Ask for the indicator; on a page that shows none, for one to go to the map with."""
    atlas = page.atlas
    synonyms = kept(choices.synonyms, atlas, scope.area)
    options = (
        (code, title, synonyms.get(code, ())) for code, title in _indicators(atlas, scope).items()
    )
    if "indikator" in idle:
        indicator_box.ask(options, "", "", _show_indicator_on_map)
    else:
        indicator_box.ask(options, scope.indicator, _preview(page.stem, scope), show_indicator)


def _preview(stem: str, scope: Scope) -> str:
    """Address of maps of a page that shows a single one, "" on all others."""
    is_single = st.query_params.get("vergleich", "") in SINGLE_MAPS
    return preview.address_of(scope) if stem == "karte" and is_single else ""


def _select_box(name: str, label: str, options: Mapping[str, str]) -> None:
    key, words = _key(name), list(options)
    st.selectbox(
        label,
        words,
        index=_index(key, words),
        format_func=_label(options),
        key=key,
        placeholder=texts.SEARCH,
    )


def _index(key: str, words: Sequence[str]) -> int:
    """Position of the word a widget shows, said besides setting it.

    A widget whose code the browser is still fetching when the page runs again is not told of the
    first run's setting: it would show its default, and send that as if somebody had chosen it.
    """
    word = st.session_state.get(key)
    return words.index(word) if word in words else 0


def _ask_years(atlas: Atlas, scope: Scope) -> None:
    """Ask for the year and for one to compare it with."""
    left, right = st.columns(2)
    with left:
        years = choices.years(atlas, scope.area, scope.level, scope.indicator)
        offered = [str(year) for year in years]
        year_box.ask(texts.YEAR_CHOICE, offered, str(scope.year), show_year)
    earlier = [str(old) for old in choices.base_years(atlas, scope, scope.year)]
    with right:
        if earlier:
            _select_box("basis", texts.BASE_CHOICE, _as_options(earlier))
        else:
            st.selectbox(texts.BASE_CHOICE, [], placeholder=texts.NO_BASE, disabled=True)


def _ask_view(atlas: Atlas, scope: Scope) -> None:
    offered = choices.views(atlas, scope)
    names = {name: offered[view] for name, view in address.VIEWS.items() if view in offered}
    st.radio(
        texts.VIEW_CHOICE,
        list(names),
        index=_index(_key("auswertung"), list(names)),
        format_func=lambda name: markup.as_markdown(names[name]),
        key=_key("auswertung"),
    )


def with_selection(page: frame.Page, scope: Scope) -> Scope:
    """Return a scope with the selected units of its level; those of others are remembered."""
    selected = address.units_of(st.session_state.get(SELECTION, ""))
    if not selected:
        return scope.unselected
    level = page.atlas.level_at(scope.area, scope.level, scope.vintage)
    existing = {unit.id for unit in level.units}
    return replace(scope, selection=tuple(unit for unit in selected if unit in existing))


def select_units(units: tuple[str, ...]) -> None:
    """Select units, before the run that shows them."""
    _choose("auswahl", address.units_word(units))


def pick_units(page: frame.Page, scope: Scope) -> None:
    """Ask for units by name, to search and take off again."""
    level = page.atlas.level_at(scope.area, scope.level, scope.vintage)
    names = {key: name.shown for key, name in distinct_names(level.units).items()}
    st.session_state[PICKED] = list(scope.selection)
    st.multiselect(
        texts.UNITS_CHOICE.format(plural=level.plural),
        list(names),
        default=st.session_state[PICKED],
        format_func=_label(names),
        key=PICKED,
        placeholder=texts.SEARCH,
        on_change=lambda: select_units(tuple(st.session_state[PICKED])),
    )


def unit(page: frame.Page, scope: Scope) -> str:
    """Ask for one unit by name: the first one selected, without any the first of the level."""
    level = page.atlas.level_at(scope.area, scope.level, scope.vintage)
    names = {key: name.shown for key, name in distinct_names(level.units).items()}
    chosen = next((key for key in scope.selection if key in names), next(iter(names)))
    st.session_state[ONE_UNIT] = chosen
    st.selectbox(
        texts.UNIT_CHOICE.format(level=level.name),
        list(names),
        index=_index(ONE_UNIT, list(names)),
        format_func=_label(names),
        key=ONE_UNIT,
        on_change=lambda: select_units((st.session_state[ONE_UNIT],)),
    )
    return chosen


def show_indicator(code: str) -> None:
    """Choose an indicator, before the run that shows it."""
    _choose("indikator", code)


def _show_indicator_on_map(code: str) -> None:
    show_indicator(code)
    st.session_state[TO_MAP] = True


def show_year(year: int) -> None:
    """Choose a year, before the run that shows it."""
    _choose("jahr", str(year))


def show_release(name: str) -> None:
    """Choose a release of the area, "" for the newest, before the run that shows it."""
    _choose(address.RELEASE_NAME, name)


def show_area(area: str) -> None:
    """Choose an area, before the run that shows it."""
    _choose("gebiet", area)


def _choose(name: str, word: str) -> None:
    st.session_state[_key(name)] = word
    st.session_state.setdefault(CHOSEN, {})[name] = word


def address_at_available_level(page: frame.Page, target: Scope) -> dict[str, str]:
    """Address of an indicator: on the level chosen, or else on one it has figures of.

    A scope of the whole area is shown by district.
    """
    available = page.atlas.levels_of(target.area, target.indicator)
    chosen: str = st.session_state.get("choice_ebene", "")
    default = choices.default_level(page.atlas, target.area, available)
    level = chosen if chosen in available else default
    return address_of(replace(target, level=level))


def select_box(
    name: str, label: str, options: Mapping[str, str], vocabulary: Collection[str] = ()
) -> str:
    """Ask for one of many options in a select box; kept in the address of its page only.

    A link may use every word of the `vocabulary`, though not all are offered at all times.
    """
    key = _page_key(name, label, options, vocabulary)
    words = list(options)
    chosen = st.selectbox(
        label, words, index=_index(key, words), format_func=_label(options), key=key
    )
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
    partners = kept(choices.partners, page.atlas, scope.unselected)
    if not partners:
        st.html(
            markup.element("h1", chart_texts.CHARTS[CHARTS.index(ChartKind.SCATTER)], "headline")
        )
        st.info(texts.ONLY_ONE)
        return None
    other = select_box("partner", texts.OTHER_INDICATOR, partners)
    return ChartChoice(kind=ChartKind.SCATTER, scope=scope, other=other)


def switch(name: str, label: str, options: Mapping[str, str]) -> str:
    """Ask for one of a few options; kept in the address of its page only."""
    key = _page_key(name, label, options)
    chosen = st.segmented_control(
        label,
        list(options),
        default=st.session_state[key],
        format_func=_label(options),
        key=key,
        required=True,
        wrap=True,
    )
    return _write_to_address(name, chosen or next(iter(options)))


def _page_key(
    name: str, label: str, options: Collection[str], vocabulary: Collection[str] = ()
) -> str:
    """Return the key of a widget set to the option chosen or addressed, else to the first.

    A word of a link that is neither offered nor of the vocabulary is named above the widget.
    """
    key = f"switch_{name}"
    value = None if _came_by_history() else st.session_state.get(key)
    if not value:
        value = st.query_params.get(name, "")
        # what the page wrote itself was offered then, before something else was chosen
        if value not in {*options, *vocabulary, "", st.session_state.get(_written(name))}:
            st.warning(markup.as_message(address.rejection({label: value})))
    st.session_state[key] = value if value in options else next(iter(options))
    return key


def _written(name: str) -> str:
    """Key of the word of a page's own parameter that the page wrote into the address last."""
    return f"written_{name}"


def toggle(name: str, label: str) -> bool:
    """Ask yes or no; a yes is kept in the address of its page only."""
    key = f"switch_{name}"
    if key not in st.session_state or _came_by_history():
        st.session_state[key] = st.query_params.get(name) == YES
    chosen = st.toggle(label, st.session_state[key], key=key)
    if chosen:
        _write_to_address(name, YES)
    else:
        st.query_params.pop(name, None)
    return chosen


def _write_to_address(name: str, word: str) -> str:
    """Keep a word in the address; each writing costs the browser time, needed or not."""
    st.session_state[_written(name)] = word
    if st.query_params.get(name) != word:
        st.query_params[name] = word
    return word


def address_of(chosen: Scope) -> dict[str, str]:
    """Write a scope as the parameters of an address, with selected units and the release chosen."""
    selected = address.units_of(st.session_state.get(SELECTION, ""))
    release = st.session_state.get(_key(address.RELEASE_NAME), "")
    return address.encode(replace(chosen, selection=selected, release=release))


def _update_address(stem: str, chosen: Scope) -> None:
    """Write the choices into the memory of the session and into the address."""
    parameters = address.encode(chosen)
    st.session_state[MEMORY] = parameters
    st.session_state[PAGE] = stem
    st.session_state.pop(CHOSEN, None)
    before = st.query_params.to_dict()
    names = (*address.PARAMETERS, address.VERSION_NAME)
    others = {name: word for name, word in before.items() if name not in names}
    if parameters | others != before:
        st.query_params.from_dict(parameters | others)
