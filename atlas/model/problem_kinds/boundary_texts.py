"""Kinds of problems: versions of units, Gebietsstände, crosswalks and boundaries."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from atlas.model.problem_kinds.kind import ERROR, NOTE, WARNING, kind
from atlas.model.problems import ProblemKind

_IMPORT_AGAIN: Final = "Übernehmen Sie die Grenzen neu mit „python -m atlas districts import“"
_NOT_CONVERTED: Final = "bis dahin wird zwischen den beiden Gebietsständen nicht umgerechnet."

KINDS: Final[Mapping[str, ProblemKind]] = {
    # versions of units, Gebietsstände and crosswalks
    "unit_overlap": kind(
        ERROR,
        "Der Schlüssel „{value}“ gilt in dieser Zeile und in Zeile {other} zur selben Zeit.",
        "Grenzen Sie valid_from und valid_to ab; gelesen wird die frühere Zeile.",
    ),
    "unit_gap": kind(
        ERROR,
        "„{name}“ ({value}) gilt bis {end}, die nächste Fassung beginnt erst später.",
        "Lassen Sie die Fassungen aneinander anschließen; bis dahin gibt es die Einheit in der "
        "Zwischenzeit nicht.",
    ),
    "stand_twice": kind(
        ERROR,
        "Zum Gebietsstand {value} sind zweimal Grenzen eingetragen.",
        "Berichtigen Sie valid_at; verwendet werden die ersten.",
    ),
    "crosswalk_stand": kind(
        ERROR,
        "Für die Ebene „{level}“ gibt es keinen Gebietsstand vom {value}.",
        "Nennen Sie ein valid_at der Grenzen in area.toml; bis dahin fehlt die Zeile.",
    ),
    "crosswalk_unit": kind(
        ERROR,
        "Den Schlüssel „{value}“ gibt es auf der Ebene „{level}“ zum {day} nicht.{hint}",
        f"Berichtigen Sie den Schlüssel; {_NOT_CONVERTED}",
    ),
    "crosswalk_weight": kind(
        ERROR,
        "„{value}“ in der Spalte „{column}“ ist kein Gewicht von 0 bis 1.",
        f"Schreiben Sie den Anteil wie 0,25; {_NOT_CONVERTED}",
    ),
    "crosswalk_twice": kind(
        ERROR,
        "Der Übergang von „{value}“ nach „{target}“ steht schon in Zeile {other}.",
        f"Entfernen Sie eine der Zeilen; {_NOT_CONVERTED}",
    ),
    "crosswalk_sum": kind(
        ERROR,
        "Die Gewichte „{column}“ von „{value}“ ergeben zusammen {total} statt 1.",
        f"Berichtigen Sie die Anteile; {_NOT_CONVERTED}",
    ),
    "crosswalk_missing": kind(
        ERROR,
        "„{name}“ ({value}) hat sich zwischen den Gebietsständen {start} und {end} geändert, "
        "steht aber in keiner Zeile.",
        f"Ergänzen Sie, worin die Einheit aufgegangen ist; {_NOT_CONVERTED}",
    ),
    "crosswalk_nothing": kind(
        WARNING,
        "„{name}“ ({value}) erhält von keiner Einheit des Gebietsstands {start} etwas.",
        "Ergänzen Sie, woraus die Einheit entstanden ist, notfalls mit dem Gewicht 0; bis dahin "
        "bleiben ihre umgerechneten Werte unbekannt.",
    ),
    "crosswalk_kind": kind(
        ERROR,
        "Die Größe „{value}“ wird mit den Gewichten „{column}“ umgerechnet; die Spalte fehlt.",
        "Ergänzen Sie die Spalte oder nennen Sie in catalogue.toml eine andere (converted_by); bis "
        "dahin bleiben geteilte Einheiten ohne Wert.",
    ),
    "stand_keys": kind(
        ERROR,
        "Kein einziger der {shapes} Schlüssel der Datei kommt unter den {units} Einheiten der "
        "Ebene „{value}“ vor; beide gehören zu verschiedenen Gebietsständen.",
        "Hinterlegen Sie die Grenzen des Gebietsstands, zu dem die Zahlen gehören; bis dahin gibt "
        "es keine Karte.",
    ),
    "stand_rows": kind(
        ERROR,
        "Kein einziger der {rows} Schlüssel der Tabelle kommt unter den {units} Einheiten der "
        "Ebene „{value}“ vor; beide gehören zu verschiedenen Gebietsständen.",
        "Liefern Sie die Zahlen zum Gebietsstand der Einheiten oder ergänzen Sie units.csv um die "
        "Einheiten dieses Gebietsstands; bis dahin fehlen alle Zahlen der Ebene.",
        same=("value",),
    ),
    # boundaries
    "boundary_missing": kind(ERROR, "Die Datei mit den Grenzen fehlt.", f"{_IMPORT_AGAIN}."),
    "boundary_unreadable": kind(
        ERROR, "Die Datei mit den Grenzen lässt sich nicht lesen.", f"{_IMPORT_AGAIN}."
    ),
    "boundary_geojson_too_large": kind(
        ERROR,
        "Die Datei mit den Grenzen ist größer als 200 MB und wird nicht gelesen.",
        "Vereinfachen Sie die Grenzen in einem GIS (eine Million Stützpunkte sind reichlich) und "
        "übernehmen Sie sie neu mit „python -m atlas districts import“.",
    ),
    "boundary_far": kind(
        NOTE,
        "Ein Teil der Fläche „{value}“ liegt {km} km von den übrigen entfernt; auf der Karte "
        "werden diese dadurch sehr klein.",
        "Prüfen Sie, ob die Fläche dort hingehört; stimmt sie, ist nichts zu tun.",
        same=(),
        again="„{value}“ ({km} km)",
    ),
    "boundary_empty": kind(
        ERROR, "Die Datei mit den Grenzen enthält keine Flächen.", f"{_IMPORT_AGAIN}."
    ),
    "boundary_column": kind(
        ERROR, "Den Flächen fehlt die Eigenschaft „unit“ mit dem Schlüssel.", f"{_IMPORT_AGAIN}."
    ),
    "boundary_metres": kind(
        ERROR,
        "Die Koordinaten sind Meter, in GeoJSON müssen es Längen- und Breitengrade sein.",
        f"{_IMPORT_AGAIN} und geben Sie dabei --crs an, etwa EPSG:25832.",
    ),
    "boundary_crs_unread": kind(
        ERROR,
        "Die Datei mit den Grenzen nennt ein Koordinatensystem, das unbekannt ist.",
        f"{_IMPORT_AGAIN} und geben Sie dabei --crs an, etwa EPSG:25832.",
    ),
    "boundary_twice": kind(
        ERROR,
        "Der Schlüssel „{value}“ kommt bei {count} Flächen vor.",
        "Berichtigen Sie die Schlüssel; bis dahin gilt die erste Fläche.",
    ),
    "boundary_invalid": kind(
        ERROR,
        "Die Fläche von „{value}“ ist fehlerhaft: {reason}.",
        f"{_IMPORT_AGAIN}; dabei wird sie repariert.",
    ),
    "boundary_not_polygon": kind(
        ERROR,
        "Zum Schlüssel „{value}“ gehört keine Fläche, sondern „{shape}“.",
        f"{_IMPORT_AGAIN}; bis dahin fehlt die Einheit auf der Karte.",
    ),
    "boundary_overlap": kind(
        WARNING,
        "Die Flächen von {value} überlappen sich um {area}{more}.",
        "Berichtigen Sie die gemeinsame Grenze in einem GIS; gezeichnet wird trotzdem.",
    ),
    "boundary_gap": kind(
        WARNING,
        "Zwischen den Flächen von {value} liegt eine Lücke von {area}{more}.",
        "Berichtigen Sie die gemeinsame Grenze in einem GIS; gezeichnet wird trotzdem.",
    ),
    "boundary_unmatched": kind(
        WARNING,
        "Die Ränder der Flächen passen auf {share} % ihrer Länge nicht zu denen der Nachbarn; "
        "Überlappungen und Lücken werden deshalb nicht einzeln gesucht.",
        "Vermutlich sind die Flächen einzeln gezeichnet oder vereinfacht: Übernehmen Sie Grenzen, "
        "bei denen Nachbarn einen gemeinsamen Rand haben; gezeichnet wird trotzdem.",
    ),
    "boundary_unit_without_shape": kind(
        WARNING,
        "Zur Einheit „{value}“ ({name}) fehlt die Fläche.",
        "Ergänzen Sie die Fläche; bis dahin fehlt die Einheit auf der Karte.",
        same=(),
        again="„{value}“ ({name})",
    ),
    "boundary_name_differs": kind(
        WARNING,
        "Die Grenzen nennen Einheiten anders als units.csv: {names}.",
        "Prüfen Sie, ob Schlüssel oder Name falsch ist; gezeigt wird der Name aus units.csv.",
    ),
    "boundary_shape_without_unit": kind(
        WARNING,
        "Zur Fläche „{value}“ ({name}) gibt es keine Einheit der Ebene „{level}“.",
        "Ergänzen Sie sie in units.csv; bis dahin wird die Fläche ohne Werte gezeichnet.",
        same=(),
        again="„{value}“ ({name})",
    ),
}
