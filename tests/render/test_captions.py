from __future__ import annotations

from atlas.model.specs import Provenance
from atlas.render.captions import foot_lines, source_lines


def test_what_is_not_known_has_no_line():
    bare = Provenance(source="Amt", publisher="", reference_dates="", boundaries="")
    assert list(source_lines(bare)) == [("Quelle", "Amt")]
    assert list(foot_lines(bare)) == ["Quelle: Amt"]
