"""Files of one area that can't be opened: the area is named, in German, and the others work."""

from __future__ import annotations

import errno
import io
import os
import shutil
from pathlib import Path

import pytest

from atlas.atlas import Atlas
from atlas.errors import UnreadableFileError
from atlas.ui import cache
from atlas.views import texts

PAGES = sorted(texts.PAGE_TITLES.keys() - texts.KEEPERS_PAGES)
FILES = (
    "districts/anders/area.toml",
    "districts/anders/units.csv",
    "indicators/anders/2014.csv",
    "indicators/anders/2014.toml",
)
every_file = pytest.mark.parametrize("file", FILES)


@pytest.fixture
def two_areas(data_copy):
    """A second area, which comes first in the alphabet and in the list."""
    for room in ("districts", "indicators"):
        shutil.copytree(data_copy / room / "rhein-berg", data_copy / room / "anders")
    return data_copy


@pytest.fixture
def lock(monkeypatch):
    """Make a file one that the system doesn't let us open."""

    def locked(path: Path) -> None:
        opened = io.open

        def refusing(file, *args, **kwargs):
            if str(file) == str(path):
                raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
            return opened(file, *args, **kwargs)

        monkeypatch.setattr(io, "open", refusing)

    return locked


def loop(path: Path) -> None:
    """Make a file a link to itself."""
    path.unlink()
    path.symlink_to(path.name)


def told(messages) -> list[str]:
    return [item.value.replace("\\", "") for item in messages]


@every_file
def test_an_area_that_cannot_be_opened_leaves_the_others(opened, html, two_areas, lock, file):
    lock(two_areas / file)
    page = opened("pages/tabelle.py", two_areas, gebiet="rhein-berg")
    assert not page.exception
    assert not page.error
    (warning,) = told(page.warning)
    assert file in warning
    assert str(two_areas) not in warning
    assert "4.241" in html(page)


@every_file
def test_a_link_to_itself_is_a_file_that_cannot_be_opened(opened, html, two_areas, file):
    loop(two_areas / file)
    page = opened("pages/tabelle.py", two_areas, gebiet="rhein-berg")
    assert not page.exception
    assert not page.error
    assert "4.241" in html(page)


def test_a_link_to_itself_is_named(two_areas):
    loop(two_areas / "indicators/anders/2014.csv")
    assert "im Kreis" in Atlas.open(two_areas).unusable["anders"]
    with pytest.raises(UnreadableFileError, match=r"indicators/anders/2014\.csv"):
        Atlas.open(two_areas).edition("anders")


@pytest.mark.slow
@pytest.mark.parametrize("stem", PAGES)
def test_an_area_may_break_while_somebody_looks_at_it(opened, html, two_areas, lock, stem):
    page = opened(f"pages/{stem}.py", two_areas, gebiet="anders")
    assert not page.exception
    assert not page.error
    lock(two_areas / "indicators/anders/2014.csv")
    (two_areas / "indicators/anders/2009.toml").touch()
    page.run()
    assert not page.exception
    assert any("indicators/anders/2014.csv" in text for text in told([*page.error, *page.warning]))
    assert "Öffentliche Fassung" in html(page)
    (area,) = (box for box in page.sidebar.selectbox if box.label == "Stadt / Kreis")
    assert area.options == ["Rheinisch-Bergischer Kreis"]


@pytest.mark.slow
@pytest.mark.parametrize("stem", PAGES)
def test_an_area_may_be_removed_while_somebody_looks_at_it(opened, two_areas, stem):
    page = opened(f"pages/{stem}.py", two_areas, gebiet="anders")
    assert not page.warning
    for room in ("districts", "indicators"):
        shutil.rmtree(two_areas / room / "anders")
    page.run()
    assert not page.exception
    assert "Das Gebiet „anders“ gibt es nicht. Vorhanden: rhein-berg." in told(page.warning)


def test_a_file_that_may_be_opened_again_is(opened, two_areas, monkeypatch, lock):
    monkeypatch.setenv("ATLAS_DATA", str(two_areas))
    file = two_areas / "indicators/anders/2014.csv"
    with monkeypatch.context():
        lock(file)
        assert "anders" in cache.open_atlas().unusable
    monkeypatch.undo()
    monkeypatch.setenv("ATLAS_DATA", str(two_areas))
    # rights change neither size nor time of a file
    file.chmod(0o600)
    assert "anders" not in cache.open_atlas().unusable
