"""The page of custom areas: the levels there are, a form, and all indicators of one set."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

import streamlit as st

from atlas.model.areas import distinct_names
from atlas.model.custom_areas import LONGEST_NAME, CustomLevel, Decision
from atlas.model.figures import FigureChoice, FigureKind
from atlas.model.scope import Scope, View
from atlas.render import downloads
from atlas.sources.custom_levels import may_write
from atlas.ui import composed, controls, markup, show
from atlas.ui import custom_form as form
from atlas.ui.cache import kept
from atlas.ui.folders import home
from atlas.ui.frame import Page, page_file
from atlas.views.commands import profile_command
from atlas.views.custom import areas
from atlas.views.custom import texts as words

LONGEST_DAY: Final = 20
TAKE_SELECTION = "uebernehmen"
"""Parameter of the address that hands the selection of the map to the form."""
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
    """Show the custom levels of an area, the form, and the indicators of a set."""
    area = page.atlas.area(scope.area)
    st.html(markup.head_html(words.TITLE.format(within=area.within), words.LEAD))
    form.restore_draft(scope.area)
    _take_selection(page, scope)
    outcome = form.pop_outcome()
    editable = may_write(home(), scope.area)
    # in one container however many there are: what follows keeps its position, and its focus
    with st.container(key="own_levels"):
        _warn_of_faulty_files(page, scope.area)
        st.html(markup.element("h2", words.LEVELS))
        if outcome.removed:
            st.success(markup.as_message(outcome.removed))
        _faults(outcome, form.LIST)
        _levels(page, scope, editable=editable)
    st.html(markup.element("h2", words.EDIT))
    if editable:
        _ask(page, scope, outcome)
    else:
        st.info(markup.as_markdown(words.READ_ONLY))
    form.keep_draft()
    _indicators(page, scope)


def link_to_form(page: Page, scope: Scope) -> None:
    """Offer below a map to make an area of what is selected on it."""
    # like the line of the selection it is there even when it is empty
    with st.container(key="atlas_ways_own"):
        if _selected(page, scope):
            address = controls.address_of(scope) | {TAKE_SELECTION: "ja"}
            st.page_link(page_file("gebiete"), label=words.AS_OWN, query_params=address)


def _take_selection(page: Page, scope: Scope) -> None:
    """Begin a new set with what was selected on the map, if its link was followed."""
    if st.query_params.pop(TAKE_SELECTION, None) is None:
        return
    parts = _selected(page, scope)
    if parts:
        form.add_parts(parts, scope.level)


def _selected(page: Page, scope: Scope) -> tuple[str, ...]:
    return areas.part_keys(page.atlas, scope.area, scope.level, scope.selection)


def _warn_of_faulty_files(page: Page, area_id: str) -> None:
    """Say which files can't be used; the levels of the others stay usable."""
    problems = composed.custom_problems(page.atlas, area_id)
    lines = (f"{problem.location}: {problem.message} {problem.remedy}" for problem in problems)
    if problems:
        st.warning("\n* ".join(markup.as_message(line) for line in (words.FAULTY, *lines)))


def _levels(page: Page, scope: Scope, *, editable: bool) -> None:
    levels = areas.custom_levels(page.atlas, scope.area)
    if not levels:
        within = page.atlas.area(scope.area).within
        st.html(markup.element("p", words.NONE_YET.format(within=within)))
    for level in levels:
        expanded = len(levels) == 1 or level.id == st.session_state[form.SAVED][0]
        with st.expander(markup.as_markdown(areas.headline(level)), expanded=expanded):
            st.html(markup.table_html(areas.custom_units_table(page.atlas, scope.area, level)))
            _level_actions(page, scope, level, editable=editable)


def _level_actions(page: Page, scope: Scope, level: CustomLevel, *, editable: bool) -> None:
    """Link a level to its map and table, or delete it, which has to be confirmed."""
    name = level.plural or level.name
    with st.container(horizontal=True, vertical_alignment="center", key=f"own_ways_{level.id}"):
        _links(page, scope, level)
        if not editable:
            return
        with st.popover(words.REMOVE_LEVEL, key=f"own_remove_{level.id}"):
            st.write(markup.as_markdown(words.REMOVE_SURE.format(name=name)))
            arguments = (scope.area, level.id)
            key = f"own_sure_{level.id}"
            st.button(words.REMOVE_YES, on_click=form.remove_level, args=arguments, key=key)


def _links(page: Page, scope: Scope, level: CustomLevel) -> None:
    if page.atlas.available(scope.area, level.id):
        for stem, label in (("karte", words.TO_MAP), ("tabelle", words.TO_TABLE)):
            st.page_link(page_file(stem), label=label, query_params=_address(page, scope, level))


def _address(page: Page, scope: Scope, level: CustomLevel) -> dict[str, str]:
    """Address of a custom level: the indicator chosen, if it has figures of it."""
    available = scope.indicator in page.atlas.available(scope.area, level.id)
    address = controls.address_of(scope) | {"ebene": level.id}
    indicator = set() if available else {"indikator", "jahr", "basis", "auswertung"}
    dropped = {"stand", "auswahl"} | indicator
    return {name: word for name, word in address.items() if name not in dropped}


def _ask(page: Page, scope: Scope, outcome: form.Outcome) -> None:
    st.html(markup.element("p", words.SHARED, "subtitle"))
    level_column, set_column = st.columns(2, gap="large")
    with level_column:
        _ask_level(page, scope.area, outcome)
    with set_column:
        _ask_set(page, scope, outcome)
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
    _faults(outcome, form.BUTTON)
    if outcome.faults_at(*_LABELS):
        st.error(markup.as_message(_not_saved(outcome)))
    if outcome.done:
        _done(page, scope, outcome.done)


def _not_saved(outcome: form.Outcome) -> str:
    """Name the fields where something is wrong: they may be far above the button."""
    fields = (label for key, label in _LABELS.items() if outcome.faults_at(key))
    return words.NOT_SAVED.format(fields=", ".join(f"„{label}“" for label in fields))


def _done(page: Page, scope: Scope, sentence: str) -> None:
    """Say that it worked, and link to the level in the form."""
    st.success(markup.as_message(sentence))
    with st.container(horizontal=True, key="own_on"):
        for level in areas.custom_levels(page.atlas, scope.area):
            if level.id == st.session_state[form.LEVEL]:
                _links(page, scope, level)


def _ask_level(page: Page, area_id: str, outcome: form.Outcome) -> None:
    levels = {level.id: level.name for level in areas.custom_levels(page.atlas, area_id)}
    _choose(words.LEVEL, form.LEVEL, {form.NEW: words.NEW_LEVEL} | levels, area_id)
    _faults(outcome, form.LEVEL)
    if outcome.faults_at(form.LEVEL) and st.session_state[form.LEVEL]:
        reload = form.set_changed
        st.button(words.THEIRS, on_click=reload, args=(area_id,), key="own_theirs")
    st.text_input(
        words.LEVEL_NAME,
        key=form.LEVEL_NAME,
        max_chars=LONGEST_NAME,
        placeholder=words.LEVEL_NAME_HINT,
    )
    _faults(outcome, form.LEVEL_NAME)
    decisions = [decision.value for decision in Decision]
    st.radio(words.DECISION, decisions, key=form.DECISION, horizontal=True)
    if st.session_state[form.DECISION] == Decision.RESOLVED:
        st.text_input(
            words.BODY, key=form.BODY, max_chars=LONGEST_NAME, placeholder=words.BODY_HINT
        )
        _faults(outcome, form.BODY)
        _ask_day(words.RESOLVED_ON, form.RESOLVED)
        _faults(outcome, form.RESOLVED)
    _ask_day(words.VALID_SINCE, form.VALID)
    _faults(outcome, form.VALID)


def _ask_day(label: str, key: str) -> None:
    # Streamlit's field for days asks for "dd.mm.yyyy" in every language
    st.text_input(label, key=key, max_chars=LONGEST_DAY, placeholder=words.DAY_HINT)


def _ask_set(page: Page, scope: Scope, outcome: form.Outcome) -> None:
    names = {form.NEW: words.NEW_SET} | _names_of_sets(page, scope.area)
    _choose(words.SET, form.SET, names, scope.area)
    st.text_input(
        words.SET_NAME, key=form.SET_NAME, max_chars=LONGEST_NAME, placeholder=words.SET_NAME_HINT
    )
    _faults(outcome, form.SET_NAME)
    _ask_parts(page, scope)
    _faults(outcome, form.PARTS)


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
    st.selectbox(
        words.PICK_FROM, list(levels), key=form.FROM, format_func=lambda level: levels[level]
    )
    every = areas.part_labels(atlas, scope.area, levels)
    # a block that no longer exists must not stop the form
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
        # Enter takes the best match, not all whose letters come in this order somewhere
        filter_mode="contains",
        select_all=False,
    )
    selected = _selected(page, scope)
    if set(selected) - set(state[form.PARTS]):
        label = words.FROM_MAP.format(number=len(selected))
        st.button(label, on_click=form.add_parts, args=(selected, scope.level), key="own_take")


def _choose(label: str, key: str, names: dict[str, str], area_id: str) -> None:
    """Ask which level or set is to be changed; its words then fill the form."""
    state, labels = st.session_state, f"{key}_labels"
    if state[key] not in names:
        state[key] = form.NEW
    if state.get(labels) != names:
        # the browser remembers the label: if somebody else changed it, the new one must be sent
        state[key], state[labels] = state[key], names
    changed = form.level_changed if key == form.LEVEL else form.set_changed
    st.selectbox(
        label,
        list(names),
        key=key,
        format_func=lambda name: names[name],
        on_change=changed,
        args=(area_id,),
    )


def _faults(outcome: form.Outcome, *fields: str) -> None:
    for sentence in outcome.faults_at(*fields):
        st.error(markup.as_message(sentence))


def _units_of_level(page: Page, scope: Scope) -> dict[tuple[str, str], str]:
    """Name the units of the level chosen, as far as it is one of the data."""
    level = page.atlas.level(scope.area, scope.level)
    if level.custom is not None or not page.atlas.available(scope.area, level.id):
        return {}
    names = distinct_names(level.newest_units)
    return {(level.id, key): f"{name.shown} ({level.name})" for key, name in names.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Offer:
    """Units whose indicators can be shown, by level and id; the `first` is shown unasked.

    That is the set saved last, else the unit selected first; `key` is that of the widget that asks.
    """

    names: Mapping[tuple[str, str], str]
    first: int | None
    key: str


def shows_figure(page: Page, scope: Scope) -> bool:
    """Whether the page will show the figure of a unit, for which indicator and year count."""
    form.restore_draft(scope.area)
    offer = _offer(page, scope)
    return bool(offer.names) and st.session_state.get(offer.key, offer.first) is not None


def _offer(page: Page, scope: Scope) -> _Offer:
    sets = {
        (level.id, unit.id): f"{unit.name} ({level.plural or level.name})"
        for level in areas.custom_levels(page.atlas, scope.area)
        if page.atlas.available(scope.area, level.id)
        for unit in level.units
    }
    has_custom = bool(sets)
    names = sets | _units_of_level(page, scope)
    saved = st.session_state[form.SAVED]
    selected = [(scope.level, unit) for unit in scope.selection]
    positions = {ids: position for position, ids in enumerate(names)}
    asked_for = (positions[ids] for ids in (saved, *selected[:1]) if ids in positions)
    return _Offer(
        names=names,
        first=next(asked_for, 0 if has_custom else None),
        key=f"own_shown_{'_'.join((*saved, scope.level, *scope.selection[:1]))}",
    )


def _indicators(page: Page, scope: Scope) -> None:
    """Show all indicators of one set or unit."""
    offer = _offer(page, scope)
    if not offer.names:
        return
    st.html(markup.element("h2", words.INDICATORS))
    chosen = st.selectbox(
        words.INDICATORS_OF,
        list(offer.names),
        offer.first,
        format_func=lambda ids: offer.names[ids],
        key=offer.key,
        placeholder=words.PICK_HINT,
    )
    if chosen is None:
        return
    level_id, unit_id = chosen
    of_set = replace(scope, level=level_id, vintage=None, selection=(), view=View.VALUE)
    if stated := kept(areas.statement, page.atlas, of_set, unit_id):
        st.html(markup.head_html(*stated, tag="h3"))
    spec = kept(areas.profile_table, page.atlas, scope.area, *chosen)
    st.html(markup.table_html(spec))
    show.sources_and_notes(spec.provenance)
    make = partial(downloads.table_file, spec)
    every = Scope(area=scope.area, level=level_id, indicator="", selection=(unit_id,))
    files = show.Downloads(
        name=spec.file_stem,
        formats=downloads.TABLE_FORMATS,
        make=make,
        figure=FigureChoice(kind=FigureKind.PROFILE, scope=every),
    )
    command = profile_command(page.atlas, of_set, unit_id, spec.file_stem)
    show.action_row(page, scope, files, command)
