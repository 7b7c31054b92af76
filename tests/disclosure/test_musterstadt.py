"""Disclosure control of the shipped data: safe, few cells, fast."""

from __future__ import annotations

import json
from dataclasses import replace
from math import nan
from time import process_time

import pytest

from atlas.disclosure.secret_table import linked
from atlas.model.disclosure import CellId
from atlas.model.published_table import Verdict
from tests.disclosure.conftest import DATA

YEARS = range(2013, 2036)
MOST_HIDDEN = 0.025
MOST_SECONDS = 3


def share_hidden_safely(year) -> float:
    """Part of the delivered cells that is hidden, all of them proven; nan if anything is unsafe."""
    safe = year.protected()
    small = {key for key, cell in year.secret.cells.items() if cell.primary}
    verdicts = {item.verdict for item in safe.verdicts}
    if safe.withheld or not safe.hidden >= small or not verdicts <= {Verdict.PROVEN}:
        return nan
    cells = year.secret.cells.values()
    return len(safe.hidden) / sum(cell.secret or cell.value is not None for cell in cells)


@pytest.mark.slow
def test_a_year_is_safe_with_few_hidden_cells(musterstadt_2023):
    start = process_time()
    assert 0.01 < share_hidden_safely(musterstadt_2023) < MOST_HIDDEN
    assert process_time() - start < MOST_SECONDS


def test_the_shipped_release_hides_few_cells():
    (manifest,) = (DATA / "releases/musterstadt").rglob("manifest.json")
    hidden = json.loads(manifest.read_bytes())["protection"]["hidden"]
    # of the counts of 2013 to 2024; none of the later years is small
    assert 0 < sum(hidden.values()) < MOST_HIDDEN * 117_131


@pytest.mark.slow
@pytest.mark.parametrize("year", YEARS)
def test_every_year_is_safe_with_few_hidden_cells(musterstadt_year, year):
    assert share_hidden_safely(musterstadt_year(year)) < MOST_HIDDEN


@pytest.mark.slow
def test_years_that_relations_tie_are_safe_together(musterstadt_year):
    years = [musterstadt_year(year) for year in (2022, 2023, 2024)]
    together = replace(years[0], secret=linked([year.secret for year in years], years[0].relations))
    assert len(together.secret.relations) > len(years[0].relations)
    assert share_hidden_safely(together) < MOST_HIDDEN
    # each for itself they aren't
    alone = frozenset[CellId]().union(*(year.protected().hidden for year in years))
    assert together.attacked(alone) > 0
