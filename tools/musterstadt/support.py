"""Transfers, work, and the debts and incomes of people."""

from __future__ import annotations

import numpy as np

from tools.musterstadt.chance import whole
from tools.musterstadt.level_data import LevelData

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


def add_transfers(data: LevelData) -> None:
    """Recipients under SGB II, SGB XII and AsylbLG, built from the parts to the whole."""
    data.draw("bg_pers_u15", "sgb2_nef_u15", "kinder 15-17", "sgb2_elb")
    data.quantities["kinder_bg_u18"] = data["bg_pers_u15"] + data.quantities.pop("kinder 15-17")
    elb = data["sgb2_elb"]
    data.quantities["sgb2_nef"] = data["sgb2_nef_u15"] + whole(OLDER_UNFIT * elb, "nef 15+")
    data.quantities["sgb2_rlb"] = elb + data["sgb2_nef"]
    data.quantities["sgb2_slb"] = whole(OTHER_ENTITLED * data["sgb2_rlb"], "sgb2_slb")
    data.quantities["sgb2_lb"] = data["sgb2_rlb"] + data["sgb2_slb"]
    data.draw("elb_ab17", "elb_langzeit", "elb_erwerbstaetig", "ae_bg")
    data.draw("hlu", "grusi_alter", "erwerbsgemindert", "asylblg", "wohngeld_hh", "hzp_empfang")
    data.quantities["grusi"] = data["grusi_alter"] + data.quantities.pop("erwerbsgemindert")


def add_work(data: LevelData) -> None:
    """Unemployed people and employees at their place of residence."""
    data.draw("arbeitslose", "arbeitslose_sgb2")
    data.limit("arbeitslose_sgb2", JOBCENTRE_AT_MOST * data["sgb2_elb"])
    data.limit("arbeitslose", data["arbeitslose_sgb2"] / JOBCENTRE_AT_LEAST)
    total, jobcentre = data["arbeitslose"], data["arbeitslose_sgb2"]
    data.quantities["arbeitslose_sgb3"] = total - jobcentre
    data.quantities["sgb2_nicht_arbeitslos"] = data["sgb2_lb"] - jobcentre
    data.draw("arbeitslose_15_24", "arbeitslose_55_64", "arbeitslose_lz")
    data.limit("arbeitslose_15_24", MOST_YOUNG * total)
    data.limit("arbeitslose_55_64", MOST_OLDER * total)
    data.limit("arbeitslose_lz", MOST_LASTING * data["ew_15_64"])
    data.draw("ew_frauen_15_64", "svb_frauen", "minijob_15_64")
    data.quantities["Männer"] = data["ew_15_64"] - data["ew_frauen_15_64"]
    data.draw("svb Männer")
    data.quantities["svb_15_64"] = data["svb_frauen"] + data.quantities.pop("svb Männer")
    del data.quantities["Männer"]


def add_money(data: LevelData) -> None:
    """Incomes and the share of people over their heads in debt."""
    need, young = data.conditions["need"], data.conditions["young"]
    data.draw("steuerpflichtige")
    mean = INCOME * data.by_year(INCOME_PATH) * np.exp(-0.30 * need - 1.5 * young)
    mean = mean * np.exp(0.03 * data.noise("income"))
    data.quantities["einkuenfte"] = np.round(mean * data["steuerpflichtige"], -3)
    debts = DEBTS * data.by_year(DEBTS_PATH) * np.exp(0.29 * need)
    debts = debts * np.exp(0.05 * data.noise("schuldnerquote"))
    data.quantities["schuldnerquote"] = np.round(np.clip(debts, LEAST_DEBTS, MOST_DEBTS), 1)
