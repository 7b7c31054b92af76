"""The German words of boundaries: what an import did with them, and ends of sentences."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

# What GEOS calls the faults of a polygon, as part of a sentence.
INVALID_REASONS: Final[Mapping[str, str]] = {
    "Self-intersection": "der Rand schneidet sich selbst",
    "Ring Self-intersection": "der Rand berührt sich selbst",
    "Too few points in geometry component": "ein Ring hat zu wenige Punkte",
    "Hole lies outside shell": "ein Loch liegt außerhalb",
    "Holes are nested": "Löcher liegen ineinander",
    "Nested shells": "Teilflächen liegen ineinander",
    "Duplicate Rings": "ein Ring kommt zweimal vor",
    "Interior is disconnected": "ein Loch zerteilt die Fläche",
    "Invalid Coordinate": "eine Koordinate ist keine Zahl",
}
AT_POINT: Final = " bei {x_y}"

# Singular and plural, for `counted`.
SHAPES: Final = ("Fläche", "Flächen")
ENTRIES: Final = ("Eintrag", "Einträge")
UNITS: Final = ("Einheit", "Einheiten")
OVERLAPS: Final = ("Überlappung", "Überlappungen")
GAPS: Final = ("schmale Lücke", "schmale Lücken")

GERMAN_LETTERS: Final = "äöüÄÖÜß"
AND: Final = " und "
OR: Final = " oder "
QUOTED: Final = "„{text}“"
FIRST_OF: Final = "{listed} … (insgesamt {count})"
NO_GEOMETRY: Final = "ohne Geometrie"

# Reasons inside the sentences of `BoundaryError`.
DAMAGED: Final = "der Inhalt ist beschädigt"
OTHER_FORMAT: Final = "ein anderes Format"
NO_GEOJSON: Final = "kein GeoJSON"
NO_RIGHTS: Final = "es fehlt das Leserecht"
VIEW: Final = "eine Abfrage statt einer Tabelle"
LOCKED: Final = "das Archiv ist verschlüsselt oder ungewöhnlich gepackt"
NOT_UTF8: Final = "kein UTF-8"
TOML_LINE: Final = "Zeile {line} ist kein gültiges TOML"
OTHER_FOLDER: Final = "eine Datei liegt in einem anderen Ordner"
MULTI_LINE: Final = "mehrzeilige Angaben"
COLUMNS_MISSING: Final = "es fehlt {columns}"
NO_TABLE: Final = "die Zeilen sind nicht lesbar"

# What to do about it, at the end of these sentences.
LIKELY_ENCODING: Final = ", vermutlich {names}"
SWAPPED: Final = (
    "Vermutlich sind Länge und Breite (Ost und Nord) vertauscht: Exportieren Sie die Datei mit der "
    "Ost-Koordinate an erster Stelle{crs}"
)
WITH_CRS: Final = " und geben Sie --crs {name} an"
NAME_CRS: Final = "Geben Sie das Koordinatensystem an: --crs, vermutlich {names}"
NAME_DEGREES: Final = "Geben Sie das Koordinatensystem an: --crs {names}"
CHECK_CRS: Final = "Prüfen Sie Koordinaten und Koordinatensystem (--crs)"
OUTSIDE: Final = "außerhalb Deutschlands"
BESIDE_PREVIOUS: Final = "weitab der bisherigen Grenzen in {files}"
OR_REMOVE: Final = "; sind die bisherigen Grenzen falsch, entfernen Sie zuvor deren Datei"
OTHER_COLUMN: Final = "Nennen Sie die Spalte mit den Schlüsseln der Ebene: --code {column}"
OTHER_FORM: Final = (
    "Bringen Sie die Schlüssel der Datei in diese Form, aus „{key}“ wird dann „{known}“"
)
CHECK_CODE: Final = (
    "Prüfen Sie --code und --level; neue Einheiten tragen Sie zuerst in units.csv ein"
)
WHERE_LAND: Final = "; nur die Landflächen nimmt --where {column}={value}"

# What an import says; "Warnung: " begins what should be looked at.
ORIGIN: Final = (
    "{shapes} für die Ebene „{level}“ aus {file}{condition}; Koordinatensystem {origin}: {crs}."
)
LIES_AT: Final = "Die Flächen liegen um {x}° Ost, {y}° Nord; prüfen Sie, ob das Gebiet dort ist."
LIES_ELSEWHERE: Final = (
    "Warnung: Die Flächen liegen um {x}° Ost, {y}° Nord, also in einem anderen Bundesland, als "
    "ihre Schlüssel sagen; vermutlich stimmt das Koordinatensystem nicht: --crs {names}."
)
CONDITION: Final = ", Bedingung {where}"
BY_OPTION: Final = "laut --crs"
BY_FILE: Final = "laut Datei"
ZEROS_RESTORED: Final = (
    "Warnung: {count} Schlüsseln fehlte die führende Null (aus {before} wurde {after})."
)
CHARACTERS_DROPPED: Final = (
    "Warnung: Zeichen, die in keine Zeichnung gehören, sind aus Schlüsseln und Namen "
    "weggelassen: {characters}."
)
REPAIRED: Final = (
    "Die Fläche „{unit}“ wurde repariert ({reason}); ihr Inhalt ändert sich um {area}."
)
MORE_REPAIRED: Final = (
    "Außerdem wurden {shapes} repariert; bei keiner ändert sich der Inhalt um mehr als {area}."
)
MORE_DECIMALS: Final = (
    "Die Koordinaten stehen mit {decimals} statt {usual} Nachkommastellen, weil gröberes Runden "
    "sehr schmale Stellen fehlerhaft machte."
)
FLAWS: Final = (
    "Warnung: {flaws} zwischen den Flächen, zusammen {area}, die größte {largest} bei {units}."
)
UNMATCHED: Final = (
    "Warnung: Die Ränder der Flächen passen auf {share} % ihrer Länge nicht zu denen der Nachbarn, "
    "vermutlich weil sie einzeln gezeichnet oder vereinfacht sind; Überlappungen und Lücken werden "
    "nicht einzeln gesucht."
)
FAR: Final = (
    "Warnung: Ein Teil der Fläche „{unit}“ liegt {km} km von den übrigen entfernt; auf der Karte "
    "werden diese dadurch sehr klein."
)
NEW_AREA: Final = "Warnung: Neues Gebiet „{area}“; ergänzen Sie area.toml."
NEW_LEVEL: Final = (
    "Warnung: Neue Ebene „{level}“, in area.toml mit complete = false: Von ihr aus wird nichts "
    "aufsummiert. Deckt sie das ganze Gebiet ab, löschen Sie diese Zeile; ergänzen Sie Namen, "
    "system und memberships.csv."
)
NEW_UNITS: Final = "{units} neu in units.csv: {ids}."
UNITS_WITHOUT_SHAPE: Final = "Warnung: {units} der Ebene ohne Fläche in der Datei: {ids}."
NO_ATTRIBUTION: Final = "Warnung: Die Quelle ist nicht angegeben; tragen Sie sie mit --source nach."

# What an import writes into area.toml until somebody knows better.
ATTRIBUTION_MISSING: Final = "Quelle nicht angegeben (Datei {file})"
TAKEN_FROM: Final = "{file}, {count} Flächen"
AREA_KIND: Final = "Gebiet"
WITHIN_AREA: Final = "im Gebiet {area}"


def counted(number: int, noun: tuple[str, str]) -> str:
    """Write a number the German way, with its noun: 1 Fläche, 1.234 Flächen."""
    singular, plural = noun
    return f"{number:,} {singular if number == 1 else plural}".replace(",", ".")
