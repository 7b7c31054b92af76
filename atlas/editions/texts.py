"""German sentences about editions that can't be used as they are."""

from __future__ import annotations

from typing import Final

DAMAGED: Final = (
    "Die gespeicherte Ausgabe von „{area}“ für {year} ist beschädigt. Sie wurde aus den Daten neu "
    "berechnet; zu tun ist nichts."
)
OTHER_VERSION: Final = (
    "Die gespeicherte Ausgabe von „{area}“ für {year} gehört zu einer anderen Fassung des "
    "Sozialatlas. Sie wurde aus den Daten neu berechnet; zu tun ist nichts."
)
