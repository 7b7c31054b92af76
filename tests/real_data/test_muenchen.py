"""Base values of München: what stands behind its published indicators, protected and attacked.

Its 25 districts are large, but area 99 takes those who can't be assigned: in 2012 one car,
and one German, who is 67.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from pathlib import Path

import pytest

from atlas.disclosure.auditor import audit
from atlas.model.disclosure import (
    CellId,
    Contributors,
    DisclosureRule,
    ProtectionMode,
    Relation,
    RelationTerm,
)
from atlas.model.published_table import Verdict
from atlas.model.quantities import Kind, Quantity
from tests.secret_town import BASE, Town, quantity

pytestmark = [pytest.mark.real_data, pytest.mark.slow]

YEARS = range(2000, 2013)
TOWN = "#100"

CODES = {
    "Anzahl Einwohner/innen mit Hauptwohnsitz": "people",
    "Anzahl der gesamten Hauptwohnsitzbevölkerung": "people",
    "Anzahl aller Einwohner mit Hauptwohnsitz": "aged",
    "Einwohner/innen mit Hauptwohnsitz": "drivers",
    "Anzahl deutsche Einwohner mit Hauptwohnsitz": "germans",
    "Anzahl ausländische Einwohner mit Hauptwohnsitz": "foreigners",
    "Anzahl aller ausländischen Einwohner": "foreigners",
    "Alterssumme - Hauptwohnsitzbevölkerung (gesamt)": "age_all",
    "Alterssumme - Hauptwohnsitzbevölkerung (deutsch)": "age_germans",
    "Alterssumme - Hauptwohnsitzbevölkerung (Ausländer)": "age_foreigners",
    "Alle Privathaushalte": "households",
    "Einpersonen- Haushalte gesamt 18 und älter": "singles",
    "Alle Einpersonenhaushalte 18 Jahre und älter": "singles",
    "Einpersonen- Haushalte 18 bis 29 Jahre": "singles_18",
    "Einpersonen- Haushalte 30 bis 44 Jahre": "singles_30",
    "Einpersonen- Haushalte 45 bis 64 Jahre": "singles_45",
    "Einpersonen- Haushalte 65 Jahre und älter": "singles_65",
    "alle zugelassenen Personenkraftwagen": "cars",
    "privat zugelassene Personenkraftwagen": "private_cars",
    "alle Arbeitslosen": "unemployed",
    "männliche Arbeitslose": "unemployed_men",
    "weibliche Arbeitslose": "unemployed_women",
    "deutsche Arbeitslose": "unemployed_germans",
    "ausländische Arbeitslose": "unemployed_foreigners",
    "Einwohner mit Hauptwohnsitz im Alter von 15 bis unter 65 Jahren": "employable",
    "männliche Einwohner mit Hauptwohnsitz im Alter von 15 bis unter 65 Jahren": "employable_men",
    "weibliche Einwohner mit Hauptwohnsitz im Alter von 15 bis unter 65 Jahren": "employable_women",
    "deutsche Einwohner mit Hauptwohnsitz im Alter von 15 bis unter 65 Jahren": (
        "employable_germans"
    ),
    "ausländische Einwohner mit Hauptwohnsitz im Alter von 15 bis unter 65 Jahren": (
        "employable_foreigners"
    ),
}

AGES = {"age_all": "aged", "age_germans": "germans", "age_foreigners": "foreigners"}
"""Sums of years of age, each with the count of those whose years they are."""
SEVERAL = ("men", "women", "germans", "foreigners")
QUANTITIES = {
    "people": quantity("people", among=("foreigners",)),
    "aged": quantity("aged", parts=(("germans", "foreigners"),)),
    "households": quantity("households", among=("singles",)),
    "singles": quantity(
        "singles", parts=(("singles_18", "singles_30", "singles_45", "singles_65"),)
    ),
    "cars": quantity("cars", among=("private_cars",)),
    # means over the year with one decimal: their parts add up to them but for some tenths
    "unemployed": quantity("unemployed", among=tuple(f"unemployed_{of}" for of in SEVERAL)),
    "employable": quantity("employable", among=tuple(f"employable_{of}" for of in SEVERAL)),
    "age_all": Quantity(
        code="age_all",
        title="",
        unit="Jahre",
        kind=Kind.AMOUNT,
        parts=(("age_germans", "age_foreigners"),),
    ),
    **{
        code: Quantity(code=code, title="", unit="Jahre", kind=Kind.AMOUNT)
        for code in ("age_germans", "age_foreigners")
    },
}
SAME = tuple(
    Relation(terms=(RelationTerm(quantity="people"), RelationTerm(quantity=code, factor=-1)))
    for code in ("aged", "drivers")
)
"""The same people, but for a few: three tables were made on different days."""


def number(text: str) -> float | None:
    return float(text.replace(",", ".")) if text else None


@pytest.fixture(scope="module")
def base_values(real_data) -> Mapping[int, Mapping[str, Mapping[str, float]]]:
    """Year → quantity → area → value; without quantities that have none of an area in a year."""
    values: dict[int, dict[str, dict[str, float | None]]] = {year: {} for year in YEARS}
    for path in sorted((real_data / "muenchen").glob("*.csv")):
        for row in rows_of(path):
            for side in "12":
                code = CODES.get(row[f"NAME_BASISWERT_{side}"])
                if code is not None:
                    of_code = values[int(row["JAHR"])].setdefault(code, {})
                    value = number(row[f"BASISWERT_{side}"])
                    assert of_code.setdefault(row["NUMMER"], value) == value
    return {
        year: {code: of for code, of in codes.items() if None not in of.values()}
        for year, codes in values.items()
    }


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def town(
    values: Mapping[str, Mapping[str, float]],
    minimum: int = 3,
    mode: ProtectionMode = ProtectionMode.WIDTH_5,
) -> Town:
    counts = {
        code: {area: value for area, value in of_code.items() if area != TOWN}
        for code, of_code in values.items()
    }
    rule = DisclosureRule(minimum=minimum)
    return Town(
        counts=counts,
        quantities=QUANTITIES,
        totals={code: of_code[TOWN] for code, of_code in values.items() if TOWN in of_code},
        rules=dict.fromkeys(counts, rule),
        relations=SAME,
        behind={
            (level, unit, code): Contributors(quantity=who, count=count)
            for code, who in AGES.items()
            for level, unit, count in [
                *((BASE, area, count) for area, count in counts[who].items()),
                ("town", "Z", sum(counts[who].values())),
            ]
        },
        mode=mode,
    )


def small(of_year: Town) -> set[CellId]:
    return {key for key, cell in of_year.secret().cells.items() if cell.primary}


def test_few_are_those_who_cannot_be_assigned_to_a_district(base_values):
    few = {year: small(town(base_values[year])) for year in YEARS}
    assert {key[2] for keys in few.values() for key in keys} == {"99"}
    assert {key[3] for key in few[2012]} == {"germans", "age_germans", "cars", "private_cars"}
    assert sum(map(len, few.values())) == 55


def test_hiding_only_the_few_gives_them_away(base_values):
    # 26 people, 25 of them foreigners, and how old they are together is published as well
    of_2012 = town(base_values[2012])
    verdicts = audit(of_2012.published(small(of_2012)), exact=True)
    intervals = {item.key[3]: (item.lower, item.upper) for item in verdicts}
    assert intervals["germans"] == (1, 1)
    assert intervals["age_germans"] == (67, 67)


# the districts have thousands: with a minimum of 500, 5000 cells of them are small as well
@pytest.mark.parametrize(
    ("minimum", "mode"),
    [
        (3, ProtectionMode.WIDTH_5),
        (3, ProtectionMode.EXACT),
        (500, ProtectionMode.WIDTH_5),
        (5000, ProtectionMode.WIDTH_5),
    ],
)
@pytest.mark.parametrize("year", YEARS)
def test_no_base_value_of_muenchen_can_be_computed(base_values, year, minimum, mode):
    of_year = town(base_values[year], minimum, mode)
    safe = of_year.protected()
    assert safe.hidden >= small(of_year)
    assert not safe.withheld
    assert {verdict.key for verdict in safe.verdicts} == safe.hidden
    assert {verdict.verdict for verdict in safe.verdicts} <= {Verdict.PROVEN}
