from __future__ import annotations

from atlas.atlas import Atlas
from atlas.views.overview.regions import latest

CODE = "ein_kinder_sgb2_u15"
OWN = """indicator;region;year;value;source
ein_kinder_sgb2_u15;Nachbarkreis;2009;9,5;Bericht
ein_kinder_sgb2_u15;Nachbarkreis;2014;10,5;Bericht
ein_kinder_sgb2_u15;Deutschland;2014;15,5;Bericht
ew_u15;Nachbarkreis;2014;5;Bericht
"""
CATALOGUE = """
[[reference]]
indicator = "ein_kinder_sgb2_u15"
region = "Deutschland"
year = 2014
value = 14.5
source = "anderswo"
"""


def latest_values(folder, year):
    atlas = Atlas.open(folder)
    return [(item.region, item.value) for item in latest(atlas, "rhein-berg", CODE, year)]


def test_own_regions_follow_those_of_the_area_each_with_its_newest_value(data_copy):
    (data_copy / "indicators" / "rhein-berg" / "references.csv").write_text(OWN, "utf-8")
    with (data_copy / "indicators" / "catalogue.toml").open("a", encoding="utf-8") as file:
        file.write(CATALOGUE)
    assert latest_values(data_copy, 2013) == [("Nachbarkreis", 9.5)]
    assert latest_values(data_copy, 2014) == [("Deutschland", 15.5), ("Nachbarkreis", 10.5)]
    assert latest_values(data_copy, 2008) == []
