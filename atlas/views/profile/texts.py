"""The German words of the profile of a unit."""

from __future__ import annotations

from typing import Final

TITLE: Final = "Gebietsprofil {name}"
TITLE_BESIDE: Final = "Gebietsprofil {name}, verglichen mit {other}"
KICKER: Final = "{level} {within} · {year}"
KICKER_WHOLE: Final = "Gesamtgebiet · {year}"
ALL_TITLE: Final = "Gebietsprofile: {plural}"
ALL_KICKER: Final = "{number} {plural} {within} · {year}"
SIMILAR_WORD: Final = "aehnlich"
NOTHING_WORD: Final = "nichts"
BESIDE_CHOICE: Final = "Vergleichen mit"
BESIDE_NOTHING: Final = "nichts"
BESIDE_SIMILAR: Final = "dem ähnlichsten Gebiet ({level})"
BESIDE_UNIT: Final = "{name} ({level})"
CONTENTS: Final = "Inhalt"
ALL_BUTTON: Final = "Profile aller {plural}"
ALL_CHOICE: Final = "Was"
ALL_FORMS: Final = {
    "zip.pdf": "ZIP, ein PDF je Einheit",
    "zip.docx": "ZIP, eine Word-Datei je Einheit",
    "zip.pptx": "ZIP, eine Präsentation je Einheit",
    "zip.xlsx": "ZIP, eine Excel-Datei je Einheit",
    "one.pdf": "ein PDF mit allen",
    "one.docx": "eine Word-Datei mit allen",
}
ALL_MAKE: Final = "{number} Profile erstellen"
ALL_STOP: Final = "Abbrechen"
ALL_PROGRESS: Final = "{count} von {number} Profilen"
ALL_SETTING: Final = "Die Seiten werden gesetzt …"
ALL_DOWNLOAD: Final = "Fertig: herunterladen ({size} MB)"
RANKS: Final = "Rang unter allen {plural} nennen"

# Page 1.
SUMMARY: Final = "Auf einen Blick"
LEAD: Final = (
    "{name} {year}: die wichtigsten Kennzahlen, der {kind}wert und was sich verändert hat."
)
LEAD_WHOLE: Final = "{name} {year}: die wichtigsten Kennzahlen und was sich verändert hat."
LEAD_BESIDE: Final = (
    "{name} {year}: die wichtigsten Kennzahlen, daneben {other} im selben Jahr, und was sich in "
    "{name} verändert hat."
)
SIMILAR: Final = (
    "{other} ist unter den {plural} {name} am ähnlichsten: In {number} Kennzahlen ist der Abstand "
    "der standardisierten Werte (Abweichung vom Mittel in Standardabweichungen) im quadratischen "
    "Mittel am kleinsten: {distance}. Verglichen sind: {titles}. Das beschreibt die Zahlen; "
    "warum sie sich ähneln, sagt es nicht."
)
NONE_SIMILAR: Final = (
    "Unter den {plural} lässt sich keines nennen, das {name} ähnlich ist: Dafür fehlen gemeinsame "
    "Kennzahlen (mindestens {fewest}, und die Hälfte der eigenen)."
)
SIGNS_HERE: Final = "Zeichen: {signs}"
NOTHING: Final = (
    "Für {name} sind bis {year} keine Kennzahlen ausgewiesen. Wählen Sie ein anderes Jahr oder "
    "eine andere Ebene."
)
ALL_HIDDEN: Final = (
    "Für {name} ist in diesem Jahr kein Wert ausgewiesen: Die Angaben sind unbekannt oder werden "
    "aus Datenschutzgründen nicht ausgewiesen."
)
HOW_TO_READ: Final = (
    "„Außerhalb der Zufallsschwankung“ heißt: Die Veränderung ist größer, als es der Zufall allein "
    "erwarten lässt (95-Prozent-Intervall nach Newcombe, ab {fewest} Personen). Woran sie liegt, "
    "sagen die Zahlen nicht. „Nicht prüfbar“ ist, was kein Anteil gezählter Personen oder "
    "geschätzt ist."
)
CHANGED: Final = "Was sich über den Zufall hinaus verändert hat"
ROSE: Final = "{subject} ist seit {base} von {before} auf {value} gestiegen."
FELL: Final = "{subject} ist seit {base} von {before} auf {value} gesunken."
NOTHING_CHANGED: Final = "Keine der prüfbaren Kennzahlen hat sich über den Zufall hinaus verändert."
NOTHING_TESTED: Final = (
    "Ob sich etwas über den Zufall hinaus verändert hat, lässt sich hier nicht prüfen: Es fehlen "
    "Anteile gezählter Personen mit einem vergleichbaren früheren Jahr."
)
ONE_YEAR: Final = "Bisher liegt nur ein Jahr vor; Veränderungen lassen sich nicht nennen."

# Columns.
INDICATOR: Final = "Kennzahl"
VALUE: Final = "Wert"
ABSOLUTE: Final = "absolut"
BASE_VALUE: Final = "früher"
BASE_YEAR: Final = "Vergleichsjahr"
CHANCE: Final = "Beurteilung"
UNTESTED: Final = "nicht prüfbar"
NOT_COMPARABLE: Final = "nicht vergleichbar"
NO_CHANGE: Final = "kein früheres Jahr"
NO_BASE: Final = "entfällt"
RANK: Final = "Rang"
RANK_OF: Final = "{rank}\u00a0von\u00a0{number}"
RANK_NOTE: Final = "Rang 1 hat den höchsten Wert; das ist keine Bewertung."
SHEETS: Final = {
    "summary": "Auf einen Blick",
    "core": "Kennzahlen",
    "ages": "Altersgruppen",
    "pyramid": "Alterspyramide",
    "balance": "Stärken und Schwächen",
    "regions": "Größere Regionen",
    "sources": "Quellen der Kennzahlen",
}

# The head.
HEAD: Final = "Das Gebiet"
UNIT_KEY: Final = "Schlüssel"
OFFICIAL_NAME: Final = "Amtlicher Name"
LIES_IN: Final = "Liegt in"
OF_LEVEL: Final = "{level} {name}"
CONSISTS_OF: Final = "Besteht aus"
MORE_PARTS: Final = "{names} und {number} weiteren"
FACT_YEAR: Final = "{title} ({year})"
POSITION: Final = "Lage {within}"
POSITION_OTHERS: Final = "übrige {plural}"
POSITION_ALT: Final = "Karte: die Lage von {name} unter den {plural}; {name} ist farbig."
POSITION_WHOLE_ALT: Final = "Karte: der Umriss von {name}."
POSITION_BESIDE_ALT: Final = (
    "Karte: die Lage von {name} und {other} unter den {plural}; {name} ist dunkel, {other} orange."
)
POSITION_BESIDE_CAPTION: Final = "{name} (dunkel) und {other} (orange), {year}; {boundaries}"
POSITION_CAPTION: Final = "{name} (farbig), {year}; {boundaries}"
NO_POSITION: Final = "Für diese Ebene sind keine Grenzen hinterlegt; eine Lagekarte fehlt deshalb."
UNIT_NOT_DRAWN: Final = (
    "In den Grenzen der Ebene fehlt diese Einheit; eine Lagekarte fehlt deshalb."
)

# Core indicators.
CORE: Final = "Kennzahlen"
NOT_OFFERED: Final = "Auf dieser Ebene gibt es keine Werte für: {titles}."
REGIONS: Final = "Zum Vergleich: größere Regionen"
REGION: Final = "Region"

# Ages.
AGES: Final = "Altersaufbau"
AGE_GROUP: Final = "Altersgruppe"
PERSONS: Final = "Personen"
SHARE: Final = "Anteil"
SHARE_OF_AREA: Final = "Anteil, {kind}"
AGES_TITLE: Final = "Anteile der Altersgruppen an allen Einwohnern, {year}"
AGES_AXIS: Final = "Anteil an allen Einwohnern in Prozent"
AGES_MARK: Final = "{kind}wert"
AGES_CAPTION: Final = (
    "{name}, {dates}. Die Altersgruppen umfassen verschieden viele Jahre. Nach Geschlecht "
    "getrennte Zahlen liegen dafür nicht vor; eine Alterspyramide gibt es deshalb nicht."
)
AGES_ALT: Final = "Balkendiagramm der Altersgruppen: {groups}."
AGES_ALT_GROUP: Final = "{label}: {share}"
AGE: Final = "Alter"
AGE_IN_YEARS: Final = "Alter in Jahren"
AGE_UNDER: Final = "unter {end}"
AGE_SPAN: Final = "{first} bis {last}"
AGE_OPEN: Final = "{first} und älter"
MEN: Final = "Männer"
WOMEN: Final = "Frauen"
SHARE_OF_SEX: Final = "Anteil {sex}"
SHARE_OF_SEX_IN_AREA: Final = "Anteil {sex}, {kind}"
PYRAMID_TITLE: Final = "Alterspyramide: Männer und Frauen, {year}"
PYRAMID_AXIS: Final = "Anteil an allen Einwohnern je Altersjahr in Prozent"
PYRAMID_CAPTION: Final = (
    "{name}, {dates}. Anteile an allen Einwohnern; weil die Altersgruppen verschieden viele Jahre "
    "umfassen, zeigen die Balken sie je Altersjahr."
)
PYRAMID_OPEN: Final = "„{label}“ ist wie {years} Altersjahre gezeichnet."
PYRAMID_ALT: Final = "Alterspyramide, Anteile an allen Einwohnern: {groups}."
PYRAMID_ALT_GROUP: Final = "{label}: Männer {male}, Frauen {female}"
NOBODY: Final = (
    "{name}: {year} war niemand mit Hauptwohnung gemeldet; einen Altersaufbau gibt es nicht."
)
NO_AGES: Final = (
    "Für {name} liegen bis {year} keine vollständigen Zahlen nach Altersgruppen vor; der "
    "Altersaufbau fehlt deshalb."
)

# Topics.
TOPICS: Final = "Entwicklung nach Themen"
TOPICS_LINE: Final = "Jede kleine Linie reicht von null bis zum äußersten Wert ihrer Reihe{beside}."
TOPICS_BESIDE: Final = "; die dünne graue Linie ist bei Anteilen und Quoten der {kind}wert"
STATEMENT: Final = "{value} ({year})"
NO_VALUE: Final = "kein Wert ausgewiesen"
TOPIC_CAPTION: Final = "{name}. {trend}"
TOPIC_ONE_YEAR: Final = "{name}. Nur ein Jahr mit Wert: keine Linie."
TOPIC_NO_VALUE: Final = "{name}. Kein Wert ausgewiesen: keine Linie."
TOPIC_ALT: Final = "Linie: {title}, {name}. {trend}"
NO_TOPICS: Final = "Für {name} gibt es keine Kennzahlen, deren Entwicklung zu zeigen wäre."

# Strengths and weaknesses.
INDEX: Final = "Index"
BALANCE: Final = "Stärken und Schwächen"
BALANCE_BY_SCORE: Final = (
    "Verglichen wird mit dem Mittel der {plural}, in Standardabweichungen. Ab ±0,5 gilt eine "
    "Kennzahl als Stärke oder Schwäche, ab ±1,0 als deutlich. Ob ein hoher Wert belastet, sagt "
    "der Katalog; wo er nichts sagt, steht „Besonderheit“."
)
BALANCE_BY_POINTS: Final = (
    "Verglichen wird mit dem {kind}wert, in Prozentpunkten: Für Standardabweichungen sind es zu "
    "wenige {plural} (mindestens {fewest}). Eine Stärke oder Schwäche ist genannt, wo der "
    "{kind}wert außerhalb des 95-Prozent-Intervalls (nach Wilson) liegt. Ob ein hoher Wert "
    "belastet, sagt der Katalog; wo er nichts sagt, steht „Besonderheit“."
)
BALANCE_TITLE: Final = "Abweichungen, {name}, {years}"
AXIS_SCORE: Final = "Abweichung vom Mittel der {plural} in Standardabweichungen"
AXIS_POINTS: Final = "Abweichung vom {kind}wert in Prozentpunkten"
ENDS: Final = ("niedriger", "höher")
STRENGTH: Final = "Stärke"
WEAKNESS: Final = "Schwäche"
PECULIARITY: Final = "Besonderheit"
ORDINARY: Final = "unauffällig"
CLEAR: Final = "{word}, deutlich"
DEVIATION: Final = "Abweichung"
ASSESSMENT: Final = "Einordnung"
BALANCE_ALT: Final = "Balkendiagramm der Abweichungen: {bars}."
BALANCE_ALT_BAR: Final = "{label} {text} ({word})"
BALANCE_BESIDE: Final = "{text}, {other} {beside}"
BALANCE_OTHER: Final = (
    "{other} ist mit den {plural} verglichen; die Abweichungen stehen deshalb in einem eigenen "
    "Diagramm."
)
DEVIATION_OF: Final = "Abweichung, {name}"
BALANCE_CAPTION: Final = "{name}, {years}; die Werte stehen in der Tabelle darunter."
NOT_COMPARED: Final = "Nicht vergleichbar und deshalb nicht dargestellt: {titles}."
NO_BALANCE: Final = (
    "Stärken und Schwächen lassen sich hier nicht nennen: Dafür fehlen Werte, die sich mit "
    "anderen {plural} oder dem {kind}wert vergleichen lassen."
)
NO_BALANCE_WHOLE: Final = (
    "Das Gesamtgebiet hat keinen übergeordneten Wert in diesem Atlas; Stärken und Schwächen sind "
    "deshalb nicht genannt."
)
PROPOSALS: Final = "Textvorschläge, automatisch erzeugt – fachlich zu prüfen"
PROPOSAL: Final = "{word}: {subject} liegt {year} bei {value}; der {kind}wert ist {area}."
PROPOSAL_ALONE: Final = "{word}: {subject} liegt {year} bei {value}."
KEPT_TEXT: Final = "Fachlich bearbeiteter Text zum Datenstand {state}"
OLD_TEXT: Final = (
    "Zahlen prüfen: Der Text zu Stärken und Schwächen wurde zum Datenstand {old} geschrieben; das "
    "Profil zeigt {new}."
)
NO_PROPOSALS: Final = "Keine Kennzahl weicht so weit ab, dass ein Textvorschlag entsteht."

# Writing the text on strengths and weaknesses.
WRITE_TEXT: Final = "Text zu Stärken und Schwächen bearbeiten"
WRITE_HINT: Final = (
    "Jede Zeile ist ein Satz. Der Text steht im Profil an Stelle der Textvorschläge, bis er "
    "entfernt wird; ihn sieht, wer auch diese Zahlen sehen darf ({audience})."
)
TEXT_FIELD: Final = "Sätze"
CHECKED: Final = "Zahlen geprüft: Der Text gilt für {state}"
PROPOSALS_NOW: Final = "Textvorschläge zu den gezeigten Zahlen"
SAVE_TEXT: Final = "Text speichern"
REMOVE_TEXT: Final = "Text entfernen, Textvorschläge zeigen"
TEXT_SAVED: Final = "Der Text ist gespeichert und steht im Profil."
TEXT_REMOVED: Final = "Der Text ist entfernt; das Profil zeigt wieder die Textvorschläge."

# Notes and sources.
NOTES: Final = "Hinweise"
WITHOUT_VALUE: Final = "Ohne ausgewiesenen Wert: {titles}."
ALL_WITH_VALUE: Final = "Alle genannten Kennzahlen sind ausgewiesen."
SOURCES: Final = "Quellen und Stichtage"
SIGNS: Final = "Zeichenerklärung"
FORMS: Final = {
    "pdf": "PDF (barrierefrei)",
    "docx": "Word (DOCX)",
    "pptx": "PowerPoint (PPTX)",
    "xlsx": "Excel (XLSX)",
    "html": "HTML-Datei",
}
