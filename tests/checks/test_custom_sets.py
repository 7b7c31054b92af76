from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from atlas.atlas import Atlas
from atlas.checks.custom_sets import covers_whole_area, set_problems
from atlas.model.custom_areas import CustomLevel, CustomUnit, Decision, Part
from atlas.model.source_location import SourceLocation


def unit(name, *words):
    parts = (word.split(":") for word in words)
    return CustomUnit(
        id=name.lower(), name=name, parts=tuple(Part(level=lv, unit=key) for lv, key in parts)
    )


def level(*units, **more):
    return CustomLevel(**({"id": "eigen", "name": "Eigen", "units": units} | more))


@pytest.fixture
def check(plain_atlas):
    """What is wrong with a custom level in the town: (code, value)."""
    area = plain_atlas().area("ort")

    def problems(custom):
        listed = set_problems(custom, area, lambda *path: SourceLocation(file=".".join(path)))
        return [(problem.code, problem.value) for problem in listed]

    return problems


def test_a_sound_level_has_no_faults(check):
    assert check(level(unit("West", "block:01"), unit("Ost", "bezirk:B"))) == []


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"id": "bezirk"}, "own_id_taken"),
        ({"name": ""}, "own_no_name"),
        ({"name": "N" * 121}, "own_name_long"),
        ({"body": "N" * 121}, "own_name_long"),
        ({"units": (unit("N" * 121, "block:01"),)}, "own_name_long"),
        ({"name": "Bezirk"}, "own_name_taken"),
        ({"name": "BEZIRKE"}, "own_name_taken"),
        ({"units": ()}, "own_nothing"),
    ],
)
def test_names_and_contents_of_a_level(check, changed, code):
    custom = replace(level(unit("West", "block:01")), **changed)
    assert [kind for kind, _ in check(custom)] == [code]


@pytest.mark.parametrize(
    ("fields", "codes"),
    [
        ({}, ["own_body_missing", "own_resolved_missing"]),
        ({"body": "Rat"}, ["own_resolved_missing"]),
        ({"resolved": date(2026, 3, 12)}, ["own_body_missing"]),
        ({"body": "Rat", "resolved": date(2026, 3, 12)}, []),
    ],
)
def test_a_resolution_needs_body_and_date(check, fields, codes):
    custom = level(unit("West", "block:01"), decision=Decision.RESOLVED, **fields)
    assert [code for code, _ in check(custom)] == codes


@pytest.mark.parametrize(
    ("units", "expected"),
    [
        ([unit("West")], ("own_empty", "West")),
        ([unit("West", "block:01"), unit("west", "block:02")], ("own_unit_name_twice", "west")),
        ([unit("West", "blok:01")], ("own_part_level", "blok:01")),
        ([unit("West", "eigen:01")], ("own_part_level", "eigen:01")),
        ([unit("West", "block:1")], ("own_part_unknown", "1")),
        ([unit("West", "block:01", "block:01")], ("own_part_twice", "block:01")),
        ([unit("West", "block:01"), unit("Ost", "block:01")], ("own_shared", "block:01")),
        # block 03 lies in B since 2021
        ([unit("West", "bezirk:B", "block:03")], ("own_overlap", "bezirk:B")),
        ([unit("West", "bezirk:A"), unit("Ost", "block:02")], ("own_overlap", "bezirk:A")),
        # both are made up of blocks: X of 01 and 03, A of 01 and 02
        ([unit("West", "schule:X", "bezirk:A")], ("own_overlap", "schule:X")),
        ([unit("West", "stadt:S", "bezirk:A")], ("own_overlap", "stadt:S")),
    ],
)
def test_building_blocks(check, units, expected):
    assert check(level(*units)) == [expected]


def test_blocks_of_levels_that_cut_across_are_distinguished_by_smaller_ones(check):
    assert check(level(unit("West", "bezirk:A"), unit("Ost", "block:04"))) == []


def test_a_block_that_lay_in_the_other_part_before_would_be_counted_twice_then(check):
    # 03 lies in B since 2021 and lay in A before
    assert check(level(unit("Mitte", "bezirk:A", "block:03"))) == [("own_overlap", "bezirk:A")]


def test_levels_without_a_smaller_one_in_common_cannot_be_mixed(town, edit):
    table = town / "districts/ort/memberships.csv"
    kept = [line for line in table.read_text("utf-8").splitlines() if ";schule;" not in line]
    table.write_text("\n".join([*kept, ""]), encoding="utf-8")
    area = Atlas.open(town).area("ort")
    custom = level(unit("West", "schule:X", "bezirk:A"))
    (problem,) = set_problems(custom, area, lambda *_: SourceLocation())
    assert problem.code == "own_cut"
    assert "(Bezirke, Schulbezirke)" in problem.message


def test_every_sentence_says_what_to_do(plain_atlas):
    area = plain_atlas().area("ort")
    custom = level(unit("West", "bezirk:A", "block:01"), unit("Ost"), name="")
    problems = set_problems(custom, area, lambda *_: SourceLocation())
    assert len(problems) == 3
    assert all(problem.message and problem.remedy for problem in problems)
    assert "Altstadt" in problems[-1].message
    assert "Anger" in problems[-1].message


def test_cover(plain_atlas):
    area = plain_atlas().area("ort")
    assert covers_whole_area(
        level(unit("West", "bezirk:A"), unit("Ost", "block:03", "block:04")), area
    )
    assert not covers_whole_area(level(unit("West", "bezirk:A"), unit("Ost", "block:03")), area)
