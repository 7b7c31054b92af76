"""The choices in the sidebar. Their state lives in the address, checked on the way in.

Three places hold it: the address (links, bookmarks), the widgets (the user's last click) and
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
from atlas.ui import cache, frame, markup, year_box
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
class _Asking:
    """One pass through the choices; `rejected` collects what the address got wrong."""

    atlas: Atlas
    address: Mapping[str, str]
    rejected: list[str] = field(default_factory=list)

    def pick(self, name: str, label: str, options: Mapping[str, str], first: str) -> str:
        """Ask for one of some options in a select box; `first` unless something else is known."""
        key = self.settle(name, options, first)
        chosen = st.selectbox(
            label, list(options), format_func=_label(options), key=key, placeholder=texts.SEARCH
        )
        return chosen if chosen in options else first

    def settle(self, name: str, options: Collection[str], first: str) -> str:
        """Make sure that the widget of this name stands on one of its options."""
        key = f"choice_{name}"
        known = st.session_state.get(key)
        if known not in options:
            if name in self.address and self.address[name] == known:
                self.rejected.append(texts.ADDRESS_NAMES[name])
            st.session_state[key] = first
        return key


def scope(page: frame.Page) -> Scope:
    """Ask what is to be looked at, and keep the address in step.

    Raises
    ------
    NothingToChooseError
        If there is no area or no figure to show.
    """
    asking = _Asking(atlas=page.atlas, address=_seed(page.stem))
    with st.sidebar:
        chosen = _ask(asking)
    _tidy_selection(asking, chosen.area)
    frame.mark(page, chosen)
    _remember(page.stem, chosen)
    if asking.rejected:
        names = markup.as_markdown(", ".join(asking.rejected))
        st.warning(texts.ADDRESS_REJECTED.format(names=names))
    return chosen


def _seed(stem: str) -> dict[str, str]:
    """Put what the address or the memory says into the widgets; return a new address."""
    written = st.query_params.to_dict()
    asked = {name: written[name] for name in texts.ADDRESS_NAMES if name in written}
    memory: dict[str, str] = st.session_state.get(MEMORY, {})
    # a run cut short may leave the old address standing: only one not seen before is news
    fresh = bool(asked) and asked not in (memory, st.session_state.get(SEEN))
    st.session_state[SEEN] = asked
    if fresh:
        for name in (*texts.ADDRESS_NAMES, TOPIC):
            st.session_state.pop(f"choice_{name}", None)
    if fresh or st.session_state.get(PAGE) != stem:
        for name, value in (asked if fresh else memory).items():
            st.session_state[f"choice_{name}"] = value
    return asked if fresh else {}


def _ask(asking: _Asking) -> Scope:
    atlas = asking.atlas
    areas = choices.areas(atlas)
    if not areas:
        raise NothingToChooseError(texts.NO_AREAS)
    area = asking.pick("gebiet", texts.AREA_CHOICE, areas, next(iter(areas)))
    levels = cache.levels(atlas, area)
    if not levels:
        raise NothingToChooseError(texts.NO_FIGURES.format(area=areas[area], area_id=area))
    finest = choices.default_level(atlas, area, levels)
    level = asking.pick("ebene", texts.LEVEL_CHOICE, levels, finest)
    vintage = _ask_stand(asking, area, level)
    code = _ask_indicator(asking, area, level)
    asked = _ask_years(
        asking, Scope(area=area, level=level, indicator=code, year=0, vintage=vintage)
    )
    return replace(asked, view=_ask_view(asking, asked), classing=_classing(asking))


def _ask_stand(asking: _Asking, area: str, level: str) -> date | None:
    """Ask for the Gebietsstand where borders changed; None for the newest."""
    offered = choices.vintages(asking.atlas, area, level)
    if not offered:
        asking.settle("stand", [""], "")
        return None
    newest = next(iter(offered))
    chosen = asking.pick("stand", texts.VINTAGE_CHOICE, offered, newest)
    return None if chosen == newest else date.fromisoformat(chosen)


def _classing(asking: _Asking) -> Classing | None:
    """Read the classing, which is chosen beside the map and not in the sidebar."""
    try:
        return classing_codec.decode_classing(st.session_state.get(CLASSING, ""))
    except ValueError:
        asking.rejected.append(texts.ADDRESS_NAMES["klassen"])
        st.session_state[CLASSING] = ""
        return None


def _tidy_selection(asking: _Asking, area: str) -> None:
    """Forget selected units that no level of the area ever had."""
    written = st.session_state.get(SELECTION, "")
    wanted = address.units_of(written)
    if not wanted:
        return
    known = {unit.id for level in asking.atlas.area(area).levels for unit in level.units}
    kept = tuple(unit for unit in wanted if unit in known)
    if kept == wanted:
        return
    # after a change of area nobody needs to be told: only an address can be wrong
    if asking.address.get("auswahl") == written:
        asking.rejected.append(texts.ADDRESS_NAMES["auswahl"])
    select(kept)


def selection(page: frame.Page, chosen: Scope) -> tuple[str, ...]:
    """Return the selected units of the level; those of other levels stay remembered."""
    wanted = address.units_of(st.session_state.get(SELECTION, ""))
    if not wanted:
        return ()
    known = {
        unit.id for unit in page.atlas.level_at(chosen.area, chosen.level, chosen.vintage).units
    }
    return tuple(unit for unit in wanted if unit in known)


def select(units: tuple[str, ...]) -> None:
    """Select units, before the run that shows them."""
    st.session_state[SELECTION] = address.units_word(units)


def show_year(year: int) -> None:
    """Choose a year, before the run that shows it."""
    st.session_state["choice_jahr"] = str(year)


def show_area(area: str) -> None:
    """Choose an area, before the run that shows it."""
    st.session_state["choice_gebiet"] = area


def way_to(page: frame.Page, wanted: Scope) -> dict[str, str]:
    """Address of an indicator: on the level chosen, or else on one it has figures of.

    The figures of the whole area are looked at by district.
    """
    known = page.atlas.levels_of(wanted.area, wanted.indicator)
    chosen: str = st.session_state.get("choice_ebene", "")
    level = chosen if chosen in known else choices.default_level(page.atlas, wanted.area, known)
    return address_of(replace(wanted, level=level))


def _ask_indicator(asking: _Asking, area: str, level: str) -> str:
    """Ask for the topic field, then for an indicator of it; an indicator named wins."""
    fields = cache.topic_fields(asking.atlas, area, level)
    titles = {field.title: field.title for field in fields}
    topic = asking.pick(
        TOPIC, texts.TOPIC_CHOICE, {texts.ALL_TOPICS: texts.ALL_TOPICS} | titles, texts.ALL_TOPICS
    )
    named = "" if topic == texts.ALL_TOPICS else topic
    offered = cache.indicators(asking.atlas, area, level, named)
    first = choices.default_indicator(asking.atlas, area, offered)
    return asking.pick("indikator", texts.INDICATOR, offered, first)


def _ask_years(asking: _Asking, scope: Scope) -> Scope:
    """Ask for the year and for one to compare it with."""
    atlas, place = asking.atlas, (scope.area, scope.level, scope.indicator)
    known = [str(year) for year in choices.years(atlas, *place)]
    first = str(choices.default_year(atlas, *place))
    left, right = st.columns(2)
    with left:
        chosen: str = st.session_state[asking.settle("jahr", known, first)]
        year_box.ask(texts.YEAR_CHOICE, known, chosen, show_year)
        year = int(chosen)
    earlier = [str(old) for old in choices.base_years(atlas, scope, year)]
    with right:
        if not earlier:
            asking.settle("basis", [""], "")
            st.selectbox(texts.BASE_CHOICE, [], placeholder=texts.NO_BASE, disabled=True)
            return replace(scope, year=year)
        base = asking.pick("basis", texts.BASE_CHOICE, _same(earlier), earlier[0])
    return replace(scope, year=year, base_year=int(base))


def _ask_view(asking: _Asking, asked: Scope) -> View:
    offered = choices.views(asking.atlas, asked)
    names = {name: offered[view] for name, view in VIEWS.items() if view in offered}
    key = asking.settle("auswertung", names, "wert")
    options = list(names)
    chosen = st.radio(
        texts.VIEW_CHOICE,
        options,
        format_func=lambda name: markup.as_markdown(names[name]),
        key=key,
    )
    return VIEWS[chosen or "wert"]


def second(name: str, label: str, options: Mapping[str, str]) -> str:
    """Ask for the other side of a comparison; kept in the address of its own page."""
    key = _standing(name, options)
    chosen = st.selectbox(label, list(options), format_func=_label(options), key=key)
    return _stored(name, chosen or next(iter(options)))


def _same(names: Iterable[str]) -> dict[str, str]:
    return {name: name for name in names}


def _label(options: Mapping[str, str]) -> Callable[[str], str]:
    return lambda name: options.get(name, name)


def chart(page: frame.Page, scope: Scope) -> cache.ChartChoice | None:
    """Ask which chart of the scope; None if it needs a second indicator and there is none."""
    kinds = dict(zip((kind.value for kind in CHARTS), chart_texts.CHARTS, strict=True))
    orders = dict(zip(ORDERS, chart_texts.ORDERS, strict=True))
    with st.container(horizontal=True):
        kind = switch("diagramm", chart_texts.CHART_CHOICE, kinds)
        bars = kind == ChartKind.BARS
        by_value = bars and switch("reihenfolge", chart_texts.ORDER, orders) == ORDERS[1]
    if kind != ChartKind.SCATTER:
        return cache.ChartChoice(kind=ChartKind(kind), scope=scope, by_value=by_value)
    partners = cache.partners(page.atlas, scope)
    if not partners:
        st.html(
            markup.element("h1", chart_texts.CHARTS[CHARTS.index(ChartKind.SCATTER)], "headline")
        )
        st.info(texts.ONLY_ONE)
        return None
    asking = _Asking(atlas=page.atlas, address={})
    other = asking.pick("partner", texts.OTHER_INDICATOR, partners, next(iter(partners)))
    return cache.ChartChoice(kind=ChartKind.SCATTER, scope=scope, other=other)


def switch(name: str, label: str, options: Mapping[str, str]) -> str:
    """Ask for one of a few options; kept in the address of its own page."""
    key = _standing(name, options)
    chosen = st.segmented_control(
        label, list(options), format_func=_label(options), key=key, required=True, wrap=True
    )
    return _stored(name, chosen or next(iter(options)))


def _standing(name: str, options: Collection[str]) -> str:
    """Let a widget stand on the option chosen or addressed, else on the first."""
    key = f"switch_{name}"
    known = st.session_state.get(key) or st.query_params.get(name)
    st.session_state[key] = known if known in options else next(iter(options))
    return key


def toggle(name: str, label: str) -> bool:
    """Ask yes or no; a yes is kept in the address of its own page."""
    key = f"switch_{name}"
    if key not in st.session_state:
        st.session_state[key] = st.query_params.get(name) == YES
    chosen = st.toggle(label, key=key)
    if chosen:
        _stored(name, YES)
    else:
        st.query_params.pop(name, None)
    return chosen


def _stored(name: str, word: str) -> str:
    """Keep a word in the address; each writing costs the browser time, needed or not."""
    if st.query_params.get(name) != word:
        st.query_params[name] = word
    return word


def address_of(chosen: Scope) -> dict[str, str]:
    """Write a scope as the parameters of an address."""
    names = {view: name for name, view in VIEWS.items()}
    words = {
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
    return {name: word for name, word in words.items() if word}


def _remember(stem: str, chosen: Scope) -> None:
    words = address_of(chosen)
    st.session_state[MEMORY] = words
    st.session_state[PAGE] = stem
    before = st.query_params.to_dict()
    others = {name: word for name, word in before.items() if name not in texts.ADDRESS_NAMES}
    if words | others != before:
        st.query_params.from_dict(words | others)
