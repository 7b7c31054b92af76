"""The German words of headlines and subtitles."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from atlas.model.formulas import Formula, Share, Total

PLAIN: Final = "{title}: {plural} {within}, {year}"
PLAIN_VIEW: Final = "{view}: {title}, {plural} {within}, {year}"
VALUE: Final = "{title} {within} {year}: {value}"
CUSTOM: Final = "{view}{title} {year}: {result}"
MOVED: Final[Mapping[str, str]] = {
    "up": "{subject} ist {within} von {base} bis {year} um {amount} gestiegen",
    "down": "{subject} ist {within} von {base} bis {year} um {amount} gesunken",
    "hardly": "{subject} hat sich {within} von {base} bis {year} kaum verändert",
    "not": "{subject} hat sich {within} von {base} bis {year} nicht verändert",
}
AHEAD: Final[Mapping[str, str]] = {
    "up": "{subject} steigt {within} von {base} bis {year} voraussichtlich um {amount}",
    "down": "{subject} sinkt {within} von {base} bis {year} voraussichtlich um {amount}",
    "hardly": "{subject} verändert sich {within} von {base} bis {year} voraussichtlich kaum",
    "not": "{subject} verändert sich {within} von {base} bis {year} voraussichtlich nicht",
}
"""Of forecasts."""
RELATIVE_CLAUSE: Final = re.compile(r", (?:die|der|das|den|dem|deren|dessen|denen)\b")
"""A clause that a comma has to close."""
UNSPOKEN: Final = frozenset({"", "Index"})
"""Units that are no words behind a number."""
DEVIATION: Final = "{subject} liegt {year} in {above} {plural} über dem {kind}wert"
ABOVE_ALL: Final = "allen {number}"
ALL: Final = {2: "beiden"}
ABOVE_SOME: Final = "{above} von {number}"
# "In keiner von 8 Kommunen", but "In keinem von 8 Bezirken"
FEWEST_FEMININE: Final = {0: "keiner", 1: "einer"}
FEWEST_OTHER: Final = {0: "keinem", 1: "einem"}
WITH_VALUE: Final = "{plural} mit Angabe"
ONE_VALUE: Final = "{plural} mit Wert: 1 ({value})"
ORDINALS: Final = {
    2: "zweite",
    3: "dritte",
    4: "vierte",
    5: "fünfte",
    6: "sechste",
    7: "siebte",
    8: "achte",
    9: "neunte",
    10: "zehnte",
    11: "elfte",
    12: "zwölfte",
}

# Subjects of sentences.
FEMININE: Final = (
    *("quote", "dichte", "ziffer", "rate", "fläche", "beteiligung", "sterblichkeit"),
    *("summe", "bevölkerung"),
)
ARTICLES: Final[Mapping[str, tuple[str, ...]]] = {
    "Der": ("anteil", "quotient", "saldo", "index", "bezug", "bedarf", "grad"),
    "Die": FEMININE,
    "Das": ("alter", "alterungsmaß", "volumen", "engagement"),
}
"""Articles by the endings of the words a title begins with."""
PRONOUNS: Final[Mapping[str, str]] = {"Der": "er", "Die": "sie", "Das": "es"}
# A plural stands unchanged behind "der" where it is a lone noun or goes on with a preposition;
# an adjective made a noun takes an ending, one before a noun can't be told from it.
PLURAL: Final = (
    r"\w*(?:einwohner|schüler|kinder|personen|menschen|frauen|haushalte|wohnungen|züge|gänge"
    r"|plätze|taten|ungen|gemeinschaften"
    r"|(?P<adjective>lose|igte|agte|orene|orbene|pflichtige|ständige))"
    r"(?=$| (?:unter|von|mit|ab|im|in|ohne|nach|zum|zur|der|je) )"
)
BOTH_GENDERS: Final = r"\w+innen und \w+er(?=$| )"
OF_MANY: Final[Mapping[type[Formula], str]] = {
    Share: "Der Anteil der {plural}",
    Total: "Die Zahl der {plural}",
}
QUOTED_SHARE: Final = "Der Anteil „{title}“"
QUOTED_COUNT: Final = "Die Zahl „{title}“"
QUOTED: Final = "Der Wert „{title}“"
