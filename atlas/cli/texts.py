"""German words of the command line: help texts, and what typer itself says in English."""

from __future__ import annotations

from typing import Final

from atlas.model.problems import Severity
from atlas.model.releases import Stage

APP: Final = "Sozialatlas: Zahlen lesen, prüfen, ableiten und ausgeben."
AREAS: Final = "Gebiete, Ebenen, Einheiten und Indikatoren auflisten."
COLUMNS: Final = "Spalten auflisten, die ein Gebiet liefern kann."
NEW_AREA: Final = "Ein neues Gebiet anlegen: alle nötigen Dateien, mit Erläuterungen zum Ausfüllen."
CHECK: Final = "Alle Daten prüfen und auflisten, was auffällt."
AUDIT: Final = "Prüfen, ob sich Verdecktes ausrechnen lässt."
RELEASES: Final = "Ausgaben (was veröffentlicht wird) bauen und prüfen."
RELEASE_BUILD: Final = "Eine Ausgabe bauen: kleine Zahlen verdecken, prüfen, einfrieren."
RELEASE_PRICE: Final = (
    "Vor einer Ausgabe zeigen, was jede Art des Schutzes kostet: was verdeckt würde, oder wie weit "
    "gerundet; schreibt nichts."
)
RELEASE_LIST: Final = "Die Ausgaben eines Gebiets auflisten."
RELEASE_CHECK: Final = "Prüfen, ob die Ausgaben eines Gebiets unverändert sind."
RELEASE_DIFF: Final = "Was in einer Ausgabe neu ist und welche Zahlen sie berichtigt."
OLD_RELEASE: Final = "die frühere Ausgabe, zum Beispiel 2023/1"
NEW_RELEASE: Final = "die spätere Ausgabe, oder latest: die neueste"
RELEASE_NAME: Final = "Name der Ausgabe, zum Beispiel 2024/1"
PROTECTION: Final = (
    "wie kleine Zahlen geschützt werden: exact (verdeckt, nicht genau auszurechnen), 3 oder 5 "
    "(verdeckt, mindestens so viel Spielraum), rounding-5 oder rounding-10 (nichts verdeckt, alle "
    "Zahlen gerundet); Vorgabe: wie die letzte Ausgabe, sonst 5"
)
RELEASE: Final = (
    "Ausgabe wie 2024/1, latest: die neueste, working: der Arbeitsstand (Vorgabe: die neueste; "
    "ohne Ausgaben und für statistics der Arbeitsstand)"
)
VALUES: Final = "Werte eines Indikators oder einer Größe ausgeben."
MAP: Final = "Eine Karte zeichnen; die Dateiendung bestimmt das Format."
CHART: Final = "Ein Diagramm zeichnen; die Dateiendung bestimmt das Format."
PROFILE: Final = "Ein Profil schreiben, oder die aller Einheiten."
REPORT: Final = "Einen Bericht aus Vorlage oder gespeicherter Datei schreiben."
SESSION: Final = "Folien oder Handzettel aus einer gespeicherten Merkliste."
FIGURE: Final = "Eine Abbildung als Paket: Bilder, Daten, Word und alle Texte."
INDEX: Final = "Einen Index aus Gebiet oder Tabelle nach Rezept berechnen."
DEPARTMENTS: Final = "Wer was wann liefert, und Vorlagen dafür."
CALENDAR: Final = "Was überfällig ist oder noch kommt, nach Termin."
COMPLETENESS: Final = "Was je Merkmal und Jahr geliefert ist, als Tabelle."
INVENTORY: Final = "Datenbestandsverzeichnis: was es gibt, wer es hat, worauf es beruht."
DEPARTMENT_TEMPLATE: Final = "Excel-Vorlage, in die ein Amt die Zahlen eines Jahres einträgt."
DEPARTMENT: Final = "Amt, wie es in departments.toml heißt"
TABLE_OUT: Final = "Datei, in die geschrieben wird: .xlsx oder .csv"
TEMPLATE_OUT: Final = "Datei, in die geschrieben wird: .xlsx"
DISTRICTS: Final = "Grenzen von Gebieten verwalten."
IMPORT: Final = (
    "Grenzen aus einer Datei übernehmen (GeoJSON, GPKG, Shapefile …); Werte bleiben unberührt."
)

RECIPE: Final = "Rezept des Index (TOML), Beispiele in data/recipes/"
INDEX_TABLE: Final = "CSV mit einer Zeile je Einheit, anstelle von Gebiet, Ebene und Jahr"
INDEX_OUT: Final = "Datei, in die geschrieben wird: .csv, .xlsx oder .json"
UNITS_OF_INDEX: Final = (
    "Wovon der Index zu berechnen ist, fehlt. Nennen Sie --area, --level und --year, oder eine "
    "Tabelle mit --table."
)
AREA_OR_TABLE: Final = (
    "--table geht nicht zusammen mit --area, --level oder --year. Lassen Sie das eine oder das "
    "andere weg."
)
NEW_FOLDER: Final = "Datenordner, in dem das Gebiet entsteht"
NEW_NAME: Final = "Name des Gebiets, zum Beispiel Kleinstadt"
LEVELS: Final = "Ebenen von fein nach grob, zum Beispiel stadtteil,stadt"
NEW_YEAR: Final = "Jahr der ersten Tabelle (Vorgabe: das vorige)"
NEW_AREA_DONE: Final = (
    "Das Gebiet „{area}“ ist angelegt. Füllen Sie die Dateien aus und prüfen Sie mit "
    "„python -m atlas check --data {folder}“."
)

TEXT_VALUE: Final = "TEXT"
NUMBER_VALUE: Final = "ZAHL"
FILE_VALUE: Final = "DATEI"
FOLDER_VALUE: Final = "ORDNER"
DATE_VALUE: Final = "DATUM"

DATA: Final = "Datenordner mit districts/ und indicators/"
HOME: Final = "Ordner für eigene Gebiete und berechnete Ausgaben"
AUDIENCE: Final = "Für wen: statistics (alles), internal (Verwaltung), public (Öffentlichkeit)"
AREA: Final = "Gebiet, zum Beispiel rhein-berg"
LEVEL: Final = "räumliche Ebene, zum Beispiel kommune"
INDICATOR: Final = "Indikator oder Größe"
INDICATOR_OR_ALL: Final = "Indikator oder Größe, oder all für alle"
ONE_INDICATOR: Final = "nur die Spalten, die dieser Indikator braucht"
YEAR: Final = "Berichtsjahr"
STAND: Final = "Tag, dessen Gebietsstand gemeint ist, wie 2020-01-01 (Vorgabe: der neueste)"
YEARS: Final = "Zeitraum wie 2009-2014"
VIEW: Final = "value (Wert), change (Veränderung), deviation (Abweichung vom Gesamtgebiet)"
BASE: Final = "Ausgangsjahr der Veränderung; bei Tabellen eines Jahres auch neben den Werten"
FORMAT: Final = "Ausgabeformat"
TABLE_FORMAT: Final = (
    "Ausgabeformat; tidy-csv und tidy-xlsx sind für Programme: eine Kopfzeile, eine Zeile je Zahl, "
    "Beschreibung in eigenen Dateien (oder alle zusammen, wenn die Zieldatei auf .zip endet)"
)
OUT: Final = "Zieldatei; ohne Angabe wird auf den Bildschirm geschrieben"
MAP_OUT: Final = (
    "Zieldatei: .png, .svg, .pdf, .html, .geojson oder .gpkg; .zip packt alle Seiten als PNG"
)
PAPER: Final = "Papier für .png, .svg und .pdf"
PORTRAIT: Final = "Hochformat statt Querformat"
NO_VALUES: Final = "auf .png, .svg und .pdf nur Namen, keine Werte"
OTHER_MAP: Final = "zweiter Indikator: eine Karte, die die Werte beider vergleicht"
CLASSES: Final = (
    "Einteilung wie quantile, natuerlich.4, gesamtwert.5.blau-orange oder eigene.5_12,5 "
    "(Vorgabe: die im Katalog, sonst gleich)"
)
YEARS_MAP: Final = (
    "all (alle Jahre) oder ein Zeitraum wie 2009-2014: je Jahr eine kleine Karte auf einem Blatt; "
    "--year ist dann das Jahr der Überschrift"
)
COMPARE_YEAR: Final = "zweites Jahr: zwei Karten nebeneinander auf einem Blatt"
COMPARE_INDICATOR: Final = "zweiter Indikator: zwei Karten nebeneinander auf einem Blatt"
COMPARE_LEVEL: Final = "zweite Ebene: zwei Karten nebeneinander auf einem Blatt"
UNITS_MAP: Final = "Schlüssel der Einheiten, die umrandet werden, mit Komma dazwischen"
ONE_COMPARISON: Final = (
    "--years, --other und --compare-… schließen einander aus: Wählen Sie eines davon."
)
OTHER_CLASSES: Final = (
    "Mit --other hat die Karte je Merkmal drei Gruppen: --classes passt nicht dazu."
)
CIRCLES_CLASSES: Final = (
    "„{title}“ ist eine absolute Zahl: Die Karte zeigt Kreise, deren Fläche dem Wert entspricht, "
    "und hat keine Klassen. Lassen Sie --classes weg."
)
CHART_OUT: Final = "Zieldatei: .png, .svg oder .pdf"
PROFILE_OUT: Final = (
    "Zieldatei: .pdf, .docx, .pptx, .xlsx oder .html; mit --unit all ein Dokument (.pdf, .docx) "
    "oder eine Datei je Einheit (.zip)"
)
PROFILE_FORMAT: Final = "Format der Dateien in der ZIP-Datei (Vorgabe: pdf)"
FORMAT_OF_ZIP: Final = (
    "--format sagt, welche Dateien eine ZIP-Datei enthält: Nennen Sie --unit all und als "
    "Zieldatei eine .zip; sonst bestimmt die Endung der Zieldatei das Format."
)
TOO_MANY_IN_ONE: Final = (
    "Ein Dokument fasst höchstens {most} Profile; die Ebene hat {number}. Wählen Sie eine "
    "ZIP-Datei mit einer Datei je Einheit: --out …zip."
)
PROFILE_PROGRESS: Final = "{count} von {number}: {title}"
SETTING: Final = "Das Dokument wird gesetzt …"
UNIT: Final = "Schlüssel der Einheit; all: alle Einheiten der Ebene"
BESIDE: Final = (
    "Einheit, deren Werte daneben stehen: ihr Schlüssel, auf einer anderen Ebene mit dieser davor "
    "(sozialraum:02), oder similar: die ähnlichste der Ebene"
)
ONLY_MAPS: Final = "Nur eine Karte lässt sich vergleichen oder für alle Jahre zeichnen."
KIND_OF_FIGURE: Final = (
    "map: Karte, table: Tabelle, bars: Balken, series: Entwicklung, scatter: Zusammenhang zweier "
    "Indikatoren (--other), distribution: Verteilung; ohne --indicator profile: Kennzahlen einer "
    "Einheit (--units), overview: Kennzahlen des Gebiets"
)
INDICATOR_OF_FIGURE: Final = "Indikator, den alle Abbildungen außer profile und overview brauchen"
NO_VIEW: Final = (
    "profile und overview zeigen Wert und Veränderung aller Kennzahlen; --as gilt nur für "
    "Abbildungen eines Indikators."
)
NO_TOPIC: Final = "Dieser Bericht fragt nach keinem Themenfeld. Lassen Sie --topic weg."
TOPIC_FIELD: Final = "Das Themenfeld"
UNIT_OF_PROFILE: Final = "Ein Profil braucht mit --units den Schlüssel einer Einheit."
OTHER_OF_FIGURE: Final = "zweiter Indikator einer Karte zweier Merkmale oder eines Streudiagramms"
EVERY_YEAR: Final = "alle Jahre als kleine Karten"
BUNDLE_OUT: Final = "Zieldatei: .zip"
RANKS: Final = "neben jedem Wert seinen Rang nennen"
TEMPLATE: Final = "Vorlage: sozialbericht, lebenslage, kinderarmut, pflege, wohnen oder bildung"
REPORT_FILE: Final = "gespeicherter Bericht oder eigene Vorlage (JSON oder TOML)"
TOPIC: Final = "Themenfeld der Vorlage lebenslage, wie es im Atlas heißt"
REPORT_OUT: Final = "Zieldatei: .pdf, .docx, .html oder .xlsx (nur die Tabellen)"
SESSION_FILE: Final = "gespeicherte Merkliste (JSON)"
SESSION_OUT: Final = "Zieldatei: .html (läuft ohne Netz), .pptx oder .pdf (Handzettel)"
SLIDE_NOTICE: Final = "Folie {number}: {notice}"
TEMPLATE_OR_FILE: Final = (
    "Nennen Sie entweder eine Vorlage (--template) oder einen gespeicherten Bericht (--file)."
)
KIND: Final = (
    "bars (Balken), series (Entwicklung), scatter (zwei Indikatoren), distribution (Verteilung)"
)
OTHER: Final = "zweiter Indikator für scatter"
BY_VALUE: Final = "Balken nach Wert statt nach Schlüssel ordnen"
UNITS_TABLE: Final = (
    "csv und xlsx: nur die Einheiten mit diesen Schlüsseln, mit Komma dazwischen; "
    "mit --indicator all eine Einheit: ihr Profil"
)
UNITS_OF_TABLES: Final = "--units gibt es nur mit --format csv oder xlsx."
ONE_UNIT: Final = (
    "Mit --indicator all zeigt --units das Profil einer Einheit: Nennen Sie einen Schlüssel und "
    "kein Jahr."
)
UNITS: Final = "Schlüssel der Einheiten, die hervorgehoben werden, mit Komma dazwischen"
FILE: Final = "Datei mit den Grenzen"
CODE: Final = "Spalte mit dem Schlüssel"
NAME: Final = "Spalte mit dem Namen"
WHERE: Final = "nur diese Zeilen: SPALTE=WERT, mit % am Ende: beginnt mit WERT"
CRS: Final = "Koordinatensystem der Datei, zum Beispiel EPSG:25832"
SOURCE: Final = "Quellenangabe, die unter jeder Karte steht"
LAYER: Final = "Ebene innerhalb der Datei, falls sie mehrere enthält"
ENCODING: Final = "Kodierung der Texte der Datei, zum Beispiel CP850, falls sie zweifelhaft ist"
VALID_AT: Final = "Gebietsstand, zum Beispiel 2024-12-31"
DRY_RUN: Final = "nur prüfen, nichts schreiben"

# A department's file.
INTAKE: Final = (
    "Die Datei eines Amtes lesen und abgeben. Mit --dry-run wird nur gesagt, was sie enthält und "
    "was auffällt."
)
INTAKE_FILE: Final = "Tabelle: .xlsx, .xlsm, .xls, .ods, .csv oder .txt"
MAPPING: Final = "Spalte und Größe des Katalogs, zum Beispiel C=ew (mehrmals möglich)"
NEEDED_TO_HAND_IN: Final = (
    "Zum Abgeben gehören --area, --level, --year, --source und --publisher; mit --dry-run wird die "
    "Datei nur gelesen."
)
BAD_MAPPING: Final = (
    "„{text}“ ist keine Zuordnung. Schreiben Sie SPALTE=GRÖSSE, zum Beispiel C=ew. Spalten mit "
    "Werten: {columns}."
)
AREA_LEVEL_YEAR: Final = "Zum Zuordnen gehören --area, --level und --year zusammen."
INTAKE_ROWS: Final = "{rows} Zeilen, {columns} Spalten mit Werten; {kind} in Spalte {key}"
KEY_KINDS: Final = {"code": "Schlüssel", "name": "Namen"}
INTAKE_FORMS: Final = ("Kodierung", "Trennzeichen", "Dezimalzeichen", "Blatt")
INTAKE_FORM: Final = "  {label}: {value}"
INTAKE_COLUMN: Final = "  {column}: {name} → {quantity}"
NO_QUANTITY: Final = "offen"
INTAKE_SEVERITIES: Final = {"error": "Fehler", "warning": "Hinweis", "question": "Frage"}
INTAKE_PROBLEM: Final = "{severity}{place}: {message} {proposal}"
INTAKE_PLACE: Final = " ({place})"

DRY_RUN_DONE: Final = "Probelauf: Es wurde nichts geschrieben."
WRITTEN: Final = "Geschrieben: {path}"
PUT_AWAY: Final = (
    "Weggelegt nach .versions: {path}. Die Seite gehörte zu einer früheren Karte dieses Namens; "
    "die neue hat weniger Seiten."
)
NOT_OF_THIS_MAP: Final = (
    "Daneben liegt {path}. Die Datei gehört nicht zu dieser Karte und bleibt unverändert."
)
NO_PROBLEMS: Final = "Keine Auffälligkeiten."
PROBLEM_NOUNS: Final = {
    Severity.ERROR: ("Fehler", "Fehler"),
    Severity.WARNING: ("Warnung", "Warnungen"),
    Severity.NOTE: ("Hinweis", "Hinweise"),
}
"""One of each severity, and any other number."""
WHAT_TO_DO: Final = "Was tun"

TYPER_WORDS: Final = {
    "Usage:": "Aufruf:",
    "Options:": "Optionen:",
    "Arguments:": "Argumente:",
    "Commands:": "Befehle:",
    "[OPTIONS]": "[OPTIONEN]",
    "COMMAND [ARGS]...": "BEFEHL …",
    "Show this message and exit.": "Diese Hilfe anzeigen.",
    "[required]": "[nötig]",
    "; required]": "; nötig]",
    "[default:": "[Vorgabe:",
    "; default:": "; Vorgabe:",
    "[env var:": "[Umgebungsvariable:",
    "<path>": "<Pfad>",
}

UNKNOWN_OPTION: Final = "Die Option {name} gibt es nicht.{hint}"
UNKNOWN_COMMAND: Final = "Den Befehl „{name}“ gibt es nicht. Vorhanden: {names}."
MEANT: Final = " Meinten Sie {names}?"
TOO_MUCH: Final = "Mit „{name}“ ist eine Angabe zu viel."
NO_VALUE: Final = "Zur Option {name} fehlt der Wert, oder sie verträgt keinen."
MISSING: Final = "Die Angabe {name} fehlt."
BAD_VALUE: Final = "Der Wert für {name} passt nicht; {allowed}."
ALLOWED: Final = "erlaubt sind: {choices}"
WHOLE_NUMBER: Final = "erwartet wird eine ganze Zahl"
FILE_NAME: Final = "erwartet wird der Name einer Datei oder eines Ordners"
WRONG_USE: Final = "Der Aufruf passt nicht."
CHARACTERS_DROPPED: Final = (
    "Warnung: Zeichen, die in keine Zeichnung gehören, sind aus der Eingabe weggelassen: "
    "{characters}."
)
OUTPUT_FAILED: Final = (
    "Die Ausgabe lässt sich nicht zu Ende schreiben ({reason}); was bisher ankam, ist "
    "unvollständig. Schaffen Sie Platz oder nennen Sie mit --out eine Datei auf einem anderen "
    "Datenträger."
)
UNFORESEEN: Final = (
    "Der Befehl ist an etwas gescheitert, das nicht vorgesehen ist ({kind}, {place}). Melden Sie "
    "das mit dem Aufruf dem Betreiber; die Daten prüft „python -m atlas check“."
)
STOPPED: Final = "Abgebrochen."
SEE_HELP: Final = "Alle Befehle und Optionen zeigt --help."
YEAR_OR_YEARS: Final = "Geben Sie entweder --year oder --years an, nicht beides."
BAD_YEARS: Final = "„{years}“ ist kein Zeitraum. Schreiben Sie zwei Jahre wie 2009-2014."
BAD_DATE: Final = "„{text}“ ist kein Datum. Schreiben Sie den Gebietsstand wie 2024-12-31."
OTHER_NEEDED: Final = "Für scatter ist mit --other ein zweiter Indikator nötig."
BAD_FILE_NAME: Final = (
    "„{name}“ taugt nicht überall als Dateiname ({reason}). Nennen Sie mit --out einen anderen."
)
NO_NAME: Final = "der Name fehlt"
CONTROL_IN_NAME: Final = "er enthält ein Steuerzeichen"
SIGN_IN_NAME: Final = "Windows erlaubt kein {sign}"
RESERVED_NAME: Final = "Windows nennt ein Gerät so"
END_OF_NAME: Final = "unter Windows endet kein Name mit Punkt oder Leerzeichen"
OUT_NEEDED: Final = "Für das Format {form} ist --out mit einem Dateinamen nötig."

# Releases.
RELEASE_STEPS: Final = {
    Stage.READ: "Die Daten werden gelesen …",
    Stage.UNCHANGED: (
        "Seit der letzten Ausgabe hat sich nichts geändert: Es bleibt bei dem, was sie verdeckt."
    ),
    Stage.SAME: "Die {audience} bekommt dieselben Zahlen: Für sie gilt dasselbe.",
    Stage.HIDE: "Für die {audience} wird verdeckt …",
    Stage.AUDIT: "Für die {audience} wird nachgerechnet, was sich erschließen lässt …",
    Stage.WRITE: "Die Ausgabe wird geschrieben …",
}
STEP_LEFT: Final = {
    Stage.HIDE: "  noch {left} verdeckte Zahlen zu sichern …",
    Stage.AUDIT: "  noch {left} verdeckte Zahlen nachzurechnen …",
}
BUILD_STOPPED: Final = "Abgebrochen. Es wurde nichts veröffentlicht."
CLOCK_BACK: Final = (
    "„{name}“ trägt den {day}, die Ausgabe „{last}“ davor den {before}: Die Uhr dieses Rechners "
    "geht oder ging falsch. Als neueste gilt die zuletzt gebaute, „{name}“."
)
PRICE_PROGRESS: Final = "Gerechnet wird: {words} (--protection {mode}) …"
PRICE_OF_YEAR: Final = "Was der Schutz in „{area}“ {year} kostet, für die Öffentlichkeit:"
PRICE_OF_ALL: Final = "Was der Schutz in „{area}“ kostet, alle Jahre, für die Öffentlichkeit:"
PRICE_HIDING: Final = (
    "  {words} (--protection {mode}): {share_hidden} % der Zahlen verdeckt, {share_of_sum} % ihrer "
    "Summe"
)
PRICE_ROUNDING: Final = (
    "  {words} (--protection {mode}): nichts verdeckt, Abweichung im Mittel {mean}, höchstens "
    "{largest}"
)
PRICE_HIDING_ON: Final = (
    "    auf der Ebene „{level}“: {hidden} von {cells} verdeckt ({share_hidden} %), "
    "{share_of_sum} % der Summe"
)
PRICE_ROUNDING_ON: Final = (
    "    auf der Ebene „{level}“: Abweichung im Mittel {mean}, höchstens {largest}"
)
RELEASE_BUILT: Final = "Ausgabe „{name}“ von „{area}“:"
RELEASE_HIDDEN: Final = "  {audience}: {hidden} von {cells} Zahlen verdeckt ({share} %)"
RELEASE_HIDDEN_ON: Final = "    auf der Ebene „{level}“: {hidden}"
RELEASE_WITHHELD: Final = (
    "    ganz zurückgehalten: „{title}“ {year}. Die Zahlen widersprechen sich, oder es gibt keinen "
    "Weg, die kleinen zu schützen. Prüfen Sie, was geliefert wurde."
)
RELEASE_ALL_HIDDEN: Final = (
    "    ganz zurückgehalten: „{title}“ {year}. Alle Zahlen außer den Nullen müssten verdeckt "
    "werden. Liefern Sie sie nur für größere Gebiete, oder fassen Sie Jahre zusammen."
)
RELEASE_WITHOUT_RULE: Final = (
    "    ganz zurückgehalten: „{title}“ hat keine Regel, ab welcher Zahl sie öffentlich sein "
    "darf. Nennen Sie im Katalog eine mit disclosure, oder minimum = 0, wo nichts zu schützen ist."
)
PROTOCOLS_AT: Final = (
    "Protokolle für die Datenschutzbeauftragten, vertraulich: {folder} (CSV und PDF)"
)
RELEASE_LINE: Final = "{name} vom {day}: {hidden} Zahlen öffentlich verdeckt"
RELEASE_OF_OTHER_VERSION: Final = "{name}, von einer anderen Fassung des Sozialatlas"
RELEASE_WHOLE: Final = "{line}, unverändert"
RELEASE_ALTERED: Final = "{line}, VERÄNDERT: {files}"
CORRECTION: Final = "  {year}, {name} ({level} {key}), {quantity}: {old} → {new}"
NO_RELEASE: Final = "Es gibt noch keine Ausgabe."
NEWER_DATA: Final = (
    "Gezeigt wird die Ausgabe „{release}“; der Arbeitsstand ist neuer: --release {working}"
)
AUDIENCES: Final = {"internal": "Verwaltung", "public": "Öffentlichkeit"}

# The audit.
NOTHING_TO_AUDIT: Final = "Für {year} ist nichts geliefert, was sich prüfen ließe."
ROUNDED_AUDIT: Final = (
    "Die Ausgabe „{release}“ verdeckt keine Zahlen, sie rundet sie: Hier gibt es nichts "
    "auszurechnen. Nennen Sie mit --release eine, die verdeckt."
)
AUDITED_CELL: Final = (
    "{year} {level} {unit} {quantity}{reported}{earlier}: {lower} bis {upper} ({verdict})"
)
REPORTED: Final = " (gemeldet)"
IN_RELEASE: Final = " (Ausgabe „{release}“)"
VERDICTS: Final = {"proven": "sicher", "narrow": "zu eng", "undecided": "unentschieden"}
NO_LIMIT: Final = "unbegrenzt"
WITNESS: Final = (
    "zwei Tabellen zeigen, zwischen denen niemand entscheiden kann; die Zelle mit Jahr, Ebene, "
    'Schlüssel und Messgröße, zum Beispiel "2013 bezirk 011 verunglueckte_u15"'
)
NO_SUCH_CELL: Final = (
    "„{cell}“ ist keine verdeckte Zahl. Nennen Sie Jahr, Ebene, Schlüssel und Messgröße, zum "
    "Beispiel „{example}“."
)
NO_WITNESS: Final = "Für „{cell}“ gibt es keine zwei Tabellen: {lower} bis {upper} ({verdict})."
WITNESS_HEAD: Final = (
    "Beide Spalten passen zu allem, was veröffentlicht ist; nachrechnen lässt es sich mit Addieren."
)
WITNESS_LINE: Final = "{cell}: {one} | {other}"
WITNESS_EQUAL: Final = "Verdeckte Zahlen, die in beiden Tabellen gleich sind: {equal}"
AUDIT_SUMMARY: Final = "{proven} sicher, {narrow} zu eng, {undecided} unentschieden"

# The list of areas.
LIST_LEVELS: Final = "Ebenen"
LIST_YEARS: Final = "Jahre"
NO_YEARS: Final = "keine"
LIST_INDICATORS: Final = "Indikatoren"
LIST_QUANTITIES: Final = "Größen"
BAD_VINTAGE: Final = "„{vintage}“ ist kein Tag. Schreiben Sie den Gebietsstand wie 2020-01-01."

# The list of columns.
COLUMNS_OF: Final = "{name}: Spalten für indicators/{area}/<jahr>.csv"
COLUMN: Final = "  {column}: {title}, {unit} ({presence})"
COLUMN_DEFINITION: Final = "    {definition}"
COLUMN_ENABLES: Final = "    nötig für: {indicators}"
COLUMN_COMPUTABLE: Final = "    auch berechenbar aus: {groups}"
DELIVERED: Final = "geliefert: {years}"
COMPUTED: Final = "berechnet: {years}"
MISSING_COLUMN: Final = "fehlt"
INDICATOR_YEARS: Final = "  {indicator}: {title} ({years})"
INDICATOR_MISSING: Final = "  {indicator}: {title} (fehlt: {columns})"
NO_COMMON_YEAR: Final = "kein Jahr mit allen Spalten"
KEEPER_NOTE: Final = "      Für die Datenpflege: {note}"
