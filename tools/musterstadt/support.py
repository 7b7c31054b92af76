"""Transfers, work, and the debts and incomes of people."""

from __future__ import annotations

import numpy as np

from tools.musterstadt.chance import whole
from tools.musterstadt.sheet import Sheet

OLDER_UNFIT = 0.015  # recipients of 15 and more who can't work, for each who can
OTHER_ENTITLED = 0.014  # other recipients, for each regular one
JOBCENTRE_AT_MOST = 0.72  # unemployed under the SGB II, of those fit for work
JOBCENTRE_AT_LEAST = 0.46  # of all unemployed
MOST_YOUNG, MOST_OLDER = 0.26, 0.36  # of the unemployed
MOST_LASTING = 0.072  # long unemployed, of all residents of 15 to 64
INCOME = 37_500.0  # € for each tax case, in the first year
INCOME_PATH = {2013: 1.0, 2024: 1.36}
DEBTS = 9.2  # percent
DEBTS_PATH = {2013: 1.0, 2019: 1.04, 2021: 0.9, 2024: 0.86}
LEAST_DEBTS, MOST_DEBTS = 4.1, 19.8


def add_transfers(sheet: Sheet) -> None:
    """Recipients under SGB II, SGB XII and AsylbLG, built from the parts to the whole."""
    sheet.draw("bg_pers_u15", "sgb2_nef_u15", "kinder 15-17", "sgb2_elb")
    sheet.figures["kinder_bg_u18"] = sheet["bg_pers_u15"] + sheet.figures.pop("kinder 15-17")
    elb = sheet["sgb2_elb"]
    sheet.figures["sgb2_nef"] = sheet["sgb2_nef_u15"] + whole(OLDER_UNFIT * elb, "nef 15+")
    sheet.figures["sgb2_rlb"] = elb + sheet["sgb2_nef"]
    sheet.figures["sgb2_slb"] = whole(OTHER_ENTITLED * sheet["sgb2_rlb"], "sgb2_slb")
    sheet.figures["sgb2_lb"] = sheet["sgb2_rlb"] + sheet["sgb2_slb"]
    sheet.draw("elb_ab17", "elb_langzeit", "elb_erwerbstaetig", "ae_bg")
    sheet.draw("hlu", "grusi_alter", "erwerbsgemindert", "asylblg", "wohngeld_hh", "hzp_empfang")
    sheet.figures["grusi"] = sheet["grusi_alter"] + sheet.figures.pop("erwerbsgemindert")


def add_work(sheet: Sheet) -> None:
    """Unemployed people and employees at their place of residence."""
    sheet.draw("arbeitslose", "arbeitslose_sgb2")
    sheet.limit("arbeitslose_sgb2", JOBCENTRE_AT_MOST * sheet["sgb2_elb"])
    sheet.limit("arbeitslose", sheet["arbeitslose_sgb2"] / JOBCENTRE_AT_LEAST)
    total, jobcentre = sheet["arbeitslose"], sheet["arbeitslose_sgb2"]
    sheet.figures["arbeitslose_sgb3"] = total - jobcentre
    sheet.figures["sgb2_nicht_arbeitslos"] = sheet["sgb2_lb"] - jobcentre
    sheet.draw("arbeitslose_15_24", "arbeitslose_55_64", "arbeitslose_lz")
    sheet.limit("arbeitslose_15_24", MOST_YOUNG * total)
    sheet.limit("arbeitslose_55_64", MOST_OLDER * total)
    sheet.limit("arbeitslose_lz", MOST_LASTING * sheet["ew_15_64"])
    sheet.draw("ew_frauen_15_64", "svb_frauen", "minijob_15_64")
    sheet.figures["Männer"] = sheet["ew_15_64"] - sheet["ew_frauen_15_64"]
    sheet.draw("svb Männer")
    sheet.figures["svb_15_64"] = sheet["svb_frauen"] + sheet.figures.pop("svb Männer")
    del sheet.figures["Männer"]


def add_money(sheet: Sheet) -> None:
    """Incomes and the share of people over their heads in debt."""
    need, young = sheet.conditions["need"], sheet.conditions["young"]
    sheet.draw("steuerpflichtige")
    mean = INCOME * sheet.by_year(INCOME_PATH) * np.exp(-0.30 * need - 1.5 * young)
    mean = mean * np.exp(0.03 * sheet.noise("income"))
    sheet.figures["einkuenfte"] = np.round(mean * sheet["steuerpflichtige"], -3)
    debts = DEBTS * sheet.by_year(DEBTS_PATH) * np.exp(0.29 * need)
    debts = debts * np.exp(0.05 * sheet.noise("schuldnerquote"))
    sheet.figures["schuldnerquote"] = np.round(np.clip(debts, LEAST_DEBTS, MOST_DEBTS), 1)
