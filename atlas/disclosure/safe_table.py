"""Hide, audit, hide more: until nothing that is published gives a hidden cell away."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from atlas.disclosure.auditor import audit
from atlas.disclosure.blocks import Block, Vector, blocks
from atlas.disclosure.secret_table import SecretTable
from atlas.disclosure.suppress import Interval, possible_values, suppress
from atlas.model.disclosure import CellId
from atlas.model.published_table import CellVerdict, PublicFacts, PublishedTable, Verdict
from atlas.model.releases import Stage

_MOST_REPAIRS = 10
TableId = tuple[int, str]
"""A table: year and quantity."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SafeTable:
    """What may be published of a table, and how safe that is.

    `withheld` are the quantities and years of which nothing is published, because they contradict
    each other, can't be made safe, or would be hidden all but zeros (`all_hidden`). `hidden` are
    the hidden cells of all others; `verdicts` say of each what the last audit found. `repairs`
    counts the rounds after the first.
    """

    hidden: frozenset[CellId]
    withheld: frozenset[TableId]
    verdicts: tuple[CellVerdict, ...]
    repairs: int
    all_hidden: frozenset[TableId] = frozenset()


def unhidden(hidden: Iterable[CellId], withheld: Collection[TableId]) -> SafeTable:
    """What may be published where counts are rounded: all but what is hidden anyway."""
    kept = frozenset(key for key in hidden if (key[0], key[3]) not in withheld)
    return SafeTable(hidden=kept, withheld=frozenset(withheld), verdicts=(), repairs=0)


def published_table(
    secret: SecretTable, hidden: Collection[CellId], facts: PublicFacts
) -> PublishedTable:
    """What the public reads if some cells are hidden."""
    cells = {
        key: cell for key, cell in secret.cells.items() if cell.secret or cell.value is not None
    }
    steps: dict[str, float] = {}
    for key, cell in cells.items():
        steps[key[3]] = min(cell.step, steps.get(key[3], cell.step))
    return PublishedTable(
        facts=facts,
        figures={
            key: cell.value
            for key, cell in cells.items()
            if key not in hidden and cell.value is not None
        },
        hidden=frozenset(hidden),
        hides_zeros=frozenset(key[3] for key, cell in cells.items() if cell.may_be_zero),
        minimums={key: cells[key].minimum for key in hidden if key in cells},
        steps=steps,
        untied=secret.untied,
        relations=secret.relations,
        mode=secret.mode,
    )


def safe_table(
    secret: SecretTable,
    facts: PublicFacts,
    hidden: Collection[CellId] = (),
    withheld: Collection[TableId] = (),
    progress: Callable[[Stage], None] | None = None,
) -> SafeTable:
    """Choose what is hidden so that the audit has nothing to object to.

    Parameters
    ----------
    secret
        Cells and ties, of one year or of several.
    facts
        What everybody knows: memberships and breakdowns.
    hidden
        Cells hidden anyway.
    withheld
        Tables of which nothing is published anyway.
    progress
        Is told when hiding begins, and when each audit does.
    """
    report = progress or _nobody
    contradictory = _tables(key for tie in secret.contradictions for key, _ in tie.terms)
    withheld = contradictory | frozenset(withheld)
    repairs = 0
    while True:
        kept = frozenset(key for key in hidden if (key[0], key[3]) not in withheld)
        report(Stage.HIDE)
        attempt = _Attempt(secret.without(withheld), kept)
        verdicts = attempt.repaired(facts, report)
        repairs += attempt.repairs
        more = _tables(_unsafe(verdicts)) | attempt.impossible
        if not more:
            return SafeTable(
                hidden=attempt.hidden, withheld=withheld, verdicts=verdicts, repairs=repairs
            )
        withheld |= more


def without_empty(safe: SafeTable, secret: SecretTable) -> SafeTable:
    """Withhold tables of which nothing but zeros could be seen, and say which these are."""
    shown = (key for key, cell in secret.cells.items() if cell.value and key not in safe.hidden)
    empty = _tables(safe.hidden) - _tables(shown)
    if not empty:
        return safe
    return replace(
        safe,
        hidden=frozenset(key for key in safe.hidden if (key[0], key[3]) not in empty),
        verdicts=tuple(v for v in safe.verdicts if (v.key[0], v.key[3]) not in empty),
        withheld=safe.withheld | empty,
        all_hidden=empty,
    )


def _nobody(_: Stage) -> None:
    """Nobody asks how far it is."""


def _tables(keys: Iterable[CellId]) -> frozenset[TableId]:
    return frozenset((key[0], key[3]) for key in keys)


def _unsafe(verdicts: Iterable[CellVerdict]) -> dict[CellId, Interval]:
    return {
        item.key: (item.lower, item.upper)
        for item in verdicts
        if item.verdict is not Verdict.PROVEN
    }


class _Attempt:
    """Suppression and audit of what can be published at all."""

    def __init__(self, secret: SecretTable, hidden: frozenset[CellId]) -> None:
        self._secret = secret
        self._hidden: dict[Block, frozenset[CellId]] = {}
        self._values: dict[Block, Vector] = {}
        self._lost: set[Block] = set()
        self._backed: list[tuple[Block, CellId, CellId]] = []
        self.impossible: frozenset[TableId] = frozenset()
        self.repairs = 0
        for block in blocks(secret.cells, secret.ties, secret.mode):
            if any(cell.primary for cell in block.cells) or not hidden.isdisjoint(block.keys):
                self._begin(block, hidden)
            self._backed += _backed(block)
        self._follow()

    def _follow(self) -> None:
        """Hide the amounts of those whose count is hidden, as long as there are any."""
        while True:
            hidden = self.hidden
            lost: dict[Block, frozenset[CellId]] = {}
            for block, key, contributors in self._backed:
                if contributors in hidden and key not in hidden:
                    lost[block] = lost.get(block, frozenset()) | {key}
            possible = {block: keys for block, keys in lost.items() if block not in self._lost}
            if not possible:
                return
            for block, keys in possible.items():
                self._begin(block, self._hidden.get(block, frozenset()) | keys)

    def _begin(self, block: Block, hidden: frozenset[CellId]) -> None:
        values = possible_values(block)
        if values is None:
            self._lost.add(block)
            self.impossible |= _tables(block.keys)
        else:
            self._values[block] = values
            self._hidden[block] = suppress(block, values, hidden)

    @property
    def hidden(self) -> frozenset[CellId]:
        """All hidden cells."""
        return frozenset[CellId]().union(*self._hidden.values())

    def repaired(
        self, facts: PublicFacts, report: Callable[[Stage], None]
    ) -> tuple[CellVerdict, ...]:
        """Audit, and hide more around what isn't safe, as long as that changes anything."""
        while True:
            hidden = self.hidden
            report(Stage.AUDIT)
            verdicts = audit(published_table(self._secret, hidden, facts))
            unsafe = _unsafe(verdicts)
            if not unsafe or self.repairs == _MOST_REPAIRS:
                return verdicts
            self._hide_more(unsafe)
            if self.hidden == hidden:
                return verdicts
            self.repairs += 1

    def _hide_more(self, unsafe: Mapping[CellId, Interval]) -> None:
        for block, values in self._values.items():
            if not unsafe.keys().isdisjoint(block.keys):
                self._hidden[block] = suppress(block, values, self._hidden[block], unsafe)
        self._follow()


def _backed(block: Block) -> Iterator[tuple[Block, CellId, CellId]]:
    """Cells that are hidden where the count of those behind them is, with that count."""
    for key, cell in zip(block.keys, block.cells, strict=True):
        if cell.contributors and cell.value and not cell.is_published:
            yield block, key, cell.contributors
