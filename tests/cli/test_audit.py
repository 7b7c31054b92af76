"""`audit`: what an attacker computes from what an audience gets; exit 1 if that is too much."""

from __future__ import annotations

import pytest


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


def test_a_delivered_secret_beside_a_small_total_is_computed(audited, town, edit):
    # a hundredth of 101 is 1: the blocks make 100 to 102, and 99 of them are published
    table = town / "indicators/ort/2020.csv"
    for row in ("02;Bach;200;20", "03;Christhof;300;60", "04;Damm;400;100"):
        key, name, *_ = row.split(";")
        edit(table, f"block;{row};", f"block;{key};{name};33;3;")
    edit(table, "block;01;Anger;100;10", "stadt;S;Ort;101;;;\nblock;01;Anger;.;1")
    by_cell = {line[:2]: line[2:] for line in lines(audited("--year", 2020, "--format", "json"))}
    assert by_cell["stadt", "S"] == (100, 102, "narrow")
    assert by_cell["quartier", "Q"] == (1, 3, "narrow")


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
