"""Signs and words that stand where a number is missing, and what they mean by default.

Publishers differ; a legend below the table or the person who reads it may say otherwise.
"""

from __future__ import annotations

import re
from typing import Final

from atlas.model.cells import State

SIGNS: Final[dict[str, State]] = {
    "-": State.ZERO,
    "–": State.ZERO,
    "—": State.ZERO,
    "−": State.ZERO,
    "--": State.ZERO,
    ".": State.SECRET,
    "·": State.SECRET,
    "•": State.SECRET,
    "*": State.SECRET,
    "**": State.SECRET,
    "geheim": State.SECRET,
    "gesperrt": State.SECRET,
    "anonymisiert": State.SECRET,
    "x": State.NOT_APPLICABLE,
    "/": State.UNRELIABLE,
    "()": State.UNRELIABLE,
    "( )": State.UNRELIABLE,
    "…": State.PENDING,
    "...": State.PENDING,
    "..": State.PENDING,
    "na": State.UNKNOWN,
    "n/a": State.UNKNOWN,
    "#n/a": State.UNKNOWN,
    "#nv": State.UNKNOWN,
    "<na>": State.UNKNOWN,
    "nan": State.UNKNOWN,
    "null": State.UNKNOWN,
    "none": State.UNKNOWN,
    "k.a.": State.UNKNOWN,
    "k. a.": State.UNKNOWN,
    "keine angabe": State.UNKNOWN,
    "keine angaben": State.UNKNOWN,
    "unbekannt": State.UNKNOWN,
    "n.v.": State.UNKNOWN,
    "n. v.": State.UNKNOWN,
    "k.w.": State.UNKNOWN,
    "ohne angabe": State.UNKNOWN,
    "o.a.": State.UNKNOWN,
    "o. a.": State.UNKNOWN,
    "fehlt": State.UNKNOWN,
    "?": State.UNKNOWN,
}
"""By sign, words in small letters."""
DOUBTFUL: Final = frozenset({"*", "**"})
"""Signs publishers use for quite different things."""
FORMULA_ERRORS: Final = frozenset(
    {"#div/0!", "#wert!", "#value!", "#bezug!", "#ref!", "#name?", "#zahl!", "#num!", "#null!"}
)
LEGEND: Final = re.compile(
    r"(?:^|[\s;,„\"'(])(?P<sign>\.{1,3}|…|-|–|—|x|X|/|\*{1,2}|·|•|\(\s*\))[\"“']?\s*"
    r"(?:=|:|–\s|\t)\s*(?P<meaning>[^;=\n]{4,160})"
)
MEANINGS: Final[tuple[tuple[re.Pattern[str], State], ...]] = (
    (
        re.compile(r"geheim|datenschutz|anonymisier|unterdrück|gesperrt", re.IGNORECASE),
        State.SECRET,
    ),
    (
        re.compile(
            r"sachlogisch|nicht in frage|trifft nicht zu|nicht sinnvoll|tabellenfach gesperrt",
            re.IGNORECASE,
        ),
        State.NOT_APPLICABLE,
    ),
    (
        re.compile(
            r"nichts vorhanden|genau null|kein(?:e|en)? (?:fälle|wert vorh|vorkommen)",
            re.IGNORECASE,
        ),
        State.ZERO,
    ),
    (
        re.compile(r"später|fallen später|liegt noch nicht|noch nicht vor", re.IGNORECASE),
        State.PENDING,
    ),
    (
        re.compile(r"nicht sicher genug|unsicher|eingeschränkt|fehlerbehaftet", re.IGNORECASE),
        State.UNRELIABLE,
    ),
    (
        re.compile(
            r"unbekannt|nicht bekannt|keine angabe|nicht vorhanden|nicht verfügbar|fehlt|"
            r"liegt nicht vor",
            re.IGNORECASE,
        ),
        State.UNKNOWN,
    ),
)
"""What a legend says of a sign; the first that fits counts: "unbekannt oder geheim" is secret."""
ROUNDED: Final = re.compile(r"[0-9][.,][0-9]+[eE]\+?[0-9]+")
"""A long key that was a number: 5,9E+07."""
BELOW: Final = re.compile(r"(?:<|≤|unter|weniger als|bis)\s?[0-9]{1,2}", re.IGNORECASE)
"""A small count that isn't told: "<3", "unter 5"."""
