"""Write files so that a reader meets the old or the new content, never half of it."""

from __future__ import annotations

import errno
import fcntl
import json
import os
import re
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

from atlas.errors import FileWriteError

VERSIONS_FOLDER = ".versions"
LOCK = ".lock"
MOST_VERSIONS = 100
"""How many old versions of one file are kept."""
_LEFT_BY_SYSTEMS = {"thumbs.db", "desktop.ini", "__macosx"}
_UNFINISHED = ".unfinished.json"
# So much of a name leaves room for the time and ".bak"; names end at 255 bytes.
_STEM = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class _Staged:
    """A file about to change: its new content and, if there was one, its old version."""

    path: Path
    temporary: Path
    old: Path | None


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Wait until nobody else is writing below a folder, and keep all others waiting meanwhile.

    Others are those who call this: other threads as well as other processes. Whoever reads what
    is written must do so within, too. A process that ends gives the folder free.

    Raises
    ------
    FileWriteError
        If nobody may write there.
    """
    path = folder / LOCK
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file = path.open("ab")
        fcntl.flock(file, fcntl.LOCK_EX)
    except OSError as error:
        raise FileWriteError(path, error) from error
    # closing it gives the lock back
    with file:
        yield


def is_left_behind(name: str) -> bool:
    """Whether a file is one that editors, Office or the system leave beside what people edit."""
    return name.startswith((".", "~$")) or name.endswith("~") or name.lower() in _LEFT_BY_SYSTEMS


def is_there(path: Path) -> bool:
    """Whether there is something of this name; a link that leads nowhere is something, too."""
    return os.path.lexists(path)


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

    Everything that takes space or rights happens before the first file is replaced. Who is ended
    between two of the final renames leaves a list of them, and `finish_writes` does the rest. With
    `keep_old` the previous versions are kept in `.versions/`.

    Raises
    ------
    FileWriteError
        If one of them can't be written; all are as before then.
    """
    staged: list[_Staged] = []
    try:
        for path in files:
            refuse_other(path)
        with _writing(files):
            for path, content in files.items():
                if _differs(path, content):
                    staged.append(_staged(path, keep_old=keep_old))
                    _write_through(staged[-1].temporary, content)
            with _listed(staged):
                _replace(staged)
    except OSError as error:
        _forget(staged)
        # of a temporary file nobody knows the name
        own = {str(item.temporary): item.path for item in staged}
        every = ", ".join(path.name for path in files)
        raise FileWriteError(own.get(error.filename, error.filename or every), error) from error


def write_private(files: Mapping[Path, bytes]) -> None:
    """Write files that only their owner may read, in folders that only he may open.

    Raises
    ------
    FileWriteError
        If one of them can't be written.
    """
    try:
        for folder in {path.parent for path in files}:
            folder.mkdir(parents=True, exist_ok=True)
            folder.chmod(0o700)
    except OSError as error:
        raise FileWriteError(error.filename or folder.name, error) from error
    write_all(files, keep_old=False)
    for path in files:
        path.chmod(0o600)


def refuse_other(path: Path) -> None:
    """Refuse a folder, and a device: it would be replaced by a file, for everybody.

    Raises
    ------
    OSError
        If there is something that is no file. A pipe that is read might never end.
    """
    if path.is_dir():
        raise IsADirectoryError(errno.EISDIR, "", str(path))
    if path.exists() and not path.is_file():
        raise OSError(errno.ENXIO, "", str(path))


def finish_writes(folder: Path) -> None:
    """Finish what somebody who was ended meanwhile was writing into a folder, and tidy up.

    Nothing happens while somebody writes there.

    Raises
    ------
    FileWriteError
        If files are half replaced and the rest can't be: they don't belong together.
    """
    unfinished, pattern = folder / _UNFINISHED, f".{'[0-9a-f]' * 32}.tmp"
    if not (unfinished.exists() or any(folder.glob(pattern))):
        return
    try:
        with _alone_in(folder, fcntl.LOCK_EX | fcntl.LOCK_NB):
            if unfinished.exists():
                _do_rest(unfinished)
            for temporary in folder.glob(pattern):
                temporary.unlink(missing_ok=True)
    except BlockingIOError:
        return
    except OSError as error:
        # who may not write there leaves what nobody reads
        if unfinished.exists():
            raise FileWriteError(unfinished, error) from error


def _do_rest(unfinished: Path) -> None:
    """Do the renames on a list that weren't done."""
    for temporary, name in json.loads(unfinished.read_bytes()).items():
        if (unfinished.parent / temporary).exists():
            (unfinished.parent / temporary).replace(unfinished.parent / name)
    unfinished.unlink()


@contextmanager
def _writing(files: Iterable[Path]) -> Iterator[None]:
    """Keep others from taking for leftovers what is being written."""
    with ExitStack() as stack:
        for folder in sorted({path.parent for path in files}):
            _make(folder)
            stack.enter_context(_alone_in(folder, fcntl.LOCK_EX))
        yield


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except FileExistsError as error:  # what exists there is a file
        raise NotADirectoryError(errno.ENOTDIR, "", error.filename) from error


@contextmanager
def _alone_in(folder: Path, how: int) -> Iterator[None]:
    """Hold the lock of a folder; a process that ends gives it back.

    Not that of `locked`, whose holder writes meanwhile and would wait for itself.
    """
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, how)
        yield
    finally:
        os.close(handle)


@contextmanager
def _listed(staged: Sequence[_Staged]) -> Iterator[None]:
    """Keep a list of the final renames of several files in one folder while they are done."""
    folders = {item.path.parent for item in staged}
    if len(staged) < 2 or len(folders) > 1:  # noqa: PLR2004 (one rename is atomic)
        yield
        return
    unfinished = folders.pop() / _UNFINISHED
    renames = {item.temporary.name: item.path.name for item in staged}
    written = unfinished.with_name(_temporary_name())
    _write_through(written, json.dumps(renames).encode())
    written.replace(unfinished)
    try:
        yield
    finally:
        unfinished.unlink()


def _temporary_name() -> str:
    """Return a name that is short, however long that of the file is."""
    return f".{uuid4().hex}.tmp"


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
        raise FileWriteError(error.filename or path.name, error) from error


def _differs(path: Path, content: bytes) -> bool:
    """Whether a file is missing or holds something else."""
    return not path.is_file() or path.read_bytes() != content


def _staged(path: Path, *, keep_old: bool) -> _Staged:
    """Choose a temporary name; keep the old version if it is wanted."""
    temporary = path.with_name(_temporary_name())
    return _Staged(path=path, temporary=temporary, old=_keep(path) if keep_old else None)


def _keep(path: Path) -> Path | None:
    """Copy the present content to `.versions/<stem>.<UTC time>.bak<suffix>`."""
    if not path.exists():
        return None
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%fZ")
    kept = path.parent / VERSIONS_FOLDER / f"{path.stem[:_STEM]}.{stamp}.bak{path.suffix}"
    kept.parent.mkdir(exist_ok=True)
    shutil.copy2(path, kept)
    _forget_oldest(path, kept.parent)
    return kept


def _forget_oldest(path: Path, folder: Path) -> None:
    """Of the old versions of a file only the newest `MOST_VERSIONS` stay."""
    name = re.compile(rf"{re.escape(path.stem[:_STEM])}\.\d{{8}}T\d+Z\.bak{re.escape(path.suffix)}")
    versions = sorted(kept for kept in folder.iterdir() if name.fullmatch(kept.name))
    for old in versions[:-MOST_VERSIONS]:
        old.unlink(missing_ok=True)


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
