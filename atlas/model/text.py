"""Texts put together from parts, and what must not be in them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Final

_NO_XML: Final = r"\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff"
_CONTROLS: Final = r"\x7f-\x84\x86-\x9f"
_DIRECTIONS: Final = r"\u202a-\u202e\u2066-\u2069"
FORBIDDEN: Final = re.compile(f"[{_NO_XML}{_CONTROLS}{_DIRECTIONS}]")
"""What no text of ours may hold: what XML 1.0 forbids, other controls, turned directions.

The last make one name read as another, and swallow the sentence they are put into.
"""
_OBEYED: Final = re.compile(rf"{FORBIDDEN.pattern}|[\r\x85\u2028\u2029]")
LINE_BREAK: Final = re.compile(r"[\t\r\n\x85\u2028\u2029]+")
_DEVICE: Final = re.compile(r"con|prn|aux|nul|(com|lpt)[0-9¹²³]", re.IGNORECASE)
_SENTENCE_END: Final = re.compile(r"(?<=[.!?]) (?=[^a-z0-9])")
_PERCENT: Final = re.compile(r"(?<=\d) (?=%)")
INVISIBLE: Final = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
"""What nobody sees: harmless in a name, but it makes a key or a number another one."""


def is_device(name: str) -> bool:
    """Whether Windows takes a file or folder of this name for a device, whatever the ending."""
    return _DEVICE.fullmatch(name.partition(".")[0].strip()) is not None


def without_forbidden(text: str) -> str:
    """Drop the characters no drawing or document may hold."""
    return FORBIDDEN.sub("", text)


def visible(text: str) -> str:
    """Write as escapes (backslash u001b) what names of files may hold and no screen should get.

    Such a name is told as it is, so that it can be found; a terminal would obey it, and half a
    character can't be sent to anybody.
    """
    return _OBEYED.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def in_one_line(text: str) -> str:
    """Make line breaks and tabs blanks: names, titles and sources stand in lines of files."""
    if not LINE_BREAK.search(text):
        return text
    return " ".join(line for part in LINE_BREAK.split(text) if (line := part.strip()))


def with_percent(text: str) -> str:
    """Keep numbers and their percent signs in one line."""
    return _PERCENT.sub("\N{NO-BREAK SPACE}", text)


def split_sentences(text: str) -> list[str]:
    """Take a text apart where a sentence ends and the next one begins."""
    return _SENTENCE_END.split(text)


def join_distinct(parts: Iterable[str], separator: str = "; ") -> str:
    """Join the parts that aren't empty, each once, in the order of their first occurrence."""
    return separator.join(dict.fromkeys(part for part in parts if part))


def distinct_labels(names: Mapping[str, str]) -> dict[str, str]:
    """Add the code to names that occur twice: a select box knows its options by their names."""
    often = Counter(names.values())
    return {code: name if often[name] == 1 else f"{name} ({code})" for code, name in names.items()}
