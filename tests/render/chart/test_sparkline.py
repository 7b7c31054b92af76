"""The small line: joined where it may be, dashed ahead, marked where it breaks."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

from atlas.model.overview import Trend, TrendPoint
from atlas.render.chart.sparkline import EDGE, HEIGHT, WIDTH, sparkline


def drawn(*points: TrendPoint, breaks=(), current=2024):
    text = sparkline(Trend(points=points, current=current, breaks=breaks, alt="", caption=""))
    parts = list(ET.fromstring(text))  # noqa: S314  (our own drawing)
    zero, *paths = [part.attrib for part in parts if part.tag.endswith("path")]
    assert "H" in zero["d"]
    return paths, [part.attrib for part in parts if part.tag.endswith("circle")]


def points(*values, **more):
    return [TrendPoint(year=2020 + n, value=value, **more) for n, value in enumerate(values)]


def numbers(path):
    return [float(number) for number in re.findall(r"[\d.]+", path["d"])]


def test_lines_begin_at_zero_and_reach_up_to_the_highest_figure():
    (path,), (dot,) = drawn(*points(10.0, 20.0), current=2021)
    # half of the highest figure is half of the height
    assert numbers(path) == [EDGE, HEIGHT / 2, WIDTH - EDGE, EDGE]
    assert (float(dot["cx"]), float(dot["cy"])) == (WIDTH - EDGE, EDGE)


def test_equal_values_are_a_flat_line_and_nothing_but_zeros_lies_on_zero():
    (path,), _ = drawn(*points(5.0, 5.0))
    assert numbers(path)[1::2] == [EDGE, EDGE]
    (path,), _ = drawn(*points(0.0, 0.0))
    assert numbers(path)[1::2] == [HEIGHT - EDGE, HEIGHT - EDGE]


def test_figures_below_zero_lie_below_its_line():
    (path,), _ = drawn(*points(-5.0, 5.0))
    assert numbers(path)[1::2] == [HEIGHT - EDGE, EDGE]


def test_forecasts_are_dashed():
    ahead = TrendPoint(year=2022, value=3.0, forecast=True)
    (counted, dashed), _ = drawn(*points(1.0, 2.0), ahead, current=2021)
    assert "stroke-dasharray" not in counted
    assert "stroke-dasharray" in dashed


def test_segments_are_not_joined_and_a_break_is_marked():
    first, last = points(1.0, 2.0)
    after = TrendPoint(year=2022, value=9.0, segment=1)
    end = TrendPoint(year=2023, value=9.5, segment=1)
    paths, dots = drawn(first, last, after, end, breaks=(2022,), current=2023)
    upright = [path for path in paths if "V" in path["d"]]
    assert len(paths) == 3
    assert len(upright) == 1
    assert len(dots) == 1
    # halfway between 2021 and 2022 of 2020 to 2023 is the middle
    assert numbers(upright[0])[0] == WIDTH / 2


def test_a_year_alone_is_a_dot():
    first = TrendPoint(year=2013, value=1.0)
    rest = [TrendPoint(year=year, value=2.0, segment=1) for year in (2023, 2024)]
    paths, dots = drawn(first, *rest)
    assert len(paths) == 1
    assert len(dots) == 2
