"""Words by which the parts of a table are told: notes, key columns, dimensions, persons."""

from __future__ import annotations

import re
from typing import Final

MOST_TITLES: Final = 20
LONGEST_KEY: Final = 120
"""Letters of the longest text that is a name of a unit and no note."""
NOTE: Final = re.compile(
    r"(?:quellen?|datenquellen?|stand|datenstand|anmerkung(?:en)?|hinweise?|erläuterung(?:en)?|"
    r"zeichenerklärung|fußnoten?|legende|herausgeber|erstellt|druckdatum|erstellungsdatum|"
    r"bearbeitung|copyright|abrufdatum|datenbasis|berechnung(?:en)?)\b\s*(?:[:;.,]|am\b|vom\b|$)|"
    r"©|\(c\)|_{2,}|-{4,}|={3,}|\*\)|[0-9]{1,2}\)\s|[¹²³⁴⁵⁶⁷⁸⁹]|"
    r"(?:\.{1,3}|…|[-–x/*])\s*(?:=|:)\s*\S",
    re.IGNORECASE,
)
AREA: Final = re.compile(
    r"raum|räum|gebiet|stadtteil|bezirk|gemeinde|kommune|kreis|ort(?:steil)?\b|ortsteil|plr|bzr|lor"
    r"|quartier|viertel|block|einheit|region|ags|\bars\b|stadt\b|zelle|distrikt|sprengel|planname"
    r"|gliederung|land\b",
    re.IGNORECASE,
)
CODE: Final = re.compile(
    r"schlüssel|schluessel|kennziffer|kennzahl|\bags\b|\bars\b|\bgkz\b|code|\bid\b|[_-]id\b|"
    r"\bid[_-]|(?<![a-z])nr\b|[-_.]nr\b|nummer|\bkey\b|\bplz\b|postleitzahl|_?kz\b|variable_attribute_code",
    re.IGNORECASE,
)
RUNNING: Final = re.compile(r"\blfd\b|laufend|^#$|^pos(?:ition)?\.?$|zeilennr", re.IGNORECASE)
NAME: Final = re.compile(r"name|bezeichnung|label|\braum$|\btext$", re.IGNORECASE)
KEY_HEAD: Final = re.compile(
    r"\b(?:stadtteil|stadtbezirk|stadtviertel|bezirk|statistische|ortsteil|ort|ortschaft|gemeinde|"
    r"kommune|kreis|landkreis|gebiet|raum|sozialraum|planungsraum|quartier|viertel|region|block|"
    r"baublock|einheit|land)(?:e|en|er|s|es|name|namen|bezirke?)?\b(?!\s*[0-9IVX])"
    f"|{CODE.pattern}|{NAME.pattern}",
    re.IGNORECASE,
)
"""Heads of key columns as whole words: units are called Südstadt and Bezirk 1, too."""
TIME: Final = re.compile(
    r"\bjahr|jahr\b|\bzeit|datum|stichtag|monat|quartal|year|\bstand\b|berichts", re.IGNORECASE
)
DIMENSION: Final = re.compile(
    r"geschlecht|\balter|altersgruppe|altersjahr|nationalität|staatsangehörig|herkunft|migration|"
    r"familienstand|konfession|religion|merkmal|ausprägung|auspraegung|kategorie|gruppe|\bart\b|"
    r"\btyp\b|indikator|zeile|tabelle|variable|leistung|\bsex\b|\bage\b|haushaltstyp|bildung",
    re.IGNORECASE,
)
MEASURE: Final = re.compile(
    r"anzahl|einwohner|bevölkerung|personen|fälle|quote|anteil|prozent|%|summe|insgesamt|wert\b|"
    r"betrag|euro|fläche|dichte|zahl\b|\bew\b|haushalte|empfänger|arbeitslose",
    re.IGNORECASE,
)
EXPLAINING: Final = re.compile(r"erläuterung", re.IGNORECASE)
"""Sheets that explain those with the figures."""
TOTAL: Final = re.compile(
    r"(?:ins)?gesamt(?:stadt|summe|ergebnis)?|summe|zusammen|total|(?:stadt|kreis)\s+insgesamt|"
    r"alle\s+(?:stadtteile|bezirke|gebiete)|gesamt(?:es)?\s+\w+|\w+\s+(?:insgesamt|gesamt|zusammen)|"
    r"σ|∑",
    re.IGNORECASE,
)
PSEUDO: Final = re.compile(
    r"nicht\s+(?:zuzuordnen|zuordenbar|zugeordnet|zugeordnete|bekannt|verortbar|lokalisierbar|"
    r"verortet)|ohne\s+(?:angabe|zuordnung|festen?\s+wohnsitz|anschrift|adresse)|unbekannt|"
    r"keine\s+(?:angabe|zuordnung)|o\.\s?a\.|k\.\s?a\.|sonstige(?:\s+gebiete)?$|außerhalb\b|"
    r"auswärtig|nicht\s+ermittelbar|restliche?\b|fiktiv",
    re.IGNORECASE,
)
PSEUDO_CODE: Final = re.compile(r"9{2,}|0*9{3,}[0-9]?|[0-9]*99998|[0-9]*9999[0-9]?")

PERSON_NAMES: Final = re.compile(
    r"\bvorname|nachname|familienname|zuname|geburtsname|rufname", re.IGNORECASE
)
PLAIN_NAME: Final = re.compile(r"name|familienname,?\s*vorname|name,\s*vorname", re.IGNORECASE)
BIRTH: Final = re.compile(
    r"geburts(?:datum|tag|dat)|\bgeb\.?\s?-?(?:dat|am|datum)\b|\bgeb\.$|^geb$"
    r"|geboren am|^geboren$",
    re.IGNORECASE,
)
ADDRESS: Final = re.compile(
    r"straße|strasse|\bstr\.|hausnummer|hausnr|haus-nr|adresse|anschrift|wohnort", re.IGNORECASE
)
CONTACT: Final = re.compile(
    r"telefon|\btel\b|handy|mobil(?:nummer|telefon)|e-?mail|\bmail\b|"
    r"\biban\b|kontonummer",
    re.IGNORECASE,
)
UNIT: Final = re.compile(
    r"(?:in\s+)?(?:anzahl|personen|fälle|%|prozent|‰|promille|euro|eur|€|teur|1\.?000|tsd\.?|qm|m²|"
    r"qkm|km²|ha|jahre|st(?:ück|k)?\.?|einwohner/km²|ew pro qkm|je 1\.?000(?: ew)?)",
    re.IGNORECASE,
)
AGE: Final = re.compile(r"alter(?: in jahren)?|geburtsjahr|jahrgang|lebensalter", re.IGNORECASE)
TRAIT: Final = re.compile(
    r"geschlecht|nationalität|staatsangehörig|familienstand|konfession|diagnose|herkunft|beruf",
    re.IGNORECASE,
)
IDENTITY: Final = re.compile(
    r"steuer-?id|sozialversicherungs|sv-?nummer|personalausweis|ausweisnummer|personenkennz|"
    r"personen-?id|kundennummer|bg-?nummer|aktenzeichen|fallnummer|versichertennummer",
    re.IGNORECASE,
)
STREET: Final = re.compile(
    r"\w*(?:straße|strasse|str\.|weg|platz|allee|gasse|ring|damm|ufer|steig|chaussee)\s+[0-9]{1,4}"
    r"\s?[a-z]?\b.*",
    re.IGNORECASE,
)
LEVEL: Final = re.compile(
    r"ebene|gliederung|gebietstyp|raumtyp|gebietsart|level|stufe", re.IGNORECASE
)
LONGEST_HEAD: Final = 80
"""Letters of the longest head that can name a column of a list; longer texts are notes."""
BIRTHS: Final = "Geburtsdaten"
ADDRESSES: Final = "Anschriften"

# Official flat files (ffcsv) in their English and German form.
FLAT_MARKS: Final = (frozenset({"statistics_code", "time"}), frozenset({"statistik_code", "zeit"}))
FLAT_CODE: Final = re.compile(r"([0-9]+)_(?:variable_attribute|auspraegung|ausprägung)_code")
FLAT_LABEL: Final = re.compile(r"([0-9]+)_(?:variable_attribute|auspraegung|ausprägung)_label")
FLAT_VARIABLE: Final = re.compile(r"([0-9]+)_(?:variable|merkmal)_code")
FLAT_ROWS: Final = ("time", "zeit", "value_variable_label")
FLAT_REGION: Final = re.compile(r"GEMEIN|KREIS|D?LAND|DINSG|REGBEZ|STADTT|NUTS|BEZIRK|ORT")

SPELLINGS: Final = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
"""Umlauts as they are written where there are none: Muehlgrund is Mühlgrund."""
OF_TIME: Final = frozenset({"am", "zum", "im", "jahr", "stand", "stichtag", "ende", "per"})
"""Words of a head that only say of when its figures are."""
NUMBERED_NAME: Final = r"^([0-9]+(?:[.][0-9]+)*)[.)]?\s+[^0-9\s]"
LEVEL_WORD: Final = (
    r"^(Stadtbezirk|Bezirk|Stadtteil|Ortsteil|Landkreis|Kreis|Regierungsbezirk|Bundesland|Gemeinde|"
    r"Planungsraum|Prognoseraum|Bezirksregion|Sozialraum|Statistischer Bezirk|Quartier)\s+\S"
)
OFFICIAL_SUFFIX: Final = re.compile(
    r"\s*\([^)]*\)|,\s*(?:(?:große |kreisangehörige )?stadt|gemeinde|markt|flecken|"
    r"(?:krfr\.|kreisfreie) stadt|(?:universitäts|landeshaupt|hanse|kur)stadt|st\.|gem\.)\s*$",
    re.IGNORECASE,
)
"""What official names add: "Overath, Stadt", "Leichlingen (Rhld.), Stadt"."""
