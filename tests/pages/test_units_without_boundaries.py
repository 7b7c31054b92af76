"""Units are picked by name where no map lets anybody click on them."""

from __future__ import annotations

import pytest


@pytest.fixture
def visited(opened, town):
    address = {"gebiet": "ort", "ebene": "block", "indikator": "kinderanteil"}
    return lambda stem, **more: opened(f"pages/{stem}.py", town, **address, **more)


@pytest.mark.parametrize(
    ("stem", "sentence"),
    [("tabelle", "1 Block ausgewählt: Bach"), ("diagramme", "Anteil der Kinder")],
)
def test_a_unit_is_picked_by_its_name(visited, html, address, stem, sentence):
    page = visited(stem)
    (picker,) = page.multiselect
    assert picker.options[:2] == ["Anger", "Bach"]
    picker.select("02").run()
    assert not page.exception
    assert address(page)["auswahl"] == "02"
    assert sentence in html(page)


@pytest.mark.parametrize("stem", ["tabelle", "diagramme"])
def test_what_a_link_selects_is_picked_already(visited, stem):
    page = visited(stem, auswahl="01,04")
    assert page.multiselect[0].value == ["01", "04"]
    page.multiselect[0].set_value([]).run()
    assert page.multiselect[0].value == []


def test_with_boundaries_the_map_is_for_picking_for_the_table(opened):
    assert not opened("pages/tabelle.py", gebiet="rhein-berg").multiselect
