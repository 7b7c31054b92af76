"""Hide, audit, hide more: until nothing that is published gives a hidden cell away."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial

from atlas.disclosure.auditor import audit
from atlas.disclosure.blocks import Block, Vector, blocks
from atlas.disclosure.joint import NO_PAST, EarlierRelease, Past, joint_table
from atlas.disclosure.secret_table import SecretTable
from atlas.disclosure.suppress import Interval, possible_values, suppress
from atlas.model.disclosure import CellId, TableId
from atlas.model.published_table import (
    CellVerdict,
    EarlierTable,
    PublicFacts,
    PublishedTable,
    Verdict,
)
from atlas.model.releases import Report, Stage

_MOST_REPAIRS = 10


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


def safe_table(  # noqa: PLR0913  (what is protected, beside what, and who is told)
    secret: SecretTable,
    facts: PublicFacts,
    hidden: Collection[CellId] = (),
    *,
    withheld: Collection[TableId] = (),
    progress: Report | None = None,
    past: Past = NO_PAST,
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
        Is told when hiding begins, when each audit does, and how far they are.
    past
        What earlier releases say, beside which the table is to be safe.
    """
    report = progress or _nobody
    contradictory = _tables(key for tie in secret.contradictions for key, _ in tie.terms)
    withheld = contradictory | frozenset(withheld)
    every = _tables(secret.cells)
    repairs = 0
    while True:
        report(Stage.HIDE, None)
        attempt = _Attempt(secret, frozenset(hidden), withheld, past, report)
        verdicts = attempt.repaired(facts)
        repairs += attempt.repairs
        unsafe = _unsafe(verdicts)
        more = ((_tables(unsafe) | attempt.impossible) & every) - withheld
        # what is narrow though its own table is withheld: others give it away
        more = more or (attempt.tables_around(unsafe) & every) - withheld
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


def _nobody(_stage: Stage, _left: int | None) -> None:
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

    def __init__(
        self,
        secret: SecretTable,
        hidden: frozenset[CellId],
        withheld: frozenset[TableId],
        past: Past,
        report: Report,
    ) -> None:
        self._report = report
        self._secret, self._withheld = secret.without(withheld), withheld
        joint = joint_table(secret, past, withheld)
        self._earlier = tuple(map(earlier_table, past.releases, joint.versions))
        self._hidden: dict[Block, frozenset[CellId]] = {}
        self._values: dict[Block, Vector] = {}
        self._blocks = tuple(blocks(joint.table.cells, joint.table.ties, secret.mode))
        self._lost: set[Block] = set()
        self.impossible: frozenset[TableId] = frozenset()
        self.repairs = 0
        # what returns to a value that was published can't be hidden, whatever it was since
        kept = frozenset(
            key for key in hidden & joint.table.cells.keys() if (key[0], key[3]) not in withheld
        )
        for block in self._blocks:
            if any(cell.primary for cell in block.cells) or not kept.isdisjoint(block.keys):
                self._begin(block, kept)
        self._backed = tuple(
            item
            for block in self._blocks
            for item in _backed(block)
            if item[1] in secret.cells and (item[1][0], item[1][3]) not in withheld
        )
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
            self._hidden[block] = suppress(block, values, hidden, report=self._securing)

    @property
    def hidden(self) -> frozenset[CellId]:
        """All hidden cells of the table; what earlier releases hide isn't among them."""
        every = frozenset[CellId]().union(*self._hidden.values())
        own = every & self._secret.cells.keys()
        return frozenset(key for key in own if (key[0], key[3]) not in self._withheld)

    def tables_around(self, keys: Collection[CellId]) -> frozenset[TableId]:
        """All tables that ties connect with some cells, however far."""
        of_each = (block.column_of.keys() for block in self._blocks)
        return frozenset[TableId]().union(
            *(_tables(of_block) for of_block in of_each if not of_block.isdisjoint(keys))
        )

    def _securing(self, left: int) -> None:
        self._report(Stage.HIDE, left)

    def repaired(self, facts: PublicFacts) -> tuple[CellVerdict, ...]:
        """Audit, and hide more around what isn't safe, as long as that changes anything."""
        while True:
            hidden = self.hidden
            self._report(Stage.AUDIT, None)
            table = published_table(self._secret, hidden, facts)
            together = replace(table, earlier=self._earlier)
            verdicts = audit(together, report=partial(self._report, Stage.AUDIT))
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
                self._hidden[block] = suppress(
                    block, values, self._hidden[block], unsafe, report=self._securing
                )
        self._follow()


def _backed(block: Block) -> Iterator[tuple[Block, CellId, CellId]]:
    """Cells that are hidden where the count of those behind them is, with that count."""
    for key, cell in zip(block.keys, block.cells, strict=True):
        if cell.contributors and cell.value:
            yield block, key, cell.contributors


def earlier_table(release: EarlierRelease, versions: Mapping[CellId, int]) -> EarlierTable:
    """What the public reads in an earlier release, and which of its values others have."""
    secret = release.secret.without(release.withheld)
    hidden = frozenset(key for key in release.hidden if (key[0], key[3]) not in release.withheld)
    table = published_table(secret, hidden, release.facts)
    return EarlierTable(number=release.number, table=table, versions=versions)
