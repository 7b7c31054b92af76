"""What is delivered about the figures: read from `deliveries.toml` beside this file."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tools.musterstadt.plan import FOLDER

STATUS_LETTERS = {"provisional": "p", "revised": "r", "estimated": "s", "forecast": "f"}
ELECTION_DAYS = {2014: "2014-05-25", 2020: "2020-09-13"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """How one quantity is delivered; the entries of `deliveries.toml`, explained there."""

    quantity: str
    level: str
    years: frozenset[int]
    date: str
    source: str
    note: str
    notes: Mapping[int, str]
    definitions: Mapping[int, str]
    status_letters: Mapping[int, str]
    pending: frozenset[int]
    secret: frozenset[str]
    missing: frozenset[tuple[int, str]]
    city_total: float | None
    limited: int

    def entries(self, year: int) -> dict[str, str]:
        """Entries of its section in the description of a year, as TOML values."""
        notes = " ".join(text for text in (self.note, self.notes.get(year, "")) if text)
        since = [first for first in self.definitions if first <= year]
        definition = self.definitions[max(since)] if since else ""
        texts = {
            "base": self.level,
            "source": self.source,
            "definition": definition,
            "note": notes,
        }
        quoted = {key: f'"{text}"' for key, text in texts.items() if text}
        return {**quoted, "date": reference_date(self.date, year)}


def reference_date(rule: str, year: int) -> str:
    """Reference date of a year as a TOML value."""
    day = re.fullmatch(r"(\d\d)\.(\d\d)\.(\+1)?", rule)
    if day:
        return f"{year + bool(day[3])}-{day[2]}-{day[1]}"
    return {
        "year": str(year),
        "school": f'"{year}/{(year + 1) % 100}"',
        "pooled 5": f'"{year - 4}-{year}"',
        "election": ELECTION_DAYS.get(year, ""),
    }[rule]


def read_deliveries() -> tuple[Delivery, ...]:
    """Read how every quantity is delivered, in the order of the file."""
    groups = tomllib.loads((FOLDER / "deliveries.toml").read_text(encoding="utf-8"))["delivery"]
    return tuple(_delivery(code, group) for group in groups for code in group["quantities"])


def years_in(text: str) -> frozenset[int]:
    """Years of a text like "2013-2015, 2018"."""
    spans = [part.strip().split("-") for part in text.split(",") if part.strip()]
    return frozenset(year for span in spans for year in range(int(span[0]), int(span[-1]) + 1))


def _delivery(code: str, group: Mapping[str, Any]) -> Delivery:
    missing = [entry.split() for entry in group.get("missing", [])]
    return Delivery(
        quantity=code,
        level=group["level"],
        years=years_in(group["years"]),
        date=group["date"],
        source=group["source"],
        note=group.get("note", ""),
        notes=_by_year(group.get("notes", {})),
        definitions=_by_year(group.get("definitions", {})),
        status_letters={
            year: letter
            for key, letter in STATUS_LETTERS.items()
            for year in years_in(group.get(key, ""))
        },
        pending=years_in(group.get("pending", "")),
        secret=frozenset(group.get("secret", [])),
        missing=frozenset((int(year), unit) for year, unit in missing),
        city_total=group.get("city_total"),
        limited=group.get("limited", 0),
    )


def _by_year(table: Mapping[str, str]) -> dict[int, str]:
    return {int(year): text for year, text in table.items()}
