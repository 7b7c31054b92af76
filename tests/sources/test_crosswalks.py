from __future__ import annotations

import pytest

from atlas.atlas import Atlas
from atlas.desk import Desk
from tests.wandel import NEW, OLD, write_wandel

WAY = f"bezirk;{OLD};{NEW}"


def read(folder):
    data, _ = Desk.open(folder).read("wandel")
    return data


@pytest.fixture
def wandel(tmp_path):
    return write_wandel(tmp_path / "wandel")


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (f"{WAY};01;10;1;1", f"{WAY};01;10;0,9;1", [("crosswalk_sum", 2, "01")]),
        (f"{WAY};03;33;0,2;0", f"{WAY};03;33;0,20001;0", [("crosswalk_sum", 4, "03")]),
        (f"{WAY};01;10;1;1", f"{WAY};00;10;1;1", [("crosswalk_unit", 2, "00")]),
        (f"{WAY};01;10;1;1", f"{WAY};01;11;1;1", [("crosswalk_unit", 2, "11")]),
        (f"{WAY};01;10;1;1", f"{WAY};01;10;1,5;1", [("crosswalk_weight", 2, "1,5")]),
        (f"{WAY};01;10;1;1", f"{WAY};01;10;-0,1;1", [("crosswalk_weight", 2, "-0,1")]),
        (f"{WAY};01;10;1;1", f"{WAY};01;10;;1", [("crosswalk_weight", 2, "")]),
        (f"{WAY};01;10;1;1\n", "", [("crosswalk_missing", None, "01")]),
        (f"{WAY};07;07;1;1\n", "", [("crosswalk_missing", None, "07")]),
        (f"{WAY};02;10;1;1", f"{WAY};01;10;1;1", [("crosswalk_twice", 3, "01")]),
    ],
)
def test_nothing_is_converted_between_gebietsstaende_with_a_mistake(
    wandel, edit, old, new, expected
):
    edit(wandel / "districts/wandel/crosswalk.csv", f"\n{old}", f"\n{new}" if new else "\n")
    atlas = Atlas.open(wandel)
    problems = [p for p in read(wandel).problems if p.code.startswith("crosswalk")]
    assert [(p.code, p.line, p.value) for p in problems] == expected
    # the way back is sound
    assert [one.to_vintage.isoformat() for one in read(wandel).crosswalks] == [OLD]
    assert atlas.breaks("wandel", "leute", "bezirk") == (2020,)


def test_days_as_excel_writes_them_are_read(wandel, edit):
    path = wandel / "districts/wandel/crosswalk.csv"
    text = path.read_text()
    path.write_text(text.replace("2013-01-01", "01.01.2013").replace("2020-01-01", "1.1.2020"))
    assert path.read_text() != text
    data = read(wandel)
    assert {one.to_vintage.isoformat() for one in data.crosswalks} == {OLD, NEW}
    assert not data.problems


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (f"{WAY};05;06;0;0\n", "", ("crosswalk_nothing", None, "06")),
        ("residents;children", "residents;kids", ("crosswalk_kind", 1, "kinder")),
    ],
)
def test_what_can_be_said_without_refusing_all(wandel, edit, old, new, expected):
    edit(wandel / "districts/wandel/crosswalk.csv", old, new)
    data = read(wandel)
    assert [(p.code, p.line, p.value) for p in data.problems] == [expected]
    assert len(data.crosswalks) == 2


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (f"viertel;{OLD};{NEW};01;10;1;1", "level_unknown"),
        (f"bezirk;32.1.2013;{NEW};01;10;1;1", "date_bad"),
        (f"bezirk;;{NEW};01;10;1;1", "date_bad"),
        (f"bezirk;2014-01-01;{NEW};01;10;1;1", "crosswalk_stand"),
    ],
)
def test_a_row_nobody_can_place_is_left_out(wandel, row, expected):
    path = wandel / "districts/wandel/crosswalk.csv"
    path.write_text(f"{path.read_text()}{row}\n")
    data = read(wandel)
    assert [(p.code, p.line) for p in data.problems] == [(expected, 22)]
    assert len(data.crosswalks) == 2


def test_without_any_weights_there_is_no_crosswalk(wandel):
    path = wandel / "districts/wandel/crosswalk.csv"
    path.write_text(f"level;from_stand;to_stand;from;to\n{WAY};01;10\n")
    data = read(wandel)
    assert [(p.code, p.value) for p in data.problems] == [("csv_columns", "residents")]
    assert data.crosswalks == ()


def test_points_and_commas_mean_the_same(wandel, edit):
    path = wandel / "districts/wandel/crosswalk.csv"
    before = read(wandel).crosswalks
    path.write_text(path.read_text().replace(",", "."))
    assert read(wandel).crosswalks == before
