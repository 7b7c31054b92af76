"""The German words of custom areas: notes, the page, what it says when something is wrong."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

NOTE: Final = (
    "Eigene Gebiete „{plural}“ ({resolution}): Summen aus den veröffentlichten Werten der Bausteine"
)
DRAFT: Final = "Entwurf"
RESOLVED: Final = "Beschluss: {body}, {day}"
VALID_FROM: Final = "gültig ab {day}"
MARKED: Final = "{level} ({number}, eigene Ebene, {decision})"
PART: Final = "{name} ({level} {unit})"

TITLE: Final = "Eigene Gebiete {within}"
LEAD: Final = (
    "Fassen Sie Teilgebiete zu eigenen Gebieten zusammen, etwa zu Sozialräumen. Sie werden eine "
    "weitere räumliche Ebene mit Karte, Tabelle und Diagrammen. Summiert wird nur, was "
    "veröffentlicht ist: Ist ein Baustein verdeckt, ist es auch die Summe."
)
SHARED: Final = "Gespeicherte Ebenen sehen und ändern alle, die diese Anwendung benutzen."
READ_ONLY: Final = (
    "Hier lässt sich nichts speichern: Der Ordner für eigene Gebiete ist schreibgeschützt. "
    "Vorhandene Ebenen stehen oben; zum Anlegen braucht die Anwendung Schreibrecht in ATLAS_HOME."
)
ALREADY_GONE: Final = "Die Ebene war schon gelöscht."
CHANGED: Final = (
    "„{name}“ wurde inzwischen anderswo geändert; überschrieben ist noch nichts. Wiederholen Sie "
    "den Schritt, wenn Ihre Angaben gelten sollen, oder laden Sie den jetzigen Stand."
)
THEIRS: Final = "Jetzigen Stand laden"
GONE: Final = (
    "Die Ebene wurde inzwischen anderswo gelöscht. Speichern Sie noch einmal, um sie mit diesem "
    "Gebiet neu anzulegen."
)
FAULTY: Final = "In den gespeicherten Ebenen stimmt etwas nicht:"
LEVELS: Final = "Vorhandene Ebenen"
NONE_YET: Final = "Noch gibt es {within} keine eigenen Gebiete."
SET: Final = "Gebiet"
PARTS: Final = "Bausteine"
TO_MAP: Final = "Karte"
TO_TABLE: Final = "Tabelle"
EDIT: Final = "Gebiet anlegen oder ändern"
LEVEL: Final = "Ebene"
NEW_LEVEL: Final = "Neue Ebene"
NEW_SET: Final = "Neues Gebiet"
LEVEL_NAME: Final = "Name der Ebene"
LEVEL_NAME_HINT: Final = "zum Beispiel Planungsräume"
SET_NAME: Final = "Name des Gebiets"
SET_NAME_HINT: Final = "zum Beispiel Nord"
PICK_FROM: Final = "Bausteine auswählen aus"
PICK: Final = "Bausteine des Gebiets"
PICK_HINT: Final = "Tippen Sie einen Namen oder Schlüssel"
FROM_MAP: Final = "Auswahl der Karte übernehmen ({number})"
DECISION: Final = "Status der Ebene"
BODY: Final = "Gremium"
BODY_HINT: Final = "zum Beispiel Jugendhilfeausschuss"
RESOLVED_ON: Final = "Beschlossen am"
VALID_SINCE: Final = "Gültig ab"
DAY_HINT: Final = "TT.MM.JJJJ"
NO_DAY: Final = "„{text}“ ist kein Tag von 1900 bis 2100. Schreiben Sie ihn wie 12.03.2026."
SAVE: Final = "Speichern"
REMOVE_SET: Final = "Gebiet löschen"
REMOVE_LEVEL: Final = "Ebene löschen"
REMOVE_SURE: Final = "„{name}“ wirklich löschen? Die Datei bleibt als alte Fassung erhalten."
REMOVE_YES: Final = "Ja, löschen"
NOT_SAVED: Final = "Noch nichts geändert. Warum, steht bei {fields}."
SAVED: Final = "„{name}“ ist gespeichert."
REMOVED: Final = "„{name}“ ist gelöscht."
SET_NAME_MISSING: Final = "Geben Sie dem Gebiet einen Namen."
PARTS_MISSING: Final = "Wählen Sie mindestens einen Baustein."
INDICATORS: Final = "Alle Indikatoren eines Gebiets"
INDICATORS_OF: Final = "Gebiet"
PROFILE_TITLE: Final = "Alle Indikatoren: {name}"
PROFILE_SUBTITLE: Final = "{level}, jeweils neuestes Jahr mit Werten"
AS_OWN: Final = "Als eigenes Gebiet speichern"
SET_ID: Final = "gebiet"
LEVEL_ID: Final = "ebene"
UMLAUTS: Final[Mapping[str, str]] = {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"}
STATEMENT: Final = "{name}, {title} {year}: {figure}"
