"""Titles as subjects of sentences: article and case are told by the title, or it is quoted."""

from __future__ import annotations

import pytest

from atlas.model import formulas as f
from atlas.model.indicators import Indicator
from atlas.model.scope import Scope, View
from atlas.views.headlines import headline
from atlas.views.subjects import pronoun, subject

ONE = (f.Term(quantity="a"),)
FORMULAS = {
    "%": f.Share(of=ONE, per=ONE),
    "je 1.000": f.Rate(of=ONE, per=ONE, factor=1000.0),
    "Personen": f.Total(of=ONE),
    "€": f.Given(of=ONE),
}


def item(title: str, unit: str = "%", **more: str) -> Indicator:
    plain = {"code": "x", "definition": "", "date_rule": "", "source": ""} | more
    return Indicator(
        title=title, unit=unit, formula=FORMULAS[unit], decimals=1, polarity=0, topics=(), **plain
    )


@pytest.mark.parametrize(
    ("title", "unit", "expected"),
    [
        ("Anteil der unter 18-Jährigen", "%", "Der Anteil der unter 18-Jährigen"),
        ("Arbeitslosenanteil", "%", "Der Arbeitslosenanteil"),
        ("Altenquotient", "je 1.000", "Der Altenquotient"),
        ("Wanderungssaldo der Kinder", "je 1.000", "Der Wanderungssaldo der Kinder"),
        ("SGB-II-Quote", "%", "Die SGB-II-Quote"),
        ("Schuldnerquote (geliefert)", "%", "Die Schuldnerquote"),
        ("Hausarztdichte", "je 1.000", "Die Hausarztdichte"),
        ("Wohnfläche je Einwohner", "je 1.000", "Die Wohnfläche je Einwohner"),
        ("Wahlbeteiligung", "%", "Die Wahlbeteiligung"),
        ("Summe der Lebensalter", "Personen", "Die Summe der Lebensalter"),
        ("Öffentliche Grünfläche", "Personen", "Die öffentliche Grünfläche"),
        ("Mittlere Bevölkerung des Jahres", "Personen", "Die mittlere Bevölkerung des Jahres"),
        ("Durchschnittsalter", "€", "Das Durchschnittsalter"),
        ("Wanderungsvolumen (Rate)", "je 1.000", "Das Wanderungsvolumen"),
        ("Kinder unter 15 Jahren", "%", "Der Anteil der Kinder unter 15 Jahren"),
        ("Kinder unter 15 Jahren", "Personen", "Die Zahl der Kinder unter 15 Jahren"),
        ("Einwohner", "Personen", "Die Zahl der Einwohner"),
        ("Haushalte mit Kindern", "%", "Der Anteil der Haushalte mit Kindern"),
        ("Arbeitslose", "Personen", "Die Zahl der Arbeitslosen"),
        (
            "Arbeitslose von 15 bis 24 Jahren",
            "%",
            "Der Anteil der Arbeitslosen von 15 bis 24 Jahren",
        ),
        ("Wahlberechtigte", "Personen", "Die Zahl der Wahlberechtigten"),
        ("Gestorbene", "Personen", "Die Zahl der Gestorbenen"),
        ("Schülerinnen und Schüler", "Personen", "Die Zahl der Schülerinnen und Schüler"),
        ("Zuzüge", "Personen", "Die Zahl der Zuzüge"),
        ("Straftaten im Wohnumfeld", "Personen", "Die Zahl der Straftaten im Wohnumfeld"),
        # what would have to be inflected in ways no ending tells is quoted
        ("Betreute Kinder", "%", "Der Anteil „Betreute Kinder“"),
        ("Kinder und Jugendliche", "%", "Der Anteil „Kinder und Jugendliche“"),
        ("Leer stehende Wohnungen", "Personen", "Die Zahl „Leer stehende Wohnungen“"),
        ("Natürlicher Saldo", "je 1.000", "Der Wert „Natürlicher Saldo“"),
        ("Einbürgerungen", "je 1.000", "Der Wert „Einbürgerungen“"),
        ("Mittlere Miete", "€", "Der Wert „Mittlere Miete“"),
        ("Armut", "%", "Der Anteil „Armut“"),
        ("X" * 60, "%", f"Der Anteil „{'X' * 60}“"),
        ("(nur Klammern)", "€", "Der Wert „(nur Klammern)“"),
        ("", "€", "Der Wert „“"),
    ],
)
def test_odd_titles(title, unit, expected):
    assert subject(item(title, unit)) == expected


def test_the_catalogue_knows_better():
    assert subject(item("Armut", subject="Die Armut der Kinder")) == "Die Armut der Kinder"


def test_a_unit_in_the_subject_is_not_repeated(shipped):
    scope = Scope(
        area="musterstadt",
        level="bezirk",
        indicator="dem_geburtenziffer",
        year=2024,
        base_year=2013,
        view=View.CHANGE,
    )
    # 10.4205 births per 1,000 in 2013, 8.9638 in 2024
    assert headline(shipped, scope) == (
        "Die Zahl der Geburten je 1.000 Einwohner ist in Musterstadt von 2013 bis 2024 um 1,5 "
        "gesunken"
    )


def test_no_shipped_indicator_needs_quotation_marks(shipped):
    every = shipped.catalogue("musterstadt").indicators.values()
    subjects = [subject(each) for each in every]
    assert len(subjects) == 94
    assert [text for text in subjects if "„" in text] == []
    assert {pronoun(text) for text in subjects} == {"er", "sie", "es"}
