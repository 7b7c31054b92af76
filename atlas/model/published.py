"""Figures printed elsewhere, to be checked against those of the atlas."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class ClaimMeasure(StrEnum):
    """What a printed figure says of its subject."""

    VALUE = "value"
    CHANGE_PERCENT = "change_percent"
    CHANGE_POINTS = "change_points"


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedClaim:
    """One printed figure.

    `printed_at` names page or table of the paper, `line` the line of the file. `subject` is an
    indicator or quantity of the atlas, or free text where the paper has other numbers
    (`base_value` → `end_value`). `printed` is the figure as printed, with `decimals` digits
    behind the comma.
    """

    printed_at: str
    line: int
    subject: str
    measure: ClaimMeasure
    printed: float
    decimals: int
    year: int
    level: str = ""
    unit: str = ""
    base_year: int | None = None
    base_value: float | None = None
    end_value: float | None = None
