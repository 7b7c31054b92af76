from __future__ import annotations

import os

import pytest

from atlas.ui.web import published

DAY = 24 * 3600
NOW = 1_800_000_000.0
DIGEST = "0123456789abcdef"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr(published, "FOLDER", tmp_path / "static")
    return tmp_path / "static"


def put(folder, name: str, days: float) -> None:
    """Publish a file and say how many days ago it was used."""
    published.publish(name, b"x")
    for path in (folder / name, (folder / name).parent):
        os.utime(path, (NOW - days * DAY, NOW - days * DAY))


def test_what_was_not_used_for_a_quarter_of_a_year_is_removed(folder):
    old = [f"geometry-{DIGEST}.bin", f"background-{DIGEST}.png", f"code-{DIGEST}/a.js"]
    for name in old:
        put(folder, name, 91)
    put(folder, "geometry-fedcba9876543210.bin", 89)
    put(folder, "eigene-datei.png", 1000)
    published.remove_unused(NOW)
    kept = sorted(path.name for path in folder.iterdir())
    assert kept == ["eigene-datei.png", "geometry-fedcba9876543210.bin"]


def test_what_is_published_again_counts_as_used(folder):
    name = f"geometry-{DIGEST}.bin"
    put(folder, name, 1000)
    published.publish(name, b"x")
    published.remove_unused(NOW)
    assert (folder / name).exists()


def test_nothing_is_removed_where_nothing_was_published(folder):
    published.remove_unused(NOW)
    assert not folder.exists()
