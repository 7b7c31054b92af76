"""Write files so that a reader meets the old or the new content, never half of it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

from atlas.errors import FileWriteError

VERSIONS_FOLDER = ".versions"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Staged:
    """A file about to change: its new content and, if there was one, its old version."""

    path: Path
    temporary: Path
    old: Path | None


def is_left_behind(name: str) -> bool:
    """Whether a file is one that editors, Office or macOS leave beside what people edit."""
    return name.startswith((".", "~$"))


def write_atomically(path: Path, content: bytes) -> None:
    """Write one file, keep its previous version in `.versions/` beside it.

    Raises
    ------
    FileWriteError
        If it can't be written; the file is as before then.
    """
    write_all({path: content})


def write_all(files: Mapping[Path, bytes], *, keep_old: bool = True) -> None:
    """Write several files, all or none; those that wouldn't change are left untouched.

    Everything that takes space or rights happens before the first file is replaced. A crash of
    the machine between two of the final renames is the one case that leaves a mixture. With
    `keep_old` the previous versions are kept in `.versions/`.

    Raises
    ------
    FileWriteError
        If one of them can't be written; all are as before then.
    """
    staged: list[_Staged] = []
    try:
        for path, content in files.items():
            if _differs(path, content):
                staged.append(_staged(path, keep_old=keep_old))
                _write_through(staged[-1].temporary, content)
        _replace(staged)
    except OSError as error:
        _forget(staged)
        named = error.filename or ", ".join(path.name for path in files)
        raise FileWriteError(named, error.strerror or error) from error


def put_away(path: Path) -> None:
    """Remove a file, keep it in `.versions/` beside it; nothing happens if there is none.

    Raises
    ------
    FileWriteError
        If it can't be removed; it stays where it is then.
    """
    try:
        _keep(path)
        path.unlink(missing_ok=True)
    except OSError as error:
        raise FileWriteError(error.filename or path.name, error.strerror or error) from error


def _differs(path: Path, content: bytes) -> bool:
    """Whether a file is missing or holds something else."""
    return not path.is_file() or path.read_bytes() != content


def _staged(path: Path, *, keep_old: bool) -> _Staged:
    """Choose a temporary name; keep the old version if it is wanted."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{uuid4().hex}.tmp")
    return _Staged(path=path, temporary=temporary, old=_keep(path) if keep_old else None)


def _keep(path: Path) -> Path | None:
    """Copy the present content to `.versions/<stem>.<UTC time>.bak<suffix>`."""
    if not path.exists():
        return None
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%fZ")
    kept = path.parent / VERSIONS_FOLDER / f"{path.stem}.{stamp}.bak{path.suffix}"
    kept.parent.mkdir(exist_ok=True)
    shutil.copy2(path, kept)
    return kept


def _write_through(path: Path, content: bytes) -> None:
    """Write a new file down to the disk."""
    with path.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _replace(staged: Iterable[_Staged]) -> None:
    """Put the temporary files in place; on an error put the replaced ones back."""
    done: list[_Staged] = []
    try:
        for item in staged:
            if item.old is not None:
                shutil.copymode(item.old, item.temporary)
            item.temporary.replace(item.path)
            done.append(item)
    except OSError:
        _put_back(done)
        raise


def _put_back(done: Iterable[_Staged]) -> None:
    """Restore files that were already replaced."""
    for item in done:
        if item.old is None:
            item.path.unlink()
        else:
            item.old.replace(item.path)


def _forget(staged: Iterable[_Staged]) -> None:
    """Remove what a failed attempt left behind."""
    for item in staged:
        item.temporary.unlink(missing_ok=True)
        if item.old is not None:
            item.old.unlink(missing_ok=True)
