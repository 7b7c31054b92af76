from datetime import date

import pytest

from atlas.model.areas import Boundaries, Membership, SpatialUnit


def keys(area, level="weiler"):
    return [unit.id for unit in area.level(level).units]


def test_an_area_is_read(village):
    read = village()
    assert read.problems == ()
    area = read.area
    assert (area.id, area.name, area.kind, area.within) == (
        "altdorf",
        "Altdorf",
        "Gemeinde",
        "in Altdorf",
    )
    assert area.top_unit == SpatialUnit(id="09", name="Altdorf")
    assert keys(area) == ["0901", "0902"]
    assert area.systems[0].levels == ("weiler", "dorf")
    assert area.memberships == (
        Membership(level="weiler", unit="0901", parent_level="dorf", parent="09"),
        Membership(level="weiler", unit="0902", parent_level="dorf", parent="09"),
    )
    assert area.core == ("kinderanteil",)


def test_boundaries_of_a_level(village, area_text):
    more = '\n[level.dorf.boundaries]\nfile = "dorf.geojson"\nattribution = "Vermessungsamt"\n'
    boundaries = village(area_toml=f"{area_text}{more}valid_at = 2014-12-31\n").area.level("dorf")
    assert boundaries.boundaries == Boundaries(
        file="dorf.geojson", attribution="Vermessungsamt", valid_at=date(2014, 12, 31)
    )


def test_units_come_in_official_order_with_all_they_bring(village):
    rows = (
        "level;unit;name;everyday_name;valid_from;valid_to\n"
        "dorf;09;Altdorf;;;\n"
        "weiler;0902;Unterweiler;Unten;2010-01-01;2014-12-31\n"
        "weiler;0901;<b>Ober</b>;=1+1;;\n"
    )
    area = village(units_csv=rows).area
    assert keys(area) == ["0901", "0902"]
    assert area.level("weiler").units == (
        SpatialUnit(id="0901", name="<b>Ober</b>", everyday_name="=1+1"),
        SpatialUnit(
            id="0902",
            name="Unterweiler",
            everyday_name="Unten",
            valid_from=date(2010, 1, 1),
            valid_to=date(2014, 12, 31),
        ),
    )


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ('kind = "Gemeinde"', 'art = "Stadt"\nkind = "Stadt"', ("toml_unknown_key", 2, "art")),
        ('plural = "Dörfer"', 'plural = "D"\nganz = 1', ("toml_unknown_key", 14, "ganz")),
        ('core = ["kinderanteil"]', 'core = ["kinder"]', ("core_unknown", 4, "kinder")),
        ('core = ["kinderanteil"]', 'taxonomy = "neu"', ("taxonomy_unknown", 4, "neu")),
        ('top_level = "dorf"', 'top_level = "dorv"', ("level_unknown", 5, "dorv")),
        ('["weiler", "dorf"]', '["weiler", "dorv"]', ("level_unknown", 17, "dorv")),
        ('plural = "Dörfer"', "plural = 3", ("toml_bad_value", 13, "3")),
        ('levels = ["weiler", "dorf"]', "levels = 3", ("toml_bad_value", 17, "3")),
        (
            "[system.lage]",
            '[level.dorf.boundaries]\nfile = "d"\nattribution = "A"\nschema = true\n[system.lage]',
            ("toml_unknown_key", 18, "schema"),
        ),
    ],
)
def test_a_slip_in_area_toml_leaves_the_area_usable(village, facts, old, new, expected):
    read = village(area_toml=(old, new))
    assert facts(read.problems) == [expected]
    assert keys(read.area) == ["0901", "0902"]
    assert keys(read.area, "dorf") == ["09"]


def test_a_level_nobody_described_is_not_summed_up(village):
    area = village(area_toml=('plural = "Weiler"\n', "")).area
    assert (area.level("weiler").name, area.level("weiler").complete) == ("Weiler", False)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (None, ("file_missing", None, "")),
        ("", ("file_empty", None, "")),
        ('name = "Ort', ("toml_syntax", 1, 'name = "Ort')),
        ('# nichts\nkind = "K"\nwithin = "in"\n', ("toml_bad_value", None, "")),
        ('name = 3\nkind = "K"\nwithin = "in"\n', ("toml_bad_value", 1, "3")),
        ('name = "N"\nkind = "K"\nwithin = "in"\nlevel = 3\n', ("toml_bad_value", 4, "3")),
    ],
)
def test_an_area_toml_that_cannot_be_used(village, facts, content, expected):
    read = village(area_toml=content)
    assert read.area is None
    assert facts(read.problems) == [expected]


def test_an_area_toml_of_comments_only_lacks_three_entries(village, facts):
    read = village(area_toml="# nichts\n")
    assert read.area is None
    assert facts(read.problems) == [("toml_bad_value", None, "")] * 3


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("weiler;0901;Noch einer;;", ("unit_twice", 5, "0901")),
        ("weiler;;Namenlos;;", ("unit_empty", 5, "")),
        ("veiler;0903;Neu;;", ("level_unknown", 5, "veiler")),
        ("weiler;0903;Neu;1.13.2014;", ("date_bad", 5, "1.13.2014")),
        ("weiler;0903;Neu;2014-01-01;2014-02-30", ("date_bad", 5, "2014-02-30")),
        ("weiler;0903;Neu;gestern;heute", ("date_bad", 5, "gestern … heute")),
        ("weiler;0903;Neu;2014-12-31;2014-01-01", ("date_order", 5, "2014-12-31 … 2014-01-01")),
        ("weiler;0903;Neu", ("csv_row_length", 5, "weiler;0903;Neu")),
        ('weiler;0903;"Neu;;', ("csv_quote", 5, 'weiler;0903;"Neu;;')),
    ],
)
def test_a_bad_unit_is_left_out(village, facts, row, expected):
    good = "level;unit;name;valid_from;valid_to\ndorf;09;D;;\nweiler;0901;O;;\nweiler;0902;U;;\n"
    read = village(units_csv=f"{good}{row}\n")
    assert facts(read.problems) == [expected]
    assert keys(read.area) == ["0901", "0902"]


def test_days_as_excel_writes_them_are_read(village):
    rows = "level;unit;name;valid_from;valid_to\ndorf;09;D;01.01.2014;31.12.2014\n"
    read = village(units_csv=rows, memberships_csv=None)
    (unit,) = read.area.level("dorf").units
    assert (unit.valid_from, unit.valid_to) == (date(2014, 1, 1), date(2014, 12, 31))


def test_valid_for_one_day_is_valid(village):
    rows = "level;unit;name;valid_from;valid_to\ndorf;09;D;2014-01-01;2014-01-01\n"
    assert keys(village(units_csv=rows, memberships_csv=None).area, "dorf") == ["09"]


HEAD = "level;unit;parent_level;parent;valid_from;valid_to\n"
GOOD = "weiler;0901;dorf;09;;\nweiler;0902;dorf;09;;\n"


@pytest.mark.parametrize(
    ("rows", "expected", "count"),
    [
        (f"{GOOD}weiler;0903;dorf;09;;\n", ("membership_unknown", 4, "0903"), 2),
        (f"{GOOD}veiler;0901;dorf;09;;\n", ("membership_unknown", 4, "0901"), 2),
        ("weiler;0901;dorf;9;;\nweiler;0902;dorf;09;;\n", ("membership_unknown", 2, "9"), 1),
        (f"{GOOD}weiler;0901;dorf;09;;\n", ("membership_twice", 4, "0901"), 2),
        (
            (
                "weiler;0901;dorf;09;;2013-12-31\nweiler;0902;dorf;09;;\n"
                "weiler;0901;dorf;09;2013-12-31;\n"
            ),
            ("membership_twice", 4, "0901"),
            2,
        ),
        (f"{GOOD}weiler;0902;dorf;09;2014;\n", ("date_bad", 4, "2014"), 2),
        (
            "weiler;0901;dorf;09;;\nweiler;0902;dorf;09;2014-13-01;\n",
            ("date_bad", 3, "2014-13-01"),
            1,
        ),
        ("weiler;0901;dorf;09;;\n", ("unit_without_parent", None, "0902"), 1),
        (f"{GOOD}dorf;09;weiler;0901;;\n", ("membership_cycle", 4, "weiler"), 0),
        (f"{GOOD}dorf;09;dorf;09;;\n", ("membership_cycle", 4, "dorf"), 0),
    ],
)
def test_a_bad_membership_is_left_out(village, facts, rows, expected, count):
    read = village(memberships_csv=HEAD + rows)
    assert facts(read.problems) == [expected]
    assert len(read.area.memberships) == count


def test_a_unit_may_move_and_lie_in_several_systems(village, area_text, unit_rows):
    read = village(
        area_toml=f'{area_text}\n[level.bezirk]\nname = "Bezirk"\nplural = "Bezirke"\n',
        units_csv=f"{unit_rows}bezirk;A;Nord\nbezirk;B;Süd\n",
        memberships_csv=HEAD
        + GOOD
        + "weiler;0901;bezirk;A;;2012-12-31\nweiler;0901;bezirk;B;2013-01-01;\n",
    )
    assert read.problems == ()
    assert [item.parent for item in read.area.memberships] == ["09", "09", "A", "B"]


def test_a_level_that_covers_only_a_part_needs_no_parents(village):
    partly = ('plural = "Weiler"\n', 'plural = "Weiler"\ncomplete = false\n')
    read = village(area_toml=partly, memberships_csv=HEAD + "weiler;0901;dorf;09;;\n")
    assert read.problems == ()


@pytest.mark.parametrize("file", ["units_csv", "memberships_csv"])
@pytest.mark.parametrize(
    ("content", "code"),
    [
        (None, "file_missing"),
        ("", "file_empty"),
        ("Größe".encode("cp1252"), "file_encoding"),
        ("level;name\n", "csv_columns"),
    ],
)
def test_an_unreadable_table_leaves_the_area(village, facts, file, content, code):
    read = village(**{"memberships_csv": HEAD, "units_csv": "level;unit;name\n", file: content})
    assert [fact[0] for fact in facts(read.problems)] == [code]
    assert read.area.name == "Altdorf"


def test_one_level_alone_needs_no_memberships(village):
    toml = 'name = "A"\nkind = "K"\nwithin = "in A"\n[level.dorf]\nname = "Dorf"\nplural = "D"\n'
    read = village(
        area_toml=toml, units_csv="level;unit;name\ndorf;09;Altdorf\n", memberships_csv=None
    )
    assert (read.problems, read.area.memberships) == ((), ())


VERSIONS = "level;unit;name;valid_from;valid_to\ndorf;09;D;;\nweiler;0902;U;;\n"


def test_a_unit_may_have_versions_that_follow_each_other(village):
    rows = "weiler;0901;Neu;2020-01-01;\nweiler;0901;Alt;;2019-12-31\n"
    read = village(units_csv=f"{VERSIONS}{rows}")
    level = read.area.level("weiler")
    assert not read.problems
    assert [unit.name for unit in level.units_on(date(2019, 12, 31))] == ["Alt", "U"]
    assert [unit.name for unit in level.units_on(date(2020, 1, 1))] == ["Neu", "U"]
    assert [unit.name for unit in level.latest_versions()] == ["Neu", "U"]
    assert [unit.name for unit in level.latest_versions(date(2015, 1, 1))] == ["Alt", "U"]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (
            "weiler;0901;Alt;;2019-12-31\nweiler;0901;Neu;2019-12-31;\n",
            ("unit_overlap", 5, "0901"),
        ),
        ("weiler;0901;Alt;;2019-12-31\nweiler;0901;Neu;;\n", ("unit_twice", 5, "0901")),
        ("weiler;0901;Alt;;2019-12-31\nweiler;0901;Neu;2020-01-02;\n", ("unit_gap", 4, "0901")),
    ],
)
def test_versions_that_overlap_or_leave_a_gap_are_named(village, facts, rows, expected):
    assert facts(village(units_csv=f"{VERSIONS}{rows}").problems) == [expected]


@pytest.mark.parametrize("file", ["../dorf.geojson", "/etc/dorf.geojson", "a\\\\dorf.geojson", ""])
def test_boundaries_lie_beside_area_toml(village, area_text, file):
    more = f'\n[level.dorf.boundaries]\nfile = "{file}"\nattribution = "Vermessungsamt"\n'
    read = village(area_toml=area_text + more)
    assert [problem.code for problem in read.problems] == ["toml_bad_value"]
    assert read.area.level("dorf").boundaries is None


def test_a_level_has_boundaries_of_several_gebietsstaende(village, area_text):
    entry = '\n[[level.dorf.boundaries]]\nfile = "{0}"\nattribution = "A"\nvalid_at = {0}-01-01\n'
    text = area_text + "".join(entry.format(year) for year in (2020, 2010, 2015))
    level = village(area_toml=text).area.level("dorf")
    assert level.vintages == (date(2010, 1, 1), date(2015, 1, 1), date(2020, 1, 1))
    assert level.boundaries.file == "2020"
    assert [one.file for one in level.former_boundaries] == ["2010", "2015"]
    assert level.boundaries_at(date(2015, 1, 1)).file == "2015"


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        ("valid_at = 2020-01-01", ("stand_twice", 23, "01.01.2020")),
        ('source = "ohne Tag"', ("toml_bad_value", 23, "")),
    ],
)
def test_a_bad_gebietsstand_is_left_out(village, facts, area_text, second, expected):
    head = '\n[[level.dorf.boundaries]]\nfile = "d"\nattribution = "A"\n'
    read = village(area_toml=f"{area_text}{head}valid_at = 2020-01-01\n{head}{second}\n")
    assert [problem[0] for problem in facts(read.problems)] == [expected[0]]
    assert read.area.level("dorf").vintages == (date(2020, 1, 1),)
