from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from atlas.cli import main

ROOT = Path(__file__).parent.parent


@pytest.fixture
def real_data() -> Path:
    """Return the folder with real data, or skip: it is no part of the checkout."""
    folder = Path(os.environ.get("ATLAS_REAL_DATA", ROOT.parent / "shared" / "data"))
    if os.environ.get("CI") or not folder.is_dir():
        pytest.skip("real data are not here (ATLAS_REAL_DATA)")
    return folder


@pytest.fixture
def data_copy(tmp_path) -> Path:
    """A writable copy of the shipped data folder."""
    return Path(shutil.copytree(ROOT / "data", tmp_path / "data"))


@dataclass(frozen=True)
class Finished:
    """How a command ended."""

    code: int
    out: bytes
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


@pytest.fixture
def cli(monkeypatch, capsysbinary) -> Callable[..., Finished]:
    """Run the command line inside this process."""

    def run(*arguments: object) -> Finished:
        monkeypatch.setattr(sys, "argv", ["atlas", *map(str, arguments)])
        with pytest.raises(SystemExit) as end:
            main()
        out, err = capsysbinary.readouterr()
        return Finished(end.value.code, out, err.decode())

    return run
