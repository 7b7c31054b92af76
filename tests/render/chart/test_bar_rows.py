"""Bars of a document: as long as their numbers, marked where the area lies, words left as text."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest

from atlas.model.documents import Bar, BarRows, Tone
from atlas.render.chart.bar_rows import COLOURS, bar_rows
from atlas.render.chart.paper import WIDTH
from tests.render.conftest import HOSTILE

SVG = "{http://www.w3.org/2000/svg}"


def bar(value, **more) -> Bar:
    return Bar(label="Name", text=str(value), value=value, **more)


def drawn(*bars: Bar, **more) -> ET.Element:
    return ET.fromstring(bar_rows(BarRows(bars=bars, axis="Prozent", **more)))  # noqa: S314  (ours)


def widths(root: ET.Element) -> list[float]:
    return [float(rect.get("width")) for rect in root.iter(f"{SVG}rect")]


def test_bars_are_as_long_as_their_numbers():
    short, long, negative = widths(drawn(bar(2.0), bar(4.0), bar(-4.0)))
    assert long == pytest.approx(2 * short, abs=0.2)
    assert negative == pytest.approx(long, abs=0.2)


def test_what_is_hidden_has_its_sign_and_no_bar():
    root = drawn(bar(4.0), Bar(label="Name", text=".", value=None))
    assert len(widths(root)) == 1
    assert "." in [text.text for text in root.iter(f"{SVG}text")]


def test_nothing_but_hidden_bars_is_drawn_too():
    root = drawn(Bar(label="Name", text=".", value=None))
    assert widths(root) == []


def test_tones_have_colours_and_words():
    root = drawn(
        bar(1.0, tone=Tone.WEAKNESS),
        tones=((Tone.WEAKNESS, "Schwäche"),),
        mark_label="Kreiswert",
        ends=("niedriger", "höher"),
    )
    fills = {rect.get("fill") for rect in root.iter(f"{SVG}rect")}
    assert fills == {COLOURS[Tone.WEAKNESS]}
    words = " ".join(text.text for text in root.iter(f"{SVG}text"))
    assert "Schwäche" in words
    assert "Kreiswert" in words
    assert "← niedriger" in words


def test_a_mark_lies_where_a_bar_of_its_value_ends():
    root = drawn(bar(2.0, mark=4.0), bar(4.0))
    last = list(root.iter(f"{SVG}rect"))[-1]
    end = float(last.get("x")) + float(last.get("width"))
    marks = [p.get("d") for p in root.iter(f"{SVG}path") if p.get("stroke-width") == "2"]
    assert [float(mark[1:].split(" ")[0]) for mark in marks] == [pytest.approx(end, abs=0.2)]


def test_headings_begin_groups_once():
    root = drawn(bar(1.0, heading="Arbeit"), bar(2.0, heading="Arbeit"), bar(1, heading="Wohnen"))
    words = [text.text for text in root.iter(f"{SVG}text")]
    assert words.count("Arbeit") == words.count("Wohnen") == 1


def test_any_text_is_drawn_as_text():
    root = drawn(*(Bar(label=label, text=label[:8], value=1.0) for label in HOSTILE))
    assert root.find(f".//{SVG}script") is None
    assert float(root.get("viewBox").split()[2]) == WIDTH
