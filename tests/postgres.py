"""A PostgreSQL of the tests' own: in a temporary folder, reached by a socket in it only."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_OPTIONS = "-c listen_addresses='' -c fsync=off -c unix_socket_directories='{folder}'"


def programs() -> Path | None:
    """Return the folder of the newest installed PostgreSQL; None where there is none."""
    folders = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    return max((path.parent for path in folders), default=None, key=lambda path: path.parent.name)


@contextmanager
def running(folder_of_programs: Path) -> Iterator[str]:
    """Start a cluster, give its URL, and stop it; it refuses to run as root, so another does."""
    folder = Path(tempfile.mkdtemp(prefix="atlas-pg-"))
    owner = "postgres" if os.geteuid() == 0 else None
    if owner is not None:
        shutil.chown(folder, owner, owner)

    def call(program: str, *arguments: str) -> None:
        command = [str(folder_of_programs / program), "-D", str(folder / "cluster"), *arguments]
        subprocess.run(command, check=True, user=owner, stdout=subprocess.DEVNULL, cwd=folder)

    try:
        call("initdb", "-A", "trust", "-U", "atlas", "--no-sync", "--locale=C", "-E", "UTF8")
        options, log = _OPTIONS.format(folder=folder), str(folder / "log")
        call("pg_ctl", "-w", "-o", options, "-l", log, "start")
        try:
            yield f"postgresql+psycopg://atlas@/postgres?host={folder}"
        finally:
            call("pg_ctl", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder)
