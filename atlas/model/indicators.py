"""Indicators, topics and the catalogue that holds them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from atlas.model.classing import Classing
from atlas.model.disclosure import DisclosureRule, Relation
from atlas.model.formulas import Formula
from atlas.model.quantities import Kind, Quantity


@dataclass(frozen=True, slots=True, kw_only=True)
class PlausibleRange:
    """What a small area usually shows; outside it `check` asks, it doesn't refuse."""

    lower: float
    upper: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """One indicator of the catalogue.

    `polarity`: 1 higher means more burden, −1 higher means more resources, 0 neutral.
    `headline` words a share as "one in n" (fields nth, within, year), empty where it can't be.
    `pooled_years`: over how many years numerator and denominator are summed first.
    `classing`: how maps of its values are classed, None for the default.
    `subject` names it at the beginning of a sentence ("Der Anteil der Kinder"), empty where the
    title tells. `synonyms` are other words by which it is searched for. `note` is for readers of
    its figures, `keeper_note` for those who deliver and publish them.
    """

    code: str
    title: str
    unit: str
    decimals: int
    polarity: int
    topics: tuple[str, ...]
    definition: str
    formula: Formula
    date_rule: str
    source: str
    plausible: PlausibleRange | None = None
    note: str = ""
    pooled_years: int = 1
    headline: str = ""
    classing: Classing | None = None
    subject: str = ""
    synonyms: tuple[str, ...] = ()
    keeper_note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """A field of topics; a cross-cutting one is in no taxonomy."""

    code: str
    title: str
    cross_cutting: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Taxonomy:
    """The ordered topic fields one municipality has decided on.

    `fields` pairs each field's title with the topics gathered in it.
    """

    code: str
    title: str
    fields: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceValue:
    """The published value of an indicator for a larger region."""

    indicator: str
    region: str
    year: int
    value: float
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """All quantities, indicators, topics, taxonomies and disclosure rules by code.

    `relations` say which quantities add up though none is a part of the other.
    """

    quantities: Mapping[str, Quantity]
    indicators: Mapping[str, Indicator]
    topics: Mapping[str, Topic]
    taxonomies: Mapping[str, Taxonomy]
    references: tuple[ReferenceValue, ...] = ()
    rules: Mapping[str, DisclosureRule] = field(default_factory=dict)
    relations: tuple[Relation, ...] = ()

    def rule_of(self, quantity: str) -> DisclosureRule | None:
        """Rule by which a quantity is protected; None where it names none that can be used.

        The stricter minimum counts, that of the rule or that of the quantity. A minimum alone is
        a rule, too. There is none where the rule or those behind the figures can't be looked up,
        and for what a single contributor brings: that is nobody's business.
        """
        item = self.quantities[quantity]
        if not self._names_contributors(item) or self._is_of_one(quantity):
            return None
        if item.disclosure:
            rule = self.rules.get(item.disclosure)
            return rule and replace(rule, minimum=max(rule.minimum, item.minimum or 0))
        return None if item.minimum is None else DisclosureRule(minimum=item.minimum)

    def _names_contributors(self, item: Quantity) -> bool:
        """Whether what a quantity says of those behind its figures can be looked up."""
        named = ((item.contributors, Kind.COUNT), (item.largest, Kind.GIVEN))
        quantities = ((self.quantities.get(code), kind) for code, kind in named if code)
        return all(other is not None and other.kind is kind for other, kind in quantities)

    def _is_of_one(self, quantity: str) -> bool:
        return any(item.largest == quantity for item in self.quantities.values())

    def titles(self) -> dict[str, str]:
        """German titles of all quantities and indicators by code."""
        quantities = {code: quantity.title for code, quantity in self.quantities.items()}
        return quantities | {code: item.title for code, item in self.indicators.items()}
