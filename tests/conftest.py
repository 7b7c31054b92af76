from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture
def real_data() -> Path:
    """Return the folder with real data, or skip: it is no part of the checkout."""
    folder = Path(os.environ.get("ATLAS_REAL_DATA", ROOT.parent / "shared" / "data"))
    if os.environ.get("CI") or not folder.is_dir():
        pytest.skip("real data are not here (ATLAS_REAL_DATA)")
    return folder
