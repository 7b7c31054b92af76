from __future__ import annotations

import pytest

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
def test_the_coarsest_level_the_others_are_made_up_of(plain_atlas, levels, base):
    assert common_base(plain_atlas().area("ort"), levels) == base


def test_where_units_lie_today(plain_atlas):
    result = footprints(plain_atlas().area("ort"), "block", ["bezirk", "block"])
    assert result[Part(level="bezirk", unit="A")] == {"01", "02"}
    assert result[Part(level="bezirk", unit="B")] == {"03", "04"}
    assert result[Part(level="block", unit="03")] == {"03"}
