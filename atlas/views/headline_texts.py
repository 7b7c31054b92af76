"""The German words of headlines and subtitles."""

from __future__ import annotations

from typing import Final

PLAIN: Final = "{title}: {plural} {within}, {year}"
PLAIN_VIEW: Final = "{view}: {title}, {plural} {within}, {year}"
VALUE: Final = "{title} {within} {year}: {value}"
UP: Final = "{title}: {within} von {base} bis {year} um {amount} gestiegen"
DOWN: Final = "{title}: {within} von {base} bis {year} um {amount} gesunken"
UNCHANGED: Final = "{title}: {within} von {base} bis {year} unverändert"
ALMOST_UNCHANGED: Final = "{title}: {within} von {base} bis {year} kaum verändert"
DEVIATION: Final = "{title}: In {above} {plural} liegt der Wert {year} über dem {kind}wert"
ABOVE_ALL: Final = "allen {number}"
ABOVE_SOME: Final = "{above} von {number}"
# "In keiner von 8 Kommunen", but "In keinem von 8 Bezirken"
FEWEST_FEMININE: Final = {0: "keiner", 1: "einer"}
FEWEST_OTHER: Final = {0: "keinem", 1: "einem"}
WITH_VALUE: Final = "{plural} mit Wert"
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
