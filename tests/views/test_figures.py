"""Figures beyond their page: address and back, and what stands around one."""

from dataclasses import replace
from pathlib import Path

import pytest

from atlas.atlas import Atlas
from atlas.model.figures import FigureChoice, FigureKind
from atlas.model.scope import Scope, View
from atlas.views.figure.address import choice_of, page_of, words_of
from atlas.views.figure.figures import figure_table, figure_text
from atlas.views.figure.summaries import summary_of

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
        FigureChoice(
            kind=FigureKind.PROFILE,
            scope=replace(SCOPE, selection=("05378004",)),
            other="kommune:05378008",
        ),
        FigureChoice(kind=FigureKind.OVERVIEW, scope=SCOPE),
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


def test_a_unit_is_summed_up_beside_its_area(atlas):
    scope = replace(SCOPE, selection=("05378008",))
    choice = FigureChoice(kind=FigureKind.PROFILE, scope=scope)
    table = figure_table(atlas, choice)
    first = [cell.text for cell in table.rows[0].cells]
    # published: Burscheid 313 of 2,499, summed up 4,241 of 37,988
    assert {"12,5", "11,2"} <= set(first)
    headline = figure_text(atlas, choice).headline
    assert headline.startswith("Burscheid 2014: Kinder unter 15 Jahren im SGB-II-Bezug")
    assert headline.endswith("12,5 %, Kreiswert 11,2 %")


def test_the_whole_area_is_summed_up_with_its_sources(atlas):
    choice = FigureChoice(kind=FigureKind.OVERVIEW, scope=SCOPE)
    summary = summary_of(atlas, choice)
    (row,) = summary.table.rows
    assert row.cells[2].number == pytest.approx(4241 / 37988 * 100)
    assert [tile.value.split()[0] for tile in summary.tiles] == ["11,2"]
    stated = summary.table.provenance
    assert "Grundsatzkonzept" in stated.source
    assert stated.link.startswith("/uebersicht?gebiet=rhein-berg")
