"""Links: what a page writes into its address opens the same again, on every page."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest

from atlas.model.scope import Scope
from atlas.ui import cache, controls
from atlas.views import texts
from atlas.views.map.several import map_pair
from tests.wandel import write_wandel

SHIPPED = Path(__file__).parents[2] / "data"
PAIR = "05378008,05378012"
SHARE = "ein_kinder_sgb2_u15"
COMMUNE = {"gebiet": "rhein-berg", "ebene": "kommune", "indikator": SHARE}
STEMS = [stem for stem in texts.PAGE_TITLES if stem not in texts.KEEPERS_PAGES]
every_page = pytest.mark.parametrize("stem", STEMS)

# links as they were before they had a version, each with more of what can be said
LINKS = {
    "nothing": {},
    "area": {"gebiet": "rhein-berg"},
    "level": {"ebene": "kreis", "indikator": "ew_u15", "auswahl": PAIR},
    "year": {**COMMUNE, "jahr": "2009"},
    "change": {**COMMUNE, "jahr": "2014", "basis": "2009", "auswertung": "veraenderung"},
    "deviation": {**COMMUNE, "auswertung": "abweichung", "klassen": "standard.5.violett-gruen"},
    "selection": {**COMMUNE, "auswahl": PAIR, "klassen": "eigene.5_12,5"},
}
MORE = {
    "karte": {"vergleich": "jahr", "dazu": "balken"},
    "tabelle": {"nur_auswahl": "ja"},
    "diagramme": {"diagramm": "series"},
}


@pytest.fixture
def visited(opened, monkeypatch):
    """Open a page; the scope it shows and the page."""
    scopes = []

    def recorded(page, *more):
        scopes.append(original(page, *more))
        return scopes[-1]

    original = controls.scope
    monkeypatch.setattr(controls, "scope", recorded)

    def visit(stem, *data, **words):
        page = opened(f"pages/{stem}.py", *data, **words)
        assert not page.exception
        # nothing can be said of an index of the only unit of a level
        is_alone = stem == "sozialindex" and words.get("ebene") == "kreis"
        assert bool(page.error) == is_alone
        return scopes[-1], page

    return visit


@pytest.mark.parametrize(
    ("stem", "name"),
    [
        # each page with one link and each link with one page, all with all in CI
        pytest.param(stem, name, marks=() if (page - link) % 7 == 0 else pytest.mark.slow)
        for page, stem in enumerate(STEMS)
        for link, name in enumerate(LINKS)
    ],
)
def test_what_a_page_writes_opens_the_same_again(visited, address, stem, name):
    link = LINKS[name] | MORE.get(stem, {})
    scope, page = visited(stem, **link)
    written = address(page)
    assert not page.warning
    # without a selection the table offers no cut, and a map without boundaries no comparison
    assert {**link, "v": "2"}.items() - MORE.get(stem, {}).items() <= written.items()
    again, page = visited(stem, **written)
    assert not page.warning
    assert again == scope
    assert address(page) == written


@every_page
def test_a_gebietsstand_is_kept_by_its_link(visited, address, tmp_path, stem):
    town = write_wandel(tmp_path / "wandel")
    link = {"ebene": "bezirk", "jahr": "2020", "stand": "2013-01-01", "auswahl": "04"}
    scope, page = visited(stem, town, **link)
    written = address(page)
    assert link.items() <= written.items()
    assert scope.selection == ("04",)
    again, page = visited(stem, town, **written)
    assert (again, address(page)) == (scope, written)


@pytest.mark.slow
def test_a_scatter_plot_is_kept_by_its_link(visited, address):
    link = {"gebiet": "musterstadt", "ebene": "bezirk", "diagramm": "scatter"}
    _, page = visited("diagramme", SHIPPED, **link)
    box = next(box for box in page.main.selectbox if box.label == "Zweiter Indikator")
    page = box.set_value("dem_ew").run()
    written = address(page)
    assert written["partner"] == "dem_ew"
    _, page = visited("diagramme", SHIPPED, **written)
    assert address(page) == written


def test_the_scope_has_the_selection_of_its_level(visited):
    both = f"05378,{PAIR}"
    assert visited("tabelle", **COMMUNE, auswahl=both)[0].selection == tuple(PAIR.split(","))
    county = {"ebene": "kreis", "indikator": "ew_u15"}
    assert visited("tabelle", **county, auswahl=both)[0].selection == ("05378",)


def test_each_of_two_levels_on_maps_has_its_own_selection(visited):
    link = {"gebiet": "musterstadt", "ebene": "bezirk", "indikator": "ein_sgb2_u15"}
    both = {"vergleich": "ebene", "zweite_ebene": "sozialraum", "auswahl": "101,01"}
    _, page = visited("karte", SHIPPED, **link, **both)
    selections = [header["selection"] for header in headers(page)]
    assert sorted(selections) == [["01"], ["101"]]


COUNTY = Scope(
    area="rhein-berg", level="kommune", indicator=SHARE, year=2014, selection=("05378008",)
)
CITY = Scope(
    area="musterstadt", level="sozialraum", indicator="dem_u6", year=2024, selection=("01",)
)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("scope", "other"),
    [(COUNTY, {"year": 2009}), (CITY, {"indicator": "dem_80p"}), (CITY, {"level": "bezirk"})],
)
def test_the_link_of_two_maps_opens_both(visited, shipped, html, scope, other):
    """The heading above two maps names what differs between them."""
    left, right = sorted((scope, replace(scope, **other)), key=lambda half: half.year)
    pair = map_pair(shipped, left, right)
    link = pair.left.current_map.provenance.link
    assert link == pair.right.current_map.provenance.link
    seen, page = visited("karte", SHIPPED, **dict(parse_qsl(urlsplit(link).query)))
    names = ("area", "level", "indicator", "year", "selection")
    assert [getattr(seen, name) for name in names] == [getattr(scope, name) for name in names]
    assert f'<h1 class="atlas-headline">{pair.title}</h1>' in html(page)


def headers(page):
    """What is sent to the live maps of a page, without their colours."""
    for element in page.get("bidi_component"):
        if element.proto.component_name == "sozialatlas.map":
            data = element.proto.bytes
            yield json.loads(data[4 : 4 + int.from_bytes(data[:4], "little")])


@every_page
def test_names_that_no_longer_exist_are_named_and_the_rest_opens(visited, address, stem):
    link = {"ebene": "stadtteil", "indikator": "ein_alt", "jahr": "2009", "basis": "1871"}
    _, page = visited(stem, **link)
    (warning,) = page.warning
    assert warning.value.replace("\\", "") == (
        "Die Adresse nennt etwas, das es hier nicht gibt (Räumliche Ebene „stadtteil“, Indikator "
        "„ein_alt“, Vergleichsjahr „1871“); gezeigt wird dafür die Voreinstellung."
    )
    assert address(page)["jahr"] == "2009"
    assert not page.run().warning


@pytest.mark.slow
@pytest.mark.parametrize(
    ("stem", "link", "named"),
    [
        ("karte", {"vergleich": "quartal"}, "Vergleich „quartal“"),
        ("karte", {"vergleich": "zusammenhang", "mit": "ein_alt"}, "Zweiter Indikator „ein_alt“"),
        ("karte", {"vergleich": "ebene", "zweite_ebene": "viertel"}, "Zweite Ebene „viertel“"),
        ("diagramme", {"diagramm": "torte"}, "Diagramm „torte“"),
        ("diagramme", {"diagramm": "scatter", "partner": "alt"}, "Zweiter Indikator „alt“"),
    ],
)
def test_names_of_one_page_that_no_longer_exist_are_named_too(visited, stem, link, named):
    _, page = visited(stem, SHIPPED, gebiet="musterstadt", **link)
    (warning,) = page.warning
    assert warning.value.replace("\\", "") == (
        f"Die Adresse nennt etwas, das es hier nicht gibt ({named}); gezeigt wird dafür die "
        "Voreinstellung."
    )
    assert not page.run().warning


@every_page
def test_a_newer_link_opens_as_far_as_it_is_understood(visited, address, stem):
    _, page = visited(stem, **COMMUNE, jahr="2009", v="3")
    (warning,) = page.warning
    assert warning.value.startswith("Der Link stammt aus einem neueren Sozialatlas")
    assert address(page)["jahr"] == "2009"
    assert address(page)["v"] == "2"


@every_page
def test_a_release_there_is_not_is_told_and_the_working_state_shown(visited, address, stem):
    scope, page = visited(stem, **COMMUNE, ausgabe="2015-1")
    (warning,) = page.warning
    assert warning.value.replace("\\", "") == (
        "Die Ausgabe „2015-1“ wird hier nicht gezeigt: Diese Anwendung zeigt den Arbeitsstand."
    )
    assert scope.release == ""
    assert "ausgabe" not in address(page)


@pytest.fixture
def computed(monkeypatch):
    """The views computed so far because no cache had them, by name."""
    counts = Counter()
    original = cache._call

    def counting(view, *arguments, **named):
        counts[view.__qualname__] += 1
        return original(view, *arguments, **named)

    monkeypatch.setattr(cache, "_call", counting)
    monkeypatch.setattr(cache, "_keepers", {})
    return counts


@pytest.mark.slow
@pytest.mark.parametrize(
    ("stem", "more", "anew"),
    [
        ("karte", {"dazu": "balken"}, {"selection_cards"}),
        ("karte", {"vergleich": "jahr"}, {"selection_cards"}),
        ("tabelle", {}, {"table", "table_heading"}),
        ("diagramme", {"diagramm": "bars"}, {"chart"}),
        ("diagramme", {"diagramm": "distribution"}, {"chart"}),
        ("uebersicht", {}, set()),
        ("methodik", {}, set()),
        ("profil", {}, {"document", "document_body"}),
        # there all indicators of the unit are listed
        ("gebiete", {}, {"profile_table", "statement"}),
    ],
)
def test_a_click_on_a_unit_computes_only_what_marks_it(visited, computed, stem, more, anew):
    _, page = visited(stem, **COMMUNE, **more)
    page.session_state["atlas_text_alternative"] = True
    page.session_state["classes"] = True
    page.run()
    before = computed.copy()
    assert before
    page.session_state[controls.SELECTION] = PAIR
    page.run()
    assert not page.exception
    assert set(computed - before) == anew
    page.session_state["choice_jahr"] = "2009"
    page.run()
    # two pages show the same in every year
    assert stem in {"methodik", "gebiete"} or computed - before


def test_a_widget_is_told_its_value_twice(visited):
    """A browser still fetching a widget's code misses the first run's setting: see `_index`."""
    _, page = visited("diagramme", **LINKS["change"])
    page.run()
    boxes = [*page.sidebar.selectbox, *page.sidebar.radio]
    told = {box.key: (box.proto.default, box.index) for box in boxes}
    # the change is the second of three views
    assert told["choice_auswertung"] == (1, 1)
    assert all(default == shown for default, shown in told.values())
