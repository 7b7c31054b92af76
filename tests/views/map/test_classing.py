"""Classes in words and colours: labels, the sentence on the method, the histogram."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from time import process_time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas.measures.class_methods import ClassingContext
from atlas.measures.classes import Classification
from atlas.model.classing import Classing, Method, Palette
from atlas.model.scope import Scope, View
from atlas.views.map import colours
from atlas.views.map.classing import (
    AreaMark,
    Classes,
    class_colours,
    class_labels,
    classes_of,
    histogram,
    requested_classing,
    zero_matters,
)

FIGURES = np.array((13.7, 10.2, 6.6, 8.3, 3.9, 11.3, 9.8, 10.5, 14.7, 12.5, 8.2, 7.3, 3.0, 9.7))
CONTEXT = ClassingContext(units=8, decimals=1, area=11.164)
AREA = AreaMark(label="Kreiswert", year=2014, value=11.164)
SCOPE = Scope(area="land", level="teil", indicator="quote", year=2020)
STORED = Classing(method=Method.QUANTILES)


def classes_of_figures(values=FIGURES, context=CONTEXT, **more) -> Classes:
    return classes_of(np.asarray(values, dtype=float), Classing(**more), context, AREA)


@pytest.mark.parametrize(
    ("limits", "decimals", "expected"),
    [
        ((4.5, 4.6, 5.6, 9), 1, ("unter 4,6", "4,6 bis unter 5,6", "5,6 und mehr")),
        ((0, 5, 9), 0, ("unter 5", "5 und mehr")),
        ((3.026, 6.27, 12.36, 15), 1, ("unter 6,27", "6,27 bis unter 12,36", "12,36 und mehr")),
    ],
)
def test_open_ends_in_words(limits, decimals, expected):
    classes = Classification(limits=limits, open_ended=True)
    assert class_labels(classes, decimals) == expected


@pytest.mark.parametrize(
    ("requested", "sentence"),
    [
        (
            {"method": Method.EQUAL},
            "gleich breite Klassen mit runden Grenzen, aus allen Jahren gebildet",
        ),
        (
            {"method": Method.QUANTILES},
            (
                "möglichst gleich viele Werte je Klasse (Quantile), Grenzen gerundet, "
                "aus allen Jahren gebildet"
            ),
        ),
        (
            {"method": Method.NATURAL},
            "natürliche Klassen nach Jenks, Grenzen gerundet, aus allen Jahren gebildet",
        ),
        (
            {"method": Method.STANDARD_DEVIATION},
            (
                "Klassen nach dem Abstand vom ungewichteten Mittelwert (9,3), gemessen in "
                "Standardabweichungen, aus allen Jahren gebildet"
            ),
        ),
        (
            {"method": Method.AROUND_AREA},
            "gleich breite Klassen um den Kreiswert 2014 (11,2), aus allen Jahren gebildet",
        ),
        (
            {"method": Method.MANUAL, "limits": (5.0, 10.0)},
            "festgelegte Klassengrenzen, für alle Jahre gleich",
        ),
        (
            {"method": Method.MANUAL},
            "gleich breite Klassen mit runden Grenzen, aus allen Jahren gebildet",
        ),
    ],
)
def test_the_method_is_named(requested, sentence):
    assert classes_of_figures(**requested).method == sentence


@pytest.mark.parametrize(
    ("values", "requested", "end"),
    [
        ((1, 1, 4, 4), {"method": Method.QUANTILES}, "weil es zu wenige verschiedene Werte gibt"),
        (FIGURES, {"classes": 6}, "damit die Grenzen rund bleiben"),
        (
            (0, 0, 0, 0, 0, 0, 1, 10),
            {"method": Method.STANDARD_DEVIATION, "classes": 7},
            "weil es weiter außen keine Werte gibt",
        ),
    ],
)
def test_fewer_classes_than_requested_are_explained(values, requested, end):
    assert classes_of_figures(values, **requested).method.endswith(
        f"; weniger Klassen als gewünscht, {end}"
    )


def test_an_area_without_value_is_said():
    classes = classes_of_figures(context=replace(CONTEXT, area=None), method=Method.AROUND_AREA)
    assert classes.method == (
        "gleich breite Klassen mit runden Grenzen, aus allen Jahren gebildet; "
        "Klassen um den Kreiswert sind nicht möglich, weil er fehlt"
    )


def test_nothing_and_all_equal():
    nothing = classes_of_figures(())
    assert nothing.method == "keine Klassen, weil kein Wert ausgewiesen ist"
    assert (nothing.labels, nothing.colours, nothing.histogram) == ((), (), ())
    usual = classes_of_figures((4, 4, 4))
    same = classes_of_figures((4, 4, 4), method=Method.NATURAL)
    assert usual.method == same.method == "eine Klasse, weil alle Werte gleich sind"
    assert usual.labels == same.labels == ("4,0",)
    assert [each.count for each in same.histogram if each.count] == [3]


@pytest.mark.parametrize("palette", [None, *Palette])
def test_two_hues_only_around_a_centre(palette):
    plain = class_colours(Classification(limits=(0, 1, 2, 3)), palette)
    assert plain in {hue[3] for hue in colours.ONE_HUE.values()}
    around = class_colours(Classification(limits=(0, 1, 2, 3), centre=1), palette)
    one_hue = palette in colours.ONE_HUE
    assert around == (
        colours.sequential(3, palette) if one_hue else colours.diverging(1, 2, palette=palette)
    )


def test_the_class_around_the_area_has_no_colour():
    classes = classes_of_figures(method=Method.AROUND_AREA, classes=5)
    assert classes.colours == (*colours.BELOW[3][1:][::-1], colours.MIDDLE, colours.ABOVE[3][1])


def test_the_wish_of_the_reader_comes_first(shipped):
    item = shipped.indicator("rhein-berg", "ein_kinder_sgb2_u15")
    stored = replace(item, classing=STORED)
    requested = Classing(method=Method.NATURAL)
    assert requested_classing(replace(SCOPE, classing=requested), stored) == requested
    assert requested_classing(SCOPE, stored) == STORED
    assert requested_classing(SCOPE, item) == Classing()
    assert requested_classing(replace(SCOPE, view=View.CHANGE), stored) == Classing()


def test_zero_matters_for_changes_and_balances():
    assert zero_matters(np.array([1.0, 2.0]), View.CHANGE)
    assert zero_matters(np.array([]), View.DEVIATION)
    assert zero_matters(np.array([-1.0, 2.0]), View.VALUE)
    assert not zero_matters(np.array([0.0, 2.0]), View.VALUE)
    assert not zero_matters(np.array([]), View.VALUE)


def test_the_histogram_respects_the_limits():
    bars = classes_of_figures().histogram
    edges = [bars[0].lower, *(each.upper for each in bars)]
    assert edges == pytest.approx(list(range(3, 16)))  # classes of 3 points, bins of one
    assert [each.count for each in bars] == [2, 0, 0, 1, 1, 2, 2, 2, 1, 1, 1, 1]


@pytest.mark.parametrize("method", Method)
@given(
    values=st.lists(st.floats(-1e4, 1e4).map(lambda v: float(f"{v:.4g}")), min_size=1, max_size=50)
)
def test_bins_hold_all_figures(method, values):
    limits = (-10.0, 0.0, 10.0) if method is Method.MANUAL else ()
    bars = classes_of_figures(values, method=method, limits=limits).histogram
    assert sum(each.count for each in bars) == len(values)
    assert 12 <= len(bars) <= 24
    widths = [each.upper - each.lower for each in bars]
    assert widths == pytest.approx([widths[0]] * len(widths))
    assert all(left.upper == right.lower for left, right in pairwise(bars))


def test_one_far_change_leaves_room_for_the_others():
    values = np.array([*np.arange(-40, 41) / 10, 1000.0])
    context = ClassingContext(units=82, decimals=1, zero=True, change=True)
    classes = classes_of(values, Classing(), context)
    assert classes.labels == (
        "unter −2,0",
        "−2,0 bis unter −1,0",
        "kaum verändert (−1,0 bis unter 1,0)",
        "1,0 bis unter 2,0",
        "2,0 und mehr",
    )
    assert classes.colours[2] == colours.MIDDLE
    bars = classes.histogram
    assert (round(bars[0].lower), round(bars[-1].upper)) == (-4, 6)
    assert sum(each.count for each in bars) == 82
    assert bars[-1].count == 1


def test_crooked_limits_leave_the_bins_equally_wide():
    classes = Classification(limits=(0, 1.37, 4.2, 9.99, 20))
    bars = histogram(np.array((0, 1.36, 1.37, 5, 20)), classes)
    assert sum(each.count for each in bars) == 5
    assert 1.37 in {round(each.lower, 9) for each in bars}


@pytest.mark.parametrize("apart", [1e-4, 1e-7, 1e-12])
def test_limits_a_hair_apart_have_no_more_bars_than_others(apart):
    begun = process_time()
    bars = classes_of_figures(method=Method.MANUAL, limits=(10.0, 10.0 + apart)).histogram
    assert process_time() - begun < 1  # a million bins took seconds
    assert 12 <= len(bars) <= 24
    assert sum(each.count for each in bars) == len(FIGURES)
