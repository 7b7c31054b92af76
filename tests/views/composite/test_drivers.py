"""The words about what drives an index and how sure its classes are."""

from __future__ import annotations

from pathlib import Path

import pytest

from atlas.model.scope import Scope
from atlas.sources.recipes import recipe_of
from atlas.views.composite import drivers, stability
from atlas.views.composite.figures import IndexChoice, area_index

RECIPE = """\
title = "Lage"
key = "unit"
[[part]]
indicator = "armut"
[[part]]
indicator = "saldo"
[scale]
method = "minmax"
[combine]
method = "sum"
[classes]
method = "quantile"
k = 2
"""


@pytest.fixture
def index(land):
    """Shares 10, 20, 30 %; balances 100, 150, 300 per 1,000; a unit without figure."""
    cells = {2021: [(10, 0, 100), (20, 5, 100), (30, 0, 100), (".", 0, 100)]}
    atlas = land(cells, columns=("arme", "reiche", "leute"))
    scope = Scope(area="land", level="teil", indicator="", year=2021)
    recipe = recipe_of(RECIPE.encode(), "r.toml", Path())
    return area_index(atlas, IndexChoice(scope=scope, recipe=recipe))


def test_a_unit_is_explained_in_bars_and_words(index):
    """Scaled 0, ½, 1 (mean ½) and 0, ¼, 1 (mean 5⁄12): indices 0, ¾, 2, mean 11⁄12."""
    driven = drivers.index_drivers(index)
    assert drivers.unit_sentence(driven, "3") == "Ort 3: Index 2,00 (Klasse „2“), Mittel 0,92"
    bars = drivers.unit_bars(driven, "3")
    assert [bar.text for bar in bars.bars] == ["+0,58", "+0,50", "+1,08"]
    assert drivers.bars_in_words("Ort 3", bars) == (
        "Ort 3: Saldo +0,58; Armut +0,50. Zusammen +1,08."
    )
    assert drivers.unit_bars(driven, "4") is None
    assert "kein Index" in drivers.unit_sentence(driven, "4")
    assert drivers.warnings(driven) == (
        "Fast dasselbe sagen und zählen damit doppelt: „Armut“ und „Saldo“ (r = 0,96).",
        "„Armut“ fehlt für 1 von 4 Kommunen: Sie haben deshalb keinen Index.",
        "„Saldo“ fehlt für 1 von 4 Kommunen: Sie haben deshalb keinen Index.",
    )
    last = drivers.contribution_table(driven).rows[3]
    assert [cell.text for cell in last.cells] == ["4", "Ort 4", "", "", ""]


def test_how_sure_a_class_is_stands_in_words_first(index):
    sure = stability.index_stability(index)
    assert stability.unit_sentence(sure, "3") == (
        "Ort 3: Gruppe bleibt in 100 % der Varianten gleich"
    )
    assert stability.unit_sentence(sure, "4") == ""
    assert stability.headline(sure).startswith("Lage, 2021: 3 von 3 Kommunen bleiben")
    rows = stability.stability_table(sure, with_ranks=True).rows
    assert [cell.text for cell in rows[2].cells] == ["3", "Ort 3", "2", "100", "1", "1"]
    assert [cell.text for cell in rows[3].cells] == ["4", "Ort 4", "", "", "", ""]
