"""Crosswalks: which part of a unit of one Gebietsstand lies in which unit of another."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

RESIDENTS = "residents"
"""Kind of weight that counts where the catalogue names no other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """The part of `unit` that lies in `target`; one weight from 0 to 1 per kind of weight."""

    unit: str
    target: str
    weights: tuple[float, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Crosswalk:
    """How a level passes from one Gebietsstand to another (methods 6.4).

    `kinds` names the weights of the passages. Of each unit the weights of a kind add up to 1.
    """

    level: str
    from_vintage: date
    to_vintage: date
    kinds: tuple[str, ...]
    passages: tuple[Passage, ...]

    @property
    def units(self) -> frozenset[str]:
        """Units that pass over into others."""
        return frozenset(passage.unit for passage in self.passages)
