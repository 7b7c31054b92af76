"""The invented land Musterstadt is compared with: one value per indicator and year."""

from __future__ import annotations

import csv
from collections.abc import Iterator

from tools.musterstadt.plan import FOLDER

HEAD = ("indicator", "region", "year", "value", "source")
REGION = "Musterland"
SOURCE = "frei erfunden"
FIRST_YEAR, LAST_YEAR = 2013, 2024


def comparison_rows() -> Iterator[tuple[str, ...]]:
    """Rows of references.csv: each indicator moves evenly from its first to its last value."""
    with (FOLDER / "comparison.csv").open(encoding="utf-8", newline="") as file:
        for item in csv.DictReader(file, delimiter=";"):
            first, last = float(item["first"]), float(item["last"])
            for year in range(FIRST_YEAR, LAST_YEAR + 1):
                value = first + (last - first) * (year - FIRST_YEAR) / (LAST_YEAR - FIRST_YEAR)
                text = f"{value:.1f}".replace(".", ",")
                yield item["indicator"], REGION, str(year), text, SOURCE
