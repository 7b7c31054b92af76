"""A release of data that haven't changed: said again without being protected again."""

from __future__ import annotations

from datetime import date

import pytest

from atlas.desk import Desk
from atlas.model.quantities import Audience
from atlas.model.releases import Stage

DAY = date(2022, 3, 1)


@pytest.fixture
def home(tmp_path):
    return tmp_path / "home"


@pytest.fixture
def released(town, edit, home):
    """The town with one child of 100 people in block 01, and what is built of it next."""
    edit(
        town / "indicators/catalogue.toml", 'title = "Kinder"\n', 'title = "Kinder"\nminimum = 3\n'
    )
    edit(town / "indicators/ort/2020.csv", "block;01;Anger;100;10;40;", "block;01;Anger;100;1;40;")

    def build(name):
        stages, kept = [], []
        release = Desk.open(town, home).release(
            "ort", name, DAY, lambda step: stages.append(step.stage), keep_protocols=kept.extend
        )
        return release, stages, kept

    assert Stage.AUDIT in build("1")[1]
    return build


def public(release):
    return {name: of for name, of in release.files.items() if not name.startswith("internal/")}


def test_unchanged_data_are_said_again_and_not_protected_again(released, home):
    again, stages, kept = released("2")
    assert stages == [Stage.READ, Stage.UNCHANGED, Stage.WRITE]
    # the third is protected: it has nothing to go by
    for record in home.glob("hidden/ort/*.json"):
        record.unlink()
    anew, stages, kept_anew = released("3")
    assert Stage.AUDIT in stages
    assert public(again) == public(anew)
    assert again.protections == anew.protections
    assert [protocol.rows for protocol in kept] == [protocol.rows for protocol in kept_anew]
    assert {row.since for row in kept[0].rows if row.level} == {"1"}


@pytest.mark.slow
def test_what_changed_is_protected(released, town, edit):
    edit(town / "indicators/ort/2020.csv", "block;01;Anger;100;1;40;", "block;01;Anger;100;2;40;")
    _, stages, kept = released("2")
    assert Stage.AUDIT in stages
    hidden = {row.unit_id for row in kept[1].rows if row.code == "kinder" and row.year == 2020}
    assert {"01", "03"} <= hidden
    assert kept[1].audience is Audience.PUBLIC


@pytest.mark.slow
def test_a_release_after_an_unchanged_one_knows_what_it_hides(released, town, edit):
    released("2")
    edit(town / "indicators/ort/2020.csv", "block;02;Bach;200;20;", "block;02;Bach;200;21;")
    third, stages, kept = released("3")
    assert Stage.AUDIT in stages
    assert not third.protections[Audience.PUBLIC].withheld
    assert all(row.is_proven for row in kept[1].rows if row.level)
