"""Words of the page where departments' files come in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from atlas.checks.intake.difference import CellChange
from atlas.model.intake import IntakeSeverity
from atlas.model.quantities import Audience, Exactness
from atlas.model.submissions import SubmissionStatus

TITLE: Final = "Datenpflege"
LEAD: Final = (
    "Eine Datei eines Amtes einlesen, prüfen und übernehmen. Nichts ändert sich, bevor jemand die "
    "Lieferung freigibt; jede Fassung bleibt und lässt sich zurückholen."
)
AREA: Final = "Stadt / Kreis"
PARTS: Final[Mapping[str, str]] = {
    "liefern": "Liefern",
    "eingang": "Eingang",
    "verlauf": "Verlauf",
    "kalender": "Kalender und Vorlagen",
    "katalog": "Katalog und Hinweise",
}
PART: Final = "Bereich"
STATED_NAME: Final = "Sie schreiben als „{name}“: angegeben, nicht geprüft."
CHECKED_NAME: Final = "Sie schreiben als „{name}“."
FOUR_EYES: Final = "Freigeben muss jemand anderes als wer geliefert hat."
FOUR_EYES_STATED: Final = (
    "Freigeben muss jemand anderes als wer geliefert hat. Ohne Anmeldung hält das fest, wer es "
    "gewesen sein soll; kontrolliert wird es nicht."
)
NOBODY: Final = "ohne Namen"

# what comes in
STEP_FILE: Final = "1 · Datei"
FILE: Final = "Datei wählen (Excel, LibreOffice, CSV oder Text, bis {most} MB)"
FILE_TOO_LARGE: Final = (
    "Die Datei ist größer als {most} MB. Lesen Sie sie auf dem Rechner des Atlas ein, mit „python "
    "-m atlas import …“, oder liefern Sie sie in Teilen."
)
SENDER: Final = "Wer liefert?"
OTHER_SENDER: Final = "andere Stelle"
LEVEL: Final = "Räumliche Ebene"
YEAR: Final = "Berichtsjahr"
READ: Final = "{file} (Zeilen: {rows}, Spalten mit Zahlen: {columns})"
STEP_UNDERSTOOD: Final = "2 · So wurde sie verstanden"
PARTS_UNDERSTOOD: Final[Mapping[str, str]] = {
    "sheet": "Tabellenblatt",
    "encoding": "Zeichensatz",
    "delimiter": "Trennzeichen",
    "decimal": "Dezimalzeichen",
    "header_rows": "Kopfzeilen",
    "footer_rows": "Zeilen unter der Tabelle",
    "key_column": "Spalte mit den Schlüsseln",
    "dimensions": "Spalten, die unterteilen",
    "value_columns": "Spalten mit Zahlen",
    "signs": "Zeichen anstelle von Zahlen",
}
KEY_KINDS: Final[Mapping[str, str]] = {"code": "Schlüssel", "name": "Namen"}
WORDS: Final[Mapping[str, str]] = {
    "\t": "Tabulator",
    ";": "Semikolon",
    ",": "Komma",
    ".": "Punkt",
    "|": "senkrechter Strich",
}
UNITS_MATCHED: Final = "{matched} von {all} gefunden ({units})"
UNITS_PSEUDO: Final = "ohne Gebiet, gesondert gezählt"
CHANGE_READING: Final = "Anders lesen"
GUESS: Final = "wie erkannt"
ROWS_HINT: Final = "Zeilennummern wie in Excel, zum Beispiel 5-6"
LETTERS_HINT: Final = "Buchstaben wie in Excel, zum Beispiel C, D"
PART_OF_ROWS: Final = "Zeilen mit"
OPEN: Final = "– noch offen –"
PAIR: Final = "{place} → {title}"
DECIMAL_HEAD: Final = "Was heißt „{value}“?"
DECIMAL_THOUSANDS: Final = "{value} (Punkt oder Komma trennt Tausender)"
DECIMAL_FRACTION: Final = "{value} (danach kommen Nachkommastellen)"
SOME_TEXTS: Final = "{column} ({texts})"
LEAVE_OUT: Final = "Offene Spalten nicht übernehmen"
LEAVE_ROWS_OUT: Final = "Zeilen ohne Vorschlag weglassen"
AS_LAST_TIME: Final = "Gelesen wie die letzte Datei dieser Form von dieser Stelle."
RECOGNIZE_ANEW: Final = "Neu erkennen"
GO_ON: Final = "Weiter mit „{file}“"
PUT_ASIDE: Final = "Datei weglegen"
COLUMNS: Final = "Was in den Spalten steht"
COLUMN: Final = "Spalte"
HEAD: Final = "Überschrift"
IS: Final = "ist"
NOT_TAKEN: Final = "– nicht übernehmen –"
SURE: Final = "festgelegt"
BY_TITLE: Final = "am Namen"
BY_PART: Final = "an einem Wort"
SURENESS: Final = "erkannt"
UNITS: Final = "Gebiete, die nicht eindeutig sind"
IN_FILE: Final = "in der Datei"
MEANT: Final = "gemeint ist"
NO_UNIT: Final = "– keine Einheit –"
SIGN: Final = "Zeichen"
STATES: Final[Mapping[str, str]] = {
    "zero": "nichts vorhanden (null)",
    "secret": "geheim gehalten",
    "unknown": "unbekannt",
    "na": "nicht sinnvoll",
    "pending": "fällt später an",
    "unreliable": "nicht verlässlich",
}
FLAGS: Final[Mapping[str, str]] = {
    "zero": "nichts vorhanden",
    "secret": "geheim",
    "unknown": "unbekannt",
    "na": "nicht sinnvoll",
    "pending": "fällt später an",
    "lt_half": "weniger als die Hälfte der kleinsten Einheit",
    "limited": "eingeschränkt aussagekräftig",
    "unreliable": "nicht verlässlich",
    "revised": "berichtigt",
    "provisional": "vorläufig",
    "estimated": "geschätzt",
    "forecast": "vorausberechnet",
    "unread": "nicht lesbar",
}
PREVIEW: Final = "Die ersten Zeilen, wie sie gelesen wurden"

# what is said of it
STEP_FACTS: Final = "3 · Angaben zur Lieferung"
SOURCE: Final = "Quelle"
PUBLISHER: Final = "Herausgeber"
DATE: Final = "Stichtag oder Zeitraum"
DATE_HELP: Final = "zum Beispiel 31.12.2025, 2025 oder „Jahresdurchschnitt 2025“"
AUDIENCE: Final = "freigegeben für"
AUDIENCES: Final[Mapping[Audience, str]] = {
    Audience.STATISTICS: "nur die Statistikstelle",
    Audience.INTERNAL: "die Verwaltung",
    Audience.PUBLIC: "die Öffentlichkeit",
}
EXACTNESS: Final = "Zahlen sind"
EXACTNESSES: Final[Mapping[Exactness, str]] = {
    Exactness.EXACT: "genau",
    Exactness.ROUNDED_5: "auf 5 gerundet",
    Exactness.ROUNDED_10: "auf 10 gerundet",
    Exactness.CELL_KEY: "mit der Cell-Key-Methode verändert",
}
NOTE: Final = "Hinweis unter den Zahlen"
PARTIAL: Final = "Nur diese Zellen ersetzen (Nachlieferung); alles andere bleibt, wie es ist"

# what is wrong with it
STEP_FINDINGS: Final = "4 · Was auffällt"
NOTHING_ODD: Final = "Nichts fällt auf."
SEVERITIES: Final[Mapping[IntakeSeverity, tuple[str, str]]] = {
    IntakeSeverity.ERROR: ("ein Fehler", "{count} Fehler"),
    IntakeSeverity.WARNING: ("eine Warnung", "{count} Warnungen"),
    IntakeSeverity.QUESTION: ("eine Frage", "{count} Fragen"),
}
SEVERITY: Final[Mapping[IntakeSeverity, str]] = {
    IntakeSeverity.ERROR: "Fehler",
    IntakeSeverity.WARNING: "Warnung",
    IntakeSeverity.QUESTION: "Frage",
}
ERRORS_BLOCK: Final = "Mit Fehlern lässt sich nichts freigeben: Berichtigen Sie die Datei."
ANSWER: Final = "Antwort dazu (bleibt bei der Lieferung)"
ANSWERED: Final = "Beantwortet von {actor}: {text}"
WHERE: Final = "Zelle"
ROW: Final = "Zeile {row}"
FOUND: Final = "steht dort"
WHAT: Final = "was auffällt"
PROPOSAL: Final = "Vorschlag"
TO_ASK: Final = "Als Text für die Rückfrage beim Amt"
ASK_LINE: Final = "- {place}{message} {proposal}"
ASK_HEAD: Final = "Rückfrage zur Datei „{file}“, {level}, Berichtsjahr {year}:"

# what it changes
STEP_CHANGE: Final = "5 · Was sich ändert"
CHANGES: Final[Mapping[CellChange, str]] = {
    CellChange.NEW: "neu",
    CellChange.CHANGED: "geändert",
    CellChange.REMOVED: "entfällt",
}
COUNTS: Final = "{new} Zahlen neu, {changed} geändert, {removed} entfallen"
NO_CHANGE: Final = "Die Datei ändert nichts an dem, was schon da ist."
CHANGE: Final = "Änderung"
UNIT: Final = "Einheit"
QUANTITY: Final = "Merkmal"
OLD: Final = "bisher"
NEW: Final = "neu"
INDICATOR: Final = "Indikator"
FIRST_CHANGES: Final = "Die ersten {shown} von {all}"
EFFECTS: Final = "Was sich an den Indikatoren am stärksten ändert"
NO_EFFECT: Final = (
    "Kein Indikator bekommt dadurch einen anderen Wert; neue brauchen oft noch Zahlen anderer "
    "Ämter."
)
CHANGED_MAP: Final = "Geänderte Zahlen je Einheit"
CELLS: Final = "Zahlen"

# what becomes of it
HAND_IN: Final = "Einreichen"
HANDED_IN: Final = "Eingereicht. Im Eingang steht sie als: {status}."
STATUSES: Final[Mapping[SubmissionStatus, str]] = {
    SubmissionStatus.HANDED_IN: "offen, es gibt noch Fehler oder Fragen ohne Antwort",
    SubmissionStatus.CHECKED: "geprüft, wartet auf die Freigabe",
    SubmissionStatus.RELEASED: "freigegeben",
    SubmissionStatus.REJECTED: "abgelehnt",
}
INBOX_EMPTY: Final = "Noch ist nichts eingereicht."
SUBMISSION: Final = "Lieferung"
SUBMISSION_LABEL: Final = "{file} · {year} · {status} · {day}"
BY: Final = "Eingereicht von {actor} am {day} für {level}, Berichtsjahr {year}."
CHECKSUM: Final = "Datei {name}, {size} Byte, SHA-256 {digest}; das Original ist aufbewahrt."
REASON_GIVEN: Final = "Abgelehnt von {actor}: {reason}"
CHECK_AGAIN: Final = "Antworten speichern und neu prüfen"
RELEASE: Final = "Freigeben und übernehmen"
RELEASING: Final = "Wird übernommen …"
RELEASE_STEPS: Final[Mapping[str, str]] = {
    "read": "Zahlen der Lieferung werden gelesen …",
    "compare": "wird mit der Jahrestabelle verglichen …",
    "write": "wird geschrieben …",
}
RELEASED: Final = "Übernommen als Fassung {number} der Zahlen von {year}."
REJECT: Final = "Ablehnen"
REASON: Final = "Warum sie nicht übernommen wird"
NO_DEPARTMENT: Final = (
    "Ihnen ist kein Amt zugeordnet, für das Sie liefern. Das legt die Stelle fest, die den "
    "Sozialatlas verwaltet."
)
HISTORY_OF_ALL: Final = (
    "Den Verlauf zeigt der Atlas nur Personen mit der Rolle „Freigeben“: Er hat die Werte aller "
    "Ämter."
)
MAY_NOT_RELEASE: Final = "Freigeben dürfen nur Personen mit der Rolle „Freigeben“."

# what became of it
NO_VERSIONS: Final = (
    "Für {year} wurde noch keine Lieferung über diese Seite übernommen; die Zahlen stammen aus "
    "Dateien, die jemand von Hand angelegt hat."
)
VERSION: Final = "Fassung"
VERSION_LABEL: Final = "{number} · {day} · {actor}{what}"
BEFORE_FIRST: Final = "vor der ersten Lieferung"
RESTORED_FROM: Final = " · Fassung {number} zurückgeholt"
RESTORE: Final = "Diese Fassung zurückholen"
RESTORED: Final = "Zurückgeholt; das ist jetzt Fassung {number}."
COMPARED: Final = "Was beide unterscheidet"
SAME_VERSION: Final = "Beide Fassungen sind gleich."
IS_CURRENT: Final = "So sind die Zahlen heute."

# what is to come
CALENDAR: Final = "Was ansteht"
NOTHING_OPEN: Final = "Nichts ist überfällig, und nichts steht an."
NO_DEPARTMENTS: Final = (
    "Für dieses Gebiet ist nicht hinterlegt, wer was liefert. Legen Sie indicators/{area}/"
    "departments.toml an; wie, steht in docs/data-format.md."
)
COMPLETENESS: Final = "Was geliefert ist"
INVENTORY: Final = "Datenbestandsverzeichnis"
TEMPLATE: Final = "Excel-Vorlage für ein Amt"
DEPARTMENT: Final = "Amt"
DOWNLOAD: Final = "Herunterladen (Excel)"
PREPARE: Final = "Vorlage erstellen"

AND_MORE: Final = "{title} (und {count} weitere)"
UNITS_FOUND: Final = "Gebiete"
PROPOSED: Final = "Vorschlag: {pairs}"
TAKE_PROPOSALS: Final = "Alle Vorschläge übernehmen"
KEY_KIND: Final = "Darin stehen"
SIGNS_SAID: Final = "Zeichen und was sie heißen"
SIGNS_HELP: Final = "Zum Beispiel „*=geheim gehalten, 0=unbekannt“. Möglich sind: {states}."
READ_AGAIN: Final = "So lesen"
NOT_UNDERSTOOD: Final = "„{text}“ ist nicht zu verstehen. Beispiele stehen an den Feldern."
NOTHING_FITS: Final = (
    "Von der Datei passt noch nichts zu diesem Gebiet: Sagen Sie oben, was in den Spalten steht "
    "und welche Einheiten gemeint sind, oder wählen Sie eine andere Ebene oder ein anderes Jahr."
)
CHANGED_CLASSES: Final = ("eine Zahl", "2 bis 9 Zahlen", "10 und mehr")
CLASS_COUNT: Final = "{label}: {count}"
CHANGED_ALT: Final = "Karte der {units} nach der Zahl geänderter Zahlen. {classes}"
FINDINGS: Final = "Was auffällt"
CHANGE_HEAD: Final = "Was sich ändert"
CHECKED_NOW: Final = "Neu geprüft: {status}."
REJECTED: Final = "Abgelehnt; die Datei bleibt aufbewahrt."
NO_FIGURES: Final = "Für dieses Gebiet liegen noch keine Zahlen vor."
NOTHING_AGREED: Final = "Für {year} ist mit niemandem etwas vereinbart."
TODAY: Final = "heute"
IN_VERSION: Final = "in Fassung {number}"
BEFORE: Final = "vor der ersten"
COMPARED_WITH: Final = "verglichen mit"
