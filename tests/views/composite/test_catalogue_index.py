"""An index of the catalogue is an indicator like others: of all units, from what is shown."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from atlas.atlas import Atlas
from atlas.errors import DataError
from atlas.model.cells import State
from atlas.model.quantities import Audience
from atlas.model.scope import Scope, View
from atlas.views.composite.choices import catalogue_recipes
from atlas.views.composite.figures import IndexChoice, area_index
from atlas.views.profile.document import profile_document
from atlas.views.profile.figures import ProfileChoice

INDEX = """
[indicator.lage]
title = "Sozialindex"
topics = ["leute"]
unit = "Index"
decimals = 2
polarity = 1
definition = "…"
date_rule = "31.12."
source = "Register"
[indicator.lage.formula]
kind = "composite"
part = [{ indicator = "armut" }]
scale = { method = "zscore" }
combine = { method = "sum" }
exclude = { units = ["4"] }
"""
# shares 10, 20, 30 % (mean 20, deviation 8.1650), one left out, one without figure; then 10, 20, 60
CELLS = {
    2020: [(10, 100), (40, 200), (30, 100), (9, 10), (".", 100)],
    2021: [(10, 100), (40, 200), (60, 100), (9, 10), (".", 100)],
}
SCOPE = Scope(area="land", level="teil", indicator="lage")


@pytest.fixture
def with_index(land):
    """The county with an index in its catalogue."""

    def build(index: str = INDEX) -> Atlas:
        atlas = land(CELLS)
        path = atlas.folder / "indicators/land/catalogue.toml"
        path.write_text(index, encoding="utf-8")
        return Atlas.open(atlas.folder, Audience.PUBLIC)

    return build


def test_each_year_is_computed_by_itself_from_all_units(with_index):
    atlas = with_index()
    rows = {(row.unit, row.year): row for row in atlas.values(SCOPE).rows}
    assert rows["3", 2020].value == pytest.approx(1.224745, abs=1e-6)
    assert rows["3", 2021].value == pytest.approx(1.388730, abs=1e-6)  # 60 − 30 by 21.6025
    assert rows["4", 2020].state is State.NOT_APPLICABLE
    assert rows["5", 2020].state is State.SECRET
    changed = {row.unit: row for row in atlas.values(replace(SCOPE, view=View.CHANGE)).rows}
    assert changed["3"].value == pytest.approx(1.388730 - 1.224745, abs=1e-6)


def test_one_unit_alone_has_the_index_it_has_among_all(with_index):
    atlas = with_index()
    (table,) = atlas.profile("land", "teil", "3", ["lage"])
    assert [row.value for row in table.rows] == pytest.approx([1.224745, 1.388730], abs=1e-6)


def test_the_whole_area_has_none(with_index):
    atlas = with_index()
    assert atlas.levels_of("land", "lage") == ("teil",)
    with pytest.raises(DataError):
        atlas.values(replace(SCOPE, level="kreis"))
    assert atlas.area_figures("land", "lage")["value"].isna().all()


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ('"armut" }', '"armut", weight = 0 }', "die Summe der Gewichte ist null"),
        ('"armut" }', '"armut", change_years = 2 }', "kennt kein change_years"),
        ('"armut" }', '"fehlt" }', "nennt „fehlt“, das der Katalog nicht kennt"),
        ('part = [{ indicator = "armut" }]\n', "", "der Eintrag fehlt"),
    ],
)
def test_a_recipe_nobody_can_compute_is_told(with_index, old, new, named):
    atlas = with_index(INDEX.replace(old, new))
    assert "lage" not in atlas.catalogue("land").indicators
    sentences = [f"{p.message} {p.remedy}" for p in atlas.catalogue_errors(["land"])]
    assert any(named in sentence for sentence in sentences)


def test_nothing_is_computed_from_an_index(with_index):
    head = INDEX.partition("[indicator.lage.formula]")[0]
    of_index = head.replace("indicator.lage", "indicator.lage_vorjahr").replace(
        "Sozial", "Vorjahrs"
    )
    formula = 'formula = { kind = "change", of = "lage", years = 1 }\n'
    atlas = with_index(INDEX + of_index + formula)
    assert "lage" in atlas.catalogue("land").indicators
    (problem,) = atlas.catalogue_errors(["land"])
    assert "beruht auf dem Index „lage“" in problem.message


def test_the_profile_says_index_and_what_drives_it(with_index):
    """In 2021 ort 3 is (60 − 30) / 21.6025 above the mean, and its only part drives all of it."""
    atlas = with_index()
    choice = ProfileChoice(scope=replace(SCOPE, indicator="", year=2021), unit="3")
    sections = profile_document(atlas, choice, date(2026, 12, 1)).sections
    (section,) = (section for section in sections if section.title == "Index")
    lead, figure, _ = section.blocks
    assert lead.text == "Sozialindex 2021. Ort 3: Index 1,39, Mittel 0,00"
    assert [bar.text for bar in figure.drawing.bars] == ["+1,39", "+1,39"]
    without = profile_document(atlas, replace(choice, unit="5"), date(2026, 12, 1)).sections
    (section,) = (section for section in without if section.title == "Index")
    assert "kein Index (Armut: kein Wert ausgewiesen)" in section.blocks[0].text


def test_the_page_computes_the_same_figures(with_index):
    atlas = with_index()
    recipe = catalogue_recipes(atlas, "land")["lage"]
    dated = replace(SCOPE, indicator="", year=2021)
    index = area_index(atlas, IndexChoice(scope=dated, recipe=recipe))
    shown = {row.unit: row.value for row in atlas.values(replace(SCOPE, years=(2021,))).rows}
    assert index.figures.index[2] == shown["3"]
