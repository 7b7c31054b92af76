"""The German words of presentations."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

# Slides.
UNTITLED: Final = "Präsentation"
AGENDA_ITEM: Final = "TOP {item}"
PUBLISHED_BY: Final = "Herausgegeben von: {publishers}"
EMPTY: Final = "Noch ist keine Abbildung vorgemerkt."
MISSING: Final = "Abbildung nicht verfügbar"
GONE: Final = (
    "Diese Abbildung lässt sich nicht mehr zeigen: In den heutigen Daten fehlt {words}. {reason}"
)
GONE_PAGE: Final = "Diese Abbildung lässt sich nicht mehr zeigen: Ihr Vergleich fehlt heute."
NO_FIGURE: Final = "Diese Abbildung lässt sich nicht zeigen. {reason}"
OTHER_RELEASE: Final = "Vorgemerkt wurde die Ausgabe {noted}; gezeigt wird die Ausgabe {shown}."
WORKING_STATE: Final = "Vorgemerkt wurde die Ausgabe {noted}; gezeigt wird der Arbeitsstand."
OLDER_RELEASE: Final = "Gezeigt wird die Ausgabe {shown} vom {day}; die neueste ist {newest}."
RELEASE: Final = "Ausgabe {release}"
FIRST_ROWS: Final = "Gezeigt sind {shown} von {total} Zeilen; alle enthält der Handzettel."
FEW_NAMES: Final = "Namen tragen nur ausgewählte Balken; alle stehen im Handzettel."
SOURCES: Final = "Quellen"
SIGNS: Final = "Zeichenerklärung"
NOTES: Final = "Hinweise"
OF_SLIDE: Final = "Folie {numbers}: {text}"
OF_SLIDES: Final = "Folien {numbers}: {text}"
DATES: Final = "Stand: {dates}"
BOUNDARIES: Final = "Gebietsstand: {boundaries}"
LICENCE: Final = "Lizenz: {licence}"
CLOSING: Final = "Quellen und Zeichen"
CLOSING_MORE: Final = "Quellen und Zeichen ({number})"
SLIDE: Final = "Folie {number}: {message}"
SPEECH: Final = "Zum Vortrag: {speech}"
HANDOUT: Final = "Handzettel"
TABLE_NAME: Final = "Folie {number}"
CODES: Final = "Die Abbildungen im Sozialatlas öffnen"
CODE_ALT: Final = "QR-Code mit der Adresse der Abbildung auf Folie {number}"
SLIDE_WORDS: Final[Mapping[str, str]] = {
    "number": "Folie {number} von {total}",
    "help": (
        "Weiter: → Leertaste Bild↓ · Zurück: ← Bild↑ · Anfang und Ende: Pos1 Ende · "
        "Vollbild: F · Hell und dunkel: D · Schwarz: B · Diese Hilfe: H"
    ),
}
"""Words of the program within the HTML file."""

# The page, and the row under each figure.
TITLE: Final = "Präsentation"
LEAD: Final = (
    "Jede Abbildung der Merkliste wird eine Folie mit einer Aussage: zum Vorführen hier, vom "
    "USB-Stick ohne Netz, in PowerPoint oder auf Papier."
)
NOTE_DOWN: Final = "Auf die Merkliste"
NOTED: Final = "Vorgemerkt."
NOTED_BEFORE: Final = "Steht schon auf der Merkliste."
NOTED_MANY: Final = "Merkliste ({number})"
MOST_REACHED: Final = "Die Merkliste ist voll: Mehr als {most} Abbildungen fasst sie nicht."
NOTHING_NOTED: Final = (
    "Die Merkliste ist leer. „Auf die Merkliste“ unter Karten, Tabellen, Diagrammen, Profilen und "
    "der Übersicht merkt die Abbildung vor; eine gespeicherte Merkliste lässt sich unten öffnen."
)
TITLE_FIELDS: Final = "Titelfolie"
DECK_TITLE: Final = "Titel"
COMMITTEE: Final = "Gremium"
DAY: Final = "Datum"
ITEM: Final = "TOP"
SLIDES: Final = "Folien"
NUMBERED: Final = "{number}. {message}"
LISTED: Final = "{number}. {kind}: {message}"
KINDS: Final[Mapping[str, str]] = {
    "karte": "Karte",
    "tabelle": "Tabelle",
    "diagramme": "Diagramm",
    "profil": "Gebietsprofil",
    "uebersicht": "Übersicht",
}
MESSAGE: Final = "Aussage der Folie"
MESSAGE_HINT: Final = "Leer gilt die Überschrift der Abbildung: „{headline}“"
SPEAKER_TEXT: Final = "Text für den Vortrag (steht nicht auf der Folie)"
UP: Final = "Nach oben"
DOWN: Final = "Nach unten"
REMOVE: Final = "Entfernen"
TO_FIGURE: Final = "Zur Abbildung"
NEWEST: Final = "Neueste Ausgabe zeigen"
PREVIEW: Final = "Vorschau der Folie {number}"
PREVIEW_CHOICE: Final = "Vorschau"
SHOW: Final = "Vorführen"
SHOW_HINT: Final = (
    "Weiter mit Pfeil, Leertaste oder Presenter; F: Vollbild, D: hell oder dunkel, H: Hilfe, "
    "Esc: zurück."
)
DIALOG: Final = "Vorführung: {title}"
END: Final = "Vorführung beenden"
MAKING: Final = "Die Folien werden gezeichnet …"
FORMS: Final[Mapping[str, str]] = {
    "html": "HTML (eine Datei, läuft ohne Netz)",
    "pptx": "PowerPoint (PPTX, Diagramme bearbeitbar)",
    "pdf": "PDF (Handzettel)",
}
KEEP: Final = "Merkliste speichern und öffnen"
SAVE_FILE: Final = "Als Datei speichern"
OPEN_FILE: Final = "Gespeicherte Merkliste öffnen"
OPENED: Final = "Die Merkliste ist geöffnet; die bisherige wurde ersetzt."
IN_JOURNAL: Final = "Im Sozialatlas speichern"
SAVE_NEW: Final = "Neu speichern"
SAVE_CHANGE: Final = "Änderung speichern"
SAVED: Final = "Gespeichert."
OPEN_SAVED: Final = "Gespeicherte Merklisten"
OPEN: Final = "Öffnen"
DELETE: Final = "Löschen"
SAVED_OPTION: Final = "{title} ({day}, {actor})"
CLEAR: Final = "Merkliste leeren"
CLEAR_SURE: Final = "Alle {number} Abbildungen von der Merkliste nehmen?"
CLEAR_YES: Final = "Ja, leeren"
