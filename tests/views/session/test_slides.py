"""What stands on the slides: message, figure, sources, and what is gone."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from atlas.atlas import Atlas
from atlas.errors import StoryboardFileError
from atlas.model.figures import FigureChoice, FigureKind
from atlas.model.goals import Goal
from atlas.model.identity import NOT_STATED
from atlas.model.notes import Note, Storyboard
from atlas.model.quantities import Audience
from atlas.model.releases import LATEST
from atlas.model.scope import Scope
from atlas.model.slides import SlideKind
from atlas.views.figure.address import page_of, words_of
from atlas.views.session.handout import handout
from atlas.views.session.slides import figure_slide, slide_deck
from atlas.views.session.storyboard_file import storyboard_bytes, storyboard_from_bytes

DATA = Path(__file__).parents[3] / "data"
SCOPE = Scope(
    area="rhein-berg",
    level="kommune",
    indicator="ein_kinder_sgb2_u15",
    year=2014,
    base_year=2009,
)
DAY = date(2026, 12, 1)


def note(kind=FigureKind.MAP, **more):
    choice = FigureChoice(kind=kind, scope=SCOPE)
    return Note(page=page_of(choice), words=tuple(sorted(words_of(choice).items())), **more)


def said(noted, **words):
    """The same note with other words in its address."""
    return replace(noted, words=tuple(sorted((noted.address | words).items())))


def deck_of(atlas, *notes, **fields):
    storyboard = Storyboard(notes=notes, **fields)
    return slide_deck(atlas, storyboard, [figure_slide(atlas, one) for one in notes], DAY)


def test_the_message_is_the_headline_unless_somebody_wrote_another(shipped):
    assert figure_slide(shipped, note()).message.startswith("Jedes neunte Kind")
    edited = figure_slide(shipped, note(message="Armut wächst", speech="Pause"))
    assert (edited.message, edited.speech) == ("Armut wächst", "Pause")
    assert "Grundsatzkonzept" in edited.figure.caption


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ({"indikator": "gibt_es_nicht"}, "gibt_es_nicht"),
        ({"ebene": "ortsteil"}, "ortsteil"),
        ({"jahr": "1871"}, "1871"),
        ({"gebiet": "atlantis"}, "atlantis"),
        ({"vergleich": "ebene", "zweite_ebene": "ortsteil"}, "Vergleich"),
    ],
)
def test_a_figure_that_is_gone_is_told_on_its_slide(shipped, words, named):
    slide = figure_slide(shipped, said(note(), **words))
    assert slide.figure is None
    assert named in slide.notice


def test_a_slide_says_which_release_it_shows_where_another_was_noted():
    atlas = Atlas.open(DATA, release=LATEST)
    slide = figure_slide(atlas, said(note(release="2009/7"), ausgabe="2009/7"))
    assert "2009/7" in slide.notice
    assert "2014/1" in slide.notice
    assert "Ausgabe 2014/1" in slide.figure.caption
    assert not figure_slide(atlas, said(note(release="2014/1"), ausgabe="2014/1")).notice


def test_every_slide_and_the_file_say_who_may_see_them(rhein_berg):
    public, internal = (
        Atlas.open(rhein_berg, reader) for reader in (Audience.PUBLIC, Audience.INTERNAL)
    )
    assert deck_of(public, note(), title="Kinder").foot.endswith("Öffentliche Fassung")
    deck = deck_of(internal, note(), title="Kinder")
    assert deck.foot.endswith("Verwaltungsintern")
    assert deck.file_stem == "verwaltungsintern__kinder__praesentation"


def test_the_last_slides_name_sources_and_what_to_know(shipped):
    deck = deck_of(shipped, note(), note(FigureKind.TABLE), committee="Ausschuss", item="4")
    assert deck.slides[0].lines[0] == "Ausschuss · TOP 4"
    closing = [slide for slide in deck.slides if slide.kind is SlideKind.CLOSING]
    lists = dict(entry for slide in closing for entry in slide.lists)
    assert "Folie 2: Grundsatzkonzept" in lists["Quellen"][0]
    assert any("Summe der Kommunen 4.241" in text for text in lists["Hinweise"])


def test_a_table_keeps_sums_and_is_cut_to_what_can_be_read(shipped):
    scope = Scope(area="musterstadt", level="bezirk", indicator="ein_sgb2_u15", year=2023)
    choice = FigureChoice(kind=FigureKind.TABLE, scope=scope)
    noted = Note(page="tabelle", words=tuple(sorted(words_of(choice).items())))
    figure = figure_slide(shipped, noted).figure
    assert len(figure.spec.rows) == 12
    assert figure.spec.rows[-1].emphasis
    assert "Gezeigt sind 12 von" in figure.caption
    (table,) = handout(shipped, deck_of(shipped, noted)).tables
    assert len(table.spec.rows) > 40
    # as the map calls it, and officially
    assert table.spec.rows[0].cells[1].text == "Rund um den Markt (Altstadt)"


def test_a_handout_says_what_the_numbers_in_a_chart_mean(shipped):
    scope = Scope(area="musterstadt", level="bezirk", indicator="ein_sgb2_u15", year=2023)
    choice = FigureChoice(kind=FigureKind.SERIES, scope=scope)
    noted = Note(page="diagramme", words=tuple(sorted(words_of(choice).items())))
    caption = figure_slide(shipped, noted).figure.whole_caption
    assert "(1) 2016: Seit der Datenrevision" in caption
    assert "(2) 2022: " in caption


def test_the_overview_is_a_slide_of_large_figures_and_a_table_on_the_handout(shipped):
    deck = deck_of(shipped, note(FigureKind.OVERVIEW))
    assert [tile.title[:22] for tile in deck.slides[1].figure.tiles] == ["Kinder unter 15 Jahren"]
    (table,) = handout(shipped, deck).tables
    assert [cell.text for cell in table.spec.rows[0].cells][1] == "11,2"


def test_a_unit_that_is_gone_is_told_on_its_slide(shipped):
    profile = note(FigureKind.PROFILE)
    for selected in ("", "99"):
        slide = figure_slide(shipped, said(profile, auswahl=selected))
        assert slide.figure is None
        assert slide.notice


def test_a_noted_development_has_the_goals_of_its_unit(shipped):
    goal = Goal(
        level="kommune",
        unit="05378008",
        indicator="ein_kinder_sgb2_u15",
        start_year=2009,
        start=10.17,
        target=9.0,
        due=date(2020, 12, 31),
    )
    plain, shown = (
        figure_slide(shipped, note(FigureKind.SERIES), goals).figure.spec.marks
        for goals in ((), (goal,))
    )
    drawn = shown[len(plain) :]
    assert [(mark.x, mark.y) for mark in drawn] == [(2009, 10.17), (2020, 9.0)]


def test_slides_have_the_design_of_their_area_and_none_where_areas_differ(shipped):
    town = Scope(area="musterstadt", level="sozialraum", indicator="ein_sgb2_u15", year=2023)
    choice = FigureChoice(kind=FigureKind.MAP, scope=town)
    noted = Note(page="karte", words=tuple(sorted(words_of(choice).items())))
    own, mixed = deck_of(shipped, noted), deck_of(shipped, noted, note())
    assert own.identity.accent == "#5b3a8c"
    assert own.foot.startswith("Stadt Musterstadt, Stabsstelle")
    assert mixed.identity == NOT_STATED


def test_the_handout_has_a_code_of_each_figure_where_the_address_is_known(shipped, monkeypatch):
    assert not list(handout(shipped, deck_of(shipped, note(FigureKind.TABLE))).figures)
    monkeypatch.setenv("ATLAS_URL", "https://atlas.example.org/")
    (code,) = handout(shipped, deck_of(shipped, note(FigureKind.TABLE))).figures
    assert code.drawing.link.startswith("https://atlas.example.org/tabelle?gebiet=rhein-berg")


def test_a_storyboard_is_saved_and_opened_again():
    storyboard = Storyboard(
        title="Kinder „arm“", committee="Rat", day="1.2.", item="3", notes=(note(speech="Ä\nB"),)
    )
    assert storyboard_from_bytes(storyboard_bytes(storyboard)) == storyboard


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "no_storyboard"),
        (b"PK\x03\x04\xff", "no_storyboard"),
        (b"[" * 100_000, "no_storyboard"),
        (b"[1]", "no_storyboard"),
        (b'{"version": 1, "notes": [{"page": "../etc", "words": {}}]}', "no_storyboard"),
        (b'{"version": 1, "notes": [{"page": "karte", "words": {"jahr": 5}}]}', "no_storyboard"),
        (b'{"version": 1, "notes": [{"page": "karte", "words": {}}]}', "no_storyboard"),
        (b'{"version": 1, "notes": [], "mehr": 1}', "no_storyboard"),
        (b'{"version": 2, "notes": []}', "newer"),
        (b" " * 1_000_001, "too_large"),
    ],
)
def test_a_file_that_is_no_storyboard_is_refused_in_a_sentence(content, code):
    with pytest.raises(StoryboardFileError) as error:
        storyboard_from_bytes(content)
    assert error.value.code == code
