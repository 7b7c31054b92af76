"""Musterstadt as disclosure control gets it: all counts of a year, before anything is hidden.

All of them equally dear: lead indicators cost a year alone more than all years together.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

import pytest

from atlas import pipeline
from atlas.disclosure.auditor import audit
from atlas.disclosure.safe_table import SafeTable, published_table, safe_table
from atlas.disclosure.secret_table import SecretTable, secret_table
from atlas.measures.additive import additive_system
from atlas.model.disclosure import CellId, Relation
from atlas.model.published_table import PublicFacts, Verdict
from atlas.sources.area_data import data_of
from atlas.sources.areas import read_area
from atlas.sources.catalogue import read_catalogue

DATA = Path(__file__).parents[2] / "data"


@dataclass(frozen=True)
class AreaYear:
    """The cells of one year of an area."""

    facts: PublicFacts
    secret: SecretTable
    relations: tuple[Relation, ...]

    def protected(self) -> SafeTable:
        return safe_table(self.secret, self.facts)

    def attacked(self, hidden: Collection[CellId]) -> int:
        """How many of some hidden cells can be computed, or nearly."""
        verdicts = audit(published_table(self.secret, hidden, self.facts))
        return sum(item.verdict is not Verdict.PROVEN for item in verdicts)


@pytest.fixture(scope="session")
def musterstadt_year():
    catalogue = read_catalogue(DATA / "indicators/catalogue.toml").catalogue
    rules = {code: rule for code in catalogue.quantities if (rule := catalogue.rule_of(code))}

    area = read_area(DATA / "districts/musterstadt", catalogue).area

    def read(year: int) -> AreaYear:
        data = pipeline.with_computed(data_of(DATA, area, catalogue, {year}), catalogue)
        codes = dict.fromkeys(item.quantity for item in data.deliveries)
        cells = pipeline.summed_cells(data, catalogue, codes)
        system = additive_system(year, data.area, catalogue.quantities, data.deliveries, cells)
        facts = PublicFacts(area=data.area, quantities=catalogue.quantities)
        return AreaYear(facts, secret_table(system, cells, rules), catalogue.relations)

    return read


@pytest.fixture(scope="session")
def musterstadt_2023(musterstadt_year):
    return musterstadt_year(2023)
