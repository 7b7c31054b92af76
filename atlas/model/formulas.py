"""Formula kinds: a closed union of small frozen classes. Indicators are data over them.

Nothing is ever evaluated as code. Each kind says in German what it computes, so that the
sentence on the method page comes from the object that computes (house rule 7).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from atlas.model.recipes import Recipe

PER_HUNDRED = 100.0
PER_THOUSAND = 1000.0
PERCENT = "%"
PERCENTAGE_POINTS = "Prozentpunkte"
"""Unit of the difference between two figures in percent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One summand: a quantity added (+1) or subtracted (−1)."""

    quantity: str
    sign: int = 1


SignedSum: TypeAlias = tuple[Term, ...]


def sum_code(terms: SignedSum) -> str:
    """Write a signed sum with codes, e.g. "zuzuege - fortzuege"."""
    first, *rest = terms
    head = ("-" if first.sign < 0 else "") + first.quantity
    return head + "".join(f" {'-' if t.sign < 0 else '+'} {t.quantity}" for t in rest)


def sum_text(terms: SignedSum, titles: Mapping[str, str]) -> str:
    """Write a signed sum with German titles."""
    first, *rest = terms
    head = ("abzüglich " if first.sign < 0 else "") + f"„{titles[first.quantity]}“"
    summands = (f" {'abzüglich' if t.sign < 0 else 'plus'} „{titles[t.quantity]}“" for t in rest)
    return head + "".join(summands)


@dataclass(frozen=True, slots=True, kw_only=True)
class Total:
    """An absolute figure: a quantity or a signed sum of quantities."""

    of: SignedSum

    def describe(self, titles: Mapping[str, str]) -> str:
        """Say in German what is computed."""
        return f"{sum_text(self.of, titles)} als absolute Zahl; Teilgebiete werden aufsummiert."


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A figure somebody else computed; shown where it was delivered, never added up."""

    of: SignedSum

    def describe(self, titles: Mapping[str, str]) -> str:
        """Say in German what is computed."""
        text = sum_text(self.of, titles)
        return f"{text}, wie geliefert; wird nicht auf andere Ebenen umgerechnet."


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotient:
    """What share, rate, ratio and mean have in common: factor · Σ of / Σ per."""

    of: SignedSum
    per: SignedSum
    factor: float

    def describe(self, titles: Mapping[str, str]) -> str:
        """Say in German what is computed."""
        scale = "" if self.factor == 1 else f", mal {_german(self.factor)}"
        of, per = _in_brackets(self.of, titles), _in_brackets(self.per, titles)
        return (
            f"{of} geteilt durch {per}{scale}. "
            "Für größere Gebiete werden zuerst Zähler und Nenner aufsummiert, dann wird geteilt."
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Share(Quotient):
    """A part of a whole in percent (0…100); `may_exceed` allows care rates over 100."""

    factor: float = PER_HUNDRED
    may_exceed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate(Quotient):
    """Cases per 100, 1 000 or 100 000 of a reference group."""

    factor: float = PER_THOUSAND


@dataclass(frozen=True, slots=True, kw_only=True)
class Ratio(Quotient):
    """One quantity per another, e.g. residents per km² or 65+ per 100 of working age."""

    factor: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Mean(Quotient):
    """An amount per case, e.g. the sum of ages per resident."""

    factor: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Indicator `of` minus indicator `minus`, in the unit of both."""

    of: str
    minus: str

    def describe(self, titles: Mapping[str, str]) -> str:
        """Say in German what is computed."""
        return f"„{titles[self.of]}“ abzüglich „{titles[self.minus]}“."


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Change of an indicator against the year `years` before."""

    of: str
    years: int

    def describe(self, titles: Mapping[str, str]) -> str:
        """Say in German what is computed."""
        span = "dem Vorjahr" if self.years == 1 else f"dem Stand vor {self.years} Jahren"
        return f"Veränderung von „{titles[self.of]}“ gegenüber {span}."


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexNumber:
    """An indicator as a percentage of its own value in the base year (base = 100)."""

    of: str
    base_year: int

    def describe(self, titles: Mapping[str, str]) -> str:
        """Say in German what is computed."""
        return f"„{titles[self.of]}“ im Verhältnis zum Jahr {self.base_year} (= 100)."


@dataclass(frozen=True, slots=True, kw_only=True)
class Composite:
    """An index of several indicators: it compares the units of a level with each other."""

    recipe: Recipe

    def describe(self, titles: Mapping[str, str]) -> str:
        """Say in German what is computed."""
        parts = ", ".join(f"„{titles[part.name]}“" for part in self.recipe.parts)
        return (
            f"Index aus {parts}, berechnet aus den Einheiten einer Ebene (Seite „Sozialindex“); "
            "für größere Gebiete wird er nicht zusammengefasst."
        )


Quotients: TypeAlias = Share | Rate | Ratio | Mean
FromQuantities: TypeAlias = Total | Given | Share | Rate | Ratio | Mean
FromIndicators: TypeAlias = Difference | Change | IndexNumber
Formula: TypeAlias = FromQuantities | FromIndicators | Composite


def inputs(formula: Formula) -> tuple[str, ...]:
    """Codes of the quantities a formula reads directly, numerator first."""
    if isinstance(formula, Quotient):
        return tuple(term.quantity for term in (*formula.of, *formula.per))
    if isinstance(formula, Total | Given):
        return tuple(term.quantity for term in formula.of)
    return ()


def references(formula: Formula) -> tuple[str, ...]:
    """Codes of the indicators a formula is built on."""
    if isinstance(formula, Difference):
        return (formula.of, formula.minus)
    if isinstance(formula, Change | IndexNumber):
        return (formula.of,)
    return formula.recipe.columns if isinstance(formula, Composite) else ()


def _in_brackets(terms: SignedSum, titles: Mapping[str, str]) -> str:
    """Write a signed sum so that nobody divides its last term only."""
    text = sum_text(terms, titles)
    return text if len(terms) == 1 and terms[0].sign > 0 else f"({text})"


def _german(number: float) -> str:
    return f"{number:,.10g}".translate(str.maketrans(",.", ".,"))
