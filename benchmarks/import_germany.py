"""Import the 10,997 municipalities of Germany, beside a mere reading of the same file."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
REAL_DATA = os.environ.get("ATLAS_REAL_DATA", "")
READ = "import sys, geopandas; geopandas.read_file(sys.argv[1])"
OPTIONS = "--area deutschland --level gemeinde --code AGS --name GEN"


def time_and_memory(arguments: list[object]) -> tuple[float, float]:
    """Run Python once; seconds taken and the peak of memory in MB, of this process's children."""
    start = time.perf_counter()
    command = [sys.executable, *map(str, arguments)]
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return time.perf_counter() - start, peak


def data_folder(folder: Path) -> Path:
    """An empty data folder with the shipped catalogue."""
    (folder / "indicators").mkdir()
    catalogue = (ROOT / "data/indicators/catalogue.toml").read_bytes()
    (folder / "indicators/catalogue.toml").write_bytes(catalogue)
    return folder


def main() -> None:
    """Read first: the peak of all children only ever grows."""
    file = Path(REAL_DATA) / "germany/VG5000_GEM.shp"
    if not REAL_DATA or not file.is_file():
        sys.exit("ATLAS_REAL_DATA nennt keinen Ordner mit germany/VG5000_GEM.shp.")
    with tempfile.TemporaryDirectory() as name:
        folder = data_folder(Path(name))
        read = time_and_memory(["-c", READ, file])
        command = ["-m", "atlas", "districts", "import", file, *OPTIONS.split(), "--data", folder]
        imported = time_and_memory(command)
    for label, (seconds, peak) in (("geopandas.read_file", read), ("districts import", imported)):
        print(f"{label:22} {seconds:5.1f} s, höchstens {peak:5.0f} MB")


if __name__ == "__main__":
    main()
