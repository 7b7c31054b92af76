"""German sentences about editions that can't be used as they are."""

from __future__ import annotations

from typing import Final

DAMAGED: Final = (
    "Die gespeicherte Ausgabe von „{area}“ für {years} ist beschädigt. Sie wurde aus den Daten neu "
    "berechnet; zu tun ist nichts."
)
OTHER_VERSION: Final = (
    "Die gespeicherte Ausgabe von „{area}“ für {years} gehört zu einer anderen Fassung des "
    "Sozialatlas. Sie wurde aus den Daten neu berechnet; zu tun ist nichts."
)
UNREADABLE: Final = (
    "Die gespeicherte Ausgabe von „{area}“ für {years} lässt sich nicht öffnen und wird jedes Mal "
    "aus den Daten neu berechnet. Löschen Sie sie in „editions“ unter ATLAS_HOME, oder geben Sie "
    "sie frei."
)
