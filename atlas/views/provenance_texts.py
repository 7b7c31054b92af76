"""The German words of provenance: dates and boundaries."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from atlas.model.quantities import Exactness

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
_ROUNDED_BEFORE: Final = (
    "Auf {base} gerundet geliefert: Summen daraus stehen in Klammern, sie können abweichen."
)
EXACTNESS: Final[Mapping[Exactness, str]] = {
    Exactness.EXACT: "",
    Exactness.ROUNDED_5: _ROUNDED_BEFORE.format(base=5),
    Exactness.ROUNDED_10: _ROUNDED_BEFORE.format(base=10),
    Exactness.CELL_KEY: (
        "Mit der Cell-Key-Methode verändert geliefert: Summen daraus stehen in Klammern, sie "
        "können abweichen."
    ),
}
FOOTNOTE: Final = "{text} ({function}, {day})"
MORE_FOOTNOTES: Final = (
    "Hinweise zu einzelnen Gebieten, die hier nicht stehen: {count}. Sie stehen in deren Profil."
)
COMPUTED: Final = "„{title}“ ist berechnet: {sum}."
BOUNDARIES_NONE: Final = "keine Grenzen hinterlegt"
SCHEMATIC: Final = "schematische Grenzen"
