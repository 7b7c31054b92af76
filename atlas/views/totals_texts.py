"""The German words about delivered totals and the sums they differ from."""

from __future__ import annotations

from typing import Final

AREA: Final = "{kind} gemeldet {delivered}; {sum_of} {summed}"
SUM_OF: Final = "Summe der {plural}"
UNITS: Final = "Gemeldete Werte weichen von den Summen ab: {which}"
UNIT: Final = "{name} gemeldet {delivered}, Summe {summed}"
COUNT: Final = "{plural}, {number} von {total}"
ALSO: Final = " (verschieden auch {years})"
LEAD_NONE: Final = ""
LEAD_YEAR: Final = "{year}: "
LEAD_TITLE: Final = "{title}, {year}: "
