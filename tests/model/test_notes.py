"""Notes in the order of a presentation."""

from atlas.model.notes import Note, Storyboard


def note(name):
    return Note(page="karte", words=(("indikator", name),))


A, B, C = map(note, "abc")
ALL = Storyboard(title="Titel", notes=(A, B, C))


def test_notes_are_moved_within_the_list_and_stay_at_its_ends():
    assert ALL.moved(2, -1).notes == (A, C, B)
    assert ALL.moved(0, -1) == ALL.moved(2, 1) == ALL


def test_a_figure_is_noted_once_whatever_is_said_of_it():
    assert ALL.with_note(Note(page="karte", words=A.words, message="Anders")) == ALL
    assert ALL.without(1).with_note(B).notes == (A, C, B)
