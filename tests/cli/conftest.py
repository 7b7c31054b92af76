from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def atlas_home(tmp_path_factory, computed_editions, monkeypatch) -> Path:
    """Folder for what people make at run time, outside the test's own; editions are shared."""
    folder = tmp_path_factory.mktemp("home")
    (folder / "editions").symlink_to(computed_editions)
    monkeypatch.setenv("ATLAS_HOME", str(folder))
    return folder
