"""What picture files say of themselves, and that none leaves without its source."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from xml.etree import ElementTree as ET

import pikepdf
import pytest
from PIL import Image

from atlas.model.scope import Scope
from atlas.render.chart.charts import altair_chart, chart_bytes
from atlas.render.paper.printed_map import map_files
from atlas.views.chart import charts

SCOPE = Scope(area="rhein-berg", level="kommune", indicator="ein_kinder_sgb2_u15", year=2014)
SVG = "{http://www.w3.org/2000/svg}"
RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
LINK = "/karte?gebiet=rhein-berg&ebene=kommune&indikator=ein_kinder_sgb2_u15&jahr=2014&v=2"


@pytest.fixture(scope="module")
def bars(shipped):
    spec = charts.bars(shipped, SCOPE)
    return replace(
        spec, provenance=replace(spec.provenance, licence="CC BY 4.0", edition="0badcafe")
    )


@pytest.fixture(scope="module")
def chart_png(bars):
    return chart_bytes(bars, "png")


def facts(content: bytes) -> dict[str, str]:
    with Image.open(BytesIO(content)) as picture:
        picture.load()
        return dict(picture.text)


def pdf_facts(content: bytes) -> dict[str, str]:
    with pikepdf.open(BytesIO(content)) as pdf:
        return {name.removeprefix("/"): str(text) for name, text in pdf.docinfo.items()}


@pytest.mark.slow
def test_a_chart_says_of_itself_what_a_map_does(bars, chart_png, map_spec, boundaries):
    year = map_spec.current_map
    sources = replace(year.provenance, link=LINK, licence="CC BY 4.0", edition="0badcafe")
    years = tuple(replace(item, provenance=sources) for item in map_spec.years)
    spec = replace(map_spec, years=years)
    map_facts = facts(map_files(spec, boundaries, "png")[0])
    assert facts(chart_png).keys() == map_facts.keys()
    assert map_facts["URL"] == LINK
    assert map_facts["Source"] == year.provenance.source
    of_pdfs = [
        pdf_facts(map_files(spec, boundaries, "pdf")[0]),
        pdf_facts(chart_bytes(bars, "pdf")),
    ]
    # a PDF calls the description its subject
    own = {"Subject", "Producer", "Creator"}
    assert [set(item) - own for item in of_pdfs] == [set(map_facts) - {"Description"}] * 2
    assert of_pdfs[0]["URL"] == LINK


def svg_facts(content: bytes) -> set[str]:
    """The texts of the metadata of an SVG."""
    root = ET.fromstring(content)  # noqa: S314  (our own)
    entries = root.iterfind(f"{SVG}metadata/{RDF}RDF/{RDF}Description/*")
    return {entry.text for entry in entries}


def test_an_svg_says_of_itself_what_a_png_does(bars, chart_png, map_spec, boundaries):
    invented = ("Alle Angaben zu diesem Gebiet sind frei erfunden.",)
    year = map_spec.current_map
    sources = replace(
        year.provenance,
        link=LINK,
        licence="CC BY 4.0",
        edition="0badcafe",
        reference_dates="31.12.2013",
        notes=invented,
    )
    spec = replace(map_spec, years=(replace(year, provenance=sources),), current=year.year)
    written = svg_facts(map_files(spec, boundaries, "svg")[0])
    assert written >= {LINK, "CC BY 4.0", "Datenstand 0badcafe", sources.source}
    assert "Stand: 31.12.2013\nAlle Angaben zu diesem Gebiet sind frei erfunden." in written
    assert written == {*facts(map_files(spec, boundaries, "png")[0]).values(), "de"}
    assert svg_facts(chart_bytes(bars, "svg")) == {*facts(chart_png).values(), "de"}


def test_a_chart_as_picture_names_title_source_licence_and_link(chart_png, bars):
    written = facts(chart_png)
    assert written["Title"] == bars.headline
    assert written["Author"] == "Rheinisch-Bergischer Kreis"
    assert written["Copyright"] == "CC BY 4.0"
    assert written["Version"] == "Datenstand 0badcafe"
    assert written["URL"].startswith("/diagramme?gebiet=rhein-berg")
    with Image.open(BytesIO(chart_png)) as picture:
        # 640 units of 0.6 points at 300 dpi
        assert picture.width == 1600
        assert picture.info["dpi"] == pytest.approx((300, 300), abs=0.01)


def test_a_chart_shows_licence_state_of_the_data_and_link(bars):
    text = chart_bytes(bars, "svg").decode()
    assert "Lizenz: CC BY 4.0" in text
    assert "Datenstand: 0badcafe" in text
    assert "Link: /diagramme?gebiet=rhein-berg&amp;ebene=kommune" in text


def test_a_pdf_of_a_chart_has_author_and_keywords(bars):
    with pikepdf.open(BytesIO(chart_bytes(bars, "pdf"))) as pdf:
        assert str(pdf.docinfo["/Author"]) == "Rheinisch-Bergischer Kreis"
        assert "Rheinisch-Bergischer Kreis" in str(pdf.docinfo["/Keywords"])


def test_the_screen_offers_no_picture_without_its_source(bars):
    options = altair_chart(bars).to_dict(validate=False)["usermeta"]["embedOptions"]
    assert options["actions"] is False
