"""Where everything is: the code, the data, and what people make at run time."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[2]
"""The folder with app.py and pages/."""


def data_folder() -> Path:
    """Return the configured data folder; it need not exist."""
    return Path(os.environ.get("ATLAS_DATA") or ROOT / "data").resolve()


def home() -> Path:
    """Return the folder for what people make at run time; it need not exist."""
    return Path(os.environ.get("ATLAS_HOME") or ROOT / ".atlas").resolve()


def without_folders(text: str) -> str:
    """Take the paths of these folders out of a text: what is in them is named from there on."""
    folders = {data_folder(), home(), ROOT} - {Path("/")}
    for folder in sorted(folders, key=lambda path: -len(str(path))):
        text = text.replace(f"{folder}/", "").replace(str(folder), folder.name)
    return text
