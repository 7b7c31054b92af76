from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from atlas.atlas import Atlas
from atlas.model.areas import Boundaries
from atlas.model.dates import ReferenceDate, parse_reference_date
from atlas.model.quantities import Delivery
from atlas.model.scope import Scope
from atlas.views.provenance import boundary_text, dates_text, merged, provenance

LIKE = Delivery(
    quantity="ew",
    year=2020,
    base_level="ort",
    reference_date=None,
    source="Amt",
    publisher="Stadt",
)


def provenance_of(atlas, **fields):
    scope = Scope(**fields)
    table = atlas.values(scope)
    return provenance(
        atlas, scope.area, atlas.indicator(scope.area, scope.indicator), table.rows, table.decimals
    )


@pytest.fixture(scope="module")
def council(shipped):
    return provenance_of(
        shipped, area="rhein-berg", level="kommune", indicator="ein_kinder_sgb2_u15"
    )


def test_source_and_publisher_are_named_once(council):
    assert council.source.count("Grundsatzkonzept Sozialplanung") == 1
    assert council.publisher == "Rheinisch-Bergischer Kreis"


def test_reference_dates_are_named_apart(council):
    years = council.reference_dates.split("; ")
    assert years[0] == "2009: nicht angegeben"
    assert years[1] == (
        "2014: Kinder unter 15 Jahren im SGB-II-Bezug am 31.10.2014, "
        "Einwohner unter 15 Jahren am 31.12.2013"
    )


def test_unknown_boundaries_are_told(council):
    assert council.boundaries == "nicht angegeben"


def test_notes_of_indicator_and_delivery_come_along(council):
    assert "Die Vorlage nennt die Abgrenzung der Kinder im SGB-II-Bezug nicht." in council.notes


def test_pooled_figures_name_every_year_they_rest_on(plain_atlas):
    sources = provenance_of(
        plain_atlas(), area="ort", level="stadt", indicator="kinderanteil_2j", years=(2021,)
    )
    assert sources.reference_dates == "31.12.2020; 31.12.2021"
    assert sources.boundaries == "01.01.2021"


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        # figures of whole years, and of whole years per people at the end of the year
        ("ges_uebergewicht", "2022–2024"),
        (
            "sic_unfaelle",
            (
                "2022–2024: Im Straßenverkehr verunglückte Kinder unter 15 Jahren im ganzen Jahr, "
                "Einwohner unter 15 Jahren am 31.12."
            ),
        ),
    ],
)
def test_dates_that_differ_in_the_year_only_are_told_at_once(shipped, code, expected):
    sources = provenance_of(
        shipped, area="musterstadt", level="sozialraum", indicator=code, years=(2024,)
    )
    assert sources.reference_dates == expected


def test_years_running_are_told_at_once_up_to_a_gap():
    def delivery(year, date):
        return replace(LIKE, year=year, reference_date=date)

    day = {year: ReferenceDate.day(date(year, 12, 31)) for year in range(2010, 2021)}
    days = [delivery(year, day[year]) for year in (2010, 2011, 2012, 2014, 2015)]
    assert dates_text(days, {}) == "2010–2012: jeweils 31.12.; 2014: 31.12.2014; 2015: 31.12.2015"
    # a day of the year before, and none at all, are named with their years
    days = [delivery(year, day[year - 1]) for year in (2011, 2012, 2013)]
    assert dates_text(days, {}) == "2011: 31.12.2010; 2012: 31.12.2011; 2013: 31.12.2012"
    none = [delivery(year, None) for year in (2011, 2012, 2013)]
    assert dates_text(none, {}).count("nicht angegeben") == 3


def test_what_several_figures_rest_on_is_named_once(council):
    assert merged([council, council]) == council
    other = replace(council, source="B", boundaries="31.12.2014")
    both = merged([council, other])
    assert both.source == f"{council.source}; B"
    assert both.boundaries == "nicht angegeben, 31.12.2014"


def test_sources_are_split_on_demand(council):
    parts = [replace(council, source=source) for source in ("A; B", "B; C")]
    assert merged(parts).source == "A; B; B; C"
    assert merged(parts, split_sources=True).source == "A; B; C"


def test_a_gebietsstand_that_figures_share_is_named_once(council):
    parts = [replace(council, boundaries=days) for days in ("01.01.2020", "01.01.2013, 01.01.2020")]
    assert merged(parts).boundaries == "01.01.2020, 01.01.2013"


def test_invented_data_say_so(town, edit):
    edit(town / "districts/ort/area.toml", 'kind = "Stadt"', 'kind = "Stadt"\nfictional = true')
    sources = provenance_of(Atlas.open(town), area="ort", level="stadt", indicator="kinder")
    assert "Alle Angaben zu diesem Gebiet sind frei erfunden." in sources.notes


@pytest.mark.parametrize(
    ("boundaries", "text"),
    [
        (None, "keine Grenzen hinterlegt"),
        (Boundaries(file="a", attribution="b"), "nicht angegeben"),
        (Boundaries(file="a", attribution="b", schematic=True), "schematische Grenzen"),
        (Boundaries(file="a", attribution="b", valid_at=date(2024, 12, 31)), "31.12.2024"),
    ],
)
def test_boundaries_are_described(boundaries, text):
    assert boundary_text(boundaries) == text


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("{}-03", "2010–2012: jeweils März"),
        ("{}-Q1", "2010–2012: jeweils 1. Quartal"),
        ("Jahresmittel {}", "2010–2012: jeweils Jahresmittel"),
        ("{}", "2010–2012"),
    ],
)
def test_parts_of_the_year_are_told_at_once_too(form, expected):
    deliveries = [
        replace(LIKE, year=year, reference_date=parse_reference_date(form.format(year)))
        for year in (2010, 2011, 2012)
    ]
    assert dates_text(deliveries, {}) == expected


def test_a_month_stands_in_the_middle_of_a_sentence():
    day = ReferenceDate.day(date(2014, 12, 31))
    deliveries = [
        replace(LIKE, quantity="a", year=2014, reference_date=day),
        replace(LIKE, quantity="b", year=2014, reference_date=parse_reference_date("2014-03")),
    ]
    titles = {"a": "Kinder", "b": "Zuzüge"}
    assert dates_text(deliveries, titles) == "2014: Kinder am 31.12.2014, Zuzüge im März 2014"


def test_what_is_computed_is_marked_so(town, edit):
    edit(
        town / "indicators/catalogue.toml",
        'title = "Leute"\nunit = "Personen"',
        'title = "Leute"\nparts = [["kinder", "uebrige"]]\nunit = "Personen"',
    )
    catalogue = town / "indicators/catalogue.toml"
    catalogue.write_text(
        catalogue.read_text("utf-8")
        + '[quantity.uebrige]\ntitle = "Übrige"\nunit = "Personen"\nkind = "count"\n',
        encoding="utf-8",
    )
    edit(town / "indicators/ort/2020.toml", "[kinder]\n", '[kinder]\nnote = "Mit Gästen."\n')
    of = provenance_of(
        Atlas.open(town), area="ort", level="bezirk", indicator="uebrige", years=(2020,)
    )
    assert "„Übrige“ ist berechnet: „Leute“ abzüglich „Kinder“." in of.notes
    assert "Mit Gästen." in of.notes
    assert of.source == "Melderegister der Stadt Ort"


def test_of_the_note_of_an_invented_area_only_what_is_said_anyway_is_left_out(town):
    path = town / "districts/ort/area.toml"
    note = 'note = "Alle Zahlen sind erfunden. Die Grenzen stammen von OpenStreetMap (ODbL)."\n'
    path.write_text(f"fictional = true\n{note}{path.read_text('utf-8')}", encoding="utf-8")
    notes = provenance_of(
        Atlas.open(town), area="ort", level="block", indicator="kinderanteil", years=(2021,)
    ).notes
    assert "Die Grenzen stammen von OpenStreetMap (ODbL)." in notes
    assert not [text for text in notes if "Alle Zahlen sind erfunden" in text]
