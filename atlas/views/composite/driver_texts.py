"""German words about what drives an index and how sure it is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from atlas.model.recipes import ScaleMethod

# Contributions.
DRIVERS: Final = "Was treibt den Index?"
IN_PROFILE: Final = "{title} {year}. {sentence}"
DRIVERS_OF: Final = "{name}: Index {index}, Mittel {mean}"
DRIVERS_OF_CLASS: Final = "{name}: Index {index} (Klasse „{label}“), Mittel {mean}"
DRIVERS_NONE: Final = "{name}: kein Index ({reason})"
CONTRIBUTION_LEAD: Final = (
    "Die Balken sagen, wie weit jede Angabe das Gebiet vom Durchschnitt der {plural} wegführt. "
    "Zusammen ergeben sie den Abstand seines Index vom Mittel."
)
CONTRIBUTION_AXIS: Final = "Beitrag zum Index"
LOWERS: Final = "senkt den Index"
RAISES: Final = "erhöht den Index"
TOTAL: Final = "Abstand vom Mittel"
CONTRIBUTION_ALT: Final = "{name}: {parts}. Zusammen {total}."
PART_OF_ALT: Final = "{title} {value}"
CONTRIBUTIONS: Final = "Beiträge in allen {plural}"

# Checks.
CHECKS: Final = "Passen die Bestandteile zusammen?"
CORRELATIONS: Final = "Zusammenhang der Bestandteile (Korrelation r von −1 bis +1)"
PART: Final = "Bestandteil"
WITH_OTHERS: Final = "mit der Summe der anderen"
SKEWNESS: Final = "Schiefe"
MISSING: Final = "ohne Wert"
MISSING_OF: Final = "{count} von {total}"
NO_WARNING: Final = "Auffällig ist daran nichts."
DOUBLE_COUNTED: Final = "Fast dasselbe sagen und zählen damit doppelt: {pairs}."
PAIR: Final = "„{first}“ und „{second}“ (r = {r})"
WRONG_SIGN: Final = (
    "„{title}“ läuft den anderen Bestandteilen entgegen (r = {r}). Prüfen Sie die Richtung."
)
SKEWED: Final = (
    "„{title}“ ist sehr schief verteilt (Schiefe {skewness}): Wenige {plural} bestimmen den "
    "Maßstab. Prüfen Sie, ob Sie logarithmieren oder Ausreißer zurücksetzen."
)
MANY_MISSING: Final = "„{title}“ fehlt für {missing} {plural}: Sie haben deshalb keinen Index."

# Leave-one-out.
WITHOUT: Final = "Wenn ein Bestandteil fehlte"
WITHOUT_PART: Final = "ohne"
CHANGED: Final = "{plural} in anderer Klasse"
SAME_ORDER: Final = "Zusammenhang mit dem ganzen Index (r)"
ONE_PART: Final = "Der Index hat nur einen Bestandteil."

# Stability.
STABILITY: Final = "Wie sicher ist die Einteilung?"
STABILITY_HEADLINE: Final = (
    "{title}, {year}: {count} von {total} {plural} bleiben in mindestens 90 % der Varianten in "
    "ihrer Klasse"
)
STABILITY_SUBTITLE: Final = (
    "{draws} Varianten: Gewichte um bis zu ein Viertel höher oder niedriger, Skalierung als "
    "{scalings}"
)
STABILITY_SUBTITLE_OWN: Final = (
    "{draws} Varianten: Gewichte um bis zu ein Viertel höher oder niedriger; die Skalierung "
    "bleibt, wie sie ist, weil feste Grenzen, ein Basisjahr oder das geometrische Mittel an ihr "
    "hängen"
)
SCALINGS: Final[Mapping[ScaleMethod, str]] = {
    ScaleMethod.ZSCORE: "z-Wert",
    ScaleMethod.MINMAX: "Min–Max",
    ScaleMethod.RANK: "Rang",
    ScaleMethod.PERCENTILE: "Prozentrang",
    ScaleMethod.EXPONENTIAL: "exponentieller Rang",
}
OR: Final = " oder "
STABILITY_MAP: Final = "Klasse bleibt gleich in … der Varianten"
STABILITY_CLASSES: Final = (
    "in weniger als 50 %",
    "in 50 bis unter 75 %",
    "in 75 bis unter 90 %",
    "in 90 % und mehr",
)
UNIT_STABILITY: Final = "{name}: Gruppe bleibt in {share} % der Varianten gleich"
SAME_CLASS: Final = "Klasse bleibt gleich"
SAME_CLASS_TEXT: Final = "in {share} % der Varianten"
RANKS: Final = "Rangspanne"
SHOW_RANKS: Final = "Rangspanne zeigen (1 = höchster Index)"
RANKS_NOTE: Final = (
    "In 90 % der Varianten liegt der Rang zwischen diesen beiden. Ränge, deren Spannen sich "
    "überschneiden, lassen sich nicht unterscheiden."
)
STABILITY_LEAD: Final = (
    "Gewichte und Skalierung sind gewählt. Wie oft ein Gebiet bei etwas anderer Wahl in derselben "
    "Klasse bliebe, zeigt, wie viel an der Einteilung Wahl ist. Zufallsschwankungen der Zahlen "
    "selbst sind darin nicht enthalten."
)
NO_CLASSES: Final = "Das Rezept bildet keine Klassen; die Rangspanne gibt es trotzdem."
STABILITY_ALT: Final = "{label}: {count}"
PERCENT: Final = "%"
SHARE_COLUMN: Final = "Klasse bleibt gleich"
LOW_RANK: Final = "Rang von"
HIGH_RANK: Final = "bis"
