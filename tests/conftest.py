from __future__ import annotations

import gc
import json
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import hypothesis
import pytest
import sqlalchemy
from playwright.sync_api import Browser, sync_playwright

from atlas.atlas import Atlas
from atlas.cli.main import main
from atlas.desk import Desk
from atlas.model.quantities import Audience
from tests import postgres, small_town

ROOT = Path(__file__).parents[1]
CHROMIUM_OPTIONS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    "--disable-component-update",
    "--disable-sync",
    "--process-per-site",  # windows of one context share what they compiled
)
# Tests change data and look at pages: they are shown the working state, as those who keep the data
# are. What readers see is tested with releases (tests/pages/test_releases.py, tests/browser).
os.environ["ATLAS_RELEASE"] = "working"
# how long an example takes is the machine's affair: a busy one would fail at random
hypothesis.settings.register_profile("atlas", deadline=None)
hypothesis.settings.load_profile("atlas")


def pytest_addoption(parser) -> None:
    parser.addoption("--slow", action="store_true", help="run the tests marked slow, too")


def pytest_collection() -> None:
    """Let nobody look for garbage in modules and tests: there is none while they are collected."""
    gc.disable()


def pytest_collection_finish() -> None:
    """Look for garbage again, but never in what was there before the first test."""
    gc.freeze()
    gc.enable()


def pytest_collection_modifyitems(config, items) -> None:
    """Skip what takes long, unless somebody wants it or nobody waits for it."""
    if config.getoption("--slow") or os.environ.get("CI"):
        return
    for item in items:
        if item.get_closest_marker("slow"):
            item.add_marker(pytest.mark.skip(reason="slow: runs with --slow or in CI"))


@pytest.fixture(autouse=True)
def atlas_home(tmp_path, monkeypatch) -> Path:
    """Folder for what people make at run time: never that of whoever runs the tests."""
    folder = tmp_path / "atlas-home"
    monkeypatch.setenv("ATLAS_HOME", str(folder))
    return folder


@pytest.fixture(scope="session")
def computed_editions(tmp_path_factory) -> Path:
    """What was computed for one test is there for the next: the names hold digests."""
    return tmp_path_factory.mktemp("editions")


@pytest.fixture
def shared_editions(atlas_home, computed_editions) -> None:
    """Share the editions of the test's own folder with the tests before and after it."""
    atlas_home.mkdir()
    (atlas_home / "editions").symlink_to(computed_editions)


@pytest.fixture(scope="session")
def real_data() -> Path:
    """Return the folder with real data, or skip: it is no part of the checkout."""
    folder = Path(os.environ.get("ATLAS_REAL_DATA", ROOT.parent / "shared" / "data"))
    if os.environ.get("CI") or not folder.is_dir():
        pytest.skip("real data are not here (ATLAS_REAL_DATA)")
    return folder


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """A PostgreSQL for tests of the journal; without one, skip here and fail in CI."""
    folder = postgres.programs()
    if folder is None:
        reason = "PostgreSQL fehlt: apt-get install postgresql"
        (pytest.fail if os.environ.get("CI") else pytest.skip)(reason)
    with postgres.running(folder) as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request, monkeypatch) -> str:
    """Let the journal lie in an empty database: one of the test's own folder, or PostgreSQL."""
    if request.param == "postgresql":
        url = request.getfixturevalue("postgres_url")
        with sqlalchemy.create_engine(url, poolclass=sqlalchemy.NullPool).begin() as connection:
            connection.execute(sqlalchemy.text("DROP TABLE IF EXISTS entries"))
        monkeypatch.setenv("ATLAS_DATABASE", url)
    return str(request.param)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Start Chromium; without it, skip here and fail in CI."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        reason = "Chromium fehlt: apt-get install chromium"
        (pytest.fail if os.environ.get("CI") else pytest.skip)(reason)
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=path, args=list(CHROMIUM_OPTIONS))
        yield browser
        browser.close()


def small_copy(folder: Path) -> Path:
    """Copy the shipped data without Musterstadt, which takes long to read, and without releases."""
    left_out = shutil.ignore_patterns("musterstadt", "releases")
    return Path(shutil.copytree(ROOT / "data", folder, ignore=left_out))


@pytest.fixture(scope="session")
def shipped() -> Atlas:
    """The shipped data as the public sees them; summed once for all tests."""
    return Atlas.open(ROOT / "data")


@pytest.fixture(scope="session")
def rhein_berg(tmp_path_factory) -> Path:
    """The shipped data folder with the small real area only; not to be changed."""
    return small_copy(tmp_path_factory.mktemp("rhein-berg") / "data")


@pytest.fixture
def data_copy(tmp_path) -> Path:
    """A writable copy of the shipped data folder, with the small real area only."""
    return small_copy(tmp_path / "data")


@dataclass(frozen=True)
class Finished:
    """How a command ended."""

    code: int
    out: bytes
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


@pytest.fixture
def cli(monkeypatch, capsysbinary) -> Callable[..., Finished]:
    """Run the command line inside this process."""

    def run(*arguments: object) -> Finished:
        monkeypatch.setattr(sys, "argv", ["atlas", *map(str, arguments)])
        with pytest.raises(SystemExit) as end:
            main()
        out, err = capsysbinary.readouterr()
        return Finished(end.value.code, out, err.decode())

    return run


TOWN = {
    "indicators/catalogue.toml": small_town.catalogue(
        small_town.count("leute", "Leute", minimum=3, among=["kinder"]),
        small_town.CHILDREN,
        small_town.AGE,
        small_town.RENT,
        small_town.SHARE,
        small_town.of_all(
            "kinderanteil_2j",
            "kinder",
            "Anteil der Kinder, zwei Jahre",
            "Kinder an allen Leuten, zwei Jahre zusammen",
            pooled_years=2,
        ),
        small_town.CHANGE,
    ),
    "districts/ort/area.toml": """
name = "Ort"
kind = "Stadt"
within = "in der Stadt Ort"
publisher = "Stadt Ort"
top_level = "stadt"

[system.verwaltung]
name = "Blöcke, Bezirke und Stadt"
levels = ["block", "bezirk", "stadt"]

[system.schulen]
name = "Schulbezirke"
levels = ["block", "schule"]

[level.block]
name = "Block"
plural = "Blöcke"

[level.bezirk]
name = "Bezirk"
plural = "Bezirke"

[level.stadt]
name = "Stadt"
plural = "Städte"

[level.schule]
name = "Schulbezirk"
plural = "Schulbezirke"

[level.quartier]
name = "Quartier"
plural = "Quartiere"
complete = false
""",
    "districts/ort/units.csv": """\
level;unit;name
block;01;Anger
block;02;Bach
block;03;Christhof
block;04;Damm
bezirk;A;Altstadt
bezirk;B;Berg
stadt;S;Ort
schule;X;Xanten
schule;Y;York
quartier;Q;Quell
""",
    # block 03 moves from A to B; the partial quarter comes first, so that a way could lead there
    "districts/ort/memberships.csv": """\
level;unit;parent_level;parent;valid_from;valid_to
block;01;quartier;Q;;
quartier;Q;stadt;S;;
block;01;bezirk;A;;
block;02;bezirk;A;;
block;03;bezirk;A;;2020-12-31
block;03;bezirk;B;2021-01-01;
block;04;bezirk;B;;
bezirk;A;stadt;S;;
bezirk;B;stadt;S;;
block;01;schule;X;;
block;03;schule;X;;
block;02;schule;Y;;
block;04;schule;Y;;
""",
    "indicators/ort/2020.csv": """\
level;unit;name;leute;kinder;alter;miete
block;01;Anger;100;10;40;
block;02;Bach;200;20;50;
block;03;Christhof;300;60;30;
block;04;Damm;400;100;20;
bezirk;A;Altstadt;;;;8,5
bezirk;B;Berg;;;;7,25
""",
    "indicators/ort/2021.csv": """\
level;unit;name;leute;kinder;alter;miete
block;01;Anger;110;11;40;
block;02;Bach;190;19;50;
block;03;Christhof;310;62;30;
block;04;Damm;390;78;20;
bezirk;A;Altstadt;;;;9
bezirk;B;Berg;;;;7,5
""",
} | {
    f"indicators/ort/{year}.toml": f"""
[defaults]
base = "block"
publisher = "Stadt Ort"
source = "Melderegister der Stadt Ort"
audience = "public"
date = {year}-12-31
boundary_date = 2021-01-01

[leute]

[kinder]
definition = "unter 15"

[alter]

[miete]
base = "bezirk"
"""
    for year in (2020, 2021)
}


CHILDREN_RULE = ('title = "Kinder"\n', 'title = "Kinder"\nminimum = 3\n')
ONE_CHILD = ("block;01;Anger;100;10;40;", "block;01;Anger;100;1;40;")


def write_town(folder: Path) -> Path:
    """Write a data folder with three levels, school areas across them and a lone quarter."""
    for name, text in TOWN.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def town(tmp_path) -> Path:
    """The town as a folder of the test's own, to be changed."""
    return write_town(tmp_path / "town")


@pytest.fixture(scope="session")
def plain_town(tmp_path_factory) -> Path:
    """The town as it is written, shared by all tests; not to be changed."""
    return write_town(tmp_path_factory.mktemp("plain") / "town")


@pytest.fixture(scope="session")
def plain_atlas(plain_town) -> Callable[..., Atlas]:
    """The town as it is written, summed once for each audience."""
    return cache(lambda audience=Audience.PUBLIC: Atlas.open(plain_town, audience))


@pytest.fixture(scope="session")
def one_child_folder(tmp_path_factory, edit) -> Path:
    """The town as `one_child` writes it, shared by all tests; not to be changed."""
    folder = write_town(tmp_path_factory.mktemp("child") / "town")
    edit(folder / "indicators/catalogue.toml", *CHILDREN_RULE)
    edit(folder / "indicators/ort/2020.csv", *ONE_CHILD)
    return folder


@pytest.fixture
def one_child(tmp_path, one_child_folder) -> Path:
    """The town, children protected from three on, with a single one in block 01 in 2020.

    The quarter Q is this block.
    """
    return Path(shutil.copytree(one_child_folder, tmp_path / "town"))


@pytest.fixture(scope="session")
def releases_of_one_child(one_child_folder, tmp_path_factory) -> Callable[[int], Path]:
    """Copies of the town with so many releases, "2021/1" and on, of the same data; built once."""

    @cache
    def with_releases(number: int) -> Path:
        before = one_child_folder if number == 1 else with_releases(number - 1)
        folder = shutil.copytree(before, tmp_path_factory.mktemp("released") / "town")
        Desk.open(folder).release("ort", f"2021/{number}", date(2022, 3, 1), lambda _: None)
        return folder

    return with_releases


@pytest.fixture
def one_release(tmp_path, releases_of_one_child) -> Path:
    """The town of `one_child` with its release "2021/1"."""
    return Path(shutil.copytree(releases_of_one_child(1), tmp_path / "town"))


@pytest.fixture
def new_block(town) -> None:
    """Let block 04 begin in 2021: its row of 2020 speaks of a unit that didn't exist."""
    units = town / "districts/ort/units.csv"
    head, *rows = units.read_text(encoding="utf-8").splitlines()
    dated = [f"{row};{'2021-01-01' if row.startswith('block;04') else ''}" for row in rows]
    units.write_text("\n".join([f"{head};valid_from", *dated, ""]), encoding="utf-8")


@pytest.fixture(scope="session")
def edit() -> Callable[[Path, str, str], None]:
    """Replace a text that occurs exactly once in a file."""

    def replace(path: Path, old: str, new: str) -> None:
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1
        path.write_text(text.replace(old, new), encoding="utf-8")

    return replace
