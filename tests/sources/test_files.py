from __future__ import annotations

import fcntl
import os
import stat
from pathlib import Path

import pytest

from atlas.errors import FileWriteError
from atlas.sources import files
from atlas.sources.files import finish_writes, write_all, write_atomically


def everything(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_writes_a_new_file_and_its_folder(tmp_path):
    write_atomically(tmp_path / "new" / "a.csv", b"1")
    assert everything(tmp_path) == {"new/a.csv": b"1"}


def test_keeps_every_old_version_beside_the_file(tmp_path):
    path = tmp_path / "a.csv"
    for content in (b"1", b"2", b"3"):
        write_atomically(path, content)
    assert path.read_bytes() == b"3"
    kept = sorted((tmp_path / ".versions").iterdir())
    assert [old.read_bytes() for old in kept] == [b"1", b"2"]
    assert all(old.name.startswith("a.2") and old.name.endswith("Z.bak.csv") for old in kept)


def test_same_content_makes_no_version(tmp_path):
    path = tmp_path / "a.csv"
    write_atomically(path, b"1")
    before = path.stat().st_mtime_ns
    write_atomically(path, b"1")
    assert path.stat().st_mtime_ns == before
    assert not (tmp_path / ".versions").exists()


def test_keeps_the_rights_of_the_file(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(b"1")
    path.chmod(0o640)
    write_atomically(path, b"2")
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_if_one_file_cannot_be_written_none_is(tmp_path):
    (tmp_path / "a.csv").write_bytes(b"1")
    (tmp_path / "file").write_bytes(b"no folder")
    before = everything(tmp_path)
    with pytest.raises(FileWriteError, match="alle Dateien sind wie zuvor"):
        write_all({tmp_path / "a.csv": b"2", tmp_path / "file" / "b.csv": b"2"})
    assert everything(tmp_path) == before


def test_a_failing_rename_puts_the_others_back(tmp_path, monkeypatch):
    (tmp_path / "a.csv").write_bytes(b"1")
    before = everything(tmp_path)
    rename = Path.replace

    def failing(self: Path, target: Path) -> Path:
        if target.name == "c.csv":
            raise OSError(28, "No space left on device", str(target))
        return rename(self, target)

    monkeypatch.setattr(Path, "replace", failing)
    with pytest.raises(FileWriteError, match=r"c\.csv.*kein Speicherplatz"):
        write_all({tmp_path / name: b"2" for name in ("a.csv", "b.csv", "c.csv")})
    assert everything(tmp_path) == before


def test_of_many_old_versions_the_newest_stay(tmp_path, monkeypatch):
    monkeypatch.setattr(files, "MOST_VERSIONS", 3)
    for number in range(6):
        write_atomically(tmp_path / "a.csv", str(number).encode())
        write_atomically(tmp_path / "a.b.csv", str(number).encode())
    kept = sorted((tmp_path / ".versions").glob("a.2*"))
    assert [path.read_bytes() for path in kept] == [b"2", b"3", b"4"]
    assert len(list((tmp_path / ".versions").glob("a.b.*"))) == 3


def ended_after(renames: int, paths: list[Path]) -> None:
    """Write files in a process of its own that is ended after some of the final renames."""
    child = os.fork()
    if child:
        os.waitpid(child, 0)
        return
    replace, left = Path.replace, [*paths[:renames]]

    def counted(path: Path, target: Path) -> Path:
        if target in paths and not left:
            os._exit(1)
        if target in paths:
            left.remove(target)
        return replace(path, target)

    Path.replace = counted
    write_all(dict.fromkeys(paths, b"new"))
    os._exit(1)


@pytest.mark.parametrize("renames", [0, 1, 2])
def test_what_was_ended_between_two_renames_is_finished_at_the_next_start(tmp_path, renames):
    paths = [tmp_path / name for name in ("a.csv", "b.csv", "c.csv")]
    write_all(dict.fromkeys(paths, b"old"))
    ended_after(renames, paths)
    assert [path.read_bytes() for path in paths].count(b"new") == renames
    finish_writes(tmp_path)
    assert {path.read_bytes() for path in paths} == {b"new"}
    assert sorted(path for path in tmp_path.iterdir() if path.is_file()) == paths


def test_leftovers_of_one_who_was_ended_before_are_removed(tmp_path):
    (tmp_path / f".{'0' * 32}.tmp").write_bytes(b"half")
    (tmp_path / "a.csv").write_bytes(b"1")
    finish_writes(tmp_path)
    assert everything(tmp_path) == {"a.csv": b"1"}


def test_leftovers_of_somebody_who_is_writing_stay(tmp_path):
    temporary = tmp_path / f".{'0' * 32}.tmp"
    temporary.write_bytes(b"half")
    handle = os.open(tmp_path, os.O_RDONLY)
    fcntl.flock(handle, fcntl.LOCK_EX)
    finish_writes(tmp_path)
    os.close(handle)
    assert temporary.exists()


def test_a_name_of_255_bytes_can_be_written_and_kept(tmp_path):
    path = tmp_path / ("x" * 251 + ".csv")
    write_atomically(path, b"1")
    write_atomically(path, b"2")
    assert path.read_bytes() == b"2"
    assert [old.read_bytes() for old in (tmp_path / ".versions").iterdir()] == [b"1"]


def test_a_name_too_long_is_refused(tmp_path):
    with pytest.raises(FileWriteError):
        write_atomically(tmp_path / ("x" * 252 + ".csv"), b"1")
    assert everything(tmp_path) == {}
