"""The text alternative: the same for all, extremes in official order for the administration."""

from __future__ import annotations

import pytest

from atlas.atlas import Atlas
from atlas.model.quantities import Audience
from atlas.model.scope import Scope
from atlas.views.map.maps import choropleth

EIGHT = [(n, 100) for n in (30, 3, 12, 8, 25, 6, 40, 9)]


@pytest.fixture
def sentences_of(land):
    """The sentences for an audience: cells (arme, leute) of one year."""

    def say(cells, audience=Audience.INTERNAL, indicator="quote", **more) -> list[str]:
        atlas = Atlas.open(land({2020: cells}, **more).folder, audience)
        scope = Scope(area="land", level="teil", indicator=indicator, year=2020)
        return list(choropleth(atlas, scope).current_map.text_alternative)

    return say


def extremes(sentences: list[str]) -> list[str]:
    return [text for text in sentences if "amtlicher Reihenfolge" in text]


def test_all_that_the_map_shows(sentences_of):
    assert sentences_of([(10, 100), (".", 100), (40, 100)], Audience.PUBLIC) == [
        "Die Karte zeigt „Quote“ im Kreis Test, 2020, je Kommune eine Fläche.",
        "Quote: Kommunen im Kreis Test, 2020.",
        "Kommunen 10,0 bis 40,0 %; Stichtag 31.12.2020.",
        (
            "Kommunen je Klasse: 10,0 bis unter 20,0: 1; 30,0 bis 40,0: 1; "
            "kein Wert ausgewiesen (.): 1."
        ),
        "Für 1 von 3 Kommunen wird kein Wert ausgewiesen.",
    ]


@pytest.mark.parametrize("audience", [Audience.INTERNAL, Audience.STATISTICS])
def test_extremes_in_official_order(sentences_of, audience):
    (sentence,) = extremes(sentences_of(EIGHT, audience))
    assert sentence == (
        "In amtlicher Reihenfolge die niedrigsten Werte: Ort 2 (3,0 %), Ort 4 (8,0 %), "
        "Ort 6 (6,0 %); die höchsten Werte: Ort 1 (30,0 %), Ort 5 (25,0 %), Ort 7 (40,0 %)."
    )


def test_in_public_nobody_is_singled_out(sentences_of):
    sentences = sentences_of(EIGHT, Audience.PUBLIC)
    assert extremes(sentences) == []
    assert not [text for text in sentences if "Ort" in text.replace("amtlicher", "")]


def test_of_few_units_no_unit_is_both(sentences_of):
    (sentence,) = extremes(sentences_of([(1, 100), (2, 100), (3, 100)]))
    assert sentence == (
        "In amtlicher Reihenfolge die niedrigsten Werte: Ort 1 (1,0 %); "
        "die höchsten Werte: Ort 3 (3,0 %)."
    )


def test_ties_are_named_together_or_counted(sentences_of):
    cells = [(0, 100)] * 9 + [(n, 100) for n in (5, 5, 5, 5, 7)]
    (sentence,) = extremes(sentences_of(cells))
    assert sentence == (
        "In amtlicher Reihenfolge die niedrigsten Werte: 9 Einheiten mit je 0 %; "
        "die höchsten Werte: Ort 10 (5,0 %), Ort 11 (5,0 %), Ort 12 (5,0 %), Ort 13 (5,0 %), "
        "Ort 14 (7,0 %)."
    )


@pytest.mark.parametrize(
    "cells", [[(10, 100)], [(10, 100)] * 4, [(".", 100)] * 3, [(10, 100), (".", 100)]]
)
def test_no_extremes_where_nothing_stands_out(sentences_of, cells):
    assert extremes(sentences_of(cells)) == []


def test_circles_have_a_size_and_no_class(sentences_of):
    sentences = sentences_of([(10, 100), (".", 100), (0, 100)], Audience.PUBLIC, "arme")
    assert sentences[0] == (
        "Die Karte zeigt „Arme“ im Kreis Test, 2020, je Kommune ein rundes Symbol, dessen Fläche "
        "dem Wert entspricht."
    )
    assert sentences[3:] == [
        "Kommunen ohne Symbol: genau null (–): 1; kein Wert ausgewiesen (.): 1.",
        "Für 1 von 3 Kommunen wird kein Wert ausgewiesen.",
    ]
    assert "Kommunen ohne Symbol" not in " ".join(
        sentences_of([(10, 100), (5, 100)], indicator="arme")
    )
