"""The command line on consoles and in files of other encodings."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def run(encoding: str, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    environment = os.environ | {"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}
    command = [sys.executable, "-m", "atlas", *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=False)


def test_the_check_is_written_into_a_file_of_windows():
    done = run("cp1252", "check", "--area", "rhein-berg")
    assert (done.returncode, done.stderr) == (0, b"")
    assert "4.241" in done.stdout.decode("cp1252")
    assert done.stdout.decode("cp1252").splitlines()[-1].startswith("0 Fehler")


@pytest.mark.parametrize("encoding", ["cp1252", "cp850"])
def test_a_name_no_console_knows_ends_nothing(encoding, town):
    area = town / "districts/ort/area.toml"
    area.write_text(area.read_text("utf-8").replace('name = "', 'name = "上 ', 1), "utf-8")
    done = run(encoding, "areas", "--data", str(town))
    assert (done.returncode, done.stderr) == (0, b"")
    assert "ort: ? " in done.stdout.decode(encoding)


@pytest.mark.parametrize(
    ("encoding", "expected"),
    [
        ("utf-8", "4\u202f241 −1 „ä“ → … ≥ 上"),
        ("cp1252", "4\xa0241 -1 „ä“ -> … >= ?"),
        ("latin-1", '4\xa0241 -1 "ä" -> ... >= ?'),
        ("ascii", '4 241 -1 "a" -> ... >= ?'),
    ],
)
def test_what_an_encoding_lacks_is_replaced_by_what_says_the_same(encoding, expected):
    code = (
        "from atlas.cli.console import write_what_can_be_written as write; write()\n"
        "print('4\\u202f241 \\u22121 \\u201e\\u00e4\\u201c \\u2192 \\u2026 \\u2265 \\u4e0a', "
        "end='')"
    )
    environment = os.environ | {"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, check=True
    )
    assert done.stdout.decode(encoding) == expected
