"""The catalogue of problems: every kind `check` can report, with its German sentences.

A new kind is a row of a table in `problem_kinds`; `SourceLocation.problem` fills in the rest.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from difflib import get_close_matches
from operator import eq
from typing import Final

from atlas.model.problem_kinds import (
    area_texts,
    boundary_texts,
    catalogue_texts,
    consistency_texts,
    custom_level_texts,
    file_texts,
    table_texts,
)
from atlas.model.problems import ProblemKind

YEARS_BEFORE: Final = " (Vorjahr)"

KINDS: Final[Mapping[str, ProblemKind]] = {
    **file_texts.KINDS,
    **catalogue_texts.KINDS,
    **table_texts.KINDS,
    **consistency_texts.KINDS,
    **boundary_texts.KINDS,
    **area_texts.KINDS,
    **custom_level_texts.KINDS,
}

NO_WEIGHT: Final = "im Katalog fehlt weight"
"""What is said of a mean whose weight nobody named."""

LINE: Final = "{file} Zeile {line}"
"""How one of several lines is named in a sentence."""

OTHER_NAME: Final = "„{found}“ statt „{name}“ ({unit})"
"""How a table or file names a unit otherwise than units.csv."""

CLAIM_UNIT_UNKNOWN: Final = "Die Einheit „{unit}“ gibt es auf der Ebene „{level}“ nicht"
CLAIM_SUBJECT_UNKNOWN: Final = "„{subject}“ ist kein Indikator und keine Größe mit Zahlen"
CLAIM_OF_OTHERS: Final = "Indikatoren aus anderen Indikatoren lassen sich nicht vergleichen"
CLAIM_NO_FIGURE: Final = "Für {year} gibt es keine Zahl"
CLAIM_NO_CHANGE: Final = "Aus {base} lässt sich keine Veränderung berechnen"

MORE_FLAWS: Final = " ({count} kleinere sind nicht genannt)"
"""Ends the sentence on the largest overlap or gap of boundaries."""


def more_cells(count: int) -> str:
    """Say of how many other cells the same is true, as one more sentence; empty for none."""
    if count == 1:
        return " Eine weitere Zelle ist ebenso."
    return f" {count} weitere Zellen sind ebenso." if count else ""


def columns_present(names: Sequence[str]) -> str:
    """Say which columns a head has instead, as the end of a sentence; empty for none."""
    quoted = (f"„{name[:MOST_LETTERS]}“" for name in names)
    return f"; dort steht: {listed(quoted, MOST_COLUMNS_NAMED)}" if names else ""


LOOK_AGAIN: Final = "Nichts; stimmt die Begründung nicht mehr, streichen Sie sie."
"""Remedy of what was acknowledged."""


def acknowledged_at(day: date, reason: str) -> str:
    """Say when and why a finding was acknowledged."""
    return f"Zur Kenntnis genommen am {day:%d.%m.%Y}: {reason.rstrip('. ')}."


MOST_NAMED: Final = 12
"""So many places, units or quantities are named in one sentence; of the others the number."""
MOST_COLUMNS_NAMED: Final = 6
"""So many columns of a wrong head."""
MOST_LETTERS: Final = 40
"""So many letters of a text are shown where several are listed."""


def listed(items: Iterable[str], most: int = MOST_NAMED) -> str:
    """Name the first few, and how many more there are."""
    every = tuple(items)
    more = len(every) - most
    named = ", ".join(every[:most] if more > 0 else every)
    count = f"{more:,}".replace(",", ".")
    return f"{named} und {count} weitere" if more > 0 else named


def place_and_value(file: str, line: int | None, value: str) -> str:
    """Name one of many places of the same mistake, and what stands there."""
    name = file.rpartition("/")[2]
    place = name if line is None else LINE.format(file=name, line=line)
    return f"{place} („{value[:MOST_LETTERS]}“)" if value else place


def repeated(places: Iterable[str]) -> str:
    """Say where else the same problem is."""
    return f"Ebenso: {listed(places)}."


def omitted_consequences(count: int) -> str:
    """Say how many problems that follow from another one are not reported."""
    if count == 1:
        return "Eine Meldung, die daraus folgt, ist weggelassen; prüfen Sie danach noch einmal."
    return f"{count} Meldungen, die daraus folgen, sind weggelassen; prüfen Sie danach noch einmal."


def spelling_hint(name: str, candidates: Iterable[str]) -> str:
    """Guess which candidate a misspelt name stands for, as the German end of a sentence."""
    # a slip leaves beginning or end as they are; to compare with all of 11,000 keys takes long
    similar = [item for item in candidates if item[:3] == name[:3] or item[-3:] == name[-3:]]
    close = get_close_matches(name, similar, n=3)
    # of keys that differ in one digit, the one that begins alike for longest is the neighbour
    best = max(close, key=lambda item: list(map(eq, name, item)), default="")
    return f" Gemeint ist vielleicht „{best}“." if best else ""
