from __future__ import annotations

import tomllib

import pytest

from atlas.errors import NewAreaError
from atlas.model.problems import Severity
from atlas.sources.new_area import NewArea, create_area


def area(name="Kleinstadt", levels=("stadtteil", "stadt"), year=2025):
    return NewArea(name=name, levels=levels, year=year)


def content(folder):
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize(
    ("name", "identifier"),
    [
        ("Kleinstadt", "kleinstadt"),
        ("Bad Münster (Kreis)", "bad-muenster-kreis"),
        ("Groß-Öd", "gross-oed"),
        ("Čakovec", "cakovec"),
        ('Stadt "A; B"', "stadt-a-b"),
    ],
)
def test_a_new_area_passes_the_check(tmp_path, cli, name, identifier):
    made = cli("areas", "new", tmp_path / "data", "--name", name, "--levels", "stadtteil,stadt")
    assert (made.code, made.err) == (0, "")
    assert (tmp_path / "data/districts" / identifier / "area.toml").is_file()
    run = cli("check", "--data", tmp_path / "data", "--format", "json")
    assert run.code == 0
    severities = {problem["severity"] for problem in run.json["problems"]}
    assert severities == {Severity.NOTE}
    listed = cli("areas", "--data", tmp_path / "data", "--format", "json").json["areas"]
    assert [(item["area"], item["name"]) for item in listed] == [(identifier, name)]


@pytest.mark.parametrize("levels", [("stadt",), ("block", "stadtteil", "bezirk", "stadt")])
def test_levels_follow_upon_each_other(tmp_path, cli, levels):
    create_area(tmp_path, area(levels=levels))
    assert cli("check", "--data", tmp_path).code == 0
    toml = tomllib.loads((tmp_path / "districts/kleinstadt/area.toml").read_text("utf-8"))
    assert tuple(toml["level"]) == levels
    chains = [tuple(system["levels"]) for system in toml.get("system", {}).values()]
    assert chains == ([levels] if len(levels) > 1 else [])


def test_a_catalogue_that_is_there_stays_and_names_the_columns(town):
    before = content(town)
    create_area(town, area())
    assert before.items() <= content(town).items()
    table = (town / "indicators/kleinstadt/2025.csv").read_text("utf-8")
    assert table == "level;unit;name;leute\n"


@pytest.mark.parametrize("room", ["districts", "indicators"])
def test_nothing_is_overwritten(tmp_path, room):
    (tmp_path / room / "kleinstadt").mkdir(parents=True)
    with pytest.raises(NewAreaError, match=f"„{room}/kleinstadt“ gibt es schon"):
        create_area(tmp_path, area())
    assert content(tmp_path) == {}


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (area(name="…"), "kein Ordnername"),
        (area(name="Klein\nstadt"), "kein Ordnername"),
        (area(levels=("stadtteil", "Stadt")), "„Stadt“"),
        (area(levels=("",)), "„“"),
        (area(levels=("stadt", "stadt")), "jede Ebene einmal"),
        (area(levels=("../stadt",)), "„../stadt“"),
    ],
)
def test_what_cannot_be_used_is_refused_in_one_sentence(tmp_path, wrong, words):
    with pytest.raises(NewAreaError, match="nichts wurde geschrieben") as refused:
        create_area(tmp_path / "data", wrong)
    assert words in str(refused.value)
    assert not (tmp_path / "data").exists()


def test_a_year_may_be_named(tmp_path, cli):
    cli("areas", "new", tmp_path, "--name", "A", "--levels", "stadt", "--year", "2019")
    assert (tmp_path / "indicators/a/2019.csv").is_file()
