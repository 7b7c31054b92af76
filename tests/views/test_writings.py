"""What people have written: who sees it, and how it stands in profile and chart."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from atlas.atlas import Atlas
from atlas.commands.entries import Writer
from atlas.commands.writings import note_goal, note_practice_text, note_profile_text
from atlas.errors import OutdatedVersionError, UnknownNameError, UnreadableEntryError, WritingError
from atlas.journal import existing_journal, open_journal
from atlas.model.goals import Goal
from atlas.model.journal import EntryKind, fields_of
from atlas.model.own_texts import ProfileText, TextState
from atlas.model.practice import PracticeText
from atlas.model.quantities import Audience
from atlas.model.scope import ChartKind, Scope
from atlas.views.profile.document import profile_document
from atlas.views.profile.figures import ProfileChoice
from atlas.views.selected import ChartChoice, chart
from atlas.views.text_states import shown_state
from atlas.views.writings import Writings, readers, writings

DATA = Path(__file__).parents[2] / "data"
AREA, BURSCHEID = "rhein-berg", "05378008"
SCOPE = Scope(area=AREA, level="kommune", indicator="ein_kinder_sgb2_u15", year=2014)
# published: 12.525 % in 2014, 10.17 % in 2009
GOAL = Goal(
    level="kommune",
    unit=BURSCHEID,
    indicator="ein_kinder_sgb2_u15",
    start_year=2009,
    start=10.17,
    target=8.0,
    due=date(2018, 12, 31),
    resolution="Kreistag, 1.7.2010",
)
TEXT = PracticeText(
    level="kommune",
    unit=BURSCHEID,
    topic="Kinder",
    text="Die Wartelisten werden länger.",
    day=date(2026, 12, 1),
    function="Quartiersmanagement",
)


@pytest.fixture(scope="module")
def atlas():
    return Atlas.open(DATA)


@pytest.fixture
def writer(tmp_path):
    return Writer(journal=open_journal(tmp_path), actor="Planung")


def words_of(document):
    blocks = (block for section in document.sections for block in section.blocks)
    return " ".join(str(block) for block in blocks)


def test_an_audience_sees_what_was_written_for_it_and_for_those_it_includes(writer, atlas):
    note_practice_text(writer, atlas, AREA, TEXT)
    note_practice_text(writer, atlas, AREA, replace(TEXT, audience=Audience.INTERNAL))
    note_goal(writer, atlas, AREA, replace(GOAL, audience=Audience.INTERNAL))

    seen = {one: writings(writer.journal, AREA, one) for one in Audience}

    assert seen[Audience.PUBLIC].practice == (TEXT,)
    assert seen[Audience.PUBLIC].goals == ()
    assert len(seen[Audience.INTERNAL].practice) == 2
    assert seen[Audience.STATISTICS].goals == (replace(GOAL, audience=Audience.INTERNAL),)


@pytest.mark.parametrize(
    ("changed", "error"),
    [
        ({"due": date(2009, 12, 31)}, WritingError),
        ({"target": float("nan")}, WritingError),
        ({"target": 125.0}, WritingError),
        ({"resolution": "x" * 201}, WritingError),
        ({"unit": "nowhere"}, UnknownNameError),
        ({"indicator": "nothing"}, UnknownNameError),
    ],
)
def test_what_can_be_no_goal_is_not_written(writer, atlas, changed, error):
    with pytest.raises(error):
        note_goal(writer, atlas, AREA, replace(GOAL, **changed))
    assert writings(writer.journal, AREA, Audience.STATISTICS).goals == ()


@pytest.mark.parametrize(
    "changed", [{"text": " "}, {"function": ""}, {"text": "x" * 4001}, {"topic": "x" * 201}]
)
def test_an_assessment_needs_text_and_function(writer, atlas, changed):
    with pytest.raises(WritingError):
        note_practice_text(writer, atlas, AREA, replace(TEXT, **changed))


def test_a_changed_assessment_keeps_what_it_said(writer, atlas):
    entry = note_practice_text(writer, atlas, AREA, TEXT)
    note_practice_text(writer, atlas, AREA, replace(TEXT, text="Neu."), entry)
    assert writings(writer.journal, AREA, Audience.PUBLIC).practice[0].text == "Neu."
    assert len(writer.journal.history(entry.kind, AREA, entry.key)) == 2


def test_what_a_newer_atlas_wrote_is_named_where_it_cannot_be_read(writer, atlas):
    entry = note_goal(writer, atlas, AREA, GOAL)
    writer.change(entry, {**fields_of(entry), "milestones": []})
    with pytest.raises(UnreadableEntryError, match="Fassung 2"):
        writings(writer.journal, AREA, Audience.PUBLIC)


@pytest.mark.parametrize("named", [None, "all", ["public"], "statistics"])
def test_a_version_that_names_no_readers_is_for_the_fewest(writer, named):
    assert readers(writer.add(EntryKind.REPORT, AREA, {"audience": named})) is Audience.STATISTICS


def test_nobody_makes_a_journal_by_reading(tmp_path):
    assert existing_journal(tmp_path) is None
    assert list(tmp_path.iterdir()) == []


def test_a_profile_states_goals_and_assessments_of_its_unit(atlas):
    choice = ProfileChoice(scope=replace(SCOPE, indicator=""), unit=BURSCHEID)
    written = Writings(goals=(GOAL,), practice=(TEXT,))
    words = words_of(profile_document(atlas, choice, date(2026, 12, 1), written))
    # five ninths of the time have passed: 8.96 % was to be, 12.5 % is
    for part in ("10,2", "8,0", "bis 31.12.2018", "12,5", "nicht auf Kurs", "Kreistag, 1.7.2010"):
        assert part in words
    for part in ("Quartiersmanagement", "01.12.2026", "Die Wartelisten werden länger."):
        assert part in words


def test_a_development_has_a_dashed_line_from_start_to_target(atlas):
    scope = replace(SCOPE, selection=(BURSCHEID,))
    choice = ChartChoice(kind=ChartKind.SERIES, scope=scope, goals=(GOAL,))
    spec = chart(atlas, choice)
    line = [(mark.x, mark.y) for mark in spec.marks if mark.dashed]
    assert line == [(2009, 10.17), (2018, 8.0)]
    assert any("nicht auf Kurs" in note for note in spec.provenance.notes)


def test_a_goal_of_another_level_is_not_drawn(atlas):
    other = replace(GOAL, level="kreis", unit="05378", indicator="nothing")
    choice = ChartChoice(kind=ChartKind.SERIES, scope=SCOPE, goals=(other,))
    assert chart(atlas, choice) == chart(atlas, replace(choice, goals=()))


def test_a_start_value_that_is_not_published_is_neither_told_nor_measured(atlas):
    early = replace(GOAL, start_year=2001)
    choice = ProfileChoice(scope=replace(SCOPE, indicator=""), unit=BURSCHEID)
    words = words_of(profile_document(atlas, choice, date(2026, 12, 1), Writings(goals=(early,))))
    assert "10,2 % (2001)" not in words
    assert "nicht messbar" in words


def kept(sentences: str, audience: Audience) -> ProfileText:
    state = TextState(year=2014, release="", edition="", audience=audience.value)
    return ProfileText(
        level="kommune", unit=BURSCHEID, sentences=tuple(sentences.splitlines()), state=state
    )


def test_a_kept_text_stands_in_place_of_the_proposals_and_says_of_which_figures(atlas):
    choice = ProfileChoice(scope=replace(SCOPE, indicator=""), unit=BURSCHEID)
    now = shown_state(atlas, AREA, 2014)
    text = replace(kept("Burscheid liegt darüber.", atlas.audience), state=now)

    def said(shown: ProfileText) -> str:
        written = Writings(profile_texts=(shown,))
        return words_of(profile_document(atlas, choice, date(2026, 12, 1), written))

    assert "bearbeiteter Text zum Datenstand 2014, Arbeitsstand" in said(text)
    assert "Burscheid liegt darüber." in said(text)
    assert "Textvorschläge" not in said(text)
    assert "Zahlen prüfen" not in said(text)
    old = said(replace(text, state=replace(now, year=2009)))
    assert "wurde zum Datenstand 2009, Arbeitsstand geschrieben" in old
    assert "das Profil zeigt 2014, Arbeitsstand" in old


def test_who_sees_less_is_not_shown_a_text_on_more_figures(writer, atlas):
    for audience in (Audience.STATISTICS, Audience.PUBLIC):
        note_profile_text(writer, atlas, AREA, kept(f" {audience.value} \n\n", audience))
    seen = {one: writings(writer.journal, AREA, one).profile_text for one in Audience}
    assert {one: text.sentences for one, text in seen.items() if text} == {
        Audience.PUBLIC: ("public",),
        Audience.INTERNAL: ("public",),
        Audience.STATISTICS: ("statistics",),
    }


def test_two_who_write_the_text_of_one_profile_do_not_overwrite_each_other(writer, atlas):
    first = note_profile_text(writer, atlas, AREA, kept("eins", Audience.PUBLIC))
    with pytest.raises(OutdatedVersionError):
        note_profile_text(writer, atlas, AREA, kept("zwei", Audience.PUBLIC))
    gone = writer.remove(first)
    assert writings(writer.journal, AREA, Audience.PUBLIC).profile_text is None
    with pytest.raises(WritingError):
        note_profile_text(writer, atlas, AREA, kept(" \n", Audience.PUBLIC), gone)
    note_profile_text(writer, atlas, AREA, kept("drei", Audience.PUBLIC), gone)
    history = writer.journal.history(first.kind, AREA, first.key)
    assert [fields_of(entry).get("sentences") for entry in history] == [["eins"], None, ["drei"]]
