"""What the columns of a file are, and which units its rows: asked where it isn't certain."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

import pandas as pd
import streamlit as st

from atlas.model.areas import Level, distinct_names
from atlas.model.dates import year_end
from atlas.model.indicators import Catalogue
from atlas.sources.intake.area_matching import Part, row_parts, total_part
from atlas.sources.intake.corrections import ColumnChoice, Corrections
from atlas.sources.intake.intake import Intake, IntakeColumn
from atlas.sources.intake.quantity_matching import proposed_quantities
from atlas.ui import markup
from atlas.ui.delivery_draft import Draft, said_of, say
from atlas.views.desk import texts as words

SURE, TITLE = 1.0, 0.9
"""Confidence of a code and, at least, of a title of the catalogue."""


@dataclass(frozen=True, kw_only=True)
class _Place:
    """A column of values, or those of its cells in whose rows other columns say `part`.

    `quantity` is what it is: a code, "" if it is left out, None if that is open.
    """

    column: IntakeColumn
    part: Part
    quantity: str | None


def ask_columns(draft: Draft, intake: Intake, catalogue: Catalogue, year: int) -> None:
    """Ask of each column of values what it is."""
    said = said_of(draft, intake)
    places = _places(intake, said, year)
    quantities = catalogue.quantities
    labels = {code: f"{item.title} ({code})" for code, item in quantities.items()}
    codes: dict[str, str | None] = {label: code for code, label in labels.items()}
    codes |= {words.OPEN: None, words.NOT_TAKEN: ""}
    st.html(markup.element("h3", words.COLUMNS))
    edited = _edited(places, labels, codes, f"desk_columns_{hash((draft.mark, said, year))}")
    changed = {
        place: codes[label]
        for place, label in zip(places, edited, strict=True)
        if codes[label] != place.quantity
    }
    if not changed:
        changed = dict(_confirmed(places, intake, catalogue, year))
    if changed:
        whole = {place: changed.get(place, place.quantity) for place in places}
        say(draft, replace(said, columns=tuple(_choices(whole, said, {p.column for p in changed}))))


def _places(intake: Intake, said: Corrections, year: int) -> list[_Place]:
    parts = row_parts(intake, year) or ((),)
    chosen = {(item.column, item.where): item.quantity for item in said.columns}
    answered = {item.column for item in said.columns}
    places = []
    for column in intake.understood.columns:
        guess = column.quantity if parts == ((),) else None
        for part in parts:
            usual = "" if column.column in answered else guess
            quantity = chosen.get((column.column, part), usual)
            places.append(_Place(column=column, part=part, quantity=quantity))
    return places


def _edited(
    places: list[_Place], labels: Mapping[str, str], codes: Mapping[str, str | None], key: str
) -> list[str]:
    words_of: dict[str | None, str] = {None: words.OPEN, "": words.NOT_TAKEN}
    words_of.update(labels.items())
    shown = {
        words.COLUMN: [place.column.column for place in places],
        words.HEAD: [place.column.name for place in places],
        words.PART_OF_ROWS: [" · ".join(text for _, text in place.part) for place in places],
        words.IS: [words_of[place.quantity] for place in places],
        words.SURENESS: [_sureness(place) for place in places],
    }
    if not any(shown[words.PART_OF_ROWS]):
        del shown[words.PART_OF_ROWS]
    edited = st.data_editor(
        pd.DataFrame(shown),
        hide_index=True,
        width="stretch",
        disabled=[name for name in shown if name != words.IS],
        column_config={
            words.COLUMN: st.column_config.TextColumn(width="small"),
            words.HEAD: st.column_config.TextColumn(width="medium"),
            words.IS: st.column_config.SelectboxColumn(
                options=[words.OPEN, words.NOT_TAKEN, *sorted(labels.values())],
                required=True,
                width="large",
            ),
            words.SURENESS: st.column_config.TextColumn(width="small"),
        },
        key=key,
    )
    return [label if label in codes else words.OPEN for label in edited[words.IS].tolist()]


def _sureness(place: _Place) -> str:
    if not place.quantity:
        return ""
    confidence = place.column.confidence
    if confidence >= SURE:
        return words.SURE
    return words.BY_TITLE if confidence >= TITLE else words.BY_PART


def _confirmed(
    places: list[_Place], intake: Intake, catalogue: Catalogue, year: int
) -> Iterable[tuple[_Place, str]]:
    """Offer what is near, and to leave out what stays open; return what was confirmed."""
    still_open = [place for place in places if place.quantity is None]
    proposed = _proposed(still_open, intake, catalogue, year)
    if proposed:
        pairs = ", ".join(
            words.PAIR.format(
                place=" · ".join((place.column.column, *(text for _, text in place.part))),
                title=catalogue.quantities[code].title,
            )
            for place, code in proposed
        )
        st.write(markup.as_markdown(words.PROPOSED.format(pairs=pairs)))
    with st.container(horizontal=True):
        if proposed and st.button(words.TAKE_PROPOSALS, key="desk_column_proposals"):
            return proposed
        if still_open and st.button(words.LEAVE_OUT, key="desk_columns_left_out"):
            return [(place, "") for place in still_open]
    return ()


def _proposed(
    places: list[_Place], intake: Intake, catalogue: Catalogue, year: int
) -> list[tuple[_Place, str]]:
    total = total_part(row_parts(intake, year))
    whole = [place for place in places if place.part in {(), total}]
    unnamed = {
        place.column.column: place.column.name for place in whole if not place.column.quantity
    }
    near = proposed_quantities(unnamed, catalogue, year)
    codes = ((place, place.column.quantity or near.get(place.column.column)) for place in whole)
    return [(place, code) for place, code in codes if code]


def _choices(
    places: Mapping[_Place, str | None], said: Corrections, changed: set[IntakeColumn]
) -> Iterable[ColumnChoice]:
    """Write what columns are: those that changed anew, the others as they were said."""
    letters = {column.column for column in changed}
    yield from (item for item in said.columns if item.column not in letters)
    for column in sorted(letters):
        of_column = {place: code for place, code in places.items() if place.column.column == column}
        taken = [(place.part, code) for place, code in of_column.items() if code]
        if taken:
            yield from (ColumnChoice(column=column, quantity=c, where=part) for part, c in taken)
        elif None not in of_column.values():
            yield ColumnChoice(column=column, quantity="")


def ask_units(draft: Draft, intake: Intake, level: Level, year: int) -> None:
    """Ask which unit is meant where a key or name fits none for certain."""
    proposed = {item.key: item.unit for item in intake.units.proposed}
    open_keys = list(dict.fromkeys([*proposed, *intake.units.unknown]))
    if not open_keys:
        return
    names = distinct_names(level.units_on(year_end(year)))
    labels = {unit: f"{name.name} ({unit})" for unit, name in names.items()}
    units = {label: unit for unit, label in labels.items()} | {words.NO_UNIT: ""}
    corrections = said_of(draft, intake)
    said = dict(corrections.units)
    table = pd.DataFrame(
        {
            words.IN_FILE: open_keys,
            words.PROPOSAL: [labels.get(proposed.get(key, ""), "") for key in open_keys],
            words.MEANT: [words.OPEN] * len(open_keys),
        }
    )
    st.html(markup.element("h3", words.UNITS))
    edited = st.data_editor(
        table,
        hide_index=True,
        width="stretch",
        disabled=[words.IN_FILE, words.PROPOSAL],
        column_config={
            words.MEANT: st.column_config.SelectboxColumn(
                options=[words.OPEN, *units], required=True
            )
        },
        key=f"desk_units_{hash((draft.mark, corrections))}",
    )
    with st.container(horizontal=True):
        if proposed and st.button(words.TAKE_PROPOSALS, key="desk_proposals"):
            said |= proposed
        if st.button(words.LEAVE_ROWS_OUT, key="desk_rows_left_out"):
            said |= {key: "" for key in open_keys if key not in proposed}
    chosen = zip(open_keys, edited[words.MEANT].tolist(), strict=True)
    said |= {key: units[label] for key, label in chosen if label in units}
    if said != dict(corrections.units):
        say(draft, replace(corrections, units=tuple(said.items())))
