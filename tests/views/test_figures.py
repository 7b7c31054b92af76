"""Figures beyond their page: address and back, and what stands around one."""

from dataclasses import replace
from pathlib import Path

import pytest

from atlas.atlas import Atlas
from atlas.model.figures import FigureChoice, FigureKind
from atlas.model.scope import Scope, View
from atlas.views.figure.address import choice_of, page_of, words_of
from atlas.views.figure.figures import figure_table, figure_text

DATA = Path(__file__).parents[2] / "data"
SCOPE = Scope(
    area="rhein-berg",
    level="kommune",
    indicator="ein_kinder_sgb2_u15",
    year=2014,
    base_year=2009,
)


@pytest.fixture(scope="module")
def atlas():
    return Atlas.open(DATA)


@pytest.mark.parametrize(
    "choice",
    [
        FigureChoice(kind=FigureKind.MAP, scope=SCOPE),
        FigureChoice(kind=FigureKind.MAP, scope=replace(SCOPE, view=View.CHANGE)),
        FigureChoice(kind=FigureKind.MAP, scope=SCOPE, every_year=True),
        FigureChoice(kind=FigureKind.MAP, scope=SCOPE, beside=replace(SCOPE, year=2009)),
        FigureChoice(kind=FigureKind.BARS, scope=SCOPE, by_value=True),
        FigureChoice(kind=FigureKind.SERIES, scope=replace(SCOPE, selection=("05378004",))),
        FigureChoice(kind=FigureKind.TABLE, scope=SCOPE, only_selected=True),
    ],
)
def test_the_address_of_a_figure_leads_back_to_it(atlas, choice):
    assert choice_of(atlas, page_of(choice), words_of(choice)) == choice


def test_what_an_address_names_in_vain_is_replaced_as_on_the_page(atlas):
    words = words_of(FigureChoice(kind=FigureKind.MAP, scope=SCOPE))
    asked = words | {"vergleich": "zusammenhang", "mit": "nichts"}
    assert choice_of(atlas, "karte", asked) == FigureChoice(kind=FigureKind.MAP, scope=SCOPE)
    lone = choice_of(atlas, "diagramme", words | {"diagramm": "scatter"})
    assert lone.kind is FigureKind.BARS


def test_a_caption_names_area_year_source_and_what_must_not_be_overlooked(atlas):
    caption = figure_text(atlas, FigureChoice(kind=FigureKind.MAP, scope=SCOPE)).caption
    for part in ("Rheinisch-Bergischer Kreis", "2014", "Grundsatzkonzept", "Schematische"):
        assert part in caption


def test_the_table_behind_a_map_has_every_unit_with_its_value(atlas):
    table = figure_table(atlas, FigureChoice(kind=FigureKind.MAP, scope=SCOPE))
    texts = {cell.text for row in table.rows for cell in row.cells}
    # published: Burscheid 313 of 2,499
    assert {"Burscheid", "12,5", "313"} <= texts
