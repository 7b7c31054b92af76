"""The German words of reference dates: how labels write them, and what readers may call them."""

from __future__ import annotations

from typing import Final

MONTHS: Final = (
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
)
QUARTER: Final = "{number}. Quartal"
HALF_YEAR: Final = "{number}. Halbjahr"
ANNUAL_MEAN: Final = "Jahresmittel"

# Patterns of what people write, in small letters.
MONTH_NAME: Final = "[a-zäöü]{3,9}"
OTHER_MONTHS: Final = {"jänner": 1, "feber": 2, "maerz": 3, "mrz": 3}
QUARTER_WORD: Final = "(?:quartal|vierteljahr)"
HALF_YEAR_WORD: Final = "halbjahr"
ANNUAL_MEAN_WORD: Final = "(?:jahresmittel|jahresmittelwert|jahresdurchschnitt)"
YEAR_WORD: Final = "(?:jahr|kalenderjahr|berichtsjahr)"
SCHOOL_YEAR_WORD: Final = "(?:schuljahr|kindergartenjahr|kita-jahr)"
TO: Final = "bis"

DAY_FORMS: Final = "Daten wie 2014-12-31 oder 31.12.2014"
REFERENCE_FORMS: Final = (
    "den Stichtag als Tag (2014-12-31 oder 31.12.2014), Monat (2014-03 oder März 2014), Quartal "
    "(2014-Q1 oder 1. Quartal 2014), Halbjahr (1. Halbjahr 2014), Jahr (2014), Jahresmittel 2014, "
    "Schuljahr (2013/14), zusammengefasste Jahre (2011-2013) oder Zeitraum "
    "(2014-04-01/2015-03-31), alles außer Tag und Jahr in Anführungszeichen"
)
