"""Day care, schools and help for families."""

from __future__ import annotations

from tools.musterstadt.chance import whole
from tools.musterstadt.sheet import Sheet

SECONDARY = 1.22  # pupils of the lower secondary level for each resident of 10 to 14
ALL_PUPILS = 1.16  # pupils for each resident of 6 to 14
PRIMARY = 0.985  # pupils of primary schools for each resident of 6 to 9
LAST_CLASS = 0.243  # of the pupils of primary schools
EXAMINED = 0.325  # before school, of the residents of 3 to 5
LEAVING = 0.32  # of the residents of 15 to 17


def add_day_care(sheet: Sheet) -> None:
    """Children in day care, by where they live."""
    sheet.draw("kinder_betreut_u3", "kinder_betreut_3_5")


def add_pupils(sheet: Sheet) -> None:
    """Pupils by where they live."""
    sheet.figures["schueler_sek1"] = whole(SECONDARY * sheet["ew_10_14"], "schueler_sek1")
    older = sheet["schueler_sek1"] - sheet["ew_10_14"]
    sheet.figures["schueler"] = older + whole(ALL_PUPILS * sheet["ew_6_14"], "schueler")
    sheet.draw("schueler_sek1_gym", "schueler_lse")


def add_family_help(sheet: Sheet) -> None:
    """Help for families and young people before the courts, by where they live."""
    sheet.draw("hze_junge_menschen", "jgh_junge_menschen")


def add_primary_schools(sheet: Sheet) -> None:
    """Primary schools, by the district of the school."""
    sheet.figures["schueler_gs"] = whole(PRIMARY * sheet["ew_6_9"], "schueler_gs")
    sheet.figures["uebergaenge"] = whole(LAST_CLASS * sheet["schueler_gs"], "uebergaenge")
    sheet.draw("schueler_gs_befreit", "kinder_ganztag", "uebergaenge_gym")


def add_school_start(sheet: Sheet) -> None:
    """Examinations before school."""
    sheet.figures["seu_untersucht"] = whole(EXAMINED * sheet["ew_3_5"], "seu_untersucht")
    sheet.draw("seu_sprache", "seu_visuomotorik", "seu_zaehne", "seu_gemessen", "seu_uebergewicht")
    sheet.draw("seu_vorsorgeheft", "seu_u8", "seu_impfausweis", "seu_masern2")


def add_leavers(sheet: Sheet) -> None:
    """Those who leave school, and children who use what helps them take part."""
    sheet.figures["schulabgaenge"] = whole(LEAVING * sheet["ew_15_17"], "schulabgaenge")
    sheet.draw("schulabgaenge_ohne", "but_berechtigte", "but_kinder")
