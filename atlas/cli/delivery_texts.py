"""Words of `import` and `deliveries`."""

from __future__ import annotations

from typing import Final

GROUP: Final = "Lieferungen prüfen und übernehmen."
LIST: Final = "Lieferungen eines Gebiets auflisten."
SHOW: Final = "Befunde, Änderungen und Wirkung zeigen."
CHECK: Final = "Eine Lieferung noch einmal prüfen und Befunde erläutern."
ACCEPT: Final = "Eine Lieferung in die Jahrestabelle übernehmen."
REJECT: Final = "Eine Lieferung zurückweisen."
VERSIONS: Final = "Fassungen eines Jahres auflisten, vergleichen."
RESTORE: Final = "Eine Fassung einer Jahrestabelle wiederherstellen."

KEY: Final = "Kennung der Lieferung oder ihr Anfang"
ACTOR: Final = "wer handelt"
COMMENT: Final = "Erläuterung zu einem Befund, zum Beispiel jump=Neubaugebiet (mehrmals möglich)"
REASON: Final = "Grund, aus dem die Lieferung zurückgewiesen wird"
VERSION: Final = "Nummer der Fassung; 0 ist der Stand vor der ersten Übernahme"
SHOWN: Final = "diese Fassung ausgeben, mit --out in eine Datei"
COMPARE: Final = "zwei Fassungen, zum Beispiel 0-2: Zellen, in denen sie sich unterscheiden"
FACT_SOURCE: Final = "Quelle der Zahlen, zum Beispiel „Melderegister“"
PUBLISHER: Final = "wer die Zahlen herausgibt"
DATE: Final = "Stichtag oder Zeitraum, zum Beispiel 31.12.2024 oder 2024"
BOUNDARY_DATE: Final = "Gebietsstand, zum Beispiel 31.12.2024"
DEFINITION: Final = "Fassung der Abgrenzung; ohne Angabe gilt die der letzten Lieferung"
RELEASED_TO: Final = "für wen die Zahlen freigegeben sind"
NOTE: Final = "Hinweis, der bei den Zahlen steht"
EXACTNESS: Final = "ob und wie die Zahlen vor der Lieferung gerundet wurden"
PARTIAL: Final = "nur einzelne Zellen liefern; alle anderen bleiben stehen"
DEPARTMENT: Final = "Amt, das liefert, wie es in departments.toml heißt"

STATUSES: Final = {
    "handed_in": "noch offen",
    "checked": "geprüft",
    "released": "übernommen",
    "rejected": "zurückgewiesen",
}
CHANGES: Final = {"new": "neu", "changed": "geändert", "removed": "entfernt"}
NO_SUBMISSIONS: Final = "Für „{area}“ wurde noch nichts abgegeben."
NO_VERSIONS: Final = "An der Jahrestabelle {year} wurde noch nichts übernommen."
LINE: Final = "{key}  {year}  {status:<16}  {file}  ({by}, {day}; {changes})"
STATE: Final = "Lieferung {key}: {status}."
HEAD: Final = "Lieferung {key}: {file}, {year}, Ebene {level}, {status}"
BY: Final = "  abgegeben von {by} am {day}; Quelle: {source} ({publisher})"
LAST: Final = "  zuletzt: {actor} am {day}"
REASON_LINE: Final = "  Grund: {reason}"
COUNTS: Final = "Zellen: {new} neu, {changed} geändert, {removed} entfernt"
CELL: Final = "  {title}, {name}: {old} → {new}"
MORE: Final = "  … und {count} weitere"
NOTHING: Final = "nichts"
EFFECTS: Final = "Wirkung auf die Indikatoren:"
EFFECT_COUNT: Final = (
    "  {title}: {moved} Werte ändern sich, {appeared} kommen dazu, {gone} entfallen"
)
TOP: Final = "Größte Veränderungen:"
MOVE: Final = "  {title}, {name}: {old} → {new}"
FINDING: Final = "{severity} {code}{place}: {message} {proposal}"
ANSWER: Final = "  Erläuterung ({actor}): {text}"
OPEN: Final = (
    "Noch zu erläutern: {codes}. Zum Beispiel: "
    "python -m atlas deliveries check {key} --area {area} --comment {code}=…"
)
ERRORS: Final = "{count} Fehler: Die Datei muss berichtigt und neu abgegeben werden."
READY: Final = "Bereit: python -m atlas deliveries accept {key} --area {area}"
ACCEPTED: Final = "Übernommen: Jahrestabelle {year} von „{area}“ in Fassung {version}."
RESTORED: Final = "Wiederhergestellt: Jahrestabelle {year} von „{area}“, jetzt Fassung {version}."
REJECTED: Final = "Zurückgewiesen: „{file}“."
VERSION_LINE: Final = "{version}  {day}  {actor}  {what}"
VERSION_ZERO: Final = "0  Stand vor der ersten Übernahme"
TAKEN_OVER: Final = "Lieferung {key}"
RESTORED_FROM: Final = "Fassung {version} wiederhergestellt"
BAD_VERSIONS: Final = "„{text}“ nennt nicht zwei Fassungen. Schreiben Sie zum Beispiel 0-2."
NO_DIFFERENCE: Final = "Die Fassungen haben dieselben Werte."
VERSION_CELL: Final = "  {level} {unit}, {column}: {old} → {new}"
STEPS: Final = {
    "read": "Datei und Jahrestabelle werden gelesen …",
    "compare": "Werte werden verglichen …",
    "write": "Tabelle und Beschreibung werden geschrieben …",
}
EMPTY: Final = "leer"
DAY: Final = "%d.%m.%Y %H:%M"
