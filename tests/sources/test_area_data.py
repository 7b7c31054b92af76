from pathlib import Path

import pytest

from atlas.model.cells import State
from atlas.sources.area_data import read_area_data
from atlas.sources.areas import area_ids
from atlas.sources.catalogue import read_catalogue


def catalogue_of(folder: Path):
    return read_catalogue(folder / "indicators" / "catalogue.toml").catalogue


def test_the_shipped_area_with_its_nine_units_and_two_years(data_copy):
    assert area_ids(data_copy) == ("rhein-berg",)
    data, problems = read_area_data(data_copy, "rhein-berg", catalogue_of(data_copy))
    assert problems == data.problems == ()
    assert len(data.observations) == 9 * 2 * 2
    assert data.observations["value"].sum() == 2 * 40931 + 2 * 37988 + 2 * 4422 + 4240 + 4241
    assert set(data.observations["state"]) == {State.MEASURED}
    assert data.delivery_index.years("ew_u15") == (2009, 2014)
    assert data.lines[2014, "kommune", "05378020"] == 7
    assert len(data.claims) == 30


def test_deliveries_by_quantity_and_year(data_copy):
    data, _ = read_area_data(data_copy, "rhein-berg", catalogue_of(data_copy))
    assert data.delivery_index.find("ew_u15", 2014).reference_date.label == "31.12.2013"
    assert data.delivery_index.find("ew_u15", 2010) is None
    assert data.delivery_index.years("ew") == ()


@pytest.mark.parametrize("content", [None, "name = "])
def test_an_area_that_cannot_be_used_is_none(data_copy, content):
    path = data_copy / "districts/rhein-berg/area.toml"
    path.unlink() if content is None else path.write_text(content)
    data, problems = read_area_data(data_copy, "rhein-berg", catalogue_of(data_copy))
    assert data is None
    assert [problem.code for problem in problems] == [
        "file_missing" if content is None else "toml_syntax"
    ]


def test_folders_without_area_toml_are_no_areas(data_copy):
    (data_copy / "districts" / "entwurf").mkdir()
    assert area_ids(data_copy) == ("rhein-berg",)


def test_a_description_without_table_is_a_missing_table(data_copy):
    (data_copy / "indicators/rhein-berg/2014.csv").unlink()
    data, problems = read_area_data(data_copy, "rhein-berg", catalogue_of(data_copy))
    assert [(problem.code, problem.file) for problem in problems] == [
        ("file_missing", "indicators/rhein-berg/2014.csv")
    ]
    assert data.delivery_index.years("ew_u15") == (2009,)
