"""Files of every kind, told by their bytes; what can't be read is said in one sentence."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import openpyxl
import pytest

from atlas.errors import IntakeFileError
from atlas.sources.intake import opening
from atlas.sources.intake.reading import read_intake

FILES = Path(__file__).parent / "files"
TABLE = [
    ["Schlüssel", "Ort", "EW", "Quote"],
    ["01011101", "Nord", 1234, 12.5],
    ["01011102", "Süd", ".", 3],
]


def found(intake):
    return {problem.code: problem for problem in intake.problems}


def test_a_workbook_keeps_numbers_and_text_keys(read, workbook):
    intake = read(workbook({"Titel": [["Lieferung"]], "Daten": [["Auswertung"], [], *TABLE]}))
    assert (intake.understood.sheet, intake.understood.header_rows) == ("Daten", (3,))
    assert intake.keys == ("01011101", "01011102")
    assert [(r.value, r.flag) for r in intake.records()] == [
        (1234.0, ""),
        (12.5, ""),
        (None, "secret"),
        (3.0, ""),
    ]


def test_hidden_rows_and_sheets_and_a_second_table_are_said(read, workbook):
    def hide(_, sheets):
        sheets["Daten"].set_row(1, None, None, {"hidden": True})
        sheets["Alt"].hide()

    intake = read(workbook({"Daten": TABLE, "Zwei": TABLE[:2], "Alt": TABLE}, hide))
    said = found(intake)
    assert intake.understood.sheet == "Daten"
    assert said["hidden_rows"].row == 2
    assert "„Alt“" in said["hidden_sheets"].message
    assert said["other_sheets"].severity == "question"


def test_merged_cells_name_each_of_their_rows_and_columns(read, workbook):
    def merge(_, sheets):
        sheets["T"].merge_range("A1:A2", "Ort")
        sheets["T"].merge_range("B1:C1", "Jahr 2022")

    rows = [[], ["", "m", "w"], ["Nord", 1, 2], ["Süd", 3, 4]]
    intake = read(workbook({"T": rows}, merge))
    assert [column.name for column in intake.understood.columns] == [
        "Jahr 2022 / m",
        "Jahr 2022 / w",
    ]
    assert intake.understood.header_rows == (1, 2)


def test_formulas_without_result_are_named():
    book = openpyxl.Workbook()
    for row in (["Ort", "EW", "Kinder"], ["Nord", 1, "=B2+1"], ["Süd", 2, 3]):
        book.active.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    problem = found(read_intake(buffer.getvalue()))["empty_formulas"]
    assert (problem.severity, "C2" in problem.message) == ("error", True)


def test_macros_are_said_and_left_alone(read, workbook):
    buffer = io.BytesIO(workbook({"T": TABLE}))
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"Sub AutoOpen()")
    assert found(read(buffer.getvalue()))["macros"].severity == "warning"


@pytest.mark.parametrize("name", ["small.xls", "small.ods"])
def test_other_workbooks(name):
    intake = read_intake(FILES / name)
    assert intake.understood.sheet == "Daten"
    assert intake.keys == ("01011101", "01011102")
    assert [r.value for r in intake.records()] == [1234.0, 12.5, None, 3.0]


def test_html_saved_as_xls_is_read(read):
    page = (
        "<html><head><meta charset='utf-8'></head><body><script>alert(1)</script><table>"
        "<tr><th rowspan=2>Ort</th><th colspan=2>EW</th></tr><tr><td>2022</td><td>2023</td></tr>"
        "<tr><td>Nord</td><td>1.234,5</td><td>7</td></tr><tr><td>S&uuml;d</td><td>2</td><td>8</td>"
        "</tr></table></body></html>"
    )
    intake = read(page.encode())
    assert intake.keys == ("Nord", "Süd")
    assert [column.name for column in intake.understood.columns] == ["EW / 2022", "EW / 2023"]
    assert next(intake.records()).value == 1234.5
    assert "html" in found(intake)


def test_a_formula_in_a_name_stays_text_and_is_said(read):
    intake = read("Ort;EW\n\"=cmd|' /C calc'!A0\";10\nSüd;20\n")
    assert intake.keys[0].startswith("=cmd")
    assert found(intake)["formula_text"].row == 2


def test_a_thousand_columns_are_read(read):
    width = 1_000
    head = ";".join(["Ort", *(f"K{n}" for n in range(width))])
    row = ";".join(["Nord", *map(str, range(width))])
    assert read(f"{head}\n{row}\n{row.replace('Nord', 'Süd')}\n").numbers.shape == (2, width)


def zipped(**members: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504
REFUSED = {
    "empty": b" \n",
    "picture": b"\x89PNG\r\n\x1a\n" + b"x" * 100,
    "pdf": b"%PDF-1.7\n",
    "archive": zipped(**{"a.csv": b"Ort;EW\nNord;1\n"}),
    "word": zipped(**{"word/document.xml": b"<x/>"}),
    "bomb": zipped(**{"xl/workbook.xml": b"0" * 30_000_000}),
    "broken": zipped(**{"xl/workbook.xml": b"<x"})[:-30],
    "password": OLE + "EncryptedPackage".encode("utf-16-le"),
    "binary": b"Ort\0\x01\x02;EW\x00\xff",
    "no_table": b"Sehr geehrte Damen und Herren,\nanbei, wie besprochen, nichts.\n",
}


@pytest.mark.parametrize("code", REFUSED)
def test_what_is_no_table_is_refused_in_one_sentence(code):
    with pytest.raises(IntakeFileError, match=r"\.xlsx.*\.csv") as caught:
        read_intake(REFUSED[code], "lieferung.xlsx")
    assert caught.value.code == code


def test_a_file_of_two_gigabytes_is_refused_before_it_is_read(tmp_path):
    path = tmp_path / "gross.csv"
    with path.open("wb") as file:
        file.truncate(2_000_000_000)
    with pytest.raises(IntakeFileError, match="2000 MB"):
        read_intake(path)


@pytest.mark.parametrize("corner", [b"XFD1048576", b"A1048576"])
def test_a_sheet_of_far_corners_is_refused_before_it_fills_the_memory(workbook, corner):
    with zipfile.ZipFile(io.BytesIO(workbook({"T": TABLE}))) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    sheet = members["xl/worksheets/sheet1.xml"].replace(b'r="C3"', b'r="' + corner + b'"')
    with pytest.raises(IntakeFileError) as caught:
        read_intake(zipped(**{**members, "xl/worksheets/sheet1.xml": sheet}))
    assert caught.value.code == "too_many_cells"


def test_a_repeated_row_of_a_calc_sheet_is_refused():
    with zipfile.ZipFile(FILES / "small.ods") as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    # the first row of figures, a million times
    content = members["content.xml"].replace(
        b"<table:table-row ", b'<table:table-row table:number-rows-repeated="2000000" ', 2
    )
    with pytest.raises(IntakeFileError) as caught:
        read_intake(zipped(**{**members, "content.xml": content}))
    assert caught.value.code == "too_many_cells"


PERSONS = [
    "Name;Vorname;Geburtsdatum;Straße;Stadtteil\nMüller;Anna;01.02.1980;Hauptstr. 3;Nord\n",
    "Nachname;Vorname;Kinder\nMüller;Anna;2\nMeier;Bert;1\n",
    "Fallnummer;Stadtteil;Alter\n4711;Nord;12\n4712;Süd;13\n4713;Süd;11\n4714;Nord;9\n",
    "A;B\n01.02.1980;Hauptstr. 3\n03.04.1955;Am Weg 4\n09.09.2001;Domplatz 1\n1.1.1939;Gasse 7a\n",
]


@pytest.mark.parametrize("text", PERSONS)
def test_lists_of_persons_are_refused_without_a_word_of_them(read, text):
    with pytest.raises(IntakeFileError, match="Anzahlen je Gebiet") as caught:
        read(text)
    assert not any(word in str(caught.value) for word in ("Müller", "Anna", "1980", "Hauptstr"))


@pytest.mark.parametrize(
    "text",
    [
        "Stadtteil;Lebendgeborene;Gestorbene\nNord;10;12\nSüd;20;22\n",
        "Gebiet;Stichtag;EW\nNord;31.12.2022;10\nSüd;31.12.2022;20\nOst;31.12.2023;5\n",
        "Vorname;Anzahl\nAnna;10\nBert;7\nCarla;5\nDora;3\n",
    ],
)
def test_counts_are_no_persons(read, text):
    assert len(read(text).rows) >= 2


def test_limits_are_those_of_the_design():
    assert (opening.MOST_PACKED, opening.MOST_UNPACKED, opening.MOST_RATIO) == (
        50_000_000,
        250_000_000,
        200,
    )


def test_hidden_rows_of_calc_are_said():
    with zipfile.ZipFile(FILES / "small.ods") as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    rows = members["content.xml"].split(b"<table:table-row ")
    rows[2] = b'table:visibility="collapse" ' + rows[2]
    content = zipped(**{**members, "content.xml": b"<table:table-row ".join(rows)})
    assert found(read_intake(content))["hidden_rows"].row == 2


def test_percents_and_padded_keys_are_read_as_excel_shows_them(read, workbook):
    def style(book, sheets):
        percent, key = (book.add_format({"num_format": form}) for form in ("0.0%", "00000000"))
        for row in (1, 2):
            sheets["T"].write_number(row, 0, 1011100 + row, key)
            sheets["T"].write_number(row, 2, 0.153 * row, percent)

    intake = read(workbook({"T": [["AGS", "Ort", "Quote"], ["", "Nord"], ["", "Süd"]]}, style))
    assert intake.keys == ("01011101", "01011102")
    assert [record.value for record in intake.records()] == [15.3, 30.6]
    assert "percent" in found(intake)


def test_excels_xml_of_2003_keeps_its_columns(read):
    def row(*cells):
        inner = "".join(f"<Cell{at}><Data>{text}</Data></Cell>" for at, text in cells)
        return f"<Row>{inner}</Row>"

    table = row(("", "Ort"), ("", "A"), ("", "B")) + row(("", "Nord"), (' ss:Index="3"', "7"))
    xml = f'<?xml version="1.0"?><Workbook><Table>{table}{row(("", "Süd"), ("", "1"), ("", "2"))}'
    intake = read(f"{xml}</Table></Workbook>".encode())
    assert [(r.key, r.column, r.value) for r in intake.records()] == [
        ("Nord", "B", None),
        ("Nord", "C", 7),
        ("Süd", "B", 1),
        ("Süd", "C", 2),
    ]


ROWS_END, REMARK = b"</sheetData>", b"<sheetData>"


@pytest.mark.parametrize(
    ("place", "hostile", "code"),
    [
        # what the search for far cells doesn't see the library does, and asks for 500 GB
        (ROWS_END, b"<row><c r='XFD1048576'><v>1</v></c></row>", "bomb"),
        (ROWS_END, b'<row r="400000000"><c><v>1</v></c></row>', "bomb"),
        (ROWS_END, b'<row r="9"><c r="A9"><v>1</v></c></row>', ""),
        # the square of the length of a remark, or of the merged areas
        (REMARK, b"<!-- " + b"<c " * 100_000 + b"-->", ""),
    ],
)
def test_a_sheet_that_would_fill_memory_or_time_is_refused(workbook, place, hostile, code):
    changed, content = io.BytesIO(), workbook({"T": TABLE})
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(changed, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "xl/worksheets/sheet1.xml":
                part = part.replace(place, hostile + place)
            new.writestr(name, part)
    if not code:
        assert read_intake(changed.getvalue()).rows.size >= 2
        return
    with pytest.raises(IntakeFileError) as caught:
        read_intake(changed.getvalue())
    assert caught.value.code == code


@pytest.mark.parametrize("tail", [b"<!--" * 100_000, b"<a " * 30_000])
def test_a_page_whose_end_never_closes_is_read_up_to_it(tail):
    page = b"<html><table><tr><td>Ort<td>EW<tr><td>Nord<td>5<tr><td>S<td>6</table>" + tail
    assert read_intake(page).keys == ("Nord", "S")


def test_a_cell_of_a_million_digits_is_no_number():
    intake = read_intake(b"Ort;EW\nNord;" + b"9" * 1_000_000 + b"\nSued;2\n")
    assert [record.flag for record in intake.records()] == ["unread", ""]
