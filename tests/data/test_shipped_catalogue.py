"""The catalogue and the area that come with the atlas."""

import csv
from collections import Counter
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
TAXONOMIES = ("rbk", "rsk")

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
WITHOUT_FIELD = {("rsk", "sic_straftaten"), ("rsk", "sic_gewalt")}


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


def offenders(items, rule):
    """Codes of the entries that break a rule."""
    return [item.code for item in items if not rule(item)]


def test_an_indicator_is_described_in_full():
    def described(item):
        return (
            0 < len(item.title) <= 70
            and len(item.definition) > 30
            and item.definition.rstrip().endswith(".")
            and all((item.unit, item.date_rule, item.source))
        )

    assert not offenders(INDICATORS, described)


def test_an_indicator_has_sane_numbers():
    def sane(item):
        return (
            item.polarity in {-1, 0, 1}
            and item.decimals in {0, 1, 2}
            and item.pooled_years in {1, 2, 3, 5}
            and (item.plausible is None or item.plausible.lower < item.plausible.upper)
            and (item.unit != "%" or item.decimals == 1)
        )

    assert not offenders(INDICATORS, sane)


def test_an_indicator_is_computed_from_the_catalogue():
    def computable(item):
        inputs, references = set(f.inputs(item.formula)), set(f.references(item.formula))
        listed = inputs <= set(CATALOGUE.quantities) and references <= set(CATALOGUE.indicators)
        return listed and inputs | references

    assert not offenders(INDICATORS, computable)


def test_an_indicator_explains_how_it_is_computed():
    def explained(item):
        sentence = item.formula.describe(CATALOGUE.titles())
        return sentence.endswith(".") and "„" in sentence

    assert not offenders(INDICATORS, explained)


def test_an_indicator_has_a_field_in_every_taxonomy():
    topics = {
        code: {topic for _, field in CATALOGUE.taxonomies[code].fields for topic in field}
        for code in TAXONOMIES
    }
    without = {
        (code, item.code)
        for code in TAXONOMIES
        for item in INDICATORS
        if not topics[code] & set(item.topics)
    }
    assert without == WITHOUT_FIELD


def test_age_and_origin_are_never_a_burden():
    assert not offenders(
        [CATALOGUE.indicators[code] for code in NEUTRAL], lambda item: item.polarity == 0
    )


def test_titles_tell_indicators_apart():
    titles = Counter(item.title for item in INDICATORS)
    assert not offenders(INDICATORS, lambda item: titles[item.title] == 1)


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


def test_a_quantity_is_described():
    def described(item):
        return (
            all((item.title, item.unit, item.source))
            and (item.kind is not Kind.COUNT or item.decimals == 0)
            and CATALOGUE.rules[item.disclosure].minimum in {0, 3, 5}
        )

    assert not offenders(CATALOGUE.quantities.values(), described)


def test_what_the_county_counts_is_added_up():
    assert CATALOGUE.quantities["ew_u15"].kind is Kind.COUNT
    assert CATALOGUE.quantities["kinder_sgb2_u15"].kind is Kind.COUNT
    assert CATALOGUE.indicators["ein_kinder_sgb2_u15"].formula == f.Share(
        of=(f.Term(quantity="kinder_sgb2_u15"),), per=(f.Term(quantity="ew_u15"),)
    )


def test_reference_values_name_their_source():
    assert len(CATALOGUE.references) == 4
    assert all(value.source and value.region for value in CATALOGUE.references)
    values = {(v.indicator, v.region, v.year): v.value for v in CATALOGUE.references}
    assert values["ein_sgb2_u15", "Deutschland", 2015] == 14.4


def test_notes_for_keepers_are_not_told_to_readers(cli):
    # what a figure needs before it is published is no matter of those who read it
    orders = ("nicht gezeigt werden", "nicht veröffentlicht", "keinen Wert zeigen", "nicht mischen")
    offending = [item.code for item in INDICATORS if any(order in item.note for order in orders)]
    assert offending == []
    note = "Nie ohne Bruch mit neueren Zeitreihen verbinden."
    assert CATALOGUE.indicators["ein_kinder_sgb2_u15"].keeper_note == note
    code = ("--area", "rhein-berg", "--indicator", "ein_kinder_sgb2_u15")
    assert f"Für die Datenpflege: {note}" in cli("columns", *code).out.decode()


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("Kinderarmut", "ein_sgb2_u15"),
        ("Bürgergeld", "ein_sgb2"),
        ("Hartz IV", "ein_sgb2"),
        ("Armut", "ein_mindestsicherung"),
        ("Rente", "ein_grusi_alter"),
        ("Ausländer", "mig_ausl"),
    ],
)
def test_indicators_are_found_by_the_words_of_the_street(word, code):
    assert word in CATALOGUE.indicators[code].synonyms
