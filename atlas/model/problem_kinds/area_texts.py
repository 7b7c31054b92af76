"""Kinds of problems: the publisher of an area, and what was acknowledged."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from atlas.model.problem_kinds.kind import ERROR, NOTE, WARNING, kind
from atlas.model.problems import ProblemKind

KINDS: Final[Mapping[str, ProblemKind]] = {
    # pictures and colour of the publisher
    "accent_no_colour": kind(
        WARNING,
        "„{value}“ ist keine Farbe, wie sie hier steht: # und sechs Ziffern 0 bis 9 oder a bis f.",
        "Schreiben Sie sie wie „#0b6e75“; bis dahin gilt die übliche Farbe.",
    ),
    "accent_pale": kind(
        WARNING,
        "Schrift in der Farbe {value} ist auf Weiß schlecht zu lesen: Der Kontrast ist {contrast}, "
        "nötig sind 4,5.",
        "Nehmen Sie einen dunkleren Ton der Farbe; bis dahin gilt die übliche.",
    ),
    "agreement_unknown": kind(
        WARNING,
        "Vereinbarung {entry} nennt „{value}“, was es nicht gibt.{hint}",
        "Nennen Sie ein Amt aus [department.…], eine Ebene aus area.toml, Merkmale aus dem Katalog "
        "und als Termin Monat und Tag wie „03-31“.",
    ),
    "departments_other": kind(
        WARNING,
        "Den Abschnitt „{value}“ liest niemand.",
        "Schreiben Sie [department.…] für Ämter und [[agreement]] für Vereinbarungen.",
    ),
    "picture_missing": kind(
        WARNING,
        "Das Bild „{value}“ liegt nicht im Ordner des Gebiets.",
        "Legen Sie es neben area.toml oder berichtigen Sie den Namen; bis dahin fehlt es.",
    ),
    "picture_unreadable": kind(
        WARNING,
        "„{value}“ ist kein lesbares Bild in einem der Formate PNG und JPEG, oder es hat mehr als "
        "25 Millionen Bildpunkte.",
        "Speichern Sie es neu als PNG oder JPEG; bis dahin fehlt es.",
    ),
    # acknowledgements
    "acknowledgement_section": kind(
        ERROR,
        "Den Eintrag „{value}“ gibt es hier nicht; jeder Befund steht unter [[finding]].",
        "Schreiben Sie ihn als [[finding]] mit code, reason und date.",
    ),
    "acknowledgement_wide": kind(
        WARNING,
        "Der Eintrag zu „{value}“ sagt nicht, welcher Befund dieser Art gemeint ist.",
        "Nennen Sie mindestens eines von unit, indicator, years, value und file; bis dahin bleibt "
        "er ohne Wirkung.",
    ),
    "acknowledgement_unmatched": kind(
        NOTE,
        "Zum Eintrag „{value}“ gibt es keinen Befund (mehr).{hint}",
        "Streichen Sie den Eintrag oder berichtigen Sie, was er nennt.",
    ),
    "acknowledgement_refused": kind(
        WARNING,
        "„{value}“ ist ein Fehler, durch den etwas nicht gelesen wird; er bleibt ein Fehler.",
        "Beheben Sie den Fehler und streichen Sie den Eintrag.",
    ),
}
