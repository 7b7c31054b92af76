"""Maps as PNG on A4 at 300 dpi, beside what geopandas itself plots and saves at that size."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from statistics import median

import matplotlib as mpl
from matplotlib import pyplot as plt

from atlas.atlas import Atlas
from atlas.model.quantities import Audience
from atlas.model.scope import Scope
from atlas.render.downloads import map_file
from atlas.views.maps import choropleth
from benchmarks.import_germany import NAMED, ROOT, data_folder

RUNS = 3
A4 = (297 / 25.4, 210 / 25.4)
CODE = "ein_kinder_sgb2_u15"
RHEIN_BERG = Scope(area="rhein-berg", level="kommune", indicator=CODE, year=2014)
GERMANY = Scope(area="deutschland", level="gemeinde", indicator=CODE, year=2021)
DELIVERY = """[defaults]
base = "gemeinde"
source = "erfunden, nur zum Messen"
publisher = "niemand"
audience = "public"
[ew_u15]
[kinder_sgb2_u15]
"""


def seconds(work: Callable[[], object]) -> float:
    """Run once and return how long it took."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def germany(shapes: Path, folder: Path) -> Path:
    """Import the municipalities and give each an invented figure."""
    data_folder(folder)
    command = [sys.executable, "-m", "atlas", "districts", "import", str(shapes), *NAMED.split()]
    quiet = subprocess.DEVNULL
    subprocess.run([*command, "--data", str(folder)], cwd=ROOT, check=True, stdout=quiet)
    units = Atlas.open(folder, Audience.PUBLIC).level("deutschland", "gemeinde").units
    rows = [f"gemeinde;{unit.id};1000;{n * 7 % 300}" for n, unit in enumerate(units)]
    figures = folder / "indicators" / "deutschland"
    figures.mkdir()
    (figures / "2021.csv").write_text(
        "\n".join(["level;unit;ew_u15;kinder_sgb2_u15", *rows, ""]), encoding="utf-8"
    )
    (figures / "2021.toml").write_text(DELIVERY, encoding="utf-8")
    return folder


def measure(folder: Path, scope: Scope) -> None:
    """Load a map, then draw it both ways in turn."""
    atlas = Atlas.open(folder, Audience.PUBLIC)
    spec, shapes = choropleth(atlas, scope), atlas.boundaries(scope.area, scope.level)
    figures = {figure.unit: figure.value for figure in spec.shown.figures}
    coloured = shapes.assign(value=[figures.get(unit) for unit in shapes.index])

    def plain() -> None:
        figure, axes = plt.subplots(figsize=A4)
        coloured.plot("value", ax=axes, legend=True, edgecolor="black", linewidth=0.1)
        figure.savefig(BytesIO(), dpi=300)
        plt.close(figure)

    ways = {"atlas": lambda: map_file(spec, shapes, "png"), "geopandas": plain}
    taken: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(RUNS):
        for name, work in ways.items():
            taken[name].append(seconds(work))
    ours, theirs = (median(times) for times in taken.values())
    label = f"{scope.area}, {len(shapes)} Flächen"
    print(f"{label:28} {ours:.1f} s, geopandas {theirs:.1f} s, Verhältnis {ours / theirs:.1f}")


def main() -> None:
    """Measure the shipped map, and Germany where the file is."""
    mpl.use("agg")
    measure(ROOT / "data", RHEIN_BERG)
    where = os.environ.get("ATLAS_REAL_DATA", "")
    shapes = Path(where) / "germany/VG5000_GEM.shp"
    if where and shapes.is_file():
        with tempfile.TemporaryDirectory() as name:
            measure(germany(shapes, Path(name)), GERMANY)
    else:
        print("Deutschland: ATLAS_REAL_DATA nennt keinen Ordner mit germany/VG5000_GEM.shp.")
    print(f"Median von {RUNS}; Last {os.getloadavg()[0]:.1f} auf {os.cpu_count()} Kernen")


if __name__ == "__main__":
    main()
