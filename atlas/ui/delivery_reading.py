"""How a file is written, where the guess is wrong: sheet, characters, rows, columns, signs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any, Final

import streamlit as st

from atlas.sources.intake.intake import Intake
from atlas.ui import markup
from atlas.ui.delivery_draft import Draft, said_of, say
from atlas.views.desk import tables
from atlas.views.desk import texts as words

ENCODINGS: Final = ("utf-8", "cp1252", "utf-16", "cp850")
DELIMITERS: Final = (";", ",", "\t", "|")


def draw(draft: Draft, intake: Intake) -> None:
    """Ask how the file is written; what was understood stands in the empty fields."""
    said, understood = said_of(draft, intake), intake.understood
    with st.form(f"desk_reading_form_{draft.mark}", border=False):
        columns = st.columns(3)
        sheet = _text(columns[0], "sheet", said.sheet or "", understood.sheet or "")
        encoding = _one_of(columns[1], "encoding", ENCODINGS, said.encoding)
        delimiter = _one_of(columns[2], "delimiter", DELIMITERS, said.delimiter)
        columns = st.columns(3)
        decimal = _one_of(columns[0], "decimal", (",", "."), said.decimal)
        header, footer = (
            _text(place, name, tables.rows_text(rows or ()), tables.rows_text(guess))
            for place, name, rows, guess in (
                (columns[1], "header_rows", said.header_rows, understood.header_rows),
                (columns[2], "footer_rows", said.footer_rows, understood.footer_rows),
            )
        )
        columns = st.columns(3)
        key_column = _text(columns[0], "key_column", said.key_column or "", understood.key_column)
        kinds = ("", *words.KEY_KINDS)
        key_kind = columns[1].selectbox(
            words.KEY_KIND,
            kinds,
            index=kinds.index(said.key_kind or ""),
            format_func=lambda kind: words.KEY_KINDS.get(kind, words.GUESS),
        )
        signs = columns[2].text_input(
            words.SIGNS_SAID,
            ", ".join(f"{sign}={words.STATES[state]}" for sign, state in said.signs),
            help=words.SIGNS_HELP.format(states=", ".join(words.STATES.values())),
        )
        columns = st.columns(3)
        dimensions, values = (
            _text(place, name, ", ".join(letters or ()), ", ".join(guess))
            for place, name, letters, guess in (
                (columns[0], "dimensions", said.dimensions, understood.dimensions),
                (
                    columns[1],
                    "value_columns",
                    said.value_columns,
                    [column.column for column in understood.columns],
                ),
            )
        )
        asked = st.form_submit_button(words.READ_AGAIN)
    if not asked:
        return
    try:
        corrections = replace(
            said,
            sheet=sheet.strip() or None,
            encoding=encoding,
            delimiter=delimiter,
            decimal=decimal,
            header_rows=_rows(header),
            footer_rows=_rows(footer),
            key_column=next(iter(_letters(key_column) or ()), None),
            key_kind=key_kind or None,
            signs=tuple(_signs(signs)),
            dimensions=_letters(dimensions),
            value_columns=_letters(values),
        )
    except ValueError as error:
        st.error(markup.as_message(words.NOT_UNDERSTOOD.format(text=error)))
        return
    say(draft, corrections)


def ask_decimal(draft: Draft, intake: Intake) -> None:
    """Ask whether a sign parts thousands or decimals, where figures don't tell."""
    asked = next((item for item in intake.problems if item.code == "decimal"), None)
    if asked is None:
        return
    sign = "." if "." in asked.value else ","
    other = "," if sign == "." else "."
    st.html(markup.element("h3", words.DECIMAL_HEAD.format(value=asked.value)))
    with st.container(horizontal=True):
        thousands = st.button(
            words.DECIMAL_THOUSANDS.format(value=asked.value.replace(sign, "")),
            key="desk_thousands",
        )
        fraction = st.button(
            words.DECIMAL_FRACTION.format(value=asked.value.replace(sign, ",")),
            key="desk_fraction",
        )
    if thousands or fraction:
        say(draft, replace(said_of(draft, intake), decimal=other if thousands else sign))


def _text(
    place: Any,  # noqa: ANN401  (Streamlit's column)
    name: str,
    said: str,
    understood: str,
) -> str:
    hint = words.ROWS_HINT if name.endswith("_rows") else words.LETTERS_HINT
    typed: str = place.text_input(
        words.PARTS_UNDERSTOOD[name],
        said,
        placeholder=understood,
        help=None if name == "sheet" else hint,
    )
    return typed


def _one_of(
    place: Any,  # noqa: ANN401  (Streamlit's column)
    name: str,
    options: Sequence[str],
    chosen: str | None,
) -> str | None:
    every = ["", *options]
    index = every.index(chosen) if chosen in every else 0
    picked: str = place.selectbox(
        words.PARTS_UNDERSTOOD[name],
        every,
        index=index,
        format_func=lambda text: words.WORDS.get(text, text.upper()) or words.GUESS,
    )
    return picked or None


def _rows(text: str) -> tuple[int, ...] | None:
    """Read "3, 5-7"; raises `ValueError` with what can't be read."""
    rows: list[int] = []
    for part in _pieces(text):
        first, _, last = part.partition("-")
        if not (first.strip().isdecimal() and (not last or last.strip().isdecimal())):
            raise ValueError(part)
        rows += range(int(first), int(last or first) + 1)
    return tuple(rows) or None


def _letters(text: str) -> tuple[str, ...] | None:
    """Read "C, D"; raises `ValueError` with what can't be read."""
    letters = tuple(part.upper() for part in _pieces(text))
    for letter in letters:
        if not (letter.isascii() and letter.isalpha() and len(letter) <= 3):  # noqa: PLR2004  (XFD)
            raise ValueError(letter)
    return letters or None


def _signs(text: str) -> Iterable[tuple[str, str]]:
    """Read "*=geheim gehalten, 0=unbekannt"; raises `ValueError` with what can't be read."""
    codes = {meaning.casefold(): code for code, meaning in words.STATES.items()}
    for part in _pieces(text):
        sign, _, meaning = part.partition("=")
        if meaning.strip().casefold() not in codes or not sign.strip():
            raise ValueError(part)
        yield sign.strip(), codes[meaning.strip().casefold()]


def _pieces(text: str) -> Iterable[str]:
    return filter(None, (piece.strip() for piece in text.split(",")))
