"""A catalogue per area, as it is seen through the doors and on the command line."""

from __future__ import annotations

import shutil

import pytest

from atlas import pipeline
from atlas.atlas import Atlas
from atlas.desk import Desk
from atlas.errors import FaultyEntryError, UnknownCodeError
from atlas.model.quantities import Audience
from atlas.model.scope import Scope
from tests import small_town

# variations on what quicker tests promise: each of them takes its time
pytestmark = pytest.mark.slow

OWN = small_town.of_all("kinderquote", "kinder", "Unsere Kinderquote", "Kinder je 100 Leute")
RENAMED = '[indicator.kinderanteil]\ntitle = "Kinder in Dort"\nnote = "Nur in Dort."\n'
BROKEN = "[indicator.kinderquöte]\ntitle = 3\n"


@pytest.fixture
def towns(town):
    """Two towns of the same data: "ort", and "dort" with a catalogue of its own."""
    for room in ("districts", "indicators"):
        shutil.copytree(town / room / "ort", town / room / "dort")
    (town / "indicators/dort/catalogue.toml").write_text(OWN + RENAMED, encoding="utf-8")
    return town


@pytest.fixture
def summed(monkeypatch):
    """Areas that were added up, in the order of the calls."""
    calls = []
    original = pipeline.summed_cells

    def counted(data, catalogue, codes):
        calls.append(data.area.id)
        return original(data, catalogue, codes)

    monkeypatch.setattr(pipeline, "summed_cells", counted)
    return calls


def codes(atlas, area):
    return [item.code for item in atlas.indicators(area)]


def test_own_indicators_are_offered_in_their_area_only(towns):
    atlas = Atlas.open(towns)
    assert "kinderquote" in codes(atlas, "dort")
    assert "kinderquote" not in codes(atlas, "ort")
    assert "kinderquote" in atlas.available("dort", "bezirk")
    scope = Scope(area="dort", level="block", indicator="kinderquote", years=(2020,))
    assert [row.value for row in atlas.values(scope).rows] == [10, 10, 20, 25]
    with pytest.raises(UnknownCodeError):
        atlas.indicator("ort", "kinderquote")


def test_own_words_are_read_in_their_area_only(towns):
    atlas = Atlas.open(towns)
    titles = [atlas.indicator(area, "kinderanteil").title for area in ("dort", "ort")]
    assert titles == ["Kinder in Dort", "Anteil der Kinder"]
    assert atlas.indicator("dort", "kinderanteil").note == "Nur in Dort."


def test_a_changed_own_catalogue_costs_the_other_area_nothing(towns, summed):
    before = Atlas.open(towns)
    revisions = {area: before.revision(area) for area in before.area_ids}
    path = towns / "indicators/dort/catalogue.toml"
    path.write_text(path.read_text("utf-8").replace("Nur in Dort.", "Nur dort."), "utf-8")
    after = Atlas.open(towns, previous=before)
    assert after.edition("ort") is before.edition("ort")
    assert after.revision("ort") == revisions["ort"]
    assert after.revision("dort") != revisions["dort"]
    assert after.indicator("dort", "kinderanteil").note == "Nur dort."
    assert summed == ["dort", "ort", "dort"]


def test_own_reference_values_stay_in_their_area(towns):
    path = towns / "indicators/dort/catalogue.toml"
    reference = (
        '[[reference]]\nindicator = "kinderanteil"\nregion = "Land"\nyear = 2020\n'
        'value = 13.5\nsource = "Landesamt"\n'
    )
    path.write_text(path.read_text("utf-8") + reference, encoding="utf-8")
    atlas = Atlas.open(towns)
    assert [item.value for item in atlas.references("dort")] == [13.5]
    assert atlas.references("ort") == ()


def test_check_names_the_own_file_and_the_shared_one_once(towns):
    (towns / "indicators/dort/catalogue.toml").write_text(BROKEN, encoding="utf-8")
    shared = towns / "indicators/catalogue.toml"
    shared.write_text(shared.read_text("utf-8") + "\n[quantity.krumm\n", encoding="utf-8")
    problems = Desk.open(towns).problems()
    assert [(item.code, item.file, item.area) for item in problems] == [
        ("toml_syntax", "indicators/catalogue.toml", ""),
        ("toml_syntax", "indicators/dort/catalogue.toml", "dort"),
    ]
    assert [item.area for item in Desk.open(towns).problems("ort")] == [""]


def test_an_entry_that_cannot_be_used_is_named_where_it_is_asked_for(towns, edit):
    edit(towns / "indicators/catalogue.toml", 'title = "Kinder"', "title = 3")
    atlas = Atlas.open(towns)
    assert codes(atlas, "ort") == []
    assert [item.code for item in atlas.quantities("ort")] == ["leute", "alter", "miete"]
    with pytest.raises(FaultyEntryError, match=r"catalogue.toml, Zeile \d+: .*erwartet wird ein T"):
        atlas.indicator("ort", "kinder")
    with pytest.raises(FaultyEntryError, match="beruht auf „kinder“"):
        atlas.indicator("dort", "kinderquote")


def test_without_shared_catalogue_an_area_lives_on_its_own(towns, cli):
    shared = towns / "indicators/catalogue.toml"
    shared.rename(towns / "indicators/ort/catalogue.toml")
    atlas = Atlas.open(towns)
    assert "kinderanteil" in codes(atlas, "ort")
    # what dort words anew isn't there any more: two sections that lack the rest
    assert codes(atlas, "dort") == []
    assert cli("values", "--data", towns, "--area", "ort", "--level", "stadt",
               "--indicator", "kinder", "--year", 2020).json["rows"][0]["value"] == 190  # fmt: skip


def test_every_command_names_the_broken_entry_and_answers_the_rest(towns, cli, tmp_path):
    (towns / "indicators/dort/catalogue.toml").write_text(BROKEN, encoding="utf-8")
    asked = ("--data", towns, "--area", "dort", "--level", "bezirk", "--indicator", "kinderanteil")
    out = tmp_path / "x.svg"
    finished = {
        "areas": cli("areas", "--data", towns),
        "values": cli("values", *asked),
        "chart": cli("chart", *asked, "--year", 2020, "--out", out),
        "columns": cli("columns", "--data", towns, "--area", "dort"),
    }
    for name, command in finished.items():
        assert command.code == 0, name
        assert command.err.count("indicators/dort/catalogue.toml, Zeile 1") == 1, name
        assert "indicator.kinderquöte" in command.err, name
    assert "kinderanteil" in finished["areas"].out.decode()
    others = cli("values", *(word if word != "dort" else "ort" for word in asked))
    assert "catalogue.toml" not in others.err
    broken = cli("values", *asked[:-1], "kinderquöte")
    assert (broken.code, broken.out) == (1, b"")
    assert "„kinderquöte“ ist nicht benutzbar." in broken.err


def test_columns_say_what_each_is_for_and_what_is_missing(towns, cli):
    own = small_town.count("hunde", "Hunde") + small_town.of_all(
        "hundequote", "hunde", "Hunde je 100 Leute", "Hunde"
    )
    (towns / "indicators/dort/catalogue.toml").write_text(own, encoding="utf-8")
    listed = cli("columns", "--data", towns, "--area", "dort", "--format", "json").json
    columns = {column["column"]: column for column in listed["columns"]}
    assert list(columns) == ["leute", "kinder", "alter", "miete", "hunde"]
    assert columns["leute"]["delivered"] == [2020, 2021]
    assert "hundequote" in columns["leute"]["indicators"]
    assert (columns["hunde"]["delivered"], columns["hunde"]["indicators"]) == ([], ["hundequote"])
    missing = {item["indicator"]: item["missing"] for item in listed["indicators"]}
    assert missing["hundequote"] == ["hunde"]
    assert missing["kinderanteil"] == []
    text = cli("columns", "--data", towns, "--area", "dort", "--indicator", "hundequote").out
    assert text.decode().splitlines() == [
        "Ort: Spalten für indicators/dort/<jahr>.csv",
        next(line for line in text.decode().splitlines() if line.startswith("  leute: ")),
        next(line for line in text.decode().splitlines() if "kinderanteil_2j" in line),
        "  hunde: Hunde, Personen (fehlt)",
        "    nötig für: hundequote",
        "Indikatoren:",
        "  hundequote: Hunde je 100 Leute (fehlt: hunde)",
    ]


def test_values_name_the_missing_column_and_what_else_it_would_enable(towns, cli):
    own = "".join(
        [
            small_town.count("hunde", "Hunde"),
            small_town.of_all("hundequote", "hunde", "Hunde je 100 Leute", "Hunde"),
            small_town.of_all("hundeindex", "hunde", "Hundeindex", "Hunde"),
        ]
    )
    (towns / "indicators/dort/catalogue.toml").write_text(own, encoding="utf-8")
    asked = ("--data", towns, "--area", "dort", "--level", "block", "--indicator", "hundequote")
    finished = cli("values", *asked)
    assert finished.code == 1
    assert "Es fehlt: Spalte hunde (Hunde), nötig auch für hundeindex." in finished.err


def test_hidden_columns_are_not_called_missing(towns, edit):
    edit(towns / "indicators/dort/2020.toml", "[kinder]\n", '[kinder]\naudience = "internal"\n')
    public, internal = Atlas.open(towns), Atlas.open(towns, Audience.INTERNAL)
    assert public.missing_columns("dort", "kinderanteil") == ()
    assert internal.missing_columns("dort", "kinderanteil") == ()
