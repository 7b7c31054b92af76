"""Build the releases the repository ships, one of each area.

Run from the root of the checkout: ``python -m tools.build_releases``. Releases stay as they were
published: where one is already it is refused. Build the next one, under another name, with
``python -m atlas release build``.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[1]
RELEASES: Final = {"musterstadt": "2024/1", "rhein-berg": "2014/1"}
"""Name of the release by area: the last year that is no forecast, and which one of that year."""


def build(data: Path, home: Path) -> None:
    """Build them in a data folder; their protocols go into `home`.

    Raises
    ------
    subprocess.CalledProcessError
        If one can't be built; why stands on the console.
    """
    for area, name in RELEASES.items():
        where = ("--data", str(data), "--home", str(home))
        command = ("-m", "atlas", "release", "build", "--area", area, "--name", name, *where)
        subprocess.run([sys.executable, *command], cwd=ROOT, check=True)  # noqa: S603  (ours)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=Path, default=ROOT / "data", help="data folder to build in")
    parser.add_argument("--home", type=Path, default=ROOT / ".atlas", help="folder for protocols")
    options = parser.parse_args()
    build(options.out.resolve(), options.home.resolve())
