from __future__ import annotations

from pathlib import Path

import pytest

from atlas.errors import RecipeError
from atlas.model.recipes import Exclude, Rescale, ScaleMethod, Transform
from atlas.sources.recipes import read_recipe

PRESETS = sorted((Path(__file__).parents[2] / "data/recipes").glob("*.toml"))
GOOD = """\
title = "Index"
key = "id"
[[part]]
column = "a"
weight = 2
transform = "log1p"
[[part]]
indicator = "b"
direction = -1
[scale]
method = "zscore"
[combine]
method = "sum"
rescale = "sd"
[exclude]
column = "ew"
below = 300
units = ["7"]
[classes]
method = "quantile"
k = 4
"""


@pytest.fixture
def reading(tmp_path):
    """Read a recipe from a text in which something is replaced."""

    def read(old="", new=""):
        assert old in GOOD
        (tmp_path / "r.toml").write_text(GOOD.replace(old, new, 1), encoding="utf-8")
        return read_recipe(tmp_path / "r.toml")

    return read


def test_a_recipe_is_read(reading):
    recipe = reading()
    assert [(part.name, part.weight, part.direction) for part in recipe.parts] == [
        ("a", 2, 1),
        ("b", 1, -1),
    ]
    assert recipe.parts[0].transform is Transform.LOG1P
    assert (recipe.scale.method, recipe.scale.ddof) == (ScaleMethod.ZSCORE, 0)
    assert recipe.combine.rescale is Rescale.SD
    assert recipe.exclude == Exclude(column="ew", below=300, units=("7",))
    assert recipe.classes.breaks == (0.25, 0.5, 0.75)
    assert recipe.columns == ("a", "b", "ew")


def test_the_shipped_recipes_are_read_and_none_claims_a_formula_nobody_published():
    titles = [read_recipe(path).title for path in PRESETS]
    assert len(titles) == 9
    assert "Sozialer Belastungsindex (Vorlage)" in titles
    assert not any("Koblenz" in title for title in titles)


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ("weight", "weigth", "Zeile 5: Den Eintrag „weigth“ gibt es im Abschnitt [part] nicht"),
        ("weight = 2", "weight = -1", "Zeile 5: Der Eintrag „weight“ im Abschnitt [part]"),
        ("weight = 2", "weight = 0\n[[part]]\nweight = -1\ncolumn = 'c'", "Summe der Gewichte"),
        ('column = "a"', "", "genau einer der Einträge column und indicator"),
        ('indicator = "b"', 'indicator = "a"', "Zeile 8: Der Eintrag „indicator“"),
        ('column = "a"', 'column = "rank"', "so heißt schon eine Spalte des Ergebnisses"),
        ("direction = -1", "direction = 2", "„direction“ im Abschnitt [part]"),
        ('"zscore"', '"zscor"', "„method“ im Abschnitt [scale]"),
        ('method = "zscore"', 'method = "rank"\ncenter = "ew"', "„center“ im Abschnitt [scale]"),
        ('method = "zscore"', 'method = "rank"\nbase_year = 2014', "„base_year“"),
        ('[combine]\nmethod = "sum"\nrescale = "sd"', "", "„combine“ auf oberster Ebene"),
        ("below = 300", "", "column und below gehören zusammen"),
        ("k = 4", "", "entweder k oder breaks"),
        ("k = 4", "breaks = [0.5, 0.2]", "ansteigende Zahlen"),
        ("k = 4", "breaks = [20, 50]", "zwischen 0 und 1"),
        ("k = 4", 'k = 4\nlabels = ["a", "b"]', "4 Bezeichnungen"),
        ("[scale]", "[scale", "r.toml, Zeile 10:"),
        ('title = "Index"\n', "", "„title“ auf oberster Ebene"),
    ],
)
def test_a_mistake_is_told_with_file_line_and_entry(reading, old, new, named):
    with pytest.raises(RecipeError) as refused:
        reading(old, new)
    assert "Aus dem Rezept „r.toml“ lässt sich kein Index berechnen" in str(refused.value)
    assert named in str(refused.value)
    assert "r.toml" in str(refused.value).splitlines()[1]
