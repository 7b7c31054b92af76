"""The command line on consoles and in files of other encodings."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def run(encoding: str, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    environment = os.environ | {"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}
    command = [sys.executable, "-m", "atlas", *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=False)


@pytest.mark.slow
def test_the_check_is_written_into_a_file_of_windows():
    done = run("cp1252", "check", "--area", "rhein-berg")
    assert (done.returncode, done.stderr) == (0, b"")
    assert "4.241" in done.stdout.decode("cp1252")
    assert done.stdout.decode("cp1252").splitlines()[-1].startswith("0 Fehler")


@pytest.mark.slow
@pytest.mark.parametrize("encoding", ["cp1252", pytest.param("cp850", marks=pytest.mark.slow)])
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


@pytest.mark.slow
@pytest.mark.parametrize("closed", [">&-", pytest.param("2>&-", marks=pytest.mark.slow)])
def test_a_command_whose_output_is_closed_ends_as_any_other(closed):
    call = f'exec "$0" -m atlas release list --area rhein-berg {closed}'
    done = subprocess.run(["/bin/sh", "-c", call, sys.executable], cwd=ROOT, check=False)
    assert done.returncode == 0


AT_THE_END = """
import atlas.__main__ as command, atexit, sys, threading
def later():
    threading.main_thread().join()
    print("thread")
sys.argv = ["atlas", "--help"]
atexit.register(print, "library")
threading.Thread(target=later).start()
command.run()
"""


def test_what_is_to_be_done_at_the_end_of_a_command_is_done():
    done = subprocess.run(
        [sys.executable, "-c", AT_THE_END], cwd=ROOT, capture_output=True, check=True, text=True
    )
    assert done.stdout.splitlines()[-2:] == ["thread", "library"]


HOSTILE = ["x\x1b[31m\n0 Fehler.csv", "\u202evsc.x", "y\x9b31m.csv", "Größe.csv".encode("latin-1")]
"""Names of files that a terminal would obey, and one as old programs of Windows write it."""
OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\ud800-\udfff]")


@pytest.fixture
def strange_town(town) -> Path:
    """A town with files and folders of strange names beside its own."""
    for folder in ("districts/ort", "indicators/ort", "indicators"):
        for name in HOSTILE:
            (town / folder / os.fsdecode(name)).touch()
    (town / "districts" / os.fsdecode(b"\xff\x1b[2J")).mkdir()
    return town


@pytest.mark.parametrize("form", ["text", "json"])
def test_names_of_files_are_told_so_that_no_terminal_obeys_them(cli, strange_town, form):
    run = cli("check", "--data", strange_town, "--format", form)
    told = run.out.decode()
    assert not OBEYED.search(told)
    for name in (r"x\u001b[31m\u000a0 Fehler.csv", r"\u202evsc.x", r"Gr\udcf6\udcdfe.csv"):
        assert (name if form == "text" else name.replace("\\", "\\\\")) in told


def test_names_of_files_keep_no_figures_away(cli, strange_town):
    assert cli("areas", "--data", strange_town).code == 0


@pytest.mark.parametrize(
    "arguments",
    [
        ["check", "--data", "\x1b[31mx"],
        ["check", "--\x1b[31mx"],
        ["\x1b[31mx"],
        [
            "districts",
            "import",
            "\u202ex",
            *["--area", "a", "--level", "b", "--code", "c", "--name", "d"],
        ],
    ],
)
def test_what_is_asked_for_is_told_so_that_no_terminal_obeys_it(cli, arguments):
    run = cli(*arguments)
    assert run.code in {1, 2}
    assert not OBEYED.search(run.err)


@pytest.mark.slow
def test_what_nobody_foresaw_is_one_german_sentence():
    code = (
        "import sys; from atlas.cli import listing, main\n"
        "listing.areas = lambda atlas: {}['x']\n"
        "sys.argv = ['atlas', 'areas']; main.main()"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=False)
    told = done.stderr.decode()
    assert done.returncode == 1
    assert told.startswith(
        "Der Befehl ist an etwas gescheitert, das nicht vorgesehen ist (KeyError"
    )
    assert told.count("\n") == 1


def test_what_libraries_remark_is_not_told():
    code = (
        "import warnings; from atlas.cli.console import write_what_can_be_written as write\n"
        "write(); warnings.warn('overflow encountered')"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=True)
    assert not done.stderr
