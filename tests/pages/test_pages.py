"""Each page on its own, as the first visitor of a deep link gets it."""

from __future__ import annotations

import json
import re
from itertools import pairwise
from pathlib import Path

import pytest

from atlas import pipeline
from atlas.views import texts

ROOT = Path(__file__).parents[2]
PAGES = sorted(texts.PAGE_TITLES.keys() - texts.KEEPERS_PAGES)
"""Those of readers; that of keepers has no figures and choices (`test_data_desk.py`)."""
every_page = pytest.mark.parametrize("stem", PAGES)
HOSTILE = "<img src=x onerror=alert(1)>'\";--../../etc/passwd"


def is_well(page) -> bool:
    return not page.exception and not page.error


@every_page
def test_a_page_opens_on_its_own(opened, html, address, stem):
    page = opened(f"pages/{stem}.py")
    assert is_well(page)
    assert not page.warning
    assert "<h1" in html(page)
    assert "Schematische Grenzen" in html(page)
    assert "Öffentliche Fassung" in html(page)
    chosen = address(page)
    assert chosen["gebiet"] == "rhein-berg"
    assert chosen["ebene"] == "kommune"
    assert chosen["indikator"] == "ein_kinder_sgb2_u15"
    assert (chosen["jahr"], chosen["basis"]) == ("2014", "2009")


@every_page
def test_headings_come_in_order(opened, html, stem):
    levels = [int(level) for level in re.findall(r"<h(\d)", html(opened(f"pages/{stem}.py")))]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(new <= old + 1 for old, new in pairwise(levels))


@every_page
def test_the_address_is_obeyed(opened, address, stem):
    expected = {"indikator": "ew_u15", "jahr": "2014", "auswertung": "veraenderung"}
    page = opened(f"pages/{stem}.py", **expected)
    assert is_well(page)
    assert not page.warning
    assert expected.items() <= address(page).items()


@pytest.mark.slow
@every_page
@pytest.mark.parametrize("name", ["gebiet", "ebene", "indikator", "jahr", "basis", "auswertung"])
def test_a_hostile_address_falls_back_and_says_so(opened, html, address, stem, name):
    page = opened(f"pages/{stem}.py", **{name: HOSTILE})
    assert is_well(page)
    assert len(page.warning) == 1
    assert "Voreinstellung" in page.warning[0].value
    assert HOSTILE not in page.warning[0].value
    assert "onerror" not in html(page)
    assert address(page)[name] != HOSTILE


@pytest.mark.slow
@every_page
def test_an_area_with_one_year_only(opened, address, data_copy, stem):
    for ending in ("csv", "toml"):
        (data_copy / "indicators" / "rhein-berg" / f"2009.{ending}").unlink()
    page = opened(f"pages/{stem}.py", data_copy, auswertung="veraenderung")
    assert is_well(page)
    assert len(page.warning) == 1
    assert address(page)["auswertung"] == "wert"
    assert "basis" not in address(page)
    bases = [box for box in page.sidebar.selectbox if box.label == "Vergleichsjahr"]
    # the pages on methods and releases compare nothing, that of custom areas shows no figure yet,
    # and a report has years of its own
    asks = stem not in {"methodik", "gebiete", "ausgaben", "bericht", "sitzung"}
    assert [base.disabled for base in bases] == ([True] if asks else [])


@every_page
def test_an_area_without_figures_says_what_to_do(opened, html, data_copy, stem):
    for path in (data_copy / "indicators" / "rhein-berg").iterdir():
        path.unlink()
    page = opened(f"pages/{stem}.py", data_copy)
    assert not page.exception
    assert "python \\-m atlas check" in page.error[0].value
    assert "Öffentliche Fassung" in html(page)


@every_page
def test_an_empty_data_folder_says_what_to_do(opened, tmp_path, stem):
    page = opened(f"pages/{stem}.py", tmp_path)
    assert not page.exception
    assert "ATLAS\\_DATA" in page.error[0].value


@every_page
@pytest.mark.parametrize("broken", ["indicators/catalogue.toml", "districts/rhein-berg/area.toml"])
def test_a_broken_file_says_what_to_do(opened, data_copy, stem, broken):
    (data_copy / broken).write_bytes(b"\xff\xfe = [")
    page = opened(f"pages/{stem}.py", data_copy)
    assert not page.exception
    assert "atlas check" in page.error[0].value


def test_a_broken_area_is_named_and_the_others_stay(opened, html, data_copy):
    other = data_copy / "districts" / "kaputt"
    other.mkdir()
    (other / "area.toml").write_text('name = "Kaputt', "utf-8")
    page = opened("pages/tabelle.py", data_copy)
    assert not page.exception
    assert "kaputt/area.toml" in page.warning[0].value.replace("\\", "")
    assert "4.241" in html(page)


@pytest.mark.slow
@every_page
def test_names_are_shown_as_text(opened, html, data_copy, edit, stem):
    evil = "<script>alert(1)</script>" + "N" * 120
    edit(
        data_copy / "districts" / "rhein-berg" / "area.toml",
        'name = "Rheinisch-Bergischer Kreis"',
        f'name = "{evil}"',
    )
    units = data_copy / "districts" / "rhein-berg" / "units.csv"
    units.write_text(units.read_text("utf-8").replace("Odenthal", evil), "utf-8")
    page = opened(f"pages/{stem}.py", data_copy)
    assert not page.exception
    assert "<script>alert" not in html(page)
    assert "&lt;script&gt;alert" in html(page)
    assert not any("<script>alert" in frame.proto.srcdoc for frame in page.get("iframe"))


@every_page
def test_a_unit_without_data(opened, data_copy, edit, stem):
    edit(
        data_copy / "indicators" / "rhein-berg" / "2014.csv",
        "kommune;05378020;Odenthal;1917;58",
        "kommune;05378020;Odenthal;1917;.",
    )
    assert is_well(opened(f"pages/{stem}.py", data_copy))


@pytest.mark.slow
@every_page
def test_saving_a_table_is_enough(opened, html, data_copy, edit, stem):
    page = opened(f"pages/{stem}.py", data_copy)
    first = html(page)
    edit(data_copy / "indicators" / "rhein-berg" / "2014.csv", ";1917;58", ";1917;57")
    assert html(page.run()) != first


@every_page
def test_levels_without_boundaries(opened, town, stem):
    page = opened(f"pages/{stem}.py", town)
    assert is_well(page)


def test_a_map_without_boundaries_points_to_the_table(opened, town):
    page = opened("pages/karte.py", town)
    assert "keine Grenzen" in page.info[0].value
    assert page.get("page_link")


def test_broken_boundaries_are_told_and_the_choices_stay(opened, html, data_copy):
    (data_copy / "districts" / "rhein-berg" / "kommune.geojson").write_text("{", "utf-8")
    page = opened("pages/karte.py", data_copy)
    assert not page.exception
    assert len(page.error) == 1
    assert page.sidebar.selectbox
    assert "Öffentliche Fassung" in html(page)


def live_maps(page):
    """Header, codes and message of each map of a page."""
    for element in page.get("bidi_component"):
        if element.proto.component_name == "sozialatlas.map":
            data = element.proto.bytes
            length = int.from_bytes(data[:4], "little")
            yield json.loads(data[4 : 4 + length]), data[4 + length :], element.proto


def test_the_map_sends_a_short_header_and_a_code_per_unit_and_year(opened):
    ((header, codes, proto),) = live_maps(opened("pages/karte.py"))
    assert [column[0] for column in header["columns"]] == [2009, 2014]
    assert header["current"] == 1
    assert len(codes) == 2 * 8
    # the council paper: Burscheid 12.5 % is in the highest class, Odenthal 3.0 % in the lowest
    labels = [entry[0] for entry in header["legend"]]
    assert labels[codes[8 + 1]] == "12,0 bis 15,0"
    assert labels[codes[8 + 4]] == "3,0 bis unter 6,0"
    assert len(proto.bytes) + len(proto.js_content) + len(proto.css_content) < 2_500


def test_the_classes_of_the_address_are_those_of_the_map(opened):
    ((header, _, _),) = live_maps(opened("pages/karte.py", klassen="eigene.5_10"))
    labels = [entry[0] for entry in header["legend"]]
    assert labels == ["unter 5,0", "5,0 bis unter 10,0", "10,0 und mehr"]


def test_two_years_stand_side_by_side_under_one_legend(opened):
    page = opened("pages/karte.py", vergleich="jahr", jahr="2014", basis="2009")
    (left, _, _), (right, _, _) = live_maps(page)
    assert (left["current"], right["current"]) == (0, 1)
    assert left["legend"] == right["legend"]
    assert left["compact"]
    assert right["compact"]


def test_both_of_two_years_say_headline_dates_and_sources(opened, html):
    text = html(opened("pages/karte.py", vergleich="jahr", jahr="2014", basis="2009"))
    assert '<h1 class="atlas-headline">Rheinisch-Bergischer Kreis · 2009 und 2014</h1>' in text
    halves = re.findall(r'<p class="atlas-half-headline">([^<]+)</p>', text)
    assert [half.partition("Kreis ")[2] for half in halves] == [
        "2009: 10,8\u00a0%",
        "bezieht 2014 SGB-II-Leistungen",
    ]
    feet = re.findall(r'<div class="atlas-foot">(.*?)</div>', text)
    assert ["2009: nicht angegeben" in feet[0], "am 31.12.2013" in feet[1]] == [True, True]
    assert len(feet) == 2


def test_all_years_name_the_dates_of_all(opened, html):
    text = html(opened("pages/karte.py", vergleich="alle-jahre"))
    assert "2009: nicht angegeben; 2014: Kinder unter 15 Jahren" in text


def test_the_map_says_its_finding_as_headline_and_in_sentences(opened, html):
    text = html(opened("pages/karte.py"))
    assert '<h1 class="atlas-headline">Jedes neunte Kind' in text
    assert "9,0 bis unter 12,0: 3" in text


def test_the_table_shows_sum_delivered_total_and_difference(opened, html):
    text = html(opened("pages/tabelle.py"))
    assert "4.241" in text
    assert "4.240" in text
    assert "Unterschied (Summe − gemeldet)" in text
    assert '<th scope="col"' in text
    assert re.search('<th scope="row"[^>]*>Odenthal</th>', text)
    assert "+0,4" in text


def test_the_command_under_a_table_reproduces_it(opened, cli):
    page = opened("pages/tabelle.py", auswertung="veraenderung")
    page.session_state["atlas_command"] = True
    page.run()
    command = next(code.value for code in page.code if code.value.startswith("python"))
    words = command.split()
    assert words[:4] == ["python", "-m", "atlas", "values"]
    result = cli(*words[3 : words.index("--format")], "--format", "json").json
    assert (result["as"], result["base_year"]) == ("change", 2009)


@pytest.mark.parametrize("kind", ["bars", "series", "distribution"])
def test_every_kind_of_chart(opened, address, kind):
    page = opened("pages/diagramme.py", diagramm=kind)
    assert is_well(page)
    assert address(page)["diagramm"] == kind
    assert page.get("vega_lite_chart") or page.get("arrow_vega_lite_chart")


def test_two_indicators_need_a_second_one(opened):
    page = opened("pages/diagramme.py", diagramm="scatter")
    assert is_well(page)
    assert "Bisher gibt es nur diesen einen" in page.info[0].value


def test_two_indicators(opened, town):
    page = opened("pages/diagramme.py", town, diagramm="scatter", indikator="kinderanteil")
    assert is_well(page)
    assert "Zweiter Indikator" in [box.label for box in page.main.selectbox]


def test_methods_tell_formula_signs_and_findings(opened, html):
    text = html(opened("pages/methodik.py"))
    assert "geteilt durch" in text
    assert "4.241" in text
    assert "x = Aussage nicht sinnvoll" in text
    assert "31.10.2014" in text


def test_findings_are_those_a_reader_can_see(opened, html, data_copy):
    page = opened("pages/methodik.py", data_copy)
    assert "ergeben zusammen 4.241" in html(page)
    assert "2014.csv" not in html(page)
    path = data_copy / "indicators" / "rhein-berg" / "2014.toml"
    path.write_text(path.read_text("utf-8").replace('"public"', '"statistics"'), "utf-8")
    page = opened("pages/methodik.py", data_copy)
    assert not page.exception
    assert "4.241" not in html(page)


def test_the_first_visit_of_the_methods_adds_up_once(opened, data_copy, monkeypatch):
    calls = []
    original = pipeline.summed_cells

    def counted(data, catalogue, codes):
        calls.append(data.area.id)
        return original(data, catalogue, codes)

    monkeypatch.setattr(pipeline, "summed_cells", counted)
    page = opened("pages/methodik.py", data_copy, gebiet="rhein-berg")
    assert not page.exception
    assert calls == ["rhein-berg"]


def test_findings_in_a_column_nobody_released_are_withheld(opened, html, data_copy):
    folder = data_copy / "indicators" / "rhein-berg"
    for year in (2009, 2014):
        toml = folder / f"{year}.toml"
        toml.write_text(toml.read_text("utf-8").replace("[kinder_sgb2_u15]", "[ew]"), "utf-8")
    table = folder / "2014.csv"
    table.write_text(table.read_text("utf-8").replace(";2184", ";2184.5"), "utf-8")
    assert "2184.5" not in html(opened("pages/methodik.py", data_copy))
