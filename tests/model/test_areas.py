from datetime import date

import pytest

from atlas.model.areas import (
    Area,
    AreaSystem,
    Boundaries,
    Level,
    Membership,
    SpatialUnit,
    UnitName,
    distinct_names,
    is_valid,
    key_order,
)

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
    ("area", "top"),
    [
        (area(ALWAYS), ALWAYS),
        (area(EARLY, LATE), None),
        (area(), None),
        (area(ALWAYS, top=""), None),
    ],
)
def test_the_top_unit_is_the_single_one(area, top):
    assert area.top_unit == top


def test_levels_by_id():
    assert area(ALWAYS).level("dorf").plural == "Dörfer"
    assert area(ALWAYS).level("weiler") is None


# a town of blocks in two systems; block 3 moved from A to B on 1.1.2020
NEW = date(2020, 1, 1)
BLOCKS = tuple(SpatialUnit(id=key, name=key) for key in "123")


def lies(unit, parent, parent_level="bezirk", **validity):
    return Membership(
        level="block", unit=unit, parent_level=parent_level, parent=parent, **validity
    )


def town(*links, systems=(("block", "bezirk", "stadt"), ("block", "schule"))):
    new, old = (Boundaries(file="", attribution="", valid_at=d) for d in (NEW, date(2013, 1, 1)))
    levels = (
        Level(
            id="block",
            name="Block",
            plural="Blöcke",
            units=BLOCKS,
            boundaries=new,
            former_boundaries=(old,),
        ),
        Level(id="bezirk", name="Bezirk", plural="Bezirke", units=()),
        Level(id="schule", name="Schule", plural="Schulen", units=()),
        Level(id="stadt", name="Stadt", plural="Städte", units=()),
    )
    return Area(
        id="t",
        name="T",
        kind="Stadt",
        within="in T",
        publisher="",
        levels=levels,
        systems=tuple(AreaSystem(id=s[-1], name="", levels=s) for s in systems),
        memberships=links,
    )


MOVED = (
    lies("1", "A"),
    lies("2", "B"),
    lies("3", "B", valid_from=NEW),
    lies("3", "A", valid_to=date(2019, 12, 31)),
    lies("1", "X", "schule"),
    lies("2", "Y", "schule"),
)


@pytest.mark.parametrize(
    ("vintage", "parent"), [(None, "B"), (NEW, "B"), (date(2013, 1, 1), "A")], ids=str
)
def test_the_coarser_level_is_that_of_the_stand(vintage, parent):
    overlay = town(*MOVED).border_overlay("block", vintage)
    assert overlay.title == "Bezirke"
    assert overlay.parent_of == {"1": "A", "2": "B", "3": parent}


def test_a_level_that_parts_nothing_has_no_borders():
    one = [lies(unit, "A") for unit in "123"]
    assert town(*one).border_overlay("block") is None
    schools = [lies("1", "X", "schule"), lies("2", "Y", "schule")]
    assert town(*one, *schools).border_overlay("block").title == "Schulen"
    assert town(*MOVED).border_overlay("stadt") is None


def test_the_first_system_comes_first():
    overlay = town(*MOVED, systems=(("block", "schule"), ("block", "bezirk"))).border_overlay(
        "block"
    )
    assert (overlay.title, overlay.parent_of) == ("Schulen", {"1": "X", "2": "Y"})


def test_equal_names_get_the_key_added_and_share_no_everyday_name():
    units = (
        SpatialUnit(id="1", name="Altstadt", everyday_name="Mitte"),
        SpatialUnit(id="2", name="Altstadt", everyday_name="Ufer"),
        SpatialUnit(id="3", name="Mitte"),
        SpatialUnit(id="3", name="Neue Mitte", everyday_name="Ring"),
    )
    assert distinct_names(units[:3]) == {
        "1": UnitName(name="Altstadt (1)"),
        "2": UnitName(name="Altstadt (2)", everyday="Ufer"),
        "3": UnitName(name="Mitte"),
    }
    # of a unit that was renamed the last version counts
    assert distinct_names(units)["3"] == UnitName(name="Neue Mitte", everyday="Ring")
    assert distinct_names(units)["1"].everyday == "Mitte"
