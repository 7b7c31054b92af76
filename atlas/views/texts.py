"""The German words of screen and paper, in one place."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from atlas.model.cells import State, Status

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
AND: Final = " und "
KEY: Final = "Schlüssel"
YEAR: Final = "Jahr"
VALUE: Final = "Wert"
MEASURE: Final = "{what} ({unit})"
CLASS: Final = "Klasse"
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
HEADLINE_PLAIN_VIEW: Final = "{view}: {title}, {plural} {within}, {year}"
HEADLINE_VALUE: Final = "{title} {within} {year}: {value}"
WITH_STATUS: Final = "{text} ({status})"
HEADLINE_UP: Final = "{title}: {within} von {base} bis {year} um {amount} gestiegen"
HEADLINE_DOWN: Final = "{title}: {within} von {base} bis {year} um {amount} gesunken"
HEADLINE_UNCHANGED: Final = "{title}: {within} von {base} bis {year} unverändert"
HEADLINE_ALMOST: Final = "{title}: {within} von {base} bis {year} kaum verändert"
HEADLINE_DEVIATION: Final = "{title}: In {above} {plural} liegt der Wert {year} über dem {kind}wert"
ABOVE_ALL: Final = "allen {number}"
ABOVE_SOME: Final = "{above} von {number}"
# "In keiner von 8 Kommunen", but "In keinem von 8 Bezirken"
FEWEST_FEMININE: Final = {0: "keiner", 1: "einer"}
FEWEST_OTHER: Final = {0: "keinem", 1: "einem"}
WITH_VALUE: Final = "{plural} mit Wert"
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
CONVERTED_BEFORE: Final = (
    "Gebietsstand {day}; Werte vor {year} umgerechnet, Werte geteilter Einheiten geschätzt"
)
CONVERTED_FROM: Final = (
    "Gebietsstand {day}; Werte ab {year} umgerechnet, Werte geteilter Einheiten geschätzt"
)
BOUNDARIES_LINE: Final = "Gebietsstand der Karte: {text}"
NO_VALUES: Final = "{plural}: kein Wert ausgewiesen"
ALL_EQUAL: Final = "{plural} einheitlich {value} {unit}"
RANGE: Final = "{plural} {low} bis {high} {unit}"
ONE_VALUE: Final = "{plural} mit Wert: 1 ({value})"
TWIN_MAP: Final = "Die Karte zeigt „{title}“ {within}, {year}, je {level} eine Fläche."
TWIN_CIRCLES: Final = (
    "Die Karte zeigt „{title}“ {within}, {year}, je {level} ein rundes Symbol, dessen Fläche dem "
    "Wert entspricht."
)
TWIN_SIGNS: Final = "{plural} ohne Symbol: {classes}."
TWIN_EXTREMES: Final = (
    "In amtlicher Reihenfolge die niedrigsten Werte: {lowest}; die höchsten Werte: {highest}."
)
TWIN_MANY_EXTREME: Final = "{number} Einheiten mit je {value}"
TWIN_CLASSES: Final = "{plural} je Klasse: {classes}."
TWIN_COMPLETE: Final = "Für alle {total} {plural} liegen Werte vor."
TWIN_ONE: Final = "Es gibt nur eine Einheit, ihr Wert liegt vor."
TWIN_ONE_MISSING: Final = "Es gibt nur eine Einheit, ihr Wert wird nicht ausgewiesen."
TWIN_SCATTER_CAUSE: Final = (
    "Auch wo beide Werte zusammen hoch oder niedrig sind, muss das eine nicht die Ursache "
    "des anderen sein"
)
TWIN_MISSING: Final = "Für {missing} von {total} {plural} wird kein Wert ausgewiesen."
CLASS_BELOW: Final = "{lower} bis unter {upper}"
CLASS_LAST: Final = "{lower} bis {upper}"
CLASS_UNDER: Final = "unter {upper}"
CLASS_FROM: Final = "{lower} und mehr"
ZERO_CLASS: Final = "genau null ({sign})"
NOBODY_CLASS: Final = "ohne {denominator} ({sign})"
NO_VALUE_CLASS: Final = "kein Wert ausgewiesen ({sign})"
LIMITED_CLASS: Final = "{label}, eingeschränkt (\u00a0)"
AREA_VALUE: Final = "{kind}wert"
METHOD_EQUAL: Final = "gleich breite Klassen mit runden Grenzen, aus allen Jahren gebildet"
METHOD_DIVERGING: Final = "gleich breite Klassen um null, aus allen Jahren gebildet"
METHOD_NONE: Final = "keine Klassen, weil kein Wert ausgewiesen ist"
METHOD_ONE: Final = "eine Klasse, weil alle Werte gleich sind"
METHOD_QUANTILES: Final = (
    "möglichst gleich viele Werte je Klasse (Quantile), Grenzen gerundet, aus allen Jahren gebildet"
)
METHOD_NATURAL: Final = "natürliche Klassen nach Jenks, Grenzen gerundet, aus allen Jahren gebildet"
METHOD_DEVIATION: Final = (
    "Klassen nach dem Abstand vom ungewichteten Mittelwert ({mean}), gemessen in "
    "Standardabweichungen, aus allen Jahren gebildet"
)
METHOD_AROUND: Final = (
    "gleich breite Klassen um den {label} {year} ({value}), aus allen Jahren gebildet"
)
METHOD_MANUAL: Final = "festgelegte Klassengrenzen, für alle Jahre gleich"
METHOD_NOTED: Final = "{method}; {note}"
CLASS_NOTES: Final[Mapping[str, str]] = {
    "few_figures": "weniger Klassen als gewünscht, weil es zu wenige verschiedene Werte gibt",
    "round": "weniger Klassen als gewünscht, damit die Grenzen rund bleiben",
    "outside": "weniger Klassen als gewünscht, weil es weiter außen keine Werte gibt",
    "no_area": "Klassen um den {label} sind nicht möglich, weil er fehlt",
}
CHANGE_SINCE: Final = "Veränderung seit {base}"
VALUE_IN: Final = "Wert {year}"
REFERENCE_DATES: Final = "Stichtage"
ON_DAY: Final = "am {day}"
EACH_DAY: Final = "jeweils {day}"
WHOLE_YEAR: Final = "im ganzen Jahr"

# Maps on paper and as a file.
SCHEMATIC_NOTICE: Final = "Schematische Grenzen: keine amtlichen, der Verlauf ist nur angenähert."
LEGEND_COUNT: Final = "({count})"
LEGEND_COUNTS: Final = "In Klammern: Anzahl der {plural}"
WITHOUT_FIGURE: Final = "ohne Angabe"
WITHOUT_SHAPE: Final = "Ohne Fläche"
NO_SHAPES: Final = "Für diese Ebene sind keine Flächen hinterlegt."
CLASSING: Final = "Klassen"
ZOOM_IN: Final = "Vergrößern"
ZOOM_OUT: Final = "Verkleinern"
NORTH: Final = "Norden ist oben"
KILOMETRES: Final = "{length} km"
METRES: Final = "{length} m"
CREATED: Final = "Erstellt am"

# The pages: navigation, frame, choices.
APP: Final = "Sozialatlas"
PAGE_TITLES: Final[Mapping[str, str]] = {
    "uebersicht": "Übersicht",
    "karte": "Karte",
    "tabelle": "Tabelle",
    "diagramme": "Diagramme",
    "gebiete": "Eigene Gebiete",
    "methodik": "Methodik und Quellen",
}
AUDIENCES: Final[Mapping[str, str]] = {
    "public": "Öffentliche Fassung",
    "internal": "Verwaltungsintern",
    "statistics": "Statistikstelle",
}
DATA_OF: Final = "Datenstand: jüngster Stichtag {day}"
REVISION: Final = "Ausgabe {revision}"
VERSION: Final = "Sozialatlas {version}"
BANNER_SCHEMATIC: Final = (
    "Schematische Grenzen: Die Flächen dienen der Orientierung, sie sind keine amtlichen Grenzen."
)
BANNER_FICTIONAL: Final = "Frei erfunden: Gebiet und Zahlen sind ein Übungsbeispiel."
AREA_CHOICE: Final = "Stadt / Kreis"
LEVEL_CHOICE: Final = "Räumliche Ebene"
TOPIC_CHOICE: Final = "Themenfeld"
VINTAGE_CHOICE: Final = "Gebietsstand"
STAND_NEWEST: Final = "{day} (neuester)"
YEAR_CHOICE: Final = "Berichtsjahr"
BASE_CHOICE: Final = "Vergleichsjahr"
VIEW_CHOICE: Final = "Auswertung"
ALL_TOPICS: Final = "Alle Themenfelder"
OTHER_TOPICS: Final = "Weitere Themen"
PLAIN_QUANTITIES: Final = "Grundzahlen"
NO_BASE: Final = "keines"
SEARCH: Final = "Auswählen oder tippen …"
CHOSEN: Final = "{area} · {level} · {indicator} · {year} · {view}"
CHOSEN_AGAINST: Final = "{year} gegenüber {base}"
ADDRESS_REJECTED: Final = (
    "Die Adresse nennt etwas, das es hier nicht gibt ({names}); gezeigt wird dafür die "
    "Voreinstellung."
)
CLASSES_CHOICE: Final = "Klassen"
SELECTION_CHOICE: Final = "Auswahl"
ADDRESS_NAMES: Final[Mapping[str, str]] = {
    "gebiet": AREA_CHOICE,
    "ebene": LEVEL_CHOICE,
    "indikator": INDICATOR,
    "stand": VINTAGE_CHOICE,
    "jahr": YEAR_CHOICE,
    "basis": BASE_CHOICE,
    "auswertung": VIEW_CHOICE,
    "klassen": CLASSES_CHOICE,
    "auswahl": SELECTION_CHOICE,
}
NO_AREAS: Final = (
    "Im Datenordner ist kein Gebiet, das sich zeigen lässt. Legen Sie eines unter "
    "districts/<gebiet>/area.toml an; „python -m atlas check“ nennt alle Fehler der Daten."
)
NO_FIGURES: Final = (
    "Für „{area}“ liegen noch keine Werte vor. Legen Sie unter indicators/{area_id}/ eine "
    "Jahrestabelle an; „python -m atlas check“ nennt alle Fehler der Daten."
)
FILE_UNREADABLE: Final = (
    "Die Datei „{file}“ lässt sich nicht lesen ({reason}). Prüfen Sie, ob sie da ist und ob der "
    "Atlas sie lesen darf, und laden Sie die Seite neu."
)
AREA_UNUSABLE: Final = "Dieses Gebiet lässt sich nicht zeigen. {reason}"

# The pages: figures and what stands below them.
CHECKING: Final = "Die Daten werden geprüft. Beim ersten Mal dauert das einige Sekunden …"
DOWNLOAD: Final = "Herunterladen"
LINK: Final = "Link"
LINK_HINT: Final = "Diese Adresse öffnet genau diese Ansicht:"
COMMAND: Final = "Befehl"
COMMAND_HINT: Final = "Dieser Befehl liefert dieselben Zahlen ohne Browser:"
AS_TEXT: Final = "Als Text"
SORT: Final = "Sortieren und durchsuchen"
TWIN_CUT: Final = "Die Tabelle zeigt die ersten {shown} von {total} Zeilen; alle stehen in der CSV."
SIDE_CHOICE: Final = "Welche der beiden Karten"
SIDES: Final[Mapping[str, str]] = {"left": "Linke Karte", "right": "Rechte Karte"}
PAPER_CHOICE: Final = "Papier für PNG, SVG und PDF"
PAPERS: Final[Mapping[str, str]] = {
    "a4-quer": "A4 quer",
    "a4-hoch": "A4 hoch",
    "a3-quer": "A3 quer",
    "a3-hoch": "A3 hoch",
}
FORMS: Final[Mapping[str, str]] = {
    "png": "PNG (Bild)",
    "svg": "SVG (Vektorbild)",
    "pdf": "PDF (zum Drucken)",
    "html": "HTML (interaktive Karte)",
    "geojson": "GeoJSON (Geodaten)",
    "gpkg": "GeoPackage (Geodaten)",
    "xlsx": "Excel (XLSX)",
    "csv": "CSV (Tabelle)",
}
LIVE_MAP: Final[Mapping[str, str]] = {
    "map": "Karte",
    "keys": "Mit den Pfeiltasten von Gebiet zu Gebiet, Eingabetaste wählt aus, Plus und Minus "
    "ändern den Ausschnitt, Null zeigt alles.",
    "search": "Gebiet suchen",
    "nothing": "Nichts gefunden",
    "closer": "Vergrößern",
    "farther": "Verkleinern",
    "whole": "Alles zeigen",
    "several": "mehrere auswählen",
    "year": "Jahr",
    "play": "Abspielen",
    "pause": "Anhalten",
    "class": "Klasse",
    "beside": "Legende und Zahlen",
    "nothingHere": "keine Angabe",
    "hint": "Zeigen Sie auf ein Gebiet oder suchen Sie es: Seine Zahlen stehen dann hier.",
    "histogram": "Verteilung über alle Jahre, mit den Klassengrenzen",
    "borders": "Grenzen der {plural}",
}
"""Words of the live map; its JavaScript fetches them once."""
LIVE_PARTS: Final[Mapping[str, str]] = {
    "map": "Die Karte",
    "details": "Die Anzeige der Zahlen zur Karte",
    "chart": "Das Diagramm",
    "years": "Das Feld für das Berichtsjahr",
}
LIVE_FAILED: Final = (
    "{part} ließ sich nicht laden. Versuchen Sie es noch einmal; hilft das nicht, laden Sie die "
    "Seite neu."
)
LIVE_AGAIN: Final = "Noch einmal versuchen"
TABLE_ALT: Final = "Tabelle: {title}"
TO_TABLE: Final = "Zur Tabelle"
CHART_CHOICE: Final = "Diagramm"
CHARTS: Final = ("Werte im Vergleich", "Entwicklung", "Zwei Indikatoren", "Verteilung")
ORDER: Final = "Reihenfolge"
ORDERS: Final = ("amtlich", "nach Wert")
CLASS_METHOD: Final = "Methode"
CLASS_METHODS: Final = {
    "gleich": "Gleiche, runde Abstände",
    "quantile": "Gleich viele je Klasse (Quantile)",
    "natuerlich": "Natürliche Grenzen (Jenks)",
    "standard": "Standardabweichung",
    "gesamtwert": "Rund um den Gesamtwert",
    "eigene": "Eigene Grenzen",
}
CLASS_NUMBER: Final = "Anzahl der Klassen"
CLASS_COLOURS: Final = "Farben"
CLASS_LIMITS: Final = "Grenzen zwischen den Klassen"
CLASS_LIMITS_HINT: Final = "Aufsteigend, durch Semikolon getrennt, höchstens sechs: 5; 10; 12,5"
CLASS_LIMITS_WRONG: Final = (
    "Diese Grenzen lassen sich nicht lesen; es gelten weiter die bisherigen. Schreiben Sie "
    "Zahlen aufsteigend und durch Semikolon getrennt, zum Beispiel 5; 10; 12,5."
)
CLASSES_RESET: Final = "Zurücksetzen"
SUITS: Final = "passend wählen"
PALETTES: Final = {
    "": SUITS,
    "petrol": "Petrol",
    "blau": "Blau",
    "violett": "Violett",
    "blau-orange": "Blau – Orange (um eine Mitte)",
    "violett-gruen": "Violett – Grün (um eine Mitte)",
}
BESIDE_CHOICE: Final = "Vergleich"
BESIDE: Final[Mapping[str, str]] = {
    "keiner": "Eine Karte",
    "jahr": "Zwei Jahre",
    "indikator": "Zwei Indikatoren",
    "ebene": "Zwei Ebenen",
    "alle-jahre": "Alle Jahre",
    "zusammenhang": "Zwei in einer",
}
OTHER_LEVEL: Final = "Zweite Ebene"
OTHER_INDICATOR: Final = "Zweiter Indikator"
ONLY_ONE: Final = (
    "Für den Vergleich zweier Indikatoren braucht es einen weiteren mit Werten für diese Ebene "
    "und dieses Jahr. Bisher gibt es nur diesen einen."
)

# The page on methods.
DEFINITION: Final = "Definition"
FORMULA: Final = "Berechnung"
DATE_RULE: Final = "Stichtagsregel"
DATA_SOURCE: Final = "Datenquelle"
REMARK: Final = "Anmerkung"
NOT_STATED: Final = "nicht angegeben"
METHOD_INDICATOR: Final = "So wird gerechnet"
METHOD_DATES: Final = "Stichtage und Quellen je Jahr"
METHOD_ALL: Final = "Alle Indikatoren und Grundzahlen dieses Gebiets"
METHOD_PROBLEMS: Final = "Was in der Vorlage nicht aufgeht"
QUANTITY: Final = "Messgröße"
REFERENCE_DATE: Final = "Stichtag"
NOTE_HEAD: Final = "Hinweis zur Lieferung"
KIND: Final = "Art"
KINDS: Final[Mapping[str, str]] = {
    "count": "Anzahl, wird aufsummiert",
    "amount": "Menge, wird aufsummiert",
    "mean": "Mittelwert, gewichtet zusammengefasst",
    "given": "fertige Zahl, nur wie geliefert",
}
SEVERITY: Final = "Art der Meldung"
PLACE: Final = "Fundstelle"
MESSAGE: Final = "Befund"
REMEDY: Final = "Was tun"
NO_PROBLEMS: Final = "Die Prüfung hat nichts gefunden."
PROBLEMS_WITHHELD: Final = (
    "Die Prüfung meldet {count} Stellen. Weil in diesem Gebiet Werte aus Datenschutzgründen nicht "
    "ausgewiesen werden, stehen die Einzelheiten nur der Statistikstelle zur Verfügung."
)

# What an option of the command line can't be read as
BAD_VINTAGE: Final = "„{vintage}“ ist kein Tag. Schreiben Sie den Gebietsstand wie 2020-01-01."
BAD_CLASSES: Final = (
    "„{word}“ ist keine Einteilung. Schreiben Sie VERFAHREN, VERFAHREN.ANZAHL oder "
    "VERFAHREN.ANZAHL.FARBEN, eigene Grenzen aufsteigend wie eigene.5_12,5. "
    "Verfahren: {methods}; Anzahl: {fewest} bis {most}; Farben: {palettes}."
)
