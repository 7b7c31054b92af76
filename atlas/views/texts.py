"""The German words of screen and paper, in one place."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from atlas.model.values import State, Status

_HIDDEN = ". = Zahlenwert unbekannt oder aus Datenschutzgründen nicht ausgewiesen"

# In the order of the Zeichenerklärung. Unknown and secret share one sign and one sentence:
# telling them apart in print would tell which cells are hidden.
SIGNS: Final[Mapping[State, str]] = {
    State.ZERO: "– = genau null",
    State.LESS_THAN_HALF: (
        "0 oder 0,0 = mehr als nichts, aber weniger als die Hälfte "
        "der kleinsten dargestellten Einheit"
    ),
    State.UNKNOWN: _HIDDEN,
    State.SECRET: _HIDDEN,
    State.PENDING: "… = Angabe folgt später",
    State.NOT_APPLICABLE: "x = Aussage nicht sinnvoll (zum Beispiel Nenner null)",
    State.UNRELIABLE: "/ = Zahlenwert nicht sicher genug",
    State.LIMITED: "( ) = Aussagewert eingeschränkt",
}
STATUS_SIGNS: Final[Mapping[Status, str]] = {
    Status.PROVISIONAL: "p = vorläufig",
    Status.REVISED: "r = berichtigt",
    Status.ESTIMATED: "s = geschätzt",
    Status.FORECAST: "f = Vorausberechnung",
}

# Labels of exported tables.
TITLE: Final = "Titel"
SUBTITLE: Final = "Untertitel"
SOURCE: Final = "Quelle"
PUBLISHER: Final = "Herausgeber"
STAND: Final = "Stand"
BOUNDARIES: Final = "Gebietsstand"
ATTRIBUTION: Final = "Geometrie"
NOTE: Final = "Hinweis"
SIGN_LEGEND: Final = "Zeichenerklärung"
FILE_STEM: Final = "Dateiname"
SHEET_TABLE: Final = "Tabelle"
SHEET_SOURCES: Final = "Quellen und Zeichen"
PAGE_FOOTER: Final = "Seite &P von &N"

# Headings of the list of areas.
LEVELS: Final = "Ebenen"
YEARS: Final = "Jahre"
NO_YEARS: Final = "keine"
INDICATORS: Final = "Indikatoren"
QUANTITIES: Final = "Größen"

# Words of tables and figures.
INDICATOR: Final = "Indikator"
UNIT: Final = "Einheit"
KEY: Final = "Schlüssel"
YEAR: Final = "Jahr"
VALUE: Final = "Wert"
SIGN: Final = "Zeichen"
CHANGE: Final = "Veränderung"
DEVIATES: Final = "Abweichung"
DEVIATION: Final = "Abweichung vom {kind}wert"
IN_UNIT: Final = "Angaben in: {unit}"
SUM: Final = "Summe der Einheiten"
DELIVERED: Final = "gemeldet"
DIFFERENCE: Final = "Unterschied (Summe − gemeldet)"
ALL_INDICATORS: Final = "Alle Indikatoren und Größen"
DATE_UNKNOWN: Final = "nicht angegeben"
BOUNDARIES_NONE: Final = "keine Grenzen hinterlegt"
SCHEMATIC: Final = "schematische Grenzen"
FICTIONAL: Final = "Alle Angaben zu diesem Gebiet sind frei erfunden."

# Headlines, subtitles and text twins.
HEADLINE_PLAIN: Final = "{title}: {plural} {within}, {year}"
HEADLINE_VALUE: Final = "{title} {within} {year}: {value} {unit}"
HEADLINE_UP: Final = "{title}: {within} von {base} bis {year} um {amount} {unit} gestiegen"
HEADLINE_DOWN: Final = "{title}: {within} von {base} bis {year} um {amount} {unit} gesunken"
HEADLINE_UNCHANGED: Final = "{title}: {within} von {base} bis {year} unverändert"
HEADLINE_DEVIATION: Final = (
    "{title}: In {above} von {number} {plural} liegt der Wert {year} über dem {kind}wert"
)
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
BOUNDARIES_LINE: Final = "Gebietsstand der Karte: {text}"
NO_VALUES: Final = "für die {plural} liegen keine Werte vor"
ALL_EQUAL: Final = "{plural} einheitlich {value} {unit}"
RANGE: Final = "{plural} {low} bis {high} {unit}"
TWIN_CLASSES: Final = "Anzahl der {plural} je Klasse: {classes}."
TWIN_COMPLETE: Final = "Für alle {total} {plural} liegen Werte vor."
TWIN_MISSING: Final = "Für {missing} von {total} {plural} wird kein Wert ausgewiesen."
CLASS_BELOW: Final = "{lower} bis unter {upper}"
CLASS_LAST: Final = "{lower} bis {upper}"
NO_VALUE_CLASS: Final = "kein Wert ausgewiesen ({sign})"
LIMITED_CLASS: Final = "{label}, eingeschränkt ( )"
AREA_VALUE: Final = "{kind}wert"
METHOD_EQUAL: Final = "gleich breite Klassen mit runden Grenzen, aus allen Jahren gebildet"
METHOD_DIVERGING: Final = "gleich breite Klassen um null, aus allen Jahren gebildet"
METHOD_NONE: Final = "keine Klassen, weil kein Wert vorliegt"
CHANGE_SINCE: Final = "Veränderung seit {base}"
VALUE_IN: Final = "Wert {year}"
REFERENCE_DATES: Final = "Stichtage"
