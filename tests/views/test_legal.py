"""Imprint, data protection, accessibility: what is stated stands there, the rest is left open."""

from __future__ import annotations

from atlas.atlas import Atlas
from atlas.views import legal

BACKGROUND = """
[background]
kind = "wms"
url = "https://karten.example.org/wms"
layers = "a"
attribution = "Amt"
"""


def test_what_nobody_states_is_left_open(town):
    atlas = Atlas.open(town)
    first, _ = legal.imprint(atlas, "ort")
    assert first.facts == ()
    assert first.paragraphs == ("Ort: Der Herausgeber hat dazu noch keine Angaben hinterlegt.",)
    state, contact, _ = legal.accessibility(atlas, "ort")
    assert state.facts == contact.facts == ()


def test_what_is_stated_stands_there(town):
    (town / "districts/ort/identity.toml").write_text(
        'office = "Amt"\naddress = ["Markt 1", "00000 Ort"]\n'
        '[accessibility]\nconformity = "partial"\nbarriers = ["Die Karte."]\n',
        encoding="utf-8",
    )
    atlas = Atlas.open(town)
    first, _ = legal.imprint(atlas, "ort")
    assert first.facts == (("Herausgeber", "Amt"), ("Anschrift", "Markt 1, 00000 Ort"))
    assert first.paragraphs == ("Noch nicht hinterlegt: Telefon, E-Mail, Verantwortlich.",)
    state, barriers, *_ = legal.accessibility(atlas, "ort")
    assert state.facts == (("Stand", "teilweise vereinbar"),)
    assert barriers.sentences == ("Die Karte.",)


def test_a_background_from_elsewhere_is_named(town):
    def servers() -> str:
        return " ".join(list(legal.privacy(Atlas.open(town), "ort"))[-1].sentences)

    assert "ruft keinen anderen auf" in servers()
    with (town / "districts/ort/area.toml").open("a", encoding="utf-8") as file:
        file.write(BACKGROUND)
    assert "bei karten.example.org" in servers()
