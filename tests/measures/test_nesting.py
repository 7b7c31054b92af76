import pandas as pd

from atlas.atlas import Atlas
from atlas.measures.nesting import coarser_levels, parents_by_year, years_with_lost_units


def test_no_sum_goes_through_a_partial_level(plain_atlas):
    area = plain_atlas().area("ort")
    ways = coarser_levels("block", area)
    assert ways["stadt"] == ("block", "bezirk", "stadt")
    assert ways["quartier"] == ("block", "quartier")
    assert coarser_levels("quartier", area) == {}


def test_parents_of_several_steps(plain_atlas):
    area = plain_atlas().area("ort")
    table = parents_by_year(area, ("block", "bezirk", "stadt"), [2020, 2021])
    assert table.groupby("year")["unit"].apply(sorted).to_dict() == {
        2020: ["01", "02", "03", "04"],
        2021: ["01", "02", "03", "04"],
    }
    assert set(table["parent"]) == {"S"}


def test_no_years_have_no_parents(plain_atlas):
    table = parents_by_year(plain_atlas().area("ort"), ("block", "bezirk"), [])
    assert isinstance(table, pd.DataFrame)
    assert table.empty
    assert {"unit", "parent", "year"} <= set(table.columns)


def test_parents_change_with_the_years(plain_atlas):
    table = parents_by_year(plain_atlas().area("ort"), ("block", "bezirk"), [2020, 2021])
    parents = {(row.unit, row.year): row.parent for row in table.itertuples()}
    assert (parents["03", 2020], parents["03", 2021]) == ("A", "B")
    assert len(parents) == 8


def test_a_unit_counts_only_while_it_exists(town, new_block):
    area = Atlas.open(town).area("ort")
    table = parents_by_year(area, ("block", "bezirk", "stadt"), [2020, 2021])
    assert sorted(table.loc[table["year"] == 2020, "unit"]) == ["01", "02", "03"]
    assert sorted(table.loc[table["year"] == 2021, "unit"]) == ["01", "02", "03", "04"]


def test_years_in_which_a_unit_has_no_parent(town, edit):
    edit(town / "districts/ort/memberships.csv", "B;2021-01-01", "B;2022-01-01")
    area, way = Atlas.open(town).area("ort"), ("block", "bezirk", "stadt")
    parents = parents_by_year(area, way, [2020, 2021])
    assert years_with_lost_units(area, way, parents, [2020, 2021]) == {2021}
