from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from atlas.errors import FileWriteError
from atlas.model.custom_areas import CustomLevel, CustomUnit, Decision, Part
from atlas.sources import custom_levels
from tests.owned import draft, write_own

OWN = CustomLevel(
    id="planung",
    name='Planungs"raum"',
    plural="Planungsräume",
    decision=Decision.RESOLVED,
    body="Jugendhilfeausschuss \\ Rat",
    resolved=date(2026, 3, 12),
    valid_from=date(2027, 1, 1),
    units=(
        CustomUnit(id="nord", name="Nord", parts=(Part(level="bezirk", unit="0101"),)),
        CustomUnit(
            id="süd.west",
            name="Süd-West",
            parts=(Part(level="sozialraum", unit="03"), Part(level="bezirk", unit="0201")),
        ),
    ),
)


def read(home):
    return custom_levels.read_custom_files(custom_levels.custom_files_in(home), "ort")


def test_what_is_written_is_read_again(tmp_path):
    custom_levels.save_custom_level(tmp_path, "ort", OWN)
    (file,) = read(tmp_path)
    assert file.level == OWN
    assert file.problems == ()


def test_every_character_survives_that_a_drawing_may_hold(tmp_path):
    letters = "".join(map(chr, (*range(32, 127), *range(160, 256))))
    level = replace(OWN, name=f"A{letters}Z")
    custom_levels.save_custom_level(tmp_path, "ort", level)
    (file,) = read(tmp_path)
    assert (file.level, file.problems) == (level, ())


def test_a_level_is_used_without_what_no_drawing_may_hold(tmp_path):
    custom_levels.save_custom_level(tmp_path, "ort", replace(OWN, name="Plan\x0bungsraum"))
    (file,) = read(tmp_path)
    assert file.level.name == "Planungsraum"
    assert [problem.code for problem in file.problems] == ["text_characters"]


def test_what_editors_leave_behind_is_no_level(tmp_path):
    custom_levels.save_custom_level(tmp_path, "ort", OWN)
    for name in ("._planung.toml", "~$planung.toml"):
        (tmp_path / "levels/ort" / name).write_bytes(b"\0\5")
    assert [file.level for file in read(tmp_path)] == [OWN]


def test_an_id_no_key_can_be_made_of_is_refused(tmp_path):
    folder = tmp_path / "levels/ort"
    folder.mkdir(parents=True)
    text = 'name = "A"\nstatus = "Entwurf"\n[unit."../b"]\nname = "B"\nparts = ["bezirk:A"]\n'
    (folder / "planung.toml").write_text(text, encoding="utf-8")
    (file,) = read(tmp_path)
    assert [problem.code for problem in file.problems] == ["own_unit_id"]
    assert file.level is None


def test_a_file_reads_like_one_written_by_hand(tmp_path):
    custom_levels.save_custom_level(tmp_path, "ort", OWN)
    text = (tmp_path / "levels/ort/planung.toml").read_text("utf-8")
    assert text.startswith('name = "Planungs\\"raum\\""\nplural = "Planungsräume"\n')
    assert '\nstatus = "Beschluss"\n' in text
    assert "\nresolved = 2026-03-12\nvalid_from = 2027-01-01\n" in text
    assert '\n[unit.nord]\nname = "Nord"\nparts = ["bezirk:0101"]\n' in text


def test_the_version_before_is_kept(tmp_path):
    path = write_own(tmp_path, "ort", "planung", draft("Alt", a=["block:01"]))
    before = path.read_bytes()
    custom_levels.save_custom_level(tmp_path, "ort", OWN)
    custom_levels.remove_custom_level(tmp_path, "ort", "planung")
    assert read(tmp_path) == ()
    kept = sorted((tmp_path / "levels/ort/.versions").iterdir())
    assert len(kept) == 2
    assert kept[0].read_bytes() == before


def test_nothing_is_lost_when_nothing_can_be_written(tmp_path):
    (tmp_path / "levels").write_text("a file where a folder should be")
    assert not custom_levels.may_write(tmp_path, "ort")
    with pytest.raises(FileWriteError):
        custom_levels.save_custom_level(tmp_path, "ort", OWN)


def test_where_levels_can_be_saved(tmp_path):
    assert custom_levels.may_write(tmp_path / "not" / "yet", "ort")
    assert not custom_levels.may_write(None, "ort")


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("name = \n", "toml_syntax", 1),
        ('name = "A"\n', "toml_bad_value", None),
        ('name = "A"\nstatus = "Idee"\n', "toml_bad_value", 2),
        ('name = "A"\nstatus = "Entwurf"\nvalid_from = "bald"\n', "toml_bad_value", 3),
        ('name = "A"\nstatus = "Entwurf"\nunit = 3\n', "toml_bad_value", 3),
        (draft("A", a=["block 01"]), "own_part_unreadable", 5),
        (draft("A", a=["block:"]), "own_part_unreadable", 5),
        ('status = "Entwurf"\n[unit.a]\nparts = "block:01"\n', "toml_bad_value", 3),
        ("", "file_empty", None),
    ],
)
def test_a_file_that_cannot_be_used(tmp_path, text, code, line):
    write_own(tmp_path, "ort", "eigen", text)
    (file,) = read(tmp_path)
    assert file.level is None
    (problem,) = file.problems
    assert (problem.code, problem.file, problem.line) == (code, "levels/ort/eigen.toml", line)


def test_an_unknown_entry_is_named_and_left_out(tmp_path):
    write_own(tmp_path, "ort", "eigen", "farbe = 1\n" + draft("A", a=["block:01"]))
    (file,) = read(tmp_path)
    assert file.level.name == "A"
    assert [problem.code for problem in file.problems] == ["toml_unknown_key"]


def test_the_name_of_the_file_is_the_id_of_the_level(tmp_path):
    write_own(tmp_path, "ort", "Meine Ebene", draft("A", a=["block:01"]))
    (file,) = read(tmp_path)
    assert file.level is None
    assert [problem.code for problem in file.problems] == ["own_id"]


def test_a_file_that_cannot_be_opened_is_named():
    raw = custom_levels.RawCustomFile(area="ort", name="eigen.toml", content=None)
    (file,) = custom_levels.read_custom_files([raw], "ort")
    assert file.level is None
    assert [problem.code for problem in file.problems] == ["file_unreadable"]


def test_a_folder_of_no_area_is_named_with_what_lies_in_it(tmp_path):
    for area, level in (("ort", "eigen"), ("orrt", "a"), ("orrt", "b"), ("früher", "c")):
        write_own(tmp_path, area, level, draft("A", a=["block:01"]))
    first, second = custom_levels.stray_files(
        custom_levels.custom_files_in(tmp_path), ["ort", "wandel"]
    )
    assert second.file == "levels/orrt"
    assert second.message == (
        "Das Gebiet „orrt“ gibt es nicht; was in seinem Ordner liegt (a.toml, b.toml), wird nicht "
        "gelesen."
    )
    assert (first.code, first.line, first.value) == ("own_area_unknown", None, "früher")
    assert first.remedy.startswith("Benennen Sie den Ordner")


def test_a_slip_in_the_name_of_an_area_is_guessed(tmp_path):
    write_own(tmp_path, "rhein-brg", "a", draft("A", a=["block:01"]))
    (problem,) = custom_levels.stray_files(custom_levels.custom_files_in(tmp_path), ["rhein-berg"])
    assert problem.message.endswith("Gemeint ist vielleicht „rhein-berg“.")


def test_a_folder_with_old_versions_only_is_no_stray(tmp_path):
    path = write_own(tmp_path, "weg", "a", draft("A", a=["block:01"]))
    custom_levels.remove_custom_level(tmp_path, "weg", "a")
    assert not path.exists()
    assert custom_levels.stray_files(custom_levels.custom_files_in(tmp_path), ["ort"]) == ()
