"""Small areas with counts, put together as the pipeline does, to be protected and attacked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import pandas as pd

from atlas.disclosure.auditor import audit
from atlas.disclosure.safe_table import SafeTable, published_table, safe_table
from atlas.disclosure.secret_table import SecretTable, linked, secret_table
from atlas.measures.additive import additive_system
from atlas.memo import memoized
from atlas.model.areas import Area, Level, Membership, SpatialUnit
from atlas.model.cells import State
from atlas.model.disclosure import Behind, CellId, DisclosureRule, ProtectionMode, Relation
from atlas.model.published_table import PublicFacts
from atlas.model.quantities import Delivery, Kind, Quantity

YEAR = 2020
BASE = "district"
SECRET = None
RULE = DisclosureRule(minimum=3)


@dataclass(frozen=True, kw_only=True)
class Town:
    """Districts and what they lie in, counts of districts, totals delivered beside the sums."""

    counts: Mapping[str, Mapping[str, float | None]]
    quantities: Mapping[str, Quantity] = field(default_factory=dict)
    systems: Sequence[Mapping[str, Iterable[str]]] = ()
    totals: Mapping[str, float] = field(default_factory=dict)
    rules: Mapping[str, DisclosureRule] = field(default_factory=dict)
    relations: tuple[Relation, ...] = ()
    behind: Behind = field(default_factory=dict)
    mode: ProtectionMode = ProtectionMode.WIDTH_5
    lead: frozenset[str] = frozenset()

    def codes(self) -> dict[str, Quantity]:
        return {code: self.quantities.get(code, quantity(code)) for code in self.counts}

    def members(self) -> list[tuple[str, str, tuple[str, ...]]]:
        """Level, unit and districts of all larger units; level "town" is the whole."""
        systems = self.systems or ({"Z": next(iter(self.counts.values()))},)
        names = ["town", *(f"system{number}" for number in range(1, len(systems)))]
        if self.systems:
            names = [f"system{number}" for number in range(len(systems))]
        return [
            (level, unit, tuple(districts))
            for level, system in zip(names, systems, strict=True)
            for unit, districts in system.items()
        ]

    def area(self) -> Area:
        districts = next(iter(self.counts.values()))
        levels: dict[str, list[str]] = {BASE: list(districts)}
        memberships = []
        for level, unit, members in self.members():
            levels.setdefault(level, []).append(unit)
            memberships += [
                Membership(level=BASE, unit=member, parent_level=level, parent=unit)
                for member in members
            ]
        return Area(
            id="town",
            name="Town",
            kind="Stadt",
            within="in Town",
            publisher="Town",
            levels=tuple(
                Level(
                    id=level,
                    name=level,
                    plural=level,
                    units=tuple(SpatialUnit(id=unit, name=unit) for unit in units),
                )
                for level, units in levels.items()
            ),
            memberships=tuple(memberships),
        )

    def figures(self) -> pd.DataFrame:
        rows = []
        for code, of_code in self.counts.items():
            rows += [(BASE, unit, code, count, False) for unit, count in of_code.items()]
            for level, unit, members in self.members():
                parts = [of_code[member] for member in members]
                total = None if None in parts else sum(filter(None, parts))
                rows.append((level, unit, code, total, False))
        rows += [("town", "Z", code, total, True) for code, total in self.totals.items()]
        table = pd.DataFrame(
            rows, columns=pd.Index(["level", "unit", "quantity", "value", "delivered"])
        )
        table["value"] = table["value"].astype("float64")
        table["state"] = [
            State.SECRET if secret else State.MEASURED for secret in table["value"].isna()
        ]
        return table.astype(dict.fromkeys(("level", "unit", "quantity"), "category"))

    @memoized()
    def secret(self) -> SecretTable:
        deliveries = [
            Delivery(
                quantity=code,
                year=YEAR,
                base_level=BASE,
                reference_date=None,
                source="",
                publisher="",
            )
            for code in self.counts
        ]
        figures = self.figures()
        system = additive_system(YEAR, self.area(), self.codes(), deliveries, figures)
        rules = {code: self.rules.get(code, RULE) for code in self.counts}
        table = secret_table(system, figures, rules, self.behind, self.lead)
        tables = linked([table], self.relations)
        return replace(tables, mode=self.mode)

    def protected(self, hidden: Iterable[CellId] = ()) -> SafeTable:
        return safe_table(self.secret(), self.facts(), tuple(hidden))

    def published(self, hidden: Iterable[CellId]):
        return published_table(self.secret(), frozenset(hidden), self.facts())

    def facts(self) -> PublicFacts:
        return PublicFacts(area=self.area(), quantities=self.codes())

    def attacked(self, *names: str, rates=(), exact: bool = True):
        """Intervals and verdicts by the short names of the hidden cells: unit, or "unit code"."""
        hidden = {self.cell(name): name for name in names}
        published = replace(self.published(hidden), rates=tuple(rates))
        return {
            hidden[verdict.key]: (verdict.lower, verdict.upper, verdict.verdict.value)
            for verdict in audit(published, exact=exact)
        }

    def intervals(self, hidden: Iterable[CellId]) -> dict[CellId, tuple[float, float]]:
        """Exact intervals of hidden cells."""
        verdicts = audit(self.published(hidden), exact=True)
        return {verdict.key: (verdict.lower, verdict.upper) for verdict in verdicts}

    def cell(self, name: str, *, delivered: bool = False) -> CellId:
        unit, _, code = name.partition(" ")
        places = {unit: level for level, unit, _ in self.members()}
        return (YEAR, places.get(unit, BASE), unit, code or next(iter(self.counts)), delivered)

    def hidden_names(self) -> set[str]:
        return {short(key) for key in self.protected().hidden}


def short(key: CellId) -> str:
    """Unit and quantity; the quantity "q" isn't named."""
    name = key[2] if key[3] == "q" else f"{key[2]} {key[3]}"
    return f"{name} delivered" if key[4] else name


def quantity(code: str, **facts) -> Quantity:
    return Quantity(code=code, title=code, unit="Personen", kind=Kind.COUNT, **facts)


def row(*counts: float | None) -> Town:
    """A town with one count, of districts A, B, C …; Z is the town."""
    return Town(counts={"q": {chr(65 + at): count for at, count in enumerate(counts)}})
