"""Where a German name may be broken: between words, after its own hyphens, between syllables.

The patterns are those of the TeX community as pyphen brings them along (method of F. M. Liang,
1983: digits between letters, the highest of all matching patterns counts, odd ones allow a break).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import accumulate, combinations, pairwise
from typing import Final

from pyphen import LANGUAGES  # type: ignore[import-untyped]

from atlas.render import fonts

MOST_LABELLED: Final = 1000
"""A map of more units bears neither names nor numbers on paper, and whole names on the screen."""
LONGEST_KEY: Final = 6
"""Letters of an official number that still fit into small units."""
SOFT_HYPHEN: Final = "\N{SOFT HYPHEN}"
_LEAST: Final = 3
"""Letters that stay together at either end of a word."""
_MOST_LINES: Final = 3
_MOST_BREAKS: Final = 40
"""Of a longer name the rest isn't broken: no map has room for it."""
_WORDS: Final = re.compile(r"[^\W\d_]+")
_VOWEL: Final = re.compile("[aeiouyäöüàâéèêëïôœ]")
_BREAKABLE: Final = re.compile(r"(?<=[^\s\-–/])[\-–/](?=[^\s\-–/])")
"""A hyphen, dash or slash within a name: a line may end after it."""
Lines = tuple[str, ...]


@lru_cache(maxsize=4096)  # the names of a few levels
def hyphenated(name: str) -> str:
    """Return a name with a soft hyphen wherever syllables may be parted."""
    return _WORDS.sub(lambda match: SOFT_HYPHEN.join(_syllables(match[0])), name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """A name in lines; `width` is that of the widest in millimetres, set in one point.

    `is_torn` says that a word is parted.
    """

    lines: Lines
    width: float
    is_torn: bool = False


@lru_cache(maxsize=4096)
def layouts(name: str) -> tuple[Layout, ...]:
    """Return the ways to set a name: in one line, then in more, each as narrow as can be.

    Whole words come before syllables; a way that isn't narrower than those before is left out.
    """
    name = " ".join(name.split())
    words, syllables = _parts(name), _parts(hyphenated(name))
    ways = [Layout(lines=(name,), width=fonts.width(name, 1))]
    for parts, is_torn in ((words, False), (syllables, True)):
        for number in range(2, _MOST_LINES + 1):
            lines = _narrowest(parts, number)
            if lines and _width(lines) < ways[-1].width:
                ways.append(Layout(lines=lines, width=_width(lines), is_torn=is_torn))
    return tuple(ways)


def _width(lines: Lines) -> float:
    return max(fonts.width(line, 1) for line in lines)


def _parts(name: str) -> list[str]:
    """Cut a name where a line may end; parts keep the space or soft hyphen at their end."""
    marked = _BREAKABLE.sub(r"\g<0>\n", name).replace(SOFT_HYPHEN, f"{SOFT_HYPHEN}\n")
    return marked.replace(" ", " \n").split("\n", _MOST_BREAKS)


def _narrowest(parts: list[str], number: int) -> Lines:
    """Join parts to lines so that the widest is as narrow as can be; none if there are too few."""
    if len(parts) < number:
        return ()
    starts = [0, *accumulate(map(len, parts))]
    text = "".join(parts)

    def lines(cuts: tuple[int, ...]) -> Lines:
        ends = [starts[cut] for cut in (0, *cuts, len(parts))]
        return tuple(_line(text[a:b]) for a, b in pairwise(ends))

    return min(map(lines, combinations(range(1, len(parts)), number - 1)), key=_width)


def _line(text: str) -> str:
    """Write the hyphen at the end of a line, and none within it."""
    hyphen = "-" if text.endswith(SOFT_HYPHEN) else ""
    return text.replace(SOFT_HYPHEN, "").strip() + hyphen


def _syllables(word: str) -> list[str]:
    """Cut a word between its syllables."""
    cuts = _cuts(word)
    return [word[a:b] for a, b in zip([0, *cuts], [*cuts, len(word)], strict=True)]


def _cuts(word: str) -> list[int]:
    """Return the positions within a word at which it may be broken."""
    small = word.lower()
    if len(small) != len(word):  # a letter that has no single small one is none of these patterns
        return []
    dotted = f".{small}."
    marks = [0] * (len(dotted) + 1)
    patterns, longest = _patterns()
    for start in range(len(dotted)):
        for end in range(start + 1, min(start + longest, len(dotted)) + 1):
            pattern = patterns.get(dotted[start:end])
            if pattern:
                _mark(marks, start, pattern)
    allowed = (at for at in range(_LEAST, len(word) - _LEAST + 1) if marks[at + 1] % 2)
    cuts = [0]
    for cut in allowed:
        # a syllable has a vowel: the patterns break "Gesamt-s-chule"
        if _VOWEL.search(small, cuts[-1], cut):
            cuts.append(cut)
    return cuts[1:]


def _mark(marks: list[int], start: int, pattern: str) -> None:
    """Raise the marks to the digits of a pattern that begins at `start`."""
    at = start
    for letter in pattern:
        if letter.isdigit():
            marks[at] = max(marks[at], int(letter))
        else:
            at += 1


@cache
def _patterns() -> tuple[dict[str, str], int]:
    """Read the patterns, by their letters; and the length of the longest.

    pyphen's own class takes each pattern apart beforehand: 0.7 s instead of 0.1 s.
    """
    lines = LANGUAGES["de_DE"].read_text("ISO-8859-1").split("\n")
    digits = str.maketrans("", "", "0123456789")
    patterns = {line.translate(digits): line for line in lines[1:] if line[:1] not in "%#"}
    return patterns, max(map(len, patterns))
