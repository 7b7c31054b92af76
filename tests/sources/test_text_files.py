import datetime as dt

import pytest

from atlas.model.source_location import SourceLocation
from atlas.sources.text_files import (
    NO_TABLE,
    CsvRow,
    CsvTable,
    FileModel,
    TomlFile,
    names_in,
    read_csv,
    read_text,
    read_toml,
    validated,
)

HERE = SourceLocation(area="altdorf", file="altdorf.csv")


class Inner(FileModel):
    colour: str = ""


class Entry(FileModel):
    title: str
    decimals: int = 0
    weight: float | None = None
    day: dt.date | None = None
    complete: bool = True
    names: tuple[str, ...] = ()
    inner: Inner | None = None


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("Größe", "Größe"),
        ("Größe\r\n", "Größe\r\n"),
        (b"\xef\xbb\xbfGr\xc3\xb6\xc3\x9fe", "Größe"),
    ],
    ids=["plain", "CRLF", "BOM"],
)
def test_a_text_is_read_as_it_stands(write, problems, content, text):
    assert read_text(write("a.csv", content), HERE, problems) == text
    assert problems == []


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", ("file_empty", None, "")),
        (b" \n\r\n\t", ("file_empty", None, "")),
        (b"\xef\xbb\xbf", ("file_empty", None, "")),
        ("name\nKürten\nOdenthal".encode("cp1252"), ("file_encoding", 2, "ü")),
        (b"\xef\xbb\xbfa\nb\nR\xf6srath", ("file_encoding", 3, "ö")),
        ("name".encode("utf-16"), ("file_encoding", 1, "ÿ")),
    ],
    ids=["empty", "blank", "BOM only", "cp1252", "BOM and cp1252", "UTF-16"],
)
def test_a_text_that_cannot_be_read(write, problems, content, expected):
    assert read_text(write("a.csv", content), HERE, problems) == ""
    assert problems.facts == [expected]


def test_the_column_of_a_wrong_character_counts_characters(write, problems):
    read_text(write("a.csv", "a\näö".encode() + b"\xfc"), HERE, problems)
    assert "„ü“, Spalte 3" in problems[0].message


def test_a_missing_file_and_a_folder_in_its_place(tmp_path, problems):
    assert read_text(tmp_path / "a.csv", HERE, problems) == ""
    assert read_text(tmp_path, HERE, problems) == ""
    assert problems.facts == [("file_missing", None, ""), ("file_unreadable", None, "")]


def table_of(*rows, columns=("unit", "name")):
    cells = [CsvRow(line, dict(zip(columns, values, strict=True))) for line, *values in rows]
    return CsvTable(columns, tuple(cells))


@pytest.mark.parametrize(
    ("text", "table"),
    [
        ("unit;name\n01;Ost\n02;West\n", table_of((2, "01", "Ost"), (3, "02", "West"))),
        ("unit;name\r\n01;Ost\r\n", table_of((2, "01", "Ost"))),
        ("unit;name\r01;Ost\r", table_of((2, "01", "Ost"))),
        ("\ufeffunit;name\n01;Ost", table_of((2, "01", "Ost"))),
        (" unit ; name \n 01 ; Ost ", table_of((2, "01", "Ost"))),
        ("unit;name", table_of()),
        ("unit;name\n", table_of()),
        ("unit;name\n01;Ost\n\n\n;\n", table_of((2, "01", "Ost"))),
        ("unit;name\n\n01;Ost\n", table_of((3, "01", "Ost"))),
        ('unit;name\n01;"Ost; Süd"\n', table_of((2, "01", "Ost; Süd"))),
        ('unit;name\n01;"der ""Osten"""\n', table_of((2, "01", 'der "Osten"'))),
        ('unit;name\n01;Haus "Ost"\n', table_of((2, "01", 'Haus "Ost"'))),
        (
            'unit;name\n01;"Ost\nSüd"\n02;West\n',
            table_of((2, "01", "Ost\nSüd"), (4, "02", "West")),
        ),
        ("unit;name\n01;O\u2028st\n02;W\n", table_of((2, "01", "O\u2028st"), (3, "02", "W"))),
        ("unit;name\n01;O\0st\n", table_of((2, "01", "O\0st"))),
    ],
)
def test_tables_are_read_with_the_line_each_row_starts_in(write, problems, text, table):
    assert read_csv(write("a.csv", text), HERE, ("unit",), problems) == table
    assert problems == []


@pytest.mark.parametrize(
    "name",
    [
        "<script>alert('Ost')</script>",
        "=HYPERLINK(1)",
        "+49",
        "@SUM(A1)",
        "-1",
        "{0} %s \\n",
        "a" * 120,
        "مدينة",
        "Ost\u200bStadt",
    ],
)
def test_hostile_names_are_only_names(write, problems, name):
    table = read_csv(write("a.csv", f"unit;name\n01;{name}\n"), HERE, (), problems)
    assert table.rows[0].cells["name"] == name
    assert problems == []


@pytest.mark.parametrize(
    ("rows", "expected", "left"),
    [
        ("01;Ost;5\n02;West\n", [("csv_row_length", 2, "01;Ost;5")], ["02"]),
        ("01\n02;West\n", [("csv_row_length", 2, "01")], ["02"]),
        ('01;"Ost\n02;West\n03;Süd', [("csv_quote", 2, '01;"Ost')], ["02", "03"]),
        ('01;"Ost" oder Süd\n02;West\n', [("csv_quote", 2, '01;"Ost" oder Süd')], ["02"]),
        (
            '01;"a\nb"\n02;"Ost\n03;Süd\n04;"West',
            [("csv_quote", 4, '02;"Ost'), ("csv_quote", 6, '04;"West')],
            ["01", "03"],
        ),
        (f'01;"{"a" * 140_000}\n02;West', [("csv_quote", 2, '01;"' + "a" * 140_000)], ["02"]),
    ],
    ids=["too long", "too short", "open quote", "quote inside", "two open quotes", "huge"],
)
def test_a_broken_row_is_left_out_and_no_other(write, problems, rows, expected, left):
    table = read_csv(write("a.csv", f"unit;name\n{rows}"), HERE, ("unit",), problems)
    assert problems.facts == expected
    assert [row.cells["unit"] for row in table.rows] == left


def test_a_table_without_a_needed_column_is_not_read(write, problems):
    path = write("a.csv", "key;name\n01;Ost\n")
    assert read_csv(path, HERE, ("unit", "name"), problems) == NO_TABLE
    assert problems.facts == [("csv_columns", 1, "unit")]


def test_of_two_columns_with_one_name_the_first_is_read(write, problems):
    table = read_csv(write("a.csv", "unit;name;name\n01;Ost;West\n"), HERE, (), problems)
    assert table == table_of((2, "01", "Ost"))
    assert problems.facts == [("csv_column_twice", 1, "name")]


def test_the_head_may_stand_below_blank_lines(write, problems):
    table = read_csv(write("a.csv", "\n\nunit;unit\n01;02\n"), HERE, (), problems)
    assert table.line == 3
    assert problems.facts == [("csv_column_twice", 3, "unit")]


LINES = TomlFile(
    tables={},
    text="""\
name = "Ort"
# [level.weiler] ist nur ein Kommentar
[level.weiler]
name = "Weiler"
parts = [
    ["a", "b"],
]
plural = "Weiler"

[ "level" . 'dorf' ]   # mit Anführungszeichen
  "name" = "Dorf"
[[reference]]
year = 2014
[[reference]]
year = 2015
[system]
lage = { name = "Lage" }
""",
    location=HERE,
)


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("name",), 1),
        (("level", "weiler"), 3),
        (("level", "weiler", "name"), 4),
        (("level", "weiler", "plural"), 8),
        (("level", "weiler", "colour"), 3),
        (("level", "weiler", "name", "short"), 4),
        (("level", "dorf", "name"), 11),
        (("reference", "1"), 14),
        (("reference", "1", "year"), 15),
        (("system", "lage"), 17),
        (("system", "lage", "name"), 17),
        (("plural",), None),
    ],
)
def test_the_line_of_an_entry_or_of_what_is_around_it(path, line):
    assert LINES.line_of(*path) == line


@pytest.mark.parametrize(
    ("text", "line", "value"),
    [
        ('[a]\nb = "1\n', 2, 'b = "1'),
        ("[a]\nb 1\n", 2, "b 1"),
        ("[a]\nb = 1\nb = 2\n", 3, "b = 2"),
        ("[a]\n[a]\n", 2, "[a]"),
        ("a = 2014-13-45\n", 1, "a = 2014-13-45"),
        ("a = [1,\n2", 2, "2"),
        (f"a = {'9' * 5000}", 1, f"a = {'9' * 5000}"),
    ],
    ids=["quote", "equals", "twice", "section twice", "date", "end of file", "huge number"],
)
def test_a_syntax_error_is_shown_with_its_line(write, problems, text, line, value):
    file = read_toml(write("a.toml", text), HERE, problems)
    assert (file.tables, file.text) == ({}, "")
    assert problems.facts == [("toml_syntax", line, value)]


def test_what_stands_twice_is_called_so(write, problems):
    read_toml(write("a.toml", "b = 1\nb = 2\n"), HERE, problems)
    assert problems[0].message.endswith("kein gültiges TOML: der Eintrag kommt zweimal vor.")


def section(write, problems, body):
    file = read_toml(write("a.toml", f'[entry.one]\ntitle = "Eins"\n{body}'), HERE, problems)
    return validated(Entry, ("entry", "one"), file, problems)


@pytest.mark.parametrize(
    ("body", "line", "key"),
    [
        ("dezimals = 1\n", 4, "dezimals"),
        ('[entry.one.inner]\nColour = "rot"\n', 5, "inner.Colour"),
        ("[entry.one.Inner]\n", 4, "Inner"),
    ],
)
def test_an_unknown_key_is_left_out(write, problems, body, line, key):
    entry = section(write, problems, f"decimals = 2\n{body}")
    assert (entry.title, entry.decimals) == ("Eins", 2)
    assert problems.facts == [("toml_unknown_key", line, key)]
    assert "im Abschnitt [entry.one]" in problems[0].message


@pytest.mark.parametrize(
    ("body", "value", "reason"),
    [
        ('decimals = "zwei"', "zwei", "ganze Zahl"),
        ("decimals = 1.5", "1.5", "ganze Zahl"),
        ('weight = "schwer"', "schwer", "eine Zahl"),
        ("weight = nan", "nan", "eine Zahl"),
        ("weight = inf", "inf", "eine Zahl"),
        ('day = "gestern"', "gestern", "Datum"),
        ("day = true", "True", "Datum"),
        ('complete = "vielleicht"', "vielleicht", "true oder false"),
        ('names = "eins"', "eins", "Liste in eckigen Klammern"),
        ("names = [1]", "1", "Text in Anführungszeichen"),
        ("inner = 3", "3", "Abschnitt"),
        ("[entry.one.inner]\ncolour = 3", "3", "Text in Anführungszeichen"),
    ],
)
def test_a_bad_value_drops_the_section(write, problems, body, value, reason):
    assert section(write, problems, body) is None
    line = body.count("\n") + 3
    assert problems.facts == [("toml_bad_value", line, value)]
    assert reason in problems[0].message


def test_a_missing_entry_is_named_at_the_head_of_its_section(write, problems):
    file = read_toml(write("a.toml", "\n[entry.one]\ndecimals = 1\n"), HERE, problems)
    assert validated(Entry, ("entry", "one"), file, problems) is None
    assert problems.facts == [("toml_bad_value", 2, "")]
    assert "„title“" in problems[0].message


@pytest.mark.parametrize("text", ["entry = 3", 'entry = "one"', "[[entry]]\ntitle = 'x'"])
def test_something_else_where_sections_should_be(write, problems, text):
    file = read_toml(write("a.toml", text), HERE, problems)
    assert names_in("entry", file, problems) == ()
    assert [fact[:2] for fact in problems.facts] == [("toml_bad_value", 1)]


def test_a_value_where_a_section_should_be(write, problems):
    file = read_toml(write("a.toml", '[entry]\none = 3\n"two.x" = {}'), HERE, problems)
    assert names_in("entry", file, problems) == ("one", "two.x")
    assert validated(Entry, ("entry", "one"), file, problems) is None
    assert problems.facts == [("toml_bad_value", 2, "3")]


def test_a_name_with_a_dot_is_one_name(write, problems):
    file = read_toml(write("a.toml", '[entry."a.b"]\ntitle = "AB"'), HERE, problems)
    assert validated(Entry, ("entry", "a.b"), file, problems) == Entry(title="AB")
