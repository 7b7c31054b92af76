"""Tidy tables as files for programs: RFC 4180, with what every column means beside it.

A CSV in the default dialect of "CSV on the Web" (comma, decimal point, UTF-8 without BOM), so that
a program reads numbers as numbers without being told anything. What a reader must know is in a
sibling CSV and, for programs, in the JSON that the standard looks for beside the file.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from io import StringIO
from typing import Any, Final

from atlas.model.specs import DataType, TidyColumn, TidyTable, TidyValue
from atlas.render.archives import packed
from atlas.render.captions import file_entries
from atlas.render.table.delimited import as_text
from atlas.views import file_name_texts, texts
from atlas.views.numbers import finite, title_with_unit
from atlas.views.table import texts as table_texts


def sibling_files(table: TidyTable, stem: str) -> dict[str, bytes]:
    """Return the files that belong together, by name: figures, what they mean, the same as CSVW."""
    return {
        f"{stem}.csv": tidy_csv_bytes(table),
        f"{stem}-{file_name_texts.DESCRIPTION}.csv": description_csv_bytes(table),
        f"{stem}.csv-metadata.json": csvw_bytes(table, f"{stem}.csv"),
    }


def zip_bytes(table: TidyTable) -> bytes:
    """Pack the files that belong together."""
    return packed(sibling_files(table, table.file_stem).items())


def tidy_csv_bytes(table: TidyTable) -> bytes:
    """Write one row of names, then the figures."""
    head = [column.name for column in table.columns]
    return _csv([head, *([_cell(value) for value in row] for row in table.rows)])


def description_csv_bytes(table: TidyTable) -> bytes:
    """Write what the columns mean, units, sources, notes and signs: two columns of texts."""
    head = (table_texts.ENTRY, table_texts.CONTENT)
    pairs = ([as_text(label), as_text(text)] for label, text in description_entries(table))
    return _csv([head, *pairs])


def description_entries(table: TidyTable) -> Iterator[tuple[str, str]]:
    """Yield label and text of all that must stay with the figures."""
    yield table_texts.TITLE, table.title
    yield table_texts.SUBTITLE, table.subtitle
    for column in table.columns:
        label = table_texts.COLUMN.format(name=column.name)
        yield label, title_with_unit(column.meaning, column.unit)
    yield from _source_entries(table)


def _source_entries(table: TidyTable) -> Iterator[tuple[str, str]]:
    """Yield what isn't of a column: indicators, sources, notes, signs."""
    yield from ((f"{texts.INDICATOR} {code}", title) for code, title in table.indicators)
    yield from file_entries(table.provenance)


def csvw_bytes(table: TidyTable, url: str) -> bytes:
    """Describe the CSV at `url` as the standard "CSV on the Web" does."""
    sources = table.provenance
    facts = {
        "dc:title": table.title,
        "dc:description": table.subtitle,
        "dc:source": sources.source,
        "dc:publisher": sources.publisher,
        "dc:license": sources.licence,
        "dc:identifier": sources.link,
        "schema:version": sources.edition,
        "dc:language": "de",
    }
    notes = [{"label": label, "text": text} for label, text in _source_entries(table)]
    content = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "de"}],
        "url": url,
        **{key: text for key, text in facts.items() if text},
        "dialect": {
            "encoding": "utf-8",
            "delimiter": ",",
            "quoteChar": '"',
            "doubleQuote": True,
            "header": True,
            "headerRowCount": 1,
            "lineTerminators": ["\r\n"],
        },
        "tableSchema": {
            "columns": [_csvw_column(column) for column in table.columns],
            "primaryKey": [table_texts.TIDY_NAMES[key] for key in _KEY],
        },
        "notes": notes,
    }
    return json.dumps(content, ensure_ascii=False, indent=1).encode() + b"\n"


_KEY: Final = ("indicator", "unit", "year", "origin")
"""Columns that together tell the rows apart."""


def _csvw_column(column: TidyColumn) -> Mapping[str, Any]:
    datatype: Any = column.datatype.value
    if column.datatype is DataType.NUMBER:
        datatype = {"base": datatype, "format": {"decimalChar": "."}}
    described = {"name": column.name, "titles": column.name, "dc:description": column.meaning}
    unit = {"schema:unitText": column.unit} if column.unit else {}
    return {**described, "datatype": datatype, **unit}


def _csv(rows: Iterable[Sequence[str]]) -> bytes:
    text = StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    return text.getvalue().encode()


def _cell(value: TidyValue) -> str:
    """Write a value: numbers unrounded and without exponent, nothing where there is none."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return as_text(value)
    digits = f"{Decimal(repr(finite(value))):f}"
    return digits.removesuffix(".0")
