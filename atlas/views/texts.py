"""The German words that several pages and files share: signs, labels, frame and choices."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from atlas.model.cells import State, Status
from atlas.model.disclosure import ProtectionMode

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
# Where all figures have one status, no cell bears its sign: it is said once.
ALL_HAVE_STATUS: Final[Mapping[Status, str]] = {
    Status.PROVISIONAL: "alle Werte{of_year} sind vorläufig",
    Status.REVISED: "alle Werte{of_year} sind berichtigt",
    Status.ESTIMATED: "alle Werte{of_year} sind geschätzt",
    Status.FORECAST: "alle Werte{of_year} sind Vorausberechnungen",
}
OF_YEAR: Final = " für {year}"

# Labels of figures, in tables, charts and maps.
INDICATOR: Final = "Indikator"
UNIT: Final = "Einheit"
KEY: Final = "Schlüssel"
YEAR: Final = "Jahr"
VALUE: Final = "Wert"
VALUE_IN: Final = "Wert {year}"
CHANGE: Final = "Veränderung"
CHANGE_SINCE: Final = "Veränderung seit {base}"
DEVIATION: Final = "Abweichung vom {kind}wert"
AREA_VALUE: Final = "{kind}wert"
TITLE_WITH_UNIT: Final = "{title} ({unit})"
IN_UNIT: Final = "Angaben in: {unit}"
DELIVERED: Final = "gemeldet"
MARKED: Final = "{text} ({mark})"
NO_VALUES: Final = "{plural}: kein Wert ausgewiesen"
ALL_EQUAL: Final = "{plural} einheitlich {value} {unit}"
RANGE: Final = "{plural} {low} bis {high} {unit}"

# Labels of sources.
DATA_SOURCE: Final = "Datenquelle"
PUBLISHER: Final = "Herausgeber"
REFERENCE_DATE: Final = "Stichtag"
REFERENCE_DATES: Final = "Stichtage"
BOUNDARIES: Final = "Gebietsstand"
BOUNDARIES_LINE: Final = "Gebietsstand der Karte: {text}"
DATE_UNKNOWN: Final = "nicht angegeben"
NOT_STATED: Final = "nicht angegeben"
NOTE: Final = "Hinweis"
LICENCE: Final = "Lizenz"
OFFICE: Final = "Dienststelle"
EDITION: Final = "Datenstand"
LOGO_ALT: Final = "Logo: {office}"
CODE_ALT: Final = "QR-Code mit der Adresse dieser Ansicht"
CODE_TEXT: Final = "Diese Ansicht im Sozialatlas öffnen"
SIGN_LEGEND: Final = "Zeichenerklärung"
FICTIONAL: Final = "Alle Angaben zu diesem Gebiet sind frei erfunden."
FICTIONAL_WORD: Final = "erfunden"

# Sentences of text alternatives of maps and charts.
ALT_COMPLETE: Final = "Für alle {total} {plural} liegen Werte vor."
ALT_MISSING: Final = "Für {missing} von {total} {plural} wird kein Wert ausgewiesen."
ALT_NO_CAUSE: Final = (
    "Auch wo beide Werte zusammen hoch oder niedrig sind, muss das eine nicht die Ursache "
    "des anderen sein"
)

# The frame of the pages.
APP: Final = "Sozialatlas"
PAGE_TITLES: Final[Mapping[str, str]] = {
    "uebersicht": "Übersicht",
    "karte": "Karte",
    "tabelle": "Tabelle",
    "diagramme": "Diagramme",
    "profil": "Gebietsprofil",
    "sozialindex": "Sozialindex",
    "gebiete": "Eigene Gebiete",
    "bericht": "Berichte",
    "sitzung": "Präsentation",
    "ausgaben": "Ausgaben",
    "daten": "Datenpflege",
    "methodik": "Methodik und Quellen",
}
PAGE_GROUPS: Final[Mapping[str, tuple[str, ...]]] = {
    "": ("uebersicht", "karte", "tabelle", "diagramme", "profil"),
    "Auswerten": ("sozialindex", "gebiete"),
    "Berichten": ("bericht", "sitzung"),
    "Pflegen": ("daten",),
    "Methodik und Quellen": ("methodik", "ausgaben"),
}
"""The navigation: pages that stand directly in it, then groups that unfold."""
KEEPERS_PAGES: Final = frozenset({"daten"})
"""Pages that are there only for whoever may write."""
SHORT_TITLES: Final[Mapping[str, str]] = {"methodik": "Methodik"}
"""What a page is called within its group, where that has its name."""
LEGAL_TITLES: Final[Mapping[str, str]] = {
    "impressum": "Impressum",
    "datenschutz": "Datenschutz",
    "barrierefreiheit": "Erklärung zur Barrierefreiheit",
}
"""Pages that the foot of every page leads to."""
LEGAL: Final = "Rechtliches"
AUDIENCES: Final[Mapping[str, str]] = {
    "public": "Öffentliche Fassung",
    "internal": "Verwaltungsintern",
    "statistics": "Statistikstelle",
}
DATA_OF: Final = "jüngster Stichtag {day}"
REVISION: Final = "Datenstand {revision}"
RELEASED: Final = "Ausgabe {release}, {mode}"
RELEASE: Final = "Ausgabe {release}"
WORKING_STATE: Final = "Arbeitsstand"
TEXT_STATE: Final = "{year}, {release}"
TEXT_OTHER_READERS: Final = "{state} ({audience})"
EDITION_OF: Final = "{revision} ({audience}, {state})"
PROTECTION_MODES: Final[Mapping[ProtectionMode, str]] = {
    ProtectionMode.EXACT: "Verdecktes nicht genau zu berechnen",
    ProtectionMode.WIDTH_3: "Verdecktes mit Spielraum 3",
    ProtectionMode.WIDTH_5: "Verdecktes mit Spielraum 5",
    ProtectionMode.ROUNDING_5: "Zahlen auf 5 gerundet",
    ProtectionMode.ROUNDING_10: "Zahlen auf 10 gerundet",
}
VERSION: Final = "Sozialatlas {version}"
BANNER_SCHEMATIC: Final = (
    "Schematische Grenzen: Die Flächen dienen der Orientierung, sie sind keine amtlichen Grenzen."
)
BANNER_FICTIONAL: Final = "Frei erfunden: Gebiet und Zahlen sind ein Übungsbeispiel."
FAILED: Final = (
    "Beim Zeigen dieser Seite ist ein Fehler aufgetreten, der nicht vorgesehen ist. Laden Sie die "
    "Seite neu; bleibt er, melden Sie ihn dem Betreiber: Näheres steht im Protokoll des Servers."
)
AREA_UNUSABLE: Final = "Dieses Gebiet lässt sich nicht zeigen. {reason}"

CATALOGUE_ERRORS: Final = "Der Katalog ist fehlerhaft. {errors}{more}"
CATALOGUE_ERROR: Final = "{location}: {message} {remedy}"
MORE_ERRORS: Final = " Alle {count} Fehler nennt „python -m atlas check“."

# Choices of the pages.
AREA_CHOICE: Final = "Stadt / Kreis"
LEVEL_CHOICE: Final = "Räumliche Ebene"
TOPIC_CHOICE: Final = "Themenfeld"
VINTAGE_CHOICE: Final = "Gebietsstand"
VINTAGE_NEWEST: Final = "{day} (neuester)"
YEAR_CHOICE: Final = "Berichtsjahr"
BASE_CHOICE: Final = "Vergleichsjahr"
VIEW_CHOICE: Final = "Auswertung"
CLASSES_CHOICE: Final = "Klassen"
SELECTION_CHOICE: Final = "Auswahl"
UNIT_CHOICE: Final = "{level}"
UNITS_CHOICE: Final = "{plural} auswählen"
VERSION_CHOICE: Final = "Version"
ALL_TOPICS: Final = "Alle Themenfelder"
OTHER_TOPICS: Final = "Weitere Themen"
PLAIN_QUANTITIES: Final = "Grundzahlen"
NO_BASE: Final = "keines"
SEARCH: Final = "Auswählen oder tippen …"
CHOSEN_AGAINST: Final = "{year} gegenüber {base}"
OTHER_INDICATOR: Final = "Zweiter Indikator"
ONLY_ONE: Final = (
    "Für den Vergleich zweier Indikatoren braucht es einen weiteren mit Werten für diese Ebene "
    "und dieses Jahr. Bisher gibt es nur diesen einen."
)
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
    "v": VERSION_CHOICE,
}
ADDRESS_WORD: Final = "{label} „{word}“"
ADDRESS_REJECTED: Final = (
    "Die Adresse nennt etwas, das es hier nicht gibt ({words}); gezeigt wird dafür die "
    "Voreinstellung."
)
RELEASE_MISSING: Final = (
    "Eine Ausgabe „{release}“ von {area} gibt es hier nicht; gezeigt wird die neueste, „{shown}“. "
    "Alle nennt die Seite „Ausgaben“."
)
RELEASE_DAMAGED: Final = (
    "Die Ausgabe „{release}“ von {area} ist nicht mehr, was veröffentlicht wurde, und wird deshalb "
    "nicht gezeigt; gezeigt wird die neueste, „{shown}“."
)
RELEASE_OF_OTHER_VERSION: Final = (
    "Die Ausgabe „{release}“ von {area} hat eine andere Fassung des Sozialatlas geschrieben, und "
    "diese kann sie nicht lesen; gezeigt wird die neueste, „{shown}“."
)
RELEASE_OF_WORKING_STATE: Final = (
    "Die Ausgabe „{release}“ wird hier nicht gezeigt: Diese Anwendung zeigt den Arbeitsstand."
)
OLDER_RELEASE: Final = "Ausgabe {release} vom {day}, nicht die neueste."
AREAS_OF_TODAY: Final = (
    "Eigene Gebiete sind so gezeigt, wie sie heute ausgewählt sind, summiert aus den Zahlen dieser "
    "Ausgabe."
)
TO_NEWEST_RELEASE: Final = "Zur neuesten Ausgabe {release} vom {day}"
RELEASE_INSTEAD: Final = "{area} in der Ausgabe {release} vom {day} zeigen"
LINK_NEWER: Final = (
    "Der Link stammt aus einem neueren Sozialatlas; gezeigt wird, was dieser hier davon versteht."
)
NO_AREAS: Final = (
    "Im Datenordner ist kein Gebiet, das sich zeigen lässt. Legen Sie eines unter "
    "districts/<gebiet>/area.toml an; „python -m atlas check“ nennt alle Fehler der Daten."
)
NO_RELEASES: Final = "Noch keine Ausgabe"
NO_RELEASE: Final = (
    "„{name}“ hat noch keine Ausgabe: „python -m atlas release build --area {area} --name …“ baut "
    "eine, und bis dahin zeigt „ATLAS_AUDIENCE=statistics ./start“ denen, die die Daten pflegen, "
    "den Arbeitsstand."
)
NO_SUCH_RELEASE: Final = (
    "„{name}“ hat keine Ausgabe „{release}“: „python -m atlas release list --area {area}“ nennt, "
    "welche es gibt."
)
NO_USABLE_RELEASE: Final = (
    "Keine Ausgabe lässt sich zeigen; „python -m atlas release check --area …“ nennt die Dateien, "
    "die nicht mehr sind, was veröffentlicht wurde."
)
NO_FIGURES_READ: Final = (
    "Für „{area}“ lassen sich keine Werte zeigen: Der Katalog ist fehlerhaft. Berichtigen Sie die "
    "genannten Einträge; „python -m atlas check“ nennt alle Fehler der Daten."
)
NO_FIGURES: Final = (
    "Für „{area}“ liegen noch keine Werte vor. Legen Sie unter indicators/{area_id}/ eine "
    "Jahrestabelle an; „python -m atlas check“ nennt alle Fehler der Daten."
)

# What is offered below figures.
CHECKING: Final = "Die Daten werden geprüft. Beim ersten Mal dauert das einige Sekunden …"
DOWNLOAD: Final = "Herunterladen"
LINK: Final = "Link"
LINK_HINT: Final = "Diese Adresse öffnet genau diese Ansicht:"
COPY: Final = "Kopieren"
COPIED: Final = "Kopiert."
SELECTED_TO_COPY: Final = "Markiert; kopieren Sie mit Strg+C."
COMMAND: Final = "Befehl"
COMMAND_HINT: Final = "Dieser Befehl liefert dieselben Zahlen ohne Browser:"
AS_TEXT: Final = "Als Text"
WIDE_TABLE: Final = "Die Tabelle ist breiter als das Fenster: Sie lässt sich seitlich verschieben."
TO_TABLE: Final = "Zur Tabelle"
DOCUMENT_FOOT: Final = "{publisher} · {audience}, {release} · erstellt am {day}"
FORMS: Final[Mapping[str, str]] = {
    "png": "PNG (Bild)",
    "svg": "SVG (Vektorbild)",
    "zip": "PNG, alle Seiten (ZIP)",
    "pdf": "PDF (zum Drucken)",
    "html": "HTML (interaktive Karte)",
    "geojson": "GeoJSON (Geodaten)",
    "gpkg": "GeoPackage (Geodaten)",
    "xlsx": "Excel (XLSX)",
    "csv": "CSV (Tabelle)",
}
SERIES_FORMS: Final[Mapping[str, str]] = {
    "xlsx": "Alle Jahre: Excel (XLSX)",
    "zip": "Alle Jahre: CSV mit Beschreibung (ZIP)",
    "geojson": "Alle Jahre: GeoJSON",
    "gpkg": "Alle Jahre: GeoPackage",
}
LIVE_PARTS: Final[Mapping[str, str]] = {
    "map": "Die Karte",
    "details": "Die Anzeige der Zahlen zur Karte",
    "chart": "Das Diagramm",
    "years": "Das Feld für das Berichtsjahr",
    "indicators": "Das Feld für den Indikator",
    "link": "Das Feld mit dem Link",
    "slides": "Die Vorführung",
    "file": "Das Feld für die Datei",
}
LIVE_FAILED: Final = (
    "{part} ließ sich nicht laden. Versuchen Sie es noch einmal; hilft das nicht, laden Sie die "
    "Seite neu."
)
INDICATOR_FOR_MAP: Final = "Indikator suchen (öffnet die Karte)"
INDICATOR_LIST: Final = "Indikatoren zur Auswahl"
NO_HIT: Final = "Kein Treffer"
CHOOSE_FILE: Final = "Datei auswählen"
LIVE_AGAIN: Final = "Noch einmal versuchen"

LABELS: Final[Mapping[str, str]] = {
    "Sidebar": "Auswahl",
    "Collapse sidebar": "Auswahl einklappen",
    "App pages": "Seiten",
    "Open": "Öffnen",
    "Selected values": "Ausgewählt",
    "Clear all": "Alle entfernen",
    "Remove": "{name} entfernen",
}
"""What screen readers say in place of Streamlit's English labels."""
FRAME_WORDS: Final[Mapping[str, str]] = {
    "menu": "Menü",
    "skip": "Zum Inhalt springen",
    "making": "Wird erstellt …",
    "made": "Die Datei ist erstellt.",
}
"""Words of the JavaScript of every page."""
