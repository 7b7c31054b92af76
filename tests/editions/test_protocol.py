"""The protocol of a release: of each hidden cell why it is hidden, and how safe it is."""

from __future__ import annotations

from datetime import date

import pytest

from atlas.desk import Desk
from atlas.errors import FileWriteError
from atlas.model.disclosure import ProtectionMode
from atlas.model.protocol import Reason
from atlas.model.quantities import Audience

DAY = date(2022, 3, 1)


def protocols(folder, name="2021/1", mode=None):
    kept = []
    Desk.open(folder).release(
        "ort", name, DAY, lambda _: None, mode=mode, keep_protocols=kept.extend
    )
    return {protocol.audience: protocol for protocol in kept}


def reasons(protocol):
    return {(row.year, row.unit_id, row.code): row.reason for row in protocol.rows}


def test_each_hidden_cell_has_a_reason(one_child):
    kept = protocols(one_child)
    # Q is block 01; A and X would give 01 away if 03 were published
    assert reasons(kept[Audience.INTERNAL]) == {
        (2020, "01", "kinder"): Reason.SMALL,
        (2020, "Q", "kinder"): Reason.SMALL,
        (2020, "03", "kinder"): Reason.OTHERS,
    }
    # hidden inside already; it protects others outside as well
    assert reasons(kept[Audience.PUBLIC])[2020, "03", "kinder"] is Reason.OTHERS


def test_each_hidden_cell_has_its_rule_and_the_interval_the_audit_showed(one_child):
    rows = protocols(one_child)[Audience.PUBLIC].rows
    assert {row.rule.minimum for row in rows} == {3}
    assert all(row.is_proven for row in rows)
    assert all(row.interval[1] - row.interval[0] >= 5 for row in rows)
    assert {(row.level, row.unit, row.quantity) for row in rows} == {
        ("Block", "Anger", "Kinder"),
        ("Block", "Christhof", "Kinder"),
        ("Quartier", "Quell", "Kinder"),
    }


@pytest.mark.slow
def test_what_an_earlier_release_hid_is_said(one_child, edit):
    protocols(one_child)
    edit(
        one_child / "indicators/catalogue.toml",
        'title = "Kinder"\nminimum = 3\n',
        'title = "Kinder"\nminimum = 0\n',
    )
    later = protocols(one_child, "2021/2")[Audience.INTERNAL]
    assert set(reasons(later).values()) == {Reason.EARLIER}


@pytest.mark.slow
def test_a_second_release_gives_the_reasons_of_today_and_names_the_first(one_child):
    first = protocols(one_child)[Audience.PUBLIC]
    second = protocols(one_child, "2021/2")[Audience.PUBLIC]
    assert reasons(second) == reasons(first)
    assert {row.since for row in first.rows} == {""}
    assert {row.since for row in second.rows} == {"2021/1"}


def test_of_what_is_withheld_as_a_whole_there_is_one_row_a_year(town):
    # nobody says from when on children may be published
    rows = [row for row in protocols(town)[Audience.PUBLIC].rows if row.code == "kinder"]
    assert [(row.year, row.reason, row.level, row.rule) for row in rows] == [
        (2020, Reason.NO_RULE, "", None),
        (2021, Reason.NO_RULE, "", None),
    ]


def test_of_rounded_counts_none_is_hidden(one_child):
    rows = protocols(one_child, mode=ProtectionMode.ROUNDING_5)[Audience.PUBLIC].rows
    # only the mean, which can't be rounded
    assert {(row.code, row.reason) for row in rows} == {("alter", Reason.WITHHELD)}


def test_without_its_protocol_nothing_is_published(one_child):
    def full(_):
        raise FileWriteError("public.csv", OSError(28, ""))

    with pytest.raises(FileWriteError):
        Desk.open(one_child).release("ort", "2021/1", DAY, lambda _: None, keep_protocols=full)
    assert not Desk.open(one_child).releases("ort").readable


def test_a_mean_goes_with_its_count_and_a_secret_came_as_one(one_child, edit):
    # two people in 01, whose mean age is theirs; nobody may know how many live in 02
    edit(
        one_child / "indicators/ort/2020.csv", "block;01;Anger;100;1;40;", "block;01;Anger;2;1;40;"
    )
    edit(one_child / "indicators/ort/2020.csv", "block;02;Bach;200;20;", "block;02;Bach;.;20;")
    of = reasons(protocols(one_child)[Audience.INTERNAL])
    assert of[2020, "01", "leute"] is Reason.SMALL
    assert of[2020, "01", "alter"] is Reason.MEAN
    assert of[2020, "02", "leute"] is Reason.DELIVERED
