"""What the files of a new area hold: German templates, with a comment on each entry to look at."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

LETTERS: Final[Mapping[str, str]] = {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"}
"""How letters of names are written in names of folders."""

PLURALS: Final[Mapping[str, str]] = {
    "baublock": "Baublöcke",
    "bezirk": "Bezirke",
    "gemeinde": "Gemeinden",
    "kommune": "Kommunen",
    "kreis": "Kreise",
    "ortschaft": "Ortschaften",
    "ortsteil": "Ortsteile",
    "planungsraum": "Planungsräume",
    "quartier": "Quartiere",
    "samtgemeinde": "Samtgemeinden",
    "schulbezirk": "Schulbezirke",
    "sozialraum": "Sozialräume",
    "stadt": "Städte",
    "stadtbezirk": "Stadtbezirke",
    "stadtteil": "Stadtteile",
    "stadtviertel": "Stadtviertel",
    "viertel": "Viertel",
    "wahlbezirk": "Wahlbezirke",
}

AREA: Final = """\
# {name}: Name, Ebenen und Herkunft der Grenzen. Alle Einträge: docs/data-format.md, „area.toml“.
name = {name_entry}
kind = {kind}  # Wort für das Gebiet: Stadt, Gemeinde, Kreis
within = {within}  # Wendung in Sätzen: „in …“, „im …“
publisher = {name_entry}  # Herausgeber, falls eine Lieferung keinen nennt
"""
TOP_LEVEL: Final = "top_level = {level}  # Ebene mit der einen Einheit, die das ganze Gebiet ist\n"
SYSTEM: Final = """
[system.gliederung]
name = "Gliederung"
levels = [{levels}]  # von fein nach grob
"""
LEVEL: Final = """
[level.{level}]
name = {name}
plural = {plural}  # Mehrzahl
"""
BOUNDARIES: Final = """
# Grenzen trägt „python -m atlas districts import“ hier ein.
"""
UNITS: Final = "level;unit;name\n"
MEMBERSHIPS: Final = "level;unit;parent_level;parent\n"
TABLE: Final = "level;unit;name"
DELIVERIES: Final = """\
# Angaben zu {year}.csv. Alle Einträge: docs/data-format.md, „<jahr>.toml“.
[defaults]
base = {base}  # Ebene, auf der gezählt wurde
publisher = {publisher}
source = "Melderegister"  # Quelle
date = {year}-12-31  # Stichtag
# Ohne audience sieht nur die Statistikstelle die Zahlen. Dürfen sie veröffentlicht werden, soweit
# die Regel des Katalogs es erlaubt, das # entfernen:
# audience = "public"
"""
DELIVERY: Final = "\n[{quantity}]\n"
CATALOGUE: Final = """\
# Messgrößen und Indikatoren. Alle Einträge: docs/data-format.md, „catalogue.toml“.
[topic.bevoelkerung]
title = "Bevölkerung"

# Geheimhaltung: Zahlen von 1 bis unter minimum verdeckt eine Ausgabe.
[disclosure.register]
title = "Melderegister"
minimum = 3

# Messgrößen: was gezählt und als Spalte der Jahrestabelle geliefert wird.
[quantity.ew]
title = "Einwohner"
unit = "Personen"
kind = "count"
disclosure = "register"
among = ["ew_u18"]

[quantity.ew_u18]
title = "Einwohner unter 18 Jahren"
unit = "Personen"
kind = "count"
disclosure = "register"

# Indikatoren: was daraus berechnet wird.
[indicator.anteil_u18]
title = "Anteil der unter 18-Jährigen"
topics = ["bevoelkerung"]
unit = "%"
formula = { kind = "share", of = ["ew_u18"], per = ["ew"] }
definition = "Einwohner unter 18 Jahren je 100 Einwohner."
date_rule = "31.12."
source = "Melderegister"
"""
STARTERS: Final = ("ew", "ew_u18")
"""Quantities of the first table, those of `CATALOGUE`."""
WITHIN: Final = "in {name}"
