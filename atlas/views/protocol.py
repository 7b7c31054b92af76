"""The protocol of a release as tables: for programs one, for people a document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from math import isinf
from typing import Final

from atlas.model.documents import (
    Block,
    DocumentSpec,
    DocumentTable,
    Listing,
    Paragraph,
    Section,
    TextKind,
)
from atlas.model.numbers import format_number
from atlas.model.protocol import Protocol, ProtocolRow, Reason
from atlas.model.specs import TableSpec
from atlas.views import protocol_texts as words
from atlas.views import texts
from atlas.views.rules import rule_sentences, rules_table
from atlas.views.text_tables import NO_PROVENANCE, text_table

_HEADS = (
    words.YEAR,
    words.LEVEL,
    words.UNIT_ID,
    words.UNIT,
    words.QUANTITY,
    words.CODE,
    words.DELIVERED,
    words.REASON,
    words.SINCE,
    words.RULE,
    words.MINIMUM,
    words.LOWER,
    words.UPPER,
    words.PROVEN,
)
_WIDTHS: Final = (1.0, 2.6, 1.4, 2.6, 2.2)
"""Of the columns of `_cells`, relative to each other."""


def protocol_table(protocol: Protocol) -> TableSpec:
    """All rows of a protocol with all columns."""
    rows = (
        (
            str(row.year),
            row.level or words.ALL_CELLS,
            row.unit_id,
            row.unit,
            row.quantity,
            row.code,
            words.YES if row.delivered else "",
            words.REASONS[row.reason],
            row.since,
            row.rule.title if row.rule else words.NO_RULE,
            str(row.rule.minimum) if row.rule else "",
            *_limits(row),
            _proven(row),
        )
        for row in protocol.rows
    )
    return text_table(words.TITLE, _HEADS, rows, _described(words.SUBTITLE, protocol))


def protocol_document(protocol: Protocol) -> DocumentSpec:
    """A protocol to print: what was done, how many cells are hidden and why, then each of them."""
    return DocumentSpec(
        title=words.DOCUMENT.format(release=protocol.release.name),
        kicker=_described(words.KICKER, protocol),
        sections=tuple(_sections(protocol)),
        provenance=NO_PROVENANCE,
        foot=words.FOOT,
        day=date.fromisoformat(protocol.release.day),
        file_stem="",
    )


def _sections(protocol: Protocol) -> Iterator[Section]:
    yield Section(title=words.PROTECTION, blocks=tuple(_paragraphs(protocol)))
    if protocol.rows:
        counts = _counts(protocol)
        widths = (1.2, *(1.0 for _ in counts.columns[1:]))
        blocks = (_block(counts, widths), _block(_meanings(protocol), (1, 3)))
        yield Section(title=words.REASON_COUNTS, blocks=blocks)
    yield Section(title=words.RULES, blocks=tuple(_rules(protocol)))
    of_years: dict[int, list[ProtocolRow]] = {}
    for row in protocol.rows:
        of_years.setdefault(row.year, []).append(row)
    for year, rows in of_years.items():
        table = DocumentTable(spec=_cells(year, rows), widths=_WIDTHS, name="", grouped=True)
        yield Section(title=table.spec.title, blocks=(table,))


def _block(spec: TableSpec, widths: tuple[float, ...]) -> DocumentTable:
    return DocumentTable(spec=spec, widths=widths, name="")


def _described(form: str, protocol: Protocol) -> str:
    """Say of which release a protocol is, of which area and day, and for whom."""
    return form.format(
        release=protocol.release.name,
        area=protocol.area,
        day=f"{date.fromisoformat(protocol.release.day):%d.%m.%Y}",
        audience=words.AUDIENCES[protocol.audience],
    )


def _paragraphs(protocol: Protocol) -> Iterator[Paragraph]:
    yield Paragraph(text=words.CONFIDENTIAL, kind=TextKind.NOTICE)
    yield from (Paragraph(text=text) for text in _what_was_done(protocol))


def _what_was_done(protocol: Protocol) -> Iterator[str]:
    protection = protocol.release.protections[protocol.audience]
    yield words.METHOD.format(
        mode=protection.mode.value,
        words=texts.PROTECTION_MODES[protection.mode],
        method=protocol.method,
        solver=protocol.solver,
    )
    if protection.mode.base:
        yield words.ROUNDED
        return
    yield words.TOTALS.format(
        cells=format_number(protection.cells, 0),
        hidden=format_number(sum(protection.hidden.values()), 0),
        proven=format_number(sum(row.is_proven for row in protocol.rows), 0),
        repairs=protection.repairs,
    )
    yield words.INTERVALS


def _counts(protocol: Protocol) -> TableSpec:
    counts = Counter((row.level or words.ALL_CELLS, row.reason) for row in protocol.rows)
    levels = list(dict.fromkeys(level for level, _ in counts))
    reasons = [reason for reason in words.REASONS if any(counts[lv, reason] for lv in levels)]
    rows = [
        (level, *(_count(counts[level, of]) for of in reasons), _sum(counts, level))
        for level in levels
    ]
    heads = (words.LEVEL, *(words.REASONS[reason] for reason in reasons), words.ALL)
    table = text_table(words.REASON_COUNTS, heads, rows)
    first, *numbers = table.columns
    return replace(table, columns=(first, *(replace(column, decimals=0) for column in numbers)))


def _sum(counts: Counter[tuple[str, Reason]], level: str) -> str:
    return _count(sum(count for (of, _), count in counts.items() if of == level))


def _count(number: int) -> str:
    return format_number(number, 0)


def _meanings(protocol: Protocol) -> TableSpec:
    """Explain the reasons that occur."""
    occurring = {row.reason for row in protocol.rows}
    rows = (
        (words.REASONS[reason], meaning)
        for reason, meaning in words.MEANING_OF.items()
        if reason in occurring
    )
    return text_table(words.MEANINGS, (words.REASON, words.MEANING), rows)


def _rules(protocol: Protocol) -> Iterator[Block]:
    rules = dict(protocol.rules)
    spec = rules_table(rules)
    yield _block(spec, (2.2, *(1.0 for _ in spec.columns[1:])))
    if sentences := rule_sentences(rules):
        yield Listing(items=sentences)


def _cells(year: int, rows: Iterable[ProtocolRow]) -> TableSpec:
    """The cells of a year that are hidden, by quantity and rule."""
    texts_of = (
        (
            _group(row),
            f"{row.unit_id} {row.unit}".strip() or words.ALL_UNITS,
            row.level or words.ALL_CELLS,
            _reason(row),
            _interval(row),
        )
        for row in rows
    )
    heads = (words.QUANTITY, words.UNIT, words.LEVEL, words.REASON, words.INTERVAL)
    return text_table(words.CELLS.format(year=year), heads, texts_of)


def _group(row: ProtocolRow) -> str:
    """Name the quantity of a cell and the minimum of its rule."""
    title = words.REPORTED.format(title=row.quantity) if row.delivered else row.quantity
    if row.rule is None:
        return words.GROUP_WITHOUT_RULE.format(title=title)
    return words.GROUP.format(title=title, minimum=row.rule.minimum)


def _reason(row: ProtocolRow) -> str:
    reason = words.REASONS[row.reason]
    return words.REASON_SINCE.format(reason=reason, release=row.since) if row.since else reason


def _limits(row: ProtocolRow) -> tuple[str, str]:
    if row.interval is None:
        return "", ""
    lower, upper = (_limit(limit) for limit in row.interval)
    return lower, upper


def _limit(limit: float) -> str:
    if isinf(limit):
        return words.UNLIMITED
    return format_number(limit, 0 if limit.is_integer() else 1)


def _interval(row: ProtocolRow) -> str:
    lower, upper = _limits(row)
    if row.interval is None:
        return ""
    form = words.FROM_TO if row.is_proven else words.FROM_TO_UNPROVEN
    return form.format(lower=lower, upper=upper)


def _proven(row: ProtocolRow) -> str:
    if row.interval is None:
        return ""
    return words.YES if row.is_proven else words.NO
