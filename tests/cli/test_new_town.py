"""The walk of the README from an empty folder to a map, its commands run as they are written."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

ROOT = Path(__file__).parents[2]
SECTION = "\n## Die eigene Stadt\n"
START = "./start"
MOST_STEPS = 12
pytestmark = pytest.mark.slow
"""Each command of the walk is a process of its own."""


def square(west: float) -> list[list[list[float]]]:
    east, south, north = west + 0.01, 50.0, 50.01
    return [[[west, south], [east, south], [east, north], [west, north], [west, south]]]


def boundaries() -> str:
    features = [
        {
            "type": "Feature",
            "properties": {"nr": f"0{number}", "name": name},
            "geometry": {"type": "Polygon", "coordinates": square(7 + number / 100)},
        }
        for number, name in enumerate(("Nord", "Mitte", "Süd"), start=1)
    ]
    return json.dumps({"type": "FeatureCollection", "features": features})


def walk() -> list[str]:
    """Commands of the walk, one text per step."""
    readme = (ROOT / "README.md").read_text("utf-8")
    section = readme.partition(SECTION)[2].partition("\n## ")[0]
    steps = re.split(r"^\d+\. ", section, flags=re.MULTILINE)[1:]
    blocks = (re.findall(r"^       (.*)$", step, re.MULTILINE) for step in steps)
    return ["\n".join(lines) for lines in blocks]


@pytest.fixture(scope="module")
def town(tmp_path_factory) -> Path:
    """The folder in which somebody followed the walk."""
    folder = tmp_path_factory.mktemp("walk")
    (folder / "stadtteile.geojson").write_text(boundaries(), "utf-8")
    script = "\n".join(["set -e", *walk()])
    commands = script.replace("python -m", f"{sys.executable} -m")
    without_server = re.sub(rf"^.*{re.escape(START)}.*$", "", commands, flags=re.MULTILINE)
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "ATLAS_HOME": str(folder / "home")}
    done = subprocess.run(
        [shutil.which("bash") or "bash", "-c", without_server],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    (folder / "said.txt").write_text(done.stdout, "utf-8")
    return folder


def test_the_walk_has_few_steps_each_with_a_command_and_ends_in_the_app():
    assert 1 < len(walk()) <= MOST_STEPS
    assert all(walk())
    assert walk()[-1].endswith(f"ATLAS_DATA=meine-daten {START}")


def test_check_has_nothing_to_say_in_the_end(town):
    assert "Keine Auffälligkeiten." in (town / "said.txt").read_text("utf-8")


def test_the_walk_ends_with_a_map(town):
    assert (town / "karte.png").read_bytes().startswith(b"\x89PNG")


def test_the_town_has_its_own_sum(town, cli):
    place = ("--data", town / "meine-daten", "--area", "kleinstadt", "--level", "stadt")
    (row,) = cli("values", *place, "--indicator", "anteil_u18").json["rows"]
    # 180 + 300 + 330 of 1000 + 2000 + 1500
    assert (row["numerator"], row["denominator"], row["value"]) == (810, 4500, 18.0)


def test_the_app_shows_the_map(town, monkeypatch):
    monkeypatch.setenv("ATLAS_DATA", str(town / "meine-daten"))
    page = AppTest.from_file(ROOT / "pages/karte.py", default_timeout=60)
    page.query_params["indikator"] = "anteil_u18"
    page.run()
    assert not page.exception
    assert not page.error
    texts = "\n".join(element.proto.body for element in page.get("html"))
    assert "Kleinstadt" in texts
