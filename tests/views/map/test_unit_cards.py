"""What stands beside a map about units: hand-computed figures of the Rheinisch-Bergischer Kreis."""

from __future__ import annotations

from dataclasses import replace

import pytest

from atlas.model.scope import Scope, View
from atlas.views.map.unit_cards import selection_cards, unit_card

BURSCHEID, KUERTEN, ROESRATH = "05378008", "05378012", "05378028"
CASES = "Kinder unter 15 Jahren im SGB-II-Bezug"
BEYOND, WITHIN = "außerhalb der Zufallsschwankung", "innerhalb der Zufallsschwankung"


@pytest.fixture
def scope() -> Scope:
    return Scope(
        area="rhein-berg",
        level="kommune",
        indicator="ein_kinder_sgb2_u15",
        year=2014,
        base_year=2009,
    )


def test_a_council_member_reads_all_about_burscheid(shipped, scope):
    card = unit_card(shipped, scope, BURSCHEID)
    assert (card.label, card.figure) == ("Wert", "12,5 %")
    assert card.lines == (
        (CASES, "313 von 2.499"),
        ("Wert 2009", "10,2 %"),
        ("Veränderung seit 2009", f"+2,4 Prozentpunkte, {BEYOND}"),
        ("Kreiswert", "11,2 %"),
    )
    assert card.brief == (
        "12,5 %, 313 von 2.499",
        "2009: 10,2 %",
        f"seit 2009: +2,4 Prozentpunkte, {BEYOND}",
        "Kreiswert 11,2 %",
    )
    assert card.dates.startswith("Stand: Kinder unter 15 Jahren im SGB-II-Bezug am 31.10.2014")


def test_what_chance_may_do_is_told_apart(shipped, scope):
    judged = dict(unit_card(shipped, scope, ROESRATH).lines)["Veränderung seit 2009"]
    assert judged == f"−0,3 Prozentpunkte, {WITHIN}"
    change = unit_card(shipped, replace(scope, view=View.CHANGE), ROESRATH)
    assert change.figure == "−0,3 Prozentpunkte"
    assert ("Einordnung", WITHIN) in change.lines
    assert "377 von" not in change.brief[0]


def test_several_are_listed_and_pooled_from_their_counts(shipped, scope):
    cards = selection_cards(shipped, replace(scope, selection=(KUERTEN, "nirgends", BURSCHEID)))
    assert cards.heading == "2 Kommunen ausgewählt"
    assert cards.each == (
        (BURSCHEID, "Burscheid", "12,5 %, 313 von 2.499"),
        (KUERTEN, "Kürten", "8,2 %, 228 von 2.776"),
    )
    # (313 + 228) / (2499 + 2776) = 541 / 5275 = 10,256 %, not the mean of 12,5 and 8,2
    assert cards.together.figure == "10,3 %"
    assert cards.together.lines[0] == (CASES, "541 von 5.275")
    assert cards.note == "aus den addierten Zahlen errechnet, kein Mittelwert"


def test_a_hidden_part_hides_what_they_are_together(land):
    atlas = land({2019: [(10, 100), (20, 100), (5, 100)], 2020: [(10, 100), (".", 100), (5, 100)]})
    scope = Scope(
        area="land",
        level="teil",
        indicator="quote",
        year=2020,
        base_year=2019,
        selection=("1", "2"),
    )
    together = selection_cards(atlas, scope).together
    assert together.figure == "."
    assert dict(together.lines)["Wert 2019"] == "15,0 %"
    without = selection_cards(atlas, replace(scope, selection=("1", "3"))).together
    assert without.figure == "7,5 %"


def test_of_nobody_there_is_no_part(land):
    """A sign says it: "x, keine von 0" said the same twice, and as if it were a figure."""
    atlas = land({2020: [("–", "–"), ("–", 100), (5, 100)]})
    scope = Scope(area="land", level="teil", indicator="quote", year=2020, selection=("1", "2"))
    assert [text for _, _, text in selection_cards(atlas, scope).each] == ["x", "–, keine von 100"]


def test_the_year_before_stands_beside_the_base_year(land):
    atlas = land({year: [(year - 2000, 100), (10, 100)] for year in (2015, 2018, 2020)})
    card = unit_card(
        atlas, Scope(area="land", level="teil", indicator="quote", year=2020, base_year=2015), "1"
    )
    assert [label for label, _ in card.lines[1:4]] == [
        "Wert 2018",
        "Wert 2015",
        "Veränderung seit 2015",
    ]


def test_what_cannot_be_added_up_has_no_figure_together(land):
    atlas = land({2020: [(10, 100), (20, 100)]}, columns=("miete", "leute"))
    scope = Scope(area="land", level="teil", indicator="miete", year=2020, selection=("1", "2"))
    cards = selection_cards(atlas, scope)
    assert len(cards.each) == 2
    assert cards.together is None
    assert "lassen sich nicht addieren" in cards.note


def test_forty_units_and_names_without_a_space(land):
    atlas = land({2020: [(n, 100) for n in range(1, 41)]}, names=["W" * 60] * 40)
    units = tuple(str(n) for n in range(1, 41))
    cards = selection_cards(
        atlas, Scope(area="land", level="teil", indicator="quote", year=2020, selection=units)
    )
    assert cards.heading.startswith("40 ")
    assert len({name for _, name, _ in cards.each}) == 40
    # Σ 1…40 = 820 of 4 000
    assert cards.together.figure == "20,5 %"


def test_a_status_of_all_is_not_repeated_at_each(land):
    atlas = land({2019: [(10, 100), (20, 100)], 2020: [("10p", 100), ("20p", 100)]})
    scope = Scope(area="land", level="teil", indicator="quote", year=2020, selection=("1", "2"))
    card = unit_card(atlas, scope, "1")
    assert "vorläufig" not in " ".join((card.figure, *card.brief, *map(" ".join, card.lines)))
    one = land({2020: [("10p", 100), (20, 100)]})
    assert unit_card(one, replace(scope, selection=()), "1").figure == "10,0 % (vorläufig)"
