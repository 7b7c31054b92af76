"""Headlines, subtitles and text alternatives: German sentences made from the data."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from atlas.model.scope import Scope, View
from atlas.views.headlines import best_rows, figure_text, headline, one_in_n, subtitle, with_unit
from atlas.views.map.maps import choropleth
from atlas.views.plurals import dative, weak
from atlas.views.table.tables import value_table

COUNTY = "im Rheinisch-Bergischen Kreis"
TITLE = "Kinder unter 15 Jahren im SGB-II-Bezug (Abgrenzung nicht angegeben)"
SHARE = "Der Anteil der Kinder unter 15 Jahren im SGB-II-Bezug"
POVERTY = "Der Anteil „Armut“"
WITHIN, BEYOND = "innerhalb der Zufallsschwankung", "außerhalb der Zufallsschwankung"
DATES = (
    "Kinder unter 15 Jahren im SGB-II-Bezug am 31.10.2014, Einwohner unter 15 Jahren am 31.12.2013"
)
SCHEMATIC = "schematische Grenzen"


def scope(indicator="armut", **more) -> Scope:
    return Scope(**{"area": "land", "level": "teil", "indicator": indicator, "year": 2020} | more)


def change(indicator="armut", base=2010, **more) -> Scope:
    return scope(indicator, view=View.CHANGE, base_year=base, **more)


def county(**more) -> Scope:
    plain = {"area": "rhein-berg", "level": "kommune", "indicator": "ein_kinder_sgb2_u15"}
    return Scope(**plain | {"year": 2014} | more)


def rows_of(atlas, requested):
    """Figures of all units in the year of a scope."""
    return best_rows(atlas.values(replace(requested, years=(requested.year,))).rows)


@pytest.fixture
def deviation(land):
    """Headline of the deviations of some units: pairs (arme, leute)."""

    def say(*cells, **more) -> str:
        return headline(land({2020: cells}, **more), scope(view=View.DEVIATION))

    return say


@pytest.mark.parametrize(
    ("share", "n"),
    [
        (11.164, 9),
        (33.4, 3),
        (50.1, 2),
        (50.2, 2),
        (49.8, 2),
        (20.0, 5),
        (9.0, 11),
        (8.2, 12),
        (10.8, None),
        (14.7, None),
        (14.5, None),
        (14.48, 7),
        (49.7, None),
        (50.21, None),
        (66.7, None),
        (100.0, None),
        (150.0, None),
        (7.7, None),
        (0.0, None),
        (0.001, None),
        (None, None),
    ],
)
def test_one_in_n_only_where_it_is_honest(share, n):
    assert one_in_n(share) == n


def test_the_headline_of_the_county(shipped):
    expected = f"Jedes neunte Kind unter 15 Jahren {COUNTY} bezieht 2014 SGB-II-Leistungen"
    assert headline(shipped, county()) == expected
    assert headline(shipped, county(level="kreis")) == expected


def test_a_share_that_is_no_nth_is_told_in_percent(shipped):
    assert headline(shipped, county(year=2009)) == f"{TITLE} {COUNTY} 2009: 10,8 %"


def test_changes_of_the_county(shipped):
    up = county(view=View.CHANGE, base_year=2009)
    # 10,81 % of 40,900 and 11,16 % of 38,000 children: 0,35 points are 1,6 standard errors
    rose = f"{SHARE} ist {COUNTY} von 2009 bis 2014 um 0,4 Prozentpunkte gestiegen ({WITHIN})"
    assert headline(shipped, up) == rose
    assert headline(shipped, county(view=View.CHANGE)) == rose
    down = county(view=View.CHANGE, indicator="ew_u15", base_year=2009)
    fell = (
        f"Die Zahl der Einwohner unter 15 Jahren ist {COUNTY} von 2009 bis 2014 um 7,2 % gesunken"
    )
    assert headline(shipped, down) == fell


def test_deviations_of_the_county(shipped):
    sentence = headline(shipped, county(view=View.DEVIATION))
    assert sentence == f"{SHARE} liegt 2014 in 2 von 8 Kommunen über dem Kreiswert"


def test_subtitles_of_the_county(shipped):
    assert subtitle(shipped, county()) == (
        f"Kreis 11,2 %; Kommunen 3,0 bis 14,7 %; {DATES}; {SCHEMATIC}"
    )
    assert subtitle(shipped, county(year=2009)) == (
        f"Kreis 10,8 %; Kommunen 3,9 bis 13,7 %; Stichtage nicht angegeben; {SCHEMATIC}"
    )
    assert subtitle(shipped, county(view=View.CHANGE)) == (
        "Kreis +0,4 Prozentpunkte; Kommunen −1,6 bis +2,4 Prozentpunkte; "
        f"Stichtage 2009: nicht angegeben; 2014: {DATES}; {SCHEMATIC}"
    )
    assert subtitle(shipped, county(view=View.DEVIATION)) == (
        f"Kreis 11,2 %; Kommunen −8,1 bis +3,5 Prozentpunkte; {DATES}; {SCHEMATIC}"
    )


@pytest.mark.slow
def test_a_unit_that_is_no_word_stands_behind_no_number(shipped):
    index = Scope(area="musterstadt", level="bezirk", indicator="dem_billeter", year=2024)
    assert subtitle(shipped, index).startswith("Stadt −0,61; Bezirke −1,08 bis −0,25; ")


def test_the_level_of_the_area_itself_is_told_once(shipped):
    assert subtitle(shipped, county(level="kreis")) == f"Kreis 11,2 %; {DATES}; {SCHEMATIC}"


def test_no_unit_is_named(shipped):
    years = (county(), county(view=View.CHANGE), county(view=View.DEVIATION))
    sentence = [headline(shipped, each) + subtitle(shipped, each) for each in years]
    names = [row.name for row in rows_of(shipped, county())]
    assert len(names) == 8
    assert not [name for name in names for text in sentence if name in text]


@pytest.mark.parametrize(
    ("arme", "text"),
    [
        ((20, 30), "Jede vierte Person im Kreis Test ist 2020 arm"),
        ((20, 20), "Jede fünfte Person im Kreis Test ist 2020 arm"),
        ((20, 21), "Armut im Kreis Test 2020: 20,5 %"),
        ((1, 0), "Armut im Kreis Test 2020: 0,5 %"),
        ((0, 0), "Armut im Kreis Test 2020: 0 %"),
        (("(20)", 21), "Armut im Kreis Test 2020: (20,5) %"),
    ],
)
def test_values_of_the_area(land, arme, text):
    atlas = land({2020: [(number, 100) for number in arme]})
    assert headline(atlas, scope()) == text


def test_an_indicator_without_template_gives_its_value(land):
    atlas = land({2020: [(20, 100), (20, 100)]})
    assert headline(atlas, scope("quote")) == "Quote im Kreis Test 2020: 20,0 %"
    assert headline(atlas, scope("arme")) == "Arme im Kreis Test 2020: 40 Personen"
    assert headline(atlas, scope("zahl")) == "Verhältnis im Kreis Test 2020: 0,2"


@pytest.mark.parametrize(
    ("before", "after", "text", "verdict"),
    [
        # 1,2 points are 0,9 standard errors of 1,4
        (100, 112, "ist im Kreis Test von 2010 bis 2020 um 1,2 Prozentpunkte gestiegen", WITHIN),
        (112, 100, "ist im Kreis Test von 2010 bis 2020 um 1,2 Prozentpunkte gesunken", WITHIN),
        (1000, 500, "ist im Kreis Test von 2010 bis 2020 um 50,0 Prozentpunkte gesunken", BEYOND),
        (100, 100, "hat sich im Kreis Test von 2010 bis 2020 nicht verändert", WITHIN),
        (1000, 1000, "hat sich im Kreis Test von 2010 bis 2020 nicht verändert", WITHIN),
    ],
)
def test_changes_of_a_share(land, before, after, text, verdict):
    atlas = land({2010: [(before, 1000)], 2020: [(after, 1000)]})
    assert headline(atlas, change()) == f"{POVERTY} {text} ({verdict})"


def test_too_few_or_uncertain_figures_are_not_judged(land):
    # chance isn't reckoned with below 100 people, and not with estimates
    few = land({2010: [(10, 99)], 2020: [(20, 99)]})
    assert headline(few, change()).endswith("gestiegen")
    estimated = land({2010: [(100, 1000)], 2020: [("200 s", 1000)]})
    assert headline(estimated, change()).endswith("gestiegen (geschätzt)")


def test_a_change_lost_in_rounding_is_none(land):
    atlas = land({2010: [(1000, 10000)], 2020: [(1004, 10000)]})
    assert headline(atlas, change()) == (
        f"{POVERTY} hat sich im Kreis Test von 2010 bis 2020 kaum verändert ({WITHIN})"
    )
    atlas = land({2010: [(1000, 10000)], 2020: [(1005, 10000)]})
    assert "um 0,1 Prozentpunkte gestiegen" in headline(atlas, change())


def test_changes_of_counts_are_told_in_percent(land):
    atlas = land({2010: [(1000, 2000)], 2020: [(875, 2000)]})
    assert headline(atlas, change("arme")).endswith("von 2010 bis 2020 um 12,5 % gesunken")
    assert headline(atlas, change("leute")).endswith("von 2010 bis 2020 nicht verändert")
    unitless = "Der Wert „Verhältnis“ ist im Kreis Test von 2010 bis 2020 um 0,1 gesunken"
    assert headline(atlas, change("zahl")) == unitless


@pytest.mark.parametrize(
    ("cells", "text"),
    [
        ([(10, 100), (10, 100)], "in keiner von 2 Kommunen"),
        ([(10, 100), (10, 100), (40, 100)], "in einer von 3 Kommunen"),
        ([(10, 100), (30, 100), (40, 100)], "in 2 von 3 Kommunen"),
        ([(10, 100), (30, 100), (".", 100)], "in einer von 2 Kommunen mit Angabe"),
    ],
)
def test_how_many_deviate_upwards(land, cells, text):
    # without a delivered total nothing is known of the area where one unit is hidden
    total = {2020: "kreis;0;Kreis Test;60;300"} if cells[-1][0] == "." else None
    atlas = land({2020: cells}, extra=total)
    expected = f"{POVERTY} liegt 2020 {text} über dem Kreiswert"
    assert headline(atlas, scope(view=View.DEVIATION)) == expected


def test_all_can_lie_above_a_delivered_total(land):
    cells = {2020: [(20, 100), (30, 100), (".", 100)]}
    atlas = land(cells, extra={2020: "kreis;0;Kreis Test;51;300"})
    sentence = headline(atlas, scope(view=View.DEVIATION))
    assert sentence == f"{POVERTY} liegt 2020 in beiden Kommunen mit Angabe über dem Kreiswert"


def test_what_is_shown_as_no_deviation_is_not_counted(deviation):
    sentence = deviation((1000, 10000), (1001, 10000), (1000, 10000))
    assert "in keiner von 3 Kommunen" in sentence


@pytest.mark.parametrize(
    ("words", "text"),
    [
        (("Bezirk", "Bezirke"), "in keinem von 2 Bezirken über"),
        (("Sozialraum", "Sozialräume"), "in keinem von 2 Sozialräumen über"),
        (("Stadtteil", "Stadtteile"), "in keinem von 2 Stadtteilen über"),
        (("Region", "Regionen"), "in keiner von 2 Regionen über"),
        (("Ortschaft", "Ortschaften"), "in keiner von 2 Ortschaften über"),
        (("Statistischer Bezirk", "Statistische Bezirke"), "von 2 Statistischen Bezirken über"),
    ],
)
def test_deviations_of_other_kinds_of_units(deviation, words, text):
    assert text in deviation((10, 100), (10, 100), words=words)


@pytest.mark.parametrize(
    ("plural", "expected"),
    [
        ("Kommunen", "Kommunen"),
        ("Bezirke", "Bezirken"),
        ("Sozialräume", "Sozialräumen"),
        ("Stadtteile", "Stadtteilen"),
        ("Kreise", "Kreisen"),
        ("Städte", "Städten"),
        ("Blöcke", "Blöcken"),
        ("Viertel", "Vierteln"),
        ("Dörfer", "Dörfern"),
        ("Gemeinden", "Gemeinden"),
        ("Quartiers", "Quartiers"),
        ("Statistische Bezirke", "Statistischen Bezirken"),
        ("Teile der Stadt", "Teilen der Stadt"),
        ("Kreise und Städte", "Kreisen und Städten"),
    ],
)
def test_dative(plural, expected):
    assert dative(plural) == expected


@pytest.mark.parametrize(
    ("plural", "expected"),
    [
        ("Stadtteile", "Stadtteile"),
        ("Statistische Bezirke", "Statistischen Bezirke"),
        ("Kleine Statistische Bezirke", "Kleinen Statistischen Bezirke"),
        ("Teile der Stadt", "Teile der Stadt"),
        ("Kreise und Städte", "Kreise und Städte"),
    ],
)
def test_a_plural_behind_an_article(plural, expected):
    assert weak(plural) == expected


@pytest.mark.parametrize("view", View)
def test_hidden_values_say_plainly_what_is_shown(land, view):
    cells = [(".", 100), (".", 100)]
    atlas = land({2010: cells, 2020: cells})
    leads = {
        View.VALUE: "Armut: Kommunen im Kreis Test, 2020",
        View.CHANGE: "Veränderung: Armut, Kommunen im Kreis Test, 2010–2020",
        View.DEVIATION: "Abweichung vom Kreiswert: Armut, Kommunen im Kreis Test, 2020",
    }
    assert headline(atlas, scope(view=view, base_year=2010)) == leads[view]
    sentence = subtitle(atlas, scope(view=view, base_year=2010))
    assert sentence.startswith("Kommunen: kein Wert ausgewiesen; ")


def test_a_total_deviates_from_nothing(shipped):
    sentence = headline(shipped, county(indicator="ew_u15", view=View.DEVIATION))
    assert sentence == (
        f"Abweichung vom Kreiswert: Einwohner unter 15 Jahren, Kommunen {COUNTY}, 2014"
    )


def test_an_area_without_top_level_has_no_value_of_its_own(land):
    atlas = land({2010: [(10, 100), (20, 100)], 2020: [(30, 100), (20, 100)]}, whole=False)
    assert headline(atlas, scope()) == "Armut: Kommunen im Kreis Test, 2020"
    assert subtitle(atlas, scope()) == "Kommunen 20,0 bis 30,0 %; Stichtag 31.12.2020"
    assert headline(atlas, change()) == "Veränderung: Armut, Kommunen im Kreis Test, 2010–2020"
    assert headline(atlas, scope(view=View.DEVIATION)).startswith("Abweichung vom Kreiswert: Armut")


@pytest.mark.parametrize(
    ("cells", "text"),
    [
        ([(10, 100), (10, 100)], "Kreis 10,0 %; Kommunen einheitlich 10,0 %; Stichtag 31.12.2020"),
        ([(10, 100)], "Kreis 10,0 %; Kommunen mit Wert: 1 (10,0 %); Stichtag 31.12.2020"),
        ([(10, 100), (".", 100)], "Kommunen mit Wert: 1 (10,0 %); Stichtag 31.12.2020"),
        ([(0, 100), (10, 100)], "Kreis 5,0 %; Kommunen 0,0 bis 10,0 %; Stichtag 31.12.2020"),
        ([(0, 100), (0, 100)], "Kreis –; Kommunen einheitlich 0,0 %; Stichtag 31.12.2020"),
    ],
)
def test_the_range_of_few_or_equal_values(land, cells, text):
    assert subtitle(land({2020: cells}), scope()) == text


def test_no_unit_leaves_no_space_behind(land):
    atlas = land({2020: [(10, 100), (30, 100)]})
    assert subtitle(atlas, scope("zahl")) == "Kreis 0,2; Kommunen 0,1 bis 0,3; Stichtag 31.12.2020"


def test_signs_of_changes_that_are_uncertain_or_provisional(land):
    atlas = land(
        {2010: [(10, 100), (10, 100), (10, 100)], 2020: [("(12)", 100), ("9 p", 100), (".", 100)]}
    )
    requested = change()
    item = atlas.indicator(requested.area, "armut")
    shown = [figure_text(row, item, View.CHANGE) for row in rows_of(atlas, requested)]
    assert shown == ["(+2,0)", "−1,0\u202fp", "."]


def test_a_status_is_a_word_in_a_sentence(land):
    atlas = land({2010: [(10, 100), (10, 100)], 2020: [("9 p", 100), (40, 100)]})
    assert headline(atlas, scope()).endswith(": 24,5 % (vorläufig)")
    # the headline says it, so the subtitle need not
    assert subtitle(atlas, scope()).startswith("Kreis 24,5 %; Kommunen 9,0 bis 40,0 %")
    assert subtitle(atlas, change()).startswith("Kreis +14,5 Prozentpunkte; ")
    # no deviation from a provisional figure is final
    assert headline(atlas, scope(view=View.DEVIATION)).endswith("über dem Kreiswert (vorläufig)")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12,5", "12,5 %"),
        ("(12,5)", "(12,5) %"),
        ("12,5\u202fp", "12,5 %\u202fp"),
        ("1.234\u202fs", "1.234 %\u202fs"),
        ("1.234", "1.234 %"),
        ("x", "x"),
        ("–", "–"),
    ],
)
def test_no_letter_stands_between_a_number_and_its_unit(text, expected):
    assert with_unit(text, "%") == expected


def test_what_holds_for_all_is_said_once(land):
    atlas = land({2010: [(10, 100)] * 2, 2020: [("20 p", 100), ("20 p", 100)]})
    assert headline(atlas, scope()) == "Jede fünfte Person im Kreis Test ist 2020 arm (vorläufig)"
    assert headline(atlas, change()) == (
        f"{POVERTY} ist im Kreis Test von 2010 bis 2020 um 10,0 Prozentpunkte gestiegen "
        f"({BEYOND}, vorläufig)"
    )
    drawn = choropleth(atlas, scope()).current_map
    assert [figure.text for figure in drawn.figures] == ["20,0", "20,0"]
    assert [dict(figure.details)["Wert"] for figure in drawn.figures] == ["20,0 %"] * 2
    assert drawn.provenance.signs == ("alle Werte für 2020 sind vorläufig",)
    table = value_table(atlas, scope().single_year)
    assert "p" not in "".join(cell.text for row in table.rows for cell in row.cells[3:])
    assert table.provenance.signs == drawn.provenance.signs


def test_a_letter_stands_where_it_tells_figures_apart(land):
    atlas = land({2020: [("20 p", 100), (30, 100)]})
    drawn = choropleth(atlas, scope()).current_map
    assert [figure.text for figure in drawn.figures] == ["20,0\u202fp", "30,0"]
    assert dict(drawn.figures[0].details)["Wert"] == "20,0 % (vorläufig)"
    assert drawn.provenance.signs == ("p = vorläufig",)


@pytest.mark.parametrize(
    ("indicator", "pattern"),
    [
        # the title says "je 1.000": not "9,0 je 1.000" once more
        ("dem_geburtenziffer", r"Geburten je 1\.000 Einwohner in Musterstadt 2024: \d+,\d"),
        ("dem_greying", r"Hochbetagte je 100 Menschen .* 2024: \d+,\d"),
        ("dem_billeter", r"Alterungsmaß nach Billeter in Musterstadt 2024: −\d,\d\d"),
        ("dem_jugendquotient", r"Jugendquotient in Musterstadt 2024: \d+,\d je 100"),
        (
            "ein_transfer_nicht_arbeitslos",
            r"Personen .*, die nicht arbeitslos sind, in Musterstadt 2024: \d,\d % \(vorläufig\)",
        ),
        # a comma of a list closes nothing
        ("bil_foerderbedarf", r"Förderbedarf in Lernen, Sprache oder Entwicklung in Muster.*"),
    ],
)
def test_odd_titles_make_whole_headlines(shipped, indicator, pattern):
    where = Scope(area="musterstadt", level="stadt", indicator=indicator, year=2024)
    assert re.fullmatch(pattern, headline(shipped, where))


@pytest.mark.parametrize(
    ("now", "sentence"),
    [
        (30, "steigt im Kreis Test von 2010 bis 2020 voraussichtlich um 20,0 Prozentpunkte"),
        (5, "sinkt im Kreis Test von 2010 bis 2020 voraussichtlich um 5,0 Prozentpunkte"),
        (10, "verändert sich im Kreis Test von 2010 bis 2020 voraussichtlich nicht"),
    ],
)
def test_what_is_forecast_has_not_happened(land, now, sentence):
    atlas = land({2010: [(10, 100)] * 2, 2020: [(f"{now} f", 100)] * 2})
    assert headline(atlas, change()) == f"{POVERTY} {sentence} (Vorausberechnung)"


@pytest.mark.parametrize("view", View)
@pytest.mark.parametrize("year", [2009, 2014])
@pytest.mark.parametrize("indicator", ["ein_kinder_sgb2_u15", "ew_u15"])
def test_sentences_are_well_formed(shipped, view, year, indicator):
    base = {2009: 2014, 2014: 2009}[year] if view is View.CHANGE else None
    requested = county(view=view, base_year=base, year=year, indicator=indicator)
    text_alternative = choropleth(shipped, requested).current_map.text_alternative
    assert len(text_alternative) >= 4
    for text in (
        *text_alternative,
        f"{headline(shipped, requested)}.",
        f"{subtitle(shipped, requested)}.",
    ):
        assert re.search(r"[^. ]\.$", text)
        assert "  " not in text
        assert " ;" not in text
        assert "None" not in text
        assert not re.search(r"\d%", text)
        assert not re.search(r"[{}]", text)
