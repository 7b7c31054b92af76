"""Texts on consoles and in files whose encoding lacks some of our characters."""

from __future__ import annotations

import codecs
import sys
import unicodedata
import warnings
from collections.abc import Mapping
from io import TextIOWrapper
from typing import Final

import typer

from atlas.model.text import visible

NEAREST: Final = "atlas-nearest"
"""Name of the handler of characters that can't be encoded."""
_NEAREST: Final[Mapping[str, str]] = {
    "\N{NARROW NO-BREAK SPACE}": "\N{NO-BREAK SPACE}",
    "\N{MINUS SIGN}": "-",
    "\N{EN DASH}": "-",
    "\N{EM DASH}": "-",
    "\N{RIGHTWARDS ARROW}": "->",
    "\N{DOUBLE LOW-9 QUOTATION MARK}": '"',
    "\N{LEFT DOUBLE QUOTATION MARK}": '"',
    "\N{RIGHT DOUBLE QUOTATION MARK}": '"',
    "\N{HORIZONTAL ELLIPSIS}": "...",
    "\N{GREATER-THAN OR EQUAL TO}": ">=",
    "\N{LESS-THAN OR EQUAL TO}": "<=",
}


def write_what_can_be_written() -> None:
    """Let standard output and errors replace what they can't encode, instead of ending with it."""
    codecs.register_error(NEAREST, _nearest)
    if not sys.warnoptions:
        # what libraries remark is English and meant for those who write programs
        warnings.simplefilter("ignore")
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors=NEAREST)


def say(text: str, *, error: bool = False) -> None:
    """Print a text; what a terminal would obey is written as an escape."""
    typer.echo(visible(text), err=error)


def _nearest(error: UnicodeError) -> tuple[str, int]:
    """Replace the characters an encoding lacks by others that say the same, or by "?"."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    missing = error.object[error.start : error.end]
    return "".join(_encodable(letter, error.encoding) for letter in missing), error.end


def _encodable(letter: str, encoding: str) -> str:
    simpler = unicodedata.normalize("NFKD", letter)
    for near in (_NEAREST.get(letter, simpler), simpler, simpler[:1]):
        if _can_be_encoded(near, encoding):
            return near
    return " " if letter.isspace() else "?"


def _can_be_encoded(text: str, encoding: str) -> bool:
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True
