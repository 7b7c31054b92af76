"""HTML and Markdown from texts that may hold anything: everything is shown as text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import escape
from itertools import takewhile
from typing import Final

from atlas.model.specs import Provenance, TableCell, TableColumn, TableRow, TableSpec
from atlas.model.text import visible, with_percent
from atlas.render.captions import foot_lines
from atlas.render.table.delimited import head_text
from atlas.ui.folders import without_folders
from atlas.views import selected_texts, texts

LONGEST_QUOTE: Final = 80
LONGEST_MESSAGE: Final = 1500
_SELECTED = f'<span class="atlas-hidden"> ({selected_texts.SELECTED_ROW})</span>'
"""For the ear what the tint of a row is for the eye."""
_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+\-.!|~>$:<&@])")
_JOINER = "\N{WORD JOINER}"
# What Streamlit's Markdown makes of text that is escaped already: links, icons, symbols.
_MADE_OF_TEXT = re.compile(
    r"(?<=:)(?=//|material/|[\w+-]+:)"
    r"|(?<=www)(?=\.)"
    r"|(?<=[\w.+-])(?=@[\w-])"
    r"|(?:(?<=^[-<>~])|(?<=\s[-<>~]))(?=(?:->|[->=])(?!\S))",
    re.IGNORECASE,
)
_QUOTED = re.compile(rf"„([^“]{{{LONGEST_QUOTE}}})[^“]+“")


def as_markdown(text: str) -> str:
    """Escape a text for Streamlit's Markdown, its colours, icons and formulas included.

    Streamlit makes links, icons and symbols of escaped text, too; there an invisible character
    that allows no line break stands between what would make them.
    """
    return _MARKDOWN.sub(r"\\\1", _MADE_OF_TEXT.sub(_JOINER, " ".join(visible(text).split())))


def as_message(text: str) -> str:
    """Escape a message about data, as `as_markdown` does; it may quote anything.

    Long quotations are cut, and folders of the server aren't named.
    """
    message = _QUOTED.sub(r"„\1…“", without_folders(text))
    return as_markdown(
        message if len(message) <= LONGEST_MESSAGE else f"{message[:LONGEST_MESSAGE]}…"
    )


def element(tag: str, text: str, css: str = "") -> str:
    """Wrap a text into an element."""
    attribute = f' class="atlas-{css}"' if css else ""
    return f"<{tag}{attribute}>{_escaped(text)}</{tag}>"


def head_html(headline: str, subtitle: str, tag: str = "h1") -> str:
    """Heading of a figure: statement, then unit, dates and range."""
    return element(tag, headline, "headline") + element("p", subtitle, "subtitle")


def foot_html(provenance: Provenance, *more: str) -> str:
    """Sources, notes and signs below a figure, and more lines."""
    lines = "".join(element("p", line) for line in (*foot_lines(provenance), *more))
    return f'<div class="atlas-foot">{lines}</div>'


def link_html(target: str, text: str, name: str = "") -> str:
    """A link within a text to an address; `name` is what a screen reader says instead."""
    aria = f' aria-label="{escape(name, quote=True)}"' if name else ""
    return f'<a href="{escape(target, quote=True)}" target="_self"{aria}>{_escaped(text)}</a>'


def sentences_html(sentences: Iterable[str]) -> str:
    """List sentences."""
    items = "".join(element("li", text) for text in sentences)
    return f'<ul class="atlas-text-alternative">{items}</ul>'


def pairs_html(pairs: Iterable[tuple[str, str]]) -> str:
    """List labels with their texts."""
    items = "".join(element("dt", label) + element("dd", text) for label, text in pairs)
    return f'<dl class="atlas-facts">{items}</dl>'


def details_html(title: str, inner: str) -> str:
    """Fold something away that is HTML already."""
    return f'<details class="atlas-details">{element("summary", title)}{inner}</details>'


def table_html(spec: TableSpec, *, sortable: bool = False) -> str:
    """Draw a table any screen reader can walk through; large ones scroll within themselves.

    Sums at the end stay in sight, as the head does. A click on a head of a `sortable` one sorts
    the rows between them (`render/live/table_sort.js`).
    """
    name = _name_index(spec.columns)
    head = "".join(_head_cell(c, named=i == name) for i, c in enumerate(spec.columns))
    sums = len(list(takewhile(lambda row: row.emphasis, reversed(spec.rows))))
    rows = [_row(row, spec.columns) for row in spec.rows]
    body, foot = "".join(rows[: len(rows) - sums]), "".join(rows[len(rows) - sums :])
    caption = ". ".join(word for word in (spec.title, spec.subtitle) if word)
    css = "atlas-table atlas-sortable" if sortable else "atlas-table"
    return (
        f'<div class="atlas-table-frame">{element("p", texts.WIDE_TABLE, "wide-hint")}'
        f'<div class="atlas-scroll" tabindex="0" role="group" aria-label="{escape(spec.title)}">'
        f'<table class="{css}">{element("caption", caption)}'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody>"
        f"{f'<tfoot>{foot}</tfoot>' if foot else ''}</table></div></div>"
    )


def _head_cell(column: TableColumn, *, named: bool) -> str:
    name = "number" if column.is_number else "row-name" if named else ""
    css = f' class="atlas-{name}"' if name else ""
    return f'<th scope="col"{css}>{escape(head_text(column))}</th>'


def _row(row: TableRow, columns: Iterable[TableColumn]) -> str:
    style = "sum" if row.emphasis else "selected" if row.selected else ""
    css = f' class="atlas-{style}"' if style else ""
    return f"<tr{css}>{''.join(_cells(row, tuple(columns)))}</tr>"


def _cells(row: TableRow, columns: tuple[TableColumn, ...]) -> Iterator[str]:
    name_index = _name_index(columns)
    for index, (cell, column) in enumerate(zip(row.cells, columns, strict=True)):
        if index == name_index:
            css = ' class="atlas-unit"' if column.key == "name" else ""
            chosen = _SELECTED if row.selected else ""
            yield f'<th scope="row"{css}>{escape(cell.text)}{chosen}</th>'
        else:
            yield _cell(cell, column)


def _name_index(columns: tuple[TableColumn, ...]) -> int:
    """The column that names the rows: beside the keys where there are both."""
    return 1 if columns[1:2] and columns[1].key == "name" else 0


def _cell(cell: TableCell, column: TableColumn) -> str:
    css = ' class="atlas-number"' if column.is_number else ""
    number = "" if cell.number is None else f' data-number="{cell.number!r}"'
    return f"<td{css}{number}>{_escaped(cell.text)}</td>"


def _escaped(text: str) -> str:
    """Escape a text, in which no line ends between a number and its percent sign."""
    return escape(with_percent(text))
