"""Maps as PNG on A4 at 300 dpi, beside what geopandas itself plots and saves at that size."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path
from statistics import median

import geopandas as gpd
import matplotlib as mpl
from matplotlib import pyplot as plt

from atlas.atlas import Atlas
from atlas.model.quantities import Audience
from atlas.model.scope import Scope
from atlas.model.specs import MapSpec
from atlas.render.downloads import map_file
from atlas.views.map.bivariate import bivariate
from atlas.views.map.maps import choropleth
from benchmarks.import_germany import OPTIONS, ROOT, data_folder

RUNS = 3
A4 = (297 / 25.4, 210 / 25.4)
CODE, COUNT = "ein_kinder_sgb2_u15", "kinder_sgb2_u15"
RHEIN_BERG = Scope(area="rhein-berg", level="kommune", indicator=CODE, year=2014)
DELIVERY = """[defaults]
base = "{level}"
source = "erfunden, nur zum Messen"
publisher = "niemand"
audience = "public"
[ew_u15]
[kinder_sgb2_u15]
"""


@dataclass(frozen=True)
class Country:
    """A boundary file with how to import it."""

    file: str
    options: str
    scope: Scope


COUNTRIES = (
    Country(
        "koeln/Stadtteil.shp",
        "--area koeln --level stadtteil --code STT_NR --name STT_NAME",
        Scope(area="koeln", level="stadtteil", indicator=CODE, year=2021),
    ),
    Country(
        "germany/VG5000_GEM.shp",
        OPTIONS,
        Scope(area="deutschland", level="gemeinde", indicator=CODE, year=2021),
    ),
)


def seconds(work: Callable[[], object]) -> float:
    """Run once and return how long it took."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def imported(country: Country, shapes: Path, folder: Path) -> Path:
    """Import the units and give each an invented figure."""
    data_folder(folder)
    scope = country.scope
    command = [sys.executable, "-m", "atlas", "districts", "import", str(shapes)]
    command += [*country.options.split(), "--data", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    units = Atlas.open(folder, Audience.PUBLIC).level(scope.area, scope.level).units
    rows = [f"{scope.level};{unit.id};1000;{1 + n * 7 % 300}" for n, unit in enumerate(units)]
    figures = folder / "indicators" / scope.area
    figures.mkdir()
    table = "\n".join(["level;unit;ew_u15;kinder_sgb2_u15", *rows, ""])
    (figures / "2021.csv").write_text(table, encoding="utf-8")
    (figures / "2021.toml").write_text(DELIVERY.format(level=scope.level), encoding="utf-8")
    return folder


def specs(atlas: Atlas, scope: Scope) -> dict[str, MapSpec]:
    """The three kinds of maps."""
    return {
        "Flächen": choropleth(atlas, scope),
        "Kreise": choropleth(atlas, replace(scope, indicator=COUNT)),
        "zwei Merkmale": bivariate(atlas, scope, COUNT),
    }


def measure(folder: Path, scope: Scope) -> None:
    """Load each map, then draw it both ways in turn."""
    atlas = Atlas.open(folder, Audience.PUBLIC)
    shapes = atlas.boundaries(scope.area, scope.level)
    for kind, spec in specs(atlas, scope).items():
        figures = {figure.unit: figure.value for figure in spec.current_map.figures}
        coloured = shapes.assign(value=[figures.get(unit) for unit in shapes.index])

        def plain(coloured: gpd.GeoDataFrame = coloured) -> None:
            figure, axes = plt.subplots(figsize=A4)
            coloured.plot("value", ax=axes, legend=True, edgecolor="black", linewidth=0.1)
            figure.savefig(BytesIO(), dpi=300)
            plt.close(figure)

        ways = {"atlas": lambda spec=spec: map_file(spec, shapes, "png"), "geopandas": plain}
        taken: dict[str, list[float]] = {name: [] for name in ways}
        for _ in range(RUNS):
            for name, work in ways.items():
                taken[name].append(seconds(work))
        ours, theirs = (median(times) for times in taken.values())
        label = f"{scope.area}, {len(shapes)} Flächen, {kind}"
        print(f"{label:44} {ours:.1f} s, geopandas {theirs:.1f} s, Verhältnis {ours / theirs:.1f}")


def main() -> None:
    """Measure the shipped map, and Cologne and Germany where the files are."""
    mpl.use("agg")
    measure(ROOT / "data", RHEIN_BERG)
    real_data = os.environ.get("ATLAS_REAL_DATA", "")
    for country in COUNTRIES:
        shapes = Path(real_data) / country.file
        if real_data and shapes.is_file():
            with tempfile.TemporaryDirectory() as name:
                measure(imported(country, shapes, Path(name)), country.scope)
        else:
            print(f"{country.scope.area}: ATLAS_REAL_DATA nennt keinen Ordner mit {country.file}.")
    print(f"Median von {RUNS}; Last {os.getloadavg()[0]:.1f} auf {os.cpu_count()} Kernen")


if __name__ == "__main__":
    main()
