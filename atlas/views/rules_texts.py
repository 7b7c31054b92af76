"""The German words of the table of rules of disclosure."""

from __future__ import annotations

from typing import Final

RULES: Final = "Regeln"
RULE: Final = "Regel für"
MINIMUM: Final = "kleinste Fallzahl"
MINIMUM_DENOMINATOR: Final = "kleinster Nenner einer Quote"
COMPLEMENT: Final = "kleinster Rest einer Gruppe"
GROUP: Final = "ganze Gruppe oder niemand"
DOMINANCE: Final = "größter Anteil eines Einzelnen"
QUANTITIES: Final = "Messgrößen"
NO_LIMIT: Final = "keine Grenze"
HIDDEN: Final = "verdeckt"
SHOWN: Final = "gezeigt"
PERCENT: Final = "{} %"
COMPLEMENT_MEANING: Final = (
    "Kleinster Rest einer Gruppe: Verdeckt wird auch, wenn fast alle einer Gruppe gezählt sind. "
    "Sonst wüsste man, wie wenige es nicht sind."
)
GROUP_MEANING: Final = (
    "Ganze Gruppe oder niemand: Verdeckt wird auch, wenn alle einer Gruppe gezählt sind oder "
    "keiner. Sonst wüsste man es von jedem Einzelnen."
)
DOMINANCE_MEANING: Final = (
    "Größter Anteil eines Einzelnen: Verdeckt wird ein Betrag auch, wenn einer mehr davon "
    "beiträgt. Sonst wüsste man, wie viel ungefähr von ihm kommt."
)
