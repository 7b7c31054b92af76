from __future__ import annotations

from atlas.views.address import units_of, units_word


def test_units_are_named_once_each():
    assert units_of("05378004,05378008,05378004,") == ("05378004", "05378008")
    assert units_word(("a", "b")) == "a,b"
    assert units_of("") == ()
