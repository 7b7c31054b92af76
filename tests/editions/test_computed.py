"""What nobody delivered but follows exactly from what was: sums of parts, and remainders."""

from __future__ import annotations

import pytest

from atlas.atlas import Atlas
from atlas.desk import Desk
from atlas.model.cells import State
from atlas.model.quantities import Audience
from atlas.model.scope import Scope
from tests import small_town

PARTS = [["junge", "aeltere"]]
CATALOGUE = small_town.catalogue(
    small_town.count("leute", "Leute", parts=PARTS),
    small_town.count("junge", "Leute unter 65", parts=[["kinder", "mittlere"]]),
    small_town.count("aeltere", "Leute ab 65"),
    small_town.count("kinder", "Kinder"),
    small_town.count("mittlere", "Leute von 18 bis 64"),
    small_town.SHARE,
    small_town.of_all("jungenanteil", "junge", "Anteil der Leute unter 65", "Unter 65"),
)
AREA = """
name = "Dorf"
kind = "Gemeinde"
within = "in Dorf"
top_level = "dorf"
[system.s]
name = "Teile"
levels = ["teil", "dorf"]
[level.teil]
name = "Teil"
plural = "Teile"
[level.dorf]
name = "Dorf"
plural = "Dörfer"
"""
DEFAULTS = """
[defaults]
base = "teil"
source = "Melderegister"
publisher = "Gemeinde"
audience = "public"
date = 2020-12-31
"""
FILES = {
    "districts/dorf/area.toml": AREA,
    "districts/dorf/units.csv": "level;unit;name\nteil;1;Eins\nteil;2;Zwei\ndorf;0;Dorf\n",
    "districts/dorf/memberships.csv": (
        "level;unit;parent_level;parent\nteil;1;dorf;0\nteil;2;dorf;0\n"
    ),
    "indicators/catalogue.toml": CATALOGUE,
}


@pytest.fixture
def village(tmp_path):
    """Write a village of two parts with one yearly table."""

    def build(table: str, description: str = DEFAULTS):
        files = FILES | {
            "indicators/dorf/2020.csv": table,
            "indicators/dorf/2020.toml": description,
        }
        for name, text in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return tmp_path

    return build


def values(atlas, code, level="teil"):
    rows = atlas.values(Scope(area="dorf", level=level, indicator=code)).rows
    return [(row.unit, row.value, row.delivered) for row in rows]


WHOLE_AND_PART = "level;unit;leute;aeltere\nteil;1;100;30\nteil;2;200;50\ndorf;0;310;85\n"


def test_what_remains_of_a_whole_is_computed_on_every_level(village):
    atlas = Atlas.open(village(WHOLE_AND_PART))
    assert values(atlas, "junge") == [("1", 70, False), ("2", 150, False)]
    # own sum 70 + 150, and delivered totals 310 − 85
    assert values(atlas, "junge", "dorf") == [("0", 220, False), ("0", 225, True)]
    assert [row[1] for row in values(atlas, "jungenanteil")] == [70, 75]


def test_a_whole_is_the_sum_of_its_parts_also_over_two_steps(village):
    table = "level;unit;kinder;mittlere;aeltere\nteil;1;10;60;30\nteil;2;40;110;50\n"
    atlas = Atlas.open(village(table))
    assert values(atlas, "leute") == [("1", 100, False), ("2", 200, False)]
    assert [row[1] for row in values(atlas, "kinderanteil")] == [10, 20]
    (leute,) = [d for d in atlas.deliveries("dorf") if d.quantity == "leute"]
    terms = {(term.quantity, term.sign) for term in leute.computed_from}
    assert terms == {("kinder", 1), ("mittlere", 1), ("aeltere", 1)}


def test_what_was_delivered_is_never_computed(village):
    table = "level;unit;leute;aeltere;junge\nteil;1;100;30;71\nteil;2;200;50;.\n"
    atlas = Atlas.open(village(table))
    assert [row[1] for row in values(atlas, "junge")] == [71, None]


def test_an_unknown_hidden_or_impossible_part_leaves_no_value(village):
    table = "level;unit;leute;aeltere\nteil;1;100;geheim\nteil;2;20;50\n"
    rows = Atlas.open(village(table)).values(Scope(area="dorf", level="teil", indicator="junge"))
    assert [(row.value, row.state) for row in rows.rows] == [
        (None, State.SECRET),
        (None, State.UNKNOWN),
    ]


def test_a_part_that_was_not_released_hides_what_is_computed_from_it(village):
    folder = village(WHOLE_AND_PART, DEFAULTS + '\n[aeltere]\naudience = "internal"\n')
    public, internal = Atlas.open(folder), Atlas.open(folder, Audience.INTERNAL)
    assert [row[1] for row in values(public, "junge")] == [None, None]
    assert "junge" not in {delivery.quantity for delivery in public.deliveries("dorf")}
    assert [row[1] for row in values(internal, "junge")] == [70, 150]


@pytest.mark.parametrize(
    "section",
    ["[aeltere]\ndate = 2019-12-31\n", "[aeltere]\nboundary_date = 2019-01-01\n"],
)
def test_parts_of_different_days_are_not_subtracted(village, section):
    atlas = Atlas.open(village(WHOLE_AND_PART, f"{DEFAULTS}\n{section}"))
    assert atlas.years("dorf", "junge") == ()
    assert atlas.years("dorf", "leute") == (2020,)


def test_a_part_counted_on_a_coarser_level_is_computed_there(village):
    table = "level;unit;leute;aeltere\nteil;1;100;\nteil;2;200;\ndorf;0;;80\n"
    atlas = Atlas.open(village(table, DEFAULTS + '\n[aeltere]\nbase = "dorf"\n'))
    assert atlas.levels_of("dorf", "junge") == ("dorf",)
    assert values(atlas, "junge", "dorf") == [("0", 220, False)]


def test_what_is_computed_is_read_again_from_disk(village, tmp_path):
    folder, home = village(WHOLE_AND_PART), tmp_path / "home"
    first = Atlas.open(folder, home=home).edition("dorf")
    second = Atlas.open(folder, home=home).edition("dorf")
    assert second.deliveries == first.deliveries
    assert second.protected.digest == first.protected.digest


def test_a_contradiction_is_told_of_what_was_delivered_only(village):
    table = (
        "level;unit;leute;kinder;mittlere;aeltere\n"
        "teil;1;100;10;60;31\nteil;2;200;40;110;50\ndorf;0;400;50;170;81\n"
    )
    problems = Desk.open(village(table)).problems("dorf")
    # junge = kinder + mittlere is computed: neither its sum nor its total is told
    assert all("unter 65" not in problem.message for problem in problems)
    assert [problem.code for problem in problems] == ["residual_large"]
