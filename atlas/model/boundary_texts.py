"""The German words of boundaries: what is wrong with them, what an import did with them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from atlas.model.problem_texts import ERROR, WARNING, ProblemKind

_AGAIN = "Übernehmen Sie die Grenzen neu mit „python -m atlas districts import“"

# Kinds of problems with the boundaries of a level; reported as "boundary_…".
KINDS: Final[Mapping[str, ProblemKind]] = {
    "missing": ProblemKind(ERROR, "Die Datei mit den Grenzen fehlt.", f"{_AGAIN}."),
    "unreadable": ProblemKind(
        ERROR, "Die Datei mit den Grenzen lässt sich nicht lesen.", f"{_AGAIN}."
    ),
    "empty": ProblemKind(ERROR, "Die Datei mit den Grenzen enthält keine Flächen.", f"{_AGAIN}."),
    "column": ProblemKind(
        ERROR, "Den Flächen fehlt die Eigenschaft „unit“ mit dem Schlüssel.", f"{_AGAIN}."
    ),
    "metres": ProblemKind(
        ERROR,
        "Die Koordinaten sind Meter, in GeoJSON müssen es Längen- und Breitengrade sein.",
        f"{_AGAIN} und geben Sie dabei --crs an, etwa EPSG:25832.",
    ),
    "twice": ProblemKind(
        ERROR,
        "Der Schlüssel „{value}“ kommt bei {count} Flächen vor.",
        "Berichtigen Sie die Schlüssel; bis dahin gilt die erste Fläche.",
    ),
    "invalid": ProblemKind(
        ERROR,
        "Die Fläche von „{value}“ ist fehlerhaft: {reason}.",
        f"{_AGAIN}; dabei wird sie repariert.",
    ),
    "not_polygon": ProblemKind(
        ERROR,
        "Zum Schlüssel „{value}“ gehört keine Fläche, sondern „{shape}“.",
        f"{_AGAIN}; bis dahin fehlt die Einheit auf der Karte.",
    ),
    "overlap": ProblemKind(
        WARNING,
        "Die Flächen von {value} überlappen sich um {area}{more}.",
        "Berichtigen Sie die gemeinsame Grenze in einem GIS; gezeichnet wird trotzdem.",
    ),
    "gap": ProblemKind(
        WARNING,
        "Zwischen den Flächen von {value} liegt eine Lücke von {area}{more}.",
        "Berichtigen Sie die gemeinsame Grenze in einem GIS; gezeichnet wird trotzdem.",
    ),
    "unit_without_shape": ProblemKind(
        WARNING,
        "Zur Einheit „{value}“ ({name}) fehlt die Fläche.",
        "Ergänzen Sie die Fläche; bis dahin fehlt die Einheit auf der Karte.",
    ),
    "shape_without_unit": ProblemKind(
        WARNING,
        "Zur Fläche „{value}“ ({name}) gibt es keine Einheit der Ebene „{level}“.",
        "Ergänzen Sie sie in units.csv; bis dahin wird die Fläche ohne Werte gezeichnet.",
    ),
}
MORE_FLAWS: Final = " ({count} kleinere sind nicht genannt)"

# What GEOS calls the faults of a polygon, in the words of a sentence.
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

# One and many of what is counted, for `counted`.
SHAPES: Final = ("Fläche", "Flächen")
UNITS: Final = ("Einheit", "Einheiten")
OVERLAPS: Final = ("Überlappung", "Überlappungen")
GAPS: Final = ("schmale Lücke", "schmale Lücken")

AND: Final = " und "
QUOTED: Final = "„{text}“"
FIRST_OF: Final = "{listed} … (insgesamt {count})"
NO_GEOMETRY: Final = "ohne Geometrie"
ZONE_UNKNOWN: Final = "EPSG:25832 oder EPSG:25833"

# Reasons inside the sentences of `BoundaryError`.
NOT_UTF8: Final = "kein UTF-8"
MULTI_LINE: Final = "mehrzeilige Angaben"
COLUMNS_MISSING: Final = "es fehlt {columns}"

# What an import says; "Warnung: " begins what should be looked at.
ORIGIN: Final = (
    "{shapes} für die Ebene „{level}“ aus {file}{condition}; Koordinatensystem {told}: {crs}."
)
CONDITION: Final = ", Bedingung {where}"
TOLD_BY_OPTION: Final = "laut --crs"
TOLD_BY_FILE: Final = "laut Datei"
ZEROS_RESTORED: Final = (
    "Warnung: {count} Schlüsseln fehlte die führende Null (aus {before} wurde {after})."
)
REPAIRED: Final = (
    "Die Fläche „{unit}“ wurde repariert ({reason}); ihr Inhalt ändert sich um {area}."
)
MORE_DECIMALS: Final = (
    "Die Koordinaten stehen mit {decimals} statt {usual} Nachkommastellen, weil gröberes Runden "
    "sehr schmale Stellen fehlerhaft machte."
)
FLAWS: Final = (
    "Warnung: {flaws} zwischen den Flächen, zusammen {area}, die größte {largest} bei {units}."
)
NEW_AREA: Final = "Warnung: Neues Gebiet „{area}“; ergänzen Sie area.toml."
NEW_LEVEL: Final = "Warnung: Neue Ebene „{level}“; ergänzen Sie area.toml."
NEW_UNITS: Final = "{units} neu in units.csv: {ids}."
UNITS_WITHOUT_SHAPE: Final = "Warnung: {units} der Ebene ohne Fläche in der Datei: {ids}."
NO_ATTRIBUTION: Final = "Warnung: Die Quelle ist nicht angegeben; tragen Sie sie mit --source nach."

# What an import writes into area.toml until somebody knows better.
ATTRIBUTION_MISSING: Final = "Quelle nicht angegeben (Datei {file})"
TAKEN_FROM: Final = "{file}, {count} Flächen"
AREA_KIND: Final = "Gebiet"
WITHIN_AREA: Final = "im Gebiet {area}"


def counted(number: int, one_many: tuple[str, str]) -> str:
    """Write a number the German way, with its noun: 1 Fläche, 1.234 Flächen."""
    one, many = one_many
    return f"{number:,} {one if number == 1 else many}".replace(",", ".")
