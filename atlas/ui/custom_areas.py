"""The page of areas of one's own: what there is, a form, and all indicators of one set."""

from __future__ import annotations

from functools import partial
from typing import Final

import streamlit as st

from atlas.model.custom_areas import CustomLevel, Decision
from atlas.model.scope import Scope
from atlas.render import downloads
from atlas.sources.custom_levels import may_write
from atlas.ui import cache, controls, markup, show
from atlas.ui import custom_form as form
from atlas.ui.frame import Page, page_file
from atlas.views.custom import areas
from atlas.views.custom import texts as words

TAKE = "uebernehmen"
"""Word of the address that hands the selection of the map to the form."""
_LABELS: Final = {
    form.LEVEL: words.LEVEL,
    form.LEVEL_NAME: words.LEVEL_NAME,
    form.BODY: words.BODY,
    form.RESOLVED: words.RESOLVED_ON,
    form.VALID: words.VALID_SINCE,
    form.SET_NAME: words.SET_NAME,
    form.PARTS: words.PICK,
}


def draw(page: Page, scope: Scope) -> None:
    """Show the levels of one's own of an area, the form, and the indicators of a set."""
    area = page.atlas.area(scope.area)
    st.html(markup.head_html(words.TITLE.format(within=area.within), words.LEAD))
    form.begin(scope.area)
    _take_selection(page, scope)
    told = form.told()
    editable = may_write(cache.home(), scope.area)
    # in one container however many there are: what follows keeps its place, and its focus
    with st.container(key="own_levels"):
        _name_faulty(page, scope.area)
        st.html(markup.element("h2", words.LEVELS))
        if told.removed:
            st.success(markup.as_markdown(told.removed))
        _faults(told, form.LIST)
        _levels(page, scope, editable=editable)
    st.html(markup.element("h2", words.EDIT))
    if editable:
        _ask(page, scope, told)
    else:
        st.info(markup.as_markdown(words.READ_ONLY))
    form.keep()
    _indicators(page, scope)


def way_here(page: Page, scope: Scope) -> None:
    """Offer below a map to make an area of what is selected on it."""
    selected = controls.selection(page, scope)
    # like the line of the selection it stands there even when it is empty
    with st.container(key="atlas_ways_own"):
        if areas.part_keys(page.atlas, scope.area, scope.level, selected):
            address = controls.address_of(scope) | {TAKE: "ja"}
            st.page_link(page_file("gebiete"), label=words.AS_OWN, query_params=address)


def _take_selection(page: Page, scope: Scope) -> None:
    """Begin a new set with what was selected on the map, if the way led here from there."""
    if st.query_params.pop(TAKE, None) is None:
        return
    found = _selected(page, scope)
    if found:
        form.take(found, scope.level)


def _selected(page: Page, scope: Scope) -> tuple[str, ...]:
    selected = controls.selection(page, scope)
    return areas.part_keys(page.atlas, scope.area, scope.level, selected)


def _name_faulty(page: Page, area_id: str) -> None:
    """Say which files can't be used; the levels of the others stay usable."""
    found = cache.custom_problems(page.atlas, area_id)
    told = (f"{problem.place}: {problem.message} {problem.remedy}" for problem in found)
    if found:
        st.warning("\n* ".join(markup.as_markdown(text) for text in (words.FAULTY, *told)))


def _levels(page: Page, scope: Scope, *, editable: bool) -> None:
    found = areas.custom_levels(page.atlas, scope.area)
    if not found:
        within = page.atlas.area(scope.area).within
        st.html(markup.element("p", words.NONE_YET.format(within=within)))
    for own in found:
        open_now = len(found) == 1 or own.id == st.session_state[form.SAVED][0]
        with st.expander(markup.as_markdown(areas.headline(own)), expanded=open_now):
            st.html(markup.table_html(areas.custom_units_table(page.atlas, scope.area, own)))
            _ways(page, scope, own, editable=editable)


def _ways(page: Page, scope: Scope, own: CustomLevel, *, editable: bool) -> None:
    """Lead from a level to its map and table; deleting it has to be confirmed."""
    name = own.plural or own.name
    with st.container(horizontal=True, vertical_alignment="center", key=f"own_ways_{own.id}"):
        _links(page, scope, own)
        if not editable:
            return
        with st.popover(words.REMOVE_LEVEL, key=f"own_remove_{own.id}"):
            st.write(markup.as_markdown(words.REMOVE_SURE.format(name=name)))
            arguments = (scope.area, own.id)
            key = f"own_sure_{own.id}"
            st.button(words.REMOVE_YES, on_click=form.remove_level, args=arguments, key=key)


def _links(page: Page, scope: Scope, own: CustomLevel) -> None:
    if page.atlas.available(scope.area, own.id):
        for stem, label in (("karte", words.TO_MAP), ("tabelle", words.TO_TABLE)):
            st.page_link(page_file(stem), label=label, query_params=_address(page, scope, own))


def _address(page: Page, scope: Scope, own: CustomLevel) -> dict[str, str]:
    """Address of a level of one's own: the indicator chosen, if it has figures of it."""
    known = scope.indicator in page.atlas.available(scope.area, own.id)
    address = controls.address_of(scope) | {"ebene": own.id}
    left = {"stand", "auswahl"} | (set() if known else {"indikator", "jahr", "basis", "auswertung"})
    return {name: word for name, word in address.items() if name not in left}


def _ask(page: Page, scope: Scope, told: form.Told) -> None:
    st.html(markup.element("p", words.SHARED, "subtitle"))
    of_level, of_set = st.columns(2, gap="large")
    with of_level:
        _ask_level(page, scope.area, told)
    with of_set:
        _ask_set(page, scope, told)
    with st.container(horizontal=True, key="own_buttons"):
        st.button(
            words.SAVE, type="primary", on_click=form.save, args=(scope.area,), key="own_save"
        )
        if st.session_state[form.SET]:
            with st.popover(words.REMOVE_SET, key="own_remove"):
                name = _names_of_sets(page, scope.area)[st.session_state[form.SET]]
                st.write(markup.as_markdown(words.REMOVE_SURE.format(name=name)))
                remove = form.remove_set
                st.button(words.REMOVE_YES, on_click=remove, args=(scope.area,), key="own_sure")
    _faults(told, form.BUTTON)
    if told.of(*_LABELS):
        st.error(markup.as_markdown(_not_saved(told)))
    if told.done:
        _done(page, scope, told.done)


def _not_saved(told: form.Told) -> str:
    """Name the fields where something is wrong: they may be far above the button."""
    fields = (label for key, label in _LABELS.items() if told.of(key))
    return words.NOT_SAVED.format(fields=", ".join(f"„{label}“" for label in fields))


def _done(page: Page, scope: Scope, sentence: str) -> None:
    """Say that it worked, and lead on to the level in the form."""
    st.success(markup.as_markdown(sentence))
    with st.container(horizontal=True, key="own_on"):
        for own in areas.custom_levels(page.atlas, scope.area):
            if own.id == st.session_state[form.LEVEL]:
                _links(page, scope, own)


def _ask_level(page: Page, area_id: str, told: form.Told) -> None:
    levels = {own.id: own.name for own in areas.custom_levels(page.atlas, area_id)}
    _choose(words.LEVEL, form.LEVEL, {form.NEW: words.NEW_LEVEL} | levels, area_id)
    _faults(told, form.LEVEL)
    if told.of(form.LEVEL) and st.session_state[form.LEVEL]:
        reload = form.set_changed
        st.button(words.THEIRS, on_click=reload, args=(area_id,), key="own_theirs")
    st.text_input(words.LEVEL_NAME, key=form.LEVEL_NAME, placeholder=words.LEVEL_NAME_HINT)
    _faults(told, form.LEVEL_NAME)
    decisions = [decision.value for decision in Decision]
    st.radio(words.DECISION, decisions, key=form.DECISION, horizontal=True)
    if st.session_state[form.DECISION] == Decision.RESOLVED:
        st.text_input(words.BODY, key=form.BODY, placeholder=words.BODY_HINT)
        _faults(told, form.BODY)
        _ask_day(words.RESOLVED_ON, form.RESOLVED)
        _faults(told, form.RESOLVED)
    _ask_day(words.VALID_SINCE, form.VALID)
    _faults(told, form.VALID)


def _ask_day(label: str, key: str) -> None:
    # Streamlit's field for days asks for "dd.mm.yyyy" in every language
    st.text_input(label, key=key, placeholder=words.DAY_HINT)


def _ask_set(page: Page, scope: Scope, told: form.Told) -> None:
    names = {form.NEW: words.NEW_SET} | _names_of_sets(page, scope.area)
    _choose(words.SET, form.SET, names, scope.area)
    st.text_input(words.SET_NAME, key=form.SET_NAME, placeholder=words.SET_NAME_HINT)
    _faults(told, form.SET_NAME)
    _ask_parts(page, scope)
    _faults(told, form.PARTS)


def _names_of_sets(page: Page, area_id: str) -> dict[str, str]:
    """Name the sets of the level in the form by their ids."""
    return {
        unit.id: unit.name
        for level in areas.custom_levels(page.atlas, area_id)
        if level.id == st.session_state[form.LEVEL]
        for unit in level.units
    }


def _ask_parts(page: Page, scope: Scope) -> None:
    state, atlas = st.session_state, page.atlas
    levels = areas.levels_to_pick_from(atlas, scope.area)
    if state[form.FROM] not in levels:
        state[form.FROM] = scope.level if scope.level in levels else next(iter(levels), "")
    st.selectbox(words.PICK_FROM, list(levels), key=form.FROM, format_func=lambda one: levels[one])
    every = areas.part_labels(atlas, scope.area, levels)
    # a block that is no more must not stop the form
    state[form.PARTS] = [word for word in state[form.PARTS] if word in every]
    offered = areas.part_labels(atlas, scope.area, [state[form.FROM]] if levels else [])
    options = list(dict.fromkeys([*offered, *state[form.PARTS]]))
    st.multiselect(
        words.PICK,
        options,
        key=form.PARTS,
        format_func=lambda word: every[word],
        placeholder=words.PICK_HINT,
        wrap=True,
        # Enter takes the one found, not all whose letters come in this order somewhere
        filter_mode="contains",
        select_all=False,
    )
    found = _selected(page, scope)
    if set(found) - set(state[form.PARTS]):
        label = words.FROM_MAP.format(number=len(found))
        st.button(label, on_click=form.take, args=(found, scope.level), key="own_take")


def _choose(label: str, key: str, names: dict[str, str], area_id: str) -> None:
    """Ask which level or set is to be changed; its words then fill the form."""
    state, labels = st.session_state, f"{key}_labels"
    if state[key] not in names:
        state[key] = form.NEW
    if state.get(labels) != names:
        # the browser remembers the label: if somebody else changed it, it must be told the new one
        state[key], state[labels] = state[key], names
    changed = form.level_changed if key == form.LEVEL else form.set_changed
    st.selectbox(
        label,
        list(names),
        key=key,
        format_func=lambda one: names[one],
        on_change=changed,
        args=(area_id,),
    )


def _faults(told: form.Told, *fields: str) -> None:
    for sentence in told.of(*fields):
        st.error(markup.as_markdown(sentence))


def _indicators(page: Page, scope: Scope) -> None:
    """Show all indicators of one set, the one saved last first."""
    sets = {
        (own.id, unit.id): f"{unit.name} ({own.plural or own.name})"
        for own in areas.custom_levels(page.atlas, scope.area)
        if page.atlas.available(scope.area, own.id)
        for unit in own.units
    }
    if not sets:
        return
    st.html(markup.element("h2", words.INDICATORS))
    saved = st.session_state[form.SAVED]
    first = list(sets).index(saved) if saved in sets else 0
    key = f"own_shown_{'_'.join(saved)}"
    chosen = st.selectbox(
        words.INDICATORS_OF, list(sets), first, format_func=lambda one: sets[one], key=key
    )
    spec = cache.profile_table(page.atlas, scope.area, *chosen)
    st.html(markup.table_html(spec))
    show.foot(spec.provenance)
    make = partial(downloads.table_file, spec)
    offer = show.Offer(name=spec.file_stem, forms=downloads.TABLE_FORMATS, make=make)
    command = areas.all_values_command(scope.area, chosen[0], page.atlas.audience)
    show.actions(page, scope, offer, command)
