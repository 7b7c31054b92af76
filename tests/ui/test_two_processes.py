"""Two servers with one ATLAS_HOME: what one of them confirmed, the other one doesn't overwrite."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from atlas.errors import FileWriteError
from atlas.model.custom_areas import CustomLevel, CustomUnit, Decision, Part
from atlas.sources.custom_levels import custom_files_in, read_custom_files, save_custom_level
from atlas.sources.files import locked
from tests.browser import squares

ROOT = Path(__file__).parents[2]
SETS = 8
# Somebody who adds sets to one level, and begins anew when told that another one changed it.
SAVING = f"""
import json, logging, sys
logging.disable(logging.CRITICAL)
import streamlit as st
from atlas.ui import custom_form as form
who, column = sys.argv[1], sys.argv[2]
confirmed, state = [], st.session_state
form.restore_draft("land")
print("ready", flush=True)
sys.stdin.readline()
for number in range({SETS}):
    part = f"gemeinde:r{{number % 5}}c{{int(column) + number // 5}}"
    while len(confirmed) == number:
        state[form.LEVEL] = "planung"
        form.level_changed("land")
        state[form.SET_NAME] = f"{{who}}{{number}}"
        state[form.PARTS] = [part]
        form.save("land")
        outcome = form.pop_outcome()
        if outcome.done:
            confirmed.append(f"{{who}}{{number}}")
print(json.dumps(confirmed))
"""


def started(*arguments: str, environment: dict[str, str]) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", SAVING, *arguments],
        cwd=ROOT,
        env=os.environ | environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )


@pytest.mark.slow
def test_nothing_confirmed_is_lost_between_two_processes(tmp_path):
    data, home = squares.write(tmp_path / "land"), tmp_path / "home"
    first = CustomUnit(id="alt", name="Alt", parts=(Part(level="gemeinde", unit="r0c5"),))
    level = CustomLevel(id="planung", name="Planung", decision=Decision.DRAFT, units=(first,))
    save_custom_level(home, "land", level)
    environment = {"ATLAS_DATA": str(data), "ATLAS_HOME": str(home)}
    both = [started(*words, environment=environment) for words in (("A", "0"), ("B", "2"))]
    for process in both:
        assert process.stdout.readline() == "ready\n"
    for process in both:
        process.stdin.write("go\n")
        process.stdin.flush()
    answers = [process.communicate(timeout=120)[0] for process in both]
    confirmed = [name for answer in answers for name in json.loads(answer)]
    assert len(confirmed) == 2 * SETS
    (file,) = read_custom_files(custom_files_in(home), "land")
    assert sorted(unit.name for unit in file.level.units) == sorted(["Alt", *confirmed])


ADDING = """
import sys
from pathlib import Path
from atlas.sources.files import locked
path = Path(sys.argv[1])
for _ in range(100):
    with locked(path.parent):
        path.write_text(str(int(path.read_text()) + 1))
"""


def test_whoever_writes_below_a_folder_does_so_alone(tmp_path):
    path = tmp_path / "number"
    path.write_text("0")
    command = [sys.executable, "-c", ADDING, str(path)]
    both = [subprocess.Popen(command, cwd=ROOT) for _ in range(2)]
    assert [process.wait(timeout=60) for process in both] == [0, 0]
    assert path.read_text() == "200"


def test_a_folder_nobody_may_write_into_is_told(tmp_path):
    (tmp_path / "levels").write_text("no folder")
    with (
        pytest.raises(FileWriteError, match="lässt sich nicht schreiben"),
        locked(tmp_path / "levels"),
    ):
        pass
