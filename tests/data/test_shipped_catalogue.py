"""The catalogue and the area that come with the atlas."""

import csv
from pathlib import Path

import pytest

from atlas.model import formulas as f
from atlas.model.quantities import Kind
from atlas.sources.area_data import read_area_data
from atlas.sources.catalogue import read_catalogue

DATA = Path(__file__).parents[2] / "data"
FILE = read_catalogue(DATA / "indicators" / "catalogue.toml")
CATALOGUE = FILE.catalogue
INDICATORS = list(CATALOGUE.indicators.values())
every_indicator = pytest.mark.parametrize("item", INDICATORS, ids=lambda item: item.code)
every_taxonomy = pytest.mark.parametrize("code", ["rbk", "rsk"])

CODES = [
    "dem_ew",
    "dem_dichte",
    "dem_u6",
    "dem_u18",
    "dem_65p",
    "dem_80p",
    "dem_jugendquotient",
    "dem_altenquotient",
    "dem_gesamtquotient",
    "dem_billeter",
    "dem_greying",
    "dem_durchschnittsalter",
    "dem_geburtenziffer",
    "dem_nat_saldo",
    "dem_wandsaldo",
    "dem_wandsaldo_u6",
    "dem_fluktuation",
    "dem_wohndauer5",
    "dem_einpersonen",
    "dem_hh_kinder",
    "dem_alleinerziehende",
    "ein_sgb2",
    "ein_sgb2_u15",
    "ein_kinder_bg_u18",
    "ein_sgb2_u15_pers",
    "ein_kinder_sgb2_u15",
    "ein_ae_sgb2",
    "ein_grusi_alter",
    "ein_mindestsicherung",
    "ein_transfer_nicht_arbeitslos",
    "ein_langzeitbezug",
    "ein_aufstocker",
    "ein_wohngeld",
    "ein_einkommen",
    "ein_schuldner",
    "ein_but",
    "arb_anteil",
    "arb_u25",
    "arb_55p",
    "arb_lza",
    "arb_lza_struktur",
    "arb_sgb2_struktur",
    "arb_bq",
    "arb_bq_frauen",
    "arb_minijob",
    "woh_flaeche_ew",
    "woh_sozialwohnungen",
    "woh_bindungsauslauf",
    "woh_efh",
    "woh_leerstand",
    "woh_miete",
    "woh_notfall",
    "woh_fertig",
    "bil_kita_u3",
    "bil_kita_3_6",
    "bil_sprache",
    "bil_gym",
    "bil_uebergang_gym",
    "bil_ohne_abschluss",
    "bil_hze",
    "bil_foerderbedarf",
    "bil_lernmittel",
    "bil_ogs",
    "ges_uebergewicht",
    "ges_motorik",
    "ges_u8",
    "ges_masern",
    "ges_zaehne",
    "ges_hausarzt",
    "ges_schwerbehindert",
    "ges_vorz_sterblichkeit",
    "pfl_quote",
    "pfl_stat_plaetze",
    "pfl_allein_65",
    "pfl_hzp",
    "mig_ausl",
    "mig_mh",
    "mig_mh_u18",
    "mig_einbuergerung",
    "mig_asylblg",
    "par_wahl",
    "par_jfe",
    "par_sozialpass",
    "par_barrierefrei",
    "par_ehrenamt",
    "sic_straftaten",
    "sic_gewalt",
    "sic_jgh",
    "sic_unfaelle",
    "mob_pkw",
    "mob_oepnv",
    "umw_gruen",
    "umw_spiel",
    "umw_laerm",
]
NEUTRAL = [
    "dem_u18",
    "dem_65p",
    "dem_80p",
    "dem_durchschnittsalter",
    "mig_ausl",
    "mig_mh",
    "mig_mh_u18",
]
# the Rhein-Sieg-Kreis has no field for crime: „soziale Sicherheit“ means something else
UNPLACED = {("rsk", "sic_straftaten"), ("rsk", "sic_gewalt")}


def test_nothing_is_wrong_with_the_shipped_files():
    data, problems = read_area_data(DATA, "rhein-berg", CATALOGUE)
    assert (FILE.problems, problems) == ((), ())
    assert data.area.name == "Rheinisch-Bergischer Kreis"


def test_all_indicators_are_there():
    assert len(CODES) == 94
    assert list(CATALOGUE.indicators) == CODES


@pytest.mark.real_data
def test_all_indicators_of_the_domain_study_are_there(real_data):
    path = real_data.parent / "domain" / "indicators.csv"
    with path.open(encoding="utf-8", newline="") as file:
        studied = {row["id"] for row in csv.DictReader(file, delimiter=";")}
    assert set(CODES) - studied == {"ein_kinder_sgb2_u15"}
    assert studied <= set(CODES)


@every_indicator
def test_an_indicator_is_described_in_full(item):
    assert item.title
    assert len(item.title) <= 70
    assert len(item.definition) > 30
    assert item.definition.rstrip().endswith(".")
    assert item.unit
    assert item.date_rule
    assert item.source


@every_indicator
def test_an_indicator_has_sane_numbers(item):
    assert item.polarity in {-1, 0, 1}
    assert item.decimals in {0, 1, 2}
    assert item.pooled_years in {1, 2, 3, 5}
    assert item.plausible is None or item.plausible.lower < item.plausible.upper
    assert item.unit != "%" or item.decimals == 1


@every_indicator
def test_an_indicator_can_be_computed_and_explained(item):
    assert set(f.inputs(item.formula)) <= set(CATALOGUE.quantities)
    assert set(f.references(item.formula)) <= set(CATALOGUE.indicators)
    assert f.inputs(item.formula) or f.references(item.formula)
    sentence = item.formula.describe(CATALOGUE.titles())
    assert sentence.endswith(".")
    assert "„" in sentence


@every_indicator
@every_taxonomy
def test_an_indicator_is_found_in_every_taxonomy(item, code):
    topics = {topic for _, field in CATALOGUE.taxonomies[code].fields for topic in field}
    found = bool(topics & set(item.topics))
    assert found is ((code, item.code) not in UNPLACED)


@pytest.mark.parametrize("code", NEUTRAL)
def test_age_and_origin_are_never_a_burden(code):
    assert CATALOGUE.indicators[code].polarity == 0


def test_titles_tell_indicators_apart():
    titles = [item.title for item in INDICATORS]
    assert len(set(titles)) == 94


def test_fields_of_the_rheinisch_bergischer_kreis():
    assert [title for title, _ in CATALOGUE.taxonomies["rbk"].fields] == [
        "Demographische Daten",
        "Einkommen- und Transferleistungen",
        "Arbeit",
        "Wohnen",
        "Erziehung und Bildung",
        "Gesundheit",
        "Partizipation und Teilhabe",
        "Sicherheit",
    ]


def test_fields_of_the_rhein_sieg_kreis():
    assert [title for title, _ in CATALOGUE.taxonomies["rsk"].fields] == [
        "Betreuungssituation/Betreuungsketten",
        "Wohnraumangebote",
        "Infrastruktur für die Pflege",
        "Bildung",
        "Mobilität",
        "Materielle und soziale Sicherheit",
        "Demografie",
        "Struktur im ländlichen Bereich",
        "Gesundheit",
    ]


@pytest.mark.parametrize(("code", "left_out"), [("rbk", set()), ("rsk", {"sicherheit"})])
def test_every_topic_is_reached_but_those_across(code, left_out):
    fields = {topic for _, topics in CATALOGUE.taxonomies[code].fields for topic in topics}
    across = {"kinder", "familie", "alter", "inklusion", "integration"}
    assert set(CATALOGUE.topics) - fields == across | left_out
    assert {topic for topic, item in CATALOGUE.topics.items() if item.cross_cutting} == across


def test_every_topic_has_indicators():
    used = {topic for item in INDICATORS for topic in item.topics}
    assert set(CATALOGUE.topics) - used == set()


def test_every_quantity_is_used_or_part_of_something():
    used = {code for item in INDICATORS for code in f.inputs(item.formula)}
    for item in CATALOGUE.quantities.values():
        used |= {part for group in item.parts for part in group} | set(item.among)
        used |= {item.code} if item.parts or item.among else set()
    assert set(CATALOGUE.quantities) - used == set()


@pytest.mark.parametrize("item", CATALOGUE.quantities.values(), ids=CATALOGUE.quantities.keys())
def test_a_quantity_is_described(item):
    assert item.title
    assert item.unit
    assert item.source
    assert item.kind is not Kind.COUNT or item.decimals == 0
    assert item.minimum in {None, 3, 5}


def test_what_the_county_counts_is_added_up():
    assert CATALOGUE.quantities["ew_u15"].kind is Kind.COUNT
    assert CATALOGUE.quantities["kinder_sgb2_u15"].kind is Kind.COUNT
    assert CATALOGUE.indicators["ein_kinder_sgb2_u15"].formula == f.Share(
        of=(f.Term(quantity="kinder_sgb2_u15"),), per=(f.Term(quantity="ew_u15"),)
    )


def test_reference_values_name_their_source():
    assert len(CATALOGUE.references) == 4
    assert all(value.source and value.region for value in CATALOGUE.references)
    found = {(v.indicator, v.region, v.year): v.value for v in CATALOGUE.references}
    assert found["ein_sgb2_u15", "Deutschland", 2015] == 14.4
