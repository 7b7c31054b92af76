"""Which of the people are women: a part of each age, a little different from block to block.

Drawn from streams of their own after everything else, so no other figure depends on them.
"""

from __future__ import annotations

import numpy as np

from tools.musterstadt.ages import AGES
from tools.musterstadt.chance import Floats, Ints, normal, smooth_field, whole
from tools.musterstadt.population import City

SHARE = {0: 0.486, 20: 0.485, 35: 0.492, 55: 0.502, 65: 0.515, 75: 0.545, 85: 0.62, 95: 0.74}
"""Women as a part of all people of an age; in between on straight lines."""
GROUPS = {
    "u6": (0, 6), "6_14": (6, 15), "15_24": (15, 25), "25_39": (25, 40), "40_54": (40, 55),
    "55_64": (55, 65), "65_79": (65, 80), "80p": (80, AGES),
}  # fmt: skip
"""Age groups counted by sex: from, up to but not including."""
WOMEN, MEN = "ew_frauen_{}", "ew_maenner_{}"


def women(city: City, year: int) -> Ints:
    """Women and girls by block and single year of age on 31 December."""
    residents = city.residents(year)
    return np.minimum(whole(residents * _shares(city), f"women {year}"), residents)


def count_by_sex(people: Ints, women_of_them: Ints) -> dict[str, Ints]:
    """Women and men of each age group, from people by unit and single year of age."""
    counted = {}
    for group, (first, end) in GROUPS.items():
        of_group = women_of_them[:, first:end].sum(axis=1)
        counted[WOMEN.format(group)] = of_group
        counted[MEN.format(group)] = people[:, first:end].sum(axis=1) - of_group
    return counted


def _shares(city: City) -> Floats:
    """Women as a part of the people, by block and age: the same in all years."""
    odds = np.interp(np.arange(AGES), list(SHARE), list(SHARE.values()))
    uneven = 0.05 * smooth_field("women", city.districts.middles, 1.8)
    uneven += 0.05 * normal("women blocks", uneven.shape)
    odds = odds / (1.0 - odds) * np.exp(uneven)[:, None]
    return np.asarray(odds / (1.0 + odds))
