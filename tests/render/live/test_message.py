from __future__ import annotations

import json
from dataclasses import replace

import pytest

from atlas.model.specs import NO_CODE, Bin, CircleStep, LegendClass, MapColumn, MapKind, MapSeries
from atlas.render.live.message import LiveView, message_bytes

VIEW = LiveView(
    geometry="geometry-1.bin", channel="karte", slot="t", current=2014, selection=("b",)
)


@pytest.fixture
def series() -> MapSeries:
    return MapSeries(
        title="Anteil",
        area="Ort",
        level="Bezirk",
        level_plural="Bezirke",
        unit="%",
        decimals=1,
        legend=(
            LegendClass(label="0 bis unter 10", colour="#d9eced", lower=0.0, upper=10.0),
            LegendClass(label="10 bis 20", colour="#0b4a4f", lower=10.0, upper=20.0),
            LegendClass(label="geheim (.)", colour="#d4d4d4", sign="."),
        ),
        area_label="Ortswert",
        method="gleich breite Klassen",
        schematic=False,
        fictional=True,
        units=("a", "b", "c"),
        columns=(
            MapColumn(
                year=2013,
                label="2013",
                codes=bytes([0, 1, 2]),
                counts=(1, 1, 1),
                area_value=None,
                area_text="",
            ),
            MapColumn(
                year=2014,
                label="2014",
                codes=bytes([1, 1, 0]),
                counts=(1, 2, 0),
                area_value=12.5,
                area_text="12,5 %",
            ),
        ),
        histogram=(Bin(lower=0, upper=10, count=2), Bin(lower=10, upper=20, count=3)),
    )


def test_two_indicators_say_the_classes_of_both(series):
    axes, classes = (
        ("Arme (%)", "Reiche (%)"),
        (("niedrig: unter 5", "hoch: 5 und mehr"), ("alle",)),
    )
    two = replace(series, kind=MapKind.BIVARIATE, axes=axes, axis_classes=classes)
    header, _ = parts(message_bytes(two, ["a"], VIEW))
    assert header["axes"] == list(axes)
    assert header["axisClasses"] == [["niedrig: unter 5", "hoch: 5 und mehr"], ["alle"]]


def parts(data: bytes) -> tuple[dict, bytes]:
    length = int.from_bytes(data[:4], "little")
    return json.loads(data[4 : 4 + length]), data[4 + length :]


def test_codes_stand_in_the_order_of_the_geometry(series):
    _, codes = parts(message_bytes(series, ["c", "a"], VIEW))
    assert codes == bytes([2, 0, 0, 1])


def test_a_shape_without_row_has_no_code(series):
    _, codes = parts(message_bytes(series, ["a", "lake"], VIEW))
    assert codes == bytes([0, NO_CODE, 1, NO_CODE])


def test_the_header_holds_years_counts_and_the_area(series):
    header, _ = parts(message_bytes(series, ["a", "b", "c"], VIEW))
    assert header["current"] == 1
    assert header["selection"] == ["b"]
    assert header["columns"][0] == [2013, "2013", [1, 1, 1], "", None]
    year, label, counts, text, mark = header["columns"][1]
    assert (year, label, counts, text) == (
        2014,
        "2014",
        [1, 2, 0],
        "12,5 %",
    )
    # 12.5 lies in the second class, a quarter of the way from 10 to 20
    assert mark == [1, 0.25]
    assert header["legend"][2] == ["geheim (.)", "#d4d4d4", ".", 0, None, None, None]
    assert header["bins"] == {"from": 0, "to": 20, "counts": [2, 3]}


def test_circles_send_their_sizes_after_the_codes(series):
    first, second = series.columns
    circles = replace(
        series,
        kind=MapKind.CIRCLES,
        circles=(CircleStep(label="100", size=1.0),),
        columns=(replace(first, sizes=bytes([9, 8, 7])), replace(second, sizes=bytes([255, 1, 2]))),
    )
    header, codes = parts(message_bytes(circles, ["a", "b", "c"], VIEW))
    assert header["circles"] == [["100", 1.0]]
    assert codes == bytes([0, 1, 2, 1, 1, 0, 9, 8, 7, 255, 1, 2])


def test_a_message_is_a_short_header_and_a_byte_per_unit_and_year(series):
    units = [f"u{number:05}" for number in range(11_000)]
    years = tuple(
        replace(series.columns[1], year=2003 + n, codes=bytes(11_000), counts=(11_000, 0, 0))
        for n in range(12)
    )
    large = replace(series, units=tuple(units), columns=years)
    assert len(message_bytes(large, units, VIEW)) <= 2_000 + 12 * 11_000


def test_a_year_the_series_lacks_is_no_message(series):
    with pytest.raises(ValueError, match="1999"):
        message_bytes(series, ["a"], replace(VIEW, current=1999))


def test_the_legend_is_listed_by_python_with_what_nobody_tested(series):
    legend = (
        LegendClass(label="1 bis 2", colour="#fff", lower=1.0, upper=2.0),
        LegendClass(
            label="1 bis 2, Zufall",
            colour="#fff",
            lower=1.0,
            upper=2.0,
            hatched=True,
            within_chance=True,
        ),
        LegendClass(label="ohne Wert (x)", colour="#ddd", sign="x"),
    )
    columns = tuple(replace(column, counts=(1, 1, 1), untested=1) for column in series.columns)
    header, _ = parts(message_bytes(replace(series, legend=legend, columns=columns), ["a"], VIEW))
    labels = [label for label, *_ in header["lines"]]
    assert labels == [
        "1 bis 2",
        "davon innerhalb der Zufallsschwankung",
        "davon geschätzt, auf Zufall nicht geprüft",
        "ohne Wert (x)",
    ]
    # the class counts both of its units, hatched or not
    assert header["columns"][0][2] == [2, 1, 1, 1]


def test_figures_stand_in_the_order_of_the_geometry(series):
    view = replace(VIEW, texts=(("1,0", "2,0", "."), ("3,0", "4,0", "5,0")))
    header, _ = parts(message_bytes(series, ["c", "a", "lake"], view))
    assert header["texts"] == [[".", "1,0", ""], ["5,0", "3,0", ""]]
