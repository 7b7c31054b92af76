"""The start page of an area: tiles with value, date, changes in the right unit, and a line."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from atlas.atlas import Atlas
from atlas.model.scope import Scope
from atlas.views.overview import spec as start

ROOT = Path(__file__).parents[3]
REFERENCES = """
[[reference]]
indicator = "armut"
region = "Land"
year = 2018
value = 18.25
source = "Amt"

[[reference]]
indicator = "armut"
region = "Land"
year = 2015
value = 15.0
source = "Amt"

[[reference]]
indicator = "armut"
region = "Land"
year = 2025
value = 25.0
source = "Amt"
"""
LEVELS = {"land": "teil", "musterstadt": "bezirk", "rhein-berg": "kommune"}
SERIES = {2019: [(10, 100), (20, 100)], 2023: [(30, 100), (20, 100)], 2024: [(20, 100), (22, 100)]}


def with_core(atlas: Atlas, *codes: str, regions: str = "") -> Atlas:
    path = atlas.folder / "districts" / "land" / "area.toml"
    named = ", ".join(f'"{code}"' for code in codes)
    head = f"core = [{named}]\n" + (f'regions = ["{regions}"]\n' if regions else "")
    path.write_text(head + path.read_text("utf-8"), "utf-8")
    return atlas


def at(area: str, year: int, **more) -> Scope:
    return Scope(area=area, level=LEVELS[area], indicator="", year=year, **more)


def tile_of(atlas, year=2024):
    return start.overview(atlas, at("land", year)).tiles[0]


def test_a_tile_says_value_date_and_changes_in_points(land):
    # 42 of 200 are 21.0 %; 50 of 200 were 25.0 %; 30 of 200 were 15.0 %
    tile = tile_of(with_core(land(SERIES), "armut"))
    assert tile.title == "Armut"
    assert tile.value == "21,0 %"
    assert tile.date == "Stand: 31.12.2024"
    assert tile.change == ("seit 2019", "+6,0 Prozentpunkte")


def test_all_figures_are_compared_with_the_base_year_of_the_page(land):
    atlas = with_core(land(SERIES), "armut", "quote")
    spec = start.overview(atlas, at("land", 2024, base_year=2023))
    assert [tile.change for tile in spec.tiles] == [("seit 2023", "−4,0 Prozentpunkte")] * 2
    assert [tile.scope.base_year for tile in spec.tiles] == [2023, 2023]
    assert spec.headline == (
        "Der Anteil „Armut“ ist im Kreis Test von 2023 bis 2024 um 4,0 Prozentpunkte gesunken, "
        "auf 21,0 % (innerhalb der Zufallsschwankung)"
    )


def test_the_first_headline_says_nothing_of_chance_where_it_is_none(land):
    # 9 points are 2.3 standard errors of 4
    atlas = with_core(land({2023: [(30, 100), (30, 100)], 2024: [(21, 100), (21, 100)]}), "armut")
    spec = start.overview(atlas, at("land", 2024, base_year=2023))
    assert spec.headline.endswith("um 9,0 Prozentpunkte gesunken, auf 21,0 %")


def test_a_page_without_figures_has_neither_map_nor_scale(land):
    spec = start.overview(land(SERIES, audience="internal"), at("land", 2024))
    assert (spec.small_map, spec.scale) == (None, "")
    assert spec.headline == "Kreis Test auf einen Blick"


def residents(year: int) -> int:
    """Residents of the shipped city, counted from its file."""
    path = ROOT / "data" / "indicators" / "musterstadt" / f"{year}.csv"
    with path.open(encoding="utf-8") as file:
        rows = csv.DictReader(file, delimiter=";")
        counts = [row["ew"].split()[0] for row in rows if row["level"] == "baublockgruppe"]
    return sum(int(number) for number in counts if number.isdecimal())


def test_a_total_changes_in_percent(shipped):
    spec = start.overview(shipped, at("musterstadt", 2024, base_year=2019))
    (tile,) = [tile for tile in spec.tiles if tile.scope.indicator == "dem_ew"]
    gain = 100 * (residents(2024) / residents(2019) - 1)
    assert tile.value.replace(".", "") == f"{residents(2024)} Personen"
    assert tile.change == ("seit 2019", f"{gain:+.1f} %".replace(".", ","))


def test_the_line_goes_over_all_years_and_tells_its_range(land):
    trend = tile_of(with_core(land(SERIES), "armut")).trend
    assert [(p.year, p.value) for p in trend.points] == [(2019, 15.0), (2023, 25.0), (2024, 21.0)]
    assert trend.caption == "2019–2024: 15,0 bis 25,0"
    assert trend.alt.startswith("Verlauf von 2019 (15,0 %) bis 2024 (21,0 %)")
    assert trend.current == 2024


def test_another_definition_breaks_the_line_and_the_changes(land):
    atlas = with_core(land(SERIES), "armut")
    path = atlas.folder / "indicators" / "land" / "2024.toml"
    path.write_text(
        path.read_text("utf-8").replace("[arme]", '[arme]\ndefinition = "neu"'), "utf-8"
    )
    tile = tile_of(atlas)
    assert tile.change == ("seit 2019", "nicht vergleichbar")
    assert tile.trend.breaks == (2024,)
    assert [p.segment for p in tile.trend.points] == [0, 0, 1]
    assert "Bruch ab 2024" in tile.trend.caption


def test_a_missing_year_opens_the_line_and_the_last_figure_is_told(land):
    cells = dict(SERIES) | {2024: [(".", 100), (22, 100)], 2022: [(".", 100), (1, 100)]}
    tile = tile_of(with_core(land(cells), "armut"))
    assert (tile.value, tile.date) == ("25,0 %", "Stand: 31.12.2023")
    assert [(p.year, p.segment) for p in tile.trend.points] == [(2019, 0), (2023, 1)]


def test_the_year_of_the_page_is_obeyed(land):
    tile = tile_of(with_core(land(SERIES), "armut"), year=2023)
    assert tile.value == "25,0 %"
    assert tile.change == ("seit 2019", "+10,0 Prozentpunkte")
    assert len(tile.trend.points) == 3


def test_provisional_and_forecast_are_told_in_words(land):
    cells = {2023: [(30, 100)], 2024: [("20 p", 100)], 2025: [("26 f", 100)]}
    tile = tile_of(with_core(land(cells), "armut"), year=2025)
    assert (tile.value, tile.date) == ("20,0 %", "Stand: 31.12.2024, vorläufig")
    assert tile.change == ("seit 2023", "−10,0 Prozentpunkte")
    assert [p.forecast for p in tile.trend.points] == [False, False, True]
    assert "2025: 26,0" in tile.trend.caption


def test_reference_values_are_the_latest_up_to_the_year(land):
    atlas = with_core(land(SERIES), "armut", regions="Land")
    path = atlas.folder / "indicators" / "catalogue.toml"
    path.write_text(path.read_text("utf-8") + REFERENCES, "utf-8")
    # 18.25 is rounded half away from zero
    assert tile_of(Atlas.open(atlas.folder)).references == (("Land (2018)", "18,3 %"),)


def test_hidden_figures_make_no_tile(land):
    atlas = with_core(land(SERIES, audience="internal"), "armut")
    spec = start.overview(atlas, at("land", 2024))
    assert spec.tiles == ()
    assert spec.changes.movements == ()


def test_one_year_has_neither_line_nor_change(land):
    tile = tile_of(with_core(land({2024: [(20, 100)]}), "armut"))
    assert tile.trend is None
    assert tile.change is None


@pytest.mark.parametrize(("names", "has"), [(("armut", "dichte", "saldo"), "hat eine")])
def test_core_figures_not_delivered_yet_are_counted(land, names, has):
    spec = start.overview(with_core(land(SERIES), *names), at("land", 2024))
    assert "3 vorgesehenen" in spec.remarks[0]
    assert has in spec.remarks[0]


def test_without_named_core_figures_all_are_offered(land):
    spec = start.overview(land(SERIES), at("land", 2024))
    assert [tile.title for tile in spec.tiles] == ["Armut", "Quote", "Verhältnis"]
    assert spec.remarks == ()


def test_the_shipped_county(shipped):
    spec = start.overview(shipped, at("rhein-berg", 2014))
    assert spec.headline == (
        "Jedes neunte Kind unter 15 Jahren im Rheinisch-Bergischen Kreis bezieht 2014 "
        "SGB-II-Leistungen"
    )
    (tile,) = spec.tiles
    assert (tile.value, tile.change) == ("11,2 %", ("seit 2009", "+0,4 Prozentpunkte"))
    assert spec.small_map.title == "Kinder unter 15 Jahren im SGB-II-Bezug in den Kommunen"
    assert spec.small_map.unit_line == "2014, Angaben in: %"
    # one of eight below 6 %, two from 6 %, three from 9 %, two from 12 %
    assert [count for count in spec.small_map.series.columns[0].counts if count] == [1, 2, 3, 2]
    assert "3,0 bis unter 6,0: 1; " in spec.small_map.alt
    assert spec.real == ()


def test_the_shipped_city_offers_real_figures_and_five_tiles(shipped):
    spec = start.overview(shipped, at("musterstadt", 2024))
    assert spec.real == (("rhein-berg", "Rheinisch-Bergischer Kreis"),)
    assert len(spec.tiles) == 5
