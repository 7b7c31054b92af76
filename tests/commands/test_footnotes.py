"""Notes on figures stand below those they are about, for those who may see them."""

from dataclasses import replace
from datetime import date

import pytest

from atlas.atlas import Atlas
from atlas.commands.entries import Writer
from atlas.commands.writings import note_footnote
from atlas.errors import UnknownCodeError, UnknownNameError, WritingError
from atlas.journal import open_journal
from atlas.model.footnotes import Footnote
from atlas.model.quantities import Audience
from atlas.model.scope import Scope
from atlas.views.table.unit_tables import unit_table
from atlas.views.writings import footnotes

HOME_OPENED = Footnote(
    area="ort",
    text="Ein Pflegeheim wurde eröffnet.",
    function="Statistikstelle",
    day=date(2026, 12, 1),
    audience=Audience.INTERNAL,
    level="block",
    unit="02",
    subject="kinder",
    year=2021,
)
LINE = "Bach, Kinder, 2021: Ein Pflegeheim wurde eröffnet. (Statistikstelle, 01.12.2026)"


@pytest.fixture
def journal(tmp_path):
    return open_journal(tmp_path / "home")


@pytest.fixture
def atlas(town):
    return Atlas.open(town, Audience.STATISTICS)


@pytest.fixture
def note(journal, atlas):
    writer = Writer(journal=journal, actor="Anna")

    def write(note, changed=None):
        return note_footnote(writer, atlas.area("ort"), atlas.catalogue("ort"), note, changed)

    return write


def notes_below(atlas, journal, audience=Audience.STATISTICS, **scope):
    """What stands below a table of the share of children."""
    written = footnotes(journal, audience)
    atlas = replace(atlas, footnotes=written, _previous=atlas.base_editions)
    asked = {"level": "block", "indicator": "kinderanteil", "year": 2021} | scope
    return unit_table(atlas, Scope(area="ort", **asked)).provenance.notes


def test_a_note_stands_below_the_figures_of_its_unit_quantity_and_year(note, journal, atlas):
    before = notes_below(atlas, journal)
    note(HOME_OPENED)
    assert notes_below(atlas, journal) == (*before, LINE)
    assert LINE not in notes_below(atlas, journal, indicator="leute")
    assert LINE not in notes_below(atlas, journal, year=2020)
    assert LINE not in notes_below(atlas, journal, level="bezirk")
    assert LINE not in notes_below(atlas, journal, Audience.PUBLIC)
    assert LINE in notes_below(atlas, journal, Audience.INTERNAL)


def test_a_changed_note_replaces_the_old_one_and_a_removed_one_is_gone(note, journal, atlas):
    before = notes_below(atlas, journal)
    entry = note(HOME_OPENED)
    general = replace(HOME_OPENED, level="", unit="", subject="", year=0, text="Neu gezählt.")
    changed = note(general, entry)
    line = "Neu gezählt. (Statistikstelle, 01.12.2026)"
    assert notes_below(atlas, journal, level="bezirk") == (*before, line)
    Writer(journal=journal, actor="Bert").remove(changed)
    assert notes_below(atlas, journal) == before


def test_of_many_notes_on_single_units_some_are_named_and_the_rest_counted(note, journal, atlas):
    before = notes_below(atlas, journal)
    for number in range(8):
        note(replace(HOME_OPENED, text=f"Nummer {number}."))
    lines = notes_below(atlas, journal)[len(before) :]
    assert len(lines) == 7
    assert lines[-1].endswith("die hier nicht stehen: 2. Sie stehen in deren Profil.")


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        ({"unit": "99"}, UnknownNameError),
        ({"level": "kreis"}, UnknownNameError),
        ({"subject": "loewen"}, UnknownCodeError),
        ({"text": " "}, WritingError),
        ({"function": ""}, WritingError),
        ({"text": "x" * 501}, WritingError),
    ],
)
def test_what_is_no_note_is_refused(note, journal, wrong, error):
    with pytest.raises(error):
        note(replace(HOME_OPENED, **wrong))
    assert footnotes(journal, Audience.STATISTICS) == ()
