"""Notes of the statistics office on figures: "a care home opened"."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from atlas.model.quantities import Audience


@dataclass(frozen=True, slots=True, kw_only=True)
class Footnote:
    """A note below all figures that it is about, by somebody in a function, never by name.

    `level` and `unit` name a unit, `subject` is the code of an indicator or a quantity, `year` is
    that of the figures; what is empty (0) is all of them. `audience` is who may see it.
    """

    area: str
    text: str
    function: str
    day: date
    audience: Audience
    level: str = ""
    unit: str = ""
    subject: str = ""
    year: int = 0

    def is_about(self, codes: Collection[str], years: Collection[int]) -> bool:
        """Whether it is about figures of some indicator, quantities and years."""
        return (not self.subject or self.subject in codes) and (not self.year or self.year in years)
