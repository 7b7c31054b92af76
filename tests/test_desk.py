from __future__ import annotations

import pytest

from atlas.desk import Desk
from atlas.errors import DataFolderError, UnknownAreaError


def codes(folder):
    return [item.code for item in Desk.open(folder).problems("ort")]


def test_a_clean_area_has_no_problems(town):
    assert codes(town) == []


def test_what_cannot_be_read_and_what_contradicts_itself_are_both_found(town, edit):
    edit(town / "indicators/ort/2020.csv", "Anger;100;10;", "Anger;100;1x0;")
    edit(town / "indicators/ort/2021.csv", "Bach;190;19;", "Bach;190;191;")
    assert codes(town) == ["cell_not_number", "part_over_whole"]


def test_an_area_that_cannot_be_used_is_not_looked_at_further(town):
    (town / "districts/ort/area.toml").write_text("name = ", encoding="utf-8")
    assert codes(town) == ["toml_syntax"]


def test_an_unknown_area_and_a_folder_without_catalogue_are_refused(town, tmp_path):
    with pytest.raises(UnknownAreaError, match="Meinten Sie „ort“"):
        Desk.open(town).problems("orte")
    with pytest.raises(DataFolderError):
        Desk.open(tmp_path)
