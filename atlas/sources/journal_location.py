"""Where the journal is, and whether there is one: known without the library that reads it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

DATABASE_VARIABLE: Final = "ATLAS_DATABASE"
FILE: Final = "journal.sqlite"


def database_url() -> str:
    """Address of the database that the environment names, else empty."""
    return os.environ.get(DATABASE_VARIABLE, "").strip()


def has_journal(home: Path) -> bool:
    """Whether anybody may have written into a journal."""
    return bool(database_url()) or (home / FILE).exists()
