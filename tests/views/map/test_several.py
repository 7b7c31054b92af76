"""All years on one sheet and two maps side by side: what is written on them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from atlas.errors import UnknownYearError
from atlas.model.scope import Scope, View
from atlas.views.map import colours
from atlas.views.map.maps import choropleth
from atlas.views.map.several import (
    map_pair,
    pair_sentences,
    sheet_stem,
    small_multiples,
    with_shared_classes,
)

RBK = Scope(area="rhein-berg", level="kommune", indicator="ein_kinder_sgb2_u15", year=2014)
CITY = Scope(area="musterstadt", level="bezirk", indicator="ein_sgb2_u15", year=2023)
CONVERTED = (
    "Gebietsstand 01.01.2020; Werte vor 2020 umgerechnet, Werte geteilter Einheiten geschätzt"
)


def test_a_sheet_of_all_years_speaks_of_all_of_them(shipped):
    multiples = small_multiples(shipped, RBK)
    assert [year.year for year in multiples.spec.years] == [2009, 2014]
    assert multiples.spec.legend == choropleth(shipped, RBK).legend
    summary = multiples.summary
    assert (summary.label, summary.year) == ("2009–2014", 2014)
    assert summary.provenance.reference_dates == (
        "2009: nicht angegeben; 2014: Kinder unter 15 Jahren im SGB-II-Bezug am 31.10.2014, "
        "Einwohner unter 15 Jahren am 31.12.2013"
    )
    # 2009: 3,9 | 6,6 and 8,3 | 9,8, 10,2, 10,5 and 11,3 | 13,7
    assert summary.text_alternative[1] == (
        "2009: Kreiswert 10,8 %; 3,0 bis unter 6,0: 1; 6,0 bis unter 9,0: 2; "
        "9,0 bis unter 12,0: 4; 12,0 bis 15,0: 1."
    )


def test_a_sheet_of_some_years_holds_those_with_figures(shipped):
    multiples = small_multiples(shipped, replace(RBK, years=(2013, 2014)))
    assert [year.year for year in multiples.spec.years] == [2014]
    assert multiples.summary.label == "2014"
    with pytest.raises(UnknownYearError, match="2014"):
        small_multiples(shipped, replace(RBK, years=(2009, 2010)))


def test_a_sheet_of_changes_has_no_base_year(shipped):
    multiples = small_multiples(shipped, replace(CITY, view=View.CHANGE, base_year=2021))
    assert multiples.summary.label == "2021–2024"
    labels = [year.label for year in multiples.spec.years]
    assert labels == ["2021–2022", "2021–2023", "2021–2024"]


def test_below_both_years_stands_that_one_was_converted(shipped):
    pair = map_pair(shipped, replace(CITY, year=2013), CITY)
    assert pair.title == "Musterstadt · 2013 und 2023"
    for spec, year in zip(pair.maps, (2013, 2023), strict=True):
        sources = spec.current_map.provenance
        assert sources.notes.count(CONVERTED) == 1
        assert sources.reference_dates == f"31.12.{year}"
        assert sources.boundaries == "01.01.2020"
    # after the change of borders nothing is converted
    late = map_pair(shipped, replace(CITY, year=2021), CITY)
    assert [spec for spec in late.maps if CONVERTED in spec.current_map.provenance.notes] == []


def test_two_levels_have_the_same_classes_and_say_which_level(shipped):
    social = replace(CITY, level="sozialraum")
    left, right = with_shared_classes(shipped, CITY, social)
    pair = map_pair(shipped, left, right)
    assert pair.title == "Musterstadt · Bezirke und Sozialräume"
    looks = [
        [(entry.label, entry.colour) for entry in spec.legend if not entry.sign]
        for spec in pair.maps
    ]
    assert looks[0] == looks[1]
    assert looks[0][0][0] == "unter 10,0"
    assert with_shared_classes(shipped, CITY, replace(CITY, year=2013))[0] == CITY


def test_changes_of_two_levels_have_the_same_class_around_zero(shipped):
    change = replace(CITY, level="sozialraum", view=View.CHANGE, base_year=2014)
    pair = map_pair(shipped, *with_shared_classes(shipped, change, replace(change, level="bezirk")))
    looks = [
        [(entry.label, entry.colour) for entry in spec.legend if entry.is_class]
        for spec in pair.maps
    ]
    assert looks[0] == looks[1]
    assert [colour for label, colour in looks[0] if label.startswith("kaum")] == [colours.MIDDLE]


def test_a_year_of_changes_counts_what_is_within_chance_in_its_class(shipped):
    multiples = small_multiples(shipped, replace(RBK, view=View.CHANGE, base_year=2009))
    # −1,6 | −1,0 −0,8 −0,7 −0,3 | 1,0 1,6 | 2,4 (methods.md, Appendix A)
    assert multiples.summary.text_alternative[1].endswith(
        "unter −1,0: 1; kaum verändert (−1,0 bis unter 1,0): 4; 1,0 bis unter 2,0: 2; "
        "2,0 und mehr: 1; davon innerhalb der Zufallsschwankung: 4."
    )


def test_changes_of_two_levels_keep_the_colours_of_changes(shipped):
    change = replace(CITY, view=View.CHANGE, base_year=2013)
    left, right = with_shared_classes(shipped, change, replace(change, level="sozialraum"))
    alone = [(entry.label, entry.colour) for entry in choropleth(shipped, change).legend]
    for spec in map_pair(shipped, left, right).maps:
        classes = [(entry.label, entry.colour) for entry in spec.legend if entry.is_class]
        assert classes == alone[: len(classes)]


def test_picked_units_are_named_on_each_map_that_has_them(shipped):
    scope = replace(RBK, selection=("05378008", "nowhere"))
    spec = small_multiples(shipped, scope).spec
    assert spec.selected == ("05378008",)
    notes = [year.provenance.notes[-1] for year in spec.years]
    assert notes == ["Hervorgehoben: Burscheid"] * 2
    pair = map_pair(shipped, scope, replace(RBK, year=2009))
    assert [spec.selected for spec in pair.maps] == [("05378008",), ()]
    assert "Hervorgehoben: Burscheid." in pair_sentences(pair)
    assert small_multiples(shipped, RBK).spec.selected == ()


def test_files_of_sheets_are_named_after_all_they_show(shipped):
    stem = "rhein-berg__kommunen__kinder-unter-15-jahren-im-sgb-ii-bezug__2009__karte"
    left = replace(RBK, year=2009)
    assert sheet_stem(shipped, left) == stem
    assert sheet_stem(shipped, left, RBK) == f"{stem}__2014"
    coarser = replace(left, level="kreis", selection=("1",))
    assert sheet_stem(shipped, left, coarser) == f"{stem}__kreise"
    picked = replace(left, selection=("05378008",))
    assert sheet_stem(shipped, picked, every_year=True) == f"{stem}__alle-jahre__auswahl"
