from __future__ import annotations

import pytest

from atlas.atlas import Atlas
from atlas.measures.footprints import common_base, footprints
from atlas.model.custom_areas import Part


@pytest.mark.parametrize(
    ("levels", "base"),
    [
        (["bezirk"], "bezirk"),
        (["bezirk", "stadt"], "bezirk"),
        (["bezirk", "schule"], "block"),
        (["bezirk", "quartier"], "block"),
        (["bezirk", "nowhere"], ""),
    ],
)
def test_the_coarsest_level_the_others_are_made_up_of(town, levels, base):
    assert common_base(Atlas.open(town).area("ort"), levels) == base


def test_where_units_lie_today(town):
    result = footprints(Atlas.open(town).area("ort"), "block", ["bezirk", "block"])
    assert result[Part(level="bezirk", unit="A")] == {"01", "02"}
    assert result[Part(level="bezirk", unit="B")] == {"03", "04"}
    assert result[Part(level="block", unit="03")] == {"03"}
