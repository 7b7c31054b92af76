from __future__ import annotations

from decimal import Decimal

import pytest

from atlas.atlas import Atlas
from atlas.desk import Desk
from atlas.model.numbers import rounded
from atlas.model.scope import Scope

pytestmark = pytest.mark.real_data

LEVELS = {8: "gemeinde", 5: "kreis", 3: "regierungsbezirk", 2: "land"}
SECRET = ["05154040", "05154048", "05958020", "05958028"]


def key_rows(path):
    lines = path.read_text(encoding="latin-1").splitlines()
    cells = (line.split(";") for line in lines if line.count(";") > 3)
    return [row for row in cells if row[1].startswith("05")]


@pytest.fixture(scope="module")
def atlas(nrw):
    return Atlas.open(nrw)


@pytest.fixture(scope="module")
def ask(atlas):
    """(level, code) → {unit: row}; above the municipalities own sums and delivered totals."""

    def rows(level, code, *, delivered):
        found = atlas.values(Scope(area="nrw", level=level, indicator=code)).rows
        return {row.unit: row for row in found if row.delivered == delivered}

    return rows


@pytest.fixture(scope="module")
def as_printed(ask):
    """Code → {official key: row} on all four levels, where somebody delivered it."""

    def rows(code):
        found = {}
        for level in LEVELS.values():
            found |= ask(level, code, delivered=level != "gemeinde")
        return found

    return rows


def test_the_folder_is_read_without_an_error(atlas):
    assert {problem.code for problem in Desk.open(atlas.folder).problems()} <= {
        "total_differs",
        "residual_large",
    }


def test_municipalities_add_up_to_the_counties(ask):
    summed, printed = (ask("kreis", "ew", delivered=delivered) for delivered in (False, True))
    with_municipalities = {unit[:5] for unit in ask("gemeinde", "ew", delivered=False)} - {
        unit[:5] for unit in ask("gemeinde", "ew", delivered=False) if unit.endswith("000")
    }
    assert len(with_municipalities) == 31
    for unit in with_municipalities:
        assert summed[unit].value == printed[unit].value


@pytest.mark.parametrize(("level", "count"), [("kreis", 53), ("regierungsbezirk", 5), ("land", 1)])
def test_every_level_adds_up_over_all_steps(ask, level, count):
    summed, printed = (ask(level, "ew", delivered=delivered) for delivered in (False, True))
    assert len(summed) == count
    assert {u: row.value for u, row in summed.items()} == {
        u: row.value for u, row in printed.items()
    }


def test_density_is_the_printed_one_everywhere(as_printed, rheinland):
    printed = {row[1]: row[5] for row in key_rows(rheinland / "12411-15i.csv") if row[5] != "-"}
    assert len(printed) == 433
    found = as_printed("dichte")
    for key, text in printed.items():
        assert rounded(found[key].value, 1) == Decimal(text.replace(",", "."))


def test_four_benefits_make_the_total(as_printed, rheinland):
    columns = (4, 5, 6, 7, 10)
    rows = key_rows(rheinland / "22811-05i.csv")
    keys = [row[1] for row in rows if all(row[column].isdigit() for column in columns)]
    assert len(keys) == 421
    total, parts = as_printed("mindest"), as_printed("summe")
    for key in keys:
        assert parts[key].value == total[key].value


@pytest.mark.parametrize("key", SECRET)
def test_trap_1_a_secret_part_makes_the_share_secret_not_too_low(ask, key):
    row = ask("gemeinde", "quote", delivered=False)[key]
    assert (row.value, row.numerator, row.flag) == (None, None, "secret")


def test_trap_1_the_printed_total_leaves_the_secret_part_out(ask):
    kranenburg = ask("gemeinde", "quote_insgesamt", delivered=False)["05154040"]
    assert (kranenburg.numerator, kranenburg.denominator) == (200, 11303)
    neighbours = ask("gemeinde", "quote", delivered=False)
    assert kranenburg.value < 2
    assert neighbours["05154044"].value > 5


def test_trap_1_the_county_takes_its_delivered_total(ask):
    assert ask("kreis", "quote", delivered=False)["05154"].flag == "secret"
    kleve = ask("kreis", "quote", delivered=True)["05154"]
    assert (kleve.numerator, kleve.denominator) == (26404, 322018)


def test_trap_7_dissolved_areas_are_no_areas_without_residents(ask):
    for level in ("kreis", "gemeinde"):
        units = ask(level, "ew", delivered=False)
        assert not [unit for unit in units if unit[:5] in {"05313", "05354"}]
    assert "05334002" in ask("gemeinde", "ew", delivered=False)


def test_trap_7_the_pseudo_area_is_no_municipality(ask):
    assert "05999998" not in ask("gemeinde", "mindest", delivered=False)


def test_trap_7_keys_of_four_lengths_are_four_levels(atlas):
    lengths = {
        level.id: {len(unit.id) for unit in level.units} for level in atlas.area("nrw").levels
    }
    assert lengths == {"gemeinde": {8}, "kreis": {5}, "regierungsbezirk": {3}, "land": {2}}


def test_trap_7_names_lose_their_indent(atlas):
    names = {unit.id: unit.name for unit in atlas.level("nrw", "gemeinde").units}
    assert names["05154040"] == "Kranenburg"
    assert not [name for name in names.values() if name != name.strip()]
