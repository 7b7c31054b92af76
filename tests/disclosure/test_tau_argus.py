"""Our intervals against those of the audit of τ-ARGUS, where its Python package is installed.

It is no requirement, not even of the tests: `pip install --no-deps --target <folder>
pytauargus==0.6.0`, and `PYTHONPATH=<folder>`.
"""

from __future__ import annotations

from collections.abc import Collection
from math import ceil, floor, inf
from pathlib import Path

import pytest

from atlas.model.disclosure import CellId
from tests.disclosure.test_brute_force import SEEDS, random_town, randomly_hidden
from tests.disclosure.test_safe_table import AMONG, BY_SEX, ODD_CYCLE
from tests.secret_town import Town, row

MOST, TINY = 400, 1e-6


def audited(
    town: Town, hidden: Collection[CellId], folder: Path
) -> dict[CellId, tuple[float, float]]:
    """Intervals of hidden cells by τ-ARGUS: they are at least 1, and numbers may have fractions.

    Its file has cells (value, weight, status, bounds, protection) and sums of them that are zero;
    what is at least zero gets a cell of its own.
    """
    tau_argus = pytest.importorskip("pytauargus._tauargus")
    secret = town.secret()
    at = {key: number for number, key in enumerate(secret.cells)}
    cells = [
        f"{cell.value:.0f} 1 {'u 1' if key in hidden else 's 0'} {MOST} 0 0 0"
        for key, cell in secret.cells.items()
    ]
    sums = []
    for tie in secret.ties:
        terms = {at[key]: factor for key, factor in tie.terms}
        if tie.upper == inf:
            rest = sum(secret.cells[key].value * factor for key, factor in tie.terms)
            terms[len(cells)] = -1
            cells.append(f"{rest:.0f} 1 m 0 {MOST} 0 0 0")
        listed = " ".join(f"{number} ({factor:.0f})" for number, factor in terms.items())
        sums.append(f"0 {len(terms)} : {listed}")
    numbered = (f"{number} {cell}" for number, cell in enumerate(cells))
    file = folder / "town.jj"
    file.write_text("\n".join(["0", str(len(cells)), *numbered, str(len(sums)), *sums, ""]))
    intervals = {item["cell"]: (item["min"], item["max"]) for item in tau_argus.audit_jj(str(file))}
    return {key: intervals[at[key]] for key in hidden}


@pytest.mark.parametrize(
    ("town", "names"),
    [
        (row(1, 2, 17), ["A", "B"]),
        (row(1, 2, 17), ["A", "B", "C"]),
        (row(1, 5, 40), ["A", "B"]),
        (row(1, 6, 40), ["A", "B"]),
        (row(1, 2, 4, 0, 30), ["A", "B", "C"]),
        (row(1, 2, 4, 0, 30), ["A", "B", "C", "E"]),
        (row(1, 2, 5, 0, 30), ["A", "B", "C"]),
        (row(10, 3, 1, 1), ["C", "D"]),
        (BY_SEX, ["A m", "B m"]),
        (BY_SEX, ["A m", "A w", "B m", "B w"]),
        (BY_SEX, ["A m", "A k", "B m", "B k"]),
        (ODD_CYCLE, ["1", "2", "3", "4"]),
        (AMONG, ["A some", "B some"]),
    ],
)
def test_vectors_have_the_intervals_of_tau_argus(town, names, tmp_path):
    hidden = [town.cell(name) for name in names]
    assert audited(town, hidden, tmp_path) == town.intervals(hidden)


@pytest.mark.parametrize("seed", SEEDS)
def test_random_tables_have_the_intervals_of_tau_argus(seed, tmp_path):
    town = random_town(seed)
    hidden = randomly_hidden(town, seed)
    whole = {
        key: (ceil(low - TINY), floor(high + TINY))
        for key, (low, high) in audited(town, hidden, tmp_path).items()
    }
    assert whole == town.intervals(hidden)
