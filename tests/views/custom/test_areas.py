from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from atlas.atlas import Atlas
from atlas.model.scope import Scope
from atlas.views.custom import areas
from atlas.views.headlines import headline, subtitle
from atlas.views.map.maps import choropleth, series
from tests.owned import draft, write_own


@pytest.fixture(scope="module")
def atlas(plain_town, tmp_path_factory):
    home = tmp_path_factory.mktemp("custom") / "home"
    text = draft("Eigen", ost=["block:01", "block:03"], a=["block:02"])
    write_own(home, "ort", "eigen", text)
    return Atlas.open(plain_town, home=home)


def test_building_blocks_are_named_with_their_level_and_key(atlas):
    (level,) = areas.custom_levels(atlas, "ort")
    spec = areas.custom_units_table(atlas, "ort", level)
    assert [[cell.text for cell in row.cells] for row in spec.rows] == [
        ["Ost", "Anger (Block 01), Christhof (Block 03)"],
        ["A", "Bach (Block 02)"],
    ]
    assert areas.headline(level) == "Eigen · Entwurf"


def test_all_levels_of_the_data_but_the_whole_area_can_be_picked_from(atlas):
    assert list(areas.levels_to_pick_from(atlas, "ort")) == [
        "block",
        "bezirk",
        "schule",
        "quartier",
    ]


def test_part_keys_of_a_selection(atlas):
    assert areas.part_keys(atlas, "ort", "block", ["02", "99"]) == ("block:02",)
    assert areas.part_keys(atlas, "ort", "eigen", ["ost"]) == ()
    assert areas.part_keys(atlas, "ort", "stadt", ["S"]) == ()


def test_the_headline_speaks_of_the_custom_areas(atlas):
    code = next(iter(atlas.available("ort", "eigen")))
    year = atlas.years("ort", code, "eigen")[-1]
    scope = Scope(area="ort", level="eigen", indicator=code, year=year)
    title = atlas.indicator("ort", code).title
    assert headline(atlas, scope).startswith(f"{title} {year}: Eigen ")
    assert "Eigen" not in subtitle(atlas, scope)


@pytest.mark.parametrize(
    ("name", "taken", "expected"),
    [
        ("Planungsräume 2025", (), "planungsraeume-2025"),
        ("Süd & Ost / Weiß", (), "sued-ost-weiss"),
        ("Café", (), "cafe"),
        ("Nord", {"nord", "nord-2"}, "nord-3"),
        ("…", (), "gebiet"),
        ("../../etc", (), "etc"),
    ],
)
def test_ids_made_of_names(name, taken, expected):
    assert areas.slug(name, taken, "gebiet") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12.03.2026", date(2026, 3, 12)),
        (" 1.2.2026 ", date(2026, 2, 1)),
        ("1. 2. 2026", date(2026, 2, 1)),
        ("2026-03-12", date(2026, 3, 12)),
        (" ", None),
    ],
)
def test_days_as_people_write_them(text, expected):
    assert areas.day_of(text) == expected


@pytest.mark.parametrize(
    "text", ["29.02.2025", "1.1.26", "1.1.0206", "03/12/2026", "bald", "١.١.٢٠٢٦"]
)
def test_no_days(text):
    with pytest.raises(ValueError, match=r".*"):
        areas.day_of(text)


def test_a_day_is_written_as_it_is_read():
    assert areas.day_text(date(2026, 3, 2)) == "02.03.2026"
    assert areas.day_text(None) == ""


def test_the_newest_figures_of_a_set_beside_those_of_the_area(atlas):
    spec = areas.profile_table(atlas, "ort", "eigen", "ost")
    rows = [[cell.text for cell in row.cells] for row in spec.rows]
    # 11 + 62 of 110 + 310; the town 11 + 19 + 62 + 78 of 1,000
    assert ["Anteil der Kinder", "17,4", "17,0", "%", "2021"] in rows
    assert spec.rows[0].cells[1].number == pytest.approx(100 * 73 / 420)
    assert spec.provenance.source == "Melderegister der Stadt Ort"
    assert "Eigene Gebiete „Eigen“ (Entwurf)" in spec.provenance.notes[-1]


def test_a_set_is_stated_with_what_it_rests_on(atlas):
    scope = Scope(area="ort", level="eigen", indicator="kinderanteil", year=2021, base_year=2020)
    # blocks 01 and 03: (11 + 62) of (110 + 310) children are 17,4 %
    headline, line = areas.statement(atlas, scope, "ost")
    assert headline == "Ost, Anteil der Kinder 2021: 17,4 %"
    assert line.startswith("17,4 %, 73 von 420; 2020: 17,5 %")
    assert areas.statement(atlas, replace(scope, year=1999), "ost") is None


def test_custom_areas_have_the_classes_of_their_building_blocks(atlas):
    scope = Scope(area="ort", level="eigen", indicator="kinderanteil", year=2021)
    of_sets = series(atlas, scope)
    of_blocks = series(atlas, replace(scope, level="block"))
    limits = [[(e.lower, e.upper) for e in s.legend if e.is_class] for s in (of_sets, of_blocks)]
    assert limits[0] == limits[1]
    assert of_sets.method.endswith("wie auf der Karte der Blöcke")


def test_areas_of_units_of_two_levels_have_classes_of_their_own(town, tmp_path):
    home = tmp_path / "home"
    write_own(home, "ort", "eigen", draft("Eigen", q=["quartier:Q"], rest=["block:02", "block:04"]))
    scope = Scope(area="ort", level="eigen", indicator="kinderanteil", year=2020)
    spec = choropleth(Atlas.open(town, home=home), scope)
    # quarter: 10 of 100; blocks: 20 + 100 of 200 + 400
    for figure, value in zip(spec.current_map.figures, (10, 20), strict=True):
        entry = spec.legend[figure.legend_class]
        assert figure.value == pytest.approx(value)
        assert entry.lower <= value <= entry.upper
