"""What may stand beside a profile, as the page offers and its address names it."""

from __future__ import annotations

from typing import Final

from atlas.atlas import Atlas
from atlas.model.areas import distinct_names
from atlas.model.custom_areas import Part
from atlas.views.profile import texts as words
from atlas.views.profile.figures import SIMILAR

BESIDE: Final = "neben"
"""Parameter of the address."""
MOST_UNITS: Final = 500
"""Units of a level beside the own one that a list still offers."""


def beside_options(atlas: Atlas, area_id: str, level_id: str) -> dict[str, str]:
    """Words of the address with their labels: nothing, the most similar unit, each unit.

    Units of the own level come first; the whole area stands beside every profile anyhow.
    """
    area, level = atlas.area(area_id), atlas.level(area_id, level_id)
    options = {words.NOTHING_WORD: words.BESIDE_NOTHING}
    if level_id != area.top_level:
        options[words.SIMILAR_WORD] = words.BESIDE_SIMILAR.format(level=level.name)
    others = (other for other in area.levels if other.id not in {level_id, area.top_level})
    for own in (level, *others):
        if own is level or len(own.newest_units) <= MOST_UNITS:
            names = distinct_names(own.units)
            for unit in own.newest_units:
                label = words.BESIDE_UNIT.format(name=names[unit.id].shown, level=own.name)
                options[Part(level=own.id, unit=unit.id).key] = label
    return options


def beside_word(beside: str) -> str:
    """The word of an address for what a `ProfileChoice` names."""
    return words.SIMILAR_WORD if beside == SIMILAR else beside


def beside_of_word(word: str) -> str:
    """What a `ProfileChoice` names by a word of an address."""
    return {words.NOTHING_WORD: "", words.SIMILAR_WORD: SIMILAR}.get(word, word)
