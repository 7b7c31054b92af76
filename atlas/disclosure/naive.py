"""What hiding in the naive ways would give away: computed by the audit, for comparison."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from atlas.disclosure.auditor import audit
from atlas.disclosure.safe_table import published_table
from atlas.disclosure.secret_table import SecretTable
from atlas.model.disclosure import CellId, TableId
from atlas.model.published_table import PublicFacts, Verdict
from atlas.model.releases import NaiveHiding


def naive_hidings(
    secret: SecretTable, facts: PublicFacts, withheld: Collection[TableId]
) -> Iterator[NaiveHiding]:
    """Attack what would be published if only small counts were hidden; then one more per sum.

    Parameters
    ----------
    secret
        Cells and ties.
    facts
        What everybody knows.
    withheld
        Tables of which nothing is published.
    """
    open_tables = secret.without(withheld)
    small = {key for key, cell in open_tables.cells.items() if cell.primary}
    for hidden in (small, _one_more(open_tables, small)):
        verdicts = audit(published_table(open_tables, hidden, facts))
        narrow = [item for item in verdicts if item.verdict is Verdict.NARROW]
        yield NaiveHiding(
            hidden=len(hidden),
            narrow=len(narrow),
            exact=sum(item.lower == item.upper for item in narrow),
        )


def _one_more(secret: SecretTable, small: Collection[CellId]) -> set[CellId]:
    """Small counts, and the smallest other part of each sum of which one part is hidden."""
    hidden = set(small)
    for tie in secret.ties:
        parts = [key for key, factor in tie.terms if factor > 0]
        if tie.lower == tie.upper == 0 and sum(key in hidden for key in parts) == 1:
            others = [key for key in parts if key not in hidden and secret.cells[key].value]
            hidden |= set(sorted(others, key=lambda key: (secret.cells[key].value, key))[:1])
    return hidden
