"""What a release says that the one before didn't, and which published figures it corrects."""

from __future__ import annotations

from datetime import date
from shutil import copytree

import pytest

from atlas.atlas import Atlas
from atlas.desk import Desk
from atlas.errors import DamagedReleaseError, ReleaseAudienceError, UnknownReleaseError
from atlas.model.quantities import Audience
from atlas.views.releases import corrections_table, news

DAYS = {"2021/1": date(2022, 3, 1), "2021/2": date(2022, 9, 1)}


def build(folder, name):
    # beside the releases the desk keeps what they hide: it tells what of that stayed
    desk = Desk.open(folder, folder.parent / "home")
    return desk.release("ort", name, DAYS[name], lambda _: None)


def diff_of(folder, audience=Audience.PUBLIC):
    atlas = Atlas.open(folder, audience, release="latest")
    return atlas.release_diff("ort", "2021/1", "2021/2")


def values(diff):
    return {
        (item.year, item.unit, item.quantity): (item.old, item.new) for item in diff.corrections
    }


@pytest.fixture(scope="module")
def corrected(one_child_folder, tmp_path_factory, edit):
    """Two releases: in the second one block 04 has 391 people instead of 390."""
    folder = copytree(one_child_folder, tmp_path_factory.mktemp("corrected") / "town")
    build(folder, "2021/1")
    table = folder / "indicators/ort/2021.csv"
    edit(table, "block;04;Damm;390;78;20;", "block;04;Damm;391;78;20;")
    build(folder, "2021/2")
    return folder


def test_a_correction_is_listed_with_everything_it_changed(corrected):
    changed = {key: new - old for key, (old, new) in values(diff_of(corrected)).items()}
    people = {unit for (year, unit, code), of in changed.items() if code == "leute" and of == 1}
    # block 04 with the districts and the town it lies in
    assert {"04", "B", "S"} <= people
    assert {year for year, _, _ in changed} == {2021}
    assert not {key for key in changed if key[2] == "kinder"}


@pytest.mark.slow
def test_of_a_figure_that_either_hides_no_correction_is_said(one_child, edit):
    build(one_child, "2021/1")
    # 01 is hidden as too small in the first and, hidden once, stays hidden; with it 03 and Q
    table = one_child / "indicators/ort/2020.csv"
    edit(table, "block;01;Anger;100;1;40;", "block;01;Anger;100;7;40;")
    build(one_child, "2021/2")
    for audience in (Audience.PUBLIC, Audience.INTERNAL):
        corrections = values(diff_of(one_child, audience))
        units = {unit for _, unit, code in corrections if code == "kinder"}
        assert units
        assert units.isdisjoint({"01", "03", "Q"})


@pytest.mark.slow
def test_what_was_hidden_later_on_is_no_correction(town, edit):
    # nothing is protected in the first release, and what is corrected then may be hidden
    free = 'title = "Kinder"\nminimum = 0\n'
    edit(town / "indicators/catalogue.toml", 'title = "Kinder"\n', free)
    build(town, "2021/1")
    edit(town / "indicators/catalogue.toml", free, 'title = "Kinder"\nminimum = 3\n')
    edit(town / "indicators/ort/2020.csv", "block;01;Anger;100;10;40;", "block;01;Anger;100;1;40;")
    build(town, "2021/2")
    assert (2020, "01", "kinder") not in values(diff_of(town))


@pytest.mark.slow
def test_years_quantities_and_indicators_that_came_are_named(one_child):
    tables = [one_child / f"indicators/ort/2021.{ending}" for ending in ("csv", "toml")]
    contents = [table.read_bytes() for table in tables]
    for table in tables:
        table.unlink()
    build(one_child, "2021/1")
    for table, content in zip(tables, contents, strict=True):
        table.write_bytes(content)
    build(one_child, "2021/2")
    diff = diff_of(one_child)
    assert diff.years == (2021,)
    assert (diff.quantities, diff.indicators, diff.late, diff.lost, diff.gone) == ((),) * 5
    assert next(iter(news(diff))) == "Neue Jahre: 2021."


@pytest.mark.slow
def test_a_quantity_that_came_late_is_named_with_its_year(one_child, edit):
    deliveries = one_child / "indicators/ort/2021.toml"
    without = 'definition = "unter 15"\naudience = "statistics"\n'
    edit(deliveries, 'definition = "unter 15"\n', without)
    build(one_child, "2021/1")
    edit(deliveries, without, 'definition = "unter 15"\n')
    build(one_child, "2021/2")
    diff = diff_of(one_child)
    assert diff.late == ((2021, "kinder"),)
    assert "Nachgeliefert für 2021: Kinder." in news(diff)
    # the other way round it is lost
    atlas = Atlas.open(one_child, release="latest")
    back = atlas.release_diff("ort", "2021/2", "2021/1")
    assert back.lost == ((2021, "kinder"),)
    assert "Nicht mehr enthalten für 2021: Kinder." in news(back)


def test_the_table_has_old_and_new_value_and_the_address_of_the_release(corrected):
    spec = corrections_table(diff_of(corrected))
    rows = [[cell.text for cell in row.cells] for row in spec.rows]
    (block,) = (row for row in rows if row[-1] == "04" and row[2].startswith("Leute"))
    assert block[3:6] == ["390", "391", "+1"]
    assert spec.provenance.link == "/ausgaben?gebiet=ort&ausgabe=2021/2&v=2"
    assert spec.file_stem == "ort__berichtigungen__ausgabe-2021-2__gegenueber-2021-1"


def test_releases_there_are_not_or_no_more_are_said(one_child):
    build(one_child, "2021/1")
    atlas = Atlas.open(one_child, release="latest")
    with pytest.raises(UnknownReleaseError, match="2021/2"):
        atlas.release_diff("ort", "2021/1", "2021/2")
    (one_child / "releases/ort/2021/1/public/2020.parquet").unlink()
    with pytest.raises(DamagedReleaseError, match="2020"):
        atlas.release_diff("ort", "2021/1", "2021/1")
    with pytest.raises(ReleaseAudienceError):
        diff_of(one_child, Audience.STATISTICS)
