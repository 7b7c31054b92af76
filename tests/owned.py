"""Levels of one's own as a person would write them."""

from __future__ import annotations

from pathlib import Path


def write_own(home: Path, area: str, level: str, text: str) -> Path:
    """Write a file of a level of one's own."""
    path = home / "levels" / area / f"{level}.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def draft(name: str, **sets: list[str]) -> str:
    """Text of a draft; each set is named after its id."""
    lines = [f'name = "{name}"', 'status = "Entwurf"']
    for unit, parts in sets.items():
        listed = ", ".join(f'"{part}"' for part in parts)
        lines += [f"[unit.{unit}]", f'name = "{unit.capitalize()}"', f"parts = [{listed}]"]
    return "\n".join(lines) + "\n"
