"""Files for programs: numbers are read as numbers without a word, and nothing goes unexplained."""

from __future__ import annotations

import csv
import json
from io import BytesIO, StringIO
from zipfile import ZipFile

import openpyxl
import pandas as pd
import pytest

from atlas.errors import FormatError
from atlas.model.specs import DataType, TidyColumn, TidyTable
from atlas.render.downloads import tidy_file
from atlas.render.table.tidy import csvw_bytes, description_csv_bytes, tidy_csv_bytes, zip_bytes

ROWS = (
    ("anteil", "001", "Süd; Nord", 2014, 12.525, 313.0, 2499.0, "( )", "", True),
    ("anteil", "002", '=1+1, "x"', 2014, None, None, None, ".", "", True),
    ("anteil", "003", "Ost", 2014, 0.00001, 1.0, 1e16, "p", "gemeldet", False),
    ("anteil", "004", "West", 2014, -3.0, 0.0, 7.0, "–", "", True),
)
COLUMNS = (
    TidyColumn(name="indikator", meaning="Code"),
    TidyColumn(name="schluessel", meaning="Schlüssel"),
    TidyColumn(name="name", meaning="Name"),
    TidyColumn(name="jahr", meaning="Jahr", datatype=DataType.INTEGER),
    TidyColumn(name="wert", meaning="Wert", datatype=DataType.NUMBER, unit="%", decimals=1),
    TidyColumn(name="zaehler", meaning="Zähler", datatype=DataType.NUMBER),
    TidyColumn(name="nenner", meaning="Nenner", datatype=DataType.NUMBER),
    TidyColumn(name="zeichen", meaning="Zeichen"),
    TidyColumn(name="herkunft", meaning="Herkunft"),
    TidyColumn(name="gilt", meaning="ob sie zählt", datatype=DataType.TRUTH),
)


@pytest.fixture
def table(provenance) -> TidyTable:
    return TidyTable(
        title="Anteil, Ort, Blöcke, 2014",
        subtitle="eine Zeile je Zahl",
        columns=COLUMNS,
        rows=ROWS,
        indicators=(("anteil", "Anteil (%)"),),
        provenance=provenance,
        file_stem="ort__anteil__2014__reihe",
    )


def test_numbers_are_read_as_numbers_without_a_converter(table):
    read = pd.read_csv(BytesIO(tidy_csv_bytes(table)))
    assert read["wert"].dtype == read["zaehler"].dtype == read["nenner"].dtype == "float64"
    assert read["jahr"].dtype == "int64"
    assert read["gilt"].dtype == "bool"
    assert read["wert"].tolist()[0::2] == [12.525, 0.00001]
    assert read["nenner"].tolist()[2] == 1e16
    assert read["wert"].isna().tolist() == [False, True, False, False]


def test_the_file_begins_with_its_one_head_and_bears_no_mark(table):
    text = tidy_csv_bytes(table).decode()
    assert text.startswith("indikator,schluessel,name,jahr,wert,")
    lines = text.split("\r\n")
    assert lines[1] == "anteil,001,Süd; Nord,2014,12.525,313,2499,( ),,true"
    # no program may take a name for a formula
    assert lines[2].startswith('anteil,002,"\'=1+1, ""x""",2014,,')
    assert lines[4:] == ["anteil,004,West,2014,-3,0,7,–,,true", ""]


def test_csvw_names_every_column_with_its_datatype_and_how_numbers_are_written(table):
    described = json.loads(csvw_bytes(table, "reihe.csv"))
    columns = described["tableSchema"]["columns"]
    number = {"base": "number", "format": {"decimalChar": "."}}
    head = next(csv.reader(StringIO(tidy_csv_bytes(table).decode())))
    assert [column["titles"] for column in columns] == head
    assert [column["datatype"] for column in columns] == [
        *("string", "string", "string", "integer"),
        *(number, number, number, "string", "string", "boolean"),
    ]
    assert columns[4]["schema:unitText"] == "%"
    assert (described["url"], described["dialect"]["delimiter"]) == ("reihe.csv", ",")
    assert described["dc:source"] == table.provenance.source
    key = described["tableSchema"]["primaryKey"]
    assert set(key) <= set(head)


def test_the_description_has_units_sources_notes_and_signs(table):
    rows = list(csv.reader(StringIO(description_csv_bytes(table).decode())))
    assert all(len(row) == 2 for row in rows)
    described = dict(rows)
    assert described["Spalte wert"] == "Wert (%)"
    assert described["Indikator anteil"] == "Anteil (%)"
    assert described["Quelle"] == table.provenance.source
    assert ["Zeichenerklärung", "p = vorläufig"] in rows


def test_the_archive_holds_the_three_files_and_is_the_same_each_time(table):
    packed = zip_bytes(table)
    assert packed == zip_bytes(table)
    with ZipFile(BytesIO(packed)) as archive:
        stem = table.file_stem
        names = [f"{stem}.csv", f"{stem}-metadaten.csv", f"{stem}.csv-metadata.json"]
        assert archive.namelist() == names
        assert archive.read(names[0]) == tidy_csv_bytes(table)
        assert json.loads(archive.read(names[2]))["url"] == names[0]


def test_a_workbook_can_be_computed_with_at_once(table):
    book = openpyxl.load_workbook(BytesIO(tidy_file(table, "xlsx")))
    data, meanings = book.worksheets
    assert (data.title, data.freeze_panes, data.auto_filter.ref) == ("Daten", "A2", "A1:J5")
    assert [cell.value for cell in data[2]] == [*ROWS[0][:8], None, True]
    assert [cell.data_type for cell in data[2]][3:7] == ["n"] * 4
    assert data["D2"].number_format == "0"
    assert data["E3"].value is None
    labels = [row[0].value for row in meanings.iter_rows()]
    assert labels.count("Spalte wert") == labels.count("Quelle") == 1


def test_other_formats_are_refused(table):
    with pytest.raises(FormatError):
        tidy_file(table, "ods")


def test_the_csv_holds_what_its_csvw_promises(table):
    """Read as a program does that knows nothing but the description beside the file."""
    described = json.loads(csvw_bytes(table, "reihe.csv"))
    dialect, columns = described["dialect"], described["tableSchema"]["columns"]
    text = tidy_csv_bytes(table).decode(dialect["encoding"])
    read = csv.DictReader(
        StringIO(text, newline=""),
        delimiter=dialect["delimiter"],
        quotechar=dialect["quoteChar"],
        doublequote=dialect["doubleQuote"],
        strict=True,
    )
    rows = list(read)
    assert read.fieldnames == [column["name"] for column in columns]
    parsed = [tuple(as_typed(row[c["name"]], c["datatype"]) for c in columns) for row in rows]
    plain = [tuple(None if value == "" else value for value in row) for row in ROWS]
    escaped = [tuple('\'=1+1, "x"' if v == '=1+1, "x"' else v for v in row) for row in plain]
    assert parsed == escaped
    keys = [tuple(row[name] for name in described["tableSchema"]["primaryKey"]) for row in rows]
    assert len(set(keys)) == len(rows)


def as_typed(text, datatype):
    """A value as its datatype reads it; an empty one is null."""
    if text == "":
        return None
    if datatype == "boolean":
        return {"true": True, "false": False}[text]
    if datatype == "integer":
        return int(text)
    if datatype == "string":
        return text
    assert datatype["base"] == "number"
    return float(text.replace(datatype["format"]["decimalChar"], "."))
