"""Readers of the shipped Musterstadt that know nothing of the atlas."""

import csv
from pathlib import Path

DATA = Path(__file__).parents[2] / "data"
DISTRICTS = DATA / "districts" / "musterstadt"
INDICATORS = DATA / "indicators" / "musterstadt"


def rows(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def valid(name, year):
    """Rows of a table that are valid at the end of a year."""
    day = f"{year}-12-31"
    return [
        row
        for row in rows(DISTRICTS / name)
        if row["valid_from"] <= day and (not row["valid_to"] or day <= row["valid_to"])
    ]


def units(level, year):
    """Names by key at the end of a year."""
    return {row["unit"]: row["name"] for row in valid("units.csv", year) if row["level"] == level}


def pairs(level, parent_level, year=2024):
    return {
        row["unit"]: row["parent"]
        for row in valid("memberships.csv", year)
        if (row["level"], row["parent_level"]) == (level, parent_level)
    }


def table(year):
    """Cells of a year as numbers by quantity and unit, for the cells with a number."""
    numbers = {}
    for row in rows(INDICATORS / f"{year}.csv"):
        for code, text in row.items():
            digits = text.strip("()prsf ").replace(",", ".")
            if code not in {"level", "unit", "name"} and digits not in {"", "…", ".", "x", "/"}:
                value = 0.0 if digits == "–" else float(digits)
                numbers.setdefault((row["level"], code), {})[row["unit"]] = value
    return numbers


def residents(year, tables, vintage=None, code="ew"):
    """Residents by Bezirk as they were in that (or another) year, added up from the blocks."""
    bezirk_of = pairs("baublockgruppe", "bezirk", vintage or year)
    total = dict.fromkeys(bezirk_of.values(), 0.0)
    for block, count in tables[year]["baublockgruppe", code].items():
        total[bezirk_of[block]] += count
    return total
