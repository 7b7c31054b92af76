"""The route beside Streamlit gives the map that the page of the same address will show."""

from __future__ import annotations

import json

import pytest
from starlette.requests import Request

from atlas.model.scope import Scope
from atlas.ui import preview
from atlas.ui.web import published


@pytest.fixture
def get(monkeypatch, rhein_berg):
    """Ask the route, on the council paper's figures."""
    monkeypatch.setenv("ATLAS_DATA", str(rhein_berg))

    def answer(address):
        query = address.partition("?")[2].encode()
        return preview.respond(Request({"type": "http", "query_string": query, "headers": []}))

    return answer


def header(message):
    length = int.from_bytes(message[:4], "little")
    return json.loads(message[4 : 4 + length])


@pytest.mark.parametrize(
    "words",
    [
        {},
        {"jahr": "2009"},
        {"auswertung": "veraenderung", "basis": "2009", "jahr": "2014"},
        {"klassen": "quantile.4.blau"},
    ],
)
def test_the_map_of_an_address_is_that_of_its_page(opened, part, get, words):
    page = opened("pages/karte.py", gebiet="rhein-berg", indikator="ein_kinder_sgb2_u15", **words)
    address = part(page, "indicators")["preview"]
    answer = get(f"{address}ein_kinder_sgb2_u15")
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"
    assert answer.body == part(page, "map")


def test_the_map_of_another_indicator_is_that_of_the_page_to_come(opened, part, get):
    before = opened("pages/karte.py", gebiet="rhein-berg", indikator="ein_kinder_sgb2_u15")
    answer = get(part(before, "indicators")["preview"] + "ew_u15")
    after = opened("pages/karte.py", gebiet="rhein-berg", indikator="ew_u15")
    assert answer.body == part(after, "map")
    assert header(answer.body)["title"] == "Einwohner unter 15 Jahren"


def test_what_the_address_says_wrong_is_replaced_as_on_the_page(get):
    answer = get(f"{published.PREVIEW}?gebiet=gibtesnicht&ebene=keine&jahr=1&indikator=nichts")
    assert answer.status_code == 200
    assert header(answer.body)["columns"]


def test_a_level_without_boundaries_has_no_map(monkeypatch, town, get):
    monkeypatch.setenv("ATLAS_DATA", str(town))
    answer = get(f"{published.PREVIEW}?gebiet=ort&indikator=kinder")
    assert answer.status_code == 404
    assert "keine Grenzen" in answer.body.decode()


@pytest.mark.parametrize("stem", ["tabelle", "diagramme", "gebiete"])
def test_pages_without_a_map_ask_for_none(opened, part, stem):
    assert part(opened(f"pages/{stem}.py"), "indicators")["preview"] == ""


@pytest.mark.parametrize("kind", ["jahr", "indikator", "zusammenhang"])
def test_two_maps_wait_for_their_page(opened, part, kind):
    page = opened("pages/karte.py", gebiet="rhein-berg", vergleich=kind)
    assert part(page, "indicators")["preview"] == ""


def test_a_base_address_is_kept(monkeypatch):
    monkeypatch.setattr("streamlit.get_option", lambda _name: "/atlas/")
    scope = Scope(area="a", level="b", indicator="c", year=2020)
    assert preview.address_of(scope).startswith(f"/atlas/{published.PREVIEW}?gebiet=a&")
