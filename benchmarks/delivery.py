"""Hand in and release 11,000 units × 200 counts, into a new year and over an existing one."""

from __future__ import annotations

import resource
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd

from atlas.commands.deliveries import HandedIn, ReleaseStep, open_deliveries
from atlas.desk import Desk
from atlas.model.cells import State
from atlas.model.roles import on_own_machine
from atlas.model.submissions import DeliveryFacts, SubmissionRequest

UNITS, QUANTITIES, COUNTIES = 11_000, 200, 400
AREA = """name = "Land"
kind = "Land"
within = "im Land"
top_level = "kreis"
system.alle = { name = "Alle", levels = ["gemeinde", "kreis"] }
level.gemeinde = { name = "Gemeinde", plural = "Gemeinden" }
level.kreis = { name = "Kreis", plural = "Kreise" }
"""
CODES = [f"zahl_{number:03}" for number in range(QUANTITIES)]
KEYS = [f"{number:05}" for number in range(UNITS)]
Counts = npt.NDArray[np.float64]


def write_land(folder: Path, counts: Counts) -> None:
    """Write the units, and tables of two years with about these counts."""
    quantity = '[quantity.{0}]\ntitle = "{0}"\nunit = "Personen"\nkind = "count"\n'
    counties = [f"K{number:03}" for number in range(COUNTIES)]
    inside = [counties[number % COUNTIES] for number in range(UNITS)]
    files = {
        "indicators/catalogue.toml": "".join(map(quantity.format, CODES)),
        "districts/land/area.toml": AREA,
        "districts/land/units.csv": "level;unit;name\n"
        + "".join(f"gemeinde;{key};G {key}\n" for key in KEYS)
        + "".join(f"kreis;{key};{key}\n" for key in counties),
        "districts/land/memberships.csv": "level;unit;parent_level;parent\n"
        + "".join(f"gemeinde;{a};kreis;{b}\n" for a, b in zip(KEYS, inside, strict=True)),
    }
    head = ";".join(["level", "unit", *CODES])
    for year in (2022, 2023):
        rows = (
            f"gemeinde;{key};" + ";".join(map(str, row))
            for key, row in zip(KEYS, (counts + year % 7).astype(int).tolist(), strict=True)
        )
        files[f"indicators/land/{year}.csv"] = "\n".join([head, *rows, ""])
        said = f'[defaults]\nbase = "gemeinde"\nsource = "S"\npublisher = "P"\ndate = {year}\n'
        files[f"indicators/land/{year}.toml"] = said
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")


def file_of(counts: Counts, year: int) -> HandedIn:
    """The counts as a workbook would be read: a row per unit, a column per quantity."""
    values = counts.ravel()
    cells = {
        "level": "gemeinde",
        "unit": np.repeat(KEYS, QUANTITIES),
        "year": year,
        "quantity": np.tile(CODES, UNITS),
        "value": values,
        "state": np.where(values == 0, State.ZERO, State.MEASURED).astype(np.int8),
        "status": np.int8(0),
        "row": np.repeat(np.arange(UNITS) + 2, QUANTITIES),
        "column": "C",
    }
    return HandedIn(name="land.xlsx", content=b"land", figures=pd.DataFrame(cells), mapping={})


def timed(label: str, step: Callable[[], object]) -> None:
    """Do something, and say how long it took."""
    wall, cpu = time.perf_counter(), time.process_time()
    step()
    seconds = time.perf_counter() - wall
    print(f"{label:32} {seconds:5.1f} s, davon {time.process_time() - cpu:5.1f} s Rechenzeit")


def main() -> None:
    """Measure a year that is there already, and a new one."""
    counts = np.random.default_rng(1).integers(1, 5_000, (UNITS, QUANTITIES)).astype(float)
    facts = DeliveryFacts(source="S", publisher="P", date="2023")
    with tempfile.TemporaryDirectory() as name:
        folder, home = Path(name) / "data", Path(name) / "home"
        write_land(folder, counts)
        deliveries = open_deliveries(Desk.open(folder, home), home, on_own_machine("Anna"))
        for year in (2023, 2024):
            request = SubmissionRequest(area="land", level="gemeinde", year=year, facts=facts)
            file = file_of(counts + 1, year)
            timed(f"{year}: abgeben und prüfen", lambda: deliveries.hand_in(file, request, {}))  # noqa: B023  (called at once)
            (submission, *_) = deliveries.submissions("land")
            seen: list[ReleaseStep] = []
            timed(f"{year}: übernehmen", lambda: deliveries.release(submission, seen.append))  # noqa: B023  (called at once)
            print(f"  {submission.changes}, Schritte: {', '.join(seen)}")
    print(f"höchstens {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
