"""The German words of provenance: dates and boundaries."""

from __future__ import annotations

from typing import Final

AND: Final = " und "
ON_DAY: Final = "am {day}"
IN_MONTH: Final = "im {day}"
EACH_DAY: Final = "jeweils {day}"
WHOLE_YEAR: Final = "im ganzen Jahr"
CONVERTED_BEFORE: Final = (
    "Gebietsstand {day}; Werte vor {year} umgerechnet, Werte geteilter Einheiten geschätzt"
)
CONVERTED_FROM: Final = (
    "Gebietsstand {day}; Werte ab {year} umgerechnet, Werte geteilter Einheiten geschätzt"
)
ROUNDED: Final = (
    "Zahlen auf {base} gerundet, Summen können abweichen; „–“ heißt 0 bis {most}, Quoten und "
    "Veränderungen sind aus den gerundeten Zahlen berechnet."
)
ROUNDED_ZERO: Final = "– = null, oder auf null gerundet (0 bis {most})"
COMPUTED: Final = "„{title}“ ist berechnet: {sum}."
BOUNDARIES_NONE: Final = "keine Grenzen hinterlegt"
SCHEMATIC: Final = "schematische Grenzen"
