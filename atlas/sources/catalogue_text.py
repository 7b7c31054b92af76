"""The text of a catalogue with an entry more, less or changed; all other text stays as it is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from atlas.sources.text_files import toml_string
from atlas.sources.toml_sections import TomlSection, sections_of


def entry_text(section: str, code: str, entries: Mapping[str, Any]) -> str:
    """Write an entry as TOML, a line for each of its texts, numbers, lists and tables."""
    lines = (f"{key} = {_value(value)}" for key, value in entries.items())
    return "\n".join((f"[{section}.{code}]", *lines))


def _value(value: Any) -> str:  # noqa: ANN401 (TOML holds anything)
    if isinstance(value, str):
        return toml_string(value)
    if isinstance(value, Mapping):
        inner = ", ".join(f"{key} = {_value(item)}" for key, item in value.items())
        return f"{{ {inner} }}"
    if isinstance(value, list):
        return f"[{', '.join(map(_value, value))}]"
    return str(value)


def entry_in(text: str, section: str, code: str) -> str:
    """Return an entry as it stands in a catalogue, empty if it doesn't."""
    parts = (_halves(item)[0] for item in sections_of(text) if _is_of(item, section, code))
    return "\n".join(parts).replace("\r\n", "\n")


def with_entry(text: str, section: str, code: str, entry: str) -> str:
    """Return a catalogue with an entry in place of that of its name, at the end if there is none.

    An empty `entry` takes it out. Remarks below it stay: they may be about the next one.
    """
    end = "\r\n" if "\r\n" in text else "\n"
    new = entry.replace("\n", end)
    pieces = []
    for item in sections_of(text):
        if not _is_of(item, section, code):
            pieces.append(item.text)
            continue
        pieces.append(new + _halves(item)[1] if new else _halves(item)[1].lstrip("\r\n"))
        new = ""
    before = "".join(pieces)
    if not new:
        return before
    gap = end * 2 if before.strip() else ""
    return before.rstrip("\r\n") + gap + new + end


def _is_of(item: TomlSection, section: str, code: str) -> bool:
    return item.path[:2] == (section, code)


def _halves(item: TomlSection) -> tuple[str, str]:
    """Cut a section below its last line that is no remark; the end of that line is in the rest."""
    lines = item.text.split("\n")
    last = max(
        number for number, line in enumerate(lines) if line.strip() and not line.startswith("#")
    )
    own = "\n".join(lines[: last + 1])
    return own.rstrip("\r"), item.text[len(own.rstrip("\r")) :]
