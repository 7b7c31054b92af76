"""Crosswalks: which part of a unit of one Gebietsstand lies in which unit of another."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

DEFAULT_WEIGHTS = "residents"
"""Kind of weight that is used where the catalogue names no other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """The part of `unit` that lies in `target`; one weight from 0 to 1 per kind of weight."""

    unit: str
    target: str
    weights: tuple[float, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Crosswalk:
    """How the units of a level pass from one Gebietsstand to another (methods 6.4).

    `weight_kinds` names the weights of the passages. The weights of one kind add up to 1 for each
    unit.
    """

    level: str
    from_vintage: date
    to_vintage: date
    weight_kinds: tuple[str, ...]
    passages: tuple[Passage, ...]

    @property
    def units(self) -> frozenset[str]:
        """Units that pass over into others."""
        return frozenset(passage.unit for passage in self.passages)
