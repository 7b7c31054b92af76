"""Texts in lines: broken between words, cut with "…" where there is no more room."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Final, TypeAlias

from atlas.render.hyphenation import SOFT_HYPHEN, hyphenated

ELLIPSIS: Final = "…"
_GAPS: Final = re.compile(r"[ \n\t](?!\)|%)")
"""Where a line may end: not within the sign "( )", nor between a number and "%".

Narrow and no-break spaces hold a number and its unit together, too."""
_ADDRESS: Final = re.compile(r"[/?&=]")
"""What occurs in addresses: a hyphen would make another one of it."""
WidthOf: TypeAlias = Callable[[str], float]
"""Tells the width of a text in the letters it will have, in any unit."""


def wrapped(text: str, width: float, width_of: WidthOf, most: int) -> list[str]:
    """Break a text into at most `most` lines; what doesn't fit ends in "…"."""
    lines = list(islice(_lines(text, width, width_of), most + 1))
    if len(lines) <= most:
        return lines
    return [*lines[: most - 1], shortened(f"{lines[most - 1]} {ELLIPSIS}", width, width_of)]


def shortened(text: str, width: float, width_of: WidthOf) -> str:
    """Cut a text that is too wide for one line, with "…" for what is gone."""
    if width_of(text) <= width:
        return text
    kept = text
    while kept and width_of(kept + ELLIPSIS) > width:
        kept = kept[:-1]
    return kept.rstrip(f" {ELLIPSIS}") + ELLIPSIS


def _lines(text: str, width: float, width_of: WidthOf) -> Iterator[str]:
    """Yield lines broken between words, or within a word that is wider than a line."""
    line = ""
    for word in _pieces(text, width, width_of):
        longer = f"{line} {word}".lstrip()
        if line and width_of(longer) > width:
            yield line
            line = word
        else:
            line = longer
    if line:
        yield line


def _pieces(text: str, width: float, width_of: WidthOf) -> Iterator[str]:
    """Yield the words of a text, those wider than a line in parts."""
    for word in re.split(_GAPS, text):
        rest = word
        while rest and width_of(rest) > width:
            part, rest = _first_part(rest, width, width_of)
            yield part
        if rest:
            yield rest


def _first_part(word: str, width: float, width_of: WidthOf) -> tuple[str, str]:
    """Cut off as many syllables as fit into a line, with a hyphen; where none does, letters."""
    syllables = [] if _ADDRESS.search(word) else hyphenated(word).split(SOFT_HYPHEN)
    for number in range(len(syllables) - 1, 0, -1):
        part = "".join(syllables[:number])
        if width_of(f"{part}-") <= width:
            return f"{part}-", word[len(part) :]
    end = len(word)
    while end > 1 and width_of(word[:end]) > width:
        end -= 1
    # an address goes on in the next line with a whole parameter
    end = max(word.rfind("&", 1, end), word.rfind("?", 1, end), 0) or end
    return word[:end], word[end:]
