"""Words of the form for quantities and indicators of an area."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from atlas.model.quantities import Kind

ONLY_OFFICE: Final = (
    "Katalog und Hinweise bearbeitet die Statistikstelle. Sie haben diese Rolle nicht."
)
PART: Final = "Was möchten Sie bearbeiten?"
PARTS: Final[Mapping[str, str]] = {
    "messgroessen": "Messgrößen",
    "indikatoren": "Indikatoren",
    "hinweise": "Hinweise",
}
LEADS: Final[Mapping[str, str]] = {
    "messgroessen": (
        "Eine Messgröße ist, was geliefert wird: eine Anzahl, ein Betrag, ein Mittel. Sie gilt nur "
        "für {area}; der gemeinsame Katalog bleibt, wie er ist."
    ),
    "indikatoren": (
        "Ein Indikator wird aus Messgrößen berechnet, zum Beispiel ein Anteil. Er gilt nur für "
        "{area} und erscheint auf allen Seiten, sobald es Zahlen dazu gibt."
    ),
}
ENTRY: Final = "Eintrag"
NEW: Final = "– neu –"
TITLE: Final = "Bezeichnung"
NAME: Final = "Kurzname"
NAME_HELP: Final = (
    "Spaltenüberschrift in den Jahrestabellen und Wort in Links: Kleinbuchstaben ohne Umlaute, "
    "Ziffern und _. Er ändert sich später nicht mehr."
)
UNIT: Final = "Einheit"
UNIT_HELP: Final = "zum Beispiel Personen, Plätze, m²"
KIND: Final = "Art"
KINDS: Final[Mapping[str, str]] = {
    Kind.COUNT: "Anzahl (wird aufsummiert)",
    Kind.AMOUNT: "Betrag oder Fläche (wird aufsummiert)",
    Kind.MEAN: "Mittel (wird gewogen)",
    Kind.GIVEN: "fertige Zahl (gilt nur auf ihrer Ebene)",
}
WEIGHT: Final = "Gewogen mit"
DEFINITION: Final = "Definition"
DEFINITION_HELP: Final = "Was zählt dazu, was nicht? Sie steht auf der Seite Methodik."
RULE: Final = "Geheimhaltungsregel"
RULE_LINE: Final = "{title} (kleinste Zahl: {minimum})"
PARTS_OF: Final = "Setzt sich zusammen aus (davon)"
PARTS_HELP: Final = "Nur, wenn die Teile zusammen das Ganze ergeben. Sonst leer lassen."
SOURCE: Final = "Quelle"
FORMULA: Final = "Berechnung"
FORMULAS: Final[Mapping[str, str]] = {
    "share": "Anteil in Prozent",
    "rate": "Rate je 1.000 (100, 10.000 …)",
    "ratio": "Verhältnis (Zähler je Nenner)",
    "mean": "Mittelwert (Summe durch Anzahl)",
}
FACTOR: Final = "je"
FACTORS: Final = (100, 1000, 10_000, 100_000)
NUMERATOR: Final = "Zähler"
DENOMINATOR: Final = "Nenner"
SUMMED_HELP: Final = "Mehrere werden addiert."
TOPICS: Final = "Themen"
POLARITY: Final = "Ein hoher Wert bedeutet"
POLARITIES: Final[Mapping[int, str]] = {
    0: "weder noch",
    1: "mehr Belastung",
    -1: "mehr Ressourcen",
}
DATE_RULE: Final = "Üblicher Stichtag"
DATE_RULE_HELP: Final = "zum Beispiel 31.12. oder Jahresdurchschnitt"
CHOOSE: Final = "– bitte wählen –"
PREVIEW: Final = "So steht es im Katalog ({file})"
ADD: Final = "In den Katalog aufnehmen"
CHANGE: Final = "Änderung speichern"
REMOVE: Final = "Aus dem Katalog entfernen"
ADDED: Final = "„{title}“ steht im Katalog."
REMOVED: Final = "„{title}“ ist aus dem Katalog entfernt; die Fassungen bleiben im Verlauf."
HISTORY: Final = "Verlauf"
NO_HISTORY: Final = "Hier wurde noch nichts aufgenommen."
HISTORY_LINE: Final = "Fassung {version} · {day} · {actor}{gone}"
GONE: Final = " · entfernt"

# notes on figures
NOTE_LEAD: Final = (
    "Ein Hinweis steht unter allen Zahlen von {area}, für die er gilt: auf Seiten, in Dateien und "
    "Berichten. Die Zahlen ändert er nicht."
)
LEVEL: Final = "Räumliche Ebene"
ALL_LEVELS: Final = "– gilt überall –"
NOTE_UNIT: Final = "Gebiet"
SUBJECT: Final = "Indikator oder Messgröße"
ALL_SUBJECTS: Final = "– alle –"
NOTE_YEAR: Final = "Jahr"
ALL_YEARS: Final = "– alle Jahre –"
NOTE_TEXT: Final = "Hinweis"
NOTE_HELP: Final = "zum Beispiel: Im Mai 2024 wurde ein Pflegeheim mit 80 Plätzen eröffnet."
FUNCTION: Final = "Ihre Funktion (kein Name)"
FUNCTION_HELP: Final = "zum Beispiel Statistikstelle. Sie steht beim Hinweis."
VISIBLE: Final = "Sichtbar für"
NO_RULE: Final = (
    "Keine Geheimhaltungsregel prüft Texte: Schreiben Sie nichts, woraus jemand zu erkennen ist, "
    "und keine verdeckten Zahlen."
)
NOTE_PREVIEW: Final = "So steht er unter den Zahlen"
NOTE_ADD: Final = "Hinweis speichern"
NOTE_REMOVE: Final = "Hinweis entfernen"
NOTE_SAVED: Final = "Der Hinweis ist gespeichert und steht unter den Zahlen."
NOTE_REMOVED: Final = "Der Hinweis ist entfernt; er bleibt im Verlauf."
