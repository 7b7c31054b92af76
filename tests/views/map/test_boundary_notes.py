from __future__ import annotations

import pytest

from atlas.model.areas import Level, SpatialUnit
from atlas.views.map.boundary_notes import Repairs, boundary_notes

INTRO = "Grenzen der Blöcke für den Bildschirm bereinigt: "
END = ". Auf die Zahlen hat das keinen Einfluss."


@pytest.fixture
def level() -> Level:
    units = tuple(SpatialUnit(id=f"{n:02}", name=f"Block {n}") for n in range(1, 21))
    return Level(id="block", name="Block", plural="Blöcke", units=units)


@pytest.mark.parametrize(
    ("repairs", "listing"),
    [
        (Repairs(overlaps=1, overlap_area=12.4), "1 Überschneidung (12 m²)"),
        (Repairs(gaps=38, gap_area=1001.0), "38 Lücken (1.001 m²)"),
        (Repairs(rings=1), "1 Fläche mit sich kreuzender Grenze"),
        (
            Repairs(rings=2, overlaps=14, overlap_area=502.2, gaps=1, gap_area=12_500.0),
            "2 Flächen mit sich kreuzender Grenze; 14 Überschneidungen (502 m²); 1 Lücke (1,3 ha)",
        ),
    ],
)
def test_repairs_are_named_with_number_and_area(level, repairs, listing):
    assert boundary_notes(level, repairs, ()) == (f"{INTRO}{listing}{END}",)


def test_clean_boundaries_need_no_line(level):
    assert boundary_notes(level, Repairs(), ()) == ()


def test_units_without_shape_are_named_in_official_order(level):
    assert boundary_notes(level, Repairs(), {"07", "03"}) == ("Ohne Fläche: Block 3, Block 7",)


def test_the_names_of_many_are_cut(level):
    (line,) = boundary_notes(level, Repairs(), {unit.id for unit in level.units})
    assert line.endswith("Block 11, Block 12 und 8 weitere")
    assert "Block 13" not in line


def test_borders_that_fit_nearly_nowhere_are_told_as_a_share(level):
    (repaired,) = boundary_notes(level, Repairs(unmatched=0.456), ())
    assert "Ränder, die auf 46 % ihrer Länge nicht zu denen der Nachbarn passten" in repaired
