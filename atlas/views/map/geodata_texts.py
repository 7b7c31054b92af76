"""The German names of the properties of exported geodata: letters that every GIS takes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

KEY: Final = "schluessel"
NAME: Final = "name"
YEAR: Final = "jahr"
VALUE: Final = "wert"
NUMERATOR: Final = "zaehler"
DENOMINATOR: Final = "nenner"
CHANGE: Final = "veraenderung"
CHANGE_SIGN: Final = "zeichen_veraenderung"
DEVIATION: Final = "abweichung"
DEVIATION_SIGN: Final = "zeichen_abweichung"
SIGN: Final = "zeichen"
BASE: Final = "wert_basis"
BASE_SIGN: Final = "zeichen_basis"
ORIGIN: Final = "herkunft"
BOTH: Final = "werte"
CLASS: Final = "klasse"

COLLECTION: Final[Mapping[str, str]] = {
    "title": "titel",
    "subtitle": "untertitel",
    "indicator": "indikator",
    "area": "gebiet",
    "level": "ebene",
    "year": "jahr",
    "years": "jahre",
    "unit": "masseinheit",
    "legend": "legende",
    "classing": "einteilung",
    "source": "quelle",
    "publisher": "herausgeber",
    "reference_dates": "stand",
    "boundaries": "gebietsstand",
    "attribution": "geometrie",
    "notes": "hinweise",
    "signs": "zeichenerklaerung",
    "licence": "lizenz",
    "edition": "datenstand",
    "link": "link",
    "fields": "felder",
}
"""Names of what a GeoJSON file says of itself beside its features."""
LEGEND: Final[Mapping[str, str]] = {
    "label": "bezeichnung",
    "lower": "von",
    "upper": "bis",
    "colour": "farbe",
    "count": "anzahl",
}
