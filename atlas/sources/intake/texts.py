"""German sentences about a department's file: what is odd, and what to do or to ask."""

from __future__ import annotations

from typing import Final, NamedTuple

QUOTED: Final = "„{text}“"
MORE: Final = " und {count} weitere"
ERROR, WARNING, QUESTION = "error", "warning", "question"


class Sentence(NamedTuple):
    """One kind of finding: how grave it is, what is said and what is proposed."""

    severity: str
    message: str
    proposal: str


FINDINGS: Final[dict[str, Sentence]] = {
    "more": Sentence(
        WARNING,
        "Weitere Befunde dieser Art: {count}.",
        "Beheben Sie die Ursache in der Quelle; meist ist es dieselbe.",
    ),
    "encoding": Sentence(
        QUESTION,
        "Die Zeichen der Datei sind vermutlich als „{encoding}“ geschrieben, sicher ist das nicht.",
        "Prüfen Sie in der Vorschau einen Namen mit Umlaut; sonst wählen Sie eine andere "
        "Kodierung.",
    ),
    "characters": Sentence(
        WARNING,
        "Die Datei enthält Steuerzeichen; sie wurden weggelassen.",
        "Bitten Sie um einen neuen Export, wenn Namen verstümmelt sind.",
    ),
    "quote": Sentence(
        WARNING,
        "Ein Anführungszeichen wird geöffnet und nicht geschlossen; es wurde als "
        "gewöhnliches Zeichen gelesen.",
        "Prüfen Sie in der Vorschau, ob alle Spalten an ihrem Platz stehen.",
    ),
    "macros": Sentence(
        WARNING,
        "Die Mappe enthält Makros. Sie wurden nicht ausgeführt; gelesen wurden nur Zellen.",
        "Bitten Sie um eine Mappe ohne Makros (.xlsx).",
    ),
    "html": Sentence(
        WARNING,
        "Die Datei ist eine Webseite (HTML), die als Excel-Mappe gespeichert wurde; ihre "
        "Tabelle wurde gelesen.",
        "Prüfen Sie Zahlen und führende Nullen besonders; besser ist eine echte .xlsx-Datei.",
    ),
    "other_sheets": Sentence(
        QUESTION,
        "Gelesen wurde das Blatt „{sheet}“. Auch diese Blätter enthalten Tabellen: {sheets}.",
        "Wählen Sie das richtige Blatt, falls ein anderes gemeint ist.",
    ),
    "hidden_sheets": Sentence(
        WARNING,
        "Die Mappe hat ausgeblendete Blätter: {sheets}.",
        "Prüfen Sie, ob darin etwas steht, das nicht geliefert werden sollte.",
    ),
    "sheet_hidden": Sentence(
        WARNING,
        "Das gelesene Blatt „{sheet}“ ist in der Mappe ausgeblendet.",
        "Fragen Sie die Fachstelle, ob dieses Blatt gemeint ist.",
    ),
    "hidden_rows": Sentence(
        WARNING,
        "Ausgeblendete Zeilen wurden mitgelesen: {cells}.",
        "Fragen Sie die Fachstelle, ob diese Zeilen zur Lieferung gehören.",
    ),
    "empty_formulas": Sentence(
        ERROR,
        "Formeln ohne gespeichertes Ergebnis: {cells}. Formeln werden hier nicht berechnet, "
        "diese Zellen gelten als leer.",
        "Öffnen und speichern Sie die Mappe in Excel, dann stehen die Ergebnisse in der Datei.",
    ),
    "merged": Sentence(
        WARNING,
        "Verbundene Zellen reichen über mehrere Zeilen; ihr Text gilt für jede davon "
        "(Zeilen {cells}).",
        "Prüfen Sie in der Vorschau, ob die Zeilen richtig benannt sind.",
    ),
    "percent": Sentence(
        WARNING,
        "In den Spalten {cells} stehen Prozentzahlen; gelesen wurden sie, wie Excel sie "
        "zeigt (15,3 und nicht 0,153).",
        "Prüfen Sie die Größenordnung in der Vorschau.",
    ),
    "columns_alike": Sentence(
        QUESTION,
        "Die Spalten {columns} heißen gleich: „{value}“.",
        "Fragen Sie, worin sie sich unterscheiden; ordnen Sie höchstens eine davon zu.",
    ),
    "no_header": Sentence(
        QUESTION,
        "Über den Zahlen steht keine Kopfzeile.",
        "Sagen Sie je Spalte, welche Größe sie enthält.",
    ),
    "decimal": Sentence(
        QUESTION,
        "Ob „{value}“ Tausender oder Nachkommastellen hat, ist nicht zu erkennen: Alle "
        "Zahlen mit {sign} in dieser Spalte haben genau drei Ziffern dahinter.",
        "Wählen Sie: {thousands} oder {fraction}. Vergleichen Sie mit dem Vorjahr.",
    ),
    "decimal_mixed": Sentence(
        WARNING,
        "In der Spalte „{name}“ stehen Zahlen mit Komma und mit Punkt als Dezimalzeichen.",
        "Bitten Sie die Fachstelle um einheitliche Zahlen; gelesen wurde jede nach ihrer Form.",
    ),
    "unread": Sentence(
        ERROR,
        "„{value}“ ist keine Zahl und kein bekanntes Zeichen.",
        "Berichtigen Sie die Zelle oder sagen Sie, wofür dieser Eintrag steht.",
    ),
    "date_cell": Sentence(
        ERROR,
        "„{value}“ ist ein Datum; vermutlich hat Excel eine Zahl umgewandelt.",
        "Bitten Sie die Fachstelle um den ursprünglichen Wert.",
    ),
    "formula_error": Sentence(
        ERROR,
        "„{value}“ ist der Fehler einer Formel.",
        "Bitten Sie die Fachstelle, die Formel zu berichtigen.",
    ),
    "sign_doubtful": Sentence(
        QUESTION,
        "„{value}“ wird je nach Herausgeber verschieden gebraucht; angenommen wurde: "
        "geheim. Es steht {count}-mal in der Tabelle.",
        "Fragen Sie, wofür „{value}“ steht: geheim, sachlogisch nicht möglich oder Fußnote.",
    ),
    "placeholder": Sentence(
        WARNING,
        "„{value}“ steht {count}-mal als Platzhalter für einen fehlenden Wert und wurde "
        "als „unbekannt“ gelesen.",
        "Bestätigen Sie das oder nennen Sie die Bedeutung.",
    ),
    "heading_rows": Sentence(
        WARNING,
        "Zeilen ohne jeden Wert wurden als Zwischenüberschriften gelesen: {names}.",
        "Sagen Sie, falls es Gebiete ohne Werte sind.",
    ),
    "key_empty": Sentence(
        ERROR,
        "In der Schlüsselspalte steht nichts, die Zeile hat aber Werte.",
        "Fragen Sie, zu welchem Gebiet die Zeile gehört.",
    ),
    "key_number": Sentence(
        ERROR,
        "„{value}“ ist kein Schlüssel mehr: Eine Tabellenkalkulation hat ihn als Zahl gerundet.",
        "Bitten Sie um Schlüssel als Text.",
    ),
    "formula_text": Sentence(
        WARNING,
        "„{value}“ beginnt wie eine Formel; es wurde als Text gelesen und nicht ausgeführt.",
        "Fragen Sie die Fachstelle, was hier stehen soll.",
    ),
    "levels_by_code": Sentence(
        WARNING,
        "Die Tabelle mischt Ebenen, erkennbar an den Schlüsseln: {levels}.",
        "Wählen Sie die Ebene, die übernommen werden soll; die anderen dienen als Summen.",
    ),
    "levels_by_indent": Sentence(
        WARNING,
        "Die Tabelle mischt Ebenen, erkennbar an den Einrückungen der Namen: {levels}.",
        "Wählen Sie die Ebene, die übernommen werden soll; die anderen dienen als Summen.",
    ),
    "levels_by_column": Sentence(
        WARNING,
        "Die Tabelle mischt Ebenen; die Spalte „{name}“ nennt sie: {levels}.",
        "Wählen Sie die Ebene, die übernommen werden soll; die anderen dienen als Summen.",
    ),
    "levels_by_total": Sentence(
        WARNING,
        "Neben den Gebieten stehen Summenzeilen: {names}.",
        "Sie werden als gelieferte Summe geführt und nicht mit den Teilen addiert.",
    ),
    "name_two_levels": Sentence(
        QUESTION,
        "Der Name „{value}“ steht für mehrere Gebiete: {keys}.",
        "Der Schlüssel entscheidet; prüfen Sie, ob er zum Namen passt.",
    ),
    "name_twice": Sentence(
        QUESTION,
        "Der Name „{value}“ steht in den Zeilen {rows}: zwei Gebiete, zwei Ebenen oder "
        "eine doppelte Zeile.",
        "Fragen Sie nach einem Schlüssel, der die Gebiete unterscheidet.",
    ),
    "key_twice": Sentence(
        ERROR,
        "Der Schlüssel „{value}“ steht in den Zeilen {rows} mit denselben Merkmalen.",
        "Fragen Sie, welche Zeile gilt.",
    ),
    "pseudo_units": Sentence(
        WARNING,
        "Zeilen, die zu keinem Gebiet gehören und nur in der Summe zählen: {count} ({names}).",
        "Sie werden gesondert geführt und nicht auf der Karte gezeigt.",
    ),
    "flat_file": Sentence(
        WARNING,
        "Die Datei ist eine amtliche Flachdatei ({kind}).",
        "Ihre Spalten sind bekannt; wählen Sie Merkmale und Größe.",
    ),
    "repeated_head": Sentence(
        WARNING,
        "Die Kopfzeile steht mehrmals in der Tabelle; die Wiederholungen wurden übergangen.",
        "Nichts zu tun.",
    ),
    "second_table": Sentence(
        QUESTION,
        "Unter der Tabelle beginnt mit „{value}“ eine weitere; gelesen wurde nur die erste.",
        "Speichern Sie die zweite in eine eigene Datei, falls sie gebraucht wird.",
    ),
    "levels_by_word": Sentence(
        WARNING,
        "Die Tabelle mischt Ebenen, erkennbar am Anfang der Namen: {levels}.",
        "Wählen Sie die Ebene, die übernommen werden soll; die anderen dienen als Summen.",
    ),
    "levels_by_sum": Sentence(
        WARNING,
        "Die Tabelle mischt Ebenen: Diese Zeilen sind Summen anderer Zeilen: {names}.",
        "Sie werden als gelieferte Summe geführt und nicht mit den Teilen addiert.",
    ),
    "levels_by_number": Sentence(
        WARNING,
        "Die Tabelle mischt Ebenen, erkennbar an den Nummern vor den Namen: {levels}.",
        "Wählen Sie die Ebene, die übernommen werden soll; die anderen dienen als Summen.",
    ),
    "unit_unknown": Sentence(
        ERROR,
        "„{value}“ gehört zu keiner Einheit der Ebene „{level}“.",
        "Ordnen Sie die Zeile einer Einheit zu oder lassen Sie sie weg.",
    ),
    "rows_elsewhere": Sentence(
        WARNING,
        "Zeilen anderer Gebiete, die nicht übernommen werden: {count} ({names}).",
        "Nichts zu tun, wenn die Tabelle für ein größeres Gebiet gemacht ist.",
    ),
    "unit_proposed": Sentence(
        QUESTION,
        "„{value}“ gibt es nicht; ähnlich heißt „{name}“ ({unit}).",
        "Bestätigen Sie die Zuordnung oder wählen Sie eine andere Einheit.",
    ),
    "unit_ambiguous": Sentence(
        ERROR,
        "„{value}“ kann mehrere Einheiten meinen: {units}.",
        "Fragen Sie nach dem Schlüssel; ohne ihn wird die Zeile nicht übernommen.",
    ),
    "unit_twice": Sentence(
        ERROR,
        "Die Einheit „{value}“ hat mehrere Werte, in den Zeilen {rows}.",
        "Fragen Sie, welche Zeile gilt.",
    ),
    "units_foreign": Sentence(
        ERROR,
        "Kein Schlüssel der Datei gehört zur Ebene „{level}“; dort heißen sie {keys}.",
        "Prüfen Sie Gebiet, Ebene und Schlüsselspalte.",
    ),
    "units_missing": Sentence(
        WARNING,
        "Einheiten ohne Zeile: {count} ({units}).",
        "Fragen Sie die Fachstelle, ob dort nichts war oder etwas fehlt.",
    ),
    "keys_repaired": Sentence(
        WARNING,
        "Ergänzte Schlüssel (verlorene führende Nullen, Leerzeichen): {count} ({pairs}).",
        "Bitten Sie um Schlüssel als Text.",
    ),
    "turned": Sentence(
        ERROR,
        "Die Tabelle ist gedreht: Ihre Spalten heißen wie Einheiten, ihre Zeilen nicht.",
        "Vertauschen Sie in der Tabellenkalkulation Zeilen und Spalten (Einfügen, Transponieren).",
    ),
    "quantity_open": Sentence(
        QUESTION,
        "Welche Größe des Katalogs die Spalte „{value}“ ist, ist nicht zu erkennen.",
        "Wählen Sie die Größe oder lassen Sie die Spalte weg.",
    ),
    "quantity_proposed": Sentence(
        QUESTION,
        "Die Spalte „{value}“ könnte die Größe „{title}“ ({code}) sein.",
        "Bestätigen Sie das oder wählen Sie eine andere Größe.",
    ),
    "dimension_open": Sentence(
        QUESTION,
        "Die Tabelle hat mehrere Zeilen je Einheit ({parts}).",
        "Sagen Sie, welche davon die Größe ist, zum Beispiel „insgesamt“.",
    ),
}
THOUSANDS: Final = "Tausender ({value})"
FRACTION: Final = "Nachkommastellen ({value})"
POINT: Final = "Punkt"
COMMA: Final = "Komma"
CODE_LEVEL: Final = "Schlüssel wie {key}: {names}"
INDENT_LEVEL: Final = "Stufe {depth}: {names}"
NO_WORD: Final = "ohne Zusatz"
WORD_LEVEL: Final = "{word}: {names}"
COLUMN_LEVEL: Final = "{level} ({count}, z. B. {name})"
AT_CODE: Final = "{code} (Zeile {row})"
UNNAMED: Final = "Spalte {column}"
GENESIS: Final = "GENESIS / Regionalstatistik, ffcsv"
