"""Day care, schools and help for families."""

from __future__ import annotations

from tools.musterstadt.chance import whole
from tools.musterstadt.level_data import LevelData

SECONDARY = 1.22  # pupils of the lower secondary level for each resident of 10 to 14
ALL_PUPILS = 1.16  # pupils for each resident of 6 to 14
PRIMARY = 0.985  # pupils of primary schools for each resident of 6 to 9
LAST_CLASS = 0.243  # of the pupils of primary schools
EXAMINED = 0.325  # before school, of the residents of 3 to 5
LEAVING = 0.32  # of the residents of 15 to 17


def add_day_care(data: LevelData) -> None:
    """Children in day care, by where they live."""
    data.draw("kinder_betreut_u3", "kinder_betreut_3_5")


def add_pupils(data: LevelData) -> None:
    """Pupils by where they live."""
    data.quantities["schueler_sek1"] = whole(SECONDARY * data["ew_10_14"], "schueler_sek1")
    older = data["schueler_sek1"] - data["ew_10_14"]
    data.quantities["schueler"] = older + whole(ALL_PUPILS * data["ew_6_14"], "schueler")
    data.draw("schueler_sek1_gym", "schueler_lse")


def add_family_help(data: LevelData) -> None:
    """Help for families and young people before the courts, by where they live."""
    data.draw("hze_junge_menschen", "jgh_junge_menschen")


def add_primary_schools(data: LevelData) -> None:
    """Primary schools, by the district of the school."""
    data.quantities["schueler_gs"] = whole(PRIMARY * data["ew_6_9"], "schueler_gs")
    data.quantities["uebergaenge"] = whole(LAST_CLASS * data["schueler_gs"], "uebergaenge")
    data.draw("schueler_gs_befreit", "kinder_ganztag", "uebergaenge_gym")


def add_school_start(data: LevelData) -> None:
    """Examinations before school."""
    data.quantities["seu_untersucht"] = whole(EXAMINED * data["ew_3_5"], "seu_untersucht")
    data.draw("seu_sprache", "seu_visuomotorik", "seu_zaehne", "seu_gemessen", "seu_uebergewicht")
    data.draw("seu_vorsorgeheft", "seu_u8", "seu_impfausweis", "seu_masern2")


def add_leavers(data: LevelData) -> None:
    """Those who leave school, and children who use what helps them take part."""
    data.quantities["schulabgaenge"] = whole(LEAVING * data["ew_15_17"], "schulabgaenge")
    data.draw("schulabgaenge_ohne", "but_berechtigte", "but_kinder")
