"""The permanent link of a figure: short, and it opens what the figure shows."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import parse_qsl, urlsplit

import pytest

from atlas.atlas import Atlas
from atlas.model.classing import Classing, Method
from atlas.model.scope import Scope, View
from atlas.views import address, selected
from atlas.views.chart import charts
from atlas.views.citation import permanent_link
from atlas.views.map.bivariate import bivariate
from atlas.views.map.maps import choropleth
from atlas.views.table.tables import value_table
from atlas.views.table.unit_tables import unit_table

SCOPE = Scope(
    area="rhein-berg", level="kommune", indicator="ein_kinder_sgb2_u15", year=2014, base_year=2009
)
QUERY = "?gebiet=rhein-berg&ebene=kommune&indikator=ein_kinder_sgb2_u15&jahr=2014"


def opened(link: str) -> Scope:
    return address.decode(dict(parse_qsl(urlsplit(link).query))).scope


def test_a_link_leaves_out_what_is_said_by_default(shipped, monkeypatch):
    assert permanent_link(shipped, SCOPE, "karte") == f"/karte{QUERY}&v=2"
    monkeypatch.setenv("ATLAS_URL", "https://atlas.example.org/soziales/")
    assert (
        permanent_link(shipped, SCOPE, "karte")
        == f"https://atlas.example.org/soziales/karte{QUERY}&v=2"
    )


@pytest.mark.parametrize(
    ("given", "home"),
    [
        ("javascript:alert(1)", ""),
        ("atlas.example.org", ""),
        ("https://atlas.example.org/soziales?x=1#f", "https://atlas.example.org/soziales"),
    ],
)
def test_only_an_address_of_the_web_stands_before_a_link(shipped, monkeypatch, given, home):
    monkeypatch.setenv("ATLAS_URL", given)
    assert permanent_link(shipped, SCOPE, "karte") == f"{home}/karte{QUERY}&v=2"


@pytest.mark.parametrize(
    "scope",
    [
        replace(SCOPE, view=View.CHANGE),
        replace(SCOPE, base_year=None, view=View.DEVIATION),
        replace(SCOPE, base_year=None, classing=Classing(method=Method.MANUAL, limits=(5, 7.5))),
        replace(SCOPE, base_year=None, selection=("05378004", "a,b", "ü&=#")),
    ],
)
def test_a_link_opens_what_it_was_made_of(shipped, scope):
    assert opened(permanent_link(shipped, scope, "karte")) == scope


def test_every_figure_names_its_page_and_kind(shipped):
    scope = replace(SCOPE, base_year=None)
    chart = f"/diagramme{QUERY}&v=2"
    links = {
        choropleth(shipped, scope).current_map.provenance.link: f"/karte{QUERY}&v=2",
        bivariate(shipped, scope, "ew_u15").current_map.provenance.link: (
            f"/karte{QUERY}&v=2&vergleich=zusammenhang&mit=ew_u15"
        ),
        unit_table(shipped, scope).provenance.link: f"/tabelle{QUERY}&v=2",
        # the table has a column of changes since then
        unit_table(shipped, SCOPE).provenance.link: f"/tabelle{QUERY}&v=2&basis=2009",
        value_table(shipped, scope.single_year).provenance.link: f"/tabelle{QUERY}&v=2",
        charts.bars(shipped, scope).provenance.link: chart,
        charts.bars(shipped, scope, by_value=True).provenance.link: f"{chart}&reihenfolge=wert",
        charts.scatter(shipped, scope, "ew_u15").provenance.link: (
            f"{chart}&diagramm=scatter&partner=ew_u15"
        ),
        charts.distribution(shipped, scope).provenance.link: f"{chart}&diagramm=distribution",
        charts.series(shipped, scope, ("05378004",)).provenance.link: (
            f"{chart}&diagramm=series&auswahl=05378004"
        ),
        selected.emphasised(charts.bars(shipped, scope), ("05378004",)).provenance.link: (
            f"{chart}&auswahl=05378004"
        ),
    }
    assert list(links) == list(links.values())


def test_figures_name_the_state_of_the_data_and_the_licence_if_there_is_one(town, edit):
    scope = Scope(area="ort", level="bezirk", indicator="kinder", year=2021)
    without = value_table(Atlas.open(town), scope).provenance
    assert without.licence == ""
    edit(
        town / "districts/ort/area.toml", 'kind = "Stadt"', 'kind = "Stadt"\nlicence = "CC BY 4.0"'
    )
    atlas = Atlas.open(town)
    licensed = value_table(atlas, scope).provenance
    assert licensed.licence == "CC BY 4.0"
    revision = atlas.revision("ort")[:8]
    assert licensed.edition == f"{revision} (Öffentliche Fassung, Arbeitsstand)"
    assert len(revision) == 8
    # another state of the files is another state of the data
    assert licensed.edition != without.edition
