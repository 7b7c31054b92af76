"""The German words of the protocol of a release."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from atlas.model.protocol import Reason
from atlas.model.quantities import Audience

TITLE: Final = "Protokoll der Geheimhaltung"
SUBTITLE: Final = "Ausgabe „{release}“ von {area}, {day}, {audience}"
DOCUMENT: Final = "Protokoll der Geheimhaltung, Ausgabe „{release}“"
KICKER: Final = "{area}, {day}, {audience}"
AUDIENCES: Final[Mapping[Audience, str]] = {
    Audience.INTERNAL: "für die Verwaltung",
    Audience.PUBLIC: "für die Öffentlichkeit",
}
CONFIDENTIAL: Final = (
    "Vertraulich, nur für die Statistikstelle und die Datenschutzbeauftragten: Die Gründe sagen "
    "mehr, als veröffentlicht ist. Die verdeckten Zahlen selbst stehen hier nicht."
)
METHOD: Final = "Geschützt mit --protection {mode} ({words}). Verfahren Fassung {method}."
TOTALS: Final = (
    "Von {cells} Zahlen sind {hidden} verdeckt. Der Prüfer hat für {proven} davon zwei Tabellen "
    "gefunden, die zu allem Veröffentlichten passen und in denen die Zahl verschieden ist; er hat "
    "das Verdecken {repairs} Mal nachbessern lassen."
)
INTERVALS: Final = (
    "„Spielraum“ nennt den kleinsten und den größten Wert aus diesen Tabellen; die Zahl kann auch "
    "darüber hinaus liegen. Wo er fehlt, hat der Prüfer nichts zu rechnen: Die Zahl war schon in "
    "der Lieferung geheim, oder von der Messgröße ist nichts veröffentlicht."
)
ROUNDED: Final = "Verdeckt ist hier nur, was nicht freigegeben ist; alle Zahlen sind gerundet."

PROTECTION: Final = "Wie geschützt wurde"
REASON_COUNTS: Final = "Verdeckte Zahlen nach Ebene und Grund"
CELLS: Final = "Verdeckte Zahlen {year}"
ALL_CELLS: Final = "alle Ebenen"
ALL_UNITS: Final = "alle Einheiten"
GROUP: Final = "{title} · kleinste Fallzahl {minimum}"
GROUP_WITHOUT_RULE: Final = "{title} · ohne Regel"
RULES: Final = "Regeln"
NO_RULE: Final = "keine Regel"
YEAR: Final = "Jahr"
LEVEL: Final = "Ebene"
UNIT_ID: Final = "Schlüssel"
UNIT: Final = "Einheit"
QUANTITY: Final = "Messgröße"
CODE: Final = "Kennung"
DELIVERED: Final = "gemeldeter Gesamtwert"
REPORTED: Final = "{title} (gemeldet)"
REASON: Final = "Grund"
RULE: Final = "Regel"
MINIMUM: Final = "kleinste Fallzahl"
LOWER: Final = "von"
UPPER: Final = "bis"
INTERVAL: Final = "Spielraum"
FROM_TO: Final = "{lower} bis {upper}"
FROM_TO_UNPROVEN: Final = "{lower} bis {upper} (nicht belegt)"
UNLIMITED: Final = "unbegrenzt"
PROVEN: Final = "belegt"
YES: Final = "ja"
NO: Final = "nein"
ALL: Final = "zusammen"
REASONS: Final[Mapping[Reason, str]] = {
    Reason.SMALL: "kleine Zahl",
    Reason.GROUP: "Rest oder ganze Gruppe",
    Reason.FEW: "wenige dahinter, oder einer überwiegt",
    Reason.OTHERS: "schützt andere",
    Reason.INSIDE: "auch intern verdeckt",
    Reason.EARLIER: "früher verdeckt",
    Reason.MEAN: "Mittelwert weniger",
    Reason.DELIVERED: "geheim geliefert",
    Reason.UNRELEASED: "nicht freigegeben",
    Reason.WITHHELD: "ganz zurückgehalten",
    Reason.NO_RULE: "ohne Regel",
}
MEANINGS: Final = "Was die Gründe heißen"
MEANING: Final = "Bedeutung"
MEANING_OF: Final[Mapping[Reason, str]] = {
    Reason.SMALL: "kleiner als die kleinste Fallzahl ihrer Regel",
    Reason.GROUP: "Rest unter der kleinsten Fallzahl, oder die ganze Gruppe ist betroffen",
    Reason.FEW: "von zu wenigen Beitragenden, oder einer trägt fast alles bei",
    Reason.OTHERS: "selbst unbedenklich; mit ihr ließe sich eine andere verdeckte Zahl ausrechnen",
    Reason.INSIDE: "selbst unbedenklich; auch in der Fassung für die Verwaltung verdeckt",
    Reason.EARLIER: "selbst unbedenklich; eine frühere Ausgabe hat sie verdeckt",
    Reason.MEAN: "Mittelwert oder Betrag, hinter dem zu wenige stehen",
    Reason.DELIVERED: "schon in der Lieferung geheim",
    Reason.UNRELEASED: "für diesen Leserkreis nicht freigegeben",
    Reason.WITHHELD: "die Tabelle widerspricht sich oder ist nicht zu schützen",
    Reason.NO_RULE: "für die Messgröße gibt es keine Regel",
}
FOOT: Final = "Vertraulich, nur für die Statistikstelle und die Datenschutzbeauftragten"
