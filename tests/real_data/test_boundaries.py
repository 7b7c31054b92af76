from __future__ import annotations

import pytest

pytestmark = pytest.mark.real_data


@pytest.fixture
def imported(cli, data_copy, rheinland):
    """A copy of the shipped data with the official boundaries of the municipalities."""
    columns = ("--code", "ags", "--name", "name", "--where", "ags=05378%")
    named = ("--area", "rhein-berg", "--level", "kommune", *columns)
    source = ("--source", "© GeoBasis-DE / BKG (2024), dl-de/by-2-0", "--data", data_copy)
    done = cli("districts", "import", rheinland / "rbk_rsk_vg250ew.geojson", *named, *source)
    assert (done.code, done.err) == (0, "")
    return done


def contents(folder):
    return {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_official_boundaries_are_taken_over_by_the_command_line(imported, data_copy):
    assert "8 Flächen" in imported.out.decode()
    assert (data_copy / "districts/rhein-berg/kommune.geojson").stat().st_size > 20_000


def test_the_same_eight_notes_remain(imported, cli, data_copy):
    asked = ("check", "--area", "rhein-berg", "--format", "json", "--data", data_copy)
    problems = cli(*asked).json["problems"]
    notes = [problem for problem in problems if problem["severity"] == "Hinweis"]
    assert len(notes) == 8
    # the federal agency names a town otherwise than the county does
    (other,) = (problem for problem in problems if problem not in notes)
    assert other["code"] == "boundary_name_differs"
    assert "Leichlingen" in other["message"]


def test_values_are_untouched_byte_for_byte(cli, data_copy, rheinland, request):
    before = contents(data_copy / "indicators")
    request.getfixturevalue("imported")
    assert contents(data_copy / "indicators") == before
