from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def _editions_once(shared_editions) -> None:
    """What one command computed is there for the next, as for people who use the command line."""
