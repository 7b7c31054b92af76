from dataclasses import replace
from datetime import date

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas.model.areas import Area, Level, SpatialUnit
from atlas.model.cells import State, Status
from atlas.model.dates import ReferenceDate
from atlas.model.indicators import Catalogue
from atlas.model.quantities import Audience, Delivery, Kind, Quantity
from atlas.sources.cells import LARGEST
from atlas.sources.observations import (
    Observation,
    no_observations,
    read_year,
    rows_of_other_units,
    write_year,
    year_files,
)
from atlas.sources.text_files import CsvRow, CsvTable

TABLE = """\
level;unit;name;ew;kinder
dorf;09;Altdorf;1.200;
weiler;0901;Oberweiler;700;(80) p
weiler;0902;Unterweiler;500;.
"""
DESCRIPTION = """\
[defaults]
base = "weiler"
publisher = "Gemeinde Altdorf"
source = "Melderegister"
date = 2014-12-31

[ew]
audience = "public"

[kinder]
date = "2013/14"
definition = "bis 14 Jahre"
"""


@pytest.fixture
def read(write, area, catalogue, problems):
    """Read the small year; None leaves a file out."""

    def reading(table=TABLE, description=DESCRIPTION):
        for ending, content in ((".csv", table), (".toml", description)):
            if content is not None:
                write(f"data/indicators/altdorf/2014{ending}", content)
        path = write("data/indicators/altdorf/other.txt", "").with_name("2014.csv")
        return read_year(path, area, catalogue, problems)

    return reading


def figures(year):
    return {(row.unit, row.quantity): row.value for row in year.observations}


GOOD = {
    ("09", "ew"): 1200.0,
    ("09", "kinder"): None,
    ("0901", "ew"): 700.0,
    ("0901", "kinder"): 80.0,
    ("0902", "ew"): 500.0,
    ("0902", "kinder"): None,
}


def without(unit):
    return {key: value for key, value in GOOD.items() if key[0] != unit}


def test_a_year_is_read_with_states_and_lines(read, problems):
    year = read()
    assert problems == []
    assert figures(year) == GOOD
    assert year.observations[3] == Observation(
        level="weiler",
        unit="0901",
        year=2014,
        quantity="kinder",
        value=80.0,
        state=State.LIMITED,
        status=Status.PROVISIONAL,
    )
    assert year.observations[5].state == State.SECRET
    assert year.observations[1].state == State.UNKNOWN
    assert year.lines == {("dorf", "09"): 2, ("weiler", "0901"): 3, ("weiler", "0902"): 4}


def test_what_is_known_of_each_quantity(read):
    residents, children = read().deliveries
    assert residents == Delivery(
        quantity="ew",
        year=2014,
        base_level="weiler",
        reference_date=ReferenceDate.day(date(2014, 12, 31)),
        source="Melderegister",
        publisher="Gemeinde Altdorf",
        audience=Audience.PUBLIC,
    )
    assert children.reference_date.label == "2013/14"
    assert children.definition == "bis 14 Jahre"
    assert children.audience is Audience.STATISTICS


@pytest.mark.parametrize(
    "table", ["\ufeff" + TABLE, TABLE.replace("\n", "\r\n"), TABLE + "\n;;;;\n"]
)
def test_files_of_other_programs_say_the_same(read, problems, table):
    assert figures(read(table)) == GOOD
    assert problems == []


def test_names_are_only_for_people(read, problems):
    hostile = TABLE.replace("Oberweiler", '"<b>; =1+1\n""Ober"""')
    assert figures(read(hostile)) == GOOD
    assert problems == []


def test_a_table_may_have_only_a_head(read, problems):
    year = read("level;unit;ew;kinder\n")
    assert (year.observations, dict(year.lines), problems) == ((), {}, [])
    assert [delivery.quantity for delivery in year.deliveries] == ["ew", "kinder"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("3.5", "cell_point"),
        ("viele", "cell_not_number"),
        ("3,5", "cell_not_whole"),
        ("-3", "cell_negative"),
        ("<script>", "cell_not_number"),
        ("a" * 120, "cell_not_number"),
        ("{0}", "cell_not_number"),
    ],
)
def test_a_bad_cell_is_unknown(read, problems, text, code):
    year = read(TABLE.replace("500;.", f"{text};."))
    assert problems.facts == [(code, 4, text)]
    assert "„ew“" in problems[0].message
    assert figures(year) == {**GOOD, ("0902", "ew"): None}


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("weiler;0903;Neu;5;5", ("unit_unknown", 5, "0903")),
        ("weiler;;Neu;5;5", ("unit_empty", 5, "")),
        ("weiler;901;Oberweiler;5;5", ("unit_leading_zero", 5, "901")),
        ("weiler;901.0;Oberweiler;5;5", ("unit_as_number", 5, "901.0")),
        ("weiler;0901.0;Oberweiler;5;5", ("unit_as_number", 5, "0901.0")),
        ("weiler;0901;Oberweiler;5;5", ("unit_twice", 5, "0901")),
        ("veiler;0901;Oberweiler;5;5", ("level_unknown", 5, "veiler")),
        (";;Summe;15;15", ("row_without_level", 5, "")),
        ("* vorläufig", ("csv_row_length", 5, "* vorläufig")),
        ("weiler;0901;Oberweiler;5", ("csv_row_length", 5, "weiler;0901;Oberweiler;5")),
        ("weiler;0901;Ober;weiler;5;5", ("csv_row_length", 5, "weiler;0901;Ober;weiler;5;5")),
        ('weiler;0901;"Ober;5;5', ("csv_quote", 5, 'weiler;0901;"Ober;5;5')),
    ],
)
def test_a_bad_row_is_left_out(read, problems, row, expected):
    assert figures(read(f"{TABLE}{row}\n")) == GOOD
    assert problems.facts == [expected]


@pytest.mark.parametrize(
    ("row", "hint"),
    [
        ("weiler;901;O;5;5", "gemeint ist wohl „0901“"),
        ("weiler;0904;O;5;5", "Gemeint ist vielleicht „0902“"),
        ("weilr;0901;O;5;5", "Gemeint ist vielleicht „weiler“"),
    ],
)
def test_a_slip_is_guessed(read, problems, row, hint):
    read(f"{TABLE}{row}\n")
    assert hint in problems[0].message


def test_the_line_is_where_a_row_of_several_lines_begins(read, problems):
    table = TABLE.replace("Altdorf", '"Alt\n\ndorf"').replace("500;.", "3.5;.")
    year = read(table)
    assert problems.facts == [("cell_point", 6, "3.5")]
    assert year.lines["weiler", "0901"] == 5


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("level;unit;name;ew;kinnder", [("csv_column_unknown", 1, "kinnder")]),
        ("level;unit;name;ew;", [("csv_column_unnamed", 1, "5")]),
        ("level;unit;name;ew;ew", [("csv_column_twice", 1, "ew")]),
    ],
)
def test_a_bad_column_leaves_the_others(read, problems, head, expected):
    description = DESCRIPTION.replace("[kinder]", f"[{head.split(';')[-1] or 'ew.x'}]")
    if head.endswith("ew;ew"):
        description = DESCRIPTION.partition("[kinder]")[0]
    year = read(TABLE.replace("level;unit;name;ew;kinder", head), description)
    facts = [fact for fact in problems.facts if fact[0].startswith("csv")]
    assert facts == expected
    assert {key: value for key, value in figures(year).items() if key[1] == "ew"} == {
        ("09", "ew"): 1200.0,
        ("0901", "ew"): 700.0,
        ("0902", "ew"): 500.0,
    }


def test_a_section_for_an_unknown_column_is_no_second_problem(read, problems):
    read(TABLE.replace("ew;kinder", "ew;kinnder"), DESCRIPTION.replace("[kinder]", "[kinnder]"))
    assert problems.facts == [("csv_column_unknown", 1, "kinnder")]
    assert "Gemeint ist vielleicht „kinder“." in problems[0].message


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (None, ("file_missing", None, "")),
        ("", ("file_empty", None, "")),
        (TABLE.replace("Ober", "Über").encode("cp1252"), ("file_encoding", 3, "Ü")),
        ("ebene;unit\n", ("csv_columns", 1, "level")),
    ],
)
def test_a_table_that_cannot_be_read(read, problems, content, expected):
    year = read(table=content)
    assert (year.observations, year.deliveries) == ((), ())
    assert problems.facts == [expected]
    assert problems[0].file == "indicators/altdorf/2014.csv"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (None, ("file_missing", None, "")),
        ("\n", ("file_empty", None, "")),
        (DESCRIPTION.replace("Melde", "Mälde").encode("cp1252"), ("file_encoding", 4, "ä")),
        (DESCRIPTION.replace("[defaults]", "[defaults"), ("toml_syntax", 1, "[defaults")),
        (DESCRIPTION.replace('"weiler"', "3"), ("toml_bad_value", 2, "3")),
        ("defaults = 3\n" + DESCRIPTION.partition("\n\n")[2], ("toml_bad_value", 1, "3")),
        (DESCRIPTION.replace('"weiler"', '"veiler"'), ("level_unknown", 2, "veiler")),
        (
            DESCRIPTION.replace("2014-12-31", "20.1").replace('date = "2013/14"', "date=2014"),
            ("date_bad", 5, "20.1"),
        ),
    ],
)
def test_a_description_that_cannot_be_used(read, problems, content, expected):
    year = read(description=content)
    assert figures(year) == GOOD
    assert problems.facts == [expected]
    assert problems[0].file == "indicators/altdorf/2014.toml"


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ('"public"', '"publik"', ("toml_bad_value", 8, "publik")),
        ('"public"', '"public"\nbase = "veiler"', ("level_unknown", 9, "veiler")),
        ('"public"', '"public"\nsource = 3', ("toml_bad_value", 9, "3")),
    ],
)
def test_a_bad_description_hides_its_quantity_only(read, problems, old, new, expected):
    year = read(description=DESCRIPTION.replace(old, new))
    assert problems.facts == [expected]
    assert [delivery.quantity for delivery in year.deliveries] == ["kinder"]


@pytest.mark.parametrize("entry", ["date", "boundary_date"])
@pytest.mark.parametrize("value", ['"31.12.14"', "true", '"2013/15"', "2014-13-01"])
def test_a_bad_date_costs_itself_only(read, problems, entry, value):
    year = read(description=DESCRIPTION.replace('audience = "public"', f"{entry} = {value}"))
    wrong = {"true": "True"}.get(value, value.strip('"'))
    assert problems.facts == [("date_bad", 8, wrong)]
    residents, children = year.deliveries
    found = {"date": residents.reference_date, "boundary_date": residents.boundary_date}
    assert found[entry] is None
    assert children.reference_date.label == "2013/14"


def test_the_sentence_on_a_bad_date_shows_all_forms(read, problems):
    read(description=DESCRIPTION.replace('audience = "public"', 'date = "bald"'))
    for form in (
        "31.12.2014",
        "2014-03",
        "1. Quartal 2014",
        "Jahresmittel",
        "2013/14",
        "2011-2013",
    ):
        assert form in problems[0].remedy


def test_a_bare_month_costs_nothing(read, problems):
    year = read(description=DESCRIPTION.replace("2014-12-31", "2014-03"))
    assert [item.reference_date.label for item in year.deliveries] == ["März 2014", "2013/14"]
    assert problems.facts == [("toml_bare_date", 5, "2014-03")]


def test_whole_numbers_with_a_point_and_missing_values_are_one_note_each(read, problems):
    table = """\
level;unit;name;ew;kinder
dorf;09;Altdorf;1200.0;NaN
weiler;0901;Oberweiler;700.0;80.0
weiler;0902;Unterweiler;500.0;NaN
"""
    year = read(table)
    assert figures(year) == GOOD
    assert problems.facts == [("cell_whole_point", 2, "1200.0"), ("cell_missing", 2, "NaN")]
    assert "3 weitere Zellen" in problems[0].message
    assert "Eine weitere Zelle" in problems[1].message


FRACTIONS = """\
level;unit;name;ew;kinder
dorf;09;Altdorf;1.200,5;
weiler;0901;Oberweiler;700,25;(80) p
weiler;0902;Unterweiler;500,25;.
"""


def test_the_annual_mean_of_a_count_may_have_fractions(read, problems):
    year = read(FRACTIONS, DESCRIPTION.replace("2014-12-31", '"Jahresmittel 2014"'))
    assert figures(year)["0901", "ew"] == 700.25
    assert problems == []


def test_a_count_declared_fractional_has_them_with_one_note(read, problems, catalogue):
    residents = replace(catalogue.quantities["ew"], fractional=True)
    catalogue.quantities["ew"] = residents
    assert figures(read(FRACTIONS))["0901", "ew"] == 700.25
    assert problems.facts == [("cell_fraction", 2, "1.200,5")]


def test_fractions_elsewhere_are_one_mistake_of_the_column(read, problems):
    assert figures(read(FRACTIONS))["0901", "ew"] is None
    wrong = [(2, "1.200,5"), (3, "700,25"), (4, "500,25")]
    assert problems.facts == [("cell_not_whole", *place) for place in wrong]
    assert len({problem.subject.cause for problem in problems}) == 1
    assert "Jahresmittel" in problems[0].remedy


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("[ew]", 'stichtag = "1"\n\n[ew]', ("toml_unknown_key", 7, "stichtag")),
        ("[ew]", "[ew]\nstichtag = 1", ("toml_unknown_key", 8, "stichtag")),
        ("[ew]", "[flaeche]\n[ew]", ("delivery_without_column", 7, "flaeche")),
        ("[ew]", "[unbekannt]\n[ew]", ("delivery_without_column", 7, "unbekannt")),
    ],
)
def test_a_slip_in_a_description_harms_nothing(read, problems, old, new, expected):
    year = read(description=DESCRIPTION.replace(old, new))
    assert problems.facts == [expected]
    assert [delivery.quantity for delivery in year.deliveries] == ["ew", "kinder"]


UNDESCRIBED = DESCRIPTION.partition("[kinder]")[0]


def test_a_column_without_section_has_what_the_defaults_say(read, problems):
    year = read(description=UNDESCRIBED.replace("date =", 'audience = "internal"\ndate ='))
    assert problems == []
    ew, kinder = year.deliveries
    assert (ew.audience, kinder.audience) == (Audience.PUBLIC, Audience.INTERNAL)
    assert (kinder.quantity, kinder.base_level, kinder.source) == (
        "kinder",
        "weiler",
        "Melderegister",
    )
    assert kinder.reference_date.start == date(2014, 12, 31)


@pytest.mark.parametrize("entry", ["base", "source", "publisher"])
def test_a_column_without_section_stays_hidden_where_the_defaults_lack_something(
    read, problems, entry
):
    lines = UNDESCRIBED.splitlines()
    (lacking,) = [line for line in lines if line.startswith(entry)]
    lines.remove(lacking)
    year = read(description="\n".join([*lines, lacking]))
    assert problems.facts == [("delivery_missing", 1, "kinder")]
    assert problems[0].file == "indicators/altdorf/2014.csv"
    assert f"[defaults] nennt {entry} nicht" in problems[0].message
    assert [delivery.quantity for delivery in year.deliveries] == ["ew"]


@pytest.mark.parametrize("head", ["[kindr]", "[kindr", '["kinder "x]'])
def test_a_misspelt_section_never_releases_its_column_by_the_defaults(read, problems, head):
    defaults = UNDESCRIBED.replace("date =", 'audience = "public"\ndate =')
    year = read(description=f'{defaults}\n{head}\naudience = "statistics"\n')
    assert "kinder" not in [delivery.quantity for delivery in year.deliveries]
    assert problems


def test_a_section_that_is_no_toml_costs_its_quantity_only(read, problems):
    broken = DESCRIPTION.replace('"bis 14 Jahre"', '"bis 14 Jahre').replace(
        "date = 2014-12-31", 'date = 2014-12-31\naudience = "public"'
    )
    year = read(description=broken)
    assert problems.facts == [("toml_syntax", 13, 'definition = "bis 14 Jahre')]
    assert "bis dahin fehlt der Abschnitt „kinder“." in problems[0].remedy
    assert [delivery.quantity for delivery in year.deliveries] == ["ew"]


def test_a_description_of_comments_only_describes_nothing(read, problems):
    read(description="# folgt\n")
    assert problems.facts == [("delivery_missing", 1, "ew"), ("delivery_missing", 1, "kinder")]


@pytest.mark.parametrize("value", ["3", '"ew"', "[1]"])
def test_a_value_where_a_description_belongs(read, problems, value):
    rest = DESCRIPTION.replace('[ew]\naudience = "public"\n', "")
    read(description=f"ew = {value}\n{rest}")
    assert [fact[:2] for fact in problems.facts] == [("toml_bad_value", 1)]


@pytest.mark.parametrize(
    ("names", "years", "expected"),
    [
        (["2014.csv", "2014.toml", "2009.csv", "published.csv"], [2009, 2014], []),
        (["2014.csv", "2014-neu.csv"], [2014], [("year_twice", None, "2014")]),
        (["2014.csv", "2014 (1).csv"], [2014], [("year_twice", None, "2014")]),
        (["2014.csv", "2014.CSV"], [2014], [("year_twice", None, "2014")]),
        (["2014.csv", "2014 - Kopie.csv"], [2014], [("year_twice", None, "2014")]),
        (["2021.CSV"], [], [("file_ending", None, ".CSV")]),
        (["2014.csv", "2014.Toml"], [2014], [("file_ending", None, ".Toml")]),
        (["2014.csv.txt"], [], [("file_ending", None, ".txt")]),
        (["2013_alt.csv"], [], [("file_ignored", None, "2013_alt.csv")]),
        (["._2014.csv", "~$2014.csv", ".~lock.2014.csv#", ".DS_Store", "2014.csv.bak"], [], []),
        (["2014-neu.csv"], [], [("file_ignored", None, "2014-neu.csv")]),
        (["neu.csv"], [], [("file_ignored", None, "neu.csv")]),
        (["20145.csv"], [], [("file_ignored", None, "20145.csv")]),
        (["0000.csv"], [], [("file_ignored", None, "0000.csv")]),
        (["2014.toml"], [2014], []),
        (["notes.txt", "notes.toml"], [], []),
    ],
)
def test_a_year_has_one_table(write, problems, names, years, expected):
    folder = write("altdorf/README.md", "").parent
    for name in names:
        write(f"altdorf/{name}", "level;unit\n")
    assert year_files(folder, problems) == {year: folder / f"{year}.csv" for year in years}
    assert problems.facts == expected


def test_an_area_without_figures(tmp_path, problems):
    assert year_files(tmp_path / "altdorf", problems) == {}
    assert problems == []


NAMES = {
    "level": ["dorf", "weiler"],
    "unit": ["09", "0901", "0902"],
    "quantity": ["ew", "flaeche", "kinder", "saldo"],
}


def test_the_frame_has_fixed_types_even_without_rows(read, area, catalogue):
    head = TABLE.splitlines()[0] + "\n"
    for frame in (no_observations(area, catalogue), read().frame, read(head).frame):
        assert list(frame.columns) == [
            "level",
            "unit",
            "year",
            "quantity",
            "value",
            "state",
            "status",
        ]
        types = [str(frame[name].dtype) for name in ("year", "value", "state", "status")]
        assert types == ["int64", "float64", "int8", "int8"]
        assert {name: list(frame[name].cat.categories) for name in NAMES} == NAMES


def test_a_frame_can_be_written_again():
    rows = (
        Observation("dorf", "09", 2014, "ew", 1200.5, State.MEASURED, Status.FINAL),
        Observation("dorf", "09", 2014, "kinder", None, State.SECRET, Status.PROVISIONAL),
    )
    again = (Observation(*row) for row in pd.DataFrame(rows).itertuples(index=False))
    assert write_year(again) == "level;unit;ew;kinder\ndorf;09;1200,5;. p\n"


def test_names_are_written_beside_the_keys():
    row = Observation("dorf", "09", 2014, "ew", 0.0, State.ZERO, Status.FINAL)
    text = write_year([row], {"09": 'Alt;"dorf"\nNeu'})
    assert text == 'level;unit;name;ew\ndorf;09;"Alt;""dorf""\nNeu";–\n'


UNITS = ("0901", "0902", "=1+1", "<b>", "a" * 120)
NUMBERS = {
    State.ZERO: st.just(0.0),
    State.LESS_THAN_HALF: st.just(0.0),
    State.MEASURED: st.floats(-LARGEST, LARGEST).filter(bool),
    State.LIMITED: st.floats(-LARGEST, LARGEST),
}


@st.composite
def years(draw):
    rows = []
    for unit in draw(st.lists(st.sampled_from(UNITS), unique=True)):
        for quantity in ("miete", "quote"):
            state = draw(st.sampled_from(State))
            value = draw(NUMBERS.get(state, st.none()))
            status = draw(st.sampled_from(Status))
            rows.append(Observation("weiler", unit, 2014, quantity, value, state, status))
    return tuple(rows)


@pytest.mark.slow
@given(rows=years())
def test_a_year_is_written_and_read_without_loss(rows, tmp_path_factory):
    quantities = {
        code: Quantity(code=code, title=code, unit="€", kind=Kind.GIVEN)
        for code in ("miete", "quote")
    }
    units = tuple(SpatialUnit(id=unit, name=unit) for unit in UNITS)
    level = Level(id="weiler", name="Weiler", plural="Weiler", units=units)
    area = Area(id="a", name="A", kind="K", within="in A", publisher="A", levels=(level,))
    path = tmp_path_factory.mktemp("data") / "2014.csv"
    path.write_text(write_year(rows, {unit: f"{unit};\n" for unit in UNITS}), encoding="utf-8")
    path.with_suffix(".toml").write_text("# ohne Angaben\n", encoding="utf-8")
    catalogue = Catalogue(quantities=quantities, indicators={}, topics={}, taxonomies={})
    problems = []
    year = read_year(path, area, catalogue, problems)
    assert year.observations == rows
    assert {problem.code for problem in problems} <= {"delivery_missing"}


def keys(first, number):
    return [f"{n:02}" for n in range(first, first + number)]


def table_of(**levels):
    pairs = [(level, unit) for level, units in levels.items() for unit in units]
    rows = tuple(
        CsvRow(line=line, cells={"level": level, "unit": unit})
        for line, (level, unit) in enumerate(pairs, 2)
    )
    return CsvTable(columns=("level", "unit"), rows=rows, line=1)


@pytest.mark.parametrize(
    ("delivered", "existing", "foreign"),
    [
        (keys(50, 11), keys(0, 11), True),
        (keys(50, 10), keys(0, 11), False),  # so few may be misspelt
        (keys(50, 11), keys(0, 10), False),
        (keys(10, 11), keys(0, 11), False),  # one key fits
        ([*keys(50, 10), "50"], keys(0, 11), False),  # ten keys, one twice
    ],
)
def test_many_keys_of_which_none_exists_are_of_other_units(delivered, existing, foreign):
    rows = rows_of_other_units(table_of(block=delivered), {"block": existing})
    assert set(rows) == ({"block"} if foreign else set())


def test_rows_of_other_units_are_found_per_level():
    units = {"block": keys(0, 20), "bezirk": keys(0, 20)}
    rows = rows_of_other_units(
        table_of(block=keys(0, 20), bezirk=keys(50, 20), strange=keys(70, 20)), units
    )
    assert {level: [row.line for row in lines] for level, lines in rows.items()} == {
        "bezirk": list(range(22, 42))
    }


def test_a_column_with_a_decimal_point_has_no_thousands_with_points(read, problems, catalogue):
    """7.125 beside 12.5 would be read as seven thousand."""
    area = replace(catalogue.quantities["ew"], kind=Kind.AMOUNT)
    catalogue.quantities["ew"] = area
    rows = "dorf;09;Altdorf;;5\nweiler;0901;Oberweiler;12.5;1.200\nweiler;0902;U;7.125;\n"
    read_figures = figures(read(f"level;unit;name;ew;kinder\n{rows}"))
    assert problems.facts == [("cell_point", 3, "12.5"), ("cell_point", 4, "7.125")]
    assert read_figures["0902", "ew"] is None
    # a count has no fractions: its points are thousands
    assert read_figures["0901", "kinder"] == 1200
