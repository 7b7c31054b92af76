"""Editions are read year by year; what nothing changed for is used again, by every process."""

from __future__ import annotations

import errno
import json
import os
import shutil
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pandas as pd
import pytest

from atlas import pipeline
from atlas.atlas import Atlas
from atlas.editions import build
from atlas.editions.build import area_digests
from atlas.errors import DataChangingError
from atlas.model.dates import parse_reference_date
from atlas.model.quantities import Audience
from atlas.model.scope import Scope
from atlas.sources import files
from atlas.sources.area_data import data_of

ROOT = Path(__file__).parents[2]
CHILDREN = Scope(area="ort", level="stadt", indicator="kinder")
SHELF = "editions/ort/public"


@pytest.fixture
def home(tmp_path):
    return tmp_path / "home"


@pytest.fixture
def summed(monkeypatch):
    """Years that were added up, in the order of the calls."""
    calls = []
    original = pipeline.summed_cells

    def counted(data, catalogue, codes):
        calls.append(data.table_years)
        return original(data, catalogue, codes)

    monkeypatch.setattr(pipeline, "summed_cells", counted)
    return calls


@pytest.fixture(scope="module")
def computed(plain_town, tmp_path_factory):
    """A home with the editions of the town as it is written."""
    folder = tmp_path_factory.mktemp("computed") / "home"
    assert children(Atlas.open(plain_town, home=folder)) == {2020: 190, 2021: 170}
    return folder


@pytest.fixture
def kept(computed, home):
    """The same, to be spoilt."""
    return Path(shutil.copytree(computed, home))


def children(atlas):
    return {row.year: row.value for row in atlas.values(CHILDREN).rows}


def test_a_year_that_changed_is_read_and_the_others_are_not(town, edit, summed):
    before = Atlas.open(town)
    assert children(before) == {2020: 190, 2021: 170}
    edit(town / "indicators/ort/2021.csv", "Bach;190;19;", "Bach;190;29;")
    after = Atlas.open(town, previous=before)
    assert children(after) == {2020: 190, 2021: 180}
    assert summed == [(2020, 2021), (2021,)]
    assert children(before) == {2020: 190, 2021: 170}


def test_where_nothing_changed_the_edition_is_the_same_object(town, edit):
    before = Atlas.open(town)
    edition = before.edition("ort")
    assert Atlas.open(town, previous=before).edition("ort") is edition
    edit(town / "indicators/ort/2021.csv", "Bach;190;19;", "Bach;190;29;")
    assert Atlas.open(town, previous=before).edition("ort") is not edition


def test_a_change_in_one_town_costs_the_other_nothing(town, edit, summed):
    other = town / "districts/dort"
    for room in ("districts", "indicators"):
        for path in (town / room / "ort").iterdir():
            target = town / room / "dort" / path.name
            target.parent.mkdir(exist_ok=True)
            target.write_bytes(path.read_bytes())
    before = Atlas.open(town)
    revisions = {area: before.revision(area) for area in before.area_ids}
    area_toml = other / "area.toml"
    area_toml.write_text(area_toml.read_text("utf-8") + "\n", encoding="utf-8")
    after = Atlas.open(town, previous=before)
    assert after.revision("ort") == revisions["ort"]
    assert after.edition("ort") is before.edition("ort")
    assert after.revision("dort") != revisions["dort"]
    assert len(summed) == 3


def test_a_changed_structure_or_catalogue_changes_all_years(town, edit, summed):
    before = Atlas.open(town)
    children(before)
    edit(town / "districts/ort/memberships.csv", "block;04;bezirk;B;;\n", "")
    assert children(Atlas.open(town, previous=before)) == {2020: None, 2021: None}
    assert summed[-1] == (2020, 2021)


@pytest.mark.parametrize(
    "name", ["2021 - Kopie.csv", "2021.csv.bak", "alt/2021.csv", "notizen.txt"]
)
def test_a_file_no_reader_sees_does_not_change_the_revision(town, name):
    before = Atlas.open(town).revision("ort")
    path = town / "indicators/ort" / name
    path.parent.mkdir(exist_ok=True)
    # whoever knew all but one figure in it could try out which one gives the revision shown
    path.write_text("level;unit;kinder\nblock;01;4\n", encoding="utf-8")
    assert Atlas.open(town).revision("ort") == before


def test_references_change_the_revision(town):
    before = Atlas.open(town).revision("ort")
    (town / "indicators/ort/references.csv").write_text("x", encoding="utf-8")
    assert Atlas.open(town).revision("ort") != before


def test_new_boundaries_change_the_revision_but_no_sum(town, summed):
    before = Atlas.open(town)
    children(before)
    (town / "districts/ort/block.geojson").write_text("{}", encoding="utf-8")
    after = Atlas.open(town, previous=before)
    assert after.revision("ort") != before.revision("ort")
    assert summed == [(2020, 2021)]


def test_what_one_process_computed_the_next_one_reads(town, home, summed):
    first = Atlas.open(town, home=home)
    assert children(first) == {2020: 190, 2021: 170}
    second = Atlas.open(town, home=home)
    assert children(second) == {2020: 190, 2021: 170}
    assert summed == [(2020, 2021)]
    editions = [atlas.edition("ort") for atlas in (first, second)]
    pd.testing.assert_frame_equal(*(edition.cells for edition in editions))
    assert editions[0].deliveries == editions[1].deliveries
    assert editions[0].system(2020) == editions[1].system(2020)
    assert editions[1].notices == ()


def test_audiences_have_shelves_of_their_own(town, home, edit):
    edit(town / "indicators/ort/2020.toml", "[kinder]", '[kinder]\naudience = "internal"')
    for _ in range(2):
        assert children(Atlas.open(town, Audience.INTERNAL, home)) == {2020: 190, 2021: 170}
        assert children(Atlas.open(town, Audience.PUBLIC, home)) == {2020: None, 2021: 170}


def damaged(path):
    content = path.read_bytes()
    path.write_bytes(content[:-40] + bytes(40))


def cut(path):
    path.write_bytes(path.read_bytes()[:100])


def emptied(path):
    path.write_bytes(b"")


def rewritten(path, **changed):
    """A file that is whole, but doesn't hold what the atlas writes."""
    _, head, cells = path.read_bytes().split(b"\n", 2)
    body = json.dumps(json.loads(head) | changed).encode() + b"\n" + cells
    path.write_bytes(sha256(body).hexdigest().encode() + b"\n" + body)


def of_another_version(path):
    rewritten(path, format=0)


def with_levels_as_list(path):
    rewritten(path, levels=["stadt"])


def with_a_delivery_of_something_else(path):
    rewritten(path, deliveries=[{"name": "Melderegister"}])


def with_a_bottomless_head(path):
    body = b"[" * 200_000 + b"\n"
    path.write_bytes(sha256(body).hexdigest().encode() + b"\n" + body)


def with_another_source(path):
    path.write_bytes(path.read_bytes().replace(b"Melderegister", b"Telefonbuch__"))


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (damaged, "für 2020 ist beschädigt"),
        (cut, "für 2020 ist beschädigt"),
        (emptied, "für 2020 ist beschädigt"),
        (with_another_source, "für 2020 ist beschädigt"),
        (with_levels_as_list, "für 2020 ist beschädigt"),
        (with_a_delivery_of_something_else, "für 2020 ist beschädigt"),
        (with_a_bottomless_head, "für 2020 ist beschädigt"),
        (of_another_version, "für 2020 gehört zu einer anderen Fassung"),
    ],
)
def test_a_faulty_file_is_named_and_computed_anew(town, kept, spoil, sentence):
    spoil(kept / SHELF / "2020.arrow")
    again = Atlas.open(town, home=kept)
    assert children(again) == {2020: 190, 2021: 170}
    (notice,) = again.edition("ort").notices
    assert sentence in notice
    assert "„Ort“" in notice
    assert Atlas.open(town, home=kept).edition("ort").notices == ()


def test_one_cause_is_one_sentence_however_many_years_have_it(town, kept):
    for year in (2021, 2020):
        of_another_version(kept / SHELF / f"{year}.arrow")
    again = Atlas.open(town, home=kept)
    assert children(again) == {2020: 190, 2021: 170}
    (notice,) = again.edition("ort").notices
    assert "für 2020, 2021 gehört zu einer anderen Fassung" in notice


def test_a_folder_in_place_of_a_file_is_named_and_costs_its_year_only(town, home, summed):
    (home / SHELF / "2020.arrow").mkdir(parents=True)
    for _ in range(2):
        atlas = Atlas.open(town, home=home)
        assert children(atlas) == {2020: 190, 2021: 170}
        (notice,) = atlas.edition("ort").notices
        assert "„Ort“ für 2020 lässt sich nicht öffnen" in notice
    assert summed == [(2020, 2021), (2020,)]
    assert sorted(path.name for path in (home / SHELF).iterdir()) == ["2020.arrow", "2021.arrow"]


def test_a_full_disk_costs_nothing_but_time(town, home, monkeypatch):
    def full(path, content):
        path.write_bytes(content[:10])
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))

    monkeypatch.setattr(files, "_write_through", full)
    assert children(Atlas.open(town, home=home)) == {2020: 190, 2021: 170}
    assert list((home / SHELF).iterdir()) == []


def test_a_year_of_another_area_or_year_is_never_shown(town, kept):
    shelf = kept / SHELF
    (shelf / "2021.arrow").write_bytes((shelf / "2020.arrow").read_bytes())
    assert children(Atlas.open(town, home=kept)) == {2020: 190, 2021: 170}


def test_data_that_changed_meanwhile_are_computed_anew(town, kept, edit):
    edit(town / "indicators/ort/2021.csv", "Bach;190;19;", "Bach;190;29;")
    assert children(Atlas.open(town, home=kept)) == {2020: 190, 2021: 180}


def test_files_that_go_on_changing_end_in_a_sentence(town, monkeypatch):
    count = iter(range(100))

    def changing(context, area_id):
        path = town / "indicators/ort/2021.csv"
        path.write_text(path.read_text("utf-8").replace("Bach", f"Bach{next(count)}"), "utf-8")
        return area_digests(context, area_id)

    monkeypatch.setattr(build, "area_digests", changing)
    with pytest.raises(DataChangingError, match="ändern sich gerade"):
        Atlas.open(town).edition("ort")


def test_what_was_read_while_a_file_changed_is_not_kept(town, home, edit, monkeypatch):
    table = town / "indicators/ort/2021.csv"
    before = table.read_bytes()
    edit(table, "Bach;190;19;", "Bach;190;29;")
    after = table.read_bytes()

    def changing(*arguments):
        table.write_bytes(before if table.read_bytes() == after else after)
        return data_of(*arguments)

    with monkeypatch.context() as patch:
        patch.setattr(build, "data_of", changing)
        with pytest.raises(DataChangingError):
            Atlas.open(town, home=home).edition("ort")
    # the keys are those of files that hold other figures than were read
    for content, figure in ((after, 180), (before, 170)):
        table.write_bytes(content)
        assert children(Atlas.open(town, home=home)) == {2020: 190, 2021: figure}


def test_files_that_changed_once_while_they_were_read_are_read_again(town, edit, monkeypatch):
    edits = iter([lambda: edit(town / "indicators/ort/2021.csv", "Bach;190;19;", "Bach;190;29;")])

    def changing(context, area_id):
        files = area_digests(context, area_id)
        next(edits, lambda: None)()
        return files

    monkeypatch.setattr(build, "area_digests", changing)
    assert children(Atlas.open(town)) == {2020: 190, 2021: 180}


def test_a_home_that_cannot_be_written_costs_nothing_but_time(town, tmp_path):
    file = tmp_path / "file"
    file.write_text("", encoding="utf-8")
    assert children(Atlas.open(town, home=file)) == {2020: 190, 2021: 170}


@pytest.mark.slow
def test_two_processes_at_once_give_the_same(town, home):
    command = [sys.executable, "-m", "atlas", "values", "--area", "ort", "--level", "stadt"]
    command += [
        "--indicator",
        "kinder",
        "--format",
        "csv",
        "--data",
        str(town),
        "--home",
        str(home),
    ]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    started = [
        subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT, env=environment)
        for _ in range(3)
    ]
    outputs = {process.communicate()[0] for process in started}
    assert {process.returncode for process in started} == {0}
    assert len(outputs) == 1
    assert Atlas.open(town, home=home).edition("ort").notices == ()
    assert not [path for path in (home / SHELF).iterdir() if path.suffix != ".arrow"]


@pytest.mark.parametrize(
    "written",
    ["2020-03", "2020-Q4", "2020-H1", "Jahresmittel 2020", "2019/20", "2020-04-01/2021-03-31"],
)
def test_every_kind_of_reference_date_comes_back_from_the_shelf(town, home, edit, written):
    edit(town / "indicators/ort/2020.toml", "date = 2020-12-31\n", f'date = "{written}"\n')
    first = Atlas.open(town, home=home).edition("ort").delivery("kinder", 2020)
    again = Atlas.open(town, home=home).edition("ort").delivery("kinder", 2020)
    assert again == first
    assert again.reference_date == parse_reference_date(written)
