"""Invented deliveries are understood cell by cell; damaged ones end in a sentence, never worse."""

from __future__ import annotations

import os
import random
import resource
import time
from contextlib import suppress

import pytest

from atlas.errors import IntakeFileError
from atlas.sources.intake.reading import read_intake
from tests.sources.intake.deliveries import delivery, mutated, written

MUTATED = int(os.environ.get("ATLAS_FUZZ", "500"))
"""Damaged files of the slow test; 10,000 take a minute and a half."""


def test_invented_deliveries_are_understood_without_a_mapping():
    assert not _misunderstood(range(30))


@pytest.mark.slow
def test_many_invented_deliveries_are_understood_without_a_mapping():
    assert not _misunderstood(range(30, 250))


def _misunderstood(seeds):
    wrong = {}
    for seed in seeds:
        dice = random.Random(seed)  # noqa: S311  (no secret)
        made = delivery(dice)
        intake = read_intake(written(made, dice))
        understood = intake.understood
        layout = (
            understood.header_rows,
            understood.footer_rows,
            (understood.key_column, understood.key_kind),
            understood.dimensions,
            tuple(column.column for column in understood.columns),
        )
        truth = (made.header, made.footer, ("A", made.key_kind), made.dimensions, made.columns)
        read = {(r.row, r.column): (r.key, r.value, r.flag) for r in intake.records()}
        cells = read if made.is_ambiguous else made.cells
        if layout != truth or read != cells or set(read) != set(made.cells):
            wrong[seed] = layout, truth
    return wrong


def test_damaged_deliveries_never_crash():
    assert _longest_of_damaged(40) < 10


@pytest.mark.slow
def test_many_damaged_deliveries_never_crash_hang_or_fill_the_memory():
    before = _most_kilobytes()
    assert _longest_of_damaged(MUTATED) < 10
    assert _most_kilobytes() - before < 500_000


def _most_kilobytes():
    """What this process ever took, in kilobytes (on Linux)."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def _longest_of_damaged(count):
    longest = 0.0
    for seed in range(count):
        dice = random.Random(-1 - seed)  # noqa: S311  (no secret)
        content = mutated(written(delivery(dice), dice), dice)
        start = time.process_time()
        with suppress(IntakeFileError):
            list(read_intake(content).records())
        longest = max(longest, time.process_time() - start)
    return longest
