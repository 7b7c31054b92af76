"""The rules of disclosure as a table, and in sentences what else than small counts they hide."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from atlas.model.disclosure import DisclosureRule
from atlas.model.numbers import plain_number
from atlas.model.specs import TableCell, TableColumn, TableRow, TableSpec
from atlas.views import rules_texts as words
from atlas.views import texts
from atlas.views.text_tables import NO_PROVENANCE


@dataclass(frozen=True, slots=True, kw_only=True)
class _Column:
    """A column; one with a `meaning`, which explains its head, only where a rule uses it."""

    head: str
    text: Callable[[DisclosureRule], str]
    is_used: Callable[[DisclosureRule], bool] = lambda _: True
    meaning: str = ""


def _limit(number: float, form: str = "{}") -> str:
    return form.format(plain_number(number)) if number else words.NO_LIMIT


_COLUMNS: Final = (
    _Column(head=words.RULE, text=lambda rule: rule.title or texts.NOT_STATED),
    _Column(head=words.MINIMUM, text=lambda rule: _limit(rule.minimum)),
    _Column(head=words.MINIMUM_DENOMINATOR, text=lambda rule: _limit(rule.minimum_denominator)),
    _Column(
        head=words.COMPLEMENT,
        text=lambda rule: _limit(rule.minimum * rule.complement),
        is_used=lambda rule: rule.complement,
        meaning=words.COMPLEMENT_MEANING,
    ),
    _Column(
        head=words.GROUP,
        text=lambda rule: words.HIDDEN if rule.group else words.SHOWN,
        is_used=lambda rule: rule.group,
        meaning=words.GROUP_MEANING,
    ),
    _Column(
        head=words.DOMINANCE,
        text=lambda rule: _limit(rule.dominance, words.PERCENT),
        is_used=lambda rule: rule.dominance > 0,
        meaning=words.DOMINANCE_MEANING,
    ),
)


def rules_table(counts: Mapping[DisclosureRule, int], file_stem: str = "") -> TableSpec:
    """List rules with the number of quantities each holds for, the strictest first."""
    ordered = sorted(counts, key=lambda rule: (-rule.minimum, rule.title))
    columns = _used(ordered)
    heads = (*(column.head for column in columns), words.QUANTITIES)
    rows = ((*(column.text(rule) for column in columns), str(counts[rule])) for rule in ordered)
    return TableSpec(
        title=words.RULES,
        subtitle="",
        columns=tuple(
            TableColumn(key=head, title=head, decimals=None if head == words.RULE else 0)
            for head in heads
        ),
        rows=tuple(TableRow(cells=tuple(TableCell(text=text) for text in row)) for row in rows),
        provenance=NO_PROVENANCE,
        file_stem=file_stem,
    )


def rule_sentences(rules: Iterable[DisclosureRule]) -> tuple[str, ...]:
    """Say what the columns mean that don't stand in every table."""
    return tuple(column.meaning for column in _used(tuple(rules)) if column.meaning)


def _used(rules: Iterable[DisclosureRule]) -> tuple[_Column, ...]:
    every = tuple(rules)
    return tuple(
        column for column in _COLUMNS if not column.meaning or any(map(column.is_used, every))
    )
