"""Two indicators on one map: three classes each, over all common years."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest

from atlas.errors import AtlasError, UnknownYearError
from atlas.model.scope import Scope
from atlas.model.specs import NO_CODE, MapKind
from atlas.views.map import colours
from atlas.views.map.bivariate import (
    bivariate,
    bivariate_card,
    bivariate_series,
    bivariate_texts,
)
from tests.small_town import drop_column
from tests.views.map.test_colours import COLOUR_BLIND, distance, luminance

CAUSE = "muss das eine nicht die Ursache des anderen sein"
# arme 1 … 9, reiche in threes: each cell of the square has one unit
NINE = [(n, 10 * (1 + n % 3), 100) for n in range(1, 10)]
COLUMNS = ("arme", "reiche", "leute")


def scope(year=2020, code="arme") -> Scope:
    return Scope(area="land", level="teil", indicator=code, year=year)


@pytest.fixture
def atlas(land):
    def make(cells, **more):
        return land(cells, columns=COLUMNS, **more)

    return make


def test_nine_units_take_the_nine_cells(atlas):
    spec = bivariate(atlas({2020: NINE}), scope(), "reiche")
    assert spec.kind is MapKind.BIVARIATE
    places = [spec.legend[figure.legend_class].position for figure in spec.current_map.figures]
    # columns by arme (1–3, 4–6, 7–9), rows by reiche (20, 30, 10 in turn)
    assert places == [(0, 1), (0, 2), (0, 0), (1, 1), (1, 2), (1, 0), (2, 1), (2, 2), (2, 0)]
    assert spec.current_map.counts == (1,) * 9
    assert [entry.colour for entry in spec.legend] == [c for row in colours.BIVARIATE for c in row]
    assert spec.axes == ("Arme (Personen)", "Reiche (Personen)")
    assert [len(classes) for classes in spec.axis_classes] == [3, 3]
    assert spec.file_stem == "land__kommunen__arme__reiche__2020__karte"


def test_labels_name_both_classes_with_their_limits(atlas):
    spec = bivariate(atlas({2020: NINE}), scope(), "reiche")
    last = next(entry.label for entry in spec.legend if entry.position == (2, 0))
    assert last == "Arme hoch (7 und mehr), Reiche niedrig (unter 20)"
    assert spec.axis_classes[0] == ("niedrig: unter 4", "mittel: 4 bis unter 7", "hoch: 7 und mehr")


def test_one_classing_over_all_common_years(atlas):
    cells = {2020: NINE, 2021: [(n + 9, r, p) for n, r, p in NINE]}
    land = atlas(cells)
    spec = bivariate(land, scope(), "reiche", every_year=True)
    assert [column.year for column in spec.columns] == [2020, 2021]
    # 18 figures 1 … 18: the terciles are 1–6, 7–12, 13–18
    assert spec.axis_classes[0][0] == "niedrig: unter 7"
    other = bivariate(land, scope(2021), "reiche", every_year=True)
    assert (other.legend, other.columns, other.years) == (spec.legend, spec.columns, spec.years)
    alone = bivariate(land, scope(), "reiche")
    assert [year.year for year in alone.years] == [2020]
    assert alone.current_map == spec.current_map


def test_series_and_map_agree(atlas):
    land = atlas({2020: NINE})
    series = bivariate_series(land, scope(), "reiche")
    spec = bivariate(land, scope(), "reiche")
    assert (series.legend, series.columns, series.units) == (spec.legend, spec.columns, spec.units)
    assert list(series.columns[0].codes) == [f.legend_class for f in spec.current_map.figures]
    captions = bivariate_texts(land, scope(), "reiche", series)
    assert captions.text_alternative == spec.current_map.text_alternative
    assert captions.figures == ()
    for figure in spec.current_map.figures:
        card = bivariate_card(land, scope(), "reiche", figure.unit)
        assert ((card.label, card.figure), *card.lines) == figure.details
    assert bivariate_card(land, scope(), "reiche", "nirgends") is None


def test_both_figures_stand_on_the_map_and_beside_it(atlas):
    spec = bivariate(atlas({2020: NINE}), scope(), "reiche")
    first = spec.current_map.figures[0]
    assert first.text == "1 | 20"
    assert first.details == (("Arme", "1 Personen, niedrig"), ("Reiche", "20 Personen, mittel"))


def test_the_text_alternative_counts_the_corners(atlas):
    text = " ".join(bivariate(atlas({2020: NINE}), scope(), "reiche").current_map.text_alternative)
    assert "beide Werte hoch 1; beide niedrig 1;" in text
    assert "„Arme“ hoch und „Reiche“ niedrig 1; „Arme“ niedrig und „Reiche“ hoch 1" in text
    assert "dazwischen 5" in text
    assert "Arme niedrig unter 4, mittel 4 bis unter 7, hoch 7 und mehr" in text
    assert CAUSE in text
    assert "Für alle 9 Kommunen" in text


def test_headline_is_neutral_and_the_area_has_both_values(atlas):
    year = bivariate(atlas({2020: NINE}), scope(), "reiche").current_map
    assert year.headline == "Zwei Merkmale im Vergleich: Arme und Reiche im Kreis Test, 2020"
    assert year.subtitle.startswith("Kreis: Arme 45 Personen, Reiche 180 Personen")
    assert year.area_value is None


def test_a_unit_that_lacks_one_figure_has_its_sign(atlas):
    cells = [*NINE[:-2], (".", 10, 100), (9, "...", 100)]
    spec = bivariate(atlas({2020: cells}), scope(), "reiche")
    entries = [spec.legend[figure.legend_class] for figure in spec.current_map.figures]
    assert [entry.sign for entry in entries[-2:]] == [".", "…"]
    assert [figure.value for figure in spec.current_map.figures[-2:]] == [None, None]
    assert [figure.text for figure in spec.current_map.figures[-2:]] == [". | 10", "9 | …"]
    assert sum(spec.current_map.counts) == 9
    assert "Für 2 von 9 Kommunen" in " ".join(spec.current_map.text_alternative)


def test_uncertain_figures_are_hatched_in_their_cell(atlas):
    cells = [("(1)", 20, 100), *NINE[1:]]
    spec = bivariate(atlas({2020: cells}), scope(), "reiche")
    entry = spec.legend[spec.current_map.figures[0].legend_class]
    assert (entry.hatched, entry.position) == (True, (0, 1))
    assert entry.label.endswith("eingeschränkt (\u00a0)")


def test_ties_make_fewer_groups_and_that_is_said(atlas):
    cells = [(5 if n < 8 else 9, r, p) for n, r, p in NINE]
    spec = bivariate(atlas({2020: cells}), scope(), "reiche")
    assert len(spec.axis_classes[0]) < 3
    assert "Arme" in spec.method
    assert sum(spec.current_map.counts) == 9


def test_all_figures_equal(atlas):
    spec = bivariate(atlas({2020: [(5, 7, 100)] * 4}), scope(), "reiche")
    assert [len(classes) for classes in spec.axis_classes] == [1, 1]
    assert spec.current_map.counts == (4,)
    assert spec.axis_classes[0][0].startswith("einheitlich")
    assert "beide Werte hoch" not in " ".join(spec.current_map.text_alternative)


def test_one_of_both_wholly_missing(atlas):
    spec = bivariate(atlas({2020: [(n, ".", 100) for n in range(1, 5)]}), scope(), "reiche")
    assert [entry.sign for entry in spec.legend] == ["."]
    assert spec.current_map.counts == (4,)


def test_codes_beyond_the_legend_mean_not_there(atlas):
    series = bivariate_series(atlas({2020: NINE}), scope(), "reiche")
    assert all(code < len(series.legend) or code == NO_CODE for code in series.columns[0].codes)


def test_years_that_only_one_of_both_has_are_left_out(atlas, land):
    land = atlas({2020: NINE, 2021: NINE})
    path = land.folder / "indicators" / "land"
    drop_column(path / "2021.csv", "reiche")
    again = type(land).open(land.folder)
    assert [c.year for c in bivariate_series(again, scope(), "reiche").columns] == [2020]
    with pytest.raises(UnknownYearError):
        bivariate_series(again, scope(2021), "reiche")


def test_an_unknown_indicator_is_refused(atlas):
    with pytest.raises(AtlasError):
        bivariate(atlas({2020: NINE}), scope(), "nirgends")


def test_the_shipped_county(shipped):
    requested = Scope(
        area="rhein-berg", level="kommune", indicator="ein_kinder_sgb2_u15", year=2014
    )
    year = bivariate(shipped, requested, "ew_u15").current_map
    named = {figure.name: figure.text for figure in year.figures}
    assert named["Burscheid"] == "12,5 | 2.499"
    assert "Einwohner unter 15 Jahren – 2014: 31.12.2013" in year.provenance.reference_dates


@pytest.mark.parametrize("seen_by", COLOUR_BLIND)
def test_the_nine_colours_are_told_apart_by_everybody(seen_by):
    nine = [colour for row in colours.BIVARIATE for colour in row]
    assert min(distance(a, b, seen_by) for a, b in combinations(nine, 2)) > 15
    assert min(distance(colour, colours.NO_VALUE, seen_by) for colour in nine) > 10


def test_more_is_darker_along_both_axes():
    for line in (*colours.BIVARIATE, *zip(*colours.BIVARIATE, strict=True)):
        assert all(luminance(low) > luminance(high) for low, high in pairwise(line))
