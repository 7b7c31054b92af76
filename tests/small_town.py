"""The small catalogue of the made towns: people, children, what both give; written as TOML."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any


def section(name: str, **entries: Any) -> str:
    """One section: `[name]` and a line for each entry."""
    lines = (f"{key} = {_written(value)}" for key, value in entries.items())
    return "\n".join((f"[{name}]", *lines, ""))


def _written(value: Any) -> str:
    if isinstance(value, Mapping):
        return f"{{ {', '.join(f'{key} = {_written(item)}' for key, item in value.items())} }}"
    if isinstance(value, list):
        return f"[{', '.join(map(_written, value))}]"
    return json.dumps(value, ensure_ascii=False)


def count(code: str, title: str, **more: Any) -> str:
    """A quantity that is counted in persons."""
    return section(f"quantity.{code}", title=title, unit="Personen", kind="count", **more)


def of_all(code: str, part: str, title: str, definition: str, **more: Any) -> str:
    """An indicator: the share of a part in all people."""
    formula = {"kind": "share", "of": [part], "per": ["leute"]}
    return _indicator(code, title, "%", definition, **more, formula=formula)


def _indicator(code: str, title: str, unit: str, definition: str, **more: Any) -> str:
    return section(
        f"indicator.{code}",
        title=title,
        topics=["leute"],
        unit=unit,
        definition=definition,
        date_rule="31.12.",
        source="Melderegister",
        **more,
    )


TOPIC = section("topic.leute", title="Leute")
CHILDREN = count("kinder", "Kinder")
AGE = section(
    "quantity.alter",
    title="Durchschnittsalter",
    unit="Jahre",
    kind="mean",
    weight="leute",
    decimals=1,
    minimum=0,
)
RENT = section(
    "quantity.miete", title="Mittlere Miete", unit="€ je m²", kind="given", decimals=2, minimum=0
)
SHARE = of_all("kinderanteil", "kinder", "Anteil der Kinder", "Kinder an allen Leuten")
CHANGE = _indicator(
    "kinderanteil_vorjahr",
    "Anteil der Kinder gegenüber dem Vorjahr",
    "Prozentpunkte",
    "Veränderung des Anteils",
    formula={"kind": "change", "of": "kinderanteil", "years": 1},
)


def catalogue(*sections: str) -> str:
    """Text of a catalogue.toml with the topic all belong to."""
    return "\n".join((TOPIC, *sections))


def drop_column(table: Path, code: str) -> None:
    """Take a column out of a yearly table: nobody delivered it."""
    rows = [line.split(";") for line in table.read_text("utf-8").splitlines()]
    column = rows[0].index(code)
    kept = (";".join(cell for number, cell in enumerate(row) if number != column) for row in rows)
    table.write_text("\n".join([*kept, ""]), encoding="utf-8")
