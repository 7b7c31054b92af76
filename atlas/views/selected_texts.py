"""The German words of what is selected."""

from __future__ import annotations

from typing import Final

SELECTED: Final = "{number} {noun} ausgewählt: {names}"
SELECTED_ROW: Final = "ausgewählt"
UNSELECT: Final = "Auswahl aufheben"
ONLY_SELECTED: Final = "Nur Auswahl"
ONLY_SELECTED_OF: Final = "nur Auswahl: {shown} von {total} {plural}"
EMPHASISED: Final = "Hervorgehoben: {names}"
SELECTED_STEM: Final = "auswahl"
