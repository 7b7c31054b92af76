"""A budget shared out by an index: amounts, words, and who is left out."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from atlas.errors import AllocationError
from atlas.model.allocation import AllocationVariant, Budget
from atlas.model.scope import Scope
from atlas.sources.recipes import recipe_of
from atlas.views.composite import allocation_captions as captions
from atlas.views.composite.allocation import (
    AllocationChoice,
    area_allocation,
    decimal_number,
    decimal_text,
    overview_table,
    present_amounts,
)
from atlas.views.composite.allocation_annex import allocation_annex
from atlas.views.composite.figures import IndexChoice

RECIPE = """\
title = "Lage"
key = "unit"
[[part]]
indicator = "armut"
[scale]
method = "zscore"
[combine]
method = "sum"
[classes]
method = "fixed"
breaks = [0]
labels = ["niedrig", "hoch"]
"""
DAY = date(2026, 12, 1)


@pytest.fixture
def atlas(land):
    """Shares 10, 30 % of 100 and 300 people, and a unit whose share isn't shown."""
    return land({2021: [(10, 100), (90, 300), (".", 200)]})


def shared(atlas, *variants, **budget):
    recipe = recipe_of(RECIPE.encode(), "r.toml", Path())
    scope = Scope(area="land", level="teil", indicator="", year=2021)
    choice = AllocationChoice(
        index=IndexChoice(scope=scope, recipe=recipe),
        budget=Budget(euros=1200, size="leute", **budget),
        variants=variants,
    )
    return area_allocation(atlas, choice)


HALF = AllocationVariant(basic_percent=50, factor=2)
"""600 € by 100 : 300 : 200; 600 € by 100 · ½ : 300 · 2, that is 1 : 12."""
CLASSES = AllocationVariant(basic_percent=0, group_weights=(1, 1))


def test_variants_stand_beside_each_other_and_add_up(atlas):
    made = shared(atlas, HALF, CLASSES)
    table = overview_table(made, captions.allocation_sources(atlas, made.choice), whole=False)
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        # 100 + 46.15, 300 + 553.85, 200; then 300 : 900
        ["Ort 1", "100", "niedrig", "146", "1,46", "300", "3,00"],
        ["Ort 2", "300", "hoch", "854", "2,85", "900", "3,00"],
        ["Ort 3", "200", "ohne Index", "200", "1,00", "0", "0,00"],
        ["Summe", "600", "", "1.200", "2,00", "1.200", "2,00"],
    ]


def test_the_annex_says_formula_limits_method_and_day(atlas):
    limited = AllocationVariant(basic_percent=50, factor=2, most_less=0, most_more=50)
    present = (("1", 30_000), ("2", 30_000), ("3", 30_000))
    made = shared(atlas, limited, present=present)
    # wanted 146.15, 853.85, 200: 450 at most, and 750 by 146.15 : 200
    assert made.results[0].cents == (31_700, 45_000, 43_300)
    spec = allocation_annex(atlas, made, DAY)
    said = repr(spec)
    assert "Modellrechnung" in spec.title
    assert "600 €) sind der Sockel" in said
    assert "sinkt kein Betrag um mehr als 0 % und steigt kein Betrag um mehr als 50 %" in said
    assert "An der Untergrenze: niemand. An der Obergrenze: Ort 2" in said
    assert "Modellrechnung, Fassung 1; Index: „Lage“" in said
    assert "gerechnet am 01.12.2026" in said
    assert "nur mit Sockel: Ort 3 (Armut: kein Wert ausgewiesen)" in said


def test_present_amounts_are_read_by_key_or_name(atlas):
    index = shared(atlas, HALF).index
    lines = "1; 1.200,50 €\n\nOrt 2;7"
    assert present_amounts(index, lines) == (("1", 120_050), ("2", 700))
    for text, code in (("1;-5", "line"), ("1", "line"), ("9;5", "unit"), ("1;5\nOrt 1;6", "twice")):
        with pytest.raises(AllocationError) as caught:
            present_amounts(index, text)
        assert caught.value.code == code


def test_numbers_are_read_as_they_are_written():
    assert [decimal_number(text) for text in ("1.200,5", "0,25", "3")] == [1200.5, 0.25, 3]
    assert [decimal_text(value) for value in (1200.5, 0.25, 100_000)] == [
        "1.200,5",
        "0,25",
        "100.000",
    ]
    with pytest.raises(AllocationError):
        decimal_number("-1")
