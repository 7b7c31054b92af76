from __future__ import annotations

import csv
import io
import json
import os
import re
import stat
import subprocess
import sys
import zipfile
from pathlib import Path

import openpyxl
import pytest

ROOT = Path(__file__).parents[2]
PLACE = ("--area", "rhein-berg", "--level", "kommune")
SHARE = (*PLACE, "--indicator", "ein_kinder_sgb2_u15")
VALUES_2014 = {  # methods.md 1.6
    "Bergisch Gladbach": 14.7061,
    "Burscheid": 12.5250,
    "Kürten": 8.2133,
    "Leichlingen": 7.3285,
    "Odenthal": 3.0256,
    "Overath": 9.6725,
    "Rösrath": 9.5395,
    "Wermelskirchen": 9.8017,
}
ENGLISH = re.compile(
    r"\b(usage|options|arguments?|commands?|show|this|message|exit|required|default|env|str|int|"
    r"path|error|invalid|missing|such|unexpected|got|requires|value)\b",
    re.IGNORECASE,
)
WORDS_OF_THE_INTERFACE = re.compile(r"--\S+|<\S+>|value \(Wert\)|value\]|: value")


@pytest.fixture(autouse=True)
def shipped_data(monkeypatch):
    monkeypatch.chdir(ROOT)
    monkeypatch.delenv("ATLAS_DATA", raising=False)


@pytest.fixture(params=["svg", pytest.param("png", marks=pytest.mark.slow)])
def two_sheets(request, cli, tmp_path):
    """A map of two sheets, and what was said when it was written."""
    out, second = (tmp_path / f"karte{end}.{request.param}" for end in ("", "-2"))
    options = ("--area", "musterstadt", "--level", "baublockgruppe", "--year", "2024")
    run = cli("map", *options, "--indicator", "dem_u18", "--out", out, "--data", ROOT / "data")
    return out, second, run


@pytest.mark.slow
def test_sheets_of_an_earlier_map_are_put_away_and_nothing_else(cli, tmp_path, two_sheets):
    out, second, run = two_sheets
    assert run.err.splitlines()[-2:] == [f"Geschrieben: {out}", f"Geschrieben: {second}"]
    if out.suffix == ".svg":
        assert "Verzeichnis ab Seite 2" in out.read_text("utf-8")
        assert "Verzeichnis der Baublockgruppen" in second.read_text("utf-8")
    third = out.with_stem("karte-3")
    earlier = second.read_bytes()
    third.write_bytes(out.read_bytes())  # a first sheet under another name: nobody's third
    run = cli("map", *SHARE, "--year", "2014", "--out", out, "--data", ROOT / "data")
    assert run.err.splitlines()[0] == f"Geschrieben: {out}"
    assert run.err.splitlines()[1].startswith(f"Weggelegt nach .versions: {second}.")
    assert run.err.splitlines()[2].startswith(f"Daneben liegt {third}.")
    assert not second.exists()
    (kept,) = (tmp_path / ".versions").glob(f"karte-2.*.bak{out.suffix}")
    assert kept.read_bytes() == earlier
    assert third.exists()


def test_a_zip_holds_the_sheets_as_png_with_what_is_selected(cli, tmp_path):
    out = tmp_path / "karte.zip"
    options = (*SHARE, "--year", "2014", "--units", "05378004", "--out", out)
    assert cli("map", *options, "--data", ROOT / "data").code == 0
    with zipfile.ZipFile(out) as archive:
        (name,) = archive.namelist()
        assert name.endswith("__auswahl.png")
        assert archive.read(name).startswith(b"\x89PNG")


def test_values_as_json(cli):
    run = cli("values", *SHARE, "--year", "2014")
    assert (run.code, run.err) == (0, "")
    assert {row["name"]: row["value"] for row in run.json["rows"]} == pytest.approx(
        VALUES_2014, abs=5e-5
    )
    assert run.json["unit"] == "%"


def test_values_are_the_same_every_time(cli):
    assert cli("values", *SHARE).out == cli("values", *SHARE).out


def test_a_span_of_years_takes_those_with_figures(cli):
    rows = cli("values", *SHARE, "--years", "2009-2014").json["rows"]
    assert {row["year"] for row in rows} == {2009, 2014}


def test_change_against_a_base_year(cli):
    run = cli("values", *SHARE, "--year", "2014", "--as", "change", "--base", "2009").json
    assert run["unit"] == "Prozentpunkte"
    assert run["rows"][0]["value"] == pytest.approx(0.990, abs=5e-4)


def test_a_quantity_is_an_indicator_too(cli):
    run = cli(*("values", "--area", "rhein-berg", "--level", "kreis"), "--indicator", "ew_u15")
    assert {row["value"] for row in run.json["rows"]} == {40931, 37988}


def test_all_prints_every_table(cli):
    run = cli("values", *PLACE, "--indicator", "all", "--year", "2014").json
    codes = [table["indicator"] for table in run["tables"]]
    assert codes == ["ein_kinder_sgb2_u15", "ew_u15", "kinder_sgb2_u15"]


@pytest.mark.parametrize("indicator", ["ein_kinder_sgb2_u15", "all"])
def test_csv_opens_with_all_it_must_bear(cli, indicator):
    run = cli("values", *PLACE, "--indicator", indicator, "--year", "2014", "--format", "csv")
    assert run.code == 0
    assert run.out.endswith(b"\r\n")
    text = run.out.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text), delimiter=";"))
    assert "Rheinisch-Bergischer Kreis" in rows[0][0]
    odenthal = next(row for row in rows if "Odenthal" in row and any("3,02" in c for c in row))
    assert float(odenthal[3 if indicator != "all" else 5].replace(",", ".")) == pytest.approx(
        3.0256, abs=5e-5
    )
    labels = ["Quelle: ", "Herausgeber: ", "Stand: 2014", "Gebietsstand: "]
    assert all(any(row and row[0].startswith(label) for row in rows) for label in labels)


def test_the_signs_of_a_csv_are_explained(cli, town, edit):
    edit(town / "indicators/ort/2020.csv", "Bach;200;20;", "Bach;200;.;")
    level = ("--data", town, "--area", "ort", "--level", "block")
    text = cli("values", *level, "--indicator", "kinder", "--format", "csv").out.decode()
    assert "Zeichenerklärung: . = Zahlenwert unbekannt" in text


@pytest.mark.parametrize("indicator", ["ein_kinder_sgb2_u15", "all"])
def test_xlsx_opens_with_all_it_must_bear(cli, tmp_path, indicator):
    out = tmp_path / "werte.xlsx"
    options = ("--indicator", indicator, "--format", "xlsx", "--out", out)
    assert cli("values", *PLACE, *options).code == 0
    table, sources = openpyxl.load_workbook(out).worksheets
    cells = [cell for row in table.iter_rows(values_only=True) for cell in row]
    assert any(isinstance(c, float) and c == pytest.approx(3.025560772039645) for c in cells)
    entries = {row[0]: row[1] for row in sources.iter_rows(values_only=True)}
    assert {"Titel", "Quelle", "Stand", "Gebietsstand"} <= set(entries)
    assert "2014" in entries["Stand"]


def test_a_tidy_csv_comes_with_its_description(cli, tmp_path):
    out = tmp_path / "reihe.csv"
    assert cli("values", *SHARE, "--format", "tidy-csv", "--out", out).code == 0
    assert {path.name for path in tmp_path.glob("reihe*")} == {
        "reihe.csv",
        "reihe-metadaten.csv",
        "reihe.csv-metadata.json",
    }
    rows = list(csv.DictReader(out.read_text("utf-8").splitlines()))
    # eight municipalities in two years; 313 of 2,499 in Burscheid
    assert len(rows) == 16
    burscheid = next(row for row in rows if (row["name"], row["jahr"]) == ("Burscheid", "2014"))
    assert (burscheid["zaehler"], burscheid["nenner"]) == ("313", "2499")
    assert cli("values", *SHARE, "--format", "tidy-csv").out == out.read_bytes()
    archive = tmp_path / "alles.zip"
    all_codes = ("--indicator", "all", "--format", "tidy-csv", "--out", archive)
    assert cli("values", *PLACE, *all_codes).code == 0
    with zipfile.ZipFile(archive) as packed:
        text = packed.read("rhein-berg__kommunen__alle-indikatoren__ausgabe-2014-1.csv").decode()
    codes = {row["indikator"] for row in csv.DictReader(text.splitlines())}
    assert codes == {"ein_kinder_sgb2_u15", "ew_u15", "kinder_sgb2_u15"}


def test_geodata_hold_all_years_on_request(cli, tmp_path):
    out = tmp_path / "karte.geojson"
    assert cli("map", *SHARE, "--years", "all", "--out", out).code == 0
    burscheid = json.loads(out.read_text("utf-8"))["features"][1]["properties"]
    assert (burscheid["zaehler_2009"], burscheid["zaehler_2014"]) == (294, 313)


@pytest.fixture
def secret_town(town, edit):
    """The town, its children released to nobody but the statistics office."""
    for year in (2020, 2021):
        toml = town / f"indicators/ort/{year}.toml"
        edit(toml, 'definition = "unter 15"', 'audience = "statistics"')
    return town


def text_of(path):
    if path.suffix != ".xlsx":
        return path.read_text(encoding="utf-8")
    sheets = openpyxl.load_workbook(path).worksheets
    return str([list(sheet.iter_rows(values_only=True)) for sheet in sheets])


@pytest.mark.slow
@pytest.mark.parametrize("audience", ["public", "internal"])
@pytest.mark.parametrize("indicator", ["kinderanteil", "kinder", "kinderanteil_2j", "all"])
@pytest.mark.parametrize("form", ["json", "csv", "xlsx", "tidy-csv", "tidy-xlsx"])
def test_what_is_not_released_leaks_into_no_file(cli, secret_town, audience, indicator, form):
    out = secret_town / f"werte.{form.removeprefix('tidy-')}"
    options = ("--data", secret_town, "--area", "ort", "--level", "stadt", "--indicator", indicator)
    run = cli("values", *options, "--audience", audience, "--format", form, "--out", out)
    assert run.code == 0
    text = text_of(out)
    # children 190 and 170, shares 19 and 17 %, both years 18 %, change −10,5 %
    assert re.search(r"(?<![\d.,:-])(190|170|19|17|18)(?![\d:-])", text) is None


@pytest.mark.slow
def test_check_on_all_shipped_data(cli):
    run = cli("check")
    assert run.code == 0
    assert b"\n0 Fehler, 5 Warnungen, " in run.out  # Musterstadt's new quarter


def test_check_on_the_shipped_real_data(cli):
    named = cli("check", "--area", "rhein-berg", "--format", "json").json["problems"]
    assert len(named) == 8


def test_a_clean_folder_has_nothing_to_report(cli, town):
    assert cli("check", "--data", town).out.decode() == "Keine Auffälligkeiten.\n"


@pytest.mark.parametrize(
    ("form", "words"), [("text", "Ebenen: kommune (8), kreis (1)"), ("json", "Bergisch Gladbach")]
)
def test_areas(cli, form, words):
    run = cli("areas", "--format", form)
    assert (run.code, run.err) == (0, "")
    assert words in run.out.decode()


def test_areas_lists_the_usable_ones_and_names_the_others(cli, data_copy):
    (data_copy / "districts/kaputt").mkdir()
    (data_copy / "districts/kaputt/area.toml").write_text("name =", encoding="utf-8")
    run = cli("areas", "--format", "json", "--data", data_copy)
    assert "rhein-berg" in [area["area"] for area in run.json["areas"]]
    assert run.code == 1
    assert "districts/kaputt/area.toml" in run.err


COMMANDS = [(), ("areas",), ("check",), ("values",), ("districts",), ("districts", "import")]


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_help_is_german(cli, command):
    run = cli(*command, "--help")
    assert run.code == 0
    text = WORDS_OF_THE_INTERFACE.sub("", run.out.decode())
    assert ENGLISH.findall(text) == []
    assert text.startswith("Aufruf: ")


WRONG_USE = {
    "area": (("values", *SHARE, "--area", "rhein-burg"), "„rhein-berg“"),
    "level": (("values", *SHARE, "--level", "komune"), "„kommune“"),
    "indicator": (("values", *PLACE, "--indicator", "ein_kinder_sgb2"), "„ein_kinder_sgb2_u15“"),
    "year": (("values", *SHARE, "--year", "2010"), "2009, 2014"),
    "years": (("values", *SHARE, "--years", "2010-2012"), "2009, 2014"),
    "year of all": (("values", *PLACE, "--indicator", "all", "--year", "2010"), "2009, 2014"),
    "base": (("values", *SHARE, "--as", "change", "--base", "2000"), "2009, 2014"),
    "both": (("values", *SHARE, "--year", "2014", "--years", "2009-2014"), "--years"),
    "no span": (("values", *SHARE, "--years", "2014"), "2009-2014"),
    "span backwards": (("values", *SHARE, "--years", "2014-2009"), "2009-2014"),
    "no number": (("values", *SHARE, "--year", "heuer"), "ganze Zahl"),
    "format": (("values", *SHARE, "--format", "pdf"), "json, csv, xlsx"),
    "audience": (("areas", "--audience", "alle"), "public, internal, statistics"),
    "xlsx to the screen": (("values", *SHARE, "--format", "xlsx"), "--out"),
    "tidy xlsx to the screen": (("values", *SHARE, "--format", "tidy-xlsx"), "tidy-xlsx ist --out"),
    "missing option": (("values", "--area", "rhein-berg"), "--level"),
    "missing value": (("values", "--area"), "--area"),
    "value for a switch": (("districts", "import", "--dry-run=1"), "--dry-run"),
    "missing file": (("districts", "import"), "DATEI"),
    "unknown option": (("values", "--jahr", "2014"), "--jahr"),
    "unknown command": (("werte",), "areas, check, audit, values, "),
    "unknown command below": (("districts", "export"), "import"),
    "too much": (("check", "alles"), "„alles“"),
    "area of check": (("check", "--area", "nirgends"), "rhein-berg"),
}  # fmt: skip


@pytest.mark.parametrize(("arguments", "hint"), WRONG_USE.values(), ids=WRONG_USE.keys())
def test_wrong_use_is_told_in_german(cli, arguments, hint):
    run = cli(*arguments)
    assert (run.code, run.out) == (2, b"")
    assert hint in run.err
    assert run.err.count("\n") == 1
    assert ENGLISH.findall(WORDS_OF_THE_INTERFACE.sub("", run.err)) == []


def test_help_promises_all_indicators_only_where_they_can_be_had(cli):
    offers = {command: b"oder all" in cli(command, "--help").out for command in ("values", "map")}
    assert offers == {"values": True, "map": False}


def test_the_list_of_commands_is_not_cut_off(cli):
    assert b"..." not in cli("--help").out


def test_no_command_shows_the_help(cli):
    run = cli()
    assert run.code == 2
    assert run.err.startswith("Aufruf: ")


def test_a_folder_without_data(cli, tmp_path):
    run = cli("check", "--data", tmp_path)
    assert (run.code, run.out) == (1, b"")
    assert "indicators/catalogue.toml" in run.err


def test_the_data_folder_may_come_from_the_environment(cli, monkeypatch, town):
    monkeypatch.setenv("ATLAS_DATA", str(town))
    assert [area["area"] for area in cli("areas", "--format", "json").json["areas"]] == ["ort"]


def test_an_indicator_without_figures(cli):
    run = cli("values", *PLACE, "--indicator", "dem_ew")
    assert run.code == 1
    assert "liegen keine Werte vor für: Kommunen" in run.err


def test_a_target_that_cannot_be_written(cli, tmp_path):
    (tmp_path / "datei").write_text("")
    run = cli("values", *SHARE, "--out", tmp_path / "datei" / "werte.json")
    assert run.code == 1
    assert "lässt sich nicht schreiben" in run.err


def test_a_level_without_figures(cli, town, edit):
    edit(
        town / "districts/ort/area.toml",
        "[level.quartier]",
        '[level.leer]\nname = "Leer"\nplural = "Leeren"\n[level.quartier]',
    )
    options = ("values", "--data", town, "--area", "ort", "--level", "leer", "--indicator", "all")
    assert cli(*options).json == {"tables": []}
    assert cli(*options, "--format", "csv").code == 1


def test_boundaries_are_imported_by_the_command_line(cli, data_copy):
    folder = data_copy / "districts/rhein-berg"
    named = ("--area", "rhein-berg", "--level", "kommune", "--code", "unit", "--name", "name")
    options = ("districts", "import", folder / "kommune.geojson", *named, "--data", data_copy)
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    dry = cli(*options, "--dry-run")
    assert dry.code == 0
    assert "Probelauf: Es wurde nichts geschrieben." in dry.out.decode()
    assert before == {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    wet = cli(*options, "--source", "Eigene Probe")
    assert wet.code == 0
    assert "Eigene Probe" in (folder / "area.toml").read_text(encoding="utf-8")


def test_the_encoding_of_a_boundary_file_can_be_named(cli, data_copy, tmp_path):
    source = data_copy / "districts/rhein-berg/kommune.geojson"
    old = tmp_path / "alt.geojson"
    old.write_bytes(source.read_text(encoding="utf-8").encode("cp850"))
    named = ("--area", "rhein-berg", "--level", "kommune", "--code", "unit", "--name", "name")
    options = ("districts", "import", old, *named, "--data", data_copy)
    refused = cli(*options)
    assert refused.code == 1
    assert "--encoding" in refused.err
    assert cli(*options, "--encoding", "CP850").code == 0
    assert "Kürten" in source.read_text(encoding="utf-8")


@pytest.mark.parametrize("length", [254, 300])
def test_a_long_name_of_a_target_ends_in_a_file_or_a_sentence(cli, tmp_path, length):
    out = tmp_path / ("x" * (length - 5) + ".json")
    run = cli("values", *SHARE, "--out", out)
    assert run.code == (0 if length == 254 else 1)
    assert "Geschrieben" in run.err or run.err.count("lässt sich nicht schreiben") == 1


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("x" * 254 + ".json", "Wählen Sie einen kürzeren Namen"),
        ("ordner", "Nennen Sie eine Datei, keinen Ordner"),
        ("datei/x.json", "Der Pfad führt durch eine Datei"),
        ("rohr", "dort liegt keine gewöhnliche Datei"),
        ("CON.json", "Windows nennt ein Gerät so"),
        ("a:b.json", "Windows erlaubt kein :"),
        ("a\nb.json", "er enthält ein Steuerzeichen"),
        ("x.", "unter Windows endet kein Name mit Punkt"),
        ("x\0.json", "erwartet wird der Name einer Datei"),
    ],
)
def test_why_a_target_cannot_be_written_and_what_to_do(cli, tmp_path, name, reason):
    (tmp_path / "ordner").mkdir()
    (tmp_path / "datei").touch()
    os.mkfifo(tmp_path / "rohr")
    run = cli("values", *SHARE, "--out", f"{tmp_path}/{name}")
    assert run.code in {1, 2}
    assert reason.casefold() in run.err.casefold()
    assert run.err.count("\n") == 1
    assert {path.name for path in tmp_path.iterdir()} <= {"ordner", "datei", "rohr", "atlas-home"}
    assert stat.S_ISFIFO((tmp_path / "rohr").stat().st_mode)


def test_a_refused_import_changes_nothing(cli, data_copy):
    named = ("--area", "rhein-berg", "--level", "kommune", "--code", "ags", "--name", "gen")
    run = cli("districts", "import", data_copy / "nix.gpkg", *named, "--data", data_copy)
    assert run.code == 1
    assert "nix.gpkg" in run.err


WITHOUT_STREAMLIT = """
import importlib, pkgutil, sys
sys.modules["streamlit"] = None
import atlas
names = [m.name for m in pkgutil.walk_packages(atlas.__path__, "atlas.")]
wanted = [n for n in names if not n.startswith("atlas.ui") and n != "atlas.__main__"]
for name in wanted:
    importlib.import_module(name)
print(len(wanted), file=sys.stderr)
sys.argv = ["atlas", "values", *sys.argv[1:]]
from atlas.cli.main import main
main()
"""


@pytest.mark.slow
def test_everything_but_the_pages_works_without_streamlit():
    command = [sys.executable, "-c", WITHOUT_STREAMLIT, *SHARE, "--year", "2014"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    assert int(done.stderr) > 30
    assert len(json.loads(done.stdout)["rows"]) == 8


@pytest.mark.slow
def test_the_module_runs_as_a_program():
    command = [sys.executable, "-m", "atlas", "values", *SHARE, "--year", "2014"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, env=os.environ)
    assert json.loads(done.stdout)["rows"][0]["value"] == pytest.approx(14.7061, abs=5e-5)


@pytest.mark.slow
def test_the_module_ends_with_the_sentence_and_the_code_of_a_refusal():
    command = [sys.executable, "-m", "atlas", "values", *SHARE, "--year", "1800"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=False, env=os.environ)
    assert (done.returncode, done.stdout) == (2, b"")
    assert "1800" in done.stderr.decode()


DRAWING = """
import sys
from atlas.cli.main import main
sys.argv = ["atlas", "values", *sys.argv[1:]]
try:
    main()
finally:
    drawing = [name for name in sys.modules if name.startswith(("atlas.render.", "atlas.views."))]
    print(*sorted(drawing), file=sys.stderr)
"""


def test_printing_figures_loads_nothing_that_draws():
    command = [sys.executable, "-c", DRAWING, *SHARE, "--year", "2014"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, env=os.environ)
    loaded = done.stderr.decode().split()
    assert "atlas.views.totals" in loaded  # its sentences are printed
    assert not {"atlas.views.table.tables", "atlas.views.headlines"} & set(loaded)


def test_only_a_page_of_its_own_holds_all_years_of_a_map(cli, tmp_path):
    options = ("--area", "rhein-berg", "--level", "kommune", "--indicator", "ein_kinder_sgb2_u15")
    pages = {}
    for form in ("html", "geojson"):
        out = tmp_path / f"karte.{form}"
        assert cli("map", *options, "--year", "2014", "--out", out).code == 0
        pages[form] = out.read_text("utf-8")
    # Burscheid had 294 children of 2.891 in 2009, 313 of 2.499 in 2014
    assert "2.891" in pages["html"]
    assert "2.891" not in pages["geojson"]
    assert "2.499" in pages["html"]


@pytest.mark.parametrize(("more", "valued"), [((), True), (("--no-values",), False)])
def test_values_stand_on_a_printed_map_unless_they_are_left_out(cli, tmp_path, more, valued):
    out = tmp_path / "karte.svg"
    assert cli("map", *SHARE, "--year", "2014", *more, "--out", out).code == 0
    printed = out.read_text("utf-8")
    assert ">Burscheid</text>" in printed
    assert (">12,5</text>" in printed) == valued


def test_a_map_is_printed_on_the_paper_asked_for(cli, tmp_path):
    out = tmp_path / "karte.svg"
    options = ("--area", "rhein-berg", "--level", "kommune", "--indicator", "ein_kinder_sgb2_u15")
    more = ("--year", "2014", "--paper", "A3", "--portrait", "--out", out)
    assert cli("map", *options, *more, "--data", ROOT / "data").code == 0
    page = out.read_text("utf-8")
    assert 'width="297mm" height="420mm"' in page
    assert "Erstellt am" in page


MAP_OF_CHILDREN = (
    "map",
    *("--area", "rhein-berg", "--level", "kommune", "--indicator", "ein_kinder_sgb2_u15"),
)


def test_all_years_of_a_map_are_on_one_sheet(cli, tmp_path):
    out = tmp_path / "blatt.svg"
    assert cli(*MAP_OF_CHILDREN, "--years", "all", "--units", "05378008", "--out", out).code == 0
    page = out.read_text("utf-8")
    # Burscheid: 10,2 % in 2009, 12,5 % in 2014
    assert 'id="unit-2009-05378008"><title>Burscheid: 10,2' in re.sub(r">\s+<", "><", page)
    assert 'id="unit-2014-05378008"><title>Burscheid: 12,5' in re.sub(r">\s+<", "><", page)
    assert "Kommunen · 2009–2014" in page
    assert "Hervorgehoben: Burscheid" in page


def test_two_maps_are_on_one_sheet_the_earlier_year_on_the_left(cli, tmp_path):
    out = tmp_path / "blatt.html"
    more = ("--year", "2014", "--compare-year", "2009", "--out", out)
    assert cli(*MAP_OF_CHILDREN, *more).code == 0
    page = out.read_text("utf-8")
    assert "10,8 %" in page
    assert "Jedes neunte Kind unter 15 Jahren im Rheinisch-Bergischen Kreis bezieht 2014" in page
    assert re.search(r"Linke Karte: [^<]* 2009</p>.*Rechte Karte: [^<]* 2014</p>", page, re.DOTALL)


def test_a_second_map_may_have_another_indicator_and_level(cli, tmp_path):
    out = tmp_path / "blatt.svg"
    more = ("--year", "2014", "--compare-indicator", "ew_u15", "--compare-level", "kreis")
    assert cli(*MAP_OF_CHILDREN, *more, "--out", out).code == 0
    assert "Einwohner unter 15 Jahren (Personen) · Kreise · 2014" in out.read_text("utf-8")


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ((), "--year fehlt"),
        (("--years", "all", "--other", "ew_u15"), "schließen einander aus"),
        (("--year", "2014", "--years", "all", "--compare-year", "2009"), "schließen einander aus"),
        (("--years", "2014"), "kein Zeitraum"),
        (("--years", "2010-2013"), "für das Jahr „2013“ gibt es nicht"),
        (("--year", "2014", "--compare-year", "2010"), "für das Jahr „2010“ gibt es nicht"),
        (("--year", "2014", "--units", "99"), "Kommune „99“ gibt es nicht"),
        (("--years", "all", "--indicator", "ew_u15", "--classes", "quantile"), "absolute Zahl"),
    ],
)
def test_a_sheet_that_cannot_be_is_refused(cli, tmp_path, more, sentence):
    run = cli(*MAP_OF_CHILDREN, *more, "--out", tmp_path / "blatt.svg")
    assert run.code == 2
    assert sentence in run.err
    assert run.err.count("\n") == 1
    assert not list(tmp_path.glob("blatt*"))


def test_geodata_hold_one_map(cli, tmp_path):
    two = ("--year", "2014", "--compare-year", "2009")
    run = cli(*MAP_OF_CHILDREN, *two, "--out", tmp_path / "blatt.geojson")
    assert run.code == 1
    assert "png, svg, pdf, html" in run.err


def test_a_map_is_classed_as_asked_for(cli, tmp_path):
    out = tmp_path / "karte.geojson"
    options = ("--area", "rhein-berg", "--level", "kommune", "--indicator", "ein_kinder_sgb2_u15")
    more = ("--year", "2014", "--out", out)
    assert cli("map", *options, *more, "--classes", "eigene.8_10.violett").code == 0
    legend = json.loads(out.read_text("utf-8"))["legende"]
    # 3,0 and 7,3 are below 8; 8,2, 9,5, 9,7 and 9,8 below 10; 12,5 and 14,7 above
    assert [(entry["bezeichnung"], entry["anzahl"]) for entry in legend] == [
        ("unter 8,0", 2),
        ("8,0 bis unter 10,0", 4),
        ("10,0 und mehr", 2),
    ]


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        (("--classes", "jenks"), "gleich, quantile, natuerlich"),
        (("--classes", "quantile.9"), "3 bis 7"),
        (("--classes", "quantile", "--other", "ew_u15"), "drei Gruppen"),
    ],
)
def test_a_classing_that_cannot_be_is_refused(cli, tmp_path, more, sentence):
    options = ("--area", "rhein-berg", "--level", "kommune", "--indicator", "ein_kinder_sgb2_u15")
    run = cli("map", *options, "--year", "2014", "--out", tmp_path / "karte.svg", *more)
    assert run.code == 2
    assert sentence in run.err
    assert not list(tmp_path.iterdir())


def test_circles_have_no_classes_and_say_so(cli, tmp_path):
    options = (
        "--area",
        "rhein-berg",
        "--level",
        "kommune",
        "--indicator",
        "ew_u15",
        "--year",
        "2014",
    )
    run = cli("map", *options, "--out", tmp_path / "karte.svg", "--classes", "quantile")
    assert run.code == 2
    assert "„Einwohner unter 15 Jahren“ ist eine absolute Zahl" in run.err
    assert not (tmp_path / "karte.svg").exists()
    # their change has classes
    more = ("--as", "change", "--base", "2009", "--classes", "quantile.4")
    assert cli("map", *options, "--out", tmp_path / "karte.geojson", *more).code == 0


def test_a_second_indicator_makes_a_map_of_both(cli, tmp_path):
    out = tmp_path / "karte.geojson"
    options = ("--area", "rhein-berg", "--level", "kommune", "--indicator", "ein_kinder_sgb2_u15")
    more = ("--year", "2014", "--other", "ew_u15", "--out", out)
    assert cli("map", *options, *more, "--data", ROOT / "data").code == 0
    features = json.loads(out.read_text("utf-8"))["features"]
    assert {"werte": "12,5 | 2.499"}.items() <= features[1]["properties"].items()


def test_paper_that_does_not_exist_is_refused(cli, tmp_path):
    options = ("--area", "rhein-berg", "--level", "kommune", "--indicator", "ein_kinder_sgb2_u15")
    run = cli("map", *options, "--year", "2014", "--paper", "A5", "--out", tmp_path / "x.svg")
    assert run.code == 2
    assert "--paper" in run.err


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["series", "bars", "distribution", "scatter"])
def test_units_stand_out_in_every_kind_of_chart(cli, town, tmp_path, kind):
    def draw(*more):
        options = ("--area", "ort", "--level", "block", "--indicator", "kinderanteil")
        target = tmp_path / "diagramm.svg"
        other = ("--other", "kinder") if kind == "scatter" else ()
        options = (*options, *other, "--year", "2021", "--data", town, "--out", target)
        done = cli("chart", "--kind", kind, *options, *more)
        return done, target.read_text(encoding="utf-8") if target.exists() else ""

    done, svg = draw("--units", "01,03")
    assert done.code == 0
    assert ("Ausgewählt: Anger" in svg) or ("Hervorgehoben: Anger, Christhof" in svg)
    assert "auswahl=01,03" in svg.replace("\n", "")
    done, _ = draw("--units", "01,99")
    assert done.code == 2
    assert "„99“ gibt es nicht" in done.err
