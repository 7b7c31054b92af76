"""What yearly tables are called, and the types of the names in them: nothing of their figures."""

from __future__ import annotations

import re

import pandas as pd

from atlas.model.areas import Area
from atlas.model.indicators import Catalogue


def is_yearly(name: str) -> bool:
    """Whether a file of this name is a yearly table or the description of one."""
    return re.fullmatch(r"[12][0-9]{3}\.(csv|toml)", name) is not None


def names_of(area: Area, catalogue: Catalogue) -> dict[str, pd.CategoricalDtype]:
    """Types of the columns that hold names: level, unit and quantity."""
    names = {
        "level": {level.id for level in area.levels},
        "unit": {unit.id for level in area.levels for unit in level.units},
        "quantity": set(catalogue.quantities),
    }
    return {name: pd.CategoricalDtype(pd.Index(sorted(n), dtype=str)) for name, n in names.items()}
