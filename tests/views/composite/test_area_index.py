"""An index of an area: from what is shown, its map, its words, a fixed standard beside it."""

from __future__ import annotations

from pathlib import Path

import pytest

from atlas.errors import CompositeError
from atlas.model.recipes import Recipe
from atlas.model.scope import Scope
from atlas.sources.recipes import recipe_of
from atlas.views.composite import groups, movement
from atlas.views.composite.captions import excluded_sentence, explanation, headline
from atlas.views.composite.choices import fits, own_recipe, with_method
from atlas.views.composite.figures import AreaIndex, IndexChoice, area_index
from atlas.views.composite.maps import index_card, index_map, ramp
from atlas.views.composite.table import index_sources
from atlas.views.composite.unit_table import index_table, standards

POVERTY = """\
title = "Lage"
key = "unit"
[[part]]
indicator = "armut"
[scale]
method = "zscore"
[combine]
method = "sum"
[exclude]
column = "leute"
below = 50
[classes]
method = "sd"
breaks = [0]
labels = ["gering", "hoch"]
"""
# shares 10, 20, 30 % (mean 20, deviation 8.1650), all halved a year later; too few people, no count
CELLS = {
    2020: [(10, 100), (40, 200), (30, 100), (5, 10), (".", 100)],
    2021: [(5, 100), (20, 200), (15, 100), (5, 10), (".", 100)],
}
SCOPE = Scope(area="land", level="teil", indicator="", year=2021)


def recipe(text: str = POVERTY) -> Recipe:
    return recipe_of(text.encode(), "r.toml", Path())


@pytest.fixture
def index(land):
    """The atlas, and the index of its recipe in 2021."""
    atlas = land(CELLS)

    def build(text: str = POVERTY) -> tuple[object, AreaIndex]:
        return atlas, area_index(atlas, IndexChoice(scope=SCOPE, recipe=recipe(text)))

    return build


def test_units_are_classed_and_those_without_index_named_with_the_reason(index):
    atlas, made = index()
    series = index_map(atlas, made)
    assert [entry.label for entry in series.legend] == [
        "gering (Index bis 0,00)",
        "hoch (über 0,00)",
        "ohne Index: Leute unter 50",
        "ohne Index: ein Bestandteil ist nicht ausgewiesen",
    ]
    assert series.columns[0].codes == bytes([0, 0, 1, 2, 3])
    assert series.columns[0].counts == (2, 1, 1, 1)
    assert headline(made) == "Lage, 2021: 1 von 3 Kommunen in der Klasse „hoch“"
    assert excluded_sentence(made) == (
        "Ohne Index bleiben 2 Kommunen: Ort 4 (Leute unter 50); "
        "Ort 5 (Armut: kein Wert ausgewiesen)."
    )
    assert any("aus Datenschutzgründen" in sentence for sentence in explanation(made))


def test_the_table_has_scaled_values_or_a_reason_and_the_card_says_the_same(index):
    atlas, made = index()
    spec = index_table(atlas, made, index_sources(atlas, made.choice, ""), "")
    rows = [[cell.text for cell in row.cells] for row in spec.rows]
    assert rows[2] == ["3", "Ort 3", "1,22", "1,22", "1,22", "hoch", ""]
    assert rows[3] == ["4", "Ort 4", "", "", "", "", "Leute unter 50"]
    assert index_card(made, "3").lines == (("Klasse", "hoch"), ("Armut, skaliert", "1,22"))
    assert index_card(made, "4").figure == "kein Index"
    assert index_card(made, "9") is None


def test_where_all_improve_only_a_fixed_standard_shows_it(index):
    """Halved, 5, 10 and 15 % are all below the mean of 20 % of 2020; relatively nothing changed."""
    atlas, made = index()
    rows = [[cell.text for cell in row.cells] for row in standards(atlas, made, 2020).rows]
    assert rows == [["gering", "2", "3", "2"], ["hoch", "1", "0", "1"]]


def test_status_is_crossed_with_the_change_in_points(index):
    """Changes −5, −10, −15 points: turned into 1.22, 0, −1.22 deviations."""
    _, made = index(POVERTY + "[cross]\nchange_years = 1\n")
    assert made.second.index[:3] == pytest.approx([1.224745, 0, -1.224745], abs=1e-6)
    assert dict(index_card(made, "3").lines)["Gruppe"] == "hoch / positiv"
    with pytest.raises(CompositeError, match="zu wenige Einheiten"):
        index(POVERTY.replace("below = 50", "below = 150"))


def test_a_method_is_lent_to_the_parts_a_level_has(index):
    atlas, _ = index()
    own = own_recipe(atlas, SCOPE)
    assert fits(atlas, SCOPE, own)
    method = recipe(POVERTY.replace("zscore", "rank") + "[cross]\nchange_years = 3\n")
    made = with_method(own, method)
    assert made.parts == own.parts
    assert made.scale.method == "rank"
    assert made.cross.change_years == 2
    assert made.title == "Eigener Index (Verfahren: Lage)"


def test_many_classes_have_as_many_colours():
    shades = ramp(10)
    assert len(set(shades)) == 10
    assert (shades[0], shades[-1]) == (ramp(7)[0], ramp(7)[-1])


def test_the_groups_are_a_square_from_low_to_high(index):
    atlas, made = index(POVERTY + "[cross]\nchange_years = 1\n")
    cross = made.recipe.cross
    series = groups.group_map(atlas, made, cross)
    # status gering, gering, hoch; changes negativ (the smallest fall), stabil, positiv
    assert series.columns[0].codes == bytes([2, 1, 3, 6, 7])
    assert series.legend[3].label == "hoch / positiv: hoch, positiv"
    assert series.legend[3].position == (0, 1)
    assert len({entry.colour for entry in series.legend[:6]}) == 6
    rows = [[cell.text for cell in row.cells] for row in groups.group_table(made, cross).rows]
    assert rows[3] == ["hoch / positiv", "hoch", "positiv", "1", "Ort 3"]
    assert groups.headline(made, cross) == (
        "Lage, 2021: 0 von 3 Kommunen in der Gruppe „hoch / negativ“"
    )


def test_who_moved_is_on_the_map_in_the_matrix_and_in_words(land):
    """10, 20, 30 % become 30, 20, 10 %: the first and the last change places."""
    atlas = land({2020: [(10, 100), (19, 100), (30, 100)], 2021: [(30, 100), (19, 100), (10, 100)]})
    made = area_index(atlas, IndexChoice(scope=SCOPE, recipe=recipe()))
    moved = movement.index_movement(atlas, made, 2020)
    assert movement.headline(moved) == (
        "Lage, 2020 bis 2021: 2 von 3 Kommunen haben die Klasse gewechselt"
    )
    assert movement.subtitle(moved).startswith("Davon 1 in eine höhere, 1 in eine niedrigere")
    assert [[cell.text for cell in row.cells] for row in movement.matrix(moved).rows] == [
        ["gering", "1", "1", "2"],
        ["hoch", "1", "0", "1"],
    ]
    rows = [[cell.text for cell in row.cells] for row in movement.moved_table(moved).rows]
    assert [row[1:4] for row in rows] == [["Ort 1", "gering", "hoch"], ["Ort 3", "hoch", "gering"]]
    series = movement.movement_map(atlas, moved)
    labels = [series.legend[code].label for code in series.columns[0].codes]
    assert [label.partition(",")[0] for label in labels] == [
        "eine Klasse höher",
        "gleiche Klasse",
        "eine Klasse niedriger",
    ]
