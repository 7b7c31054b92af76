"""Choropleths: one legend for all years, every unit in one of its entries."""

from __future__ import annotations

from dataclasses import replace

import pytest

from atlas.atlas import Atlas
from atlas.errors import AtlasError
from atlas.measures.classes import Classification
from atlas.model.scope import Scope, View
from atlas.model.specs import LegendClass, MapKind, MapSpec
from atlas.views import texts
from atlas.views.map import colours
from atlas.views.map.chance import movement
from atlas.views.map.classing import class_colours, class_labels
from atlas.views.map.maps import choropleth, series
from tests.wandel import write_wandel

DATES = (
    "Kinder unter 15 Jahren im SGB-II-Bezug am 31.10.2014, Einwohner unter 15 Jahren am 31.12.2013"
)
POOLED = "ges_uebergewicht"
STEM = "rhein-berg__kommunen__kinder-unter-15-jahren-im-sgb-ii-bezug"
BEYOND = "außerhalb der Zufallsschwankung"
PART, WHOLE = "Kinder unter 15 Jahren im SGB-II-Bezug", "Einwohner unter 15 Jahren"


def county(**more) -> Scope:
    plain = {"area": "rhein-berg", "level": "kommune", "indicator": "ein_kinder_sgb2_u15"}
    return Scope(**plain | {"year": 2014} | more)


@pytest.fixture
def small(land):
    """The map of a small county: {year: [(arme, leute), …]}."""

    def draw(cells, indicator="quote", *, view=View.VALUE, year=2020, base=None, **more) -> MapSpec:
        scope = Scope(
            area="land", level="teil", indicator=indicator, year=year, view=view, base_year=base
        )
        return choropleth(land(cells, **more), scope)

    return draw


def labels(spec: MapSpec) -> list[str]:
    return [entry.label for entry in spec.legend]


def entries(spec: MapSpec) -> list[LegendClass]:
    """Legend entry of each unit of the year shown."""
    return [spec.legend[figure.legend_class] for figure in spec.current_map.figures]


def details(spec: MapSpec, name: str) -> list[tuple[str, str]]:
    return next(list(figure.details) for figure in spec.current_map.figures if figure.name == name)


def test_both_years_of_the_county_share_a_legend(shipped):
    spec = choropleth(shipped, county())
    assert labels(spec) == [
        "3,0 bis unter 6,0",
        "6,0 bis unter 9,0",
        "9,0 bis unter 12,0",
        "12,0 bis 15,0",
    ]
    limits = [(entry.lower, entry.upper) for entry in spec.legend]
    assert limits == [(3, 6), (6, 9), (9, 12), (12, 15)]
    assert tuple(entry.colour for entry in spec.legend) == colours.SEQUENTIAL[4]
    assert [(column.year, column.label, column.counts) for column in spec.columns] == [
        (2009, "2009", (1, 2, 4, 1)),
        (2014, "2014", (1, 2, 3, 2)),
    ]
    other = choropleth(shipped, county(year=2009))
    assert (other.legend, other.columns) == (spec.legend, spec.columns)
    assert (spec.current_map.year, other.current_map.year) == (2014, 2009)


def test_the_frame_of_the_map(shipped):
    spec = choropleth(shipped, county())
    assert (spec.area, spec.level, spec.level_plural) == (
        "Rheinisch-Bergischer Kreis",
        "Kommune",
        "Kommunen",
    )
    assert (spec.unit, spec.decimals, spec.area_label) == ("%", 1, "Kreiswert")
    assert spec.current_map.area_text == "11,2 %"
    assert spec.current_map.area_value == pytest.approx(11.1641, abs=1e-4)
    assert spec.method == "gleich breite Klassen mit runden Grenzen, aus allen Jahren gebildet"
    assert (spec.schematic, spec.fictional) == (True, False)
    assert spec.file_stem == f"{STEM}__2014__karte"
    assert spec.current_map.headline == (
        "Jedes neunte Kind unter 15 Jahren im Rheinisch-Bergischen Kreis "
        "bezieht 2014 SGB-II-Leistungen"
    )
    assert spec.current_map.provenance.reference_dates == f"2014: {DATES}"
    assert spec.current_map.provenance.boundaries == "schematische Grenzen"
    assert "© GeoBasis-DE / BKG (2024)" in spec.current_map.provenance.attribution


def test_burscheid_on_hover(shipped):
    alone = details(choropleth(shipped, county()), "Burscheid")
    assert alone == [
        ("Wert", "12,5 %"),
        (PART, "313"),
        (WHOLE, "2.499"),
        ("Stichtage", DATES),
    ]
    against = details(choropleth(shipped, county(base_year=2009)), "Burscheid")
    assert against == [
        *alone[:3],
        ("Wert 2009", "10,2 %"),
        ("Veränderung seit 2009", f"+2,4 Prozentpunkte, {BEYOND}"),
        ("Stichtage", DATES),
    ]


def test_the_base_year_itself_has_no_change(shipped):
    spec = choropleth(shipped, county(base_year=2009, year=2009))
    assert details(spec, "Burscheid") == [
        ("Wert", "10,2 %"),
        (PART, "294"),
        (WHOLE, "2.891"),
        ("Stichtage", "nicht angegeben"),
    ]


def test_a_later_base_year_gives_no_change_since_then(shipped):
    spec = choropleth(shipped, county(base_year=2014, year=2009))
    labels_shown = [label for label, _ in details(spec, "Burscheid")]
    assert labels_shown == ["Wert", PART, WHOLE, "Wert 2014", "Stichtage"]


@pytest.mark.parametrize("base", [2009, None])
def test_the_change_of_the_county(shipped, base):
    spec = choropleth(shipped, county(view=View.CHANGE, base_year=base))
    assert labels(spec) == [
        "unter −1,0",
        "kaum verändert (−1,0 bis unter 1,0)",
        "1,0 bis unter 2,0",
        "2,0 und mehr",
        "kaum verändert (−1,0 bis unter 1,0), innerhalb der Zufallsschwankung",
    ]
    # −1,6 | −1,0 −0,8 −0,7 −0,3, all within chance (methods.md, Appendix A) | 1,0 1,6 | 2,4
    assert [(year.label, year.counts) for year in spec.years] == [("2009–2014", (1, 0, 2, 1, 4))]
    assert (spec.unit, spec.method) == (
        "Prozentpunkte",
        (
            "Klassen mit runden Grenzen um „kaum verändert“, außen offen, aus allen Jahren "
            "gebildet; schraffiert: innerhalb der Zufallsschwankung (95-Prozent-Intervall nach "
            "Newcombe), geprüft bei mindestens 100 Personen, Haushalten oder Fällen in beiden "
            "Jahren; Geschätztes ist nicht geprüft"
        ),
    )
    assert spec.file_stem == f"{STEM}__veraenderung__2009-2014__karte"
    assert spec.current_map.area_text == "+0,4 Prozentpunkte"
    assert spec.legend_title == (
        "Veränderung seit 2009: Kinder unter 15 Jahren im SGB-II-Bezug (Abgrenzung nicht angegeben)"
    )
    assert spec.current_map.provenance.reference_dates == f"2009: nicht angegeben; 2014: {DATES}"
    assert details(spec, "Burscheid") == [
        ("Veränderung seit 2009", f"+2,4 Prozentpunkte, {BEYOND}"),
        ("Wert 2014", "12,5 %"),
        (PART, "313"),
        (WHOLE, "2.499"),
        ("Wert 2009", "10,2 %"),
        ("Stichtage", f"2009: nicht angegeben; 2014: {DATES}"),
    ]


def test_the_deviation_of_the_county(shipped):
    spec = choropleth(shipped, county(view=View.DEVIATION))
    assert 0 in {entry.lower for entry in spec.legend}
    assert spec.current_map.area_value is None
    assert spec.current_map.area_text == ""
    assert details(spec, "Burscheid")[:2] == [
        ("Abweichung vom Kreiswert", "+1,4 Prozentpunkte"),
        ("Wert 2014", "12,5 %"),
    ]
    below = [figure for figure in spec.current_map.figures if figure.text.startswith("−")]
    blues = {shade for palette in colours.BELOW.values() for shade in palette}
    assert {figure.name for figure in below} == {
        "Kürten",
        "Leichlingen",
        "Odenthal",
        "Overath",
        "Rösrath",
        "Wermelskirchen",
    }
    assert all(spec.legend[figure.legend_class].colour in blues for figure in below)


def test_the_county_as_one_unit(shipped):
    spec = choropleth(shipped, county(level="kreis"))
    assert [figure.name for figure in spec.current_map.figures] == ["Rheinisch-Bergischer Kreis"]
    assert [sum(column.counts) for column in spec.columns] == [1, 1]
    assert details(spec, "Rheinisch-Bergischer Kreis")[1] == (PART, "4.241")
    assert spec.current_map.text_alternative[-1] == "Es gibt nur eine Einheit, ihr Wert liegt vor."


def test_absolute_figures_are_circles_their_changes_are_not(shipped):
    spec = choropleth(shipped, county(indicator="ew_u15"))
    assert spec.kind is MapKind.CIRCLES
    assert details(spec, "Burscheid")[0] == ("Wert", "2.499 Personen")
    relative = choropleth(shipped, county(indicator="ew_u15", view=View.CHANGE))
    assert relative.kind is MapKind.CHOROPLETH
    # a change in per cent is no difference of shares: nothing is hatched, nothing claimed
    assert not any(entry.within_chance for entry in relative.legend)
    assert relative.method == (
        "Klassen mit runden Grenzen um „kaum verändert“, außen offen, aus allen Jahren gebildet"
    )


def test_a_deviation_of_totals_has_no_classes(shipped):
    spec = choropleth(shipped, county(indicator="ew_u15", view=View.DEVIATION))
    assert labels(spec) == ["kein Wert ausgewiesen (x)"]
    assert spec.method == "keine Klassen, weil kein Wert ausgewiesen ist"


def test_each_sign_has_an_entry_of_its_own(small):
    cells = [(10, 100), (".", 100), ("…", 100), ("x", 100), ("/", 100), ("", 100), (40, 100)]
    spec = small({2020: cells})
    values = [entry for entry in spec.legend if not entry.sign]
    signs = [entry for entry in spec.legend if entry.sign]
    assert [entry.sign for entry in signs] == [".", "/", "x", "…"]
    assert [entry.label for entry in signs] == [
        "kein Wert ausgewiesen (.)",
        "kein Wert ausgewiesen (/)",
        "kein Wert ausgewiesen (x)",
        "kein Wert ausgewiesen (…)",
    ]
    assert {entry.colour for entry in signs} == {colours.NO_VALUE}
    assert [entry.sign for entry in entries(spec)] == ["", ".", "…", "x", "/", ".", ""]
    assert spec.current_map.counts == (1, 0, 1, 2, 1, 1, 1)
    assert len(values) == 3
    assert [figure.value for figure in spec.current_map.figures[1:6]] == [None] * 5


def test_unknown_and_secret_look_the_same(small):
    spec = small({2010: [(10, 100)] * 3, 2020: [(10, 100), (".", 100), ("", 100)]}, base=2010)
    shown = details(spec, "Ort 2")
    assert shown == details(spec, "Ort 3")
    assert shown[0] == ("Wert", ".")
    assert ("Veränderung seit 2010", ".") in shown
    assert [entry.sign for entry in entries(spec)] == ["", ".", "."]


def test_limited_figures_are_hatched(small):
    cells = {2020: [(10, 100), ("(11)", 100), (12, 100), ("(40)", 100)]}
    spec = small(cells)
    assert labels(spec) == [
        "10,0 bis unter 20,0",
        "20,0 bis unter 30,0",
        "30,0 bis 40,0",
        "10,0 bis unter 20,0, eingeschränkt (\u00a0)",
        "30,0 bis 40,0, eingeschränkt (\u00a0)",
    ]
    assert [entry.hatched for entry in entries(spec)] == [False, True, False, True]
    assert spec.current_map.counts == (2, 0, 0, 1, 1)
    hatched = spec.legend[3]
    assert (hatched.colour, hatched.lower, hatched.sign) == (spec.legend[0].colour, 10, "")
    assert details(spec, "Ort 2")[0] == ("Wert", "(11,0) %")


def test_everything_hidden(small):
    spec = small({2020: [(".", 100), (".", 100)]}, "armut")
    assert labels(spec) == ["kein Wert ausgewiesen (.)"]
    assert spec.current_map.counts == (2,)
    assert spec.current_map.headline == "Armut: Kommunen im Kreis Test, 2020"
    assert spec.method == "keine Klassen, weil kein Wert ausgewiesen ist"
    assert spec.current_map.area_text == ""
    assert spec.current_map.text_alternative == (
        "Die Karte zeigt „Armut“ im Kreis Test, 2020, je Kommune eine Fläche.",
        "Armut: Kommunen im Kreis Test, 2020.",
        "Kommunen: kein Wert ausgewiesen; Stichtag 31.12.2020.",
        "Kommunen je Klasse: kein Wert ausgewiesen (.): 2.",
        "Für 2 von 2 Kommunen wird kein Wert ausgewiesen.",
    )


def test_what_was_not_released_is_nowhere(small):
    spec = small({2010: [(13, 100), (57, 100)], 2020: [(17, 100), (59, 100)]}, audience="internal")
    assert not [number for number in ("13", "57", "17,0", "59,0") if number in repr(spec)]
    assert spec.current_map.counts == (2,)


def test_the_text_alternative_counts_classes_and_missing_units(small):
    cells = [(10, 100), (".", 100), ("x", 100), (40, 100)]
    spec = small({2020: cells}, words=("Stadtbezirk", "Stadtbezirke"))
    assert spec.current_map.text_alternative[3:] == (
        (
            "Stadtbezirke je Klasse: 10,0 bis unter 20,0: 1; 30,0 bis 40,0: 1; "
            "kein Wert ausgewiesen (.): 1; kein Wert ausgewiesen (x): 1."
        ),
        "Für 2 von 4 Stadtbezirken wird kein Wert ausgewiesen.",
    )
    hidden_reasons = ("geheim", "Datenschutz", "unbekannt")
    assert not [
        word for word in hidden_reasons if word in " ".join(spec.current_map.text_alternative)
    ]


def test_a_complete_map_says_so(shipped):
    text_alternative = choropleth(shipped, county()).current_map.text_alternative
    assert text_alternative[3] == (
        "Kommunen je Klasse: 3,0 bis unter 6,0: 1; 6,0 bis unter 9,0: 2; "
        "9,0 bis unter 12,0: 3; 12,0 bis 15,0: 2."
    )
    assert text_alternative[4] == "Für alle 8 Kommunen liegen Werte vor."


def test_a_single_unit_and_a_single_hidden_unit(small):
    spec = small({2020: [(10, 100)]})
    assert (labels(spec), spec.current_map.counts) == (["10,0"], (1,))
    hidden = small({2020: [(".", 100)]})
    assert (
        hidden.current_map.text_alternative[-1]
        == "Es gibt nur eine Einheit, ihr Wert wird nicht ausgewiesen."
    )


def test_equal_values_make_one_class(small):
    spec = small({2020: [(10, 100)] * 5})
    assert spec.current_map.counts == (5,)
    assert "Kommunen einheitlich 10,0 %" in spec.current_map.subtitle


def test_many_units_have_five_classes(small):
    spec = small({2020: [(number, 100) for number in range(1, 26)]})
    assert labels(spec)[0] == "0,0 bis unter 5,0"
    assert spec.current_map.counts == (4, 5, 5, 5, 6)


def test_balances_of_both_signs_centre_on_zero(small):
    cells = {2020: [(10, 30, 1000), (50, 20, 1000), (20, 20, 1000)]}
    spec = small(cells, "saldo", columns=("arme", "reiche", "leute"))
    assert labels(spec) == [
        "−20,0 bis unter 0,0",
        "0,0 bis unter 20,0",
        "20,0 bis 40,0",
        "genau null (–)",
    ]
    assert spec.method.startswith("gleich breite Klassen um null")
    assert spec.current_map.counts == (1, 0, 1, 1)


def test_no_change_is_no_decline(small):
    cells = {2010: [(20, 100)] * 3, 2020: [(20, 100), (18, 100), (12, 100)]}
    spec = small(cells, view=View.CHANGE)
    assert entries(spec)[0].label.startswith("kaum verändert")
    assert entries(spec)[0].colour == colours.MIDDLE
    blues = {shade for palette in colours.BELOW.values() for shade in palette}
    assert {entry.colour for entry in entries(spec)[1:]} <= blues
    assert spec.current_map.figures[0].text == "±0,0"


def test_a_value_lies_in_the_class_that_its_print_names(small):
    # 5,96 is printed "6,0": it stands in "6,0 bis unter 9,0", not in the class below
    spec = small({2020: [(300, 10_000), (596, 10_000), (900, 10_000), (1200, 10_000)]})
    assert labels(spec) == ["3,0 bis unter 6,0", "6,0 bis unter 9,0", "9,0 bis 12,0"]
    assert [figure.text for figure in spec.current_map.figures] == ["3,0", "6,0", "9,0", "12,0"]
    assert spec.current_map.counts == (1, 1, 2)
    assert sum(bar.count for bar in spec.histogram if bar.lower < 6) == 1


def test_what_is_unreliable_and_may_be_chance_is_listed_as_both(small):
    cells = {2010: [(20, 100), (30, 100)], 2020: [("(22)", 100), (31, 100)]}
    unreliable, plain = entries(small(cells, view=View.CHANGE, base=2010))
    assert unreliable.label.endswith("eingeschränkt (\u00a0), vielleicht Zufall")
    assert (unreliable.hatched, unreliable.within_chance) == (True, False)
    assert plain.within_chance


def test_each_sign_of_a_change_has_one_reason(small):
    # nobody there in 2020; no figure in 2010
    cells = {2010: [(20, 100), ("x", 100), (5, 100)], 2020: [(0, 0), (30, 100), (6, 100)]}
    nobody, before, _ = entries(small(cells, view=View.CHANGE, base=2010))
    assert (nobody.label, nobody.colour) == ("ohne Leute (x)", colours.NOBODY)
    assert before.label == "in einem der beiden Jahre ohne Wert (x)"
    assert before.colour == colours.NO_VALUE


def test_all_changes_within_chance_are_hatched_and_said(small):
    cells = {2010: [(20, 100)] * 3, 2020: [(22, 100), (19, 100), (21, 100)]}
    spec = small(cells, view=View.CHANGE)
    assert all(entry.hatched and entry.within_chance for entry in entries(spec))
    assert [figure.details[0][1] for figure in spec.current_map.figures] == [
        "+2,0 Prozentpunkte, innerhalb der Zufallsschwankung",
        "−1,0 Prozentpunkte, innerhalb der Zufallsschwankung",
        "+1,0 Prozentpunkte, innerhalb der Zufallsschwankung",
    ]
    twin = " ".join(spec.current_map.text_alternative)
    assert "davon innerhalb der Zufallsschwankung: 3" in twin


def test_fewer_than_a_hundred_people_are_not_examined(small):
    cells = {2010: [(20, 99), (20, 100)], 2020: [(21, 99), (21, 100)]}
    spec = small(cells, view=View.CHANGE)
    assert [entry.within_chance for entry in entries(spec)] == [False, True]


def test_pooled_figures_that_share_people_are_not_examined(shipped):
    scope = Scope(
        area="musterstadt",
        level="sozialraum",
        indicator=POOLED,
        year=0,
        view=View.CHANGE,
    )
    # three years each: 2015 to 2017 share people with 2015, 2018 doesn't
    years = (2016, 2017, 2018)
    scopes = [replace(scope, year=year, base_year=2015) for year in years]
    shares = shipped.grid(replace(scope, view=View.VALUE))
    moved = [movement(shipped, each, shares) for each in scopes]
    assert moved[:2] == [None, None]
    assert len(moved[2].within) == 12
    assert series(shipped, scopes[-1]).method.endswith(", mindestens 3 Jahre auseinander")


def test_no_change_at_all_is_one_class(small):
    cells = {2010: [(20, 100), (30, 100)], 2020: [(20, 100), (30, 100)]}
    spec = small(cells, view=View.CHANGE)
    assert labels(spec)[0] == "kaum verändert (−0,1 bis unter 0,1)"
    assert spec.method.startswith("eine Klasse, weil sich nirgends mehr als kaum etwas verändert")


def test_changes_look_forward_from_the_base_year(small):
    years = {year: [(year - 2000, 100), (20, 100)] for year in (2010, 2015, 2020)}
    forward = small(years, view=View.CHANGE, base=2015)
    assert [year.label for year in forward.years] == ["2015–2020"]
    backward = small(years, view=View.CHANGE, base=2015, year=2010)
    assert [year.label for year in backward.years] == ["2015–2010"]
    assert [column.label for column in small(years, view=View.CHANGE).columns] == [
        "2010–2015",
        "2010–2020",
    ]


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"view": View.CHANGE}, "eine Veränderung braucht zwei"),
        ({"view": View.CHANGE, "base": 2020}, "eine Veränderung braucht zwei"),
        ({"year": 2019}, "für das Jahr „2019“ gibt es nicht"),
        ({"base": 2019}, "für das Jahr „2019“ gibt es nicht"),
        ({"indicator": "reichtum"}, "gibt es nicht"),
        ({"indicator": "dichte"}, "liegen keine Werte vor für: Kommunen"),
    ],
)
def test_what_cannot_be_shown_is_refused_in_german(small, options, words):
    with pytest.raises(AtlasError, match=words):
        small({2020: [(10, 100), (20, 100)]}, **options)


def test_the_base_year_cannot_be_shown_as_a_change(shipped):
    with pytest.raises(AtlasError, match="für das Jahr „2009“ gibt es nicht"):
        choropleth(shipped, county(view=View.CHANGE, base_year=2009, year=2009))


def test_an_area_without_top_level(small):
    spec = small({2020: [(10, 100), (20, 100)]}, "armut", whole=False)
    assert spec.current_map.headline == "Armut: Kommunen im Kreis Test, 2020"
    assert (spec.current_map.area_value, spec.current_map.area_text) == (None, "")
    deviation = small({2020: [(10, 100), (20, 100)]}, whole=False, view=View.DEVIATION)
    assert all(entry.sign for entry in entries(deviation))


def test_names_are_data(small):
    names = ["Ä" * 120, "<b onclick='x()'>{name} & %s</b>"]
    spec = small({2020: [(10, 100), (20, 100)]}, names=names)
    assert [figure.name for figure in spec.current_map.figures] == names
    texts_around = (
        spec.current_map.headline,
        spec.current_map.subtitle,
        *spec.current_map.text_alternative,
    )
    assert not [text for text in texts_around if "onclick" in text or "Ä" in text]


def test_denominators_keep_their_decimals(small):
    spec = small({2020: [(10, "1,25"), (20, "2,5")]}, "dichte", columns=("leute", "flaeche"))
    assert details(spec, "Ort 1")[:3] == [
        ("Wert", "8,0 je km²"),
        ("Leute", "10"),
        ("Fläche", "1,25"),
    ]


def test_a_given_figure_has_no_parts(small):
    spec = small({2020: [("7,25",), ("8,5",)]}, "miete", columns=("miete",))
    assert details(spec, "Ort 1")[0] == ("Wert", "7,25 € je m²")
    assert [label for label, _ in details(spec, "Ort 1")] == ["Wert", texts.REFERENCE_DATES]


@pytest.mark.parametrize(
    ("limits", "decimals", "expected"),
    [
        ((3, 6, 9), 1, ("3,0 bis unter 6,0", "6,0 bis 9,0")),
        ((-2.5, 0, 2.5), 0, ("−2,5 bis unter 0,0", "0,0 bis 2,5")),
        ((0, 4000), 0, ("0 bis 4.000",)),
        ((0.0, 0.025, 0.05), 1, ("0,000 bis unter 0,025", "0,025 bis 0,050")),
        ((0, 1 / 3, 2 / 3), 0, ("0,0000 bis unter 0,3333", "0,3333 bis 0,6667")),
        ((0.1, 0.2, 0.1 * 3), 1, ("0,1 bis unter 0,2", "0,2 bis 0,3")),
        ((1e6, 2e6), 0, ("1.000.000 bis 2.000.000",)),
        ((), 1, ()),
    ],
)
def test_labels_in_german(limits, decimals, expected):
    assert class_labels(Classification(limits=limits), decimals) == expected


def test_limits_of_hair_breadth_end_too():
    (label,) = class_labels(Classification(limits=(0.0, 1e-12)), 1)
    assert label == "0,000000000000 bis 0,000000000001"


@pytest.mark.parametrize("limits", [(), (0.0, 1.0), (-2.0, -1.0, 0.0, 1.0), (-1.0, 0.0)])
def test_a_colour_for_every_class(limits):
    classification = Classification(limits=limits, centre=0.0)
    below = sum(limit < 0 for limit in limits)
    shades = class_colours(classification)
    blues = {shade for palette in colours.BELOW.values() for shade in palette}
    assert [shade in blues for shade in shades] == [
        place < below for place in range(classification.classes)
    ]


@pytest.mark.parametrize("view", View)
def test_no_number_of_other_borders_stands_in_any_view(tmp_path, view):
    folder = write_wandel(tmp_path / "wandel")
    (folder / "districts/wandel/crosswalk.csv").unlink()
    scope = Scope(area="wandel", level="bezirk", indicator="kinderanteil", year=2019, view=view)
    spec = choropleth(Atlas.open(folder), scope)
    # a quarter of the people of 04 came to 05 with the border in 2020
    (four,) = (figure for figure in spec.current_map.figures if figure.unit == "04")
    numbers = four.numbers
    assert (numbers.value.number, numbers.numerator, numbers.denominator) == (None, None, None)
