"""A department's file is understood without a mapping, or the right question is asked."""

from __future__ import annotations

from io import BytesIO

import openpyxl
import pytest

from atlas.sources.intake.corrections import Corrections
from atlas.sources.intake.reading import read_intake

TITLED = """Amt für Soziales
SGB II am 31.12.2023

Nr.;Stadtteil;SGB II insgesamt;darunter Kinder
01;Altstadt;1.120;30,5
02;Nordstadt;.;x
03;Südstadt;-;5 p
;Insgesamt;(4.000);/

Quelle: Agentur
. = geheim; - = nichts vorhanden
"""


def cells(intake):
    return {(r.key, r.column): (r.value, r.flag) for r in intake.records()}


def found(intake, code):
    return [problem for problem in intake.problems if problem.code == code]


def test_title_head_footer_key_and_signs_of_a_usual_table(read):
    intake = read(TITLED)
    understood = intake.understood
    assert (understood.encoding, understood.delimiter, understood.decimal) == ("cp1252", ";", ",")
    assert (understood.header_rows, understood.footer_rows) == ((4,), (10, 11))
    assert (understood.key_column, understood.key_kind) == ("A", "code")
    assert [c.name for c in understood.columns] == ["SGB II insgesamt", "darunter Kinder"]
    assert cells(intake) == {
        ("01", "C"): (1120.0, ""),
        ("01", "D"): (30.5, ""),
        ("02", "C"): (None, "secret"),
        ("02", "D"): (None, "na"),
        ("03", "C"): (0.0, "zero"),
        ("03", "D"): (5.0, "provisional"),
        ("Insgesamt", "C"): (4000.0, "limited"),
        ("Insgesamt", "D"): (None, "unreliable"),
    }
    assert "Insgesamt" in found(intake, "levels_by_total")[0].message


def test_groups_of_a_head_are_carried_to_the_right(read):
    intake = read("Gebiet;Frauen;;Männer;\n;2022;2023;2022;2023\nNord;1;2;3;4\nSüd;5;6;7;8\n")
    names = [column.name for column in intake.understood.columns]
    assert names == ["Frauen / 2022", "Frauen / 2023", "Männer / 2022", "Männer / 2023"]
    assert intake.understood.header_rows == (1, 2)


def test_years_above_the_columns_are_names_and_no_figures(read):
    intake = read("Stadtteil;2021;2022\nNord;100;110\nSüd;200;-\n")
    assert intake.understood.header_rows == (1,)
    assert [column.name for column in intake.understood.columns] == ["2021", "2022"]


@pytest.mark.parametrize("kind", ["question", "point", "comma"])
def test_the_factor_ten_trap(read, kind):
    rows = {"question": "", "point": "Ost;1.5\n", "comma": "Ost;1,5\n"}[kind]
    intake = read(f"Stadtteil;Wert\nNord;1.234\nSüd;950\n{rows}")
    nord = cells(intake)["Nord", "B"]
    asked = found(intake, "decimal")
    if kind == "question":
        assert (nord, intake.understood.decimal) == ((None, "unread"), None)
        assert (asked[0].severity, asked[0].row, asked[0].column) == ("question", 2, "B")
    else:
        assert nord == ((1.234, "") if kind == "point" else (1234.0, ""))
        assert not asked


def test_long_form_has_dimensions(read):
    rows = [
        f"{n};{y};{s};{v}"
        for v, (n, y, s) in enumerate(
            (n, y, s) for n in ("Nord", "Süd") for y in (2022, 2023) for s in "mw"
        )
    ]
    intake = read("\n".join(["Stadtteil;Jahr;Geschlecht;Anzahl", *rows]))
    assert intake.understood.dimensions == ("B", "C")
    assert [column.column for column in intake.understood.columns] == ["D"]


def test_indented_names_are_levels_and_equal_names_are_asked_about(read):
    intake = read("Gebiet;EW\nStadt;900\n  Mitte;600\n    Mitte;200\n    Dom;400\n  Nord;300\n")
    levels = found(intake, "levels_by_indent")[0].message
    assert "Stufe 2: „Mitte“, „Nord“" in levels
    assert (found(intake, "name_twice")[0].value, found(intake, "name_twice")[0].row) == (
        "Mitte",
        3,
    )


def test_headings_between_the_rows_are_no_units(read):
    intake = read("Ort;EW;Kinder\nBezirk 1;;\nNord;10;1\nSüd;20;2\nBezirk 2;;\nOst;30;3\n")
    assert set(intake.keys) == {"Nord", "Süd", "Ost"}
    assert "„Bezirk 1“, „Bezirk 2“" in found(intake, "heading_rows")[0].message


def test_a_unit_without_a_value_is_a_record(read):
    intake = read("Ort;EW\nNord;10\nSüd;\nOst;30\nWest;\n")
    assert cells(intake)["Süd", "B"] == cells(intake)["West", "B"] == (None, "unknown")


def test_a_legend_says_what_a_sign_means(read):
    table = "Ort;EW;Kinder\nNord;10;*\nSüd;.;2\nOst;30;3\n"
    intake = read(f"{table}\n* = sachlogisch nicht möglich\n. = Zahlenwert unbekannt\n")
    assert intake.understood.signs == {"*": "na", ".": "unknown"}
    assert not found(intake, "sign_doubtful")
    assert found(read(table), "sign_doubtful")


def test_placeholders_are_no_figures(read):
    intake = read("Ort;Quote\nNord;-9999\nSüd;4,5\nOst;-88888888\n")
    assert cells(intake)["Nord", "B"] == (None, "unknown")
    assert {problem.value for problem in found(intake, "placeholder")} == {"-9999", "-88888888"}
    balance = read("Ort;Saldo\nNord;-999\nSüd;-1200\nOst;800\n")
    assert cells(balance)["Nord", "B"] == (-999.0, "")


def test_rows_of_no_unit_are_counted(read):
    intake = read("Nr;Ort;EW\n01;Nord;10\n02;Süd;20\n99;nicht zuzuordnen;3\n")
    assert "1 („99 nicht zuzuordnen“)" in found(intake, "pseudo_units")[0].message


def test_texts_days_and_formula_errors_among_figures_are_errors_with_their_place(read):
    intake = read("Ort;EW\nNord;viele\nSüd;01.05.2024\nOst;#DIV/0!\nWest;5\nMitte;6\nDom;7\n")
    places = {code: (p.row, p.column) for p in intake.problems if (code := p.code)}
    assert places == {"unread": (2, "B"), "date_cell": (3, "B"), "formula_error": (4, "B")}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "cp850"])
def test_encodings(read, encoding):
    intake = read("Ort;EW\nMühle;10\nDüster;20\n".encode(encoding))
    assert intake.keys == ("Mühle", "Düster")
    assert bool(found(intake, "encoding")) == (encoding == "cp850")


@pytest.mark.parametrize("sign", [";", "\t", "|", ","])
def test_delimiters(read, sign):
    intake = read(f'Ort{sign}Quote\n"Nord{sign} alt"{sign}"1,5"\nSüd{sign}2\n')
    assert intake.understood.delimiter == sign
    assert intake.keys == ("Nord alt" if sign == "\t" else f"Nord{sign} alt", "Süd")


def test_a_quoted_line_break_is_one_row_of_excel(read):
    intake = read('Ort;EW\n"Nord\nalt";10\nSüd;20\n')
    assert intake.keys == ("Nord alt", "Süd")
    assert intake.rows.tolist() == [2, 3]


def test_corrections_override_every_guess(read):
    from_scratch = read(TITLED)
    said = from_scratch.corrections.from_dict(
        {
            "decimal": ".",
            "key_column": "B",
            "key_kind": "name",
            "signs": [["-", "unknown"]],
            "footer_rows": [8, 10, 11],
            "value_columns": ["D"],
        }
    )
    intake = read(TITLED, corrections=said)
    assert intake.keys == ("Altstadt", "Nordstadt", "Südstadt")
    assert [column.column for column in intake.understood.columns] == ["D"]
    assert said.from_dict(said.as_dict()) == said


def test_the_form_of_next_years_file_is_the_same(read):
    this, following, other = (
        read(f"{head}\nNord;10;1\nSüd;20;2\n")
        for head in ("Ort;EW 2022;Kinder", "Ort;EW 2023;Kinder", "Ort;EW 2022;Alte")
    )
    assert this.form == following.form != other.form


def test_official_flat_files_are_recognised(read):
    head = (
        "statistics_code;time_code;time;1_variable_code;1_variable_attribute_code;"
        "1_variable_attribute_label;2_variable_code;2_variable_attribute_code;"
        "2_variable_attribute_label;value;value_unit;value_variable_label"
    )
    rows = [
        f"12411;STAG;2023-12-31;GES;{sex};{label};GEMEIN;{code};{name};{value};Anzahl;Bevölkerung"
        for code, name in (("05378004", "Bergisch Gladbach"), ("05378008", "Burscheid"))
        for value, (sex, label) in enumerate((("GESM", "männlich"), ("GESW", "weiblich")))
    ]
    intake = read("\n".join([head, *rows]))
    assert found(intake, "flat_file")
    assert (intake.understood.key_column, intake.understood.dimensions) == ("H", ("F",))


def test_a_second_table_below_is_asked_about_and_not_mixed_in(read):
    intake = read("Ort;EW\nNord;10\nSüd;20\n\nAlter;Personen\n0-6;5\n7-10;6\n\nQuelle: Amt\n")
    assert intake.keys == ("Nord", "Süd")
    assert intake.understood.footer_rows == (9,)
    assert found(intake, "second_table")[0].row == 5


def test_a_head_that_stands_again_is_no_row(read):
    intake = read("Ort;2022;2023\nNord;1;2\nSüd;3;4\nOrt;2022;2023\nOst;5;6\n")
    assert intake.keys == ("Nord", "Süd", "Ost")


@pytest.mark.parametrize(
    ("names", "code"),
    [
        (("Bezirk Mitte", "Dom", "Hafen", "Bezirk Nord", "Au"), "levels_by_word"),
        (("1 Mitte", "1.1 Dom", "1.2 Hafen", "2 Nord", "2.1 Au"), "levels_by_number"),
        (("1 Mitte", "2 Dom", "3 Hafen", "10 Nord", "11 Au"), ""),
    ],
)
def test_levels_are_told_by_words_and_numbers_before_names(read, names, code):
    rows = "\n".join(f"{name};{at}" for at, name in enumerate(names))
    codes = {problem.code for problem in read(f"Gebiet;EW\n{rows}\n").problems}
    assert codes == ({code} if code else set())


def test_a_key_that_stands_once_for_several_rows_stands_in_each(read):
    intake = read("Ort;Geschlecht;2022\nNord;m;1\n;w;2\nSüd;m;3\n;w;4\n")
    assert intake.keys == ("Nord", "Nord", "Süd", "Süd")
    assert intake.understood.dimensions == ("B",)


def test_small_counts_that_are_not_told_are_secret(read):
    intake = read("Ort;EW\nNord;<3\nSüd;unter 5\nOst;7\n")
    assert [record.flag for record in intake.records()] == ["secret", "secret", ""]


def test_rounded_keys_are_asked_for_again(read):
    intake = read("AGS;Ort;EW\n5,378E+06;Nord;10\n5,379E+06;Süd;20\n")
    assert [problem.row for problem in found(intake, "key_number")] == [2, 3]


@pytest.mark.parametrize(("decimal", "value"), [(",", 1234.0), (".", 1.234)])
def test_the_answer_to_the_decimal_question_counts_for_all_cells(read, decimal, value):
    said = Corrections(decimal=decimal)
    intake = read("Stadtteil;Wert\nNord;1.234\nSüd;950\n", corrections=said)
    assert cells(intake) == {("Nord", "B"): (value, ""), ("Süd", "B"): (950.0, "")}
    assert not found(intake, "decimal")


def test_a_total_is_told_by_its_figures(read):
    intake = read("Stadtteil;EW\nNord;10\nSüd;20\nStadt Musterhausen;30\n")
    assert "„Stadt Musterhausen“" in found(intake, "levels_by_sum")[0].message


def test_delimiters_in_quotes_are_none(read):
    intake = read('"Stadt;teil","EW"\n"Nord;1","10"\n"Süd;2","20"\n')
    assert (intake.understood.delimiter, intake.keys) == (",", ("Nord;1", "Süd;2"))


def test_of_several_sheets_that_of_the_level_is_read_without_a_question():
    book = openpyxl.Workbook()
    book.active.title = "Zahlen Bezirke"
    for name in ("Zahlen Quartiere", "Erläuterung Bezirke"):
        book.create_sheet(name)
    for sheet, unit in zip(book.worksheets, ("Nord", "Anger", "Zeichen"), strict=True):
        for row in (["Name", "Einwohner"], [unit, 7], [f"{unit} 2", 8]):
            sheet.append(row)
    content = BytesIO()
    book.save(content)
    intake = read_intake(content.getvalue(), "zahlen.xlsx", level="Quartiere")
    assert intake.understood.sheet == "Zahlen Quartiere"
    assert not [item for item in intake.problems if item.code == "other_sheets"]
    (asked,) = [
        item
        for item in read_intake(content.getvalue(), "zahlen.xlsx").problems
        if item.code == "other_sheets"
    ]
    assert "Erläuterung" not in asked.message
