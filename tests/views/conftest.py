"""A small county, written as short as its figures: {2020: [(arme, leute), …]}."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest

from atlas.atlas import Atlas
from atlas.model.quantities import Audience

CATALOGUE = """
[topic.leute]
title = "Leute"

[quantity.arme]
title = "Arme"
unit = "Personen"
kind = "count"

[quantity.reiche]
title = "Reiche"
unit = "Personen"
kind = "count"

[quantity.leute]
title = "Leute"
unit = "Personen"
kind = "count"
among = ["arme", "reiche"]

[quantity.flaeche]
title = "Fläche"
unit = "km²"
kind = "amount"
decimals = 2

[quantity.miete]
title = "Mittlere Miete"
unit = "€ je m²"
kind = "given"
decimals = 2
"""
INDICATORS = {
    "armut": (
        'title = "Armut"\nunit = "%"\n'
        'headline = "Jede {nth} Person {within} ist {year} arm"\n'
        'formula = { kind = "share", of = ["arme"], per = ["leute"] }'
    ),
    "quote": (
        'title = "Quote"\nunit = "%"\nformula = { kind = "share", of = ["arme"], per = ["leute"] }'
    ),
    "saldo": (
        'title = "Saldo"\nunit = "je 1.000"\n'
        'formula = { kind = "rate", of = ["arme", "-reiche"], per = ["leute"], factor = 1000 }'
    ),
    "dichte": (
        'title = "Dichte"\nunit = "je km²"\n'
        'formula = { kind = "ratio", of = ["leute"], per = ["flaeche"], factor = 1 }'
    ),
    "zahl": (
        'title = "Verhältnis"\nunit = ""\n'
        'formula = { kind = "ratio", of = ["arme"], per = ["leute"], factor = 1 }'
    ),
}
AREA = """
name = "Kreis Test"
kind = "Kreis"
within = "im Kreis Test"
publisher = "Kreis Test"
top_level = "{top}"

[level.teil]
name = "{name}"
plural = "{plural}"
"""
WHOLE = """
[level.kreis]
name = "Kreis"
plural = "Kreise"

[system.verwaltung]
name = "Verwaltung"
levels = ["teil", "kreis"]
"""
DELIVERY = """
[defaults]
base = "teil"
publisher = "Kreis Test"
source = "Melderegister {year}"
audience = "{audience}"
date = {year}-12-31
"""
Cells = Mapping[int, Sequence[Sequence[object]]]


@pytest.fixture
def land(tmp_path: Path) -> Callable[..., Atlas]:
    """Write a county with the units 1, 2, 3 … and open it."""

    def build(  # noqa: PLR0913
        cells: Cells,
        *,
        columns: Sequence[str] = ("arme", "leute"),
        words: tuple[str, str] = ("Kommune", "Kommunen"),
        names: Sequence[str] = (),
        whole: bool = True,
        audience: str = "public",
        extra: Mapping[int, str] | None = None,
    ) -> Atlas:
        number = max(map(len, cells.values()))
        titles = [*names, *(f"Ort {n}" for n in range(len(names) + 1, number + 1))]
        files = {
            "indicators/catalogue.toml": CATALOGUE + "".join(map(_indicator, INDICATORS.items())),
            "districts/land/area.toml": AREA.format(
                top="kreis" if whole else "", name=words[0], plural=words[1]
            )
            + (WHOLE if whole else ""),
            "districts/land/units.csv": _lines(
                "level;unit;name",
                *(["kreis;0;Kreis Test"] if whole else []),
                *(f"teil;{n};{title}" for n, title in enumerate(titles, 1)),
            ),
        }
        if whole:
            members = (f"teil;{n};kreis;0" for n in range(1, number + 1))
            head = "level;unit;parent_level;parent"
            files["districts/land/memberships.csv"] = _lines(head, *members)
        for year, rows in cells.items():
            written = (
                ";".join(["teil", str(n), titles[n - 1], *map(str, row)])
                for n, row in enumerate(rows, 1)
            )
            more = [line for line in [(extra or {}).get(year, "")] if line]
            head = ";".join(["level;unit;name", *columns])
            files[f"indicators/land/{year}.csv"] = _lines(head, *written, *more)
            described = "".join(f"\n[{column}]\n" for column in columns)
            files[f"indicators/land/{year}.toml"] = (
                DELIVERY.format(year=year, audience=audience) + described
            )
        for name, text in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return Atlas.open(tmp_path, Audience.PUBLIC)

    return build


def _indicator(entry: tuple[str, str]) -> str:
    code, text = entry
    common = 'topics = ["leute"]\ndefinition = "…"\ndate_rule = "31.12."\nsource = "Register"'
    return f"\n[indicator.{code}]\n{text}\n{common}\n"


def _lines(*lines: str) -> str:
    return "\n".join(lines) + "\n"
