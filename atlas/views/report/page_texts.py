"""The German words of the page that makes reports."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

TITLE: Final = "Berichte"
LEAD: Final = (
    "Kapitel, Kennzahlen und Darstellungen wählen, eigene Texte schreiben, als PDF oder Word "
    "herunterladen. Im nächsten Jahr lässt sich der Bericht mit neuen Zahlen wiederholen."
)

# Beginning.
BEGIN: Final = "Bericht beginnen oder öffnen"
TEMPLATE: Final = "Vorlage"
TEMPLATES: Final[Mapping[str, str]] = {
    "sozialbericht": "Jährlicher Sozialbericht",
    "lebenslage": "Kapitel zu einer Lebenslage",
    "kinderarmut": "Themenblatt Kinderarmut",
    "pflege": "Themenblatt Pflege",
    "wohnen": "Themenblatt Wohnen",
    "bildung": "Themenblatt Bildung",
}
TOPIC: Final = "Lebenslage"
START: Final = "Neuen Bericht beginnen"
REPLACES: Final = (
    "Der begonnene Bericht wird ersetzt. Speichern Sie ihn vorher, wenn er bleiben soll."
)
SAVED: Final = "Gespeicherte Berichte"
SAVED_LABEL: Final = "{title} (Fassung {version}, {day})"
OPEN: Final = "Öffnen"
DELETE: Final = "Löschen"
DELETE_SURE: Final = (
    "„{title}“ wird nicht mehr angeboten, auch anderen nicht. Alle Fassungen bleiben im Protokoll "
    "erhalten."
)
DELETE_YES: Final = "Bericht löschen"
DELETED: Final = "„{title}“ ist gelöscht."
FILE: Final = "Berichtsdatei öffnen (JSON oder TOML)"
OTHER_AREA: Final = "Die Datei gehört zu „{area}“; gezeigt werden die Zahlen von {shown}."
NOT_SAVED_HERE: Final = "Den Bericht dieser Adresse gibt es hier nicht mehr."

# Head.
HEAD: Final = "Titel, Ebene, Jahr und Kopfdaten"
REPORT_TITLE: Final = "Titel des Berichts"
LEVEL: Final = "Räumliche Ebene"
YEAR: Final = "Berichtsjahr"
BASE: Final = "Vergleichsjahr"
USUAL_BASE: Final = "fünf Jahre zuvor"
REPEAT: Final = "Mit neuen Zahlen wiederholen ({year})"
OLD_TEXTS: Final = (
    "{number} Texte sind zu einem anderen Datenstand geschrieben. Prüfen Sie ihre Zahlen: {titles}."
)
OLD_TEXT: Final = (
    "Ein Text ist zu einem anderen Datenstand geschrieben. Prüfen Sie seine Zahlen: {titles}."
)

# Chapters.
CHAPTERS: Final = "Kapitel"
CHAPTER: Final = "{number}. {title}"
TO_CHECK: Final = "{label} · Text prüfen"
UP: Final = "Nach oben"
DOWN: Final = "Nach unten"
REMOVE: Final = "Entfernen"
ADD: Final = "Kapitel einfügen"
NEW_CHAPTER: Final = "Neues Kapitel"
NO_CHAPTERS: Final = "Der Bericht hat noch keine Kapitel."
CHAPTER_TITLE: Final = "Überschrift"
QUESTION: Final = "Leitfrage"
TEXT: Final = "Eigener Text"
TEXT_HELP: Final = (
    "Markdown: # Überschrift, **fett**, *kursiv*, - Punkt, 1. Punkt, [Text](Adresse), Tabelle aus "
    "Zeilen mit |. HTML und Formeln bleiben als Text stehen."
)
CONFIRM: Final = "Zahlen geprüft: Text gilt für {state}"
INDICATORS: Final = "Kennzahlen in der Tabelle des Kapitels"
NO_FIGURES_YET: Final = "{title} (ohne Zahlen)"
EVERY_UNIT: Final = "Dieselben Kennzahlen für alle {plural}"
GOALS: Final = "Ziele mit Startwert und Stand"
GOALS_HELP: Final = (
    "Die Ziele zu den Kennzahlen dieses Kapitels; in einem Kapitel ohne Kennzahlen alle Ziele."
)
PRACTICE: Final = "Einschätzungen aus der Praxis"
PRACTICE_TOPIC: Final = "Thema der Einschätzungen"
EVERY_TOPIC: Final = "alle Themen"
UNIT_PROFILES: Final = "Kurzprofile aller {plural}"
UNIT_PROFILES_HELP: Final = (
    "Für jedes Gebiet die Kennzahlen dieses Kapitels (ohne solche die Kernkennzahlen), ihre "
    "Entwicklung, dazu Ziele und Einschätzungen, wenn sie gewählt sind."
)
FIGURES: Final = "Karten, Diagramme und Tabellen"
NO_FIGURES: Final = "Noch keine."
FIGURE: Final = "{kind}: {title}"
FIGURE_AT: Final = "{figure} ({place})"
AND_SECOND: Final = " / "
FROM_NOTES: Final = "Aus der Merkliste übernehmen"
NOTED_HELP: Final = "Ebene und Jahr des Berichts folgen ihm im nächsten Jahr; andere bleiben."
ALL_NOTED: Final = "alle {number}"
ALL_NOTED_HERE: Final = "Alle vorgemerkten Darstellungen stehen schon in diesem Kapitel."
TAKE_OVER: Final = "Übernehmen"
KIND: Final = "Darstellung"
INDICATOR: Final = "Kennzahl"
AS_REPORT: Final = "wie der Bericht"
VIEW: Final = "Auswertung"
ADD_FIGURE: Final = "Hinzufügen"
UP_SHORT: Final = "↑"
DOWN_SHORT: Final = "↓"
REMOVE_SHORT: Final = "✕"
UP_FIGURE: Final = "„{figure}“ nach oben"
DOWN_FIGURE: Final = "„{figure}“ nach unten"
REMOVE_FIGURE: Final = "„{figure}“ entfernen"

# Preview and saving.
PREVIEW_CHAPTER: Final = "Vorschau dieses Kapitels"
PREVIEW_ALL: Final = "Vorschau des ganzen Berichts"
PREVIEW_CLOSE: Final = "Vorschau schließen"
PREVIEW_OLD: Final = "Der Bericht hat sich seit dieser Vorschau verändert."
PREVIEW_MAKING: Final = "Die Vorschau wird erstellt …"
SAVE: Final = "Speichern"
SAVED_AS: Final = "Gespeichert als Fassung {version}."
SESSION_ONLY: Final = (
    "Hier kann niemand speichern: Der Bericht bleibt nur in dieser Sitzung. Laden Sie die "
    "Berichtsdatei herunter, um später weiterzuarbeiten."
)
VERSIONS: Final = "Fassungen"
VERSION: Final = "Fassung {version} vom {day}, {actor}"
VERSION_PLAIN: Final = "Fassung {version} vom {day}"
FORMS: Final = {
    "pdf": "PDF (barrierefrei)",
    "docx": "Word (DOCX)",
    "html": "HTML-Datei",
    "xlsx": "Excel (nur die Tabellen)",
    "json": "Berichtsdatei (zum Weiterarbeiten)",
}
