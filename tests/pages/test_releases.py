"""`ATLAS_RELEASE`: pages show what was published, and say which release it is."""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path
from urllib.parse import parse_qsl

import pytest
from starlette.requests import Request
from streamlit import config

from atlas.atlas import Atlas
from atlas.desk import Desk
from atlas.model.scope import Scope
from atlas.ui import preview
from atlas.views import texts
from atlas.views.chart.charts import bars
from atlas.views.commands import values_command
from atlas.views.map.maps import choropleth
from atlas.views.table.unit_tables import unit_table
from tests.owned import draft, write_own

# variations on what quicker tests promise: each of them takes its time
pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]

PAGES = sorted(texts.PAGE_TITLES.keys() - texts.KEEPERS_PAGES)


@pytest.fixture(scope="module")
def corrected(rhein_berg, tmp_path_factory):
    """The small shipped area with a release; since then a figure of its data was changed."""
    folder = shutil.copytree(rhein_berg, tmp_path_factory.mktemp("corrected") / "data")
    Desk.open(folder).release("rhein-berg", "2014/1", date(2015, 3, 1), lambda _: None)
    table = folder / "indicators/rhein-berg/2014.csv"
    text = table.read_text("utf-8")
    assert text.count(";2184") == 1
    table.write_text(text.replace(";2184", ";2999"), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def published_correction(corrected, tmp_path_factory):
    """The same with a second release, of the changed data: 2.999 instead of 2.184."""
    folder = shutil.copytree(corrected, tmp_path_factory.mktemp("published") / "data")
    Desk.open(folder).release("rhein-berg", "2014/2", date(2016, 3, 1), lambda _: None)
    return folder


@pytest.fixture
def released(corrected, tmp_path, monkeypatch):
    monkeypatch.setenv("ATLAS_RELEASE", "latest")
    return shutil.copytree(corrected, tmp_path / "data")


@pytest.fixture
def two_releases(published_correction, tmp_path, monkeypatch):
    monkeypatch.setenv("ATLAS_RELEASE", "latest")
    return shutil.copytree(published_correction, tmp_path / "data")


def test_a_page_shows_the_release_and_names_it(opened, html, released):
    page = opened("pages/tabelle.py", released, indikator="kinder_sgb2_u15")
    text = html(page)
    assert not page.exception
    assert "2.184" in text
    assert "2.999" not in text
    assert "Öffentliche Fassung · Ausgabe 2014/1, Verdecktes mit Spielraum 5 · " in text


def test_without_a_release_in_the_address_the_newest_is_shown(opened, html, two_releases):
    page = opened("pages/tabelle.py", two_releases, indikator="kinder_sgb2_u15")
    assert "2.999" in html(page)
    assert "nicht die neueste" not in html(page)


@pytest.mark.parametrize("stem", ["uebersicht", "tabelle", "diagramme", "methodik", "ausgaben"])
def test_an_address_shows_an_older_release_and_says_so(opened, html, address, two_releases, stem):
    link = {"gebiet": "rhein-berg", "indikator": "kinder_sgb2_u15", "ausgabe": "2014/1"}
    page = opened(f"pages/{stem}.py", two_releases, **link)
    text = html(page)
    assert not page.exception
    assert not page.warning
    assert "Ausgabe 2014/1 vom 01.03.2015, nicht die neueste." in text
    assert "Zur neuesten Ausgabe 2014/2 vom 01.03.2016</a>" in text
    assert re.search("frame-foot.*Ausgabe 2014/1", text)
    assert address(page)["ausgabe"] == "2014/1"
    # the way to the newest is the same address without the release
    (way,) = re.findall(r'href="([^"]*)"[^>]*>Zur neuesten', text)
    assert way.startswith(f"{stem}?")
    assert "ausgabe=" not in way


def test_an_older_release_stays_when_something_else_is_chosen(opened, html, two_releases):
    page = opened("pages/tabelle.py", two_releases, gebiet="rhein-berg", ausgabe="2014/1")
    page = page.sidebar.radio[0].set_value("veraenderung").run()
    assert "Ausgabe 2014/1 vom" in html(page)
    page.switch_page(str(ROOT / "pages/karte.py")).run()
    assert "Ausgabe 2014/1 vom" in html(page)


@pytest.mark.slow
def test_custom_areas_of_an_older_release_are_said_to_be_those_of_today(
    opened, html, two_releases, atlas_home
):
    write_own(
        atlas_home,
        "rhein-berg",
        "nord",
        draft("Nord", nord=["kommune:05378008", "kommune:05378012"]),
    )
    link = {"gebiet": "rhein-berg", "ebene": "nord", "indikator": "kinder_sgb2_u15"}
    said = "Eigene Gebiete sind so gezeigt, wie sie heute ausgewählt sind"
    # once at the top, once with the sources
    assert html(opened("pages/tabelle.py", two_releases, **link, ausgabe="2014/1")).count(said) == 2
    assert said not in html(opened("pages/tabelle.py", two_releases, **link))


def test_what_is_exported_names_the_release_even_the_newest(two_releases):
    newest = Atlas.open(two_releases, release="latest")
    scope = Scope(area="rhein-berg", level="kommune", indicator="kinder_sgb2_u15", year=2014)
    for atlas, name in ((newest, "2014/2"), (newest.showing("rhein-berg", "2014/1"), "2014/1")):
        spec = unit_table(atlas, scope)
        assert f"&ausgabe={name}&" in spec.provenance.link
        assert f"__ausgabe-{name.replace('/', '-')}__" in spec.file_stem
        assert choropleth(atlas, scope).current_map.provenance.link.count("ausgabe=") == 1
        assert "ausgabe=" in bars(atlas, scope).provenance.link
        assert f"--release {name} " in values_command(atlas, scope)


def test_links_of_a_page_lead_to_the_release_it_shows(opened, two_releases):
    page = opened("pages/uebersicht.py", two_releases, gebiet="rhein-berg", ausgabe="2014/1")
    ways = [dict(parse_qsl(way.proto.query_string)) for way in page.get("page_link")]
    assert len(ways) > 3
    assert {way["ausgabe"] for way in ways} == {"2014/1"}


def test_the_map_before_its_page_is_of_the_same_release(opened, part, two_releases):
    link = {"gebiet": "rhein-berg", "indikator": "kinder_sgb2_u15"}
    bodies = []
    for release in ({}, {"ausgabe": "2014/1"}):
        page = opened("pages/karte.py", two_releases, **link, **release)
        address = part(page, "indicators")["preview"] + "kinder_sgb2_u15"
        query = address.partition("?")[2].encode()
        request = Request({"type": "http", "query_string": query, "headers": []})
        bodies.append(preview.respond(request).body)
        assert bodies[-1] == part(page, "map")
    assert bodies[0] != bodies[1]


def test_the_address_to_copy_names_the_release(opened, part, two_releases):
    page = opened("pages/tabelle.py", two_releases, gebiet="rhein-berg")
    page.session_state["atlas_link"] = True
    page.run()
    assert "ausgabe=2014/2" in part(page, "link")["address"]


@pytest.mark.parametrize("file", ["public/2014.parquet", "manifest.json"])
def test_of_a_damaged_older_release_one_sentence_is_said(opened, html, two_releases, file):
    damaged = two_releases / "releases/rhein-berg/2014/1" / file
    damaged.write_bytes(damaged.read_bytes()[:-5])
    page = opened("pages/tabelle.py", two_releases, indikator="kinder_sgb2_u15", ausgabe="2014/1")
    (warning,) = page.warning
    assert "„2014/1“ von Rheinisch" in warning.value
    assert "ist nicht mehr, was veröffentlicht wurde" in warning.value
    assert "2.999" in html(page)


@pytest.mark.parametrize("file", ["public/2014.parquet", "manifest.json"])
def test_instead_of_a_damaged_newest_release_the_one_before_is_offered(
    opened, html, two_releases, file
):
    damaged = two_releases / "releases/rhein-berg/2014/2" / file
    damaged.write_bytes(damaged.read_bytes()[:-5])
    page = opened("pages/tabelle.py", two_releases, gebiet="rhein-berg")
    assert "„2014/2“ ist nicht mehr" in page.warning[0].value.replace("\\", "")
    (way,) = page.get("page_link")
    assert way.proto.label.replace("\\", "") == (
        "Rheinisch-Bergischer Kreis in der Ausgabe 2014/1 vom 01.03.2015 zeigen"
    )
    offered = dict(parse_qsl(way.proto.query_string))
    page = opened("pages/tabelle.py", two_releases, **(offered | {"indikator": "kinder_sgb2_u15"}))
    assert "2.184" in html(page)
    assert not page.error


def test_neither_the_working_state_nor_an_audience_can_be_chosen(opened, html, two_releases):
    table = two_releases / "indicators/rhein-berg/2014.csv"
    table.write_text(table.read_text("utf-8").replace(";2999", ";2111"), encoding="utf-8")
    for word in ("working", "latest", "../2014/1", "internal"):
        page = opened("pages/tabelle.py", two_releases, indikator="kinder_sgb2_u15", ausgabe=word)
        (warning,) = page.warning
        assert "gezeigt wird die neueste" in warning.value
        assert "2.111" not in html(page)
        assert "2.999" in html(page)


def test_where_one_release_is_named_no_later_one_can_be_chosen(
    opened, html, two_releases, monkeypatch
):
    monkeypatch.setenv("ATLAS_RELEASE", "2014/1")
    page = opened("pages/tabelle.py", two_releases, indikator="kinder_sgb2_u15", ausgabe="2014/2")
    assert "2.184" in html(page)
    assert "2.999" not in html(page)
    assert "nicht die neueste" not in html(page)


def test_the_page_says_what_is_new_and_which_figures_were_corrected(opened, html, two_releases):
    text = html(opened("pages/ausgaben.py", two_releases, gebiet="rhein-berg"))
    assert "Was neu ist in 2014/2 gegenüber 2014/1" in text
    assert (
        "Berichtigt: 2 Zahlen, die Summen größerer Gebiete mitgezählt (2014; Kinder unter 15 "
        "Jahren im SGB-II-Bezug)." in text
    )
    rows = [re.findall(r"<t[dh][^>]*>([^<]*)</t", row) for row in text.split("<tr>")]
    assert [row[3:6] for row in rows if "2014" in row] == [
        ["2.184", "2.999", "+815"],
        ["4.241", "5.056", "+815"],
    ]


def test_a_release_can_be_looked_at_and_left_again(opened, html, address, two_releases):
    page = opened("pages/ausgaben.py", two_releases, gebiet="rhein-berg")
    (box,) = (box for box in page.main.selectbox if box.label == "Ausgabe, die alle Seiten zeigen")
    assert box.options == ["2014/2 vom 01.03.2016 (neueste)", "2014/1 vom 01.03.2015"]
    page = box.set_value("2014/1").run()
    assert address(page)["ausgabe"] == "2014/1"
    assert "Dies ist die erste Ausgabe" in page.info[0].value
    (box,) = (box for box in page.main.selectbox if box.label == "Ausgabe, die alle Seiten zeigen")
    page = box.set_value("2014/2").run()
    assert "ausgabe" not in address(page)


def test_with_a_single_release_the_page_says_what_will_come(opened, released):
    page = opened("pages/ausgaben.py", released)
    assert "Es gibt erst diese eine Ausgabe" in page.info[0].value
    assert not page.main.selectbox


def test_beside_the_working_state_its_keepers_see_what_they_released(
    opened, html, two_releases, monkeypatch
):
    monkeypatch.setenv("ATLAS_RELEASE", "working")
    monkeypatch.setenv("ATLAS_AUDIENCE", "statistics")
    page = opened("pages/ausgaben.py", two_releases)
    text = html(page)
    assert "zeigt den Arbeitsstand" in page.info[0].value
    assert "davon verdeckt, intern" in text
    assert "/ausgaben?gebiet=rhein-berg&amp;ausgabe=2014/1&amp;v=2" in text
    assert "Was neu ist in 2014/2 gegenüber 2014/1" in text
    assert ">+815</td>" in text
    (reader,) = page.segmented_control
    page = reader.set_value("internal").run()
    (box,) = page.main.selectbox
    page = box.set_value("2014/1").run()
    assert not page.exception
    assert "Dies ist die erste Ausgabe" in page.info[1].value


def test_beside_the_working_state_no_release_is_said(opened, data_copy, monkeypatch):
    monkeypatch.setenv("ATLAS_AUDIENCE", "statistics")
    page = opened("pages/ausgaben.py", data_copy)
    assert "gibt es noch keine Ausgabe" in page.info[1].value
    assert not page.exception


def test_another_area_is_shown_in_its_own_newest_release(opened, address, two_releases):
    shutil.copytree(two_releases / "districts/rhein-berg", two_releases / "districts/zweit")
    shutil.copytree(two_releases / "indicators/rhein-berg", two_releases / "indicators/zweit")
    for name in ("2014/1", "2014/2"):
        Desk.open(two_releases).release("zweit", name, date(2016, 3, 1), lambda _: None)
    page = opened("pages/tabelle.py", two_releases, gebiet="rhein-berg", ausgabe="2014/1")
    page = page.sidebar.selectbox[0].set_value("zweit").run()
    assert address(page)["gebiet"] == "zweit"
    assert "ausgabe" not in address(page)


def test_a_link_may_name_the_release_that_is_shown_and_no_other(opened, released):
    assert not opened("pages/tabelle.py", released, ausgabe="2014/1").warning
    (warning,) = opened("pages/tabelle.py", released, ausgabe="2013/1").warning
    assert warning.value.replace("\\", "") == (
        "Eine Ausgabe „2013/1“ von Rheinisch-Bergischer Kreis gibt es hier nicht; gezeigt wird die "
        "neueste, „2014/1“. Alle nennt die Seite „Ausgaben“."
    )


def test_the_command_of_a_page_asks_for_the_release_it_shows(opened, released):
    page = opened("pages/tabelle.py", released, indikator="kinder_sgb2_u15")
    page.session_state["atlas_command"] = True
    page.run()
    (command,) = [code.value for code in page.code if "-m atlas values" in code.value]
    assert " --release 2014/1 " in command


def test_an_altered_release_is_said_and_not_shown(opened, html, released):
    table = released / "releases/rhein-berg/2014/1/public/2014.parquet"
    table.write_bytes(table.read_bytes()[:-1])
    page = opened("pages/tabelle.py", released)
    messages = [element.value for element in (*page.error, *page.warning)]
    assert any("Die Ausgabe „2014/1“ ist nicht mehr" in message for message in messages)
    assert "2.184" not in html(page)


@pytest.mark.parametrize("stem", PAGES)
def test_without_any_release_a_page_says_so_calmly(opened, html, data_copy, monkeypatch, stem):
    monkeypatch.delenv("ATLAS_RELEASE")
    page = opened(f"pages/{stem}.py", data_copy)
    assert not page.exception
    assert not [*page.error, *page.warning]
    assert ">Noch keine Ausgabe</h1>" in html(page)
    assert "Öffentliche Fassung" in html(page)
    (sentence,) = page.info
    assert "release build \\-\\-area rhein\\-berg" in sentence.value
    assert "ATLAS\\_AUDIENCE=statistics \\./start" in sentence.value


def test_the_public_sees_the_latest_release_unless_somebody_says_otherwise(
    opened, html, released, monkeypatch
):
    monkeypatch.delenv("ATLAS_RELEASE")
    figures = {"indikator": "kinder_sgb2_u15"}
    assert "2.184" in html(opened("pages/tabelle.py", released, **figures))
    monkeypatch.setenv("ATLAS_AUDIENCE", "internal")
    assert "2.184" in html(opened("pages/tabelle.py", released, **figures))
    for name, value in (("ATLAS_AUDIENCE", "statistics"), ("ATLAS_RELEASE", "working")):
        monkeypatch.delenv("ATLAS_AUDIENCE", raising=False)
        monkeypatch.setenv(name, value)
        assert "2.999" in html(opened("pages/tabelle.py", released, **figures))


@pytest.fixture
def second_area(released):
    """Another area beside the released one, of which there is no release."""
    for room in ("districts", "indicators"):
        shutil.copytree(released / room / "rhein-berg", released / room / "zweitstadt")
    area = released / "districts/zweitstadt/area.toml"
    text = area.read_text("utf-8")
    area.write_text(text.replace('name = "Rheinisch-Bergischer Kreis"', 'name = "Zweitstadt"'))
    return released


def test_an_area_without_a_release_is_not_offered(opened, second_area, address):
    page = opened("pages/tabelle.py", second_area, gebiet="zweitstadt")
    assert not page.error
    assert not page.warning
    assert [box.options for box in page.selectbox if box.label == "Stadt / Kreis"] == [
        ["Rheinisch-Bergischer Kreis"]
    ]
    assert address(page)["gebiet"] == "rhein-berg"
    (sentence,) = page.info
    assert "„Zweitstadt“ hat noch keine Ausgabe" in sentence.value
    assert "\\-\\-area zweitstadt" in sentence.value
    assert not opened("pages/tabelle.py", second_area).info
    assert len(opened("pages/uebersicht.py", second_area).info) == 1


def test_an_area_whose_release_is_of_another_name_is_named(opened, second_area, monkeypatch):
    Desk.open(second_area).release("zweitstadt", "2014/2", date(2015, 4, 1), lambda _: None)
    monkeypatch.setenv("ATLAS_RELEASE", "2014/2")
    (sentence,) = opened("pages/uebersicht.py", second_area).info
    assert "Rheinisch\\-Bergischer Kreis“ hat keine Ausgabe „2014/2“" in sentence.value


def test_a_release_stays_when_the_data_it_was_built_of_are_gone(opened, html, released):
    for room in ("districts", "indicators"):
        shutil.rmtree(released / room / "rhein-berg")
    page = opened("pages/tabelle.py", released, indikator="kinder_sgb2_u15")
    assert not page.error
    assert "2.184" in html(page)


def test_what_is_not_public_is_refused_on_a_server_others_reach(opened, released, monkeypatch):
    monkeypatch.setenv("ATLAS_AUDIENCE", "internal")
    before = config.get_option("server.address")
    config.set_option("server.address", "10.0.0.1")
    try:
        page = opened("pages/tabelle.py", released, indikator="kinder_sgb2_u15")
    finally:
        config.set_option("server.address", before)
    assert ["nicht öffentlich" in element.value for element in page.error] == [True]
    assert not page.selectbox


def test_the_statistics_office_sees_what_others_see_beside_its_own(
    opened, html, released, monkeypatch
):
    monkeypatch.setenv("ATLAS_AUDIENCE", "statistics")
    monkeypatch.setenv("ATLAS_RELEASE", "working")
    page = opened("pages/methodik.py", released, ebene="kommune", indikator="kinder_sgb2_u15")
    text = html(page)
    assert not page.exception
    assert "Drei Fassungen nebeneinander" in text
    # the figure that was changed since the release
    assert "2.999" in text
    assert "2.184" in text
    assert "Ausgabe 2014/1, Verdecktes mit Spielraum 5; 1 von 8 Angaben weicht ab." in text
    # of eight municipalities the one of which not all see the same, and all eight if one wants to
    assert text.count("≠ ") == 2
    rows = text.count("<tr>")
    (toggle,) = page.toggle
    assert html(toggle.set_value(True).run()).count("<tr>") == rows + 7


def test_nobody_else_sees_what_others_see(opened, html, released):
    text = html(opened("pages/methodik.py", released, indikator="kinder_sgb2_u15"))
    assert "Geheimhaltung" in text
    assert "Drei Fassungen" not in text
