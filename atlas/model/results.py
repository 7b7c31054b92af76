"""What the atlas answers: rows of figures with their states, unrounded."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from atlas.model.cells import State, Status, flag
from atlas.model.scope import View


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueRow:
    """The figure of one unit in one year, with what it was computed from.

    `delivered` marks the total somebody delivered, be it beside the atlas's own sum or instead of
    one; `counts` is False for the one of such two figures that doesn't count.
    """

    unit: str
    name: str
    year: int
    value: float | None
    state: State
    status: Status
    numerator: float | None = None
    denominator: float | None = None
    delivered: bool = False
    counts: bool = True

    @property
    def flag(self) -> str:
        """Machine-readable state and status, empty for an ordinary figure."""
        return flag(self.state, self.status)

    @property
    def flag_sign(self) -> str:
        """Official sign of state and status, empty for an ordinary figure."""
        state_sign = "( )" if self.state is State.LIMITED else self.state.sign
        return " ".join(sign for sign in (state_sign, self.status.sign) if sign)


@dataclass(frozen=True, slots=True, kw_only=True)
class TotalGap:
    """A delivered total of a unit that differs from the sum of the units of the level `parts`."""

    unit: str
    quantity: str
    year: int
    delivered: float
    summed: float
    parts: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueTable:
    """All figures of one indicator on one level. `unit` is that of `value`."""

    area: str
    level: str
    indicator: str
    title: str
    unit: str
    decimals: int
    rows: tuple[ValueRow, ...]
    view: View = View.VALUE
    base_year: int | None = None
    vintage: date | None = None

    @property
    def years(self) -> tuple[int, ...]:
        """Years the rows speak of, in order."""
        return tuple(sorted({row.year for row in self.rows}))
