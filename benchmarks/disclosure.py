"""Protecting two invented towns and Musterstadt, beside reading and adding up.

Both towns have 400 districts and 61 counts: twelve of four parts each and their sum. In the first
districts lie in quarters (40), boroughs (8) and the town, and two other systems (58 and 37 units)
cut these, as school districts do: neighbours share most units. In the second three systems cross
(40, 25 and 16 units) so that no two districts share more than one unit but the town, which is
harder to protect. What is timed is suppression, audit and repair.
"""

from __future__ import annotations

import argparse
import resource
import time
from collections.abc import Callable
from itertools import product
from typing import TypeAlias, TypeVar

import numpy as np
import pandas as pd

from atlas import pipeline
from atlas.disclosure.safe_table import SafeTable, safe_table
from atlas.disclosure.secret_table import secret_table
from atlas.measures.additive import additive_system
from atlas.model.areas import Area, Level, Membership, SpatialUnit
from atlas.model.cells import State
from atlas.model.disclosure import DisclosureRule
from atlas.model.published_table import PublicFacts, Verdict
from atlas.model.quantities import Audience, Delivery, Kind, Quantity
from atlas.sources.area_data import data_of
from atlas.sources.areas import read_area
from atlas.sources.catalogue import read_catalogue
from benchmarks.invented import ROOT

DATA = ROOT / "data"
YEAR = 2020
BASE = "district"
DISTRICTS, WHOLES, PARTS = 400, 12, 4
SMALL = (0.004, 0.007)
"""Part of the counts that are 1 or 2."""
RULE = DisclosureRule(minimum=3)
TOWN = "town"
QUARTERS, BOROUGHS = "quarters", "boroughs"
Systems: TypeAlias = dict[str, Callable[[int], int]]
"""The levels, each with the number of the unit a district lies in."""
NESTED: Systems = {
    QUARTERS: lambda at: at // 10,
    BOROUGHS: lambda at: at // 50,
    "schools": lambda at: (at + 3) // 7,
    "parishes": lambda at: (at + 5) // 11,
    TOWN: lambda _: 0,
}
CROSSING: Systems = {
    "tens": lambda at: at // 10,
    "every25": lambda at: at % 25,
    "slanting": lambda at: (at // 10 + 3 * (at % 10)) % 16,
    TOWN: lambda _: 0,
}
TOWNS = {"geschachtelt": NESTED, "gekreuzt": CROSSING}
STEPS = {(QUARTERS, BOROUGHS), (BOROUGHS, TOWN)}
"""Levels that lie in each other."""
Result = TypeVar("Result")


def timed(work: Callable[[], Result]) -> tuple[Result, float]:
    """What work comes to, and its CPU seconds."""
    start = time.process_time()
    result = work()
    return result, time.process_time() - start


def quantities() -> dict[str, Quantity]:
    """The counts, each with what it is made of."""
    parts = {f"q{n}": tuple(f"q{n}p{part}" for part in range(PARTS)) for n in range(WHOLES)}
    made_of: dict[str, tuple[tuple[str, ...], ...]] = {"all": (tuple(parts),)}
    for whole, codes in parts.items():
        made_of |= {whole: (codes,), **dict.fromkeys(codes, ())}
    return {
        code: Quantity(code=code, title=code, unit="Personen", kind=Kind.COUNT, parts=of)
        for code, of in made_of.items()
    }


def area(systems: Systems) -> Area:
    """The districts and what they lie in."""
    lies_in = {name: [f"{name}{of(at)}" for at in range(DISTRICTS)] for name, of in systems.items()}
    lies_in = {BASE: [f"d{at:03}" for at in range(DISTRICTS)], **lies_in}
    inner = {(fine, coarse) for fine, coarse in STEPS if fine in systems}
    above = {coarse for _, coarse in inner}
    steps = inner | {(BASE, name) for name in systems if name not in above}
    return Area(
        id="town",
        name="Town",
        kind="Stadt",
        within="in Town",
        publisher="niemand",
        levels=tuple(
            Level(
                id=level,
                name=level,
                plural=level,
                units=tuple(SpatialUnit(id=unit, name=unit) for unit in dict.fromkeys(of)),
            )
            for level, of in lies_in.items()
        ),
        memberships=tuple(
            Membership(level=fine, unit=unit, parent_level=coarse, parent=parent)
            for fine, coarse in sorted(steps)
            for unit, parent in dict.fromkeys(zip(lies_in[fine], lies_in[coarse], strict=True))
        ),
    )


def figures(systems: Systems, small: float) -> pd.DataFrame:
    """All cells of the town."""
    random = np.random.default_rng(1)
    counts = {}
    for whole in range(WHOLES):
        for part in range(PARTS):
            values = random.integers(20, 400, DISTRICTS)
            values[random.random(DISTRICTS) < small] = random.integers(1, 3)
            counts[f"q{whole}p{part}"] = values
        counts[f"q{whole}"] = np.sum([counts[f"q{whole}p{part}"] for part in range(PARTS)], axis=0)
    counts["all"] = np.sum([counts[f"q{whole}"] for whole in range(WHOLES)], axis=0)
    wide = pd.DataFrame(counts)
    levels = {BASE: wide.set_axis([f"d{at:03}" for at in range(DISTRICTS)])}
    for name, of in systems.items():
        levels[name] = wide.groupby([f"{name}{of(at)}" for at in range(DISTRICTS)]).sum()
    tall = (
        of.rename_axis("unit").reset_index().melt("unit", var_name="quantity").assign(level=level)
        for level, of in levels.items()
    )
    table = pd.concat(tall, ignore_index=True).assign(delivered=False, state=State.MEASURED)
    names = dict.fromkeys(("level", "unit", "quantity"), "category")
    return table.astype({"value": "float64", **names})


def measure_town(name: str, small: float) -> None:
    """Protect a town, beside adding it up and writing down what ties its cells."""
    town, codes, cells = area(TOWNS[name]), quantities(), figures(TOWNS[name], small)
    deliveries = [
        Delivery(
            quantity=code, year=YEAR, base_level=BASE, reference_date=None, source="", publisher=""
        )
        for code in codes
    ]
    system = additive_system(YEAR, town, codes, deliveries, cells)
    secret, beside = timed(lambda: secret_table(system, cells, dict.fromkeys(codes, RULE)))
    facts = PublicFacts(area=town, quantities=codes)
    safe, taken = timed(lambda: safe_table(secret, facts))
    primary = sum(cell.primary for cell in secret.cells.values())
    report(f"400 × 61 {name}, {primary} klein", taken, beside)
    describe(safe, len(secret.cells))


def measure_musterstadt(years: range) -> None:
    """Protect years of Musterstadt together, beside reading and adding them up."""
    catalogue = read_catalogue(DATA / "indicators" / "catalogue.toml").catalogue
    town = read_area(DATA / "districts" / "musterstadt", catalogue).area
    assert town is not None  # noqa: S101  (shipped)

    def added() -> list[pipeline.ProtectedYear]:
        data = data_of(DATA, town, catalogue, years)
        return list(pipeline.protected_years(data, catalogue, Audience.PUBLIC).values())

    before, beside = timed(added)
    safe, taken = timed(lambda: pipeline.safe_years(before, catalogue))
    report(f"Musterstadt, Jahre: {len(years)}", taken, beside)
    cells = safe.secret.cells.values()
    describe(safe.table, sum(cell.secret or cell.value is not None for cell in cells))


def report(what: str, ours: float, beside: float) -> None:
    """Print a figure, what it is compared with, and their ratio."""
    print(f"{what:36} {ours:6.2f} s  {beside:6.2f} s  {ours / beside:6.1f}")


def describe(safe: SafeTable, cells: int) -> None:
    """Print how much is hidden, and whether it is safe."""
    unsafe = sum(item.verdict is not Verdict.PROVEN for item in safe.verdicts)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(
        f"  verborgen {len(safe.hidden)} von {cells} ({100 * len(safe.hidden) / cells:.2f} %), "
        f"unsicher {unsafe}, zurückgehalten {len(safe.withheld)}, bisher höchstens {memory} MB"
    )


def main() -> None:
    """Measure towns with more and more small counts, then a year, then twelve years of another."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--small", type=float, nargs="*", default=SMALL)
    parser.add_argument("--towns", nargs="*", default=[*TOWNS], choices=[*TOWNS])
    wanted = parser.parse_args()
    for name, small in product(wanted.towns, wanted.small):
        measure_town(name, small)
    for years in (range(2023, 2024), range(2013, 2025)):
        measure_musterstadt(years)


if __name__ == "__main__":
    main()
