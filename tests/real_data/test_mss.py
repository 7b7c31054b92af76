"""Berlin's Monitoring Soziale Stadtentwicklung 2021: published z-values, index and classes."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from atlas.measures.composite import composite
from atlas.sources.keyed_tables import read_keyed_table
from atlas.sources.recipes import read_recipe
from atlas.views.composite.table import RecipeFile, index_of_table

pytestmark = pytest.mark.real_data

RECIPES = Path(__file__).parents[2] / "data/recipes"


@pytest.fixture(scope="module")
def published(real_data):
    path = real_data / "berlin/mss_2021_index-indikatoren_z-werte_plr.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = [row for row in csv.reader(file, delimiter=";") if row[3]][1:]
    return {row[0]: row for row in rows}


@pytest.mark.parametrize(("name", "first"), [("status", 3), ("dynamik", 9)])
def test_the_edition_of_2021_in_all_its_figures(real_data, published, name, first):
    recipe = read_recipe(RECIPES / f"mss-berlin-2021-{name}.toml")
    path = real_data / "berlin/mss_2021_index_indikatoren.csv"
    table = read_keyed_table(path, recipe.key, recipe.columns)
    figures = composite(recipe, table.columns)
    labels = recipe.classes.labels
    compared = 0
    for position, unit in enumerate(figures.units):
        assert (figures.exclusions[position] is None) == (unit in published)
        if unit not in published:
            continue
        *numbers, label = published[unit][first : first + 6]
        computed = [*figures.scaled[position], figures.sums[position], figures.index[position]]
        assert computed == pytest.approx([float(number) for number in numbers], abs=0.00501)
        assert labels[figures.classes[position] - 1] == label
        compared += 1
    assert compared == 536
    row = figures.units.index("01100101")  # Appendix A
    assert figures.index[row] == pytest.approx({3: -0.33, 9: 1.27}[first], abs=0.005)


def test_the_edition_of_2017_has_436_units(real_data):
    recipe = read_recipe(RECIPES / "mss-berlin-2017-status.toml")
    table = read_keyed_table(
        real_data / "berlin/bln_plr_sozind_data.csv", recipe.key, recipe.columns
    )
    figures = composite(recipe, table.columns)
    included = [position for position, each in enumerate(figures.exclusions) if each is None]
    assert len(included) == 436
    assert figures.sums[included].std() == pytest.approx(3.8794, abs=5e-5)


def test_the_twelve_groups_of_2021(real_data):
    recipe = read_recipe(RECIPES / "mss-berlin-2021-gesamtindex.toml")
    source = real_data / "berlin/mss_2021_index_indikatoren.csv"
    table = read_keyed_table(source, recipe.key, recipe.all_columns)
    file = RecipeFile(recipe=recipe, name="r.toml", version="1", day=date(2021, 1, 1))
    result = index_of_table(file, table.columns, source.name, ())
    with (real_data / "berlin/mss_2021_indizes.csv").open(encoding="utf-8-sig") as published:
        groups = {row["PLR_ID"]: row["SDI"] for row in csv.DictReader(published)}
    computed = {str(row[0]): row[-2] for row in result.rows if not row[-1]}
    assert len(computed) == 536
    assert computed == {unit: groups[unit] for unit in computed}
