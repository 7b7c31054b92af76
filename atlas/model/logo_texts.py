"""The German words of what is wrong with an area's logo."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from atlas.model.problem_texts import WARNING, ProblemKind

# Reported as "logo_…".
KINDS: Final[Mapping[str, ProblemKind]] = {
    "missing": ProblemKind(
        WARNING,
        "Das Logo „{value}“ liegt nicht im Ordner des Gebiets.",
        "Legen Sie es neben area.toml oder berichtigen Sie dort den Namen; bis dahin tragen "
        "Karten kein Logo.",
    ),
    "unreadable": ProblemKind(
        WARNING,
        "Das Logo „{value}“ ist kein lesbares Bild in einem der Formate PNG und JPEG, oder es hat "
        "mehr als 25 Millionen Bildpunkte.",
        "Speichern Sie es neu als PNG oder JPEG; bis dahin tragen Karten kein Logo.",
    ),
}
