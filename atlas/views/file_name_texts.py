"""The German words of file names, without umlauts: not every mail program keeps them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from atlas.model.quantities import Audience
from atlas.model.scope import ChartKind, View

LETTERS: Final = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
MAP: Final = "karte"
TABLE: Final = "tabelle"
SERIES: Final = "reihe"
PROFILE: Final = "profil"
OVERVIEW: Final = "uebersicht"
SESSION: Final = "praesentation"
NOTES: Final = "merkliste"
REPORT: Final = "bericht"
INDEX: Final = "index"
ALL: Final = "alle-indikatoren"
EVERY_YEAR: Final = "alle-jahre"
DESCRIPTION: Final = "metadaten"
READERS: Final[Mapping[Audience, str]] = {
    Audience.INTERNAL: "verwaltungsintern",
    Audience.STATISTICS: "statistikstelle",
}
RELEASE: Final = "ausgabe-{name}"
VINTAGE: Final = "gebietsstand-{day}"
VIEWS: Final[Mapping[View, str]] = {
    View.VALUE: "",
    View.CHANGE: "veraenderung",
    View.DEVIATION: "abweichung",
}
CHARTS: Final[Mapping[ChartKind, str]] = {
    ChartKind.BARS: "balken",
    ChartKind.SERIES: "entwicklung",
    ChartKind.SCATTER: "streudiagramm",
    ChartKind.DISTRIBUTION: "verteilung",
}
