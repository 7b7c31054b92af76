"""Words of what is delivered, by whom and until when."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from atlas.model.departments import Availability, DeliveryState

COMPLETENESS: Final = "Was geliefert ist: {area}"
COMPLETENESS_SUBTITLE: Final = "Stand {day}; ein Feld je Merkmal und Berichtsjahr"
INVENTORY: Final = "Datenbestandsverzeichnis {area}"
INVENTORY_SUBTITLE: Final = "Stand {day}; eine Zeile je Indikator"
CALENDAR: Final = "Lieferkalender {area}"
CALENDAR_SUBTITLE: Final = "Stand {day}; was offen ist, das Nächste zuerst"

DEPARTMENT: Final = "Amt"
QUANTITY: Final = "Merkmal"
QUANTITIES: Final = "Merkmale"
INDICATOR: Final = "Indikator"
AVAILABILITY: Final = "Bestand"
LEVEL: Final = "kleinste Ebene"
YEARS: Final = "Jahre"
LEGAL_BASIS: Final = "Rechtsgrundlage"
CONTACT: Final = "Kontakt"
LACKING: Final = "es fehlt"
DUE: Final = "fällig"
YEAR: Final = "Berichtsjahr"
STATE: Final = "Stand"
SPAN: Final = "{first}–{last} ({count} Jahre)"
AND_OTHERS: Final = "{titles} und {count} weitere"
NO_DEPARTMENT: Final = "nicht vereinbart"

STATES: Final[Mapping[DeliveryState, str]] = {
    DeliveryState.DELIVERED: "geliefert",
    DeliveryState.PROVISIONAL: "vorläufig",
    DeliveryState.NOT_DUE: "noch nicht fällig",
    DeliveryState.LATE: "überfällig",
    DeliveryState.MISSING: "fehlt",
    DeliveryState.NOT_AGREED: "",
}
AVAILABILITIES: Final[Mapping[Availability, str]] = {
    Availability.PRESENT: "vorhanden",
    Availability.OBTAINABLE: "beschaffbar",
    Availability.ABSENT: "fehlt",
}

TEMPLATE: Final = "{area}: {department}, Berichtsjahr {year}"
TEMPLATE_LINES: Final = (
    "Bitte nur die weißen Felder ausfüllen und bis zum {due} zurückschicken.",
    "Steht keine Zahl fest: ein Zeichen aus der Liste. Was Sie nicht wissen, bleibt leer.",
)
SHEET_FIGURES: Final = "Zahlen"
SHEET_MEANING: Final = "Erläuterung"
KEY: Final = "Schlüssel"
NAME: Final = "Name"
DEFINITION: Final = "Was gezählt wird"
UNIT: Final = "Einheit"
SIGN: Final = "Zeichen"
MEANING: Final = "Bedeutung"
SIGNS: Final[Mapping[str, str]] = {
    "–": "nichts vorhanden (genau null)",
    ".": "Zahl unbekannt oder geheim zu halten",
    "x": "Angabe nicht sinnvoll",
    "...": "Angabe fällt später an",
}
SIGN_TITLE: Final = "Zahl oder Zeichen"
SIGN_HELP: Final = "Eine Zahl, oder ein Zeichen aus der Liste (Erläuterung auf dem zweiten Blatt)."
