from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from atlas.errors import NoNumberError
from atlas.model.scope import Scope
from atlas.model.specs import TableCell, TableColumn, TableRow
from atlas.render.table.workbook import HEAD_ROW, number_code, xlsx_bytes
from atlas.views.numbers import format_change, format_number
from atlas.views.table.tables import value_table

FIRST = HEAD_ROW + 2  # first row of figures, counted from 1
CREATED = datetime(2026, 11, 1, tzinfo=UTC)


def book(data: bytes) -> Workbook:
    return load_workbook(BytesIO(data))


def values(sheet: Worksheet) -> list[tuple[object, ...]]:
    return list(sheet.iter_rows(values_only=True))


@pytest.fixture
def sheet(spec) -> Worksheet:
    return book(xlsx_bytes(spec))["Tabelle"]


def test_two_sheets_table_first(spec):
    assert book(xlsx_bytes(spec)).sheetnames == ["Tabelle", "Quellen und Zeichen"]


def test_title_head_and_rows(sheet):
    assert values(sheet)[: FIRST + 3] == [
        ("Kinder unter 15 Jahren mit SGB-II-Leistungen 2014", None, None, None),
        ("Anteil in %", None, None, None),
        (None, None, None, None),
        ("Schlüssel", "Kommune", "Kinder", "Anteil (%)"),
        ("001", "Bergisch Gladbach", 2170, 14.7058),
        ("002", "Kürten", ".", 8.2122),
        ("003", "Odenthal", 0, "x"),
        (None, "Kreis", 4240, 11.1641),
    ]


def test_numbers_are_numbers_and_signs_are_text(sheet):
    types = [[cell.data_type for cell in row] for row in sheet["C5:D8"]]
    assert types == [["n", "n"], ["s", "n"], ["n", "s"], ["n", "n"]]
    assert all(cell.alignment.horizontal == "right" for row in sheet["C5:D8"] for cell in row)


def test_marks_stand_in_the_number_format(sheet):
    assert sheet["D5"].number_format == '#,##0.0;"−"#,##0.0;#,##0.0'
    assert sheet["D6"].number_format == '"("#,##0.0")\u202fp";"−"#,##0.0;#,##0.0'
    assert sheet["C7"].number_format == '#,##0;"−"#,##0;"–"'


def test_sums_stand_out(sheet):
    assert sheet["B8"].font.bold
    assert sheet["B8"].border.top.style == "thin"
    assert not sheet["B5"].font.bold


def test_head_stays_in_sight_on_screen_and_paper(sheet):
    assert sheet.freeze_panes == f"A{HEAD_ROW + 2}"
    assert sheet.print_title_rows == f"${HEAD_ROW + 1}:${HEAD_ROW + 1}"
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.page_setup.fitToHeight == 0  # as many pages as it takes, one wide
    assert sheet.oddFooter.right.text == "Seite &P von &N"
    assert sheet["A4"].font.bold
    assert sheet["A4"].border.bottom.style == "thin"
    assert sheet["A4"].alignment.wrap_text


def test_sources_follow_below_the_table_too(sheet):
    below = " ".join(str(row[0]) for row in values(sheet)[FIRST + 4 :])
    assert below.startswith("Quelle: Statistik der Bundesagentur für Arbeit; Landesbetrieb IT.NRW")
    assert below.endswith("Zeichenerklärung: – = genau null; p = vorläufig")


def test_second_sheet_is_complete(spec):
    assert values(book(xlsx_bytes(spec))["Quellen und Zeichen"]) == [
        ("Titel", spec.title),
        ("Untertitel", "Anteil in %"),
        ("Quelle", "Statistik der Bundesagentur für Arbeit; Landesbetrieb IT.NRW"),
        ("Herausgeber", "Rheinisch-Bergischer Kreis"),
        ("Stand", "31.10.2014"),
        ("Gebietsstand", "01.01.2014, schematisch"),
        ("Geometrie", "© GeoBasis-DE / BKG 2014"),
        ("Lizenz", "nicht angegeben"),
        ("Hinweis", "Die Summe weicht ab."),
        ("Hinweis", "Geschätzt; siehe Methodik."),
        ("Zeichenerklärung", "– = genau null"),
        ("Zeichenerklärung", "p = vorläufig"),
        ("Dateiname", spec.file_stem),
    ]


def writable(name):
    return name.translate(dict.fromkeys(map(ord, "\0\x0b\ud800\ufffe")))


def test_hostile_names_stay_text(names_table, hostile):
    data = xlsx_bytes(names_table(hostile))
    sheet = book(data)["Tabelle"]
    cells = [sheet.cell(FIRST + number, 1) for number in range(len(hostile))]
    # The format's own way to write a carriage return; Excel reads it back as one.
    expected = [name.replace("\r", "_x000D_") or None for name in map(writable, hostile)]
    assert [cell.value for cell in cells] == expected
    assert {cell.data_type for cell in cells if cell.value} == {"s"}
    assert all(cell.hyperlink is None for cell in cells)
    with ZipFile(BytesIO(data)) as parts:
        xml = [parts.read(name) for name in parts.namelist() if "worksheets/sheet" in name]
    assert not any(b"<f>" in part or b"<hyperlink" in part for part in xml)


def test_long_names_wrap_into_a_higher_row(names_table):
    long = "Stadtteil mit sehr langem Namen " * 4
    sheet = book(xlsx_bytes(names_table(["kurz", long, "a\nb"])))["Tabelle"]
    heights = [sheet.row_dimensions[FIRST + number].height for number in range(3)]
    assert heights[0] is None
    assert heights[1] >= 60
    assert heights[2] == 30
    assert sheet.column_dimensions["A"].width == pytest.approx(28, abs=1)


@pytest.mark.parametrize(
    ("text", "number", "decimals", "expected"),
    [
        ("12,3", 12.34, 1, "{0}"),
        ("12,3", 12.34, 2, '#,##0.0;"−"#,##0.00;#,##0.00'),  # the cell knows better
        ("12\u202fp", 12.0, 0, '#,##0"\u202fp";"−"#,##0;#,##0'),
        ("+0,4", 0.39, 1, '"+"#,##0.0;"−"#,##0.0;#,##0.0'),
        ("−4,1", -4.116, 1, "{0}"),
        ("±0,0", -0.04, 1, '#,##0.0;"±"#,##0.0;#,##0.0'),
        ("±0,0", 0.0, 1, '#,##0.0;"−"#,##0.0;"±"#,##0.0'),
        ("0,0", -0.04, 1, "#,##0.0;#,##0.0;#,##0.0"),
        ("(–)", 0.0, 1, '#,##0.0;"−"#,##0.0;"(–)"'),
        ("–", 0.0, 0, '#,##0;"−"#,##0;"–"'),
        ("1.234.567", 1234567.0, 0, '#,##0;"−"#,##0;#,##0'),
        (".", None, 1, "{0}"),
        ("99,9", 12.34, 1, "{0}"),  # not the number of this cell
        ("jedes neunte", 11.2, 1, "{0}"),
        ("ein Text, der länger ist als jedes Zeichen", 0.0, 1, "{0}"),
        ('"1', 1.0, 0, '#,##0;"−"#,##0;#,##0'),
        ("", 0.0, 1, "{0}"),
    ],
)
def test_number_formats_show_what_the_text_shows(text, number, decimals, expected):
    code = number_code(TableCell(text=text, number=number), decimals)
    plain = '#,##0.0;"−"#,##0.0;#,##0.0'
    assert code.replace('""', "") == expected.format(plain)


@pytest.mark.parametrize("write", [format_number, format_change])
@pytest.mark.parametrize("number", [1234.5, -1234.5, 0.01, -0.01, 0.0])
def test_every_printed_number_is_recognised(write, number):
    text = write(number, 1)
    code = number_code(TableCell(text=text, number=number), 1)
    section = code.split(";")[2 if number == 0 else int(number < 0)]
    assert ("−" in section, "+" in section, "±" in section) == (
        "−" in text,
        "+" in text,
        "±" in text,
    )


@pytest.mark.parametrize("number", [float("nan"), float("inf")])
def test_what_is_no_number_is_not_written_as_one(spec, number):
    cells = (TableCell(text="", number=number),) * 4
    with pytest.raises(NoNumberError):
        xlsx_bytes(replace(spec, rows=(TableRow(cells=cells),)))


def test_a_table_without_rows_is_still_a_workbook(spec):
    sheet = book(xlsx_bytes(replace(spec, rows=())))["Tabelle"]
    assert values(sheet)[HEAD_ROW][0] == "Schlüssel"
    assert values(sheet)[HEAD_ROW + 2][0].startswith("Quelle")


def test_properties_name_title_and_publisher(spec):
    properties = book(xlsx_bytes(spec, CREATED)).properties
    assert (properties.title, properties.subject) == (spec.title, spec.subtitle)
    assert properties.description.startswith(f"Quelle: {spec.provenance.source}\n")
    assert properties.created.date() == CREATED.date()


def test_same_date_same_bytes(spec):
    assert xlsx_bytes(spec, CREATED) == xlsx_bytes(spec, CREATED)


def test_two_exports_differ_in_their_date_only(spec):
    archives = [ZipFile(BytesIO(data)) for data in (xlsx_bytes(spec, CREATED), xlsx_bytes(spec))]
    names = archives[0].namelist()
    differing = [name for name in names if len({a.read(name) for a in archives}) > 1]
    assert differing == ["docProps/core.xml"]


def test_selected_rows_are_tinted_and_bold(spec):
    first = replace(spec.rows[0], selected=True)
    sheet = book(xlsx_bytes(replace(spec, rows=(first, *spec.rows[1:]))))["Tabelle"]
    assert sheet["B5"].font.bold
    assert sheet["B5"].fill.fgColor.rgb == "FFDCEDEE"
    assert not sheet["B6"].font.bold


@pytest.mark.parametrize(
    ("title", "longest"),
    [
        ("Nicht erwerbsfähige Leistungsberechtigte unter 15 Jahren", "Leistungsberechtigte"),
        ("Kinder mit Sprachförderbedarf", "Sprachförderbedarf"),
        ("Wert 2019", "Wert"),
    ],
)
def test_no_word_of_a_head_is_broken(spec, title, longest):
    number = TableColumn(key="n", title=title, decimals=0)
    rows = (TableRow(cells=(TableCell(text="1", number=1),)),)
    sheet = book(xlsx_bytes(replace(spec, columns=(number,), rows=rows)))["Tabelle"]
    # bold letters of DejaVu, which LibreOffice takes without Calibri, are a fifth wider
    assert sheet.column_dimensions["A"].width >= len(longest) * 1.2


def test_a_text_after_a_number_stands_apart(spec):
    columns = (
        TableColumn(key="n", title="Wert", decimals=0),
        TableColumn(key="flag", title="Zeichen"),
    )
    rows = (TableRow(cells=(TableCell(text="1", number=1), TableCell(text="p"))),)
    sheet = book(xlsx_bytes(replace(spec, columns=columns, rows=rows)))["Tabelle"]
    # the head of numbers leaves room for the button of the filter
    assert [sheet[address].alignment.indent for address in ("A4", "B4", "A5", "B5")] == [2, 1, 0, 1]


def test_rows_can_be_filtered_and_sums_stay_at_the_end(spec):
    sheet = load_workbook(BytesIO(xlsx_bytes(spec))).worksheets[0]
    # head in row 4, three units, the sum below them
    assert sheet.auto_filter.ref == "A4:D7"
    assert sheet.freeze_panes == "A5"


def test_years_are_numbers_without_separator(shipped):
    scope = Scope(area="rhein-berg", level="kommune", indicator="ew_u15")
    sheet = load_workbook(BytesIO(xlsx_bytes(value_table(shipped, scope)))).worksheets[0]
    year = sheet["C5"]
    assert (year.value, year.data_type, year.number_format) == (2009, "n", "General")
