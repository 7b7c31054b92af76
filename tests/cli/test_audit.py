"""`audit`: what an attacker computes from what an audience gets; exit 1 if that is too much."""

from __future__ import annotations

import pytest

from atlas.cli.audit import audit_text
from tests.small_town import count


@pytest.fixture
def audited(cli, town):
    def run(*arguments):
        return cli(
            "audit", "--area", "ort", "--data", town, "--home", town.parent / "home", *arguments
        )

    return run


def lines(finished):
    return [
        (cell["level"], cell["unit"], cell["lower"], cell["upper"], cell["verdict"])
        for cell in finished.json["cells"]
    ]


def test_an_area_without_small_counts_is_safe(audited):
    finished = audited("--year", 2020, "--format", "json")
    assert (finished.code, finished.json["unsafe"], lines(finished)) == (0, 0, [])
    assert finished.json["audience"] == "public"


def test_a_small_count_that_is_published_is_as_narrow_as_can_be(audited, town, edit):
    edit(town / "indicators/catalogue.toml", 'among = ["kinder"]', 'parts = [["kinder"]]')
    edit(town / "indicators/ort/2020.csv", "block;01;Anger;100;", "block;01;Anger;2;")
    finished = audited("--year", 2020, "--format", "json")
    assert finished.code == 1
    assert ("block", "01", 2, 2, "narrow") in lines(finished)


def test_a_delivered_secret_beside_a_total_keeps_its_hundredth_of_room(audited, town, edit):
    # of 1,010, a hundredth more or less, 900 are published: 100 to 120 are left for block 01
    table = town / "indicators/ort/2020.csv"
    edit(table, "block;01;Anger;100;", "stadt;S;Ort;1010;;;\nblock;01;Anger;.;")
    by_unit = {line[1]: line[2:] for line in lines(audited("--year", 2020, "--format", "json"))}
    assert by_unit.keys() == {"01", "A", "Q", "S", "X"}
    assert {verdict for _, _, verdict in by_unit.values()} == {"proven"}
    assert 100 <= by_unit["01"][0] <= by_unit["01"][1] - 5 <= 115


SUM, DELIVERED = 'total = "sum"\n', 'total = "delivered"\n'


@pytest.mark.parametrize(
    ("rules", "verdict"),
    [(("", ""), "narrow"), ((DELIVERED, SUM), "narrow"), ((SUM, DELIVERED), "proven")],
    ids=["by default", "the delivery says so", "the delivery denies it"],
)
def test_a_delivered_secret_beside_a_small_total_is_computed_if_it_is_a_sum(
    audited, town, edit, rules, verdict
):
    edit(town / "indicators/catalogue.toml", "[quantity.leute]\n", f"[quantity.leute]\n{rules[0]}")
    edit(town / "indicators/ort/2020.toml", "[leute]\n", f"[leute]\n{rules[1]}")
    # a hundredth of 101 is 1: the blocks make 100 to 102, and 99 of them are published
    table = town / "indicators/ort/2020.csv"
    for row in ("02;Bach;200;20", "03;Christhof;300;60", "04;Damm;400;100"):
        key, name, *_ = row.split(";")
        edit(table, f"block;{row};", f"block;{key};{name};33;3;")
    edit(table, "block;01;Anger;100;10", "stadt;S;Ort;101;;;\nblock;01;Anger;.;1")
    by_cell = {line[:2]: line[2:] for line in lines(audited("--year", 2020, "--format", "json"))}
    assert by_cell["quartier", "Q"][2] == verdict
    if verdict == "narrow":
        assert by_cell["stadt", "S"] == (100, 102, "narrow")
        assert by_cell["quartier", "Q"] == (1, 3, "narrow")


def test_what_was_withheld_as_a_whole_is_the_rest_of_what_was_not(audited, town, edit):
    edit(town / "indicators/catalogue.toml", 'among = ["kinder"]', 'parts = [["kinder", "rest"]]')
    catalogue = town / "indicators/catalogue.toml"
    catalogue.write_text(catalogue.read_text("utf-8") + count("rest", "Rest"), "utf-8")
    edit(town / "indicators/ort/2020.toml", "[kinder]", '[rest]\n[kinder]\naudience = "statistics"')
    rows = ("01;Anger;10;1;9", "02;Bach;20;0;20", "03;Christhof;90;40;50", "04;Damm;90;40;50")
    table = "\n".join(("level;unit;name;leute;kinder;rest", *(f"block;{row}" for row in rows), ""))
    (town / "indicators/ort/2020.csv").write_text(table, "utf-8")
    finished = audited("--year", 2020, "--format", "json")
    assert (finished.code, {cell["quantity"] for cell in finished.json["cells"]}) == (1, {"kinder"})
    blocks = [line for line in lines(finished) if line[0] == "block"]
    assert blocks[:2] == [("block", "01", 1, 1, "narrow"), ("block", "02", 0, 0, "narrow")]


def test_the_year_after_gives_a_hidden_count_away(audited, town, edit):
    # in 2021 a block moved from A to B, so A counts others than the year before: that ties nothing
    relation = """[[relation]]
terms = [{ quantity = "vorjahr" }, { quantity = "leute", factor = -1, years_before = 1 }]
"""
    catalogue = town / "indicators/catalogue.toml"
    catalogue.write_text(
        f"{catalogue.read_text('utf-8')}{count('vorjahr', 'Vorjahr')}{relation}", "utf-8"
    )
    edit(town / "indicators/ort/2020.csv", "block;01;Anger;100;", "block;01;Anger;.;")
    edit(town / "indicators/ort/2021.toml", "[leute]\n", "[leute]\n[vorjahr]\n")
    rows = ("01;Anger;100", "02;Bach;200", "03;Christhof;300", "04;Damm;400")
    table = "\n".join(("level;unit;name;vorjahr", *(f"block;{row}" for row in rows), ""))
    (town / "indicators/ort/2021.csv").write_text(table, "utf-8")
    finished = audited("--year", 2020, "--format", "json")
    assert finished.code == 1
    assert {cell["year"] for cell in finished.json["cells"]} == {2020}
    by_cell = {line[:2]: line[2:] for line in lines(finished)}
    assert by_cell["block", "01"] == (100, 100, "narrow")
    assert by_cell["bezirk", "A"] == (600, 600, "narrow")


def test_numbers_are_written_as_people_do_and_delivered_totals_marked():
    cell = {"year": 2020, "level": "stadt", "unit": "S", "quantity": "leute", "earlier_release": ""}
    span = {"lower": 3697571.0, "upper": 3697574.5, "verdict": "narrow", "delivered_total": True}
    assert audit_text({"cells": [cell | span]}).splitlines()[0] == (
        "2020 stadt S leute (gemeldet): 3.697.571 bis 3.697.574,5 (zu eng)"
    )


def test_people_read_it_in_german(audited, town, edit):
    edit(town / "indicators/ort/2020.csv", "block;01;Anger;100;10", "block;01;Anger;2;1")
    finished = audited("--year", 2020)
    assert "2020 block 01 leute: 2 bis 2 (zu eng)" in finished.out.decode().splitlines()
    assert finished.out.decode().splitlines()[-1].startswith("0 sicher, ")


def test_a_year_without_data_is_said_in_one_sentence(audited):
    finished = audited("--year", 1999)
    assert (finished.code, finished.err) == (
        2,
        "Für 1999 ist nichts geliefert, was sich prüfen ließe.\n",
    )
