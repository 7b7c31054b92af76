from __future__ import annotations

import pytest

from atlas.desk import Desk


@pytest.fixture
def found(town):
    """What `check` finds in the town: the problems as they are told."""

    def problems():
        return Desk.open(town).problems()

    return problems


@pytest.fixture
def only(found):
    """The only problem of the town."""

    def problem():
        (single,) = found()
        return single

    return problem
