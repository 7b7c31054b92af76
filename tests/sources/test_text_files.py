import datetime as dt
import os

import pytest

from atlas.model.source_location import SourceLocation
from atlas.sources import plain_text, text_files
from atlas.sources.plain_text import read_text
from atlas.sources.text_files import (
    NO_TABLE,
    CsvRow,
    CsvTable,
    FileModel,
    TomlFile,
    names_in,
    read_csv,
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
    ],
    ids=["empty", "blank", "BOM only", "cp1252", "BOM and cp1252"],
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
            table_of((2, "01", "Ost Süd"), (4, "02", "West")),
        ),
        ("unit;name\n01;O\u2028st\n02;W\n", table_of((2, "01", "O st"), (3, "02", "W"))),
        ("\ufeff\ufeffunit;name\n01;Ost\n", table_of((2, "01", "Ost"))),
        (
            "sep=;\nunit;name\n01;Ost\n",
            CsvTable(("unit", "name"), (CsvRow(3, {"unit": "01", "name": "Ost"}),), 2),
        ),
        ("unit\tname\n01\tOst\n", table_of((2, "01", "Ost"))),
        ("unit;name;;\n01;Ost;;\n02;West\n", table_of((2, "01", "Ost"), (3, "02", "West"))),
        ("unit;name\n01;Ost;;\n", table_of((2, "01", "Ost"))),
        ('unit;name\n="05999004";Ost\n', table_of((2, "05999004", "Ost"))),
        ('unit;name\n"=""05999004""";Ost\n', table_of((2, "05999004", "Ost"))),
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


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf_16_is_read_and_told(write, problems, encoding):
    content = "unit;name\n01;Altbrück\n".encode(encoding)
    table = read_csv(write("a.csv", content), HERE, ("unit",), problems)
    assert table == table_of((2, "01", "Altbrück"))
    assert problems.facts == [("file_utf16", None, "")]


def test_what_no_drawing_may_hold_is_dropped_and_named_once(write, problems):
    text = "unit;name\n01;Alt\x0bbr\0ück\n02;Birk\ufffehain\n03;Klein\x0böd\n"
    table = read_csv(write("a.csv", text), HERE, (), problems)
    assert [row.cells["name"] for row in table.rows] == ["Altbrück", "Birkhain", "Kleinöd"]
    ((code, line, value),) = problems.facts
    assert (code, line) == ("text_characters", 2)
    assert value.startswith("U+000B (senkrechter Tabulator), U+0000 (Nullzeichen), U+FFFE")


def test_escapes_of_toml_are_no_way_around(write, problems):
    text = "a = 1\n[entry.one]\ntitle = \"Ei\\u000Bns\\uFFFF\"\nnames = ['C:\\u000b']\n"
    file = read_toml(write("a.toml", text), HERE, problems)
    assert file.tables["entry"]["one"] == {"title": "Eins", "names": ["C:\\u000b"]}
    ((code, line, value),) = problems.facts
    assert (code, line) == ("text_characters", 3)
    assert "U+000B" in value
    assert "U+FFFF" in value


def test_an_escaped_backslash_is_no_escape(write, problems):
    file = read_toml(write("a.toml", 'a = "C:\\\\u000b"\n'), HERE, problems)
    assert file.tables == {"a": "C:\\u000b"}
    assert problems == []


def test_what_nobody_sees_in_a_key_is_named(write, problems):
    text = "unit;name\n01;Ost\u200bStadt\n0\u200b2;West\n03\u00ad;Süd\n"
    table = read_csv(write("a.csv", text), HERE, ("unit",), problems)
    assert [row.cells["unit"] for row in table.rows] == ["01", "02", "03"]
    assert problems.facts == [("csv_invisible", 3, "02")]
    assert "U+200B (Leerzeichen ohne Breite)" in problems[0].message


@pytest.mark.parametrize(("delimiter", "name"), [(",", "Komma"), ("|", "senkrechter Strich")])
def test_another_delimiter_is_named(write, problems, delimiter, name):
    text = "unit;name\n01;Ost\n".replace(";", delimiter)
    assert read_csv(write("a.csv", text), HERE, ("unit", "name"), problems) == NO_TABLE
    assert problems.facts == [("csv_delimiter", 1, delimiter)]
    assert name in problems[0].message


def test_a_column_without_a_name_is_told_if_anything_is_in_it(write, problems):
    table = read_csv(write("a.csv", ";unit\n0;01\n1;02\n"), HERE, ("unit",), problems)
    assert [row.cells for row in table.rows] == [{"unit": "01"}, {"unit": "02"}]
    assert problems.facts == [("csv_column_unnamed", 1, "1")]


def test_a_table_that_ends_within_a_number_may_be_cut(write, problems):
    read_csv(write("a.csv", "unit;ew\n01;1000\n02;10"), HERE, ("unit",), problems)
    assert problems.facts == [("csv_cut", 3, "")]


def test_limits_of_tables(write, problems, monkeypatch):
    monkeypatch.setattr(plain_text, "LARGEST", 30)
    monkeypatch.setattr(text_files, "MOST_ROWS", 3)
    monkeypatch.setattr(text_files, "MOST_COLUMNS", 3)
    assert read_text(write("a.csv", "x" * 31), HERE, problems) == ""
    assert read_csv(write("a.csv", "a;b;c;d\n1;2;3;4\n"), HERE, ("a",), problems) == NO_TABLE
    assert read_csv(write("a.csv", "a\n1\n2\n3\n4\n"), HERE, ("a",), problems) == NO_TABLE
    codes = [problem.code for problem in problems]
    assert codes == ["file_too_large", "csv_too_wide", "csv_too_long"]


def test_a_pipe_is_no_file_to_wait_for(tmp_path, problems):
    os.mkfifo(tmp_path / "a.csv")
    assert read_text(tmp_path / "a.csv", HERE, problems) == ""
    assert problems.facts == [("file_unreadable", None, "")]


def test_a_cell_without_end_is_told_as_that(write, problems):
    text = f"unit;name\n01;{'a' * 140_000}\n02;West\n"
    table = read_csv(write("a.csv", text), HERE, (), problems)
    assert [row.cells["unit"] for row in table.rows] == ["02"]
    assert [fact[:2] for fact in problems.facts] == [("csv_cell_long", 2)]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (f"a = {'[' * 1000}{']' * 1000}\n", "toml_too_deep"),
        (f"a = {'[' * 300}{']' * 300}\n", "toml_too_deep"),
        (f"{'a.' * 900}b = 1\n", "toml_too_deep"),
        ("".join(f"[a{number}]\n" for number in range(60_000)), "toml_too_large"),
        ("".join(f"a{number} = 1\n" for number in range(60_000)), "toml_too_large"),
        (f"a = '{'x' * 1_000_000}'\n", "toml_too_large"),
    ],
    ids=["1,000 lists", "300 lists", "900 names", "sections", "entries", "text"],
)
def test_limits_of_toml(write, problems, text, code):
    file = read_toml(write("a.toml", text), HERE, problems)
    assert (file.tables, file.text) == ({}, "")
    assert [problem.code for problem in problems] == [code]


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("2014-03", ["toml_bare_date"]),
        ("31.12.2013", ["toml_bare_date"]),
        ("März 2014", ["toml_bare_date"]),
        ("2014-13-01", []),
        ("bald", []),
    ],
)
def test_a_bare_date_costs_nothing_else(write, problems, value, told):
    text = f"[one]\ndate = {value}   # Stand\n[two]\ndate = 2014-12-31\n"
    file = read_toml(write("a.toml", text), HERE, problems)
    assert file.tables == {"one": {"date": value}, "two": {"date": dt.date(2014, 12, 31)}}
    assert [(problem.code, problem.line) for problem in problems] == [(code, 2) for code in told]


def test_another_mistake_beside_a_bare_date_is_still_one(write, problems):
    file = read_toml(write("a.toml", "date = 2014-03\nb 1\n"), HERE, problems)
    assert file.tables == {}
    assert problems.facts == [("toml_syntax", 2, "b 1")]


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        ('"level","unit"\n"a","1"\n', "csv_delimiter", "„,“ (Komma)"),
        ("Level;Unit\na;1\n", "csv_columns", "„level“; dort steht: „Level“, „Unit“."),
        (b"PK\x03\x04\x14\x00\xff", "file_workbook", "Excel-Mappe"),
    ],
)
def test_why_a_table_is_none_is_told_once(write, problems, text, code, words):
    assert read_csv(write("a.csv", text), HERE, ("level", "unit"), problems) == NO_TABLE
    (problem,) = problems
    assert problem.code == code
    assert words in problem.message


def test_a_declared_delimiter_nobody_uses_does_no_harm(write, problems):
    table = read_csv(write("a.csv", "sep=,\na;b\n1;'02\n"), HERE, ("a",), problems)
    assert table.rows == (CsvRow(3, {"a": "1", "b": "02"}),)
    assert problems == []


def test_what_turns_the_direction_of_a_text_is_dropped_and_told_once(write, problems):
    table = read_csv(
        write("a.csv", "unit;name\n01;Nord\u202edüS\n02;A\u2066B\n"), HERE, (), problems
    )
    assert [row.cells["name"] for row in table.rows] == ["NorddüS", "AB"]
    assert problems.facts == [
        (
            "text_characters",
            2,
            "U+202E (ändert die Schreibrichtung), U+2066 (ändert die Schreibrichtung)",
        )
    ]


def test_texts_of_a_description_stand_in_one_line(write, problems):
    text = '''a = "eins\\nzwei\\tdrei"\nb = ["""\nvier\n  fünf"""]\nc = "x\\u202ey"\n'''
    file = read_toml(write("a.toml", text), HERE, problems)
    assert file.tables == {"a": "eins zwei drei", "b": ["vier fünf"], "c": "xy"}
    assert [fact[:2] for fact in problems.facts] == [("text_characters", 5)]


def test_lines_with_a_title_above_the_head_are_passed_over_and_told(write, problems):
    text = "Einwohner am 31.12.2024;;\n\nlevel;unit;ew\nort;01;5\n"
    table = read_csv(write("a.csv", text), HERE, ("level", "unit"), problems)
    assert (table.line, table.rows) == (3, (CsvRow(4, {"level": "ort", "unit": "01", "ew": "5"}),))
    assert problems.facts == [("csv_title", 1, "Einwohner am 31.12.2024")]


def test_a_table_without_the_head_asked_for_names_its_first_line(write, problems):
    text = "Titel\nA;B\n1;2\n"
    assert read_csv(write("a.csv", text), HERE, ("level", "unit"), problems) == NO_TABLE
    assert [fact[:2] for fact in problems.facts] == [("csv_columns", 1)]
