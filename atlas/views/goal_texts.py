"""The German words of goals and of assessments from practice."""

from collections.abc import Mapping
from typing import Final

from atlas.model.goals import GoalStatus

STATUS: Final[Mapping[GoalStatus, str]] = {
    GoalStatus.REACHED: "erreicht",
    GoalStatus.ON_TRACK: "auf Kurs",
    GoalStatus.OFF_TRACK: "nicht auf Kurs",
    GoalStatus.NOT_REACHED: "zum Termin nicht erreicht",
    GoalStatus.NOT_MEASURABLE: "nicht messbar: kein Wert ausgewiesen",
}
NOT_SHOWN: Final = "nicht ausgewiesen"
IN_YEAR: Final = "{text} ({year})"
BY: Final = "{text} bis {day}"
WITH_PROGRESS: Final = "{text} ({share} % des Wegs)"

# Sections of a profile.
GOALS: Final = "Ziele"
GOAL: Final = "Ziel"
START: Final = "Startwert"
TARGET: Final = "Zielwert"
NOW: Final = "Jetzt"
STATUS_HEAD: Final = "Stand"
RESPONSIBLE: Final = "Zuständig, Beschluss"
HEADS: Final = (GOAL, START, TARGET, NOW, STATUS_HEAD, RESPONSIBLE)
GOALS_HINT: Final = (
    "Der Startwert ist der Wert zur Zeit des Beschlusses. „Auf Kurs“ heißt: nicht weiter von der "
    "geraden Linie zwischen Start und Ziel entfernt als der vereinbarte Spielraum."
)
PRACTICE: Final = "Einschätzungen aus der Praxis"
PRACTICE_BY: Final = "{topic} – {function}, {day}"
NO_TOPIC: Final = "Allgemein"

# Chapters of a report.
GOALS_OF: Final = "{title}: Ziele mit Startwert, {area}, {year}"
OF_UNIT: Final = "Gebiet"
UNIT_OF_LEVEL: Final = "{name} ({level})"

# Goals in charts.
IN_CHART: Final = "Ziel bis {year}"
CHART_NOTE: Final = "Ziel: {target}, Startwert {start}; {status}"

# Forms.
WRITE_GOAL: Final = "Ziel mit Startwert notieren"
WRITE_PRACTICE: Final = "Einschätzung aus der Praxis notieren"
INDICATOR: Final = "Indikator"
START_YEAR: Final = "Startjahr"
FROZEN: Final = (
    "Startwert: {value}. Er bleibt stehen, auch wenn die Zahlen später berichtigt werden."
)
TARGET_VALUE: Final = "Zielwert ({unit})"
TARGET_HINT: Final = "zum Beispiel 12,5"
DUE: Final = "Fällig am"
TOLERANCE: Final = "Spielraum: Abstand zur geraden Linie, der noch „auf Kurs“ heißt ({unit})"
RESPONSIBLE_FIELD: Final = "Zuständig (Stelle, keine Namen)"
RESOLUTION_FIELD: Final = "Beschluss (Gremium, Datum, Vorlage)"
TOPIC_FIELD: Final = "Thema"
TEXT_FIELD: Final = "Was sich aus der Praxis sagen lässt"
FUNCTION_FIELD: Final = "Funktion (keine Namen), zum Beispiel „Quartiersmanagement“"
VISIBLE_FIELD: Final = "Sichtbar für"
SAVE: Final = "Notieren"
REMOVE: Final = "Entfernen"
WHICH: Final = "Neu oder ändern"
NEW: Final = "neue Einschätzung"
HISTORY: Final = "Frühere Fassungen"
VERSION: Final = "Fassung {version}, {day}, {actor}: {text}"
NOBODY: Final = "ohne Anmeldung"
REMOVED: Final = "entfernt"
SAVED: Final = "Notiert."
NOTHING_READ: Final = "Ziele und Einschätzungen fehlen so lange auf dieser Seite."
GONE: Final = "Entfernt; die früheren Fassungen bleiben erhalten."
NO_NAMES: Final = "Keine Namen und nichts, was auf einzelne Personen schließen lässt."
"""Said where somebody writes: texts aren't protected by any rule."""
