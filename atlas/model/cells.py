"""What a cell of an official table can say, beside a number.

The signs follow DIN 55301 as still used in official tables (docs/data-format.md).
Both enumerations are ordered so that a sum or a ratio takes the *largest* member of its
inputs: a sum with one secret part is secret, a rate with one provisional input provisional.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum


class State(IntEnum):
    """Whether there is a figure, and how far it can be relied on."""

    ZERO = 0
    LESS_THAN_HALF = 1
    MEASURED = 2
    LIMITED = 3
    UNRELIABLE = 4
    NOT_APPLICABLE = 5
    PENDING = 6
    UNKNOWN = 7
    SECRET = 8

    @property
    def has_value(self) -> bool:
        """Whether there is a number in this state."""
        return self <= State.LIMITED

    @property
    def code(self) -> str:
        """Stable machine name, empty for an ordinary figure."""
        return _STATE_CODES[self]

    @property
    def sign(self) -> str:
        """Sign printed instead of a number; empty where the number is printed."""
        return _STATE_SIGNS[self]


class Status(IntEnum):
    """How final a figure is."""

    FINAL = 0
    REVISED = 1
    PROVISIONAL = 2
    ESTIMATED = 3
    FORECAST = 4

    @property
    def code(self) -> str:
        """Stable machine name, empty for a final figure."""
        return "" if self is Status.FINAL else self.name.lower()

    @property
    def sign(self) -> str:
        """Letter printed behind the number, empty for a final figure."""
        return _STATUS_SIGNS[self]


_STATE_CODES = {
    State.ZERO: "zero",
    State.LESS_THAN_HALF: "lt_half",
    State.MEASURED: "",
    State.LIMITED: "limited",
    State.UNRELIABLE: "unreliable",
    State.NOT_APPLICABLE: "na",
    State.PENDING: "pending",
    State.UNKNOWN: "unknown",
    State.SECRET: "secret",
}
_STATE_SIGNS = {
    State.ZERO: "–",
    State.LESS_THAN_HALF: "",
    State.MEASURED: "",
    State.LIMITED: "",
    State.UNRELIABLE: "/",
    State.NOT_APPLICABLE: "x",
    State.PENDING: "…",
    State.UNKNOWN: ".",
    State.SECRET: ".",
}
_STATUS_SIGNS = {
    Status.FINAL: "",
    Status.REVISED: "r",
    Status.PROVISIONAL: "p",
    Status.ESTIMATED: "s",
    Status.FORECAST: "f",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One cell: a number or none, with its state and status."""

    value: float | None
    state: State
    status: Status = Status.FINAL

    @property
    def flag(self) -> str:
        """Machine-readable flag, e.g. "", "zero", "secret", "limited provisional"."""
        return flag(self.state, self.status)


def flag(state: State, status: Status) -> str:
    """Join the codes of state and status; empty for an ordinary final figure."""
    return " ".join(code for code in (State(state).code, Status(status).code) if code)
