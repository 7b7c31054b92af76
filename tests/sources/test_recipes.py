from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from atlas.errors import RecipeError
from atlas.model.recipes import Exclude, Rescale, ScaleMethod, Transform
from atlas.sources.recipe_writing import recipe_text, recipe_version
from atlas.sources.recipes import read_recipe, recipe_of

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
    assert len(titles) == 10
    assert "Sozialer Belastungsindex (Vorlage)" in titles
    assert not any("Koblenz" in title for title in titles)


def test_what_is_written_is_read_as_the_same_recipe(tmp_path):
    for path in PRESETS:
        recipe = read_recipe(path)
        text = recipe_text(recipe)
        assert recipe_of(text.encode(), "r.toml", path.parent) == recipe
    assert recipe_version(recipe) != recipe_version(replace(recipe, title="anders"))


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
        ('"Index"', '""', "der Text ist leer"),
        ("k = 4", "k = 1", "der Wert gehört nicht zu den erlaubten"),
        (GOOD, "# leer", "„title“ auf oberster Ebene"),
    ],
)
def test_a_mistake_is_told_with_file_line_and_entry(reading, old, new, named):
    with pytest.raises(RecipeError) as refused:
        reading(old, new)
    assert "Aus dem Rezept „r.toml“ lässt sich kein Index berechnen" in str(refused.value)
    assert named in str(refused.value)
    assert "r.toml" in str(refused.value).splitlines()[1]


OTHER = (
    GOOD.partition("[exclude]")[0]
    + """\
[classes]
method = "sd"
breaks = [-1, 1]
labels = ["positiv", "stabil", "negativ"]
"""
)
CROSS = '\n[cross]\nrecipe = "d.toml"\n'


def crossed(folder, other=OTHER, cross=CROSS):
    (folder / "d.toml").write_text(other, encoding="utf-8")
    (folder / "r.toml").write_text(GOOD + cross, encoding="utf-8")
    return read_recipe(folder / "r.toml")


def test_two_recipes_are_crossed(tmp_path):
    cross = crossed(tmp_path).cross
    assert cross.recipe.parts[0].name == "a"
    assert cross.groups[3] == ("4 / positiv", "4 / stabil", "4 / negativ")
    rows = ", ".join(['["+", "=", "-"]'] * 4)
    assert crossed(tmp_path, cross=f"{CROSS}groups = [{rows}]\n").cross.groups[1][2] == "-"


@pytest.mark.parametrize(
    ("other", "cross", "named"),
    [
        (OTHER, CROSS.replace("d.toml", "../d.toml"), "im selben Ordner"),
        (OTHER, CROSS.replace("d.toml", "r.toml"), "selbst mit einem Rezept gekreuzt"),
        (OTHER, CROSS.replace("d.toml", "e.toml"), "e.toml: Die Datei fehlt"),
        (OTHER, CROSS + 'groups = [["+"]]', "4 Listen mit je 3 Bezeichnungen"),
        (OTHER.replace('"id"', '"nr"'), CROSS, "anderen Schlüssel"),
        (OTHER.partition("[classes]")[0], CROSS, "beide Rezepte brauchen [classes]"),
        (OTHER + CROSS.replace("d.toml", "r.toml"), CROSS, "selbst mit einem Rezept gekreuzt"),
        (OTHER, CROSS + "change_years = 2", "entweder recipe oder change_years"),
    ],
)
def test_recipes_that_cannot_be_crossed_are_told(tmp_path, other, cross, named):
    with pytest.raises(RecipeError) as refused:
        crossed(tmp_path, other, cross)
    assert named in str(refused.value)


def test_a_recipe_is_crossed_with_the_change_of_its_own_parts(tmp_path):
    cross = crossed(tmp_path, cross="\n[cross]\nchange_years = 2\n").cross
    assert [part.change_years for part in cross.recipe.parts] == [2, 2]
    assert cross.recipe.classes.breaks == (-1, 1)
    assert cross.groups[0] == ("1 / positiv", "1 / stabil", "1 / negativ")
    text = recipe_text(read_recipe(tmp_path / "r.toml"))
    assert recipe_of(text.encode(), "r.toml", tmp_path) == read_recipe(tmp_path / "r.toml")


def test_an_opened_recipe_has_a_size_and_no_other_folder(tmp_path):
    with pytest.raises(RecipeError, match="zu groß"):
        recipe_of(b"#" * 50_001, "r.toml", tmp_path)
    text = GOOD + CROSS.replace("d.toml", "../d.toml")
    with pytest.raises(RecipeError, match="im selben Ordner"):
        recipe_of(text.encode(), "r.toml", tmp_path)
