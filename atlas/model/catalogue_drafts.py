"""Entries of a catalogue as somebody fills in a form, before they are written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final, TypeAlias

from atlas.model.formulas import PERCENT
from atlas.model.numbers import format_number

SHARE: Final = "share"
RATE: Final = "rate"
FORMULA_KINDS: Final = (SHARE, RATE, "ratio", "mean")


@dataclass(frozen=True, slots=True, kw_only=True)
class QuantityDraft:
    """A quantity; `kind` and `disclosure` are named as in a catalogue, `parts` are all of it."""

    code: str
    title: str
    unit: str
    kind: str
    definition: str
    disclosure: str
    parts: tuple[str, ...] = ()
    weight: str = ""
    source: str = ""

    @property
    def section(self) -> str:
        """Section of a catalogue it stands in."""
        return "quantity"

    def entries(self) -> dict[str, Any]:
        """What its section says, in order."""
        texts = {
            "title": self.title,
            "unit": self.unit,
            "kind": self.kind,
            "disclosure": self.disclosure,
            "weight": self.weight,
            "definition": self.definition,
            "source": self.source,
            "parts": [list(self.parts)] if self.parts else [],
        }
        return {key: value for key, value in texts.items() if value}


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorDraft:
    """An indicator: quantities `of` by quantities `per`, one of FORMULA_KINDS.

    `unit` counts where the formula leaves it open, `factor` for rates.
    """

    code: str
    title: str
    kind: str
    of: tuple[str, ...]
    per: tuple[str, ...]
    topics: tuple[str, ...]
    polarity: int
    definition: str
    date_rule: str
    source: str
    unit: str = ""
    factor: int = 1000
    decimals: int = 1

    @property
    def section(self) -> str:
        """Section of a catalogue it stands in."""
        return "indicator"

    @property
    def implied_unit(self) -> str:
        """Unit that the formula implies, empty where it leaves it open."""
        return {SHARE: PERCENT, RATE: f"je {format_number(self.factor, 0)}"}.get(self.kind, "")

    def entries(self) -> dict[str, Any]:
        """What its section says, in order."""
        formula: dict[str, Any] = {"kind": self.kind, "of": list(self.of), "per": list(self.per)}
        if self.kind == RATE:
            formula["factor"] = self.factor
        return {
            "title": self.title,
            "topics": list(self.topics),
            "unit": self.implied_unit or self.unit,
            "decimals": self.decimals,
            "polarity": self.polarity,
            "definition": self.definition,
            "formula": formula,
            "date_rule": self.date_rule,
            "source": self.source,
        }


CatalogueDraft: TypeAlias = QuantityDraft | IndicatorDraft
