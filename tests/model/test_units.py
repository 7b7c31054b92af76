from datetime import date

import pytest

from atlas.model.units import Area, Level, SpatialUnit, is_valid, key_order

EARLY = SpatialUnit(id="0901", name="Oberweiler", valid_to=date(2012, 12, 31))
LATE = SpatialUnit(id="0902", name="Unterweiler", valid_from=date(2013, 1, 1))
ALWAYS = SpatialUnit(id="1001", name="Neudorf")


@pytest.mark.parametrize(
    ("unit", "day", "valid"),
    [
        (EARLY, date(1, 1, 1), True),
        (EARLY, date(2012, 12, 31), True),
        (EARLY, date(2013, 1, 1), False),
        (LATE, date(2012, 12, 31), False),
        (LATE, date(2013, 1, 1), True),
        (ALWAYS, date(2014, 12, 31), True),
    ],
)
def test_both_ends_of_the_validity_count(unit, day, valid):
    assert is_valid(unit, day) is valid


def test_units_of_a_day():
    level = Level(id="weiler", name="Weiler", plural="Weiler", units=(EARLY, LATE, ALWAYS))
    assert level.units_on(date(2012, 12, 31)) == (EARLY, ALWAYS)
    assert level.units_on(date(2014, 12, 31)) == (LATE, ALWAYS)


def test_keys_give_the_official_order():
    assert key_order([ALWAYS, LATE, EARLY]) == (EARLY, LATE, ALWAYS)


def area(*units, top="dorf"):
    level = Level(id="dorf", name="Dorf", plural="Dörfer", units=units)
    return Area(
        id="a", name="A", kind="Kreis", within="in A", publisher="", levels=(level,), top_level=top
    )


@pytest.mark.parametrize(
    ("found", "top"),
    [
        (area(ALWAYS), ALWAYS),
        (area(EARLY, LATE), None),
        (area(), None),
        (area(ALWAYS, top=""), None),
    ],
)
def test_the_top_unit_is_the_single_one(found, top):
    assert found.top_unit == top


def test_levels_by_id():
    assert area(ALWAYS).level("dorf").plural == "Dörfer"
    assert area(ALWAYS).level("weiler") is None
