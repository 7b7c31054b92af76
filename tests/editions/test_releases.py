"""Releases: what is hidden in them, what they keep, and what can't become one."""

from __future__ import annotations

import json
import os
import signal
import sys
from datetime import date
from errno import EACCES
from pathlib import Path
from shutil import copytree, rmtree

import pandas as pd
import pytest

from atlas import pipeline
from atlas.atlas import Atlas
from atlas.desk import Desk
from atlas.editions import release_build
from atlas.errors import (
    DamagedReleaseError,
    DataChangingError,
    EmptyReleaseError,
    FileWriteError,
    MissingTableError,
    OlderDataError,
    OtherVersionError,
    ReleaseModeError,
    ReleaseNameError,
    ReleaseOrderError,
    UnknownReleaseError,
    UnpublishableMapError,
    UnreadableFileError,
)
from atlas.model.cells import State
from atlas.model.disclosure import ProtectionMode
from atlas.model.quantities import Audience
from atlas.model.releases import LATEST, Stage, Step
from atlas.model.scope import Scope
from atlas.views.releases import damaged
from tests.small_town import drop_column

DAY = date(2022, 3, 1)
RULE = ('title = "Kinder"\n', 'title = "Kinder"\nminimum = 3\n')
ONE_CHILD = ("block;01;Anger;100;10;40;", "block;01;Anger;100;1;40;")


@pytest.fixture
def with_rule(town, edit):
    """The town; children are protected from three on."""
    edit(town / "indicators/catalogue.toml", *RULE)
    return town


@pytest.fixture
def two_releases(tmp_path, releases_of_one_child):
    return Path(copytree(releases_of_one_child(2), tmp_path / "town"))


@pytest.fixture
def three_releases(tmp_path, releases_of_one_child):
    return Path(copytree(releases_of_one_child(3), tmp_path / "town"))


def build(folder, name="2021/1", mode=None):
    return Desk.open(folder).release("ort", name, DAY, lambda _: None, mode=mode)


def released(folder, name=LATEST, audience=Audience.PUBLIC):
    return Atlas.open(folder, audience, release=name)


def hidden(folder, audience=Audience.PUBLIC):
    cells = released(folder, audience=audience).edition("ort").cells
    rows = cells[cells["state"] == State.SECRET]
    return set(rows[["year", "unit", "quantity"]].itertuples(index=False, name=None))


def test_a_small_count_is_hidden_with_what_would_give_it_away(one_child):
    # A = 01 + 02 + 03 and X = 01 + 03 are published: with 03 hidden both say 01 + 03 = 61
    build(one_child)
    assert hidden(one_child) == {(2020, unit, "kinder") for unit in ("01", "Q", "03")}


def test_everything_else_is_what_was_delivered(one_release):
    before = Atlas.open(one_release).edition("ort").cells
    after = released(one_release).edition("ort").cells
    shown = (after["state"] != State.SECRET).to_numpy()
    assert after[shown].equals(before[shown])


def test_a_mean_is_hidden_with_its_weight_and_above_it(with_rule, edit):
    # people 2, 200, 300: the mean of A beside those of its blocks would tell how many 01 has
    edit(
        with_rule / "indicators/ort/2020.csv", "block;01;Anger;100;10;40;", "block;01;Anger;2;0;40;"
    )
    build(with_rule)
    of_mean = {unit for year, unit, code in hidden(with_rule) if (year, code) == (2020, "alter")}
    assert {"01", "Q", "A", "X", "S"} <= of_mean
    assert "04" not in {unit for _, unit, code in hidden(with_rule) if code == "alter"} or (
        (2020, "04", "leute") in hidden(with_rule)
    )


def test_what_the_administration_may_not_see_nobody_may(one_release):
    assert hidden(one_release, Audience.INTERNAL) <= hidden(one_release)


def test_a_release_stays_when_the_data_change(one_release, edit):
    before = released(one_release).edition("ort").cells
    edit(
        one_release / "indicators/ort/2021.csv",
        "block;04;Damm;390;78;20;",
        "block;04;Damm;391;78;20;",
    )
    edit(one_release / "districts/ort/units.csv", "block;02;Bach", "block;02;Brook")
    atlas = released(one_release)
    assert atlas.edition("ort").cells.equals(before)
    assert "Brook" not in {unit.name for unit in atlas.level("ort", "block").units}
    assert atlas.edition("ort").release == "2021/1"


@pytest.mark.slow
def test_what_was_published_cannot_be_hidden_any_more(town, edit):
    edit(town / "indicators/ort/2020.csv", *ONE_CHILD)
    free = RULE[1].replace("3", "0")
    edit(town / "indicators/catalogue.toml", RULE[0], free)
    build(town)
    edit(town / "indicators/catalogue.toml", free, RULE[1])
    build(town, "2021/2")
    assert hidden(town) == set()


@pytest.mark.slow
def test_a_corrected_hidden_figure_is_published_beside_what_was_kept_of_it(one_child, edit):
    home = one_child.parent / "home"

    def release(name, kept_in):
        return Desk.open(one_child, kept_in).release("ort", name, DAY, lambda _: None)

    release("2021/1", home)
    (kept,) = (home / "hidden/ort").glob("*.parquet")
    assert kept.stat().st_mode & 0o077 == 0
    rows = pd.read_parquet(kept)
    assert {("block", "01", 1.0), ("block", "03", 60.0)} <= set(
        rows[rows["quantity"] == "kinder"][["level", "unit", "value"]].itertuples(
            index=False, name=None
        )
    )
    edit(one_child / "indicators/ort/2020.csv", ONE_CHILD[1], ONE_CHILD[1].replace(";1;", ";2;"))
    second = release("2021/2", home)
    assert not second.protections[Audience.PUBLIC].withheld
    assert {unit for _, unit, _ in hidden(one_child)} >= {"01", "Q", "03"}
    # elsewhere nobody knows which of the hidden figures are others now
    rmtree(one_child / "releases/ort/2021/2")
    blind = release("2021/2", one_child.parent / "elsewhere")
    assert (2020, "kinder") in blind.protections[Audience.PUBLIC].withheld


def test_what_was_hidden_stays_hidden(one_release, edit):
    edit(one_release / "indicators/catalogue.toml", RULE[1], RULE[1].replace("3", "0"))
    build(one_release, "2021/2")
    assert {(2020, unit, "kinder") for unit in ("01", "Q", "03")} <= hidden(one_release)


def test_the_same_data_give_the_same_release(two_releases):
    first, second = Desk.open(two_releases).releases("ort").readable
    assert open_files(first) == open_files(second)
    assert (first.number, second.number) == (1, 2)
    cells = [
        released(two_releases, name, Audience.INTERNAL).edition("ort").cells
        for name in ("2021/1", "2021/2")
    ]
    assert cells[0].equals(cells[1])


def open_files(release):
    return {name: of for name, of in release.files.items() if not name.startswith("internal/")}


def test_a_digest_does_not_tell_which_figures_others_see(two_releases):
    # whoever guesses what the administration sees could build its file and compare
    first, second = Desk.open(two_releases).releases("ort").readable
    for year in (2020, 2021):
        name = f"internal/{year}.parquet"
        assert first.files[name] != second.files[name]


def test_the_next_release_of_the_same_data_bears_its_own_name(one_release):
    first = released(one_release)
    first.edition("ort")
    build(one_release, "2021/2")
    second = Atlas.open(one_release, previous=first, release=LATEST)
    assert second.edition("ort").release == "2021/2"
    assert second.revision("ort") != first.revision("ort")


def test_nothing_the_public_is_told_depends_on_what_only_others_see(one_child, edit):
    deliveries = one_child / "indicators/ort/2021.toml"
    public = deliveries.read_text("utf-8")
    assert 'audience = "public"' in public
    internal = public.replace('audience = "public"', 'audience = "internal"')
    deliveries.write_text(internal, encoding="utf-8")
    first = build(one_child)
    revision = released(one_child).revision("ort")
    rmtree(one_child / "releases")
    edit(one_child / "indicators/ort/2021.csv", "block;04;Damm;390;", "block;04;Damm;391;")
    changed = first.files.items() - build(one_child).files.items()
    assert {path.split("/")[0] for path, _ in changed} == {"internal"}
    assert released(one_child).revision("ort") == revision


def test_what_is_edited_while_figures_are_protected_is_of_the_next_release(one_child, edit):
    units = one_child / "districts/ort/units.csv"

    def rename(step):
        if step == Step(stage=Stage.HIDE, audience=Audience.INTERNAL):
            edit(units, "block;02;Bach", "block;02;Brook")

    Desk.open(one_child).release("ort", "2021/1", DAY, rename)
    assert "Brook" in units.read_text("utf-8")
    assert "Bach" in {unit.name for unit in released(one_child).level("ort", "block").units}


def test_data_that_were_edited_since_they_were_opened_are_refused(one_child, edit):
    desk = Desk.open(one_child)
    edit(one_child / "indicators/catalogue.toml", RULE[1], RULE[0])
    with pytest.raises(DataChangingError):
        desk.release("ort", "2021/1", DAY, lambda _: None)
    assert not desk.releases("ort").readable


def test_of_tables_that_contradict_each_other_nothing_is_published(with_rule, edit):
    # all people would be children
    edit(with_rule / "indicators/catalogue.toml", 'among = ["kinder"]', 'parts = [["kinder"]]')
    release = build(with_rule)
    withheld = {(year, code) for year in (2020, 2021) for code in ("leute", "kinder")}
    assert set(release.protections[Audience.PUBLIC].withheld) == withheld
    edition = released(with_rule).edition("ort")
    assert not edition.cells.query("quantity in ['leute', 'kinder']")["value"].notna().any()
    assert edition.delivery("leute", 2020) is None
    assert edition.cells.query("quantity == 'miete'")["value"].notna().sum() == 4


def test_of_a_count_without_a_rule_nothing_is_published(town):
    release = build(town)
    assert release.protections[Audience.PUBLIC].without_rule == ("kinder",)
    assert hidden(town) == {
        (year, unit, "kinder")
        for year in (2020, 2021)
        for unit in ("01", "02", "03", "04", "A", "B", "S", "X", "Y", "Q")
    }


@pytest.mark.parametrize("path", ["public/2020.parquet", "districts/ort/units.csv"])
def test_an_altered_release_is_not_shown(one_release, path):
    file = one_release / "releases/ort/2021/1" / path
    file.write_bytes(file.read_bytes() + b"\n")
    with pytest.raises(DamagedReleaseError, match=f"Verändert oder verschwunden: {path}"):
        released(one_release).edition("ort")
    assert Desk.open(one_release).altered_releases("ort") == {"2021/1": (path,)}


@pytest.mark.parametrize("path", ["indicators/ort/catalogue.toml", "districts/ort/neu.csv"])
def test_a_release_into_which_a_file_was_put_is_not_shown(one_release, path):
    file = one_release / "releases/ort/2021/1" / path
    file.parent.mkdir(exist_ok=True)
    file.write_text("", encoding="utf-8")
    with pytest.raises(DamagedReleaseError, match=path):
        released(one_release).edition("ort")
    assert Desk.open(one_release).altered_releases("ort") == {"2021/1": (path,)}


def test_what_file_systems_put_beside_files_alters_no_release(one_release):
    (one_release / "releases/ort/2021/1/districts/ort/.DS_Store").write_bytes(b"")
    assert not Desk.open(one_release).altered_releases("ort")
    assert released(one_release).edition("ort").release == "2021/1"


@pytest.mark.parametrize("name", ["/etc/passwd", "public/../internal/2020.parquet", "./x", "a//b"])
def test_a_manifest_names_no_file_outside_its_release(one_release, name):
    manifest = one_release / "releases/ort/2021/1/manifest.json"
    entry = json.loads(manifest.read_text("utf-8"))
    entry["files"][name] = "0"
    manifest.write_text(json.dumps(entry), encoding="utf-8")
    assert Desk.open(one_release).altered_releases("ort") == {"2021/1": ("manifest.json",)}


@pytest.mark.parametrize("name", ["../ort/2021/1", "2021/1/../1", "./2021/1", "x" * 5000])
def test_a_name_leads_to_no_folder_but_that_of_a_release(one_release, name):
    atlas = released(one_release, name)
    assert not atlas.area_ids
    with pytest.raises(UnknownReleaseError) as refused:
        atlas.edition("ort")
    assert len(str(refused.value)) < 700


def test_a_link_makes_no_release_of_another_area(one_release):
    (one_release / "releases/dorf").symlink_to("ort", target_is_directory=True)
    with pytest.raises(DamagedReleaseError, match=r"manifest\.json"):
        released(one_release).edition("dorf")
    assert released(one_release).edition("ort").release == "2021/1"


def test_where_the_last_one_that_may_be_shown_is_damaged_no_later_one_is_offered(two_releases):
    atlas = released(two_releases, "2021/1")
    assert [item.name for item in atlas.releases("ort").readable] == ["2021/1"]
    (two_releases / "releases/ort/2021/1/manifest.json").write_text("{}", encoding="utf-8")
    atlas = released(two_releases, "2021/1")
    assert atlas.releases("ort").unreadable == ("2021/1",)
    assert not atlas.releases("ort").readable
    with pytest.raises(UnknownReleaseError):
        atlas.showing("ort", "2021/2")


def test_a_file_that_cannot_be_opened_is_not_called_altered(one_release, monkeypatch):
    read = Path.read_bytes

    def refused(path):
        if path.name == "2020.parquet":
            raise PermissionError(EACCES, "", str(path))
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", refused)
    with pytest.raises(UnreadableFileError, match=r"2020\.parquet.*keine Berechtigung"):
        released(one_release).edition("ort")


def test_a_public_server_needs_nothing_of_what_only_others_see(one_release):
    rmtree(one_release / "releases/ort/2021/1/internal")
    assert (2020, "01", "kinder") in hidden(one_release)
    with pytest.raises(
        DamagedReleaseError,
        match=r"internal/2020\.parquet, internal/2021\.parquet, internal/protection\.json",
    ):
        released(one_release, audience=Audience.INTERNAL).edition("ort")


@pytest.mark.parametrize(
    "wrong",
    [
        {"format": []},
        {"name": "2021/2"},
        {"protection": {}},
        {"files": ["public/2020.parquet"]},
        {"number": None},
    ],
)
def test_a_manifest_that_is_none_is_said(one_release, wrong):
    manifest = one_release / "releases/ort/2021/1/manifest.json"
    entry = json.loads(manifest.read_text("utf-8"))
    manifest.write_text(json.dumps(entry | wrong), encoding="utf-8")
    with pytest.raises(DamagedReleaseError, match=r"manifest\.json"):
        released(one_release).edition("ort")


@pytest.mark.parametrize(
    "damage",
    [
        *({"number": value} for value in ([1], None, "x", float("nan"), float("inf"))),
        *({"files": value} for value in ({}, [], None)),
        *({"day": value} for value in (5, [], "gestern")),
        {"protection": {}},
        {"format": []},
        {"area": 3},
        {"name": []},
    ],
)
def test_a_manifest_with_something_else_in_it_is_said(one_release, damage):
    manifest = one_release / "releases/ort/2021/1/manifest.json"
    entry = json.loads(manifest.read_text("utf-8")) | damage
    manifest.write_text(json.dumps(entry), encoding="utf-8")
    assert Desk.open(one_release).altered_releases("ort") == {"2021/1": ("manifest.json",)}


def test_a_release_of_another_version_is_not_called_altered(one_release):
    manifest = one_release / "releases/ort/2021/1/manifest.json"
    # a later form: nothing else in it has to be as it is now
    manifest.write_text('{"format": 99, "areas": ["ort"]}', encoding="utf-8")
    assert not Desk.open(one_release).altered_releases("ort")
    with pytest.raises(OtherVersionError, match="„2021/1“ hat eine andere Fassung"):
        released(one_release).edition("ort")
    (sentence,) = damaged(released(one_release), "ort")
    assert sentence.endswith("Eine andere Fassung des Sozialatlas hat sie geschrieben.")


def test_a_manifest_too_deep_to_read_is_said(one_release):
    (one_release / "releases/ort/2021/1/manifest.json").write_text("[" * 200_000)
    assert Desk.open(one_release).altered_releases("ort") == {"2021/1": ("manifest.json",)}


@pytest.mark.parametrize("name", ["a" * 5000, "a\0b"])
def test_a_manifest_that_names_what_no_file_can_be_called_is_said(one_release, name):
    manifest = one_release / "releases/ort/2021/1/manifest.json"
    entry = json.loads(manifest.read_text("utf-8"))
    entry["files"][name] = "0"
    manifest.write_text(json.dumps(entry), encoding="utf-8")
    assert Desk.open(one_release).altered_releases("ort") == {"2021/1": (name,)}


@pytest.mark.parametrize(
    "name",
    [
        *("", ".", "../2021", "2021/1/1", "/etc", "2021 1", "2021", "2021/1", "a" * 50, "x/../y"),
        *("a" * 42, "2022.", "2022/a..", "CON", "nul/1", "2022/Lpt1.x"),
        *("latest", "Latest", "manifest.json", "2022/Manifest.JSON"),
    ],
)
def test_a_name_that_is_none_or_taken_is_refused(one_release, name):
    with pytest.raises(ReleaseNameError):
        build(one_release, name)
    assert [release.name for release in Desk.open(one_release).releases("ort").readable] == [
        "2021/1"
    ]


def test_a_name_that_differs_in_case_only_is_taken(one_child):
    build(one_child, "2021/Mai")
    with pytest.raises(ReleaseNameError):
        build(one_child, "2021/MAI")


def test_data_that_lack_a_published_year_are_refused(one_release):
    (one_release / "indicators/ort/2021.csv").unlink()
    (one_release / "indicators/ort/2021.toml").unlink()
    with pytest.raises(ReleaseOrderError, match=r"2021/1.*2021\. Es wurde nichts"):
        build(one_release, "2021/2")
    assert len(Desk.open(one_release).releases("ort").readable) == 1


def test_an_area_without_figures_has_nothing_to_publish(one_child):
    for table in (one_child / "indicators/ort").glob("20*"):
        table.unlink()
    with pytest.raises(EmptyReleaseError, match="keine Jahrestabellen"):
        build(one_child)
    assert not Desk.open(one_child).releases("ort").readable


def test_what_somebody_left_half_written_is_none_and_goes(one_child):
    left = one_child / "releases/ort/2021" / f".{'0' * 32}"
    left.mkdir(parents=True)
    (left / "manifest.json").write_text("{", encoding="utf-8")
    assert not Desk.open(one_child).releases("ort").readable
    build(one_child)
    assert not left.exists()


def test_an_area_without_release_is_not_among_the_released(one_child):
    assert released(one_child).area_ids == ()
    build(one_child)
    assert released(one_child).area_ids == ("ort",)


def test_nothing_hidden_is_in_the_files_of_a_release(one_release):
    folder = one_release / "releases/ort/2021/1"
    names = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert not {name for name in names if name.startswith("indicators/ort/20")}
    assert not any(path.name.startswith(".") for path in folder.rglob("*"))


def test_what_is_withheld_inside_is_withheld_outside(one_child, monkeypatch):
    protect = pipeline.safe_table

    def without_people(secret, facts, hidden, *, withheld, **others):
        # inside no way is found to protect the people of 2021
        inside = () if withheld & {(2021, "leute")} else {(2021, "leute")}
        return protect(secret, facts, hidden, withheld=withheld.union(inside), **others)

    monkeypatch.setattr(pipeline, "safe_table", without_people)
    release = build(one_child)
    assert all((2021, "leute") in each.withheld for each in release.protections.values())


@pytest.mark.slow
def test_what_had_no_rule_is_published_once_it_has_one(town, edit):
    build(town)
    edit(town / "indicators/catalogue.toml", *RULE)
    build(town, "2021/2")
    assert hidden(town) == set()


@pytest.mark.slow
def test_a_build_that_fails_leaves_its_name_free(one_child, monkeypatch):
    def full(*_, **__):
        raise FileWriteError("2021/1", OSError(28, ""))

    monkeypatch.setattr(release_build, "write_all", full)
    with pytest.raises(FileWriteError):
        build(one_child)
    monkeypatch.undo()
    assert build(one_child, "2021").name == "2021"


def test_what_lies_beside_the_districts_is_not_published(one_child):
    districts = one_child / "districts/ort"
    (districts / "Lieferung.xlsx").write_text("01;1")
    (districts / "alt").mkdir()
    (districts / "alt/2020.csv").write_text("01;1")
    (districts / "Kopie.csv").symlink_to(one_child / "indicators/ort/2020.csv")
    names = build(one_child).files
    assert {name for name in names if name.startswith("districts/")} == {
        f"districts/ort/{name}" for name in ("area.toml", "units.csv", "memberships.csv")
    }


def test_the_table_a_map_brings_along_is_not_published(one_child, edit):
    edit(
        one_child / "districts/ort/area.toml",
        '[level.block]\nname = "Block"\nplural = "Blöcke"\n',
        '[level.block]\nname = "Block"\nplural = "Blöcke"\n'
        '[level.block.boundaries]\nfile = "block.geojson"\nattribution = "Ort"\n',
    )
    ring = [[7, 51], [7.1, 51], [7.1, 51.1], [7, 51]]
    shape = {"type": "Polygon", "coordinates": [ring]}
    properties = {"unit": "01", "name": "Anger", "kinder": 1}
    feature = {"type": "Feature", "id": 1, "properties": properties, "geometry": shape}
    collection = {"type": "FeatureCollection", "name": "Export", "features": [feature]}
    (one_child / "districts/ort/block.geojson").write_text(json.dumps(collection))
    build(one_child)
    published = one_child / "releases/ort/2021/1/districts/ort/block.geojson"
    (left,) = json.loads(published.read_text("utf-8"))["features"]
    assert left["properties"] == {"unit": "01", "name": "Anger"}
    assert left["geometry"] == shape
    assert "kinder" not in published.read_text("utf-8")


def test_columns_nobody_reads_are_not_published(one_child):
    units = one_child / "districts/ort/units.csv"
    before = units.read_text("utf-8").splitlines()
    more = [before[0] + ";kinder", *(f"{row};17" for row in before[1:]), "* vorläufig, 01: 17"]
    units.write_text("\n".join([*more, ""]), encoding="utf-8")
    build(one_child)
    published = one_child / "releases/ort/2021/1/districts/ort/units.csv"
    assert published.read_text("utf-8").splitlines() == before


@pytest.mark.slow
def test_numbers_count_on_after_a_release_was_taken_back(three_releases):
    rmtree(three_releases / "releases/ort/2021/2")
    assert build(three_releases, "2021/4").number == 4
    listed = Desk.open(three_releases).releases("ort")
    assert [release.number for release in listed.readable] == [1, 3, 4]


def test_a_day_before_the_last_one_changes_nothing_in_the_order(one_release):
    Desk.open(one_release).release("ort", "2021/2", date(1970, 1, 1), lambda _: None)
    assert released(one_release).edition("ort").release == "2021/2"


@pytest.mark.parametrize(("lost", "latest"), [("2021/1", "2021/3"), ("2021/2", "2021/3")])
def test_a_manifest_nobody_can_read_hides_no_other_release(three_releases, lost, latest):
    (three_releases / f"releases/ort/{lost}/manifest.json").write_text("{", encoding="utf-8")
    listed = Desk.open(three_releases).releases("ort")
    assert listed.unreadable == (lost,)
    assert len(listed.readable) == 2
    assert released(three_releases).edition("ort").release == latest
    with pytest.raises(DamagedReleaseError, match=lost):
        released(three_releases, lost).edition("ort")
    # what was published must be known before more is
    with pytest.raises(DamagedReleaseError, match=lost):
        build(three_releases, "2021/4")


def test_where_the_newest_cannot_be_read_no_other_is_taken_for_it(two_releases):
    (two_releases / "releases/ort/2021/2/manifest.json").write_text("{", encoding="utf-8")
    with pytest.raises(DamagedReleaseError, match="2021/2"):
        released(two_releases).edition("ort")
    assert released(two_releases).showing("ort", "2021/1").edition("ort").release == "2021/1"


def test_figures_of_an_earlier_day_than_the_published_ones_are_refused(one_release, edit):
    edit(one_release / "indicators/ort/2021.toml", "date = 2021-12-31", "date = 2021-12-30")
    with pytest.raises(OlderDataError, match=r"30\.12\.2021, dort 31\.12\.2021"):
        build(one_release, "2021/2")
    assert len(Desk.open(one_release).releases("ort").readable) == 1


def test_data_that_lack_a_published_quantity_are_refused(one_release, edit):
    drop_column(one_release / "indicators/ort/2021.csv", "miete")
    edit(one_release / "indicators/ort/2021.toml", '[miete]\nbase = "bezirk"\n', "")
    with pytest.raises(MissingTableError, match=r"„Mittlere Miete“ 2021\. Es wurde nichts"):
        build(one_release, "2021/2")
    assert len(Desk.open(one_release).releases("ort").readable) == 1


@pytest.mark.slow
@pytest.mark.parametrize("content", ["", "{", "[]", '{"features": [1]}', "<gpx/>"])
def test_boundaries_nobody_can_read_are_not_published(one_child, edit, content):
    edit(
        one_child / "districts/ort/area.toml",
        '[level.block]\nname = "Block"\nplural = "Blöcke"\n',
        '[level.block]\nname = "Block"\nplural = "Blöcke"\n'
        '[level.block.boundaries]\nfile = "block.geojson"\nattribution = "Ort"\n',
    )
    (one_child / "districts/ort/block.geojson").write_text(content)
    with pytest.raises(UnpublishableMapError, match=r"block\.geojson.*nichts veröffentlicht"):
        build(one_child)
    assert not Desk.open(one_child).releases("ort").readable


@pytest.mark.slow
def test_whoever_is_killed_at_any_step_leaves_the_old_or_the_new_release(one_child, monkeypatch):
    """A child process builds the same release and is killed before its n-th change of the disk."""
    build(one_child)
    # what takes long and writes nothing is done once
    protect, read, kept = release_build._protected, release_build.read_edition, {}
    monkeypatch.setattr(
        release_build,
        "_protected",
        lambda *arguments, **options: (
            kept.get("protected") or kept.setdefault("protected", protect(*arguments, **options))
        ),
    )
    monkeypatch.setattr(
        release_build,
        "read_edition",
        lambda context, area: (
            kept.get((context.audience, context.release))
            or kept.setdefault((context.audience, context.release), read(context, area))
        ),
    )
    build(one_child, "2021/0")
    rmtree(one_child / "releases/ort/2021/0")
    outcomes = []
    while not outcomes or outcomes[-1] != "done":
        outcomes.append(_outcome_of_kill(one_child, len(outcomes)))
        listed = Desk.open(one_child).releases("ort")
        assert not Desk.open(one_child).altered_releases("ort")
        names = [release.name for release in listed.readable]
        assert names in (["2021/1"], ["2021/1", "2021/2"])
        if outcomes[-1] == "done":
            assert names == ["2021/1", "2021/2"]
        if "2021/2" in names:
            rmtree(one_child / "releases/ort/2021/2")
    # a folder, a lock, eight files with their names, the move into place, and some more
    assert outcomes.count("killed") > 20
    build(one_child, "2021/2")
    left = [path.name for path in (one_child / "releases/ort").rglob(".*") if path.is_dir()]
    assert left == []


_CHANGES = {"os.rename", "os.mkdir", "os.rmdir", "os.remove", "os.unlink", "open"}


def _outcome_of_kill(folder, step):
    """Build in a child that is killed at its step-th change below the releases."""
    child = os.fork()
    if child:
        _, status = os.waitpid(child, 0)
        return "killed" if os.WIFSIGNALED(status) else "done"
    changes = 0
    inside = str(folder / "releases")

    def watch(event, arguments):
        nonlocal changes
        if event not in _CHANGES or not str(arguments[0]).startswith(inside):
            return
        if event == "open" and not arguments[2] & (os.O_WRONLY | os.O_RDWR | os.O_APPEND):
            return
        if changes == step:
            os.kill(os.getpid(), signal.SIGKILL)
        changes += 1

    sys.addaudithook(watch)
    try:
        build(folder, "2021/2")
    finally:
        os._exit(0)


OTHER_MODES = (ProtectionMode.EXACT, ProtectionMode.WIDTH_3, ProtectionMode.ROUNDING_5)
ROUNDED = [ProtectionMode.ROUNDING_5, ProtectionMode.ROUNDING_10]


@pytest.fixture
def odd(one_child, edit):
    """The town with figures no multiple of 5 in 2020: children 1, 22, 60 and 105."""
    edit(
        one_child / "indicators/ort/2020.csv",
        "block;02;Bach;200;20;50;",
        "block;02;Bach;203;22;50;",
    )
    edit(one_child / "indicators/ort/2020.csv", ";400;100;20;", ";400;105;20;")
    return one_child


@pytest.mark.parametrize(
    ("mode", "children"),
    [
        # A is 01 + 02 + 03, S all: 83 and 188; 105 is half-way between 100 and 110
        (ROUNDED[0], {"01": 0, "02": 20, "03": 60, "04": 105, "A": 85, "S": 190}),
        (ROUNDED[1], {"01": 0, "02": 20, "03": 60, "04": 110, "A": 80, "S": 190}),
    ],
)
def test_counts_are_rounded_on_every_level_by_themselves(odd, mode, children):
    build(odd, mode=mode)
    cells = released(odd).edition("ort").cells
    rows = cells[(cells["quantity"] == "kinder") & (cells["year"] == 2020)].set_index("unit")
    assert rows["value"][list(children)].to_dict() == children
    assert set(rows["state"]) == {State.MEASURED}
    assert {code for _, _, code in hidden(odd)} == {"alter"}


def test_a_count_rounded_to_nothing_looks_like_none(odd, edit):
    edit(odd / "indicators/ort/2020.csv", "block;03;Christhof;300;60;", "block;03;Christhof;300;0;")
    build(odd, mode=ROUNDED[0])
    cells = released(odd).edition("ort").cells
    rows = cells[(cells["quantity"] == "kinder") & (cells["year"] == 2020)].set_index("unit")
    one, none = rows.loc["01"], rows.loc["03"]
    assert (one["value"], one["state"]) == (none["value"], none["state"]) == (0, State.MEASURED)


def test_rates_are_of_rounded_counts(odd):
    build(odd, mode=ROUNDED[0])
    rows = released(odd).values(Scope(area="ort", level="block", indicator="kinderanteil")).rows
    values = {(row.unit, row.year): row.value for row in rows}
    # 20 of 205, where 22 of 203 were delivered
    assert values["02", 2020] == pytest.approx(100 * 20 / 205)


def test_sums_of_rounded_figures_are_no_contradiction(odd):
    build(odd, mode=ROUNDED[0])
    assert not released(odd).findings("ort")
    assert (
        not released(odd)
        .edition("ort")
        .total_gaps(released(odd).indicator("ort", "leute"), "stadt", [2020, 2021])
    )


@pytest.mark.slow
@pytest.mark.parametrize(
    "before",
    [
        *(ProtectionMode.WIDTH_5, ProtectionMode.ROUNDING_10),
        *(pytest.param(mode, marks=pytest.mark.slow) for mode in OTHER_MODES),
    ],
)
def test_releases_of_an_area_are_protected_in_one_way(one_child, before):
    build(one_child, mode=before)
    for other in set(ProtectionMode) - {before}:
        with pytest.raises(ReleaseModeError, match=f"--protection {before}.*nichts veröffentlicht"):
            build(one_child, "2021/2", other)
    later = build(one_child, "2021/2")
    assert {protection.mode for protection in later.protections.values()} == {before}


def test_the_public_is_not_told_what_others_are_not_shown(two_releases):
    first, second = Desk.open(two_releases).releases("ort").readable
    manifest = json.loads((two_releases / "releases/ort/2021/1/manifest.json").read_text("utf-8"))
    assert manifest["protection"]["hidden"] == {"block": 2, "quartier": 1}
    assert "protections" not in manifest
    (inside,) = (two_releases / "releases/ort/2021/1/internal").glob("*.json")
    assert json.loads(inside.read_text("utf-8"))["hidden"] == {"block": 2, "quartier": 1}
    # two of the same content have different digests: nobody can try out what is in it
    name = "internal/protection.json"
    assert first.files[name] != second.files[name]


def test_what_the_administration_is_not_shown_may_be_missing(one_release):
    (one_release / "releases/ort/2021/1/internal/protection.json").write_text("{")
    (release,) = Desk.open(one_release).releases("ort").readable
    assert set(release.protections) == {Audience.PUBLIC}
    assert Desk.open(one_release).altered_releases("ort") == {
        "2021/1": ("internal/protection.json",)
    }
