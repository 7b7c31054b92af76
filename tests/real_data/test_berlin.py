"""Berlin: 447 planning areas of 2019 and 542 of 2021 share no key."""

from __future__ import annotations

import csv
import json
from collections import Counter

import pytest

from atlas.atlas import Atlas
from atlas.desk import Desk
from atlas.model.problems import Severity
from atlas.model.scope import Scope
from tests.pages.conftest import opened  # noqa: F401  (a fixture)

pytestmark = pytest.mark.real_data

AREA = """\
name = "Berlin"
kind = "Stadt"
within = "in Berlin"
publisher = "Amt für Statistik"

[level.plr]
name = "Planungsraum"
plural = "Planungsräume"

[level.plr.boundaries]
file = "plr.geojson"
attribution = "Amt für Statistik Berlin-Brandenburg"
"""
CATALOGUE = """\
[topic.leute]
title = "Leute"

[quantity.ew]
title = "Einwohner"
unit = "Personen"
kind = "count"
"""
YEAR = """\
[ew]
base = "plr"
publisher = "Amt für Statistik"
source = "MSS 2021"
audience = "public"
date = 2020-12-31
"""


def rows_of_2021(berlin):
    text = (berlin / "mss_2021_index_indikatoren.csv").read_text(encoding="utf-8-sig")
    return [
        (row["PLR_ID"], row["PLR_NAME"], row["EW"]) for row in csv.DictReader(text.splitlines())
    ]


def shapes_of_2019(berlin):
    file = berlin / "berlin-lor-planning-areas-until-2020.geojson"
    found = json.loads(file.read_text(encoding="utf-8"))
    for feature in found["features"]:
        feature["properties"]["unit"] = feature["properties"]["id"]
    return found


@pytest.fixture
def folder(real_data, tmp_path):
    """Figures and units of 2021 with the boundaries of 2019; or the units of 2019, too."""

    def write(*, units_of_2019=False):
        berlin = real_data / "berlin"
        rows, shapes = rows_of_2021(berlin), shapes_of_2019(berlin)
        old = {one["properties"]["unit"]: one["properties"]["name"] for one in shapes["features"]}
        new = {unit: name for unit, name, _ in rows}
        units = old if units_of_2019 else new
        files = {
            "indicators/catalogue.toml": CATALOGUE,
            "districts/berlin/area.toml": AREA,
            "districts/berlin/plr.geojson": json.dumps(shapes),
            "districts/berlin/units.csv": "level;unit;name\n"
            + "".join(f'plr;{unit};"{name}"\n' for unit, name in units.items()),
            "indicators/berlin/2020.csv": "level;unit;ew\n"
            + "".join(f"plr;{unit};{number}\n" for unit, _, number in rows),
            "indicators/berlin/2020.toml": YEAR,
        }
        for name, text in files.items():
            path = tmp_path / "berlin" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return tmp_path / "berlin"

    return write


def test_keys_of_2019_and_2021_have_nothing_in_common(real_data):
    new = {unit for unit, _, _ in rows_of_2021(real_data / "berlin")}
    old = {one["properties"]["unit"] for one in shapes_of_2019(real_data / "berlin")["features"]}
    assert (len(old), len(new), old & new) == (447, 542, set())


def test_check_names_the_boundaries_of_another_gebietsstand_once(cli, folder):
    found = cli("check", "--data", folder(), "--format", "json")
    told = [one for one in found.json["problems"] if one["severity"] == "Fehler"]
    assert [one["code"] for one in told] == ["stand_keys"]
    assert "542 Einheiten" in told[0]["message"]
    assert "verschiedenen Gebietsständen" in told[0]["message"]


def test_the_command_line_refuses_the_map_and_prints_the_values(cli, folder, tmp_path):
    asked = ("--area", "berlin", "--level", "plr", "--indicator", "ew", "--year", 2020)
    data = folder()
    drawn = cli("map", *asked, "--data", data, "--out", tmp_path / "map.png")
    assert drawn.code != 0
    assert "gehören zu einem anderen Gebietsstand" in drawn.err
    assert not (tmp_path / "map.png").exists()
    rows = cli("values", *asked, "--data", data).json["rows"]
    assert len({row["unit"] for row in rows}) == 542


def test_the_page_says_it_instead_of_an_empty_map(opened, folder):  # noqa: F811
    page = opened("pages/karte.py", folder())
    told = [element.value for kind in ("error", "warning", "info") for element in page.get(kind)]
    assert any("gehören zu einem anderen Gebietsstand" in text for text in told)
    assert not page.exception


def test_figures_of_other_units_are_told_once(cli, folder):
    found = cli("check", "--data", folder(units_of_2019=True), "--format", "json")
    told = [one for one in found.json["problems"] if one["code"].startswith(("stand", "unit_un"))]
    assert [(one["code"], one["line"]) for one in told] == [("stand_rows", 2)]
    assert "Kein einziger der 542 Schlüssel" in told[0]["message"]


OWN = """\
[quantity.arbeitslosigkeit]
title = "Arbeitslosigkeit"
unit = "%"
kind = "given"
decimals = 2
"""
DELIVERED = """\
[defaults]
base = "planungsraum"
publisher = "Senatsverwaltung für Stadtentwicklung"
source = "Monitoring Soziale Stadtentwicklung 2017"
audience = "public"
date = 2016-12-31
"""


@pytest.fixture(scope="module")
def rows_of_2016(real_data):
    with (real_data / "berlin/bln_plr_sozind_data.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def append(path, lines):
    path.write_text(path.read_text("utf-8") + "\n".join([*lines, ""]), "utf-8")


@pytest.fixture
def berlin(cli, tmp_path, real_data, rows_of_2016):
    """Berlin as of 2016, by the steps of the README; the boundaries don't say they are metres."""
    folder = tmp_path / "daten"
    levels = "planungsraum,bezirk,stadt"
    new = cli("areas", "new", folder, "--name", "Berlin", "--levels", levels, "--year", "2016")
    assert new.code == 0, new.err
    districts, indicators = folder / "districts/berlin", folder / "indicators/berlin"
    keys = [row["SCHLUESSEL"] for row in rows_of_2016]
    bezirke = sorted({key[:2] for key in keys})
    named = [f"planungsraum;{row['SCHLUESSEL']};{row['PLANNAME']}" for row in rows_of_2016]
    append(districts / "units.csv", [*named, *(f"bezirk;{key};Bezirk {key}" for key in bezirke)])
    asked = ("--data", folder, "--area", "berlin", "--level", "planungsraum")
    columns = ("--code", "SCHLUESSEL", "--name", "SCHLUESSEL", "--source", "© Amt für Statistik")
    asked = ("districts", "import", real_data / "berlin/bln_plr.geojson", *asked, *columns)
    refused = cli(*asked)
    assert refused.code == 1
    assert "vermutlich EPSG:25832 oder EPSG:25833" in refused.err
    taken = cli(*asked, "--crs", "EPSG:25833")
    assert taken.code == 0, taken.err
    members = [f"planungsraum;{key};bezirk;{key[:2]}" for key in keys]
    append(districts / "memberships.csv", [*members, *(f"bezirk;{b};stadt;00" for b in bezirke)])
    (indicators / "catalogue.toml").write_text(OWN, "utf-8")
    (indicators / "2016.toml").write_text(DELIVERED, "utf-8")
    cells = [
        (row["SCHLUESSEL"], row["EW2016"], row["STATUS1"].replace(".", ",").replace("NA", "."))
        for row in rows_of_2016
    ]
    lines = ["level;unit;ew;arbeitslosigkeit", *(f"planungsraum;{';'.join(row)}" for row in cells)]
    (indicators / "2016.csv").write_text("\n".join([*lines, ""]), "utf-8")
    return folder


def test_berlin_set_up_by_the_readme_adds_up(berlin, rows_of_2016, cli, tmp_path):
    found = [one for one in Desk.open(berlin).problems() if one.severity is Severity.ERROR]
    assert found == []
    atlas = Atlas.open(berlin)
    people = {
        row.unit: row.value
        for level in ("bezirk", "stadt")
        for row in atlas.values(Scope(area="berlin", level=level, indicator="ew")).rows
    }
    expected = Counter()
    for row in rows_of_2016:
        expected[row["SCHLUESSEL"][:2]] += int(row["EW2016"])
        expected["00"] += int(row["EW2016"])
    assert people == expected
    rates = atlas.values(Scope(area="berlin", level="planungsraum", indicator="arbeitslosigkeit"))
    printed = {row["SCHLUESSEL"]: row["STATUS1"] for row in rows_of_2016 if row["STATUS1"] != "NA"}
    shown = {row.unit: f"{row.value:.2f}" for row in rates.rows if row.value is not None}
    assert len(shown) == 436
    assert shown == {unit: f"{float(text):.2f}" for unit, text in printed.items()}
    out = tmp_path / "bezirke.png"
    asked = ("--area", "berlin", "--level", "bezirk", "--indicator", "ew", "--year", 2016)
    # drawn from the boundaries of the planning areas
    assert cli("map", *asked, "--data", berlin, "--out", out).code == 0
    assert out.stat().st_size > 10_000
